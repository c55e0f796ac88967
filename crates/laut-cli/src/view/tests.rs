//! What the view looks like.

use laut::{Document, Record, Report, TalksRecord};

use super::{Look, Order, claims, html, markdown, talks, terminal};

fn both(doc: &Document, look: Look) -> String {
    terminal::write(&claims(&Record::of(doc), &TalksRecord::of(doc), Order::Text), look)
}

fn shown(width: usize) -> String {
    both(&crate::sample::document(), Look { width, colour: false })
}

#[test]
fn a_report_at_80_columns() {
    insta::assert_snapshot!(shown(80), @r###"
        Viele Tote in Borkhafen
        Küstenbote · 2024-03-05 · de · 61 words · 4 claims · 3 figures

            who says           what                           when        how sure
        c1  Ali Karim          Bei einem Luftangriff auf      2024-03-04  asserted
                               Borkhafen sind am Montag                   denied
                               mindestens 40 Menschen …                   not verified
        c2  Armee von Norland  denies what c1 says                        asserted
        c3  Jörg Öhlschläger   “Wir haben nur Stellungen der              asserted
                               Rebellen beschossen”
        c4  not named          Seit Oktober seien mehr als    since       asserted
                               9.000 Menschen getötet worden  2023-10-01

          how many  whom      harm           period            place      says who
              ≥ 40  Menschen  killed, new    2024-03-04        Borkhafen  Ali Karim
        of them 12  Kinder    killed, new    2024-03-04        Borkhafen  Ali Karim
           > 9 000  Menschen  killed, total  since 2023-10-01             not named

        Disputed
        who says        what                       disputed by             how
        Ali Karim (c1)  Bei einem Luftangriff auf  Armee von Norland (c2)  denies this
                        Borkhafen sind am Montag
                        mindestens 40 Menschen …

        Not verified
          ≥ 40 Menschen killed, says Ali Karim (c1): Agentur could not verify it

        Seen but not used
          expected a year for `Oktober`, found none
    "###);
}

#[test]
fn a_report_at_140_columns() {
    insta::assert_snapshot!(shown(140), @r###"
        Viele Tote in Borkhafen
        Küstenbote · 2024-03-05 · de · 61 words · 4 claims · 3 figures

            who says           what                                                                                       when        how sure
        c1  Ali Karim          Bei einem Luftangriff auf Borkhafen sind am Montag mindestens 40 Menschen getötet worden,  2024-03-04  asserted
                               darunter 12 Kinder                                                                                     denied
                                                                                                                                      not verified
        c2  Armee von Norland  denies what c1 says                                                                                    asserted
        c3  Jörg Öhlschläger   “Wir haben nur Stellungen der Rebellen beschossen”                                                     asserted
        c4  not named          Seit Oktober seien mehr als 9.000 Menschen getötet worden                                  since       asserted
                                                                                                                          2023-10-01

          how many  whom      harm           period            place      says who
              ≥ 40  Menschen  killed, new    2024-03-04        Borkhafen  Ali Karim
        of them 12  Kinder    killed, new    2024-03-04        Borkhafen  Ali Karim
           > 9 000  Menschen  killed, total  since 2023-10-01             not named

        Disputed
        who says        what                                                                               disputed by             how
        Ali Karim (c1)  Bei einem Luftangriff auf Borkhafen sind am Montag mindestens 40 Menschen getötet  Armee von Norland (c2)  denies this
                        worden, darunter 12 Kinder

        Not verified
          ≥ 40 Menschen killed, says Ali Karim (c1): Agentur could not verify it

        Seen but not used
          expected a year for `Oktober`, found none
    "###);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    use unicode_width::UnicodeWidthStr;
    for width in [60, 80, 100, 120, 200] {
        let widest = shown(width).lines().map(UnicodeWidthStr::width).max().unwrap_or_default();
        assert!(widest <= width, "{widest} columns at {width}:\n{}", shown(width));
    }
}

#[test]
fn colour_changes_nothing_but_colour() {
    let coloured = both(&crate::sample::document(), Look { width: 100, colour: true });
    assert!(coloured.contains('\u{1b}'));
    let plain = anstream::adapter::strip_str(&coloured).to_string();
    let without_ends = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    assert_eq!(without_ends(&plain), without_ends(&shown(100)));
}

#[test]
fn a_report_without_claims() {
    let mut report = Report::new("Es regnet.");
    report.input = "wetter.txt".to_owned();
    let doc = laut::Document::new(report, "de".to_owned());
    insta::assert_snapshot!(both(&doc, Look { width: 80, colour: false }), @r###"
        wetter.txt
        de · 2 words · 0 claims · 0 figures

        No claims were found in this report.
    "###);
}

/// Whatever is found in the texts of the gold cases can be shown, and fits.
#[test]
fn every_gold_text_can_be_shown() {
    use unicode_width::UnicodeWidthStr;
    let data = laut::lang::Data::load(&laut::lang::DataFiles::embedded()).unwrap();
    let look = Look { width: 70, colour: false };
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../laut/gold")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            for block in std::fs::read_to_string(path).unwrap().split("```text ").skip(1) {
                let (head, text) = block.split_once('\n').unwrap();
                let mut report = Report::new(text.split("\n```").next().unwrap());
                report.language = head.split_whitespace().next().map(str::to_owned);
                let doc = laut::read(report, &data);
                let (record, of_talks) = (Record::of(&doc), TalksRecord::of(&doc));
                let shown = both(&doc, look) + &terminal::write(&talks(&record, &of_talks), look);
                markdown::write(&claims(&record, &of_talks, Order::Check));
                html::write(&record, &of_talks, Order::Check, 1);
                assert!(shown.lines().all(|line| line.width() <= look.width), "{shown}");
                crate::commands::explain::explanation(&doc, None, look).unwrap();
                count += 1;
            }
        }
    }
    assert!(count > 50, "found only {count} texts");
}
