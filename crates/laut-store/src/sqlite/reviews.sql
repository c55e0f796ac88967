SELECT
    v.number, v.anchor, v.verdict, v.why, v.by_whom, v.at,
    substr(r.id, 8, 12) || ':' || coalesce(
        CASE v.kind WHEN 'claim' THEN (SELECT c.id FROM claims c WHERE c.report = v.report AND c.anchor = v.anchor) END,
        CASE v.kind WHEN 'figure' THEN (SELECT f.id FROM figures f WHERE f.report = v.report AND f.anchor = v.anchor) END
    ) AS id
FROM reviews v JOIN reports r ON r.number = v.report
WHERE v.report = ?1
ORDER BY v.at, v.number
