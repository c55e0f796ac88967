//! The lists of words that attribute: every value is an allowed one, nothing stands twice, and each row's example holds
//! its word.

use std::collections::BTreeSet;

use laut::lang::DataFiles;
use laut::lang::table::{Row, Table};

/// A list: its columns, those that together stand once only, and the allowed values.
struct List {
    name: &'static str,
    columns: &'static [&'static str],
    key: &'static [&'static str],
    values: &'static [(&'static str, &'static [&'static str])],
}

const ACTS: &[&str] = &[
    "state",
    "confirm",
    "deny",
    "accuse",
    "admit",
    "take_responsibility",
    "announce",
    "demand",
    "propose",
    "accept",
    "refuse",
    "warn",
    "fear",
    "estimate",
    "condemn",
    "welcome",
    "ask",
    "decline_comment",
    "cannot_verify",
];

/// What ends in a colon is followed by a word.
const COMPLEMENTS: &[&str] = &[
    "quote",
    "that",
    "question",
    "inf",
    "gerund",
    "obj",
    "none",
    "prep:",
    "obj-that",
    "obj-inf",
    "obj-as",
    "obj-gen",
    "obj-prep:",
    "dat-that",
    "dat-inf",
    "dat-obj",
    "dat-prep:",
];

const CERTAINTIES: &[&str] = &["", "probable", "possible"];

const SOURCES: &[&str] = &["after", "cited", "before", "subject", "adjective", "none"];

const ROLES: &[&str] =
    &["account", "content-that", "content-inf", "content-question", "content-gen", "content-prep:"];

const LISTS: &[List] = &[
    List {
        name: "reporting_verbs.tsv",
        columns: &["lemma", "complement", "act", "certainty", "example"],
        key: &["lemma", "complement"],
        values: &[("complement", COMPLEMENTS), ("act", ACTS), ("certainty", CERTAINTIES)],
    },
    List {
        name: "attribution_phrases.tsv",
        columns: &["phrase", "source", "act", "certainty", "example"],
        key: &["phrase"],
        values: &[("source", SOURCES), ("act", ACTS), ("certainty", CERTAINTIES)],
    },
    List {
        name: "reporting_nouns.tsv",
        columns: &["noun", "act", "role", "example"],
        key: &["noun"],
        values: &[("act", ACTS), ("role", ROLES)],
    },
    List {
        name: "hearsay.tsv",
        columns: &["form", "kind", "certainty", "example"],
        key: &["form", "kind"],
        values: &[
            ("kind", &["adverb", "modal", "passive-inf", "passive-state", "passive-that", "phrase"]),
            ("certainty", CERTAINTIES),
        ],
    },
    List {
        name: "hedges.tsv",
        columns: &["form", "certainty", "example"],
        key: &["form"],
        values: &[("certainty", &["probable", "possible", "unknown"])],
    },
    List {
        name: "negations.tsv",
        columns: &["form", "kind", "example"],
        key: &["form"],
        values: &[("kind", &["clause", "noun", "phrase", "conjunction", "weak"])],
    },
    List {
        name: "addressees.tsv",
        columns: &["form", "kind", "example"],
        key: &["form"],
        values: &[("kind", &["preposition", "noun"])],
    },
    List {
        name: "media.tsv",
        columns: &["form", "kind", "example"],
        key: &["form", "kind"],
        values: &[("kind", &["phrase", "noun", "platform"])],
    },
];

#[test]
fn cue_lists_are_sound() {
    let files = DataFiles::embedded();
    let mut wrong = Vec::new();
    for tag in ["de", "en"] {
        for list in LISTS {
            let path = format!("{tag}/{}", list.name);
            let table = Table::read(&path, files.text(&path).unwrap(), list.columns).unwrap();
            let mut seen = BTreeSet::new();
            for row in table.rows() {
                wrong.extend(
                    faults(list, row, &mut seen).map(|fault| format!("{path}:{}: {fault}", row.line)),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with a row.
fn faults<'r>(list: &List, row: Row<'r>, seen: &mut BTreeSet<Vec<&'r str>>) -> impl Iterator<Item = String> {
    let mut faults = Vec::new();
    for &(column, allowed) in list.values {
        let cells: Vec<_> = if row.text(column).is_empty() { vec![""] } else { row.list(column).collect() };
        let unknown = cells.into_iter().filter(|cell| !is_allowed(cell, allowed));
        faults.extend(unknown.map(|cell| format!("unknown {column} `{cell}`")));
    }
    for keys in keys(list, row) {
        if !seen.insert(keys.clone()) {
            faults.push(format!("`{}` stands twice", keys.join(" ")));
        }
    }
    let (form, example) = (row.text(list.columns[0]), row.text("example"));
    if !holds(example, form) {
        faults.push(format!("`{form}` is not in `{example}`"));
    }
    faults.into_iter()
}

/// The row's key, once for each entry of a cell with several.
fn keys<'r>(list: &List, row: Row<'r>) -> Vec<Vec<&'r str>> {
    let mut keys = vec![Vec::new()];
    for column in list.key {
        let entries: Vec<_> = row.list(column).collect();
        keys = keys
            .iter()
            .flat_map(|key| entries.iter().map(move |entry| [key.as_slice(), &[*entry]].concat()))
            .collect();
    }
    keys
}

fn is_allowed(cell: &str, allowed: &[&str]) -> bool {
    allowed.iter().any(|word| match word.strip_suffix(':') {
        Some(kind) => cell
            .strip_prefix(kind)
            .and_then(|rest| rest.strip_prefix(':'))
            .is_some_and(|rest| !rest.is_empty()),
        None => cell == *word,
    })
}

/// Whether a word of the form stands in the example, whatever its ending and its vowel: `geben` in `gab an`.
fn holds(example: &str, form: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let mut in_example = words(example);
    let participles: Vec<_> =
        in_example.iter().filter_map(|word| word.strip_prefix("ge").map(str::to_owned)).collect();
    in_example.extend(participles);
    words(form).iter().any(|word| {
        let start: String = word.chars().take(4).collect();
        let bone = skeleton(word);
        in_example.iter().any(|other| {
            let other_bone = skeleton(other);
            other.starts_with(&start) || bone.starts_with(&other_bone) || other_bone.starts_with(&bone)
        })
    })
}

/// The consonants that a word starts with; after a single one, or none, also the one after the first vowels.
fn skeleton(word: &str) -> String {
    let is_vowel = |c: &char| "aeiouyäöü".contains(*c);
    let start: String = word.chars().take_while(|c| !is_vowel(c)).collect();
    let length = start.chars().count();
    let after = word.chars().skip(length).find(|c| !is_vowel(c)).filter(|_| length < 2);
    format!("{start}-{}", after.map(String::from).unwrap_or_default())
}
