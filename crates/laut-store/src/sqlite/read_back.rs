//! The rows of one report as they stand in the tables, to be compared with what they should be.

use rusqlite::{Connection, Row};

use super::Store;
use crate::Error;
use crate::rows::{ClaimOf, EntityOf, FigureOf, PartyOf, RelationOf, Rows, VerificationOf};

impl Store {
    /// All rows of a report.
    pub(super) fn rows_of(&self, report: i64) -> Result<Rows, Error> {
        self.check(read(&self.connection, report))
    }
}

fn read(connection: &Connection, report: i64) -> rusqlite::Result<Rows> {
    Ok(Rows {
        entities: all(connection, report, include_str!("read_back/entities.sql"), entity)?,
        claims: all(connection, report, include_str!("read_back/claims.sql"), claim)?,
        figures: all(connection, report, include_str!("read_back/figures.sql"), figure)?,
        parties: all(connection, report, include_str!("read_back/parties.sql"), party)?,
        relations: all(connection, report, include_str!("read_back/relations.sql"), relation)?,
        verifications: all(connection, report, include_str!("read_back/verifications.sql"), verification)?,
    })
}

fn all<T>(
    connection: &Connection,
    report: i64,
    select: &str,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    connection.prepare_cached(select)?.query_map([report], |row| read(row))?.collect()
}

fn size(row: &Row<'_>, name: &str) -> rusqlite::Result<usize> {
    row.get::<_, i64>(name).map(|size| usize::try_from(size).unwrap_or_default())
}

fn entity(row: &Row<'_>) -> rusqlite::Result<EntityOf> {
    Ok(EntityOf {
        id: row.get("id")?,
        kind: row.get("kind")?,
        name: row.get("name")?,
        key: row.get("key")?,
        roles: row.get("roles")?,
        affiliation: row.get("affiliation")?,
        country: row.get("country")?,
        geonames: row.get("geonames")?,
        lat: row.get("lat")?,
        lon: row.get("lon")?,
        precision: row.get("precision")?,
        mentions: size(row, "mentions")?,
    })
}

fn claim(row: &Row<'_>) -> rusqlite::Result<ClaimOf> {
    Ok(ClaimOf {
        id: row.get("id")?,
        anchor: row.get("anchor")?,
        begins: size(row, "begins")?,
        ends: size(row, "ends")?,
        quotation: row.get("quotation")?,
        speaker: row.get("speaker")?,
        through: row.get("through")?,
        mode: row.get("mode")?,
        act: row.get("act")?,
        certainty: row.get("certainty")?,
        polarity: row.get("polarity")?,
        said: row.get("said")?,
        first_day: row.get("first_day")?,
        last_day: row.get("last_day")?,
        disputed_by: row.get("disputed_by")?,
        verification: row.get("verification")?,
        checks: row.get("checks")?,
        review: row.get("review")?,
        rule: row.get("rule")?,
    })
}

fn figure(row: &Row<'_>) -> rusqlite::Result<FigureOf> {
    Ok(FigureOf {
        claim: row.get("claim_id")?,
        id: row.get("id")?,
        anchor: row.get("anchor")?,
        begins: size(row, "begins")?,
        ends: size(row, "ends")?,
        words: row.get("words")?,
        low: row.get("low")?,
        high: row.get("high")?,
        bound: row.get("bound")?,
        harm: row.get("harm")?,
        count: row.get("count")?,
        victims: row.get("victims")?,
        groups: row.get("groups")?,
        by_whom: row.get("by_whom")?,
        place: row.get("place")?,
        lat: row.get("lat")?,
        lon: row.get("lon")?,
        means: row.get("means")?,
        from_day: row.get("from_day")?,
        to_day: row.get("to_day")?,
        first_day: row.get("first_day")?,
        last_day: row.get("last_day")?,
        part_of: row.get("part_of")?,
        disputed_by: row.get("disputed_by")?,
        verification: row.get("verification")?,
        checks: row.get("checks")?,
        review: row.get("review")?,
    })
}

fn party(row: &Row<'_>) -> rusqlite::Result<PartyOf> {
    Ok(PartyOf {
        claim: row.get("claim_id")?,
        figure: row.get("figure_id")?,
        role: row.get("role")?,
        name: row.get("name")?,
        key: row.get("key")?,
        entity: row.get("entity_id")?,
    })
}

fn relation(row: &Row<'_>) -> rusqlite::Result<RelationOf> {
    Ok(RelationOf {
        kind: row.get("kind")?,
        from: row.get("from_id")?,
        to: row.get("to_id")?,
        figure: row.get("figure_id")?,
        by_whom: row.get("by_whom")?,
        words: row.get("words")?,
    })
}

fn verification(row: &Row<'_>) -> rusqlite::Result<VerificationOf> {
    Ok(VerificationOf {
        claim: row.get("claim_id")?,
        figure: row.get("figure_id")?,
        status: row.get("status")?,
        by_whom: row.get("by_whom")?,
        words: row.get("words")?,
    })
}
