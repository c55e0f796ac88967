SELECT
    e.id, e.kind, e.roles, e.affiliation, e.country, e.geonames, e.lat, e.lon, e.precision, e.mentions,
    n.name, n.key, r.id AS rid
FROM entities e JOIN names n ON n.number = e.name JOIN reports r ON r.number = e.report
