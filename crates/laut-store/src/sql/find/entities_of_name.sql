SELECT
    n.word AS name, r.id AS rid, r.day,
    (SELECT w.word FROM words w WHERE w.number = e.kind) AS kind,
    (SELECT w.word FROM words w WHERE w.number = e.roles) AS roles,
    (SELECT w.word FROM words w WHERE w.number = e.affiliation) AS affiliation
FROM words n JOIN entities e ON e.name = n.number JOIN reports r ON r.number = e.report
WHERE instr(n.folded, $1) > 0 AND r.number IN (SELECT report FROM shown)
