//! Words that tell whether a claim could be confirmed, and how claims stand to each other: `verification.tsv`.

use super::figure_words::each_row;
use super::phrase_map::PhraseMap;
use super::{DataError, DataFiles};
use crate::text::Token;
use crate::text::token::words;

words! {
    /// What a word does for a verification or a relation.
    Hint {
        /// Says that something is confirmed.
        Verify = "verify",
        /// Says so without a word of independence.
        Strong = "strong",
        /// Says that it is done independently.
        Independent = "independent",
        /// Negates.
        Not = "not",
        /// Stands for the number before.
        Number = "number",
        /// Stands for the claim before.
        Statement = "statement",
        /// Stands for two claims.
        Both = "both",
        /// Sets one claim against another.
        Contrast = "contrast",
        /// Makes a blame mutual.
        EachOther = "each_other",
        /// Blames.
        Blame = "blame",
        /// Does neither of two.
        Neither = "neither",
        /// Denies.
        Deny = "deny",
        /// Opens a relative clause about a whole clause.
        Which = "which",
        /// Opens a content that says itself what it is about.
        Whole = "whole",
    }
}

/// The words of a language.
#[derive(Debug, Default)]
pub struct VerificationWords {
    hints: PhraseMap<Hint>,
}

impl VerificationWords {
    /// Reads the list of a language.
    ///
    /// # Errors
    /// Names the file and line that cannot be used.
    pub fn load(tag: &str, files: &DataFiles) -> Result<Self, DataError> {
        let mut words = Self::default();
        each_row(tag, "verification.tsv", &["use", "forms"], files, |row| {
            let hint = row.word("use", Hint::from_word, Hint::ALL, Hint::as_str)?;
            row.list("forms").for_each(|form| words.hints.insert(form, hint));
            Ok(())
        })?;
        Ok(words)
    }

    /// Whether a hint starts at a token.
    #[must_use]
    pub fn is(&self, tokens: &[Token], token: usize, hint: Hint) -> bool {
        self.hints.at(tokens, token).any(|(_, found)| *found == hint)
    }
}
