    c.number AS cnumber, c.begins AS cbegins, c.ends AS cends, c.pieces, c.said, c.first_day AS cfirst, c.last_day AS clast,
    c.speaker, c.through, c.mode, c.act, c.certainty, c.polarity, c.disputed_by AS cdisputed,
    c.verification AS cverification, c.checks AS cchecks, c.review AS creview, c.rule, r.id AS rid, r.published, r.title,
    r.url, r.input, r.language, r.publisher,
    (SELECT d.laut FROM readings d WHERE d.report = r.number ORDER BY d.number DESC LIMIT 1) AS laut
