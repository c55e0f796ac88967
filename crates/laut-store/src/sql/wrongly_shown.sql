-- Reports that are shown and should not be, or the other way round.
SELECT id FROM (
    SELECT
        r.number,
        r.id,
        row_number() OVER (
            PARTITION BY r.url, CASE WHEN r.url IS NULL THEN r.number END
            ORDER BY
                t.report IS NOT NULL, coalesce(r.published_at, -9000000000000000000) DESC, r.taken_in DESC, r.id DESC
        ) = 1 AND t.report IS NULL AS is_to_be_shown
    FROM reports r LEFT JOIN tombstones t ON t.report = r.number
) AS ranked
WHERE is_to_be_shown <> (number IN (SELECT report FROM shown))
ORDER BY id
