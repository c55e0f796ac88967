//! What each token can be in a name, looked up once: `Konteradmiral` a rank, `Daniel` a first name, `al-Baschir` a
//! name without an entry in the lexicon, `Regierung` the head of an organization's name.

use std::borrow::Cow;
use std::ops::Range;

use crate::lang::LanguageData;
use crate::lang::name_words::PlaceWord;
use crate::text::{Document, Span, Upos};

/// Starts with a capital, or with a small article and a capital after it: `Kairo`, `al-Assad`.
pub(super) const CAPITAL: u16 = 1;
/// Can be part of a name by its form alone.
pub(super) const NAMELIKE: u16 = 1 << 1;
/// An office, rank or profession, or a compound that ends in one.
pub(super) const ROLE: u16 = 1 << 2;
/// A form of address.
pub(super) const HONORIFIC: u16 = 1 << 3;
/// A first name.
pub(super) const FIRST_NAME: u16 = 1 << 4;
/// A small word inside names of people.
pub(super) const PARTICLE: u16 = 1 << 5;
/// The head of an organization's name.
pub(super) const HEAD: u16 = 1 << 6;
/// The adjective of a country or people.
pub(super) const ADJECTIVE: u16 = 1 << 7;
/// A word for a people.
pub(super) const PEOPLE: u16 = 1 << 8;
/// Known as something else than a name.
pub(super) const COMMON: u16 = 1 << 9;
/// Capitals only, two or more.
pub(super) const ACRONYM: u16 = 1 << 10;
/// Stands where every word has a capital.
pub(super) const START: u16 = 1 << 11;
/// A preposition or noun before a place.
pub(super) const LOCAL: u16 = 1 << 12;
/// A single letter with a full stop.
pub(super) const INITIAL: u16 = 1 << 13;
/// A noun for people without a name.
pub(super) const PERSON_NOUN: u16 = 1 << 14;
/// Its form in lower case, or as a noun, is in the lexicon, whatever it is here.
pub(super) const KNOWN: u16 = 1 << 15;

/// The marks of every token.
#[derive(Debug, Default)]
pub(super) struct Marks {
    flags: Vec<u16>,
    known: Vec<Known>,
}

/// What the lexicon says of a word with a capital.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Known {
    /// The parts of speech that it can have, a bit for each, and [`IS_HEAD`].
    pub(super) parts: u32,
    /// Where the part that is known starts: the head of a compound.
    pub(super) head: u32,
}

/// Bit of [`Known::parts`] for a word of which only the head is known.
const IS_HEAD: u32 = 1 << Upos::ALL.len();

impl Marks {
    /// Looks every token up.
    pub(super) fn of(doc: &Document, data: &LanguageData) -> Self {
        let mut flags = Vec::with_capacity(doc.tokens.len());
        let mut known = Vec::with_capacity(doc.tokens.len());
        let mut sentence = 0;
        for token in 0..doc.tokens.len() {
            while doc.sentences.get(sentence).is_some_and(|found| found.tokens.end <= token) {
                sentence += 1;
            }
            let is_first = doc.sentences.get(sentence).is_none_or(|found| found.tokens.start == token);
            let is_start = is_first || (token > 0 && opens(doc, token - 1));
            let mut word = Known::default();
            flags.push(marks_of(doc, data, token, is_start, &mut word));
            known.push(word);
        }
        Self { flags, known }
    }

    /// The marks of a token.
    pub(super) fn of_token(&self, token: usize) -> u16 {
        self.flags.get(token).copied().unwrap_or_default()
    }

    /// What the lexicon says of a token.
    pub(super) fn known(&self, token: usize) -> Known {
        self.known.get(token).copied().unwrap_or_default()
    }

    /// Whether a token has any of the marks.
    pub(super) fn has(&self, token: usize, marks: u16) -> bool {
        self.flags.get(token).is_some_and(|flags| flags & marks != 0)
    }
}

/// Whether a word after this token has a capital anyhow: after opening marks and colons.
fn opens(doc: &Document, token: usize) -> bool {
    let form = doc.form(token);
    doc.tokens[token].upos == Upos::Punct && !matches!(form, "," | ";" | "-" | "/" | "&" | "(" | ")")
}

fn marks_of(doc: &Document, data: &LanguageData, token: usize, is_start: bool, known: &mut Known) -> u16 {
    let form = doc.form(token);
    let lower = doc.tokens[token].lower.as_str();
    let mut flags = if is_start { START } else { 0 };
    if data.world.is_particle(form) {
        flags |= PARTICLE;
    }
    if data.names.place_word(lower).is_some() {
        flags |= LOCAL;
    }
    let is_capital = has_capital(form);
    if !is_capital {
        if data.names.people(form).is_some_and(|people| people.is_adjective) {
            flags |= ADJECTIVE;
        }
        if !data.switches.nouns_capitalised && form.len() > 1 {
            flags |= word_marks(data, lower, form);
        }
        return flags;
    }
    flags |= CAPITAL | word_marks(data, lower, form);
    let (letters, small) = form
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .fold((0, 0), |(letters, small), letter| (letters + 1, small + usize::from(letter.is_lowercase())));
    if letters >= 2 && small == 0 {
        flags |= ACRONYM;
    }
    if letters == 1 && form.len() <= 3 && (form.ends_with('.') || form.len() == 1) {
        flags |= INITIAL;
    }
    if data.world.first_name(form).is_some() {
        flags |= FIRST_NAME;
    }
    match data.names.people(form) {
        Some(people) if people.is_adjective => flags |= ADJECTIVE,
        Some(_) => flags |= PEOPLE,
        None => {}
    }
    if data.names.is_no_name(lower) {
        flags |= COMMON | KNOWN;
    } else if flags & ACRONYM == 0 {
        flags |= lexicon_marks(doc, data, token, is_start, known);
    }
    let is_word =
        form.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’' | '.'));
    if is_word
        && letters >= 2
        && flags & (ROLE | HONORIFIC | ADJECTIVE | PEOPLE | COMMON | PERSON_NOUN | ACRONYM) == 0
    {
        flags |= NAMELIKE;
    }
    flags
}

/// Roles, forms of address, heads of organizations' names, nouns for people.
fn word_marks(data: &LanguageData, lower: &str, form: &str) -> u16 {
    let mut flags = 0;
    if data.names.role(lower).is_some() {
        flags |= ROLE;
    }
    if data.names.honorific(form).is_some() {
        flags |= HONORIFIC;
    }
    if data.names.organization_head(lower).is_some() {
        flags |= HEAD;
    }
    if data.names.person_noun(form).is_some() {
        flags |= PERSON_NOUN;
    }
    flags
}

/// Whether a word with a capital is in the lexicon as no name, and whether it is no name where it stands.
fn lexicon_marks(doc: &Document, data: &LanguageData, token: usize, is_start: bool, word: &mut Known) -> u16 {
    let form = doc.form(token);
    let upos = doc.tokens[token].upos;
    let found = data.lexicon.find(form, is_start || !data.switches.nouns_capitalised);
    for found in found.into_iter().flatten() {
        for reading in data.lexicon.readings(found) {
            word.parts |= 1 << reading.tag.upos() as u32;
        }
        if found.is_part() {
            (word.head, word.parts) = (found.before(), word.parts | IS_HEAD);
        }
    }
    let is_known = found.into_iter().flatten().any(|found| {
        data.lexicon.readings(found).iter().any(|reading| reading.tag.upos() != Upos::Propn)
            && (!found.is_part() || upos != Upos::Propn)
    });
    let known = if is_known { KNOWN } else { 0 };
    // A capital inside an English sentence is that of a name or title; the tagger knows better what a German one is.
    let is_open = upos != Upos::Propn && (data.switches.nouns_capitalised || is_start);
    let is_common = is_open && (is_known || (upos != Upos::X && upos != Upos::Noun && is_start));
    if is_common { known | COMMON } else { known }
}

/// Whether a form is written with a capital: `Kairo`, `al-Assad`, `d'Orsay`.
pub(in crate::extract) fn has_capital(form: &str) -> bool {
    let mut parts = form.split(['-', '\'', '’']);
    let first = parts.next().unwrap_or("");
    let is_capital = |part: &str| part.chars().next().is_some_and(char::is_uppercase);
    is_capital(first) || (first.len() <= 3 && !first.is_empty() && parts.next().is_some_and(is_capital))
}

/// The words of a range of tokens with one space between those that stand apart, and straight apostrophes.
pub(in crate::extract) fn words_of(doc: &Document, tokens: Range<usize>) -> Cow<'_, str> {
    plain(doc.text_of(doc.span_of(tokens)))
}

/// A text with single spaces and straight apostrophes.
pub(in crate::extract) fn plain(text: &str) -> Cow<'_, str> {
    let mut before = 'x';
    let is_plain = text.chars().all(|letter| {
        let is_second_space = letter == ' ' && before == ' ';
        before = letter;
        !is_second_space && letter != '’' && (letter == ' ' || !letter.is_whitespace())
    });
    if is_plain {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'"))
}

/// What the words before a token say about a place there: up to three words that are listed together.
pub(super) fn place_word_before(doc: &Document, data: &LanguageData, token: usize) -> Option<PlaceWord> {
    (1..=3).rev().filter(|length| *length <= token).find_map(|length| {
        let span = doc.span_of(token - length..token);
        let span = Span::new(span.start(), span.end());
        if length == 1 {
            return data.names.place_word(doc.tokens[token - 1].lower.as_str());
        }
        data.names.place_word(&plain(doc.text_of(span)).to_lowercase())
    })
}

/// A form without each ending of the genitive that it has.
pub(in crate::extract) fn without_endings<'f>(
    form: &'f str,
    data: &'f LanguageData,
) -> impl Iterator<Item = &'f str> {
    let stems = data.names.name_endings.iter().filter_map(|ending| form.strip_suffix(ending.as_str()));
    stems.filter(|stem| stem.chars().count() >= 3)
}

/// A form without an ending of the genitive, if it has one.
pub(in crate::extract) fn without_ending<'f>(form: &'f str, data: &'f LanguageData) -> Option<&'f str> {
    without_endings(form, data).next()
}
