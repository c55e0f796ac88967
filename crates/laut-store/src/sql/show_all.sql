-- Of each url the latest report that was not retracted is shown, and all that have none.
INSERT INTO shown (report)
SELECT number FROM (
    SELECT
        r.number,
        row_number() OVER (
            PARTITION BY r.url, CASE WHEN r.url IS NULL THEN r.number END
            ORDER BY coalesce(r.published_at, -9000000000000000000) DESC, r.taken_in DESC, r.id DESC
        ) AS place
    FROM reports r
    WHERE r.number NOT IN (SELECT report FROM tombstones)
) AS ranked
WHERE place = 1
