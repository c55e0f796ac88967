//! `laut diff`: what changed from one version of a report to the next, in claims and figures, not in words.

use std::path::PathBuf;

use anyhow::bail;
use laut::reconcile::Difference;
use laut::reconcile::versions::{Change, changes};
use laut::{Document, Span};
use serde_json::json;

use crate::about::About;
use crate::compared::{self, Format, read_all};
use crate::data::DataOption;
use crate::output::{Outcome, has_colour, width};
use crate::view::part::{Column, Entry, Page, Part};
use crate::view::{Look, terminal};

/// Show what changed between two versions of a report: claims and figures that came, went or changed
///
/// Sentences that were only put otherwise are no change. The exit status is 0 when nothing changed, else 1.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Diff {
    /// The old version
    old: PathBuf,
    /// The new version
    new: PathBuf,
    #[command(flatten)]
    about: About,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    data: DataOption,
}

const EXAMPLES: &str = "\
Examples:
  laut diff morning.txt evening.txt
  laut diff --published 2024-03-05 --format json old.html new.html";

const COLUMNS: &[Column] = &[
    Column { title: "", widest: 16, is_number: false },
    Column { title: "old", widest: 60, is_number: false },
    Column { title: "new", widest: 60, is_number: false },
    Column { title: "other", widest: 16, is_number: false },
];

/// Reads both versions and shows what changed.
pub(crate) fn run(command: Diff) -> anyhow::Result<Outcome> {
    let data = command.data.load()?;
    let mut failed = 0;
    let mut one = |path: PathBuf| {
        let mut found = read_all(command.about.clone(), vec![path.clone()], &data, &mut failed);
        match (found.pop(), found.is_empty()) {
            (Some(doc), true) => Ok(doc),
            (None, _) => bail!("expected a report in `{}`, found none that can be read", path.display()),
            (Some(_), false) => {
                bail!("expected one report in `{}`, found {}", path.display(), found.len() + 1)
            }
        }
    };
    let (old, new) = (one(command.old)?, one(command.new)?);
    let found = changes(&old, &new);
    let written: String = match command.format {
        Format::Table => table(&old, &new, &found),
        Format::Json => found.iter().map(|change| json(&old, &new, change)).collect(),
    };
    compared::write(&written)?;
    Ok(if found.is_empty() { Outcome::Done } else { Outcome::Partly })
}

/// A change as it is shown: what it is, where it stands in the old and in the new version, what is other.
fn parts<'c>(
    old: &Document,
    new: &Document,
    change: &'c Change,
) -> (&'static str, Option<Span>, Option<Span>, &'c [Difference]) {
    let figure = |doc: &Document, figure: usize| Some(doc.figures[figure].span);
    let claim = |doc: &Document, claim: usize| Some(doc.claims[claim].span);
    match change {
        Change::FigureCame(to) => ("figure came", None, figure(new, *to), &[]),
        Change::FigureWent(from) => ("figure went", figure(old, *from), None, &[]),
        Change::FigureChanged(from, to, other) => {
            ("figure changed", figure(old, *from), figure(new, *to), other)
        }
        Change::ClaimCame(to) => ("claim came", None, claim(new, *to), &[]),
        Change::ClaimWent(from) => ("claim went", claim(old, *from), None, &[]),
        Change::ClaimChanged(from, to, other) => ("claim changed", claim(old, *from), claim(new, *to), other),
    }
}

fn table(old: &Document, new: &Document, found: &[Change]) -> String {
    let look = Look { width: width(), colour: has_colour() };
    let shown = |doc, span: Option<Span>| span.map(|span| compared::cell(doc, span)).unwrap_or_default();
    let row = |change: &Change| {
        let (what, from, to, other) = parts(old, new, change);
        let is_striking = matches!(change, Change::FigureChanged(..));
        vec![
            Entry { text: what.to_owned(), is_striking, is_faint: false },
            Entry::from(shown(old, from)),
            Entry::from(shown(new, to)),
            Entry::from(compared::names(other).join("\n")),
        ]
    };
    let facts = vec![format!("{} → {}", old.report().input, new.report().input), counted(found.len())];
    let rows: Vec<Vec<Entry>> = found.iter().map(row).collect();
    let words = Part::Words("No claim and no figure came, went or changed.");
    let part = if rows.is_empty() {
        words
    } else {
        Part::Table { heading: "Changes", is_headed: false, columns: COLUMNS, rows }
    };
    terminal::write(&Page { title: String::new(), facts, parts: vec![part] }, look)
}

fn counted(changes: usize) -> String {
    format!("{changes} change{}", if changes == 1 { "" } else { "s" })
}

/// A change as a line of JSON.
fn json(old: &Document, new: &Document, change: &Change) -> String {
    let (what, from, to, other) = parts(old, new, change);
    let words = |doc, span: Option<Span>| span.map(|span| compared::value(doc, span));
    let written = json!({ "change": what, "other": compared::names(other), "old": words(old, from), "new": words(new, to) });
    format!("{written}\n")
}
