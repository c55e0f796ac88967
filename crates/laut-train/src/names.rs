//! Trains and scores the name model.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use anyhow::Context;
use laut::extract::names::features::Views;
use laut::extract::names::labels::runs;
use laut::lang::model::{hash, write};
use laut::lang::name_model::{KIND, LABELS, LISTS, Label, Part, STEPS, VERSION};
use laut::lang::weights::lay_out;
use laut::lang::{Data, DataFiles, LanguageData};
use laut::text::NameClass;
use laut::{Document, Report};

use crate::crf::{self, Sample};
use crate::named::Named;

/// The language data with a model that knows lists of words, and nothing else.
pub(crate) fn untrained(models: &Path, tag: &str, words: &[u8]) -> anyhow::Result<Data> {
    let mut files = DataFiles::embedded();
    for name in ["lexicon", "tagger"] {
        let path = models.join(format!("{name}.bin"));
        let bytes = std::fs::read(&path).with_context(|| format!("reading `{}`", path.display()))?;
        files.insert(format!("{tag}/models/{name}.bin"), bytes);
    }
    let (labels, _) = lay_out(&[], LABELS, 1);
    let empty = write(KIND, VERSION, &[labels, vec![0; STEPS * 4], words.to_vec()]);
    for tag in Data::TAGS {
        files.insert(format!("{tag}/models/names.bin"), empty.clone());
    }
    Ok(Data::load(&files)?)
}

/// The table of the words of lists: a bit for each list.
pub(crate) fn word_table(bits: &BTreeMap<String, u32>) -> Vec<u8> {
    let rows: Vec<(u64, Vec<i8>)> = bits
        .iter()
        .map(|(word, bits)| (hash(word.as_bytes()), bits.to_le_bytes().map(|byte| byte as i8).to_vec()))
        .collect();
    let (table, lost) = lay_out(&rows, LISTS, (rows.len() * 2 / 5).max(1));
    crate::say(&format!("  {} words of lists, {lost} found no place", rows.len()));
    table
}

/// How often all texts are learned from.
const ROUNDS: usize = 20;
/// How strongly weights are kept small.
const DECAY: f32 = 4.0;

/// Trains a model; `words` is the table of the words of lists, `most` how many features are kept, `runs` how many runs it is
/// the mean of.
pub(crate) fn train(texts: &[Named], data: &LanguageData, words: Vec<u8>, most: usize, runs: u64) -> Vec<u8> {
    let mut lost = 0;
    let samples: Vec<Sample> = texts.iter().flat_map(|text| samples_of(text, data, &mut lost)).collect();
    let count: usize = samples.iter().map(|sample| sample.gold.len()).sum();
    crate::say(&format!("  {} runs of {count} words; {lost} names could not be learned", samples.len()));
    let model = crf::train(&samples, ROUNDS, DECAY, runs);
    let (labels, scale) = section(model.rows, most);
    let steps = model.steps.iter().flat_map(|step| ((step * scale).round() as i32).to_le_bytes()).collect();
    write(KIND, VERSION, &[labels, steps, words])
}

/// The weights as a section of small numbers, the rows of most use first; and what 1.0 became.
fn section(mut rows: Vec<(u64, [f32; LABELS])>, most: usize) -> (Vec<u8>, f32) {
    let size = |row: &[f32; LABELS]| row.iter().map(|weight| weight.abs()).sum::<f32>();
    rows.sort_by(|one, other| size(&other.1).total_cmp(&size(&one.1)).then(one.0.cmp(&other.0)));
    let mut sizes: Vec<f32> = rows.iter().flat_map(|row| row.1.map(f32::abs)).collect();
    sizes.sort_by(f32::total_cmp);
    let large = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 20_000)).copied().unwrap_or(1.0);
    let scale = 127.0 / large.max(f32::MIN_POSITIVE);
    let round = |weight: f32| (weight * scale).round().clamp(-127.0, 127.0) as i8;
    let small: Vec<(u64, Vec<i8>)> =
        rows.iter().map(|(feature, row)| (*feature, row.map(round).to_vec())).collect();
    let useful: Vec<(u64, Vec<i8>)> =
        small.into_iter().filter(|(_, row)| row.iter().any(|weight| *weight != 0)).collect();
    let (bytes, lost) = lay_out(&useful, LABELS, (useful.len().min(most) / 3).max(1));
    crate::say(&format!("  {} features, {} of use, {lost} found no place", rows.len(), useful.len()));
    (bytes, scale)
}

/// Reads a text up to the tags.
fn read(text: &str, data: &LanguageData) -> Document {
    let mut doc = Document::new(Report::new(text), data.switches.tag.clone());
    for (name, stage) in laut::pipeline::STAGES {
        if *name == "names" {
            break;
        }
        stage(&mut doc, data);
    }
    doc
}

fn samples_of(named: &Named, data: &LanguageData, lost: &mut usize) -> Vec<Sample> {
    let doc = read(&named.text, data);
    let views = Views::of(&doc, data);
    let mut gold = vec![Label::OUTSIDE; doc.tokens.len()];
    for (span, class) in &named.names {
        let tokens = tokens_of(&doc, span);
        let labels = tokens.clone().map(|tokens| label_all(tokens, *class)).unwrap_or_default();
        let is_allowed = |(token, label): (usize, &Label)| views.roles[token].allows(*label);
        match tokens {
            Some(tokens) if tokens.clone().zip(&labels).all(is_allowed) => {
                gold[tokens].copy_from_slice(&labels)
            }
            _ => *lost += 1,
        }
    }
    let mut samples = Vec::new();
    for sentence in &doc.sentences {
        for run in runs(&views.roles, sentence.tokens.clone()) {
            samples.push(Sample {
                features: run.clone().map(|token| views.features(token, &sentence.tokens)).collect(),
                roles: views.roles[run.clone()].to_vec(),
                gold: gold[run].to_vec(),
            });
        }
    }
    samples
}

/// The tokens of a span, where both have the same bounds.
fn tokens_of(doc: &Document, span: &Range<usize>) -> Option<Range<usize>> {
    let tokens = doc.tokens_in(laut::Span::new(span.start, span.end));
    let found = doc.span_of(tokens.clone());
    let is_one = doc.sentence_at(tokens.start) == doc.sentence_at(tokens.end.max(1) - 1);
    (!tokens.is_empty() && found.range() == *span && is_one).then_some(tokens)
}

/// The labels of the words of a name.
fn label_all(tokens: Range<usize>, class: NameClass) -> Vec<Label> {
    let (first, last) = (tokens.start, tokens.end - 1);
    let part = |token| match token {
        _ if first == last => Part::Unit,
        token if token == first => Part::Begin,
        token if token == last => Part::Last,
        _ => Part::Inside,
    };
    tokens.map(|token| Label::new(class, part(token))).collect()
}

/// What was found of the names of each class: how many there are, how many were found, how many of these are right.
#[derive(Debug, Default)]
pub(crate) struct Counts(BTreeMap<NameClass, [usize; 3]>);

impl Counts {
    /// Counts exact spans in texts that trained nothing.
    pub(crate) fn add(&mut self, texts: &[Named], data: &LanguageData, shows_errors: bool) {
        for named in texts {
            let mut doc = read(&named.text, data);
            laut::extract::names::find_names(&mut doc, data);
            let found: Vec<(Range<usize>, NameClass)> = doc
                .proper_names
                .iter()
                .map(|name| (doc.span_of(name.tokens.clone()).range(), name.class))
                .collect();
            for name in &named.names {
                let count = self.0.entry(name.1).or_default();
                count[0] += 1;
                count[2] += usize::from(found.contains(name));
                if shows_errors && !found.contains(name) {
                    show("missed", named, name);
                }
            }
            for (span, class) in &found {
                self.0.entry(*class).or_default()[1] += 1;
                let name = (span.clone(), *class);
                if shows_errors && !named.names.contains(&name) {
                    show("wrong", named, &name);
                }
            }
        }
    }

    /// The scores by class and over the classes that the corpus has.
    pub(crate) fn scores(&self) -> Vec<(String, f64)> {
        let mut scores = Vec::new();
        let mut all = [0; 3];
        for (class, count) in self.0.iter().filter(|(_, count)| count[0] > 0) {
            all.iter_mut().zip(count).for_each(|(all, count)| *all += count);
            scores.push((format!("{} F1", class.as_str()), f1(*count)));
            crate::say(&format!(
                "  {} P {:.1} R {:.1}",
                class.as_str(),
                100.0 * count[2] as f64 / count[1].max(1) as f64,
                100.0 * count[2] as f64 / count[0].max(1) as f64
            ));
        }
        scores.push(("F1".to_owned(), f1(all)));
        scores
    }
}

/// Tells of an error.
fn show(what: &str, named: &Named, name: &(Range<usize>, NameClass)) {
    let text = named.text.get(name.0.clone()).unwrap_or_default();
    crate::say(&format!("    {what} {} {text}   in   {}", name.1.as_str(), named.text));
}

fn f1([gold, found, both]: [usize; 3]) -> f64 {
    200.0 * both as f64 / (gold + found).max(1) as f64
}
