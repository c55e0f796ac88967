//! Rows of one report, into the tables that are searched and out of them.

use std::collections::BTreeMap;

use serde_json::json;

use super::Store;
use super::numbers::{day_number, number_of};
use crate::Error;
use crate::database::{Insert, Value};
use crate::pack::pack_spans;
use crate::rows::{ClaimOf, EntityOf, FigureOf, ROLES, Rows};

const ENTITIES: Insert = Insert {
    insert: "INSERT INTO entities (
        number, kind, name, roles, affiliation, country, geonames, lat, lon, precision, mentions
    ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    copy: "COPY entities (
        number, kind, name, roles, affiliation, country, geonames, lat, lon, precision, mentions
    ) FROM STDIN BINARY",
};
const CLAIMS: Insert = Insert {
    insert: "INSERT INTO claims (
        number, anchor, begins, ends, pieces, speaker, through, mode, act, certainty, polarity, said, first_day, last_day,
        disputed_by, verification, checks, is_to_check, review, rule
    ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
    copy: "COPY claims (
        number, anchor, begins, ends, pieces, speaker, through, mode, act, certainty, polarity, said, first_day, last_day,
        disputed_by, verification, checks, is_to_check, review, rule
    ) FROM STDIN BINARY",
};
const FIGURES: Insert = Insert {
    insert: "INSERT INTO figures (
        number, claim, anchor, begins, ends, words, low, high, bound, harm, count, victims, groups, by_whom, place, lat,
        lon, means, from_day, to_day, first_day, last_day, part_of, disputed_by, verification, checks, review
    ) VALUES (
        $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
        $26, $27
    )",
    copy: "COPY figures (
        number, claim, anchor, begins, ends, words, low, high, bound, harm, count, victims, groups, by_whom, place, lat,
        lon, means, from_day, to_day, first_day, last_day, part_of, disputed_by, verification, checks, review
    ) FROM STDIN BINARY",
};
const PARTIES: Insert = Insert {
    insert: "INSERT INTO parties (claim, place, role, name, entity, figure) VALUES ($1, $2, $3, $4, $5, $6)",
    copy: "COPY parties (claim, place, role, name, entity, figure) FROM STDIN BINARY",
};
const RELATIONS: Insert = Insert {
    insert: "INSERT INTO relations (report, place, kind, from_claim, to_claim, figure, by_whom, words)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    copy: "COPY relations (report, place, kind, from_claim, to_claim, figure, by_whom, words) FROM STDIN BINARY",
};
const VERIFICATIONS: Insert = Insert {
    insert: "INSERT INTO verifications (claim, place, figure, status, by_whom, words) VALUES ($1, $2, $3, $4, $5, $6)",
    copy: "COPY verifications (claim, place, figure, status, by_whom, words) FROM STDIN BINARY",
};

/// Reports whose rows are put in together.
const TOGETHER: usize = 32;

/// A value of a row, before short strings are numbers.
enum Cell<'r> {
    Is(Value<'r>),
    Bytes(Vec<u8>),
    /// A string; nothing where it is empty.
    Word(&'r str),
    /// A name with its key.
    Name(&'r str, &'r str),
}

fn is<'r>(value: impl Into<Value<'r>>) -> Cell<'r> {
    Cell::Is(value.into())
}

fn word(word: &str) -> Cell<'_> {
    Cell::Word(word)
}

fn maybe_word(found: &Option<String>) -> Cell<'_> {
    word(found.as_deref().unwrap_or_default())
}

fn day(found: &Option<String>) -> Cell<'_> {
    is(found.as_deref().and_then(day_number))
}

impl Store {
    /// Takes out all rows of a report; `words` are what its claims are found by.
    pub(super) fn clear(&self, report: i64, words: &[(i64, String)]) -> Result<(), Error> {
        self.database.execute(self.database.dialect().remove_claim_words, &[Value::from(&listed(words))])?;
        for statement in [
            "DELETE FROM relations WHERE report = $1",
            "DELETE FROM verifications WHERE claim BETWEEN CAST($1 AS BIGINT) * 1048576 AND CAST($1 AS BIGINT) * 1048576 + 1048575",
            "DELETE FROM parties WHERE claim BETWEEN CAST($1 AS BIGINT) * 1048576 AND CAST($1 AS BIGINT) * 1048576 + 1048575",
            "DELETE FROM figures WHERE number BETWEEN CAST($1 AS BIGINT) * 1048576 AND CAST($1 AS BIGINT) * 1048576 + 1048575",
            "DELETE FROM claims WHERE number BETWEEN CAST($1 AS BIGINT) * 1048576 AND CAST($1 AS BIGINT) * 1048576 + 1048575",
            "DELETE FROM entities WHERE number BETWEEN CAST($1 AS BIGINT) * 1048576 AND CAST($1 AS BIGINT) * 1048576 + 1048575",
        ] {
            self.database.execute(statement, &[report.into()])?;
        }
        Ok(())
    }

    /// Puts in all rows of reports, table by table; their short strings are learnt together.
    pub(super) fn fill(&self, reports: &[(i64, &Rows)]) -> Result<(), Error> {
        for some in reports.chunks(TOGETHER) {
            let all: Vec<_> =
                some.iter().map(|(number, rows)| cells(*number, rows)).collect::<Result<_, _>>()?;
            let strings = all.iter().flatten().flatten().flatten();
            self.learn(strings.filter_map(|cell| match cell {
                Cell::Word("") | Cell::Name("", _) | Cell::Is(_) | Cell::Bytes(_) => None,
                Cell::Word(word) => Some((*word, "")),
                Cell::Name(name, key) => Some((*name, *key)),
            }))?;
            for (at, insert) in TABLES.iter().enumerate() {
                let rows = all.iter().flat_map(|tables| &tables[at]);
                let rows: Vec<Vec<Value<'_>>> = rows
                    .map(|row| row.iter().map(|cell| self.value(cell)).collect())
                    .collect::<Result<_, _>>()?;
                self.database.insert(*insert, &rows)?;
            }
        }
        Ok(())
    }

    pub(super) fn add_claim_words(&self, words: &[(i64, String)], language: &str) -> Result<(), Error> {
        if words.is_empty() {
            return Ok(());
        }
        let (add, list) = (self.database.dialect().add_claim_words, listed(words));
        self.database.execute(add, &[Value::from(&list), language.into()]).map(drop)
    }

    fn value<'c>(&self, cell: &'c Cell<'_>) -> Result<Value<'c>, Error> {
        match cell {
            Cell::Is(value) => Ok(*value),
            Cell::Bytes(bytes) => Ok(Value::Blob(bytes)),
            Cell::Word("") | Cell::Name("", _) => Ok(Value::Null),
            Cell::Word(word) => self.number_of_word(word, ""),
            Cell::Name(name, key) => self.number_of_word(name, key),
        }
    }
}

/// The claims of a report with their words, which come in the order of the claims.
pub(super) fn numbered(report: i64, rows: &Rows, words: &[String]) -> Result<Vec<(i64, String)>, Error> {
    let numbers = rows.claims.iter().map(|claim| number_of(report, &claim.id));
    numbers.zip(words).map(|(number, words)| Ok((number?, words.clone()))).collect()
}

/// Numbers with their words, as JSON.
fn listed(words: &[(i64, String)]) -> String {
    let list: Vec<_> = words.iter().map(|(number, words)| json!([number, words])).collect();
    serde_json::Value::from(list).to_string()
}

/// The tables, each after those that it leads to.
const TABLES: [Insert; 6] = [ENTITIES, CLAIMS, FIGURES, PARTIES, RELATIONS, VERIFICATIONS];

/// The rows of each table.
fn cells(report: i64, rows: &Rows) -> Result<[Vec<Vec<Cell<'_>>>; TABLES.len()], Error> {
    let number = |id: &str| number_of(report, id);
    let maybe = |id: &Option<String>| id.as_deref().map(number).transpose();
    let own = |id: &Option<String>| id.as_deref().map(|id| number_of(0, id)).transpose();
    let places = 0_usize..;
    let parties = rows.parties.iter().zip(places.clone()).map(|(party, place)| {
        let (entity, figure) = (own(&party.entity)?, own(&party.figure)?);
        let name = Cell::Name(&party.name, &party.key);
        Ok(vec![is(number(&party.claim)?), is(place), is(role(&party.role)), name, is(entity), is(figure)])
    });
    let relations = rows.relations.iter().zip(places.clone()).map(|(found, place)| {
        let (from, to, figure) = (number(&found.from)?, number(&found.to)?, own(&found.figure)?);
        let (kind, by) = (word(&found.kind), maybe_word(&found.by_whom));
        Ok(vec![is(report), is(place), kind, is(from), is(to), is(figure), by, is(&found.words)])
    });
    let verifications = rows.verifications.iter().zip(places).map(|(found, place)| {
        let (claim, figure) = (number(&found.claim)?, own(&found.figure)?);
        let (status, by) = (word(&found.status), maybe_word(&found.by_whom));
        Ok(vec![is(claim), is(place), is(figure), status, by, is(&found.words)])
    });
    let figures = in_order(rows).into_iter();
    let figures = figures.map(|row| figure(number(&row.id)?, number(&row.claim)?, maybe(&row.part_of)?, row));
    Ok([
        rows.entities.iter().map(|row| entity(number(&row.id)?, row)).collect::<Result<_, Error>>()?,
        rows.claims.iter().map(|row| claim(number(&row.id)?, row)).collect::<Result<_, Error>>()?,
        figures.collect::<Result<_, Error>>()?,
        parties.collect::<Result<_, Error>>()?,
        relations.collect::<Result<_, Error>>()?,
        verifications.collect::<Result<_, Error>>()?,
    ])
}

/// The figures, those that are wholes before their parts.
fn in_order(rows: &Rows) -> Vec<&FigureOf> {
    let by_id: BTreeMap<&str, &FigureOf> = rows.figures.iter().map(|figure| (&*figure.id, figure)).collect();
    let depth = |figure: &FigureOf| {
        let (mut at, mut depth) = (figure.part_of.as_deref(), 0);
        while let Some(whole) = at.and_then(|id| by_id.get(id)).filter(|_| depth < by_id.len()) {
            (at, depth) = (whole.part_of.as_deref(), depth + 1);
        }
        depth
    };
    let mut figures: Vec<&FigureOf> = rows.figures.iter().collect();
    figures.sort_by_key(|figure| depth(figure));
    figures
}

fn entity(number: i64, entity: &EntityOf) -> Result<Vec<Cell<'_>>, Error> {
    Ok(vec![
        is(number),
        word(&entity.kind),
        Cell::Name(&entity.name, &entity.key),
        word(&entity.roles),
        maybe_word(&entity.affiliation),
        maybe_word(&entity.country),
        is(entity.geonames.map(i64::from)),
        is(entity.lat),
        is(entity.lon),
        maybe_word(&entity.precision),
        is(entity.mentions),
    ])
}

fn claim(number: i64, claim: &ClaimOf) -> Result<Vec<Cell<'_>>, Error> {
    Ok(vec![
        is(number),
        is(Some(&claim.anchor).filter(|anchor| **anchor != anchor_of(claim.begins, claim.ends, &claim.act))),
        is(claim.begins),
        is(claim.ends),
        Cell::Bytes(pack_spans(claim.begins, &claim.pieces)),
        Cell::Name(claim.speaker.as_deref().unwrap_or_default(), &claim.speaker_key),
        word(&claim.through),
        word(&claim.mode),
        word(&claim.act),
        word(&claim.certainty),
        word(&claim.polarity),
        day(&claim.said),
        day(&claim.first_day),
        day(&claim.last_day),
        word(&claim.disputed_by),
        word(&claim.verification),
        word(&claim.checks),
        is(i64::from(claim.is_to_check)),
        word(&claim.review),
        word(&claim.rule),
    ])
}

fn figure(number: i64, claim: i64, part_of: Option<i64>, figure: &FigureOf) -> Result<Vec<Cell<'_>>, Error> {
    Ok(vec![
        is(number),
        is(claim),
        is(Some(&figure.anchor)
            .filter(|anchor| **anchor != anchor_of(figure.begins, figure.ends, &figure.harm))),
        is(figure.begins),
        is(figure.ends),
        is(&figure.words),
        is(figure.low),
        is(figure.high),
        word(&figure.bound),
        word(&figure.harm),
        word(&figure.count),
        word(&figure.victims),
        word(&figure.groups),
        maybe_word(&figure.by_whom),
        maybe_word(&figure.place),
        is(figure.lat),
        is(figure.lon),
        maybe_word(&figure.means),
        day(&figure.from_day),
        day(&figure.to_day),
        day(&figure.first_day),
        day(&figure.last_day),
        is(part_of),
        word(&figure.disputed_by),
        word(&figure.verification),
        word(&figure.checks),
        word(&figure.review),
    ])
}

/// The number of a role.
fn role(role: &str) -> Option<usize> {
    ROLES.iter().position(|known| *known == role).map(|at| at + 1)
}

/// Where a row stands in the text, and what was read there: what reviews are tied to.
pub(super) fn anchor_of(begins: usize, ends: usize, what: &str) -> String {
    format!("{begins}-{ends} {what}")
}
