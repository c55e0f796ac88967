//! Rows of a table as what they stand for. Short strings are numbers in it; those of many rows are asked for together.

use std::collections::HashMap;

use crate::database::Row;
use crate::pack::unpack_spans;
use crate::store::numbers::{day_named, id_in, id_of, report_of, written};
use crate::text::Text;
use crate::{ClaimRow, EntityRow, Error, FigureRow, ReportRow};

/// Short strings by their numbers.
#[derive(Debug, Default)]
pub(super) struct Words(pub(super) HashMap<i64, String>);

impl Words {
    fn named<const N: usize>(&self, numbers: [Option<i64>; N]) -> Result<[Option<String>; N], Error> {
        let mut words = [const { None }; N];
        for (word, number) in words.iter_mut().zip(numbers) {
            let Some(number) = number else { continue };
            let found = self.0.get(&number).ok_or_else(|| Error::Damaged {
                what: format!("the word of number {number}"),
                cause: "it is not there".to_owned(),
            })?;
            *word = Some(found.clone());
        }
        Ok(words)
    }
}

/// A row that shows short strings, and words of a text.
pub(super) trait Quoted {
    type Answer;

    /// The number of the report in which the words stand.
    fn report(&self) -> i64;
    /// The numbers of its short strings.
    fn numbers(&self) -> impl Iterator<Item = i64>;
    /// What it stands for.
    fn answer(self, words: &Words, text: Option<&Text<'_>>) -> Result<Self::Answer, Error>;
}

/// A claim whose short strings are numbers.
pub(super) struct Claim {
    row: ClaimRow,
    report: i64,
    pieces: Vec<[usize; 2]>,
    words: [Option<i64>; 13],
}

/// A figure whose short strings are numbers.
pub(super) struct Figure {
    row: FigureRow,
    claim: Claim,
    words: [Option<i64>; 12],
}

impl Quoted for Claim {
    type Answer = ClaimRow;

    fn report(&self) -> i64 {
        self.report
    }

    fn numbers(&self) -> impl Iterator<Item = i64> {
        self.words.iter().copied().flatten()
    }

    fn answer(self, words: &Words, text: Option<&Text<'_>>) -> Result<ClaimRow, Error> {
        let [
            publisher,
            speaker,
            through,
            mode,
            act,
            certainty,
            polarity,
            disputed_by,
            verification,
            checks,
            review,
            rule,
            laut,
        ] = words.named(self.words)?;
        Ok(ClaimRow {
            publisher,
            speaker,
            through: through.unwrap_or_default(),
            mode: mode.unwrap_or_default(),
            act: act.unwrap_or_default(),
            certainty: certainty.unwrap_or_default(),
            polarity: polarity.unwrap_or_default(),
            disputed_by: disputed_by.unwrap_or_default(),
            verification: verification.unwrap_or_default(),
            checks: checks.unwrap_or_default(),
            review: review.unwrap_or_default(),
            rule: rule.unwrap_or_default(),
            laut: laut.unwrap_or_default(),
            quotation: text.map(|text| text.quotation(&self.pieces)).unwrap_or_default(),
            ..self.row
        })
    }
}

impl Quoted for Figure {
    type Answer = FigureRow;

    fn report(&self) -> i64 {
        self.claim.report
    }

    fn numbers(&self) -> impl Iterator<Item = i64> {
        self.words.iter().copied().flatten().chain(self.claim.numbers())
    }

    fn answer(self, words: &Words, text: Option<&Text<'_>>) -> Result<FigureRow, Error> {
        let [
            bound,
            harm,
            count,
            victims,
            groups,
            by,
            place,
            means,
            disputed_by,
            verification,
            checks,
            review,
        ] = words.named(self.words)?;
        Ok(FigureRow {
            bound: bound.unwrap_or_default(),
            harm: harm.unwrap_or_default(),
            count: count.unwrap_or_default(),
            victims: victims.unwrap_or_default(),
            groups: groups.unwrap_or_default().trim().to_owned(),
            by,
            place,
            means,
            disputed_by: disputed_by.unwrap_or_default(),
            verification: verification.unwrap_or_default(),
            checks: checks.unwrap_or_default(),
            review: review.unwrap_or_default(),
            claim: self.claim.answer(words, text)?,
            ..self.row
        })
    }
}

fn point(row: &dyn Row) -> Result<Option<(f64, f64)>, Error> {
    Ok(row.maybe_real("lat")?.zip(row.maybe_real("lon")?))
}

fn day(row: &dyn Row, column: &str) -> Result<Option<String>, Error> {
    Ok(row.maybe_integer(column)?.and_then(day_named))
}

fn numbers<const N: usize>(row: &dyn Row, columns: [&str; N]) -> Result<[Option<i64>; N], Error> {
    let mut numbers = [None; N];
    for (number, column) in numbers.iter_mut().zip(columns) {
        *number = row.maybe_integer(column)?;
    }
    Ok(numbers)
}

pub(super) fn claim(row: &dyn Row) -> Result<Claim, Error> {
    let (number, begins) = (row.integer("cnumber")?, row.size("cbegins")?);
    let report = id_of(&row.blob("rid")?);
    let words = [
        "publisher",
        "speaker",
        "through",
        "mode",
        "act",
        "certainty",
        "polarity",
        "cdisputed",
        "cverification",
        "cchecks",
        "creview",
        "rule",
        "laut",
    ];
    Ok(Claim {
        report: report_of(number),
        pieces: unpack_spans(begins, &row.blob("pieces")?),
        words: numbers(row, words)?,
        row: ClaimRow {
            id: id_in(&report, 'c', number),
            report,
            published: row.maybe_text("published")?,
            title: row.maybe_text("title")?,
            url: row.maybe_text("url")?,
            input: row.text("input")?,
            language: row.text("language")?,
            span: [begins, row.size("cends")?],
            said: day(row, "said")?,
            first_day: day(row, "cfirst")?,
            last_day: day(row, "clast")?,
            ..ClaimRow::default()
        },
    })
}

pub(super) fn figure(row: &dyn Row) -> Result<Figure, Error> {
    let claim = claim(row)?;
    let words = [
        "bound",
        "harm",
        "count",
        "victims",
        "groups",
        "by_whom",
        "place",
        "means",
        "disputed_by",
        "verification",
        "checks",
        "review",
    ];
    let words = numbers(row, words)?;
    let row = FigureRow {
        id: id_in(&claim.row.report, 'f', row.integer("fnumber")?),
        span: [row.size("begins")?, row.size("ends")?],
        words: row.text("words")?,
        low: row.maybe_real("low")?,
        high: row.maybe_real("high")?,
        point: point(row)?,
        from: day(row, "from_day")?,
        to: day(row, "to_day")?,
        part_of: row.maybe_integer("part_of")?.map(|number| id_in(&claim.row.report, 'f', number)),
        ..FigureRow::default()
    };
    Ok(Figure { row, claim, words })
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
