//! Words that talks are told with: `talks.tsv`.
//!
//! A form is a word, words apart by spaces, `-` and the end of a compound, or pieces with a gap between them: `lehnte … ab` is
//! found in *lehnte den Vorschlag ab*, `turned … down` in *turned the plan down*.

use compact_str::CompactString;

use super::figure_words::each_row;
use super::maps::HashMap;
use super::phrase_map::PhraseMap;
use super::{DataError, DataFiles};
use crate::text::token::words;
use crate::text::{Answer, TalksStatus, Token};

/// How many words a gap holds.
const WIDEST_GAP: usize = 14;

words! {
    /// What words do when talks are told.
    TalkHint {
        /// Talks.
        Talks = "talks",
        /// A truce.
        Truce = "truce",
        /// A settlement.
        Deal = "deal",
        /// Talks of business or of home politics.
        Aside = "aside",
        /// Somebody who mediates.
        Mediator = "mediator",
        /// Says that its subject mediates.
        Mediate = "mediate",
        /// Says that its agent mediates.
        Mediated = "mediated",
        /// Says that its agent leads the talks that the sentence names.
        Led = "led",
        /// Mediation, whose it is stands behind.
        Mediation = "mediation",
        /// Says that the words before it mediate: `in the chair`.
        Presiding = "presiding",
        /// Somebody who is sent.
        Envoy = "envoy",
        /// Somebody who speaks for others.
        Spokesperson = "spokesperson",
        /// Stands for those who talk.
        Side = "side",
        /// Stands before two parties.
        Between = "between",
        /// Stands before one party.
        With = "with",
        /// Adds somebody to the subject.
        Together = "together",
        /// Says that somebody meets or talks.
        Meet = "meet",
        /// Says that somebody leaves the place of the talks.
        Leave = "leave",
        /// A place where talks can be.
        Venue = "venue",
        /// A preposition before a place where talks are.
        At = "at",
        /// A proposal.
        Proposal = "proposal",
        /// Says that its subject makes a proposal.
        Offer = "offer",
        /// Stands between a proposal and whose it is.
        Origin = "origin",
        /// Stands before a proposal that the rest of the sentence tells.
        Under = "under",
        /// A condition.
        Condition = "condition",
        /// Says that somebody talks, agrees or comes back.
        Engage = "engage",
        /// Opens a condition.
        OnlyIf = "only_if",
        /// Says that its subject insists.
        Insist = "insist",
        /// Says that something comes first.
        First = "first",
        /// Opens a content.
        That = "that",
        /// Answers something that the clause names.
        Answer = "answer",
        /// Answers, whatever else stands in the clause.
        AnswerAlone = "answer_alone",
        /// Stands for something said before.
        Back = "back",
        /// Tells how far the talks have come.
        Status = "status",
        /// The same, where its subject is both sides.
        StatusOfBoth = "status_of_both",
        /// Says that something is not so, or only wanted.
        Unreal = "unreal",
        /// Says that something is still to come.
        Planned = "planned",
        /// Negates.
        Not = "not",
        /// Opens a clause about what somebody has.
        Whose = "whose",
        /// Stands before a deadline.
        By = "by",
        /// Says that something is to be done, or how long something holds.
        Due = "due",
    }
}

/// What else a form says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Nothing.
    None,
    /// An answer.
    Answer(Answer),
    /// A state of the talks.
    Status(TalksStatus),
}

#[derive(Debug)]
struct Form {
    /// The first word stands before these.
    rest: Vec<CompactString>,
    /// What follows after a gap each.
    later: Vec<Vec<CompactString>>,
    hint: TalkHint,
    meaning: Meaning,
}

/// The words of a language.
#[derive(Debug, Default)]
pub struct TalkWords {
    forms: HashMap<CompactString, Vec<Form>>,
    endings: PhraseMap<TalkHint>,
}

impl TalkWords {
    /// Reads the list of a language.
    ///
    /// # Errors
    /// Names the file and line that cannot be used.
    pub fn load(tag: &str, files: &DataFiles) -> Result<Self, DataError> {
        let mut words = Self::default();
        each_row(tag, "talks.tsv", &["use", "value", "forms"], files, |row| {
            let hint = row.word("use", TalkHint::from_word, TalkHint::ALL, TalkHint::as_str)?;
            let meaning = match hint {
                TalkHint::Answer | TalkHint::AnswerAlone => {
                    Meaning::Answer(row.word("value", Answer::from_word, Answer::ALL, Answer::as_str)?)
                }
                TalkHint::Status | TalkHint::StatusOfBoth => Meaning::Status(row.word(
                    "value",
                    TalksStatus::from_word,
                    TalksStatus::ALL,
                    TalksStatus::as_str,
                )?),
                _ => Meaning::None,
            };
            row.list("forms").for_each(|form| words.insert(form, hint, meaning));
            Ok(())
        })?;
        Ok(words)
    }

    fn insert(&mut self, form: &str, hint: TalkHint, meaning: Meaning) {
        if form.starts_with('-') {
            self.endings.insert(form, hint);
            return;
        }
        let form = form.to_lowercase();
        let mut pieces = form
            .split('…')
            .map(|piece| piece.split_whitespace().map(CompactString::from).collect::<Vec<_>>());
        let mut rest = pieces.next().unwrap_or_default();
        if rest.is_empty() {
            return;
        }
        let first = rest.remove(0);
        let form = Form { rest, later: pieces.collect(), hint, meaning };
        self.forms.entry(first).or_default().push(form);
    }

    /// What the words from a token on do, none of them after `end`: the token after the last word of each form, and whether
    /// there is a gap in it.
    pub fn at<'w>(
        &'w self,
        tokens: &'w [Token],
        token: usize,
        end: usize,
    ) -> impl Iterator<Item = (TalkHint, Meaning, usize, bool)> + 'w {
        let listed = self.forms.get(&tokens[token].lower);
        let found = listed.into_iter().flatten().filter_map(move |form| {
            let last = form.last(tokens, token, end)?;
            Some((form.hint, form.meaning, last + 1, !form.later.is_empty()))
        });
        let endings = if listed.is_some() { &[] } else { self.endings.ending(&tokens[token].lower) };
        found.chain(endings.iter().map(move |hint| (*hint, Meaning::None, token + 1, false)))
    }

    /// The use of the end of a compound that is written with a hyphen, and where it starts: `Norland-brokered`.
    #[must_use]
    pub fn after_hyphen(&self, lower: &str) -> Option<(usize, TalkHint)> {
        let at = lower.rfind('-').filter(|at| *at > 1)?;
        let word = self.forms.get(lower.get(at + 1..)?)?;
        let form = word.iter().find(|form| form.rest.is_empty() && form.later.is_empty())?;
        Some((at, form.hint))
    }
}

impl Form {
    /// The last token of the form, if it starts at a token.
    fn last(&self, tokens: &[Token], first: usize, end: usize) -> Option<usize> {
        let is_at = |words: &[CompactString], at: usize| {
            at + words.len() <= end
                && words.iter().zip(&tokens[at..]).all(|(word, token)| token.lower == *word)
        };
        if !is_at(&self.rest, first + 1) {
            return None;
        }
        let mut at = first + self.rest.len();
        for words in &self.later {
            let stop = end.min(at + 2 + WIDEST_GAP);
            let mut places =
                (at + 1..stop).take_while(|token| !matches!(tokens[*token].lower.as_str(), ";" | ":"));
            at = places.find(|token| is_at(words, *token))? + words.len() - 1;
        }
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::{Meaning, TalkHint, TalkWords};
    use crate::lang::{Data, DataFiles};
    use crate::text::Report;

    #[test]
    fn a_form_may_have_gaps() {
        let mut words = TalkWords::default();
        words.insert("lehnte … ab", TalkHint::Answer, Meaning::None);
        words.insert("-gespräche", TalkHint::Talks, Meaning::None);
        let data = Data::load(&DataFiles::embedded()).unwrap();
        let mut doc =
            crate::Document::new(Report::new("Sie lehnte Friedensgespräche erneut ab."), "de".into());
        crate::parse::tokenise::find_tokens(&mut doc, data.language("de").unwrap());
        let found =
            |token| words.at(&doc.tokens, token, doc.tokens.len()).map(|found| found.2).collect::<Vec<_>>();
        assert_eq!(found(1), [5]);
        assert_eq!(found(2), [3]);
        assert!(found(3).is_empty());
    }
}
