SELECT
    n.word AS name, r.id AS rid, r.day,
    (SELECT w.word FROM words w WHERE w.number = e.kind) AS kind,
    (SELECT w.word FROM words w WHERE w.number = e.roles) AS roles,
    (SELECT w.word FROM words w WHERE w.number = e.affiliation) AS affiliation
FROM words n CROSS JOIN entities e CROSS JOIN reports r
WHERE instr(n.folded, $1) > 0 AND e.name = n.number AND r.number = e.report
    AND EXISTS (SELECT 1 FROM shown h WHERE h.report = r.number)
