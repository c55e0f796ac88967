//! Log-linear models over hashed features, learned by gradient descent in which each weight finds its own step size
//! (Duchi et al. 2011).
//!
//! Which features there are is settled before: those that are seen three times where gold trees are made. So the weights fit
//! into a small file, and nothing is learned from what is then cut off.

use laut::lang::maps::HashMap;

use crate::perceptron::Random;

/// The features that are learned from, with how often they are seen; once they are settled, with their numbers.
#[derive(Debug, Default)]
pub(crate) struct Known {
    features: HashMap<u64, u32>,
}

impl Known {
    /// How often a feature must be seen.
    const LEAST: u32 = 3;
    /// How many of a hundred features are left out each time, so that none is relied on alone (Srivastava et al. 2014).
    const LEFT_OUT: u64 = 20;

    /// Counts features.
    pub(crate) fn see(&mut self, features: &[u64]) {
        for feature in features {
            *self.features.entry(*feature).or_default() += 1;
        }
    }

    /// Keeps those that were seen often, and numbers them by their hashes.
    pub(crate) fn settle(&mut self) {
        let all = std::mem::take(&mut self.features).into_iter();
        let mut kept: Vec<u64> =
            all.filter(|(_, count)| *count >= Self::LEAST).map(|(feature, _)| feature).collect();
        kept.sort_unstable();
        self.features = kept.into_iter().zip(0..).collect();
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.features.len()
    }

    /// The numbers of the features that are known, but for those that are left out this time.
    pub(crate) fn rows(&self, features: &[u64], random: &mut Random) -> Vec<u32> {
        let known = features.iter().filter_map(|feature| self.features.get(feature).copied());
        known.filter(|_| random.below(100) >= Self::LEFT_OUT).collect()
    }
}

/// Weights that are being learned, a row for each feature.
#[derive(Debug)]
pub(crate) struct Logistic<const WIDTH: usize> {
    rows: Vec<Row<WIDTH>>,
    /// The weights that were kept, added up.
    sums: Vec<[f32; WIDTH]>,
    kept: usize,
}

/// The weights of a feature, and the squares of what they were changed by, added up.
#[derive(Debug, Clone, Copy)]
struct Row<const WIDTH: usize> {
    weights: [f32; WIDTH],
    squares: [f32; WIDTH],
}

/// How far a step goes.
const RATE: f32 = 0.2;
/// A decision is not learned from where no output is further off than this.
const SURE: f32 = 0.02;

impl<const WIDTH: usize> Logistic<WIDTH> {
    pub(crate) fn new(count: usize) -> Self {
        let row = Row { weights: [0.0; WIDTH], squares: [1.0; WIDTH] };
        Self { rows: vec![row; count], sums: vec![[0.0; WIDTH]; count], kept: 0 }
    }

    /// The sums of the features' weights.
    pub(crate) fn sums(&self, rows: &[u32]) -> [f32; WIDTH] {
        let mut sums = [0.0; WIDTH];
        for row in rows {
            for (sum, weight) in sums.iter_mut().zip(&self.rows[*row as usize].weights) {
                *sum += weight;
            }
        }
        sums
    }

    /// Takes a step that makes the good outputs likelier among those that are allowed.
    pub(crate) fn learn(
        &mut self,
        rows: &[u32],
        sums: &[f32; WIDTH],
        allowed: &[bool; WIDTH],
        good: &[bool; WIDTH],
    ) {
        let all = shares(sums, allowed);
        let wanted = shares(sums, good);
        let gradient: [f32; WIDTH] = std::array::from_fn(|at| all[at] - wanted[at]);
        if gradient.iter().all(|part| part.abs() < SURE) {
            return;
        }
        for row in rows {
            let row = &mut self.rows[*row as usize];
            for ((weight, square), part) in row.weights.iter_mut().zip(&mut row.squares).zip(&gradient) {
                *square += part * part;
                *weight -= RATE * part / square.sqrt();
            }
        }
    }

    /// Takes note of the weights as they are now.
    pub(crate) fn keep(&mut self) {
        self.kept += 1;
        for (sum, row) in self.sums.iter_mut().zip(&self.rows) {
            sum.iter_mut().zip(&row.weights).for_each(|(sum, weight)| *sum += weight);
        }
    }

    /// The means of the weights that were kept.
    pub(crate) fn means(self) -> Vec<[f32; WIDTH]> {
        let kept = self.kept.max(1) as f32;
        self.sums.into_iter().map(|sums| sums.map(|sum| sum / kept)).collect()
    }
}

/// How likely each output is among some.
fn shares<const WIDTH: usize>(sums: &[f32; WIDTH], some: &[bool; WIDTH]) -> [f32; WIDTH] {
    let among = |at: &usize| some[*at];
    let most = (0..WIDTH).filter(among).map(|at| sums[at]).fold(f32::NEG_INFINITY, f32::max);
    let sizes: [f32; WIDTH] = std::array::from_fn(|at| if some[at] { (sums[at] - most).exp() } else { 0.0 });
    let all: f32 = sizes.iter().sum();
    sizes.map(|size| size / all)
}

/// The means over several runs, with their features. Runs that saw the sentences in another order err in other places, and
/// their mean errs less.
pub(crate) fn means<const WIDTH: usize>(
    known: &Known,
    runs: &[Vec<[f32; WIDTH]>],
) -> impl Iterator<Item = (u64, [f32; WIDTH])> {
    let mut means = vec![[0.0; WIDTH]; known.len()];
    for run in runs {
        for (sum, weight) in means.iter_mut().flatten().zip(run.iter().flatten()) {
            *sum += weight / runs.len() as f32;
        }
    }
    known.features.iter().map(move |(feature, row)| (*feature, means[*row as usize]))
}
