//! Linguistic annotation: words, sentences, quotations, parts of speech, clauses.

pub mod lemma;
pub mod quotations;
pub mod sentences;
pub mod tag;
pub mod tag_features;
pub mod tokenise;
pub mod words;
