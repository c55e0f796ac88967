//! Finds clauses by marks, subordinators, finite verbs and their order.
//!
//! | text | clauses |
//! | --- | --- |
//! | `Er sagte, dass die Truppen, die am Fluss standen, abgezogen seien.` | main; inside it a complement; inside that a relative |
//! | `Sie weigert sich, die Stadt zu verlassen.` | main, infinitive inside it |
//! | `Die Armee zog ab und räumte das Lager.` | main, main |
//! | `Die Lage, sagte sie, sei ruhig.` | main, parenthesis inside it |
//! | `He said the army had left because the road was closed.` | main, complement, adverbial, one inside the other |
//!
//! What is a clause, and of which kind, is said in `eval/clauses/README.md`: one finite verb, one clause; other verbs make one
//! where a mark or subordinator sets them off.
//!
//! Brackets and pairs of dashes are read first, each by itself, and taken out ([`find_clauses`]). What is left is read from left
//! to right with the clauses that are open ([`frame`]), by stretches between marks where the verb has its places
//! ([`verb_second`]), word by word where it follows its subject ([`subject_first`]).

mod frame;
mod marks;
mod members;
mod openers;
mod subject_first;
mod verb_second;

use std::ops::Range;

pub(crate) use marks::is_clause_mark;
pub(crate) use openers::opener;

use crate::lang::LanguageData;
use crate::text::{Clause, ClauseKind, Document};
use frame::Frame;

/// Writes [`Document::clauses`], outer before inner, in the order of their first token.
pub fn find_clauses(doc: &mut Document, data: &LanguageData) {
    let mut clauses = Vec::new();
    for sentence in &doc.sentences {
        let from = clauses.len();
        read_level(doc, sentence.tokens.clone(), ClauseKind::Main, &mut clauses, data);
        clauses[from..].sort_by_key(|clause| (clause.tokens.start, std::cmp::Reverse(clause.tokens.end)));
    }
    set_parents(&mut clauses);
    doc.clauses = clauses;
    members::find_members(doc, data);
}

/// Reads a sentence, or an insertion in one, whose clauses depend on no other clause of it when they are of the kind `base`.
fn read_level(
    doc: &Document,
    tokens: Range<usize>,
    base: ClauseKind,
    clauses: &mut Vec<Clause>,
    data: &LanguageData,
) {
    let mut words = Vec::with_capacity(tokens.len());
    let mut at = tokens.start;
    while at < tokens.end {
        match marks::insertion(doc, at, &tokens) {
            Some(inner) => {
                let end = inner.end + 1;
                if inner.clone().any(|token| frame::is_finite(doc, token)) {
                    read_level(doc, inner, ClauseKind::Parenthesis, clauses, data);
                }
                at = end;
            }
            None => {
                words.push(at);
                at += 1;
            }
        }
    }
    let mut frame = Frame { doc, data, words: &words, base, open: Vec::new(), done: clauses };
    if data.switches.verb_second {
        verb_second::read(&mut frame);
    } else {
        subject_first::read(&mut frame);
    }
    frame.close_to(0, tokens.end);
}

/// Sets each clause's parent: the innermost clause around it.
fn set_parents(clauses: &mut [Clause]) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..clauses.len() {
        let tokens = clauses[index].tokens.clone();
        while open.last().is_some_and(|outer| {
            clauses[*outer].tokens.end < tokens.end || clauses[*outer].tokens.end <= tokens.start
        }) {
            open.pop();
        }
        clauses[index].parent = open.last().copied();
        open.push(index);
    }
}
