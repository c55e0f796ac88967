//! The view for people: one report at a glance, in the width of the terminal.
//!
//! One line about the report; its claims, *who says · what · when · how sure*; its figures, *how many · whom · harm · by ·
//! period · place · says who*; what is disputed; what nobody could verify; the talks it tells of. `sagte Ali Karim, Rebellen hätten mindestens 40
//! Soldaten getötet` gives the claim `Ali Karim · Rebellen hätten …` and the figure `≥ 40 · Soldaten · killed`; `"at least
//! 40 soldiers died," the ministry said` the same in English. Long contents are cut; `laut explain` shows all of them.

pub(crate) mod cells;
mod claims;
mod disputes;
mod figures;
pub(crate) mod names;
mod table;
pub(crate) mod talks;

use laut::{Record, TalksRecord};

use self::cells::{clean, fit, grouped};
use self::names::Names;

/// How a view is to look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Columns of the terminal.
    pub(crate) width: usize,
    /// Whether it may have colour.
    pub(crate) colour: bool,
}

impl Look {
    /// A line that heads what comes below it.
    pub(crate) fn heading(self, text: &str) -> String {
        if self.colour { format!("\u{1b}[1m{text}\u{1b}[0m\n") } else { format!("{text}\n") }
    }
}

/// One report at a glance, with an empty line at its end.
pub(crate) fn view(record: &Record, talks: &TalksRecord, look: Look) -> String {
    let names = Names::of(record);
    let mut view = head(record, look);
    for part in [
        claims::view(record, &names, look),
        figures::view(record, &names, look),
        disputes::disputed(record, &names, look),
        disputes::not_verified(record, &names, look),
        talks::part(talks, look),
        remarks(record, look),
    ] {
        if !part.is_empty() {
            view.push('\n');
            view.push_str(&part);
        }
    }
    view.push('\n');
    view
}

/// Title, and one line about the report.
pub(crate) fn head(record: &Record, look: Look) -> String {
    let report = &record.report;
    let count = |number: usize, one: &str| {
        let number_in_digits = grouped(number as f64);
        format!("{number_in_digits} {one}{}", if number == 1 { "" } else { "s" })
    };
    let facts = [
        report.publisher.as_deref().map(clean),
        report.published.clone(),
        Some(report.language.clone()),
        Some(count(report.text.split_whitespace().count(), "word")),
        Some(count(record.claims.len(), "claim")),
        Some(count(record.claims.iter().map(|claim| claim.figures.len()).sum(), "figure")),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let title = clean(report.title.as_deref().unwrap_or(&report.input));
    let title = if title.is_empty() { String::new() } else { look.heading(&fit(&title, look.width, 2)) };
    format!("{title}{}\n", fit(&facts.join(" · "), look.width, 3))
}

/// Warnings about the text: what was seen but could not be used.
fn remarks(record: &Record, look: Look) -> String {
    let diagnostics = &record.report.coverage.diagnostics;
    let warnings: Vec<_> = diagnostics.iter().filter(|found| found.severity == "warning").collect();
    if warnings.is_empty() {
        return String::new();
    }
    let mut lines = look.heading("Seen but not used");
    for found in warnings {
        let help = found.help.map(|help| format!("; {help}")).unwrap_or_default();
        lines.push_str(&cells::item(&format!("{}{help}", clean(&found.message)), look.width));
    }
    lines
}

#[cfg(test)]
mod tests;
