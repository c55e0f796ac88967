//! `laut tolls`: the numbers of one harm by day and source.

use std::io::Write;

use anyhow::Context;
use laut_store::Search;

use super::find::day;
use crate::ledger::LedgerOption;
use crate::output::{Outcome, has_colour, width};
use crate::tolls::tolls;
use crate::view::Look;
use crate::view::ledger::{Format, tolls as view};
use crate::view::toll_chart;

/// Show how many are said to have been killed (injured, displaced …): by day and source, totals and new counts apart
///
/// Nothing is added up and nobody is believed: each number is as it was said, with its bounds. A total that is lower than
/// the one before it, of the same source and place or since the same day, is marked. Parts (“among them three children”) are left out, unless --victims asks
/// for them.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Tolls {
    /// What happened to people
    #[arg(long, default_value = "killed", value_parser = super::find::HARMS)]
    harm: String,
    /// Where; a part of the name of a place that the figure has, or else that its claim names
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
    /// To whom: civilian, combatant, child …, or words
    #[arg(long, value_name = "GROUP")]
    victims: Option<String>,
    /// Said by; a part of the name
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// From this day on
    #[arg(long, value_name = "DAY", value_parser = day)]
    since: Option<String>,
    /// Up to this day
    #[arg(long, value_name = "DAY", value_parser = day)]
    until: Option<String>,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Written::Table)]
    format: Written,
    #[command(flatten)]
    ledger: LedgerOption,
}

const EXAMPLES: &str = "\
Examples:
  laut tolls --harm killed --place Talmur
  laut tolls --harm injured --victims child --since 2024-03-01 --format csv
  laut tolls --place Talmur --format svg > talmur.svg";

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Written {
    /// A matrix for the terminal, a row a day
    Table,
    /// One object a line for each number
    Json,
    /// Comma-separated rows, one for each number
    Csv,
    /// The matrix for a wiki
    Markdown,
    /// A drawing
    Svg,
}

/// Finds the numbers and writes them.
pub(crate) fn run(command: &Tolls) -> anyhow::Result<Outcome> {
    let store = command.ledger.to_read()?;
    let search = Search {
        harm: Some(command.harm.clone()),
        place: command.place.clone(),
        victims: command.victims.clone(),
        speaker: command.speaker.clone(),
        // A matrix has no room for words.
        is_unquoted: matches!(command.format, Written::Table | Written::Markdown),
        ..Search::default()
    };
    let mut found = tolls(&store.figures(&search)?, command.victims.is_some());
    found.retain(|toll| {
        command.since.as_ref().is_none_or(|since| toll.day >= *since)
            && command.until.as_ref().is_none_or(|until| toll.day <= *until)
    });
    let look = Look { width: width(), colour: has_colour() };
    let room = if command.format == Written::Table { look.width.saturating_sub(12) / 13 } else { usize::MAX };
    let answer = view::answer(&found, room);
    let bytes = match command.format {
        Written::Table => answer.written(Format::Table, look),
        Written::Json => answer.written(Format::Json, look),
        Written::Csv => answer.written(Format::Csv, look),
        Written::Markdown => answer.written(Format::Markdown, look),
        Written::Svg => toll_chart::write(&found, &title(command)).into_bytes(),
    };
    let mut out = std::io::stdout().lock();
    out.write_all(&bytes).and_then(|()| out.flush()).context("writing the tolls")?;
    Ok(Outcome::Done)
}

/// What the drawing shows.
fn title(command: &Tolls) -> String {
    let victims = command.victims.as_ref().map(|victims| format!(", {victims}"));
    let place = command.place.as_ref().map(|place| format!(", {place}"));
    let capital = command.harm.chars().take(1).flat_map(char::to_uppercase);
    let harm: String = capital.chain(command.harm.chars().skip(1)).collect();
    [Some(harm), victims, place].into_iter().flatten().collect()
}
