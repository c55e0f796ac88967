//! What people say of claims and figures is added, and the rows that are searched are made anew with it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::Transaction;

use super::write::written;
use super::{Store, tables};
use crate::derive::derive;
use crate::review::{old_of_claim, old_of_figure};
use crate::rows::Rows;
use crate::{Error, Field, Kind, Review, ReviewRow, Verdict};

/// A claim or figure that was named by its id.
struct Target {
    report: i64,
    kind: Kind,
    anchor: String,
    /// What is shown now in the fields that are to be corrected.
    old: Vec<String>,
}

impl Store {
    /// Keeps what somebody says of claims and figures, of all of them or of none. Ids look like `4f1c9a02:c3`.
    ///
    /// # Errors
    /// If an id stands for nothing, a field cannot be corrected so, or the file cannot be written.
    pub fn review(
        &mut self,
        ids: &[String],
        verdict: Verdict,
        fields: &[Field],
        why: &str,
        by: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.transact(|transaction| {
            let targets: Vec<Target> =
                ids.iter().map(|id| self.target(id, fields)).collect::<Result<_, _>>()?;
            for target in &targets {
                self.check(insert(transaction, (target, verdict, fields), why, by, &written(at)))?;
            }
            let reports: BTreeSet<i64> = targets.iter().map(|target| target.report).collect();
            reports.into_iter().try_for_each(|report| self.derive_again(transaction, report))
        })
    }

    fn target(&self, id: &str, fields: &[Field]) -> Result<Target, Error> {
        let unknown = |why: &str| Error::Id {
            expected: "a claim or a figure",
            example: "`4f1c9a02:c3` or `4f1c9a02:f1`",
            found: id.to_owned(),
            why: why.to_owned(),
        };
        let (report, row) = id.rsplit_once(':').ok_or_else(|| unknown("which has no `:c…` or `:f…`"))?;
        let report = self.report_number(report)?;
        let rows = self.rows_of(report)?;
        let claim = rows.claims.iter().find(|claim| claim.id == row);
        let figure = rows.figures.iter().find(|figure| figure.id == row);
        let (kind, anchor) = match (claim, figure) {
            (Some(claim), _) => (Kind::Claim, claim.anchor.clone()),
            (_, Some(figure)) => (Kind::Figure, figure.anchor.clone()),
            _ => return Err(unknown("which is not in the latest reading of that report")),
        };
        let old = fields.iter().map(|field| match (claim, figure) {
            (Some(claim), _) => old_of_claim(claim, field),
            (_, Some(figure)) => old_of_figure(figure, field),
            _ => Ok(String::new()),
        });
        Ok(Target { report, kind, anchor, old: old.collect::<Result<_, _>>()? })
    }

    /// Makes the rows of a report anew, of its latest reading and all reviews.
    pub(super) fn derive_again(&self, transaction: &Transaction<'_>, report: i64) -> Result<(), Error> {
        let rows = self.derived(report)?;
        self.check(tables::clear(transaction, report).and_then(|()| tables::fill(transaction, report, &rows)))
    }

    /// The rows as they are to be.
    pub(super) fn derived(&self, report: i64) -> Result<Rows, Error> {
        Ok(derive(&self.reading(report)?.0, &self.reviews_of(report)?))
    }

    pub(super) fn reviews_of(&self, report: i64) -> Result<Vec<Review>, Error> {
        let read = || {
            let select =
                "SELECT number, kind, anchor, verdict FROM reviews WHERE report = ?1 ORDER BY at, number";
            let mut reviews = self.connection.prepare_cached(select)?;
            let mut rows = reviews.query([report])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let select = "SELECT field, value FROM corrections WHERE review = ?1 ORDER BY field";
                let mut corrections = self.connection.prepare_cached(select)?;
                let fields = corrections.query_map([row.get::<_, i64>(0)?], |row| {
                    Ok(Field { name: row.get(0)?, value: row.get(1)? })
                })?;
                let kind = if row.get::<_, String>(1)? == "claim" { Kind::Claim } else { Kind::Figure };
                found.push(Review {
                    kind,
                    anchor: row.get(2)?,
                    verdict: Verdict::named(&row.get::<_, String>(3)?),
                    fields: fields.collect::<Result<_, _>>()?,
                });
            }
            Ok(found)
        };
        self.check(read())
    }

    /// What people said of a report's claims and figures, in the order of time.
    ///
    /// # Errors
    /// If there is no such report, or the file cannot be read.
    pub fn reviews(&self, report: &str) -> Result<Vec<ReviewRow>, Error> {
        let number = self.report_number(report)?;
        let read = || {
            let mut reviews = self.connection.prepare_cached(include_str!("reviews.sql"))?;
            let mut rows = reviews.query([number])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let select = "SELECT field, old, value FROM corrections WHERE review = ?1 ORDER BY field";
                let mut corrections = self.connection.prepare_cached(select)?;
                let fields = corrections.query_map([row.get::<_, i64>("number")?], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?;
                found.push(ReviewRow {
                    id: row.get("id")?,
                    anchor: row.get("anchor")?,
                    verdict: row.get("verdict")?,
                    fields: fields.collect::<Result<_, _>>()?,
                    why: row.get("why")?,
                    by: row.get("by_whom")?,
                    at: row.get("at")?,
                });
            }
            Ok(found)
        };
        self.check(read())
    }
}

fn insert(
    transaction: &Transaction<'_>,
    (target, verdict, fields): (&Target, Verdict, &[Field]),
    why: &str,
    by: &str,
    at: &str,
) -> rusqlite::Result<()> {
    let insert = "INSERT INTO reviews (report, kind, anchor, verdict, why, by_whom, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let (kind, verdict) = (target.kind.as_str(), verdict.as_str());
    transaction.execute(insert, (target.report, kind, &target.anchor, verdict, why, by, at))?;
    let review = transaction.last_insert_rowid();
    for (field, old) in fields.iter().zip(&target.old) {
        let insert = "INSERT INTO corrections (review, field, old, value) VALUES (?1, ?2, ?3, ?4)";
        transaction.execute(insert, (review, &field.name, old, &field.value))?;
    }
    Ok(())
}
