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
//! to right with the clauses that are open (`frame`), by stretches between marks where the verb has its places
//! (`verb_second`), word by word where it follows its subject (`subject_first`).

mod frame;
mod join;
mod marks;
mod members;
mod openers;
mod signs;
mod stretches;
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

#[cfg(test)]
mod tests {
    use crate::lang::{Data, DataFiles};
    use crate::text::Report;

    /// Each clause: its kind and its words.
    fn clauses(language: &str, text: &str) -> Vec<String> {
        let data = Data::load(&DataFiles::embedded()).unwrap();
        let mut report = Report::new(text);
        report.language = Some(language.to_owned());
        let doc = crate::read(report, &data);
        let words = |clause: &crate::text::Clause| doc.text_of(doc.span_of(clause.tokens.clone()));
        doc.clauses.iter().map(|clause| format!("{}: {}", clause.kind.as_str(), words(clause))).collect()
    }

    #[test]
    fn a_subordinate_clause_is_inside_the_one_that_it_depends_on() {
        assert_eq!(
            clauses("de", "Als die Truppen kamen, die am Fluss standen, war das Dorf leer."),
            [
                "main: Als die Truppen kamen, die am Fluss standen, war das Dorf leer",
                "adverbial: Als die Truppen kamen, die am Fluss standen",
                "relative: die am Fluss standen",
            ]
        );
        assert_eq!(
            clauses("en", "The soldiers who came on Monday said the road was closed."),
            [
                "main: The soldiers who came on Monday said the road was closed",
                "relative: who came on Monday",
                "complement: the road was closed",
            ]
        );
    }

    #[test]
    fn a_cue_inside_or_after_what_is_said_is_a_parenthesis() {
        assert_eq!(
            clauses("de", "Die Lage, sagte der Bürgermeister, sei ruhig."),
            ["main: Die Lage, sagte der Bürgermeister, sei ruhig", "parenthesis: sagte der Bürgermeister"]
        );
        assert_eq!(
            clauses("de", "Der Bürgermeister sagte, die Lage sei ruhig."),
            ["main: Der Bürgermeister sagte, die Lage sei ruhig", "complement: die Lage sei ruhig"]
        );
        assert_eq!(
            clauses("en", "The road was closed, the mayor said."),
            ["main: The road was closed, the mayor said", "parenthesis: the mayor said"]
        );
    }

    #[test]
    fn coordinated_clauses_are_sisters() {
        assert_eq!(
            clauses("de", "Der Mann, der kam und wieder ging, hieß Osk."),
            [
                "main: Der Mann, der kam und wieder ging, hieß Osk",
                "relative: der kam",
                "relative: und wieder ging"
            ]
        );
        assert_eq!(
            clauses("en", "The army left the town and burned the bridge."),
            ["main: The army left the town", "main: and burned the bridge"]
        );
        assert_eq!(clauses("en", "The army and the police left."), ["main: The army and the police left"]);
    }

    #[test]
    fn words_that_are_no_clause() {
        assert_eq!(
            clauses("de", "Der Sprecher, ein früherer Offizier, drohte zu gehen."),
            ["main: Der Sprecher, ein früherer Offizier, drohte zu gehen"]
        );
        assert_eq!(clauses("en", "The rebels vowed to leave."), ["main: The rebels vowed to leave"]);
        assert_eq!(
            clauses("en", "The bomb hit a bank, killing two."),
            ["main: The bomb hit a bank, killing two", "infinitive: killing two"]
        );
    }
}
