//! Finds the tree of every sentence: what each word depends on, and by which relation.
//!
//! `Der Sprecher sagte, die Truppen seien abgezogen.`: `Sprecher` is `nsubj` of `sagte`, `abgezogen` its `ccomp`,
//! `Truppen` the `nsubj` of `abgezogen`. `Officials said three were killed.`: `killed` is `ccomp` of `said`.
//!
//! A greedy arc-hybrid parser with averaged perceptrons, trained with a dynamic oracle (Goldberg and Nivre 2013).
//! Marks help to find the tree, and are attached afterwards by the guideline, see [`super::tree_marks`].
//! Relations are those of Universal Dependencies; see `RELATIONS` for the subtypes that are kept. Trees are projective,
//! one word of each sentence depends on the root, and nothing is repaired afterwards: they are evidence, not proof.

use std::ops::Range;

use super::tree_features::{Seen, View, is_mark};
use super::tree_marks::attach_marks;
use super::tree_state::{State, Step};
use crate::lang::LanguageData;
use crate::lang::parser::{LABELS, ParserModel, RELATIONS, STEPS};
use crate::lang::reading::Tag;
use crate::text::Document;

/// Writes head and relation of [`Document::tokens`].
pub fn find_trees(doc: &mut Document, data: &LanguageData) {
    let mut parser = Parser::default();
    for range in doc.sentence_ranges() {
        let tokens = doc.tokens[range.clone()].iter();
        let seen = tokens.enumerate().map(|(at, token)| {
            let form = doc.form(range.start + at);
            let tag = Tag::new(token.upos, token.feats);
            Seen::new(tag, &token.lemma, form, &token.lower, &data.stand_ins)
        });
        parser.parse(&data.parser, seen);
        let length = range.len();
        let is_mark: Vec<bool> = doc.tokens[range.clone()].iter().map(|token| is_mark(token.upos)).collect();
        let mut heads: Vec<usize> = parser.state.nodes[..length].iter().map(|node| node.head).collect();
        attach_marks(&mut heads, &is_mark, &pairs(doc, &range));
        let labels = parser.state.nodes[..length].iter().zip(is_mark);
        let labels =
            labels.map(|(node, is_mark)| if is_mark { MARK } else { RELATIONS[node.label as usize] });
        for ((token, head), label) in doc.tokens[range.clone()].iter_mut().zip(heads).zip(labels) {
            let is_root = head == length;
            token.head = (!is_root).then(|| (range.start + head) as u32);
            token.deprel = if is_root { "root" } else { label }.into();
        }
    }
}

/// The relation of marks.
const MARK: &str = "punct";

/// The quotation marks and brackets of a sentence that belong together, counted in the sentence.
fn pairs(doc: &Document, sentence: &Range<usize>) -> Vec<(usize, usize)> {
    let quotations = doc.quotations.partition_point(|quotation| quotation.open < sentence.start);
    let mut pairs: Vec<(usize, usize)> = doc.quotations[quotations..]
        .iter()
        .take_while(|quotation| quotation.open < sentence.end)
        .filter_map(|quotation| {
            let close = quotation.close.filter(|close| *close < sentence.end)?;
            Some((quotation.open - sentence.start, close - sentence.start))
        })
        .collect();
    let mut open = Vec::new();
    for token in sentence.clone() {
        match doc.form(token) {
            "(" | "[" => open.push(token),
            ")" | "]" => {
                pairs.extend(open.pop().map(|open| (open - sentence.start, token - sentence.start)));
            }
            _ => {}
        }
    }
    pairs
}

/// What is kept between sentences, so that nothing is allocated anew.
#[derive(Debug, Default)]
pub struct Parser {
    view: View,
    /// The tree of the last sentence.
    pub state: State,
}

impl Parser {
    /// Makes the tree of a sentence.
    pub fn parse(&mut self, model: &ParserModel, words: impl Iterator<Item = Seen>) {
        self.view.start(words);
        self.state.start(self.view.len());
        while !self.state.is_done() {
            let step = self.best_step(model);
            let label = match self.state.arc(step) {
                Some((dependent, head)) if head < self.view.len() => {
                    self.best_label(model, step, dependent, head)
                }
                _ => 0,
            };
            self.state.take(step, label);
        }
    }

    fn best_step(&self, model: &ParserModel) -> Step {
        let mut allowed = Step::ALL.into_iter().filter(|step| self.state.allows(*step));
        let (first, second) = (allowed.next().unwrap_or(Step::Shift), allowed.next());
        if second.is_none() {
            return first;
        }
        let mut sums = [0; STEPS];
        model.steps.add(self.view.step_features(&self.state), &mut sums);
        let allowed = Step::ALL.into_iter().filter(|step| self.state.allows(*step));
        allowed.max_by_key(|step| (sums[*step as usize], STEPS - *step as usize)).unwrap_or(first)
    }

    fn best_label(&self, model: &ParserModel, step: Step, dependent: usize, head: usize) -> u8 {
        let mut sums = [0; LABELS];
        model.labels.add(self.view.label_features(&self.state, step, dependent, head), &mut sums);
        let best = sums.iter().enumerate().max_by_key(|(label, sum)| (**sum, LABELS - *label));
        best.map_or(0, |(label, _)| label as u8)
    }
}

#[cfg(test)]
mod tests {
    use crate::lang::{Data, DataFiles};
    use crate::text::{Document, Report};

    fn read(language: &str, text: &str) -> Document {
        let data = Data::load(&DataFiles::embedded()).unwrap();
        let mut report = Report::new(text);
        report.language = Some(language.to_owned());
        let mut doc = crate::pipeline::read(report, &data);
        super::find_trees(&mut doc, data.language(language).unwrap());
        doc
    }

    /// The relation of a word, without its subtype, and its head.
    fn arc(language: &str, text: &str, form: &str) -> (String, String) {
        let doc = read(language, text);
        let token = (0..doc.tokens.len()).find(|token| doc.form(*token) == form).unwrap();
        let head = doc.tokens[token].head.map_or("", |head| doc.form(head as usize));
        let relation = doc.tokens[token].deprel.split(':').next().unwrap_or_default();
        (relation.to_owned(), head.to_owned())
    }

    #[test]
    fn who_says_and_what_is_said() {
        let check = |language: &str, text: &str, form: &str, deprel: &str, head: &str| {
            assert_eq!(arc(language, text, form), (deprel.to_owned(), head.to_owned()), "{form} in {text}");
        };
        let said = "Der Sprecher sagte, die Truppen seien abgezogen.";
        check("de", said, "Sprecher", "nsubj", "sagte");
        check("de", said, "Truppen", "nsubj", "abgezogen");
        check("de", said, "sagte", "root", "");
        let killed = "The minister said that the strike killed three children.";
        check("en", killed, "minister", "nsubj", "said");
        check("en", killed, "killed", "ccomp", "said");
        check("en", killed, "children", "obj", "killed");
    }

    #[test]
    fn every_sentence_has_one_root_and_no_circle() {
        for text in ["", "?", "Ja. Nein.", "( ( ( )", "Zwei, drei, vier und fünf, sagte er, seien zu viel"] {
            let doc = read("de", text);
            for sentence in &doc.sentences {
                let roots = sentence.tokens.clone().filter(|token| doc.tokens[*token].head.is_none()).count();
                assert_eq!(roots, 1, "{text}");
                for token in sentence.tokens.clone() {
                    let climb = std::iter::successors(Some(token), |at| {
                        doc.tokens[*at].head.map(|head| head as usize)
                    });
                    assert!(climb.take(doc.tokens.len() + 1).count() <= doc.tokens.len(), "{text}");
                }
            }
        }
    }
}
