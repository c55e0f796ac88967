//! Trains and scores the parser.

use laut::lang::model::write;
use laut::lang::parser::{KIND, LABELS, ParserModel, RELATIONS, STEPS, VERSION};
use laut::lang::reading::Tag;
use laut::lang::tagger::TaggerModel;
use laut::lang::{Lexicon, StandIns};
use laut::parse::tree::Parser;
use laut::parse::tree_features::{Seen, View, is_mark};
use laut::parse::tree_state::{NONE, State, Step};
use laut::text::Upos;

use crate::conllu::Sentence;
use crate::perceptron::{Perceptron, RUNS, Random};
use crate::tagger;

/// A sentence with tags as a tagger gives them, and its tree.
struct Sample {
    words: Vec<Seen>,
    heads: Vec<usize>,
    labels: Vec<u8>,
    parts: Vec<Upos>,
    children: Vec<Vec<usize>>,
}

/// In how many parts the sentences are tagged, each by a tagger that did not learn from it.
const FOLDS: usize = 4;

/// Trains a parser on tags as they will be: given by a tagger that has not seen the sentence.
pub(crate) fn train(
    sentences: &[Sentence],
    lexicon: &Lexicon,
    stand_ins: &StandIns,
    hides_rare: bool,
    epochs: usize,
) -> Vec<u8> {
    let mut samples = Vec::new();
    for fold in 0..FOLDS {
        let (held, rest): (Vec<_>, Vec<_>) =
            sentences.iter().enumerate().partition(|(at, _)| at % FOLDS == fold);
        let rest: Vec<Sentence> = rest.into_iter().map(|(_, sentence)| sentence.clone()).collect();
        let held: Vec<Sentence> = held.into_iter().map(|(_, sentence)| sentence.clone()).collect();
        let bytes = tagger::train(&rest, lexicon, stand_ins, hides_rare, 4, 1);
        let model = TaggerModel::read("tagger", bytes.into()).expect("a tagger that was just written");
        samples.extend(self::samples(&held, lexicon, stand_ins, &model));
    }
    let (steps, labels): (Vec<_>, Vec<_>) = (0..RUNS).map(|run| learn(&mut samples, epochs, 3 + run)).unzip();
    let (steps, _) = Perceptron::section(&steps, 300_000, 2);
    let (labels, _) = Perceptron::section(&labels, 70_000, 2);
    write(KIND, VERSION, &[steps, labels])
}

fn samples(
    sentences: &[Sentence],
    lexicon: &Lexicon,
    stand_ins: &StandIns,
    model: &TaggerModel,
) -> Vec<Sample> {
    let tagged = tagger::tag_all(sentences, lexicon, stand_ins, model);
    sentences.iter().zip(tagged).map(|(sentence, tags)| sample(sentence, &tags, stand_ins)).collect()
}

fn sample(sentence: &Sentence, tags: &[(Tag, String)], stand_ins: &StandIns) -> Sample {
    let root = sentence.words.len();
    let heads: Vec<usize> = sentence.words.iter().map(|word| word.head.unwrap_or(root)).collect();
    let mut children = vec![Vec::new(); root + 1];
    for (word, head) in heads.iter().enumerate() {
        children[*head].push(word);
    }
    let seen = |(word, (tag, lemma)): (&crate::conllu::Word, &(Tag, String))| {
        Seen::new(*tag, lemma, &word.form, &word.form.to_lowercase(), stand_ins)
    };
    Sample {
        words: sentence.words.iter().zip(tags).map(seen).collect(),
        heads,
        labels: sentence.words.iter().map(|word| relation(&word.deprel)).collect(),
        parts: sentence.words.iter().map(|word| word.upos).collect(),
        children,
    }
}

/// The number of a relation, without its subtype where that is not kept.
fn relation(deprel: &str) -> u8 {
    let base = deprel.split(':').next().unwrap_or_default();
    let find = |name: &str| RELATIONS.iter().position(|relation| *relation == name);
    find(deprel).or_else(|| find(base)).or_else(|| find("dep")).unwrap_or(0) as u8
}

/// How many arcs of the tree can no longer be made once a step is taken (Goldberg and Nivre 2013).
fn cost(state: &State, sample: &Sample, step: Step) -> usize {
    let waits = |word: usize| word < state.next && state.nodes[word].head == NONE;
    let comes = |word: usize| word >= state.next && word < state.root();
    let (top, below) = (state.on_stack(0), state.on_stack(1));
    match step {
        Step::Shift => {
            let head = sample.heads[state.next];
            let loses_head = head != top && (head == state.root() || waits(head));
            usize::from(loses_head)
                + sample.children[state.next].iter().filter(|child| waits(**child)).count()
        }
        Step::Left => {
            let head = sample.heads[top];
            let loses_head = head == below || comes(head) && head != state.next;
            usize::from(loses_head) + sample.children[top].iter().filter(|child| comes(**child)).count()
        }
        Step::Right => {
            let head = sample.heads[top];
            usize::from(comes(head)) + sample.children[top].iter().filter(|child| comes(**child)).count()
        }
    }
}

fn learn(samples: &mut [Sample], epochs: usize, seed: u64) -> (Perceptron<STEPS>, Perceptron<LABELS>) {
    let (mut steps, mut labels) = (Perceptron::<STEPS>::new(), Perceptron::<LABELS>::new());
    let (mut random, mut state, mut view) = (Random(seed), State::default(), View::default());
    for epoch in 0..epochs {
        random.shuffle(samples);
        let (mut wrong, mut wrong_labels) = (0, 0);
        for sample in samples.iter() {
            view.start(sample.words.iter().copied());
            state.start(view.len());
            while !state.is_done() {
                let allowed: Vec<Step> = Step::ALL.into_iter().filter(|step| state.allows(*step)).collect();
                let mut step = allowed[0];
                if allowed.len() > 1 {
                    steps.now += 1;
                    let features = view.step_features(&state);
                    let sums = steps.sums(&features);
                    let best = |list: &mut dyn Iterator<Item = Step>| {
                        let mut found = (f32::NEG_INFINITY, allowed[0]);
                        for step in list {
                            if sums[step as usize] > found.0 {
                                found = (sums[step as usize], step);
                            }
                        }
                        found.1
                    };
                    let guess = best(&mut allowed.iter().copied());
                    let costs = allowed.iter().map(|step| cost(&state, sample, *step));
                    let least = costs.clone().min().unwrap_or(0);
                    let good: Vec<Step> = allowed
                        .iter()
                        .copied()
                        .zip(costs)
                        .filter(|(_, cost)| *cost == least)
                        .map(|(step, _)| step)
                        .collect();
                    let gold = best(&mut good.iter().copied());
                    if !good.contains(&guess) {
                        wrong += 1;
                        steps.update(&features, &[(gold as usize, 1.0), (guess as usize, -1.0)]);
                    }
                    // After the first round the parser mostly follows its own mistakes, and learns to go on from them.
                    step = if epoch > 0 && random.below(10) > 0 { guess } else { gold };
                }
                let mut label = 0;
                if let Some((dependent, head)) = state.arc(step).filter(|(_, head)| *head < view.len()) {
                    let features = view.label_features(&state, step, dependent, head);
                    let sums = labels.sums(&features);
                    label =
                        (0..LABELS).max_by(|a, b| sums[*a].total_cmp(&sums[*b]).then(b.cmp(a))).unwrap_or(0);
                    if sample.heads[dependent] == head {
                        labels.now += 1;
                        let gold = sample.labels[dependent] as usize;
                        if gold != label {
                            wrong_labels += 1;
                            labels.update(&features, &[(gold, 1.0), (label, -1.0)]);
                        }
                    }
                }
                state.take(step, label as u8);
            }
        }
        crate::say(&format!("  tree, round {}: {wrong} steps wrong, {wrong_labels} relations", epoch + 1));
    }
    (steps, labels)
}

/// Scores a parser on sentences whose words are given; marks, which are attached by rule, do not count.
pub(crate) fn score(
    sentences: &[Sentence],
    lexicon: &Lexicon,
    stand_ins: &StandIns,
    tagger: &TaggerModel,
    model: &ParserModel,
    shows_errors: bool,
) -> Vec<(String, f64)> {
    let mut parser = Parser::default();
    let (mut all, mut heads, mut both) = (0.0, 0.0, 0.0);
    let mut errors = std::collections::BTreeMap::<String, usize>::new();
    for sample in &samples(sentences, lexicon, stand_ins, tagger) {
        parser.parse(model, sample.words.iter().copied());
        for (at, head) in sample.heads.iter().enumerate().filter(|(at, _)| !is_mark(sample.parts[*at])) {
            let node = parser.state.nodes[at];
            let base = |label: u8| RELATIONS[label as usize].split(':').next();
            let is_root = *head == sample.words.len();
            let right = node.head == *head;
            let same = is_root || base(node.label) == base(sample.labels[at]);
            all += 1.0;
            heads += f64::from(u8::from(right));
            both += f64::from(u8::from(right && same));
            let upos = sample.parts[at].as_str();
            let gold = RELATIONS[sample.labels[at] as usize];
            if !right {
                *errors.entry(format!("head {gold} {upos}")).or_default() += 1;
            } else if !same {
                *errors
                    .entry(format!("label {} not {gold} {upos}", RELATIONS[node.label as usize]))
                    .or_default() += 1;
            }
        }
    }
    if shows_errors {
        let mut errors: Vec<_> = errors.into_iter().collect();
        errors.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for (error, count) in errors.into_iter().take(60) {
            crate::say(&format!("    {count} {error}"));
        }
    }
    vec![
        ("UAS of words".to_owned(), 100.0 * heads / all),
        ("LAS of words, without subtypes".to_owned(), 100.0 * both / all),
    ]
}
