//! Coordination where the verb follows its subject: whether a conjunction joins a clause, and to which.

use super::frame::{Frame, Open};
use super::openers::opening;
use super::subject_first::{State, is_in_verb_group, is_modifier, open, set_finite, stretch_end};
use crate::lang::cues::Complement;
use crate::text::{ClauseKind, Tense, Upos, VerbForm};

/// A conjunction: whether it joins a clause, and to which.
pub(super) fn join(frame: &mut Frame<'_>, at: usize, state: &mut State) {
    let words = frame.words;
    let token = words[at];
    let end = stretch_end(frame, at + 1);
    let after = (at + 1..end).find(|next| frame.upos(words[*next]) != Upos::Adv).unwrap_or(end);
    if after == end {
        return;
    }
    let has_verb = words[after..end].iter().any(|token| frame.is_verb(*token));
    if let (Some(mark), false) = (state.after_mark, has_verb)
        && frame.open.len() > 1
        && frame.top().is_some_and(|top| top.kind == ClauseKind::Relative && !top.is_waiting())
    {
        let depth = frame.open.len() - 1;
        frame.close_to(depth, mark);
    }
    // `and that`, `but whether`, `and who`: a sister of the clause with such a word.
    if let Some(opening) = opening(frame, after, true).or_else(|| opening(frame, at + 1, true)) {
        let sister = frame.open.iter().rposition(|clause| clause.kind == opening.kind);
        if let Some(sister) = sister.filter(|sister| *sister > 0) {
            frame.close_to(sister, token);
            open(frame, opening.kind, token, Some(opening.subordinator), true);
            state.skip_to = opening.subordinator + 1;
        }
        return;
    }
    if frame.waiting().is_some_and(|waiting| waiting + 1 == frame.open.len()) {
        return;
    }
    let joins_past = is_joined_past(frame, after);
    let is_finite = |next: &usize| {
        frame.is_finite(words[*next]) && !is_in_verb_group(frame, *next) || *next == after && joins_past
    };
    let Some(verb) = (after..end).find(is_finite) else { return };
    if verb == after && state.after_mark.is_none() && shares_auxiliary(frame, after) {
        return;
    }
    let finites = (after..end).filter(is_finite).count();
    let opens_between = (after..verb).any(|next| opening(frame, next, false).is_some());
    let has_joint_between = (after..verb).any(|next| frame.upos(words[next]) == Upos::Cconj);
    let shares_subject = verb == after;
    let verb_token = words[verb];
    if !shares_subject
        && (is_joined_source(frame, at, verb, state)
            || opens_between && (finites < 2 || !has_subject_before(frame, after, verb))
            || frame.waiting().is_some() && state.after_mark.is_none()
            || is_joined_subject(frame, at)
            || has_joint_between && frame.waiting().is_some())
    {
        return;
    }
    let sister = sister_of(frame, verb_token, shares_subject, state.after_mark.is_some());
    let kind = frame.open[sister].kind;
    frame.close_to(sister, token);
    open(frame, kind, token, None, state.after_mark.is_some());
    if joins_past {
        set_finite(frame, verb_token);
    }
}

/// `blocked roads and chanted slogans`: a form that may be a participle, with an object, after a clause without auxiliary.
fn is_joined_past(frame: &Frame<'_>, at: usize) -> bool {
    let token = frame.words[at];
    let feats = frame.doc.tokens[token].feats;
    let is_past = frame.upos(token) == Upos::Verb
        && feats.verb_form == Some(VerbForm::Part)
        && feats.tense != Some(Tense::Pres)
        && !frame.data.switches.is_like_gerund(frame.lower(token));
    let has_auxiliary = frame.top().is_none_or(|top| {
        top.finite.is_none_or(|finite| frame.upos(finite) == Upos::Aux)
            && top.verbs.last().is_none_or(|verb| frame.upos(*verb) == Upos::Verb)
    });
    // After a time no noun is joined: `on Monday and chanted slogans`.
    let follows_time = at > 1 && frame.doc.time_at(frame.words[at - 2]).is_some();
    is_past && !has_auxiliary && (follows_time || !is_modifier(frame, token))
}

/// `had searched the flat and seized a computer`: the second verb may be a participle with the auxiliary of the first.
fn shares_auxiliary(frame: &Frame<'_>, at: usize) -> bool {
    let token = frame.words[at];
    let Some(top) = frame.top() else { return false };
    let passive = &frame.data.switches.passive_auxiliaries;
    let is_perfect = top.finite.is_some_and(|finite| {
        frame.upos(finite) == Upos::Aux
            && !passive.iter().any(|lemma| *lemma == frame.doc.tokens[finite].lemma)
    });
    // `to have overrun a base and killed soldiers`.
    let is_perfect_infinitive = top.verbs.len() > 1 && {
        let auxiliary = top.verbs[top.verbs.len() - 2];
        let token = &frame.doc.tokens[auxiliary];
        frame.upos(auxiliary) == Upos::Aux && token.feats.verb_form == Some(VerbForm::Inf)
    };
    let has_participle = top.verbs.last().is_some_and(|verb| frame.upos(*verb) == Upos::Verb);
    (is_perfect || is_perfect_infinitive)
        && has_participle
        && frame.upos(token) == Upos::Verb
        && frame.data.switches.is_like_past(frame.lower(token))
}

/// Whether a noun phrase stands before the first opener of a range.
fn has_subject_before(frame: &Frame<'_>, from: usize, to: usize) -> bool {
    (from..to).find(|next| opening(frame, *next, false).is_some()).is_some_and(|opener| opener > from)
}

/// `…, police and hospital officials said`: the conjunction joins the nouns before a verb of saying, which start after a mark.
fn is_joined_source(frame: &Frame<'_>, at: usize, verb: usize, state: &State) -> bool {
    let words = frame.words;
    let first = words.partition_point(|token| *token < state.stretch);
    let is_noun = |next: usize| frame.doc.phrase_at(words[next]).is_some() && !frame.is_verb(words[next]);
    let is_last = words.get(verb + 1).is_none_or(|next| frame.upos(*next) == Upos::Punct);
    0 < first
        && first < at
        && is_last
        && frame.is_reporting(words[verb])
        && (first..at).chain(at + 1..verb).all(is_noun)
}

/// `said the army and the police had left`: the conjunction joins the nouns of a subject.
fn is_joined_subject(frame: &Frame<'_>, at: usize) -> bool {
    let Some(top) = frame.top() else { return false };
    let Some(verb) = top.verbs.last().filter(|verb| frame.is_reporting(**verb)) else { return false };
    let from = frame.words.partition_point(|token| token <= verb);
    from < at
        && (from..at).all(|next| {
            !matches!(frame.upos(frame.words[next]), Upos::Verb | Upos::Aux | Upos::Sconj | Upos::Punct)
        })
        && !top.has_complement
        && frame
            .doc
            .phrase_at(frame.words[from])
            .is_some_and(|phrase| frame.doc.phrases[phrase].preposition.is_none())
}

/// The open clause that a joined verb makes a sister of.
fn sister_of(frame: &Frame<'_>, verb: usize, shares_subject: bool, follows_mark: bool) -> usize {
    let tense = |finite: Option<usize>| finite.and_then(|finite| frame.doc.tokens[finite].feats.tense);
    let is_reporting = frame.is_reporting(verb);
    let can_be = |clause: &Open| match clause.kind {
        ClauseKind::Infinitive => false,
        ClauseKind::Relative => shares_subject,
        _ => true,
    };
    let innermost = frame.open.iter().rposition(can_be).unwrap_or(0);
    let main = frame.open.iter().rposition(|clause| clause.kind == frame.base).unwrap_or(0);
    if follows_mark {
        return main;
    }
    let same_tense = |clause: &Open| tense(clause.finite) == tense(Some(verb));
    let is_aux = |clause: &Open| clause.finite.is_some_and(|finite| frame.upos(finite) == Upos::Aux);
    let is_full_after_aux = frame.upos(verb) == Upos::Verb && is_aux(&frame.open[innermost]);
    let is_speech = || {
        frame
            .data
            .cues
            .verbs
            .get(frame.doc.tokens[verb].lemma.as_str())
            .is_some_and(|verbs| verbs.iter().any(|verb| verb.complements.contains(&Complement::Quote)))
    };
    if shares_subject && is_reporting && (is_full_after_aux || is_speech()) {
        let cue = frame
            .open
            .iter()
            .position(|clause| frame.takes_clause(clause) && can_be(clause) && same_tense(clause));
        return cue.unwrap_or(innermost);
    }
    innermost
}
