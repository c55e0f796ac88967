//! Attributions by a noun: `die Behauptung, dass …`, `with reports of …`, `fears that …`, `calls for …`.

use std::ops::Range;

use super::contents::{self, Reporting};
use super::draft::Draft;
use super::{scene::Scene, sources};
use crate::lang::cues::NounRole;
use crate::parse::phrases::is_genitive_mark;
use crate::text::{Act, ClauseKind, PronType, Upos};

/// Finds the attributions of one sentence that a noun makes, where no other cue has found the same content. A noun that only names an
/// act (`Kritik an`) needs somebody whose act it is.
pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Draft>) {
    for token in scene.start..scene.end {
        if scene.upos(token) != Upos::Noun || scene.is_in_speech(token) {
            continue;
        }
        let Some(noun) = scene.reporting_noun(token) else { continue };
        let behind = owner_behind(scene, token);
        let from = behind.as_ref().map_or(token + 1, |owner| owner.end);
        let Some((content, is_act_only)) =
            noun.roles.iter().find_map(|role| content(scene, token, from, role))
        else {
            continue;
        };
        // `has no information about`, `denied reports that`: nothing of the kind was said by the subject.
        let is_none = token > scene.start && scene.data.cues.is_negation(scene.lower(token - 1));
        let owner = behind.or_else(|| owner_before(scene, token));
        let owner = owner.or_else(|| whose_deed(scene, token).filter(|_| !is_denied(scene, token, found)));
        let span = scene.span(content);
        let is_taken = found.iter().any(|draft| {
            let is_cue = draft.cue.is_some_and(|cue| cue.overlaps(scene.doc.tokens[token].span));
            is_cue || draft.content.len() == 1 && draft.content[0] == span
        });
        if is_none || is_taken || is_act_only && owner.is_none() {
            continue;
        }
        found.push(Draft {
            source: owner.map(|owner| scene.span(owner)),
            cue: Some(scene.doc.tokens[token].span),
            content: vec![span],
            act: noun.act,
            is_act_only,
            rule: format!("{}.cue.noun", scene.data.switches.tag).into(),
            ..Draft::default()
        });
    }
}

/// Whether a noun stands in what somebody denies or refuses.
fn is_denied(scene: &Scene<'_>, noun: usize, found: &[Draft]) -> bool {
    let span = scene.doc.tokens[noun].span;
    let denies = |act: Act| matches!(act, Act::Deny | Act::Refuse | Act::DeclineComment | Act::CannotVerify);
    found.iter().any(|draft| denies(draft.act) && draft.content.iter().any(|piece| piece.contains(span)))
}

/// What a noun takes as its content, after its owner; whether it is only an act.
fn content(scene: &Scene<'_>, noun: usize, from: usize, role: &NounRole) -> Option<(Range<usize>, bool)> {
    let reporting = Reporting { verb: noun, words: &[], source: None, is_passive: true };
    match role {
        NounRole::ContentThat => {
            let next = (from..scene.end.min(from + 2)).find(|token| is_that(scene, *token))?;
            let clause = scene
                .clauses()
                .find(|clause| clause.tokens.start <= next && clause.subordinator == Some(next))?;
            let stop = contents::content_end(scene, next, &reporting).min(clause.tokens.end);
            Some((scene.trim_content(next..stop), false))
        }
        NounRole::ContentPreposition(word) => {
            let is_it = from < scene.end && scene.lower(from) == word && scene.upos(from) == Upos::Adp;
            let verb = (from..scene.end).find(|token| scene.is_finite(*token)).unwrap_or(scene.end);
            let end = contents::content_end(scene, from + 1, &reporting);
            let stop = end.min(scene.segment(noun).end).min(verb);
            let piece = scene.trim_content(from + 1..stop.max(from + 1));
            (is_it && !piece.is_empty()).then_some((piece, true))
        }
        NounRole::Account | NounRole::ContentGenitive | NounRole::ContentInfinitive => None,
    }
}

fn is_that(scene: &Scene<'_>, token: usize) -> bool {
    let is_listed = scene.data.subordinators.get(scene.lower(token)) == Some(&ClauseKind::Complement);
    // `the report that killed hopes` is a relative clause: its verb follows at once.
    is_listed && token + 1 < scene.end && !scene.is_verb(token + 1)
}

/// Whose claim it is, before the noun: `Karims Behauptung`, `seine Kritik`, `the ministry's claim`.
fn owner_before(scene: &Scene<'_>, noun: usize) -> Option<Range<usize>> {
    let phrase = &scene.doc.phrases[scene.doc.phrase_at(noun)?];
    let first = phrase.tokens.start;
    let mark = (first..noun).rfind(|token| is_genitive_mark(scene.doc, *token));
    let is_possessive = || {
        let stems = &scene.data.switches.source_adjectives;
        scene.doc.tokens[first].feats.pron_type == Some(PronType::Prs)
            && stems.iter().any(|stem| scene.lower(first).starts_with(stem.as_str()))
    };
    let range = match mark {
        Some(mark) => first..mark,
        None if first < noun && is_possessive() => first..first + 1,
        None if first < noun && scene.upos(noun - 1) == Upos::Propn && scene.data.switches.verb_second => {
            noun - 1..noun
        }
        None => return None,
    };
    (!range.is_empty()).then_some(range)
}

/// Whose claim it is, after the noun: `die Forderung der Streikenden`, `Kritik von Ärzten`, `calls by doctors`.
fn owner_behind(scene: &Scene<'_>, noun: usize) -> Option<Range<usize>> {
    let own = &scene.doc.phrases[scene.doc.phrase_at(noun)?];
    let next = noun + 1;
    if next < own.tokens.end {
        let is_genitive = scene.data.switches.verb_second && own.head == noun;
        return is_genitive.then_some(next..own.tokens.end);
    }
    let is_agent =
        next + 1 < scene.end && scene.is_one_of(&scene.data.switches.agent_prepositions, scene.lower(next));
    let phrase = &scene.doc.phrases[scene.doc.phrase_at(next + 1).filter(|_| is_agent)?];
    sources::can_speak(scene, &phrase.tokens).then(|| phrase.tokens.clone())
}

/// The subject of the clause in which the noun is the object: `Die Ärzte übten Kritik an …`.
fn whose_deed(scene: &Scene<'_>, noun: usize) -> Option<Range<usize>> {
    let clause = &scene.doc.clauses[scene.doc.clause_at(noun)?];
    let finite = clause.finite?;
    let is_object = scene.doc.phrase_at(noun).map(|phrase| &scene.doc.phrases[phrase])?.preposition.is_none();
    let mut words = clause.tokens.clone();
    let is_passive = words.any(|token| {
        scene.is_one_of(&scene.data.switches.passive_auxiliaries, scene.lemma(token))
            && scene.upos(token) == Upos::Aux
    });
    let subject = sources::subject(scene, finite, clause.subject)?;
    let is_other = !subject.contains(&noun) && sources::can_speak(scene, &subject);
    let is_nobody =
        subject.len() == 1 && scene.is_one_of(&scene.data.switches.expletives, scene.lower(subject.start));
    (is_object && is_other && !is_nobody && !is_passive).then_some(subject)
}
