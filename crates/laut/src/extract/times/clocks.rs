//! Times of day: `14.30 Uhr`, `3 p.m.`, `am Abend`, `Nacht zum Dienstag`, `10 bis 12 Uhr`.

use jiff::ToSpan;

use super::calendar::Stretch;
use super::compose::{Made, date, day, day_of, made, open, stretched, weekday};
use super::context::Context;
use super::slots::Slots;
use crate::lang::times::TimeClass;
use crate::text::TimeType;

/// Puts part of the day or clock time behind a date.
pub(super) fn add_time_of_day(slots: Slots<'_, '_>, found: &mut Made) {
    let has_clock =
        slots.has(TimeClass::Clock) || slots.has(TimeClass::Hour) || slots.has(TimeClass::Meridiem);
    if let Some(word) = slots.value(TimeClass::ClockWord) {
        found.value.push('T');
        found.value.push_str(word);
    } else if let (true, Some((hour, minute, seconds))) = (has_clock, slots.clocks().first()) {
        found.value.push_str(&format!("T{hour:02}:{minute:02}"));
        if let Some(seconds) = seconds {
            found.value.push_str(&format!(":{seconds:02}"));
        }
    } else if let Some(part) = slots.part() {
        found.value.push('T');
        found.value.push_str(part);
    } else {
        return;
    }
    found.time_type = TimeType::Time;
}

/// `14.30 Uhr`, `3 p.m.`, `noon Saturday`: on the day that is named with it or before it.
pub(super) fn clock(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    let is_marked =
        slots.has(TimeClass::Hour) || slots.has(TimeClass::Meridiem) || slots.has(TimeClass::ClockWord);
    let clocks = slots.clocks();
    let is_clock = is_marked || slots.has_colon() && slots.has(TimeClass::Clock);
    if !is_clock
        || !slots.has(TimeClass::ClockWord)
            && clocks.first().is_none_or(|(hour, minute, _)| *hour > 24 || *minute > 59)
    {
        return None;
    }
    if slots.weekday().is_some() {
        return weekday(slots, context);
    }
    if slots.day_offset().is_some() {
        return day(slots, context);
    }
    if slots.month().is_some() || slots.has(TimeClass::Date) {
        return date(slots, context);
    }
    on_day(slots, context)
}

/// A time of day on the day that the text is speaking of.
fn on_day(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    let reach = usize::from(slots.part().is_some());
    let mut found = match context.day_at(slots.first, reach) {
        Some(day) => stretched(slots, Stretch::Day(day)),
        None => open(slots, "XXXX-XX-XX".to_owned()),
    };
    found.stretch = None;
    (found.time_type == TimeType::Time).then_some(found)
}

/// `am Abend`, `this morning`, `last night`.
pub(super) fn part(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    match slots.shift() {
        None if slots.text_shift().is_none() => on_day(slots, context),
        None => {
            let Some(anchor) = context.text_anchor() else {
                return Some(open(slots, "XXXX-XX-XX".to_owned()));
            };
            let day = anchor.checked_add(slots.text_shift()?.days()).ok()?;
            Some(stretched(slots, Stretch::Day(day)))
        }
        Some(shift) => day_of(slots, context, shift),
    }
}

/// `Nacht zum Dienstag`: begins on the day before.
pub(super) fn night_before(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    let day = if slots.weekday().is_some() {
        weekday(slots, context)?
    } else if slots.day_offset().is_some() {
        day(slots, context)?
    } else {
        date(slots, context)?
    };
    match day.stretch {
        Some(Stretch::Day(date)) => {
            let eve = date.yesterday().ok()?;
            let mut found = made(slots, TimeType::Time, format!("{eve}TNI"));
            (found.days, found.stretch) = (Some((eve, date)), Some(Stretch::Day(date)));
            Some(found)
        }
        _ => Some(made(slots, TimeType::Time, "XXXX-XX-XXTNI".to_owned())),
    }
}

/// `10 bis 12 Uhr`, `14.30-18 Uhr`: two times.
pub(super) fn clock_range(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Vec<Made>> {
    let clocks = slots.clocks();
    let [from, to] = clocks.as_slice() else { return None };
    let is_clock = |class: TimeClass| matches!(class, TimeClass::Clock | TimeClass::Number);
    let items: Vec<usize> =
        slots.captures.iter().filter(|(class, _)| is_clock(*class)).map(|(_, item)| *item).collect();
    let [first_item, second_item] = items.as_slice() else { return None };
    let day = context.day_at(slots.first, 0);
    let write = |clock: &(i8, i8, Option<i8>)| {
        let day = day.map_or("XXXX-XX-XX".to_owned(), |day| day.to_string());
        format!("{day}T{:02}:{:02}", clock.0, clock.1)
    };
    let mut first = made(slots, TimeType::Time, write(from));
    let mut last = made(slots, TimeType::Time, write(to));
    (first.days, last.days) = (day.map(|day| (day, day)), day.map(|day| (day, day)));
    (first.first, first.end) = (*first_item, first_item + 1);
    last.first = *second_item;
    Some(vec![first, last])
}
