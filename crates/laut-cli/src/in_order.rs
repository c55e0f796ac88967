//! Work on many threads whose results come out in the order of the inputs.
//!
//! Input `i` goes to thread `i % threads`, and results are taken from the threads in turn. So nothing has to be put in
//! order afterwards, and a slow input holds back no more than what fits the queues.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::thread;

/// Inputs and results that wait for each thread, so that it has work while what takes the results waits for a disk.
const QUEUE: usize = 256;

/// As many threads as asked for, else one for each core.
pub(crate) fn threads(wanted: Option<NonZero<usize>>) -> usize {
    wanted.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get)
}

/// Does `work` on every input, and hands the results to `take` in the order of the inputs. `take` gets `None` whenever
/// it will have to wait for the next result.
///
/// # Errors
/// The first of `take`; then nothing more is read.
pub(crate) fn in_order<I: Send, O: Send, E>(
    threads: usize,
    inputs: impl Iterator<Item = I> + Send,
    work: impl Fn(I) -> O + Sync,
    mut take: impl FnMut(Option<O>) -> Result<(), E>,
) -> Result<(), E> {
    if threads <= 1 {
        return inputs.map(work).try_for_each(|result| take(Some(result)));
    }
    thread::scope(|scope| {
        let (mut to_workers, mut from_workers) = (Vec::new(), Vec::new());
        for _ in 0..threads {
            let (input, inputs) = sync_channel(QUEUE);
            let (result, results) = sync_channel(QUEUE);
            let work = &work;
            scope.spawn(move || do_work(&inputs, &result, work));
            to_workers.push(input);
            from_workers.push(results);
        }
        scope.spawn(move || {
            for (input, worker) in inputs.zip((0..threads).cycle()) {
                if to_workers[worker].send(input).is_err() {
                    break;
                }
            }
        });
        for results in from_workers.iter().cycle() {
            let result = match results.try_recv() {
                Err(TryRecvError::Empty) => {
                    take(None)?;
                    results.recv().ok()
                }
                result => result.ok(),
            };
            match result {
                Some(result) => take(Some(result))?,
                None => break,
            }
        }
        Ok(())
    })
}

/// Works until there are no more inputs, or nobody takes the results.
fn do_work<I, O>(inputs: &Receiver<I>, results: &SyncSender<O>, work: &impl Fn(I) -> O) {
    for input in inputs {
        if results.send(work(input)).is_err() {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_are_in_the_order_of_the_inputs() {
        for threads in [1, 2, 3, 7] {
            for inputs in [0, 1, 2, 500] {
                let mut results = Vec::new();
                let taken: Result<(), ()> = in_order(
                    threads,
                    0..inputs,
                    |input| input * 2,
                    |result| {
                        results.extend(result);
                        Ok(())
                    },
                );
                assert!(taken.is_ok());
                assert_eq!(results, (0..inputs).map(|input| input * 2).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn an_error_ends_the_work_before_endless_inputs_do() {
        let taken =
            in_order(3, 0.., |input| input, |result| if result == Some(40) { Err("full") } else { Ok(()) });
        assert_eq!(taken, Err("full"));
    }
}
