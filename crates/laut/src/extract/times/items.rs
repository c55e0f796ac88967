//! What each piece of the text can be in a time expression, from the word lists and from the shape of digits.
//!
//! `am 28. Dezember 2023` becomes a preposition, an ordinal, a month and a year; `siebentägigen` a length of seven days.
//! Words with no part in any time stay as they are, so that patterns can name them and do not reach across them.

use std::ops::Range;

use crate::extract::numbers::long_words::take_apart;
use crate::extract::numbers::value::{Reading, Value, ValueKind, read_number};
use crate::extract::pieces::{Gap, Piece, PieceKind};
use crate::lang::LanguageData;
use crate::lang::numerals::NumeralKind;
use crate::lang::times::{Sense, TimeClass};

/// What digits or a word taken apart say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Shape {
    /// Nothing.
    None,
    /// A number that is said.
    Number(f64),
    /// A number that is not said: `mehrere hundert`.
    Vague,
    /// Year (where it is there), month, day.
    Date(Option<i16>, i8, i8),
    /// Hour, minute, seconds where they are there, and whether a colon parts them.
    Clock(i8, i8, Option<i8>, bool),
    /// The first three digits of a decade.
    Decade(i16),
}

/// A piece or several with one meaning.
#[derive(Debug, Clone)]
pub(crate) struct Item<'d> {
    /// Its pieces.
    pub(crate) pieces: Range<usize>,
    /// All that it can be.
    pub(crate) classes: u64,
    /// Its meanings as a listed word.
    pub(crate) senses: &'d [Sense],
    /// What its shape says.
    pub(crate) shape: Shape,
    /// The value of a length that was taken apart: `P7D`.
    pub(crate) length: Option<(f64, &'d str)>,
    /// Its first piece in lower case.
    pub(crate) lower: &'d str,
    /// Whether white space with an empty line stands before it.
    pub(crate) is_after_break: bool,
    /// Whether it has a capital.
    pub(crate) is_capital: bool,
}

impl Item<'_> {
    /// Whether it can be this.
    pub(crate) fn is(&self, class: TimeClass) -> bool {
        self.classes & class.bit() != 0
    }

    /// Its meaning in a class.
    pub(crate) fn sense(&self, class: TimeClass) -> Option<&Sense> {
        self.senses.iter().find(|sense| sense.class == class)
    }
}

/// Reads all pieces as items.
pub(crate) fn items<'d>(pieces: &[Piece<'d>], data: &'d LanguageData) -> Vec<Item<'d>> {
    let mut found: Vec<Item<'d>> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        let item = match pieces[at].kind {
            PieceKind::Word => word(pieces, at, data),
            PieceKind::Digits | PieceKind::Vulgar => {
                let after_phase = found.last().is_some_and(|before| before.is(TimeClass::Phase));
                after_phase
                    .then(|| glued_year(pieces, at))
                    .flatten()
                    .unwrap_or_else(|| digits(pieces, at, data))
            }
            PieceKind::Mark => mark(pieces, at, data),
        };
        at = item.pieces.end;
        found.push(item);
    }
    found
}

fn plain<'d>(pieces: &[Piece<'d>], range: Range<usize>) -> Item<'d> {
    let first = &pieces[range.start];
    Item {
        pieces: range,
        classes: 0,
        senses: &[],
        shape: Shape::None,
        length: None,
        lower: first.lower,
        is_after_break: first.gap == Gap::Break,
        is_capital: first.is_capital,
    }
}

fn word<'d>(pieces: &[Piece<'d>], at: usize, data: &'d LanguageData) -> Item<'d> {
    let mut item = listed(pieces, at, data).unwrap_or_else(|| plain(pieces, at..at + 1));
    let number = read_number(pieces, at, data);
    if let Reading::Number(value) = number
        && value.kind != ValueKind::Share
    {
        let (classes, shape) = number_shape(&value);
        if value.pieces.end > item.pieces.end {
            // `a couple` are two: its last word says so.
            let last = listed(pieces, value.pieces.end - 1, data).filter(|last| last.is(TimeClass::Few));
            let senses = last.map_or(&[][..], |last| last.senses);
            item = Item { classes, shape, senses, ..plain(pieces, value.pieces) };
        } else if value.pieces.end == item.pieces.end {
            (item.classes, item.shape) = (item.classes | classes, shape);
        }
    } else if let Some(number) = count_before_unit(pieces, at, data) {
        (item.classes, item.shape) = (item.classes | TimeClass::Number.bit(), Shape::Number(number));
    } else if item.classes == 0
        && data.number_words.numerals(pieces[at].lower).iter().any(|n| n.kind == NumeralKind::Both)
    {
        (item.classes, item.shape) = (TimeClass::Number.bit(), Shape::Number(2.0));
    } else if item.classes == 0
        && let Some((number, rest)) = take_apart(pieces[at].lower, &data.number_words)
        && let Some(unit) = length_ending(rest, data)
    {
        (item.classes, item.length) = (TimeClass::Length.bit(), Some((number, unit)));
    }
    item
}

/// The number of `two quarters`, which is no share where it counts time.
fn count_before_unit(pieces: &[Piece<'_>], at: usize, data: &LanguageData) -> Option<f64> {
    let next = pieces.get(at + 1).filter(|next| next.gap != Gap::Break && !next.is_glued())?;
    let units = data.time_words.entries(next.lower).iter().filter(|entry| entry.words.len() == 1);
    let is_unit = units.flat_map(|entry| &entry.senses).any(|sense| sense.class == TimeClass::Units);
    let numerals = data.number_words.numerals(pieces[at].lower);
    let count = numerals.iter().find(|numeral| numeral.kind == NumeralKind::Unit)?;
    is_unit.then_some(count.value)
}

/// The unit of an ending like `tägigen`.
pub(crate) fn length_ending<'d>(rest: &str, data: &'d LanguageData) -> Option<&'d str> {
    let entries = data.time_words.entries(rest).iter().filter(|entry| entry.words.len() == 1);
    let senses = entries.flat_map(|entry| &entry.senses);
    senses.filter(|sense| sense.class == TimeClass::LengthEnding).map(|sense| sense.value.as_str()).next()
}

/// The longest list entry that stands here, with its meanings that fit the capital.
fn listed<'d>(pieces: &[Piece<'d>], at: usize, data: &'d LanguageData) -> Option<Item<'d>> {
    let entries = data.time_words.entries(pieces[at].lower);
    let starts =
        at == 0 || pieces[at].gap == Gap::Break || pieces[at - 1].is_mark(".") || is_quote(&pieces[at - 1]);
    entries.iter().find_map(|entry| {
        let end = at + entry.words.len();
        let is_here = end <= pieces.len()
            && entry
                .words
                .iter()
                .zip(&pieces[at..end])
                .skip(1)
                .all(|(word, piece)| piece.lower == word && piece.gap != Gap::Break);
        let fits = |sense: &&Sense| pieces[at].is_capital || !sense.needs_capital;
        let mut classes =
            entry.senses.iter().filter(fits).map(|sense| sense.class.bit()).fold(0, |all, bit| all | bit);
        // A capital inside a sentence is no adverb: `der Morgen`, `im Juni`.
        if pieces[at].is_capital && !starts && data.switches.nouns_capitalised {
            classes &= !TimeClass::Day.bit();
        }
        (is_here && classes != 0).then(|| Item { classes, senses: &entry.senses, ..plain(pieces, at..end) })
    })
}

fn is_quote(piece: &Piece<'_>) -> bool {
    piece.kind == PieceKind::Mark
        && matches!(piece.lower, "„" | "“" | "\"" | "»" | "«" | "‚" | "‘" | ":" | "!" | "?")
}

fn number_shape(value: &Value) -> (u64, Shape) {
    match value.kind {
        ValueKind::Cardinal => (TimeClass::Number.bit(), Shape::Number(value.number)),
        ValueKind::Ordinal => (TimeClass::Ordinal.bit(), Shape::Number(value.number)),
        ValueKind::Vague => (TimeClass::Few.bit(), Shape::Vague),
        ValueKind::Share => (0, Shape::None),
    }
}

fn mark<'d>(pieces: &[Piece<'d>], at: usize, data: &'d LanguageData) -> Item<'d> {
    let mut item = listed(pieces, at, data).unwrap_or_else(|| plain(pieces, at..at + 1));
    if pieces[at].is_dash() {
        item.classes |= TimeClass::Dash.bit();
    }
    // `'90s`
    if matches!(pieces[at].lower, "'" | "’" | "‘")
        && let Some(after) =
            pieces.get(at + 1).filter(|after| after.is_glued() && after.kind == PieceKind::Digits)
        && after.lower.len() == 2
        && let Some(decade) = decade(pieces, at + 1, data)
    {
        item = Item {
            classes: TimeClass::Decade.bit(),
            shape: Shape::Decade(decade),
            ..plain(pieces, at..at + 3)
        };
    }
    item
}

/// Whether a glued mark stands here.
fn glued<'p, 'd>(pieces: &'p [Piece<'d>], at: usize) -> Option<&'p Piece<'d>> {
    pieces.get(at).filter(|piece| piece.is_glued())
}

fn digits<'d>(pieces: &[Piece<'d>], at: usize, data: &'d LanguageData) -> Item<'d> {
    let is_joined = pieces[at].is_glued() && at > 0 && matches!(pieces[at - 1].kind, PieceKind::Word);
    if !is_joined {
        if let Some((shape, end)) = date_shape(pieces, at, data) {
            return Item { classes: TimeClass::Date.bit(), shape, ..plain(pieces, at..end) };
        }
        if let Some(decade) = decade(pieces, at, data) {
            return Item {
                classes: TimeClass::Decade.bit(),
                shape: Shape::Decade(decade),
                ..plain(pieces, at..at + 2)
            };
        }
    }
    let clock = clock_shape(pieces, at).filter(|_| !is_joined);
    match read_number(pieces, at, data) {
        Reading::Number(value) => {
            let (mut classes, mut shape) = number_shape(&value);
            let is_single = value.pieces.len() == 1;
            if is_single && pieces[at].lower.len() == 4 && (1000.0..=2100.0).contains(&value.number) {
                classes |= TimeClass::Year.bit();
            }
            if let Some((clock, end)) = clock
                && end == value.pieces.end
            {
                (classes, shape) = (classes & !TimeClass::Number.bit() | TimeClass::Clock.bit(), clock);
            }
            Item { classes, shape, ..plain(pieces, value.pieces) }
        }
        Reading::NoNumber(end) => {
            if let Some((shape, end)) = clock {
                return Item { classes: TimeClass::Clock.bit(), shape, ..plain(pieces, at..end) };
            }
            if !is_joined && let Some(item) = leading_year(pieces, at) {
                return item;
            }
            plain(pieces, at..end.max(at + 1))
        }
        Reading::Nothing => plain(pieces, at..at + 1),
    }
}

/// The year of `mid-1996`, which anywhere else would be part of a name.
fn glued_year<'d>(pieces: &[Piece<'d>], at: usize) -> Option<Item<'d>> {
    let year: i16 = Some(pieces[at].lower).filter(|year| year.len() == 4)?.parse().ok()?;
    let shape = Shape::Number(f64::from(year));
    let goes_on = glued(pieces, at + 1).is_some_and(|next| next.kind != PieceKind::Mark);
    (pieces[at].is_glued() && !goes_on).then(|| Item {
        classes: TimeClass::Year.bit(),
        shape,
        ..plain(pieces, at..at + 1)
    })
}

/// `1995/96`, `1939-45`: the year that a run of digits and marks starts with.
fn leading_year<'d>(pieces: &[Piece<'d>], at: usize) -> Option<Item<'d>> {
    let is_year = pieces[at].lower.len() == 4
        && pieces[at].lower.parse().is_ok_and(|year: i16| (1000..=2100).contains(&year));
    let next = glued(pieces, at + 1)?;
    (is_year && (next.is_mark("/") || next.is_dash())).then(|| Item {
        classes: TimeClass::Year.bit(),
        shape: Shape::Number(pieces[at].lower.parse().unwrap_or_default()),
        ..plain(pieces, at..at + 1)
    })
}

/// `30.11.2013`, `2013-11-30`, `11/02/89`, `19980303`, `30.11.`
fn date_shape(pieces: &[Piece<'_>], at: usize, data: &LanguageData) -> Option<(Shape, usize)> {
    let first = pieces[at].lower;
    if first.len() == 8 && first.starts_with(['1', '2']) {
        let year: i16 = first.get(..4)?.parse().ok()?;
        let shape = valid(Some(year), first.get(4..6)?.parse().ok()?, first.get(6..)?.parse().ok()?)?;
        return (1900..=2100).contains(&year).then_some((shape, at + 1));
    }
    let (mark, second) =
        (glued(pieces, at + 1)?, glued(pieces, at + 2).filter(|piece| piece.kind == PieceKind::Digits)?);
    let third = glued(pieces, at + 3)
        .filter(|next| next.lower == mark.lower)
        .and_then(|_| glued(pieces, at + 4))
        .filter(|piece| piece.kind == PieceKind::Digits);
    let number = |text: &str| text.parse::<i16>().ok();
    let small = |text: &str| if text.len() <= 2 { text.parse::<i8>().ok() } else { None };
    let Some(third) = third else {
        let is_day = mark.is_mark(".") && glued(pieces, at + 3).is_some_and(|dot| dot.is_mark("."));
        let (day, month) = (small(first)?, small(second.lower)?);
        let is_alone = glued(pieces, at + 4).is_none_or(|next| next.kind == PieceKind::Mark);
        return (is_day && is_alone && data.switches.ordinal_full_stop)
            .then_some((valid(None, month, day)?, at + 4));
    };
    let shape = if mark.is_dash() && first.len() == 4 {
        valid(number(first), small(second.lower)?, small(third.lower)?)?
    } else if mark.is_mark(".") {
        valid(full_year(third.lower), small(second.lower)?, small(first)?)?
    } else if mark.is_mark("/") || mark.is_dash() {
        let (one, two) = (small(first)?, small(second.lower)?);
        let (month, day) =
            if data.switches.month_first && one <= 12 || two > 12 { (one, two) } else { (two, one) };
        valid(full_year(third.lower), month, day)?
    } else {
        return None;
    };
    Some((shape, at + 5))
}

/// A year in four digits, or in two of the last hundred years.
fn full_year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 => Some(if year < 50 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

fn valid(year: Option<i16>, month: i8, day: i8) -> Option<Shape> {
    jiff::civil::Date::new(year.unwrap_or(2000), month, day).ok().map(|_| Shape::Date(year, month, day))
}

/// `14.30`, `7:15`, `21:49:00`.
fn clock_shape(pieces: &[Piece<'_>], at: usize) -> Option<(Shape, usize)> {
    let hour: i8 = Some(pieces[at].lower).filter(|hour| hour.len() <= 2)?.parse().ok()?;
    let mark = glued(pieces, at + 1).filter(|mark| matches!(mark.lower, "." | ":"))?;
    let is_two = |piece: &&Piece<'_>| piece.kind == PieceKind::Digits && piece.lower.len() == 2;
    let minute: i8 = glued(pieces, at + 2).filter(is_two)?.lower.parse().ok()?;
    let seconds = glued(pieces, at + 3)
        .filter(|next| next.lower == mark.lower)
        .and_then(|_| glued(pieces, at + 4))
        .filter(is_two);
    let end = if seconds.is_some() { at + 5 } else { at + 3 };
    let goes_on = glued(pieces, end).is_some_and(|next| {
        next.lower == mark.lower && glued(pieces, end + 1).is_some_and(|p| p.kind == PieceKind::Digits)
    });
    let fits = hour <= 24 && minute < 60 && !goes_on;
    let seconds = seconds.and_then(|seconds| seconds.lower.parse().ok());
    fits.then_some((Shape::Clock(hour, minute, seconds, mark.lower == ":"), end))
}

/// `1990s`, `1980er`, `90er`: the first three digits.
fn decade(pieces: &[Piece<'_>], at: usize, data: &LanguageData) -> Option<i16> {
    let ending = glued(pieces, at + 1).filter(|ending| ending.kind == PieceKind::Word)?;
    let is_decade = data.switches.decade_endings.iter().any(|known| known == ending.lower);
    let text = pieces[at].lower;
    let year: i16 = text.parse().ok()?;
    let is_round = is_decade && year % 10 == 0;
    match text.len() {
        4 if is_round => Some(year / 10),
        2 if is_round => Some(190 + year / 10),
        _ => None,
    }
}
