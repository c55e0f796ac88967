//! Figures as rows of comma-separated values, for sheets and statistics: one row a figure, with the words it was read from.
//!
//! `docs/rows.md` says what each column holds. A cell that a sheet would take for a formula (`=`, `+`, `-`, `@` at its
//! start) gets an apostrophe before it, as [OWASP](https://owasp.org/www-community/attacks/CSV_Injection) advises: reports
//! come from anywhere.

use laut::Record;
use laut::claims::record::{ClaimRecord, FigureRecord, PlaceRecord, Reference, Value};

use super::Order;
use super::cells::clean;
use super::figures::figures;
use super::names::{Names, content};

/// Which program the rows are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Commas, as RFC 4180 has it.
    Plain,
    /// Semicolons and a byte-order mark, which Excel needs in most of Europe.
    Excel,
}

/// A figure with all that is known of it.
struct Row<'r> {
    record: &'r Record,
    names: &'r Names<'r>,
    claim: &'r ClaimRecord,
    figure: &'r FigureRecord,
}

/// A column: its name, and what stands in it.
type Column = (&'static str, fn(&Row<'_>) -> String);

/// The columns, in their order.
const COLUMNS: &[Column] = &[
    ("report", |row| row.record.report.input.clone()),
    ("report_id", |row| row.record.report.id.clone()),
    ("publisher", |row| row.record.report.publisher.clone().unwrap_or_default()),
    ("published", |row| row.record.report.published.clone().unwrap_or_default()),
    ("dated", |row| row.record.report.dated.unwrap_or_default().to_owned()),
    ("language", |row| row.record.report.language.clone()),
    ("title", |row| row.record.report.title.clone().unwrap_or_default()),
    ("url", |row| row.record.report.url.clone().unwrap_or_default()),
    ("claim", |row| row.claim.id.clone()),
    ("figure", |row| row.figure.id.clone()),
    ("number", |row| row.figure.text.clone()),
    ("low", |row| value(row.figure.low.as_ref())),
    ("high", |row| value(row.figure.high.as_ref())),
    ("bound", |row| row.figure.bound.to_owned()),
    ("harm", |row| row.figure.harm.to_owned()),
    ("victims", |row| row.figure.victims.as_ref().map(|found| found.text.clone()).unwrap_or_default()),
    ("groups", |row| row.figure.victims.as_ref().map(|found| found.groups.join(" ")).unwrap_or_default()),
    ("count", |row| row.figure.count.to_owned()),
    ("from", |row| row.figure.from.clone().unwrap_or_default()),
    ("to", |row| row.figure.to.clone().unwrap_or_default()),
    ("place", |row| row.reference(row.figure.place.as_ref())),
    ("latitude", |row| row.place().map(|place| place.lat.to_string()).unwrap_or_default()),
    ("longitude", |row| row.place().map(|place| place.lon.to_string()).unwrap_or_default()),
    ("precision", |row| row.place().map(|place| place.precision.to_owned()).unwrap_or_default()),
    ("geonames", |row| {
        row.place().and_then(|place| place.geonames).map(|number| number.to_string()).unwrap_or_default()
    }),
    ("means", |row| row.figure.means.as_ref().map(|found| found.text.clone()).unwrap_or_default()),
    ("by", |row| row.reference(row.figure.by.as_ref())),
    ("part_of", |row| row.figure.part_of.clone().unwrap_or_default()),
    ("source", |row| row.reference(row.claim.source.as_ref())),
    ("source_words", |row| row.claim.source.as_ref().map(|found| found.text.clone()).unwrap_or_default()),
    ("through", |row| {
        let through = row.claim.through.iter().map(|source| row.names.reference(source));
        through.collect::<Vec<_>>().join("; ")
    }),
    ("mode", |row| row.claim.mode.to_owned()),
    ("act", |row| row.claim.act.to_owned()),
    ("certainty", |row| row.claim.certainty.to_owned()),
    ("polarity", |row| row.claim.polarity.to_owned()),
    ("disputed_by", |row| row.disputed_by()),
    ("verification", |row| row.verification()),
    ("quotation", |row| content(row.claim)),
    ("start", |row| row.figure.span[0].to_string()),
    ("end", |row| row.figure.span[1].to_string()),
    ("check", |row| row.figure.check.iter().chain(&row.claim.check).copied().collect::<Vec<_>>().join("; ")),
];

impl Row<'_> {
    /// The name of an entity, else the words.
    fn reference(&self, reference: Option<&Reference>) -> String {
        reference.map(|reference| self.names.reference(reference)).unwrap_or_default()
    }

    /// Where the figure's place lies.
    fn place(&self) -> Option<&PlaceRecord> {
        let id = self.figure.place.as_ref()?.entity.as_ref()?;
        self.record.entities.iter().find(|entity| entity.id == *id)?.place.as_ref()
    }

    /// Who denies or contradicts the claim, or gives another number.
    fn disputed_by(&self) -> String {
        let mut who: Vec<String> = Vec::new();
        for relation in &self.record.relations {
            let is_dispute = matches!(relation.kind, "denies" | "contradicts" | "blames_back");
            let is_here = relation.figure.as_ref().is_none_or(|figure| *figure == self.figure.id);
            let Some(from) = self.names.claim(&relation.from).filter(|_| is_dispute && is_here) else {
                continue;
            };
            let by = self.names.entity(relation.by.as_deref()).unwrap_or_else(|| self.names.who(from));
            if relation.to == self.claim.id && !who.contains(&by) {
                who.push(by);
            }
        }
        who.join("; ")
    }

    /// Who could, or could not, confirm it.
    fn verification(&self) -> String {
        let is_here =
            |figure: &Option<String>| figure.as_ref().is_none_or(|figure| *figure == self.figure.id);
        let found = self.claim.verification.iter().filter(|found| is_here(&found.figure)).map(|found| {
            let status = found.status.replace('_', " ");
            match self.names.entity(found.by.as_deref()) {
                Some(by) => format!("{status} by {by}"),
                None => status,
            }
        });
        found.collect::<Vec<_>>().join("; ")
    }
}

/// The names of the columns as the first row, with what the dialect wants before it.
pub(crate) fn opening(dialect: Dialect) -> Vec<u8> {
    let mut bytes = match dialect {
        Dialect::Plain => Vec::new(),
        Dialect::Excel => "\u{feff}".as_bytes().to_vec(),
    };
    bytes.extend(written(
        dialect,
        std::iter::once(COLUMNS.iter().map(|(name, _)| (*name).to_owned()).collect()),
    ));
    bytes
}

/// A row for each figure of a report.
pub(crate) fn write(record: &Record, order: Order, dialect: Dialect) -> Vec<u8> {
    let names = Names::of(record);
    let rows = figures(record, order).into_iter().map(|(claim, figure)| {
        let row = Row { record, names: &names, claim, figure };
        COLUMNS.iter().map(|(_, cell)| harmless(clean(&cell(&row)))).collect()
    });
    written(dialect, rows)
}

/// Rows in a dialect.
pub(crate) fn written(dialect: Dialect, rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let delimiter = match dialect {
        Dialect::Plain => b',',
        Dialect::Excel => b';',
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("every row has as many cells as there are columns");
    }
    writer.into_inner().expect("memory takes every byte")
}

/// A cell that no sheet takes for a formula. Numbers below zero are none.
pub(crate) fn harmless(cell: String) -> String {
    let is_formula =
        cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && cell.parse::<f64>().is_err();
    if is_formula { format!("'{cell}") } else { cell }
}

/// A number as programs read it; nothing where it is open.
fn value(value: Option<&Value>) -> String {
    match value {
        Some(Value::Whole(number)) => number.to_string(),
        Some(Value::Fraction(number)) => number.to_string(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use laut::Record;

    use super::{COLUMNS, Dialect, harmless, opening, write};
    use crate::view::Order;

    #[test]
    fn each_figure_is_a_row_with_named_cells() {
        let record = Record::of(&crate::sample::document());
        let bytes = [opening(Dialect::Plain), write(&record, Order::Text, Dialect::Plain)].concat();
        let mut reader = csv::Reader::from_reader(&*bytes);
        let head = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let cell = |row: usize, name: &str| {
            rows[row].get(head.iter().position(|column| column == name).unwrap()).unwrap().to_owned()
        };
        assert_eq!(rows.len(), 3);
        let of_first =
            ["number", "low", "high", "bound", "from", "place", "source", "disputed_by", "verification"];
        assert_eq!(
            of_first.map(|name| cell(0, name)),
            [
                "mindestens 40",
                "40",
                "",
                "at_least",
                "2024-03-04",
                "Borkhafen",
                "Ali Karim",
                "Armee von Norland",
                "unverified by Agentur"
            ]
        );
        assert_eq!(["part_of", "verification"].map(|name| cell(1, name)), ["f1", ""]);
        assert_eq!(["low", "to", "source"].map(|name| cell(2, name)), ["9001", "", ""]);
    }

    #[test]
    fn excel_gets_what_it_needs() {
        let record = Record::of(&crate::sample::document());
        let bytes = [opening(Dialect::Excel), write(&record, Order::Text, Dialect::Excel)].concat();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("\u{feff}report;report_id;"), "{text}");
        assert!(text.contains(";mindestens 40;40;;at_least;"), "{text}");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expected) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("@SUM(1)", "'@SUM(1)"),
            ("-1+cmd", "'-1+cmd"),
            ("-33.5", "-33.5"),
            ("Ali Karim", "Ali Karim"),
        ] {
            assert_eq!(harmless(cell.to_owned()), expected);
        }
    }

    #[test]
    fn every_column_is_documented() {
        let page = include_str!("../../../../docs/rows.md");
        let documented: Vec<&str> =
            page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
        assert_eq!(documented, COLUMNS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }
}
