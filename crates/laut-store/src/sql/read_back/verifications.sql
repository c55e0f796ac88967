SELECT
    v.claim, v.figure, v.words,
    (SELECT w.word FROM words w WHERE w.number = v.status) AS status,
    (SELECT w.word FROM words w WHERE w.number = v.by_whom) AS by_whom
FROM verifications v
WHERE v.claim BETWEEN CAST($1 AS BIGINT) * 1048576 AND CAST($1 AS BIGINT) * 1048576 + 1048575
ORDER BY v.place
