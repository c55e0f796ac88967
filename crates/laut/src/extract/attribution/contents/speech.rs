//! Speech around a cue: before a tag (`…, sagte X`), after a colon, in quotation marks, around `wie X sagte`.

use std::ops::Range;

use super::super::scene::Scene;
use super::{Pieces, Reporting, content_end, inside_marks};
use crate::text::{Case, ClauseKind, Upos};

/// `Wie X mitteilte, …` and `…, as X said`: all of the sentence but the clause of the cue.
pub(super) fn around_as_clause(scene: &Scene<'_>, reporting: &Reporting<'_>) -> Option<Pieces> {
    let clause = scene.doc.clause_at(reporting.verb).map(|clause| &scene.doc.clauses[clause])?;
    let opener = clause.subordinator.filter(|opener| *opener == clause.tokens.start)?;
    let is_between_marks = clause.tokens.start == scene.start || scene.is_mark(clause.tokens.start - 1);
    if !is_between_marks || !scene.is_one_of(&scene.data.switches.as_words, scene.lower(opener)) {
        return None;
    }
    let end = (reporting.verb..scene.end).find(|token| scene.is_mark(*token)).unwrap_or(scene.end);
    let rest = end..content_end(scene, end, reporting).max(end);
    let pieces = [inside_marks(scene, scene.start..clause.tokens.start), inside_marks(scene, rest)];
    let pieces: Pieces = pieces.into_iter().filter(|piece| piece.len() > 1).collect();
    pieces.iter().any(|piece| scene.has_finite(piece.clone())).then_some(pieces)
}

/// `…, sagte X` and `…, X said`: what stands before the cue's segment, and goes on after it.
pub(super) fn before_cue(scene: &Scene<'_>, reporting: &Reporting<'_>) -> Option<Pieces> {
    let cue = cue_segment(scene, reporting);
    let front = scene.trim(scene.start..cue.start);
    // `Als er kam, wurde er gefunden`: a passive with a subject is no tag, unless it is quoted itself.
    let is_deed = reporting.is_passive
        && reporting.source.is_none()
        && super::subject_of_passive(scene, reporting.verb).is_some();
    // `One resident, who asked not to be named, said`: a relative clause is no tag.
    let is_relative = scene
        .doc
        .clause_at(reporting.verb)
        .is_some_and(|clause| scene.doc.clauses[clause].kind == ClauseKind::Relative);
    if front.is_empty() || is_deed || is_relative || !is_tag(scene, reporting, &cue) {
        return None;
    }
    let mut pieces: Pieces = vec![inside_marks(scene, scene.start..cue.start)];
    let after = cue.end..scene.end;
    let is_open = goes_on_after(scene, &front, &after, reporting.source.as_ref());
    if is_open {
        let rest = inside_marks(scene, after.start..content_end(scene, after.start, reporting));
        if !rest.is_empty() {
            pieces.push(rest);
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    (!pieces.is_empty()).then_some(pieces)
}

/// The segment of the cue, widened over its source.
fn cue_segment(scene: &Scene<'_>, reporting: &Reporting<'_>) -> Range<usize> {
    let mut segment = scene.segment(reporting.verb);
    if let Some(source) = &reporting.source {
        segment.start = segment.start.min(source.start.max(scene.start));
        if source.end > segment.end {
            segment.end = scene.segment(source.end - 1).end.max(source.end);
        }
    }
    // `sagte er und prangerte … an`: the tag ends where another verb is joined.
    let joint = (reporting.verb + 1..segment.end)
        .find(|token| scene.upos(*token) == Upos::Cconj && scene.has_finite(*token + 1..segment.end));
    segment.start..joint.unwrap_or(segment.end)
}

/// Whether a cue's segment is a tag (`, sagte X`, `, X said on Monday`): it starts with its verb or its subject, follows other
/// words that are a clause, and takes no clause of its own.
fn is_tag(scene: &Scene<'_>, reporting: &Reporting<'_>, cue: &Range<usize>) -> bool {
    let first = (cue.start..cue.end).find(|token| scene.is_word(*token)).unwrap_or(cue.start);
    let before = scene.start..cue.start;
    let source_start = reporting.source.as_ref().map(|source| source.start);
    if is_parenthesis(scene, cue, &before) {
        let is_inverted =
            first == reporting.verb && source_start.is_some_and(|source| source > reporting.verb);
        return if scene.data.switches.verb_second { is_inverted } else { source_start.is_some() };
    }
    let has_speech = scene.quotations().any(|quotation| {
        quotation.inner.start >= scene.start.saturating_sub(1) && quotation.inner.start < cue.start
            || quotation.inner.contains(&scene.start)
    });
    if !(has_speech || has_statement(scene, before, reporting.verb)) {
        return false;
    }
    if scene.data.switches.verb_second {
        // `…, sagte X`; `…, hieß es`; the clause that `und` joins on is no tag.
        return first == reporting.verb && scene.is_finite(reporting.verb)
            || is_auxiliary_first(scene, first, reporting.verb);
    }
    // `…, his lawyer said`: a possessive may stand before the source.
    let is_possessive = scene.upos(first) == Upos::Pron
        && scene.doc.phrase_at(first).is_some_and(|at| scene.doc.phrases[at].case == Some(Case::Gen));
    let starts = first == reporting.verb
        || source_start == Some(first)
        || (scene.upos(first) == Upos::Adv || is_possessive) && source_start == Some(first + 1);
    let has_own_clause = (reporting.verb + 1..cue.end).any(|token| scene.is_finite(token));
    let touches = cue.start > scene.start && matches!(scene.doc.form(cue.start - 1), "," | "—" | "–" | "--")
        || scene.is_quote(cue.start - 1)
        || ends_in_question(scene, cue.start);
    let is_inverted = first == reporting.verb;
    let inverted_ok = !is_inverted || source_start.is_some_and(|source| source > reporting.verb);
    starts && !has_own_clause && touches && inverted_ok && !complement_follows(scene, cue.end)
}

/// Whether words before a tag can be what it tells: they hold a clause of their own. `Von den Booten, die alt waren, fanden sich zwei`
/// has only a relative clause before its verb.
fn has_statement(scene: &Scene<'_>, mut before: Range<usize>, verb: usize) -> bool {
    if !scene.data.switches.verb_second {
        return scene.has_finite(before);
    }
    let own = scene.doc.clause_at(verb);
    before.any(|token| {
        let clause = scene.doc.clause_at(token);
        let is_told = clause.map(|clause| &scene.doc.clauses[clause]).is_none_or(|clause| {
            let is_as = |opener: usize| scene.is_one_of(&scene.data.switches.as_words, scene.lower(opener));
            clause.subordinator.is_none_or(|opener| clause.kind == ClauseKind::Complement && !is_as(opener))
        });
        scene.is_finite(token) && clause != own && is_told
    })
}

/// `Also in May, Davis said, the army withdrew`: between commas, before it no verb, after it one.
fn is_parenthesis(scene: &Scene<'_>, cue: &Range<usize>, before: &Range<usize>) -> bool {
    let is_between = cue.start > scene.start
        && scene.doc.form(cue.start - 1) == ","
        && cue.end < scene.end
        && scene.doc.form(cue.end) == ",";
    let one_verb = (cue.start..cue.end).filter(|token| scene.is_finite(*token)).count() == 1;
    is_between
        && one_verb
        && !scene.has_finite(before.clone())
        && !scene.trim(before.clone()).is_empty()
        && scene.has_finite(cue.end..scene.end)
}

fn ends_in_question(scene: &Scene<'_>, at: usize) -> bool {
    at > scene.start && matches!(scene.doc.form(at - 1), "?" | "!")
}

/// `, hatte X gesagt` is a tag with its auxiliary first.
fn is_auxiliary_first(scene: &Scene<'_>, first: usize, verb: usize) -> bool {
    scene.upos(first) == Upos::Aux && scene.is_finite(first) && first < verb && scene.is_participle(verb)
}

/// Whether `that` or `whether` opens right after a segment: then the clause before it is not what was said.
fn complement_follows(scene: &Scene<'_>, at: usize) -> bool {
    let next = (at..scene.end).find(|token| scene.is_word(*token));
    next.is_some_and(|next| {
        scene.data.subordinators.get(scene.lower(next)) == Some(&ClauseKind::Complement)
            && scene.upos(next) == Upos::Sconj
    })
}

/// Whether a content that a tag interrupts goes on after it: in quotation marks, as a subordinate clause, or because it was not
/// complete.
fn goes_on_after(
    scene: &Scene<'_>,
    front: &Range<usize>,
    after: &Range<usize>,
    source: Option<&Range<usize>>,
) -> bool {
    let Some(first) = after.clone().find(|token| scene.is_word(*token)) else { return false };
    let opens_quote = scene.quotations().any(|quotation| quotation.inner.start == first);
    // `…, sagte Karim, die aus der Stadt geflohen war`: a relative clause right behind the source is about it.
    let clause = scene.doc.clause_from(first).map(|clause| &scene.doc.clauses[clause]);
    let is_about_source = source.is_some_and(|source| source.end == after.start)
        && clause.is_some_and(|clause| clause.kind == ClauseKind::Relative);
    // `…, medics said, as talks stalled`: the report goes on by itself.
    let switches = &scene.data.switches;
    let is_meanwhile = !switches.verb_second
        && [&switches.as_words, &switches.contrast_words]
            .iter()
            .any(|list| scene.is_one_of(list, scene.lower(first)));
    let is_subordinate = scene.starts_subordinate(first) && !is_about_source && !is_meanwhile;
    let closes_tag = scene.doc.form(after.start) == ",";
    opens_quote
        || closes_tag && (is_subordinate || !scene.has_finite(front.clone()))
        || in_same_quotation(scene, front, first)
}

fn in_same_quotation(scene: &Scene<'_>, front: &Range<usize>, first: usize) -> bool {
    scene.quotation_at(first).is_some() && scene.quotation_at(first) == scene.quotation_at(front.start)
}

/// `X sagte: …`: what follows the colon.
pub(super) fn after_colon(scene: &Scene<'_>, reporting: &Reporting<'_>) -> Option<Pieces> {
    let from =
        reporting.source.as_ref().map_or(reporting.verb, |source| source.end.max(reporting.verb + 1) - 1);
    let colon = (from..scene.end)
        .find(|token| scene.doc.form(*token) == ":" || scene.is_finite(*token) && *token > from)?;
    if scene.doc.form(colon) != ":" || scene.trim(colon + 1..scene.end).is_empty() {
        return None;
    }
    Some(vec![inside_marks(scene, colon + 1..scene.end)])
}

/// `X said “…”`: a quotation that opens right after the cue and holds a clause.
pub(super) fn quotation_after(scene: &Scene<'_>, reporting: &Reporting<'_>) -> Option<Pieces> {
    let from =
        reporting.source.as_ref().map_or(reporting.verb + 1, |source| source.end.max(reporting.verb + 1));
    let quotation =
        scene.quotations().find(|quotation| quotation.open >= from && quotation.open < scene.end)?;
    let between = from..quotation.open;
    let is_close = !between.clone().any(|token| scene.is_finite(token) || scene.upos(token) == Upos::Sconj)
        && between.len() <= 6;
    let is_plain = !between.into_iter().any(|token| {
        scene.doc.phrase_at(token).is_some_and(|phrase| scene.doc.phrases[phrase].preposition.is_none())
            && scene.upos(token) == Upos::Noun
    });
    if !(is_close && is_plain && scene.has_finite(quotation.inner.clone())) {
        return None;
    }
    let end = quotation.inner.end.min(scene.end);
    Some(vec![scene.trim_content(quotation.inner.start..end)])
}
