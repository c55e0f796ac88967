//! A part of speech and features in one number, and how a lemma is made from a form: `abgeholt` takes out `ge`, drops
//! `t` and adds `en`.

use compact_str::CompactString;

use crate::text::{
    Case, Degree, Feats, Gender, GrammaticalNumber, Mood, Person, PronType, Tense, Upos, VerbForm,
};

/// A part of speech with features, packed into 32 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(u32);

/// Declares where each feature lies in the number, and which outputs of a model stand for its values.
macro_rules! fields {
    ($($field:ident: $kind:ident, $shift:literal, $bits:literal;)+) => {
        impl Tag {
            /// Packs.
            #[must_use]
            pub fn new(upos: Upos, feats: Feats) -> Self {
                let mut packed = upos as u32;
                $(packed |= feats.$field.map_or(0, |value| value as u32 + 1) << $shift;)+
                Self(packed)
            }

            /// The features; those with a value that does not exist are left open.
            #[must_use]
            pub fn feats(self) -> Feats {
                let value = |shift: u32, bits: u32| (self.0 >> shift & ((1 << bits) - 1)) as usize;
                Feats { $($field: value($shift, $bits).checked_sub(1).and_then(|at| $kind::ALL.get(at)).copied(),)+ }
            }

            /// Calls `each` with the output of every feature that has a value.
            #[inline]
            pub fn each_output(self, mut each: impl FnMut(usize)) {
                let mut first = 0;
                $(
                    let value = (self.0 >> $shift & ((1 << $bits) - 1)) as usize;
                    if value > 0 && value <= $kind::ALL.len() {
                        each(first + value - 1);
                    }
                    first += $kind::ALL.len();
                )+
                debug_assert_eq!(first, OUTPUTS);
            }
        }

        /// How many values all features have.
        pub const OUTPUTS: usize = 0 $(+ $kind::ALL.len())+;
    };
}

fields! {
    case: Case, 5, 3;
    number: GrammaticalNumber, 8, 2;
    gender: Gender, 10, 2;
    person: Person, 12, 2;
    tense: Tense, 14, 2;
    mood: Mood, 16, 2;
    verb_form: VerbForm, 18, 3;
    degree: Degree, 21, 2;
    pron_type: PronType, 23, 4;
}

impl Tag {
    /// The part of speech.
    #[must_use]
    #[inline]
    pub fn upos(self) -> Upos {
        Upos::ALL.get((self.0 & 31) as usize).copied().unwrap_or(Upos::X)
    }

    /// The number.
    #[must_use]
    #[inline]
    pub fn packed(self) -> u32 {
        self.0
    }

    /// The tag of a number; what does not exist in it is read as not there.
    #[must_use]
    #[inline]
    pub fn from_packed(packed: u32) -> Self {
        Self(packed)
    }

    /// Case, number and gender alone, with the part of speech.
    #[must_use]
    #[inline]
    pub fn agreement(self) -> u32 {
        self.0 & 0xFFF
    }

    /// The same features with another part of speech.
    #[must_use]
    pub fn with_upos(self, upos: Upos) -> Self {
        Self(self.0 & !31 | upos as u32)
    }
}

/// How a lemma is made from a form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct LemmaEdit {
    /// Whether the first letter changes its case.
    pub switches_case: bool,
    /// Where two bytes (`ge`, `zu`) are taken out; 0 for nowhere, else one more than the place.
    pub infix: u8,
    /// How many bytes are dropped at the end.
    pub strip: u8,
    /// What is put there instead.
    pub suffix: CompactString,
}

impl LemmaEdit {
    /// Finds the edit that makes `lemma` of `form`, the shortest suffix first.
    #[must_use]
    pub fn between(form: &str, lemma: &str) -> Option<Self> {
        let mut best: Option<Self> = None;
        let mut offer = |edit: Self| {
            let better = best.as_ref().is_none_or(|found| edit.suffix.len() < found.suffix.len());
            if better && edit.apply(form).is_some_and(|made| made == lemma) {
                best = Some(edit);
            }
        };
        for switches_case in [false, true] {
            let Some(base) = recase(form, switches_case) else { continue };
            let infixes = base.match_indices("ge").chain(base.match_indices("zu")).map(|(at, _)| at + 1);
            for infix in std::iter::once(0).chain(infixes) {
                let Ok(place) = u8::try_from(infix) else { continue };
                let Some(bare) = take_out(&base, place) else { continue };
                let shared = common_prefix(&bare, lemma);
                let (Ok(strip), suffix) = (u8::try_from(bare.len() - shared), lemma.get(shared..)) else {
                    continue;
                };
                let Some(suffix) = suffix else { continue };
                offer(Self { switches_case, infix: place, strip, suffix: suffix.into() });
            }
        }
        best
    }

    /// Makes the lemma, if the edit fits the form.
    #[must_use]
    pub fn apply(&self, form: &str) -> Option<CompactString> {
        let base = recase(form, self.switches_case)?;
        let mut lemma = take_out(&base, self.infix)?;
        let keep = lemma.len().checked_sub(self.strip as usize)?;
        if !lemma.is_char_boundary(keep) {
            return None;
        }
        lemma.truncate(keep);
        lemma.push_str(&self.suffix);
        Some(lemma)
    }
}

/// The form with the case of its first letter switched, if it is to be.
fn recase(form: &str, switches_case: bool) -> Option<CompactString> {
    if !switches_case {
        return Some(form.into());
    }
    let first = form.chars().next()?;
    let rest = form.get(first.len_utf8()..)?;
    let mut base = CompactString::default();
    if first.is_uppercase() {
        base.extend(first.to_lowercase());
    } else {
        base.extend(first.to_uppercase());
    }
    base.push_str(rest);
    Some(base)
}

/// The form without the two bytes at a place.
fn take_out(form: &str, infix: u8) -> Option<CompactString> {
    let Some(at) = (infix as usize).checked_sub(1) else { return Some(form.into()) };
    let mut bare = CompactString::from(form.get(..at)?);
    bare.push_str(form.get(at + 2..)?);
    Some(bare)
}

/// How many bytes two words share at their start, on a character boundary.
fn common_prefix(one: &str, other: &str) -> usize {
    let pairs = one.chars().zip(other.chars());
    pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::{LemmaEdit, Tag};
    use crate::text::{Feats, Mood, Tense, Upos, VerbForm};

    #[test]
    fn a_tag_gives_back_what_was_packed() {
        let feats = Feats {
            mood: Some(Mood::Sub),
            tense: Some(Tense::Pres),
            verb_form: Some(VerbForm::Fin),
            ..Feats::default()
        };
        let tag = Tag::new(Upos::Aux, feats);
        assert_eq!((tag.upos(), tag.feats()), (Upos::Aux, feats));
        assert_eq!(Tag::from_packed(u32::MAX).upos(), Upos::X);
    }

    #[test]
    fn edits_make_lemmas() {
        let check = |form: &str, lemma: &str, suffix: &str| {
            let edit = LemmaEdit::between(form, lemma).unwrap();
            assert_eq!(edit.apply(form).unwrap(), lemma);
            assert_eq!(edit.suffix, suffix, "{form} → {lemma}");
        };
        check("abgeholt", "abholen", "en");
        check("mitzuteilen", "mitteilen", "");
        check("Truppen", "Truppe", "");
        check("Häuser", "Haus", "aus");
        check("Die", "der", "er");
        check("gegangen", "gehen", "hen");
    }

    #[test]
    fn an_edit_that_does_not_fit_makes_nothing() {
        let edit = LemmaEdit { strip: 3, ..LemmaEdit::default() };
        assert_eq!(edit.apply("ab"), None);
        assert_eq!(edit.apply("aß"), Some("".into()));
        assert_eq!(LemmaEdit { strip: 1, ..LemmaEdit::default() }.apply("aß"), None);
        assert_eq!(LemmaEdit { infix: 9, ..LemmaEdit::default() }.apply("ab"), None);
    }
}
