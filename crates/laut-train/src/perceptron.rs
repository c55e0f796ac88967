//! The averaged perceptron (Freund and Schapire 1999, Collins 2002), over hashed features.

use std::collections::BTreeMap;

use laut::lang::weights::lay_out;

/// Weights that are being learned, a row of `WIDTH` for each feature: an open-addressed table, so that a look-up is mostly
/// one access to memory.
#[derive(Debug)]
pub(crate) struct Perceptron<const WIDTH: usize> {
    slots: Vec<Slot<WIDTH>>,
    histories: Vec<History<WIDTH>>,
    used: usize,
    /// How many decisions were learned from.
    pub(crate) now: u32,
}

/// A feature and its weights; no feature is zero, which marks a slot that is free.
#[derive(Debug, Clone, Copy)]
struct Slot<const WIDTH: usize> {
    feature: u64,
    weights: [f32; WIDTH],
}

/// What the weights were so far.
#[derive(Debug, Clone, Copy)]
struct History<const WIDTH: usize> {
    totals: [f32; WIDTH],
    since: u32,
    updates: u32,
}

impl<const WIDTH: usize> Perceptron<WIDTH> {
    const FREE: Slot<WIDTH> = Slot { feature: 0, weights: [0.0; WIDTH] };
    const FRESH: History<WIDTH> = History { totals: [0.0; WIDTH], since: 0, updates: 0 };

    pub(crate) fn new() -> Self {
        let slots = 1 << 12;
        Self { slots: vec![Self::FREE; slots], histories: vec![Self::FRESH; slots], used: 0, now: 0 }
    }

    /// The slot of a feature, or the free one where it belongs.
    #[inline]
    fn slot_of(&self, feature: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (feature.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & mask;
        while self.slots[at].feature != feature && self.slots[at].feature != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    /// The sums of the features' weights.
    pub(crate) fn sums(&self, features: &[u64]) -> [f32; WIDTH] {
        let mut sums = [0.0; WIDTH];
        for feature in features {
            for (sum, weight) in sums.iter_mut().zip(&self.slots[self.slot_of(*feature)].weights) {
                *sum += weight;
            }
        }
        sums
    }

    /// Adds the changes, output and amount, to the rows of the features.
    pub(crate) fn update(&mut self, features: &[u64], changes: &[(usize, f32)]) {
        for feature in features {
            let mut at = self.slot_of(*feature);
            if self.slots[at].feature == 0 {
                if 2 * (self.used + 1) > self.slots.len() {
                    self.grow();
                    at = self.slot_of(*feature);
                }
                self.used += 1;
                self.slots[at].feature = *feature;
                self.histories[at].since = self.now;
            }
            let (slot, history) = (&mut self.slots[at], &mut self.histories[at]);
            let passed = (self.now - history.since) as f32;
            for (total, weight) in history.totals.iter_mut().zip(&slot.weights) {
                *total += passed * weight;
            }
            history.since = self.now;
            history.updates += 1;
            for (output, amount) in changes {
                slot.weights[*output] += amount;
            }
        }
    }

    /// Makes room for twice as many features.
    fn grow(&mut self) {
        let size = 2 * self.slots.len();
        let slots = std::mem::replace(&mut self.slots, vec![Self::FREE; size]);
        let histories = std::mem::replace(&mut self.histories, vec![Self::FRESH; size]);
        for (slot, history) in slots.into_iter().zip(histories).filter(|(slot, _)| slot.feature != 0) {
            let at = self.slot_of(slot.feature);
            (self.slots[at], self.histories[at]) = (slot, history);
        }
    }

    /// Adds the averaged weights to those of other runs, with the number of updates.
    fn add_means(&self, means: &mut BTreeMap<u64, (u32, [f32; WIDTH])>) {
        let rows = self.slots.iter().zip(&self.histories).filter(|(slot, _)| slot.feature != 0);
        for (slot, history) in rows {
            let passed = (self.now - history.since) as f32;
            let entry = means.entry(slot.feature).or_insert((0, [0.0; WIDTH]));
            entry.0 += history.updates;
            for (at, mean) in entry.1.iter_mut().enumerate() {
                *mean += (history.totals[at] + passed * slot.weights[at]) / self.now.max(1) as f32;
            }
        }
    }

    /// The averaged weights of several runs as a section of small numbers, the rows of most use first; and what 1.0
    /// became. Runs that saw the sentences in another order err in other places, and their mean errs less.
    pub(crate) fn section(runs: &[Self], most: usize, least_updates: u32) -> (Vec<u8>, f32) {
        let mut means = BTreeMap::new();
        runs.iter().for_each(|run| run.add_means(&mut means));
        let least_updates = least_updates * runs.len() as u32;
        let often = means.into_iter().filter(|(_, (updates, _))| *updates >= least_updates);
        section(often.map(|(feature, (_, sums))| (feature, sums.map(|sum| sum / runs.len() as f32))), most)
    }
}

/// Weights as a section of small numbers, the rows of most use first, and what 1.0 became. `most` is how many find a place
/// for sure, or nearly so.
pub(crate) fn section<const WIDTH: usize>(
    weights: impl Iterator<Item = (u64, [f32; WIDTH])>,
    most: usize,
) -> (Vec<u8>, f32) {
    let size = |row: &[f32; WIDTH]| row.iter().map(|weight| weight.abs()).sum::<f32>();
    let mut rows: Vec<(u64, f32, [f32; WIDTH])> =
        weights.map(|(feature, row)| (feature, size(&row), row)).collect();
    rows.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    let mut sizes: Vec<f32> =
        rows.iter().flat_map(|row| row.2.map(f32::abs)).filter(|size| *size > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let large = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
    let scale = 127.0 / large.max(f32::MIN_POSITIVE);
    let round = |weight: f32| (weight * scale).round().clamp(-127.0, 127.0) as i8;
    let small: Vec<(u64, Vec<i8>)> = rows
        .iter()
        .map(|(feature, _, row)| (*feature, row.map(round).to_vec()))
        .filter(|(_, row)| row.iter().any(|weight| *weight != 0))
        .collect();
    // Buckets of four that are three quarters full lose few rows, those of least use.
    let buckets = (small.len().min(most) / 3).max(1);
    let (bytes, lost) = lay_out(&small, WIDTH, buckets);
    crate::say(&format!("  {} features, {} of use, {lost} found no place", rows.len(), small.len()));
    (bytes, scale)
}

/// How many runs, each over the sentences in another order, a model is the mean of.
pub(crate) const RUNS: u64 = 10;

/// What several runs give, two at a time.
pub(crate) fn runs<T: Send>(count: u64, run: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let mut all = Vec::new();
    for first in (0..count).step_by(2) {
        let pair: Vec<T> = std::thread::scope(|scope| {
            let run = &run;
            let pair: Vec<_> = (first..count.min(first + 2)).map(|at| scope.spawn(move || run(at))).collect();
            pair.into_iter().map(|run| run.join().expect("a run does not panic")).collect()
        });
        all.extend(pair);
    }
    all
}

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
