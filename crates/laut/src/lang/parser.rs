//! The weights of the parser: a table for its steps, one for relations.

use std::borrow::Cow;

use super::DataError;
use super::model::ModelFile;
use super::weights::Weights;

/// The kind of a parser file.
pub const KIND: &[u8; 4] = b"TREE";
/// The version of the format, of the features that weights are for, and of [`RELATIONS`].
pub const VERSION: u32 = 1;
/// How many steps there are to choose from: shift, left, right.
pub const STEPS: usize = 3;

/// The relations of Universal Dependencies that trees are labelled with; of subtypes, those that say who did it.
pub const RELATIONS: &[&str] = &[
    "acl",
    "acl:relcl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "aux:pass",
    "case",
    "cc",
    "ccomp",
    "compound",
    "compound:prt",
    "conj",
    "cop",
    "csubj",
    "dep",
    "det",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nsubj",
    "nsubj:pass",
    "nummod",
    "obj",
    "obl",
    "obl:agent",
    "orphan",
    "parataxis",
    "punct",
    "reparandum",
    "root",
    "vocative",
    "xcomp",
];

/// How many relations there are.
pub const LABELS: usize = RELATIONS.len();

/// What a parser learned.
#[derive(Debug, Clone)]
pub struct ParserModel {
    /// Features of the state → steps.
    pub steps: Weights<STEPS>,
    /// Features of an arc → relations.
    pub labels: Weights<LABELS>,
}

impl ParserModel {
    /// Reads a parser file.
    ///
    /// # Errors
    /// If it is cut short, of another version, or not a parser.
    pub fn read(path: &str, bytes: Cow<'static, [u8]>) -> Result<Self, DataError> {
        let file = ModelFile::read(path, bytes, KIND, VERSION)?;
        Ok(Self {
            steps: Weights::read(path, file.section(path, 0)?)?,
            labels: Weights::read(path, file.section(path, 1)?)?,
        })
    }
}
