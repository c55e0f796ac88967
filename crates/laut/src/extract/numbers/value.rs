//! The value of a number without its modifier: `dreiundzwanzig` is 23, `two and a half thousand` 2500, `Dutzende` at
//! least 24, `two-thirds` 0.666…
//!
//! Words are added and multiplied as they are said: what is smaller than the last hundred or scale is added, a scale
//! multiplies what stands before it. Long German words are taken apart the same way. A bare article is no number;
//! ordinals are told apart, times need them.

use std::ops::Range;

use super::digits::digits_at;
use super::long_words::compound;
use crate::extract::pieces::{Gap, Piece, PieceKind};
use crate::lang::numerals::{ContextRole, Numeral, NumeralKind};
use crate::lang::{LanguageData, NumberWords};

/// What kind of number a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueKind {
    /// So many.
    Cardinal,
    /// An open plural: at least so many.
    Vague,
    /// A part of a whole.
    Share,
    /// A place in an order.
    Ordinal,
}

/// A number as it stands in the text, without modifier.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value {
    /// Its pieces.
    pub(crate) pieces: Range<usize>,
    /// Its value, or the lowest.
    pub(crate) number: f64,
    /// What kind it is.
    pub(crate) kind: ValueKind,
    /// The scale word in it (`Millionen`), which the first number of a range shares; 1 without one.
    pub(crate) scale: f64,
    /// Whether it is nothing but the word for one.
    pub(crate) is_lone_one: bool,
}

/// What stands at a piece.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Reading {
    /// A number.
    Number(Value),
    /// Digits up to this piece that are no number.
    NoNumber(usize),
    /// Neither.
    Nothing,
}

/// Reads the number that starts at a piece.
pub(crate) fn read_number(pieces: &[Piece<'_>], at: usize, data: &LanguageData) -> Reading {
    let words = &data.number_words;
    let piece = &pieces[at];
    match piece.kind {
        PieceKind::Digits | PieceKind::Vulgar => {
            let run = digits_at(pieces, at, data);
            let Some(number) = run.value else { return Reading::NoNumber(run.end) };
            if run.is_ordinal {
                return Reading::Number(Value {
                    pieces: at..run.end,
                    number,
                    kind: ValueKind::Ordinal,
                    scale: 1.0,
                    is_lone_one: false,
                });
            }
            let mut sum = Sum { current: Some(number), from_digits: true, end: run.end, ..Sum::default() };
            sum.read(pieces, words);
            Reading::Number(sum.value(at))
        }
        PieceKind::Word => {
            let numerals = words.numerals(piece.lower);
            if numerals.is_empty() && words.morpheme(piece.lower).is_none() {
                return Reading::Nothing;
            }
            words_at(pieces, at, data).map_or(Reading::Nothing, Reading::Number)
        }
        PieceKind::Mark => signed(pieces, at, data).map_or(Reading::Nothing, Reading::Number),
    }
}

/// `-5`, `.08`: a sign or a decimal mark that starts a number.
fn signed(pieces: &[Piece<'_>], at: usize, data: &LanguageData) -> Option<Value> {
    let mark = &pieces[at];
    let next = pieces.get(at + 1).filter(|next| next.is_glued() && next.kind == PieceKind::Digits)?;
    let is_minus = mark.is_dash() || mark.is_mark("−");
    let is_point = mark.lower.starts_with(data.switches.decimal);
    if mark.is_glued() || !is_minus && !is_point {
        return None;
    }
    let Reading::Number(mut value) = read_number(pieces, at + 1, data) else { return None };
    if value.kind != ValueKind::Cardinal {
        return None;
    }
    value.number = if is_minus {
        -value.number
    } else {
        // Only bare digits can stand behind a mark.
        (value.pieces.len() == 1).then_some(())?;
        format!("0.{}", next.lower).parse().ok()?
    };
    value.pieces.start = at;
    Some(value)
}

/// A number that starts with a word.
fn words_at(pieces: &[Piece<'_>], at: usize, data: &LanguageData) -> Option<Value> {
    let words = &data.number_words;
    let first = first_sense(pieces, at, words)?;
    let ordinal =
        words.numerals(pieces[at].lower).iter().find(|numeral| numeral.kind == NumeralKind::Ordinal);
    let first = ordinal.copied().unwrap_or(first);
    let mut sum = Sum { end: at, ..Sum::default() };
    match first.kind {
        NumeralKind::Minus => {
            let next = pieces.get(at + 1).filter(|next| next.gap == Gap::Space)?;
            let mut value = match next.kind {
                PieceKind::Word => words_at(pieces, at + 1, data)?,
                PieceKind::Digits => match read_number(pieces, at + 1, data) {
                    Reading::Number(value) => value,
                    _ => return None,
                },
                _ => return None,
            };
            (value.pieces, value.number) = (at..value.pieces.end, -value.number);
            return (value.kind == ValueKind::Cardinal).then_some(value);
        }
        NumeralKind::Ordinal => {
            let value = Value {
                pieces: at..at + 1,
                number: first.value,
                kind: ValueKind::Ordinal,
                scale: 1.0,
                is_lone_one: false,
            };
            return Some(value);
        }
        _ => {}
    }
    sum.read(pieces, words);
    (sum.end > at && (sum.current.is_some() || sum.total != 0.0)).then(|| sum.value(at))
}

/// The sense of the first word: a listed one, or that of a word taken apart.
fn first_sense(pieces: &[Piece<'_>], at: usize, words: &NumberWords) -> Option<Numeral> {
    let lower = pieces[at].lower;
    words.numerals(lower).first().copied().or_else(|| compound(lower, words))
}

/// A sum in the making.
#[derive(Debug, Default)]
pub(super) struct Sum {
    pub(super) total: f64,
    pub(super) current: Option<f64>,
    pub(super) last_scale: Option<f64>,
    pub(super) last: Option<NumeralKind>,
    pub(super) kind: Option<ValueKind>,
    pub(super) from_digits: bool,
    pub(super) end: usize,
    pub(super) words: usize,
}

impl Sum {
    /// Takes words as long as they fit.
    fn read(&mut self, pieces: &[Piece<'_>], words: &NumberWords) {
        while let Some(next) = self.next_at(pieces) {
            if !self.take(pieces, next, words) {
                break;
            }
            self.words += 1;
            if matches!(self.kind, Some(ValueKind::Share | ValueKind::Ordinal)) {
                break;
            }
        }
    }

    /// Where the next word of the number would stand: after a space or a hyphen inside a word, or glued to digits.
    fn next_at(&self, pieces: &[Piece<'_>]) -> Option<usize> {
        let piece = pieces.get(self.end)?;
        let is_first = self.words == 0 && !self.from_digits;
        if piece.is_dash() && piece.is_glued() && !is_first {
            return pieces.get(self.end + 1).filter(|after| after.is_glued()).map(|_| self.end + 1);
        }
        (is_first || piece.gap != Gap::Break).then_some(self.end)
    }

    /// Takes the word at `at`, if it goes on with the number.
    fn take(&mut self, pieces: &[Piece<'_>], at: usize, words: &NumberWords) -> bool {
        let piece = &pieces[at];
        if piece.kind == PieceKind::Digits {
            return self.take_digits(pieces, at, words);
        }
        if piece.kind != PieceKind::Word {
            return false;
        }
        let senses = words.numerals(piece.lower);
        if senses.is_empty() {
            return compound(piece.lower, words)
                .is_some_and(|numeral| self.take_sense(pieces, at, numeral, words));
        }
        senses.iter().any(|sense| self.take_sense(pieces, at, *sense, words))
    }

    /// `4 thousand 3 hundred`: digits go on after a scale where a smaller one follows them.
    fn take_digits(&mut self, pieces: &[Piece<'_>], at: usize, words: &NumberWords) -> bool {
        let (Some(scale), Some(NumeralKind::Scale)) = (self.last_scale, self.last) else { return false };
        let next = pieces.get(at + 1).filter(|next| next.gap == Gap::Space && pieces[at].gap == Gap::Space);
        let smaller = next.is_some_and(|next| {
            words.numerals(next.lower).iter().any(|numeral| {
                matches!(numeral.kind, NumeralKind::Hundred | NumeralKind::Scale) && numeral.value < scale
            })
        });
        let value = pieces[at].lower.parse::<f64>().ok().filter(|value| smaller && *value < 1000.0);
        if value.is_some() && self.current.is_none() {
            (self.current, self.last, self.end) = (value, Some(NumeralKind::Unit), at + 1);
            return true;
        }
        false
    }

    /// Takes a word in one of its senses, if that fits.
    fn take_sense(&mut self, pieces: &[Piece<'_>], at: usize, sense: Numeral, words: &NumberWords) -> bool {
        use NumeralKind as Kind;
        let is_first = self.current.is_none() && self.total == 0.0 && self.last.is_none();
        let next = |offset: usize| {
            pieces.get(at + offset).filter(|piece| piece.kind == PieceKind::Word && piece.gap != Gap::Break)
        };
        let next_is = |offset: usize, kinds: &[Kind]| {
            next(offset).is_some_and(|piece| {
                words.numerals(piece.lower).iter().any(|numeral| kinds.contains(&numeral.kind))
            })
        };
        let mut end = at + 1;
        let takes = match sense.kind {
            Kind::Unit | Kind::Tens | Kind::Mixed => self.add(sense),
            Kind::Hundred => self.multiply_current(sense.value),
            Kind::Scale => (!is_first || sense.value < 1e6) && self.scale(sense.value),
            Kind::ScalePlural if is_first => {
                self.kind = Some(ValueKind::Vague);
                self.current = Some(2.0);
                self.scale(sense.value)
            }
            Kind::ScalePlural => self.scale(sense.value),
            Kind::Letter => {
                self.from_digits && self.words == 0 && self.scale(sense.value) && {
                    // `Mio.` keeps its full stop inside.
                    end += usize::from(
                        pieces
                            .get(at + 1)
                            .is_some_and(|dot| dot.is_mark(".") && dot.token == pieces[at].token),
                    );
                    true
                }
            }
            Kind::Dozen => {
                self.last != Some(Kind::Dozen) && self.total == 0.0 && {
                    self.current = Some(self.current.unwrap_or(1.0) * sense.value);
                    true
                }
            }
            Kind::Article => {
                let bases = [Kind::Hundred, Kind::Scale, Kind::Dozen];
                let is_share = next_is(1, &[Kind::Share]) && next(2).is_some_and(|after| is_of(after, words));
                let is_half = next_is(1, &[Kind::Half]);
                let is_pair = next_is(1, &[Kind::Pair]) && next(1).is_some_and(|pair| !pair.is_capital);
                is_first && (next_is(1, &bases) || is_share || is_half || is_pair) && {
                    self.current = Some(1.0);
                    true
                }
            }
            Kind::Few => is_first && self.start_vague(),
            Kind::Pair => {
                let is_it = self.last == Some(Kind::Article);
                // `a couple of hundred`
                if is_it
                    && next(1).is_some_and(|of| words.has_role(of.lower, ContextRole::Of))
                    && next_is(2, &[Kind::Hundred, Kind::Scale, Kind::Dozen])
                {
                    end += 1;
                }
                is_it && self.start_vague()
            }
            Kind::Vague => self.take_vague(pieces, at, sense, words, &mut end),
            Kind::Half => self.take_half(pieces, at, words, sense, &mut end),
            Kind::Share => self.take_share(sense, next(1), words),
            Kind::AllShare => {
                is_first && {
                    let after_ordinal = at > 0
                        && words.numerals(pieces[at - 1].lower).iter().any(|n| n.kind == Kind::Ordinal);
                    self.kind = Some(ValueKind::Share);
                    self.current = Some(sense.value);
                    !after_ordinal
                }
            }
            Kind::And => self.take_and(pieces, at, words, &mut end),
            Kind::Point => self.take_decimals(pieces, at, words, &mut end),
            Kind::Ordinal => {
                self.last == Some(Kind::Tens) && sense.value < 10.0 && !self.from_digits && {
                    self.current = self.current.map(|current| current + sense.value);
                    self.kind = Some(ValueKind::Ordinal);
                    true
                }
            }
            Kind::Both | Kind::Link | Kind::LinkHalf | Kind::Minus | Kind::OrdinalEnding => false,
        };
        if takes {
            self.end = end;
            self.last = Some(sense.kind);
        }
        takes
    }

    /// Adds a number below a hundred (or one taken from a long word), if there is room for it.
    fn add(&mut self, sense: Numeral) -> bool {
        let value = sense.value;
        let fits = match self.current {
            None => self.last_scale.is_none_or(|scale| value < scale),
            Some(_) if self.from_digits && self.words == 0 => false,
            Some(current) if self.last == Some(NumeralKind::Tens) => {
                sense.kind == NumeralKind::Unit && value > 0.0 && value < 10.0 && current % 10.0 == 0.0
            }
            Some(current) => {
                matches!(self.last, Some(NumeralKind::Hundred | NumeralKind::And))
                    && current % 100.0 == 0.0
                    && value < 100.0
            }
        };
        if fits {
            self.current = Some(self.current.unwrap_or(0.0) + value);
        }
        fits
    }

    fn multiply_current(&mut self, by: f64) -> bool {
        let current = self.current.unwrap_or(1.0);
        let fits = current < 1000.0 && self.last != Some(NumeralKind::Dozen);
        if fits {
            self.current = Some(current * by);
        }
        fits
    }

    fn scale(&mut self, by: f64) -> bool {
        if self.last_scale.is_some_and(|last| by >= last) && self.current.is_none() {
            self.total *= by;
        } else {
            self.total += self.current.unwrap_or(1.0) * by;
        }
        self.current = None;
        self.last_scale = Some(by);
        true
    }

    fn start_vague(&mut self) -> bool {
        self.kind = Some(ValueKind::Vague);
        self.current = Some(2.0);
        true
    }

    /// `Dutzende`, `tens of thousands`, `mehrere Tausende`.
    fn take_vague(
        &mut self,
        pieces: &[Piece<'_>],
        at: usize,
        sense: Numeral,
        words: &NumberWords,
        end: &mut usize,
    ) -> bool {
        if self.last == Some(NumeralKind::Vague) || self.from_digits && self.words > 0 {
            return false;
        }
        // `three dozens` is no open plural.
        if let (Some(current), None) = (self.current, self.kind) {
            self.current = Some(current * sense.value / 2.0);
            return true;
        }
        let base = |index: usize| {
            let piece = pieces.get(index).filter(|piece| piece.gap != Gap::Break)?;
            words.numerals(piece.lower).iter().find_map(|numeral| match numeral.kind {
                NumeralKind::Vague => Some(numeral.value / 2.0),
                NumeralKind::ScalePlural => Some(numeral.value),
                _ => None,
            })
        };
        let of = pieces.get(at + 1).is_some_and(|piece| words.has_role(piece.lower, ContextRole::Of));
        let skip = if of { 2 } else { 1 };
        let mut number = sense.value;
        match base(at + skip) {
            Some(scale) => {
                number *= scale;
                *end = at + skip + 1;
            }
            // `tens` alone is no number.
            None if sense.value < 24.0 => return false,
            None => {}
        }
        self.kind = Some(ValueKind::Vague);
        self.current = Some(number);
        true
    }

    /// The finished value.
    fn value(&self, at: usize) -> Value {
        let number = self.total + self.current.unwrap_or(0.0);
        let number = if self.last_scale.is_some() { (number * 1e6).round() / 1e6 } else { number };
        Value {
            pieces: at..self.end,
            number,
            kind: self.kind.unwrap_or(ValueKind::Cardinal),
            scale: self.last_scale.filter(|_| self.current.is_none()).unwrap_or(1.0),
            is_lone_one: self.words == 1 && !self.from_digits && number == 1.0,
        }
    }
}

/// Whether a word joins a part to its whole: `of`, or an article.
pub(super) fn is_of(piece: &Piece<'_>, words: &NumberWords) -> bool {
    words.has_role(piece.lower, ContextRole::Of) || words.has_role(piece.lower, ContextRole::Article)
}
