//! The members of a clause: predicate, particle, mood, subject.

use super::frame::{is_finite, is_verb};
use super::marks::is_clause_mark;
use crate::lang::LanguageData;
use crate::text::{Case, Clause, ClauseKind, Document, Upos};

/// Fills in the members of all clauses.
pub(super) fn find_members(doc: &mut Document, data: &LanguageData) {
    for index in 0..doc.clauses.len() {
        let mut clause = doc.clauses[index].clone();
        finish(doc, index, &mut clause, data);
        clause.subject = subject(doc, index, data);
        doc.clauses[index] = clause;
    }
}

fn finish(doc: &Document, index: usize, clause: &mut Clause, data: &LanguageData) {
    let own = clause.tokens.clone();
    let is_last = clause.finite.is_some_and(|finite| verb_stands_last(doc, clause, finite, data));
    let verbs: Vec<usize> = match clause.finite {
        Some(finite) if data.switches.verb_second && !is_last => {
            [finite].into_iter().chain(right_bracket(doc, index, finite)).collect()
        }
        Some(finite) if data.switches.verb_second => (own.start..finite + 1)
            .rev()
            .take_while(|token| is_verb(doc, *token) || doc.tokens[*token].upos == Upos::Part)
            .collect(),
        Some(finite) => english_verbs(doc, finite, own.end),
        None => own.clone().filter(|token| is_verb(doc, *token)).take(1).collect(),
    };
    clause.mood = clause.finite.and_then(|finite| doc.tokens[finite].feats.mood);
    clause.predicate = if is_last {
        verbs.iter().copied().find(|token| doc.tokens[*token].upos == Upos::Verb).or(clause.finite)
    } else {
        verbs.iter().copied().rfind(|token| doc.tokens[*token].upos == Upos::Verb).or(clause.finite)
    };
    clause.particle = clause.finite.and_then(|finite| particle(doc, clause, finite, data));
}

/// Whether the finite verb is the last word of its clause, behind a subordinator or one that it shares.
fn verb_stands_last(doc: &Document, clause: &Clause, finite: usize, data: &LanguageData) -> bool {
    let has_words =
        |mut tokens: std::ops::Range<usize>| tokens.any(|token| doc.tokens[token].upos != Upos::Punct);
    let is_main = matches!(clause.kind, ClauseKind::Main | ClauseKind::Parenthesis);
    data.switches.verb_second
        && (clause.subordinator.is_some() || !is_main && !has_words(finite + 1..clause.tokens.end))
}

/// Verbs at the end of a main clause that opened with its finite verb: `hat … getötet`, `soll … getötet worden sein`.
fn right_bracket(doc: &Document, index: usize, finite: usize) -> Vec<usize> {
    let is_auxiliary = doc.tokens[finite].upos == Upos::Aux;
    if !is_auxiliary {
        return Vec::new();
    }
    let mut verbs = Vec::new();
    let own = |token: &usize| doc.clause_at(*token) == Some(index);
    for token in (finite + 1..doc.clauses[index].tokens.end).filter(own) {
        if is_verb(doc, token) && !is_finite(doc, token) {
            verbs.push(token);
        } else if !verbs.is_empty() && !is_verb(doc, token) {
            break;
        }
    }
    verbs.sort_by_key(|token| doc.tokens[*token].upos == Upos::Verb);
    verbs
}

/// `was reported to have killed` from its finite verb on, without what comes after the first full verb.
fn english_verbs(doc: &Document, finite: usize, end: usize) -> Vec<usize> {
    let mut verbs = vec![finite];
    for token in finite + 1..end.min(finite + 8) {
        if doc.tokens[*verbs.last().unwrap_or(&finite)].upos == Upos::Verb {
            break;
        }
        match doc.tokens[token].upos {
            Upos::Verb | Upos::Aux => verbs.push(token),
            Upos::Adv | Upos::Part | Upos::Pron => {}
            _ => break,
        }
    }
    verbs
}

/// The separated particle of a finite verb, at the end of its clause: `teilte … mit`. That of `sagte, die Armee ziehe ab` is another verb's.
fn particle(doc: &Document, clause: &Clause, finite: usize, data: &LanguageData) -> Option<usize> {
    if !data.switches.verb_second || clause.subordinator.is_some() {
        return None;
    }
    let marks = (finite + 1..clause.tokens.end).filter(|token| is_clause_mark(doc, *token, data));
    let ends = [clause.tokens.end].into_iter().chain(marks);
    let is_particle =
        |token: &usize| *token > finite && data.verb_particles.contains(doc.tokens[*token].lower.as_str());
    let is_own = |token: &usize| {
        let marks = (finite..*token).rev().take_while(|at| !is_clause_mark(doc, *at, data));
        marks.into_iter().all(|at| at == finite || !is_finite(doc, at))
    };
    ends.filter_map(|end| (finite..end).rfind(|token| doc.tokens[*token].upos != Upos::Punct))
        .find(|token| is_particle(token) && is_own(token))
}

/// The noun phrase that is the subject: in the nominative, agreeing, before the verb or right after it.
fn subject(doc: &Document, index: usize, data: &LanguageData) -> Option<usize> {
    let clause = &doc.clauses[index];
    let finite = clause.finite?;
    let number = doc.tokens[finite].feats.number;
    let first = doc.phrases.partition_point(|phrase| phrase.tokens.start < clause.tokens.start);
    let inside =
        |index: &usize| doc.phrases.get(*index).is_some_and(|phrase| phrase.tokens.end <= clause.tokens.end);
    let is_free = |candidate: &usize| {
        let phrase = &doc.phrases[*candidate];
        let agrees = number.is_none()
            || phrase.number.is_none()
            || number == phrase.number
            || is_joined(doc, phrase.tokens.end);
        let is_nominative = matches!(phrase.case, None | Some(Case::Nom)) || !data.switches.verb_second;
        phrase.preposition.is_none() && is_nominative && agrees && doc.clause_at(phrase.head) == Some(index)
    };
    let mut candidates = (first..).take_while(inside).filter(is_free);
    if data.switches.verb_second {
        return candidates.next();
    }
    let before = |index: &usize| doc.phrases[*index].tokens.end <= finite;
    let all: Vec<usize> = candidates.collect();
    all.iter().copied().rfind(before).or_else(|| all.first().copied())
}

/// Whether another noun phrase is joined to the one that ends here: `der Süden und der Norden bestreiten`.
fn is_joined(doc: &Document, end: usize) -> bool {
    doc.tokens.get(end).is_some_and(|token| token.upos == Upos::Cconj || doc.text_of(token.span) == ",")
}
