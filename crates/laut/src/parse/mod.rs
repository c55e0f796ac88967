//! Linguistic annotation: words, sentences, quotations, parts of speech, clauses.

pub mod quotations;
pub mod sentences;
pub mod tokenise;
