//! What can be wrong with a ledger on a server is said in words that name what to do, and never the password.

use std::path::Path;

use jiff::Timestamp;
use laut::lang::{Data, DataFiles};
use laut::{Record, Report};
use laut_store::{Entry, Error, Intake, Search, Store, Verdict};
use laut_testkit::server::{PASSWORD, Server};

use crate::place::Place;

fn message(result: Result<Store, Error>) -> String {
    let message = result.unwrap_err().to_string();
    assert!(!message.contains(PASSWORD) && !message.contains("geheim"), "{message}");
    message
}

fn entry(number: usize) -> (Entry, Timestamp) {
    let data = Data::load(&DataFiles::embedded()).unwrap();
    let report = Report::new(format!("{number} Menschen starben, sagte Ali Karim."));
    (Entry::of(Record::of(&laut::read(report, &data)), Intake::default()), Timestamp::UNIX_EPOCH)
}

#[test]
fn what_cannot_be_reached_is_named() {
    for (address, expected) in [
        ("postgres://desk:geheim@127.0.0.1:1/laut", "found none that answers"),
        ("postgres://desk:geheim@127.0.0.1:1/laut?sslmode=perhaps", "found one that cannot be read"),
        ("postgres://desk:geheim@[/laut", "found one that cannot be read"),
        (
            "postgresql://desk:geheim@no-such-host.invalid/laut",
            "`postgres://desk@no-such-host.invalid:5432/laut`",
        ),
    ] {
        for open in [Store::open, Store::create, Store::open_to_read] {
            let message = message(open(Path::new(address)));
            assert!(message.contains(expected), "{address}: {message}");
        }
    }
}

#[test]
fn who_is_not_let_in_learns_why() {
    let Some(server) = Server::shared() else { return };
    let name = server.database();
    let open = |address: String| Store::create(Path::new(&address));
    assert!(open(server.over_network(&name, PASSWORD)).is_ok());
    let wrong = message(open(server.over_network(&name, "geheim")));
    assert!(wrong.contains("refuses `laut` with this password") && wrong.contains("PGPASSWORD"), "{wrong}");
    let none = message(open(server.over_network("no_such", PASSWORD)));
    assert!(none.contains("expected a database `no_such`") && none.contains("createdb no_such"), "{none}");
    let unsafe_ = message(open(server.over_network(&format!("{name}?sslmode=require"), PASSWORD)));
    assert!(unsafe_.contains("expected TLS") && unsafe_.contains("sslmode=disable"), "{unsafe_}");
}

#[test]
fn databases_that_cannot_be_used_are_named() {
    let Some(place) = Place::database() else { return };
    let path = place.path();
    let empty = message(Store::open(&path));
    assert!(empty.contains("found an empty database; `laut add` makes one"), "{empty}");
    place.sql("CREATE TABLE songs (title TEXT)").unwrap();
    for open in [Store::open, Store::create, Store::open_to_read] {
        assert!(message(open(&path)).contains("found one with other tables; nothing was changed"));
    }
    let place = place.another();
    drop(Store::create(&place.path()).unwrap());
    place.sql("UPDATE laut_ledger SET version = 9999").unwrap();
    for open in [Store::open, Store::create, Store::open_to_read] {
        assert!(matches!(open(&place.path()), Err(Error::Later { found: 9999, .. })));
    }
}

#[test]
fn a_connection_that_is_lost_leaves_nothing_half_written() {
    let Some(place) = Place::database() else { return };
    let mut store = Store::create(&place.path()).unwrap();
    store.add(&[entry(1)]).unwrap();
    place
        .sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'laut'",
        )
        .unwrap();
    let lost = store.add(&[entry(2), entry(3)]).unwrap_err();
    assert!(matches!(lost, Error::Lost { .. }), "{lost:?}");
    let mut store = Store::open(&place.path()).unwrap();
    assert_eq!(store.ids().unwrap().len(), 1);
    store.add(&[entry(2), entry(3)]).unwrap();
    assert_eq!(store.ids().unwrap().len(), 3);
    assert_eq!(store.faults(|| ()).unwrap(), Vec::<String>::new());
}

#[test]
fn numbers_may_be_large() {
    let Some(place) = Place::database() else { return };
    let mut store = Store::create(&place.path()).unwrap();
    place.sql("ALTER TABLE reports ALTER COLUMN number RESTART WITH 5000000").unwrap();
    store.add(&[entry(1)]).unwrap();
    let figure = store.figures(&Search::default()).unwrap().remove(0);
    store.review(&[figure.id], Verdict::Accepted, &[], "read it", "Mara", Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(store.figures(&Search::default()).unwrap()[0].review, "accepted");
    assert_eq!(store.faults(|| ()).unwrap(), Vec::<String>::new());
}

#[test]
fn who_only_reads_writes_nothing() {
    let Some(place) = Place::database() else { return };
    Store::create(&place.path()).unwrap().add(&[entry(1)]).unwrap();
    let mut reader = Store::open_to_read(&place.path()).unwrap();
    assert_eq!(reader.reports(&Search::default()).unwrap().len(), 1);
    assert!(matches!(reader.add(&[entry(2)]), Err(Error::ReadOnly { .. })));
}

#[test]
fn many_write_at_once() {
    let Some(place) = Place::database() else { return };
    let path = place.path();
    let entries: Vec<_> = (0..12).map(entry).collect();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let (path, entries) = (&path, &entries);
            scope.spawn(move || {
                let mut store = Store::create(path).unwrap();
                for at in 0..entries.len() {
                    // Each begins elsewhere.
                    store.add(std::slice::from_ref(&entries[(at + 3 * writer) % entries.len()])).unwrap();
                }
            });
        }
    });
    let store = Store::open(&path).unwrap();
    assert_eq!(store.ids().unwrap().len(), 12);
    assert_eq!(store.faults(|| ()).unwrap(), Vec::<String>::new());
}

#[test]
fn other_forms_of_a_word_are_found() {
    let Some(place) = Place::database() else { return };
    let data = Data::load(&DataFiles::embedded()).unwrap();
    let mut store = Store::create(&place.path()).unwrap();
    for text in ["Bei zwei Angriffen starben drei Menschen.", "Two attacks killed three people."] {
        let report = Report::new(text);
        store
            .add(&[(
                Entry::of(Record::of(&laut::read(report, &data)), Intake::default()),
                Timestamp::UNIX_EPOCH,
            )])
            .unwrap();
    }
    let found = |text: &str| {
        let search = Search { text: Some(text.into()), ..Search::default() };
        let reports = store.reports(&search).unwrap();
        reports.into_iter().map(|report| report.language).collect::<Vec<_>>()
    };
    assert_eq!(found("Angriff"), ["de"]);
    assert_eq!(found("attack"), ["en"]);
    assert_eq!(found("\"two attacks\""), ["en"]);
    assert_eq!(found("\"attacks two\""), Vec::<String>::new());
}
