//! `laut accept`, `reject`, `correct`: what people say of a reading is kept beside it.

use jiff::Timestamp;
use laut_store::{Field, Verdict};

use crate::ledger::{By, LedgerOption};
use crate::output::{Outcome, remark};

/// What all three say.
#[derive(Debug, clap::Args)]
struct Said {
    /// Why
    #[arg(long)]
    why: String,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    ledger: LedgerOption,
}

/// Say that claims or figures are what their reports say
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  laut accept 4f1c9a02b7d3:f1 4f1c9a02b7d3:c2 --why \"read it\"")]
pub(crate) struct Accept {
    /// Ids of claims or figures
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    #[command(flatten)]
    said: Said,
}

/// Say that claims or figures are not what their reports say: answers leave them out
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  laut reject 4f1c9a02b7d3:f2 --why \"these are lorries, not people\"")]
pub(crate) struct Reject {
    /// Ids of claims or figures
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    #[command(flatten)]
    said: Said,
}

/// Say which values a claim or figure has instead; the machine's reading is kept beside them
///
/// Fields of a claim: speaker, act, certainty, polarity. Of a figure: low, high, bound, harm, count, victims, groups, by,
/// place, from, to. Nothing behind the `=` takes a value away.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  laut correct 4f1c9a02b7d3:f1 low=40 high= bound=at_least --why \"mindestens\""
)]
pub(crate) struct Correct {
    /// Id of a claim or figure
    id: String,
    /// The fields with their values
    #[arg(value_name = "FIELD=VALUE", required = true, value_parser = Field::parse)]
    fields: Vec<Field>,
    #[command(flatten)]
    said: Said,
}

/// Accepts.
pub(crate) fn accept(command: &Accept) -> anyhow::Result<Outcome> {
    keep(&command.ids, Verdict::Accepted, &[], &command.said)
}

/// Rejects.
pub(crate) fn reject(command: &Reject) -> anyhow::Result<Outcome> {
    keep(&command.ids, Verdict::Rejected, &[], &command.said)
}

/// Corrects.
pub(crate) fn correct(command: &Correct) -> anyhow::Result<Outcome> {
    keep(std::slice::from_ref(&command.id), Verdict::Corrected, &command.fields, &command.said)
}

fn keep(ids: &[String], verdict: Verdict, fields: &[Field], said: &Said) -> anyhow::Result<Outcome> {
    let by = said.by.name()?;
    let mut store = said.ledger.to_write()?;
    store.review(ids, verdict, fields, &said.why, &by, Timestamp::now())?;
    remark(&format!("{} {} by {by}", verdict.as_str(), ids.join(", ")));
    Ok(Outcome::Done)
}
