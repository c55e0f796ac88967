    f.number AS fnumber, f.begins, f.ends, f.words, f.low, f.high, f.lat, f.lon, f.from_day, f.to_day, f.part_of,
