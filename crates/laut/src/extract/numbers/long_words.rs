//! Long words that are numbers: `siebenhundertdreiundzwanzig` is 723, `dreiundzwanzigste` an ordinal.

use crate::lang::NumberWords;
use crate::lang::numerals::{Numeral, NumeralKind};

/// The number words that a long word is made of, and what is left: `siebentägigen` is 7 and `tägigen`.
pub(crate) fn take_apart<'w>(lower: &'w str, words: &NumberWords) -> Option<(f64, &'w str)> {
    use NumeralKind as Kind;
    let (mut total, mut current) = (0.0, None::<f64>);
    let mut rest = lower;
    let mut last = None;
    while let Some((length, numeral)) = words.morpheme(rest) {
        let value = numeral.value;
        match (numeral.kind, last) {
            (Kind::Unit | Kind::Article, None | Some(Kind::Hundred | Kind::Scale)) => {
                current = Some(current.unwrap_or(0.0) + value);
            }
            (Kind::Link, Some(Kind::Unit | Kind::Article | Kind::Hundred | Kind::Scale)) => {}
            (Kind::Unit, Some(Kind::Link)) if current.is_none_or(|current| current % 100.0 == 0.0) => {
                current = Some(current.unwrap_or(0.0) + value);
            }
            (Kind::Tens, None | Some(Kind::Link | Kind::Hundred | Kind::Scale)) => {
                current = Some(current.unwrap_or(0.0) + value);
            }
            (Kind::Hundred, None | Some(Kind::Unit | Kind::Article | Kind::Scale)) => {
                current = Some(current.unwrap_or(1.0) * value);
            }
            (Kind::Scale, _) if value < 1e6 && last != Some(Kind::Link) => {
                total += current.take().unwrap_or(1.0) * value;
            }
            (Kind::LinkHalf, Some(Kind::Unit | Kind::Article)) => {
                current = current.map(|current| current + 0.5)
            }
            _ => break,
        }
        last = Some(numeral.kind);
        rest = rest.get(length..).unwrap_or_default();
    }
    // `ein` and `und` alone begin a thousand words that are no numbers.
    let is_number =
        !matches!(last, None | Some(Kind::Link | Kind::Article)) || total > 0.0 && last != Some(Kind::Link);
    is_number.then(|| (total + current.unwrap_or(0.0), rest))
}

/// A long word as a number or an ordinal.
pub(super) fn compound(lower: &str, words: &NumberWords) -> Option<Numeral> {
    let (value, rest) = take_apart(lower, words)?;
    if rest.is_empty() {
        return Some(Numeral { kind: NumeralKind::Mixed, value });
    }
    words.is_ordinal_ending(rest).then_some(Numeral { kind: NumeralKind::Ordinal, value })
}
