//! The features that the parser weighs: the words on the stack and ahead, their tags, dependents and distance (after
//! Zhang and Nivre 2011).

use super::tree_state::{NONE, State, Step};
use crate::lang::StandIns;
use crate::lang::model::{hash, mix};
use crate::lang::reading::Tag;
use crate::text::{Feats, Upos};

/// How many features decide a step.
pub const STEP_FEATURES: usize = 76;
/// How many features decide a relation.
pub const LABEL_FEATURES: usize = 34;

/// A word as the parser sees it.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Hash of its lemma.
    pub lemma: u64,
    /// Hash of its form in lower case.
    pub form: u64,
    /// Part of speech.
    pub upos: u64,
    /// Part of speech with the features that trees depend on.
    pub tag: u64,
    /// Number, person and gender.
    pub agreement: u64,
    /// Whether it is a comma or another mark, a finite verb, a subordinator: bits that add up between words.
    pub bits: u64,
}

const NOTHING: Seen = Seen { lemma: 11, form: 12, upos: 40, tag: 13, agreement: 0, bits: 0 };
const ROOT: Seen = Seen { lemma: 21, form: 22, upos: 41, tag: 23, agreement: 0, bits: 0 };

impl Seen {
    /// Looks at a word: its tag, dictionary form, form as it is written, and in lower case.
    #[must_use]
    pub fn new(tag: Tag, lemma: &str, form: &str, lower: &str, stand_ins: &StandIns) -> Self {
        let lemma = stand_ins.find(lemma).map_or_else(|| form_hash(lemma), |lemma| form_hash(&lemma));
        let form =
            stand_ins.find(form).map_or_else(|| form_hash(lower), |form| form_hash(&form.to_lowercase()));
        let feats = tag.feats();
        let kept = Feats {
            case: feats.case,
            verb_form: feats.verb_form,
            pron_type: feats.pron_type,
            mood: None,
            number: None,
            gender: None,
            person: None,
            tense: None,
            degree: None,
        };
        let agreeing = Feats { number: feats.number, person: feats.person, ..Feats::default() };
        let is_finite = feats.verb_form == Some(crate::text::VerbForm::Fin);
        let bits = match tag.upos() {
            Upos::Punct => 1,
            Upos::Verb | Upos::Aux if is_finite => 1 << 8,
            Upos::Verb | Upos::Aux => 1 << 16,
            Upos::Sconj | Upos::Pron => 1 << 24,
            Upos::Cconj => 1 << 32,
            Upos::Noun | Upos::Propn => 1 << 40,
            _ => 0,
        };
        Self {
            lemma,
            form,
            upos: tag.upos() as u64,
            tag: u64::from(Tag::new(tag.upos(), kept).packed()),
            agreement: u64::from(Tag::new(tag.upos(), agreeing).packed()),
            bits,
        }
    }
}

/// The hash of a form in lower case, and of a lemma; quotation marks and dashes of all kinds are one, since treebanks have few kinds.
#[must_use]
pub fn form_hash(lower: &str) -> u64 {
    let shared = match lower {
        "„" | "“" | "”" | "»" | "«" | "‚" | "‘" | "’" | "›" | "‹" | "'" | "``" | "''" => {
            "\""
        }
        "–" | "—" | "−" | "--" => "-",
        "…" => "...",
        "[" => "(",
        "]" => ")",
        other => other,
    };
    hash(shared.as_bytes())
}

/// Whether a part of speech is that of marks.
#[must_use]
pub fn is_mark(upos: Upos) -> bool {
    upos == Upos::Punct
}

/// A sentence as the parser sees it.
#[derive(Debug, Default)]
pub struct View {
    seen: Vec<Seen>,
    /// The bits of all words before each, added up.
    sums: Vec<u64>,
}

impl View {
    /// Looks at a sentence.
    pub fn start(&mut self, words: impl Iterator<Item = Seen>) {
        self.seen.clear();
        self.sums.clear();
        self.sums.push(0);
        for word in words {
            self.seen.push(word);
            self.sums.push(self.sums.last().copied().unwrap_or_default().wrapping_add(word.bits));
        }
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    #[inline]
    fn at(&self, word: usize) -> &Seen {
        if word == self.seen.len() { &ROOT } else { self.seen.get(word).unwrap_or(&NOTHING) }
    }

    /// What stands between two words: marks, finite verbs, other verbs, subordinators, each counted up to two.
    fn between(&self, one: usize, other: usize) -> u64 {
        let (first, last) = (one.min(other), one.max(other));
        if last >= self.seen.len() || first + 1 > last {
            return 7;
        }
        let sum = self.sums[last].wrapping_sub(self.sums[first + 1]);
        (0..6).fold(0, |all, at| all << 2 | (sum >> (8 * at) & 255).min(2))
    }

    /// The features of a step.
    #[must_use]
    pub fn step_features(&self, state: &State) -> [u64; STEP_FEATURES] {
        let (top, below, third) = (state.on_stack(0), state.on_stack(1), state.on_stack(2));
        let (next, second) = (state.ahead(0), state.ahead(1));
        let (s0, s1, s2) = (self.at(top), self.at(below), self.at(third));
        let (b0, b1, b2) = (self.at(next), self.at(second), self.at(state.ahead(2)));
        let child = |word: usize, is_left: bool, at: usize| {
            let node = state.nodes.get(word);
            node.map_or(NONE, |node| if is_left { node.left[at] } else { node.right[at] })
        };
        let label = |word: usize| state.nodes.get(word).map_or(63, |node| u64::from(node.label));
        let set = |word: usize| state.nodes.get(word).map_or(0, |node| node.labels);
        let count = |word: usize, side: usize| {
            state.nodes.get(word).map_or(9, |node| u64::from(node.counts[side].min(3)))
        };
        let (s0l, s0r, s1l, s1r) =
            (child(top, true, 0), child(top, false, 0), child(below, true, 0), child(below, false, 0));
        let (b0l, b0m) = (child(next, true, 0), child(next, true, 1));
        let far = distance(top, next);
        let gap = distance(below, top);
        let marks = self.between(top, next);
        let marks_below = self.between(below, top);
        let is_start = u64::from(top == 0) | u64::from(next == NONE) << 1;
        let mut number = 1000;
        let mut one = |value: u64| {
            number += 1;
            mix(number, value)
        };
        let t = |seen: &Seen| seen.tag;
        let w = |seen: &Seen| seen.lemma;
        let pair = |one: u64, other: u64| mix(one, other);
        let three = |one: u64, other: u64, third: u64| mix(mix(one, other), third);
        [
            one(t(s0)),
            one(w(s0)),
            one(pair(w(s0), t(s0))),
            one(t(b0)),
            one(w(b0)),
            one(pair(w(b0), t(b0))),
            one(t(s1)),
            one(w(s1)),
            one(t(s2)),
            one(t(b1)),
            one(w(b1)),
            one(t(b2)),
            one(s0.form),
            one(b0.form),
            one(b1.form),
            one(three(w(s0), t(s0), pair(w(b0), t(b0)))),
            one(three(w(s0), t(s0), t(b0))),
            one(three(t(s0), w(b0), t(b0))),
            one(pair(w(s0), w(b0))),
            one(pair(t(s0), t(b0))),
            one(pair(w(s0), t(b0))),
            one(pair(t(s0), w(b0))),
            one(pair(t(s1), t(s0))),
            one(pair(w(s1), w(s0))),
            one(pair(w(s1), t(s0))),
            one(pair(t(s1), w(s0))),
            one(pair(t(b0), t(b1))),
            one(pair(t(s1), t(b0))),
            one(pair(w(s1), w(b0))),
            one(pair(w(s1), t(b0))),
            one(pair(t(s1), w(b0))),
            one(three(t(b0), t(b1), t(b2))),
            one(three(t(s0), t(b0), t(b1))),
            one(three(t(s1), t(s0), t(b0))),
            one(three(s1.upos, s0.upos, pair(b0.upos, b1.upos))),
            one(three(t(s2), t(s1), t(s0))),
            one(three(w(s1), t(s0), t(b0))),
            one(three(t(s1), w(s0), t(b0))),
            one(three(t(s1), t(s0), w(b0))),
            one(three(w(s0), t(b0), t(b1))),
            one(three(t(s0), t(self.at(s0l)), t(b0))),
            one(three(t(s0), t(self.at(s0r)), t(b0))),
            one(three(t(s0), t(b0), t(self.at(b0l)))),
            one(three(t(s1), t(self.at(s1r)), t(s0))),
            one(three(t(s1), t(self.at(s1l)), t(s0))),
            one(three(t(s1), t(s0), t(self.at(s0l)))),
            one(three(t(s1), t(s0), t(self.at(s0r)))),
            one(three(t(s0), label(s0l), label(s0r))),
            one(three(t(s1), label(s1l), label(s1r))),
            one(three(t(b0), label(b0l), label(b0m))),
            one(pair(w(s0), label(s0r))),
            one(pair(w(self.at(s0l)), t(s0))),
            one(pair(w(self.at(b0l)), t(b0))),
            one(three(w(self.at(s0l)), t(s0), t(b0))),
            one(three(w(self.at(s0l)), t(s0), t(s1))),
            one(three(t(s0), far, t(b0))),
            one(pair(w(s0), far)),
            one(pair(w(b0), far)),
            one(three(t(s1), gap, t(s0))),
            one(three(t(s1), gap, pair(t(s0), t(b0)))),
            one(three(t(s0), count(top, 0), count(top, 1))),
            one(three(w(s0), count(top, 0), count(top, 1))),
            one(three(t(s1), count(below, 0), count(below, 1))),
            one(three(t(b0), count(next, 0), 0)),
            one(three(t(s0), set(top), t(b0))),
            one(three(t(s1), set(below), t(s0))),
            one(three(w(s1), set(below), t(s0))),
            one(three(t(b0), set(next), t(s0))),
            one(three(s0.upos, marks, b0.upos)),
            one(three(s1.upos, marks_below, pair(s0.upos, b0.upos))),
            one(three(s1.upos, self.between(below, next), b0.upos)),
            one(three(s0.agreement, b0.agreement, marks)),
            one(three(s1.agreement, s0.agreement, s0.upos)),
            one(pair(is_start, three(t(s0), t(b0), t(s1)))),
            one(pair(is_start, t(s1))),
            one(three(t(s0), t(self.at(next.wrapping_sub(1))), t(b0))),
        ]
    }

    /// The features of the relation of an arc.
    #[must_use]
    pub fn label_features(
        &self,
        state: &State,
        step: Step,
        dependent: usize,
        head: usize,
    ) -> [u64; LABEL_FEATURES] {
        let (d, h) = (self.at(dependent), self.at(head));
        let side = step as u64;
        let far = distance(dependent, head);
        let nodes = &state.nodes;
        let (dependents, siblings) = (nodes[dependent].labels, nodes[head].labels);
        let first = self.at(nodes[dependent].left[0]);
        let nearest = self.at(nodes[dependent].left[1]);
        let last = self.at(nodes[dependent].right[0]);
        let neighbour = |word: usize, offset: isize| {
            self.at(word.checked_add_signed(offset).filter(|at| *at < self.seen.len()).unwrap_or(NONE))
        };
        let (before, after) = (neighbour(dependent, -1), neighbour(dependent, 1));
        let (head_before, head_after) = (neighbour(head, -1), neighbour(head, 1));
        let marks = self.between(dependent, head);
        let mut number = 2000;
        let mut one = |value: u64| {
            number += 1;
            mix(mix(number, side), value)
        };
        let three = |one: u64, other: u64, third: u64| mix(mix(one, other), third);
        [
            one(d.tag),
            one(d.lemma),
            one(h.tag),
            one(h.lemma),
            one(mix(d.tag, h.tag)),
            one(mix(d.lemma, h.tag)),
            one(mix(d.tag, h.lemma)),
            one(mix(d.lemma, h.lemma)),
            one(mix(d.form, h.upos)),
            one(three(d.tag, h.tag, far)),
            one(three(d.tag, h.tag, dependents)),
            one(three(d.tag, h.tag, siblings)),
            one(three(d.upos, h.upos, mix(dependents, siblings))),
            one(three(d.tag, h.upos, first.lemma)),
            one(three(d.upos, h.upos, mix(first.lemma, first.tag))),
            one(three(d.upos, h.lemma, first.lemma)),
            one(three(d.upos, h.upos, nearest.lemma)),
            one(three(d.upos, h.upos, last.lemma)),
            one(three(d.tag, h.tag, first.tag)),
            one(three(d.tag, h.tag, last.tag)),
            one(three(d.tag, h.upos, before.lemma)),
            one(three(d.tag, h.upos, after.lemma)),
            one(three(d.tag, h.tag, before.tag)),
            one(three(d.tag, h.tag, after.tag)),
            one(three(d.tag, h.tag, head_before.tag)),
            one(three(d.tag, h.tag, head_after.tag)),
            one(three(d.upos, h.upos, marks)),
            one(three(d.agreement, h.agreement, d.tag)),
            one(three(d.agreement, h.agreement, siblings)),
            one(three(d.lemma, h.upos, siblings)),
            one(three(d.tag, h.lemma, siblings)),
            one(three(d.lemma, far, h.upos)),
            one(three(
                d.upos,
                h.upos,
                mix(nodes[head].counts[0].min(3).into(), nodes[head].counts[1].min(3).into()),
            )),
            one(three(d.tag, h.tag, mix(before.upos, after.upos))),
        ]
    }
}

/// The distance of two words, in steps that grow.
fn distance(one: usize, other: usize) -> u64 {
    if one == NONE || other == NONE {
        return 15;
    }
    match one.abs_diff(other) {
        far @ 0..=4 => far as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        _ => 8,
    }
}
