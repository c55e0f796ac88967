SELECT
    l.from_claim, l.to_claim, l.figure, l.words,
    (SELECT w.word FROM words w WHERE w.number = l.kind) AS kind,
    (SELECT w.word FROM words w WHERE w.number = l.by_whom) AS by_whom
FROM relations l
WHERE l.report = $1
ORDER BY l.place
