SELECT
    l.from_claim, l.to_claim, l.figure, r.id AS rid,
    (SELECT w.word FROM words w WHERE w.number = l.kind) AS kind,
    (SELECT w.word FROM words w WHERE w.number = l.by_whom) AS by_whom
FROM relations l
    JOIN words k ON k.number = l.kind AND k.word IN ('denies', 'contradicts', 'blames_back')
    JOIN claims c ON c.number = l.to_claim
    JOIN claims o ON o.number = l.from_claim
    JOIN reports r ON r.number = l.report
