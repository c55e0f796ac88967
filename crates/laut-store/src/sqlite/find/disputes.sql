SELECT
    l.kind, l.by_whom, l.from_claim, l.to_claim,
    (SELECT substr(r.id, 8, 12) || ':' || f.id FROM figures f WHERE f.number = l.figure) AS fid
FROM relations l
    JOIN claims c ON c.number = l.to_claim AND l.kind IN ('denies', 'contradicts', 'blames_back')
    JOIN claims o ON o.number = l.from_claim AND o.review <> 'rejected'
    JOIN reports r ON r.number = l.report
