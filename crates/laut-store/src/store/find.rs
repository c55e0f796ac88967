//! Questions: what is looked for becomes conditions, each a fixed piece of SQL whose values are bound, never pasted.

mod conditions;
mod names;
mod quoted;
mod row;

use std::collections::{BTreeMap, BTreeSet};

use self::conditions::Conditions;
use self::quoted::{Quotations, TOGETHER, unread};
use super::Store;
use super::numbers::{id_of, range_of, report_of};
use crate::database::Value;
use crate::words::Wanted;
use crate::{ClaimRow, DisputeRow, EntityRow, Error, FigureRow, ReportRow, Search};

/// What is asked for of a claim and its report.
const CLAIM: &str = concat!("SELECT\n", include_str!("../sql/find/claim_columns.sql"));
/// What is asked for of a figure, its claim and its report.
const FIGURE: &str = concat!(
    "SELECT\n",
    include_str!("../sql/find/figure_columns.sql"),
    include_str!("../sql/find/claim_columns.sql"),
);
const ENTITY: &str = include_str!("../sql/find/entity_columns.sql");

/// Where rows are looked for: SQLite takes a `CROSS JOIN` in its order. Few reports are meant by their id or publisher, and
/// come before their rows; else rows come before their reports.
struct Tables {
    rows_first: &'static str,
    reports_first: &'static str,
    /// Which rows are those of a report.
    of_report: &'static str,
}

impl Tables {
    fn of(&self, search: &Search, conditions: &mut Conditions) -> &'static str {
        if search.report.is_none() && search.publisher.is_none() {
            return self.rows_first;
        }
        conditions.add(self.of_report);
        self.reports_first
    }
}

const CLAIMS: Tables = Tables {
    rows_first: "FROM claims c LEFT JOIN reports r ON r.number = c.report",
    reports_first: "FROM reports r CROSS JOIN claims c",
    of_report: "c.number BETWEEN r.number * 1048576 AND r.number * 1048576 + 1048575",
};
const FIGURES: Tables = Tables {
    rows_first: "FROM figures f JOIN claims c ON c.number = f.claim LEFT JOIN reports r ON r.number = f.report",
    reports_first: "FROM reports r CROSS JOIN figures f JOIN claims c ON c.number = f.claim",
    of_report: "f.number BETWEEN r.number * 1048576 AND r.number * 1048576 + 1048575",
};
const ENTITIES: Tables = Tables {
    rows_first: "FROM entities e JOIN words n ON n.number = e.name JOIN reports r ON r.number = e.report",
    reports_first: "FROM reports r CROSS JOIN entities e JOIN words n ON n.number = e.name",
    of_report: "e.number BETWEEN r.number * 1048576 AND r.number * 1048576 + 1048575",
};
/// Fewer letters of an id would soon stand for several.
const SHORTEST: usize = 4;

impl Store {
    /// The claims that are looked for, by the day of publication and the place in the text.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn claims(&self, search: &Search) -> Result<Vec<ClaimRow>, Error> {
        let mut conditions =
            Conditions::of_row(search, "EXISTS (SELECT 1 FROM shown h WHERE h.report = c.report)");
        conditions.of_claim(search, self.database.dialect());
        conditions.of_claim_review(search);
        let tables = CLAIMS.of(search, &mut conditions);
        self.quoted(&[CLAIM, tables], &conditions, row::claim, &self.quotations(search))
    }

    /// The figures that are looked for, in the same order.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn figures(&self, search: &Search) -> Result<Vec<FigureRow>, Error> {
        let mut conditions =
            Conditions::of_row(search, "EXISTS (SELECT 1 FROM shown h WHERE h.report = f.report)");
        conditions.of_figure(search, self.database.dialect());
        let tables = FIGURES.of(search, &mut conditions);
        self.quoted(&[FIGURE, tables], &conditions, row::figure, &self.quotations(search))
    }

    /// The reports that are looked for: by publisher, language, days of publication and words. What else is set is not
    /// looked at.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn reports(&self, search: &Search) -> Result<Vec<ReportRow>, Error> {
        let mut conditions = Conditions::of_report(search);
        conditions.of_report_alone(search, self.database.dialect());
        let order = "\nORDER BY r.published_at NULLS FIRST, r.id";
        let (sql, values) = conditions.after(&[include_str!("../sql/find/reports.sql")], order);
        let found = self.all(&sql, &values, |row| Ok((row.integer("number")?, row::report(row)?)))?;
        let numbers = found.iter().map(|(number, _)| *number).collect();
        let standing = self.reports_with_phrases(search, numbers)?;
        Ok(found
            .into_iter()
            .filter(|(number, _)| standing.contains(number))
            .map(|(_, report)| report)
            .collect())
    }

    /// Who disputes which of the claims that are looked for.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn disputes(&self, search: &Search) -> Result<Vec<DisputeRow>, Error> {
        let mut conditions = Conditions::of_report(search);
        conditions.of_dispute(search, self.database.dialect());
        conditions.of_claim_review(search);
        let order = "\nORDER BY r.published_at NULLS FIRST, r.id, c.begins, c.ends, c.number, o.begins, o.number, l.place";
        let (sql, values) = conditions.after(&[include_str!("../sql/find/disputes.sql")], order);
        let found = self.all(&sql, &values, row::dispute)?;
        let claims = self.claims_of(&found.iter().flat_map(|(_, _, from, to, _)| [*from, *to]).collect())?;
        let disputes = found.into_iter().map(|(kind, by, from, to, figure)| {
            let (from, to) = (claims[&from].clone(), claims[&to].clone());
            let by = by.or_else(|| from.speaker.clone()).unwrap_or_else(|| "not named".to_owned());
            DisputeRow { kind, by, from, to, figure }
        });
        let mut disputes: Vec<DisputeRow> = disputes.collect();
        if let Some(wanted) = self.phrases(search) {
            disputes.retain(|dispute| wanted.stands_in(&dispute.to.quotation));
        }
        Ok(disputes)
    }

    /// The claims of these numbers, all of them.
    fn claims_of(&self, numbers: &BTreeSet<i64>) -> Result<BTreeMap<i64, ClaimRow>, Error> {
        let mut rows = Vec::with_capacity(numbers.len());
        self.of_numbers(
            &[CLAIM, "FROM "],
            numbers,
            " CROSS JOIN claims c WHERE c.number = l.number",
            &mut |row| {
                rows.push(row::claim(row)?);
                Ok(())
            },
        )?;
        if rows.len() != numbers.len() {
            return Err(Error::Damaged {
                what: "a dispute".to_owned(),
                cause: "one of its claims is not there".to_owned(),
            });
        }
        let claims = self.answers(rows, &Quotations { are_shown: true, phrases: None })?;
        Ok(claims.into_iter().map(|((.., number), claim)| (number, claim)).collect())
    }

    /// The entities of the reports that are looked for.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn entities(&self, search: &Search) -> Result<Vec<EntityRow>, Error> {
        let mut conditions = Conditions::of_report(search);
        conditions.of_report_alone(search, self.database.dialect());
        let order = "\nORDER BY r.published_at NULLS FIRST, r.id, e.number";
        let tables = ENTITIES.of(search, &mut conditions);
        let (sql, values) = conditions.after(&[ENTITY, tables], order);
        let found =
            self.all(&sql, &values, |row| Ok((report_of(row.integer("number")?), row::entity(row)?)))?;
        let numbers = found.iter().map(|(report, _)| *report).collect();
        let standing = self.reports_with_phrases(search, numbers)?;
        Ok(found
            .into_iter()
            .filter(|(report, _)| standing.contains(report))
            .map(|(_, entity)| entity)
            .collect())
    }

    fn reports_with_phrases(&self, search: &Search, numbers: BTreeSet<i64>) -> Result<BTreeSet<i64>, Error> {
        let Some(wanted) = self.phrases(search) else { return Ok(numbers) };
        let mut standing = BTreeSet::new();
        for some in numbers.into_iter().collect::<Vec<_>>().chunks(TOGETHER) {
            for (number, text) in self.texts(&some.iter().copied().collect())? {
                let title = "SELECT title FROM reports WHERE number = $1";
                let title = self.one(title, &[number.into()], |row| row.words("title"))?.unwrap_or_default();
                if wanted.stands_in(&format!("{title}\n{text}")) {
                    standing.insert(number);
                }
            }
        }
        Ok(standing)
    }

    fn quotations(&self, search: &Search) -> Quotations {
        Quotations { are_shown: !search.is_unquoted, phrases: self.phrases(search) }
    }

    fn phrases(&self, search: &Search) -> Option<Wanted> {
        let wanted = search.text.as_deref().map(Wanted::parse);
        wanted.filter(|wanted| !wanted.phrases.is_empty() && self.database.dialect().finds_only_words)
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

    pub(super) fn one_report(&self, beginning: &str) -> Result<(i64, String), Error> {
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
        let [from, to] = range_of(hash);
        let select = "SELECT number, id FROM reports WHERE id BETWEEN $1 AND $2 ORDER BY id LIMIT 2";
        let mut found = self.all(select, &[Value::from(&from), Value::from(&to)], |row| {
            Ok((row.integer("number")?, id_of(&row.blob("id")?)))
        })?;
        match (found.pop(), found.is_empty()) {
            (Some(one), true) => Ok(one),
            (None, _) => Err(unknown("which is not in the ledger".to_owned())),
            (Some(_), false) => Err(unknown("with which several begin; give more of it".to_owned())),
        }
    }

    /// The text of a report.
    ///
    /// # Errors
    /// If there is no such report, or the ledger cannot be read.
    pub fn text(&self, report: &str) -> Result<String, Error> {
        self.text_of(self.report_number(report)?)
    }

    pub(super) fn text_of(&self, number: i64) -> Result<String, Error> {
        let text = self.texts(&BTreeSet::from([number]))?.remove(&number);
        text.ok_or_else(|| unread(number, &"it is not there"))
    }
}
