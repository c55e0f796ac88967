SELECT n.name, p.claim, p.role, r.id AS rid, r.day
FROM names n
    JOIN parties p ON p.name = n.number
    JOIN claims c ON c.number = p.claim AND c.review <> 'rejected'
    JOIN reports r ON r.number = c.report
WHERE instr(n.folded, ?1) > 0 AND r.number IN (SELECT report FROM shown)
