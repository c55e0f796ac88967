//! Completes a lexicon by regular inflection: with `deny` in a treebank, `denies` and `denied` are known too. A slot that a
//! treebank fills otherwise (`took`) is left alone.

use std::collections::BTreeSet;

use laut::lang::inflection::Inflection;
use laut::lang::reading::Tag;
use laut::text::Upos;

use crate::conllu::feats_of;
use crate::lexicon::{Forms, Seen};

/// Adds the forms of every lemma that was seen twice, or in two forms.
pub(crate) fn complete(inflection: &Inflection, forms: &mut Forms, seen: &Seen) {
    let mut filled: BTreeSet<(String, Tag)> = BTreeSet::new();
    let mut lemmas: BTreeSet<(Upos, String)> = BTreeSet::new();
    for ((tag, lemma), count) in seen.values().flatten() {
        filled.insert((lemma.clone(), *tag));
        let is_word =
            lemma.len() > 2 && lemma.chars().all(|letter| letter.is_alphabetic() && letter.is_lowercase());
        if *count > 1 && is_word {
            lemmas.insert((tag.upos(), lemma.clone()));
        }
    }
    for (upos, lemma) in lemmas {
        for (feats, form) in inflection.forms(&lemma, upos) {
            let slot = Tag::new(upos, feats_of(feats));
            if !filled.contains(&(lemma.clone(), slot)) {
                forms.entry(form).or_default().insert((slot, lemma.clone()));
            }
        }
    }
}
