INSERT INTO entities (
    report, id, kind, name, roles, affiliation, country, geonames, lat, lon, precision, mentions
) VALUES (
    :report, :id, :kind, :name, :roles, :affiliation, :country, :geonames, :lat, :lon, :precision, :mentions
)
