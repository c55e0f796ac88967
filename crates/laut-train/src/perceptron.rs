//! The averaged perceptron (Freund and Schapire 1999, Collins 2002), over hashed features.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasherDefault;

use laut::lang::weights::lay_out;
use laut::parse::words::Ready;

/// Weights that are being learned, a row of `WIDTH` for each feature.
#[derive(Debug)]
pub(crate) struct Perceptron<const WIDTH: usize> {
    rows: HashMap<u64, u32, BuildHasherDefault<Ready>>,
    weights: Vec<[f32; WIDTH]>,
    totals: Vec<[f32; WIDTH]>,
    since: Vec<u32>,
    updates: Vec<u32>,
    /// How many decisions were learned from.
    pub(crate) now: u32,
}

impl<const WIDTH: usize> Perceptron<WIDTH> {
    pub(crate) fn new() -> Self {
        Self {
            rows: HashMap::default(),
            weights: Vec::new(),
            totals: Vec::new(),
            since: Vec::new(),
            updates: Vec::new(),
            now: 0,
        }
    }

    /// The sums of the features' weights.
    pub(crate) fn sums(&self, features: &[u64]) -> [f32; WIDTH] {
        let mut sums = [0.0; WIDTH];
        for row in features.iter().filter_map(|feature| self.rows.get(feature)) {
            for (sum, weight) in sums.iter_mut().zip(&self.weights[*row as usize]) {
                *sum += weight;
            }
        }
        sums
    }

    /// Adds the changes, output and amount, to the rows of the features.
    pub(crate) fn update(&mut self, features: &[u64], changes: &[(usize, f32)]) {
        for feature in features {
            let row = *self.rows.entry(*feature).or_insert_with(|| {
                self.weights.push([0.0; WIDTH]);
                self.totals.push([0.0; WIDTH]);
                self.since.push(self.now);
                self.updates.push(0);
                self.weights.len() as u32 - 1
            }) as usize;
            let passed = (self.now - self.since[row]) as f32;
            for (total, weight) in self.totals[row].iter_mut().zip(&self.weights[row]) {
                *total += passed * weight;
            }
            self.since[row] = self.now;
            self.updates[row] += 1;
            for (output, amount) in changes {
                self.weights[row][*output] += amount;
            }
        }
    }

    /// Adds the averaged weights to those of other runs, with the number of updates.
    fn add_means(&self, means: &mut BTreeMap<u64, (u32, [f32; WIDTH])>) {
        #[expect(clippy::iter_over_hash_type, reason = "each row adds to a place of its own")]
        for (feature, row) in &self.rows {
            let row = *row as usize;
            let passed = (self.now - self.since[row]) as f32;
            let entry = means.entry(*feature).or_insert((0, [0.0; WIDTH]));
            entry.0 += self.updates[row];
            for (at, mean) in entry.1.iter_mut().enumerate() {
                *mean += (self.totals[row][at] + passed * self.weights[row][at]) / self.now.max(1) as f32;
            }
        }
    }

    /// The averaged weights of several runs as a section of small numbers, the rows of most use first; and what 1.0
    /// became. Runs that saw the sentences in another order err in other places, and their mean errs less.
    pub(crate) fn section(runs: &[Self], most: usize, least_updates: u32) -> (Vec<u8>, f32) {
        let mut means = BTreeMap::new();
        runs.iter().for_each(|run| run.add_means(&mut means));
        let least_updates = least_updates * runs.len() as u32;
        let learned = means.len();
        let mut rows: Vec<(u64, f32, [f32; WIDTH])> = means
            .into_iter()
            .filter(|(_, (updates, _))| *updates >= least_updates)
            .map(|(feature, (_, sums))| {
                let mean = sums.map(|sum| sum / runs.len() as f32);
                (feature, mean.iter().map(|weight| weight.abs()).sum(), mean)
            })
            .collect();
        rows.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let mut sizes: Vec<f32> =
            rows.iter().flat_map(|row| row.2.map(f32::abs)).filter(|size| *size > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        let large = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
        let scale = 127.0 / large.max(f32::MIN_POSITIVE);
        let small: Vec<(u64, Vec<i8>)> = rows
            .iter()
            .map(|(feature, _, mean)| {
                (
                    *feature,
                    mean.iter().map(|weight| (weight * scale).round().clamp(-127.0, 127.0) as i8).collect(),
                )
            })
            .filter(|(_, row): &(u64, Vec<i8>)| row.iter().any(|weight| *weight != 0))
            .collect();
        // Buckets of four that are three quarters full lose few rows, those of least use.
        let buckets = (small.len().min(most) / 3).max(1);
        let (bytes, lost) = lay_out(&small, WIDTH, buckets);
        crate::say(&format!("  {learned} features, {} of use, {lost} found no place", small.len()));
        (bytes, scale)
    }
}

/// How many runs, each over the sentences in another order, a model is the mean of.
pub(crate) const RUNS: u64 = 10;

/// Numbers that look random and are the same in every run.
#[derive(Debug)]
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// Puts a list into a random order.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at as u64 + 1) as usize);
        }
    }

    /// The next number, below a bound.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}
