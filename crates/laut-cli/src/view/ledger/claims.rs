//! Claims that were found.

use laut_store::ClaimRow;
use serde_json::Value;

use super::Type::{Day, Integer, List, Text};
use super::{Answer, Field, list, published, short, some};
use crate::view::cells::{clean, days};
use crate::view::part::{Column, Entry};

const COLUMNS: &[Column] = &[
    Column { title: "", widest: 12, is_number: false },
    Column { title: "who says", widest: 22, is_number: false },
    Column { title: "what", widest: 300, is_number: false },
    Column { title: "when", widest: 12, is_number: false },
    Column { title: "how sure", widest: 14, is_number: false },
    Column { title: "in", widest: 18, is_number: false },
];

/// The fields of a claim.
pub(crate) const FIELDS: &[Field<ClaimRow>] = &[
    ("id", Text, |row| row.id.clone().into()),
    ("report", Text, |row| row.report.clone().into()),
    ("publisher", Text, |row| row.publisher.clone().into()),
    ("published", Text, |row| row.published.clone().into()),
    ("title", Text, |row| row.title.clone().into()),
    ("url", Text, |row| row.url.clone().into()),
    ("input", Text, |row| row.input.clone().into()),
    ("language", Text, |row| row.language.clone().into()),
    ("speaker", Text, |row| row.speaker.clone().into()),
    ("through", List, |row| list(&row.through, "; ")),
    ("quotation", Text, |row| row.quotation.clone().into()),
    ("start", Integer, |row| row.span[0].into()),
    ("end", Integer, |row| row.span[1].into()),
    ("mode", Text, |row| row.mode.clone().into()),
    ("act", Text, |row| row.act.clone().into()),
    ("certainty", Text, |row| row.certainty.clone().into()),
    ("polarity", Text, |row| row.polarity.clone().into()),
    ("said", Day, |row| row.said.clone().into()),
    ("first_day", Day, |row| row.first_day.clone().into()),
    ("last_day", Day, |row| row.last_day.clone().into()),
    ("disputed_by", List, |row| list(&row.disputed_by, "; ")),
    ("verification", Text, |row| some(&row.verification)),
    ("check", List, |row| list(&row.checks, "; ")),
    ("review", Text, |row| some(&row.review)),
    ("shows", Text, |row| shows(&row.review)),
    ("rule", Text, |row| row.rule.clone().into()),
    ("laut", Text, |row| row.laut.clone().into()),
];

/// Whose reading is shown.
pub(super) fn shows(review: &str) -> Value {
    if review == "corrected" { "person".into() } else { "machine".into() }
}

/// The claims as an answer.
pub(crate) fn answer(found: &[ClaimRow]) -> Answer<'_> {
    Answer::of(found, ("claim", "claims"), ("Claims", COLUMNS), row, FIELDS)
}

fn row(claim: &ClaimRow) -> Vec<Entry> {
    vec![
        Entry { text: short(&claim.id), is_faint: true, ..Entry::default() },
        Entry { text: who(claim), is_faint: claim.mode == "unattributed", ..Entry::default() },
        Entry::from(what(claim)),
        Entry::from(days(claim.first_day.as_deref(), claim.last_day.as_deref())),
        how_sure(&claim.certainty, &claim.disputed_by, &claim.verification, &claim.review),
        Entry::from(published(claim.publisher.as_deref(), claim.published.as_deref(), &claim.input)),
    ]
}

/// Who says it, with those it was heard through.
pub(super) fn who(claim: &ClaimRow) -> String {
    let source = match &claim.speaker {
        Some(speaker) => clean(speaker),
        None if claim.mode == "unattributed" => "the report".to_owned(),
        None => "not named".to_owned(),
    };
    if claim.through.is_empty() { source } else { format!("{source} via {}", clean(&claim.through)) }
}

/// What is said, with what is done by saying it.
pub(super) fn what(claim: &ClaimRow) -> String {
    let quotation = clean(&claim.quotation);
    if claim.act == "state" { quotation } else { format!("{}: {quotation}", claim.act.replace('_', " ")) }
}

/// How sure the source is, and what others say to it.
pub(super) fn how_sure(certainty: &str, disputed_by: &str, verification: &str, review: &str) -> Entry {
    let mut words = vec![certainty.to_owned()];
    if !disputed_by.is_empty() {
        words.push("disputed".to_owned());
    }
    if !verification.is_empty() {
        words.push(verification.replace("unverified", "not verified").replace('_', " "));
    }
    if !review.is_empty() {
        words.push(review.to_owned());
    }
    let is_striking = words.len() > 1 || certainty != "asserted";
    Entry { text: words.join("\n"), is_striking, is_faint: false }
}
