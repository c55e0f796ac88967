//! The `laut` command: arguments, printing, exit status. What is read and how is in the libraries.
//!
//! Results go to standard output, all else to standard error. The exit status is 0 when all was read, 1 when some was
//! not, 2 when nothing could be done.

mod about;
mod commands;
mod compared;
mod data;
mod destination;
mod in_order;
mod ledger;
mod marks;
mod output;
mod progress;
#[cfg(test)]
mod sample;
mod sentence;
mod side_by_side;
mod stop;
mod tolls;
mod view;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::output::Outcome;

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reads reports on wars and crises and shows what is claimed: who says what happened, how many, when, where
#[derive(Debug, Parser)]
#[command(name = "laut", version, max_term_width = 100, after_help = EXIT_STATUS)]
enum Laut {
    Read(commands::read::Read),
    Explain(commands::explain::Explain),
    Check(commands::check::Check),
    Diff(commands::diff::Diff),
    Add(commands::add::Add),
    Reports(commands::find::Reports),
    Claims(commands::find::Claims),
    Figures(commands::find::Figures),
    Tolls(commands::tolls::Tolls),
    Who(commands::find::Who),
    Disputes(commands::find::Disputes),
    Show(commands::show::Show),
    Accept(commands::review::Accept),
    Reject(commands::review::Reject),
    Correct(commands::review::Correct),
    Retract(commands::retract::Retract),
    Reread(commands::reread::Reread),
    Export(commands::export::Export),
    Fsck(commands::fsck::Fsck),
    CheckData(commands::check_data::CheckData),
    Schema(commands::schema::Schema),
    Licenses(commands::licenses::Licenses),
    Completions(commands::completions::Completions),
    Man(commands::man::Man),
}

/// Shown below the help of `laut` itself.
const EXIT_STATUS: &str = "Exit status: 0 all was read · 1 some was not · 2 nothing could be done";

fn main() -> ExitCode {
    let result = match Laut::parse() {
        Laut::Read(command) => commands::read::run(command),
        Laut::Explain(command) => commands::explain::run(command),
        Laut::Check(command) => commands::check::run(command),
        Laut::Diff(command) => commands::diff::run(command),
        Laut::Add(command) => commands::add::run(command),
        Laut::Reports(command) => commands::find::reports(&command),
        Laut::Claims(command) => commands::find::claims(&command),
        Laut::Figures(command) => commands::find::figures(&command),
        Laut::Tolls(command) => commands::tolls::run(&command),
        Laut::Who(command) => commands::find::who(&command),
        Laut::Disputes(command) => commands::find::disputes(&command),
        Laut::Show(command) => commands::show::run(&command),
        Laut::Accept(command) => commands::review::accept(&command),
        Laut::Reject(command) => commands::review::reject(&command),
        Laut::Correct(command) => commands::review::correct(&command),
        Laut::Retract(command) => commands::retract::run(command),
        Laut::Reread(command) => commands::reread::run(command),
        Laut::Export(command) => commands::export::run(&command),
        Laut::Fsck(command) => commands::fsck::run(&command),
        Laut::CheckData(command) => commands::check_data::run(&command),
        Laut::Schema(command) => commands::schema::run(command),
        Laut::Licenses(command) => commands::licenses::run(&command),
        Laut::Completions(command) => commands::completions::run(&command, Laut::command()),
        Laut::Man(command) => commands::man::run(&command, Laut::command()),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&format!("{error:#}"));
            Outcome::Nothing.into()
        }
    }
}
