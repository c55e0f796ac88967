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
use crate::logistic::{Known, Logistic, means};
use crate::perceptron::{Random, runs, section};
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
    let known = known(&samples);
    let learned = runs(RUNS, |run| learn(&samples, &known, 3 + run));
    let (steps, labels): (Vec<_>, Vec<_>) = learned.into_iter().unzip();
    let (steps, _) = section(means(&known.0, &steps), MOST_STEPS);
    let (labels, _) = section(means(&known.1, &labels), MOST_LABELS);
    write(KIND, VERSION, &[steps, labels])
}

/// How many runs, each over the sentences in another order, a parser is the mean of.
const RUNS: u64 = 4;
/// How often the sentences are learned from in a run.
const ROUNDS: usize = 5;
/// How many features of steps are kept.
const MOST_STEPS: usize = 450_000;
/// How many features of relations are kept.
const MOST_LABELS: usize = 40_000;

/// The features of steps and of relations that are seen on the way to the trees.
fn known(samples: &[Sample]) -> (Known, Known) {
    let (mut steps, mut labels) = (Known::default(), Known::default());
    let (mut state, mut view) = (State::default(), View::default());
    for sample in samples {
        view.start(sample.words.iter().copied());
        state.start(view.len());
        while !state.is_done() {
            let allowed = Step::ALL.into_iter().filter(|step| state.allows(*step));
            let step = allowed.min_by_key(|step| cost(&state, sample, *step)).unwrap_or(Step::Shift);
            steps.see(&view.step_features(&state));
            let mut label = 0;
            if let Some((dependent, head)) = state.arc(step).filter(|(_, head)| *head < view.len()) {
                labels.see(&view.label_features(&state, step, dependent, head));
                label = sample.labels[dependent];
            }
            state.take(step, label);
        }
    }
    steps.settle();
    labels.settle();
    (steps, labels)
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

/// One run: the weights of the features of steps and of relations by their numbers.
fn learn(samples: &[Sample], known: &(Known, Known), seed: u64) -> (Vec<[f32; STEPS]>, Vec<[f32; LABELS]>) {
    let mut learner = Learner {
        known,
        steps: Logistic::new(known.0.len()),
        labels: Logistic::new(known.1.len()),
        random: Random(seed),
        wrong: [0; 2],
    };
    let (mut state, mut view) = (State::default(), View::default());
    let mut order: Vec<usize> = (0..samples.len()).collect();
    for round in 0..ROUNDS {
        learner.random.shuffle(&mut order);
        learner.wrong = [0; 2];
        for sample in order.iter().map(|at| &samples[*at]) {
            view.start(sample.words.iter().copied());
            state.start(view.len());
            while !state.is_done() {
                let step = learner.step(&view, &state, sample, round > 0);
                let label = learner.label(&view, &state, sample, step);
                state.take(step, label as u8);
            }
        }
        if round >= ROUNDS / 2 {
            learner.steps.keep();
            learner.labels.keep();
        }
        let [steps, labels] = learner.wrong;
        crate::say(&format!("  tree, round {}: {steps} steps wrong, {labels} relations", round + 1));
    }
    (learner.steps.means(), learner.labels.means())
}

/// The state of learning.
struct Learner<'k> {
    known: &'k (Known, Known),
    steps: Logistic<STEPS>,
    labels: Logistic<LABELS>,
    random: Random,
    /// How many steps and relations of this round were wrong.
    wrong: [usize; 2],
}

impl Learner<'_> {
    /// Learns which step is good here, and says which to take. After the first round the parser mostly follows its own
    /// mistakes, and learns to go on from them.
    fn step(&mut self, view: &View, state: &State, sample: &Sample, may_err: bool) -> Step {
        let allowed = Step::ALL.map(|step| state.allows(step));
        if allowed.iter().filter(|is_allowed| **is_allowed).count() == 1 {
            return Step::ALL[best(&[0.0; STEPS], &allowed)];
        }
        let costs =
            Step::ALL.map(|step| if state.allows(step) { cost(state, sample, step) } else { usize::MAX });
        let least = costs.iter().copied().min().unwrap_or(0);
        let good = costs.map(|cost| cost == least);
        let rows = self.known.0.rows(&view.step_features(state), &mut self.random);
        let sums = self.steps.sums(&rows);
        let guess = best(&sums, &allowed);
        self.wrong[0] += usize::from(!good[guess]);
        self.steps.learn(&rows, &sums, &allowed, &good);
        let errs = may_err && self.random.below(10) > 0;
        Step::ALL[if errs { guess } else { best(&sums, &good) }]
    }

    /// Learns the relation of the arc that a step makes, where the tree has that arc, and says which was guessed.
    fn label(&mut self, view: &View, state: &State, sample: &Sample, step: Step) -> usize {
        let Some((dependent, head)) = state.arc(step).filter(|(_, head)| *head < view.len()) else {
            return 0;
        };
        let features = view.label_features(state, step, dependent, head);
        let rows = self.known.1.rows(&features, &mut self.random);
        let sums = self.labels.sums(&rows);
        let guess = best(&sums, &[true; LABELS]);
        if sample.heads[dependent] == head {
            let gold = sample.labels[dependent] as usize;
            self.wrong[1] += usize::from(gold != guess);
            self.labels.learn(&rows, &sums, &[true; LABELS], &std::array::from_fn(|at| at == gold));
        }
        guess
    }
}

/// The output with the highest sum among those that are allowed; the first of equals.
fn best<const WIDTH: usize>(sums: &[f32; WIDTH], allowed: &[bool; WIDTH]) -> usize {
    let allowed = (0..WIDTH).filter(|at| allowed[*at]);
    allowed.max_by(|a, b| sums[*a].total_cmp(&sums[*b]).then(b.cmp(a))).unwrap_or(0)
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
