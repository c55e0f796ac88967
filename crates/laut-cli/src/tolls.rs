//! Tolls: the numbers of one harm by day and source, as they were said, none of them added to another.
//!
//! *Damit stieg die Zahl der Toten auf 2.146* is a total, *am Montag starben 38 Menschen* a new count; they stand apart. A
//! total that is lower than the total before it of the same source and place is marked: it was corrected, or it counts from
//! another day.
//! Parts of other figures (*darunter elf Kinder*) are left out, unless the search is for their group. The same number of the
//! same source and day in several reports is one.

use std::collections::BTreeMap;

use laut_store::FigureRow;

/// One number of one source on one day.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Toll {
    /// Of a new count the last day that it counts; of a total the day on which it was said, else published.
    pub(crate) day: String,
    /// Who says it.
    pub(crate) source: String,
    /// `new`, `total` or `current`.
    pub(crate) count: String,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) bound: String,
    pub(crate) words: String,
    /// First day that it counts.
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) victims: String,
    pub(crate) is_disputed: bool,
    pub(crate) is_unverified: bool,
    /// Whether it is lower than the total that the source gave before.
    pub(crate) course: Course,
    pub(crate) quotation: String,
    /// The figures that say so.
    pub(crate) figures: Vec<String>,
    /// The reports that say so.
    pub(crate) reports: Vec<String>,
    pub(crate) publishers: Vec<String>,
    pub(crate) review: String,
}

/// How a total goes on from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Course {
    /// As a total does, or it is the first, or no total.
    On,
    /// It is lower than before.
    Falls,
    /// It is lower than before, and counts from another day.
    Restarts,
}

impl Course {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::On => "",
            Self::Falls => "falls",
            Self::Restarts => "restarts",
        }
    }
}

/// The tolls that figures tell, by day, source and kind of count.
pub(crate) fn tolls(figures: &[FigureRow], is_of_group: bool) -> Vec<Toll> {
    let mut found: BTreeMap<(String, String, String, String), Toll> = BTreeMap::new();
    for figure in figures.iter().filter(|figure| is_of_group || figure.part_of.is_none()) {
        let Some(toll) = toll(figure) else { continue };
        let number = format!("{:?} {:?} {} {:?}", toll.low, toll.high, toll.bound, toll.from);
        let key = (toll.day.clone(), toll.source.clone(), toll.count.clone(), number);
        match found.get_mut(&key) {
            Some(known) => {
                known.is_disputed |= toll.is_disputed;
                known.is_unverified |= toll.is_unverified;
                known.figures.extend(toll.figures);
                for (all, more) in
                    [(&mut known.reports, toll.reports), (&mut known.publishers, toll.publishers)]
                {
                    all.extend(more);
                    all.sort();
                    all.dedup();
                }
            }
            None => {
                found.insert(key, toll);
            }
        }
    }
    let mut tolls: Vec<Toll> = found.into_values().collect();
    mark_courses(&mut tolls);
    tolls
}

fn toll(figure: &FigureRow) -> Option<Toll> {
    let claim = &figure.claim;
    let published = claim.published.as_deref().and_then(|published| published.get(..10)).map(str::to_owned);
    let said = claim.said.clone().or(published);
    let counted = figure.to.clone().or_else(|| figure.from.clone());
    // `Seit Beginn der Kämpfe im Oktober` ends when it is said, not in October.
    let day = if figure.count == "new" { counted.or(said) } else { said.or(counted) }?;
    let publisher = claim.publisher.clone().unwrap_or_else(|| claim.input.clone());
    let source = match &claim.speaker {
        Some(speaker) => speaker.clone(),
        None if claim.mode == "unattributed" => format!("{publisher} itself"),
        None => format!("not named ({publisher})"),
    };
    Some(Toll {
        day,
        source,
        count: figure.count.clone(),
        low: figure.low,
        high: figure.high,
        bound: figure.bound.clone(),
        words: figure.words.clone(),
        from: figure.from.clone(),
        to: figure.to.clone(),
        place: figure.place.clone(),
        victims: figure.victims.clone(),
        is_disputed: !figure.disputed_by.is_empty(),
        is_unverified: matches!(&*figure.verification, "unverified" | "partly_verified"),
        course: Course::On,
        quotation: claim.quotation.clone(),
        figures: vec![figure.id.clone()],
        reports: vec![claim.report.clone()],
        publishers: vec![publisher],
        review: figure.review.clone(),
    })
}

/// The last total of a source and place that counts from a certain day.
struct Last {
    day: String,
    low: f64,
}

/// Marks totals that are lower than the last of the same source and place, on an earlier day: all that they may be is below
/// all that it may be. *At least 2,000* after *2,146* is not. Where no place is told, only totals with a known first day are
/// compared: seven dead here are no correction of 38 there.
fn mark_courses(tolls: &mut [Toll]) {
    let mut all: BTreeMap<(String, Option<String>), BTreeMap<Option<String>, Last>> = BTreeMap::new();
    for toll in tolls.iter_mut().filter(|toll| toll.count == "total") {
        let series = all.entry((toll.source.clone(), toll.place.clone())).or_default();
        let same = series.get(&toll.from).filter(|_| toll.from.is_some() || toll.place.is_some());
        let others = series.iter().filter(|(from, _)| {
            **from != toll.from && (toll.place.is_some() || (from.is_some() && toll.from.is_some()))
        });
        let other = others.max_by(|(_, one), (_, other)| one.day.cmp(&other.day));
        let is_lower = |last: &Last| last.day < toll.day && toll.high.is_some_and(|high| high < last.low);
        toll.course = match (same, other) {
            (Some(last), _) if is_lower(last) => Course::Falls,
            (None, Some((from, last))) if is_lower(last) => {
                if from.is_some() && toll.from.is_some() {
                    Course::Restarts
                } else {
                    Course::Falls
                }
            }
            _ => Course::On,
        };
        // Of several on one day the highest is the one to be compared with.
        let Some(low) = toll.low else { continue };
        let is_lower_today =
            series.get(&toll.from).is_some_and(|last| last.day == toll.day && low < last.low);
        if !is_lower_today {
            series.insert(toll.from.clone(), Last { day: toll.day.clone(), low });
        }
    }
}

/// The number that stands for an interval where one has to: its middle, or the end that is known.
pub(crate) fn middle(low: Option<f64>, high: Option<f64>) -> Option<f64> {
    match (low, high) {
        (Some(low), Some(high)) => Some((low + high) / 2.0),
        (low, high) => low.or(high),
    }
}

#[cfg(test)]
mod tests {
    use super::{Course, Toll, mark_courses};

    fn total(day: &str, low: Option<f64>, high: Option<f64>, from: Option<&str>) -> Toll {
        Toll {
            day: day.into(),
            source: "ministry".into(),
            count: "total".into(),
            low,
            high,
            bound: "exact".into(),
            words: String::new(),
            from: from.map(str::to_owned),
            to: None,
            place: None,
            victims: String::new(),
            is_disputed: false,
            is_unverified: false,
            course: Course::On,
            quotation: String::new(),
            figures: Vec::new(),
            reports: Vec::new(),
            publishers: Vec::new(),
            review: String::new(),
        }
    }

    #[test]
    fn a_total_that_falls_is_marked() {
        let check = |next: Toll, expected: Course| {
            let first = total("2024-03-05", Some(2146.0), Some(2146.0), Some("2023-10-07"));
            let mut tolls = [first, next];
            mark_courses(&mut tolls);
            assert_eq!(tolls[1].course, expected);
        };
        check(total("2024-03-06", Some(2150.0), Some(2150.0), Some("2023-10-07")), Course::On);
        check(total("2024-03-06", Some(2139.0), Some(2139.0), Some("2023-10-07")), Course::Falls);
        check(total("2024-03-06", Some(7.0), Some(7.0), None), Course::On);
        check(total("2024-03-06", Some(2000.0), None, None), Course::On);
        check(total("2024-03-06", None, Some(99.0), Some("2024-03-01")), Course::Restarts);
        check(total("2024-03-05", Some(12.0), Some(12.0), None), Course::On);
    }
}
