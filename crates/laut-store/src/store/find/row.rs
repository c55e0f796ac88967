//! Rows of a table as what they stand for. Short strings are numbers in it, and what a row shows of its report is asked for
//! once for all rows of the report.

use std::collections::HashMap;
use std::sync::Arc;

use crate::database::Row;
use crate::pack::unpack_spans;
use crate::store::numbers::{day_named, degrees, id_in, id_of, report_of, written};
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

/// What a claim shows of its report.
pub(super) struct Publication {
    /// By when it was published, and its id, reports are put in order.
    pub(super) published_at: Option<i64>,
    pub(super) id: Arc<str>,
    publisher: Option<String>,
    published: Option<String>,
    title: Option<String>,
    url: Option<String>,
    input: String,
    language: String,
    laut: String,
}

/// A row that shows its report, and words of the report's text.
pub(super) trait Quoted {
    type Answer;

    /// The claim that it is or stands in.
    fn claim(&self) -> &Claim;
    /// Where it begins and ends in the text, and its number: the order in a report.
    fn place(&self) -> ([usize; 2], i64);
    /// The numbers of its short strings.
    fn numbers(&self) -> impl Iterator<Item = i64>;
    /// What it stands for.
    fn answer(self, words: &Words, report: &Publication, quotation: String) -> Result<Self::Answer, Error>;
}

/// A claim whose short strings are numbers.
pub(super) struct Claim {
    number: i64,
    span: [usize; 2],
    pieces: Vec<[usize; 2]>,
    days: [Option<i64>; 3],
    words: [Option<i64>; 11],
}

impl Claim {
    /// The number of its report.
    pub(super) fn report(&self) -> i64 {
        report_of(self.number)
    }

    /// What it says, in the words of its report.
    pub(super) fn quotation(&self, text: &Text<'_>) -> String {
        text.quotation(&self.pieces)
    }
}

/// A figure whose short strings are numbers.
pub(super) struct Figure {
    claim: Claim,
    number: i64,
    span: [usize; 2],
    words: String,
    bounds: [Option<f64>; 2],
    point: Option<(f64, f64)>,
    days: [Option<i64>; 2],
    part_of: Option<i64>,
    names: [Option<i64>; 12],
}

impl Quoted for Claim {
    type Answer = ClaimRow;

    fn claim(&self) -> &Claim {
        self
    }

    fn place(&self) -> ([usize; 2], i64) {
        (self.span, self.number)
    }

    fn numbers(&self) -> impl Iterator<Item = i64> {
        self.words.iter().copied().flatten()
    }

    fn answer(self, words: &Words, report: &Publication, quotation: String) -> Result<ClaimRow, Error> {
        let [
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
        ] = words.named(self.words)?;
        let [said, first_day, last_day] = self.days.map(|day| day.and_then(day_named));
        Ok(ClaimRow {
            id: id_in(&report.id, 'c', self.number),
            report: report.id.to_string(),
            publisher: report.publisher.clone(),
            published: report.published.clone(),
            title: report.title.clone(),
            url: report.url.clone(),
            input: report.input.clone(),
            language: report.language.clone(),
            quotation,
            span: self.span,
            speaker,
            through: through.unwrap_or_default(),
            mode: mode.unwrap_or_default(),
            act: act.unwrap_or_default(),
            certainty: certainty.unwrap_or_default(),
            polarity: polarity.unwrap_or_default(),
            said,
            first_day,
            last_day,
            disputed_by: disputed_by.unwrap_or_default(),
            verification: verification.unwrap_or_default(),
            checks: checks.unwrap_or_default(),
            review: review.unwrap_or_default(),
            rule: rule.unwrap_or_default(),
            laut: report.laut.clone(),
        })
    }
}

impl Quoted for Figure {
    type Answer = FigureRow;

    fn claim(&self) -> &Claim {
        &self.claim
    }

    fn place(&self) -> ([usize; 2], i64) {
        (self.span, self.number)
    }

    fn numbers(&self) -> impl Iterator<Item = i64> {
        self.names.iter().copied().flatten().chain(self.claim.numbers())
    }

    fn answer(self, words: &Words, report: &Publication, quotation: String) -> Result<FigureRow, Error> {
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
        ] = words.named(self.names)?;
        let ([low, high], [from, to]) = (self.bounds, self.days.map(|day| day.and_then(day_named)));
        Ok(FigureRow {
            id: id_in(&report.id, 'f', self.number),
            span: self.span,
            words: self.words,
            low,
            high,
            bound: bound.unwrap_or_default(),
            harm: harm.unwrap_or_default(),
            count: count.unwrap_or_default(),
            victims: victims.unwrap_or_default(),
            groups: groups.unwrap_or_default().trim().to_owned(),
            by,
            place,
            point: self.point,
            means,
            from,
            to,
            part_of: self.part_of.map(|number| id_in(&report.id, 'f', number)),
            disputed_by: disputed_by.unwrap_or_default(),
            verification: verification.unwrap_or_default(),
            checks: checks.unwrap_or_default(),
            review: review.unwrap_or_default(),
            claim: self.claim.answer(words, report, quotation)?,
        })
    }
}

fn point(row: &dyn Row) -> Result<Option<(f64, f64)>, Error> {
    let point = row.maybe_integer("lat")?.zip(row.maybe_integer("lon")?);
    Ok(point.map(|(lat, lon)| (degrees(lat), degrees(lon))))
}

fn numbers<const N: usize>(row: &dyn Row, columns: [&str; N]) -> Result<[Option<i64>; N], Error> {
    let mut numbers = [None; N];
    for (number, column) in numbers.iter_mut().zip(columns) {
        *number = row.maybe_integer(column)?;
    }
    Ok(numbers)
}

pub(super) fn claim(row: &dyn Row) -> Result<Claim, Error> {
    let begins = row.size("cbegins")?;
    let words = [
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
    ];
    Ok(Claim {
        number: row.integer("cnumber")?,
        span: [begins, row.size("cends")?],
        pieces: unpack_spans(begins, &row.blob("pieces")?),
        days: numbers(row, ["said", "cfirst", "clast"])?,
        words: numbers(row, words)?,
    })
}

pub(super) fn figure(row: &dyn Row) -> Result<Figure, Error> {
    let names = [
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
    Ok(Figure {
        claim: claim(row)?,
        number: row.integer("fnumber")?,
        span: [row.size("begins")?, row.size("ends")?],
        words: row.text("words")?,
        bounds: [row.maybe_real("low")?, row.maybe_real("high")?],
        point: point(row)?,
        days: numbers(row, ["from_day", "to_day"])?,
        part_of: row.maybe_integer("part_of")?,
        names: numbers(row, names)?,
    })
}

pub(super) fn publication(row: &dyn Row) -> Result<Publication, Error> {
    Ok(Publication {
        published_at: row.maybe_integer("published_at")?,
        id: id_of(&row.blob("rid")?).into(),
        publisher: row.maybe_text("publisher")?,
        published: row.maybe_text("published")?,
        title: row.maybe_text("title")?,
        url: row.maybe_text("url")?,
        input: row.text("input")?,
        language: row.text("language")?,
        laut: row.words("laut")?,
    })
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
