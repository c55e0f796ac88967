SELECT
    e.number, e.geonames, e.lat, e.lon, e.mentions, n.word AS name, n.key, r.id AS rid,
    (SELECT w.word FROM words w WHERE w.number = e.kind) AS kind,
    (SELECT w.word FROM words w WHERE w.number = e.roles) AS roles,
    (SELECT w.word FROM words w WHERE w.number = e.affiliation) AS affiliation,
    (SELECT w.word FROM words w WHERE w.number = e.country) AS country,
    (SELECT w.word FROM words w WHERE w.number = e.precision) AS precision
