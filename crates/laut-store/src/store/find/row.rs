//! Rows of a table as what they stand for.

use crate::database::Row;
use crate::pack::unpack_spans;
use crate::store::numbers::{day_named, id_in, id_of, report_of, written};
use crate::{ClaimRow, EntityRow, Error, FigureRow, ReportRow};

/// Where the words of a row stand.
pub(super) struct Place {
    pub(super) report: i64,
    pub(super) pieces: Vec<[usize; 2]>,
}

/// A row that shows words of a text.
pub(super) trait Quoted {
    fn quote(&mut self, quotation: String);
}

impl Quoted for ClaimRow {
    fn quote(&mut self, quotation: String) {
        self.quotation = quotation;
    }
}

impl Quoted for FigureRow {
    fn quote(&mut self, quotation: String) {
        self.claim.quotation = quotation;
    }
}

fn point(row: &dyn Row) -> Result<Option<(f64, f64)>, Error> {
    Ok(row.maybe_real("lat")?.zip(row.maybe_real("lon")?))
}

fn day(row: &dyn Row, column: &str) -> Result<Option<String>, Error> {
    Ok(row.maybe_integer(column)?.and_then(day_named))
}

/// A claim, still without its words.
pub(super) fn claim(row: &dyn Row) -> Result<(Place, ClaimRow), Error> {
    let (number, begins) = (row.integer("cnumber")?, row.size("cbegins")?);
    let report = id_of(&row.blob("rid")?);
    let place = Place { report: report_of(number), pieces: unpack_spans(begins, &row.blob("pieces")?) };
    let claim = ClaimRow {
        id: id_in(&report, 'c', number),
        report,
        publisher: row.maybe_text("publisher")?,
        published: row.maybe_text("published")?,
        title: row.maybe_text("title")?,
        url: row.maybe_text("url")?,
        input: row.text("input")?,
        language: row.text("language")?,
        quotation: String::new(),
        span: [begins, row.size("cends")?],
        speaker: row.maybe_text("speaker")?,
        through: row.words("through")?,
        mode: row.text("mode")?,
        act: row.text("act")?,
        certainty: row.text("certainty")?,
        polarity: row.text("polarity")?,
        said: day(row, "said")?,
        first_day: day(row, "cfirst")?,
        last_day: day(row, "clast")?,
        disputed_by: row.words("cdisputed")?,
        verification: row.words("cverification")?,
        checks: row.words("cchecks")?,
        review: row.words("creview")?,
        rule: row.text("rule")?,
        laut: row.text("laut")?,
    };
    Ok((place, claim))
}

/// A figure, its claim still without its words.
pub(super) fn figure(row: &dyn Row) -> Result<(Place, FigureRow), Error> {
    let (place, claim) = claim(row)?;
    let figure = FigureRow {
        id: id_in(&claim.report, 'f', row.integer("fnumber")?),
        span: [row.size("begins")?, row.size("ends")?],
        words: row.text("words")?,
        low: row.maybe_real("low")?,
        high: row.maybe_real("high")?,
        bound: row.text("bound")?,
        harm: row.text("harm")?,
        count: row.text("count")?,
        victims: row.words("victims")?,
        groups: row.words("groups")?.trim().to_owned(),
        by: row.maybe_text("by_whom")?,
        place: row.maybe_text("place")?,
        point: point(row)?,
        means: row.maybe_text("means")?,
        from: day(row, "from_day")?,
        to: day(row, "to_day")?,
        part_of: row.maybe_integer("part_of")?.map(|number| id_in(&claim.report, 'f', number)),
        disputed_by: row.words("disputed_by")?,
        verification: row.words("verification")?,
        checks: row.words("checks")?,
        review: row.words("review")?,
        claim,
    };
    Ok((place, figure))
}

pub(super) fn report(row: &dyn Row) -> Result<ReportRow, Error> {
    let why = row.maybe_text("why")?;
    let (by, at) = (row.words("by_whom")?, row.maybe_integer("at")?.map(written).unwrap_or_default());
    Ok(ReportRow {
        id: id_of(&row.blob("rid")?),
        text_id: id_of(&row.blob("text_id")?),
        input: row.text("input")?,
        title: row.maybe_text("title")?,
        url: row.maybe_text("url")?,
        publisher: row.maybe_text("publisher")?,
        published: row.maybe_text("published")?,
        language: row.text("language")?,
        taken_in: written(row.integer("taken_in")?),
        laut: row.text("laut")?,
        version: row.size("version")?,
        versions: row.size("versions")?.max(1),
        copies: row.size("copies")?,
        retracted: why.map(|why| format!("{why} ({by}, {at})")),
        is_shown: row.integer("is_shown")? > 0,
        claims: row.size("claims")?,
        figures: row.size("figures")?,
    })
}

/// Kind, by whom, the claims that dispute and are disputed, the figure.
pub(super) type Dispute = (String, Option<String>, i64, i64, Option<String>);

pub(super) fn dispute(row: &dyn Row) -> Result<Dispute, Error> {
    let report = id_of(&row.blob("rid")?);
    let figure = row.maybe_integer("figure")?.map(|number| id_in(&report, 'f', number));
    let (kind, by) = (row.text("kind")?, row.maybe_text("by_whom")?);
    Ok((kind, by, row.integer("from_claim")?, row.integer("to_claim")?, figure))
}

pub(super) fn entity(row: &dyn Row) -> Result<EntityRow, Error> {
    let report = id_of(&row.blob("rid")?);
    Ok(EntityRow {
        id: id_in(&report, 'e', row.integer("number")?),
        report,
        kind: row.text("kind")?,
        name: row.text("name")?,
        key: row.maybe_text("key")?.filter(|key| !key.is_empty()),
        roles: row.words("roles")?,
        affiliation: row.maybe_text("affiliation")?,
        country: row.maybe_text("country")?,
        geonames: row.maybe_integer("geonames")?.and_then(|number| u32::try_from(number).ok()),
        point: point(row)?,
        precision: row.maybe_text("precision")?,
        mentions: row.size("mentions")?,
    })
}
