SELECT
    r.number, r.id AS rid, r.published_at, r.published, r.title, r.url, r.input, r.language,
    (SELECT w.word FROM words w WHERE w.number = r.publisher) AS publisher,
    (
        SELECT w.word FROM readings d JOIN words w ON w.number = d.laut
        WHERE d.report = r.number ORDER BY d.number DESC LIMIT 1
    ) AS laut
