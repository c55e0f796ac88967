//! The views for people: one report at a glance, in a terminal, for a wiki, or as a web page.
//!
//! One line about the report; its claims, *who says · what · when · how sure*; its figures, *how many · whom · harm · by ·
//! period · place · says who*; what is disputed; what nobody could verify; the talks it tells of. `sagte Ali Karim, Rebellen hätten mindestens 40
//! Soldaten getötet` gives the claim `Ali Karim · Rebellen hätten …` and the figure `≥ 40 · Soldaten · killed`; `"at least
//! 40 soldiers died," the ministry said` the same in English. A terminal cuts long contents; `laut explain` shows all of them.

pub(crate) mod cells;
mod claims;
mod disputes;
mod figures;
pub(crate) mod html;
pub(crate) mod ledger;
pub(crate) mod markdown;
pub(crate) mod names;
pub(crate) mod part;
pub(crate) mod rows;
mod table;
mod talks;
pub(crate) mod terminal;
pub(crate) mod toll_chart;

use laut::{Record, TalksRecord};

use self::cells::{clean, grouped};
use self::names::Names;
use self::part::{Page, Part};
pub(crate) use self::terminal::Look;

/// In which order claims and figures are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Order {
    /// As they stand in the text
    Text,
    /// Those with the most reasons to look at them first
    Check,
}

/// All that is claimed in a report.
pub(crate) fn claims(record: &Record, talks: &TalksRecord, order: Order) -> Page {
    let names = Names::of(record);
    let parts = [
        claims::part(record, &names, order),
        figures::part(record, &names, order),
        disputes::disputed(record, &names),
        disputes::not_verified(record, &names),
        talks::part(talks),
        to_check(record, &names, order),
        remarks(record),
    ];
    page(record, parts.into_iter())
}

/// The talks that a report tells of, alone.
pub(crate) fn talks(record: &Record, talks: &TalksRecord) -> Page {
    let part = talks::part(talks);
    let part = if part.is_empty() { Part::Words("No talks were found in this report.") } else { part };
    page(record, std::iter::once(part))
}

/// The head of a report, without parts.
pub(crate) fn head(record: &Record) -> Page {
    page(record, std::iter::empty())
}

fn page(record: &Record, parts: impl Iterator<Item = Part>) -> Page {
    let report = &record.report;
    let count = |number: usize, one: &str| {
        let number_in_digits = grouped(number as f64);
        format!("{number_in_digits} {one}{}", if number == 1 { "" } else { "s" })
    };
    let facts = [
        report.publisher.as_deref().map(clean),
        report.published.as_ref().map(|published| match report.dated {
            Some("guessed") => format!("{published} (guessed)"),
            _ => published.clone(),
        }),
        Some(report.language.clone()),
        Some(count(report.text.split_whitespace().count(), "word")),
        Some(count(record.claims.len(), "claim")),
        Some(count(record.claims.iter().map(|claim| claim.figures.len()).sum(), "figure")),
    ];
    Page {
        title: clean(report.title.as_deref().unwrap_or(&report.input)),
        facts: facts.into_iter().flatten().collect(),
        parts: parts.filter(|part| !part.is_empty()).collect(),
    }
}

/// Why claims and figures should be looked at first; only where that is what the order asks for.
fn to_check(record: &Record, names: &Names, order: Order) -> Part {
    let mut items = Vec::new();
    for claim in record.claims.iter().filter(|_| order == Order::Check) {
        if !claim.check.is_empty() {
            items.push(format!("{} ({}): {}", claim.id, names.who(claim), claim.check.join(", ")));
        }
        for figure in claim.figures.iter().filter(|figure| !figure.check.is_empty()) {
            items.push(format!("{} ({}): {}", figure.id, clean(&figure.text), figure.check.join(", ")));
        }
    }
    Part::List { heading: "Look at first", items }
}

/// Warnings about the text: what was seen but could not be used.
fn remarks(record: &Record) -> Part {
    let warnings = record.report.coverage.diagnostics.iter().filter(|found| found.severity == "warning");
    let items = warnings.map(|found| {
        let help = found.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        format!("{}{help}", clean(&found.message))
    });
    Part::List { heading: "Seen but not used", items: items.collect() }
}

#[cfg(test)]
mod tests;
