//! Lengths, what is counted from a point, and what comes again: `drei Monate`, `two years ago`, `a year earlier`, `täglich`.

use jiff::civil::Date;

use super::calendar::Stretch;
use super::compose::{Made, made, stretched};
use super::context::{Context, Direction};
use super::length::{period, span_of};
use super::quarters::quarter_before;
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
    let count = slots.count();
    // `der 15-jährige`: in digits that is nearly always an age, unless a hundred years are reached.
    let is_age = !matches!(count, Count::Known(number) if number >= 100.0);
    if slots.has(TimeClass::LengthEnding) && unit == "Y" && is_age {
        return None;
    }
    let before = slots.first.checked_sub(1).map(|before| &context.items[before]);
    // `ab 16 Jahren`: an age.
    if unit == "Y" && before.is_some_and(|before| before.is(TimeClass::AgePrep)) {
        return None;
    }
    if context.is_share(slots, unit) {
        return None;
    }
    // `the 1988 quarter` is no length.
    let is_year = slots.all(TimeClass::Number).any(|item| item.is(TimeClass::Year));
    if is_year && slots.has(TimeClass::UnitOne) {
        return None;
    }
    let mut found = made(slots, TimeType::Duration, period(count, unit)?);
    let is_since = before.is_some_and(|before| before.is(TimeClass::Since));
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

/// `am dritten Tag`, `in the third week`: counted from the day of which the text says that something began; right behind
/// another time it is that one: `today is the eighth day`, `am Freitag, dem dritten Tag`.
pub(super) fn nth(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    let unit = slots.unit().filter(|unit| matches!(*unit, "D" | "W" | "M"))?;
    let number = slots.numbers(TimeClass::Ordinal).next()?;
    let same = context.beside(slots.first).filter(|_| unit == "D").map(Stretch::Day);
    let counted = || {
        let steps = (1.0..=400.0).contains(&number).then_some(number as i32 - 1)?;
        Stretch::around(context.last_start?, unit)?.step(steps)
    };
    let mut found = stretched(slots, same.or_else(counted)?);
    // A week counted so is no date that others count from.
    found.stretch = found.stretch.filter(|stretch| matches!(stretch, Stretch::Day(_)));
    Some(found)
}

/// `täglich`, `jeden Montag`, `every two weeks`, `pro Tag`.
pub(super) fn set(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    // `a quarter of the wheat` is no rate.
    if slots.unit().is_some_and(|unit| context.is_share(slots, unit)) {
        return None;
    }
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
