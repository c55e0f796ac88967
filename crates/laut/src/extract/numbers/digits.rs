//! Numbers in digits, in the habits of both languages: `25.490`, `1 200`, `2,3`, `3½`, `2 1/2`, `-5`.
//!
//! `9.000 Tote` gives 9000 in a language that groups with a full stop, `9,000 dead` the same in one that groups with a
//! comma; two groups of three (`1,674,200`) are groups anywhere. `G7`, `MH17`, `T-72`, `13:4`, `24.12.2023`,
//! `192.168.0.1`, `9/11` are no numbers. `28.` (one token) and `20th` are ordinals.

use crate::extract::pieces::{Gap, Piece, PieceKind};
use crate::lang::LanguageData;

/// A run of digits and the marks in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct DigitRun {
    /// The piece after its last.
    pub(crate) end: usize,
    /// Its value, unless it is no number but part of a name, a score, a date.
    pub(crate) value: Option<f64>,
    /// Whether it is an ordinal.
    pub(crate) is_ordinal: bool,
}

/// Reads the run of digits that starts at a piece of digits or a fraction sign.
pub(crate) fn digits_at(pieces: &[Piece<'_>], at: usize, data: &LanguageData) -> DigitRun {
    let no_number = |end| DigitRun { end, value: None, is_ordinal: false };
    if is_part_of_name(pieces, at) {
        return no_number(chain_end(pieces, at));
    }
    let Some((mut value, mut end)) = plain(pieces, at, data) else {
        return no_number(chain_end(pieces, at));
    };
    if let Some((fraction, after)) = fraction_after(pieces, at, end, value) {
        (value, end) = (fraction, after);
    }
    let ordinal = |end| DigitRun { end, value: Some(value), is_ordinal: true };
    let Some(next) = pieces.get(end).filter(|next| next.is_glued()) else {
        return DigitRun { end, value: Some(value), is_ordinal: false };
    };
    let words = &data.number_words;
    let has_digits_after =
        pieces.get(end + 1).is_some_and(|piece| piece.is_glued() && piece.kind == PieceKind::Digits);
    match next.kind {
        PieceKind::Word if words.is_ordinal_ending(next.lower) => ordinal(end + 1),
        PieceKind::Word if data.number_suffixes.contains(next.lower) || is_letter_scale(next, data) => {
            DigitRun { end, value: Some(value), is_ordinal: false }
        }
        PieceKind::Word => no_number(chain_end(pieces, at)),
        PieceKind::Mark if next.lower == "." && next.token == pieces[at].token && !has_digits_after => {
            ordinal(end + 1)
        }
        PieceKind::Mark if next.is_dash() && has_digits_after && is_chain(pieces, end) => {
            no_number(chain_end(pieces, at))
        }
        PieceKind::Mark if matches!(next.lower, ":" | "/" | "." | "," | "'" | "’") && has_digits_after => {
            no_number(chain_end(pieces, at))
        }
        PieceKind::Mark if matches!(next.lower, "_" | "=" | "@" | "^" | "&" | "\\") => {
            no_number(chain_end(pieces, at))
        }
        _ => DigitRun { end, value: Some(value), is_ordinal: false },
    }
}

/// Whether the glued piece before makes a name, an address or the like of the digits.
fn is_part_of_name(pieces: &[Piece<'_>], at: usize) -> bool {
    if !pieces[at].is_glued() || at == 0 {
        return false;
    }
    let before = &pieces[at - 1];
    match before.kind {
        PieceKind::Word | PieceKind::Digits => true,
        PieceKind::Mark
            if matches!(before.lower, "=" | "&" | "_" | "@" | "#" | "/" | "\\" | "%" | "^" | ":") =>
        {
            before.is_glued()
        }
        PieceKind::Mark if before.is_dash() || before.lower == "." => {
            before.is_glued() && at >= 2 && pieces[at - 2].kind == PieceKind::Word
        }
        _ => false,
    }
}

/// Digits in groups and with decimals; `None` where the marks fit no number.
fn plain(pieces: &[Piece<'_>], at: usize, data: &LanguageData) -> Option<(f64, usize)> {
    let first = &pieces[at];
    if first.kind == PieceKind::Vulgar {
        return Some((vulgar(first.lower), at + 1));
    }
    let switches = &data.switches;
    let mut digits = first.lower.to_owned();
    let mut end = at + 1;
    let (group_end, groups) = groups_after(pieces, at, data);
    // `1.111,11` in a language that writes `1,111.11`, and the other way round.
    if let Some(number) = other_habit(pieces, at, group_end, groups) {
        return Some(number);
    }
    let mark_is_decimal = pieces.get(end).is_some_and(|mark| mark.lower.starts_with(switches.decimal));
    if groups > 0 && (!mark_is_decimal || groups > 1) {
        for piece in &pieces[end..group_end] {
            if piece.kind == PieceKind::Digits {
                digits.push_str(piece.lower);
            }
        }
        end = group_end;
    }
    if let (Some(mark), Some(decimals)) = (pieces.get(end), pieces.get(end + 1))
        && mark.is_glued()
        && decimals.is_glued()
        && decimals.kind == PieceKind::Digits
        && mark.lower.starts_with(switches.decimal)
        && !(end + 2 < pieces.len() && is_chain_mark(pieces, end + 2))
    {
        digits.push('.');
        digits.push_str(decimals.lower);
        end += 2;
    }
    Some((digits.parse().ok()?, end))
}

/// Groups with one mark and decimals with the other, whatever the language; or a comma before one or two digits, which
/// groups nothing.
fn other_habit(pieces: &[Piece<'_>], at: usize, group_end: usize, groups: usize) -> Option<(f64, usize)> {
    let (mark, decimals) = (pieces.get(group_end)?, pieces.get(group_end + 1)?);
    let is_decimal = mark.is_glued() && decimals.is_glued() && decimals.kind == PieceKind::Digits;
    let is_other = match groups {
        0 => mark.is_mark(",") && decimals.lower.len() < 3,
        _ => {
            matches!(mark.lower, "." | ",") && pieces[at + 1].is_glued() && mark.lower != pieces[at + 1].lower
        }
    };
    if !is_decimal || !is_other || is_chain_mark(pieces, group_end + 2) {
        return None;
    }
    let whole: String =
        pieces[at..group_end].iter().filter(|p| p.kind == PieceKind::Digits).map(|p| p.lower).collect();
    Some((format!("{whole}.{}", decimals.lower).parse().ok()?, group_end + 2))
}

/// Whether a glued mark with glued digits stands here.
fn is_chain_mark(pieces: &[Piece<'_>], at: usize) -> bool {
    let is_glued = |index: usize| pieces.get(index).is_some_and(Piece::is_glued);
    is_glued(at)
        && is_glued(at + 1)
        && matches!(pieces[at].lower, "." | "," | ":" | "/")
        && pieces[at + 1].kind == PieceKind::Digits
}

/// Groups of three digits after the first piece: where they end, and how many there are.
fn groups_after(pieces: &[Piece<'_>], at: usize, data: &LanguageData) -> (usize, usize) {
    if pieces[at].lower.len() > 3 || pieces[at].lower.starts_with('0') {
        return (at + 1, 0);
    }
    let is_group = |index: usize, gap: Gap| {
        pieces.get(index).is_some_and(|piece| {
            piece.kind == PieceKind::Digits && piece.lower.len() == 3 && piece.gap == gap
        })
    };
    if let Some(end) = south_asian(pieces, at) {
        return (end, (end - at) / 2);
    }
    let (mut end, mut groups) = (at + 1, 0);
    let mut used: Option<&str> = None;
    while let Some(next) = pieces.get(end) {
        if is_group(end, Gap::Space)
            && used.is_none_or(|used| used == " ")
            && data.switches.thousands.contains(&' ')
        {
            (end, groups, used) = (end + 1, groups + 1, Some(" "));
        } else if next.is_glued()
            && matches!(next.lower, "." | "," | "'" | "’")
            && is_group(end + 1, Gap::Glued)
            && used.is_none_or(|used| used == next.lower)
        {
            (end, groups, used) = (end + 2, groups + 1, Some(next.lower));
        } else {
            break;
        }
    }
    (end, groups)
}

/// `12,34,567`: groups of two before the last three, as in South Asia.
fn south_asian(pieces: &[Piece<'_>], at: usize) -> Option<usize> {
    let group = |index: usize, length: usize| {
        let (mark, digits) = (pieces.get(index)?, pieces.get(index + 1)?);
        let fits = mark.is_mark(",") && mark.is_glued() && digits.is_glued();
        (fits && digits.kind == PieceKind::Digits && digits.lower.len() == length).then_some(index + 2)
    };
    let mut end = group(at + 1, 2).filter(|_| pieces[at].lower.len() <= 2)?;
    while let Some(next) = group(end, 2) {
        end = next;
    }
    group(end, 3)
}

/// A fraction after whole digits (`3½`, `2 1/2`) or made of them (`3/4`).
fn fraction_after(pieces: &[Piece<'_>], at: usize, end: usize, value: f64) -> Option<(f64, usize)> {
    let next = pieces.get(end)?;
    if pieces[at].kind == PieceKind::Vulgar || end != at + 1 {
        return None;
    }
    if next.kind == PieceKind::Vulgar && next.gap != Gap::Break {
        return Some((value + vulgar(next.lower), end + 1));
    }
    if let Some((part, after)) = slashed(pieces, at) {
        return Some((part, after));
    }
    if next.kind == PieceKind::Digits && next.gap == Gap::Space {
        return slashed(pieces, end).map(|(part, after)| (value + part, after));
    }
    None
}

/// `3/4`: digits, a slash, digits; less than one, with a denominator that people say.
fn slashed(pieces: &[Piece<'_>], at: usize) -> Option<(f64, usize)> {
    let (slash, bottom) = (pieces.get(at + 1)?, pieces.get(at + 2)?);
    let fits =
        slash.is_mark("/") && slash.is_glued() && bottom.is_glued() && bottom.kind == PieceKind::Digits;
    if !fits || is_chain_mark(pieces, at + 3) {
        return None;
    }
    let (top, bottom): (u32, u32) = (pieces[at].lower.parse().ok()?, bottom.lower.parse().ok()?);
    let is_said = (2..=10).contains(&bottom) || matches!(bottom, 12 | 16 | 20 | 32 | 64 | 100);
    (top > 0 && top < bottom && is_said).then(|| (f64::from(top) / f64::from(bottom), at + 3))
}

/// The value of a fraction sign.
fn vulgar(sign: &str) -> f64 {
    match sign {
        "½" => 0.5,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅕" => 0.2,
        "⅙" => 1.0 / 6.0,
        _ => 0.125,
    }
}

/// Whether glued letters multiply the digits before them: `2.3m`.
fn is_letter_scale(piece: &Piece<'_>, data: &LanguageData) -> bool {
    use crate::lang::numerals::NumeralKind;
    data.number_words.numerals(piece.lower).iter().any(|numeral| {
        matches!(numeral.kind, NumeralKind::Letter | NumeralKind::Scale | NumeralKind::ScalePlural)
    })
}

/// Whether a dash and digits are followed by more of the kind: `1-222-2222`.
fn is_chain(pieces: &[Piece<'_>], dash: usize) -> bool {
    let glued = |index: usize| pieces.get(index).filter(|piece| piece.is_glued());
    glued(dash + 2).is_some_and(|mark| mark.is_dash() || mark.lower == "/")
        && glued(dash + 3).is_some_and(|piece| piece.kind == PieceKind::Digits)
}

/// The end of everything that is glued to this piece: digits, letters and marks between them.
pub(crate) fn chain_end(pieces: &[Piece<'_>], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(next) = pieces.get(end).filter(|next| next.is_glued()) {
        let joins = next.kind != PieceKind::Mark
            || pieces.get(end + 1).is_some_and(|after| after.is_glued() && after.kind == PieceKind::Digits)
                && !matches!(next.lower, "(" | ")" | "„" | "“" | "”" | "\"");
        if !joins {
            break;
        }
        end += 1;
    }
    end
}
