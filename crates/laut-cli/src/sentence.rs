//! One sentence taken apart: its clauses with their members, and its tree.

use std::fmt::Write as _;
use std::ops::Range;

use laut::Document;
use laut::text::{Case, Clause, GrammaticalNumber, Mood, Phrase};

use crate::view::Look;
use crate::view::cells::clean;

/// What was found in a sentence, the first of which is 0. Its trees must have been made.
pub(crate) fn sentence(doc: &Document, index: usize, look: Look) -> String {
    let tokens = doc.sentences[index].tokens.clone();
    let mut out = format!("{}\n\n", words(doc, tokens.clone()));
    out.push_str(&look.heading("Clauses"));
    let first = doc.clauses.partition_point(|clause| clause.tokens.start < tokens.start);
    for (at, clause) in doc.clauses.iter().enumerate().skip(first) {
        if clause.tokens.start >= tokens.end {
            break;
        }
        write_clause(&mut out, doc, at, clause);
    }
    out.push('\n');
    out.push_str(&look.heading("Tree"));
    let root = tokens.clone().find(|token| doc.tokens[*token].deprel == "root");
    if let Some(root) = root {
        write_word(&mut out, doc, root, "  ", "");
        write_dependents(&mut out, doc, &tokens, root);
    }
    out
}

fn words(doc: &Document, tokens: Range<usize>) -> String {
    clean(doc.text_of(doc.span_of(tokens))).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Kind and words of a clause, below them its verb, its subject and its own noun phrases.
fn write_clause(out: &mut String, doc: &Document, index: usize, clause: &Clause) {
    let depth = std::iter::successors(clause.parent, |parent| doc.clauses[*parent].parent).count();
    let indent = "  ".repeat(depth + 1);
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{indent}{}: {}", clause.kind.as_str(), words(doc, clause.tokens.clone()));
    if let Some(finite) = clause.finite {
        let mood = clause.mood.map_or("", |mood| match mood {
            Mood::Ind => " (indicative)",
            Mood::Sub => " (subjunctive)",
            Mood::Imp => " (imperative)",
        });
        let _ = writeln!(out, "{indent}  verb     {}{mood}", clean(doc.form(finite)));
    }
    let own = doc.phrases.iter().enumerate().filter(|(_, phrase)| {
        clause.tokens.contains(&phrase.head) && doc.clause_at(phrase.head) == Some(index)
    });
    for (at, phrase) in own {
        let role = if clause.subject == Some(at) { "subject" } else { "phrase" };
        let facts = facts(doc, phrase);
        let _ = writeln!(out, "{indent}  {role:8} {}{facts}", words(doc, phrase.tokens.clone()));
    }
}

/// Case, number and preposition of a noun phrase, as far as they are known.
fn facts(doc: &Document, phrase: &Phrase) -> String {
    let case = phrase.case.map(|case| match case {
        Case::Nom => "nominative",
        Case::Gen => "genitive",
        Case::Dat => "dative",
        Case::Acc => "accusative",
    });
    let number = phrase.number.map(|number| match number {
        GrammaticalNumber::Sing => "singular",
        GrammaticalNumber::Plur => "plural",
    });
    let preposition = phrase.preposition.map(|preposition| format!("after {}", clean(doc.form(preposition))));
    let known: Vec<String> =
        [case, number].into_iter().flatten().map(str::to_owned).chain(preposition).collect();
    if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) }
}

fn write_word(out: &mut String, doc: &Document, token: usize, before: &str, branch: &str) {
    let word = &doc.tokens[token];
    let _ =
        writeln!(out, "{before}{branch}{}  {} {}", clean(doc.form(token)), word.deprel, word.upos.as_str());
}

/// What depends on the root, drawn as branches. A tree may be deep, so it is walked without recursion.
fn write_dependents(out: &mut String, doc: &Document, tokens: &Range<usize>, root: usize) {
    let of = |head: usize| tokens.clone().filter(move |token| doc.tokens[*token].head == Some(head as u32));
    let branches = |head: usize, before: &str| -> Vec<(usize, String, bool)> {
        let found: Vec<usize> = of(head).collect();
        let last = found.last().copied();
        found.into_iter().rev().map(|token| (token, before.to_owned(), Some(token) == last)).collect()
    };
    let mut open = branches(root, "  ");
    while let Some((token, before, is_last)) = open.pop() {
        write_word(out, doc, token, &before, if is_last { "└─ " } else { "├─ " });
        let below = format!("{before}{}", if is_last { "   " } else { "│  " });
        open.extend(branches(token, &below));
    }
}

#[cfg(test)]
mod tests {
    use laut::Report;
    use laut::lang::{Data, DataFiles};

    use crate::view::Look;

    #[test]
    fn a_sentence_is_shown_with_its_clauses_and_its_tree() {
        let data = Data::load(&DataFiles::embedded()).unwrap();
        let mut report = Report::new("Der Sprecher sagte, die Lage sei ruhig.");
        report.language = Some("de".to_owned());
        let mut doc = laut::read(report, &data);
        laut::parse::tree::find_trees(&mut doc, data.language("de").unwrap());
        let shown = super::sentence(&doc, 0, Look { width: 80, colour: false });
        let clauses = "  main: Der Sprecher sagte, die Lage sei ruhig\n    verb     sagte (indicative)\n    subject  Der Sprecher (nominative, singular)\n    complement: die Lage sei ruhig\n      verb     sei (subjunctive)\n      subject  die Lage (";
        assert!(shown.contains(clauses), "{shown}");
        assert!(
            shown.contains("  sagte  root VERB\n  ├─ Sprecher  nsubj NOUN\n  │  └─ Der  det DET\n"),
            "{shown}"
        );
    }
}
