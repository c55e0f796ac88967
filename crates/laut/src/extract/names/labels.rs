//! The names that the name model finds: the likeliest labels of a sentence's words, and the names they make.
//!
//! A linear model over [`features`](super::features), with weights for what follows what; the best sequence is found
//! exactly (Viterbi). Names lie within one sentence and do not overlap.

use std::ops::Range;

use super::features::{Role, Views};
use super::marks::Marks;
use crate::lang::LanguageData;
use crate::lang::name_model::{LABELS, Label, Part, STEPS};
use crate::text::{Document, ProperName};

/// The names of a text.
pub(super) fn find(doc: &Document, data: &LanguageData, marks: &Marks) -> Vec<ProperName> {
    let views = Views::with_marks(doc, data, marks);
    let model = &data.name_model;
    let mut names = Vec::new();
    let mut sums = Vec::new();
    for sentence in &doc.sentences {
        for run in runs(&views.roles, sentence.tokens.clone()) {
            sums.clear();
            for token in run.clone() {
                let mut sum = [0; LABELS];
                model.labels.add(views.features(token, &sentence.tokens), &mut sum);
                sums.push(sum.map(|weight| weight as f32));
            }
            let labels = best(&sums, &model.steps, &views.roles[run.clone()]);
            add_names(&labels, run.start, &mut names);
        }
    }
    names
}

/// The runs of words that can be in names.
pub fn runs(roles: &[Role], sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = sentence.start;
    std::iter::from_fn(move || {
        while at < sentence.end && roles[at] == Role::None {
            at += 1;
        }
        let start = at;
        while at < sentence.end && roles[at] != Role::None {
            at += 1;
        }
        (start < at).then_some(start..at)
    })
}

/// The likeliest labels of a run of words.
#[must_use]
pub fn best(sums: &[[f32; LABELS]], steps: &[f32; STEPS], roles: &[Role]) -> Vec<Label> {
    let mut back = vec![[0_u8; LABELS]; sums.len()];
    let mut scores = [f32::NEG_INFINITY; LABELS];
    scores[0] = 0.0;
    for (at, sums) in sums.iter().enumerate() {
        let mut next = [f32::NEG_INFINITY; LABELS];
        for label in Label::ALL.into_iter().filter(|label| roles[at].allows(*label)) {
            for before in label.before() {
                let score = scores[before.index()] + steps[before.index() * LABELS + label.index()];
                if score > next[label.index()] {
                    next[label.index()] = score;
                    back[at][label.index()] = before.index() as u8;
                }
            }
            next[label.index()] += sums[label.index()];
        }
        scores = next;
    }
    let mut last = Label::OUTSIDE;
    for label in Label::ALL.into_iter().filter(|label| !label.is_open()) {
        if scores[label.index()] > scores[last.index()] {
            last = label;
        }
    }
    let mut found = vec![Label::OUTSIDE; sums.len()];
    for at in (0..sums.len()).rev() {
        found[at] = last;
        last = Label::ALL[usize::from(back[at][last.index()])];
    }
    found
}

/// Adds the names that labels make from a token on.
fn add_names(labels: &[Label], first: usize, names: &mut Vec<ProperName>) {
    let mut start = first;
    for (token, label) in (first..).zip(labels) {
        let (Some(class), Some(part)) = (label.class(), label.part()) else { continue };
        if matches!(part, Part::Begin | Part::Unit) {
            start = token;
        }
        if matches!(part, Part::Last | Part::Unit) {
            names.push(ProperName { tokens: start..token + 1, class });
        }
    }
}
