//! The same work on every item of a slice, on all cores where there are many.

use std::thread;

use crate::in_order::threads;

/// Fewer items are done sooner than a thread starts.
const FEW: usize = 200;

/// What the work makes of each item, in their order.
pub(crate) fn side_by_side<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let part = items.len().div_ceil(threads(None)).max(FEW);
    let mut parts = items.chunks(part);
    let first = parts.next().unwrap_or_default();
    thread::scope(|scope| {
        let work = &work;
        let others: Vec<_> =
            parts.map(|items| scope.spawn(move || items.iter().map(work).collect::<Vec<R>>())).collect();
        let mut done: Vec<R> = first.iter().map(work).collect();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use super::{FEW, side_by_side};

    #[test]
    fn results_are_in_the_order_of_the_items() {
        for count in [0, 1, FEW, FEW + 1, 50 * FEW] {
            let items: Vec<usize> = (0..count).collect();
            assert_eq!(side_by_side(&items, |item| item + 1), (1..=count).collect::<Vec<_>>());
        }
    }
}
