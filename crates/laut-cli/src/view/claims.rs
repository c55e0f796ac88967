//! The claims of a report: who says, what, when, how sure.

use laut::Record;
use laut::claims::record::{ClaimRecord, TimeRecord};

use super::Order;
use super::cells::days;
use super::names::{Names, content, is_pointer};
use super::part::{Column, Entry, Part};

/// The first cell of each row is the id of its claim.
const COLUMNS: &[Column] = &[
    Column { title: "", widest: 5, is_number: false },
    Column { title: "who says", widest: 24, is_number: false },
    Column { title: "what", widest: 400, is_number: false },
    Column { title: "when", widest: 12, is_number: false },
    Column { title: "how sure", widest: 12, is_number: false },
];

/// The table of all claims.
pub(super) fn part(record: &Record, names: &Names, order: Order) -> Part {
    if record.claims.is_empty() {
        return Part::Words("No claims were found in this report.");
    }
    let mut claims: Vec<&ClaimRecord> = record.claims.iter().collect();
    if order == Order::Check {
        let reasons = |claim: &ClaimRecord| {
            claim.check.len() + claim.figures.iter().map(|figure| figure.check.len()).sum::<usize>()
        };
        claims.sort_by_key(|claim| std::cmp::Reverse(reasons(claim)));
    }
    let rows = claims.into_iter().map(|claim| row(record, names, claim)).collect();
    Part::Table { heading: "Claims", is_headed: false, columns: COLUMNS, rows }
}

fn row(record: &Record, names: &Names, claim: &ClaimRecord) -> Vec<Entry> {
    let is_own_voice = claim.mode == "unattributed";
    let act = in_words(claim.act);
    let denied = record
        .relations
        .iter()
        .find(|relation| relation.kind == "denies" && relation.from == claim.id && is_pointer(claim));
    let what = match denied {
        Some(relation) => format!("{act} what {} says", relation.to),
        None if act.is_empty() => content(claim),
        None => format!("{act}: {}", content(claim)),
    };
    vec![
        Entry { text: claim.id.clone(), is_faint: true, ..Entry::default() },
        Entry { text: names.who(claim), is_faint: is_own_voice, ..Entry::default() },
        Entry::from(what),
        Entry::from(when(record, claim)),
        how_sure(record, claim),
    ]
}

/// What a source does by saying something, as a word before the content; nothing where it just says it.
fn in_words(act: &str) -> String {
    match act {
        "state" => String::new(),
        "deny" => "denies".to_owned(),
        "take_responsibility" => "claims responsibility".to_owned(),
        "decline_comment" => "declines to comment".to_owned(),
        "cannot_verify" => "cannot verify".to_owned(),
        other => format!("{other}s"),
    }
}

/// The days of what is told, and the day on which it was said.
fn when(record: &Record, claim: &ClaimRecord) -> String {
    let figures = claim.figures.iter().map(|figure| (figure.from.as_deref(), figure.to.as_deref()));
    let events = claim.events.iter().map(|event| (event.from.as_deref(), event.to.as_deref()));
    let told = figures.chain(events).map(|(from, to)| days(from, to)).find(|days| !days.is_empty());
    let said =
        claim.said.time.and_then(|time| record.times.get(time)).map(|time| format!("said {}", day(time)));
    told.into_iter().chain(said).collect::<Vec<_>>().join("\n")
}

/// The day of a time expression, or its words where none is known.
fn day(time: &TimeRecord) -> String {
    let known = days(time.from.as_deref(), time.to.as_deref());
    if known.is_empty() { super::clean(&time.text) } else { known }
}

/// How sure the source is, and what others say to it.
fn how_sure(record: &Record, claim: &ClaimRecord) -> Entry {
    let mut words = vec![claim.certainty];
    let is_about =
        |kind: &str| record.relations.iter().any(|relation| relation.kind == kind && relation.to == claim.id);
    if is_about("denies") {
        words.push("denied");
    }
    if is_about("contradicts") || is_about("blames_back") {
        words.push("disputed");
    }
    if is_about("confirms") {
        words.push("confirmed");
    }
    for found in &claim.verification {
        let status = match found.status {
            "verified" => "verified",
            "partly_verified" => "partly verified",
            _ => "not verified",
        };
        if !words.contains(&status) {
            words.push(status);
        }
    }
    Entry { is_striking: words != ["asserted"], text: words.join("\n"), ..Entry::default() }
}
