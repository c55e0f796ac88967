//! Compiles the form lexica: German from the full forms of `german-pos-dict`, with the closed classes as Universal
//! Dependencies has them; English from treebanks, completed by the rules of `data/en/inflection.tsv`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use laut::lang::inflection::Inflection;
use laut::lang::lexicon::{LONGEST_ENDING, compile, ending_key};
use laut::lang::reading::{LemmaEdit, Tag};
use laut::text::{Case, Feats, Mood, Upos};

use crate::conllu::Sentence;
use crate::german::readings_of_tag;
use crate::inflection::complete;

/// Forms with what they can be: tag and lemma.
pub(crate) type Forms = BTreeMap<String, BTreeSet<(Tag, String)>>;

/// Classes that have few words, which treebanks know better than word lists.
pub(crate) fn is_closed(upos: Upos) -> bool {
    matches!(
        upos,
        Upos::Adp
            | Upos::Aux
            | Upos::Cconj
            | Upos::Det
            | Upos::Part
            | Upos::Pron
            | Upos::Sconj
            | Upos::Punct
            | Upos::Sym
    )
}

/// How often a form was seen with each tag and lemma.
pub(crate) type Seen = BTreeMap<String, BTreeMap<(Tag, String), usize>>;

/// Counts the forms of treebanks; a capital at the start of a sentence is not counted as part of a word.
pub(crate) fn count(sentences: &[Sentence]) -> Seen {
    let mut seen = Seen::new();
    for sentence in sentences {
        for (index, word) in sentence.words.iter().enumerate() {
            let is_name = matches!(word.upos, Upos::Propn | Upos::X);
            let lemma_is_capital = word.lemma.chars().next().is_some_and(char::is_uppercase);
            let is_lowered = !is_name && !lemma_is_capital || index == 0 && is_closed(word.upos);
            let form = if is_lowered { word.form.to_lowercase() } else { word.form.clone() };
            let lemma = if is_closed(word.upos) && !lemma_is_single_letter(&word.lemma) {
                word.lemma.to_lowercase()
            } else {
                word.lemma.clone()
            };
            if word.lemma == "_" {
                continue;
            }
            *seen.entry(form).or_default().entry((Tag::new(word.upos, word.feats), lemma)).or_default() += 1;
        }
    }
    seen
}

fn lemma_is_single_letter(lemma: &str) -> bool {
    lemma.chars().count() == 1
}

/// Compiles the lexicon of a language whose full forms are listed.
pub(crate) fn from_full_forms(list: &str, own: &Seen, others: &Seen) -> anyhow::Result<Vec<u8>> {
    let mut forms = Forms::new();
    for line in list.lines() {
        let mut cells = line.split('\t');
        let (Some(form), Some(lemma), Some(tag)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        if form.contains(' ')
            || form.len() > 60
            || tag.ends_with(":VER") && (tag.contains(":KOM") || tag.contains(":SUP"))
        {
            continue;
        }
        let readings = readings_of_tag(form, lemma, tag);
        if !readings.is_empty() {
            forms.entry(form.to_owned()).or_default().extend(readings);
        }
    }
    for readings in forms.values_mut() {
        drop_shadowed_subjunctives(readings);
    }
    add_seen(&mut forms, own, others);
    add_symbols(&mut forms);
    let endings = endings_of(&forms, 8);
    Ok(compile(&edits_of(&forms), &endings)?)
}

/// Compiles the lexicon of a language that only treebanks and rules tell of.
pub(crate) fn from_treebanks(seen: &Seen, rules: &Inflection) -> anyhow::Result<Vec<u8>> {
    let mut forms = Forms::new();
    for (form, readings) in seen {
        let total: usize = readings.values().sum();
        let is_mark = !form.chars().any(char::is_alphanumeric);
        let kept = readings.iter().filter(|((tag, _), count)| {
            let is_usual = **count * 200 >= total && (**count > 1 || total < 8);
            is_usual && (!is_mark || matches!(tag.upos(), Upos::Punct | Upos::Sym) && **count * 20 >= total)
        });
        forms.entry(form.clone()).or_default().extend(kept.map(|(reading, _)| reading.clone()));
    }
    complete(rules, &mut forms, seen);
    add_symbols(&mut forms);
    let endings = endings_of(&forms, 3);
    Ok(compile(&edits_of(&forms), &endings)?)
}

/// Adds marks that stand for a word, where treebanks have none; all other marks are punctuation.
fn add_symbols(forms: &mut Forms) {
    for mark in "$€£¥%‰§°+=<>&@#*|~^±×÷→©®".chars() {
        let reading = (Tag::new(Upos::Sym, Feats::default()), mark.to_string());
        forms.entry(mark.to_string()).or_insert_with(|| BTreeSet::from([reading]));
    }
}

/// Drops the Konjunktiv where the indicative of the same person has the same form: nobody can hear it there.
fn drop_shadowed_subjunctives(readings: &mut BTreeSet<(Tag, String)>) {
    let key = |tag: Tag| (tag.upos(), tag.feats().person, tag.feats().number);
    let indicative: Vec<_> = readings
        .iter()
        .filter(|(tag, _)| tag.feats().mood == Some(Mood::Ind))
        .map(|(tag, lemma)| (key(*tag), lemma.clone()))
        .collect();
    let is_modal =
        |tag: &Tag, lemma: &str| tag.upos() == Upos::Aux && (lemma == "sollen" || lemma == "wollen");
    readings.retain(|(tag, lemma)| {
        tag.feats().mood != Some(Mood::Sub)
            || is_modal(tag, lemma)
            || !indicative.contains(&(key(*tag), lemma.clone()))
    });
}

/// Adds what treebanks know: closed classes, and forms that the list lacks.
fn add_seen(forms: &mut Forms, own: &Seen, others: &Seen) {
    let mut closed: BTreeMap<&String, BTreeMap<&(Tag, String), usize>> = BTreeMap::new();
    for (form, readings) in own.iter().chain(others) {
        for (reading, count) in readings {
            if is_closed(reading.0.upos()) {
                *closed.entry(form).or_default().entry(reading).or_default() += count;
            }
        }
    }
    for (form, readings) in closed {
        let total: usize = readings.values().sum();
        let is_verb = readings.keys().any(|(tag, _)| tag.upos() == Upos::Aux);
        let entry = forms.entry(form.clone()).or_default();
        if total >= 20 && !is_verb {
            entry.retain(|(tag, _)| !is_closed(tag.upos()));
        }
        let least = if total >= 20 { 2 + total / 500 } else { 2 };
        let kept = readings.into_iter().filter(|(reading, count)| {
            *count >= least && is_fitting(form, reading.0) && !(is_verb && is_verbal(reading.0))
        });
        entry.extend(kept.map(|(reading, _)| reading.clone()));
        if entry.is_empty() {
            forms.remove(form);
        }
    }
    for (form, readings) in own {
        let known: BTreeSet<Upos> =
            forms.get(form).into_iter().flatten().map(|(tag, _)| tag.upos()).collect();
        let kept: Vec<_> = readings
            .iter()
            .filter(|((tag, _), count)| {
                **count >= 2 && !is_closed(tag.upos()) && !known.contains(&tag.upos())
            })
            .map(|(reading, _)| reading.clone())
            .collect();
        if !kept.is_empty() {
            forms.entry(form.clone()).or_default().extend(kept);
        }
    }
}

/// Marks are punctuation or symbols, and words are neither.
fn is_fitting(form: &str, tag: Tag) -> bool {
    form.chars().any(char::is_alphanumeric) != matches!(tag.upos(), Upos::Punct | Upos::Sym)
}

fn is_verbal(tag: Tag) -> bool {
    matches!(tag.upos(), Upos::Aux | Upos::Verb)
}

fn edits_of(forms: &Forms) -> BTreeMap<String, Vec<(Tag, LemmaEdit)>> {
    let edit = |form: &str, lemma: &str| LemmaEdit::between(form, lemma);
    forms
        .iter()
        .map(|(form, readings)| {
            let edits: BTreeSet<_> =
                readings.iter().filter_map(|(tag, lemma)| Some((*tag, edit(form, lemma)?))).collect();
            (form.clone(), edits.into_iter().collect::<Vec<_>>())
        })
        .filter(|(_, readings)| !readings.is_empty())
        .collect()
}

/// Endings from which the lemma of an unknown form can be guessed: an ending is kept where it says something else
/// than the next shorter one.
fn endings_of(forms: &Forms, least: usize) -> BTreeMap<u32, LemmaEdit> {
    let mut votes: HashMap<(String, Tag), HashMap<LemmaEdit, usize>> = HashMap::new();
    let shown = |tag: Tag| {
        let case = tag.feats().case.filter(|case| *case == Case::Gen);
        let feats = Feats { case, gender: None, person: None, mood: None, pron_type: None, ..tag.feats() };
        Tag::new(tag.upos(), feats)
    };
    for (form, readings) in forms {
        let tags: BTreeSet<(Tag, &String)> = readings
            .iter()
            .filter(|(tag, _)| !is_closed(tag.upos()))
            .map(|(tag, lemma)| (shown(*tag), lemma))
            .collect();
        for (tag, lemma) in tags {
            let Some(edit) = LemmaEdit::between(form, lemma).filter(|edit| edit.infix == 0) else { continue };
            for (start, _) in form.char_indices().rev().take(LONGEST_ENDING) {
                *votes
                    .entry((form.get(start..).unwrap_or_default().to_owned(), tag))
                    .or_default()
                    .entry(edit.clone())
                    .or_default() += 1;
            }
        }
    }
    let best: BTreeMap<(String, Tag), LemmaEdit> = votes
        .into_iter()
        .filter_map(|(key, edits)| {
            let (edit, count) = edits.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))?;
            (count >= least).then_some((key, edit))
        })
        .collect();
    let shorter = |ending: &str| ending.chars().skip(1).collect::<String>();
    best.iter()
        .filter(|((ending, tag), edit)| best.get(&(shorter(ending), *tag)) != Some(edit))
        .map(|((ending, tag), edit)| (ending_key(ending, *tag), edit.clone()))
        .collect()
}
