//! What looks like an attribution and was not read as one, so that nothing is lost without a trace.
//!
//! | text | remark |
//! | --- | --- |
//! | `„Wir gehen morgen.“ Dann fiel ein Schuss.` | `quote-no-source` at the quotation: nobody is found who says it |
//! | `The mayor declared the following.` | `cue-no-content` at `declared`: nothing is found that is said |
//!
//! Left out: quotation marks around less than a clause (titles, single words); verbs inside a quotation; verbs that attribute only with
//! a noun or an infinitive, since most of them are mostly used otherwise.

use super::scene::Scene;
use super::verbs::constructions::fits;
use crate::lang::cues::Complement;
use crate::text::{Attribution, Diagnostic, Document, Severity, Span, VerbForm};

/// The remarks on a document whose attributions are found.
pub(super) fn remarks(doc: &Document, scenes: &[Scene<'_>], found: &[Attribution]) -> Vec<Diagnostic> {
    let mut remarks: Vec<Diagnostic> =
        quotations_without_source(doc, found).chain(verbs(scenes, found)).collect();
    remarks.sort_by_key(|remark| remark.span.start());
    remarks
}

fn quotations_without_source<'d>(
    doc: &'d Document,
    found: &'d [Attribution],
) -> impl Iterator<Item = Diagnostic> + 'd {
    let spans = doc.quotations.iter().filter(|quotation| {
        let is_heading = doc.sentences[doc.sentence_at(quotation.open)].is_heading;
        !is_heading && quotation.inner.clone().any(|token| is_finite(doc, token))
    });
    let spans = spans.map(|quotation| doc.span_of(quotation.inner.clone()));
    let is_said = |span: &Span| {
        let says = |attribution: &&Attribution| attribution.source.is_some();
        found.iter().filter(says).any(|said| said.content.iter().any(|piece| piece.overlaps(*span)))
    };
    spans.filter(move |span| !is_said(span)).map(|span| Diagnostic {
        code: "quote-no-source".into(),
        severity: Severity::Note,
        span,
        message: "words in quotation marks, and nobody was found who says them".to_owned(),
        help: Some("check who speaks".into()),
    })
}

fn verbs<'d>(scenes: &'d [Scene<'_>], found: &'d [Attribution]) -> impl Iterator<Item = Diagnostic> + 'd {
    let is_unused = |scene: &Scene<'_>, token: usize| {
        let span = scene.doc.tokens[token].span;
        let is_cue = || found.iter().any(|said| said.cue.is_some_and(|cue| cue.overlaps(span)));
        is_finite(scene.doc, token) && !scene.is_in_speech(token) && !is_cue() && tells_words(scene, token)
    };
    let tokens = scenes.iter().flat_map(|scene| (scene.start..scene.end).map(move |token| (scene, token)));
    let unused = tokens.filter(move |(scene, token)| is_unused(scene, *token));
    unused.map(|(scene, token)| scene.doc.tokens[token].span).map(|span| Diagnostic {
        code: "cue-no-content".into(),
        severity: Severity::Note,
        span,
        message: "a verb of saying, and nothing was found that is said".to_owned(),
        help: Some("check whether somebody says something here".into()),
    })
}

/// Whether a verb is listed as one that a quotation can stand with.
fn tells_words(scene: &Scene<'_>, verb: usize) -> bool {
    let listed = scene.data.cues.verbs.get(scene.verb_lemma(verb).as_str());
    let mut entries = listed.into_iter().flatten();
    entries.any(|entry| entry.complements.contains(&Complement::Quote) && fits(scene, verb, entry))
}

fn is_finite(doc: &Document, token: usize) -> bool {
    doc.tokens[token].feats.verb_form == Some(VerbForm::Fin)
}
