//! Rows of a table as what they stand for.

use rusqlite::Row;

use crate::{ClaimRow, EntityRow, FigureRow, ReportRow};

/// Digits of a report's id that stand before the id of a row.
const DIGITS: usize = 12;

/// `4f1c9a02b7d3:c3`.
fn id_in(report: &str, id: &str) -> String {
    let hash: String = report.trim_start_matches("sha256:").chars().take(DIGITS).collect();
    format!("{hash}:{id}")
}

fn size(row: &Row<'_>, name: &str) -> rusqlite::Result<usize> {
    row.get::<_, i64>(name).map(|size| usize::try_from(size).unwrap_or_default())
}

fn point(row: &Row<'_>) -> rusqlite::Result<Option<(f64, f64)>> {
    let (lat, lon): (Option<f64>, Option<f64>) = (row.get("lat")?, row.get("lon")?);
    Ok(lat.zip(lon))
}

pub(super) fn claim(row: &Row<'_>) -> rusqlite::Result<ClaimRow> {
    let report: String = row.get("rid")?;
    Ok(ClaimRow {
        id: id_in(&report, &row.get::<_, String>("cid")?),
        report,
        publisher: row.get("publisher")?,
        published: row.get("published")?,
        title: row.get("title")?,
        url: row.get("url")?,
        input: row.get("input")?,
        language: row.get("language")?,
        quotation: row.get("quotation")?,
        span: [size(row, "cbegins")?, size(row, "cends")?],
        speaker: row.get("speaker")?,
        through: row.get("through")?,
        mode: row.get("mode")?,
        act: row.get("act")?,
        certainty: row.get("certainty")?,
        polarity: row.get("polarity")?,
        said: row.get("said")?,
        first_day: row.get("cfirst")?,
        last_day: row.get("clast")?,
        disputed_by: row.get("cdisputed")?,
        verification: row.get("cverification")?,
        checks: row.get("cchecks")?,
        review: row.get("creview")?,
        rule: row.get("rule")?,
        laut: row.get("laut")?,
    })
}

pub(super) fn figure(row: &Row<'_>) -> rusqlite::Result<FigureRow> {
    let claim = claim(row)?;
    let part_of: Option<String> = row.get("part_of")?;
    Ok(FigureRow {
        id: id_in(&claim.report, &row.get::<_, String>("fid")?),
        span: [size(row, "begins")?, size(row, "ends")?],
        words: row.get("words")?,
        low: row.get("low")?,
        high: row.get("high")?,
        bound: row.get("bound")?,
        harm: row.get("harm")?,
        count: row.get("count")?,
        victims: row.get("victims")?,
        groups: row.get::<_, String>("groups")?.trim().to_owned(),
        by: row.get("by_whom")?,
        place: row.get("place")?,
        point: point(row)?,
        means: row.get("means")?,
        from: row.get("from_day")?,
        to: row.get("to_day")?,
        part_of: part_of.map(|id| id_in(&claim.report, &id)),
        disputed_by: row.get("disputed_by")?,
        verification: row.get("verification")?,
        checks: row.get("checks")?,
        review: row.get("review")?,
        claim,
    })
}

pub(super) fn report(row: &Row<'_>) -> rusqlite::Result<ReportRow> {
    Ok(ReportRow {
        id: row.get("rid")?,
        text_id: row.get("text_id")?,
        input: row.get("input")?,
        title: row.get("title")?,
        url: row.get("url")?,
        publisher: row.get("publisher")?,
        published: row.get("published")?,
        language: row.get("language")?,
        taken_in: row.get("taken_in")?,
        laut: row.get("laut")?,
        version: size(row, "version")?,
        versions: size(row, "versions")?.max(1),
        copies: size(row, "copies")?,
        retracted: row.get("retracted")?,
        is_shown: row.get("is_shown")?,
        claims: size(row, "claims")?,
        figures: size(row, "figures")?,
    })
}

pub(super) fn entity(row: &Row<'_>) -> rusqlite::Result<EntityRow> {
    let report: String = row.get("rid")?;
    let key: String = row.get("key")?;
    Ok(EntityRow {
        id: id_in(&report, &row.get::<_, String>("id")?),
        report,
        kind: row.get("kind")?,
        name: row.get("name")?,
        key: Some(key).filter(|key| !key.is_empty()),
        roles: row.get("roles")?,
        affiliation: row.get("affiliation")?,
        country: row.get("country")?,
        geonames: row.get("geonames")?,
        point: point(row)?,
        precision: row.get("precision")?,
        mentions: size(row, "mentions")?,
    })
}
