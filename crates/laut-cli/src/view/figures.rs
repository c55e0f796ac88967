//! The figures of a report: how many, whom, harm, by, period, place, says who.

use laut::Record;
use laut::claims::record::{ClaimRecord, FigureRecord};

use super::Order;
use super::cells::{clean, days, how_many};
use super::names::Names;
use super::part::{Column, Entry, Part};

const COLUMNS: &[Column] = &[
    Column { title: "how many", widest: 24, is_number: true },
    Column { title: "whom", widest: 30, is_number: false },
    Column { title: "harm", widest: 20, is_number: false },
    Column { title: "by", widest: 24, is_number: false },
    Column { title: "period", widest: 23, is_number: false },
    Column { title: "place", widest: 24, is_number: false },
    Column { title: "says who", widest: 24, is_number: false },
];

/// The table of all figures.
pub(super) fn part(record: &Record, names: &Names, order: Order) -> Part {
    let rows = figures(record, order).into_iter().map(|(claim, figure)| row(names, claim, figure)).collect();
    Part::Table { heading: "Figures", is_headed: false, columns: COLUMNS, rows }
}

/// All figures with the claims that hold them, in the order that is asked for.
pub(super) fn figures(record: &Record, order: Order) -> Vec<(&ClaimRecord, &FigureRecord)> {
    let figures =
        record.claims.iter().flat_map(|claim| claim.figures.iter().map(move |figure| (claim, figure)));
    let mut figures: Vec<_> = figures.collect();
    figures.sort_by_key(|(_, figure)| figure.span);
    if order == Order::Check {
        figures.sort_by_key(|(claim, figure)| std::cmp::Reverse(claim.check.len() + figure.check.len()));
    }
    figures
}

fn row(names: &Names, claim: &ClaimRecord, figure: &FigureRecord) -> Vec<Entry> {
    let reference =
        |found: &Option<_>| found.as_ref().map(|found| names.reference(found)).unwrap_or_default();
    let part = if figure.part_of.is_some() { "of them " } else { "" };
    let is_faint = claim.mode == "unattributed";
    vec![
        Entry::from(format!("{part}{}", how_many(figure))),
        Entry::from(whom(figure)),
        Entry::from(format!("{}, {}", figure.harm, figure.count)),
        Entry::from(reference(&figure.by)),
        Entry::from(days(figure.from.as_deref(), figure.to.as_deref())),
        Entry::from(reference(&figure.place)),
        Entry { text: names.who(claim), is_faint, ..Entry::default() },
    ]
}

/// The victims in the report's words.
pub(crate) fn whom(figure: &FigureRecord) -> String {
    figure.victims.as_ref().map(|victims| clean(&victims.text)).unwrap_or_default()
}
