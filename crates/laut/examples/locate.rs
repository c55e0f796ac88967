//! Says where places lie whose names somebody else has marked in a text.
//!
//! Each line of the input is a JSON object with `text`, `language`, `published` (or `null`) and `toponyms`, the names as
//! `[start, end)` in code points. Each line of the output is a list with `[latitude, longitude]` or `null` for each of
//! them. Apart from the names being given, a text is read as `laut read` reads it.
//!
//! ```sh
//! echo '{"text": "Shells fell on Tulham and Rafah.", "language": "en", "published": null, "toponyms": [[26, 31]]}' |
//!     cargo run --release -p laut --example locate
//! ```

use std::io::{BufRead, Write};

use laut::Report;
use laut::lang::{Data, DataFiles};
use laut::pipeline::STAGES;
use laut::text::{Document, EntityKind, Name, Published, Span};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let data = Data::load(&DataFiles::embedded())?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let input: serde_json::Value = serde_json::from_str(&line?)?;
        let text = input["text"].as_str().ok_or("expected `text`")?;
        let tag = input["language"].as_str().ok_or("expected `language`")?;
        let language = data.language(tag).ok_or("expected `de` or `en` as `language`")?;
        let mut report = Report::new(text);
        report.published = input["published"].as_str().and_then(|date| Published::parse(date).ok());
        let mut doc = Document::new(report, tag.to_owned());
        let mut bounds: Vec<usize> = doc.text().char_indices().map(|(at, _)| at).collect();
        bounds.push(doc.text().len());
        let number = |value: &serde_json::Value| value.as_u64().map(|number| number as usize);
        let spans: Vec<Span> = input["toponyms"]
            .as_array()
            .ok_or("expected `toponyms`")?
            .iter()
            .filter_map(|pair| {
                Some(Span::new(*bounds.get(number(&pair[0])?)?, *bounds.get(number(&pair[1])?)?))
            })
            .collect();
        for (name, stage) in STAGES {
            if *name == "places" {
                mark(&mut doc, &spans);
            }
            stage(&mut doc, language);
            if *name == "places" {
                break;
            }
        }
        let found: Vec<Option<[f64; 2]>> = spans
            .iter()
            .map(|span| {
                let name = doc.names.iter().find(|name| name.span == *span);
                name.and_then(|name| name.place.as_ref()).map(|place| [place.lat, place.lon])
            })
            .collect();
        writeln!(out, "{}", serde_json::to_string(&found)?)?;
    }
    Ok(())
}

/// Puts the marked names in the place of those that laut found there.
fn mark(doc: &mut Document, spans: &[Span]) {
    for span in spans {
        let first = doc.tokens.iter().position(|token| token.span.end() > span.start());
        let last = doc.tokens.iter().rposition(|token| token.span.start() < span.end());
        let (Some(first), Some(last)) = (first, last) else { continue };
        let tokens = first..last.max(first) + 1;
        doc.names.retain(|name| name.tokens.end <= tokens.start || tokens.end <= name.tokens.start);
        doc.names.push(Name {
            span: *span,
            tokens,
            kind: EntityKind::Place,
            country: None,
            key: None,
            place: None,
            rule: "given".into(),
        });
    }
    doc.names.sort_by_key(|name| name.span.start());
}
