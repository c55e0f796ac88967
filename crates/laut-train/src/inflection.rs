//! Regular inflection by the rules of `data/<tag>/inflection.tsv`: with `deny` in a treebank, `denies` and `denied` are
//! known too. A slot that a treebank fills otherwise (`took`) is left alone.

use std::collections::BTreeSet;

use anyhow::Context;
use laut::lang::reading::Tag;
use laut::lang::table::Table;
use laut::text::Upos;

use crate::conllu::feats_of;
use crate::lexicon::{Forms, Seen};

/// One row: the forms of a slot.
#[derive(Debug)]
struct Rule {
    tag: Tag,
    ends: String,
    drop: String,
    add: String,
}

/// The rules of a language.
#[derive(Debug)]
pub(crate) struct Inflection {
    rules: Vec<Rule>,
}

impl Inflection {
    /// Reads the rules.
    pub(crate) fn read(path: &str, text: &str) -> anyhow::Result<Self> {
        let table = Table::read(path, text, &["upos", "feats", "ends", "drop", "add", "example"])?;
        let rule = |row: laut::lang::table::Row<'_>| -> anyhow::Result<Rule> {
            let upos = Upos::from_word(row.text("upos")).context("unknown part of speech")?;
            let tag = Tag::new(upos, feats_of(row.text("feats")));
            let text = |column| row.text(column).to_owned();
            Ok(Rule { tag, ends: text("ends"), drop: text("drop"), add: text("add") })
        };
        Ok(Self { rules: table.rows().map(rule).collect::<Result<_, _>>()? })
    }

    /// The form of a slot.
    fn form(&self, lemma: &str, tag: Tag) -> Option<String> {
        let rule = self.rules.iter().find(|rule| rule.tag == tag && fits(lemma, &rule.ends))?;
        let stem = lemma.strip_suffix(&rule.drop)?;
        let last = stem.chars().last()?;
        Some(format!("{stem}{}", rule.add.replace('=', last.encode_utf8(&mut [0; 4]))))
    }

    /// Adds the forms of every lemma that was seen twice, or in two forms.
    pub(crate) fn complete(&self, forms: &mut Forms, seen: &Seen) {
        let mut filled: BTreeSet<(String, Tag)> = BTreeSet::new();
        let mut lemmas: BTreeSet<(Upos, String)> = BTreeSet::new();
        for ((tag, lemma), count) in seen.values().flatten() {
            filled.insert((lemma.clone(), *tag));
            let is_word = lemma.len() > 2
                && lemma.chars().all(|letter| letter.is_alphabetic() && letter.is_lowercase());
            if *count > 1 && is_word {
                lemmas.insert((tag.upos(), lemma.clone()));
            }
        }
        let slots: BTreeSet<Tag> = self.rules.iter().map(|rule| rule.tag).collect();
        for (upos, lemma) in lemmas {
            for slot in slots.iter().filter(|slot| slot.upos() == upos) {
                if filled.contains(&(lemma.clone(), *slot)) {
                    continue;
                }
                if let Some(form) = self.form(&lemma, *slot) {
                    forms.entry(form).or_default().insert((*slot, lemma.clone()));
                }
            }
        }
    }
}

/// Whether a word ends as a pattern says, in which `C` is a consonant and `V` a vowel, and `^` the start of the word.
fn fits(word: &str, ends: &str) -> bool {
    let mut letters = word.chars().rev();
    if let Some(whole) = ends.strip_prefix('^') {
        return word.chars().count() == whole.chars().count() && fits(word, whole);
    }
    ends.chars().rev().all(|pattern| {
        letters.next().is_some_and(|letter| match pattern {
            'C' => !"aeiou".contains(letter),
            'V' => "aeiou".contains(letter),
            other => letter == other,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::Inflection;

    #[test]
    fn every_example_is_made_by_its_rule() {
        let text = include_str!("../../laut/data/en/inflection.tsv");
        let rules = Inflection::read("en/inflection.tsv", text).unwrap();
        let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
        for (row, rule) in rows.zip(&rules.rules) {
            let (lemma, form) = row.rsplit('\t').next().unwrap().split_once(' ').unwrap();
            assert_eq!(rules.form(lemma, rule.tag).as_deref(), Some(form), "{row}");
        }
    }
}
