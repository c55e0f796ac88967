INSERT INTO report_words (report_words) VALUES ('rebuild');
INSERT INTO claim_words (claim_words) VALUES ('rebuild');
DELETE FROM shown;
INSERT INTO shown (report)
SELECT number FROM (
    SELECT
        r.number,
        row_number() OVER (
            PARTITION BY coalesce(r.url, r.id)
            ORDER BY coalesce(r.published_at, '') DESC, r.taken_in DESC, r.id DESC
        ) AS place
    FROM reports r
    WHERE r.number NOT IN (SELECT report FROM tombstones)
)
WHERE place = 1;
