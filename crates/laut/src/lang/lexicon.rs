//! The form lexicon: what a form can be, and its dictionary form.
//!
//! `seien` is the auxiliary `sein`, third person plural of the Konjunktiv I; `said` is `say`, past tense or participle.
//! A compound is read by its head: `Regierungssprecher` is `Regierung` + `Sprecher`, and has the features of
//! `Sprecher`. Which reading holds in a sentence is for the tagger to say; a form that is not in the lexicon, and does
//! not end in one that is, has no readings. Parts of speech and features follow Universal Dependencies.
//!
//! The file is an automaton from forms to classes (Daciuk et al. 2000, as in the `fst` crate) and a table of classes:
//! each is a list of readings, a tag with the edit that makes the lemma.

use std::borrow::Cow;
use std::cell::RefCell;

use compact_str::{CompactString, ToCompactString};
use fst::Map;
use thread_local::ThreadLocal;

use super::DataError;
use super::maps::HashMap;
use super::model::{ModelFile, Section, broken, hash};
use super::reading::{LemmaEdit, Tag};
use crate::text::{Case, Feats, Upos};

/// The kind of a lexicon file.
pub const KIND: &[u8; 4] = b"LEXI";
/// The version of the format.
pub const VERSION: u32 = 1;
/// The longest ending that lemmas of unknown forms are guessed from, in characters.
pub const LONGEST_ENDING: usize = 6;

/// One reading of a form in the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Part of speech and features.
    pub tag: Tag,
    /// The edit that makes the lemma; an index into the lexicon's edits.
    edit: u32,
}

/// What a form can be, with its dictionary form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analysis {
    /// The dictionary form.
    pub lemma: CompactString,
    /// Part of speech.
    pub upos: Upos,
    /// Features.
    pub feats: Feats,
}

/// A compound that was taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compound<'f> {
    /// What stands before the head, without the linking letters: `Regierung` in `Regierungssprecher`.
    pub modifier: &'f str,
    /// What stands before the head: `Regierungs`.
    pub before: &'f str,
    /// The head as it is written there: `sprecher`.
    pub head: &'f str,
}

/// How a form, or the end of it, is written in the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Casing {
    /// As in the text.
    Same,
    /// All in lower case.
    Lower,
    /// With a capital first letter only.
    Capital,
}

/// An entry that a form, or its end, was found as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    class: u32,
    /// How many bytes stand before what was found.
    before: u32,
    casing: Casing,
}

impl Found {
    /// Whether only the end of the form was found: the head of a compound.
    #[must_use]
    pub fn is_part(self) -> bool {
        self.before > 0
    }

    /// How many bytes stand before what was found.
    #[must_use]
    pub fn before(self) -> u32 {
        self.before
    }
}

/// Forms with their readings.
///
/// # Invariants
/// Classes point into the readings, readings into the edits.
pub struct Lexicon {
    forms: Map<Section>,
    classes: Vec<u32>,
    readings: Vec<Reading>,
    edits: Vec<LemmaEdit>,
    endings: Vec<(u32, u32)>,
    links: Vec<String>,
    /// What each thread found of late, within sentences and at their starts: most words of a report were in the one before.
    recent: ThreadLocal<[RefCell<Recent>; 2]>,
}

/// Forms with their entries.
type Recent = HashMap<CompactString, [Option<Found>; 2]>;
/// How many forms a thread remembers before it starts anew; each takes some 60 bytes.
const REMEMBERED: usize = 1 << 15;
/// Longer forms, in bytes, are not remembered: an address comes once, and could be as long as its report.
const LONGEST_REMEMBERED: usize = 64;

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("forms", &self.forms.len()).finish_non_exhaustive()
    }
}

/// The shortest head and modifier of a compound, in bytes.
const SHORTEST_PART: usize = 3;
/// The shortest head that is believed when the modifier is unknown, in bytes.
const SHORTEST_LONE_HEAD: usize = 5;

impl Lexicon {
    /// Reads a lexicon file. `links` are the letters that may join the parts of a compound; without any, words are not
    /// taken apart.
    ///
    /// # Errors
    /// If it is cut short, of another version, not a lexicon, or points outside itself.
    pub fn read(path: &str, bytes: Cow<'static, [u8]>, links: &[String]) -> Result<Self, DataError> {
        let file = ModelFile::read(path, bytes, KIND, VERSION)?;
        let forms =
            Map::new(file.section(path, 0)?.clone()).map_err(|error| broken(path, &error.to_string()))?;
        let classes = file.section(path, 1)?.numbers(path)?;
        let readings = file.section(path, 2)?.numbers(path)?;
        let edits = read_edits(path, file.section(path, 3)?.as_ref())?;
        let endings = file.section(path, 4)?.numbers(path)?;
        let readings: Vec<Reading> = readings
            .as_chunks::<2>()
            .0
            .iter()
            .map(|[tag, edit]| Reading { tag: Tag::from_packed(*tag), edit: *edit })
            .collect();
        let endings: Vec<(u32, u32)> =
            endings.as_chunks::<2>().0.iter().map(|[ending, edit]| (*ending, *edit)).collect();
        let is_ascending =
            classes.is_sorted() && classes.last().is_none_or(|last| *last as usize <= readings.len());
        let has_edits = readings
            .iter()
            .map(|reading| reading.edit)
            .chain(endings.iter().map(|ending| ending.1))
            .all(|edit| (edit as usize) < edits.len());
        if !is_ascending || !has_edits || !endings.is_sorted() {
            return Err(broken(path, "it points outside itself"));
        }
        Ok(Self {
            forms,
            classes,
            readings,
            edits,
            endings,
            links: links.to_vec(),
            recent: ThreadLocal::new(),
        })
    }

    /// How many forms it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Whether the form is in the lexicon just so.
    #[must_use]
    pub fn contains(&self, form: &str) -> bool {
        self.class(form).is_some()
    }

    /// What a form can be; the head of a compound where the form is not in the lexicon.
    pub fn analyses<'l>(&'l self, form: &'l str) -> impl Iterator<Item = Analysis> + use<'l> {
        let found = self.find(form, false);
        found.into_iter().flatten().flat_map(move |found| {
            self.readings(found).iter().map(move |reading| Analysis {
                lemma: self.lemma(form, found, *reading),
                upos: reading.tag.upos(),
                feats: reading.tag.feats(),
            })
        })
    }

    /// The entries of a form: as it is written, and in lower case where its capital may be that of a sentence's start
    /// or where it is not known as it is written; the head of a compound where there is neither.
    #[must_use]
    pub fn find(&self, form: &str, is_start: bool) -> [Option<Found>; 2] {
        if form.len() > LONGEST_REMEMBERED {
            return self.look_up(form, is_start);
        }
        let mut recent = self.recent.get_or_default()[usize::from(is_start)].borrow_mut();
        if let Some(found) = recent.get(form) {
            return *found;
        }
        let found = self.look_up(form, is_start);
        if recent.len() == REMEMBERED {
            recent.clear();
        }
        recent.insert(form.into(), found);
        found
    }

    fn look_up(&self, form: &str, is_start: bool) -> [Option<Found>; 2] {
        let whole = |class, casing| Some(Found { class, before: 0, casing });
        let same = self.class(form).and_then(|class| whole(class, Casing::Same));
        let is_capital = form.chars().next().is_some_and(char::is_uppercase);
        let lower = if is_capital && (is_start || same.is_none()) {
            self.class(&form.to_lowercase()).and_then(|class| whole(class, Casing::Lower))
        } else {
            None
        };
        if same.is_some() || lower.is_some() {
            return [same, lower];
        }
        let is_all_capitals = is_capital && !form.chars().any(char::is_lowercase);
        let title = if is_all_capitals { self.class(&capitalised(&form.to_lowercase())) } else { None };
        if let Some(class) = title {
            return [whole(class, Casing::Capital), None];
        }
        [self.find_head(form), None]
    }

    /// The entry of a compound's head: after the last hyphen, or the end of a word that is written together.
    fn find_head(&self, form: &str) -> Option<Found> {
        if let Some(hyphen) = form.rfind('-') {
            let tail = form.get(hyphen + 1..).filter(|tail| !tail.is_empty())?;
            let before = hyphen + 1;
            let inner = self.class(tail).map(|class| Found { class, before: 0, casing: Casing::Same });
            let inner = inner.or_else(|| {
                let class = self.class(&tail.to_lowercase())?;
                Some(Found { class, before: 0, casing: Casing::Lower })
            });
            let inner = inner.or_else(|| self.find_head(tail))?;
            return Some(Found { before: inner.before + before as u32, ..inner });
        }
        let compound = self.split(form)?;
        Some(Found { class: compound.1, before: compound.0.before.len() as u32, casing: compound.2 })
    }

    /// Takes a compound apart: the longest head that leaves a known modifier, else the longest known ending.
    #[must_use]
    pub fn split_compound<'f>(&self, form: &'f str) -> Option<Compound<'f>> {
        self.split(form).map(|(compound, ..)| compound)
    }

    fn split<'f>(&self, form: &'f str) -> Option<(Compound<'f>, u32, Casing)> {
        if self.links.is_empty()
            || form.len() < 2 * SHORTEST_PART
            || form.len() > 80
            || !form.chars().all(char::is_alphabetic)
        {
            return None;
        }
        let is_capital = form.chars().next().is_some_and(char::is_uppercase);
        let mut lone = None;
        for (at, _) in form.char_indices().skip(SHORTEST_PART) {
            let (before, head) = form.split_at_checked(at)?;
            if head.len() < SHORTEST_PART {
                break;
            }
            let casing = if is_capital { Casing::Capital } else { Casing::Same };
            let found = if is_capital { self.class(&capitalised(head)) } else { self.class(head) };
            let Some(class) = found.filter(|class| self.can_be_head(*class, is_capital)) else { continue };
            if let Some(modifier) = self.modifier(before) {
                return Some((Compound { modifier, before, head }, class, casing));
            }
            if lone.is_none() && head.len() >= SHORTEST_LONE_HEAD {
                lone = Some((Compound { modifier: before, before, head }, class, casing));
            }
        }
        lone
    }

    /// Whether compounds end in words of this class: nouns where the compound has a capital, else adjectives and verbs.
    fn can_be_head(&self, class: u32, is_capital: bool) -> bool {
        self.readings_of(class).iter().any(|reading| match reading.tag.upos() {
            Upos::Noun => is_capital,
            Upos::Adj | Upos::Verb => !is_capital,
            _ => false,
        })
    }

    /// The first part of a compound without its linking letters, if it is a noun, adjective or name of the lexicon or
    /// a compound itself.
    fn modifier<'f>(&self, before: &'f str) -> Option<&'f str> {
        for link in &self.links {
            let Some(bare) = before.strip_suffix(link.as_str()).filter(|bare| bare.len() >= SHORTEST_PART)
            else {
                continue;
            };
            let is_word = self.contains(&capitalised(bare))
                || self.contains(bare)
                || self.contains(&bare.to_lowercase());
            if is_word || (bare.len() >= 4 * SHORTEST_PART && self.split_known(bare)) {
                return Some(bare);
            }
        }
        None
    }

    /// Whether a modifier is a compound of two words that are known.
    fn split_known(&self, word: &str) -> bool {
        word.char_indices().skip(SHORTEST_PART).any(|(at, _)| {
            word.split_at_checked(at).is_some_and(|(before, head)| {
                head.len() > SHORTEST_PART
                    && self.contains(&capitalised(head))
                    && self.links.iter().any(|link| {
                        before.strip_suffix(link.as_str()).is_some_and(|bare| {
                            bare.len() > SHORTEST_PART && self.contains(&capitalised(bare))
                        })
                    })
            })
        })
    }

    /// The readings of an entry.
    #[must_use]
    pub fn readings(&self, found: Found) -> &[Reading] {
        self.readings_of(found.class)
    }

    fn readings_of(&self, class: u32) -> &[Reading] {
        let bounds = self.classes.get(class as usize).zip(self.classes.get(class as usize + 1));
        bounds.and_then(|(start, end)| self.readings.get(*start as usize..*end as usize)).unwrap_or(&[])
    }

    /// The dictionary form of a form with an entry and a reading.
    #[must_use]
    pub fn lemma(&self, form: &str, found: Found, reading: Reading) -> CompactString {
        let Some((before, end)) = form.split_at_checked(found.before as usize) else { return form.into() };
        let written = match found.casing {
            Casing::Same => end.to_compact_string(),
            Casing::Lower => end.to_lowercase().into(),
            Casing::Capital if found.before == 0 => capitalised(&end.to_lowercase()),
            Casing::Capital => capitalised(end),
        };
        let made =
            self.edits.get(reading.edit as usize).and_then(|edit| edit.apply(&written)).unwrap_or(written);
        if before.is_empty() {
            return made;
        }
        let mut lemma = CompactString::from(before);
        if found.casing == Casing::Capital {
            lemma.push_str(&made.to_lowercase());
        } else {
            lemma.push_str(&made);
        }
        lemma
    }

    /// The dictionary form that the ending of an unknown form suggests, for a tag.
    #[must_use]
    pub fn guess_lemma(&self, form: &str, tag: Tag) -> Option<CompactString> {
        let starts: Vec<usize> = form.char_indices().rev().take(LONGEST_ENDING).map(|(at, _)| at).collect();
        starts.iter().rev().find_map(|start| {
            let key = ending_key(form.get(*start..)?, tag);
            let at = self.endings.binary_search_by_key(&key, |ending| ending.0).ok()?;
            self.edits.get(self.endings[at].1 as usize)?.apply(form)
        })
    }

    fn class(&self, form: &str) -> Option<u32> {
        self.forms.get(form).map(|class| class as u32)
    }
}

/// What endings are looked up by: the letters, the part of speech and the features that show in the form.
#[must_use]
pub fn ending_key(ending: &str, tag: Tag) -> u32 {
    let mut feats = tag.feats();
    feats.case = feats.case.filter(|case| *case == Case::Gen);
    (feats.gender, feats.person, feats.mood, feats.pron_type) = (None, None, None, None);
    let shown = Tag::new(tag.upos(), feats);
    (super::model::mix(hash(ending.as_bytes()), u64::from(shown.packed())) >> 32) as u32
}

/// A word with a capital.
pub(crate) fn capitalised(word: &str) -> CompactString {
    let mut letters = word.chars();
    let mut made = CompactString::default();
    made.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    made.push_str(letters.as_str());
    made
}

/// Reads the edits: four bytes each (switch, infix, strip, length of the suffix), then the suffix.
fn read_edits(path: &str, mut bytes: &[u8]) -> Result<Vec<LemmaEdit>, DataError> {
    let mut edits = Vec::new();
    while !bytes.is_empty() {
        let Some(([switches, infix, strip, length], rest)) = bytes.split_first_chunk::<4>() else {
            return Err(broken(path, "the last lemma edit is cut short"));
        };
        let Some((suffix, rest)) = rest.split_at_checked(*length as usize) else {
            return Err(broken(path, "the last lemma edit is cut short"));
        };
        let suffix = std::str::from_utf8(suffix).map_err(|_| broken(path, "a lemma edit is not UTF-8"))?;
        edits.push(LemmaEdit {
            switches_case: *switches != 0,
            infix: *infix,
            strip: *strip,
            suffix: suffix.into(),
        });
        bytes = rest;
    }
    Ok(edits)
}

/// Puts a lexicon file together: forms with their readings, and endings with edits, by which lemmas are guessed.
///
/// # Errors
/// If the forms are not sorted.
pub fn compile(
    entries: &std::collections::BTreeMap<String, Vec<(Tag, LemmaEdit)>>,
    endings: &std::collections::BTreeMap<u32, LemmaEdit>,
) -> Result<Vec<u8>, fst::Error> {
    use std::collections::BTreeMap;
    let mut edit_ids: BTreeMap<&LemmaEdit, u32> = BTreeMap::new();
    let mut class_counts: BTreeMap<&Vec<(Tag, LemmaEdit)>, usize> = BTreeMap::new();
    for readings in entries.values() {
        *class_counts.entry(readings).or_default() += 1;
    }
    for (_, edit) in class_counts.keys().flat_map(|readings| readings.iter()) {
        edit_ids.entry(edit).or_default();
    }
    for edit in endings.values() {
        edit_ids.entry(edit).or_default();
    }
    for (id, found) in edit_ids.values_mut().enumerate() {
        *found = id as u32;
    }
    let mut classes: Vec<_> = class_counts.into_iter().collect();
    classes.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    let (mut bounds, mut packed) = (vec![0_u32], Vec::new());
    let mut class_ids = BTreeMap::new();
    for (readings, _) in &classes {
        class_ids.insert(*readings, class_ids.len() as u64);
        packed.extend(readings.iter().flat_map(|(tag, edit)| [tag.packed(), edit_ids[edit]]));
        bounds.push(packed.len() as u32 / 2);
    }
    let mut builder = fst::MapBuilder::memory();
    for (form, readings) in entries {
        builder.insert(form, class_ids[readings])?;
    }
    let mut edit_bytes = Vec::new();
    for edit in edit_ids.keys() {
        edit_bytes.extend([u8::from(edit.switches_case), edit.infix, edit.strip, edit.suffix.len() as u8]);
        edit_bytes.extend(edit.suffix.bytes());
    }
    let ending_numbers: Vec<u32> = endings.iter().flat_map(|(key, edit)| [*key, edit_ids[edit]]).collect();
    let bytes = |numbers: &[u32]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>();
    let sections =
        [builder.into_inner()?, bytes(&bounds), bytes(&packed), edit_bytes, bytes(&ending_numbers)];
    Ok(super::model::write(KIND, VERSION, &sections))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use super::{Lexicon, compile};
    use crate::lang::reading::{LemmaEdit, Tag};
    use crate::text::{Feats, GrammaticalNumber, Mood, Tense, Upos, VerbForm};

    fn lexicon() -> Lexicon {
        let plural = Feats { number: Some(GrammaticalNumber::Plur), ..Feats::default() };
        let words = [
            ("Regierung", "Regierung", Upos::Noun, Feats::default()),
            ("Sprecher", "Sprecher", Upos::Noun, Feats::default()),
            ("Truppen", "Truppe", Upos::Noun, plural),
            ("die", "der", Upos::Det, plural),
            ("sprechen", "sprechen", Upos::Verb, Feats::default()),
        ];
        let mut entries = BTreeMap::new();
        for (form, lemma, upos, feats) in words {
            let edit = LemmaEdit::between(form, lemma).unwrap();
            entries.insert(form.to_owned(), vec![(Tag::new(upos, feats), edit)]);
        }
        let bytes = compile(&entries, &BTreeMap::new()).unwrap();
        Lexicon::read("de/models/lexicon.bin", Cow::Owned(bytes), &["".to_owned(), "s".to_owned()]).unwrap()
    }

    #[test]
    fn forms_have_lemmas_and_tags() {
        let lexicon = lexicon();
        let lemmas = |form: &str| {
            lexicon
                .analyses(form)
                .map(|analysis| (analysis.lemma.to_string(), analysis.upos))
                .collect::<Vec<_>>()
        };
        assert_eq!(lemmas("Truppen"), [("Truppe".to_owned(), Upos::Noun)]);
        assert_eq!(lemmas("Die"), [("der".to_owned(), Upos::Det)]);
        assert_eq!(lemmas("DIE"), [("der".to_owned(), Upos::Det)]);
        assert_eq!(lemmas("TRUPPEN"), [("Truppe".to_owned(), Upos::Noun)]);
        assert_eq!(lemmas("Xyz"), []);
        assert_eq!(lemmas(""), []);
    }

    #[test]
    fn the_head_decides_a_compound() {
        let lexicon = lexicon();
        let compound = lexicon.split_compound("Regierungssprecher").unwrap();
        assert_eq!(
            (compound.modifier, compound.before, compound.head),
            ("Regierung", "Regierungs", "sprecher")
        );
        let lemma = |form: &str| lexicon.analyses(form).next().map(|analysis| analysis.lemma.to_string());
        assert_eq!(lemma("Regierungstruppen").as_deref(), Some("Regierungstruppe"));
        assert_eq!(lemma("UN-Truppen").as_deref(), Some("UN-Truppe"));
        assert_eq!(lemma("UN-Regierungstruppen").as_deref(), Some("UN-Regierungstruppe"));
        assert_eq!(lexicon.split_compound("Sprecher"), None);
        assert_eq!(
            lexicon.split_compound("regierungsprechen").map(|compound| compound.head),
            Some("sprechen")
        );
    }

    #[test]
    fn the_german_lexicon_knows_konjunktiv_and_compounds() {
        let links = ["", "s", "es", "n", "en", "er", "e"].map(str::to_owned);
        let bytes = Cow::Borrowed(&include_bytes!("../../data/de/models/lexicon.bin")[..]);
        let lexicon = Lexicon::read("de/models/lexicon.bin", bytes, &links).unwrap();
        let moods = |form: &str| {
            let finite =
                lexicon.analyses(form).filter(|analysis| analysis.feats.verb_form == Some(VerbForm::Fin));
            let mut all: Vec<_> =
                finite.map(|analysis| (analysis.feats.mood, analysis.feats.tense)).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let (sub, ind) = (Some(Mood::Sub), Some(Mood::Ind));
        assert_eq!(moods("seien"), [(sub, Some(Tense::Pres))]);
        assert_eq!(moods("wäre"), [(sub, Some(Tense::Past))]);
        assert_eq!(moods("teilte"), [(ind, Some(Tense::Past))], "the indicative hides the Konjunktiv");
        let lemma = |form: &str| lexicon.analyses(form).next().map(|analysis| analysis.lemma.to_string());
        assert_eq!(lemma("mitzuteilen").as_deref(), Some("mitteilen"));
        assert_eq!(lemma("Regierungssprechern").as_deref(), Some("Regierungssprecher"));
        assert_eq!(lemma("Luftabwehrraketen").as_deref(), Some("Luftabwehrrakete"));
        let modifier = |form| lexicon.split_compound(form).map(|compound| compound.modifier);
        assert_eq!(modifier("Regierungssprecher"), Some("Regierung"));
        assert_eq!(modifier("Außenministerium"), Some("Außen"));
    }

    #[test]
    fn a_broken_lexicon_is_an_error() {
        let error = Lexicon::read("de/models/lexicon.bin", Cow::Borrowed(b"LAUTLEXI"), &[]).unwrap_err();
        assert_eq!(error.to_string(), "de/models/lexicon.bin: cut short; make it again with `laut-train`");
    }
}
