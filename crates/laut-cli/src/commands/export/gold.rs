//! `laut export gold`: reviewed reports as gold files, to measure laut and others by.
//!
//! A report is `NAME.txt`, its text to the letter, and `NAME.toml`, what a person has said is in it. It is reviewed when
//! each of its claims has a verdict; a figure without one goes with its claim. A report that cannot be said in that form
//! is named, with the reason, and left out.

mod page;
mod place;
mod toml;

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};
use laut_intake::{Defaults, Reports};
use laut_store::{Checked, ClaimRow, FigureRow, ReportRow, Search, Store};
use serde_json::Value;

use self::page::Page;
use crate::output::{Outcome, complain, remark};

/// A report as files.
struct Gold {
    name: String,
    text: String,
    page: String,
}

/// How far a report is reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Each claim has a verdict.
    Wholly,
    /// Some claim or figure has one.
    Partly,
    /// None has.
    Not,
}

/// Writes the reviewed reports into a folder.
pub(super) fn write(
    store: &Store,
    search: &Search,
    folder: &Path,
    is_partly: bool,
) -> anyhow::Result<Outcome> {
    fs::create_dir_all(folder).with_context(|| format!("making the folder `{}`", folder.display()))?;
    let (mut written, mut failed, mut partly, mut not) = (0, 0, 0, 0);
    for report in store.reports(search)? {
        let rows = Search {
            report: Some(report.id.clone()),
            is_all: true,
            checked: Some(Checked::Any),
            ..Search::default()
        };
        let (claims, figures) = (store.claims(&rows)?, store.figures(&rows)?);
        match state(&claims, &figures) {
            State::Not => not += 1,
            State::Partly if !is_partly => partly += 1,
            State::Wholly | State::Partly => match gold(store, &report, &claims, &figures)? {
                Ok(gold) => match put(folder, &gold) {
                    Ok(()) => written += 1,
                    Err(error) => {
                        complain(&format!("{error:#}"));
                        failed += 1;
                    }
                },
                Err(why) => {
                    complain(&format!(
                        "expected a report that can be said as gold, found `{}` ({}): {why}",
                        report.id, report.input
                    ));
                    failed += 1;
                }
            },
        }
    }
    let partly = if partly == 0 { String::new() } else { format!(", {partly} partly reviewed (--partly)") };
    let reports = if written == 1 { "report" } else { "reports" };
    remark(&format!("{written} {reports} written to `{}`{partly}, {not} not reviewed", folder.display()));
    Ok(Outcome::of(written, failed))
}

fn state(claims: &[ClaimRow], figures: &[FigureRow]) -> State {
    let mut reviews = claims.iter().map(|claim| &claim.review).chain(figures.iter().map(|row| &row.review));
    if !claims.is_empty() && claims.iter().all(|claim| !claim.review.is_empty()) {
        State::Wholly
    } else if reviews.any(|review| !review.is_empty()) {
        State::Partly
    } else {
        State::Not
    }
}

/// The files of a report, or why there can be none.
fn gold(
    store: &Store,
    report: &ReportRow,
    claims: &[ClaimRow],
    figures: &[FigureRow],
) -> anyhow::Result<Result<Gold, String>> {
    let record: Value = serde_json::from_str(&store.record(&report.id)?).context("reading a record back")?;
    let text = record["report"]["text"].as_str().unwrap_or_default().to_owned();
    let reviewers: BTreeSet<String> =
        store.reviews(&report.id)?.into_iter().map(|review| review.by).collect();
    let reviewers = reviewers.into_iter().collect::<Vec<_>>().join(", ");
    let hash: String = report.id.trim_start_matches("sha256:").chars().take(12).collect();
    let day = report.published.as_deref().and_then(|published| published.get(..10)).unwrap_or_default();
    let name = format!("{}-{day}-{hash}", report.language).replace(|c: char| !c.is_alphanumeric(), "-");
    let page = if is_read_alike(&name, &text) {
        Page::new(&record, claims, figures).write(report, &reviewers)
    } else {
        Err("its text would be read otherwise from a file of its own (it has a carriage return, \
             a byte-order mark, or a block of fields at its head)"
            .to_owned())
    };
    Ok(page.map(|page| Gold { name, text, page }))
}

/// Whether a file with this text is read as this text. Scorers take a carriage return for a line's end.
fn is_read_alike(name: &str, text: &str) -> bool {
    let name = format!("{name}.txt");
    let read = Reports::of_bytes(&name, text.as_bytes().to_vec(), None, Defaults::default()).next();
    !text.contains('\r') && read.is_some_and(|read| read.is_ok_and(|report| report.text() == text))
}

/// Writes both files, each unless it is there already; one that somebody has changed is never written over.
fn put(folder: &Path, gold: &Gold) -> anyhow::Result<()> {
    for (ending, content) in [("txt", &gold.text), ("toml", &gold.page)] {
        let path = folder.join(format!("{}.{ending}", gold.name));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                file.write_all(content.as_bytes())
                    .with_context(|| format!("writing `{}`", path.display()))?;
            }
            Err(_) if fs::read(&path).is_ok_and(|found| found == content.as_bytes()) => {}
            Err(_) if path.is_file() => bail!(
                "expected `{}` as it would be written, found it changed; move it away or name another folder",
                path.display()
            ),
            Err(error) => return Err(error).with_context(|| format!("making `{}`", path.display())),
        }
    }
    Ok(())
}
