//! What changed from one version of a report to the next: claims and figures that came, went or changed, not words.
//!
//! `Mindestens 40 Menschen starben` that becomes `Mindestens 45 Menschen starben` is one figure with another value: a toll silently
//! raised. A sentence that was only put otherwise changes nothing.
//!
//! Claims are paired by the words of their contents, the most alike first (words shared of all words, Jaccard); the
//! figures of paired claims by harm, victims and value, and those that are left over with each other.

use super::compare::{self, Difference, is_same_source};
use crate::text::{Document, Upos};

/// A change. Claims and figures are indices into the old and the new document's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A claim that was not there.
    ClaimCame(usize),
    /// A claim that is no longer there.
    ClaimWent(usize),
    /// The same claim by somebody else, or said in another way.
    ClaimChanged(usize, usize, Vec<Difference>),
    /// A figure that was not there.
    FigureCame(usize),
    /// A figure that is no longer there.
    FigureWent(usize),
    /// The same figure with another value, bound or period.
    FigureChanged(usize, usize, Vec<Difference>),
}

/// Of ten words in two contents, so many are shared by claims that are the same.
const ALIKE: usize = 5;

/// All changes, figures first, each in the order of the new report; what went is in that of the old one.
#[must_use]
pub fn changes(old: &Document, new: &Document) -> Vec<Change> {
    let claims = paired_claims(old, new);
    let mut changes = figure_changes(old, new, &claims);
    for (from, to) in &claims {
        let differences = claim_differences((old, *from), (new, *to));
        if !differences.is_empty() {
            changes.push(Change::ClaimChanged(*from, *to, differences));
        }
    }
    let came = (0..new.claims.len()).filter(|claim| !claims.iter().any(|(_, to)| to == claim));
    changes.extend(came.map(Change::ClaimCame));
    let went = (0..old.claims.len()).filter(|claim| !claims.iter().any(|(from, _)| from == claim));
    changes.extend(went.map(Change::ClaimWent));
    changes
}

/// The claims that are the same in both, by their indices, in the order of the new report.
fn paired_claims(old: &Document, new: &Document) -> Vec<(usize, usize)> {
    let olds: Vec<_> = (0..old.claims.len()).map(|claim| content_words(old, claim)).collect();
    let news: Vec<_> = (0..new.claims.len()).map(|claim| content_words(new, claim)).collect();
    let mut pairs = Vec::new();
    for (from, old_words) in olds.iter().enumerate() {
        for (to, new_words) in news.iter().enumerate() {
            let shared = old_words.iter().filter(|word| new_words.contains(word)).count();
            let all = old_words.len() + new_words.len() - shared;
            let is_alike = shared * 10 >= all * ALIKE && all > 0;
            let sources = (old.claims[from].attribution.source, new.claims[to].attribution.source);
            let is_same = is_same_source((old, sources.0), (new, sources.1));
            if is_alike {
                pairs.push((std::cmp::Reverse((shared * 1000 / all, is_same)), from.abs_diff(to), from, to));
            }
        }
    }
    pairs.sort_unstable();
    one_to_one(pairs.into_iter().map(|(.., from, to)| (from, to)))
}

/// Keeps the first pair of each old and of each new one.
fn one_to_one(pairs: impl Iterator<Item = (usize, usize)>) -> Vec<(usize, usize)> {
    let mut kept: Vec<(usize, usize)> = Vec::new();
    for (from, to) in pairs {
        if !kept.iter().any(|pair| pair.0 == from || pair.1 == to) {
            kept.push((from, to));
        }
    }
    kept.sort_unstable_by_key(|pair| (pair.1, pair.0));
    kept
}

/// The lemmas of the words that carry the content of a claim, each once; numbers are none, they may change.
fn content_words(doc: &Document, claim: usize) -> Vec<&str> {
    let is_content = |token: &usize| {
        matches!(doc.tokens[*token].upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Adv)
    };
    let pieces = doc.claims[claim].attribution.content.iter();
    let tokens = pieces.flat_map(|piece| doc.tokens_in(*piece)).filter(is_content);
    let mut words: Vec<&str> = tokens.map(|token| &*doc.tokens[token].lemma).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn claim_differences((old, from): (&Document, usize), (new, to): (&Document, usize)) -> Vec<Difference> {
    let (was, is) = (&old.claims[from].attribution, &new.claims[to].attribution);
    let is_other_act = (was.act, was.polarity, was.certainty) != (is.act, is.polarity, is.certainty);
    let is_other_source = !is_same_source((old, was.source), (new, is.source));
    let found = [(Difference::Source, is_other_source), (Difference::Act, is_other_act)];
    found.into_iter().filter(|(_, holds)| *holds).map(|(difference, _)| difference).collect()
}

fn figure_changes(old: &Document, new: &Document, claims: &[(usize, usize)]) -> Vec<Change> {
    let (olds, news) = (compare::figures(old), compare::figures(new));
    let mut pairs = Vec::new();
    for (from, was) in olds.iter().enumerate() {
        for (to, is) in news.iter().enumerate() {
            let is_in_pair = claims.contains(&(was.claim, is.claim));
            let differences = is.differences(was);
            let is_other = |difference| differences.contains(&difference);
            if !is_other(Difference::Harm)
                && !is_other(Difference::Victims)
                && (is_in_pair || !is_other(Difference::Source))
            {
                pairs.push((!is_in_pair, differences.len(), from.abs_diff(to), from, to));
            }
        }
    }
    pairs.sort_unstable();
    let pairs = one_to_one(pairs.into_iter().map(|(.., from, to)| (from, to)));
    let mut changes = Vec::new();
    for (to, is) in news.iter().enumerate() {
        match pairs.iter().find(|pair| pair.1 == to) {
            None => changes.push(Change::FigureCame(is.index)),
            Some((from, _)) => {
                // Who says it is told of the claim.
                let mut differences = is.differences(&olds[*from]);
                differences.retain(|difference| *difference != Difference::Source);
                if !differences.is_empty() {
                    changes.push(Change::FigureChanged(olds[*from].index, is.index, differences));
                }
            }
        }
    }
    let went = (0..olds.len()).filter(|from| !pairs.iter().any(|pair| pair.0 == *from));
    changes.extend(went.map(|from| Change::FigureWent(olds[from].index)));
    changes
}
