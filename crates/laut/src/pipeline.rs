//! The stages, in order.

use crate::extract;
use crate::lang::{Data, LanguageData};
use crate::parse;
use crate::text::{Diagnostic, Document, Report, Severity, Span};

/// A stage: its name, and the function that writes its layer.
pub type Stage = (&'static str, fn(&mut Document, &LanguageData));

/// Every stage, in the order in which they run; each reads only layers that were written before it. Trees are not among them: no stage
/// reads them yet, and they cost as much time as all else together; [`parse::tree::find_trees`] makes them where they are asked for.
pub const STAGES: &[Stage] = &[
    ("tokens", parse::tokenise::find_tokens),
    ("sentences", parse::sentences::find_sentences),
    ("capitals", parse::capitals::find_cases),
    ("quotations", parse::quotations::find_quotations),
    ("tags", parse::tag::find_tags),
    ("names", extract::names::find_names),
    ("times", extract::times::find_times),
    ("first repairs", parse::repair::repair_before_phrases),
    ("phrases", parse::phrases::find_phrases),
    ("repairs", parse::repair::repair_tags),
    ("clauses", parse::clauses::find_clauses),
    ("numbers", extract::numbers::find_numbers),
    ("places", extract::places::find_places),
    ("attributions", extract::attribution::find_attributions),
    ("figures", extract::figures::find_figures),
    ("events", extract::events::find_events),
    ("claims", crate::claims::claim::find_claims),
    ("verifications", crate::claims::verification::find_verifications),
    ("entities", extract::entities::find_entities),
    ("relations", crate::claims::relations::find_relations),
    ("talks", crate::claims::talks::find_talks),
];

/// Reads a report: detects its language where it is not given, and runs every stage.
///
/// A report in a language that laut does not read gives a document without annotation, and a diagnostic.
#[must_use]
pub fn read(report: Report, data: &Data) -> Document {
    let tag = language_of(&report);
    let mut doc = Document::new(report, tag.clone());
    match data.language(&tag) {
        Some(language) => {
            for (_, stage) in STAGES {
                stage(&mut doc, language);
            }
        }
        None => doc.diagnostics.push(Diagnostic {
            code: "language-unknown".into(),
            severity: Severity::Warning,
            span: Span::new(0, 0),
            message: format!("laut does not read `{tag}`; nothing was taken from this report"),
            help: Some("say `--language de` or `--language en` if the language was detected wrongly".into()),
        }),
    }
    doc
}

/// BCP 47 tags of the languages that are told apart, by the detector's own.
const TAGS: &[(&str, &str)] = &[
    ("ara", "ar"),
    ("cmn", "zh"),
    ("deu", "de"),
    ("eng", "en"),
    ("fra", "fr"),
    ("hin", "hi"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("nld", "nl"),
    ("por", "pt"),
    ("rus", "ru"),
    ("spa", "es"),
    ("swe", "sv"),
    ("tur", "tr"),
    ("vie", "vi"),
];

/// How many characters of a text its language is detected from: some 300 words.
const DETECTED: usize = 2_000;

/// The language that is given, else the one detected from the beginning of the text.
#[must_use]
fn language_of(report: &Report) -> String {
    report.language.clone().unwrap_or_else(|| {
        let text = report.text();
        let beginning =
            text.char_indices().nth(DETECTED).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
        let detected = whichlang::detect_language(beginning).three_letter_code();
        TAGS.iter().find(|(code, _)| *code == detected).map_or(detected, |(_, tag)| *tag).to_owned()
    })
}
