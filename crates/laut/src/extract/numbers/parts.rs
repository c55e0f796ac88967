//! Parts of a number in words: halves and shares, `and`, decimals.
//!
//! `two and a half` is 2.5, `eine halbe Million` 500,000, `two thirds of` 0.666…, `five point two` 5.2; `hundred and six` goes on,
//! `hundred and several` does not.

use super::value::{Sum, ValueKind, is_of};
use crate::extract::pieces::{Gap, Piece, PieceKind};
use crate::lang::NumberWords;
use crate::lang::numerals::{Numeral, NumeralKind};

impl Sum {
    /// `half a million`, `eine halbe Million`, `half of them`, `two million and a half`.
    pub(super) fn take_half(
        &mut self,
        pieces: &[Piece<'_>],
        at: usize,
        words: &NumberWords,
        sense: Numeral,
        end: &mut usize,
    ) -> bool {
        let kinds_at =
            |index: usize| pieces.get(index).map_or(&[] as &[Numeral], |piece| words.numerals(piece.lower));
        let is_base = |index: usize| {
            kinds_at(index)
                .iter()
                .any(|n| matches!(n.kind, NumeralKind::Hundred | NumeralKind::Scale | NumeralKind::Dozen))
        };
        let is_article = |index: usize| kinds_at(index).iter().any(|n| n.kind == NumeralKind::Article);
        if self.current.is_none_or(|_| self.last == Some(NumeralKind::Article)) && self.total == 0.0 {
            if is_base(at + 1) || is_article(at + 1) && is_base(at + 2) {
                *end = if is_base(at + 1) { at + 1 } else { at + 2 };
                self.current = Some(sense.value);
                return true;
            }
            let is_of = pieces.get(at + 1).is_some_and(|next| is_of(next, words));
            if self.last == Some(NumeralKind::Article) {
                self.kind = Some(ValueKind::Share);
                self.current = Some(sense.value);
                return true;
            }
            // Of nouns (`halb der Stadt`) only a language with one form says half like that.
            if is_of && self.current.is_none() && words.has_plural_ending() {
                self.kind = Some(ValueKind::Share);
                self.current = Some(sense.value);
                return true;
            }
        }
        false
    }

    /// `two thirds`, `a third of`: never `a third man`.
    pub(super) fn take_share(
        &mut self,
        sense: Numeral,
        next: Option<&Piece<'_>>,
        words: &NumberWords,
    ) -> bool {
        let Some(top) = self.current else { return false };
        let is_count = top.fract() == 0.0 && (1.0..20.0).contains(&top) && self.total == 0.0;
        let by_article = self.last == Some(NumeralKind::Article);
        let fits = is_count
            && matches!(self.last, Some(NumeralKind::Unit | NumeralKind::Article) | None)
            && (!by_article || next.is_some_and(|next| is_of(next, words)));
        if fits {
            self.current = Some(top * sense.value);
            self.kind = Some(ValueKind::Share);
        }
        fits
    }

    /// `hundred and six`, `two and a half`: only where a smaller number follows.
    pub(super) fn take_and(
        &mut self,
        pieces: &[Piece<'_>],
        at: usize,
        words: &NumberWords,
        end: &mut usize,
    ) -> bool {
        let senses = |index: usize| {
            pieces
                .get(index)
                .filter(|piece| piece.gap != Gap::Break)
                .map_or(&[] as &[Numeral], |piece| words.numerals(piece.lower))
        };
        let has = |index: usize, kinds: &[NumeralKind]| {
            senses(index).iter().any(|numeral| kinds.contains(&numeral.kind))
        };
        if self.current.is_none() && self.total == 0.0 {
            return false;
        }
        if has(at + 1, &[NumeralKind::Article]) && has(at + 2, &[NumeralKind::Half]) {
            match self.current {
                Some(current) if current.fract() == 0.0 => self.current = Some(current + 0.5),
                None => self.total += 0.5 * self.last_scale.unwrap_or(1.0),
                Some(_) => return false,
            }
            *end = at + 3;
            return true;
        }
        // `five and a quarter`, `six million and two thirds`
        let value_of = |index: usize, kinds: &[NumeralKind]| {
            senses(index).iter().find(|numeral| kinds.contains(&numeral.kind)).map(|numeral| numeral.value)
        };
        let top = value_of(at + 1, &[NumeralKind::Article, NumeralKind::Unit]);
        let part = value_of(at + 2, &[NumeralKind::Share]).filter(|_| !pieces[at].is_glued());
        if let (Some(top), Some(part)) = (top, part) {
            match self.current {
                Some(current) if current.fract() == 0.0 => self.current = Some(current + top * part),
                None => self.total += top * part * self.last_scale.unwrap_or(1.0),
                Some(_) => return false,
            }
            *end = at + 3;
            return true;
        }
        let after_big = matches!(self.last, Some(NumeralKind::Hundred | NumeralKind::Scale));
        let small = [NumeralKind::Unit, NumeralKind::Tens];
        // `two hundred and two thousand` goes on, `two hundred and several` does not.
        if !after_big || pieces[at].is_glued() {
            return false;
        }
        let digits = pieces.get(at + 1).filter(|next| next.kind == PieceKind::Digits && next.lower.len() < 3);
        // `3 hundred and 2 hundred` are two numbers.
        let is_free = !has(at + 2, &[NumeralKind::Hundred, NumeralKind::Scale])
            && pieces
                .get(at + 2)
                .is_none_or(|next| !next.is_glued() || pieces.get(at + 3).is_none_or(|p| !p.is_glued()));
        let digits = digits.filter(|_| is_free);
        let value = digits.and_then(|digits| digits.lower.parse::<f64>().ok());
        if let Some(value) = value.filter(|value| *value > 0.0) {
            self.current = Some(self.current.unwrap_or(0.0) + value);
            *end = at + 2;
            return true;
        }
        has(at + 1, &small)
    }

    /// `five point two five`.
    pub(super) fn take_decimals(
        &mut self,
        pieces: &[Piece<'_>],
        at: usize,
        words: &NumberWords,
        end: &mut usize,
    ) -> bool {
        let Some(current) = self.current else { return false };
        let numeral_at =
            |index: usize| pieces.get(index).and_then(|piece| words.numerals(piece.lower).first()).copied();
        // `point seventy-one`, `point eleven`
        if let Some(tens) = numeral_at(at + 1).filter(|numeral| {
            matches!(numeral.kind, NumeralKind::Tens | NumeralKind::Unit)
                && (10.0..100.0).contains(&numeral.value)
        }) {
            let after = at + 2 + usize::from(pieces.get(at + 2).is_some_and(Piece::is_dash));
            let unit = numeral_at(after).filter(|numeral| {
                tens.kind == NumeralKind::Tens && numeral.kind == NumeralKind::Unit && numeral.value < 10.0
            });
            let hundredths = tens.value + unit.map_or(0.0, |unit| unit.value);
            self.current = Some(((current + hundredths / 100.0) * 1e9).round() / 1e9);
            *end = if unit.is_some() { after + 1 } else { at + 2 };
            return true;
        }
        let mut place = 0.1;
        let mut value = current;
        let mut index = at + 1;
        while let Some(numeral) = pieces.get(index).and_then(|piece| words.numerals(piece.lower).first())
            && numeral.kind == NumeralKind::Unit
            && numeral.value < 10.0
        {
            value += numeral.value * place;
            (place, index) = (place / 10.0, index + 1);
        }
        if index == at + 1 {
            return false;
        }
        // Rounded, so that 0.1 + 0.02 is the number that 0.12 is written with.
        self.current = Some((value * 1e9).round() / 1e9);
        *end = index;
        true
    }
}
