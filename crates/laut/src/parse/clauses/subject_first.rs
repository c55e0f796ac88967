//! Clauses where the verb follows its subject, and where many start without a mark.
//!
//! A sentence is read word by word. Subordinators and relative words open a clause; a finite verb completes the innermost clause
//! that lacks one, or shows that a clause started before its subject: what is said without `that`, a relative clause without a
//! pronoun, the clause of a cue.

use super::frame::{Frame, Open};
use super::join::join;
use super::marks::is_clause_mark;
use super::openers::{Opening, opening};
use super::signs::{
    Reading, inverted_cue, is_cue_before_mark, is_inserted_cue, is_inserted_or_last, is_set_off,
    opens_condition, opens_proportion, opens_with_participle, reading_of_participle, starts_bare_complement,
    starts_bare_relative, subject_before, subject_before_mark,
};
use crate::text::{ClauseKind, Upos};

/// Where the reader is.
#[derive(Default)]
pub(super) struct State {
    /// The first token after the last mark.
    pub(super) stretch: usize,
    /// The first token after the mark before that.
    pub(super) stretch_before: usize,
    /// The last mark, where only adverbs have been read since.
    pub(super) after_mark: Option<usize>,
    /// No clause is looked for before this token.
    pub(super) skip_to: usize,
}

/// Reads all words.
pub(super) fn read(frame: &mut Frame<'_>) {
    let words = frame.words;
    let Some(first) = words.iter().copied().find(|token| frame.upos(*token) != Upos::Punct) else { return };
    frame.push(Open::new(frame.base, first));
    let mut state = State { stretch: first, ..State::default() };
    if opens_condition(frame, first) || opens_proportion(frame, first) {
        open(frame, ClauseKind::Adverbial, first, None, true);
    }
    for at in 0..words.len() {
        let token = words[at];
        if is_clause_mark(frame.doc, token, frame.data) {
            if frame.doc.form(token) == ";"
                && let Some(next) = words.get(at + 1)
            {
                frame.close_to(0, token);
                frame.push(Open::new(frame.base, *next));
            }
            state.after_mark = Some(state.after_mark.filter(|mark| *mark + 1 == token).unwrap_or(token));
            if state.stretch < token {
                state.stretch_before = state.stretch;
            }
            state.stretch = token + 1;
            continue;
        }
        if frame.upos(token) == Upos::Punct {
            continue;
        }
        if token >= state.skip_to {
            read_word(frame, at, &mut state);
        }
        if frame.is_verb(token)
            && !is_modifier(frame, token)
            && let Some(top) = frame.open.last_mut()
        {
            top.verbs.push(token);
        }
        if frame.upos(token) != Upos::Adv {
            state.after_mark = None;
        }
    }
}

fn read_word(frame: &mut Frame<'_>, at: usize, state: &mut State) {
    let token = frame.words[at];
    if let Some(opening) = opening(frame, at, state.after_mark.is_some()) {
        let depth = depth_for(frame, &opening, state.after_mark.is_some());
        frame.close_to(depth, opening.start);
        open(frame, opening.kind, opening.start, Some(opening.subordinator), state.after_mark.is_some());
        state.skip_to = opening.subordinator + 1;
        return;
    }
    if frame.upos(token) == Upos::Cconj {
        join(frame, at, state);
        return;
    }
    if at == 0 && opens_with_participle(frame, at) {
        open(frame, ClauseKind::Infinitive, token, None, true);
        return;
    }
    if frame.is_finite(token) && !is_in_verb_group(frame, at) {
        read_finite(frame, at, state);
        return;
    }
    if let Some(mark) = state.after_mark {
        if is_set_off(frame, at) {
            let start = first_after(frame, mark, token);
            match reading_of_participle(frame, at) {
                Reading::Participle => {
                    let depth = depth_of_participle(frame, token);
                    frame.close_to(depth, mark);
                    open(frame, ClauseKind::Infinitive, start, None, true);
                }
                Reading::Finite => match frame.waiting() {
                    Some(waiting) => {
                        frame.close_to(waiting + 1, mark);
                        set_finite(frame, token);
                    }
                    None => {
                        frame.close_to(0, mark);
                        open(frame, frame.base, start, None, true);
                        set_finite(frame, token);
                    }
                },
                Reading::Listed => {}
            }
        } else if may_end(frame, at) {
            let depth = frame.open.len() - 1;
            frame.close_to(depth, mark);
        }
    }
}

/// A participle that stands before a noun as an adjective does.
pub(super) fn is_modifier(frame: &Frame<'_>, token: usize) -> bool {
    frame.doc.phrase_at(token).is_some_and(|phrase| frame.doc.phrases[phrase].tokens.len() > 1)
}

pub(super) fn open(
    frame: &mut Frame<'_>,
    kind: ClauseKind,
    start: usize,
    subordinator: Option<usize>,
    follows_mark: bool,
) {
    let mut clause = Open::new(kind, start);
    clause.subordinator = subordinator;
    clause.follows_mark = follows_mark;
    frame.push(clause);
}

/// The first word after a mark, up to a token.
pub(super) fn first_after(frame: &Frame<'_>, mark: usize, token: usize) -> usize {
    (mark..token).find(|at| frame.upos(*at) != Upos::Punct).unwrap_or(token)
}

/// The next mark or the end of the words; a position in them.
pub(super) fn stretch_end(frame: &Frame<'_>, at: usize) -> usize {
    let is_mark = |next: &usize| is_clause_mark(frame.doc, frame.words[*next], frame.data);
    (at..frame.words.len()).find(is_mark).unwrap_or(frame.words.len())
}

/// Whether a verb that looks finite follows an auxiliary: `had left`, `are almost entirely imported`.
pub(super) fn is_in_verb_group(frame: &Frame<'_>, at: usize) -> bool {
    let mut before = at;
    while before > 0 && matches!(frame.upos(frame.words[before - 1]), Upos::Adv | Upos::Part) {
        before -= 1;
    }
    before > 0
        && frame.upos(frame.words[before - 1]) == Upos::Aux
        && frame.upos(frame.words[at]) == Upos::Verb
}

/// How many of the open clauses a new subordinate clause is inside.
fn depth_for(frame: &Frame<'_>, opening: &Opening, follows_mark: bool) -> usize {
    let mut depth = frame.open.len();
    let is_complete = |depth: usize| depth > 1 && !frame.open[depth - 1].is_waiting();
    let is_sister = |depth: usize| {
        let kind = frame.open[depth - 1].kind;
        matches!(kind, ClauseKind::Adverbial) || kind == ClauseKind::Parenthesis && follows_mark
    };
    match opening.kind {
        ClauseKind::Adverbial => {
            // `X says …, while Y says …`: what is said goes beside what is said.
            let from = frame.words.partition_point(|token| *token <= opening.subordinator);
            let verb = frame.words[from..].iter().find(|token| frame.is_finite(**token));
            let cue =
                frame.open.iter().rposition(|clause| clause.has_complement && frame.takes_clause(clause));
            if let Some(cue) =
                cue.filter(|_| follows_mark && verb.is_some_and(|verb| frame.is_reporting(*verb)))
            {
                return cue + 1;
            }
            while is_complete(depth) && is_sister(depth) {
                depth -= 1;
            }
        }
        ClauseKind::Complement => {
            let takes = |depth: usize| frame.takes_clause(&frame.open[depth - 1]);
            let outer = (1..=depth).rfind(|depth| takes(*depth) && !frame.open[depth - 1].has_complement);
            if let Some(outer) = outer {
                while depth > outer && is_complete(depth) && !takes(depth) {
                    depth -= 1;
                }
            }
        }
        _ => {}
    }
    depth
}

/// A finite verb.
fn read_finite(frame: &mut Frame<'_>, at: usize, state: &State) {
    let token = frame.words[at];
    let top = frame.open.len() - 1;
    let subject = subject_before(frame, at);
    if let Some(mark) = state.after_mark {
        if let Some(subject) = subject_before_mark(frame, at, mark, state) {
            frame.close_to(1, subject);
            open(frame, ClauseKind::Parenthesis, subject, None, true);
            set_finite(frame, token);
            return;
        }
        if let Some(depth) = inverted_cue(frame, at) {
            frame.close_to(depth, mark);
            open(frame, ClauseKind::Parenthesis, token, None, true);
            set_finite(frame, token);
            return;
        }
    }
    let is_inside_subject = |subject: usize| {
        matches!(frame.upos(subject), Upos::Det | Upos::Pron)
            && frame.open[top].start < subject
            && frame.open[top].subordinator != Some(subject)
            && starts_bare_relative(frame, subject, state)
            && (at + 1..stretch_end(frame, at))
                .any(|next| frame.is_finite(frame.words[next]) && !is_in_verb_group(frame, next))
    };
    if frame.open[top].is_waiting() && subject.is_some_and(is_inside_subject) {
        open(frame, ClauseKind::Relative, subject.unwrap_or(token), None, false);
        set_finite(frame, token);
        return;
    }
    if frame.open[top].is_waiting() && !is_inserted_cue(frame, at, subject, top) {
        set_finite(frame, token);
        return;
    }
    let follows_mark = subject.is_some_and(|subject| {
        subject == state.stretch || first_after(frame, state.stretch, subject + 1) == subject
    });
    if let Some(subject) = subject.filter(|_| follows_mark)
        && is_cue_before_mark(frame, at)
        && is_inserted_or_last(frame, at, top)
    {
        let depth = frame.waiting().map_or(1, |waiting| waiting + 1).min(frame.open.len());
        frame.close_to(depth.max(1), subject);
        open(frame, ClauseKind::Parenthesis, subject, None, true);
        set_finite(frame, token);
        return;
    }
    if let Some(subject) = subject {
        if starts_bare_complement(frame, subject) {
            open(frame, ClauseKind::Complement, subject, None, follows_mark);
            set_finite(frame, token);
            return;
        }
        if starts_bare_relative(frame, subject, state) {
            open(frame, ClauseKind::Relative, subject, None, false);
            set_finite(frame, token);
            return;
        }
    }
    if let Some(waiting) = frame.waiting() {
        let start = if follows_mark { subject.unwrap_or(token) } else { verb_start(frame, at) };
        frame.close_to(waiting + 1, start);
        set_finite(frame, token);
        return;
    }
    if let Some(subject) = subject.filter(|_| follows_mark) {
        let follows_colon =
            (state.stretch.saturating_sub(2)..subject).any(|token| frame.doc.form(token) == ":");
        if follows_colon && frame.takes_clause(&frame.open[0]) {
            frame.close_to(1, subject);
            open(frame, ClauseKind::Complement, subject, None, true);
            set_finite(frame, token);
            return;
        }
        let in_speech = frame
            .open
            .iter()
            .rposition(|clause| clause.kind == ClauseKind::Complement && clause.subordinator.is_none());
        match in_speech {
            Some(depth) => {
                frame.close_to(depth, subject);
                open(frame, ClauseKind::Complement, subject, None, true);
            }
            None => {
                frame.close_to(0, subject);
                open(frame, frame.base, subject, None, true);
            }
        }
        set_finite(frame, token);
    }
}

pub(super) fn set_finite(frame: &mut Frame<'_>, token: usize) {
    if let Some(top) = frame.open.last_mut() {
        top.finite = Some(token);
    }
}

/// Where the verb group starts, with adverbs before it: `finally withdrew`.
fn verb_start(frame: &Frame<'_>, at: usize) -> usize {
    let mut start = at;
    while start > 0
        && frame.upos(frame.words[start - 1]) == Upos::Adv
        && frame.data.switches.is_like_adverb(frame.lower(frame.words[start - 1]))
    {
        start -= 1;
    }
    frame.words[start]
}

/// A participle that reports stands beside a verb that does; any other is inside the innermost clause.
fn depth_of_participle(frame: &Frame<'_>, token: usize) -> usize {
    let depth = frame.open.len();
    let mut depth = depth;
    while depth > 1
        && frame.open[depth - 1].kind == ClauseKind::Infinitive
        && !frame.open[depth - 1].follows_mark
    {
        depth -= 1;
    }
    while depth > 1 && frame.open[depth - 1].kind == ClauseKind::Parenthesis && !frame.is_reporting(token) {
        depth -= 1;
    }
    if frame.is_reporting(token) {
        let cue = frame.open.iter().rposition(|clause| frame.takes_clause(clause) && !clause.is_waiting());
        return cue.map_or(depth, |cue| cue + 1);
    }
    depth
}

/// Whether words without a verb after a mark go on with an outer clause: the innermost was opened after a mark, and is complete.
fn may_end(frame: &Frame<'_>, at: usize) -> bool {
    let Some(top) = frame.top() else { return false };
    let end = stretch_end(frame, at);
    let has_finite = frame.words[at..end].iter().any(|token| frame.is_finite(*token));
    let is_listing = frame.data.switches.part_words.iter().any(|word| word == frame.lower(frame.words[at]));
    if frame.open.len() < 2 || top.is_waiting() && top.kind != ClauseKind::Infinitive || is_listing {
        return false;
    }
    let is_as = top
        .subordinator
        .is_some_and(|word| frame.data.switches.as_words.iter().any(|form| form == frame.lower(word)));
    if is_as
        && top.follows_mark
        && top.kind == ClauseKind::Adverbial
        && frame.takes_clause(top)
        && (!has_finite || frame.waiting().is_none())
    {
        return true;
    }
    let is_fronted = frame.waiting() == Some(0) && top.start == frame.open[0].start;
    let goes_on = end < frame.words.len() || frame.upos(frame.words[at]) == Upos::Adp;
    is_fronted && frame.open.len() == 2
        || top.follows_mark && !has_finite && goes_on && top.kind == ClauseKind::Relative
}
