//! Clauses as contents: `dass die Lage ruhig sei`, `die Lage sei ruhig`, `whether it was over`, `to return`.

use std::ops::Range;

use super::super::scene::Scene;
use super::{Pieces, Reporting, content_end};
use crate::lang::cues::Complement;
use crate::text::{ClauseKind, Mood, Upos};

/// `sagte, dass …`, `sagte, die Lage sei …`, `said the road was closed`, `asked whether …`.
pub(super) fn clause_after(
    scene: &Scene<'_>,
    reporting: &Reporting<'_>,
    complements: &[Complement],
) -> Option<Pieces> {
    let from = reporting
        .source
        .as_ref()
        .filter(|source| source.start > reporting.verb)
        .map_or(reporting.verb + 1, |source| source.end);
    let from = (from..scene.end).find(|token| !reporting.has_word(scene, *token)).unwrap_or(from);
    let allows_bare =
        complements.iter().any(|complement| matches!(complement, Complement::That | Complement::ObjectThat));
    let takes_object = complements.iter().any(|complement| matches!(complement, Complement::ObjectThat));
    let opened = (from..scene.end)
        .find_map(|token| complement_start(scene, token, from, reporting, (allows_bare, takes_object)))
        .filter(|start| !has_other_content(scene, from, *start, complements));
    let bare = if allows_bare && !scene.data.switches.verb_second {
        bare_clause(scene, from, takes_object)
    } else {
        None
    };
    let asks = complements.iter().any(|complement| matches!(complement, Complement::Question));
    let opened = opened.or_else(|| question_after(scene, from).filter(|_| asks));
    let opened = opened.or_else(|| question_with_infinitive(scene, from).filter(|_| asks));
    // What `that` opens is said, also where its verb was not seen: `denied that troops target civilians`.
    let opened = opened.or_else(|| opened_without_verb(scene, from).filter(|_| allows_bare));
    let start = match (opened, bare) {
        (Some(opened), Some(bare)) => opened.min(bare),
        (opened, bare) => opened.or(bare)?,
    };
    let end = content_end(scene, start, reporting).min(own_clause_end(scene, start));
    let piece = scene.trim_content(start..end.min(particle_after(scene, reporting.verb, start)));
    (!piece.is_empty()).then(|| vec![piece])
}

/// Whether a verb has its content before a clause that nothing opens: `bestritt, geschossen zu haben; es sei ein Unfall gewesen`, `schätzte
/// die Zahl auf 300, der Rat schwieg`.
fn has_other_content(scene: &Scene<'_>, from: usize, start: usize, complements: &[Complement]) -> bool {
    if !scene.data.switches.verb_second || scene.starts_subordinate(start) {
        return false;
    }
    let takes = |wanted: fn(&Complement) -> bool| complements.iter().any(wanted);
    let between =
        || scene.clauses().filter(|clause| clause.tokens.start >= from && clause.tokens.end <= start);
    let has_infinitive = takes(|complement| *complement == Complement::Infinitive)
        && between().any(|clause| clause.kind == ClauseKind::Infinitive);
    let is_told = (start..scene.segment(start).end)
        .any(|token| scene.is_finite(token) && scene.doc.tokens[token].feats.mood == Some(Mood::Sub));
    let has_object = !is_told
        && takes(|complement| matches!(complement, Complement::Object | Complement::ObjectPreposition(_)))
        && has_bare_phrase(scene, from..start);
    has_infinitive || has_object
}

/// `wies den Vorwurf, sie habe gelogen, zurück`: the particle of the verb behind the clause; the end of the sentence where there is none.
fn particle_after(scene: &Scene<'_>, verb: usize, start: usize) -> usize {
    let clause = scene.doc.clause_at(verb).map(|clause| &scene.doc.clauses[clause]);
    let particle = clause.filter(|clause| clause.finite == Some(verb)).and_then(|clause| clause.particle);
    particle.filter(|particle| *particle > start && scene.is_mark(particle - 1)).unwrap_or(scene.end)
}

/// `wonder when the power will return`: the clause right behind the verb, up to the end of its stretch, that a word of questions opens.
/// `said when the war ended he would go` has another verb after it.
fn question_after(scene: &Scene<'_>, from: usize) -> Option<usize> {
    let clause = scene.doc.clause_from(from).map(|clause| &scene.doc.clauses[clause])?;
    let is_opened = clause.subordinator == Some(from)
        && clause.finite.is_some()
        && scene.is_one_of(&scene.data.switches.question_words, scene.lower(from));
    let end = clause.tokens.end;
    let is_last = scene.trim(end..scene.words_end().max(end)).is_empty() || scene.is_mark(end);
    (is_opened && is_last).then_some(from)
}

/// `pondered whether to sell`, `asked how to go on`: a word that opens a question, before an infinitive.
fn question_with_infinitive(scene: &Scene<'_>, from: usize) -> Option<usize> {
    let particle = scene.data.switches.infinitive_particle.as_str();
    if from + 2 >= scene.end {
        return None;
    }
    let word = scene.lower(from);
    let opens = scene.is_one_of(&scene.data.switches.question_words, word)
        || scene.data.subordinators.get(word) == Some(&ClauseKind::Complement);
    let goes_on = scene.lower(from + 1) == particle && scene.is_verb_next(from + 1);
    (opens && goes_on && !scene.data.switches.verb_second).then_some(from)
}

/// The word after the verb that opens a complement and is tagged so.
fn opened_without_verb(scene: &Scene<'_>, from: usize) -> Option<usize> {
    if from + 2 >= scene.end {
        return None;
    }
    let is_opener = scene.data.subordinators.get(scene.lower(from)) == Some(&ClauseKind::Complement);
    let goes_on = scene.doc.phrase_at(from + 1).is_some();
    (is_opener && scene.upos(from) == Upos::Sconj && goes_on).then_some(from)
}

/// English: where a clause without `that` starts after its verb, with time, medium and addressee left out before it.
fn bare_clause(scene: &Scene<'_>, from: usize, takes_object: bool) -> Option<usize> {
    let mut at = from;
    let mut may_skip_object = takes_object;
    while at < scene.end {
        if scene.doc.time_at(at).is_some() || scene.upos(at) == Upos::Adv && scene.doc.phrase_at(at).is_none()
        {
            at += 1;
            continue;
        }
        if scene.upos(at) == Upos::Adp {
            // `at least 40 people`: no phrase starts right behind.
            let Some(phrase) = scene.doc.phrase_at(at + 1).map(|phrase| &scene.doc.phrases[phrase]) else {
                break;
            };
            let is_frame = scene.doc.time_at(phrase.head).is_some()
                || scene.data.cues.media.contains(scene.lemma(phrase.head))
                || scene.data.cues.addressee_prepositions.contains(scene.lower(at));
            if !is_frame {
                break;
            }
            at = phrase.tokens.end;
            continue;
        }
        let Some(phrase) = scene
            .doc
            .phrase_at(at)
            .map(|phrase| &scene.doc.phrases[phrase])
            .filter(|phrase| phrase.tokens.start == at)
        else {
            break;
        };
        if may_skip_object && !scene.is_finite(phrase.tokens.end.min(scene.end - 1)) {
            may_skip_object = false;
            at = phrase.tokens.end;
            continue;
        }
        break;
    }
    let opens = at < scene.end
        && (scene.upos(at) == Upos::Adp
            || scene.doc.phrase_at(at).is_some()
            || matches!(scene.upos(at), Upos::Det | Upos::Pron | Upos::Adj)
            || scene.data.switches.is_like_gerund(scene.lower(at)));
    // The finite verb after a relative pronoun or subordinator is not that of a bare clause.
    let stop = (at..scene.end)
        .find(|token| matches!(scene.doc.form(*token), ";" | ":") || scene.starts_subordinate(*token))
        .unwrap_or(scene.end);
    (opens && scene.has_finite(at..stop)).then_some(at)
}

/// Where a clause with `dass` ends for good: before a main clause or a relative clause on all of it (`…, was die Armee bestreitet`).
fn own_clause_end(scene: &Scene<'_>, start: usize) -> usize {
    let is_opened =
        scene.doc.clause_from(start).is_some_and(|clause| scene.doc.clauses[clause].subordinator.is_some());
    let after = scene.clauses().filter(|clause| clause.tokens.start > start + 1);
    let mut stops = after.filter(|clause| {
        let at = clause.tokens.start;
        let is_main = is_opened
            && clause.kind == ClauseKind::Main
            && scene.doc.form(at - 1) == ","
            && scene.upos(at) != Upos::Cconj
            && !scene.is_in_speech(at);
        let is_on_all = clause.subordinator == Some(at)
            && scene.is_one_of(&scene.data.switches.sentence_relatives, scene.lower(at))
            && scene.doc.form(at - 1) == ",";
        is_main && scene.data.switches.verb_second || is_on_all || is_denied_by_other(scene, clause)
    });
    stops.next().map_or(scene.end, |clause| clause.tokens.start - 1)
}

/// `…, which the port office denies`: a relative clause whose verb attributes, with a subject of its own.
pub(super) fn is_denied_by_other(scene: &Scene<'_>, clause: &crate::text::Clause) -> bool {
    let (Some(opener), Some(finite)) = (clause.subordinator, clause.finite) else { return false };
    let has_subject = clause.subject.is_some_and(|subject| scene.doc.phrases[subject].tokens.start > opener);
    let is_reporting = scene.is_reporting_verb(finite);
    let is_last = scene.trim(finite + 1..clause.tokens.end).is_empty();
    clause.kind == ClauseKind::Relative
        && has_subject
        && is_reporting
        && is_last
        && scene.doc.form(clause.tokens.start.saturating_sub(1)) == ","
}

/// Whether a complement clause starts at a token; where its words start.
fn complement_start(
    scene: &Scene<'_>,
    token: usize,
    from: usize,
    reporting: &Reporting<'_>,
    (allows_bare, takes_object): (bool, bool),
) -> Option<usize> {
    let clause = scene
        .doc
        .clause_from(token)
        .map(|clause| &scene.doc.clauses[clause])
        .filter(|clause| clause.finite.is_some())?;
    let follows_mark =
        token > scene.start && scene.is_mark(token - 1) || scene.is_quote(token.saturating_sub(1));
    match clause.kind {
        ClauseKind::Complement if clause.subordinator.is_some() => {
            // `reported, citing fishermen, that …`: what stands behind a comma is not the verb's object.
            let own = from..token.min(scene.segment(reporting.verb).end.max(from));
            let has_object = !scene.data.switches.verb_second && !takes_object && has_bare_phrase(scene, own);
            let is_joined =
                scene.upos(token) == Upos::Cconj || token > from && scene.upos(token - 1) == Upos::Cconj;
            let is_own = !is_joined
                && !has_object
                && !(from..token)
                    .any(|at| scene.is_finite(at) && !in_right_bracket(scene, reporting.verb, at));
            is_own.then_some(token)
        }
        ClauseKind::Main | ClauseKind::Complement if allows_bare => {
            let is_coordinated = scene.upos(token) == Upos::Cconj;
            let is_next = !(from..token).any(|at| scene.is_finite(at));
            let starts_with_verb = scene.is_finite(token);
            (is_next
                && follows_mark
                && scene.data.switches.verb_second
                && !is_coordinated
                && !starts_with_verb)
                .then_some(token)
        }
        _ => None,
    }
}

fn in_right_bracket(scene: &Scene<'_>, verb: usize, at: usize) -> bool {
    at < verb || scene.segment(verb).contains(&at)
}

/// Whether a noun phrase without a preposition stands in a range that is no time: an object.
pub(super) fn has_bare_phrase(scene: &Scene<'_>, range: Range<usize>) -> bool {
    let from = scene.doc.phrases.partition_point(|phrase| phrase.tokens.start < range.start);
    let inside = scene.doc.phrases[from..].iter().take_while(|phrase| phrase.tokens.end <= range.end);
    inside.into_iter().any(|phrase| phrase.preposition.is_none() && scene.doc.time_at(phrase.head).is_none())
}

/// Where after a token a clause of its own starts, with its verb second and nothing that opens it: an object or an infinitive does not reach
/// over it.
pub(in super::super) fn next_statement(scene: &Scene<'_>, start: usize) -> usize {
    if !scene.data.switches.verb_second {
        return scene.end;
    }
    let opens_statement = |first: usize| {
        !scene.starts_subordinate(first)
            && !matches!(scene.upos(first), Upos::Cconj | Upos::Sconj)
            && !scene.is_finite(first)
            && (first..scene.segment(first).end)
                .any(|token| scene.is_finite(token) && is_in_main_clause(scene, token))
    };
    let mut marks = (start..scene.end.saturating_sub(1))
        .filter(|mark| scene.is_mark(*mark) && !scene.is_quote(*mark) && !scene.is_in_speech(*mark));
    marks.find(|mark| opens_statement(mark + 1)).unwrap_or(scene.end)
}

/// Whether nothing opens the clause of a verb.
pub(in super::super) fn is_in_main_clause(scene: &Scene<'_>, verb: usize) -> bool {
    let clause = scene.doc.clause_at(verb).map(|clause| &scene.doc.clauses[clause]);
    clause.is_none_or(|clause| clause.subordinator.is_none())
}

/// `weigert sich, zu gehen`, `vowed to return`, `urged rebels to stop`.
pub(super) fn infinitive_after(scene: &Scene<'_>, reporting: &Reporting<'_>) -> Option<Pieces> {
    let particle = scene.data.switches.infinitive_particle.as_str();
    if scene.data.switches.verb_second {
        let clause = scene.clauses().find(|clause| {
            let is_infinitive = clause.kind == ClauseKind::Infinitive && clause.finite.is_none();
            is_infinitive && clause.tokens.start > reporting.verb.min(scene.segment(reporting.verb).end)
        });
        let start = clause.map(|clause| clause.tokens.start)?;
        let is_near = !(reporting.verb + 1..start).any(|token| scene.is_finite(token));
        let end = content_end(scene, start, reporting).min(next_statement(scene, start));
        return is_near.then(|| vec![scene.trim_content(start..end)]);
    }
    let to = (reporting.verb + 1..scene.end.min(reporting.verb + 14))
        .find(|token| scene.lower(*token) == particle && scene.is_verb_next(*token))?;
    let is_near =
        !(reporting.verb + 1..to).any(|token| scene.is_finite(token) || scene.doc.form(token) == ",");
    let end = content_end(scene, to, reporting);
    is_near.then(|| vec![scene.trim_content(to..end)])
}
