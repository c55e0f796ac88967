//! Figures that were found.

use laut_store::FigureRow;

use super::Type::{Day, Integer, List, Number, Text};
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
    ("id", Text, |row| row.id.clone().into()),
    ("claim", Text, |row| row.claim.id.clone().into()),
    ("report", Text, |row| row.claim.report.clone().into()),
    ("publisher", Text, |row| row.claim.publisher.clone().into()),
    ("published", Text, |row| row.claim.published.clone().into()),
    ("title", Text, |row| row.claim.title.clone().into()),
    ("url", Text, |row| row.claim.url.clone().into()),
    ("input", Text, |row| row.claim.input.clone().into()),
    ("language", Text, |row| row.claim.language.clone().into()),
    ("number", Text, |row| row.words.clone().into()),
    ("low", Number, |row| number(row.low)),
    ("high", Number, |row| number(row.high)),
    ("bound", Text, |row| row.bound.clone().into()),
    ("harm", Text, |row| row.harm.clone().into()),
    ("count", Text, |row| row.count.clone().into()),
    ("victims", Text, |row| some(&row.victims)),
    ("groups", List, |row| list(&row.groups, " ")),
    ("by", Text, |row| row.by.clone().into()),
    ("place", Text, |row| row.place.clone().into()),
    ("latitude", Number, |row| row.point.map(|(lat, _)| lat).into()),
    ("longitude", Number, |row| row.point.map(|(_, lon)| lon).into()),
    ("means", Text, |row| row.means.clone().into()),
    ("from", Day, |row| row.from.clone().into()),
    ("to", Day, |row| row.to.clone().into()),
    ("part_of", Text, |row| row.part_of.clone().into()),
    ("speaker", Text, |row| row.claim.speaker.clone().into()),
    ("through", List, |row| list(&row.claim.through, "; ")),
    ("quotation", Text, |row| row.claim.quotation.clone().into()),
    ("start", Integer, |row| row.span[0].into()),
    ("end", Integer, |row| row.span[1].into()),
    ("mode", Text, |row| row.claim.mode.clone().into()),
    ("act", Text, |row| row.claim.act.clone().into()),
    ("certainty", Text, |row| row.claim.certainty.clone().into()),
    ("disputed_by", List, |row| list(&row.disputed_by, "; ")),
    ("verification", Text, |row| some(&row.verification)),
    ("check", List, |row| list(&row.checks, "; ")),
    ("review", Text, |row| some(&row.review)),
    ("shows", Text, |row| shows(&row.review)),
    ("rule", Text, |row| row.claim.rule.clone().into()),
    ("laut", Text, |row| row.claim.laut.clone().into()),
];

/// The figures as an answer.
pub(crate) fn answer(found: &[FigureRow]) -> Answer<'_> {
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
