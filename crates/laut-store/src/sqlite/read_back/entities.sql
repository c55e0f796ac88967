SELECT e.id, e.kind, n.name, n.key, e.roles, e.affiliation, e.country, e.geonames, e.lat, e.lon, e.precision, e.mentions
 FROM entities e
    JOIN names n ON n.number = e.name
WHERE e.report = ?1
ORDER BY e.number
