//! Trains and scores the tagger.

use std::collections::BTreeMap;

use laut::lang::model::write;
use laut::lang::reading::{OUTPUTS, Tag};
use laut::lang::tagger::{AGREEMENTS, KIND, PARTS, TaggerModel, VERSION};
use laut::lang::{Lexicon, StandIns};
use laut::parse::lemma::lemma_of;
use laut::parse::tag::{START, Tagger, allowed_parts};
use laut::parse::tag_features::{Candidates, ClauseState, Sentence as Features, Tagged};
use laut::parse::words::Words;
use laut::text::{Feats, Upos};

use crate::conllu::Sentence;
use crate::perceptron::{Perceptron, Random};

/// A sentence with the numbers of its words.
struct Sample<'t> {
    ids: Vec<u32>,
    parts: Vec<Upos>,
    tags: Vec<Tag>,
    sentence: &'t Sentence,
}

fn samples<'t>(sentences: &'t [Sentence], words: &mut Words<'_>) -> Vec<Sample<'t>> {
    let sample = |sentence: &'t Sentence| {
        let mut is_start = true;
        let mut ids = Vec::new();
        for word in &sentence.words {
            let id = words.id(&word.form, is_start);
            is_start &= !words.word(id).is_word();
            ids.push(id);
        }
        let parts = sentence.words.iter().map(|word| word.upos).collect();
        let tags = sentence.words.iter().map(|word| Tag::new(word.upos, word.feats)).collect();
        Sample { ids, parts, tags, sentence }
    };
    sentences.iter().map(sample).collect()
}

/// Trains a tagger. Where `hides_rare`, the lexicon is made of these sentences, and words that are in them once are
/// learned as unknown words.
pub(crate) fn train(
    sentences: &[Sentence],
    lexicon: &Lexicon,
    stand_ins: &StandIns,
    hides_rare: bool,
    epochs: usize,
    runs: u64,
) -> Vec<u8> {
    let mut words = Words::new(lexicon, stand_ins);
    let mut samples = samples(sentences, &mut words);
    if hides_rare {
        let mut counts: BTreeMap<u64, (u32, Vec<u32>)> = BTreeMap::new();
        for id in samples.iter().flat_map(|sample| &sample.ids) {
            let entry = counts.entry(words.word(*id).lower).or_default();
            entry.0 += 1;
            entry.1.push(*id);
        }
        for (count, ids) in counts.values() {
            if *count == 1 {
                ids.iter().for_each(|id| words.word_mut(*id).forget());
            }
        }
    }
    let open = open_tags(sentences);
    let parts: Vec<_> = (0..runs).map(|run| train_parts(&mut samples, &words, epochs, 1 + 2 * run)).collect();
    let (parts, _) = Perceptron::section(&parts, 150_000, 2);
    let feats = (0..runs).map(|run| train_feats(&mut samples, &words, &open, epochs, 2 + 2 * run));
    let (feats, all_agreements): (Vec<_>, Vec<_>) = feats.unzip();
    let (feats, scale) = Perceptron::section(&feats, 60_000, 2);
    let agreements = (0..AGREEMENTS).map(|at| {
        let sum: f32 = all_agreements.iter().map(|agreements| agreements[at]).sum();
        sum / runs as f32
    });
    let bytes = |numbers: Vec<u32>| numbers.into_iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>();
    let agreements = agreements.map(|weight| (weight * scale).round() as i32 as u32).collect();
    let open = open.into_iter().flatten().map(Tag::packed).collect();
    write(KIND, VERSION, &[parts, feats, bytes(agreements), bytes(open)])
}

/// The tags that words of each open part of speech have, where they are seen five times.
fn open_tags(sentences: &[Sentence]) -> Vec<Vec<Tag>> {
    let mut counts: BTreeMap<Tag, usize> = BTreeMap::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        *counts.entry(Tag::new(word.upos, word.feats)).or_default() += 1;
    }
    let mut open = vec![Vec::new(); PARTS];
    for (tag, count) in counts {
        if count >= 5 {
            open[tag.upos() as usize].push(tag);
        }
    }
    open
}

fn train_parts(samples: &mut [Sample<'_>], words: &Words<'_>, epochs: usize, seed: u64) -> Perceptron<PARTS> {
    let mut model = Perceptron::<PARTS>::new();
    let mut random = Random(seed);
    for epoch in 0..epochs {
        random.shuffle(samples);
        let mut wrong = 0;
        for sample in samples.iter() {
            let sentence = Features { words, ids: &sample.ids };
            let mut before = [START; 2];
            for (at, gold) in sample.parts.iter().enumerate() {
                let word = words.word(sample.ids[at]);
                let allowed = allowed_parts(word.parts, word.is_word());
                let mut guess = *gold;
                if !allowed.is_power_of_two() {
                    model.now += 1;
                    let features = sentence.part_features(at, before);
                    let sums = model.sums(&features);
                    guess = Upos::ALL
                        .iter()
                        .copied()
                        .filter(|upos| (allowed | 1 << *gold as u32) >> *upos as u32 & 1 == 1)
                        .max_by(|a, b| sums[*a as usize].total_cmp(&sums[*b as usize]).then(b.cmp(a)))
                        .unwrap_or(*gold);
                    if guess != *gold {
                        wrong += 1;
                        model.update(&features, &[(*gold as usize, 1.0), (guess as usize, -1.0)]);
                    }
                }
                before = [guess as u64, before[0]];
            }
        }
        crate::say(&format!("  parts of speech, round {}: {wrong} wrong", epoch + 1));
    }
    model
}

/// How many values of the gold tag a candidate has, less those where it has another.
fn likeness(candidate: Tag, gold: Tag) -> i32 {
    let pairs = |tag: Tag| {
        let mut outputs = Vec::new();
        tag.each_output(|output| outputs.push(output));
        outputs
    };
    let (candidate, gold) = (pairs(candidate), pairs(gold));
    let shared = gold.iter().filter(|output| candidate.contains(output)).count() as i32;
    // A value too many is only a small fault: treebanks leave features out.
    100 * shared - candidate.len() as i32
}

fn train_feats(
    samples: &mut [Sample<'_>],
    words: &Words<'_>,
    open: &[Vec<Tag>],
    epochs: usize,
    seed: u64,
) -> (Perceptron<OUTPUTS>, Vec<f32>) {
    let mut model = Perceptron::<OUTPUTS>::new();
    let mut agreements = vec![0.0_f32; AGREEMENTS];
    let mut totals = vec![0.0_f64; AGREEMENTS];
    let mut random = Random(seed);
    let mut candidates = Candidates::default();
    for epoch in 0..epochs {
        random.shuffle(samples);
        let mut wrong = 0;
        for sample in samples.iter() {
            let sentence = Features { words, ids: &sample.ids };
            candidates.clear();
            for (id, upos) in sample.ids.iter().zip(&sample.parts) {
                candidates.push(words.word(*id), *upos, words, open);
            }
            let tagged = Tagged { sentence, parts: &sample.parts, candidates: &candidates };
            let mut before = [Tag::new(Upos::Punct, Feats::default()); 2];
            let mut clause = ClauseState::default();
            for at in 0..sample.ids.len() {
                let all = candidates.of(at);
                let mut guess = all[0];
                if all.len() > 1 {
                    model.now += 1;
                    let features = tagged.feats_features(at, before, &clause);
                    let sums = model.sums(&features);
                    let score = |tag: Tag| {
                        let mut sum = 0.0;
                        tag.each_output(|output| sum += sums[output]);
                        let own = tagged.agreements(at, tag, before[0]);
                        sum + own.into_iter().flatten().map(|own| agreements[own]).sum::<f32>()
                    };
                    let best = |list: &mut dyn Iterator<Item = Tag>| {
                        let mut best = (f32::NEG_INFINITY, all[0]);
                        for tag in list {
                            let sum = score(tag);
                            if sum > best.0 {
                                best = (sum, tag);
                            }
                        }
                        best.1
                    };
                    guess = best(&mut all.iter().copied());
                    let most = all.iter().map(|tag| likeness(*tag, sample.tags[at])).max().unwrap_or(0);
                    let gold =
                        best(&mut all.iter().copied().filter(|tag| likeness(*tag, sample.tags[at]) == most));
                    if guess != gold {
                        wrong += 1;
                        let mut changes = Vec::new();
                        gold.each_output(|output| changes.push((output, 1.0)));
                        guess.each_output(|output| changes.push((output, -1.0)));
                        model.update(&features, &changes);
                        for own in tagged.agreements(at, gold, before[0]).into_iter().flatten() {
                            agreements[own] += 1.0;
                        }
                        for own in tagged.agreements(at, guess, before[0]).into_iter().flatten() {
                            agreements[own] -= 1.0;
                        }
                    }
                    for (total, weight) in totals.iter_mut().zip(&agreements) {
                        *total += f64::from(*weight);
                    }
                }
                clause.pass(words.word(sample.ids[at]), guess);
                before = [guess, before[0]];
            }
        }
        crate::say(&format!("  features, round {}: {wrong} wrong", epoch + 1));
    }
    let mean = totals.iter().map(|total| (total / f64::from(model.now.max(1))) as f32).collect();
    (model, mean)
}

/// Tags sentences whose words are given.
pub(crate) fn tag_all(
    sentences: &[Sentence],
    lexicon: &Lexicon,
    stand_ins: &StandIns,
    model: &TaggerModel,
) -> Vec<Vec<(Tag, String)>> {
    let mut words = Words::new(lexicon, stand_ins);
    let samples = samples(sentences, &mut words);
    let mut tagger = Tagger::default();
    let tag = |sample: Sample<'_>| {
        tagger.tag(model, &words, &sample.ids);
        let forms = sample.sentence.words.iter().zip(&sample.ids).zip(&tagger.tags);
        let with_lemma = |((word, id), tag): ((&crate::conllu::Word, &u32), &Tag)| {
            (*tag, lemma_of(lexicon, &word.form, words.word(*id), *tag).to_string())
        };
        forms.map(with_lemma).collect()
    };
    samples.into_iter().map(tag).collect()
}

/// Scores a tagger on sentences whose words are given.
pub(crate) fn score(
    sentences: &[Sentence],
    lexicon: &Lexicon,
    stand_ins: &StandIns,
    model: &TaggerModel,
    shows_errors: bool,
) -> Vec<(String, f64)> {
    let mut words = Words::new(lexicon, stand_ins);
    let samples = samples(sentences, &mut words);
    let mut tagger = Tagger::default();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut errors: BTreeMap<String, usize> = BTreeMap::new();
    let (mut found, mut gold_sub, mut both) = (0, 0, 0);
    for sample in &samples {
        tagger.tag(model, &words, &sample.ids);
        for (at, word) in sample.sentence.words.iter().enumerate() {
            let tag = tagger.tags[at];
            let lemma = lemma_of(lexicon, &word.form, words.word(sample.ids[at]), tag);
            let mut add = |name, is_right: bool| {
                let count = counts.entry(name).or_default();
                count.0 += usize::from(is_right);
                count.1 += 1;
            };
            add("UPOS", tag.upos() == word.upos);
            add("lemma", lemma.to_lowercase() == word.lemma.to_lowercase());
            let (ours, gold) = (tag.feats(), word.feats);
            if gold.case.is_some() {
                add("Case", ours.case == gold.case);
            }
            if gold.number.is_some() {
                add("Number", ours.number == gold.number);
            }
            if gold.gender.is_some() {
                add("Gender", ours.gender == gold.gender);
            }
            if gold.person.is_some() {
                add("Person", ours.person == gold.person);
            }
            if gold.tense.is_some() {
                add("Tense", ours.tense == gold.tense);
            }
            if gold.mood.is_some() {
                add("Mood", ours.mood == gold.mood);
            }
            if gold.verb_form.is_some() {
                add("VerbForm", ours.verb_form == gold.verb_form);
            }
            if gold.pron_type.is_some() {
                add("PronType", ours.pron_type == gold.pron_type);
            }
            let sub = Some(laut::text::Mood::Sub);
            found += usize::from(ours.mood == sub);
            gold_sub += usize::from(gold.mood == sub);
            both += usize::from(ours.mood == sub && gold.mood == sub);
            if shows_errors {
                if tag.upos() != word.upos {
                    *errors
                        .entry(format!(
                            "upos {} {} not {}",
                            word.form,
                            tag.upos().as_str(),
                            word.upos.as_str()
                        ))
                        .or_default() += 1;
                    *errors
                        .entry(format!("UPOS {} not {}", tag.upos().as_str(), word.upos.as_str()))
                        .or_default() += 1;
                } else if lemma.to_lowercase() != word.lemma.to_lowercase() {
                    *errors
                        .entry(format!(
                            "lemma {} {lemma} not {} {}",
                            word.form,
                            word.lemma,
                            word.upos.as_str()
                        ))
                        .or_default() += 1;
                }
                if (ours.mood == sub) != (gold.mood == sub) {
                    *errors
                        .entry(format!("mood {} {:?} not {:?}", word.form, ours.mood, gold.mood))
                        .or_default() += 1;
                }
            }
        }
    }
    let mut errors: Vec<_> = errors.into_iter().collect();
    errors.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (error, count) in errors {
        crate::say(&format!("    {count} {error}"));
    }
    let mut scores: Vec<(String, f64)> = counts
        .into_iter()
        .map(|(name, (right, all))| (name.to_owned(), 100.0 * right as f64 / all as f64))
        .collect();
    if gold_sub > 0 {
        scores.push((
            "Mood=Sub F1".to_owned(),
            200.0 * f64::from(both as u32) / f64::from((found + gold_sub) as u32),
        ));
    }
    scores
}
