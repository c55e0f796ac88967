//! Clauses where the verb follows its subject, and where many start without a mark.
//!
//! A sentence is read word by word. Subordinators and relative words open a clause; a finite verb completes the innermost clause
//! that lacks one, or shows that a clause started before its subject: what is said without `that`, a relative clause without a
//! pronoun, the clause of a cue.

use super::frame::{Frame, Open};
use super::marks::is_clause_mark;
use super::openers::{Opening, opening};
use crate::lang::cues::Complement;
use crate::text::{Case, ClauseKind, Degree, Tense, Upos, VerbForm};

/// Where the reader is.
#[derive(Default)]
struct State {
    /// The first token after the last mark.
    stretch: usize,
    /// The last mark, where only adverbs have been read since.
    after_mark: Option<usize>,
    /// No clause is looked for before this token.
    skip_to: usize,
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
            if frame.doc.form(token) == ";" {
                if let Some(next) = words.get(at + 1) {
                    frame.close_to(0, token);
                    frame.push(Open::new(frame.base, *next));
                }
            }
            state.after_mark = Some(state.after_mark.filter(|mark| *mark + 1 == token).unwrap_or(token));
            state.stretch = token + 1;
            continue;
        }
        if frame.upos(token) == Upos::Punct {
            continue;
        }
        if token >= state.skip_to {
            read_word(frame, at, &mut state);
        }
        if frame.is_verb(token) && !is_modifier(frame, token) {
            if let Some(top) = frame.open.last_mut() {
                top.verbs.push(token);
            }
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
fn is_modifier(frame: &Frame<'_>, token: usize) -> bool {
    frame.doc.phrase_at(token).is_some_and(|phrase| frame.doc.phrases[phrase].tokens.len() > 1)
}

/// `Asked about it, …`, `Speaking in Geneva, …`.
fn opens_with_participle(frame: &Frame<'_>, at: usize) -> bool {
    let token = frame.words[at];
    let end = stretch_end(frame, at);
    let is_alone = !frame.words[at + 1..end].iter().any(|token| frame.is_finite(*token));
    let has_main = frame.words[end..].iter().any(|token| frame.is_finite(*token));
    let is_past = frame.upos(token) == Upos::Verb && frame.doc.tokens[token].feats.tense == Some(Tense::Past);
    (is_past || is_set_off(frame, at)) && is_alone && has_main && frame.open.len() == 1
}

fn open(frame: &mut Frame<'_>, kind: ClauseKind, start: usize, subordinator: Option<usize>, follows_mark: bool) {
    let mut clause = Open::new(kind, start);
    clause.subordinator = subordinator;
    clause.follows_mark = follows_mark;
    frame.push(clause);
}

/// The first word after a mark, up to a token.
fn first_after(frame: &Frame<'_>, mark: usize, token: usize) -> usize {
    (mark..token).find(|at| frame.upos(*at) != Upos::Punct).unwrap_or(token)
}

/// The next mark or the end of the words; a position in them.
pub(super) fn stretch_end(frame: &Frame<'_>, at: usize) -> usize {
    let is_mark = |next: &usize| is_clause_mark(frame.doc, frame.words[*next], frame.data);
    (at..frame.words.len()).find(is_mark).unwrap_or(frame.words.len())
}

/// What a past participle after a mark is.
enum Reading {
    Participle,
    /// A finite verb: `attacked the camp, burned tents and left`.
    Finite,
    /// One of several that share an auxiliary: `had looted houses, stolen cattle and left`.
    Listed,
}

fn reading_of_participle(frame: &Frame<'_>, at: usize) -> Reading {
    let token = frame.words[at];
    let feats = frame.doc.tokens[token].feats;
    if feats.verb_form != Some(VerbForm::Part) || feats.tense == Some(Tense::Pres) || frame.lower(token).ends_with("ing") {
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

/// Whether a verb that looks finite follows an auxiliary: `had left`, `are almost entirely imported`.
fn is_in_verb_group(frame: &Frame<'_>, at: usize) -> bool {
    let mut before = at;
    while before > 0 && matches!(frame.upos(frame.words[before - 1]), Upos::Adv | Upos::Part) {
        before -= 1;
    }
    before > 0 && frame.upos(frame.words[before - 1]) == Upos::Aux && frame.upos(frame.words[at]) == Upos::Verb
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

/// A conjunction: whether it joins a clause, and to which.
fn join(frame: &mut Frame<'_>, at: usize, state: &mut State) {
    let words = frame.words;
    let token = words[at];
    let end = stretch_end(frame, at + 1);
    let after = (at + 1..end).find(|next| frame.upos(words[*next]) != Upos::Adv).unwrap_or(end);
    if after == end {
        return;
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
    if verb == after && shares_auxiliary(frame, after) {
        return;
    }
    let finites = (after..end).filter(is_finite).count();
    let opens_between = (after..verb).any(|next| opening(frame, next, false).is_some());
    let has_joint_between = (after..verb).any(|next| frame.upos(words[next]) == Upos::Cconj);
    let shares_subject = verb == after;
    let verb_token = words[verb];
    if !shares_subject
        && (opens_between && (finites < 2 || !has_subject_before(frame, after, verb)) || frame.waiting().is_some() && state.after_mark.is_none()
        || is_joined_subject(frame, at) || has_joint_between && frame.waiting().is_some())
    {
        return;
    }
    let sister = sister_of(frame, verb_token, shares_subject, state.after_mark.is_some());
    let (kind, subordinator) = (frame.open[sister].kind, None);
    frame.close_to(sister, token);
    open(frame, kind, token, subordinator, state.after_mark.is_some());
    if joins_past {
        set_finite(frame, verb_token);
    }
}

/// `blocked roads and chanted slogans`: a form that may be a participle, with an object, after a clause without auxiliary.
fn is_joined_past(frame: &Frame<'_>, at: usize) -> bool {
    let token = frame.words[at];
    let feats = frame.doc.tokens[token].feats;
    let is_past = frame.upos(token) == Upos::Verb && feats.verb_form == Some(VerbForm::Part) && feats.tense != Some(Tense::Pres) && !frame.lower(token).ends_with("ing");
    let has_auxiliary = frame.top().and_then(|top| top.finite).is_none_or(|finite| frame.upos(finite) == Upos::Aux);
    is_past && !has_auxiliary && !is_modifier(frame, token)
}

/// `had searched the flat and seized a computer`: the second verb may be a participle with the auxiliary of the first.
fn shares_auxiliary(frame: &Frame<'_>, at: usize) -> bool {
    let token = frame.words[at];
    let Some(top) = frame.top() else { return false };
    let is_perfect = top.finite.is_some_and(|finite| {
        frame.upos(finite) == Upos::Aux && frame.doc.tokens[finite].lemma == "have"
    });
    is_perfect && frame.upos(token) == Upos::Verb && frame.lower(token).ends_with("ed")
}

/// Whether a noun phrase stands before the first opener of a range.
fn has_subject_before(frame: &Frame<'_>, from: usize, to: usize) -> bool {
    (from..to).find(|next| opening(frame, *next, false).is_some()).is_some_and(|opener| opener > from)
}

/// `said the army and the police had left`: the conjunction joins the nouns of a subject.
fn is_joined_subject(frame: &Frame<'_>, at: usize) -> bool {
    let Some(top) = frame.top() else { return false };
    let Some(verb) = top.verbs.last().filter(|verb| frame.is_reporting(**verb)) else { return false };
    let from = frame.words.partition_point(|token| token <= verb);
    from < at && (from..at).all(|next| !matches!(frame.upos(frame.words[next]), Upos::Verb | Upos::Aux | Upos::Sconj | Upos::Punct))
        && !top.has_complement
        && frame.doc.phrase_at(frame.words[from]).is_some_and(|phrase| frame.doc.phrases[phrase].preposition.is_none())
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
    if shares_subject && is_reporting && frame.data.cues.verbs.get(frame.doc.tokens[verb].lemma.as_str()).is_some_and(|verbs| verbs.iter().any(|verb| verb.complements.contains(&Complement::Quote))) {
        let cue = frame.open.iter().position(|clause| frame.takes_clause(clause) && can_be(clause) && same_tense(clause));
        return cue.unwrap_or(innermost);
    }
    if shares_subject && !same_tense(&frame.open[innermost]) {
        let other = frame.open.iter().rposition(|clause| can_be(clause) && same_tense(clause));
        return other.unwrap_or(innermost);
    }
    innermost
}

/// A finite verb.
fn read_finite(frame: &mut Frame<'_>, at: usize, state: &State) {
    let token = frame.words[at];
    let top = frame.open.len() - 1;
    let subject = subject_before(frame, at);
    if let Some(mark) = state.after_mark {
        if let Some(depth) = inverted_cue(frame, at) {
            frame.close_to(depth, mark);
            open(frame, ClauseKind::Parenthesis, token, None, true);
            set_finite(frame, token);
            return;
        }
    }
    if frame.open[top].is_waiting() && !is_inserted_cue(frame, at, subject, top) {
        set_finite(frame, token);
        return;
    }
    let follows_mark = subject.is_some_and(|subject| subject == state.stretch || first_after(frame, state.stretch, subject + 1) == subject);
    if let Some(subject) = subject.filter(|_| follows_mark) {
        if is_cue_before_mark(frame, at) && is_inserted_or_last(frame, at, top) {
            let depth = frame.waiting().map_or(1, |waiting| waiting + 1).min(frame.open.len());
            frame.close_to(depth.max(1), subject);
            open(frame, ClauseKind::Parenthesis, subject, None, true);
            set_finite(frame, token);
            return;
        }
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
        let follows_colon = (state.stretch.saturating_sub(2)..subject).any(|token| frame.doc.form(token) == ":");
        if follows_colon && frame.takes_clause(&frame.open[0]) {
            frame.close_to(1, subject);
            open(frame, ClauseKind::Complement, subject, None, true);
            set_finite(frame, token);
            return;
        }
        let in_speech = frame.open.iter().rposition(|clause| clause.kind == ClauseKind::Complement && clause.subordinator.is_none());
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

fn set_finite(frame: &mut Frame<'_>, token: usize) {
    if let Some(top) = frame.open.last_mut() {
        top.finite = Some(token);
    }
}

/// Where the verb group starts, with adverbs before it: `finally withdrew`.
fn verb_start(frame: &Frame<'_>, at: usize) -> usize {
    let mut start = at;
    while start > 0 && frame.upos(frame.words[start - 1]) == Upos::Adv && frame.lower(frame.words[start - 1]).ends_with("ly") {
        start -= 1;
    }
    frame.words[start]
}

/// The start of the noun phrase that a finite verb has for its subject, with what is attached to it by prepositions.
fn subject_before(frame: &Frame<'_>, at: usize) -> Option<usize> {
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
                _ if is_quantity(frame, phrase.tokens.start, start) => return Some(words[start - 1]),
                Some(joined) if !frame.open.iter().any(|clause| clause.start == words[start - 1]) => before = joined,
                _ => return Some(phrase.tokens.start),
            }
        } else if is_quantity(frame, phrase.tokens.start, start) {
            return Some(words[start - 1]);
        } else {
            // `a village in the north`: go on before the preposition.
            before = start.checked_sub(2)?;
            if is_clause_mark(frame.doc, words[before], frame.data) || frame.upos(words[before]) == Upos::Adp {
                return None;
            }
        }
    }
}

/// `its units`: the pronoun belongs to the phrase after it.
fn is_possessive(frame: &Frame<'_>, token: usize) -> bool {
    frame.upos(token) == Upos::Pron && frame.doc.tokens[token].feats.case == Some(Case::Gen)
}

/// `at least nine people`.
fn is_quantity(frame: &Frame<'_>, first: usize, start: usize) -> bool {
    frame.doc.tokens[first].feats.degree == Some(Degree::Sup)
        && start > 0
        && frame.upos(frame.words[start - 1]) == Upos::Adp
        && frame.words.get(start + 1).is_some_and(|next| frame.upos(*next) == Upos::Num)
}

/// `said Lena Osk`, `said the head of …` after speech: how many clauses stay open.
fn inverted_cue(frame: &Frame<'_>, at: usize) -> Option<usize> {
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
fn is_cue_before_mark(frame: &Frame<'_>, at: usize) -> bool {
    frame.is_reporting(main_verb(frame, at))
        && !(at + 1..stretch_end(frame, at)).any(|next| opening(frame, next, false).is_some_and(|opening| opening.kind == ClauseKind::Complement) || frame.is_finite(frame.words[next]))
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
fn is_inserted_or_last(frame: &Frame<'_>, at: usize, top: usize) -> bool {
    let is_over = (0..=top).all(|depth| !frame.open[depth].is_waiting());
    is_over || goes_on_with_verb(frame, at)
}

fn goes_on_with_verb(frame: &Frame<'_>, at: usize) -> bool {
    let end = stretch_end(frame, at);
    let next = (end + 1..frame.words.len()).find(|next| !matches!(frame.upos(frame.words[*next]), Upos::Adv | Upos::Punct));
    next.is_some_and(|next| frame.is_finite(frame.words[next])) && end < frame.words.len()
}

/// `The convoy, an officer said by telephone, had been …`.
fn is_inserted_cue(frame: &Frame<'_>, at: usize, subject: Option<usize>, top: usize) -> bool {
    let Some(subject) = subject else { return false };
    let clause = &frame.open[top];
    let has_subject = frame.doc.phrases.iter().skip(frame.doc.phrases.partition_point(|phrase| phrase.tokens.start < clause.start)).take_while(|phrase| phrase.tokens.end < subject).any(|phrase| phrase.preposition.is_none());
    has_subject && is_cue_before_mark(frame, at) && goes_on_with_verb(frame, at)
}

/// `said (on Monday) the army had left`: what is said, without `that`.
fn starts_bare_complement(frame: &Frame<'_>, subject: usize) -> bool {
    let Some(top) = frame.top() else { return false };
    let Some(&verb) = top.verbs.iter().rfind(|verb| **verb < subject && (frame.is_reporting(**verb) || top.verbs.len() == 1)) else {
        return false;
    };
    if verb >= subject || top.has_complement && top.kind != ClauseKind::Infinitive {
        return false;
    }
    let from = frame.words.partition_point(|token| *token <= verb);
    let to = frame.words.partition_point(|token| *token < subject);
    let is_between = frame.words[from..to].iter().all(|token| !is_clause_mark(frame.doc, *token, frame.data) && !(frame.is_finite(*token) && !is_modifier(frame, *token)));
    is_between && frame.is_reporting(verb)
}

/// `the statement they issued`: a subject right after a noun.
fn starts_bare_relative(frame: &Frame<'_>, subject: usize, state: &State) -> bool {
    let at = frame.words.partition_point(|token| *token < subject);
    let Some(before) = at.checked_sub(1).map(|before| frame.words[before]) else { return false };
    subject > state.stretch && matches!(frame.upos(before), Upos::Noun | Upos::Propn) && frame.doc.time_at(before).is_none()
        && frame.doc.time_at(subject).is_none()
}

/// Whether a participle or infinitive after a mark is set off by it: `, killing twelve`, `, backed by tanks,`.
fn is_set_off(frame: &Frame<'_>, at: usize) -> bool {
    let token = frame.words[at];
    let is_participle = |token: usize| {
        let feats = frame.doc.tokens[token].feats;
        frame.is_verb(token)
            && matches!(feats.verb_form, Some(VerbForm::Part | VerbForm::Ger))
            && frame.doc.phrase_at(token).is_none_or(|phrase| frame.doc.phrases[phrase].tokens.start == token && frame.doc.phrases[phrase].tokens.len() == 1)
    };
    let next = frame.words.get(at + 1).copied();
    let is_infinitive = frame.lower(token) == frame.data.switches.infinitive_particle
        && next.is_some_and(|next| frame.is_verb(next));
    let is_gerund = frame.upos(token) == Upos::Adp || frame.upos(token) == Upos::Sconj;
    if frame.data.cues.phrases.get(frame.lower(token)).is_some_and(|phrases| {
        phrases.iter().any(|(_, phrase)| phrase.words.len() > 1 && next.is_some_and(|next| phrase.words[1] == frame.lower(next)))
    }) {
        // `according to`.
        return false;
    }
    let is_gerund = is_gerund && next.is_some_and(|next| is_participle(next) && frame.lower(next).ends_with("ing"));
    is_participle(token) || is_infinitive || is_gerund
}

/// A participle that reports stands beside a verb that does; any other is inside the innermost clause.
fn depth_of_participle(frame: &Frame<'_>, token: usize) -> usize {
    let depth = frame.open.len();
    let mut depth = depth;
    while depth > 1 && frame.open[depth - 1].kind == ClauseKind::Infinitive && !frame.open[depth - 1].follows_mark {
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
    let is_fronted = frame.waiting() == Some(0) && top.start == frame.open[0].start;
    let goes_on = end < frame.words.len() || frame.upos(frame.words[at]) == Upos::Adp;
    is_fronted && frame.open.len() == 2 || top.follows_mark && !has_finite && goes_on && top.kind == ClauseKind::Relative
}

/// `Had the dam broken, …`: a verb in first place that makes a condition.
fn opens_condition(frame: &Frame<'_>, first: usize) -> bool {
    let end = stretch_end(frame, 0);
    let next = frame.words.get(1).copied();
    let has_subject = next.and_then(|next| frame.doc.phrase_at(next)).is_some_and(|phrase| Some(frame.doc.phrases[phrase].tokens.start) == next);
    let has_main = frame.words[end..].iter().any(|token| frame.is_finite(*token));
    frame.is_finite(first) && has_subject && has_main && !frame.is_reporting(first)
}

/// `The longer it lasts, the more …`.
fn opens_proportion(frame: &Frame<'_>, first: usize) -> bool {
    let is_at = |at: usize| {
        frame.words.get(at).is_some_and(|word| frame.data.switches.proportion_words.iter().any(|form| form == frame.lower(*word)))
            && frame.words.get(at + 1).is_some_and(|next| frame.doc.tokens[*next].feats.degree == Some(Degree::Cmp))
    };
    frame.words[0] == first && is_at(0) && is_at(stretch_end(frame, 0) + 1)
}
