//! Finds the tree of every sentence: what each word depends on, and by which relation.
//!
//! `Der Sprecher sagte, die Truppen seien abgezogen.`: `Sprecher` is `nsubj` of `sagte`, `abgezogen` its `ccomp`,
//! `Truppen` the `nsubj` of `abgezogen`. `Officials said three were killed.`: `killed` is `ccomp` of `said`.
//!
//! An arc-hybrid parser with log-linear models of steps and relations, trained with a dynamic oracle (Goldberg and Nivre 2013). Where
//! a step is not sure, up to four half-made trees are followed (selectional branching, Choi 2013), and the likeliest is kept.
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

/// How many half-made trees are followed at once.
const BEAM: usize = 4;
/// A half-made tree that is less likely than the likeliest by more than so many nats is given up. Most words are sure: one tree and a
/// half are weighed at each step.
const MARGIN: f32 = 2.0;
/// What a unit of weight is taken for, in nats. A parser that follows one tree alone learns to be too sure of itself; flatter odds of
/// relations, that count more often, find better trees.
const STEP_NATS: f32 = 0.025;
const LABEL_NATS: f32 = 0.007;
const LABEL_SHARE: f32 = 2.5;

/// A half-made tree, and how likely it is, in nats.
#[derive(Debug, Default)]
struct Half {
    state: State,
    likely: f32,
}

/// How a half-made tree may go on.
#[derive(Debug)]
struct Next {
    from: usize,
    step: Step,
    label: u8,
    likely: f32,
}

/// What is kept between sentences, so that nothing is allocated anew.
#[derive(Debug, Default)]
pub struct Parser {
    view: View,
    beam: Vec<Half>,
    /// The half-made trees of the step before.
    before: Vec<Half>,
    next: Vec<Next>,
    /// The tree of the last sentence.
    pub state: State,
}

impl Parser {
    /// Makes the tree of a sentence.
    pub fn parse(&mut self, model: &ParserModel, words: impl Iterator<Item = Seen>) {
        self.view.start(words);
        self.state.start(self.view.len());
        self.beam.clear();
        self.beam.push(Half { state: std::mem::take(&mut self.state), likely: 0.0 });
        // All take two steps a word.
        while !self.beam[0].state.is_done() {
            self.weigh(model);
            self.go_on();
        }
        self.state = self.beam.swap_remove(0).state;
    }

    /// Finds how the half-made trees may go on, the likeliest first.
    fn weigh(&mut self, model: &ParserModel) {
        self.next.clear();
        let least = self.beam[0].likely - MARGIN;
        for (from, half) in self.beam.iter().enumerate() {
            for (step, likely) in self.steps(model, &half.state) {
                let likely = half.likely + likely;
                self.next.extend((likely >= least).then_some(Next { from, step, label: 0, likely }));
            }
        }
        let is_sure = self.next.len() == 1;
        for next in &mut self.next {
            let state = &self.beam[next.from].state;
            let Some((dependent, head)) = state.arc(next.step).filter(|(_, head)| *head < self.view.len())
            else {
                continue;
            };
            let mut sums = [0; LABELS];
            model.labels.add(self.view.label_features(state, next.step, dependent, head), &mut sums);
            let best = (0..LABELS).rev().max_by_key(|label| sums[*label]).unwrap_or(0);
            next.label = best as u8;
            if !is_sure {
                next.likely += LABEL_SHARE * likelihoods(&sums, LABEL_NATS)(best);
            }
        }
        self.next.sort_by(|one, other| other.likely.total_cmp(&one.likely));
        let least = self.next[0].likely - MARGIN;
        self.next.truncate(BEAM);
        self.next.retain(|next| next.likely >= least);
    }

    /// The steps that can be taken, and how likely each is, in nats.
    fn steps(&self, model: &ParserModel, state: &State) -> impl Iterator<Item = (Step, f32)> + use<> {
        let allowed = Step::ALL.map(|step| state.allows(step));
        let mut sums = [0; STEPS];
        if allowed.iter().filter(|is_allowed| **is_allowed).count() > 1 {
            model.steps.add(self.view.step_features(state), &mut sums);
        }
        let sums: [i32; STEPS] = std::array::from_fn(|at| if allowed[at] { sums[at] } else { i32::MIN / 2 });
        let likely = likelihoods(&sums, STEP_NATS);
        let likely = Step::ALL.map(|step| (step, likely(step as usize)));
        likely.into_iter().filter(move |(step, _)| allowed[*step as usize])
    }

    /// Takes the steps that were found; a tree that goes on in several ways is copied.
    fn go_on(&mut self) {
        std::mem::swap(&mut self.beam, &mut self.before);
        self.beam.clear();
        for (at, next) in self.next.iter().enumerate() {
            let is_last = self.next[at + 1..].iter().all(|later| later.from != next.from);
            let from = &mut self.before[next.from].state;
            let mut state = if is_last { std::mem::take(from) } else { from.clone() };
            state.take(next.step, next.label);
            self.beam.push(Half { state, likely: next.likely });
        }
    }
}

/// How likely each output is among all, in nats, if a unit of their sums is worth `nats`.
fn likelihoods(sums: &[i32], nats: f32) -> impl Fn(usize) -> f32 {
    let most = sums.iter().copied().max().unwrap_or(0);
    let all: f32 = sums.iter().map(|sum| ((sum - most) as f32 * nats).exp()).sum();
    let all = all.ln();
    move |output| (sums[output] - most) as f32 * nats - all
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
