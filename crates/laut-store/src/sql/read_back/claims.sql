SELECT
    c.number, c.anchor, c.begins, c.ends, c.pieces, c.said, c.first_day, c.last_day, c.is_to_check,
    (SELECT w.word FROM words w WHERE w.number = c.speaker) AS speaker,
    (SELECT w.key FROM words w WHERE w.number = c.speaker) AS speaker_key,
    (SELECT w.word FROM words w WHERE w.number = c.through) AS through,
    (SELECT w.word FROM words w WHERE w.number = c.mode) AS mode,
    (SELECT w.word FROM words w WHERE w.number = c.act) AS act,
    (SELECT w.word FROM words w WHERE w.number = c.certainty) AS certainty,
    (SELECT w.word FROM words w WHERE w.number = c.polarity) AS polarity,
    (SELECT w.word FROM words w WHERE w.number = c.disputed_by) AS disputed_by,
    (SELECT w.word FROM words w WHERE w.number = c.verification) AS verification,
    (SELECT w.word FROM words w WHERE w.number = c.checks) AS checks,
    (SELECT w.word FROM words w WHERE w.number = c.review) AS review,
    (SELECT w.word FROM words w WHERE w.number = c.rule) AS rule
FROM claims c
WHERE c.number BETWEEN CAST($1 AS BIGINT) * 1048576 AND CAST($1 AS BIGINT) * 1048576 + 1048575
ORDER BY c.number
