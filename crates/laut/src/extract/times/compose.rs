//! Makes TIMEX3 values of what a pattern caught: small functions, one for each kind of time.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::calendar::{Stretch, holiday, season_start};
use super::clocks::{add_time_of_day, clock, clock_range, night_before, part};
use super::context::{Context, Direction};
use super::items::Shape;
use super::periods::{ago, ahead, counted, duration, earlier, nth, set};
use super::quarters::{quarter, spoken};
use super::slots::Slots;
use crate::lang::times::{Compose, TimeClass};
use crate::text::TimeType;

/// A time with its value, before it becomes part of the document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Made {
    /// Its first item.
    pub(crate) first: usize,
    /// The item after its last.
    pub(crate) end: usize,
    /// Its type.
    pub(crate) time_type: TimeType,
    /// Its TIMEX3 value.
    pub(crate) value: String,
    /// Its first and last day.
    pub(crate) days: Option<(Date, Date)>,
    /// The stretch that it names, for what follows in the text.
    pub(crate) stretch: Option<Stretch>,
}

/// The value of a match; `None` where it makes no sense.
pub(crate) fn compose(kind: Compose, slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Vec<Made>> {
    let one = |made: Option<Made>| made.map(|made| vec![made]);
    match kind {
        Compose::Date => one(date(slots, context)),
        Compose::Weekday => one(weekday(slots, context)),
        Compose::Day => one(day(slots, context)),
        Compose::Unit => one(unit(slots, context)),
        Compose::Duration => one(duration(slots, context)),
        Compose::Ago => one(ago(slots, context)),
        Compose::Ahead => one(ahead(slots, context)),
        Compose::Later => one(counted(slots, 1, context.text_anchor())),
        Compose::Earlier => one(earlier(slots, context)),
        Compose::Set => one(set(slots, context)),
        Compose::Season => one(season(slots, context)),
        Compose::Holiday => one(of_holiday(slots, context)),
        Compose::Clock => one(clock(slots, context)),
        Compose::Part => one(part(slots, context)),
        Compose::NightBefore => one(night_before(slots, context)),
        Compose::Ref => one(reference(slots)),
        Compose::Decade => one(decade(slots, context)),
        Compose::Quarter => one(quarter(slots, context)),
        Compose::Spoken => one(spoken(slots, context)),
        Compose::Nth => one(nth(slots, context)),
        Compose::DayRange => day_range(slots, context),
        Compose::ClockRange => clock_range(slots, context),
        Compose::Year => one(year(slots, context)),
        Compose::SpokenYear => one(spoken_year(slots)),
    }
}

pub(super) fn made(slots: Slots<'_, '_>, time_type: TimeType, value: String) -> Made {
    Made { first: slots.first, end: slots.end, time_type, value, days: None, stretch: None }
}

/// A stretch of the calendar, with part of the day or clock time if there is one.
pub(super) fn stretched(slots: Slots<'_, '_>, stretch: Stretch) -> Made {
    let mut found = made(slots, TimeType::Date, stretch.value());
    (found.days, found.stretch) = (stretch.days(), Some(stretch));
    if matches!(stretch, Stretch::Day(_)) {
        add_time_of_day(slots, &mut found);
    }
    found
}

/// A value that stays open, such as `XXXX-10-07`.
pub(super) fn open(slots: Slots<'_, '_>, value: String) -> Made {
    let mut found = made(slots, TimeType::Date, value);
    add_time_of_day(slots, &mut found);
    found
}

/// `28. Dezember 2023`, `Oct. 17`, `Ende Oktober`, `Juli dieses Jahres`, `30.11.2013`.
pub(super) fn date(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    let numeric = slots.all(TimeClass::Date).find_map(|item| match item.shape {
        Shape::Date(year, month, day) => Some((year, month, day)),
        _ => None,
    });
    if let Some((year, month, day)) = numeric {
        return month_day(slots, context, year, month, day);
    }
    let shifted = || match (slots.shift(), slots.unit()) {
        (Some(shift), Some("Y")) => Some(context.anchor()?.year() + shift as i16),
        _ => None,
    };
    let year = slots.year().or_else(shifted);
    let day = slots.day();
    let has_number = slots.has(TimeClass::Number) || slots.has(TimeClass::Ordinal);
    if day.is_none() && has_number && slots.month().is_some() {
        return None;
    }
    match (slots.month(), day) {
        (Some(month), Some(day)) => month_day(slots, context, year, month, day),
        (Some(month), None) => of_month(slots, context, year, month),
        (None, _) => Some(stretched(slots, Stretch::Year(year?))),
    }
}

/// A day of a month, whose year may have to be found.
fn month_day(
    slots: Slots<'_, '_>,
    context: &Context<'_, '_>,
    year: Option<i16>,
    month: i8,
    day: i8,
) -> Option<Made> {
    if let Some(year) = year {
        return Some(stretched(slots, Stretch::Day(Date::new(year, month, day).ok()?)));
    }
    Date::new(2000, month, day).ok()?;
    let Some(anchor) = context.anchor() else {
        return Some(open(slots, format!("XXXX-{month:02}-{day:02}")));
    };
    let in_year = |year: i16| Date::new(year, month, day).ok();
    let wanted = slots.weekday();
    // With a weekday the year is known for six years to come.
    let back = if wanted.is_some() { 5 } else { 1 };
    let candidates = (-back..=1).map(|by| in_year(anchor.year() + by));
    let fits = |date: &Date| wanted.is_none_or(|wanted| date.weekday().to_monday_one_offset() == wanted);
    let dates: Vec<Date> = candidates.flatten().collect();
    let direction = context.direction(slots.first, slots.end);
    let distance = |date: &&Date| weighted(days_between(anchor, **date), direction);
    let chosen = dates.iter().filter(|date| fits(date)).min_by_key(distance);
    let chosen = chosen.or_else(|| dates.iter().min_by_key(distance))?;
    Some(stretched(slots, Stretch::Day(*chosen)))
}

/// How far away a day or month is, for choosing between years: farther on the side that the tense speaks against. Where
/// nothing tells, the future is farther, for news tells what is past.
fn weighted(distance: i32, direction: Direction) -> i32 {
    let weight = match direction {
        Direction::Future if distance < 0 => 4,
        Direction::Past if distance > 0 => 6,
        Direction::Unknown if distance > 0 => 3,
        _ => 1,
    };
    distance.abs() * weight
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// A month, whose year may have to be found.
fn of_month(slots: Slots<'_, '_>, context: &Context<'_, '_>, year: Option<i16>, month: i8) -> Option<Made> {
    if let Some(year) = year {
        return Some(stretched(slots, Stretch::Month(year, month)));
    }
    let Some(anchor) = context.anchor() else { return Some(open(slots, format!("XXXX-{month:02}"))) };
    let (this, now) = (anchor.year(), anchor.month());
    let year = match slots.shift() {
        Some(shift) if shift < 0 => this - i16::from(month >= now),
        Some(shift) if shift > 0 => this + i16::from(month <= now),
        Some(_) => this,
        None => {
            let is_since = slots.first > 0 && context.items[slots.first - 1].is(TimeClass::Since);
            let direction =
                if is_since { Direction::Past } else { context.direction(slots.first, slots.end) };
            let distance =
                |year: &i16| weighted(i32::from(year - this) * 12 + i32::from(month - now), direction);
            (this - 1..=this + 1).min_by_key(distance)?
        }
    };
    Some(stretched(slots, Stretch::Month(year, month)))
}

/// `am Dienstag`, `last Friday`, `Montagabend`.
pub(super) fn weekday(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    let number = slots.weekday()?;
    let day = Weekday::from_monday_one_offset(number).ok()?;
    let anchor = if slots.text_shift().is_some() { context.text_anchor() } else { context.anchor() };
    let Some(anchor) = anchor else { return Some(open(slots, format!("XXXX-WXX-{number}"))) };
    let before_or_on =
        || if anchor.weekday() == day { Some(anchor) } else { anchor.nth_weekday(-1, day).ok() };
    let on_or_after = || if anchor.weekday() == day { Some(anchor) } else { anchor.nth_weekday(1, day).ok() };
    let date = match slots.shift().or(slots.text_shift()) {
        // `Montag vergangener Woche`
        Some(shift) if slots.unit() == Some("W") => {
            let week = Stretch::around(anchor, "W")?.step(shift)?.days()?;
            week.0.checked_add((i64::from(number) - 1).days()).ok()?
        }
        Some(shift) if shift < 0 => anchor.nth_weekday(shift, day).ok()?,
        Some(shift) if shift > 0 => anchor.nth_weekday(shift, day).ok()?,
        Some(_) => match context.direction(slots.first, slots.end) {
            Direction::Past => before_or_on()?,
            _ => on_or_after()?,
        },
        None if slots.day_offset().is_some() => return day_of(slots, context, slots.day_offset()?),
        None => match context.direction(slots.first, slots.end) {
            Direction::Future => on_or_after()?,
            Direction::Unknown if context.is_present(slots.first, slots.end) && !context.owns(slots.end) => {
                on_or_after()?
            }
            _ => before_or_on()?,
        },
    };
    Some(stretched(slots, Stretch::Day(date)))
}

/// `gestern Abend`, `today`.
pub(super) fn day(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    day_of(slots, context, slots.day_offset()?)
}

pub(super) fn day_of(slots: Slots<'_, '_>, context: &Context<'_, '_>, offset: i32) -> Option<Made> {
    let Some(anchor) = context.anchor() else { return Some(open(slots, "XXXX-XX-XX".to_owned())) };
    Some(stretched(slots, Stretch::Day(anchor.checked_add(offset.days()).ok()?)))
}

/// `vergangene Woche`, `this year`, `am Wochenende`, `the following day`.
fn unit(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    if slots.has(TimeClass::UnitWord) {
        return unit_word(slots, context);
    }
    // `wochenende` stands in the pattern as a word.
    let unit = slots.unit().or_else(|| slots.listed_unit())?;
    let anchor = if slots.text_shift().is_some() { context.text_anchor() } else { context.anchor() };
    let Some(anchor) = anchor else {
        let value = match unit {
            "D" => "XXXX-XX-XX",
            "W" => "XXXX-WXX",
            "WE" => "XXXX-WXX-WE",
            "M" => "XXXX-XX",
            "Q" => "XXXX-QX",
            "Y" => "XXXX",
            _ => return None,
        };
        return Some(open(slots, value.to_owned()));
    };
    // `the quarter` is the one that was spoken of, else the last that is over.
    if unit == "Q" && slots.shift().is_none() {
        let spoken = context.quarter_at(slots.first).or_else(|| Stretch::around(anchor, "Q")?.step(-1));
        return Some(stretched(slots, spoken?));
    }
    let around = match (slots.text_shift(), context.last) {
        (Some(_), Some(stretch @ (Stretch::Year(_) | Stretch::Month(..)))) => same_unit(stretch, unit),
        _ => None,
    };
    let around = around.or_else(|| Stretch::around(anchor, unit))?;
    let shift = match slots.shift().or(slots.text_shift()) {
        Some(shift) => shift,
        // `Am Wochenende` in a paper of Monday is over.
        None if unit == "WE" && anchor.weekday().to_monday_one_offset() < 5 => {
            i32::from(context.direction(slots.first, slots.end) == Direction::Future) - 1
        }
        None => 0,
    };
    Some(stretched(slots, around.step(shift)?))
}

/// `Vorjahr`, `heuer`, `Vortag`.
fn unit_word(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    let mut parts = slots.value(TimeClass::UnitWord)?.split(' ');
    let (unit, steps) = (parts.next()?, parts.next()?.parse().ok()?);
    let is_text = parts.next().is_some();
    let anchor = if is_text { context.text_anchor() } else { context.anchor() };
    let Some(anchor) = anchor else { return Some(open(slots, "XXXX".to_owned())) };
    let around = context.last.filter(|_| is_text).and_then(|stretch| same_unit(stretch, unit));
    let around = around.or_else(|| Stretch::around(anchor, unit))?;
    Some(stretched(slots, around.step(steps)?))
}

/// The stretch before in the text, if it is of this unit: `2022 … the following year`.
fn same_unit(stretch: Stretch, unit: &str) -> Option<Stretch> {
    let is_same = match stretch {
        Stretch::Year(_) => unit == "Y",
        Stretch::Month(..) => unit == "M",
        _ => false,
    };
    is_same.then_some(stretch)
}

/// `Herbst 2011`, `last summer`, `im Winter`.
fn season(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    let season = slots.season()?;
    let shifted_year = || match (slots.shift(), slots.unit()) {
        (Some(shift), Some("Y")) => Some(context.anchor()?.year() + shift as i16),
        _ => None,
    };
    if let Some(year) = slots.year().or_else(shifted_year) {
        return Some(stretched(slots, Stretch::Season(year, season)));
    }
    let Some(anchor) = context.anchor() else { return Some(open(slots, format!("XXXX-{season}"))) };
    let is_future = context.direction(slots.first, slots.end) == Direction::Future;
    let start = season_start(season);
    // The season of this year has begun; in January and February winter is that of the year before.
    let latest = anchor.year() - i16::from(anchor.month() < start);
    let is_running = (anchor.month() + 12 - start) % 12 < 3;
    let year = match slots.shift() {
        Some(shift) if shift < 0 => latest - i16::from(is_running),
        Some(shift) if shift > 0 => latest + 1,
        Some(_) if season == "WI" => latest + i16::from(!is_running),
        Some(_) => anchor.year(),
        None if is_future && !is_running => latest + 1,
        None => latest,
    };
    Some(stretched(slots, Stretch::Season(year, season)))
}

/// `Ostersonntag`, `Christmas 2022`.
fn of_holiday(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    let value = slots.value(TimeClass::Holiday)?;
    if let Some(year) = slots.year() {
        return Some(stretched(slots, Stretch::Day(holiday(value, year)?)));
    }
    let Some(anchor) = context.anchor() else { return Some(open(slots, "XXXX-XX-XX".to_owned())) };
    let direction = match slots.shift() {
        Some(shift) if shift < 0 => Direction::Past,
        Some(shift) if shift > 0 => Direction::Future,
        _ => context.direction(slots.first, slots.end),
    };
    let days = (-1..=1).filter_map(|by| holiday(value, anchor.year() + by));
    let near = |day: &Date| match direction {
        Direction::Past => *day <= anchor,
        Direction::Future => *day >= anchor,
        Direction::Unknown => true,
    };
    let day = days.filter(near).min_by_key(|day| days_between(anchor, *day).abs())?;
    Some(stretched(slots, Stretch::Day(day)))
}

/// `derzeit`, `recently`, `bald`; `in the past`, whose noun is listed as a step back.
fn reference(slots: Slots<'_, '_>) -> Option<Made> {
    let value = slots.value(TimeClass::Ref).or_else(|| {
        let steps = slots.all(TimeClass::Word).find_map(|item| item.sense(TimeClass::Shift))?.number;
        Some(if steps < 0 { "PAST_REF" } else { "FUTURE_REF" })
    })?;
    Some(made(slots, TimeType::Date, value.to_owned()))
}

/// `1990er Jahre`, `the nineties`, `20. Jahrhundert`.
fn decade(slots: Slots<'_, '_>, _context: &Context<'_, '_>) -> Option<Made> {
    if slots.unit() == Some("CE") {
        let number =
            slots.numbers(TimeClass::Ordinal).next().filter(|number| (2.0..=22.0).contains(number))?;
        return Some(stretched(slots, Stretch::Century(number as i16 - 1)));
    }
    let item = slots.all(TimeClass::Decade).next()?;
    let digits = match item.shape {
        Shape::Decade(digits) => digits,
        _ => item.sense(TimeClass::Decade)?.number as i16,
    };
    Some(stretched(slots, Stretch::Decade(digits)))
}

/// `3. bis 5. Mai`: two days, two times.
fn day_range(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Vec<Made>> {
    let month = slots.month()?;
    let days = slots.days();
    let [from, to] = days.as_slice() else { return None };
    let last = month_day(slots, context, slots.year(), month, *to)?;
    let is_day = |class: TimeClass| matches!(class, TimeClass::Ordinal | TimeClass::Number);
    let items: Vec<usize> =
        slots.captures.iter().filter(|(class, _)| is_day(*class)).map(|(_, item)| *item).collect();
    let [first_item, second_item] = items.as_slice() else { return None };
    let mut first = match last.stretch {
        Some(Stretch::Day(day)) => stretched(slots, Stretch::Day(day.with().day(*from).build().ok()?)),
        _ => open(slots, format!("XXXX-{month:02}-{from:02}")),
    };
    let mut last = last;
    // The month belongs to the day that it stands beside.
    let month_item =
        slots.captures.iter().find(|(class, _)| matches!(class, TimeClass::Month | TimeClass::ClearMonth))?.1;
    (first.first, first.end) =
        (slots.first, if month_item < *first_item { *first_item + 1 } else { first_item + 1 });
    (last.first, last.end) = (*second_item, slots.end);
    Some(vec![first, last])
}

/// A year that stands alone: not before something that it could count.
fn year(slots: Slots<'_, '_>, context: &Context<'_, '_>) -> Option<Made> {
    let year = slots.year().filter(|year| (1000..=2100).contains(year))?;
    let before = slots.first.checked_sub(1).map(|before| &context.items[before]);
    let next = context.items.get(slots.end).filter(|next| !next.is_after_break);
    let is_led = before.is_some_and(|before| {
        before.is(TimeClass::Prep) || before.is(TimeClass::Since) || before.is(TimeClass::Phase)
    });
    let counts = next.is_some_and(|next| {
        let starts_with_letter = next.lower.starts_with(char::is_alphabetic);
        let is_noun = starts_with_letter && next.is_capital && context.nouns_capitalised
            || starts_with_letter
                && context.words.is_plural(next.lower)
                && !next.is(TimeClass::PastCue)
                && !next.is(TimeClass::FutureCue);
        is_noun
            || matches!(next.lower, "%" | "$" | "€" | "°")
            || next.is(TimeClass::Unit)
            || next.is(TimeClass::Hour)
    });
    let is_money = before.is_some_and(|before| matches!(before.lower, "$" | "€" | "£" | "#" | "-"))
        || before.is_some_and(|before| before.is(TimeClass::About));
    // Round numbers count more often than they date.
    let is_round = year % 100 == 0 && !before.is_some_and(|before| before.is(TimeClass::YearPrep));
    let is_recent = !is_round && ((1900..=2099).contains(&year) || is_led && year >= 1500);
    (is_recent && !is_money && (!counts || is_led)).then(|| stretched(slots, Stretch::Year(year)))
}

/// `nineteen ninety-six`.
fn spoken_year(slots: Slots<'_, '_>) -> Option<Made> {
    let numbers: Vec<f64> = slots.numbers(TimeClass::Number).collect();
    if let ([year], Some("Y")) = (numbers.as_slice(), slots.unit()) {
        return (1000.0..2100.0).contains(year).then(|| stretched(slots, Stretch::Year(*year as i16)));
    }
    let [hundreds, rest] = numbers.as_slice() else { return None };
    let fits = (18.0..=20.0).contains(hundreds) && (10.0..=99.0).contains(rest);
    let is_words = slots.all(TimeClass::Number).all(|item| item.lower.starts_with(char::is_alphabetic));
    (fits && is_words).then(|| stretched(slots, Stretch::Year((hundreds * 100.0 + rest) as i16)))
}
