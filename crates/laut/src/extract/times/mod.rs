//! Finds time expressions and gives them TIMEX3 values, resolved against the day of publication.
//!
//! | text, published 2024-01-24 | value | days |
//! | --- | --- | --- |
//! | `am Dienstagabend` | `2024-01-23TEV` | 2024-01-23 |
//! | `Ende Oktober` | `2023-10` | 2023-10-01 to 2023-10-31 |
//! | `vergangene Woche` | `2024-W03` | 2024-01-15 to 2024-01-21 |
//! | `eight days ago` | `2024-01-16` | 2024-01-16 |
//! | `seit drei Monaten` | `P3M` | 2023-10-24 to 2024-01-24 |
//! | `every Monday` | `XXXX-WXX-1` | |
//!
//! Words are classed from the lists of the language, shapes of digits are read, and the patterns of `rules/times.toml`
//! put them together; the longest match wins. A weekday or month without a year is past unless the words around it speak
//! of what is to come. Without a day of publication values stay open. It leaves out ages of people written as one word
//! (`15-jährig`, `15-year-old`), numbers in names and scores, and Ramadan and other feasts of the moon.
//!
//! Follows the TIMEX3 guidelines of `TimeML` 1.2.1; spans leave out prepositions and definite articles.

mod calendar;
mod clocks;
mod compose;
mod context;
mod grammar;
mod items;
mod length;
mod periods;
mod quarters;
mod slots;

use std::cell::Cell;

use super::pieces::{Piece, pieces};
use crate::lang::LanguageData;
use crate::lang::times::{Compose, TimeClass, TimeRule};
use crate::text::{Diagnostic, Document, Published, Severity, Span, TimeExpr};
use calendar::Stretch;
use compose::{Made, compose};
use context::Context;
use slots::Slots;

/// Writes [`Document::times`].
pub fn find_times(doc: &mut Document, data: &LanguageData) {
    let (times, missing) = read_times(doc, data);
    if let Some(span) = missing {
        doc.diagnostics.push(Diagnostic {
            code: "time-no-anchor".into(),
            severity: Severity::Warning,
            span,
            message: "the day of publication is not known; times that depend on it stay open".to_owned(),
            help: Some("say `--published 2024-01-24`".into()),
        });
    }
    doc.times = times;
}

/// The times, and the first that needed a day of publication in vain.
fn read_times(doc: &Document, data: &LanguageData) -> (Vec<TimeExpr>, Option<Span>) {
    let pieces = pieces(doc);
    let items = items::items(&pieces, data);
    let tokens: Vec<usize> = items.iter().map(|item| pieces[item.pieces.start].token).collect();
    let mut context = Context {
        doc,
        items: &items,
        tokens: &tokens,
        words: &data.number_words,
        nouns_capitalised: data.switches.nouns_capitalised,
        published: doc.report().published.as_ref().map(Published::date),
        last: None,
        last_quarter: None,
        last_day: None,
        last_day_end: 0,
        last_start: None,
        last_vague: None,
        is_missing: Cell::new(false),
    };
    let mut times: Vec<TimeExpr> = Vec::new();
    let mut missing = None;
    let mut at = 0;
    while at < items.len() {
        let Some((rule, found)) = best(&items, at, &context, data) else {
            at += 1;
            continue;
        };
        for made in found {
            at = at.max(made.end);
            let span = span_of(&pieces, &items, &made);
            if missing.is_none() && made.value.contains("XXXX") && context.is_missing.get() {
                missing = Some(span);
            }
            remember(&mut context, &made);
            if rule.compose == Compose::Ago && made.value.starts_with("PX") {
                context.last_vague = Some(context.doc.sentence_at(context.tokens[made.first]));
            }
            if !is_in_name(doc, span) {
                times.push(time(span, made, &rule.id));
            }
        }
    }
    (times, missing)
}

/// The best match at an item that makes sense.
fn best<'r>(
    items: &[items::Item<'_>],
    at: usize,
    context: &Context<'_, '_>,
    data: &'r LanguageData,
) -> Option<(&'r TimeRule, Vec<Made>)> {
    if items[at].classes & data.time_words.starts() == 0 {
        return None;
    }
    grammar::matches(items, at, &data.time_words).into_iter().find_map(|found| {
        let rule = &data.time_words.rules()[found.rule];
        let slots = Slots { items, captures: &found.captures, first: at, end: found.end };
        let mut made = compose(rule.compose, slots, context)?;
        for made in &mut made {
            let is_article = found.captures.first() == Some(&(TimeClass::Article, made.first));
            made.first += usize::from(is_article && made.first + 1 < made.end);
        }
        Some((rule, made))
    })
}

/// Keeps the date for `later`, `the same day` and clock times.
fn remember(context: &mut Context<'_, '_>, made: &Made) {
    if let Some(stretch) = made.stretch {
        context.last = Some(stretch);
        let sentence = context.doc.sentence_at(context.tokens[made.first]);
        match stretch {
            Stretch::Day(day) => {
                (context.last_day, context.last_day_end) = (Some((day, sentence)), made.end);
                context.last_vague = None;
                if starts(context, sentence) {
                    context.last_start = Some(day);
                }
            }
            Stretch::Quarter(..) => context.last_quarter = Some((stretch, sentence)),
            _ => {}
        }
    }
}

/// Whether a sentence says that something begins.
fn starts(context: &Context<'_, '_>, sentence: usize) -> bool {
    let tokens = context.doc.sentences[sentence].tokens.clone();
    let first = context.tokens.partition_point(|token| *token < tokens.start);
    let end = context.tokens.partition_point(|token| *token < tokens.end);
    context.items[first..end].iter().any(|item| item.is(TimeClass::StartCue))
}

fn span_of(pieces: &[Piece<'_>], items: &[items::Item<'_>], made: &Made) -> Span {
    let first = &pieces[items[made.first].pieces.start];
    let last = &pieces[items[made.end - 1].pieces.end - 1];
    first.span.cover(last.span)
}

/// Whether a longer name holds the time: `Bewegung des 20. Januar`.
fn is_in_name(doc: &Document, span: Span) -> bool {
    let name = doc.names.partition_point(|name| name.span.end() <= span.start());
    doc.names.get(name).is_some_and(|name| name.span.contains(span) && name.span != span)
}

fn time(span: Span, made: Made, rule: &str) -> TimeExpr {
    TimeExpr {
        span,
        time_type: made.time_type,
        value: made.value,
        from: made.days.map(|(from, _)| from),
        to: made.days.map(|(_, to)| to),
        rule: rule.into(),
    }
}

#[cfg(test)]
mod tests;
