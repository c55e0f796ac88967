SELECT n.word AS name, p.claim, p.role, r.id AS rid, r.day
FROM words n
    JOIN parties p ON p.name = n.number
    JOIN claims c ON c.number = p.claim
    JOIN reports r ON r.number = c.report
    LEFT JOIN words v ON v.number = c.review
WHERE instr(n.folded, $1) > 0 AND r.number IN (SELECT report FROM shown) AND coalesce(v.word, '') <> 'rejected'
