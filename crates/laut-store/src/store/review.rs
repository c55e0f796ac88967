//! What people say of claims and figures is added, and the rows that are searched are made anew with it.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::Store;
use super::numbers::{moment, written};
use super::tables::numbered;
use crate::derive::{claim_words, derive};
use crate::review::{old_of_claim, old_of_figure};
use crate::rows::Rows;
use crate::text::Text;
use crate::{Error, Field, Kind, Review, ReviewRow, Verdict};

/// Digits of a report's id that stand before the id of a row.
const DIGITS: usize = 12;

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
    /// If an id stands for nothing, a field cannot be corrected so, or the ledger cannot be written.
    pub fn review(
        &mut self,
        ids: &[String],
        verdict: Verdict,
        fields: &[Field],
        why: &str,
        by: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.transact(|| {
            let targets: Vec<Target> =
                ids.iter().map(|id| self.target(id, fields)).collect::<Result<_, _>>()?;
            for target in &targets {
                self.add_review(target, verdict, fields, (why, by, at))?;
            }
            let reports: BTreeSet<i64> = targets.iter().map(|target| target.report).collect();
            reports.into_iter().try_for_each(|report| self.derive_again(report))
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

    fn add_review(
        &self,
        target: &Target,
        verdict: Verdict,
        fields: &[Field],
        (why, by, at): (&str, &str, Timestamp),
    ) -> Result<(), Error> {
        let insert = "INSERT INTO reviews (report, kind, anchor, verdict, why, by_whom, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING number";
        let (kind, verdict) = (target.kind.as_str(), verdict.as_str());
        let values = [
            target.report.into(),
            kind.into(),
            (&target.anchor).into(),
            verdict.into(),
            why.into(),
            by.into(),
            moment(at).into(),
        ];
        let review = self.one(insert, &values, |row| row.integer("number"))?;
        for (field, old) in fields.iter().zip(&target.old) {
            let insert = "INSERT INTO corrections (review, field, old, value) VALUES ($1, $2, $3, $4)";
            let values = [review.into(), (&field.name).into(), old.into(), (&field.value).into()];
            self.database.execute(insert, &values)?;
        }
        Ok(())
    }

    /// Makes the rows of a report anew, of its latest reading and all reviews.
    pub(super) fn derive_again(&self, report: i64) -> Result<(), Error> {
        let (record, _) = self.reading(report)?;
        let (old, new) = (self.rows_of(report)?, derive(&record, &self.reviews_of(report)?));
        let text = Text::new(&record.report.text);
        self.clear(report, &numbered(report, &old, &claim_words(&text, &old))?)?;
        self.fill(&[(report, &new)])?;
        self.add_claim_words(&numbered(report, &new, &claim_words(&text, &new))?, &record.report.language)
    }

    /// The rows as they are to be.
    pub(super) fn derived(&self, report: i64) -> Result<Rows, Error> {
        Ok(derive(&self.reading(report)?.0, &self.reviews_of(report)?))
    }

    pub(super) fn reviews_of(&self, report: i64) -> Result<Vec<Review>, Error> {
        let said = self.said_of(report)?;
        let review = |(kind, row): (Kind, ReviewRow)| Review {
            kind,
            anchor: row.anchor,
            verdict: Verdict::named(&row.verdict),
            fields: row.fields.into_iter().map(|(name, _, value)| Field { name, value }).collect(),
        };
        Ok(said.into_iter().map(review).collect())
    }

    /// What people said of a report's claims and figures, in the order of time.
    ///
    /// # Errors
    /// If there is no such report, or the ledger cannot be read.
    pub fn reviews(&self, report: &str) -> Result<Vec<ReviewRow>, Error> {
        let (number, id) = self.one_report(report)?;
        let rows = self.rows_of(number)?;
        let hash: String = id.trim_start_matches("sha256:").chars().take(DIGITS).collect();
        let named = |(kind, row): (Kind, ReviewRow)| {
            let found = match kind {
                Kind::Claim => {
                    rows.claims.iter().find(|claim| claim.anchor == row.anchor).map(|claim| &claim.id)
                }
                Kind::Figure => {
                    rows.figures.iter().find(|figure| figure.anchor == row.anchor).map(|figure| &figure.id)
                }
            };
            ReviewRow { id: found.map(|own| format!("{hash}:{own}")), ..row }
        };
        Ok(self.said_of(number)?.into_iter().map(named).collect())
    }

    /// All reviews of a report, without the ids of what they are about.
    fn said_of(&self, report: i64) -> Result<Vec<(Kind, ReviewRow)>, Error> {
        let select = "SELECT number, kind, anchor, verdict, why, by_whom, at FROM reviews
            WHERE report = $1 ORDER BY at, number";
        let mut said = self.all(select, &[report.into()], |row| {
            let kind = if row.text("kind")? == "claim" { Kind::Claim } else { Kind::Figure };
            let review = ReviewRow {
                id: None,
                anchor: row.text("anchor")?,
                verdict: row.text("verdict")?,
                fields: Vec::new(),
                why: row.text("why")?,
                by: row.text("by_whom")?,
                at: written(row.integer("at")?),
            };
            Ok((row.integer("number")?, (kind, review)))
        })?;
        for (number, (_, review)) in &mut said {
            let select = "SELECT field, old, value FROM corrections WHERE review = $1";
            review.fields = self.all(select, &[(*number).into()], |row| {
                Ok((row.text("field")?, row.text("old")?, row.text("value")?))
            })?;
            review.fields.sort();
        }
        Ok(said.into_iter().map(|(_, review)| review).collect())
    }
}
