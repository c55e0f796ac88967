SELECT c.id AS claim_id, f.id AS figure_id, v.status, v.by_whom, v.words
FROM verifications v
    JOIN claims c ON c.number = v.claim
    LEFT JOIN figures f ON f.number = v.figure
WHERE c.report = ?1
ORDER BY v.rowid
