    c.number AS cnumber, c.begins AS cbegins, c.ends AS cends, c.pieces, c.said, c.first_day AS cfirst, c.last_day AS clast,
    (SELECT w.word FROM words w WHERE w.number = c.speaker) AS speaker,
    (SELECT w.word FROM words w WHERE w.number = c.through) AS through,
    (SELECT w.word FROM words w WHERE w.number = c.mode) AS mode,
    (SELECT w.word FROM words w WHERE w.number = c.act) AS act,
    (SELECT w.word FROM words w WHERE w.number = c.certainty) AS certainty,
    (SELECT w.word FROM words w WHERE w.number = c.polarity) AS polarity,
    (SELECT w.word FROM words w WHERE w.number = c.disputed_by) AS cdisputed,
    (SELECT w.word FROM words w WHERE w.number = c.verification) AS cverification,
    (SELECT w.word FROM words w WHERE w.number = c.checks) AS cchecks,
    (SELECT w.word FROM words w WHERE w.number = c.review) AS creview,
    (SELECT w.word FROM words w WHERE w.number = c.rule) AS rule,
    r.id AS rid, r.published, r.title, r.url, r.input, r.language,
    (SELECT w.word FROM words w WHERE w.number = r.publisher) AS publisher,
    (
        SELECT w.word FROM readings d JOIN words w ON w.number = d.laut
        WHERE d.report = r.number ORDER BY d.number DESC LIMIT 1
    ) AS laut
