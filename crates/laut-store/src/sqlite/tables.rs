//! Rows of one report, into the tables that are searched and out of them.

use std::collections::BTreeMap;

use rusqlite::{Connection, named_params};

use crate::fold::fold;
use crate::rows::{ClaimOf, EntityOf, FigureOf, Rows};

/// Takes out all rows of a report.
pub(super) fn clear(connection: &Connection, report: i64) -> rusqlite::Result<()> {
    for statement in [
        "DELETE FROM relations WHERE report = ?1",
        "DELETE FROM verifications WHERE claim IN (SELECT number FROM claims WHERE report = ?1)",
        "DELETE FROM parties WHERE claim IN (SELECT number FROM claims WHERE report = ?1)",
        "DELETE FROM figures WHERE report = ?1",
        "DELETE FROM claims WHERE report = ?1",
        "DELETE FROM entities WHERE report = ?1",
    ] {
        connection.prepare_cached(statement)?.execute([report])?;
    }
    Ok(())
}

/// Puts in all rows of a report.
pub(super) fn fill(connection: &Connection, report: i64, rows: &Rows) -> rusqlite::Result<()> {
    let mut writer = Writer::new(connection, report);
    for entity in &rows.entities {
        writer.entity(entity)?;
    }
    for claim in &rows.claims {
        writer.claim(claim)?;
    }
    for figure in &rows.figures {
        writer.figure(figure)?;
    }
    writer.rest(rows)
}

struct Writer<'c, 'r> {
    connection: &'c Connection,
    report: i64,
    entities: BTreeMap<&'r str, i64>,
    claims: BTreeMap<&'r str, i64>,
    figures: BTreeMap<&'r str, i64>,
}

impl<'c, 'r> Writer<'c, 'r> {
    fn new(connection: &'c Connection, report: i64) -> Self {
        let (entities, claims, figures) = Default::default();
        Self { connection, report, entities, claims, figures }
    }

    fn name(&self, name: &str, key: &str) -> rusqlite::Result<i64> {
        let find = "SELECT number FROM names WHERE name = ?1 AND key = ?2";
        let mut find = self.connection.prepare_cached(find)?;
        if let Some(number) = find.query_row([name, key], |row| row.get(0)).map(Some).or_else(none)? {
            return Ok(number);
        }
        let folded = format!("{}\n{}", fold(name), fold(key));
        let insert = "INSERT INTO names (name, key, folded) VALUES (?1, ?2, ?3)";
        self.connection.prepare_cached(insert)?.insert([name, key, &folded])
    }

    fn entity(&mut self, entity: &'r EntityOf) -> rusqlite::Result<()> {
        let name = self.name(&entity.name, &entity.key)?;
        let insert = include_str!("insert_entity.sql");
        let number = self.connection.prepare_cached(insert)?.insert(named_params! {
            ":report": self.report, ":id": entity.id, ":kind": entity.kind, ":name": name, ":roles": entity.roles,
            ":affiliation": entity.affiliation, ":country": entity.country, ":geonames": entity.geonames,
            ":lat": entity.lat, ":lon": entity.lon, ":precision": entity.precision, ":mentions": entity.mentions as i64,
        })?;
        self.entities.insert(&entity.id, number);
        Ok(())
    }

    fn claim(&mut self, claim: &'r ClaimOf) -> rusqlite::Result<()> {
        let insert = include_str!("insert_claim.sql");
        let number = self.connection.prepare_cached(insert)?.insert(named_params! {
            ":report": self.report, ":id": claim.id, ":anchor": claim.anchor, ":begins": claim.begins as i64,
            ":ends": claim.ends as i64, ":quotation": claim.quotation, ":speaker": claim.speaker,
            ":through": claim.through, ":mode": claim.mode, ":act": claim.act, ":certainty": claim.certainty,
            ":polarity": claim.polarity, ":said": claim.said, ":first_day": claim.first_day,
            ":last_day": claim.last_day, ":disputed_by": claim.disputed_by, ":verification": claim.verification,
            ":checks": claim.checks, ":review": claim.review, ":rule": claim.rule,
        })?;
        self.claims.insert(&claim.id, number);
        Ok(())
    }

    fn figure(&mut self, figure: &'r FigureOf) -> rusqlite::Result<()> {
        let insert = include_str!("insert_figure.sql");
        let number = self.connection.prepare_cached(insert)?.insert(named_params! {
            ":claim": self.claims.get(&*figure.claim), ":report": self.report, ":id": figure.id,
            ":anchor": figure.anchor, ":begins": figure.begins as i64, ":ends": figure.ends as i64,
            ":words": figure.words, ":low": figure.low, ":high": figure.high, ":bound": figure.bound,
            ":harm": figure.harm, ":count": figure.count, ":victims": figure.victims, ":groups": figure.groups,
            ":by_whom": figure.by_whom, ":place": figure.place, ":lat": figure.lat, ":lon": figure.lon,
            ":means": figure.means, ":from_day": figure.from_day, ":to_day": figure.to_day,
            ":first_day": figure.first_day, ":last_day": figure.last_day, ":part_of": figure.part_of,
            ":disputed_by": figure.disputed_by, ":verification": figure.verification, ":checks": figure.checks,
            ":review": figure.review,
        })?;
        self.figures.insert(&figure.id, number);
        Ok(())
    }

    fn rest(&self, rows: &Rows) -> rusqlite::Result<()> {
        let figure = |id: &Option<String>| id.as_deref().and_then(|id| self.figures.get(id));
        let insert = "INSERT INTO parties (claim, figure, role, name, entity) VALUES (?1, ?2, ?3, ?4, ?5)";
        let mut insert = self.connection.prepare_cached(insert)?;
        for party in &rows.parties {
            let entity = party.entity.as_deref().and_then(|id| self.entities.get(id));
            let (claim, name) = (self.claims.get(&*party.claim), self.name(&party.name, &party.key)?);
            insert.execute((claim, figure(&party.figure), &party.role, name, entity))?;
        }
        let mut insert = self.connection.prepare_cached(include_str!("insert_relation.sql"))?;
        for found in &rows.relations {
            let (from, to) = (self.claims.get(&*found.from), self.claims.get(&*found.to));
            let by = &found.by_whom;
            insert.execute((self.report, &found.kind, from, to, figure(&found.figure), by, &found.words))?;
        }
        let insert =
            "INSERT INTO verifications (claim, figure, status, by_whom, words) VALUES (?1, ?2, ?3, ?4, ?5)";
        let mut insert = self.connection.prepare_cached(insert)?;
        for found in &rows.verifications {
            let claim = self.claims.get(&*found.claim);
            insert.execute((claim, figure(&found.figure), &found.status, &found.by_whom, &found.words))?;
        }
        Ok(())
    }
}

/// No row is an answer.
pub(super) fn none<T>(error: rusqlite::Error) -> rusqlite::Result<Option<T>> {
    match error {
        rusqlite::Error::QueryReturnedNoRows => Ok(None),
        error => Err(error),
    }
}
