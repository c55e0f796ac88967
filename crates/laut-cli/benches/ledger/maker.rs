//! Reports made by varying others: places, names, numbers, days and publishers are exchanged, always in the same way.
//!
//! *In Talmur sind am Montag 38 Menschen getötet worden, teilte die Gesundheitsbehörde mit* of `examples/ledger` becomes
//! *In Charkiw sind am Montag 112 Menschen getötet worden, …*, a report of another war on another Monday. A report begins with
//! two of them, and goes on with two or three texts of a folder, with other numbers only: so it is as long as real reports on
//! wars, and has about as many claims and figures. Without a folder it goes on with more of the same.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::wars::{Draw, War, capital};

/// The reports that all are made of.
const EXAMPLES: [&str; 6] = [
    include_str!("../../../../examples/ledger/abendbote.jsonl"),
    include_str!("../../../../examples/ledger/harbourpost.jsonl"),
    include_str!("../../../../examples/ledger/lakecourier.jsonl"),
    include_str!("../../../../examples/ledger/meridian.jsonl"),
    include_str!("../../../../examples/ledger/nordagentur.jsonl"),
    include_str!("../../../../examples/ledger/sundkurier.jsonl"),
];
const TOWNS: [&str; 9] =
    ["Lower Marle", "Port Elsin", "Port Amsel", "Talmur", "Ullmark", "Marrin", "Orrin", "Hest", "Elsin"];
const PEOPLE: [&str; 11] = [
    "Lena Osk",
    "Piet Lanning",
    "Mara Elving",
    "Ruth Adeyo",
    "Ana Dorell",
    "Tomas Reve",
    "Edda Quill",
    "Rolf Sandner",
    "Jonas Terveld",
    "Ina Brandis",
    "Emil Haarder",
];
const GROUPS: [[&str; 4]; 2] = [
    ["Nordfront", "Front", "Northern Front", "Front"],
    ["Hochlandrat", "Rat", "Highland Council", "Council"],
];
const COUNTRIES: [[&str; 3]; 2] = [["Tavanien", "Tavania", "Tavanian"], ["Calvera", "Calvera", "Calveran"]];
/// A number after one of these, or before one, is a day.
const MONTHS: [&str; 16] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Mär", "Mai", "Okt",
    "Dez",
];
const PAPERS: [&str; 20] = [
    "Bote",
    "Kurier",
    "Anzeiger",
    "Zeitung",
    "Rundschau",
    "Nachrichten",
    "Merkur",
    "Tageblatt",
    "Agentur",
    "Echo",
    "Post",
    "Courier",
    "Herald",
    "Gazette",
    "Monitor",
    "Tribune",
    "Observer",
    "Wire",
    "Chronicle",
    "Dispatch",
];
/// The first day, and how many weeks reports are spread over.
const FIRST: Date = date(2015, 1, 5);
const WEEKS: usize = 520;

/// A text to be varied.
struct Seed {
    text: String,
    title: String,
    published: Date,
    is_example: bool,
}

/// Texts of one language.
#[derive(Default)]
struct Seeds {
    examples: Vec<Seed>,
    others: Vec<Seed>,
}

/// Makes reports.
pub(super) struct Maker {
    /// How many reports it is to make.
    reports: usize,
    pub(super) wars: Vec<War>,
    pub(super) publishers: Vec<String>,
    /// Of German, and of English.
    seeds: [Seeds; 2],
}

impl Maker {
    /// A maker of the examples, and of all `*.txt` below a folder.
    pub(super) fn new(folder: Option<&Path>, reports: usize) -> Self {
        let mut seeds = [Seeds::default(), Seeds::default()];
        for line in EXAMPLES.iter().flat_map(|lines| lines.lines()) {
            let report: Value = serde_json::from_str(line).expect("the examples are JSON Lines");
            let field = |name: &str| report[name].as_str().unwrap_or_default().to_owned();
            let published = field("published").get(..10).and_then(|day| day.parse().ok()).unwrap_or(FIRST);
            let seed = Seed { text: field("text"), title: field("title"), published, is_example: true };
            seeds[usize::from(field("language") == "en")].examples.push(seed);
        }
        for text in folder.into_iter().flat_map(texts) {
            let count = |word: &str| text.matches(word).count();
            let language = usize::from(count(" the ") > count(" der ") + count(" die "));
            seeds[language].others.push(Seed {
                text: beginning(&text, 150),
                title: beginning(&text, 9),
                published: date(2024, 3, 4),
                is_example: false,
            });
        }
        let wars = War::all();
        let publishers = wars.iter().flat_map(|war| war.towns.iter().take(2)).zip(PAPERS.iter().cycle());
        let publishers = publishers.map(|(town, paper)| format!("{} {paper}", town.names[0])).collect();
        Self { reports, wars, publishers, seeds }
    }

    /// How many texts reports are made of.
    pub(super) fn seeds(&self) -> usize {
        self.seeds.iter().map(|seeds| seeds.examples.len() + seeds.others.len()).sum()
    }

    /// The report of a number, as a line of JSON Lines has it. Some are copies of the report before them by another
    /// publisher, some later versions of it.
    pub(super) fn report(&self, number: usize) -> Value {
        match number % 40 {
            13 => {
                let mut copy = self.report(number - 1);
                copy["publisher"] = json!(self.publishers[number % self.publishers.len()]);
                copy["url"] = json!(format!("https://copies.example/{number}"));
                copy
            }
            27 => {
                let (mut version, before) =
                    (self.report_of_its_own(number), self.report_of_its_own(number - 1));
                for field in ["url", "publisher", "language"] {
                    version[field] = before[field].clone();
                }
                version["text"] = json!(format!(
                    "{}\n\n{}",
                    before["text"].as_str().unwrap_or_default(),
                    version["text"].as_str().unwrap_or_default().split("\n\n").next().unwrap_or_default()
                ));
                version
            }
            _ => self.report_of_its_own(number),
        }
    }

    fn report_of_its_own(&self, number: usize) -> Value {
        let mut draw = Draw::new(number as u64);
        let war = draw.of(&self.wars);
        // The report before has the same language, so that a version of it can have parts of both.
        let language = (number / 2) % 2;
        // A desk takes reports in as they are published; every tenth is from an archive.
        let (any, is_archived) = (draw.below(WEEKS), draw.below(10) == 0);
        let week = if is_archived { any } else { number * WEEKS / self.reports.max(number + 1) };
        let week = i64::try_from(week).expect("weeks are few");
        let Seeds { examples, others } = &self.seeds[language];
        let more = if others.is_empty() { examples } else { others };
        let mut seeds = vec![draw.of(examples), draw.of(examples)];
        for _ in 0..2 + draw.below(2) {
            seeds.push(draw.of(more));
        }
        // Weekdays in the first text stay right: it is moved by whole weeks.
        let shift = FIRST.until(seeds[0].published).map_or(0, |span| span.get_days());
        let day = FIRST
            .checked_add(jiff::Span::new().days(i64::from(shift.rem_euclid(7)) + 7 * week))
            .expect("years of four digits");
        let exchange = exchange(war, language, &mut draw);
        let texts: Vec<String> =
            seeds.iter().map(|seed| vary(seed, &seed.text, &exchange, &mut draw)).collect();
        let publisher = draw.of(&self.publishers);
        json!({
            "text": texts.join("\n\n"),
            "title": vary(seeds[0], &seeds[0].title, &exchange, &mut draw),
            "publisher": publisher,
            "published": day.to_string(),
            "url": format!("https://{}.example/{number}", publisher.to_lowercase().replace(' ', "-")),
            "language": if language == 0 { "de" } else { "en" },
        })
    }
}

/// What is put in the place of each name, the longer names first.
fn exchange<'w>(war: &'w War, language: usize, draw: &mut Draw) -> Vec<(String, String)> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for town in TOWNS {
        names.insert(town.to_owned(), draw.of(&war.towns).names[language].clone());
    }
    for person in PEOPLE {
        let other = draw.of(&war.people);
        names.insert(person.to_owned(), other.clone());
        let surname = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
        names.entry(surname(person)).or_insert_with(|| surname(other));
    }
    for group in GROUPS {
        let other: &'w [String; 4] = draw.of(&war.groups);
        let range = if language == 0 { 0..2 } else { 2..4 };
        names.extend(range.map(|at| (group[at].to_owned(), other[at].clone())));
    }
    for country in COUNTRIES {
        names.extend(country.iter().zip(&war.country).map(|(one, other)| ((*one).to_owned(), other.clone())));
        if language == 1 {
            names.insert(country[1].to_owned(), war.country[1].clone());
        }
    }
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
}

/// A text with other names and numbers.
fn vary(seed: &Seed, text: &str, exchange: &[(String, String)], draw: &mut Draw) -> String {
    let mut varied = String::with_capacity(text.len() + 40);
    let mut rest = text;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let is_start = !before.is_alphanumeric();
        let name = exchange.iter().find(|(name, _)| {
            // A genitive has an s behind it.
            let behind = || rest.get(name.len()..).map(|rest| rest.strip_prefix('s').unwrap_or(rest));
            seed.is_example
                && is_start
                && rest.starts_with(&**name)
                && !behind().is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        });
        let length = if let Some((name, other)) = name {
            varied.push_str(other);
            name.len()
        } else if first.is_ascii_digit() && is_start {
            let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
            let length = rest.find(|c| !is_number(c)).unwrap_or(rest.len());
            let number = rest.get(..length).unwrap_or_default().trim_end_matches(['.', ',']);
            let behind = rest.get(number.len()..).unwrap_or_default();
            varied.push_str(&other_number(number, &varied, behind, draw));
            number.len()
        } else {
            varied.push(first);
            first.len_utf8()
        };
        before = varied.chars().next_back().unwrap_or(' ');
        rest = rest.get(length..).unwrap_or_default();
    }
    capital(&varied)
}

/// Another number of about the same size, written alike; years and days of months stay.
fn other_number(number: &str, before: &str, behind: &str, draw: &mut Draw) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_year =
        digits.len() == 4 && digits == number && (number.starts_with("19") || number.starts_with("20"));
    let starts_with_month =
        |words: &str| MONTHS.iter().any(|month| words.trim_start_matches(['.', ' ']).starts_with(month));
    let is_day = digits.len() <= 2
        && (starts_with_month(behind)
            || before.split_whitespace().next_back().is_some_and(starts_with_month)
            || behind.starts_with([':', '-']));
    let Some(value) = digits.parse::<usize>().ok().filter(|_| !is_year && !is_day) else {
        return number.to_owned();
    };
    let other = (value / 2 + draw.below(value * 2 + 2)).max(2).to_string();
    let Some(mark) = number.chars().find(|c| !c.is_ascii_digit()) else { return other };
    let mut written = String::new();
    for (at, digit) in other.chars().enumerate() {
        if at > 0 && (other.len() - at).is_multiple_of(3) {
            written.push(mark);
        }
        written.push(digit);
    }
    written
}

/// The first words, up to the end of a paragraph or sentence where there is one.
fn beginning(text: &str, words: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().take(words).collect();
    let words = words.join(" ");
    let end = words.rfind(". ").map_or(words.len(), |end| end + 1);
    words.get(..end).unwrap_or_default().to_owned()
}

/// The texts below a folder, in the order of their paths.
fn texts(folder: &Path) -> Vec<String> {
    let mut entries: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().collect();
    entries.sort_by_key(std::fs::DirEntry::path);
    let mut found = Vec::new();
    for path in entries.into_iter().map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(texts(&path));
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            found.extend(std::fs::read_to_string(&path).ok().filter(|text| text.len() > 400));
        }
    }
    found
}
