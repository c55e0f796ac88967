//! By when something is to be done, or until when a truce holds: `bis Sonntag sollen …`, `no later than Friday`.

use jiff::{Span as Days, civil::Date};

use super::scene::Scene;
use crate::lang::talk_words::TalkHint;
use crate::text::{Deadline, Span, TimeExpr};

/// The deadlines that have not passed when the report is published, in order.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Deadline> {
    let published = scene.doc.report().published.as_ref().map(|published| published.date());
    let mut found: Vec<Deadline> = Vec::new();
    for hit in scene.hits(&[TalkHint::By]) {
        let Some(first) = time_from(scene, hit.tokens.end) else { continue };
        if !scene.any(&scene.sentence(hit.tokens.start), &[TalkHint::Due, TalkHint::Truce]) {
            continue;
        }
        let (time, span) = whole(scene, first);
        let Some(deadline) = deadline(scene, time, span, published) else { continue };
        if !found.iter().any(|other| other.span.overlaps(span)) {
            found.push(deadline);
        }
    }
    found.sort_by_key(|deadline| deadline.span);
    found
}

/// The time that starts with a token, or with the one behind an article.
fn time_from(scene: &Scene<'_>, token: usize) -> Option<usize> {
    let starts = |token: usize| {
        let start = scene.doc.tokens.get(token)?.span.start();
        scene.doc.time_at(token).filter(|time| scene.doc.times[*time].span.start() == start)
    };
    starts(token).or_else(|| starts(token + 1))
}

/// A time with the day that stands behind it: `noon on Sunday`.
fn whole<'d>(scene: &Scene<'d>, first: usize) -> (&'d TimeExpr, Span) {
    let time = &scene.doc.times[first];
    let next = scene.doc.times.get(first + 1).filter(|next| {
        let between = scene.doc.tokens_in(time.span).end..scene.doc.tokens_in(next.span).start;
        between.len() < 2
            && scene.sentence(between.start.saturating_sub(1)).contains(&scene.doc.tokens_in(next.span).start)
    });
    match next {
        Some(next) if time.value.contains('T') && !next.value.contains('T') => {
            (next, time.span.cover(next.span))
        }
        _ => (time, time.span),
    }
}

/// A day of the week that a deadline names lies ahead, though the same word may stand for the one before elsewhere.
fn deadline(scene: &Scene<'_>, time: &TimeExpr, span: Span, published: Option<Date>) -> Option<Deadline> {
    let (mut from, mut to) = (time.from, Some(time.to?));
    if let (Some(last), Some(published)) = (to, published)
        && last < published
    {
        if scene.doc.text_of(time.span).contains(|letter: char| letter.is_numeric()) {
            return None;
        }
        let ahead = Days::new().days(7);
        (from, to) = (from.and_then(|day| day.checked_add(ahead).ok()), last.checked_add(ahead).ok());
        if to.is_none_or(|day| day < published) {
            return None;
        }
    }
    Some(Deadline { span, from, to })
}
