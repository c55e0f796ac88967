//! The text cut finer than tokens: runs of letters, runs of digits, single marks.
//!
//! Numbers and times are written in shapes that no token border settles (`15-year-old`, `14.30`, `2,3`, `Sept. 30`, `2.3m`),
//! so both stages read pieces: `15` `-` `year` `-` `old`. Each piece knows its token and whether it touches the piece
//! before it. `9.000 Tote` gives `9` `.` `000` `Tote`, the first three glued.
//!
//! It leaves out what the pieces mean; follows no guideline.

use crate::text::{Document, Span};

/// What a piece is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PieceKind {
    /// Letters.
    Word,
    /// ASCII digits.
    Digits,
    /// One of `½ ⅓ ⅔ ¼ ¾ …`.
    Vulgar,
    /// One other character.
    Mark,
}

/// What stands between a piece and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing.
    Glued,
    /// One character of white space.
    Space,
    /// More white space, or a line end.
    Wide,
    /// An empty line, or the start of the text.
    Break,
}

/// A run of letters, a run of digits, or one mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece<'d> {
    /// Its characters.
    pub(crate) span: Span,
    /// The token that it is part of.
    pub(crate) token: usize,
    /// What it is made of.
    pub(crate) kind: PieceKind,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// Its characters in lower case.
    pub(crate) lower: &'d str,
    /// Whether its first letter is a capital.
    pub(crate) is_capital: bool,
}

impl Piece<'_> {
    /// Whether it touches the piece before it.
    pub(crate) fn is_glued(&self) -> bool {
        self.gap == Gap::Glued
    }

    /// Whether it is this mark.
    pub(crate) fn is_mark(&self, mark: &str) -> bool {
        self.kind == PieceKind::Mark && self.lower == mark
    }

    /// Whether it is a hyphen or a dash.
    pub(crate) fn is_dash(&self) -> bool {
        self.kind == PieceKind::Mark && matches!(self.lower, "-" | "–" | "—" | "‐" | "‑")
    }
}

/// Cuts all tokens of a document into pieces.
pub(crate) fn pieces(doc: &Document) -> Vec<Piece<'_>> {
    let mut found = Vec::with_capacity(doc.tokens.len() + doc.tokens.len() / 8);
    let mut end = 0;
    for (index, token) in doc.tokens.iter().enumerate() {
        let gap = match doc.text_of(Span::new(end.min(token.span.start()), token.span.start())) {
            _ if index == 0 => Gap::Break,
            "" => Gap::Glued,
            between if between.matches('\n').count() > 1 => Gap::Break,
            between if between.chars().count() == 1 && between != "\n" => Gap::Space,
            _ => Gap::Wide,
        };
        end = token.span.end();
        cut(doc, index, gap, &mut found);
    }
    found
}

/// Cuts one token.
fn cut<'d>(doc: &'d Document, index: usize, gap: Gap, found: &mut Vec<Piece<'d>>) {
    let token = &doc.tokens[index];
    let form = doc.form(index);
    // A form whose lower case has another length (`İ`) keeps its own spelling.
    let lower = if token.lower.len() == form.len() { token.lower.as_str() } else { form };
    let mut gap = gap;
    let mut start = 0;
    let mut characters = form.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let kind = kind_of(character);
        let after = at + character.len_utf8();
        if let Some((_, next)) = characters.peek()
            && kind != PieceKind::Mark
            && kind_of(*next) == kind
        {
            continue;
        }
        let is_capital = form.get(start..after).is_some_and(|text| text.starts_with(char::is_uppercase));
        let text = lower.get(start..after).or_else(|| form.get(start..after)).unwrap_or_default();
        let span = Span::new(token.span.start() + start, token.span.start() + after);
        found.push(Piece { span, token: index, kind, gap, lower: text, is_capital });
        gap = Gap::Glued;
        start = after;
    }
}

/// What a character belongs to.
fn kind_of(character: char) -> PieceKind {
    match character {
        '0'..='9' => PieceKind::Digits,
        '½' | '⅓' | '⅔' | '¼' | '¾' | '⅕' | '⅙' | '⅛' => PieceKind::Vulgar,
        _ if character.is_alphabetic() => PieceKind::Word,
        // Combining marks stay with their letter.
        '\u{300}'..='\u{36f}' => PieceKind::Word,
        _ => PieceKind::Mark,
    }
}

#[cfg(test)]
mod tests {
    use super::pieces;
    use crate::lang::{Data, DataFiles};
    use crate::text::Report;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let data = Data::load(&DataFiles::embedded()).unwrap();
        let mut doc = crate::Document::new(Report::new(text), "de".into());
        crate::parse::tokenise::find_tokens(&mut doc, data.language("de").unwrap());
        let mut written = String::new();
        for piece in pieces(&doc) {
            written.push_str(if piece.is_glued() { "|" } else { " " });
            written.push_str(piece.lower);
        }
        assert_eq!(written, expected, "{text}");
    }

    #[test]
    fn letters_digits_and_marks_part() {
        check("Rund 9.000 Tote", " rund 9|.|000 tote");
        check("the 15-year-old", " the 15|-|year|-|old");
        check("3½ Jahre, 2.3m", " 3|½ jahre|, 2|.|3|m");
        check("", "");
    }
}
