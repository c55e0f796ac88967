//! What holds for all bytes: any at all, and soup made of what each format is made of, give reports or errors that name their input.
//!
//! 1,000 inputs for each format, the same on every run; `PROPTEST_RNG_SEED=…` tries others and `PROPTEST_CASES=…` more.

use laut_intake::{Defaults, Format, Reports};
use proptest::prelude::{ProptestConfig, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::test_runner::{RngSeed, TestRunner};
use proptest::{collection::vec, strategy::BoxedStrategy};

const WORDS: &[&str] = &[
    "Bei einem Angriff auf den Hafen von Talmur starben am Montag mindestens zwölf Menschen, sagte ein Sprecher. ",
    "KESRA, 5. März 2024 (Agentur) - ",
    "BEIRUT, Jan. 24 — ",
    "Published: ",
    "Title: x",
    "2024-03-05",
    "2024-02-30",
    "\n",
    "\n\n",
    "\r\n",
    "\u{feff}",
    "\0",
    "ß",
    "„",
    " ",
    "{\"text\": \"Drei\"}",
    "\"",
    "{",
    "}",
    "\\u",
    ",",
];
const HTML: &[&str] = &[
    "<html>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i>",
    "<a href=x>",
    "</a>",
    "<table>",
    "<td>",
    "<li>",
    "<ul>",
    "</ul>",
    "<svg>",
    "</svg>",
    "<math>",
    "<select>",
    "<template>",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<br>",
    "<!--",
    "-->",
    "&amp;",
    "&#0;",
    "&nbsp;",
    "<meta charset=utf-16>",
    "<meta charset=iso-8859-1>",
    "<meta name=date content='",
    "'>",
    "<time datetime=",
    "<script type='application/ld+json'>",
    "{\"@type\":\"NewsArticle\",\"datePublished\":\"",
    "\"}",
    "<plaintext>",
    "<body>",
    "<frameset>",
];
const FEED: &[&str] = &[
    "<?xml version='1.0'?>",
    "<?xml version='1.0' encoding='utf-16'?>",
    "<rss version='2.0'>",
    "</rss>",
    "<channel>",
    "</channel>",
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<description>",
    "</description>",
    "<![CDATA[",
    "]]>",
    "<pubDate>",
    "</pubDate>",
    "Tue, 05 Mar 2024 23:30:00 -0500",
    "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "</feed>",
    "<entry>",
    "</entry>",
    "<content type='html'>",
    "<content type='xhtml'>",
    "</content>",
    "<link href='https://b.example'/>",
    "<updated>",
    "</updated>",
    "&lt;p&gt;",
    "&x;",
    "xml:base=':'",
    "<w:document>",
    "</w:document>",
    "<w:p>",
    "</w:p>",
    "<w:t>",
    "</w:t>",
    "<mc:Fallback>",
    "</mc:Fallback>",
    "<w:tab/>",
];

/// Any bytes, or pieces of a format in any order.
fn bytes(pieces: &'static [&'static str]) -> BoxedStrategy<Vec<u8>> {
    let piece = prop_oneof![
        4 => select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        2 => select(WORDS).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 0..4),
    ];
    prop_oneof![1 => vec(any::<u8>(), 0..200), 9 => vec(piece, 0..60).prop_map(|pieces| pieces.concat())]
        .boxed()
}

/// Reads inputs as a format; each gives reports with a text, or errors that name it.
fn check(format: Format, pieces: &'static [&'static str], wrap: fn(Vec<u8>) -> Vec<u8>) {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1_000);
    let seed = std::env::var("PROPTEST_RNG_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2024);
    let config = ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let result = TestRunner::new(config).run(&bytes(pieces), |bytes| {
        for found in Reports::of_bytes("input", wrap(bytes), Some(format), Defaults::default()) {
            match found {
                Ok(report) => {
                    assert!(report.input.starts_with("input") && !report.text().trim().is_empty());
                    assert_eq!(report.published.is_some(), report.dated.is_some());
                    let spans = report.remarks.iter().map(|remark| remark.span.range());
                    assert!(spans.into_iter().all(|span| report.text().get(span).is_some()));
                }
                Err(error) => {
                    let message = error.to_string();
                    assert!(
                        message.starts_with("`input") && !message.contains("breaks the parser"),
                        "{message}"
                    );
                }
            }
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn texts() {
    check(Format::Text, WORDS, |bytes| bytes);
}

#[test]
fn json_lines() {
    check(Format::JsonLines, WORDS, |bytes| bytes);
}

#[test]
fn pages() {
    check(Format::Html, HTML, |bytes| bytes);
}

#[test]
fn feeds() {
    check(Format::Feed, FEED, |bytes| bytes);
}

#[test]
fn documents() {
    check(Format::Docx, FEED, |bytes| bytes);
    check(Format::Docx, FEED, |bytes| {
        use std::io::Write;
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for name in ["word/document.xml", "docProps/core.xml"] {
            let written = archive.start_file(name, zip::write::SimpleFileOptions::default());
            written.and_then(|()| Ok(archive.write_all(&bytes)?)).expect("a part is written to memory");
        }
        archive.finish().expect("an archive is written to memory").into_inner()
    });
}
