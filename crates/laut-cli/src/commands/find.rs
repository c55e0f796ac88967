//! `laut claims`, `figures`, `disputes`, `reports`, `who`: what is in the ledger.

use std::io::Write;

use anyhow::{Context, bail};
use laut_store::{Checked, Search};

use crate::ledger::LedgerOption;
use crate::output::{Outcome, has_colour, width};
use crate::view::Look;
use crate::view::ledger::{Answer, Format, claims, disputes, figures, names, reports};

/// Which ledger is asked, and how the answer is written.
#[derive(Debug, clap::Args)]
pub(crate) struct Asked {
    #[command(flatten)]
    pub(crate) ledger: LedgerOption,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

/// Of which reports.
#[derive(Debug, clap::Args)]
pub(crate) struct OfReports {
    /// In this report; the beginning of its id
    #[arg(long, value_name = "ID")]
    report: Option<String>,
    /// Published by; a part of the name
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// In this language, such as `de`
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// From this day on
    #[arg(long, value_name = "DAY", value_parser = day)]
    since: Option<String>,
    /// Up to this day
    #[arg(long, value_name = "DAY", value_parser = day)]
    until: Option<String>,
    /// With all these words; "words in marks" side by side, `word*` by its beginning
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
    /// Old versions and retracted reports, too
    #[arg(long = "all")]
    is_all: bool,
}

/// Of which claims.
#[derive(Debug, clap::Args)]
pub(crate) struct OfClaims {
    #[command(flatten)]
    reports: OfReports,
    /// Said by; a part of the name
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Done by; a part of the name
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
    /// What happened to people: killed, injured, casualties, missing, displaced, captured, released, affected
    #[arg(long, value_parser = HARMS)]
    harm: Option<String>,
    /// To whom: civilian, combatant, child …, or words
    #[arg(long, value_name = "GROUP")]
    victims: Option<String>,
    /// Where; a part of the name of a place that the figure has, or else that the claim names
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
    /// Around a point: degrees north and east, such as 50.45,30.52
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true, value_parser = point)]
    near: Option<(f64, f64)>,
    /// How far around it
    #[arg(long, value_name = "N", default_value_t = 25.0, requires = "near")]
    km: f64,
    /// What is done by saying it: deny, accuse, admit …
    #[arg(long)]
    act: Option<String>,
    /// How sure the source is: asserted, probable, possible, unknown
    #[arg(long)]
    certainty: Option<String>,
    /// Only what somebody could not verify
    #[arg(long)]
    unverified: bool,
    /// Only what somebody disputes
    #[arg(long)]
    disputed: bool,
    /// Only what there are reasons to look at first
    #[arg(long)]
    check: bool,
    /// What people said of it [default: all that was not rejected]
    #[arg(long, value_enum)]
    review: Option<Reviewed>,
}

pub(crate) const HARMS: [&str; 8] =
    ["killed", "injured", "casualties", "missing", "displaced", "captured", "released", "affected"];

/// What people said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Reviewed {
    /// Nothing yet
    None,
    /// It is right
    Accepted,
    /// It is wrong
    Rejected,
    /// It was corrected
    Corrected,
    /// Whatever they said
    Any,
}

impl OfReports {
    pub(crate) fn search(&self, ledger: &laut_store::Store) -> anyhow::Result<Search> {
        let report = self.report.as_deref().map(|report| ledger.report_id(report)).transpose()?;
        // What is asked for by its id is meant, be it shown or not.
        let is_all = self.is_all || report.is_some();
        Ok(Search {
            report,
            publisher: self.publisher.clone(),
            language: self.language.clone(),
            since: self.since.clone(),
            until: self.until.clone(),
            text: self.text.clone(),
            is_all,
            ..Search::default()
        })
    }
}

impl OfClaims {
    pub(crate) fn search(&self, ledger: &laut_store::Store) -> anyhow::Result<Search> {
        let checked = self.review.map(|review| match review {
            Reviewed::None => Checked::Not,
            Reviewed::Accepted => Checked::Accepted,
            Reviewed::Rejected => Checked::Rejected,
            Reviewed::Corrected => Checked::Corrected,
            Reviewed::Any => Checked::Any,
        });
        Ok(Search {
            speaker: self.speaker.clone(),
            actor: self.actor.clone(),
            harm: self.harm.clone(),
            victims: self.victims.clone(),
            place: self.place.clone(),
            near: self.near.map(|(lat, lon)| (lat, lon, self.km)),
            act: self.act.clone(),
            certainty: self.certainty.clone(),
            is_unverified: self.unverified,
            is_disputed: self.disputed,
            is_to_check: self.check,
            checked,
            ..self.reports.search(ledger)?
        })
    }
}

pub(crate) fn day(text: &str) -> Result<String, String> {
    let is_day = text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok();
    if is_day { Ok(text.to_owned()) } else { Err("expected a day like `2024-03-05`".to_owned()) }
}

fn point(text: &str) -> Result<(f64, f64), String> {
    let numbers = text
        .split_once(',')
        .and_then(|(lat, lon)| Some((lat.trim().parse::<f64>().ok()?, lon.trim().parse::<f64>().ok()?)));
    let is_on_earth = |(lat, lon): &(f64, f64)| lat.abs() <= 90.0 && lon.abs() <= 180.0;
    numbers.filter(is_on_earth).ok_or_else(|| "expected degrees north and east like `50.45,30.52`".to_owned())
}

/// Find claims: who says what, when, how sure
///
/// Days are those that a claim tells of; where it tells none, the day on which it was said, else that of publication. What is told
/// of more than a month counts as its last day.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  laut claims --speaker ministry --act deny --since 2024-03-01\n  laut claims --text '\"port of Talmur\" shell*' --format csv"
)]
pub(crate) struct Claims {
    #[command(flatten)]
    of: OfClaims,
    #[command(flatten)]
    asked: Asked,
}

/// Find figures: how many, whom, what happened to them, where, when, says who
///
/// Days are those that a figure counts, up to that of publication where it is open; where it tells none, the day of
/// publication. What is counted for more than a month, such as a total since 2011, counts as its last day.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  laut figures --harm killed --victims child --place Talmur\n  laut figures --near 31.5,34.45 --km 20 --disputed"
)]
pub(crate) struct Figures {
    #[command(flatten)]
    of: OfClaims,
    #[command(flatten)]
    asked: Asked,
}

/// Find what is disputed: who denies or contradicts what whom says
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  laut disputes --place Talmur --format markdown")]
pub(crate) struct Disputes {
    #[command(flatten)]
    of: OfClaims,
    #[command(flatten)]
    asked: Asked,
}

/// Find reports: by whom, when, which version; days are those of publication
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  laut reports --publisher Meridian --since 2024-03-01\n  laut reports --all --text ceasefire"
)]
pub(crate) struct Reports {
    #[command(flatten)]
    of: OfReports,
    #[command(flatten)]
    asked: Asked,
}

/// Find a name over all reports: what it stands for, what it says, does and suffers
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  laut who Terveld\n  laut who \"Northern Front\" --format json")]
pub(crate) struct Who {
    /// A part of the name
    name: String,
    #[command(flatten)]
    asked: Asked,
}

/// Finds claims.
pub(crate) fn claims(command: &Claims) -> anyhow::Result<Outcome> {
    let store = command.asked.ledger.to_read()?;
    let found = store.claims(&command.of.search(&store)?)?;
    command.asked.write(&claims::answer(&found))
}

/// Finds figures.
pub(crate) fn figures(command: &Figures) -> anyhow::Result<Outcome> {
    let store = command.asked.ledger.to_read()?;
    let found = store.figures(&command.of.search(&store)?)?;
    command.asked.write(&figures::answer(&found))
}

/// Finds disputes.
pub(crate) fn disputes(command: &Disputes) -> anyhow::Result<Outcome> {
    let store = command.asked.ledger.to_read()?;
    let found = store.disputes(&command.of.search(&store)?)?;
    command.asked.write(&disputes::answer(&found))
}

/// Finds reports.
pub(crate) fn reports(command: &Reports) -> anyhow::Result<Outcome> {
    let store = command.asked.ledger.to_read()?;
    let found = store.reports(&command.of.search(&store)?)?;
    command.asked.write(&reports::answer(&found))
}

/// Finds a name.
pub(crate) fn who(command: &Who) -> anyhow::Result<Outcome> {
    if command.name.trim().is_empty() {
        bail!("expected a part of a name, found an empty one");
    }
    let store = command.asked.ledger.to_read()?;
    command.asked.write(&names::answer(&store.who(&command.name)?))
}

impl Asked {
    /// Writes the answer; an empty one is an answer.
    pub(crate) fn write(&self, answer: &Answer<'_>) -> anyhow::Result<Outcome> {
        let bytes = answer.written(self.format, Look { width: width(), colour: has_colour() });
        let mut out = std::io::stdout().lock();
        out.write_all(&bytes).and_then(|()| out.flush()).context("writing the answer")?;
        Ok(Outcome::Done)
    }
}
