//! The order in which reports arrive changes no answer, and neither does the kind of ledger.

use jiff::Timestamp;
use laut::lang::{Data, DataFiles};
use laut::text::Published;
use laut::{Record, Report};
use laut_store::{Entry, Intake, Search, Store};
use proptest::prelude::{ProptestConfig, Strategy};
use proptest::{prop_assert_eq, proptest};

use crate::place::Place;

/// Reports with copies, versions and contradictions.
fn reports() -> Vec<Report> {
    let texts = [
        (
            "Abendbote",
            "2024-03-05",
            "a",
            "Mindestens zwölf Menschen starben in Talmur, sagte Ali Karim. Die Armee bestritt das.",
        ),
        (
            "Kurier",
            "2024-03-05",
            "b",
            "Mindestens zwölf Menschen starben in Talmur, sagte Ali Karim. Die Armee bestritt das.",
        ),
        (
            "Abendbote",
            "2024-03-06",
            "a",
            "14 Menschen starben in Talmur, sagte Ali Karim. Die Armee bestritt das.",
        ),
        ("Abendbote", "2024-03-06T18:00:00Z", "a", "15 Menschen starben in Talmur, sagte Ali Karim."),
        (
            "Meridian",
            "2024-03-06",
            "",
            "The army said nine people were killed in Talmur. The Northern Front said it was 30.",
        ),
        (
            "Meridian",
            "2024-03-07",
            "",
            "A total of 612 people have been killed since February 19, the health ministry said.",
        ),
        ("Meridian", "", "c", "Three soldiers died, the army said. It could not be independently verified."),
    ];
    let report = |(publisher, published, url, text): &(&str, &str, &str, &str)| {
        let mut report = Report::new(*text);
        report.publisher = Some((*publisher).to_owned());
        report.published = Published::parse(published).ok();
        report.url = (!url.is_empty()).then(|| format!("https://example.org/{url}"));
        report
    };
    texts.iter().map(report).collect()
}

/// All answers of a ledger.
fn answers(store: &Store) -> String {
    let mut answers = String::new();
    for is_all in [false, true] {
        let search = Search { is_all, ..Search::default() };
        answers.push_str(&format!(
            "{:#?} {:#?} {:#?} {:#?} {:#?}",
            store.reports(&search).unwrap(),
            store.claims(&search).unwrap(),
            store.figures(&search).unwrap(),
            store.disputes(&search).unwrap(),
            store.entities(&search).unwrap(),
        ));
    }
    let search = Search { text: Some("Talmur".into()), ..Search::default() };
    answers.push_str(&format!("{:#?} {:#?}", store.claims(&search).unwrap(), store.who("a").unwrap()));
    answers
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_and_any_batches_give_the_same_answers(
        order in proptest::strategy::Just((0..reports().len()).collect::<Vec<_>>()).prop_shuffle(),
        together in 1..4usize,
    ) {
        let data = Data::load(&DataFiles::embedded()).unwrap();
        let all = reports();
        let ledger = |place: &Place, order: &[usize], together: usize| {
            let mut store = Store::create(&place.path()).unwrap();
            for some in order.chunks(together) {
                let entry = |at: &usize| {
                    // What is said of a report does not depend on when it comes, but belongs to it.
                    let taken_in = Timestamp::from_second(1_709_600_000 + *at as i64).unwrap();
                    (Entry::of(Record::of(&laut::read(all[*at].clone(), &data)), Intake::default()), taken_in)
                };
                store.add(&some.iter().map(entry).collect::<Vec<_>>()).unwrap();
            }
            assert_eq!(store.faults(|| ()).unwrap(), Vec::<String>::new());
            answers(&store)
        };
        let in_order: Vec<usize> = (0..all.len()).collect();
        let expected = ledger(&Place::file(), &in_order, 7);
        prop_assert_eq!(&ledger(&Place::file(), &order, together), &expected);
        if let Some(database) = Place::database() {
            prop_assert_eq!(&ledger(&database, &order, together), &expected);
        }
    }
}
