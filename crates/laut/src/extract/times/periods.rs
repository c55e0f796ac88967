//! Lengths, what is counted from a point, and what comes again: `drei Monate`, `two years ago`, `a year earlier`, `täglich`.

use jiff::civil::Date;

use super::calendar::Stretch;
use super::compose::{Made, made, stretched};
use super::context::{Context, Direction};
use super::length::{period, span_of};
use super::slots::{Count, Slots};
use crate::lang::times::TimeClass;
use crate::text::TimeType;

/// `drei Monaten`, `weeks`, `siebentägigen`, `the past 24 hours`.
pub(super) fn duration(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    if let Some(item) = slots.all(TimeClass::Length).next() {
        let value = match item.length {
            Some((number, unit)) => period(Count::Known(number), unit)?,
            None => item.sense(TimeClass::Length)?.value.clone(),
        };
        return Some(made(slots, TimeType::Duration, value));
    }
    let next = |offset: usize| context.items.get(slots.end + offset);
    let dash = usize::from(next(0).is_some_and(|item| item.is(TimeClass::Dash)));
    if next(dash).is_some_and(|item| item.is(TimeClass::Age)) {
        return None;
    }
    let unit = slots.unit().or_else(|| slots.value(TimeClass::LengthEnding))?;
    // `der 15-jährige`: in digits that is nearly always an age.
    if slots.has(TimeClass::LengthEnding) && unit == "Y" {
        return None;
    }
    let count = slots.count();
    // `the 1988 quarter` is no length.
    let is_year = slots.all(TimeClass::Number).any(|item| item.is(TimeClass::Year));
    if is_year && slots.has(TimeClass::UnitOne) {
        return None;
    }
    let mut found = made(slots, TimeType::Duration, period(count, unit)?);
    let is_since = slots.first > 0 && context.items[slots.first - 1].is(TimeClass::Since);
    if let (Count::Known(number), Some(anchor)) = (count, context.published) {
        let shift = slots.shift().unwrap_or(if is_since { -1 } else { 0 });
        let other = span_of(number, unit).and_then(|span| {
            if shift < 0 { anchor.checked_sub(span).ok() } else { anchor.checked_add(span).ok() }
        });
        found.days = match other {
            Some(other) if shift < 0 => Some((other, anchor)),
            Some(other) if shift > 0 => Some((anchor, other)),
            _ => None,
        };
    }
    Some(found)
}

/// Whether a span is too short or too round to name a day or year: `three hours ago`, `vor 90 Jahren`.
fn is_rough(number: f64, unit: &str) -> bool {
    unit.starts_with('T') || unit == "Y" && number >= 20.0 && number % 10.0 == 0.0
}

/// `vor acht Tagen`, `two years ago`, `drei Tage später`: a point as exact as its unit.
pub(super) fn counted(slots: Slots<'_, '_>, sign: i32, anchor: Option<Date>) -> Option<Made> {
    let unit = slots.unit()?;
    let count = slots.count();
    let point = match (count, anchor) {
        (Count::Known(number), Some(anchor)) if !is_rough(number, unit) && number <= 3000.0 => {
            let steps = sign * number as i32;
            match (number.fract() == 0.0, unit) {
                (true, "2W") => Stretch::around(anchor, "W").and_then(|week| week.step(steps * 2)),
                (true, _) => Stretch::around(anchor, unit).and_then(|stretch| stretch.step(steps)),
                (false, _) => span_of(number, unit).and_then(|span| {
                    let day = if sign < 0 { anchor.checked_sub(span) } else { anchor.checked_add(span) };
                    Stretch::around(day.ok()?, "M")
                }),
            }
        }
        _ => None,
    };
    match point {
        Some(stretch) => Some(stretched(slots, stretch)),
        None => Some(made(slots, TimeType::Duration, period(count, unit)?)),
    }
}

/// `in drei Tagen`: a point only where the sentence speaks of what is to come.
pub(super) fn ahead(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    if context.direction(slots.first, slots.end) == Direction::Future || slots.has(TimeClass::Ahead) {
        counted(slots, 1, context.anchor())
    } else {
        duration(slots, context)
    }
}

/// `two years ago`; a year before a quarter that was just spoken of is that quarter of the year before.
pub(super) fn ago(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    quarter_before(slots, context).or_else(|| counted(slots, -1, context.anchor()))
}

/// `a year earlier`, `two days before`.
pub(super) fn earlier(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    quarter_before(slots, context).or_else(|| counted(slots, -1, context.text_anchor()))
}

/// The quarter that was just spoken of, so many years before.
fn quarter_before(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    let (Some("Y"), Count::Known(years)) = (slots.unit(), slots.count()) else { return None };
    // `the year-earlier quarter` speaks of a quarter even where none was named.
    let is_named = slots.has(TimeClass::Word);
    let last = || Stretch::around(context.anchor()?, "Q")?.step(-1);
    let spoken = context.quarter_at(slots.first).or_else(|| if is_named { last() } else { None });
    let Stretch::Quarter(year, quarter) = spoken? else { return None };
    let mut found = stretched(slots, Stretch::Quarter(year - years as i16, quarter));
    // The text goes on to speak of the later one.
    found.stretch = None;
    Some(found)
}

/// `täglich`, `jeden Montag`, `every two weeks`, `pro Tag`.
pub(super) fn set(slots: Slots<'_, '_>) -> Option<Made> {
    let value = if let Some(value) = slots.value(TimeClass::Set) {
        value.to_owned()
    } else if let (Some(_), Some(unit)) = (slots.weekday(), slots.unit()) {
        period(Count::Known(1.0), unit)?
    } else if let Some(weekday) = slots.weekday() {
        let part = slots.part().map(|part| format!("T{part}")).unwrap_or_default();
        format!("XXXX-WXX-{weekday}{part}")
    } else if let Some(unit) = slots.unit() {
        let count = slots.numbers(TimeClass::Number).next().unwrap_or(1.0);
        period(Count::Known(count), unit)?
    } else if let Some(month) = slots.month() {
        format!("XXXX-{month:02}")
    } else if let Some(season) = slots.season() {
        format!("XXXX-{season}")
    } else {
        format!("XXXX-XX-XXT{}", slots.part()?)
    };
    Some(made(slots, TimeType::Set, value))
}
