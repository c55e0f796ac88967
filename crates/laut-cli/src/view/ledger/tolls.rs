//! Tolls as a matrix, a row for each day and a column for each source, or as rows for programs.

use std::collections::BTreeMap;

use super::Type::{Boolean, Day, List, Number, Text};
use super::{Answer, Field, list, number, some};
use crate::tolls::{Course, Toll};
use crate::view::cells::{bounded, clean};
use crate::view::part::{Column, Entry, Part};

const COLUMNS: &[Column] = &[
    Column { title: "day", widest: 10, is_number: false },
    column("A"),
    column("B"),
    column("C"),
    column("D"),
    column("E"),
    column("F"),
    column("G"),
    column("H"),
    column("I"),
    column("J"),
    column("K"),
    column("L"),
];

const fn column(title: &'static str) -> Column {
    Column { title, widest: 26, is_number: false }
}

/// What the marks in the matrix mean.
const MARKS: [&str; 5] = [
    "≥ at least · ≤ at most · ≈ about: as it was said",
    "↓ lower than the source's total before it, of the same place or since the same day",
    "↺ lower, and counted from another day",
    "≠ disputed",
    "? not verified",
];

const FIELDS: &[Field<Toll>] = &[
    ("day", Day, |row| row.day.clone().into()),
    ("source", Text, |row| row.source.clone().into()),
    ("count", Text, |row| row.count.clone().into()),
    ("low", Number, |row| number(row.low)),
    ("high", Number, |row| number(row.high)),
    ("bound", Text, |row| row.bound.clone().into()),
    ("number", Text, |row| row.words.clone().into()),
    ("victims", Text, |row| some(&row.victims)),
    ("place", Text, |row| row.place.clone().into()),
    ("from", Day, |row| row.from.clone().into()),
    ("to", Day, |row| row.to.clone().into()),
    ("course", Text, |row| some(row.course.as_str())),
    ("is_disputed", Boolean, |row| row.is_disputed.into()),
    ("is_unverified", Boolean, |row| row.is_unverified.into()),
    ("quotation", Text, |row| row.quotation.clone().into()),
    ("figures", List, |row| list(&row.figures.join(";"), ";")),
    ("reports", List, |row| list(&row.reports.join(";"), ";")),
    ("publishers", List, |row| row.publishers.clone().into()),
    ("review", Text, |row| some(&row.review)),
];

/// Sources by how many numbers they give, most first, then by name.
pub(crate) fn sources(tolls: &[Toll]) -> Vec<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for toll in tolls {
        *counts.entry(&toll.source).or_default() += 1;
    }
    let mut sources: Vec<&str> = counts.keys().copied().collect();
    sources.sort_by_key(|source| std::cmp::Reverse(counts[source]));
    sources
}

/// The tolls as an answer, with as many sources as there is room for.
pub(crate) fn answer(tolls: &[Toll], room: usize) -> Answer<'_> {
    let mut answer = Answer::of(tolls, ("number", "numbers"), ("Tolls", COLUMNS), |_| Vec::new(), FIELDS);
    if tolls.is_empty() {
        return answer;
    }
    answer.parts = Box::new(move || parts(tolls, room));
    answer.facts.push("as they were said; nothing is added up".to_owned());
    answer
}

fn parts(tolls: &[Toll], room: usize) -> Vec<Part> {
    let sources = sources(tolls);
    let in_columns = &sources[..sources.len().min(room).min(COLUMNS.len() - 1)];
    let mut days: BTreeMap<&str, Vec<&Toll>> = BTreeMap::new();
    for toll in tolls {
        days.entry(&toll.day).or_default().push(toll);
    }
    let row = |(day, tolls): (&str, Vec<&Toll>)| {
        let cell = |source: &&str| {
            let lines: Vec<String> =
                tolls.iter().filter(|toll| toll.source == **source).map(|toll| line(toll)).collect();
            let is_striking = tolls.iter().any(|toll| toll.source == **source && toll.course != Course::On);
            Entry { text: lines.join("\n"), is_striking, is_faint: false }
        };
        let cells = in_columns.iter().map(cell);
        let mut row: Vec<Entry> = std::iter::once(Entry::from(day.to_owned())).chain(cells).collect();
        row.resize_with(COLUMNS.len(), Entry::default);
        row
    };
    let rows: Vec<Vec<Entry>> = days.into_iter().map(row).filter(|row| has_numbers(row)).collect();
    let is_used = |mark: &&str| {
        let mut signs = mark.split(" · ").filter_map(|sign| sign.chars().next());
        signs.any(|sign| rows.iter().flatten().any(|entry| entry.text.contains(sign)))
    };
    let marks = MARKS.iter().filter(|mark| is_used(mark)).map(|mark| (*mark).to_owned()).collect();
    let names = in_columns.iter().zip(&COLUMNS[1..]);
    let legend = names.map(|(source, column)| (column.title, clean(source))).collect();
    let others = sources[in_columns.len()..].iter().map(|source| clean(source)).collect();
    vec![
        Part::Table { heading: "Tolls", is_headed: false, columns: COLUMNS, rows },
        Part::Fields { heading: "Sources", fields: legend },
        Part::List {
            heading: "Further sources, whose numbers --format json and csv have, and a wider table",
            items: others,
        },
        Part::List { heading: "Marks", items: marks },
    ]
}

fn has_numbers(row: &[Entry]) -> bool {
    row.iter().skip(1).any(|entry| !entry.text.is_empty())
}

/// A number with its kind and its marks, and in how many reports it stands.
fn line(toll: &Toll) -> String {
    let number = bounded(&toll.bound, toll.low, toll.high, &toll.words);
    let kind = match &*toll.count {
        "new" => "new",
        "total" => "total",
        _ => "now",
    };
    let mut line = format!("{kind} {number}");
    let course = match toll.course {
        Course::On => "",
        Course::Falls => " ↓",
        Course::Restarts => " ↺",
    };
    line.push_str(course);
    if toll.is_disputed {
        line.push_str(" ≠");
    }
    if toll.is_unverified {
        line.push_str(" ?");
    }
    if toll.reports.len() > 1 {
        line.push_str(&format!(" ×{}", toll.reports.len()));
    }
    line
}
