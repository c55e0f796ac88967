//! Stretches between marks, up to conjunctions that join clauses.

use super::frame::{Frame, first_word};
use super::marks::is_clause_mark;
use super::openers::opener;
use crate::text::{ClauseKind, Upos};

/// The words between two marks, or up to a conjunction that joins clauses.
pub(super) struct Stretch {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) opener: Option<(usize, ClauseKind)>,
    /// The finite verb: the last one in a subordinate clause, otherwise the first.
    pub(super) finite: Option<usize>,
    /// Whether it starts with a coordinating conjunction.
    pub(super) is_joined: bool,
    pub(super) follows_mark: bool,
    /// Whether a colon or a quotation mark that opens stands before it.
    pub(super) starts_speech: bool,
    pub(super) follows_semicolon: bool,
}

pub(super) fn stretches(frame: &Frame<'_>) -> Vec<Stretch> {
    let (doc, data) = (frame.doc, frame.data);
    let mut stretches = Vec::new();
    let words = frame.words;
    let (mut from, mut marks) = (0, Vec::new());
    for at in 0..=words.len() {
        let is_end = at == words.len();
        let is_mark = !is_end && is_clause_mark(doc, words[at], data);
        let joins = !is_end && at > from && !is_mark && joins_clauses(frame, from, at);
        if !(is_end || is_mark || joins) {
            continue;
        }
        if at > from
            && let Some(first) = first_word(doc, words[from]..words[at - 1] + 1)
        {
            stretches.push(stretch(frame, first, words[at - 1] + 1, &marks));
            marks.clear();
        }
        if is_mark {
            marks.push(words[at]);
        }
        from = if is_mark { at + 1 } else { at };
    }
    stretches
}

fn stretch(frame: &Frame<'_>, start: usize, end: usize, marks: &[usize]) -> Stretch {
    let opener = opener(frame.doc, start..end, frame.data);
    let finite = match opener {
        Some((subordinator, _)) => (subordinator..end).rfind(|token| frame.is_finite(*token)),
        None => (start..end).find(|token| frame.is_finite(*token)),
    };
    let is = |forms: &[&str]| marks.iter().any(|mark| forms.contains(&frame.doc.form(*mark)));
    let opens_quotation =
        || marks.iter().any(|mark| frame.doc.quotations.iter().any(|quotation| quotation.open == *mark));
    Stretch {
        start,
        end,
        opener,
        finite,
        is_joined: frame.upos(start) == Upos::Cconj,
        follows_mark: !marks.is_empty(),
        starts_speech: is(&[":"]) || !marks.is_empty() && opens_quotation(),
        follows_semicolon: is(&[";"]),
    }
}

/// Whether a conjunction in the middle of a stretch joins clauses: a finite verb stands on both sides, or a subordinator follows.
fn joins_clauses(frame: &Frame<'_>, from: usize, at: usize) -> bool {
    let words = frame.words;
    if frame.upos(words[at]) != Upos::Cconj {
        return false;
    }
    let next_mark = (at + 1..words.len())
        .find(|next| is_clause_mark(frame.doc, words[*next], frame.data))
        .unwrap_or(words.len());
    let has_verb_before = words[from..at].iter().any(|token| frame.is_verb(*token));
    let has_finite_before = words[from..at].iter().any(|token| frame.is_finite(*token));
    let opens = at + 1 < next_mark
        && opener(frame.doc, words[at + 1]..words[next_mark - 1] + 1, frame.data).is_some();
    let stop = (at + 1..next_mark).find(|next| frame.upos(words[*next]) == Upos::Cconj);
    let has_finite_after =
        words[at + 1..stop.unwrap_or(next_mark)].iter().any(|token| frame.is_finite(*token));
    let is_verb_next = words.get(at + 1).is_some_and(|next| frame.is_finite(*next));
    has_verb_before && opens || (has_finite_before || is_verb_next) && has_finite_after
}

/// Whether the finite verb is the first word, after a conjunction.
pub(super) fn is_verb_first(stretch: &Stretch) -> bool {
    stretch.finite.is_some_and(|finite| finite == stretch.start + usize::from(stretch.is_joined))
}

pub(super) fn is_verb_last(frame: &Frame<'_>, stretch: &Stretch) -> bool {
    stretch.finite.is_some_and(|finite| {
        first_word(frame.doc, finite + 1..stretch.end).is_none() && finite > stretch.start + 1
    })
}
