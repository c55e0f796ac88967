SELECT
    f.number, f.claim, f.anchor, f.begins, f.ends, f.words, f.low, f.high, f.lat, f.lon, f.from_day, f.to_day, f.first_day,
    f.last_day, f.part_of,
    (SELECT w.word FROM words w WHERE w.number = f.bound) AS bound,
    (SELECT w.word FROM words w WHERE w.number = f.harm) AS harm,
    (SELECT w.word FROM words w WHERE w.number = f.count) AS count,
    (SELECT w.word FROM words w WHERE w.number = f.victims) AS victims,
    (SELECT w.word FROM words w WHERE w.number = f.groups) AS groups,
    (SELECT w.word FROM words w WHERE w.number = f.by_whom) AS by_whom,
    (SELECT w.word FROM words w WHERE w.number = f.place) AS place,
    (SELECT w.word FROM words w WHERE w.number = f.means) AS means,
    (SELECT w.word FROM words w WHERE w.number = f.disputed_by) AS disputed_by,
    (SELECT w.word FROM words w WHERE w.number = f.verification) AS verification,
    (SELECT w.word FROM words w WHERE w.number = f.checks) AS checks,
    (SELECT w.word FROM words w WHERE w.number = f.review) AS review
FROM figures f
WHERE f.number BETWEEN CAST($1 AS BIGINT) * 1048576 AND CAST($1 AS BIGINT) * 1048576 + 1048575
ORDER BY f.number
