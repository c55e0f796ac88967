//! Linguistic annotation: words, sentences, quotations, parts of speech, clauses.

pub mod tokenise;
