//! Rows in one of the formats that other programs read, written as they come.
//!
//! *Am Montag starben 38 Menschen* is, of a figure, `{"id":"4f1c9a02b7d3:f1","low":38,"groups":[],…}` in JSON Lines,
//! `4f1c9a02b7d3:f1,38,,…` in CSV, and a row with a double and a list in Parquet.

use std::io::Write;

use anyhow::Context;
use serde_json::Value;

use crate::destination::Destination;
use crate::view::ledger::parquet::Table;
use crate::view::ledger::{Field, Type, cell, object, values};
use crate::view::rows::{Dialect, written};

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// One object a line
    Jsonl,
    /// Comma-separated rows
    Csv,
    /// Columns with types, for databases and data frames; needs --output or a pipe
    Parquet,
}

/// Rows that are written together: many enough to be fast, few enough to be forgotten.
const TOGETHER: usize = 4096;

/// Writes rows of one kind.
pub(super) struct Rows {
    names: Vec<&'static str>,
    waiting: Vec<Vec<Value>>,
    to: To,
}

enum To {
    Lines(Destination),
    Cells(Destination),
    Columns(Box<Table<Destination>>),
}

impl Rows {
    /// A file without rows.
    pub(super) fn new(
        format: Format,
        columns: Vec<(&'static str, Type)>,
        mut out: Destination,
    ) -> anyhow::Result<Self> {
        let names: Vec<&'static str> = columns.iter().map(|(name, _)| *name).collect();
        let to = match format {
            Format::Jsonl => To::Lines(out),
            Format::Csv => {
                let head = names.iter().map(|name| (*name).to_owned()).collect();
                out.write_all(&written(Dialect::Plain, std::iter::once(head))).context("writing the rows")?;
                To::Cells(out)
            }
            Format::Parquet => To::Columns(Box::new(Table::new(columns, out)?)),
        };
        Ok(Self { names, waiting: Vec::new(), to })
    }

    /// Adds a row.
    pub(super) fn add<R>(&mut self, fields: &[Field<R>], row: &R, more: Option<Value>) -> anyhow::Result<()> {
        self.waiting.push(values(fields, row).into_iter().chain(more).collect());
        if self.waiting.len() < TOGETHER { Ok(()) } else { self.write() }
    }

    fn write(&mut self) -> anyhow::Result<()> {
        let rows = std::mem::take(&mut self.waiting);
        match &mut self.to {
            To::Lines(out) => {
                let lines = rows.iter().map(|row| object(self.names.iter().copied(), row));
                lines.into_iter().try_for_each(|line| writeln!(out, "{line}")).context("writing the rows")
            }
            To::Cells(out) => {
                let cells = rows.iter().map(|row| row.iter().map(cell).collect());
                out.write_all(&written(Dialect::Plain, cells)).context("writing the rows")
            }
            To::Columns(table) => table.write(&rows),
        }
    }

    /// Writes what is left.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        self.write()?;
        match self.to {
            To::Lines(out) | To::Cells(out) => out.finish(),
            To::Columns(table) => table.finish()?.finish(),
        }
    }
}
