//! Reasons to look at an entry first: a text in, the reasons of its claims and figures out.

#![expect(clippy::unwrap_used, reason = "what is not as expected fails the test")]

use laut::lang::{Data, DataFiles};
use laut::text::Published;
use laut::{Record, Report};

/// The reasons of all claims, then of all figures, in the order of the text.
fn check(data: &Data, language: &str, text: &str, claims: &[&[&str]], figures: &[&[&str]]) {
    let mut report = Report::new(text);
    report.language = Some(language.to_owned());
    report.published = Some(Published::parse("2024-03-05").unwrap());
    let record = Record::of(&laut::read(report, data));
    let of_claims: Vec<_> = record.claims.iter().map(|claim| claim.check.clone()).collect();
    let of_figures: Vec<_> =
        record.claims.iter().flat_map(|claim| &claim.figures).map(|figure| figure.check.clone()).collect();
    assert_eq!((of_claims, of_figures), (rows(claims), rows(figures)), "{text}");
}

fn rows<'a>(rows: &[&[&'a str]]) -> Vec<Vec<&'a str>> {
    rows.iter().map(|row| row.to_vec()).collect()
}

#[test]
fn entries_that_are_doubtful_say_why() {
    let data = Data::load(&DataFiles::embedded()).unwrap();
    let check = |language, text, claims: &[&[&str]], figures: &[&[&str]]| {
        check(&data, language, text, claims, figures);
    };
    let plain = "Am Montag starben zwölf Menschen, sagte Minister Ali Karim.";
    check("de", plain, &[&[]], &[&[]]);
    check("en", "Twelve people died on Monday, minister Ali Karim said.", &[&[]], &[&[]]);
    check(
        "de",
        "Die Lage sei ruhig, sagte Minister Ali Karim. Zwölf Menschen seien getötet worden.",
        &[&[], &["source guessed over sentences"]],
        &[&[]],
    );
    check(
        "en",
        "“We are ready, said Ali Karim, the minister of Norland.",
        &[&["quoted, but no source found", "quote not closed"]],
        &[],
    );
    check(
        "de",
        "Mehr als 40 Menschen, die am Morgen zum Brunnen vor der Stadt aufgebrochen waren, sind getötet worden.",
        &[&[]],
        &[&["number far from its harm"]],
    );
    check("de", "Am Donnerstag wurden 20 Geiseln freigelassen.", &[&[]], &[&[]]);
    check(
        "de",
        "Nächsten Donnerstag werden 20 Geiseln freigelassen.",
        &[&[]],
        &[&["days after publication"]],
    );
}
