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
        /// Says so of what somebody claimed, without a word of independence.
        Strong = "strong",
        /// Finds out whether something is so.
        FindOut = "find_out",
        /// Says that something is so.
        Truth = "truth",
        /// Says that it is done independently.
        Independent = "independent",
        /// What a claim was compared with.
        Evidence = "evidence",
        /// Stands outside and checks: media, observers, researchers.
        Outsider = "outsider",
        /// An agent that names nobody.
        NoOne = "no_one",
        /// Tells of being able to.
        Able = "able",
        /// Negates.
        Not = "not",
        /// Says that it holds for a part.
        Partly = "partly",
        /// A reflexive with which a word of confirming means that something came true.
        Itself = "itself",
        /// Makes that reflexive a passive.
        Let = "let",
        /// Stands for the number before.
        Number = "number",
        /// Stands for the claim before.
        Statement = "statement",
        /// Stands for the claims of the sentences just before.
        Several = "several",
        /// Stands for two claims.
        Both = "both",
        /// Stands for all claims before.
        All = "all",
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
        /// Calls something untrue.
        Untrue = "untrue",
        /// Negates the word that it stands with.
        Negation = "negation",
        /// Gives like for like.
        Same = "same",
        /// Says once more.
        Again = "again",
        /// Changes a number.
        Revise = "revise",
        /// Opens a part of people counted before.
        Among = "among",
        /// A noun that is an answer.
        Answer = "answer",
        /// Counts.
        Counts = "counts",
        /// Points at the place or time before.
        There = "there",
        /// People of any kind.
        Anybody = "anybody",
        /// Says that there is something.
        Exists = "exists",
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

    /// Whether the end of a compound has a hint.
    #[must_use]
    pub fn ends(&self, lower: &str, hint: Hint) -> bool {
        self.hints.ending(lower).contains(&hint)
    }
}
