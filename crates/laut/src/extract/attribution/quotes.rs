//! Quotations that no listed cue takes: after a colon (`Osk wurde deutlich: „Es reicht.“`), or before a verb that only a tag explains
//! (`„Es reicht“, so beschrieb Osk die Lage`). Whose words they are says the subject.
//!
//! Left out: quotations without a verb in them, which are names and titles; subjects that cannot speak (`Auf dem Schild stand: „…“`).

use std::ops::Range;

use super::draft::Draft;
use super::scene::Scene;
use super::sources;
use crate::text::{Quotation, Upos};

/// Finds the attributions of one sentence that only a quotation shows.
pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Draft>) {
    for quotation in scene.quotations() {
        let is_here = scene.start <= quotation.open && quotation.open < scene.end;
        let words = quotation.inner.start..quotation.inner.end.min(scene.end);
        if !is_here || !scene.has_finite(words.clone()) {
            continue;
        }
        let content = scene.span(scene.trim(words));
        let is_taken = found.iter().any(|draft| draft.content.iter().any(|piece| piece.overlaps(content)));
        if is_taken {
            continue;
        }
        let Some((verb, source)) = before_colon(scene, quotation).or_else(|| tag_after(scene, quotation))
        else {
            continue;
        };
        if !sources::can_speak(scene, &source) {
            continue;
        }
        let cue = scene.doc.tokens[verb].span;
        let is_cue = found.iter().any(|draft| draft.cue.is_some_and(|other| other.overlaps(cue)));
        found.push(Draft {
            source: Some(scene.span(source)),
            cue: Some(cue).filter(|_| !is_cue),
            content: vec![content],
            rule: format!("{}.quote", scene.data.switches.tag).into(),
            ..Draft::default()
        });
    }
}

/// `Osk wurde deutlich: „…“`: the main verb before the colon, with its subject.
fn before_colon(scene: &Scene<'_>, quotation: &Quotation) -> Option<(usize, Range<usize>)> {
    let colon = quotation.open.checked_sub(1).filter(|colon| *colon > scene.start)?;
    if scene.doc.form(colon) != ":" {
        return None;
    }
    let is_main = |token: &usize| {
        let clause = scene.doc.clause_at(*token).map(|clause| &scene.doc.clauses[clause]);
        scene.is_finite(*token)
            && !scene.is_in_speech(*token)
            && clause.is_some_and(|clause| clause.subordinator.is_none())
    };
    with_subject(scene, (scene.start..colon).rfind(is_main)?)
}

/// `„…“, so beschrieb Osk die Lage`: a verb that follows the closing mark, with its subject behind it.
fn tag_after(scene: &Scene<'_>, quotation: &Quotation) -> Option<(usize, Range<usize>)> {
    let comma = quotation.close? + 1;
    if !scene.data.switches.verb_second || comma >= scene.end || scene.doc.form(comma) != "," {
        return None;
    }
    let verb = (comma + 1..scene.end).find(|token| scene.upos(*token) != Upos::Adv)?;
    let is_tag = scene.is_finite(verb) && verb <= comma + 2;
    let source = sources::subject_after(scene, verb).filter(|_| is_tag)?;
    Some((verb, source))
}

fn with_subject(scene: &Scene<'_>, verb: usize) -> Option<(usize, Range<usize>)> {
    let clause = scene.doc.clause_at(verb).and_then(|clause| scene.doc.clauses[clause].subject);
    Some((verb, sources::subject(scene, verb, clause)?))
}
