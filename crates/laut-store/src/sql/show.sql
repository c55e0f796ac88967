-- Of a report and all others under its url, the latest that was not retracted is shown.
INSERT INTO shown (report)
SELECT number FROM reports
WHERE (
    number = $1
    OR number IN (
        SELECT other.number FROM reports one JOIN reports other ON other.url = one.url WHERE one.number = $1
    )
) AND number NOT IN (SELECT report FROM tombstones)
ORDER BY coalesce(published_at, -9000000000000000000) DESC, taken_in DESC, id DESC
LIMIT 1
