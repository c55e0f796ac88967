//! The talks that a report tells of: who mediates between whom, where, what is proposed, wanted first and answered.

use laut::TalksRecord;
use laut::claims::record::{Reference, Words};

use super::cells::{clean, days};
use super::part::Part;

/// What is told of talks; empty where there are none.
pub(super) fn part(talks: &TalksRecord) -> Part {
    let mut fields = Vec::new();
    let mut line = |name: &'static str, text: String| {
        if !text.is_empty() {
            fields.push((name, text));
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
    Part::Fields { heading: "Talks", fields }
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
