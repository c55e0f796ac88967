//! Questions: what is looked for becomes conditions, each a fixed piece of SQL whose values are bound, never pasted.

mod conditions;
mod names;
mod row;

use rusqlite::OptionalExtension;

use self::conditions::Conditions;
use super::Store;
use crate::{ClaimRow, DisputeRow, EntityRow, Error, FigureRow, ReportRow, Search};

/// Fewer letters of an id would soon stand for several.
const SHORTEST: usize = 4;

impl Store {
    /// The claims that are looked for, by the day of publication and the place in the text.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn claims(&self, search: &Search) -> Result<Vec<ClaimRow>, Error> {
        let mut conditions = Conditions::of_report(search);
        conditions.of_claim(search);
        conditions.of_claim_review(search);
        let order = "\nORDER BY r.published_at, r.id, c.begins, c.ends, c.id";
        self.ask(include_str!("find/claims.sql"), &conditions, order, row::claim)
    }

    /// The figures that are looked for, in the same order.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn figures(&self, search: &Search) -> Result<Vec<FigureRow>, Error> {
        let mut conditions = Conditions::of_report(search);
        conditions.of_figure(search);
        let order = "\nORDER BY r.published_at, r.id, f.begins, f.ends, f.id";
        self.ask(include_str!("find/figures.sql"), &conditions, order, row::figure)
    }

    /// The reports that are looked for: by publisher, language, days of publication and words. What else is set is not
    /// looked at.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reports(&self, search: &Search) -> Result<Vec<ReportRow>, Error> {
        let mut conditions = Conditions::of_report(search);
        conditions.of_report_alone(search);
        let order = "\nORDER BY r.published_at, r.id";
        self.ask(include_str!("find/reports.sql"), &conditions, order, row::report)
    }

    /// Who disputes which of the claims that are looked for.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn disputes(&self, search: &Search) -> Result<Vec<DisputeRow>, Error> {
        let mut conditions = Conditions::of_report(search);
        conditions.of_dispute(search);
        conditions.of_claim_review(search);
        let order = "\nORDER BY r.published_at, r.id, c.begins, c.ends, c.id, o.begins, o.id, l.kind, fid";
        let found = self.ask(include_str!("find/disputes.sql"), &conditions, order, |row| {
            let by: Option<String> = row.get("by_whom")?;
            let (kind, from, to) = (row.get("kind")?, row.get("from_claim")?, row.get("to_claim")?);
            Ok((kind, by, from, to, row.get("fid")?))
        })?;
        found
            .into_iter()
            .map(|(kind, by, from, to, figure)| self.dispute(kind, by, from, to, figure))
            .collect()
    }

    fn dispute(
        &self,
        kind: String,
        by: Option<String>,
        from: i64,
        to: i64,
        figure: Option<String>,
    ) -> Result<DisputeRow, Error> {
        let claim = |number: i64| {
            let mut conditions = Conditions::default();
            conditions.of_number(number);
            self.ask(include_str!("find/claims.sql"), &conditions, "", row::claim)
        };
        let one = |mut found: Vec<ClaimRow>| {
            found.pop().ok_or_else(|| Error::Sqlite {
                path: self.path.clone(),
                cause: rusqlite::Error::QueryReturnedNoRows,
            })
        };
        let (from, to) = (one(claim(from)?)?, one(claim(to)?)?);
        let by = by.or_else(|| from.speaker.clone()).unwrap_or_else(|| "not named".to_owned());
        Ok(DisputeRow { kind, by, from, to, figure })
    }

    /// The entities of the reports that are looked for.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn entities(&self, search: &Search) -> Result<Vec<EntityRow>, Error> {
        let mut conditions = Conditions::of_report(search);
        conditions.of_report_alone(search);
        let order = "\nORDER BY r.published_at, r.id, length(e.id), e.id";
        self.ask(include_str!("find/entities.sql"), &conditions, order, row::entity)
    }

    fn ask<T>(
        &self,
        select: &'static str,
        conditions: &Conditions,
        order: &'static str,
        read: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        let run = || {
            let mut statement = self.connection.prepare_cached(&conditions.after(select, order))?;
            conditions.bind(&mut statement)?;
            let mut rows = statement.raw_query();
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(read(row)?);
            }
            Ok(found)
        };
        self.check(run())
    }

    /// The full id of the report whose id begins so, with or without `sha256:`.
    ///
    /// # Errors
    /// If there is none, or more than one.
    pub fn report_id(&self, beginning: &str) -> Result<String, Error> {
        self.one_report(beginning).map(|(_, id)| id)
    }

    pub(super) fn report_number(&self, beginning: &str) -> Result<i64, Error> {
        self.one_report(beginning).map(|(number, _)| number)
    }

    fn one_report(&self, beginning: &str) -> Result<(i64, String), Error> {
        let hash = beginning.strip_prefix("sha256:").unwrap_or(beginning);
        let unknown = |why: String| Error::Id {
            expected: "a report",
            example: "`4f1c9a02`",
            found: beginning.to_owned(),
            why,
        };
        if hash.len() < SHORTEST || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(unknown(format!("which is not at least {SHORTEST} of the digits 0–9 and a–f")));
        }
        let from = format!("sha256:{}", hash.to_ascii_lowercase());
        let read = || {
            let select =
                "SELECT number, id FROM reports WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id LIMIT 3";
            let mut statement = self.connection.prepare_cached(select)?;
            statement.query_map([&from], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<Vec<_>, _>>()
        };
        let mut found: Vec<(i64, String)> = self.check(read())?;
        match (found.pop(), found.is_empty()) {
            (Some(one), true) => Ok(one),
            (None, _) => Err(unknown("which is not in the ledger".to_owned())),
            (Some(_), false) => Err(unknown("with which several begin; give more of it".to_owned())),
        }
    }

    /// The text of a report.
    ///
    /// # Errors
    /// If there is no such report, or the file cannot be read.
    pub fn text(&self, report: &str) -> Result<String, Error> {
        let number = self.report_number(report)?;
        let select = "SELECT text FROM reports WHERE number = ?1";
        let text = self.connection.query_row(select, [number], |row| row.get(0)).optional();
        Ok(self.check(text)?.unwrap_or_default())
    }
}
