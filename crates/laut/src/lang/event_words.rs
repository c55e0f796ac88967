//! Words that tell events: `event_triggers.tsv`, `event_status.tsv`, `event_grammar.tsv`.

use compact_str::CompactString;

use super::figure_words::each_row;
use super::maps::HashMap;
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

words! {
    /// Whom the object of a verb names.
    Object {
        /// The one to whom it is done, whatever it is: `bombed the depot`.
        Any = "any",
        /// The one to whom it is done, if it is somebody: `condemned the raid` names nobody.
        Party = "party",
        /// Nobody: one's own troops, what is demanded.
        Own = "own",
        /// What belongs to the one to whom it is done: `rejected the governor's offer`.
        Owner = "owner",
        /// The one who does it; the subject is the one to whom it is done: `erhielt Lob von`.
        Swap = "swap",
    }
}

impl Object {
    /// What holds for a type of event where the list says nothing.
    fn of(event_type: EventType) -> Self {
        match event_type {
            EventType::Assault | EventType::Coerce => Self::Any,
            EventType::Mobilize | EventType::Protest => Self::Own,
            EventType::Reject => Self::Owner,
            _ => Self::Party,
        }
    }
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
    /// Whom the object names.
    pub object: Object,
}

/// A word or expression that tells an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// How many tokens it takes.
    pub length: usize,
    /// The noun apart from its verb: `Schuld` in `gibt … die Schuld`; a token.
    pub apart: Option<usize>,
    /// What it tells.
    pub trigger: Trigger,
}

words! {
    /// What a small word does for an event.
    Grammar {
        /// A preposition before the one to whom it is done, for a type of event.
        To = "to",
        /// A verb whose subject does what the noun with it tells: `übte Kritik`.
        Light = "light",
        /// A verb whose subject undergoes what the noun with it tells: `fand Rückhalt`.
        Undergo = "undergo",
        /// A verb whose subject is what the noun tells, and that names with `from` who does it: `Kritik kam von`.
        Come = "come",
        /// A noun that is nobody.
        Thing = "thing",
        /// A noun that, as who does it or to whom it is done, makes the word no event of a type: `griff das Problem an`.
        Figurative = "figurative",
        /// A noun that makes the word no event of a type as who does it: `der Stürmer griff an`.
        Plays = "plays",
        /// What is asked for or refused is help.
        Assist = "assist",
        /// What is asked for or refused is another policy, law or leadership.
        Change = "change",
        /// What is asked for or refused is giving way.
        Yield = "yield",
        /// What is asked for or refused is talks.
        Meet = "meet",
        /// What is threatened is a ban, a levy, less than before.
        Restrict = "restrict",
        /// What is threatened is prison.
        Arrest = "arrest",
        /// What is threatened is to be sent away.
        Expel = "expel",
        /// What is threatened is an end of talks, treaties, relations.
        Relations = "relations",
        /// What is threatened is to take land.
        Territory = "territory",
        /// What is threatened is force.
        Violence = "violence",
        /// A preposition before the one who does what the subject undergoes: `Lob von`.
        From = "from",
        /// Does not negate what it stands with: `nicht nur`.
        Only = "only",
    }
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
        /// To a clause that starts with it.
        First = "first",
        /// To a clause whose finite verb is in the present tense.
        Present = "present",
        /// To its clause and to the clauses that depend on it.
        Below = "below",
    }
}

/// The lemmas after the first, the word that stands apart, and what they tell together.
#[derive(Debug)]
struct Entry {
    rest: Box<[CompactString]>,
    apart: Option<CompactString>,
    trigger: Trigger,
}

/// Words that tell events.
#[derive(Debug, Default)]
pub struct EventWords {
    /// By the first word's lemma, as it is written in the dictionary; longer expressions first.
    triggers: HashMap<CompactString, Vec<Entry>>,
    /// Ends of compound nouns, in lower case.
    compounds: HashMap<CompactString, Trigger>,
    /// Words that say whether an event took place.
    pub status: PhraseMap<(EventStatus, Reach)>,
    grammar: PhraseMap<(Grammar, Option<EventType>)>,
}

impl EventWords {
    /// Reads the two lists of a language.
    ///
    /// # Errors
    /// Names the file and line that cannot be used.
    pub fn load(tag: &str, files: &DataFiles) -> Result<Self, DataError> {
        let mut words = Self::default();
        let columns = ["lemma", "kind", "type", "mode", "roles", "example"];
        each_row(tag, "event_triggers.tsv", &columns, files, |row| words.add_trigger(&row))?;
        let columns = ["forms", "status", "reach", "example"];
        each_row(tag, "event_status.tsv", &columns, files, |row| {
            let status = row.word("status", EventStatus::from_word, EventStatus::ALL, EventStatus::as_str)?;
            let reach = row.word("reach", Reach::from_word, Reach::ALL, Reach::as_str)?;
            row.list("forms").for_each(|form| words.status.insert(form, (status, reach)));
            Ok(())
        })?;
        each_row(tag, "event_grammar.tsv", &["use", "type", "forms"], files, |row| {
            let use_of = row.word("use", Grammar::from_word, Grammar::ALL, Grammar::as_str)?;
            let event_type = match row.optional("type") {
                Some(_) => Some(row.word("type", EventType::from_word, EventType::ALL, EventType::as_str)?),
                None => None,
            };
            row.list("forms").for_each(|form| words.grammar.insert(form, (use_of, event_type)));
            Ok(())
        })?;
        Ok(words)
    }

    fn add_trigger(&mut self, row: &Row<'_>) -> Result<(), DataError> {
        let (genitive, object) = match (row.text("kind"), row.text("roles")) {
            ("verb", "") => (None, None),
            ("verb", roles) => match Object::from_word(roles) {
                Some(object) => (None, Some(object)),
                None => return Err(row.error("roles", "any, party, own, owner, swap")),
            },
            ("noun", "actor") => (Some(Genitive::Actor), None),
            ("noun", "recipient") => (Some(Genitive::Recipient), None),
            ("noun", _) => return Err(row.error("roles", "actor, recipient")),
            _ => return Err(row.error("kind", "verb, noun")),
        };
        let find_mode = |mode: &str| MODES.iter().copied().find(|known| *known == mode);
        let mode = match row.optional("mode") {
            Some(mode) => Some(find_mode(mode).ok_or_else(|| row.error("mode", &MODES.join(", ")))?),
            None => None,
        };
        let event_type = row.word("type", EventType::from_word, EventType::ALL, EventType::as_str)?;
        let object = object.unwrap_or(Object::of(event_type));
        let trigger = Trigger { event_type, mode, genitive, object };
        let (apart, together): (Vec<&str>, Vec<&str>) =
            row.text("lemma").split_whitespace().partition(|part| part.starts_with('+'));
        let apart = apart.first().map(|part| CompactString::from(part.trim_start_matches('+')));
        let mut parts = together.into_iter().map(CompactString::from);
        let Some(first) = parts.next() else { return Ok(()) };
        let rest: Box<[CompactString]> = parts.collect();
        let is_compound = genitive.is_some() && rest.is_empty() && first.chars().count() > 4;
        if is_compound {
            self.compounds.entry(first.to_lowercase()).or_insert(trigger);
        }
        let entries = self.triggers.entry(first).or_default();
        let length = |rest: &[CompactString], apart: &Option<CompactString>| {
            2 * rest.len() + usize::from(apart.is_some())
        };
        let own = length(&rest, &apart);
        let at = entries.partition_point(|known| length(&known.rest, &known.apart) >= own);
        entries.insert(at, Entry { rest, apart, trigger });
        Ok(())
    }

    /// The verbs, or their first words, in no order.
    pub(super) fn verbs(&self) -> impl Iterator<Item = &str> {
        let is_verb = |entry: &Entry| entry.trigger.genitive.is_none();
        let verbs = self.triggers.iter().filter(move |(_, entries)| entries.iter().any(is_verb));
        verbs.map(|(lemma, _)| lemma.as_str())
    }

    /// What a verb or noun with this lemma tells at a token, with the lemmas after it. `apart` looks for a word elsewhere in
    /// the clause.
    #[must_use]
    pub fn find(
        &self,
        lemma: &str,
        tokens: &[Token],
        token: usize,
        is_noun: bool,
        apart: impl Fn(&str) -> Option<usize>,
    ) -> Option<Match> {
        let entries = self.triggers.get(lemma)?;
        entries.iter().find_map(|entry| {
            let after = tokens.get(token + 1..token + 1 + entry.rest.len())?;
            let same = |(token, word): (&Token, &CompactString)| token.lemma == *word || token.lower == *word;
            let holds =
                entry.trigger.genitive.is_some() == is_noun && after.iter().zip(&entry.rest).all(same);
            let word = match &entry.apart {
                Some(word) => Some(apart(word)?),
                None => None,
            };
            holds.then_some(Match { length: entry.rest.len() + 1, apart: word, trigger: entry.trigger })
        })
    }

    /// Whether a word has a use, for a type of event where one is given.
    #[must_use]
    pub fn is(&self, word: &str, use_of: Grammar, event_type: Option<EventType>) -> bool {
        let fits = |(known, of): &(Grammar, Option<EventType>)| *known == use_of && *of == event_type;
        self.grammar.word(word).any(fits)
    }

    /// Whether a noun, or the end of one, is nobody.
    #[must_use]
    pub fn is_thing(&self, lower: &str) -> bool {
        let is = |found: &(Grammar, Option<EventType>)| found.0 == Grammar::Thing;
        self.grammar.word(lower).any(is) || self.grammar.ending(lower).iter().any(is)
    }

    /// Whether a noun, or the end of one, makes a word no event of a type: in any role, or as who does it.
    #[must_use]
    pub fn is_figurative(&self, lower: &str, event_type: EventType, is_actor: bool) -> bool {
        let is = |(use_of, of): &(Grammar, Option<EventType>)| {
            let fits = *use_of == Grammar::Figurative || is_actor && *use_of == Grammar::Plays;
            fits && of.is_none_or(|of| of == event_type)
        };
        self.grammar.word(lower).any(is) || self.grammar.ending(lower).iter().any(is)
    }

    /// The mode of a demand, refusal or threat that a word of what is asked for or threatened tells.
    #[must_use]
    pub fn content_mode(&self, lower: &str, is_threat: bool) -> Option<&'static str> {
        use Grammar::{Arrest, Assist, Change, Expel, Meet, Relations, Restrict, Territory, Violence, Yield};
        let mode = |(use_of, _): &(Grammar, Option<EventType>)| {
            let is_mode = if is_threat {
                matches!(use_of, Restrict | Arrest | Expel | Relations | Territory | Violence)
            } else {
                matches!(use_of, Assist | Change | Yield | Meet)
            };
            is_mode.then(|| use_of.as_str())
        };
        let of_word = self.grammar.word(lower).find_map(mode);
        of_word.or_else(|| self.grammar.ending(lower).iter().find_map(mode))
    }

    /// What the last part of a compound noun tells; `Preise` are no `Reise`.
    #[must_use]
    pub fn compound(&self, lower: &str) -> Option<Trigger> {
        let ends = |letters| lower.char_indices().skip(letters).filter_map(|(at, _)| lower.get(at..));
        let mut long = ends(3).take_while(|end| end.len() > 4);
        let told = long.find_map(|end| self.compounds.get(end).copied())?;
        let is_other = |end| self.grammar.word(end).any(|(use_of, _)| *use_of == Grammar::Figurative);
        (!ends(1).any(is_other)).then_some(told)
    }
}
