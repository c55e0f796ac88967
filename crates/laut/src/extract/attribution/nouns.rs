//! Attributions by a noun: `die Behauptung, dass …`, `with reports of …`, `fears that …`, `calls for …`.

use std::ops::Range;

use super::contents::{self, Reporting};
use super::draft::Draft;
use super::scene::Scene;
use crate::lang::cues::NounRole;
use crate::text::{ClauseKind, Upos};

/// Finds the attributions of one sentence that a noun makes, where no other cue has found the same content.
pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Draft>) {
    for token in scene.start..scene.end {
        if scene.upos(token) != Upos::Noun || scene.is_in_speech(token) {
            continue;
        }
        let Some(noun) = scene.reporting_noun(token) else { continue };
        let Some((content, is_act_only)) = noun.roles.iter().find_map(|role| content(scene, token, role))
        else {
            continue;
        };
        let span = scene.span(content.clone());
        let is_taken = found.iter().any(|draft| {
            let is_cue = draft.cue.is_some_and(|cue| cue.overlaps(scene.doc.tokens[token].span));
            is_cue || draft.content.len() == 1 && draft.content[0] == span
        });
        if is_taken {
            continue;
        }
        found.push(Draft {
            source: owner(scene, token).map(|owner| scene.span(owner)),
            cue: Some(scene.doc.tokens[token].span),
            content: vec![span],
            act: noun.act,
            is_act_only,
            rule: format!("{}.cue.noun", scene.data.switches.tag).into(),
            ..Draft::default()
        });
    }
}

/// What a noun takes as its content; whether it is only an act.
fn content(scene: &Scene<'_>, noun: usize, role: &NounRole) -> Option<(Range<usize>, bool)> {
    let reporting = Reporting { verb: noun, source: None, is_passive: true };
    let end = scene
        .doc
        .phrase_at(noun)
        .map_or(noun + 1, |phrase| scene.doc.phrases[phrase].tokens.end.max(noun + 1));
    match role {
        NounRole::ContentThat => {
            let next = (noun + 1..scene.end.min(end + 2)).find(|token| is_that(scene, *token))?;
            let clause = scene
                .clauses()
                .find(|clause| clause.tokens.start <= next && clause.subordinator == Some(next))?;
            let stop = contents::content_end(scene, next, &reporting).min(clause.tokens.end);
            Some((scene.trim_content(next..stop), false))
        }
        NounRole::ContentPreposition(word) => {
            let preposition = noun + 1;
            let is_it = preposition < scene.end
                && scene.lower(preposition) == word
                && scene.upos(preposition) == Upos::Adp;
            let stop = contents::content_end(scene, preposition + 1, &reporting).min(scene.segment(noun).end);
            let piece = scene.trim_content(preposition + 1..stop.max(preposition + 1));
            (is_it && piece.len() >= 2).then_some((piece, true))
        }
        NounRole::Account | NounRole::ContentGenitive | NounRole::ContentInfinitive => None,
    }
}

fn is_that(scene: &Scene<'_>, token: usize) -> bool {
    let is_listed = scene.data.subordinators.get(scene.lower(token)) == Some(&ClauseKind::Complement);
    // `the report that killed hopes` is a relative clause: its verb follows at once.
    is_listed && token + 1 < scene.end && !scene.is_verb(token + 1)
}

/// Whose claim it is: `Karims Behauptung`, `a newspaper report`, `the ministry's claim`.
fn owner(scene: &Scene<'_>, noun: usize) -> Option<Range<usize>> {
    let phrase = &scene.doc.phrases[scene.doc.phrase_at(noun)?];
    let mark =
        (phrase.tokens.start..noun).rfind(|token| matches!(scene.doc.form(*token), "'s" | "’s" | "'" | "’"));
    let range = match mark {
        Some(mark) => phrase.tokens.start..mark,
        None if noun > phrase.tokens.start
            && scene.upos(noun - 1) == Upos::Propn
            && scene.data.switches.verb_second =>
        {
            noun - 1..noun
        }
        None => return None,
    };
    (!range.is_empty()).then_some(range)
}
