SELECT n.name, e.kind, e.roles, e.affiliation, r.id AS rid, r.day
FROM names n
    JOIN entities e ON e.name = n.number
    JOIN reports r ON r.number = e.report
WHERE instr(n.folded, ?1) > 0 AND r.number IN (SELECT report FROM shown)
