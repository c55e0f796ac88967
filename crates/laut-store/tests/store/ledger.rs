//! A ledger from outside: what is added is found, corrected, retracted; nothing is changed or lost.

#![expect(clippy::print_stderr, reason = "a test that cannot be done here says so")]

use std::path::Path;
use std::sync::LazyLock;

use jiff::Timestamp;
use laut::lang::{Data, DataFiles};
use laut::text::{Diagnostic, Published, Severity};
use laut::{Record, Report, Span};
use laut_store::{Added, Checked, ClaimRow, Entry, Error, Field, FigureRow, Intake, Search, Store, Verdict};

use crate::place::{Place, on_both};

on_both! {
    the_same_report_again_changes_nothing,
    a_copy_by_another_publisher_is_another_report,
    a_changed_text_is_the_next_version_whenever_it_comes,
    what_was_read_is_found,
    a_claim_is_to_be_checked_where_one_of_its_figures_is,
    places_are_found_on_the_map_with_days_and_publishers_and_without,
    what_is_told_of_more_than_a_month_counts_as_its_last_day,
    every_quotation_stands_in_its_report,
    many_rows_of_many_reports_come_in_their_order,
    what_people_say_stands_beside_the_reading,
    a_new_reading_stands_beside_the_old_one_and_keeps_reviews,
    what_was_remarked_while_a_report_was_taken_in_stays,
    ids_may_be_short_but_must_mean_one_report,
    what_is_kept_cannot_be_changed,
    faults_are_found_and_what_is_searched_is_made_anew,
}

static DATA: LazyLock<Data> = LazyLock::new(|| Data::load(&DataFiles::embedded()).unwrap());

const DE: &str = "Bei einem Angriff auf den Hafen von Talmur starben am Montag nach Angaben der Gesundheitsbehörde \
    mindestens zwölf Menschen, darunter drei Kinder. Die Armee bestritt, den Hafen angegriffen zu haben. \
    Die Angaben ließen sich nicht unabhängig überprüfen.";
const EN: &str = "The army said that three of its soldiers had been killed near the port of Talmur since Friday. \
    It accused the Northern Front of breaking the truce, which the Front denied.";

fn report(text: &str, publisher: &str, published: &str) -> Report {
    let mut report = Report::new(text);
    report.input = format!("{publisher}.txt");
    report.publisher = Some(publisher.to_owned());
    report.published = Some(Published::parse(published).unwrap());
    report
}

fn entry(report: Report) -> Entry {
    let intake = Intake::of(&report);
    Entry::of(Record::of(&laut::read(report, &DATA)), intake)
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_709_600_000 + second).unwrap()
}

struct Ledger<'p> {
    place: &'p Place,
    store: Store,
}

impl Ledger<'_> {
    fn whole(&self) {
        assert_eq!(self.store.faults(|| ()).unwrap(), Vec::<String>::new());
    }
}

/// A ledger with these reports, taken in one after the other.
fn ledger(place: &Place, reports: Vec<Report>) -> Ledger<'_> {
    let mut store = Store::create(&place.path()).unwrap();
    let entries: Vec<_> =
        reports.into_iter().zip(0..).map(|(one, second)| (entry(one), at(second))).collect();
    store.add(&entries).unwrap();
    Ledger { place, store }
}

fn two() -> Vec<Report> {
    vec![report(DE, "Abendbote", "2024-03-05"), report(EN, "Meridian", "2024-03-06")]
}

fn the_same_report_again_changes_nothing(place: &Place) {
    let mut ledger = ledger(place, two());
    let before = ledger.store.reports(&Search::default()).unwrap();
    let again = vec![(entry(report(DE, "Abendbote", "2024-03-05")), at(99))];
    assert_eq!(ledger.store.add(&again).unwrap(), [Added::Known]);
    assert_eq!(ledger.store.reports(&Search::default()).unwrap(), before);
    assert_eq!(ledger.store.ids().unwrap().len(), 2);
    ledger.whole();
}

fn a_copy_by_another_publisher_is_another_report(place: &Place) {
    let mut ledger = ledger(place, two());
    let copy = vec![(entry(report(DE, "Kurier", "2024-03-05")), at(9))];
    assert_eq!(ledger.store.add(&copy).unwrap(), [Added::New]);
    let reports = ledger.store.reports(&Search::default()).unwrap();
    let copies: Vec<usize> = reports.iter().map(|report| report.copies).collect();
    assert_eq!(copies, [2, 2, 1]);
    assert_eq!(reports[0].text_id, reports[1].text_id);
}

fn a_changed_text_is_the_next_version_whenever_it_comes(place: &Place) {
    let version = |text: &str, published: &str| {
        let mut report = report(text, "Abendbote", published);
        report.url = Some("https://abendbote.example/talmur".into());
        report
    };
    let old = version(DE, "2024-03-05T08:00:00+01:00");
    let new = version(&DE.replace("zwölf", "vierzehn"), "2024-03-05T07:30:00Z");
    for (first, then) in [(&old, &new), (&new, &old)] {
        let place = place.another();
        let mut ledger = ledger(&place, vec![first.clone()]);
        assert_eq!(ledger.store.add(&[(entry(then.clone()), at(5))]).unwrap(), [Added::Version]);
        let shown = ledger.store.reports(&Search::default()).unwrap();
        assert_eq!(shown.len(), 1);
        assert_eq!((&*shown[0].id, shown[0].version, shown[0].versions), (&*new.id(), 2, 2));
        let all = ledger.store.reports(&Search { is_all: true, ..Search::default() }).unwrap();
        assert_eq!(all.iter().map(|report| report.version).collect::<Vec<_>>(), [1, 2]);
        let killed = Search { harm: Some("killed".into()), ..Search::default() };
        assert_eq!(ledger.store.figures(&killed).unwrap()[0].low, Some(14.0));
        // A later version that is retracted gives way to the one before it.
        ledger.store.retract(&new.id(), "withdrawn", "Mara", at(9)).unwrap();
        assert_eq!(ledger.store.figures(&killed).unwrap()[0].low, Some(12.0));
        assert!(ledger.store.retract(&new.id(), "again", "Mara", at(10)).is_err());
        ledger.whole();
    }
}

fn what_was_read_is_found(place: &Place) {
    let ledger = ledger(place, two());
    let claims = |search: Search| -> Vec<String> {
        ledger.store.claims(&search).unwrap().into_iter().map(|claim| claim.quotation).collect()
    };
    let figures = |search: Search| -> Vec<String> {
        ledger.store.figures(&search).unwrap().into_iter().map(|figure| figure.words).collect()
    };
    let some = |text: &str| Some(text.to_owned());
    assert!(claims(Search::default()).len() >= 4);
    assert_eq!(figures(Search::default()).len(), 3);
    assert_eq!(figures(Search { speaker: some("GESUNDHEITSBEHORDE"), ..Search::default() }).len(), 2);
    assert_eq!(figures(Search { victims: some("child"), ..Search::default() }), ["drei"]);
    assert_eq!(figures(Search { since: some("2024-03-05"), ..Search::default() }), ["three"]);
    assert_eq!(figures(Search { until: some("2024-03-03"), ..Search::default() }), ["three"]);
    assert_eq!(
        claims(Search { is_unverified: true, ..Search::default() }),
        [
            "Bei einem Angriff auf den Hafen von Talmur starben am Montag … mindestens zwölf Menschen, darunter drei Kinder",
            "den Hafen angegriffen zu haben"
        ]
    );
    assert_eq!(figures(Search { is_disputed: true, ..Search::default() }).len(), 2);
    assert_eq!(figures(Search { place: some("talmur"), ..Search::default() }).len(), 3);
    assert_eq!(figures(Search { near: Some((0.0, 0.0, 100.0)), ..Search::default() }).len(), 0);
    assert_eq!(claims(Search { act: some("accuse"), ..Search::default() }).len(), 1);
    assert_eq!(claims(Search { language: some("en"), act: some("deny"), ..Search::default() }).len(), 1);
    assert_eq!(claims(Search { text: some("Hafen Talmur mindest*"), ..Search::default() }).len(), 1);
    assert_eq!(claims(Search { text: some("\"von Hafen\""), ..Search::default() }).len(), 0);
    assert_eq!(claims(Search { text: some("\") OR 1=1 --"), ..Search::default() }).len(), 0);
    assert_eq!(claims(Search { speaker: some("'; DROP TABLE claims"), ..Search::default() }).len(), 0);
    let disputes = ledger.store.disputes(&Search::default()).unwrap();
    assert_eq!(disputes.len(), 2, "{disputes:?}");
    assert!(disputes.iter().all(|dispute| dispute.kind == "denies"));
    let who = ledger.store.who("armee").unwrap();
    assert_eq!((who[0].name.as_str(), who[0].says), ("Armee", 1));
}

fn a_claim_is_to_be_checked_where_one_of_its_figures_is(place: &Place) {
    let far = "Mehr als 40 Menschen, die am Morgen zum Brunnen vor der Stadt aufgebrochen waren, sind getötet worden.";
    let ledger =
        ledger(place, vec![report(far, "Kurier", "2024-03-05"), report(EN, "Meridian", "2024-03-05")]);
    let search = |days: Option<&str>| Search {
        is_to_check: true,
        since: days.map(str::to_owned),
        until: days.map(str::to_owned),
        ..Search::default()
    };
    for days in [None, Some("2024-03-05")] {
        let claims = ledger.store.claims(&search(days)).unwrap();
        assert_eq!(claims.len(), 1, "{claims:?}");
        assert!(claims[0].checks.is_empty() && claims[0].quotation.contains("Brunnen"));
        assert_eq!(ledger.store.figures(&search(days)).unwrap()[0].checks, "number far from its harm");
    }
}

fn places_are_found_on_the_map_with_days_and_publishers_and_without(place: &Place) {
    let text = "Shelling killed 12 people in Odesa on Monday, the governor said. In Kharkiv 7 people were injured on Tuesday, \
        doctors said.";
    let ledger =
        ledger(place, vec![report(text, "Meridian", "2024-03-06"), report(text, "Courier", "2024-03-06")]);
    let odesa = (46.48, 30.72);
    for (km, expected) in [(30.0, &["12", "12"][..]), (700.0, &["12", "7", "12", "7"]), (0.1, &[])] {
        for days in [None, Some("2024-03-01")] {
            for publisher in [None, Some("meridian")] {
                let search = Search {
                    near: Some((odesa.0, odesa.1, km)),
                    since: days.map(str::to_owned),
                    until: days.map(|_| "2024-03-31".to_owned()),
                    publisher: publisher.map(str::to_owned),
                    ..Search::default()
                };
                let figures = ledger.store.figures(&search).unwrap();
                let words: Vec<&str> = figures.iter().map(|figure| &*figure.words).collect();
                let count = expected.len() / if publisher.is_some() { 2 } else { 1 };
                assert_eq!(words, expected[..count], "{search:?}");
                let claims = ledger.store.claims(&search).unwrap();
                assert_eq!(claims.len(), count, "{search:?}");
            }
        }
    }
    // On the other side of the day line, and at the pole, where degrees of longitude are short.
    for near in [(46.48, -179.0, 9_500.0), (89.9, -100.0, 5_000.0)] {
        assert_eq!(ledger.store.figures(&Search { near: Some(near), ..Search::default() }).unwrap().len(), 4);
    }
}

fn what_is_told_of_more_than_a_month_counts_as_its_last_day(place: &Place) {
    let total = "A total of 612 people have been killed in Talmur since February 2023, the health ministry said on Tuesday.";
    let ledger = ledger(place, vec![report(total, "Meridian", "2024-03-05")]);
    let found = |since: Option<&str>, until: Option<&str>| {
        let search =
            Search { since: since.map(str::to_owned), until: until.map(str::to_owned), ..Search::default() };
        ledger.store.figures(&search).unwrap().len()
    };
    assert_eq!(found(Some("2023-06-01"), Some("2023-06-30")), 0);
    assert_eq!(found(None, Some("2024-03-04")), 0);
    assert_eq!(found(Some("2024-03-05"), Some("2024-03-05")), 1);
    assert_eq!(found(Some("2024-03-06"), None), 0);
}

fn every_quotation_stands_in_its_report(place: &Place) {
    let ledger = ledger(place, two());
    for claim in ledger.store.claims(&Search::default()).unwrap() {
        let text: Vec<char> = ledger.store.text(&claim.report).unwrap().chars().collect();
        let words: String = text[claim.span[0]..claim.span[1]].iter().collect();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let first = claim.quotation.split(" … ").next().unwrap();
        assert!(words.contains(first), "{words} {first}");
    }
}

/// So many that they are fetched and cut out in several parts.
fn many_rows_of_many_reports_come_in_their_order(place: &Place) {
    let text = |number: usize| {
        let town = if number.is_multiple_of(2) { "Talmur" } else { "Odrin" };
        format!("Am Montag starben {number} Menschen in {town}, sagte Ali Karim. Die Armee bestritt das.")
    };
    let day = |number: usize| format!("2024-03-{:02}", 30 - number % 30);
    let reports = (10..160).map(|number| report(&text(number), "Kurier", &day(number))).collect();
    let ledger = ledger(place, reports);
    let figures = ledger.store.figures(&Search::default()).unwrap();
    assert_eq!(figures.len(), 150);
    let order = |figure: &FigureRow| (figure.claim.published.clone(), figure.claim.report.clone());
    assert!(figures.is_sorted_by_key(order));
    assert!(figures.iter().all(|figure| figure.claim.quotation.contains(&figure.words)));
    let unquoted = ledger.store.figures(&Search { is_unquoted: true, ..Search::default() }).unwrap();
    let quotation = String::new();
    let expected = figures.into_iter().map(|figure| {
        let claim = ClaimRow { quotation: quotation.clone(), ..figure.claim };
        FigureRow { claim, ..figure }
    });
    assert_eq!(unquoted, expected.collect::<Vec<_>>());
    for (is_unquoted, expected) in [(false, "in Odrin"), (true, "")] {
        let search = Search { text: Some("\"in Odrin\"".to_owned()), is_unquoted, ..Search::default() };
        let found = ledger.store.figures(&search).unwrap();
        assert_eq!(found.len(), 75);
        assert!(found.iter().all(|figure| figure.claim.quotation.ends_with(expected)));
    }
    let who = ledger.store.who("Karim").unwrap();
    assert_eq!((who[0].reports, who[0].says), (150, 150));
    assert_eq!(who[0].days, (Some("2024-03-01".to_owned()), Some("2024-03-30".to_owned())));
}

fn what_people_say_stands_beside_the_reading(place: &Place) {
    let mut ledger = ledger(place, two());
    let all = ledger.store.figures(&Search::default()).unwrap();
    let (twelve, three) = (all[0].id.clone(), all[1].id.clone());
    let record = ledger.store.record(&all[0].claim.report).unwrap();
    let field = |text: &str| Field::parse(text).unwrap();
    let store = &mut ledger.store;
    let fields = [field("low=13"), field("high=15"), field("bound=between"), field("place=Borkhafen")];
    store
        .review(std::slice::from_ref(&twelve), Verdict::Corrected, &fields, "the table", "Mara", at(20))
        .unwrap();
    store.review(&[three], Verdict::Rejected, &[], "of others", "Mara", at(21)).unwrap();
    let found = store.figures(&Search { place: Some("Borkhafen".into()), ..Search::default() }).unwrap();
    assert_eq!((found[0].low, found[0].high, &*found[0].review), (Some(13.0), Some(15.0), "corrected"));
    assert_eq!(store.figures(&Search::default()).unwrap().len(), 2);
    let rejected = Search { checked: Some(Checked::Rejected), ..Search::default() };
    assert_eq!(store.figures(&rejected).unwrap().len(), 1);
    assert_eq!(store.record(&found[0].claim.report).unwrap(), record, "the machine's reading stays");
    let reviews = store.reviews(&found[0].claim.report).unwrap();
    assert_eq!(reviews[0].id.as_deref(), Some(&*twelve));
    assert!(reviews[0].fields.contains(&("low".into(), "12".into(), "13".into())));
    for wrong in ["harm=dead", "low=many", "from=5.3.2024", "colour=red"] {
        let fields = [field(wrong)];
        let result =
            store.review(std::slice::from_ref(&twelve), Verdict::Corrected, &fields, "", "Mara", at(30));
        assert!(matches!(result, Err(Error::Correction { .. })), "{wrong}");
    }
    let denied = store.claims(&Search {
        act: Some("deny".into()),
        speaker: Some("armee".into()),
        ..Search::default()
    });
    assert_eq!(store.who("armee").unwrap()[0].says, 1);
    store.review(&[denied.unwrap()[0].id.clone()], Verdict::Rejected, &[], "not so", "Mara", at(40)).unwrap();
    assert_eq!(store.who("armee").unwrap()[0].says, 0);
    ledger.whole();
}

fn a_new_reading_stands_beside_the_old_one_and_keeps_reviews(place: &Place) {
    let mut ledger = ledger(place, two());
    let all = ledger.store.figures(&Search::default()).unwrap();
    let (id, report_id) = (all[0].id.clone(), all[0].claim.report.clone());
    ledger.store.review(&[id], Verdict::Accepted, &[], "read it", "Mara", at(20)).unwrap();
    let kept = ledger.store.kept(&report_id).unwrap();
    assert!(!ledger.store.reread(&entry(kept.clone()), at(30)).unwrap(), "it is read as before");
    // A laut that knows nothing of verifications.
    let mut record = Record::of(&laut::read(kept, &DATA));
    for claim in &mut record.claims {
        claim.verification.clear();
    }
    assert!(ledger.store.reread(&Entry::of(record, Intake::default()), at(31)).unwrap());
    assert_eq!(ledger.store.readings(&report_id).unwrap().len(), 2);
    let found = ledger.store.figures(&Search { report: Some(report_id), ..Search::default() }).unwrap();
    assert_eq!((&*found[0].review, &*found[0].verification), ("accepted", ""));
    ledger.whole();
}

fn what_was_remarked_while_a_report_was_taken_in_stays(place: &Place) {
    let mut report = report(DE, "Abendbote", "2024-03-05");
    let place_of = report.text().find("behörde").unwrap();
    report.remarks.push(Diagnostic {
        code: "encoding-guessed".into(),
        severity: Severity::Warning,
        span: Span::new(place_of, place_of + "behörde".len()),
        message: "no UTF-8; read as Windows-1252".to_owned(),
        help: Some("save it as UTF-8".into()),
    });
    let mut ledger = ledger(place, vec![report.clone()]);
    let kept = ledger.store.kept(&report.id()).unwrap();
    assert_eq!(kept.remarks, report.remarks);
    assert!(!ledger.store.reread(&entry(kept), at(30)).unwrap(), "it is read as before");
}

fn ids_may_be_short_but_must_mean_one_report(place: &Place) {
    let ledger = ledger(place, two());
    let id = ledger.store.ids().unwrap().first().unwrap().clone();
    let hash = id.strip_prefix("sha256:").unwrap();
    assert_eq!(ledger.store.report_id(hash.get(..8).unwrap()).unwrap(), id);
    for (wrong, why) in
        [("ab", "at least 4"), ("zzzz", "at least 4"), ("0123456789abcdef", "not in the ledger")]
    {
        let message = ledger.store.report_id(wrong).unwrap_err().to_string();
        assert!(message.contains(why), "{message}");
    }
}

#[test]
fn files_that_cannot_be_used_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert!(matches!(Store::open(&at("none.db")), Err(Error::Missing { .. })));
    assert!(matches!(Store::create(&at("no/such/folder.db")), Err(Error::Unopened { .. })));
    std::fs::write(at("text.db"), "Fünf Menschen starben. ".repeat(400)).unwrap();
    for open in [Store::open, Store::create, Store::open_to_read] {
        assert!(matches!(open(&at("text.db")), Err(Error::NotALedger { .. })));
    }
    let other = rusqlite::Connection::open(at("other.db")).unwrap();
    other.execute_batch("CREATE TABLE songs (title TEXT)").unwrap();
    for open in [Store::open, Store::create, Store::open_to_read] {
        assert!(matches!(open(&at("other.db")), Err(Error::NotALedger { .. })));
    }
    drop(Store::create(&at("later.db")).unwrap());
    let later = rusqlite::Connection::open(at("later.db")).unwrap();
    later.pragma_update(None, "user_version", 9999).unwrap();
    for open in [Store::open, Store::create, Store::open_to_read] {
        assert!(matches!(open(&at("later.db")), Err(Error::Later { found: 9999, .. })));
    }
}

fn what_is_kept_cannot_be_changed(place: &Place) {
    let ledger = ledger(place, two());
    for statement in [
        "UPDATE reports SET title = 'x'",
        "DELETE FROM reports",
        "UPDATE readings SET laut = 1",
        "DELETE FROM readings",
        "UPDATE texts SET text = NULL",
        "DELETE FROM words",
    ] {
        let message = ledger.place.sql(statement).unwrap_err();
        assert!(message.contains("only added to"), "{statement}: {message}");
    }
}

fn faults_are_found_and_what_is_searched_is_made_anew(place: &Place) {
    let mut ledger = ledger(place, two());
    ledger.place.sql("UPDATE figures SET low = 99; DELETE FROM shown;").unwrap();
    let faults = ledger.store.faults(|| ()).unwrap();
    assert!(faults.len() >= 4, "{faults:?}");
    ledger.store.mend().unwrap();
    ledger.whole();
}

#[test]
fn what_was_written_beside_a_file_is_put_in_it_while_somebody_asks() {
    let place = Place::file();
    let beside = place.path().with_extension("db-wal");
    let size = || std::fs::metadata(&beside).unwrap().len();
    let mut asked = ledger(&place, two());
    let reader = Store::open_to_read(&place.path()).unwrap();
    assert!(reader.reports(&Search::default()).unwrap().len() == 2 && size() > 0);
    asked.store.tend().unwrap();
    assert_eq!(size(), 0);
    let third = entry(report(EN, "Courier", "2024-03-07"));
    asked.store.add(&[(third, at(9))]).unwrap();
    assert_eq!(reader.reports(&Search::default()).unwrap().len(), 3);
}

#[test]
fn a_ledger_that_cannot_be_written_is_asked_all_the_same() {
    let place = Place::file();
    drop(ledger(&place, two()));
    let path = place.path();
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let store = Store::open_to_read(&path).unwrap();
    assert_eq!(store.figures(&Search::default()).unwrap().len(), 3);
    drop(store);
    if is_written_by_root(&path) {
        eprintln!("skipped: whoever runs the tests may write in a read-only file");
        return;
    }
    assert!(matches!(Store::open(&path), Err(Error::ReadOnly { .. })));
}

#[test]
fn what_died_while_it_made_the_ledger_leaves_one_that_is_asked() {
    let (place, dying) = (Place::file(), Place::file());
    let unfinished = "PRAGMA cache_size = 1; BEGIN; CREATE TABLE half (made);
        INSERT INTO half SELECT zeroblob(4096) FROM json_each('[1, 2, 3, 4, 5, 6, 7, 8]');";
    let alive = rusqlite::Connection::open(dying.path()).unwrap();
    alive.execute_batch(unfinished).unwrap();
    for ending in ["", "-journal"] {
        let named = |place: &Place| format!("{}{ending}", place.path().display());
        std::fs::copy(named(&dying), named(&place)).unwrap();
    }
    let store = Store::open_to_read(&place.path()).unwrap();
    assert!(store.figures(&Search::default()).unwrap().is_empty());
}

fn is_written_by_root(path: &Path) -> bool {
    std::fs::OpenOptions::new().append(true).open(path).is_ok()
}
