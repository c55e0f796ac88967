-- Of a report and all others under its url, the latest that was not retracted is shown.
INSERT INTO shown (report)
SELECT number FROM reports
WHERE (
    number = :report
    OR number IN (
        SELECT other.number FROM reports one JOIN reports other ON other.url = one.url WHERE one.number = :report
    )
) AND number NOT IN (SELECT report FROM tombstones)
ORDER BY coalesce(published_at, '') DESC, taken_in DESC, id DESC
LIMIT 1
