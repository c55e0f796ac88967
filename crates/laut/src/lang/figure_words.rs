//! Words for counting people to whom something happened: `harms.tsv`, `victims.tsv`, `means.tsv`, `count_words.tsv`,
//! `figure_grammar.tsv`.

use super::phrase_map::PhraseMap;
use super::table::{Row, Table};
use super::{DataError, DataFiles};
use crate::text::token::words;
use crate::text::{Count, Group, Harm};

words! {
    /// What kind of word tells a harm.
    HarmKind {
        /// A verb.
        Verb = "verb",
        /// A noun.
        Noun = "noun",
        /// An adjective.
        Adjective = "adjective",
        /// An expression that has only one form.
        Phrase = "phrase",
    }
}

words! {
    /// Whom a number counts that stands with a word of harm.
    HarmRole {
        /// The object of the verb, the subject of its passive.
        Object = "object",
        /// The subject of the verb.
        Subject = "subject",
        /// The noun itself.
        Itself = "self",
        /// What follows the noun: `Leichen von …`.
        Of = "of",
        /// The noun that the adjective belongs to.
        Attribute = "attribute",
        /// A value after the noun: `Zahl der Toten … auf …`.
        Toll = "toll",
    }
}

words! {
    /// What a small word does for a count of people.
    Use {
        /// Auxiliary of the passive.
        Passive = "passive",
        /// Auxiliary of the active perfect.
        Have = "have",
        /// Opens a part of a count.
        Part = "part",
        /// Joins a noun of harm to those harmed.
        Of = "of",
        /// Stands before who did it.
        Agent = "agent",
        /// Stands before weapon or way.
        Way = "way",
        /// Stands before the value of a toll.
        Value = "value",
        /// Article or numeral of one.
        One = "one",
        /// Article of none.
        None = "none",
        /// Pronoun of none.
        Nobody = "nobody",
        /// Further people of the kind before.
        More = "more",
        /// A time up to now.
        Within = "within",
        /// A time from then on.
        Since = "since",
        /// Opens a relative clause.
        Relative = "relative",
        /// Stands between a part and its whole.
        Whole = "whole",
        /// Stands before a place.
        Place = "place",
        /// Makes a toll of people and harm.
        Raise = "raise",
        /// Joins clauses and phrases.
        Join = "join",
        /// Stands after what it governs.
        Postposition = "postposition",
        /// Makes the passive of an action, not of a state.
        Become = "become",
        /// Stands before the one to whom something is done.
        Target = "target",
        /// Stands before the one with whom something is done.
        With = "with",
        /// Stands before who did it, after a noun.
        Doer = "doer",
        /// Says that it is not so.
        Not = "not",
        /// Says it of two that are named after it.
        Neither = "neither",
        /// Says that it was tried, planned or threatened.
        Attempt = "attempt",
        /// Points to what the sentence before told.
        Thereby = "thereby",
        /// A verb that makes a noun of harm an act: `inflict casualties`.
        Take = "take",
        /// Before nobody of a harm.
        Without = "without",
    }
}

/// A row of `harms.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HarmWord {
    /// Verb, noun, adjective or fixed expression.
    pub kind: HarmKind,
    /// What happens.
    pub harm: Harm,
    /// Whom the number counts.
    pub role: HarmRole,
    /// Whether the noun that is counted must be known to be people.
    pub needs_person: bool,
    /// How it is counted unless other words say it.
    pub count: Count,
}

/// A form of a [`HarmWord`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HarmForm {
    /// The word.
    pub word: HarmWord,
    /// Whether it can be finite, an infinitive, or the form of a noun, adjective or expression.
    pub is_plain: bool,
    /// Whether it can be a participle of the passive.
    pub is_participle: bool,
}

/// A row of `victims.tsv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VictimNoun {
    /// Whether it means people.
    pub is_person: bool,
    /// Which people, as far as the word says it.
    pub groups: Vec<Group>,
}

/// All words that find figures.
#[derive(Debug, Default)]
pub struct FigureWords {
    /// Forms that tell a harm.
    pub harms: PhraseMap<HarmForm>,
    /// Nouns for people and for things that are counted.
    pub victims: PhraseMap<VictimNoun>,
    /// Weapons and ways.
    pub means: PhraseMap<()>,
    /// Words for totals and stocks.
    pub counts: PhraseMap<Count>,
    /// Small words.
    pub grammar: PhraseMap<Use>,
}

impl FigureWords {
    /// Reads the five lists of a language.
    ///
    /// # Errors
    /// Names the file and line that cannot be used.
    pub fn load(tag: &str, files: &DataFiles) -> Result<Self, DataError> {
        let mut words = Self::default();
        let columns = ["lemma", "kind", "forms", "participles", "harm", "role", "unit", "count", "example"];
        each_row(tag, "harms.tsv", &columns, files, |row| words.add_harm(&row))?;
        each_row(tag, "victims.tsv", &["forms", "kind", "groups"], files, |row| words.add_victim(&row))?;
        each_row(tag, "means.tsv", &["forms"], files, |row| {
            row.list("forms").for_each(|form| words.means.insert(form, ()));
            Ok(())
        })?;
        each_row(tag, "count_words.tsv", &["forms", "count", "example"], files, |row| {
            let count = row.word("count", Count::from_word, Count::ALL, Count::as_str)?;
            row.list("forms").for_each(|form| words.counts.insert(form, count));
            Ok(())
        })?;
        each_row(tag, "figure_grammar.tsv", &["use", "forms"], files, |row| {
            let use_of = row.word("use", Use::from_word, Use::ALL, Use::as_str)?;
            row.list("forms").for_each(|form| words.grammar.insert(form, use_of));
            Ok(())
        })?;
        Ok(words)
    }

    fn add_harm(&mut self, row: &Row<'_>) -> Result<(), DataError> {
        let word = HarmWord {
            kind: row.word("kind", HarmKind::from_word, HarmKind::ALL, HarmKind::as_str)?,
            harm: row.word("harm", Harm::from_word, Harm::ALL, Harm::as_str)?,
            role: row.word("role", HarmRole::from_word, HarmRole::ALL, HarmRole::as_str)?,
            needs_person: match row.text("unit") {
                "person" => true,
                "any" => false,
                _ => return Err(row.error("unit", "any, person")),
            },
            count: row.word("count", Count::from_word, Count::ALL, Count::as_str)?,
        };
        for form in row.list("forms") {
            let is_participle = row.list("participles").any(|participle| participle == form);
            self.harms.insert(form, HarmForm { word, is_plain: true, is_participle });
        }
        for form in row.list("participles") {
            if !row.list("forms").any(|plain| plain == form) {
                self.harms.insert(form, HarmForm { word, is_plain: false, is_participle: true });
            }
        }
        Ok(())
    }

    fn add_victim(&mut self, row: &Row<'_>) -> Result<(), DataError> {
        let is_person = match row.text("kind") {
            "person" => true,
            "other" => false,
            _ => return Err(row.error("kind", "person, other")),
        };
        let mut groups = Vec::new();
        for word in row.list("groups") {
            groups.push(Group::from_word(word).ok_or_else(|| {
                let all = Group::ALL.iter().map(|group| group.as_str()).collect::<Vec<_>>().join(", ");
                row.error("groups", &all)
            })?);
        }
        for form in row.list("forms") {
            self.victims.insert(form, VictimNoun { is_person, groups: groups.clone() });
        }
        Ok(())
    }

    /// Whether a word alone has a use.
    #[must_use]
    pub fn is(&self, lower: &str, use_of: Use) -> bool {
        self.grammar.word(lower).any(|found| *found == use_of)
    }
}

/// Calls a function with each row of a list of a language.
pub(crate) fn each_row(
    tag: &str,
    name: &str,
    columns: &[&str],
    files: &DataFiles,
    mut add: impl FnMut(Row<'_>) -> Result<(), DataError>,
) -> Result<(), DataError> {
    let path = format!("{tag}/{name}");
    Table::read(&path, files.text(&path)?, columns)?.rows().try_for_each(&mut add)
}

#[cfg(test)]
mod tests {
    use crate::lang::table::Table;
    use crate::lang::{Data, DataFiles};

    /// The words of an example in lower case, with spaces around.
    fn words_of(example: &str) -> String {
        let word = |part: &str| part.trim_matches(|mark: char| !mark.is_alphanumeric()).to_lowercase();
        format!(" {} ", example.split_whitespace().map(word).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn each_word_of_harm_stands_in_its_example() {
        let files = DataFiles::embedded();
        let columns = ["lemma", "kind", "forms", "participles", "harm", "role", "unit", "count", "example"];
        for tag in Data::TAGS {
            let path = format!("{tag}/harms.tsv");
            let table = Table::read(&path, files.text(&path).unwrap(), &columns).unwrap();
            for row in table.rows() {
                let example = words_of(row.text("example"));
                let mut forms = row.list("forms").chain(row.list("participles"));
                let is_there = |form: &str| {
                    example.contains(&format!(" {} ", form.to_lowercase().trim_start_matches('-')))
                };
                assert!(forms.any(is_there), "{path}:{}: `{}`", row.line, row.text("lemma"));
            }
        }
    }
}
