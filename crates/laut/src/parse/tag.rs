//! Finds part of speech, morphological features and lemma of every token.
//!
//! `Der Sprecher sagte, die Truppen seien abgezogen.`: `seien` is an auxiliary with `Mood=Sub` and `Tense=Pres`
//! (Konjunktiv I), lemma `sein`; `Truppen` a plural noun in the nominative. `Officials said the strike killed three.`:
//! `strike` is a noun, `killed` a finite verb in the past.
//!
//! Two averaged perceptrons (Collins 2002) decide from left to right: first the part of speech, then which of the
//! readings that the lexicon has for it holds here. Parts of speech and features are those of Universal Dependencies;
//! a contraction (`zum`) is one token, tagged as a preposition with the features of its article. Nothing is corrected
//! afterwards by rule.

use compact_str::CompactString;

use super::lemma::lemma_of;
use super::tag_features::{Candidates, ClauseState, Sentence, Tagged};
use super::words::{Word, Words};
use crate::lang::LanguageData;
use crate::lang::reading::{OUTPUTS, Tag};
use crate::lang::tagger::{PARTS, TaggerModel};
use crate::text::{Document, Feats, Upos};

/// Writes part of speech, features and lemma of [`Document::tokens`].
pub fn find_tags(doc: &mut Document, data: &LanguageData) {
    let mut words = Words::new(&data.lexicon, &data.stand_ins);
    let mut ids = Vec::new();
    let mut tagger = Tagger::default();
    for range in doc.sentence_ranges() {
        ids.clear();
        let mut is_start = true;
        for token in range.clone() {
            let id = words.id(doc.form(token), is_start);
            is_start &= !words.word(id).is_word();
            ids.push(id);
        }
        tagger.tag(&data.tagger, &words, &ids);
        for ((token, id), tag) in range.zip(&ids).zip(&tagger.tags) {
            let listed = listed_verb(data, doc.form(token), words.word(*id), *tag);
            let lemma =
                listed.unwrap_or_else(|| lemma_of(&data.lexicon, doc.form(token), words.word(*id), *tag));
            let token = &mut doc.tokens[token];
            (token.upos, token.feats, token.lemma) = (tag.upos(), tag.feats(), lemma);
        }
    }
}

/// The dictionary form of a verb that the lexicon lacks and that is on a list: `signal` for `signalled`.
fn listed_verb(data: &LanguageData, form: &str, word: &Word, tag: Tag) -> Option<CompactString> {
    let is_verb = |upos: Upos| upos == Upos::Verb;
    let is_known = || word.own_readings(&data.lexicon).any(|(_, reading)| is_verb(reading.tag.upos()));
    let is_unknown_verb = is_verb(tag.upos()) && !is_known();
    is_unknown_verb.then(|| data.verb_forms.get(form.to_lowercase().as_str()).cloned()).flatten()
}

/// What is kept between sentences, so that nothing is allocated anew.
#[derive(Debug, Default)]
pub struct Tagger {
    parts: Vec<Upos>,
    candidates: Candidates,
    /// The tags of the last sentence.
    pub tags: Vec<Tag>,
}

impl Tagger {
    /// Tags a sentence.
    pub fn tag(&mut self, model: &TaggerModel, words: &Words<'_>, ids: &[u32]) {
        let sentence = Sentence { words, ids };
        self.parts.clear();
        self.candidates.clear();
        self.tags.clear();
        let mut before = [START; 2];
        for (at, id) in ids.iter().enumerate() {
            let word = words.word(*id);
            let allowed = allowed_parts(word.parts, word.is_word());
            let upos = if allowed.is_power_of_two() {
                Upos::ALL[allowed.trailing_zeros() as usize]
            } else {
                let mut sums = [0; PARTS];
                model.parts.add(sentence.part_features(at, before), &mut sums);
                best_part(&sums, allowed)
            };
            before = [upos as u64, before[0]];
            self.parts.push(upos);
            self.candidates.push(word, upos, words, &model.open);
        }
        let tagged = Tagged { sentence, parts: &self.parts, candidates: &self.candidates };
        let mut before = [Tag::new(Upos::Punct, Feats::default()); 2];
        let mut clause = ClauseState::default();
        for (at, id) in ids.iter().enumerate() {
            let candidates = tagged.candidates.of(at);
            let tag = if candidates.len() == 1 {
                candidates[0]
            } else {
                let mut sums = [0; OUTPUTS];
                model.feats.add(tagged.feats_features(at, before, &clause), &mut sums);
                best_tag(&tagged, at, before[0], &sums, &model.agreements)
            };
            clause.pass(words.word(*id), tag);
            before = [tag, before[0]];
            self.tags.push(tag);
        }
    }
}

/// Stands for the part of speech before the first word.
pub const START: u64 = 31;

/// The parts of speech that a word may have, a bit for each: what the lexicon says, and those that new words are made
/// in; of a mark, those of marks.
#[must_use]
pub fn allowed_parts(parts: u32, is_word: bool) -> u32 {
    const OPEN: u32 = 1 << Upos::Adj as u32
        | 1 << Upos::Adv as u32
        | 1 << Upos::Intj as u32
        | 1 << Upos::Noun as u32
        | 1 << Upos::Num as u32
        | 1 << Upos::Propn as u32
        | 1 << Upos::Verb as u32
        | 1 << Upos::X as u32;
    const MARKS: u32 = 1 << Upos::Punct as u32;
    const CLOSED: u32 = 1 << Upos::Adp as u32
        | 1 << Upos::Aux as u32
        | 1 << Upos::Cconj as u32
        | 1 << Upos::Det as u32
        | 1 << Upos::Pron as u32
        | 1 << Upos::Punct as u32
        | 1 << Upos::Sconj as u32;
    let known = parts & ((1 << PARTS) - 1);
    if known != 0 && known & !CLOSED == 0 {
        return known;
    }
    known | if is_word { OPEN } else { MARKS }
}

/// The part of speech with the highest sum.
#[must_use]
pub fn best_part(sums: &[i32; PARTS], allowed: u32) -> Upos {
    let allowed = Upos::ALL.iter().filter(|upos| allowed >> **upos as u32 & 1 == 1);
    allowed.copied().max_by_key(|upos| (sums[*upos as usize], PARTS - *upos as usize)).unwrap_or(Upos::X)
}

/// The tag with the highest sum over its values and agreements; the first of equals.
#[must_use]
pub fn best_tag(
    tagged: &Tagged<'_, '_>,
    at: usize,
    before: Tag,
    sums: &[i32; OUTPUTS],
    agreements: &[i32],
) -> Tag {
    let candidates = tagged.candidates.of(at);
    let mut best = (i32::MIN, candidates[0]);
    for tag in candidates {
        let mut sum = 0;
        tag.each_output(|output| sum += sums[output]);
        for agreement in tagged.agreements(at, *tag, before).into_iter().flatten() {
            sum += agreements[agreement];
        }
        if sum > best.0 {
            best = (sum, *tag);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use crate::lang::{Data, DataFiles};
    use crate::text::{Document, Mood, Report, Tense, Upos, VerbForm};

    fn read(language: &str, text: &str) -> Document {
        let data = Data::load(&DataFiles::embedded()).unwrap();
        let mut report = Report::new(text);
        report.language = Some(language.to_owned());
        crate::pipeline::read(report, &data)
    }

    fn tags(language: &str, text: &str) -> String {
        let doc = read(language, text);
        let tag = |index: usize| {
            format!("{}/{}/{}", doc.form(index), doc.tokens[index].upos.as_str(), doc.tokens[index].lemma)
        };
        (0..doc.tokens.len()).map(tag).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn reported_speech_is_in_the_subjunctive() {
        let mood = |text: &str, form: &str| {
            let doc = read("de", text);
            let token = (0..doc.tokens.len()).find(|token| doc.form(*token) == form).unwrap();
            (doc.tokens[token].upos, doc.tokens[token].feats.mood, doc.tokens[token].feats.tense)
        };
        let (sub, ind) = (Some(Mood::Sub), Some(Mood::Ind));
        let said = "Der Sprecher sagte, die Truppen seien abgezogen.";
        assert_eq!(mood(said, "seien"), (Upos::Aux, sub, Some(Tense::Pres)));
        assert_eq!(mood(said, "sagte"), (Upos::Verb, ind, Some(Tense::Past)));
        let would = "Die Armee teilte mit, man habe zwei Drohnen abgeschossen; weitere wären geflohen.";
        assert_eq!(mood(would, "habe"), (Upos::Aux, sub, Some(Tense::Pres)));
        assert_eq!(mood(would, "wären"), (Upos::Aux, sub, Some(Tense::Past)));
        assert_eq!(mood("Ich habe zwei Drohnen gesehen.", "habe"), (Upos::Aux, ind, Some(Tense::Pres)));
        assert_eq!(
            mood("Die Soldaten haben den Ort verlassen.", "haben"),
            (Upos::Aux, ind, Some(Tense::Pres))
        );
    }

    #[test]
    fn german_words_have_tags_and_lemmas() {
        assert_eq!(
            tags("de", "Zum Abzug der Truppen teilte der Regierungssprecher nichts mit."),
            "Zum/ADP/zu Abzug/NOUN/Abzug der/DET/der Truppen/NOUN/Truppe teilte/VERB/teilen der/DET/der \
             Regierungssprecher/NOUN/Regierungssprecher nichts/PRON/nichts mit/ADP/mit ./PUNCT/."
        );
    }

    #[test]
    fn english_words_have_tags_and_lemmas() {
        assert_eq!(
            tags("en", "Officials said the strikes killed three children."),
            "Officials/NOUN/official said/VERB/say the/DET/the strikes/NOUN/strike killed/VERB/kill three/NUM/three \
             children/NOUN/child ./PUNCT/."
        );
        let doc = read("en", "The house was destroyed.");
        assert_eq!(doc.tokens[3].feats.verb_form, Some(VerbForm::Part));
    }

    #[test]
    fn any_text_is_tagged() {
        for text in ["", " ", "?", "„“", "ﬀ ẞ 🙂 İ", "-", "--", "A-", "ß", "\u{301}a"] {
            tags("de", text);
            tags("en", text);
        }
    }
}
