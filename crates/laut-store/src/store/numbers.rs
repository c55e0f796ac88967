//! Ids, times and days as the numbers by which a ledger keeps them.
//!
//! `sha256:4f1c…` is 32 bytes, `2024-03-05` is day 19,787, 50.45° is 5,045,000, `f2` of report 7 is 7 · 1,048,576 + 2.

use jiff::civil::Date;
use jiff::{Span, Timestamp};

use crate::Error;

/// How many claims, figures, entities a report may have.
const IN_A_REPORT: i64 = 1 << 20;
/// What degrees are kept in parts of.
const DEGREE: f64 = 100_000.0;
/// Digits of a report's id that stand before the id of a row.
const DIGITS: usize = 12;

/// The bytes of a report's or text's id; a text that is none gives fewer than 32.
pub(super) fn bytes_of(id: &str) -> Vec<u8> {
    let digits = id.strip_prefix("sha256:").unwrap_or(id).as_bytes();
    digits.chunks_exact(2).map_while(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?)).collect()
}

fn digit(letter: u8) -> Option<u8> {
    char::from(letter).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// The lowest and the highest id that begins so.
pub(super) fn range_of(beginning: &str) -> [Vec<u8>; 2] {
    let hash = beginning.strip_prefix("sha256:").unwrap_or(beginning);
    ['0', 'f'].map(|fill| {
        bytes_of(&format!("{hash}{}", String::from(fill).repeat(64_usize.saturating_sub(hash.len()))))
    })
}

/// `sha256:4f1c…`.
pub(super) fn id_of(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let digits = digits.filter_map(|digit| char::from_digit(u32::from(digit), 16));
    "sha256:".chars().chain(digits).collect()
}

/// The number of `c3` of a report.
pub(super) fn number_of(report: i64, id: &str) -> Result<i64, Error> {
    let own = id.get(1..).and_then(|digits| digits.parse::<i64>().ok());
    match own {
        Some(own) if own < IN_A_REPORT => Ok(report * IN_A_REPORT + own),
        _ => Err(Error::Damaged {
            what: "a record".to_owned(),
            cause: format!("expected an id like `c3`, up to {IN_A_REPORT}, found `{id}`"),
        }),
    }
}

/// `c3`.
pub(super) fn own_id(letter: char, number: i64) -> String {
    format!("{letter}{}", number % IN_A_REPORT)
}

/// `4f1c9a02b7d3:c3`.
pub(super) fn id_in(report: &str, letter: char, number: i64) -> String {
    let hash: String = report.trim_start_matches("sha256:").chars().take(DIGITS).collect();
    format!("{hash}:{letter}{}", number % IN_A_REPORT)
}

/// The number of the report that a claim, figure or entity stands in.
pub(super) fn report_of(number: i64) -> i64 {
    number / IN_A_REPORT
}

/// Hundred-thousandths of a degree, each about a metre, of what has no more digits than that.
pub(crate) fn degree_number(degrees: f64) -> i64 {
    (degrees * DEGREE).round() as i64
}

/// Degrees north or east.
pub(crate) fn degrees(number: i64) -> f64 {
    number as f64 / DEGREE
}

/// Days since 1970; what is no day has none.
pub(super) fn day_number(day: &str) -> Option<i64> {
    let day = day.parse::<Date>().ok()?;
    day.since(Date::constant(1970, 1, 1)).ok().map(|span| i64::from(span.get_days()))
}

/// `2024-03-05`.
pub(super) fn day_named(number: i64) -> Option<String> {
    let day = Date::constant(1970, 1, 1).checked_add(Span::new().try_days(number).ok()?).ok()?;
    Some(day.to_string())
}

/// Microseconds since 1970.
pub(super) fn moment(time: Timestamp) -> i64 {
    time.as_microsecond()
}

/// A point in time that sorts as text.
pub(super) fn written(moment: i64) -> String {
    Timestamp::from_microsecond(moment).map(|time| format!("{time:.6}")).unwrap_or_default()
}

/// When a report was published, in UTC; a day begins at midnight.
pub(super) fn published_at(published: Option<&str>) -> Option<i64> {
    let published = published?;
    let time = if published.len() == 10 {
        format!("{published}T00:00:00Z").parse::<Timestamp>()
    } else {
        published.parse::<Timestamp>()
    };
    time.ok().map(moment)
}

#[cfg(test)]
mod tests {
    use super::{
        bytes_of, day_named, day_number, degree_number, degrees, id_in, id_of, number_of, own_id, range_of,
        report_of, written,
    };

    #[test]
    fn ids_come_out_again() {
        let id = format!("sha256:{}", "4f1c9a02b7d30e5a".repeat(4));
        assert_eq!(id_of(&bytes_of(&id)), id);
        let [from, to] = range_of("4f1");
        assert!(from <= bytes_of(&id) && bytes_of(&id) <= to && from[1] == 0x10 && to[1] == 0x1f);
        let number = number_of(7, "c3").unwrap();
        assert_eq!((own_id('c', number), report_of(number)), ("c3".to_owned(), 7));
        assert_eq!(id_in(&id, 'c', number), "4f1c9a02b7d3:c3");
        assert!(number_of(7, "c1048576").is_err() && number_of(7, "x").is_err());
    }

    #[test]
    fn degrees_come_out_again() {
        for degrees_north in [0.0, 50.45, -33.86785, 89.99999, -179.00001] {
            assert_eq!(degrees(degree_number(degrees_north)), degrees_north);
        }
    }

    #[test]
    fn days_and_times_come_out_again() {
        for day in ["2024-03-05", "1969-12-31", "0044-03-15", "9999-12-31"] {
            assert_eq!(day_number(day).and_then(day_named).as_deref(), Some(day));
        }
        assert_eq!(day_number("Montag"), None);
        assert_eq!(written(1_709_600_000_000_001), "2024-03-05T00:53:20.000001Z");
    }
}
