SELECT c.id AS claim_id, f.id AS figure_id, p.role, n.name, n.key, e.id AS entity_id
FROM parties p
    JOIN claims c ON c.number = p.claim
    JOIN names n ON n.number = p.name
    LEFT JOIN figures f ON f.number = p.figure
    LEFT JOIN entities e ON e.number = p.entity
WHERE c.report = ?1
ORDER BY p.rowid
