//! Figures that were found.

use laut_store::FigureRow;

use super::claims::{how_sure, shows, who};
use super::{Answer, Field, list, number, published, short, some};
use crate::view::cells::{bounded, clean, days};
use crate::view::part::{Column, Entry};

const COLUMNS: &[Column] = &[
    Column { title: "", widest: 12, is_number: false },
    Column { title: "how many", widest: 20, is_number: false },
    Column { title: "harm", widest: 14, is_number: false },
    Column { title: "when, where", widest: 23, is_number: false },
    Column { title: "says who, in", widest: 24, is_number: false },
    Column { title: "words", widest: 200, is_number: false },
];

/// The fields of a figure.
pub(crate) const FIELDS: &[Field<FigureRow>] = &[
    ("id", |row| row.id.clone().into()),
    ("claim", |row| row.claim.id.clone().into()),
    ("report", |row| row.claim.report.clone().into()),
    ("publisher", |row| row.claim.publisher.clone().into()),
    ("published", |row| row.claim.published.clone().into()),
    ("title", |row| row.claim.title.clone().into()),
    ("url", |row| row.claim.url.clone().into()),
    ("input", |row| row.claim.input.clone().into()),
    ("language", |row| row.claim.language.clone().into()),
    ("number", |row| row.words.clone().into()),
    ("low", |row| number(row.low)),
    ("high", |row| number(row.high)),
    ("bound", |row| row.bound.clone().into()),
    ("harm", |row| row.harm.clone().into()),
    ("count", |row| row.count.clone().into()),
    ("victims", |row| some(&row.victims)),
    ("groups", |row| list(&row.groups, " ")),
    ("by", |row| row.by.clone().into()),
    ("place", |row| row.place.clone().into()),
    ("latitude", |row| row.point.map(|(lat, _)| lat).into()),
    ("longitude", |row| row.point.map(|(_, lon)| lon).into()),
    ("means", |row| row.means.clone().into()),
    ("from", |row| row.from.clone().into()),
    ("to", |row| row.to.clone().into()),
    ("part_of", |row| row.part_of.clone().into()),
    ("speaker", |row| row.claim.speaker.clone().into()),
    ("through", |row| list(&row.claim.through, "; ")),
    ("quotation", |row| row.claim.quotation.clone().into()),
    ("start", |row| row.span[0].into()),
    ("end", |row| row.span[1].into()),
    ("mode", |row| row.claim.mode.clone().into()),
    ("act", |row| row.claim.act.clone().into()),
    ("certainty", |row| row.claim.certainty.clone().into()),
    ("disputed_by", |row| list(&row.disputed_by, "; ")),
    ("verification", |row| some(&row.verification)),
    ("check", |row| list(&row.checks, "; ")),
    ("review", |row| some(&row.review)),
    ("shows", |row| shows(&row.review)),
    ("rule", |row| row.claim.rule.clone().into()),
    ("laut", |row| row.claim.laut.clone().into()),
];

/// The figures as an answer.
pub(crate) fn answer(found: &[FigureRow]) -> Answer {
    Answer::of(found, ("figure", "figures"), ("Figures", COLUMNS), row, FIELDS)
}

fn row(figure: &FigureRow) -> Vec<Entry> {
    let part = if figure.part_of.is_some() { "of them " } else { "" };
    let place = figure.place.as_deref().map(clean).unwrap_or_default();
    let days = days(figure.from.as_deref(), figure.to.as_deref());
    let when_where = [days, place].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let claim = &figure.claim;
    let harm = Entry::from(format!("{}, {}", figure.harm, figure.count));
    let sure = how_sure(&claim.certainty, &figure.disputed_by, &figure.verification, &figure.review);
    let harm = if sure.is_striking {
        Entry { text: format!("{}\n{}", harm.text, sure.text.replace("asserted\n", "")), ..sure }
    } else {
        harm
    };
    let published = published(claim.publisher.as_deref(), claim.published.as_deref(), &claim.input);
    vec![
        Entry { text: short(&figure.id), is_faint: true, ..Entry::default() },
        Entry::from(format!("{part}{}\n{}", how_many(figure), clean(&figure.victims)).trim().to_owned()),
        harm,
        Entry::from(when_where.join("\n")),
        Entry {
            text: format!("{}\n{}", who(claim), published.replace('\n', " ")),
            is_faint: claim.mode == "unattributed",
            ..Entry::default()
        },
        Entry::from(clean(&claim.quotation)),
    ]
}

/// How many, with its bounds.
pub(super) fn how_many(figure: &FigureRow) -> String {
    bounded(&figure.bound, figure.low, figure.high, &figure.words)
}
