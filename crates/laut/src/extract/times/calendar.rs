//! Stretches of the calendar, as TIMEX3 writes them: `2024`, `2024-Q1`, `2024-03`, `2024-W10`, `2024-W10-WE`, `2024-03-05`,
//! `2023-WI`, `202`, `20`; the days that they cover; Easter and the holidays that hang on it.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday, date};

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stretch {
    /// A hundred years: the first two digits.
    Century(i16),
    /// Ten years: the first three digits.
    Decade(i16),
    /// A year.
    Year(i16),
    /// A half of a year, 1 or 2.
    Half(i16, i8),
    /// A quarter of a year, 1 to 4.
    Quarter(i16, i8),
    /// A season: `SP`, `SU`, `FA`, `WI`. Winter counts to the year in which it starts.
    Season(i16, &'static str),
    /// A month.
    Month(i16, i8),
    /// An ISO week.
    Week(ISOWeekDate),
    /// Saturday and Sunday of an ISO week.
    Weekend(ISOWeekDate),
    /// A day.
    Day(Date),
}

impl Stretch {
    /// Its TIMEX3 value.
    pub(crate) fn value(self) -> String {
        match self {
            Self::Century(digits) => format!("{digits:02}"),
            Self::Decade(digits) => format!("{digits:03}"),
            Self::Year(year) => format!("{year:04}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Season(year, season) => format!("{year:04}-{season}"),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Week(week) => format!("{:04}-W{:02}", week.year(), week.week()),
            Self::Weekend(week) => format!("{:04}-W{:02}-WE", week.year(), week.week()),
            Self::Day(day) => day.to_string(),
        }
    }

    /// Its first and last day.
    pub(crate) fn days(self) -> Option<(Date, Date)> {
        let months = |year: i16, first: i8, count: i8| {
            let start = Date::new(year, first, 1).ok()?;
            let last = start.checked_add((i32::from(count) - 1).months()).ok()?.last_of_month();
            Some((start, last))
        };
        match self {
            Self::Century(digits) => Some((first_of(digits.checked_mul(100)?)?, last_of(digits * 100 + 99)?)),
            Self::Decade(digits) => Some((first_of(digits.checked_mul(10)?)?, last_of(digits * 10 + 9)?)),
            Self::Year(year) => Some((first_of(year)?, last_of(year)?)),
            Self::Half(year, half) => months(year, half * 6 - 5, 6),
            Self::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3),
            Self::Season(year, season) => months(year, season_start(season), 3),
            Self::Month(year, month) => months(year, month, 1),
            Self::Week(week) => {
                let monday = monday_of(week)?;
                Some((monday, monday.checked_add(6.days()).ok()?))
            }
            Self::Weekend(week) => {
                let monday = monday_of(week)?;
                Some((monday.checked_add(5.days()).ok()?, monday.checked_add(6.days()).ok()?))
            }
            Self::Day(day) => Some((day, day)),
        }
    }

    /// The stretch of the same kind so many steps later.
    pub(crate) fn step(self, steps: i32) -> Option<Self> {
        let small = i16::try_from(steps).ok()?;
        let year = |year: i16, by: i16| year.checked_add(by).filter(|year| (1..=9999).contains(year));
        Some(match self {
            Self::Century(digits) => Self::Century(digits.checked_add(small)?),
            Self::Decade(digits) => Self::Decade(digits.checked_add(small)?),
            Self::Year(from) => Self::Year(year(from, small)?),
            Self::Half(from, half) => {
                let halves = i32::from(from) * 2 + i32::from(half) - 1 + steps;
                Self::Half(
                    year(i16::try_from(halves.div_euclid(2)).ok()?, 0)?,
                    halves.rem_euclid(2) as i8 + 1,
                )
            }
            Self::Quarter(from, quarter) => {
                let quarters = i32::from(from) * 4 + i32::from(quarter) - 1 + steps;
                Self::Quarter(
                    year(i16::try_from(quarters.div_euclid(4)).ok()?, 0)?,
                    quarters.rem_euclid(4) as i8 + 1,
                )
            }
            Self::Season(from, season) => Self::Season(year(from, small)?, season),
            Self::Month(from, month) => {
                let months = i32::from(from) * 12 + i32::from(month) - 1 + steps;
                Self::Month(
                    year(i16::try_from(months.div_euclid(12)).ok()?, 0)?,
                    months.rem_euclid(12) as i8 + 1,
                )
            }
            Self::Week(week) => Self::Week(week_steps(week, steps)?),
            Self::Weekend(week) => Self::Weekend(week_steps(week, steps)?),
            Self::Day(day) => Self::Day(day.checked_add(i64::from(steps).days()).ok()?),
        })
    }

    /// The stretch of a unit that holds a day.
    pub(crate) fn around(day: Date, unit: &str) -> Option<Self> {
        Some(match unit {
            "D" => Self::Day(day),
            "W" | "2W" => Self::Week(day.iso_week_date()),
            "WE" => Self::Weekend(day.iso_week_date()),
            "M" => Self::Month(day.year(), day.month()),
            "Q" => Self::Quarter(day.year(), (day.month() - 1) / 3 + 1),
            "H" => Self::Half(day.year(), (day.month() - 1) / 6 + 1),
            "Y" => Self::Year(day.year()),
            "DE" => Self::Decade(day.year() / 10),
            "CE" => Self::Century(day.year() / 100),
            _ => return None,
        })
    }
}

fn first_of(year: i16) -> Option<Date> {
    Date::new(year, 1, 1).ok()
}

fn last_of(year: i16) -> Option<Date> {
    Date::new(year, 12, 31).ok()
}

fn monday_of(week: ISOWeekDate) -> Option<Date> {
    ISOWeekDate::new(week.year(), week.week(), Weekday::Monday).ok().map(ISOWeekDate::date)
}

fn week_steps(week: ISOWeekDate, steps: i32) -> Option<ISOWeekDate> {
    Some(monday_of(week)?.checked_add(i64::from(steps).weeks()).ok()?.iso_week_date())
}

/// The month in which a season starts.
pub(crate) fn season_start(season: &str) -> i8 {
    match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}

/// A season as a value of its own.
pub(crate) fn season_name(value: &str) -> Option<&'static str> {
    ["SP", "SU", "FA", "WI"].into_iter().find(|season| *season == value)
}

/// Easter Sunday of a year (Gauss, in the form of Butcher).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, month as i8, day as i8).ok()
}

/// The day of a holiday as its list writes it: `12-25`, `easter-2`, `advent-11`, `11-4-4`.
pub(crate) fn holiday(value: &str, year: i16) -> Option<Date> {
    if let Some(days) = value.strip_prefix("easter") {
        return easter(year)?.checked_add(days.parse::<i64>().ok()?.days()).ok();
    }
    if let Some(days) = value.strip_prefix("advent") {
        // The first Sunday of Advent is the fourth before Christmas.
        let christmas = date(year.clamp(1, 9998), 12, 25);
        let first = christmas.nth_weekday(-4, Weekday::Sunday).ok()?;
        return first.checked_add(days.parse::<i64>().ok()?.days()).ok();
    }
    let (month, rest) = value.split_once('-')?;
    let month = month.parse().ok()?;
    match rest.split_once('-') {
        None => Date::new(year, month, rest.parse().ok()?).ok(),
        Some((weekday, count)) => {
            let weekday = Weekday::from_monday_one_offset(weekday.parse().ok()?).ok()?;
            Date::new(year, month, 1).ok()?.nth_weekday_of_month(count.parse().ok()?, weekday).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Stretch, holiday};
    use jiff::civil::date;

    #[test]
    fn holidays() {
        let check = |value: &str, year: i16, expected: &str| {
            assert_eq!(holiday(value, year).unwrap().to_string(), expected, "{value}");
        };
        check("easter+0", 2017, "2017-04-16");
        check("easter-2", 2024, "2024-03-29");
        check("12-25", 2023, "2023-12-25");
        check("11-4-4", 2023, "2023-11-23");
        check("5-1--1", 2023, "2023-05-29");
        check("advent-7", 2023, "2023-11-26");
    }

    #[test]
    fn stretches_step_over_years() {
        let check = |stretch: Stretch, steps: i32, expected: &str| {
            assert_eq!(stretch.step(steps).unwrap().value(), expected);
        };
        let day = date(2024, 1, 24);
        check(Stretch::around(day, "W").unwrap(), -1, "2024-W03");
        check(Stretch::around(day, "M").unwrap(), -1, "2023-12");
        check(Stretch::around(day, "Q").unwrap(), -1, "2023-Q4");
        check(Stretch::around(day, "DE").unwrap(), -1, "201");
        check(Stretch::around(day, "WE").unwrap(), 0, "2024-W04-WE");
        assert_eq!(Stretch::Season(2023, "WI").days().unwrap().1.to_string(), "2024-02-29");
    }
}
