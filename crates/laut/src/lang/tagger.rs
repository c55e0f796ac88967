//! The weights of the tagger: a table for parts of speech, one for features, and the tags that words of a part of
//! speech have when the lexicon does not know them.

use std::borrow::Cow;

use super::DataError;
use super::model::{ModelFile, broken};
use super::reading::{OUTPUTS, Tag};
use super::weights::Weights;
use crate::text::Upos;

/// The kind of a tagger file.
pub const KIND: &[u8; 4] = b"TAGS";
/// The version of the format and of the features that weights are for.
pub const VERSION: u32 = 2;
/// How many parts of speech there are.
pub const PARTS: usize = Upos::ALL.len();
/// How many weights there are for how a tag agrees with its neighbours: for each part of speech, see `parse::tag`.
pub const AGREEMENTS: usize = PARTS * 4;

/// What a tagger learned.
#[derive(Debug, Clone)]
pub struct TaggerModel {
    /// Features of the context → parts of speech.
    pub parts: Weights<PARTS>,
    /// Features of the context → values of morphological features.
    pub feats: Weights<OUTPUTS>,
    /// How much it counts that a tag agrees with its neighbours.
    pub agreements: [i32; AGREEMENTS],
    /// Tags of words that the lexicon does not know, by part of speech.
    pub open: Vec<Vec<Tag>>,
}

impl TaggerModel {
    /// Reads a tagger file.
    ///
    /// # Errors
    /// If it is cut short, of another version, or not a tagger.
    pub fn read(path: &str, bytes: Cow<'static, [u8]>) -> Result<Self, DataError> {
        let file = ModelFile::read(path, bytes, KIND, VERSION)?;
        let agreements: Vec<i32> =
            file.section(path, 2)?.numbers(path)?.into_iter().map(|number| number as i32).collect();
        let mut open = vec![Vec::new(); PARTS];
        for tag in file.section(path, 3)?.numbers(path)?.into_iter().map(Tag::from_packed) {
            open[tag.upos() as usize].push(tag);
        }
        Ok(Self {
            parts: Weights::read(path, file.section(path, 0)?)?,
            feats: Weights::read(path, file.section(path, 1)?)?,
            agreements: agreements
                .try_into()
                .map_err(|_| broken(path, "the agreements are not as many as expected"))?,
            open,
        })
    }
}
