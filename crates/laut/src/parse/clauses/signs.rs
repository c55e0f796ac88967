//! Signs by which clauses are known where the verb follows its subject: what is said without `that`, relative clauses without a
//! pronoun, the clauses of cues, participles that a mark sets off, conditionals.

use super::frame::Frame;
use super::marks::is_clause_mark;
use super::openers::opening;
use super::subject_first::{State, first_after, is_modifier, stretch_end};
use crate::text::{Case, ClauseKind, Degree, Tense, Upos, VerbForm};

/// `Asked about it, …`, `Speaking in Geneva, …`.
pub(super) fn opens_with_participle(frame: &Frame<'_>, at: usize) -> bool {
    let token = frame.words[at];
    let end = stretch_end(frame, at);
    let is_alone = !frame.words[at + 1..end].iter().any(|token| frame.is_finite(*token));
    let has_main = frame.words[end..].iter().any(|token| frame.is_finite(*token));
    let is_past = frame.upos(token) == Upos::Verb && frame.doc.tokens[token].feats.tense == Some(Tense::Past);
    (is_past || is_set_off(frame, at)) && is_alone && has_main && frame.open.len() == 1
}

/// What a past participle after a mark is.
pub(super) enum Reading {
    Participle,
    /// A finite verb: `attacked the camp, burned tents and left`.
    Finite,
    /// One of several that share an auxiliary: `had looted houses, stolen cattle and left`.
    Listed,
}

pub(super) fn reading_of_participle(frame: &Frame<'_>, at: usize) -> Reading {
    let token = frame.words[at];
    let feats = frame.doc.tokens[token].feats;
    if feats.verb_form != Some(VerbForm::Part)
        || feats.tense == Some(Tense::Pres)
        || frame.data.switches.is_like_gerund(frame.lower(token))
    {
        return Reading::Participle;
    }
    let next = frame.words.get(at + 1).copied();
    let takes_object = next.is_some_and(|next| {
        frame.doc.phrase_at(next).is_some_and(|phrase| {
            let phrase = &frame.doc.phrases[phrase];
            phrase.preposition.is_none() && phrase.tokens.start == next
        })
    });
    let later_finite = frame.words[at + 1..].iter().any(|token| frame.is_finite(*token));
    if frame.waiting().is_some() && !later_finite {
        return Reading::Finite;
    }
    if !takes_object || frame.waiting().is_some() {
        return Reading::Participle;
    }
    let shares = frame.top().and_then(|top| top.finite).is_some_and(|finite| frame.upos(finite) == Upos::Aux);
    if shares { Reading::Listed } else { Reading::Finite }
}

/// `“…”, Colonel Jonas Terveld, said`: the subject of a cue that a mark parts from its verb.
pub(super) fn subject_before_mark(frame: &Frame<'_>, at: usize, mark: usize, state: &State) -> Option<usize> {
    let subject = first_after(frame, state.stretch_before, mark);
    let is_phrase = frame.doc.phrase_at(subject).is_some_and(|phrase| {
        let phrase = &frame.doc.phrases[phrase];
        phrase.tokens.start == subject && phrase.preposition.is_none()
    });
    let is_alone = (subject..mark).all(|token| !frame.is_verb(token) || is_modifier(frame, token));
    let is_over = frame.waiting().is_none() && subject > frame.open[0].start;
    let fits = is_phrase
        && is_alone
        && is_over
        && frame.is_reporting(frame.words[at])
        && frame.words.get(at + 1).is_none_or(|next| frame.upos(*next) == Upos::Punct);
    fits.then_some(subject)
}

/// The start of the noun phrase that a finite verb has for its subject, with what is attached to it by prepositions.
pub(super) fn subject_before(frame: &Frame<'_>, at: usize) -> Option<usize> {
    let words = frame.words;
    let mut before = at.checked_sub(1)?;
    while frame.upos(words[before]) == Upos::Adv && before > 0 {
        before -= 1;
    }
    loop {
        let phrase = &frame.doc.phrases[frame.doc.phrase_at(words[before])?];
        let start = words.partition_point(|token| *token < phrase.tokens.start);
        if phrase.preposition.is_none() {
            let joined = start.checked_sub(2).filter(|_| frame.upos(words[start - 1]) == Upos::Cconj);
            match joined.filter(|joined| frame.doc.phrase_at(words[*joined]).is_some()) {
                _ if start > 0 && is_possessive(frame, words[start - 1]) => return Some(words[start - 1]),
                _ if is_bounded(frame, start) => return Some(words[start - 2]),
                Some(joined) if !frame.open.iter().any(|clause| clause.start == words[start - 1]) => {
                    before = joined
                }
                _ => return Some(phrase.tokens.start),
            }
        } else if is_bounded(frame, start) {
            return Some(words[start - 2]);
        } else {
            // `a village in the north`: go on before the preposition.
            before = start.checked_sub(2)?;
            if is_clause_mark(frame.doc, words[before], frame.data) || frame.upos(words[before]) == Upos::Adp
            {
                return None;
            }
        }
    }
}

/// `its units`: the pronoun belongs to the phrase after it.
fn is_possessive(frame: &Frame<'_>, token: usize) -> bool {
    frame.upos(token) == Upos::Pron && frame.doc.tokens[token].feats.case == Some(Case::Gen)
}

/// `at least nine people`: the bound stands before the phrase.
fn is_bounded(frame: &Frame<'_>, start: usize) -> bool {
    let (words, doc) = (frame.words, frame.doc);
    start > 1
        && frame.upos(words[start]) == Upos::Num
        && doc.tokens[words[start - 1]].feats.degree == Some(Degree::Sup)
        && frame.upos(words[start - 2]) == Upos::Adp
}

/// `said Lena Osk`, `said the head of …` after speech: how many clauses stay open.
pub(super) fn inverted_cue(frame: &Frame<'_>, at: usize) -> Option<usize> {
    let token = frame.words[at];
    let next = *frame.words.get(at + 1)?;
    let phrase = &frame.doc.phrases[frame.doc.phrase_at(next)?];
    let is_subject = phrase.preposition.is_none() && phrase.tokens.start == next;
    let is_over = frame.waiting().is_none() || follows_quotation(frame, token);
    let lemma_takes_speech = frame.is_reporting(token);
    (is_subject && lemma_takes_speech && is_over).then_some(1)
}

fn follows_quotation(frame: &Frame<'_>, token: usize) -> bool {
    frame.doc.quotations.iter().any(|quotation| quotation.close.is_some_and(|close| close + 1 == token))
}

/// Whether a cue with its subject before it is over at the next mark, or with a phrase after it.
pub(super) fn is_cue_before_mark(frame: &Frame<'_>, at: usize) -> bool {
    frame.is_reporting(main_verb(frame, at))
        && !(at + 1..stretch_end(frame, at)).any(|next| {
            opening(frame, next, false).is_some_and(|opening| opening.kind == ClauseKind::Complement)
                || frame.is_finite(frame.words[next])
        })
}

/// `have calculated`: the verb with a meaning of a group that starts with its finite verb.
fn main_verb(frame: &Frame<'_>, at: usize) -> usize {
    let mut verb = frame.words[at];
    for &next in frame.words[at + 1..].iter().take(4) {
        match frame.upos(next) {
            Upos::Verb | Upos::Aux => verb = next,
            Upos::Adv | Upos::Part => {}
            _ => break,
        }
    }
    verb
}

/// Whether the cue stands at the end of what is said, or the words go on with a verb after the mark.
pub(super) fn is_inserted_or_last(frame: &Frame<'_>, at: usize, top: usize) -> bool {
    let is_over = (0..=top).all(|depth| !frame.open[depth].is_waiting());
    is_over || goes_on_with_verb(frame, at)
}

fn goes_on_with_verb(frame: &Frame<'_>, at: usize) -> bool {
    let end = stretch_end(frame, at);
    let next = (end + 1..frame.words.len())
        .find(|next| !matches!(frame.upos(frame.words[*next]), Upos::Adv | Upos::Punct));
    next.is_some_and(|next| frame.is_finite(frame.words[next])) && end < frame.words.len()
}

/// `The convoy, an officer said by telephone, had been …`.
pub(super) fn is_inserted_cue(frame: &Frame<'_>, at: usize, subject: Option<usize>, top: usize) -> bool {
    let Some(subject) = subject else { return false };
    let clause = &frame.open[top];
    let has_subject = frame
        .doc
        .phrases
        .iter()
        .skip(frame.doc.phrases.partition_point(|phrase| phrase.tokens.start < clause.start))
        .take_while(|phrase| phrase.tokens.end < subject)
        .any(|phrase| phrase.preposition.is_none());
    has_subject && is_cue_before_mark(frame, at) && goes_on_with_verb(frame, at)
}

/// `said (on Monday) the army had left`: what is said, without `that`.
pub(super) fn starts_bare_complement(frame: &Frame<'_>, subject: usize) -> bool {
    let Some(top) = frame.top() else { return false };
    let Some(&verb) = top
        .verbs
        .iter()
        .rfind(|verb| **verb < subject && (frame.is_reporting(**verb) || top.verbs.len() == 1))
    else {
        return false;
    };
    if verb >= subject || top.has_complement && top.kind != ClauseKind::Infinitive {
        return false;
    }
    let from = frame.words.partition_point(|token| *token <= verb);
    let to = frame.words.partition_point(|token| *token < subject);
    let is_between = frame.words[from..to].iter().all(|token| {
        let is_noun =
            is_modifier(frame, *token) || frame.doc.tokens[*token].feats.verb_form == Some(VerbForm::Ger);
        !is_clause_mark(frame.doc, *token, frame.data) && (!frame.is_verb(*token) || is_noun)
    });
    is_between && frame.is_reporting(verb)
}

/// `the statement they issued`: a subject right after a noun.
pub(super) fn starts_bare_relative(frame: &Frame<'_>, subject: usize, state: &State) -> bool {
    let at = frame.words.partition_point(|token| *token < subject);
    let Some(before) = at.checked_sub(1).map(|before| frame.words[before]) else { return false };
    subject > state.stretch
        && matches!(frame.upos(before), Upos::Noun | Upos::Propn)
        && frame.doc.time_at(before).is_none()
        && frame.doc.time_at(subject).is_none()
}

/// Whether a participle or infinitive after a mark is set off by it: `, killing twelve`, `, backed by tanks,`.
pub(super) fn is_set_off(frame: &Frame<'_>, at: usize) -> bool {
    let token = frame.words[at];
    let is_participle = |token: usize| {
        let feats = frame.doc.tokens[token].feats;
        frame.is_verb(token)
            && matches!(feats.verb_form, Some(VerbForm::Part | VerbForm::Ger))
            && frame.doc.phrase_at(token).is_none_or(|phrase| {
                frame.doc.phrases[phrase].tokens.start == token && frame.doc.phrases[phrase].tokens.len() == 1
            })
    };
    let next = frame.words.get(at + 1).copied();
    let is_infinitive = frame.lower(token) == frame.data.switches.infinitive_particle
        && next.is_some_and(|next| frame.is_verb(next));
    let is_gerund = frame.upos(token) == Upos::Adp || frame.upos(token) == Upos::Sconj;
    if frame.data.cues.phrases.get(frame.lower(token)).is_some_and(|phrases| {
        phrases.iter().any(|(_, phrase)| {
            phrase.words.len() > 1 && next.is_some_and(|next| phrase.words[1] == frame.lower(next))
        })
    }) {
        // `according to`.
        return false;
    }
    let is_gerund = is_gerund
        && next
            .is_some_and(|next| is_participle(next) && frame.data.switches.is_like_gerund(frame.lower(next)));
    is_participle(token) || is_infinitive || is_gerund
}

/// `Had the dam broken, …`: a verb in first place that makes a condition.
pub(super) fn opens_condition(frame: &Frame<'_>, first: usize) -> bool {
    let end = stretch_end(frame, 0);
    let next = frame.words.get(1).copied();
    let has_subject = next
        .and_then(|next| frame.doc.phrase_at(next))
        .is_some_and(|phrase| Some(frame.doc.phrases[phrase].tokens.start) == next);
    let has_main = frame.words[end..].iter().any(|token| frame.is_finite(*token));
    frame.is_finite(first) && has_subject && has_main && !frame.is_reporting(first)
}

/// `The longer it lasts, the more …`.
pub(super) fn opens_proportion(frame: &Frame<'_>, first: usize) -> bool {
    let is_at = |at: usize| {
        frame.words.get(at).is_some_and(|word| {
            frame.data.switches.proportion_words.iter().any(|form| form == frame.lower(*word))
        }) && frame
            .words
            .get(at + 1)
            .is_some_and(|next| frame.doc.tokens[*next].feats.degree == Some(Degree::Cmp))
    };
    frame.words[0] == first && is_at(0) && is_at(stretch_end(frame, 0) + 1)
}
