//! A linear-chain conditional random field (Lafferty et al. 2001) over hashed features, learned by stochastic gradient
//! descent with the weights kept small (Bottou 2010).

use laut::extract::names::features::{FEATURES, Role};
use laut::lang::maps::HashMap;
use laut::lang::name_model::{LABELS, Label, STEPS};

use crate::perceptron::{self, Random};

/// Words in a row with their features, what they may be and what they are.
#[derive(Debug)]
pub(crate) struct Sample {
    pub(crate) features: Vec<[u64; FEATURES]>,
    pub(crate) roles: Vec<Role>,
    pub(crate) gold: Vec<Label>,
}

/// What was learned.
#[derive(Debug)]
pub(crate) struct Crf {
    /// Features with their weights, in no order.
    pub(crate) rows: Vec<(u64, [f32; LABELS])>,
    pub(crate) steps: [f32; STEPS],
}

/// The state of learning; the weights are the numbers here times `scale`.
#[derive(Debug)]
struct Learner {
    numbers: Vec<[f32; LABELS]>,
    steps: [f32; STEPS],
    scale: f32,
}

/// Learns weights: the mean of several runs, each over the samples in another order, and in each run of those at the end of
/// each round of the second half. Features that are seen in one place only are left out; `decay` is how strongly weights are
/// kept small, in samples.
pub(crate) fn train(samples: &[Sample], epochs: usize, decay: f32, runs: u64) -> Crf {
    let rows = index(samples);
    let known: Vec<Vec<Vec<u32>>> = samples.iter().map(|sample| rows_of(sample, &rows)).collect();
    let mut mean = vec![[0.0; LABELS]; rows.len()];
    let mut mean_steps = [0.0; STEPS];
    let learn = |at| run(samples, &known, rows.len(), epochs, decay, 11 + at);
    for (numbers, steps) in perceptron::runs(runs, learn) {
        let numbers = numbers.iter().flatten().chain(&steps);
        let sums = mean.iter_mut().flatten().chain(&mut mean_steps);
        sums.zip(numbers).for_each(|(sum, number)| *sum += number / runs as f32);
    }
    // In use no feature is left out.
    let share = (100 - LEFT_OUT) as f32 / 100.0;
    let row_of = |row: u32| mean[row as usize].map(|weight| weight * share);
    let mut found: Vec<(u64, [f32; LABELS])> =
        rows.into_iter().map(|(feature, row)| (feature, row_of(row))).collect();
    found.sort_by_key(|(feature, _)| *feature);
    Crf { rows: found, steps: mean_steps }
}

/// One run: the weights of the features by their numbers, and of pairs of labels.
fn run(
    samples: &[Sample],
    known: &[Vec<Vec<u32>>],
    count: usize,
    epochs: usize,
    decay: f32,
    seed: u64,
) -> (Vec<[f32; LABELS]>, [f32; STEPS]) {
    let mut learner = Learner { numbers: vec![[0.0; LABELS]; count], steps: [0.0; STEPS], scale: 1.0 };
    let lambda = decay / samples.len().max(1) as f32;
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut random = Random(seed);
    let first = 1.0 / (lambda * FIRST_RATE);
    let mut now = 0.0_f32;
    let mut mean = vec![[0.0; LABELS]; count];
    let mut mean_steps = [0.0; STEPS];
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for at in &order {
            let rate = 1.0 / (lambda * (first + now));
            learner.scale *= 1.0 - rate * lambda;
            let kept: Vec<Vec<u32>> = known[*at].iter().map(|rows| some_of(rows, &mut random)).collect();
            loss += learner.learn(&samples[*at], &kept, rate);
            now += 1.0;
            if learner.scale < 1e-4 {
                learner.rescale();
            }
        }
        learner.rescale();
        if epoch >= epochs / 2 {
            let share = 1.0 / (epochs - epochs / 2) as f32;
            let numbers = learner.numbers.iter().flatten().chain(&learner.steps);
            let sums = mean.iter_mut().flatten().chain(&mut mean_steps);
            sums.zip(numbers).for_each(|(sum, number)| *sum += share * number);
        }
        if (epoch + 1) % 10 == 0 {
            crate::say(&format!("  names, round {}: loss {loss:.0}", epoch + 1));
        }
    }
    (mean, mean_steps)
}

/// How many of a hundred features are left out each time a word is learned from, so that none is relied on alone
/// (Srivastava et al. 2014).
const LEFT_OUT: u64 = 20;

/// How far the first step goes.
const FIRST_RATE: f32 = 0.008;

type Rows = HashMap<u64, u32>;

/// Numbers the features that are seen twice.
fn index(samples: &[Sample]) -> Rows {
    let mut counts = Rows::default();
    let mut rows = Rows::default();
    for feature in samples.iter().flat_map(|sample| &sample.features).flatten() {
        let count = counts.entry(*feature).or_default();
        *count += 1;
        if *count == 2 {
            rows.insert(*feature, rows.len() as u32);
        }
    }
    rows
}

fn rows_of(sample: &Sample, rows: &Rows) -> Vec<Vec<u32>> {
    let known = |features: &[u64; FEATURES]| {
        features.iter().filter_map(|feature| rows.get(feature).copied()).collect()
    };
    sample.features.iter().map(known).collect()
}

/// The rows that are looked at this time.
fn some_of(rows: &[u32], random: &mut Random) -> Vec<u32> {
    rows.iter().copied().filter(|_| random.below(100) >= LEFT_OUT).collect()
}

impl Learner {
    fn rescale(&mut self) {
        for number in self.numbers.iter_mut().flatten().chain(&mut self.steps) {
            *number *= self.scale;
        }
        self.scale = 1.0;
    }

    /// Takes a step towards the sample's labels; how unlikely they were.
    fn learn(&mut self, sample: &Sample, rows: &[Vec<u32>], rate: f32) -> f64 {
        let sums: Vec<[f32; LABELS]> = rows.iter().map(|rows| self.sums(rows)).collect();
        let steps = self.steps.map(|step| step * self.scale);
        let ahead = forward(&sums, &steps, &sample.roles);
        let back = backward(&sums, &steps, &sample.roles);
        let last = ahead.last().expect("a sample has a word");
        let total =
            log_sum(Label::ALL.iter().filter(|label| !label.is_open()).map(|label| last[label.index()]));
        let step = rate / self.scale;
        let mut gold_sum = 0.0;
        let mut before = Label::OUTSIDE;
        for (at, gold) in sample.gold.iter().enumerate() {
            let mut changes = [0.0; LABELS];
            for label in 0..LABELS {
                changes[label] = -step * (ahead[at][label] + back[at][label] - total).exp();
            }
            changes[gold.index()] += step;
            for row in &rows[at] {
                for (number, change) in self.numbers[*row as usize].iter_mut().zip(&changes) {
                    *number += change;
                }
            }
            let pair = before.index() * LABELS + gold.index();
            gold_sum += sums[at][gold.index()] + steps[pair];
            self.steps[pair] += step;
            for other in Label::ALL {
                for one in other.before() {
                    let so_far = if at == 0 { start(*one) } else { ahead[at - 1][one.index()] };
                    let pair = one.index() * LABELS + other.index();
                    let here =
                        so_far + steps[pair] + sums[at][other.index()] + back[at][other.index()] - total;
                    self.steps[pair] -= step * here.exp();
                }
            }
            before = *gold;
        }
        f64::from(total - gold_sum)
    }

    fn sums(&self, rows: &[u32]) -> [f32; LABELS] {
        let mut sums = [0.0; LABELS];
        for row in rows {
            for (sum, number) in sums.iter_mut().zip(&self.numbers[*row as usize]) {
                *sum += number;
            }
        }
        sums.map(|sum| sum * self.scale)
    }
}

/// The score of a label before the first word.
fn start(label: Label) -> f32 {
    if label == Label::OUTSIDE { 0.0 } else { f32::NEG_INFINITY }
}

/// For each word and label, the summed score of all ways up to it, its own included.
fn forward(sums: &[[f32; LABELS]], steps: &[f32; STEPS], roles: &[Role]) -> Vec<[f32; LABELS]> {
    let mut scores: [f32; LABELS] = std::array::from_fn(|index| start(Label::ALL[index]));
    let mut all = Vec::with_capacity(sums.len());
    for (sums, role) in sums.iter().zip(roles) {
        let mut next = [f32::NEG_INFINITY; LABELS];
        for label in Label::ALL.into_iter().filter(|label| role.allows(*label)) {
            let ways = label
                .before()
                .iter()
                .map(|before| scores[before.index()] + steps[before.index() * LABELS + label.index()]);
            next[label.index()] = log_sum(ways) + sums[label.index()];
        }
        scores = next;
        all.push(scores);
    }
    all
}

/// For each word and label, the summed score of all ways on from it, its own left out.
fn backward(sums: &[[f32; LABELS]], steps: &[f32; STEPS], roles: &[Role]) -> Vec<[f32; LABELS]> {
    let mut all = vec![[f32::NEG_INFINITY; LABELS]; sums.len()];
    let end = |label: Label| if label.is_open() { f32::NEG_INFINITY } else { 0.0 };
    let mut scores: [f32; LABELS] = std::array::from_fn(|index| end(Label::ALL[index]));
    for at in (0..sums.len()).rev() {
        all[at] = scores;
        let mut next = [f32::NEG_INFINITY; LABELS];
        for label in Label::ALL {
            let ways = Label::ALL
                .into_iter()
                .filter(|after| after.before().contains(&label) && roles[at].allows(*after));
            next[label.index()] = log_sum(ways.map(|after| {
                scores[after.index()]
                    + sums[at][after.index()]
                    + steps[label.index() * LABELS + after.index()]
            }));
        }
        scores = next;
    }
    all
}

/// The logarithm of the sum of what has these logarithms.
fn log_sum(scores: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = scores.clone().fold(f32::NEG_INFINITY, f32::max);
    if most == f32::NEG_INFINITY {
        return most;
    }
    most + scores.map(|score| (score - most).exp()).sum::<f32>().ln()
}
