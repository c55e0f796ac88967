//! Reports that were found.

use laut_store::ReportRow;

use super::Type::{Boolean, Integer, Text, Time};
use super::{Answer, Field, short};
use crate::view::cells::clean;
use crate::view::part::{Column, Entry};

const COLUMNS: &[Column] = &[
    Column { title: "", widest: 8, is_number: false },
    Column { title: "published", widest: 10, is_number: false },
    Column { title: "by", widest: 20, is_number: false },
    Column { title: "", widest: 5, is_number: false },
    Column { title: "title", widest: 60, is_number: false },
    Column { title: "claims", widest: 6, is_number: true },
    Column { title: "figures", widest: 7, is_number: true },
    Column { title: "state", widest: 40, is_number: false },
];

/// The fields of a report.
pub(crate) const FIELDS: &[Field<ReportRow>] = &[
    ("id", Text, |row| row.id.clone().into()),
    ("text_id", Text, |row| row.text_id.clone().into()),
    ("publisher", Text, |row| row.publisher.clone().into()),
    ("published", Text, |row| row.published.clone().into()),
    ("language", Text, |row| row.language.clone().into()),
    ("title", Text, |row| row.title.clone().into()),
    ("url", Text, |row| row.url.clone().into()),
    ("input", Text, |row| row.input.clone().into()),
    ("taken_in", Time, |row| row.taken_in.clone().into()),
    ("version", Integer, |row| row.version.into()),
    ("versions", Integer, |row| row.versions.into()),
    ("copies", Integer, |row| row.copies.into()),
    ("is_shown", Boolean, |row| row.is_shown.into()),
    ("retracted", Text, |row| row.retracted.clone().into()),
    ("claims", Integer, |row| row.claims.into()),
    ("figures", Integer, |row| row.figures.into()),
    ("laut", Text, |row| row.laut.clone().into()),
];

/// The reports as an answer.
pub(crate) fn answer(found: &[ReportRow]) -> Answer<'_> {
    Answer::of(found, ("report", "reports"), ("Reports", COLUMNS), row, FIELDS)
}

fn row(report: &ReportRow) -> Vec<Entry> {
    let id = short(report.id.trim_start_matches("sha256:"));
    let day = report.published.as_deref().and_then(|published| published.get(..10)).unwrap_or_default();
    let title = clean(report.title.as_deref().unwrap_or(&report.input));
    vec![
        Entry { text: id, is_faint: true, ..Entry::default() },
        Entry::from(day.to_owned()),
        Entry::from(report.publisher.as_deref().map(clean).unwrap_or_default()),
        Entry::from(report.language.clone()),
        Entry::from(title),
        Entry::from(report.claims.to_string()),
        Entry::from(report.figures.to_string()),
        Entry { text: state(report), is_striking: report.retracted.is_some(), is_faint: !report.is_shown },
    ]
}

/// Which version, how many with the same text, whether retracted.
pub(crate) fn state(report: &ReportRow) -> String {
    let mut words = Vec::new();
    if report.versions > 1 {
        words.push(format!("version {} of {}", report.version, report.versions));
    }
    if report.copies > 1 {
        words.push(format!("the same text in {}", report.copies));
    }
    if let Some(why) = &report.retracted {
        words.push(format!("retracted: {}", clean(why)));
    }
    words.join("\n")
}
