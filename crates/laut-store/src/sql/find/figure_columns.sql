    f.number AS fnumber, f.begins, f.ends, f.words, f.low, f.high, f.lat, f.lon, f.from_day, f.to_day, f.part_of, f.bound,
    f.harm, f.count, f.victims, f.groups, f.by_whom, f.place, f.means, f.disputed_by, f.verification, f.checks, f.review,
