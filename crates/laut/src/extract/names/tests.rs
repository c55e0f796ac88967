//! Names in invented sentences, and what looks like one.

use std::sync::LazyLock;

use crate::lang::{Data, DataFiles};
use crate::text::{Document, Report};

static DATA: LazyLock<Data> = LazyLock::new(|| Data::load(&DataFiles::embedded()).expect("the data loads"));

/// The names of a text as `kind name`, in order.
fn names(tag: &str, text: &str) -> Vec<String> {
    let mut doc = Document::new(Report::new(text), tag.to_owned());
    let data = DATA.language(tag).expect("the language is there");
    for (name, stage) in crate::pipeline::STAGES {
        stage(&mut doc, data);
        if *name == "names" {
            break;
        }
    }
    doc.names.iter().map(|name| format!("{} {}", name.kind.as_str(), doc.text_of(name.span))).collect()
}

#[track_caller]
fn check(tag: &str, text: &str, expected: &[&str]) {
    assert_eq!(names(tag, text), expected, "{text}");
}

#[test]
fn people_are_found_by_role_first_name_and_surname() {
    check("de", "Konteradmiral Daniel Kernov bestritt das.", &["person Daniel Kernov"]);
    check(
        "de",
        "Der Armeesprecher Umar al-Zahir sprach. Später lehnte al-Zahir ab.",
        &["person Umar al-Zahir", "person al-Zahir"],
    );
    check(
        "en",
        "Lt Gen Talib Morrokhan and Mrs Quibble spoke.",
        &["person Talib Morrokhan", "person Quibble"],
    );
    check(
        "en",
        "President Daniel arap Kito met Jan van der Velde.",
        &["person Daniel arap Kito", "person Jan van der Velde"],
    );
}

#[test]
fn words_with_a_capital_are_no_people() {
    check("de", "Der Minister versprach Hilfe.", &[]);
    check("de", "Seit Montag gilt im Dorf eine Waffenruhe.", &[]);
    check("en", "The minister promised help on Monday in October.", &[]);
    check("en", "Secretary of State Ann Quibble left.", &["person Ann Quibble"]);
}

#[test]
fn organizations_have_a_head_or_a_list() {
    check(
        "de",
        "Das Außenministerium von Katar bestätigte das.",
        &["organization Außenministerium von Katar"],
    );
    check("de", "Die libanesische Armee rückte vor.", &["armed_group libanesische Armee"]);
    check("de", "Die Huthi-Rebellen bestritten das.", &["armed_group Huthi-Rebellen"]);
    check("de", "Die Regierung trat zurück.", &[]);
    check("en", "Iraqi security forces withdrew.", &["armed_group Iraqi security forces"]);
    check(
        "en",
        "Human Rights Watch and the Yemeni Foreign Ministry said so.",
        &["organization Human Rights Watch", "organization Yemeni Foreign Ministry"],
    );
}

#[test]
fn a_country_acts_or_is_a_place() {
    check("de", "Israel bestritt das.", &["country Israel"]);
    check("de", "In Israel heulten Sirenen.", &["place Israel"]);
    check("de", "Im Süden des Libanon fielen Schüsse.", &["place Libanon"]);
    check("en", "Syria accused Turkey.", &["country Syria", "country Turkey"]);
    check("en", "Shells fell in Syria.", &["place Syria"]);
}

#[test]
fn unknown_places_stand_after_words_of_place() {
    check("de", "Im Dorf Dair Qabun schlugen Granaten ein.", &["place Dair Qabun"]);
    check("en", "Shells hit the village of Umm Qarnab.", &["place Umm Qarnab"]);
}
