//! Entities of invented reports: what is joined, and what is not.

use std::sync::LazyLock;

use crate::lang::{Data, DataFiles};
use crate::text::{Document, Report};

static DATA: LazyLock<Data> = LazyLock::new(|| Data::load(&DataFiles::embedded()).expect("the data loads"));

fn document(tag: &str, text: &str) -> Document {
    let mut doc = Document::new(Report::new(text), tag.to_owned());
    let data = DATA.language(tag).expect("the language is there");
    for (name, stage) in crate::pipeline::STAGES {
        stage(&mut doc, data);
        if *name == "entities" {
            break;
        }
    }
    doc
}

/// Name, roles, affiliation and country of every person.
#[track_caller]
fn check_people(tag: &str, text: &str, expected: &[&str]) {
    let doc = document(tag, text);
    let people: Vec<String> = doc
        .entities
        .iter()
        .filter(|entity| entity.kind.as_str() == "person")
        .map(|entity| {
            let affiliation = entity.affiliation.map_or("-", |id| &doc.entities[id.0 as usize].name);
            let country = entity.country.as_deref().unwrap_or("-");
            format!("{} | {} | {affiliation} | {country}", entity.name, entity.roles.join(", "))
        })
        .collect();
    assert_eq!(people, expected, "{text}");
}

/// The entities that a word of the text (its last occurrence) is a mention of.
#[track_caller]
fn check_same(tag: &str, text: &str, word: &str, name: &str) {
    let doc = document(tag, text);
    let at = text.rfind(word).expect("the word is in the text");
    let found =
        doc.entities.iter().find(|entity| entity.mentions.iter().any(|mention| mention.start() == at));
    assert_eq!(found.map(|entity| entity.name.as_str()), Some(name), "{text}");
}

#[test]
fn titles_become_roles() {
    check_people(
        "de",
        "Der israelische Militärsprecher Konteradmiral Daniel Kernov bestritt das.",
        &["Daniel Kernov | Militärsprecher, Konteradmiral | - | IL"],
    );
    check_people(
        "de",
        "Das bestätigte der Sprecher des Weißen Hauses, John Quibble, am Montag.",
        &["John Quibble | Sprecher | Weißen Hauses | US"],
    );
    check_people(
        "en",
        "Lama Quibble, deputy Middle East director at Human Rights Watch, denied this.",
        &["Lama Quibble | deputy Middle East director | Human Rights Watch | -"],
    );
    check_people(
        "en",
        "US Defense Secretary Ash Quibble left.",
        &["Ash Quibble | Defense Secretary | - | US"],
    );
}

#[test]
fn names_of_one_person_are_joined() {
    check_same("de", "Minister Ali Kernov kam. Nach Angaben Kernovs ist Ruhe.", "Kernovs", "Ali Kernov");
    check_same("en", "Rupert Quibble spoke. Mr Quibble then left.", "Quibble", "Rupert Quibble");
    check_same("en", "Ann Quibble spoke. Jan Kernov then left.", "Jan", "Jan Kernov");
}

#[test]
fn actors_are_joined_across_their_names() {
    check_same("de", "Die Vereinten Nationen warnten. Die UN halfen.", "UN", "Vereinten Nationen");
    check_same("en", "The United Nations warned. The UN helped.", "UN", "United Nations");
    check_same("de", "In Israel ist Ruhe. Israel bestritt das.", "Israel", "Israel");
}

#[test]
fn a_country_that_acts_is_not_its_territory() {
    let doc = document("de", "In Israel ist Ruhe. Israel bestritt das.");
    let kinds: Vec<&str> = doc.entities.iter().map(|entity| entity.kind.as_str()).collect();
    assert_eq!(kinds, ["place", "country"]);
}

#[test]
fn pronouns_and_titles_stand_for_somebody_named_before() {
    let text = "Minister Ali Kernov kam nach Kairo. „Wir helfen“, sagte er.";
    check_same("de", text, "er", "Ali Kernov");
    let text = "Foreign Minister Ann Quibble came to Cairo. \"We help,\" she said.";
    check_same("en", text, "she", "Ann Quibble");
    let text = "Informationsminister Ali Kernov kam nach Kairo. „Wir helfen“, sagte der Minister.";
    check_same("de", text, "der Minister", "Ali Kernov");
}
