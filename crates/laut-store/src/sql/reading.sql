-- The latest reading of a report, its text, and what else its record was packed with; see `KeptReport::strings`.
SELECT
    d.record, t.text, r.id, t.id AS text_id, r.input, r.title, r.url, r.published,
    (SELECT w.word FROM words w WHERE w.number = r.publisher) AS publisher
FROM readings d JOIN reports r ON r.number = d.report JOIN texts t ON t.number = r.text
WHERE d.report = $1
ORDER BY d.number DESC
LIMIT 1
