//! What the models see of a word: hashes of its letters, its shape, and what the lexicon says it can be.
//!
//! A word that comes again in a text is looked up once. `Regierungssprecher` is a word with a capital, ending in
//! `echer`, and a noun by its head; at the start of a sentence a capital says nothing, and `Die` is looked up as `die`
//! too. The names of parties are seen as the words that stand for them, see [`StandIns`].

use crate::lang::lexicon::{Found, Reading};
use crate::lang::maps::HashMap;
use crate::lang::model::{hash, mix};
use crate::lang::reading::Tag;
use crate::lang::{Lexicon, StandIns};
use crate::text::{Upos, VerbForm};

/// A word as the models see it.
#[derive(Debug, Clone)]
pub struct Word {
    /// Hash of the form as it is written.
    pub form: u64,
    /// Hash of the form in lower case.
    pub lower: u64,
    /// Hashes of its last one to five letters, in lower case.
    pub endings: [u64; 5],
    /// Hash of its first three letters, in lower case.
    pub beginning: u64,
    /// Capitals, digits, hyphens, place in the sentence; see [`shape_of`].
    pub shape: u64,
    /// The parts of speech that the lexicon has for it, a bit for each; then [`IS_PART`] and the bits after it.
    pub parts: u32,
    /// Its entries in the lexicon, or those of the word that stands for it.
    pub found: [Option<Found>; 2],
    /// The entries of the form that is written, which its dictionary form is made by.
    pub own: [Option<Found>; 2],
}

/// Bit of [`Word::parts`] for a word of which only the head is known.
pub const IS_PART: u32 = 1 << Upos::ALL.len();
/// Bit of [`Word::parts`] for a word that can be a finite verb.
pub const CAN_BE_FINITE: u32 = IS_PART << 1;
/// Bit of [`Word::parts`] for a word that can be an infinitive.
pub const CAN_BE_INFINITIVE: u32 = IS_PART << 2;
/// Bit of [`Word::parts`] for a word that can be a participle of a verb.
pub const CAN_BE_PARTICIPLE: u32 = IS_PART << 3;

impl Word {
    /// Looks at a word.
    #[must_use]
    pub fn new(form: &str, is_start: bool, lexicon: &Lexicon) -> Self {
        let found = lexicon.find(form, is_start);
        let lower = form.to_lowercase();
        let mut endings = [0; 5];
        for ((at, _), ending) in lower.char_indices().rev().zip(&mut endings) {
            *ending = hash(&lower.as_bytes()[at..]);
        }
        let beginning = lower.char_indices().nth(3).map_or(lower.len(), |(at, _)| at);
        let mut word = Self {
            form: hash(form.as_bytes()),
            lower: hash(lower.as_bytes()),
            endings,
            beginning: hash(&lower.as_bytes()[..beginning]),
            shape: shape_of(form, is_start),
            parts: 0,
            found,
            own: found,
        };
        word.parts = word.readings(lexicon).fold(0, |parts, (_, reading)| parts | parts_of(reading.tag));
        if found.iter().flatten().any(|found| found.is_part()) {
            word.parts |= IS_PART;
        }
        word
    }

    /// Its readings, each with the entry that it is from.
    pub fn readings<'l>(&self, lexicon: &'l Lexicon) -> impl Iterator<Item = (Found, Reading)> + use<'l> {
        readings_of(self.found, lexicon)
    }

    /// The readings of the form that is written, which differ from [`Word::readings`] where another word stands for it.
    pub fn own_readings<'l>(&self, lexicon: &'l Lexicon) -> impl Iterator<Item = (Found, Reading)> + use<'l> {
        readings_of(self.own, lexicon)
    }

    /// Forgets what the lexicon says, as if the word were unknown.
    pub fn forget(&mut self) {
        self.found = [None, None];
        self.parts = 0;
    }

    /// Whether it has a letter or digit.
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.shape & 1 == 1
    }
}

fn readings_of(
    entries: [Option<Found>; 2],
    lexicon: &Lexicon,
) -> impl Iterator<Item = (Found, Reading)> + use<'_> {
    let entries = entries.into_iter().flatten();
    entries.flat_map(|found| lexicon.readings(found).iter().map(move |reading| (found, *reading)))
}

/// The bits of [`Word::parts`] for a reading.
fn parts_of(tag: Tag) -> u32 {
    let form = match tag.feats().verb_form {
        Some(VerbForm::Fin) => CAN_BE_FINITE,
        Some(VerbForm::Inf) => CAN_BE_INFINITIVE,
        Some(VerbForm::Part) if tag.upos() != Upos::Adj => CAN_BE_PARTICIPLE,
        _ => 0,
    };
    1 << tag.upos() as u32 | form
}

/// The shape of a form in bits: letters or digits, capital first, all capitals, digits, only digits, hyphen, full stop
/// inside or at the end, first word of its sentence, one character only.
#[must_use]
pub fn shape_of(form: &str, is_start: bool) -> u64 {
    let bits = [
        form.chars().any(char::is_alphanumeric),
        form.chars().next().is_some_and(char::is_uppercase),
        form.chars().nth(1).is_some() && !form.chars().any(char::is_lowercase),
        form.chars().any(|letter| letter.is_ascii_digit()),
        form.chars().all(|letter| letter.is_ascii_digit()),
        form.contains('-'),
        form.contains('.'),
        is_start,
        form.chars().nth(1).is_none(),
        form.chars().skip(1).any(char::is_uppercase),
    ];
    bits.iter().enumerate().fold(0, |shape, (at, bit)| shape | u64::from(*bit) << at)
}

/// The words of a text, each looked at once.
#[derive(Debug)]
pub struct Words<'l> {
    lexicon: &'l Lexicon,
    stand_ins: &'l StandIns,
    ids: HashMap<u64, u32>,
    words: Vec<Word>,
}

impl<'l> Words<'l> {
    /// No words yet.
    #[must_use]
    pub fn new(lexicon: &'l Lexicon, stand_ins: &'l StandIns) -> Self {
        Self { lexicon, stand_ins, ids: HashMap::default(), words: Vec::new() }
    }

    /// The number of a word, which is looked at if it is new.
    pub fn id(&mut self, form: &str, is_start: bool) -> u32 {
        let key = mix(hash(form.as_bytes()), u64::from(is_start));
        *self.ids.entry(key).or_insert_with(|| {
            self.words.push(match self.stand_ins.find(form) {
                Some(stand_in) => {
                    let own = self.lexicon.find(form, is_start);
                    Word { own, ..Word::new(&stand_in, is_start, self.lexicon) }
                }
                None => Word::new(form, is_start, self.lexicon),
            });
            self.words.len() as u32 - 1
        })
    }

    /// A word by its number.
    ///
    /// # Panics
    /// If there is no word with this number.
    #[must_use]
    #[inline]
    pub fn word(&self, id: u32) -> &Word {
        &self.words[id as usize]
    }

    /// A word by its number, to be changed.
    ///
    /// # Panics
    /// If there is no word with this number.
    pub fn word_mut(&mut self, id: u32) -> &mut Word {
        &mut self.words[id as usize]
    }

    /// The lexicon that words are looked up in.
    #[must_use]
    pub fn lexicon(&self) -> &'l Lexicon {
        self.lexicon
    }
}

#[cfg(test)]
mod tests {
    use super::shape_of;

    #[test]
    fn shapes_tell_names_from_numbers() {
        assert_eq!(shape_of("Kiew", false), shape_of("Sprecher", false));
        assert_ne!(shape_of("Kiew", false), shape_of("NATO", false));
        assert_ne!(shape_of("Kiew", false), shape_of("Kiew", true));
        assert_ne!(shape_of("2024", false), shape_of("F-16", false));
        assert_eq!(shape_of("", false) & 1, 0);
    }
}
