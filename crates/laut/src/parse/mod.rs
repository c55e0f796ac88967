//! Linguistic annotation: words, sentences, quotations, parts of speech, clauses.

pub mod capitals;
pub mod clauses;
pub mod conllu;
pub mod lemma;
pub mod phrases;
pub mod quotations;
pub mod repair;
pub mod sentences;
pub mod tag;
pub mod tag_features;
pub mod tokenise;
pub mod tree;
pub mod tree_features;
pub mod tree_marks;
pub mod tree_state;
pub mod words;
