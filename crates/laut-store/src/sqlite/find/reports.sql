SELECT
    r.id AS rid, r.text_id, r.input, r.title, r.url, r.publisher, r.published, r.language, r.taken_in,
    (SELECT d.laut FROM readings d WHERE d.report = r.number ORDER BY d.number DESC LIMIT 1) AS laut,
    (SELECT count(*) FROM reports o WHERE o.url = r.url) AS versions,
    (
        SELECT count(*) FROM reports o
        WHERE o.url = r.url
            AND (coalesce(o.published_at, ''), o.taken_in, o.id) < (coalesce(r.published_at, ''), r.taken_in, r.id)
    ) + 1 AS version,
    (SELECT count(*) FROM reports o WHERE o.text_id = r.text_id) AS copies,
    (SELECT t.why || ' (' || t.by_whom || ', ' || t.at || ')' FROM tombstones t WHERE t.report = r.number) AS retracted,
    EXISTS (SELECT 1 FROM shown s WHERE s.report = r.number) AS is_shown,
    (SELECT count(*) FROM claims c WHERE c.report = r.number) AS claims,
    (SELECT count(*) FROM figures f WHERE f.report = r.number) AS figures
FROM reports r
