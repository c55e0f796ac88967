//! Finds the dictionary form of a token whose tag is known.
//!
//! `abgezogen` as a participle is `abziehen`; `Regierungssprechern` is `Regierungssprecher`, by its head; `killed` is
//! `kill`. The lexicon decides where it has the reading; unknown words are guessed by their endings; names and marks
//! stay as they are. A separated particle is not put back: `teilte … mit` is `teilen`, as in Universal Dependencies.

use compact_str::CompactString;

use super::words::Word;
use crate::lang::Lexicon;
use crate::lang::reading::Tag;
use crate::text::Upos;

/// The dictionary form of a form.
#[must_use]
pub fn lemma_of(lexicon: &Lexicon, form: &str, word: &Word, tag: Tag) -> CompactString {
    let mut same_part = None;
    for (found, reading) in word.own_readings(lexicon) {
        if reading.tag == tag {
            return lexicon.lemma(form, found, reading);
        }
        if same_part.is_none() && reading.tag.upos() == tag.upos() {
            same_part = Some((found, reading));
        }
    }
    if let Some((found, reading)) = same_part {
        return lexicon.lemma(form, found, reading);
    }
    let first = word.own_readings(lexicon).next();
    match tag.upos() {
        Upos::Noun | Upos::Verb | Upos::Adj | Upos::Adv | Upos::Propn => {
            lexicon.guess_lemma(form, tag).unwrap_or_else(|| form.into())
        }
        Upos::Aux | Upos::Det | Upos::Pron => first.map_or_else(
            || form.to_lowercase().into(),
            |(found, reading)| lexicon.lemma(form, found, reading),
        ),
        Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Part | Upos::Intj => form.to_lowercase().into(),
        Upos::Num | Upos::Punct | Upos::Sym | Upos::X => form.into(),
    }
}
