//! One web page that needs nothing else: each report's text with its claims marked, the tables beside it.
//!
//! Nothing on it runs: links lead from a row of a table to its words and back, style alone shows what is meant. It can be
//! read with a keyboard, printed, and kept.

use askama::Template;
use laut::{Record, TalksRecord};

use super::Order;
use super::part::{Column, Entry, Page, Part, used};

/// What comes before the first report.
pub(crate) fn opening() -> String {
    Opening.render().expect("the page is written into memory")
}

/// What comes after the last report.
pub(crate) fn closing() -> String {
    "</body>\n</html>\n".to_owned()
}

/// One report. `number` tells the reports of a page apart.
pub(crate) fn write(record: &Record, talks: &TalksRecord, order: Order, number: usize) -> String {
    let page = super::claims(record, talks, order);
    let report = ReportPage {
        id: format!("r{number}"),
        url: record
            .report
            .url
            .as_deref()
            .filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        language: &record.report.language,
        paragraphs: paragraphs(record, number),
        claims: record.claims.iter().map(|claim| &*claim.id).collect(),
        page: &page,
    };
    report.render().expect("the page is written into memory")
}

#[derive(Template)]
#[template(path = "opening.html")]
struct Opening;

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage<'r> {
    id: String,
    url: Option<&'r str>,
    language: &'r str,
    paragraphs: Vec<Vec<Piece>>,
    claims: Vec<&'r str>,
    page: &'r Page,
}

impl ReportPage<'_> {
    /// The cells of a row that are shown.
    fn cells<'p>(
        &self,
        columns: &'static [Column],
        rows: &[Vec<Entry>],
        row: &'p [Entry],
    ) -> Vec<(&'static Column, &'p Entry)> {
        used(columns, rows).into_iter().map(|column| (&columns[column], &row[column])).collect()
    }

    /// The claim that a row is about: its id stands in a first column without a title.
    fn claim_of<'p>(&self, columns: &[Column], row: &'p [Entry]) -> Option<&'p str> {
        columns[0].title.is_empty().then(|| &*row[0].text)
    }

    /// The titles of the columns that are shown.
    fn titles(&self, columns: &'static [Column], rows: &[Vec<Entry>]) -> Vec<&'static Column> {
        used(columns, rows).into_iter().map(|column| &columns[column]).collect()
    }
}

/// Some words of the text that are all marked in the same way.
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    text: String,
    /// Ids of the claims that start here.
    starts: Vec<String>,
    /// What the words are: `content`, `source`, `cue`, `figure`, and the claims they belong to, for the style.
    classes: String,
}

impl Piece {
    fn is_marked(&self) -> bool {
        !self.classes.is_empty()
    }
}

/// The text in paragraphs, cut wherever a mark starts or ends.
fn paragraphs(record: &Record, number: usize) -> Vec<Vec<Piece>> {
    let characters: Vec<char> = record.report.text.chars().collect();
    let mut marks: Vec<([usize; 2], String)> = Vec::new();
    for claim in &record.claims {
        let mut mark = |span: [usize; 2], kind: &str| marks.push((span, kind.to_owned()));
        let own = format!("r{number}-{}", claim.id);
        claim.content.iter().for_each(|piece| mark(piece.span, &format!("content {own}")));
        claim.source.iter().for_each(|source| mark(source.span, &format!("source {own}")));
        claim.cue.iter().for_each(|cue| mark(cue.span, &format!("cue {own}")));
        claim.figures.iter().for_each(|figure| mark(figure.span, "figure"));
    }
    let starts = |at: usize| {
        record.claims.iter().filter(move |claim| claim.span[0] == at).map(|claim| claim.id.clone())
    };
    let breaks = characters.iter().enumerate().filter(|(_, character)| **character == '\n').map(|(at, _)| at);
    let mut cuts: Vec<usize> =
        breaks.clone().flat_map(|at| [at, at + 1]).chain([0, characters.len()]).collect();
    cuts.extend(marks.iter().flat_map(|(span, _)| span).copied());
    cuts.extend(record.claims.iter().map(|claim| claim.span[0]));
    cuts.sort_unstable();
    cuts.dedup();
    let mut paragraphs = vec![Vec::new()];
    for cut in cuts.windows(2) {
        let (start, end) = (cut[0], cut[1]);
        if characters[start] == '\n' {
            paragraphs.push(Vec::new());
            continue;
        }
        let covering = marks.iter().filter(|(span, _)| span[0] <= start && end <= span[1]);
        let mut classes: Vec<&str> = covering.flat_map(|(_, classes)| classes.split(' ')).collect();
        classes.sort_unstable();
        classes.dedup();
        let piece = Piece {
            text: characters[start..end].iter().collect(),
            starts: starts(start).collect(),
            classes: classes.join(" "),
        };
        paragraphs.last_mut().expect("there is always a paragraph").push(piece);
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

#[cfg(test)]
mod tests {
    use laut::{Document, Record, Report, TalksRecord};

    use super::{closing, opening, paragraphs, write};
    use crate::view::Order;

    fn page(doc: &Document) -> String {
        opening() + &write(&Record::of(doc), &TalksRecord::of(doc), Order::Text, 1) + &closing()
    }

    #[test]
    fn the_words_of_a_claim_are_marked_and_linked() {
        let page = page(&crate::sample::document());
        for expected in [
            "<a class=\"claim\" id=\"r1-c1\" href=\"#r1-row-c1\"",
            "<tr id=\"r1-row-c1\">",
            "<a href=\"#r1-c1\">c1</a>",
            "<mark class=\"content figure r1-c1\">mindestens 40</mark>",
            "<mark class=\"cue r1-c1\">sagte</mark>",
        ] {
            assert!(page.contains(expected), "no {expected} in {page}");
        }
        assert!(
            !page.contains("<script") && !page.contains("://"),
            "the page needs something from elsewhere"
        );
    }

    #[test]
    fn the_text_is_there_to_the_letter() {
        let doc = crate::sample::document();
        let record = Record::of(&doc);
        let written: Vec<String> = paragraphs(&record, 1)
            .iter()
            .map(|pieces| pieces.iter().map(|piece| &*piece.text).collect())
            .collect();
        let lines: Vec<&str> = doc.text().lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(written, lines);
    }

    #[test]
    fn a_report_cannot_write_html() {
        let mut report = Report::new("<script>alert(1)</script> & „x“");
        report.title = Some("<b>".to_owned());
        report.url = Some("javascript:alert(1)".to_owned());
        let page = page(&Document::new(report, "de".to_owned()));
        assert!(!page.contains("<script") && !page.contains("<b>") && !page.contains("javascript"), "{page}");
    }
}
