//! Disputes that were found: one claim against another.

use laut_store::DisputeRow;

use super::Type::{Day, Integer, Text};
use super::claims::{what, who};
use super::{Answer, Field, published, short};
use crate::view::cells::{clean, days};
use crate::view::part::{Column, Entry};

const COLUMNS: &[Column] = &[
    Column { title: "who", widest: 22, is_number: false },
    Column { title: "", widest: 11, is_number: false },
    Column { title: "whom", widest: 22, is_number: false },
    Column { title: "what is disputed", widest: 200, is_number: false },
    Column { title: "against it", widest: 200, is_number: false },
    Column { title: "when", widest: 12, is_number: false },
    Column { title: "in", widest: 18, is_number: false },
];

/// The fields of a dispute.
const FIELDS: &[Field<DisputeRow>] = &[
    ("kind", Text, |row| row.kind.clone().into()),
    ("by", Text, |row| row.by.clone().into()),
    ("from", Text, |row| row.from.id.clone().into()),
    ("to", Text, |row| row.to.id.clone().into()),
    ("figure", Text, |row| row.figure.clone().into()),
    ("against", Text, |row| row.to.speaker.clone().into()),
    ("quotation", Text, |row| row.to.quotation.clone().into()),
    ("start", Integer, |row| row.to.span[0].into()),
    ("end", Integer, |row| row.to.span[1].into()),
    ("disputing_quotation", Text, |row| row.from.quotation.clone().into()),
    ("disputing_start", Integer, |row| row.from.span[0].into()),
    ("disputing_end", Integer, |row| row.from.span[1].into()),
    ("first_day", Day, |row| row.to.first_day.clone().into()),
    ("last_day", Day, |row| row.to.last_day.clone().into()),
    ("report", Text, |row| row.to.report.clone().into()),
    ("publisher", Text, |row| row.to.publisher.clone().into()),
    ("published", Text, |row| row.to.published.clone().into()),
    ("title", Text, |row| row.to.title.clone().into()),
    ("url", Text, |row| row.to.url.clone().into()),
    ("input", Text, |row| row.to.input.clone().into()),
];

/// The disputes as an answer.
pub(crate) fn answer(found: &[DisputeRow]) -> Answer<'_> {
    Answer::of(found, ("dispute", "disputes"), ("Disputes", COLUMNS), row, FIELDS)
}

fn row(dispute: &DisputeRow) -> Vec<Entry> {
    let (from, to) = (&dispute.from, &dispute.to);
    let kind = match &*dispute.kind {
        "blames_back" => "blames back",
        other => other,
    };
    vec![
        Entry::from(clean(&dispute.by)),
        Entry { text: kind.to_owned(), is_striking: true, is_faint: false },
        Entry::from(who(to)),
        Entry::from(format!("{} ({})", what(to), short(&to.id))),
        Entry::from(format!("{} ({})", what(from), short(&from.id))),
        Entry::from(days(to.first_day.as_deref(), to.last_day.as_deref())),
        Entry::from(published(to.publisher.as_deref(), to.published.as_deref(), &to.input)),
    ]
}
