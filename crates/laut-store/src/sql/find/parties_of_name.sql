WITH names AS MATERIALIZED (SELECT w.number, w.word FROM words w WHERE instr(w.folded, $1) > 0)
SELECT n.word AS name, 'says' AS part, c.number AS claim, r.id AS rid, r.day
FROM names n CROSS JOIN claims c CROSS JOIN reports r LEFT JOIN words v ON v.number = c.review
WHERE c.speaker = n.number AND r.number = c.report
    AND EXISTS (SELECT 1 FROM shown h WHERE h.report = r.number) AND coalesce(v.word, '') <> 'rejected'
UNION ALL
SELECT
    n.word AS name, CASE p.role WHEN 1 THEN 'says' WHEN 2 THEN 'acts' WHEN 5 THEN 'is_there' ELSE 'suffers' END AS part,
    p.claim, r.id AS rid, r.day
FROM names n CROSS JOIN parties p CROSS JOIN claims c CROSS JOIN reports r LEFT JOIN words v ON v.number = c.review
WHERE p.name = n.number AND c.number = p.claim AND r.number = c.report
    AND EXISTS (SELECT 1 FROM shown h WHERE h.report = r.number) AND coalesce(v.word, '') <> 'rejected'
