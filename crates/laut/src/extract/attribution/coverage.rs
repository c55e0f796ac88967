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
use super::verbs::fits;
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
        code: "quote-no-source",
        severity: Severity::Note,
        span,
        message: "words in quotation marks, and nobody was found who says them".to_owned(),
        help: Some("check who speaks"),
    })
}

fn verbs<'d>(scenes: &'d [Scene<'_>], found: &'d [Attribution]) -> impl Iterator<Item = Diagnostic> + 'd {
    let unused = move |scene: &'d Scene<'_>| {
        let tokens = (scene.start..scene.end).filter(|token| is_finite(scene.doc, *token));
        tokens
            .filter(|token| !scene.is_in_speech(*token) && tells_words(scene, *token))
            .map(|token| scene.doc.tokens[token].span)
    };
    let is_cue = |span: &Span| found.iter().any(|said| said.cue.is_some_and(|cue| cue.overlaps(*span)));
    scenes.iter().flat_map(unused).filter(move |span| !is_cue(span)).map(|span| Diagnostic {
        code: "cue-no-content",
        severity: Severity::Note,
        span,
        message: "a verb of saying, and nothing was found that is said".to_owned(),
        help: Some("check whether somebody says something here"),
    })
}

/// Whether a verb is listed with words as its content: a quotation, or a clause.
fn tells_words(scene: &Scene<'_>, verb: usize) -> bool {
    let listed = scene.data.cues.verbs.get(scene.verb_lemma(verb).as_str());
    let takes_words = |complement: &Complement| matches!(complement, Complement::Quote);
    let mut entries = listed.into_iter().flatten();
    entries.any(|entry| entry.complements.iter().any(takes_words) && fits(scene, verb, entry))
}

fn is_finite(doc: &Document, token: usize) -> bool {
    doc.tokens[token].feats.verb_form == Some(VerbForm::Fin)
}
