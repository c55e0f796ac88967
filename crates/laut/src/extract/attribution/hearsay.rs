//! Hearsay without a source: `angeblich`, `soll … getötet haben`, `reportedly`, `is said to have fled`, `es wird befürchtet, dass`.
//!
//! Counter-cases: `soll` of an order or a plan (`Er soll um acht kommen`), `alleged` and `mutmaßlich` inside a noun phrase.

use std::ops::Range;

use super::contents::{self, Reporting};
use super::draft::Draft;
use super::scene::Scene;
use crate::lang::cues::{Hearsay, HearsayKind};
use crate::text::{Mood, Upos};

/// Finds the hearsay of one sentence.
pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Draft>) {
    for token in scene.start..scene.end {
        if scene.is_in_speech(token) {
            continue;
        }
        if let Some(draft) = passive(scene, token) {
            found.push(draft);
            continue;
        }
        let by_form = scene.data.cues.hearsay.get(scene.lower(token));
        let by_lemma = scene.data.cues.hearsay.get(scene.lemma(token));
        let Some(entries) = by_form.or(by_lemma) else { continue };
        let draft = entries.iter().find_map(|entry| try_entry(scene, token, entry));
        if let Some(draft) = draft {
            let is_known = found
                .iter()
                .any(|known| known.cue.zip(draft.cue).is_some_and(|(one, other)| one.overlaps(other)));
            if !is_known {
                found.push(draft);
            }
        }
    }
}

fn try_entry(scene: &Scene<'_>, token: usize, entry: &Hearsay) -> Option<Draft> {
    let cue = matched_words(scene, token, entry)?;
    let content = match entry.kind {
        HearsayKind::Adverb => around(scene, &cue)?,
        HearsayKind::Modal => modal(scene, token)?,
        HearsayKind::Phrase => {
            let verb = cue.clone().rfind(|token| scene.is_verb(*token)).unwrap_or(cue.end - 1);
            // `rumour has [it] that`; in `it emerged it had burned` the pronoun stands before the verb.
            let is_verb = |word: &String| scene.lower(verb) == word || scene.lemma(verb) == word;
            let first = entry.words.iter().rposition(is_verb).map_or(entry.words.len(), |at| at + 1);
            let words = entry.words.get(first..).unwrap_or_default();
            let reporting = Reporting { verb, words, source: None, is_passive: true };
            contents::of_verb(scene, &reporting, &[crate::lang::cues::Complement::That])?.0
        }
    };
    let claims_itself = entry.kind == HearsayKind::Modal
        && scene.is_one_of(&scene.data.switches.claiming_modals, scene.lemma(token));
    let subject = scene
        .doc
        .clause_at(token)
        .and_then(|clause| scene.doc.clauses[clause].subject)
        .filter(|_| claims_itself);
    Some(Draft {
        source: subject
            .map(|phrase| scene.doc.phrases[phrase].tokens.clone())
            .or_else(|| {
                (entry.kind == HearsayKind::Phrase)
                    .then(|| super::verbs::constructions::impersonal_source(scene, token))
                    .flatten()
            })
            .map(|source| scene.span(source)),
        cue: Some(scene.span(cue)),
        content: contents::spans(scene, &content),
        certainty: entry.certainty,
        rule: format!("{}.cue.hearsay", scene.data.switches.tag).into(),
        ..Draft::default()
    })
    .filter(|draft| !draft.content.is_empty())
}

/// The words of an entry from a token on; adverbs may stand between them.
fn matched_words(scene: &Scene<'_>, token: usize, entry: &Hearsay) -> Option<Range<usize>> {
    let mut at = token;
    for (index, word) in entry.words.iter().enumerate() {
        while index > 0 && at < scene.end && scene.upos(at) == Upos::Adv && scene.lower(at) != word {
            at += 1;
        }
        let is_word =
            at < scene.end && (scene.lower(at) == word || scene.is_verb(at) && scene.lemma(at) == word);
        if !is_word {
            return None;
        }
        at += 1;
    }
    Some(token..at)
}

/// `are said to have fled`, `are feared dead`: a participle that is on the list, with its auxiliary before it and an infinitive, an
/// adjective or another participle after it.
fn passive(scene: &Scene<'_>, token: usize) -> Option<Draft> {
    if scene.data.switches.verb_second || scene.upos(token) != Upos::Verb {
        return None;
    }
    let certainty = *scene.data.cues.passive_hearsay.get(scene.lemma(token))?;
    let before = (scene.start..token)
        .rev()
        .take_while(|at| matches!(scene.upos(*at), Upos::Aux | Upos::Adv | Upos::Part));
    let auxiliary = before.filter(|at| scene.upos(*at) == Upos::Aux).last()?;
    let is_passive = (auxiliary..token)
        .any(|at| scene.is_one_of(&scene.data.switches.passive_auxiliaries, scene.lemma(at)));
    let cue = auxiliary..token + 1;
    let is_past = !scene.data.switches.is_like_gerund(scene.lower(token));
    let takes_state = scene.data.cues.passive_state_hearsay.contains(scene.lemma(token));
    let content = passive_content(scene, &cue, takes_state).filter(|_| is_passive && is_past)?;
    Some(Draft {
        cue: Some(scene.span(cue)),
        content: contents::spans(scene, &content),
        certainty,
        rule: format!("{}.cue.hearsay", scene.data.switches.tag).into(),
        ..Draft::default()
    })
}

/// The clause of an adverb, without it.
fn around(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Vec<Range<usize>>> {
    if scene.doc.phrase_at(cue.start).is_some_and(|phrase| {
        scene.doc.phrases[phrase].tokens.end > cue.end && scene.doc.phrases[phrase].tokens.start < cue.start
    }) {
        return None; // inside a noun phrase
    }
    let clause = scene.doc.clause_at(cue.start).map(|clause| &scene.doc.clauses[clause]);
    let bounds = clause
        .filter(|clause| clause.subordinator.is_some())
        .map_or(scene.start..scene.end, |clause| clause.tokens.clone());
    split_around(scene, bounds, cue)
}

fn split_around(scene: &Scene<'_>, bounds: Range<usize>, cue: &Range<usize>) -> Option<Vec<Range<usize>>> {
    let pieces = [scene.trim_content(bounds.start..cue.start), scene.trim_content(cue.end..bounds.end)];
    let pieces: Vec<_> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
    (!pieces.is_empty()).then_some(pieces)
}

/// `soll` in the indicative with a perfect infinitive or a state: said of the past or the present, so it is no order.
fn modal(scene: &Scene<'_>, token: usize) -> Option<Vec<Range<usize>>> {
    let is_finite = scene.is_finite(token) && scene.doc.tokens[token].feats.mood != Some(Mood::Sub);
    let clause = scene.doc.clause_at(token).map(|clause| &scene.doc.clauses[clause])?;
    let own = scene.segment(token);
    let infinitives = &scene.data.switches.hearsay_infinitives;
    let range = if clause.subordinator.is_some() { own.start..own.end } else { token..clause.tokens.end };
    let is_past_or_state = range.clone().any(|at| {
        scene.is_one_of(infinitives, scene.lower(at))
            && scene.is_verb(at)
            && at != token
            && ends_bracket(scene, at, token)
    });
    if !(is_finite && is_past_or_state) {
        return None;
    }
    let bounds = if clause.subordinator.is_some() {
        clause.tokens.clone()
    } else {
        clause.tokens.start.max(scene.start)..scene.words_end().min(clause.tokens.end)
    };
    split_around(scene, bounds, &(token..token + 1))
}

/// Whether an infinitive closes the verb group: followed by a mark, the end, or the modal itself in a subordinate clause.
fn ends_bracket(scene: &Scene<'_>, at: usize, modal: usize) -> bool {
    at + 1 >= scene.end || !scene.is_word(at + 1) || at + 1 == modal || scene.upos(at + 1) == Upos::Cconj
}

/// `members are reported to have killed …`, `forty were feared dead`: the subject, and what is told of it.
fn passive_content(scene: &Scene<'_>, cue: &Range<usize>, takes_state: bool) -> Option<Vec<Range<usize>>> {
    let particle = scene.data.switches.infinitive_particle.as_str();
    let last = cue.end - 1;
    let to = (cue.end..scene.end.min(cue.end + 2)).find(|token| scene.lower(*token) == particle);
    let state = Some(cue.end).filter(|token| takes_state && *token < scene.end && is_state(scene, *token));
    let to = to.or(state)?;
    let start = scene.segment_start_of_clause(cue.start);
    // `It is feared as many as forty …`
    let is_nobody = start + 1 == cue.start
        && scene.is_one_of(&scene.data.switches.expletives, scene.lower(start))
        && state == Some(to);
    if is_nobody {
        return None;
    }
    let reporting = Reporting { verb: last, words: &[], source: None, is_passive: true };
    let end = contents::content_end(scene, to, &reporting);
    let pieces = [scene.trim_content(start..cue.start), scene.trim_content(to..end)];
    let pieces: Vec<_> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
    (pieces.len() == 2).then_some(pieces)
}

/// Whether a word tells in what state somebody is: `dead`, `buried`, `missing`.
fn is_state(scene: &Scene<'_>, token: usize) -> bool {
    let is_participle = scene.is_verb(token)
        && scene.is_participle(token)
        && !scene.data.switches.is_like_gerund(scene.lower(token));
    (scene.upos(token) == Upos::Adj || is_participle)
        && scene.doc.phrase_at(token).is_none_or(|phrase| scene.doc.phrases[phrase].head == token)
}
