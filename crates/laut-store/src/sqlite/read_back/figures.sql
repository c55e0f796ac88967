SELECT f.*, c.id AS claim_id
FROM figures f JOIN claims c ON c.number = f.claim
WHERE f.report = ?1
ORDER BY f.number
