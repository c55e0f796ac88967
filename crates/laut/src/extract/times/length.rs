//! Lengths of time as TIMEX3 writes them: `P3M`, `PT24H`, `P2Y6M`, `PXW`.

use jiff::{Span, ToSpan};

use super::slots::Count;

/// The TIMEX3 value of so many units.
pub(crate) fn period(count: Count, unit: &str) -> Option<String> {
    let (prefix, letter) = match unit.strip_prefix('T') {
        Some(letter) => ("PT", letter),
        None => ("P", unit),
    };
    let Count::Known(number) = count else {
        return Some(format!("{prefix}X{}", if unit == "2W" { "W" } else { letter }));
    };
    if !(0.0..1e9).contains(&number) {
        return None;
    }
    if unit == "2W" {
        return Some(format!("P{}W", number * 2.0));
    }
    let whole = number.trunc();
    // Half of a unit is written in the next smaller one.
    let smaller = match unit {
        "Y" => Some((12.0, "M")),
        "D" => Some((24.0, "TH")),
        "TH" => Some((60.0, "M")),
        "TM" => Some((60.0, "S")),
        _ => None,
    };
    match smaller {
        Some((per, below)) if number.fract() != 0.0 => {
            let rest = (number.fract() * per).round();
            let below_prefix = if below.starts_with('T') { "T" } else { "" };
            let below = below.trim_start_matches('T');
            match whole {
                0.0 if prefix == "PT" => Some(format!("PT{rest}{below}")),
                0.0 => Some(format!("P{below_prefix}{rest}{below}")),
                _ => Some(format!("{prefix}{whole}{letter}{below_prefix}{rest}{below}")),
            }
        }
        _ => Some(format!("{prefix}{number}{letter}")),
    }
}

/// So many units as a span to count days with.
pub(crate) fn span_of(number: f64, unit: &str) -> Option<Span> {
    if !(0.0..=5000.0).contains(&number) {
        return None;
    }
    let whole = number as i64;
    Some(match unit {
        "Y" if number.fract() != 0.0 => ((number * 12.0).round() as i64).months(),
        "Y" => whole.years(),
        "H" => (whole * 6).months(),
        "Q" => (whole * 3).months(),
        "M" => whole.months(),
        "W" => whole.weeks(),
        "2W" => (whole * 2).weeks(),
        "D" | "WE" => whole.days(),
        "DE" => (whole * 10).years(),
        // Hours reach back over as many midnights as they hold days.
        "TH" => ((number / 24.0).ceil() as i64).days(),
        "TM" | "TS" => 0.days(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::period;
    use crate::extract::times::slots::Count;

    #[test]
    fn lengths() {
        let check = |number: f64, unit: &str, expected: &str| {
            assert_eq!(period(Count::Known(number), unit).unwrap(), expected);
        };
        check(3.0, "M", "P3M");
        check(24.0, "TH", "PT24H");
        check(2.5, "Y", "P2Y6M");
        check(0.5, "Y", "P6M");
        check(0.5, "TH", "PT30M");
        check(1.5, "TM", "PT1M30S");
        check(1.0, "2W", "P2W");
        assert_eq!(period(Count::Unknown, "W").unwrap(), "PXW");
    }
}
