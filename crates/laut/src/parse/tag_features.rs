//! The features that the tagger weighs: the word, its endings and shape, what the lexicon says of it and its
//! neighbours, and the tags that were already given.

use super::words::{CAN_BE_INFINITIVE, CAN_BE_PARTICIPLE, IS_PART, Word, Words};
use crate::lang::model::{hash, mix};
use crate::lang::reading::Tag;
use crate::text::{Case, Upos, VerbForm};

/// How many features decide a part of speech.
pub const PART_FEATURES: usize = 33;
/// How many features decide the morphological features.
pub const FEATS_FEATURES: usize = 28;

/// A word that stands for the text before the first and after the last word.
const OUTSIDE: u64 = 0x7A6F_5E4D_3C2B_1A09;

/// A sentence in which parts of speech are decided from left to right.
#[derive(Debug, Clone, Copy)]
pub struct Sentence<'s, 'l> {
    /// The words of the text.
    pub words: &'s Words<'l>,
    /// The words of the sentence.
    pub ids: &'s [u32],
}

impl Sentence<'_, '_> {
    fn word(&self, at: usize, offset: isize) -> Option<&Word> {
        let at = at.checked_add_signed(offset)?;
        self.ids.get(at).map(|id| self.words.word(*id))
    }

    /// For a word that can be an auxiliary or a full verb: what other verbs its clause can have, before and after it.
    fn verbs_around(&self, at: usize, word: &Word) -> u64 {
        const BOTH: u32 = 1 << Upos::Aux as u32 | 1 << Upos::Verb as u32;
        if word.parts & BOTH != BOTH {
            return 0;
        }
        let others = CAN_BE_INFINITIVE | CAN_BE_PARTICIPLE;
        let mut seen = 0;
        for next in self.ids.get(at + 1..).unwrap_or_default() {
            let next = self.words.word(*next);
            if !next.is_word() && next.shape & 0x100 != 0 {
                break;
            }
            seen |= next.parts & others;
        }
        let before = self.word(at, -1).map_or(0, |word| word.parts & others);
        1 | u64::from(seen) | u64::from(before) << 32
    }

    /// The features for the part of speech of a word; `before` are the parts of speech of the words before it, the
    /// nearest first.
    #[must_use]
    #[inline]
    pub fn part_features(&self, at: usize, before: [u64; 2]) -> [u64; PART_FEATURES] {
        let word = self.words.word(self.ids[at]);
        let lower = |offset| self.word(at, offset).map_or(OUTSIDE, |word| word.lower);
        let parts = |offset| self.word(at, offset).map_or(OUTSIDE, |word| u64::from(word.parts));
        let shape = |offset| self.word(at, offset).map_or(OUTSIDE, |word| word.shape);
        let ending = |offset| self.word(at, offset).map_or(OUTSIDE, |word| word.endings[2]);
        let verbs = self.verbs_around(at, word);
        let (own, next, [one, two]) = (u64::from(word.parts), parts(1), before);
        let mut number = 0;
        let mut feature = |one: u64, other: u64| {
            number += 1;
            mix(mix(number, one), other)
        };
        [
            feature(0, 0),
            feature(word.lower, 0),
            feature(word.form, 0),
            feature(word.endings[0], own),
            feature(word.endings[1], word.shape),
            feature(word.endings[2], word.shape & 2),
            feature(word.endings[3], word.shape & 2),
            feature(word.endings[4], word.shape & 2),
            feature(word.beginning, own),
            feature(word.shape, 0),
            feature(own, word.shape),
            feature(own, one),
            feature(own, next),
            feature(one, 0),
            feature(one, two),
            feature(lower(-1), own),
            feature(lower(1), own),
            feature(lower(-2), own),
            feature(lower(2), own),
            feature(word.lower, one),
            feature(word.lower, next),
            feature(word.lower, lower(1)),
            feature(word.lower, lower(-1)),
            feature(mix(one, own), next),
            feature(word.endings[2], one),
            feature(word.shape, mix(one, shape(1))),
            feature(mix(own, next), parts(2)),
            feature(mix(shape(-1), shape(1)), own),
            feature(ending(1), own),
            feature(mix(one, two), own),
            feature(word.lower, verbs),
            feature(own, mix(verbs, one)),
            feature(mix(own, one), lower(-2)),
        ]
    }
}

/// What was seen of the clause up to a word.
#[derive(Debug, Clone, Copy, Default)]
pub struct ClauseState {
    finite: u64,
    auxiliary: u64,
    nominative: bool,
    /// Person of the pronoun that can be the subject.
    person: u64,
    opener: u64,
    preposition: u64,
    pronoun: u64,
    earlier_mood: u64,
}

impl ClauseState {
    /// Takes note of a word that has its tag now.
    pub fn pass(&mut self, word: &Word, tag: Tag) {
        let feats = tag.feats();
        match tag.upos() {
            Upos::Punct if word.shape & 0x100 != 0 => {
                *self = Self { earlier_mood: self.earlier_mood, ..Self::default() };
            }
            Upos::Sconj => {
                let earlier_mood = self.earlier_mood;
                *self = Self { opener: word.lower, earlier_mood, ..Self::default() };
            }
            Upos::Adp => self.preposition = word.lower,
            Upos::Noun | Upos::Propn | Upos::Pron => self.preposition = 0,
            Upos::Verb | Upos::Aux if feats.verb_form == Some(VerbForm::Fin) => {
                self.finite = 1 + feats.number.map_or(0, |number| number as u64 + 1);
                self.earlier_mood = feats.mood.map_or(0, |mood| mood as u64 + 1);
                self.preposition = 0;
                if tag.upos() == Upos::Aux {
                    self.auxiliary = word.lower;
                }
            }
            _ => {}
        }
        if tag.upos() == Upos::Pron {
            self.pronoun = word.lower;
            if feats.pron_type == Some(crate::text::PronType::Rel) {
                self.opener = 1;
            }
        }
        if matches!(tag.upos(), Upos::Noun | Upos::Propn | Upos::Pron) && feats.case == Some(Case::Nom) {
            self.nominative = true;
            self.person = feats.person.map_or(3, |person| person as u64);
        }
    }
}

/// A sentence whose parts of speech are known, in which morphological features are decided from left to right.
#[derive(Debug, Clone, Copy)]
pub struct Tagged<'s, 'l> {
    /// Its words.
    pub sentence: Sentence<'s, 'l>,
    /// Their parts of speech.
    pub parts: &'s [Upos],
    /// What each can be; see [`Candidates`].
    pub candidates: &'s Candidates,
}

impl Tagged<'_, '_> {
    /// The features for the morphological features of a word; `before` are the tags of the words before it, the
    /// nearest first.
    #[must_use]
    pub fn feats_features(&self, at: usize, before: [Tag; 2], clause: &ClauseState) -> [u64; FEATS_FEATURES] {
        let word = self.sentence.words.word(self.sentence.ids[at]);
        let part = |offset: isize| {
            at.checked_add_signed(offset)
                .and_then(|at| self.parts.get(at))
                .map_or(OUTSIDE, |upos| *upos as u64)
        };
        let lower = |offset| self.sentence.word(at, offset).map_or(OUTSIDE, |word| word.lower);
        let own = self.candidates.signature(at);
        let upos = part(0);
        let near = before.map(|tag| u64::from(tag.agreement()));
        let noun = self.noun_after(at).map_or(0, |noun| self.candidates.signature(noun));
        let next = if at + 1 < self.parts.len() { self.candidates.signature(at + 1) } else { OUTSIDE };
        let state = clause.finite << 1 | u64::from(clause.nominative);
        let mut number = 100;
        let mut feature = |one: u64, other: u64| {
            number += 1;
            mix(mix(number, one), other)
        };
        [
            feature(upos, 0),
            feature(upos, word.lower),
            feature(upos, word.endings[1]),
            feature(upos, word.endings[2]),
            feature(upos, word.endings[3]),
            feature(own, 0),
            feature(own, part(-1)),
            feature(own, part(1)),
            feature(own, near[0]),
            feature(own, mix(near[0], near[1])),
            feature(own, noun),
            feature(own, mix(noun, clause.preposition)),
            feature(own, clause.preposition),
            feature(upos, clause.preposition),
            feature(own, state),
            feature(upos, mix(state, part(-1))),
            feature(own, mix(state, clause.opener)),
            feature(own, clause.auxiliary),
            feature(upos, mix(clause.auxiliary, part(1))),
            feature(own, lower(-1)),
            feature(own, lower(1)),
            feature(own, next),
            feature(own, clause.pronoun),
            feature(own, mix(clause.earlier_mood, clause.finite)),
            feature(own, mix(clause.person + 1, state)),
            feature(mix(upos, part(-1)), mix(part(1), clause.preposition)),
            feature(upos, mix(part(1), part(2))),
            feature(upos, near[0]),
        ]
    }

    /// The noun that a determiner or adjective belongs to: the next one, with nothing but adjectives before it.
    fn noun_after(&self, at: usize) -> Option<usize> {
        if !matches!(self.parts[at], Upos::Det | Upos::Adj | Upos::Num | Upos::Adp) {
            return None;
        }
        for next in at + 1..self.parts.len().min(at + 6) {
            match self.parts[next] {
                Upos::Noun | Upos::Propn => return Some(next),
                Upos::Adj | Upos::Num | Upos::Adv | Upos::Det | Upos::Cconj => {}
                _ => return None,
            }
        }
        None
    }

    /// How a tag agrees with its neighbours: which of the four weights of its part of speech count.
    #[must_use]
    pub fn agreements(&self, at: usize, tag: Tag, before: Tag) -> [Option<usize>; 2] {
        let first = tag.upos() as usize * 4;
        let is_phrase = matches!(before.upos(), Upos::Det | Upos::Adj | Upos::Num | Upos::Adp)
            && before.agreement() & !31 != 0
            && matches!(tag.upos(), Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::Det);
        let back = is_phrase.then(|| first + usize::from(!agree(before, tag)));
        let ahead = self.noun_after(at).filter(|_| tag.agreement() & !31 != 0).map(|noun| {
            let fits = self.candidates.of(noun).iter().any(|candidate| agree(*candidate, tag));
            first + 2 + usize::from(!fits)
        });
        [back, ahead]
    }
}

/// Whether case, number and gender of two tags do not contradict each other.
#[must_use]
pub fn agree(one: Tag, other: Tag) -> bool {
    let (one, other) = (one.agreement(), other.agreement());
    [0b111 << 5, 0b11 << 8, 0b11 << 10].iter().all(|mask| {
        let (a, b) = (one & mask, other & mask);
        a == 0 || b == 0 || a == b
    })
}

/// The tags that each word of a sentence can have, given its part of speech.
#[derive(Debug, Default)]
pub struct Candidates {
    tags: Vec<Tag>,
    bounds: Vec<(u32, u32, u64)>,
}

impl Candidates {
    /// Forgets the last sentence.
    pub fn clear(&mut self) {
        self.tags.clear();
        self.bounds.clear();
    }

    /// Adds the next word: what the lexicon says of it as this part of speech, as a related one, or else what words of
    /// this part of speech can be.
    pub fn push(&mut self, word: &Word, upos: Upos, words: &Words<'_>, open: &[Vec<Tag>]) {
        let start = self.tags.len();
        for upos_there in [Some(upos), related(upos)].into_iter().flatten() {
            for (_, reading) in word.readings(words.lexicon()) {
                let tag = reading.tag.with_upos(upos);
                if reading.tag.upos() == upos_there && !self.tags[start..].contains(&tag) {
                    self.tags.push(tag);
                }
            }
            if self.tags.len() > start {
                break;
            }
        }
        let mut signature = u64::from(word.parts & IS_PART);
        if self.tags.len() == start {
            self.tags.extend(open.get(upos as usize).into_iter().flatten());
            signature = 7;
        }
        if self.tags.len() == start {
            self.tags.push(Tag::new(upos, crate::text::Feats::default()));
        }
        for tag in &self.tags[start..] {
            signature = mix(signature, u64::from(tag.packed()));
        }
        if signature == 0 {
            signature = hash(b"");
        }
        self.bounds.push((start as u32, self.tags.len() as u32, signature));
    }

    /// The tags that a word can have; never empty.
    #[must_use]
    pub fn of(&self, at: usize) -> &[Tag] {
        let (start, end, _) = self.bounds[at];
        &self.tags[start as usize..end as usize]
    }

    /// A hash of the tags that a word can have.
    #[must_use]
    pub fn signature(&self, at: usize) -> u64 {
        self.bounds[at].2
    }
}

/// The part of speech whose readings do where a word has none of its own.
fn related(upos: Upos) -> Option<Upos> {
    match upos {
        Upos::Aux => Some(Upos::Verb),
        Upos::Verb => Some(Upos::Aux),
        Upos::Noun => Some(Upos::Propn),
        Upos::Propn => Some(Upos::Noun),
        Upos::Det => Some(Upos::Pron),
        Upos::Pron => Some(Upos::Det),
        _ => None,
    }
}
