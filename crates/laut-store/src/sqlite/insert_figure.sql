INSERT INTO figures (
    claim, report, id, anchor, begins, ends, words, low, high, bound, harm, count, victims, groups, by_whom, place, lat,
    lon, means, from_day, to_day, first_day, last_day, part_of, disputed_by, verification, checks, review
) VALUES (
    :claim, :report, :id, :anchor, :begins, :ends, :words, :low, :high, :bound, :harm, :count, :victims, :groups,
    :by_whom, :place, :lat, :lon, :means, :from_day, :to_day, :first_day, :last_day, :part_of, :disputed_by,
    :verification, :checks, :review
)
