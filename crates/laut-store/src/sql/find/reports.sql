SELECT
    r.number, r.id AS rid, t.id AS text_id, r.input, r.title, r.url, r.published, r.language, r.taken_in,
    (SELECT w.word FROM words w WHERE w.number = r.publisher) AS publisher,
    (
        SELECT w.word FROM readings d JOIN words w ON w.number = d.laut
        WHERE d.report = r.number ORDER BY d.number DESC LIMIT 1
    ) AS laut,
    (SELECT count(*) FROM reports o WHERE o.url = r.url) AS versions,
    (
        SELECT count(*) FROM reports o
        WHERE o.url = r.url AND (coalesce(o.published_at, -9000000000000000000), o.taken_in, o.id)
            < (coalesce(r.published_at, -9000000000000000000), r.taken_in, r.id)
    ) + 1 AS version,
    (SELECT count(*) FROM reports o WHERE o.text = r.text) AS copies,
    s.why, s.by_whom, s.at,
    (SELECT count(*) FROM shown h WHERE h.report = r.number) AS is_shown,
    (
        SELECT count(*) FROM claims c WHERE c.number BETWEEN r.number * 1048576 AND r.number * 1048576 + 1048575
    ) AS claims,
    (
        SELECT count(*) FROM figures f WHERE f.number BETWEEN r.number * 1048576 AND r.number * 1048576 + 1048575
    ) AS figures
FROM reports r JOIN texts t ON t.number = r.text LEFT JOIN tombstones s ON s.report = r.number
