//! `laut show`: one report, claim or figure of the ledger, with everything that is kept of it.

use std::io::Write;

use anyhow::{Context, bail};
use laut_store::{Checked, ClaimRow, FigureRow, ReportRow, ReviewRow, Search, Store};
use serde_json::{Value, json};

use crate::ledger::LedgerOption;
use crate::output::{Outcome, has_colour, width};
use crate::view::cells::clean;
use crate::view::ledger::{Format, claims, figures, reports};
use crate::view::part::{Page, Part};
use crate::view::{Look, markdown, terminal};

/// Show a report, claim or figure of the ledger, with what people said of it
///
/// Of a report: its claims and figures, versions, readings and reviews; of a claim or figure also the text around it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  laut show 4f1c9a02\n  laut show 4f1c9a02b7d3:f1")]
pub(crate) struct Show {
    /// The beginning of a report's id, or the id of a claim or figure
    id: String,
    #[command(flatten)]
    ledger: LedgerOption,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// Characters of the text around a claim.
const AROUND: usize = 300;

/// All that is shown.
struct Shown {
    report: ReportRow,
    claims: Vec<ClaimRow>,
    figures: Vec<FigureRow>,
    reviews: Vec<ReviewRow>,
    readings: Vec<(String, String)>,
    /// The words around, where one claim or figure is shown.
    around: Option<String>,
}

/// Shows it.
pub(crate) fn run(command: &Show) -> anyhow::Result<Outcome> {
    let store = command.ledger.to_read()?;
    let shown = shown(&store, &command.id)?;
    let page = page(&shown);
    let written = match command.format {
        Format::Table => terminal::write(&page, Look { width: width(), colour: has_colour() }),
        Format::Markdown => markdown::write(&page),
        Format::Json => format!("{}\n", json(&shown)),
        Format::Csv => {
            bail!("expected `--format table`, `json` or `markdown`, found `csv`; `laut export` writes rows")
        }
    };
    let mut out = std::io::stdout().lock();
    out.write_all(written.as_bytes()).and_then(|()| out.flush()).context("writing it")?;
    Ok(Outcome::Done)
}

fn shown(store: &Store, id: &str) -> anyhow::Result<Shown> {
    let hash = id.strip_prefix("sha256:").unwrap_or(id);
    let (beginning, row) = hash.split_once(':').map_or((hash, None), |(report, row)| (report, Some(row)));
    let report = store.report_id(beginning)?;
    let search = Search {
        report: Some(report.clone()),
        is_all: true,
        checked: Some(Checked::Any),
        ..Search::default()
    };
    let (mut claims, mut figures) = (store.claims(&search)?, store.figures(&search)?);
    let mut reviews = store.reviews(&report)?;
    let mut around = None;
    if let Some(row) = row {
        let is_row = |id: &str| id.rsplit(':').next() == Some(row);
        figures.retain(|figure| is_row(&figure.id) || is_row(&figure.claim.id));
        let claim = figures.iter().find(|figure| is_row(&figure.id)).map(|figure| figure.claim.id.clone());
        claims.retain(|found| is_row(&found.id) || Some(&found.id) == claim.as_ref());
        let Some(claim) = claims.first() else {
            bail!(
                "expected the id of a claim or figure, found `{id}`, which is not in the latest reading of that report"
            );
        };
        let ids: Vec<&str> =
            claims.iter().map(|claim| &*claim.id).chain(figures.iter().map(|figure| &*figure.id)).collect();
        reviews.retain(|review| review.id.as_deref().is_some_and(|id| ids.contains(&id)));
        around = Some(words_around(&store.text(&report)?, claim.span));
    }
    let readings = store.readings(&report)?;
    let found = store.reports(&search)?.pop().context("the report is in the ledger")?;
    Ok(Shown { report: found, claims, figures, reviews, readings, around })
}

/// The words with some around them; offsets count code points.
fn words_around(text: &str, [start, end]: [usize; 2]) -> String {
    let from = start.saturating_sub(AROUND);
    let words: String = text.chars().skip(from).take(end + AROUND - from).collect();
    let has_more = text.chars().nth(end + AROUND).is_some();
    format!("{}{}{}", if from > 0 { "… " } else { "" }, clean(&words), if has_more { " …" } else { "" })
}

fn page(shown: &Shown) -> Page {
    let report = &shown.report;
    let readings = shown.readings.iter().map(|(laut, at)| format!("laut {laut}, {at}"));
    let mut fields = vec![
        ("id", report.id.clone()),
        ("url", report.url.as_deref().map(clean).unwrap_or_default()),
        ("input", clean(&report.input)),
        ("taken in", report.taken_in.clone()),
        ("read by", readings.collect::<Vec<_>>().join("; ")),
        ("state", reports::state(report).replace('\n', "; ")),
        ("text", shown.around.clone().unwrap_or_default()),
    ];
    fields.retain(|(_, words)| !words.is_empty());
    let mut parts = vec![Part::Fields { heading: "Kept", fields }];
    let reviews = shown.reviews.iter().map(review).collect();
    parts.extend((claims::answer(&shown.claims).parts)());
    parts.extend((figures::answer(&shown.figures).parts)().into_iter().filter(|_| !shown.figures.is_empty()));
    parts.push(Part::List { heading: "Reviews", items: reviews });
    parts.retain(|part| !part.is_empty());
    let facts =
        [report.publisher.as_deref().map(clean), report.published.clone(), Some(report.language.clone())];
    Page {
        title: clean(report.title.as_deref().unwrap_or(&report.input)),
        facts: facts.into_iter().flatten().collect(),
        parts,
    }
}

/// What somebody said, in a line; the machine's value stands before the person's.
fn review(review: &ReviewRow) -> String {
    let id = review.id.as_deref().unwrap_or("of an earlier reading");
    let fields = review.fields.iter().map(|(field, old, value)| {
        let shown = |value: &str| if value.is_empty() { "nothing".to_owned() } else { clean(value) };
        format!("{field} {} → {}", shown(old), shown(value))
    });
    let fields: Vec<String> = fields.collect();
    let fields = if fields.is_empty() { String::new() } else { format!(" ({})", fields.join(", ")) };
    let (verdict, by, at, why) = (&review.verdict, clean(&review.by), &review.at, clean(&review.why));
    format!("{id} {verdict}{fields} by {by}, {at}: {why}")
}

fn json(shown: &Shown) -> Value {
    let objects = |answer: crate::view::ledger::Answer<'_>| {
        let lines = answer.objects();
        Value::Array(lines)
    };
    let reviews = shown.reviews.iter().map(|review| {
        let fields = review.fields.iter().map(|(field, old, value)| json!({ "field": field, "was": old, "is": value }));
        json!({
            "id": review.id, "verdict": review.verdict, "fields": fields.collect::<Vec<_>>(), "why": review.why,
            "by": review.by, "at": review.at,
        })
    });
    let readings = shown.readings.iter().map(|(laut, at)| json!({ "laut": laut, "at": at }));
    json!({
        "report": objects(reports::answer(std::slice::from_ref(&shown.report)))[0],
        "readings": readings.collect::<Vec<_>>(),
        "claims": objects(claims::answer(&shown.claims)),
        "figures": objects(figures::answer(&shown.figures)),
        "reviews": reviews.collect::<Vec<_>>(),
        "text": shown.around,
    })
}
