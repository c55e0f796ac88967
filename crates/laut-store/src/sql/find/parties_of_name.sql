SELECT n.word AS name, p.claim, p.role, r.id AS rid, r.day
FROM words n CROSS JOIN parties p CROSS JOIN claims c CROSS JOIN reports r LEFT JOIN words v ON v.number = c.review
WHERE instr(n.folded, $1) > 0 AND p.name = n.number AND c.number = p.claim AND r.number = c.report
    AND EXISTS (SELECT 1 FROM shown h WHERE h.report = r.number) AND coalesce(v.word, '') <> 'rejected'
