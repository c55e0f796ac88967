//! Numbers in invented sentences: value, bound, unit, and what is no number.

use crate::lang::{Data, DataFiles};
use crate::text::Report;

/// Writes each number as `text low..high bound unit`.
fn read(tag: &str, text: &str) -> Vec<String> {
    let data = Data::load(&DataFiles::embedded()).unwrap();
    let mut report = Report::new(text);
    report.language = Some(tag.to_owned());
    let doc = crate::read(report, &data);
    let limit =
        |limit: Option<f64>| limit.map(|limit| ((limit * 1e3).round() / 1e3).to_string()).unwrap_or_default();
    let write = |number: &crate::text::Number| {
        let unit = number.unit.map_or("-", |unit| doc.form(unit));
        let (low, high) = (limit(number.low), limit(number.high));
        format!("{}: {low}..{high} {} {unit}", doc.text_of(number.span), number.bound.as_str())
    };
    doc.numbers.iter().map(write).collect()
}

#[track_caller]
fn de(text: &str, expected: &[&str]) {
    assert_eq!(read("de", text), expected, "{text}");
}

#[track_caller]
fn en(text: &str, expected: &[&str]) {
    assert_eq!(read("en", text), expected, "{text}");
}

#[test]
fn german_digits() {
    de("Dort leben 25.490 Menschen.", &["25.490: 25490..25490 exact Menschen"]);
    de("Von 2,3 Millionen Einwohnern flohen viele.", &["2,3 Millionen: 2300000..2300000 exact Einwohnern"]);
    de("Es kamen 1 200 Soldaten.", &["1 200: 1200..1200 exact Soldaten"]);
    de("Nach 3½ Stunden war Schluss.", &["3½: 3.5..3.5 exact Stunden"]);
    de("Rund 40 % der Häuser brannten.", &["Rund 40: 40..40 about %"]);
    de("Zwei Kämpfer starben bei Kilometer 12.", &["Zwei: 2..2 exact Kämpfer", "12: 12..12 exact -"]);
}

#[test]
fn german_words() {
    de("Dreiundzwanzig Häuser brannten.", &["Dreiundzwanzig: 23..23 exact Häuser"]);
    de("Es waren zweitausendfünfhundert Mann.", &["zweitausendfünfhundert: 2500..2500 exact Mann"]);
    de("Vor dem Tor standen zwei Dutzend Laster.", &["zwei Dutzend: 24..24 exact Laster"]);
    de("Nach anderthalb Stunden war Ruhe.", &["anderthalb: 1.5..1.5 exact Stunden"]);
    de("Es geht um zweieinhalb Tausend Zelte.", &["zweieinhalb Tausend: 2500..2500 exact Zelte"]);
    de("Eine halbe Million Menschen floh.", &["Eine halbe Million: 500000..500000 exact Menschen"]);
    de("Ein Drittel der Stadt ist leer.", &["Ein Drittel: 0.333..0.333 exact Stadt"]);
}

#[test]
fn german_bounds() {
    de("Mehr als 100 israelische Kämpfer kamen.", &["Mehr als 100: 101.. more_than Kämpfer"]);
    de("Mindestens 195 Menschen starben.", &["Mindestens 195: 195.. at_least Menschen"]);
    de("Gut 100 Menschen flohen.", &["Gut 100: 100.. at_least Menschen"]);
    de("Knapp 100 Menschen flohen.", &["Knapp 100: ..99 less_than Menschen"]);
    de("Bis zu 100 Menschen flohen.", &["Bis zu 100: ..100 at_most Menschen"]);
    de("Etwa 9.000 Menschen flohen.", &["Etwa 9.000: 9000..9000 about Menschen"]);
    de("Zwischen 20 und 30 Menschen flohen.", &["Zwischen 20 und 30: 20..30 between Menschen"]);
    de("Nach 20 bis 30 Tagen war Schluss.", &["20 bis 30: 20..30 between Tagen"]);
    de(
        "Man zählt 100 bis 300 Milliarden Sterne.",
        &["100 bis 300 Milliarden: 100000000000..300000000000 between Sterne"],
    );
    de(
        "Mehr als die Hälfte der 2,3 Millionen Einwohner floh.",
        &["Mehr als die Hälfte: 0.5.. more_than -", "2,3 Millionen: 2300000..2300000 exact Einwohner"],
    );
    de("Dutzende wurden verletzt.", &["Dutzende: 24.. vague -"]);
    de("Hunderttausende Zivilisten flohen.", &["Hunderttausende: 200000.. vague Zivilisten"]);
    de("Mehrere hundert Häuser brannten.", &["Mehrere hundert: 200.. vague Häuser"]);
    de("Ein paar Dutzend Männer kamen.", &["Ein paar Dutzend: 24.. vague Männer"]);
}

#[test]
fn german_units() {
    de("Zwei der Soldaten starben.", &["Zwei: 2..2 exact Soldaten"]);
    de("Drei weitere wurden verletzt.", &["Drei: 3..3 exact weitere"]);
    de("Fünf Hamburger Polizisten kamen.", &["Fünf: 5..5 exact Polizisten"]);
    de("Vier starben bei Angriffen.", &["Vier: 4..4 exact -"]);
    de("Im Lager sind 20 Verletzte.", &["20: 20..20 exact Verletzte"]);
}

#[test]
fn german_counter_cases() {
    for text in [
        "Die G7 und der Flug MH17.",
        "Ein Soldat und eine Frau kamen.",
        "Das Spiel endete 13:4.",
        "Das war am 24.12.2023 in Haus 192.168.0.1.",
        "Die Resolution 1701 gilt weiter.",
        "Die Boeing 737 und der T-72 brannten.",
        "Der dritte Mann und die zwanzigste Frau.",
        "Ein Paar ging durch das Viertel.",
        "Er dreht sich und achtet auf Einsamkeit.",
    ] {
        de(text, &[]);
    }
    de("Sie sprachen über 20 Geiseln.", &["20: 20..20 exact Geiseln"]);
}

#[test]
fn english_digits_and_words() {
    en("About 25,490 people live there.", &["About 25,490: 25490..25490 about people"]);
    en("It cost $2.3m in all.", &["2.3m: 2300000..2300000 exact $"]);
    en("Some 600 young Arrani men fled.", &["Some 600: 600..600 about men"]);
    en("Two dozen trucks crossed.", &["Two dozen: 24..24 exact trucks"]);
    en("Two and a half thousand tents burned.", &["Two and a half thousand: 2500..2500 exact tents"]);
    en("Twenty-three houses burned.", &["Twenty-three: 23..23 exact houses"]);
    en("One hundred and six aid workers left.", &["One hundred and six: 106..106 exact workers"]);
    en("A third of the town is empty.", &["A third: 0.333..0.333 exact town"]);
    en("Two-thirds of the houses burned.", &["Two-thirds: 0.667..0.667 exact houses"]);
    en("Half a million people fled.", &["Half a million: 500000..500000 exact people"]);
    en("One soldier died.", &["One: 1..1 exact soldier"]);
    en("Two of the soldiers died.", &["Two: 2..2 exact soldiers"]);
    en("A 15-year-old boy and 3 others fled.", &["15: 15..15 exact -", "3: 3..3 exact others"]);
}

#[test]
fn english_bounds() {
    en("More than 100 fighters gave up.", &["More than 100: 101.. more_than fighters"]);
    en("No fewer than 12 people died.", &["No fewer than 12: 12.. at_least people"]);
    en("Nearly 100 people died.", &["Nearly 100: ..99 less_than people"]);
    en("As many as 300 people died.", &["As many as 300: ..300 at_most people"]);
    en("Between 20 and 30 people died.", &["Between 20 and 30: 20..30 between people"]);
    en("It killed 20-30 people.", &["20-30: 20..30 between people"]);
    en("Hundreds of people fled.", &["Hundreds: 200.. vague people"]);
    en("Tens of thousands of civilians fled.", &["Tens of thousands: 20000.. vague civilians"]);
    en("Several thousand people fled.", &["Several thousand: 2000.. vague people"]);
    en("A couple of trucks crossed.", &["A couple: 2.. vague trucks"]);
    en("Over 100 fighters gave up.", &["Over 100: 101.. more_than fighters"]);
    en("The toll rose from 12 to 15 people.", &["12: 12..12 exact -", "15: 15..15 exact people"]);
}

#[test]
fn english_counter_cases() {
    for text in [
        "The G7 met on flight MH17.",
        "They told one another that no one knew the one who left.",
        "A soldier and a third man died.",
        "Resolution 1701 stands, and they won 13:4.",
        "The first man came in second.",
        "It was 12/24/2023 at 192.168.0.1.",
    ] {
        en(text, &[]);
    }
}
