//! Gives words of sentences in capitals the case that they usually have.
//!
//! `REBELS KILLED 40 SOLDIERS NEAR KERNOV` is read as `Rebels killed 40 soldiers near Kernov`: headlines, telegrams and old
//! dispatches are read as other text is. A word that the lexicon has in lower case gets it, a word that it has only with a
//! capital, or not at all, keeps its first capital; a word without a vowel is an abbreviation and stays. Only stages see
//! these forms: spans and the record show the text as it is.

use compact_str::CompactString;

use crate::lang::{LanguageData, Lexicon};
use crate::text::{Document, Token, Upos, VerbForm};

/// The fewest words in capitals that make a sentence in capitals, in a report that is not all in capitals.
const FEWEST_WORDS: usize = 4;

/// Writes [`Token::cased`].
pub fn find_cases(doc: &mut Document, data: &LanguageData) {
    let is_all = is_all_capitals(doc.text());
    for range in doc.sentence_ranges() {
        let mut words = 0;
        let is_upper = range.clone().all(|token| {
            let form = doc.form(token);
            words += usize::from(form.chars().filter(|letter| letter.is_uppercase()).nth(1).is_some());
            !form.chars().any(char::is_lowercase)
        });
        if words == 0 || !is_upper || words < FEWEST_WORDS && !is_all {
            continue;
        }
        let mut is_start = true;
        for token in range {
            let found = &mut doc.tokens[token];
            found.cased = usual(found, is_start, data);
            is_start &= found.upos == Upos::Punct;
        }
    }
}

/// Whether a text has hardly any small letters.
fn is_all_capitals(text: &str) -> bool {
    let count = |is: fn(&u8) -> bool| text.bytes().take(2000).filter(is).count();
    count(u8::is_ascii_uppercase) > 9 * count(u8::is_ascii_lowercase)
}

/// The form of a word in usual case; `None` where it stays as it is.
fn usual(token: &Token, is_start: bool, data: &LanguageData) -> Option<CompactString> {
    let lower = token.lower.as_str();
    let is_word = lower.chars().nth(1).is_some() || data.lexicon.contains(lower);
    // Spans inside a word must stay what they are.
    if !is_word || lower.len() != token.span.len() || !lower.contains(char::is_alphabetic) {
        return None;
    }
    let title = capitalised(lower);
    let is_small = if data.switches.nouns_capitalised && data.lexicon.contains(&title) {
        data.lexicon.contains(lower) && is_small_word(&data.lexicon, lower)
    } else {
        data.lexicon.contains(lower) && has_common_reading(&data.lexicon, lower)
    };
    if is_small && !is_start {
        return Some(lower.into());
    }
    let is_abbreviation = !is_small && !lower.contains(['a', 'e', 'i', 'o', 'u', 'y', 'ä', 'ö', 'ü']);
    (!is_abbreviation && !lower.contains('.') && title.len() == lower.len()).then_some(title)
}

/// Whether a form is more than a proper name.
fn has_common_reading(lexicon: &Lexicon, form: &str) -> bool {
    let found = lexicon.find(form, false);
    let mut readings = found.into_iter().flatten().flat_map(|found| lexicon.readings(found));
    readings.any(|reading| reading.tag.upos() != Upos::Propn)
}

/// Whether a form in small letters is a word of grammar, an adjective, or a finite verb, where nouns have capitals.
fn is_small_word(lexicon: &Lexicon, form: &str) -> bool {
    let found = lexicon.find(form, false);
    let mut readings = found.into_iter().flatten().flat_map(|found| lexicon.readings(found));
    readings.any(|reading| match reading.tag.upos() {
        Upos::Verb => reading.tag.feats().verb_form == Some(VerbForm::Fin),
        Upos::Noun | Upos::Propn => false,
        _ => true,
    })
}

/// Each part between hyphens and apostrophes with a capital: `Saint-Denis`; what follows an apostrophe alone stays.
fn capitalised(lower: &str) -> CompactString {
    let mut is_first = true;
    lower
        .chars()
        .map(|letter| {
            let shown = if is_first { letter.to_uppercase().next().unwrap_or(letter) } else { letter };
            is_first = letter == '-' || is_first && !letter.is_alphabetic();
            shown
        })
        .collect()
}
