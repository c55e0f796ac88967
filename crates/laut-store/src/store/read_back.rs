//! The rows of one report as they stand in the tables, to be compared with what they should be.

use super::Store;
use super::numbers::{day_named, own_id};
use super::tables::anchor_of;
use crate::Error;
use crate::database::Row;
use crate::pack::unpack_spans;
use crate::rows::{ClaimOf, EntityOf, FigureOf, PartyOf, ROLES, RelationOf, Rows, VerificationOf};

impl Store {
    /// All rows of a report.
    pub(super) fn rows_of(&self, report: i64) -> Result<Rows, Error> {
        let number = [report.into()];
        Ok(Rows {
            entities: self.all(include_str!("../sql/read_back/entities.sql"), &number, entity)?,
            claims: self.all(include_str!("../sql/read_back/claims.sql"), &number, claim)?,
            figures: self.all(include_str!("../sql/read_back/figures.sql"), &number, figure)?,
            parties: self.all(include_str!("../sql/read_back/parties.sql"), &number, party)?,
            relations: self.all(include_str!("../sql/read_back/relations.sql"), &number, relation)?,
            verifications: self.all(
                include_str!("../sql/read_back/verifications.sql"),
                &number,
                verification,
            )?,
        })
    }
}

fn own(row: &dyn Row, letter: char, column: &str) -> Result<String, Error> {
    Ok(own_id(letter, row.integer(column)?))
}

fn maybe_own(row: &dyn Row, letter: char, column: &str) -> Result<Option<String>, Error> {
    Ok(row.maybe_integer(column)?.map(|number| own_id(letter, number)))
}

fn day(row: &dyn Row, column: &str) -> Result<Option<String>, Error> {
    Ok(row.maybe_integer(column)?.and_then(day_named))
}

fn entity(row: &dyn Row) -> Result<EntityOf, Error> {
    Ok(EntityOf {
        id: own(row, 'e', "number")?,
        kind: row.text("kind")?,
        name: row.text("name")?,
        key: row.text("key")?,
        roles: row.words("roles")?,
        affiliation: row.maybe_text("affiliation")?,
        country: row.maybe_text("country")?,
        geonames: row.maybe_integer("geonames")?.and_then(|number| u32::try_from(number).ok()),
        lat: row.maybe_integer("lat")?,
        lon: row.maybe_integer("lon")?,
        precision: row.maybe_text("precision")?,
        mentions: row.size("mentions")?,
    })
}

fn claim(row: &dyn Row) -> Result<ClaimOf, Error> {
    let (begins, ends, act) = (row.size("begins")?, row.size("ends")?, row.text("act")?);
    Ok(ClaimOf {
        id: own(row, 'c', "number")?,
        anchor: row.maybe_text("anchor")?.unwrap_or_else(|| anchor_of(begins, ends, &act)),
        begins,
        ends,
        pieces: unpack_spans(begins, &row.blob("pieces")?),
        speaker: row.maybe_text("speaker")?,
        speaker_key: row.words("speaker_key")?,
        through: row.words("through")?,
        mode: row.text("mode")?,
        act,
        certainty: row.text("certainty")?,
        polarity: row.text("polarity")?,
        said: day(row, "said")?,
        first_day: day(row, "first_day")?,
        last_day: day(row, "last_day")?,
        disputed_by: row.words("disputed_by")?,
        verification: row.words("verification")?,
        checks: row.words("checks")?,
        is_to_check: row.integer("is_to_check")? > 0,
        review: row.words("review")?,
        rule: row.text("rule")?,
    })
}

fn figure(row: &dyn Row) -> Result<FigureOf, Error> {
    let (begins, ends, harm) = (row.size("begins")?, row.size("ends")?, row.text("harm")?);
    Ok(FigureOf {
        claim: own(row, 'c', "claim")?,
        id: own(row, 'f', "number")?,
        anchor: row.maybe_text("anchor")?.unwrap_or_else(|| anchor_of(begins, ends, &harm)),
        begins,
        ends,
        words: row.text("words")?,
        low: row.maybe_real("low")?,
        high: row.maybe_real("high")?,
        bound: row.text("bound")?,
        harm,
        count: row.text("count")?,
        victims: row.words("victims")?,
        groups: row.words("groups")?,
        by_whom: row.maybe_text("by_whom")?,
        place: row.maybe_text("place")?,
        lat: row.maybe_integer("lat")?,
        lon: row.maybe_integer("lon")?,
        means: row.maybe_text("means")?,
        from_day: day(row, "from_day")?,
        to_day: day(row, "to_day")?,
        first_day: day(row, "first_day")?,
        last_day: day(row, "last_day")?,
        part_of: maybe_own(row, 'f', "part_of")?,
        disputed_by: row.words("disputed_by")?,
        verification: row.words("verification")?,
        checks: row.words("checks")?,
        review: row.words("review")?,
    })
}

fn party(row: &dyn Row) -> Result<PartyOf, Error> {
    Ok(PartyOf {
        claim: own(row, 'c', "claim")?,
        figure: maybe_own(row, 'f', "figure")?,
        role: role(row)?.to_owned(),
        name: row.text("name")?,
        key: row.text("key")?,
        entity: maybe_own(row, 'e', "entity")?,
    })
}

/// As what somebody or something stands in a claim.
pub(super) fn role(row: &dyn Row) -> Result<&'static str, Error> {
    let number = row.size("role")?;
    ROLES.get(number.wrapping_sub(1)).copied().ok_or_else(|| Error::Damaged {
        what: "a party".to_owned(),
        cause: format!("expected a role from 1 to {}, found {number}", ROLES.len()),
    })
}

fn relation(row: &dyn Row) -> Result<RelationOf, Error> {
    Ok(RelationOf {
        kind: row.text("kind")?,
        from: own(row, 'c', "from_claim")?,
        to: own(row, 'c', "to_claim")?,
        figure: maybe_own(row, 'f', "figure")?,
        by_whom: row.maybe_text("by_whom")?,
        words: row.text("words")?,
    })
}

fn verification(row: &dyn Row) -> Result<VerificationOf, Error> {
    Ok(VerificationOf {
        claim: own(row, 'c', "claim")?,
        figure: maybe_own(row, 'f', "figure")?,
        status: row.text("status")?,
        by_whom: row.maybe_text("by_whom")?,
        words: row.text("words")?,
    })
}
