//! Words that tell events: `event_triggers.tsv` and `event_status.tsv`.

use std::collections::HashMap;

use compact_str::CompactString;

use super::figure_words::each_row;
use super::phrase_map::PhraseMap;
use super::table::Row;
use super::{DataError, DataFiles};
use crate::text::token::words;
use crate::text::{EventStatus, EventType, Token};

/// PLOVER modes.
pub const MODES: &[&str] = &[
    "visit",
    "third-party",
    "multilateral",
    "phone",
    "withdraw",
    "release",
    "disarm",
    "ceasefire",
    "access",
    "resign",
    "assist",
    "change",
    "yield",
    "meet",
    "disapprove",
    "investigate",
    "allege",
    "restrict",
    "arrest",
    "relations",
    "expel",
    "territory",
    "violence",
    "demo",
    "riot",
    "strike",
    "hunger",
    "boycott",
    "obstruct",
    "vandalize",
    "troops",
    "weapons",
    "police",
    "militia",
    "convict",
    "discontinue",
    "seize",
    "censor",
    "curfew",
    "martial-law",
    "deport",
    "withhold",
    "misinformation",
    "cyber",
    "abduct",
    "beat",
    "torture",
    "sexual",
    "targeted",
    "destroy",
    "primitive",
    "firearms",
    "explosives",
    "suicide-attack",
    "aerial",
    "drone",
    "heavy-weapons",
    "crowd-control",
    "unconventional",
];

/// Whom the genitive after a noun names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Genitive {
    /// The one who did it.
    Actor,
    /// The one to whom it was done.
    Recipient,
}

/// A row of `event_triggers.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trigger {
    /// PLOVER type.
    pub event_type: EventType,
    /// PLOVER mode.
    pub mode: Option<&'static str>,
    /// Whom the genitive names; `None` for verbs.
    pub genitive: Option<Genitive>,
}

words! {
    /// How far a word of status reaches.
    Reach {
        /// To what stands beside it.
        Near = "near",
        /// To its clause.
        Clause = "clause",
        /// To an infinitive of its clause.
        Infinitive = "infinitive",
    }
}

/// The lemmas after the first, and what they tell together.
type Entry = (Box<[CompactString]>, Trigger);

/// Words that tell events.
#[derive(Debug, Default)]
pub struct EventWords {
    /// By the first word's lemma, as it is written in the dictionary; longer expressions first.
    triggers: HashMap<CompactString, Vec<Entry>>,
    /// Ends of compound nouns, in lower case.
    compounds: HashMap<CompactString, Trigger>,
    /// Words that say whether an event took place.
    pub status: PhraseMap<(EventStatus, Reach)>,
}

impl EventWords {
    /// Reads the two lists of a language.
    ///
    /// # Errors
    /// Names the file and line that cannot be used.
    pub fn load(tag: &str, files: &DataFiles) -> Result<Self, DataError> {
        let mut words = Self::default();
        let columns = ["lemma", "kind", "type", "mode", "genitive", "example"];
        each_row(tag, "event_triggers.tsv", &columns, files, |row| words.add_trigger(&row))?;
        let columns = ["forms", "status", "reach", "example"];
        each_row(tag, "event_status.tsv", &columns, files, |row| {
            let status = row.word("status", EventStatus::from_word, EventStatus::ALL, EventStatus::as_str)?;
            let reach = row.word("reach", Reach::from_word, Reach::ALL, Reach::as_str)?;
            row.list("forms").for_each(|form| words.status.insert(form, (status, reach)));
            Ok(())
        })?;
        Ok(words)
    }

    fn add_trigger(&mut self, row: &Row<'_>) -> Result<(), DataError> {
        let genitive = match (row.text("kind"), row.text("genitive")) {
            ("verb", "") => None,
            ("noun", "actor") => Some(Genitive::Actor),
            ("noun", "recipient") => Some(Genitive::Recipient),
            ("verb" | "noun", _) => return Err(row.error("genitive", "actor, recipient")),
            _ => return Err(row.error("kind", "verb, noun")),
        };
        let find_mode = |mode: &str| MODES.iter().copied().find(|known| *known == mode);
        let mode = match row.optional("mode") {
            Some(mode) => Some(find_mode(mode).ok_or_else(|| row.error("mode", &MODES.join(", ")))?),
            None => None,
        };
        let event_type = row.word("type", EventType::from_word, EventType::ALL, EventType::as_str)?;
        let trigger = Trigger { event_type, mode, genitive };
        let mut parts = row.text("lemma").split_whitespace().map(CompactString::from);
        let Some(first) = parts.next() else { return Ok(()) };
        let rest: Box<[CompactString]> = parts.collect();
        if genitive.is_some() && rest.is_empty() && first.chars().count() > 4 {
            self.compounds.entry(first.to_lowercase()).or_insert(trigger);
        }
        let entries = self.triggers.entry(first).or_default();
        let at = entries.partition_point(|(known, _)| known.len() >= rest.len());
        entries.insert(at, (rest, trigger));
        Ok(())
    }

    /// The verb or noun whose lemma a token has, with the lemmas after it; how many tokens, and what it tells.
    #[must_use]
    pub fn at(&self, tokens: &[Token], token: usize, is_noun: bool) -> Option<(usize, Trigger)> {
        self.with_lemma(&tokens.get(token)?.lemma, tokens, token, is_noun)
    }

    /// The same for a given lemma of the first word.
    #[must_use]
    pub fn with_lemma(
        &self,
        lemma: &str,
        tokens: &[Token],
        token: usize,
        is_noun: bool,
    ) -> Option<(usize, Trigger)> {
        let entries = self.triggers.get(lemma)?;
        entries.iter().find_map(|(rest, trigger)| {
            let after = tokens.get(token + 1..token + 1 + rest.len())?;
            let same = |(token, word): (&Token, &CompactString)| token.lemma == *word || token.lower == *word;
            let holds = trigger.genitive.is_some() == is_noun && after.iter().zip(rest).all(same);
            holds.then_some((rest.len() + 1, *trigger))
        })
    }

    /// What the last part of a compound noun tells.
    #[must_use]
    pub fn compound(&self, lower: &str) -> Option<Trigger> {
        let ends = lower.char_indices().skip(3).filter_map(|(at, _)| lower.get(at..));
        ends.take_while(|end| end.len() > 4).find_map(|end| self.compounds.get(end).copied())
    }
}
