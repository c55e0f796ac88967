//! Below the tables: who disputes what, and what nobody could verify.

use laut::Record;
use laut::claims::record::{ClaimRecord, RelationRecord, VerificationRecord};

use super::cells::{clean, how_many};
use super::figures::whom;
use super::names::{Names, content};
use super::part::Part;

/// One item for each denial, contradiction and mutual blame.
pub(crate) fn disputed(record: &Record, names: &Names) -> Part {
    let items = record.relations.iter().filter_map(|relation| dispute(names, relation)).collect();
    Part::List { heading: "Disputed", items }
}

fn dispute(names: &Names, relation: &RelationRecord) -> Option<String> {
    let (from, to) = (names.claim(&relation.from)?, names.claim(&relation.to)?);
    let who = names.entity(relation.by.as_deref()).unwrap_or_else(|| names.who(from));
    let (from_id, to_id, other) = (&from.id, &to.id, names.who(to));
    let said = || match relation.figure.as_deref().and_then(|figure| names.figure(figure)) {
        Some(figure) => format!("{} {} {}", how_many(figure), whom(figure), figure.harm).replace("  ", " "),
        None => content(to),
    };
    match relation.kind {
        "denies" => Some(format!("{who} ({from_id}) denies what {other} says ({to_id}): {}", said())),
        "contradicts" => Some(format!("{who} ({from_id}) contradicts {other} ({to_id}): {}", said())),
        "blames_back" if from_id == to_id => {
            Some(format!("each blames the other ({from_id}): {}", clean(&relation.text)))
        }
        "blames_back" => {
            Some(format!("{who} ({from_id}) and {other} ({to_id}) blame each other: {}", said()))
        }
        _ => None,
    }
}

/// One item for each claim that somebody could not verify, or not all of it.
pub(crate) fn not_verified(record: &Record, names: &Names) -> Part {
    let found =
        record.claims.iter().flat_map(|claim| claim.verification.iter().map(move |found| (claim, found)));
    let open = found.filter(|(_, found)| found.status != "verified");
    let items = open.map(|(claim, found)| verification(names, claim, found)).collect();
    Part::List { heading: "Not verified", items }
}

fn verification(names: &Names, claim: &ClaimRecord, found: &VerificationRecord) -> String {
    let said = match found.figure.as_deref().and_then(|figure| names.figure(figure)) {
        Some(figure) => format!("{} {} {}", how_many(figure), whom(figure), figure.harm).replace("  ", " "),
        None => content(claim),
    };
    let result = match (names.entity(found.by.as_deref()), found.status) {
        (Some(by), "partly_verified") => format!("{by} could verify a part of it only"),
        (Some(by), _) => format!("{by} could not verify it"),
        (None, "partly_verified") => "a part of it only was verified".to_owned(),
        (None, _) => "it could not be verified".to_owned(),
    };
    format!("{said}, says {} ({}): {result}", names.who(claim), claim.id)
}
