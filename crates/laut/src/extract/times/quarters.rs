//! Quarters and halves of a year: `the third quarter of 1984`, `erstes Halbjahr 2022`, `the year-earlier quarter`, and those
//! that a text only points at: `for the quarter`, `the 1988 period`.
//!
//! `Im zweiten Quartal 2011` is `2011-Q2`; after `the third quarter`, `the 1988 quarter` is `1988-Q3`. Quarters are those of
//! the calendar: what a company or office calls its first is not looked up. Follows TIMEX3 of `TimeML` 1.2.1.

use super::calendar::Stretch;
use super::compose::{Made, open, stretched};
use super::context::Context;
use super::periods::duration;
use super::slots::{Count, Slots};
use crate::lang::times::TimeClass;
use crate::text::Upos;

/// `third quarter of 1984`, `erstes Halbjahr 2022`, `the fourth quarter`.
pub(super) fn quarter(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    let unit = slots.units().find(|unit| matches!(*unit, "Q" | "H"))?;
    let parts = if unit == "Q" { 4.0 } else { 2.0 };
    let ordinal = slots.numbers(TimeClass::Ordinal).next();
    // `the last half of 1989` is its second.
    let last = || slots.year().and(slots.shift()).filter(|shift| *shift < 0).map(|_| parts);
    let number = ordinal.or_else(last).filter(|number| (1.0..=parts).contains(number))? as i8;
    let is_before = slots.has(TimeClass::Earlier) || slots.has(TimeClass::Ago);
    let shift = slots.shift().map(|shift| shift as i16).or(is_before.then_some(-1));
    let written = slots.year().or_else(|| Some(context.anchor()?.year() + shift?));
    let year = match (written, context.anchor()) {
        (Some(year), _) => year,
        (None, Some(anchor)) => {
            let is_begun = match Stretch::around(anchor, unit) {
                Some(Stretch::Quarter(_, now) | Stretch::Half(_, now)) => number <= now,
                _ => true,
            };
            anchor.year() - i16::from(!is_begun)
        }
        (None, None) => return Some(open(slots, format!("XXXX-{unit}{number}"))),
    };
    let stretch = if unit == "Q" { Stretch::Quarter(year, number) } else { Stretch::Half(year, number) };
    Some(stretched(slots, stretch))
}

/// The quarter that was just spoken of, so many years before.
pub(super) fn quarter_before(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
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

/// `for the quarter`, `the latest period`, `the 1988 quarter`, `last year's quarter`: the one that was spoken of, in the year
/// that is named. Where none was, `for the quarter` is a length.
pub(super) fn spoken(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    let is_before = slots.has(TimeClass::Earlier) || slots.has(TimeClass::Ago);
    let shift = slots.shift().or(is_before.then_some(-1));
    let steps = || slots.units().any(|unit| unit == "Y").then_some(shift).flatten();
    let named = slots.year().or_else(|| Some(context.anchor()?.year() + steps()? as i16));
    let is_length = slots.unit() == Some("Y") && named.is_none();
    let quarter = context.quarter_at(slots.first).filter(|_| !is_length && !is_bounded(slots, context));
    match (quarter, named) {
        (Some(Stretch::Quarter(_, quarter)), Some(year)) => {
            let mut found = stretched(slots, Stretch::Quarter(year, quarter));
            found.stretch = None;
            Some(found)
        }
        (Some(quarter), None) => Some(stretched(slots, quarter)),
        _ => slots.unit().and_then(|_| duration(slots, context)),
    }
}

/// `the quarter ended Sept. 30`: the words behind it say when it was.
fn is_bounded(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> bool {
    let next = context.tokens.get(slots.end).filter(|_| !context.items[slots.end].is_after_break);
    next.is_some_and(|next| context.doc.tokens[*next].upos == Upos::Verb)
}
