//! Names in a treebank that marks no names: where they are is told by its trees, of what class they are by lists and by
//! the words around them.
//!
//! `President/PROPN Ann/PROPN Quibble/PROPN left Lake/PROPN Kerr/PROPN` has two names: a title depends on the first as
//! a description (`nmod:desc`), and `flat` joins the names of people; `Lake` opens the name of a place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Context, bail};
use laut::lang::LanguageData;
use laut::lang::gazetteer::{NameRow, fold};
use laut::lang::world::Listed;
use laut::text::{EntityKind, NameClass, Upos};

use crate::conllu::{Sentence, Word};
use crate::named::{Named, closes};

/// Names, and first and last words of names, with their classes.
#[derive(Debug, Default)]
pub(crate) struct Known {
    whole: BTreeMap<String, NameClass>,
    last: BTreeMap<String, NameClass>,
    first: BTreeMap<String, NameClass>,
}

impl Known {
    /// Reads the list.
    pub(crate) fn read(text: &str) -> anyhow::Result<Self> {
        let mut known = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [form, place, class] = cells.as_slice() else {
                bail!("expected three cells, found `{line}`")
            };
            let class = NameClass::from_word(class).with_context(|| format!("unknown class in `{line}`"))?;
            let list = match *place {
                "whole" => &mut known.whole,
                "last" => &mut known.last,
                "first" => &mut known.first,
                _ => bail!("expected whole, last or first in `{line}`"),
            };
            list.insert((*form).to_owned(), class);
        }
        Ok(known)
    }

    /// Adds the names of a corpus that always have one class there and are seen twice.
    pub(crate) fn learn(&mut self, texts: &[Named]) {
        let mut seen: BTreeMap<&str, (NameClass, usize)> = BTreeMap::new();
        for named in texts {
            for (span, class) in &named.names {
                let entry =
                    seen.entry(named.text.get(span.clone()).unwrap_or_default()).or_insert((*class, 0));
                entry.1 = if entry.0 == *class { entry.1 + 1 } else { 0 };
            }
        }
        for (name, (class, count)) in seen {
            if count >= 2 && name.len() >= 3 {
                self.whole.entry(name.to_owned()).or_insert(class);
            }
        }
    }
}

/// The sentences with their names; those that nothing tells are of the class OTH.
pub(crate) fn mark(sentences: &[Sentence], data: &LanguageData, known: &Known) -> Vec<Named> {
    let mut all = Vec::new();
    let (mut told, mut untold) = (0, 0);
    let mut at = 0;
    while at < sentences.len() {
        let document = document_of(&sentences[at].id);
        let end = sentences[at..].iter().position(|other| document_of(&other.id) != document);
        let end = end.map_or(sentences.len(), |length| at + length);
        let mut spans: Vec<Vec<(Range<usize>, Option<NameClass>)>> =
            sentences[at..end].iter().map(|sentence| names_of(&sentence.words, data, known)).collect();
        settle(&sentences[at..end], &mut spans);
        for (sentence, spans) in sentences[at..end].iter().zip(&spans) {
            told += spans.iter().filter(|(_, class)| class.is_some()).count();
            untold += spans.iter().filter(|(_, class)| class.is_none()).count();
            all.push(named_of(&sentence.words, spans));
        }
        at = end;
    }
    crate::say(&format!("  {told} names have a class, {untold} have none"));
    all
}

/// The document that a sentence is from.
fn document_of(id: &str) -> &str {
    id.rsplit_once('-').map_or(id, |(document, _)| document)
}

/// Gives the words of people's names, and names that are told elsewhere in the document, their class.
fn settle(sentences: &[Sentence], spans: &mut [Vec<(Range<usize>, Option<NameClass>)>]) {
    let mut people: BTreeSet<&str> = BTreeSet::new();
    let mut told: BTreeMap<String, NameClass> = BTreeMap::new();
    for (sentence, spans) in sentences.iter().zip(spans.iter()) {
        for (span, class) in spans {
            if *class == Some(NameClass::Person) {
                people.extend(sentence.words[span.clone()].iter().map(|word| word.form.as_str()));
            }
            if let Some(class) = class {
                told.insert(text_of(&sentence.words[span.clone()]), *class);
            }
        }
    }
    for (sentence, spans) in sentences.iter().zip(spans.iter_mut()) {
        for (span, class) in spans.iter_mut().filter(|(_, class)| class.is_none()) {
            let words = &sentence.words[span.clone()];
            let is_person = words.len() == 1 && people.contains(words[0].form.as_str());
            *class = if is_person { Some(NameClass::Person) } else { told.get(&text_of(words)).copied() };
        }
    }
}

fn named_of(words: &[Word], spans: &[(Range<usize>, Option<NameClass>)]) -> Named {
    let mut named = Named::default();
    let mut bounds = Vec::new();
    let mut is_glued = true;
    for word in words {
        bounds.push(named.push_word(&word.form, is_glued || closes(&word.form)));
        is_glued = matches!(word.form.as_str(), "(" | "[");
    }
    for (span, class) in spans {
        // What nothing tells is mostly a product, work or group of no class that lists have.
        let class = class.unwrap_or(NameClass::Other);
        named.names.push((bounds[span.start].start..bounds[span.end - 1].end, class));
    }
    named
}

fn text_of(words: &[Word]) -> String {
    words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ")
}

/// The names of a sentence, each with its class where it is told.
fn names_of(words: &[Word], data: &LanguageData, known: &Known) -> Vec<(Range<usize>, Option<NameClass>)> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !is_part(words, at, data) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < words.len() && is_part(words, end, data) && is_joined(words, at..end) {
            end += 1;
        }
        // `Bank of America`, `Gulf of Mexico`
        while let Some(longer) = with_of(words, at..end, data) {
            end = longer;
        }
        // `the Foreign Minister` is a title, not a name.
        let is_title = words[at..end].iter().all(|word| is_title(word, data));
        if !is_title && words[at].upos == Upos::Propn || end > at + 1 {
            names.push((at..end, class_of(words, &(at..end), data, known)));
        }
        at = end;
    }
    names
}

/// Whether a word can be part of a name: a proper noun, or an adjective with a capital before one.
fn is_part(words: &[Word], at: usize, data: &LanguageData) -> bool {
    let word = &words[at];
    let lower = word.form.to_lowercase();
    if !word.form.chars().any(char::is_uppercase) || data.names.is_no_name(&lower) {
        return false;
    }
    let is_capital = word.form.chars().next().is_some_and(char::is_uppercase);
    let is_people = data.names.people(&word.form).is_some();
    match word.upos {
        Upos::Propn => {
            let is_before_name = word.head.is_some_and(|head| head > at && words[head].upos == Upos::Propn);
            !(is_before_name
                && (word.deprel.starts_with("nmod:desc") || data.names.honorific(&word.form).is_some()))
        }
        Upos::Adj => {
            let heads_name = word.head.is_some_and(|head| head > at && words[head].upos == Upos::Propn);
            is_capital && !is_people && heads_name && at > 0
        }
        _ => false,
    }
}

fn is_title(word: &Word, data: &LanguageData) -> bool {
    data.names.role(&word.form.to_lowercase()).is_some() || data.names.honorific(&word.form).is_some()
}

/// Whether the word after a range depends on a word in it as part of the same name, or the other way round.
fn is_joined(words: &[Word], name: Range<usize>) -> bool {
    let inner = |word: &Word| matches!(word.deprel.as_str(), "compound" | "flat" | "amod" | "goeswith");
    let next = &words[name.end];
    let joins_back = next.head.is_some_and(|head| name.contains(&head)) && inner(next);
    let same_head = words[name.clone()].iter().any(|word| {
        inner(word)
            && (word.head == Some(name.end) || (word.head == next.head && word.head.is_some() && inner(next)))
    });
    joins_back || same_head
}

/// The end of a name that goes on with `of`.
fn with_of(words: &[Word], name: Range<usize>, data: &LanguageData) -> Option<usize> {
    if words.get(name.end)?.form != "of" || words[name.clone()].iter().any(|word| is_title(word, data)) {
        return None;
    }
    let mut at = name.end + 1;
    if words.get(at)?.form == "the" {
        at += 1;
    }
    let start = at;
    while at < words.len() && is_part(words, at, data) && (at == start || is_joined(words, start..at)) {
        at += 1;
    }
    let is_nmod = words[start..at]
        .iter()
        .any(|word| word.deprel == "nmod" && word.head.is_some_and(|head| name.contains(&head)));
    is_nmod.then_some(at)
}

/// The class of a name, where lists or the words around it tell.
fn class_of(words: &[Word], name: &Range<usize>, data: &LanguageData, known: &Known) -> Option<NameClass> {
    let inside = &words[name.clone()];
    let text = text_of(inside);
    let (first, last) = (inside.first()?, inside.last()?);
    if let Some(class) = known.whole.get(&text) {
        return Some(*class);
    }
    if let Some(listed) = data.world.listed(&text, data.names.language).next() {
        return Some(match listed {
            Listed::Actor(_) => NameClass::Organization,
            _ => NameClass::Place,
        });
    }
    if data.names.people(&text).is_some() {
        return Some(NameClass::Other);
    }
    let is_honoured = name.start > 0
        && words[name.start - 1].head.is_some_and(|head| name.contains(&head))
        && (data.names.honorific(&words[name.start - 1].form).is_some()
            || words[name.start - 1].deprel.starts_with("nmod:desc")
                && is_title(&words[name.start - 1], data));
    if is_honoured {
        return Some(NameClass::Person);
    }
    let has_link = inside.iter().any(|word| word.upos == Upos::Adp);
    if !has_link && inside.len() >= 2 {
        let is_first_name = data.world.first_name(&first.form).is_some();
        let is_flat = inside.iter().any(|word| word.deprel == "flat");
        if is_flat && (is_first_name || !known.last.contains_key(&last.form)) {
            return Some(NameClass::Person);
        }
    }
    if let Some(class) = known.last.get(&last.form).filter(|_| inside.len() >= 2) {
        return Some(*class);
    }
    if let Some(class) = known.first.get(&first.form).filter(|_| inside.len() >= 2) {
        return Some(*class);
    }
    if inside.len() >= 2
        && data
            .names
            .organization_head(&last.form.to_lowercase())
            .is_some_and(|(head, _)| head.kind != EntityKind::Place)
    {
        return Some(NameClass::Organization);
    }
    if inside.len() == 1 && (first.deprel == "vocative" || data.world.first_name(&first.form).is_some()) {
        let is_town = data.world.gazetteer.find(&fold(&text)).0.is_some_and(NameRow::is_known);
        if first.deprel == "vocative" || !is_town || !is_local(words, name) {
            return Some(NameClass::Person);
        }
    }
    let row = data.world.gazetteer.find(&fold(&text)).0.filter(|row| row.is_known());
    let population =
        row.and_then(|row| data.world.gazetteer.places(row).next()).map_or(0, |place| place.population);
    if row.is_some() && (population >= 100_000 || is_local(words, name)) {
        return Some(NameClass::Place);
    }
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let is_acronym = inside.len() == 1 && (2..=6).contains(&letters) && !text.chars().any(char::is_lowercase);
    is_acronym.then_some(NameClass::Organization)
}

/// Whether a preposition of place stands before a name.
fn is_local(words: &[Word], name: &Range<usize>) -> bool {
    let before = name.start.checked_sub(1).map(|at| words[at].form.to_lowercase());
    before.is_some_and(|before| matches!(before.as_str(), "in" | "at" | "near" | "to" | "from"))
}
