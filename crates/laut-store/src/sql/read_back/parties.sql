SELECT p.claim, p.figure, p.entity, p.role, n.word AS name, n.key
FROM parties p JOIN words n ON n.number = p.name
WHERE p.claim BETWEEN CAST($1 AS BIGINT) * 1048576 AND CAST($1 AS BIGINT) * 1048576 + 1048575
ORDER BY p.place
