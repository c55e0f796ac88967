//! The figures of a report: how many, whom, harm, by, period, place, says who.

use laut::Record;
use laut::claims::record::{ClaimRecord, FigureRecord};

use super::Look;
use super::cells::{clean, days, how_many};
use super::names::Names;
use super::table::{Column, Entry, table};

const COLUMNS: &[Column] = &[
    Column { title: "how many", widest: 24, is_number: true },
    Column { title: "whom", widest: 30, is_number: false },
    Column { title: "harm", widest: 20, is_number: false },
    Column { title: "by", widest: 24, is_number: false },
    Column { title: "period", widest: 23, is_number: false },
    Column { title: "place", widest: 24, is_number: false },
    Column { title: "says who", widest: 24, is_number: false },
];

/// The table of all figures, in the order of the text; nothing where there are none.
pub(crate) fn view(record: &Record, names: &Names, look: Look) -> String {
    let figures =
        record.claims.iter().flat_map(|claim| claim.figures.iter().map(move |figure| (claim, figure)));
    let mut figures: Vec<_> = figures.collect();
    figures.sort_by_key(|(_, figure)| figure.span);
    let rows: Vec<Vec<Entry>> =
        figures.into_iter().map(|(claim, figure)| row(names, claim, figure)).collect();
    if rows.is_empty() { String::new() } else { table(COLUMNS, &rows, look, 3) }
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
