//! `laut explain`: each claim under its own words, and the rule that made it; or one sentence taken apart.

use std::io::Write;
use std::num::NonZero;
use std::path::PathBuf;

use anyhow::{Context, bail};
use laut::lang::Data;
use laut::{Document, Record};

use crate::about::About;
use crate::data::DataOption;
use crate::marks;
use crate::output::{Outcome, complain, has_colour, width};
use crate::sentence::sentence;
use crate::view::{self, Look, terminal};

/// Show a report's claims under their own words, with the rule that made each
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Explain {
    /// A file, or `-` for standard input
    report: PathBuf,
    /// One claim by its id, such as `c3` [default: all]
    claim: Option<String>,
    /// Instead of claims, the clauses and the tree of one sentence, counted from 1
    #[arg(long, value_name = "N", conflicts_with = "claim")]
    sentence: Option<NonZero<usize>>,
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    data: DataOption,
}

const EXAMPLES: &str = "\
Examples:
  laut explain --published 2024-03-05 report.txt
  laut explain report.txt c3
  laut explain --sentence 2 report.txt";

/// Reads the report and shows where everything stands in it.
pub(crate) fn run(command: Explain) -> anyhow::Result<Outcome> {
    let data = command.data.load()?;
    let look = Look { width: width(), colour: has_colour() };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut done, mut failed) = (0, 0);
    let (reports, _) = command.about.reports(vec![command.report]);
    for report in reports {
        match report {
            Ok(report) => {
                let mut doc = laut::read(report, &data);
                let text = match command.sentence {
                    Some(number) => taken_apart(&mut doc, number, &data, look)?,
                    None => explanation(&doc, command.claim.as_deref(), look)?,
                };
                out.write_all(text.as_bytes()).context("writing the explanation")?;
                done += 1;
            }
            Err(error) => {
                complain(&error.to_string());
                failed += 1;
            }
        }
    }
    out.flush().context("writing the explanation")?;
    Ok(Outcome::of(done, failed))
}

/// Clauses and tree of one sentence.
fn taken_apart(
    doc: &mut Document,
    number: NonZero<usize>,
    data: &Data,
    look: Look,
) -> anyhow::Result<String> {
    let count = doc.sentences.len();
    if number.get() > count {
        bail!("expected a sentence from 1 to {count}, found {number}");
    }
    if let Some(language) = data.language(&doc.language) {
        laut::parse::tree::find_trees(doc, language);
    }
    Ok(sentence(doc, number.get() - 1, look))
}

/// All claims and remarks, or the one claim that is asked for.
pub(crate) fn explanation(doc: &Document, claim: Option<&str>, look: Look) -> anyhow::Result<String> {
    let (record, lines) = (Record::of(doc), marks::lines(doc, look));
    let Some(wanted) = claim else {
        let head = [terminal::write(&view::head(&record), look)];
        if doc.claims.is_empty() {
            let nothing = "No claims were found in this report.\n\n".to_owned();
            return Ok(head.into_iter().chain([nothing, marks::remarks(doc, look)]).collect());
        }
        let claims = (0..doc.claims.len()).map(|claim| marks::claim(doc, &record, &lines, claim, look));
        return Ok(head.into_iter().chain(claims).chain([marks::remarks(doc, look)]).collect());
    };
    match record.claims.iter().position(|claim| claim.id.eq_ignore_ascii_case(wanted)) {
        Some(claim) => Ok(marks::claim(doc, &record, &lines, claim, look)),
        None if record.claims.is_empty() => bail!("expected a claim `{wanted}`, found none in this report"),
        None => bail!("expected a claim from `c1` to `c{}`, found `{wanted}`", record.claims.len()),
    }
}
