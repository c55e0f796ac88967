//! Names that were found.

use laut_store::NameRow;

use super::Type::{Day, Integer, List, Text};
use super::{Answer, Field, list, some};
use crate::view::cells::{clean, days};
use crate::view::part::{Column, Entry};

const COLUMNS: &[Column] = &[
    Column { title: "name", widest: 30, is_number: false },
    Column { title: "is", widest: 24, is_number: false },
    Column { title: "role", widest: 30, is_number: false },
    Column { title: "speaks or acts for", widest: 30, is_number: false },
    Column { title: "reports", widest: 7, is_number: true },
    Column { title: "says", widest: 6, is_number: true },
    Column { title: "does", widest: 6, is_number: true },
    Column { title: "suffers", widest: 7, is_number: true },
    Column { title: "reported", widest: 23, is_number: false },
];

/// The fields of a name.
const FIELDS: &[Field<NameRow>] = &[
    ("name", Text, |row| row.name.clone().into()),
    ("kinds", List, |row| list(&row.kinds, "; ")),
    ("roles", List, |row| list(&row.roles, "; ")),
    ("affiliations", List, |row| list(&row.affiliations, "; ")),
    ("reports", Integer, |row| row.reports.into()),
    ("says", Integer, |row| row.says.into()),
    ("acts", Integer, |row| row.acts.into()),
    ("suffers", Integer, |row| row.suffers.into()),
    ("first_day", Day, |row| some(row.days.0.as_deref().unwrap_or_default())),
    ("last_day", Day, |row| some(row.days.1.as_deref().unwrap_or_default())),
];

/// The names as an answer.
pub(crate) fn answer(found: &[NameRow]) -> Answer<'_> {
    Answer::of(found, ("name", "names"), ("Names", COLUMNS), row, FIELDS)
}

fn row(name: &NameRow) -> Vec<Entry> {
    vec![
        Entry::from(clean(&name.name)),
        Entry::from(name.kinds.replace('_', " ")),
        Entry::from(clean(&name.roles)),
        Entry::from(clean(&name.affiliations)),
        Entry::from(name.reports.to_string()),
        Entry::from(name.says.to_string()),
        Entry::from(name.acts.to_string()),
        Entry::from(name.suffers.to_string()),
        Entry::from(days(name.days.0.as_deref(), name.days.1.as_deref())),
    ]
}
