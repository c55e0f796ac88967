//! No party is read differently from another: two parties change places in a text, and nothing in the record changes
//! but names, spans and what a name stands for on the map.
//!
//! `{A}` and `{B}` are the parties, `{a}` and `{b}` their adjectives without ending. The pairs have the same grammar
//! (number, article), so that a swap leaves the sentence right. `neutral/` holds further parties and texts as tables, with every
//! form that a text may need.

use std::sync::LazyLock;

use laut::lang::{Data, DataFiles};
use laut::text::{LineIndex, Published};
use laut::{Document, Record, Report, TalksRecord};
use serde_json::{Map, Value};

static DATA: LazyLock<Data> = LazyLock::new(|| Data::load(&DataFiles::embedded()).expect("the data loads"));

/// Name and adjective of a party.
type Party = (&'static str, &'static str);

const GERMAN: &[(Party, Party)] = &[
    (("Israel", "israelisch"), ("Syrien", "syrisch")),
    (("Russland", "russisch"), ("Polen", "polnisch")),
    (("Armenien", "armenisch"), ("Aserbaidschan", "aserbaidschanisch")),
    (("Äthiopien", "äthiopisch"), ("Eritrea", "eritreisch")),
    (("Indien", "indisch"), ("Pakistan", "pakistanisch")),
    (("Kenia", "kenianisch"), ("Griechenland", "griechisch")),
];

const ENGLISH: &[(Party, Party)] = &[
    (("Israel", "Israeli"), ("Iran", "Iranian")),
    (("Russia", "Russian"), ("Ukraine", "Ukrainian")),
    (("Armenia", "Armenian"), ("Azerbaijan", "Azerbaijani")),
    (("Ethiopia", "Ethiopian"), ("Eritrea", "Eritrean")),
    (("India", "Indian"), ("Pakistan", "Pakistani")),
    (("Hamas", "Syrian"), ("Hezbollah", "Jordanian")),
    (("Syria", "Syrian"), ("Turkey", "Turkish")),
];

const GERMAN_TEXTS: &[&str] = &[
    "{A} warf {B} vor, am Montag zwölf Fischer getötet zu haben. {B} bestritt das.",
    "Die {a}e Armee tötete nach eigenen Angaben 40 {b}e Soldaten.",
    "Laut {A} wurden bei einem {b}en Luftangriff mindestens drei Kinder verletzt.",
    "„{B} trägt die Schuld“, sagte der {a}e Außenminister.",
    "{A} und {B} machten sich gegenseitig für den Angriff verantwortlich.",
    "{A} meldete, {B} habe 20 Gefangene freigelassen. Eine unabhängige Bestätigung gab es nicht.",
    "Die Gespräche zwischen {A} und {B} scheiterten. {A} schlug eine Feuerpause vor. {B} lehnte das ab.",
];

const ENGLISH_TEXTS: &[&str] = &[
    "{A} accused {B} of killing twelve fishermen on Monday. {B} denied this.",
    "The {a} army said it had killed 40 {b} soldiers.",
    "According to {A}, at least three children were wounded in a {b} air strike.",
    "\"{B} is to blame,\" the {a} foreign minister said.",
    "{A} and {B} blamed each other for the attack.",
    "{A} said {B} had freed 20 prisoners. The claim could not be independently verified.",
    "Talks between {A} and {B} broke down. {A} proposed a truce of three days. {B} rejected the offer.",
];

/// The text with one party in the place of `{A}` and the other in the place of `{B}`.
fn fill(text: &str, first: Party, second: Party) -> String {
    text.replace("{A}", first.0).replace("{a}", first.1).replace("{B}", second.0).replace("{b}", second.1)
}

fn read(text: &str, language: &str) -> Document {
    let mut report = Report::new(text);
    report.language = Some(language.to_owned());
    report.published = Some(Published::parse("2024-03-05").expect("a date"));
    laut::read(report, &DATA)
}

/// What must not change: the record without names and countries, its spans counted in tokens.
fn skeleton(doc: &Document) -> Value {
    let record = serde_json::to_value(Record::of(doc)).expect("a record is JSON");
    let index = LineIndex::new(doc.text());
    let starts: Vec<u64> =
        doc.tokens.iter().map(|token| index.code_point(doc.text(), token.span.start()) as u64).collect();
    let talks = serde_json::to_value(TalksRecord::of(doc)).expect("talks are JSON");
    let parts = ["entities", "times", "numbers", "claims", "relations"];
    let of_talks =
        ["parties", "mediators", "venue", "proposals", "preconditions", "responses", "status", "deadline"];
    let claims = parts.iter().map(|part| (*part, &record[*part]));
    let talks = of_talks.iter().map(|part| (*part, &talks[*part]));
    let stripped = claims.chain(talks).map(|(part, value)| (part.to_owned(), strip(value, &starts)));
    stripped.collect::<Map<_, _>>().into()
}

/// A table of parties: by pair, the forms of each by column.
fn parties(table: &str) -> Vec<Vec<Map<String, Value>>> {
    let mut lines = table.lines().filter(|line| !line.starts_with('#'));
    let columns: Vec<&str> = lines.next().expect("a row of columns").split('\t').collect();
    let mut pairs: Vec<Vec<Map<String, Value>>> = Vec::new();
    for line in lines {
        let cells = columns.iter().zip(line.split('\t'));
        let row: Map<String, Value> =
            cells.map(|(column, cell)| ((*column).to_owned(), cell.into())).collect();
        match pairs.last_mut().filter(|pair| pair[0]["pair"] == row["pair"]) {
            Some(pair) => pair.push(row),
            None => pairs.push(vec![row]),
        }
    }
    assert!(pairs.iter().all(|pair| pair.len() == 2), "two rows belong to a pair");
    pairs
}

/// A text of `neutral/templates` with two parties in it; `None` where one of them lacks a form.
fn fill_forms(template: &str, first: &Map<String, Value>, second: &Map<String, Value>) -> Option<String> {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, behind) = after.split_once('}').expect("a closing brace");
        text.push_str(before);
        rest = behind;
        let is_singular = first["number"] == "sg";
        let Some((party, column)) = slot.split_once('.') else {
            let (singular, plural) = slot.split_once('|').expect("two numbers");
            text.push_str(if is_singular { singular } else { plural });
            continue;
        };
        let row = if party == "A" { first } else { second };
        let form = row[&column.to_lowercase()].as_str().filter(|form| *form != "_")?;
        let is_capital = column.chars().next().is_some_and(char::is_uppercase);
        let mut letters = form.chars();
        match letters.next().filter(|_| is_capital) {
            Some(letter) => text.extend(letter.to_uppercase().chain(letters)),
            None => text.push_str(form),
        }
    }
    text.push_str(rest);
    Some(text)
}

/// What must not change where countries, groups and peoples change places: also not what kind of party each is.
fn skeleton_of_acts(doc: &Document) -> Value {
    let mut record = skeleton(doc);
    for entity in record["entities"].as_array_mut().into_iter().flatten() {
        for field in ["kind", "place"] {
            entity.as_object_mut().expect("an entity is an object").remove(field);
        }
    }
    record
}

fn check_tables(language: &str, table: &str, templates: &str) {
    let mut texts = Vec::new();
    for template in templates.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        for pair in parties(table) {
            let both = [(&pair[0], &pair[1]), (&pair[1], &pair[0])];
            if let [Some(one), Some(other)] = both.map(|(first, second)| fill_forms(template, first, second))
            {
                texts.push((one, other));
            }
        }
    }
    assert_alike(language, &texts, skeleton_of_acts);
}

fn strip(value: &Value, starts: &[u64]) -> Value {
    const NAMES: &[&str] = &["text", "name", "country", "key", "geonames", "lat", "lon"];
    match value {
        Value::Array(items) => match items.as_slice() {
            [Value::Number(start), Value::Number(end)] => {
                let token = |at: &serde_json::Number| {
                    starts.partition_point(|start| *start < at.as_u64().unwrap_or_default())
                };
                vec![token(start), token(end)].into()
            }
            _ => items.iter().map(|item| strip(item, starts)).collect(),
        },
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| !NAMES.contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), strip(value, starts)))
            .collect::<Map<_, _>>()
            .into(),
        other => other.clone(),
    }
}

fn check(language: &str, texts: &[&str], pairs: &[(Party, Party)]) {
    let swapped = |text: &&str| {
        let both = pairs.iter();
        let both = both.map(|(first, second)| (fill(text, *first, *second), fill(text, *second, *first)));
        both.collect::<Vec<_>>()
    };
    assert_alike(language, &texts.iter().flat_map(swapped).collect::<Vec<_>>(), skeleton);
}

/// Texts in which two parties have changed places give the same, as far as `kept` keeps it.
fn assert_alike(language: &str, texts: &[(String, String)], kept: fn(&Document) -> Value) {
    assert!(!texts.is_empty(), "there are texts");
    let mut failures = Vec::new();
    for (one, other) in texts {
        let [left, right] = [one, other].map(|text| kept(&read(text, language)));
        if left != right {
            failures.push(format!("{one}\n{other}\n{}", first_difference(&left, &right, "")));
        }
    }
    assert!(
        failures.is_empty(),
        "{} pairs are read differently:\n\n{}",
        failures.len(),
        failures.join("\n\n")
    );
}

/// The first place where two records differ.
fn first_difference(left: &Value, right: &Value, path: &str) -> String {
    match (left, right) {
        (Value::Object(one), Value::Object(other)) if one.keys().eq(other.keys()) => {
            let mut fields = one.iter().filter(|(name, value)| other[*name] != **value);
            fields.next().map_or(String::new(), |(name, value)| {
                first_difference(value, &other[name], &format!("{path}/{name}"))
            })
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let mut items = one.iter().zip(other).enumerate().filter(|(_, (one, other))| one != other);
            items.next().map_or(String::new(), |(at, (one, other))| {
                first_difference(one, other, &format!("{path}/{at}"))
            })
        }
        _ => format!("{path}: {left} and {right}"),
    }
}

#[test]
fn german() {
    check("de", GERMAN_TEXTS, GERMAN);
}

#[test]
fn english() {
    check("en", ENGLISH_TEXTS, ENGLISH);
}

#[test]
fn german_tables() {
    check_tables("de", include_str!("neutral/parties.de.tsv"), include_str!("neutral/templates.de.txt"));
}

#[test]
fn english_tables() {
    check_tables("en", include_str!("neutral/parties.en.tsv"), include_str!("neutral/templates.en.txt"));
}
