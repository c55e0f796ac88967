SELECT
    f.id AS fid, f.begins, f.ends, f.words, f.low, f.high, f.bound, f.harm, f.count, f.victims, f.groups, f.by_whom,
    f.place, f.lat, f.lon, f.means, f.from_day, f.to_day, f.part_of, f.disputed_by, f.verification, f.checks, f.review,
    c.id AS cid, c.begins AS cbegins, c.ends AS cends, c.quotation, c.speaker, c.through, c.mode, c.act, c.certainty,
    c.polarity, c.said, c.first_day AS cfirst, c.last_day AS clast, c.disputed_by AS cdisputed,
    c.verification AS cverification, c.checks AS cchecks, c.review AS creview, c.rule, r.id AS rid, r.publisher,
    r.published, r.title, r.url, r.input, r.language,
    (SELECT d.laut FROM readings d WHERE d.report = r.number ORDER BY d.number DESC LIMIT 1) AS laut
FROM figures f JOIN claims c ON c.number = f.claim JOIN reports r ON r.number = f.report
