//! One reviewed report as a gold file: claims and figures as the person left them.
//!
//! *At least 17 people were killed on Tuesday, the health ministry said.* becomes, once it is accepted,
//!
//! ```toml
//! [[claim]]
//! source = "the health ministry"
//! speaker = "health ministry"
//! cue = "said"
//! content = ["At least 17 people were killed on Tuesday"]
//! ```
//!
//! and a `[[figure]]` and a `[[time]]`. The keys are those of the form in which the gold reports of laut's evaluation are
//! annotated. What nobody has reviewed (times and relations never are) is marked `optional = true`, for which a scorer
//! counts nothing; entities are left out.

use std::collections::BTreeMap;

use laut::claims::record::Offsets;
use laut_store::{ClaimRow, FigureRow, ReportRow};
use serde_json::Value;

use super::place::{Place, Text};
use super::toml::Entry;

/// What stands for somebody else. A source that is not known but for such a word names nobody.
const PRONOUNS: [&str; 18] = [
    "er", "sie", "es", "he", "she", "it", "they", "dieser", "diese", "who", "which", "der", "die", "man",
    "i", "we", "ich", "wir",
];

/// Kinds of relations that the form knows.
const RELATIONS: [&str; 4] = ["denies", "confirms", "contradicts", "blames_back"];

/// A report with its record and with what is shown of it now.
pub(super) struct Page<'r> {
    record: &'r Value,
    text: Text<'r>,
    claims: BTreeMap<&'r str, &'r ClaimRow>,
    figures: BTreeMap<&'r str, &'r FigureRow>,
}

/// The id of a row in the record.
fn row_id(id: &str) -> &str {
    id.rsplit(':').next().unwrap_or(id)
}

impl<'r> Page<'r> {
    pub(super) fn new(record: &'r Value, claims: &'r [ClaimRow], figures: &'r [FigureRow]) -> Self {
        Self {
            record,
            text: Text::new(record["report"]["text"].as_str().unwrap_or_default()),
            claims: claims.iter().map(|claim| (row_id(&claim.id), claim)).collect(),
            figures: figures.iter().map(|figure| (row_id(&figure.id), figure)).collect(),
        }
    }

    /// The gold file. An error says what in the report cannot be said in its form.
    pub(super) fn write(&self, report: &ReportRow, reviewers: &str) -> Result<String, String> {
        let day = report.published.as_deref().and_then(|published| published.get(..10));
        let day = day.ok_or("it has no day of publication")?;
        let mut head = Entry::head(&format!(
            "Claims and figures as reviewed by {reviewers}. What is optional, as laut {} read it.",
            report.laut
        ));
        head.text("language", &report.language).bare("published", day);
        head.some("publisher", report.publisher.as_deref());
        head.text("origin", report.url.as_deref().unwrap_or(&report.input));
        let mut entries = vec![head];
        for (claim, row) in self.kept_claims() {
            self.add_claims(&mut entries, claim, row)
                .map_err(|why| format!("{why} in {}", row_id(&row.id)))?;
        }
        for (claim, row) in self.kept_claims() {
            for figure in items(&claim["figures"]) {
                let Some(figure_row) = figure["id"].as_str().and_then(|id| self.figures.get(id)) else {
                    continue;
                };
                if figure_row.review != "rejected" && !is_one_or_nobody(figure, figure_row) {
                    let entry = self.figure(figure, figure_row, row);
                    entries.push(entry.map_err(|why| format!("{why} in {}", row_id(&figure_row.id)))?);
                }
            }
        }
        for time in items(&self.record["times"]) {
            let mut entry = Entry::new("time");
            self.stretch(&mut entry, "at", time)?;
            entry.some("value", time["value"].as_str()).bare("optional", "true");
            entries.push(entry);
        }
        entries.extend(items(&self.record["relations"]).filter_map(|relation| self.relation(relation)));
        Ok(entries.into_iter().map(Entry::written).collect::<Vec<_>>().join("\n"))
    }

    /// Claims that nobody rejected, in the order of the text.
    fn kept_claims(&self) -> impl Iterator<Item = (&'r Value, &'r ClaimRow)> {
        items(&self.record["claims"]).filter_map(|claim| {
            let row = self.claims.get(claim["id"].as_str()?)?;
            (row.review != "rejected").then_some((claim, *row))
        })
    }

    /// A claim, and one for each further source; none where the report itself speaks.
    fn add_claims(&self, entries: &mut Vec<Entry>, claim: &Value, row: &ClaimRow) -> Result<(), String> {
        if row.speaker.is_none() && claim["cue"].is_null() {
            return Ok(());
        }
        let source = Some(&claim["source"]).filter(|source| !source.is_null());
        let is_as_read = row.speaker == source.map(|source| self.called(source));
        let mut entry = Entry::new("claim");
        if let (Some(source), true) = (source, is_as_read) {
            self.source(&mut entry, source)?;
        } else {
            // Whose name a person has put there is known, not in which words it stands.
            entry.some("speaker", row.speaker.as_deref());
        }
        if !claim["cue"].is_null() {
            self.stretch(&mut entry, "cue", &claim["cue"])?;
        }
        self.what_is_said(&mut entry, claim, row)?;
        entries.push(entry);
        for source in items(&claim["through"]) {
            let mut entry = Entry::new("claim");
            self.source(&mut entry, source)?;
            self.what_is_said(&mut entry, claim, row)?;
            entries.push(entry);
        }
        Ok(())
    }

    fn source(&self, entry: &mut Entry, source: &Value) -> Result<(), String> {
        let name = self.called(source);
        if PRONOUNS.contains(&&*name.to_lowercase()) {
            return Err(format!(
                "the speaker is only known as `{name}`; say who that is (`laut correct ID speaker=NAME`)"
            ));
        }
        self.stretch(entry, "source", source)?;
        entry.text("speaker", &name);
        Ok(())
    }

    fn what_is_said(&self, entry: &mut Entry, claim: &Value, row: &ClaimRow) -> Result<(), String> {
        let spans: Vec<Offsets> = items(&claim["content"]).filter_map(span).collect();
        let pieces: Vec<&str> = spans.iter().filter_map(|span| self.text.words(*span)).collect();
        let places = spans.iter().map(|span| self.text.place(*span)).collect::<Option<Vec<_>>>();
        let places = places.filter(|places| !places.is_empty()).ok_or("there are no words that are said")?;
        entry.list("content", &pieces);
        match &places[..] {
            [Place::Near(near), others @ ..] if others.iter().all(|place| *place == Place::Alone) => {
                entry.text("content_near", near);
            }
            all if all.iter().any(|place| *place != Place::Alone) => {
                let numbers = spans.iter().zip(&pieces).map(|(span, piece)| self.text.nth(span[0], piece));
                entry.bare("content_nth", &format!("{:?}", numbers.collect::<Vec<_>>()));
            }
            _ => {}
        }
        entry.text("mode", if row.mode == "unattributed" { "indirect" } else { &row.mode });
        entry.text("act", &row.act);
        if matches!(&*row.certainty, "probable" | "possible") {
            entry.text("certainty", &row.certainty);
        }
        entry.some("said", row.said.as_deref());
        entry.some("medium", claim["said"]["medium"]["text"].as_str());
        entry.some("addressee", claim["said"]["addressee"]["text"].as_str());
        let unverified = items(&claim["verification"]).filter(|found| found["status"] == "unverified");
        entry.some("unverified_by", unverified.filter_map(|found| self.name(&found["by"])).next().as_deref());
        entry.optional(row.review.is_empty());
        Ok(())
    }

    fn figure(&self, figure: &Value, row: &FigureRow, claim: &ClaimRow) -> Result<Entry, String> {
        let mut entry = Entry::new("figure");
        self.stretch(&mut entry, "at", figure)?;
        entry.number("low", row.low).number("high", row.high);
        entry.text("bound", &row.bound).text("harm", &row.harm);
        let words = |words: &str| words.chars().any(char::is_alphanumeric).then(|| words.to_owned());
        entry.some("victims", words(&row.victims).as_deref());
        entry.some("by", row.by.as_deref().and_then(words).as_deref()).text("count", &row.count);
        for (key, day) in [("from", &row.from), ("to", &row.to)] {
            if let Some(day) = day.as_deref().and_then(|day| day.parse::<jiff::civil::Date>().ok()) {
                entry.bare(key, &day.to_string());
            }
        }
        entry.some("place", row.place.as_deref()).some("source", claim.speaker.as_deref());
        // A figure of which nobody said anything goes with its claim.
        entry.optional(row.review.is_empty() && claim.review.is_empty());
        Ok(entry)
    }

    /// A relation between two claims that nobody rejected, where the form has its kind.
    fn relation(&self, relation: &Value) -> Option<Entry> {
        let kind = relation["kind"].as_str().filter(|kind| RELATIONS.contains(kind))?;
        let claim = |id: &Value| self.kept_claims().find(|(claim, _)| claim["id"] == *id);
        let ((_, from), (to, _)) = (claim(&relation["from"])?, claim(&relation["to"])?);
        let pieces: Vec<Offsets> = items(&to["content"]).filter_map(span).collect();
        // One stretch stands for all pieces: from the first to the last, or the longest, whichever is more like them.
        let whole = [pieces.first()?[0], pieces.last()?[1]];
        let longest = *pieces.iter().max_by_key(|[start, end]| end - start)?;
        let said: usize = pieces.iter().map(|[start, end]| end - start).sum();
        let is_whole = said * said >= (longest[1] - longest[0]) * (whole[1] - whole[0]);
        let mut entry = Entry::new("relation");
        entry.text("kind", kind);
        self.put(&mut entry, "to", if is_whole { whole } else { longest })?;
        entry.some("by", self.name(&relation["by"]).or_else(|| from.speaker.clone()).as_deref());
        entry.bare("optional", "true");
        Some(entry)
    }

    /// Puts the words of a stretch, and where they stand.
    fn stretch(&self, entry: &mut Entry, key: &'static str, words: &Value) -> Result<(), String> {
        let put = span(words).and_then(|span| self.put(entry, key, span));
        put.ok_or_else(|| {
            format!("`{}` cannot be told from other words", words["text"].as_str().unwrap_or(""))
        })
    }

    fn put(&self, entry: &mut Entry, key: &'static str, span: Offsets) -> Option<()> {
        let place = self.text.place(span)?;
        entry.text(key, self.text.words(span)?);
        match place {
            Place::Alone => {}
            Place::Near(near) => drop(entry.text(&format!("{key}_near"), &near)),
            Place::Nth(nth) => drop(entry.bare(&format!("{key}_nth"), &nth.to_string())),
        }
        Some(())
    }

    /// The name that words stand for, else the words, as rows have it.
    fn called(&self, reference: &Value) -> String {
        self.name(&reference["entity"])
            .unwrap_or_else(|| line(reference["text"].as_str().unwrap_or_default()))
    }

    fn name(&self, id: &Value) -> Option<String> {
        let entity = items(&self.record["entities"]).find(|entity| !id.is_null() && entity["id"] == *id)?;
        Some(line(entity["name"].as_str()?)).filter(|name| !name.is_empty())
    }
}

/// One person, or nobody, as laut read it: the form leaves those out.
fn is_one_or_nobody(figure: &Value, row: &FigureRow) -> bool {
    let is_so =
        |low: Option<f64>, high: Option<f64>| (low == Some(1.0) && high == Some(1.0)) || high == Some(0.0);
    is_so(row.low, row.high) && is_so(figure["low"].as_f64(), figure["high"].as_f64())
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn span(words: &Value) -> Option<Offsets> {
    let offset = |at: usize| words["span"].get(at)?.as_u64().and_then(|at| usize::try_from(at).ok());
    Some([offset(0)?, offset(1)?])
}

/// White space as one space.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
