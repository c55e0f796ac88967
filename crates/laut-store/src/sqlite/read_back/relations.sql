SELECT l.kind, a.id AS from_id, b.id AS to_id, f.id AS figure_id, l.by_whom, l.words
FROM relations l
    JOIN claims a ON a.number = l.from_claim
    JOIN claims b ON b.number = l.to_claim
    LEFT JOIN figures f ON f.number = l.figure
WHERE l.report = ?1
ORDER BY l.rowid
