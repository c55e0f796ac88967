    f.number, f.claim, f.anchor, f.begins, f.ends, f.words, f.low, f.high, f.lat, f.lon, f.from_day, f.to_day, f.first_day,
    f.last_day, f.part_of
FROM figures f
WHERE f.number BETWEEN CAST($1 AS BIGINT) * 1048576 AND CAST($1 AS BIGINT) * 1048576 + 1048575
ORDER BY f.number
