//! What a pattern took its items for: year, month, day, weekday, part of the day, unit, count, shift.

use super::calendar::season_name;
use super::items::{Item, Shape};
use crate::lang::times::TimeClass;

/// How many of a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Count {
    /// So many.
    Known(f64),
    /// Some.
    Unknown,
}

/// The captures of a match, read by what they mean.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slots<'s, 'd> {
    /// All items of the document.
    pub(crate) items: &'s [Item<'d>],
    /// What the match took its items for.
    pub(crate) captures: &'s [(TimeClass, usize)],
    /// The items of the match.
    pub(crate) first: usize,
    /// The item after its last.
    pub(crate) end: usize,
}

impl<'s, 'd> Slots<'s, 'd> {
    /// The items captured in a class.
    pub(crate) fn all(self, class: TimeClass) -> impl Iterator<Item = &'s Item<'d>> {
        self.captures
            .iter()
            .filter(move |(captured, _)| *captured == class)
            .map(move |(_, item)| &self.items[*item])
    }

    fn first(self, class: TimeClass) -> Option<&'s Item<'d>> {
        self.all(class).next()
    }

    /// Whether something was captured in a class.
    pub(crate) fn has(self, class: TimeClass) -> bool {
        self.first(class).is_some()
    }

    /// The listed number of a class.
    fn listed(self, class: TimeClass) -> Option<i32> {
        self.first(class)?.sense(class).map(|sense| sense.number)
    }

    /// The listed value of a class.
    pub(crate) fn value(self, class: TimeClass) -> Option<&'s str> {
        self.first(class)?.sense(class).map(|sense| sense.value.as_str())
    }

    /// The numbers captured in a class.
    pub(crate) fn numbers(self, class: TimeClass) -> impl Iterator<Item = f64> {
        self.all(class).filter_map(|item| match item.shape {
            Shape::Number(number) => Some(number),
            _ => None,
        })
    }

    /// The year that is written.
    pub(crate) fn year(self) -> Option<i16> {
        self.numbers(TimeClass::Year).next().map(|year| year as i16)
    }

    /// The month that is named.
    pub(crate) fn month(self) -> Option<i8> {
        self.listed(TimeClass::Month).or_else(|| self.listed(TimeClass::ClearMonth)).map(|month| month as i8)
    }

    /// All days of the month that are written.
    pub(crate) fn days(self) -> Vec<i8> {
        let ordinals = self.numbers(TimeClass::Ordinal).chain(self.numbers(TimeClass::Number));
        ordinals.filter(|day| (1.0..=31.0).contains(day) && day.fract() == 0.0).map(|day| day as i8).collect()
    }

    /// The day of the month that stands beside the month.
    pub(crate) fn day(self) -> Option<i8> {
        let is_month = |class: TimeClass| matches!(class, TimeClass::Month | TimeClass::ClearMonth);
        let month = self.captures.iter().position(|(class, _)| is_month(*class))?;
        let beside = [Some(month + 1), month.checked_sub(1), month.checked_sub(2)];
        beside.into_iter().flatten().find_map(|at| match self.captures.get(at)? {
            (TimeClass::Ordinal | TimeClass::Number, item) => match self.items[*item].shape {
                Shape::Number(day) if (1.0..=31.0).contains(&day) && day.fract() == 0.0 => Some(day as i8),
                _ => None,
            },
            _ => None,
        })
    }

    /// The weekday that is named, by ISO number.
    pub(crate) fn weekday(self) -> Option<i8> {
        let joined = self.value(TimeClass::WeekdayPart).and_then(|value| value.get(..1)?.parse().ok());
        let listed = self.listed(TimeClass::Weekday).or_else(|| self.listed(TimeClass::ClearWeekday));
        listed.map(|weekday| weekday as i8).or(joined)
    }

    /// The part of the day that is named.
    pub(crate) fn part(self) -> Option<&'s str> {
        let joined = self.value(TimeClass::WeekdayPart).or_else(|| self.value(TimeClass::DayPart));
        self.value(TimeClass::Part).or_else(|| joined.and_then(|value| value.split(' ').nth(1)))
    }

    /// Days from the publication.
    pub(crate) fn day_offset(self) -> Option<i32> {
        let joined = self.value(TimeClass::DayPart).and_then(|value| value.split(' ').next()?.parse().ok());
        self.listed(TimeClass::Day).or(joined)
    }

    /// The unit that is named.
    pub(crate) fn unit(self) -> Option<&'s str> {
        [TimeClass::Unit, TimeClass::Units, TimeClass::UnitOne]
            .into_iter()
            .find_map(|class| self.value(class))
    }

    /// All units that are named.
    pub(crate) fn units(self) -> impl Iterator<Item = &'s str> {
        let classes = [TimeClass::Unit, TimeClass::Units, TimeClass::UnitOne];
        classes.into_iter().flat_map(move |class| {
            self.all(class).filter_map(move |item| item.sense(class)).map(|sense| sense.value.as_str())
        })
    }

    /// The unit of a word that the pattern names itself.
    pub(crate) fn listed_unit(self) -> Option<&'s str> {
        self.all(TimeClass::Word)
            .find_map(|item| item.sense(TimeClass::Unit))
            .map(|sense| sense.value.as_str())
    }

    /// Steps from the publication.
    pub(crate) fn shift(self) -> Option<i32> {
        self.listed(TimeClass::Shift)
    }

    /// Steps from the date before in the text.
    pub(crate) fn text_shift(self) -> Option<i32> {
        self.listed(TimeClass::TextShift)
    }

    /// The season that is named.
    pub(crate) fn season(self) -> Option<&'static str> {
        let value = self.value(TimeClass::Season).or_else(|| self.value(TimeClass::ClearSeason));
        value.and_then(season_name)
    }

    /// How many of a unit: the first number, one for an article, unknown for `some` and for a bare plural.
    pub(crate) fn count(self) -> Count {
        let number = self.numbers(TimeClass::Number).next();
        match number {
            // `a couple of years` are two.
            _ if self.has(TimeClass::Few) => match self.listed(TimeClass::Few) {
                Some(number) if number > 0 => Count::Known(f64::from(number)),
                _ => Count::Unknown,
            },
            Some(number) => Count::Known(number + if self.has(TimeClass::Half) { 0.5 } else { 0.0 }),
            None if self.has(TimeClass::Half) => {
                // `a year and a half` has its article before the unit, `half a year` and `ein halbes Jahr` do not.
                let position = |wanted: fn(TimeClass) -> bool| {
                    self.captures.iter().position(|(class, _)| wanted(*class))
                };
                let half = position(|class| class == TimeClass::Half);
                let unit = position(|class| {
                    matches!(class, TimeClass::Unit | TimeClass::Units | TimeClass::UnitOne)
                });
                Count::Known(if half > unit { 1.5 } else { 0.5 })
            }
            None if self.has(TimeClass::One) || self.has(TimeClass::UnitOne) => Count::Known(1.0),
            None => Count::Unknown,
        }
    }

    /// Hour, minute and seconds of each clock time in it.
    pub(crate) fn clocks(self) -> Vec<(i8, i8, Option<i8>)> {
        let afternoon = self.listed(TimeClass::Meridiem);
        let turn = |hour: i8| match afternoon {
            Some(12) if hour < 12 => hour + 12,
            Some(0) if hour == 12 => 0,
            _ => hour,
        };
        let mut clocks = Vec::new();
        for (class, item) in self.captures {
            match (class, self.items[*item].shape) {
                (TimeClass::Clock, Shape::Clock(hour, minute, seconds, _)) => {
                    clocks.push((turn(hour), minute, seconds))
                }
                (TimeClass::Number, Shape::Number(hour))
                    if (0.0..=24.0).contains(&hour) && hour.fract() == 0.0 =>
                {
                    clocks.push((turn(hour as i8), 0, None));
                }
                _ => {}
            }
        }
        clocks
    }

    /// Whether every clock time in it has a colon.
    pub(crate) fn has_colon(self) -> bool {
        self.all(TimeClass::Clock).all(|item| matches!(item.shape, Shape::Clock(.., true)))
    }
}
