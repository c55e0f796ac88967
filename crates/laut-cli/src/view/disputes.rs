//! Below the tables: who disputes what, and what nobody could verify.

use laut::Record;
use laut::claims::record::{ClaimRecord, FigureRecord, RelationRecord, VerificationRecord};

use super::cells::how_many;
use super::figures::whom;
use super::names::{Names, content, is_pointer};
use super::part::{Column, Entry, Part};

const COLUMNS: &[Column] = &[
    Column { title: "who says", widest: 24, is_number: false },
    Column { title: "what", widest: 200, is_number: false },
    Column { title: "disputed by", widest: 24, is_number: false },
    Column { title: "how", widest: 200, is_number: false },
];

/// One row for each denial, contradiction and mutual blame: both sides, each in its own words.
pub(crate) fn disputed(record: &Record, names: &Names) -> Part {
    let found = record.relations.iter().filter_map(|relation| dispute(names, relation));
    let rows = found.map(|cells| cells.map(Entry::from).to_vec()).collect();
    Part::Table { heading: "Disputed", is_headed: true, columns: COLUMNS, rows }
}

fn dispute(names: &Names, relation: &RelationRecord) -> Option<[String; 4]> {
    let (from, to) = (names.claim(&relation.from)?, names.claim(&relation.to)?);
    let by = names.entity(relation.by.as_deref()).unwrap_or_else(|| names.who(from));
    let figure = relation.figure.as_deref().and_then(|figure| names.figure(figure));
    let answer = || match figure {
        Some(figure) => counted(figure),
        None => content(from),
    };
    let how = match relation.kind {
        "denies" if from.id == to.id || is_pointer(from) => "denies this".to_owned(),
        "denies" if from.act == "deny" => format!("denies: {}", content(from)),
        "denies" => format!("calls it untrue: {}", content(from)),
        "contradicts" => format!("says: {}", answer()),
        "blames_back" if from.id == to.id => "each blames the other".to_owned(),
        "blames_back" => format!("blames back: {}", content(from)),
        _ => return None,
    };
    let id = |who: String, claim: &ClaimRecord| format!("{who} ({})", claim.id);
    Some([id(names.who(to), to), content(to), id(by, from), how])
}

fn counted(figure: &FigureRecord) -> String {
    format!("{} {} {}", how_many(figure), whom(figure), figure.harm).replace("  ", " ")
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
        Some(figure) => counted(figure),
        None if is_pointer(claim) => "this is denied".to_owned(),
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
