//! What is asked of the ledger: each kind of question many times, always about other names, places and days.
//!
//! *What did Amara Feldon say in May 2018?* is `claims --speaker Feldon --since 2018-05-01 --until 2018-05-31`. Wide questions, to
//! which a large part of the ledger is the answer, come last and are asked less often.

use std::cell::RefCell;

use jiff::civil::{Date, date};

use super::maker::Maker;
use super::wars::{Draw, War};

/// A kind of question.
pub(super) struct Kind {
    /// What is shown in the table.
    pub(super) name: &'static str,
    /// Whether a large part of the ledger is the answer.
    pub(super) is_wide: bool,
    /// The arguments of `laut`, for one of them.
    pub(super) ask: fn(&Asker<'_>) -> Vec<String>,
}

/// Draws what is asked about.
pub(super) struct Asker<'m> {
    pub(super) maker: &'m Maker,
    /// Ids of reports in the ledger.
    pub(super) reports: &'m [String],
    pub(super) draw: RefCell<Draw>,
}

const fn kind(name: &'static str, ask: fn(&Asker<'_>) -> Vec<String>) -> Kind {
    Kind { name, is_wide: false, ask }
}

const fn wide(name: &'static str, ask: fn(&Asker<'_>) -> Vec<String>) -> Kind {
    Kind { name, is_wide: true, ask }
}

/// All kinds.
pub(super) const KINDS: &[Kind] = &[
    kind("claims --speaker", |it| words(&["claims", "--speaker", &it.person()])),
    kind("claims --speaker, a month", |it| it.days(31, &["claims", "--speaker", &it.group()])),
    kind("claims --actor, a month", |it| it.days(31, &["claims", "--actor", &it.group()])),
    kind("claims --act deny --place", |it| words(&["claims", "--act", "deny", "--place", &it.town()])),
    kind("claims --certainty, a week", |it| it.days(7, &["claims", "--certainty", "possible"])),
    kind("claims --unverified --place", |it| words(&["claims", "--unverified", "--place", &it.town()])),
    kind("claims --check, a week", |it| it.days(7, &["claims", "--check"])),
    kind("claims --text, two words", |it| words(&["claims", "--text", &it.two_words()])),
    kind("claims --text, a phrase, a month", |it| it.days(31, &["claims", "--text", &it.phrase()])),
    kind("claims --text, a phrase, a year", |it| it.days(365, &["claims", "--text", &it.phrase()])),
    kind("claims --report", |it| words(&["claims", "--report", &it.report()])),
    kind("figures --harm --place", |it| words(&["figures", "--harm", it.harm(), "--place", &it.town()])),
    kind("figures --near, 25 km", |it| words(&["figures", "--near", &it.point(), "--km", "25"])),
    kind("figures --near, 200 km, a month", |it| {
        let point = it.point();
        it.days(31, &["figures", "--near", &point, "--km", "200"])
    }),
    kind("figures --victims child, a month", |it| it.days(31, &["figures", "--victims", "child"])),
    kind("figures --disputed, a month", |it| it.days(31, &["figures", "--disputed"])),
    kind("figures --speaker --harm", |it| {
        words(&["figures", "--speaker", &it.person(), "--harm", it.harm()])
    }),
    kind("figures, a day", |it| it.days(1, &["figures"])),
    kind("disputes --place", |it| words(&["disputes", "--place", &it.town()])),
    kind("disputes --speaker, a month", |it| it.days(31, &["disputes", "--speaker", &it.group()])),
    kind("who, a person", |it| words(&["who", &it.person()])),
    kind("who, a town", |it| words(&["who", &it.town()])),
    kind("reports --publisher, a month", |it| it.days(31, &["reports", "--publisher", &it.publisher()])),
    kind("reports --text", |it| words(&["reports", "--text", &format!("{} {}", it.town(), it.surname())])),
    kind("show, a report", |it| words(&["show", &it.report()])),
    kind("show, a claim", |it| words(&["show", &format!("{}:c1", it.report())])),
    kind("tolls --place", |it| words(&["tolls", "--place", &it.town()])),
    kind("tolls --place, a year, svg", |it| {
        it.days(365, &["tolls", "--harm", "injured", "--format", "svg", "--place", &it.town()])
    }),
    kind("tolls --speaker", |it| words(&["tolls", "--speaker", &it.person()])),
    wide("claims --act deny", |_| words(&["claims", "--act", "deny", "--format", "csv"])),
    wide("claims --text, a common word", |_| words(&["claims", "--text", "health", "--format", "csv"])),
    wide("figures --harm killed", |_| words(&["figures", "--harm", "killed", "--format", "csv"])),
    wide("figures --victims child", |_| words(&["figures", "--victims", "child", "--format", "csv"])),
    wide("disputes", |_| words(&["disputes", "--format", "csv"])),
    wide("who ministry", |_| words(&["who", "ministry"])),
    wide("reports --publisher", |it| words(&["reports", "--publisher", &it.publisher(), "--format", "csv"])),
    wide("tolls", |_| words(&["tolls", "--format", "csv"])),
];

/// Where figures of harm are found.
const HARMS: [&str; 4] = ["killed", "injured", "missing", "released"];
/// Words that the examples have.
const COMMON: [&str; 10] = [
    "Hafen",
    "Menschen",
    "hospital",
    "convoy",
    "Kinder",
    "market",
    "soldiers",
    "Busse",
    "ferry",
    "Krankenhaus",
];
const PHRASES: [&str; 5] = [
    "people were killed",
    "Menschen getötet worden",
    "machte die Armee verantwortlich",
    "soldiers had been released",
    "accused the army of shelling",
];
const FIRST: Date = date(2015, 1, 5);

impl Asker<'_> {
    fn of<T: Clone>(&self, items: &[T]) -> T {
        self.draw.borrow_mut().of(items).clone()
    }

    fn below(&self, limit: usize) -> usize {
        self.draw.borrow_mut().below(limit)
    }

    fn war(&self) -> &War {
        &self.maker.wars[self.below(self.maker.wars.len())]
    }

    fn person(&self) -> String {
        self.of(&self.war().people)
    }

    fn surname(&self) -> String {
        self.person().rsplit(' ').next().unwrap_or_default().to_owned()
    }

    fn group(&self) -> String {
        let language = self.below(2) * 2;
        self.of(&self.war().groups)[language].clone()
    }

    fn town(&self) -> String {
        let language = self.below(2);
        self.of(&self.war().towns).names[language].clone()
    }

    fn point(&self) -> String {
        let town = self.of(&self.war().towns);
        format!("{},{}", town.lat, town.lon)
    }

    fn publisher(&self) -> String {
        self.of(&self.maker.publishers)
    }

    fn harm(&self) -> &'static str {
        self.of(&HARMS)
    }

    fn two_words(&self) -> String {
        format!("{} {}", self.of(&COMMON), self.town())
    }

    fn phrase(&self) -> String {
        format!("\"{}\"", self.of(&PHRASES))
    }

    fn report(&self) -> String {
        self.of(self.reports)
    }

    /// A question about some days.
    fn days(&self, count: i64, question: &[&str]) -> Vec<String> {
        let since = i64::try_from(self.below(3_600)).expect("days are few");
        let day = |days: i64| FIRST.checked_add(jiff::Span::new().days(days)).expect("years of four digits");
        let (since, until) = (day(since).to_string(), day(since + count - 1).to_string());
        words(&[question, &["--since", &since, "--until", &until]].concat())
    }
}

fn words(question: &[&str]) -> Vec<String> {
    question.iter().map(|word| (*word).to_owned()).collect()
}
