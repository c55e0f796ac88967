//! What `laut check` and `laut diff` have in common: texts that are read to be compared, words with the place where they stand, and what
//! is other.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use laut::lang::Data;
use laut::reconcile::Difference;
use laut::{Document, Span};
use serde_json::{Value, json};

use crate::about::About;
use crate::output::complain;
use crate::view::cells::clean;

/// How a comparison is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// A table for the terminal
    Table,
    /// One object a line for each row of the table
    Json,
}

/// Reads every report behind some paths; what cannot be read is named and counted.
pub(crate) fn read_all(about: About, paths: Vec<PathBuf>, data: &Data, failed: &mut usize) -> Vec<Document> {
    let (reports, _) = about.reports(paths);
    let read = reports.filter_map(|report| match report {
        Ok(report) => Some(laut::read(report, data)),
        Err(error) => {
            complain(&error.to_string());
            *failed += 1;
            None
        }
    });
    read.collect()
}

/// Writes what was found to standard output.
pub(crate) fn write(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("writing what was found")
}

/// What is other, in words.
pub(crate) fn names(differences: &[Difference]) -> Vec<&'static str> {
    differences.iter().map(|difference| difference.as_str()).collect()
}

/// Words in a cell: where they stand, and below it what they are.
pub(crate) fn cell(doc: &Document, span: Span) -> String {
    format!("{}\n{}", place(doc, span), excerpt(doc, span))
}

/// Words as JSON.
pub(crate) fn value(doc: &Document, span: Span) -> Value {
    json!({ "place": place(doc, span), "text": doc.text_of(span) })
}

/// Words shown on each side.
const AROUND: usize = 3;

/// `report.txt:3:14`: line and column, in characters, counted from 1.
fn place(doc: &Document, span: Span) -> String {
    let before = doc.text().get(..span.start()).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{}:{line}:{column}", doc.report().input)
}

/// The words with some around them.
fn excerpt(doc: &Document, span: Span) -> String {
    let tokens = doc.tokens_in(span);
    if tokens.is_empty() {
        return String::new();
    }
    let sentence = &doc.sentences[doc.sentence_at(tokens.start)].tokens;
    let start = tokens.start.saturating_sub(AROUND).max(sentence.start);
    let end = (tokens.end + AROUND).min(sentence.end.max(tokens.end));
    let words = clean(doc.text_of(doc.span_of(start..end)));
    let (before, after) = (start > sentence.start, end < sentence.end);
    format!("{}{words}{}", if before { "… " } else { "" }, if after { " …" } else { "" })
}
