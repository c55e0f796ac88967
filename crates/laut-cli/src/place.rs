//! Where words stand: file, line and column, and the words around them.

use laut::{Document, Span};

use crate::view::cells::clean;

/// Words shown on each side.
const AROUND: usize = 3;

/// `report.txt:3:14`: line and column, in characters, counted from 1.
pub(crate) fn place(doc: &Document, span: Span) -> String {
    let before = doc.text().get(..span.start()).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{}:{line}:{column}", doc.report().input)
}

/// The words with some around them.
pub(crate) fn excerpt(doc: &Document, span: Span) -> String {
    let tokens = doc.tokens_in(span);
    if tokens.is_empty() {
        return String::new();
    }
    let sentence = &doc.sentences[doc.sentence_at(tokens.start)].tokens;
    let start = tokens.start.saturating_sub(AROUND).max(sentence.start);
    let end = (tokens.end + AROUND).min(sentence.end.max(tokens.end));
    let words = clean(doc.text_of(doc.span_of(start..end)));
    let (before, after) = (start > sentence.start, end < sentence.end);
    format!("{}{words}{}", if before { "… " } else { "" }, if after { " …" } else { "" })
}
