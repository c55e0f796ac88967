//! The talks that a report tells of: who mediates between whom, where, what is proposed, wanted first and answered.

use laut::claims::record::{Reference, Words};
use laut::{Record, TalksRecord};

use super::cells::{clean, days, fit};
use super::{Look, head};

/// Columns of the names of fields.
const NAMES: usize = 12;

/// A report with its talks alone, with an empty line at its end.
pub(crate) fn alone(record: &Record, talks: &TalksRecord, look: Look) -> String {
    let part = part(talks, look);
    let part = if part.is_empty() { "No talks were found in this report.\n".to_owned() } else { part };
    format!("{}\n{part}\n", head(record, look))
}

/// The part of the view that shows talks; empty where there are none.
pub(super) fn part(talks: &TalksRecord, look: Look) -> String {
    if talks.is_empty() {
        return String::new();
    }
    let mut lines = look.heading("Talks");
    let mut line = |name: &str, text: String| {
        if !text.is_empty() {
            lines.push_str(&shown(name, &text, look.width));
        }
    };
    line("parties", names(talks, &talks.parties));
    line("mediators", names(talks, &talks.mediators));
    line("venue", talks.venue.iter().map(|place| clean(&place.text)).collect::<Vec<_>>().join(", "));
    for (index, terms) in talks.proposals.iter().enumerate() {
        line("proposal", format!("{}. {}: {}", index + 1, names(talks, &terms.by), content(&terms.content)));
    }
    for terms in &talks.preconditions {
        line("condition", format!("{}: {}", names(talks, &terms.by), content(&terms.content)));
    }
    for response in &talks.responses {
        let to = response.to.map(|to| format!(" {}", to + 1)).unwrap_or_default();
        line(
            "answer",
            format!("{}: {}{to} ({})", names(talks, &response.by), response.answer, clean(&response.text)),
        );
    }
    if let Some(status) = &talks.status {
        line("status", format!("{} ({})", status.value.replace('_', " "), clean(&status.text)));
    }
    for deadline in &talks.deadline {
        let day = days(deadline.from.as_deref(), deadline.to.as_deref());
        line("by when", format!("{} ({day})", clean(&deadline.text)).replace(" ()", ""));
    }
    lines
}

fn shown(name: &str, text: &str, width: usize) -> String {
    let room = width.saturating_sub(NAMES + 2);
    let indent = format!("\n{}", " ".repeat(NAMES + 2));
    format!("  {name:NAMES$}{}\n", fit(text, room, 3).replace('\n', &indent))
}

/// The names of some parties: what the report calls an entity at its fullest, else the words.
fn names(talks: &TalksRecord, parties: &[Reference]) -> String {
    let name = |party: &Reference| {
        let entity = talks.entities.iter().find(|entity| Some(&entity.id) == party.entity.as_ref());
        let name = entity.map(|entity| clean(&entity.name)).filter(|name| !name.is_empty());
        name.unwrap_or_else(|| clean(&party.text))
    };
    parties.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn content(pieces: &[Words]) -> String {
    pieces.iter().map(|piece| clean(&piece.text)).collect::<Vec<_>>().join(" … ")
}
