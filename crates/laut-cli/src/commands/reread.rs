//! `laut reread`: texts that are kept are read again by a later laut.

use std::io::Write;
use std::num::NonZero;

use anyhow::Context;
use jiff::Timestamp;
use laut_store::{Checked, Search, Store};

use super::add::read;
use crate::data::DataOption;
use crate::in_order::{in_order, threads};
use crate::ledger::LedgerOption;
use crate::output::{Outcome, remark};
use crate::progress::{Progress, Whole};
use crate::stop::Stop;
use crate::view::cells::{bounded, clean};

/// Read all kept texts again, after an upgrade or with other data, and show what is read otherwise
///
/// A reading that says the same as the one before is not kept twice; one that differs is kept beside it. Reviews stay with
/// the words that they are about; those whose words are no longer read are named.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  laut reread\n  laut reread --ledger war.db --data data/")]
pub(crate) struct Reread {
    #[command(flatten)]
    ledger: LedgerOption,
    /// How many reports to read at once [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
    #[command(flatten)]
    data: DataOption,
}

/// Reads all reports again.
pub(crate) fn run(command: Reread) -> anyhow::Result<Outcome> {
    let data = command.data.load()?;
    let mut store = command.ledger.to_write()?;
    let reader = command.ledger.to_read()?;
    let stop = Stop::on_signal();
    let ids = store.ids()?;
    let mut progress = Progress::new(Whole::Reports(ids.len()));
    let kept = ids.into_iter().map(move |id| reader.kept(&id)).take_while(|_| !stop.is_wanted());
    let (mut count, mut changed, mut failed) = (0, 0, 0);
    let mut out = std::io::stdout().lock();
    let mut keep = |store: &mut Store, entry: &laut_store::Entry| -> anyhow::Result<()> {
        let before = lines(store, entry.id())?;
        if !store.reread(entry, Timestamp::now())? {
            return Ok(());
        }
        changed += 1;
        let after = lines(store, entry.id())?;
        let mut text = format!("{}\n", entry.id());
        text.extend(before.iter().filter(|line| !after.contains(line)).map(|line| format!("  - {line}\n")));
        text.extend(after.iter().filter(|line| !before.contains(line)).map(|line| format!("  + {line}\n")));
        let lost = store.reviews(entry.id())?.into_iter().filter(|review| review.id.is_none());
        text.extend(lost.map(|review| {
            format!(
                "  ? {} by {}, of words no longer read so: {}\n",
                review.verdict,
                clean(&review.by),
                clean(&review.why)
            )
        }));
        out.write_all(text.as_bytes()).context("writing what changed")
    };
    in_order(
        threads(command.threads),
        kept,
        |kept| read(kept.map_err(|error| error.to_string())?, &data),
        |result| {
            match result {
                None => {}
                Some(Err(message)) => {
                    progress.complain(&message);
                    failed += 1;
                }
                Some(Ok((entry, words))) => {
                    keep(&mut store, &entry)?;
                    count += 1;
                    progress.add(words);
                }
            }
            Ok::<_, anyhow::Error>(())
        },
    )?;
    drop(progress);
    out.flush().context("writing what changed")?;
    remark(&format!("{count} reports read again, {changed} read otherwise"));
    if stop.is_wanted() {
        remark("stopped; `laut reread` begins anew");
        return Ok(Outcome::Partly);
    }
    Ok(Outcome::of(count, failed))
}

/// The claims and figures of a report, a line each.
fn lines(store: &Store, report: &str) -> anyhow::Result<Vec<String>> {
    let search = Search {
        report: Some(report.to_owned()),
        is_all: true,
        checked: Some(Checked::Any),
        ..Search::default()
    };
    let claims = store.claims(&search)?.into_iter().map(|claim| {
        let speaker = claim.speaker.as_deref().map_or_else(|| "nobody".to_owned(), clean);
        format!("{speaker}, {}, {}: {}", claim.act, claim.certainty, clean(&claim.quotation))
    });
    let figures = store.figures(&search)?.into_iter().map(|figure| {
        let many = bounded(&figure.bound, figure.low, figure.high, &figure.words);
        let (victims, place) =
            (clean(&figure.victims), figure.place.as_deref().map(clean).unwrap_or_default());
        let (from, to) = (figure.from.unwrap_or_default(), figure.to.unwrap_or_default());
        format!("{many} {victims} {}, {}, {from} to {to}, {place}", figure.harm, figure.count)
    });
    Ok(claims.chain(figures).collect())
}
