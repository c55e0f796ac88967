//! Clauses where the finite verb has its places: second in main clauses, first in questions and conditionals, last in
//! subordinate clauses.
//!
//! A sentence is read in stretches between marks. A stretch with a subordinator opens a clause; one with a finite verb completes
//! the innermost clause that lacks it, or starts a clause; any other goes on with a clause that is not complete.

use super::frame::{Frame, Open, first_word};
use super::openers::has_zu_infinitive;
use super::stretches::{Stretch, is_verb_first, is_verb_last, stretches};
use crate::text::{Case, ClauseKind, Mood, Upos};

/// Reads all stretches.
pub(super) fn read(frame: &mut Frame<'_>) {
    let stretches = stretches(frame);
    for at in 0..stretches.len() {
        let stretch = &stretches[at];
        if stretch.follows_semicolon {
            frame.close_to(0, stretch.start);
        }
        add(frame, &stretches, at);
        let verbs = (stretch.start..stretch.end).filter(|token| frame.is_verb(*token));
        let verbs: Vec<usize> = verbs.collect();
        if let Some(top) = frame.open.last_mut() {
            top.verbs.extend(verbs);
        }
    }
}

fn add(frame: &mut Frame<'_>, stretches: &[Stretch], at: usize) {
    let stretch = &stretches[at];
    let opener = stretch.opener.or_else(|| verb_last_relative(frame, stretches, at));
    if let Some((subordinator, kind)) = opener {
        add_subordinate(frame, stretches, at, subordinator, kind);
    } else if stretch.finite.is_some() {
        add_finite(frame, stretches, at);
    } else if has_zu_infinitive(frame.doc, stretch.start..stretch.end, frame.data) {
        add_infinitive(frame, stretch);
    } else {
        add_verbless(frame, stretches, at);
    }
}

/// `, das Händler gekauft haben`: what looks like an article is a pronoun, as the verb is last and not second.
fn verb_last_relative(frame: &Frame<'_>, stretches: &[Stretch], at: usize) -> Option<(usize, ClauseKind)> {
    let stretch = &stretches[at];
    let finite = stretch.finite?;
    let first = stretch.start + usize::from(stretch.is_joined);
    let pronoun = first + usize::from(frame.upos(first) == Upos::Adp);
    // The verb of a subordinate clause around it comes later.
    let is_waiting = frame.waiting().is_some_and(|waiting| frame.open[waiting].is_verb_last)
        && !stretches[at + 1..].iter().any(|later| later.opener.is_none() && is_verb_last(frame, later));
    let follows_relative = || frame.top().is_some_and(|top| top.kind == ClauseKind::Relative);
    let is_form = frame.data.relative_pronouns.contains(frame.lower(pronoun));
    let is_last =
        (finite + 1..stretch.end).all(|token| frame.is_verb(token) || frame.upos(token) == Upos::Punct);
    let phrase =
        frame.doc.phrase_at(pronoun).map_or(pronoun + 1, |phrase| frame.doc.phrases[phrase].tokens.end);
    let has_middle = (phrase..finite).any(|token| !matches!(frame.upos(token), Upos::Punct | Upos::Adv));
    let follows = stretch.follows_mark && !stretch.is_joined || stretch.is_joined && follows_relative();
    let fits = is_form && is_last && has_middle && follows && !is_waiting && !frame.open.is_empty();
    fits.then_some((pronoun, ClauseKind::Relative))
}

fn add_subordinate(
    frame: &mut Frame<'_>,
    stretches: &[Stretch],
    at: usize,
    subordinator: usize,
    listed: ClauseKind,
) {
    let stretch = &stretches[at];
    let kind = kind_of(frame, stretches, at, subordinator, listed);
    if frame.open.is_empty() {
        frame.push(Open::new(frame.base, stretch.start));
    }
    if stretch.is_joined {
        let sister = frame.open.iter().rposition(|clause| clause.kind == kind && clause.is_verb_last);
        if let Some(sister) = sister.or_else(|| frame.open.iter().rposition(|clause| clause.kind == kind)) {
            frame.close_to(sister.max(1), stretch.start);
        }
    } else {
        let depth = depth_for(frame, stretch, subordinator, kind);
        frame.close_to(depth, stretch.start);
    }
    let mut clause = Open::new(kind, stretch.start);
    clause.subordinator = Some(subordinator);
    clause.finite = stretch.finite;
    clause.is_verb_last = true;
    clause.follows_mark = stretch.follows_mark;
    // What `wie X mitteilte` says is the clause around it.
    clause.has_complement = kind == ClauseKind::Adverbial
        && frame.data.switches.as_words.iter().any(|word| word == frame.lower(subordinator));
    frame.push(clause);
}

/// The kind of a subordinate clause, where its first word can open several.
fn kind_of(
    frame: &Frame<'_>,
    stretches: &[Stretch],
    at: usize,
    subordinator: usize,
    listed: ClauseKind,
) -> ClauseKind {
    let stretch = &stretches[at];
    let switches = &frame.data.switches;
    let lower = frame.lower(subordinator);
    let is_reported = stretch.finite.is_some_and(|finite| frame.is_reporting(finite))
        || (stretch.start..stretch.end).any(|token| frame.is_verb(token) && frame.is_reporting(token));
    let previous = at.checked_sub(1).map(|before| &stretches[before]);
    let takes = frame.open.iter().any(|clause| frame.takes_clause(clause));
    let is_degree = |token: usize| switches.degree_words.iter().any(|word| *word == frame.lower(token));
    let has_degree_word = || previous.is_some_and(|previous| (previous.start..previous.end).any(is_degree));
    if switches.as_words.iter().any(|word| word == lower) {
        let is_question = takes && !is_reported && !has_degree_word();
        let is_first = previous.is_none() && !is_reported;
        return if is_question || is_first { ClauseKind::Complement } else { ClauseKind::Adverbial };
    }
    match listed {
        ClauseKind::Complement if frame.data.relative_pronouns.contains(lower) => {
            let follows_noun = previous
                .is_some_and(|previous| matches!(frame.upos(previous.end - 1), Upos::Noun | Upos::Propn));
            if follows_noun { ClauseKind::Relative } else { listed }
        }
        ClauseKind::Complement if subordinator > stretch.start && is_preposition(frame, stretch.start) => {
            ClauseKind::Adverbial
        }
        ClauseKind::Complement if is_degree(stretch.start) && subordinator > stretch.start => {
            ClauseKind::Adverbial
        }
        ClauseKind::Complement if has_degree_word() && !takes => ClauseKind::Adverbial,
        ClauseKind::Relative if !frame.data.relative_pronouns.contains(lower) => {
            let is_object = previous.is_some_and(|previous| {
                let last = previous.end - 1;
                frame.is_verb(last) || frame.data.verb_particles.contains(frame.lower(last))
            });
            if stretch.start == subordinator
                && (previous.is_none() || is_object && frame.top().is_some_and(|top| frame.takes_clause(top)))
            {
                ClauseKind::Complement
            } else {
                listed
            }
        }
        _ => listed,
    }
}

fn is_preposition(frame: &Frame<'_>, token: usize) -> bool {
    frame.data.subordinators.get(frame.lower(token)) == Some(&ClauseKind::Infinitive)
}

/// How many of the open clauses a new subordinate clause is inside.
fn depth_for(frame: &Frame<'_>, stretch: &Stretch, subordinator: usize, kind: ClauseKind) -> usize {
    let mut depth = frame.open.len();
    let is_complete = |depth: usize| depth > 1 && !frame.open[depth - 1].is_waiting();
    match kind {
        ClauseKind::Complement => {
            let takes = |depth: usize| frame.takes_clause(&frame.open[depth - 1]);
            let outer = (1..=depth).rfind(|depth| takes(*depth) && is_free(frame, *depth));
            if let Some(outer) = outer {
                while depth > outer && is_complete(depth) && !takes(depth) {
                    depth -= 1;
                }
            }
            let is_sister = |depth: usize| {
                let clause = &frame.open[depth - 1];
                clause.kind == kind
                    && clause.subordinator.is_some_and(|word| frame.lower(word) == frame.lower(subordinator))
            };
            if is_complete(depth) && is_sister(depth) && !takes(depth) {
                depth -= 1;
            }
        }
        ClauseKind::Adverbial => {
            let is_sister = |depth: usize| {
                matches!(frame.open[depth - 1].kind, ClauseKind::Adverbial | ClauseKind::Parenthesis)
            };
            // `X says …, while Y says …`: what is said goes beside what is said.
            let is_reporting = stretch.finite.is_some_and(|finite| frame.is_reporting(finite));
            let cue =
                frame.open.iter().rposition(|clause| clause.has_complement && frame.takes_clause(clause));
            if let Some(cue) = cue.filter(|_| is_reporting && frame.waiting().is_none()) {
                return cue + 1;
            }
            while is_complete(depth) && is_sister(depth) {
                depth -= 1;
            }
        }
        ClauseKind::Relative => {
            let is_on_all =
                frame.data.switches.sentence_relatives.iter().any(|word| word == frame.lower(subordinator));
            while is_on_all && depth > 1 && frame.open[depth - 1].kind == ClauseKind::Infinitive {
                depth -= 1;
            }
        }
        _ => {
            while is_complete(depth)
                && stretch.follows_mark
                && frame.open[depth - 1].kind == ClauseKind::Relative
                && frame.waiting().is_none()
            {
                depth -= 1;
            }
        }
    }
    depth
}

fn is_free(frame: &Frame<'_>, depth: usize) -> bool {
    !frame.open[depth - 1].has_complement || depth == frame.open.len()
}

fn add_finite(frame: &mut Frame<'_>, stretches: &[Stretch], at: usize) {
    let stretch = &stretches[at];
    let verb_first = is_verb_first(stretch);
    let is_joined_on = stretch.is_joined
        && frame.top().is_some_and(|top| top.is_verb_last && !top.is_waiting())
        && frame.waiting().is_some_and(|waiting| !frame.open[waiting].is_verb_last)
        && first_word(frame.doc, stretch.finite.unwrap_or(stretch.end) + 1..stretch.end).is_none();
    if is_joined_on {
        add_joined(frame, stretch);
    } else if let Some(waiting) = frame.waiting() {
        let is_inserted_cue = !frame.open[waiting].is_verb_last
            && is_cue(frame, stretch)
            && stretches.get(at + 1).is_some_and(|next| {
                next.follows_mark && next.opener.is_none() && is_verb_first(next) && !next.is_joined
            });
        if is_inserted_cue {
            frame.close_to(waiting + 1, stretch.start);
            open(frame, ClauseKind::Parenthesis, stretch);
            return;
        }
        frame.close_to(waiting + 1, stretch.start);
        frame.open[waiting].finite = stretch.finite;
    } else if frame.open.is_empty() {
        if verb_first && is_conditional(frame, stretches, at) {
            frame.push(Open::new(frame.base, stretch.start));
            open(frame, ClauseKind::Adverbial, stretch);
        } else {
            open(frame, frame.base, stretch);
        }
    } else if stretch.is_joined {
        add_joined(frame, stretch);
    } else if let Some(bracket) = closed_bracket(frame, stretch) {
        frame.close_to(bracket + 1, stretch.start);
    } else if is_cue(frame, stretch) && stretch.follows_mark {
        frame.close_to(1, stretch.start);
        open(frame, ClauseKind::Parenthesis, stretch);
    } else if let Some(depth) = speech_depth(frame, stretch, verb_first) {
        frame.close_to(depth, stretch.start);
        open(frame, ClauseKind::Complement, stretch);
    } else if is_verb_last(frame, stretch) && frame.top().is_some_and(|top| top.is_verb_last) {
        // A further verb of the clause that is open.
    } else {
        frame.close_to(0, stretch.start);
        open(frame, frame.base, stretch);
    }
}

fn open(frame: &mut Frame<'_>, kind: ClauseKind, stretch: &Stretch) {
    let mut clause = Open::new(kind, stretch.start);
    clause.finite = stretch.finite;
    clause.follows_mark = stretch.follows_mark;
    frame.push(clause);
}

/// `Bricht der Damm, müssen …`: a verb in first place, and the next stretch starts with its verb, after `so` or not.
fn is_conditional(frame: &Frame<'_>, stretches: &[Stretch], at: usize) -> bool {
    if stretches[at].is_joined {
        return false;
    }
    let mut later = stretches[at + 1..].iter().filter(|next| next.opener.is_none());
    later.next().is_some_and(|next| {
        let is_second =
            next.finite == Some(next.start + 1) && matches!(frame.upos(next.start), Upos::Adv | Upos::Cconj);
        next.follows_mark && (is_verb_first(next) && !next.is_joined || is_second) && !is_cue(frame, next)
    })
}

/// `…, sagte der Sprecher`: a verb that takes direct speech, and its subject right after it.
fn is_cue(frame: &Frame<'_>, stretch: &Stretch) -> bool {
    let Some(finite) = stretch.finite else { return false };
    let is_inverted = finite == stretch.start
        || finite == stretch.start + 1
            && frame.data.switches.degree_words.iter().any(|word| word == frame.lower(stretch.start));
    if stretch.is_joined || !is_inverted {
        return false;
    }
    let is_reporting = (stretch.start..stretch.end)
        .any(|token| frame.is_verb(token) && frame.is_reporting(token))
        || frame.data.switches.impersonal_verbs.iter().any(|verb| *verb == frame.doc.tokens[finite].lemma);
    let subject = frame.doc.phrase_at(finite + 1).map(|phrase| &frame.doc.phrases[phrase]);
    is_reporting
        && subject.is_some_and(|phrase| {
            phrase.preposition.is_none()
                && phrase.tokens.start == finite + 1
                && matches!(phrase.case, None | Some(Case::Nom))
        })
}

/// A clause with its verb second that is said or thought: how many of the open clauses it is inside.
fn speech_depth(frame: &Frame<'_>, stretch: &Stretch, verb_first: bool) -> Option<usize> {
    let is_reported =
        stretch.finite.is_some_and(|finite| frame.doc.tokens[finite].feats.mood == Some(Mood::Sub));
    let sister =
        frame.open.iter().rposition(|clause| clause.kind == ClauseKind::Complement && !clause.is_verb_last);
    if let Some(sister) = sister {
        let is_same = frame.open[sister].finite.map(|finite| frame.doc.tokens[finite].feats.mood)
            == stretch.finite.map(|finite| frame.doc.tokens[finite].feats.mood);
        let top_takes = frame.top().is_some_and(|top| {
            top.kind != ClauseKind::Complement && frame.takes_clause(top) && !top.has_complement
        });
        if (is_reported || is_same) && !top_takes {
            return Some(sister);
        }
    }
    if verb_first && !stretch.starts_speech {
        return None;
    }
    let takes = |clause: &Open| frame.takes_clause(clause) && !clause.has_complement;
    let governing = frame.open.iter().rposition(takes).map(|at| at + 1);
    let after_cue =
        frame.open.iter().any(|clause| clause.kind == ClauseKind::Parenthesis && frame.takes_clause(clause));
    if after_cue && !stretch.starts_speech {
        return None;
    }
    let is_direct =
        frame.open[0].finite.is_some_and(|finite| frame.doc.tokens[finite].feats.mood != Some(Mood::Sub));
    governing.or_else(|| (is_reported && is_direct).then_some(frame.open.len()))
}

/// A clause that a conjunction joins on: a sister of the innermost clause of its order.
fn add_joined(frame: &mut Frame<'_>, stretch: &Stretch) {
    let mood = |finite: Option<usize>| finite.and_then(|finite| frame.doc.tokens[finite].feats.mood);
    let top_is_last = frame.top().is_some_and(|top| top.is_verb_last);
    let last = is_verb_last(frame, stretch)
        || top_is_last
            && !stretch.follows_mark
            && first_word(frame.doc, stretch.finite.unwrap_or(stretch.end) + 1..stretch.end).is_none();
    let is_sister = |clause: &Open| {
        if last {
            return clause.is_verb_last && clause.kind != ClauseKind::Infinitive;
        }
        let is_main = clause.kind == frame.base;
        let is_speech = clause.kind == ClauseKind::Complement && mood(clause.finite) == mood(stretch.finite);
        let is_cue = clause.kind == ClauseKind::Parenthesis && !stretch.follows_mark;
        !clause.is_verb_last && (is_main || is_speech || is_cue)
    };
    let sister = frame.open.iter().rposition(is_sister).unwrap_or(0);
    let (kind, is_last) = (frame.open[sister].kind, frame.open[sister].is_verb_last);
    frame.close_to(sister, stretch.start);
    open(frame, kind, stretch);
    if let Some(clause) = frame.open.last_mut() {
        clause.is_verb_last = is_last;
    }
}

fn add_infinitive(frame: &mut Frame<'_>, stretch: &Stretch) {
    if frame.open.is_empty() {
        frame.push(Open::new(frame.base, stretch.start));
    } else if let Some(outer) = frame.open.iter().rposition(|clause| clause.kind == ClauseKind::Infinitive) {
        let is_unfinished = frame.open[outer].verbs.is_empty();
        if stretch.is_joined || is_unfinished {
            frame.close_to(outer + 1, stretch.start);
            return;
        }
    }
    if stretch.is_joined {
        return;
    }
    let mut clause = Open::new(ClauseKind::Infinitive, stretch.start);
    clause.follows_mark = stretch.follows_mark;
    frame.push(clause);
}

/// Words without a finite verb go on with the innermost clause that is not complete.
fn add_verbless(frame: &mut Frame<'_>, stretches: &[Stretch], at: usize) {
    let stretch = &stretches[at];
    if frame.open.is_empty() {
        frame.push(Open::new(frame.base, stretch.start));
    } else if let Some(waiting) = frame.waiting() {
        frame.close_to(waiting + 1, stretch.start);
    } else if let Some(bracket) = open_bracket(frame, stretches, at) {
        frame.close_to(bracket + 1, stretch.start);
    } else if frame.top().is_some_and(|top| top.is_verb_last && frame.open.len() > 1)
        && !frame.data.switches.part_words.iter().any(|word| word == frame.lower(stretch.start))
        && stretch.follows_mark
    {
        let depth = frame.open.len() - 1;
        frame.close_to(depth, stretch.start);
    }
}

/// The innermost clause whose auxiliary still lacks the verb that a stretch ends with, though that looks finite: `hat …, …,
/// verlassen`.
fn closed_bracket(frame: &Frame<'_>, stretch: &Stretch) -> Option<usize> {
    let lacks_verb = |clause: &Open| lacks_verb(frame, clause);
    let is_last = is_verb_last(frame, stretch);
    is_last.then(|| frame.open.iter().rposition(lacks_verb)).flatten()
}

/// Whether an auxiliary in second place has no other verb yet.
fn lacks_verb(frame: &Frame<'_>, clause: &Open) -> bool {
    clause.finite.is_some_and(|finite| {
        frame.upos(finite) == Upos::Aux
            && !clause.is_verb_last
            && !clause.verbs.iter().any(|verb| *verb != finite)
    })
}

/// The innermost clause whose auxiliary still lacks the verb that this stretch or a later one ends with: `hat …, …, getötet`.
fn open_bracket(frame: &Frame<'_>, stretches: &[Stretch], at: usize) -> Option<usize> {
    let mut rest =
        stretches[at..].iter().take_while(|stretch| stretch.finite.is_none() || stretch.opener.is_some());
    let ends_with_verb = |stretch: &Stretch| stretch.opener.is_none() && frame.is_verb(stretch.end - 1);
    let is_frame_end = rest.any(ends_with_verb);
    is_frame_end.then(|| frame.open.iter().rposition(|clause| lacks_verb(frame, clause))).flatten()
}
