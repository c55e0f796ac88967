//! The words of a language that are numbers or bound them: `numerals.tsv`, `quantifiers.tsv`, `number_context.tsv`.

use std::collections::BTreeMap;

use super::maps::HashMap;
use super::table::{Row, Table};
use super::{DataError, DataFiles};
use crate::text::Bound;
use crate::text::token::words;

words! {
    /// What a number word does in a number.
    NumeralKind {
        /// Zero to nineteen.
        Unit = "unit",
        /// Twenty to ninety.
        Tens = "tens",
        /// A hundred.
        Hundred = "hundred",
        /// Multiplies what stands before it.
        Scale = "scale",
        /// A scale in the plural: many of them where no number stands before it.
        ScalePlural = "scale_plural",
        /// A scale that stands after digits only: `Mio.`, `m`.
        Letter = "letter",
        /// Counts like a scale, but nothing smaller follows.
        Dozen = "dozen",
        /// One, but only before a hundred, scale, dozen, half or share.
        Article = "article",
        /// Two or more: `mehrere`.
        Few = "few",
        /// Two or more, after an article: `ein paar`.
        Pair = "pair",
        /// Two that are known.
        Both = "both",
        /// An open plural: `Dutzende`.
        Vague = "vague",
        /// A half of what follows, or half more.
        Half = "half",
        /// Ends a word with half more: `zweieinhalb`.
        LinkHalf = "link_half",
        /// A number and a half: `anderthalb`.
        Mixed = "mixed",
        /// One part of the whole, after a numerator or an article: `Drittel`.
        Share = "share",
        /// One part of the whole: `Hälfte`.
        AllShare = "all_share",
        /// Joins two numbers in one: `two hundred and six`.
        And = "and",
        /// Joins inside one word: `dreiundzwanzig`.
        Link = "link",
        /// Decimal mark in words.
        Point = "point",
        /// A minus in words.
        Minus = "minus",
        /// An ordinal.
        Ordinal = "ordinal",
        /// Makes an ordinal of a number.
        OrdinalEnding = "ordinal_ending",
    }
}

words! {
    /// Where a quantifier stands.
    QuantifierPlace {
        /// Before the number.
        Before = "before",
        /// After it.
        After = "after",
        /// Before the first of two numbers.
        Range = "range",
        /// Between two numbers.
        Joins = "joins",
        /// Between two numbers, after a word that opens a range.
        Closes = "closes",
    }
}

words! {
    /// What a word around a number means for it.
    ContextRole {
        /// Its number is a name: `Resolution 1701`.
        NamesNumber = "names_number",
        /// Makes a lone one a pronoun.
        NotOne = "not_one",
        /// A number only before a noun: `one`.
        NeedsNoun = "needs_noun",
        /// The counted noun does not stand behind it.
        Stop = "stop",
        /// Joins a number to its noun phrase.
        Of = "of",
        /// An article or the like.
        Article = "article",
        /// Counts alone where no noun follows.
        Other = "other",
        /// A plural without the plural ending.
        Plural = "plural",
        /// The plural ending.
        PluralEnding = "plural_ending",
        /// Has the ending and is no plural.
        NotPlural = "not_plural",
    }
}

/// A number word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numeral {
    /// What it does.
    pub kind: NumeralKind,
    /// Its value.
    pub value: f64,
}

/// Words that bound a number.
#[derive(Debug, Clone)]
pub struct Quantifier {
    /// Its words and marks, in lower case.
    pub words: Vec<String>,
    /// How it bounds.
    pub bound: Bound,
    /// Beginnings of words after which it is something else.
    pub not_after: Vec<String>,
}

/// Everything that a language has for numbers.
#[derive(Debug, Default)]
pub struct NumberWords {
    numerals: HashMap<String, Vec<Numeral>>,
    morphemes: BTreeMap<u8, Vec<(String, Numeral)>>,
    ordinal_endings: Vec<String>,
    quantifiers: BTreeMap<QuantifierPlace, HashMap<String, Vec<Quantifier>>>,
    context: HashMap<String, Vec<ContextRole>>,
    plural_endings: Vec<String>,
}

impl NumberWords {
    /// Reads the three lists of a language.
    ///
    /// # Errors
    /// Names the file and line that cannot be used.
    pub fn load(tag: &str, files: &DataFiles) -> Result<Self, DataError> {
        let mut words = Self::default();
        let path = format!("{tag}/numerals.tsv");
        for row in Table::read(&path, files.text(&path)?, &["form", "value", "kind"])?.rows() {
            words.add_numeral(&row)?;
        }
        for morphemes in words.morphemes.values_mut() {
            morphemes.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        }
        words.ordinal_endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
        let path = format!("{tag}/quantifiers.tsv");
        let columns = ["form", "bound", "place", "not_after", "example"];
        for row in Table::read(&path, files.text(&path)?, &columns)?.rows() {
            words.add_quantifier(&row)?;
        }
        for entries in words.quantifiers.values_mut().flat_map(HashMap::values_mut) {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.words.len()));
        }
        let path = format!("{tag}/number_context.tsv");
        for row in Table::read(&path, files.text(&path)?, &["form", "role"])?.rows() {
            let role = row.word("role", ContextRole::from_word, ContextRole::ALL, ContextRole::as_str)?;
            let form = row.text("form").to_lowercase();
            if role == ContextRole::PluralEnding {
                words.plural_endings.push(form);
            } else {
                words.context.entry(form).or_default().push(role);
            }
        }
        Ok(words)
    }

    fn add_numeral(&mut self, row: &Row<'_>) -> Result<(), DataError> {
        let form = row.text("form").to_lowercase();
        let kind = row.word("kind", NumeralKind::from_word, NumeralKind::ALL, NumeralKind::as_str)?;
        let value = match row.text("value").split_once('/') {
            Some((top, bottom)) => {
                let part = |text: &str| text.parse::<f64>().map_err(|_| row.error("value", "a fraction"));
                part(top)? / part(bottom)?
            }
            None => row.number("value")?,
        };
        let numeral = Numeral { kind, value };
        if kind == NumeralKind::OrdinalEnding {
            self.ordinal_endings.push(form);
            return Ok(());
        }
        use NumeralKind::{Article, Hundred, Link, LinkHalf, Scale, Tens, Unit};
        if matches!(kind, Unit | Tens | Hundred | Scale | Article | Link | LinkHalf)
            && let Some(first) = form.bytes().next()
        {
            self.morphemes.entry(first).or_default().push((form.clone(), numeral));
        }
        self.numerals.entry(form).or_default().push(numeral);
        Ok(())
    }

    fn add_quantifier(&mut self, row: &Row<'_>) -> Result<(), DataError> {
        let bound = row.word("bound", Bound::from_word, Bound::ALL, Bound::as_str)?;
        let place =
            row.word("place", QuantifierPlace::from_word, QuantifierPlace::ALL, QuantifierPlace::as_str)?;
        let words = split_words(row.text("form"));
        let not_after = row.list("not_after").map(str::to_owned).collect();
        // Words before a number are looked up from the number backwards.
        let key = if place == QuantifierPlace::Before { words.last() } else { words.first() };
        let key = key.cloned().ok_or_else(|| row.error("form", "a word"))?;
        let entry = Quantifier { words, bound, not_after };
        self.quantifiers.entry(place).or_default().entry(key).or_default().push(entry);
        Ok(())
    }

    /// What a word can be in a number, first what is listed first.
    #[must_use]
    pub fn numerals(&self, lower: &str) -> &[Numeral] {
        self.numerals.get(lower).map_or(&[], Vec::as_slice)
    }

    /// The longest part of a number word that a word starts with, and its length.
    #[must_use]
    pub fn morpheme(&self, lower: &str) -> Option<(usize, Numeral)> {
        let first = lower.bytes().next()?;
        let found = self.morphemes.get(&first)?.iter().find(|(form, _)| lower.starts_with(form.as_str()))?;
        Some((found.0.len(), found.1))
    }

    /// Whether this is what makes an ordinal of a number: `th`, `ste`.
    #[must_use]
    pub fn is_ordinal_ending(&self, lower: &str) -> bool {
        self.ordinal_endings.iter().any(|ending| ending == lower)
    }

    /// The quantifiers at a place whose key word (the last before a number, else the first) is this one, longest first.
    #[must_use]
    pub fn quantifiers(&self, place: QuantifierPlace, key: &str) -> &[Quantifier] {
        self.quantifiers.get(&place).and_then(|entries| entries.get(key)).map_or(&[], Vec::as_slice)
    }

    /// Whether a word has this role around a number.
    #[must_use]
    pub fn has_role(&self, lower: &str, role: ContextRole) -> bool {
        self.context.get(lower).is_some_and(|roles| roles.contains(&role))
    }

    /// Whether a word looks like a plural, where the language shows that.
    #[must_use]
    pub fn is_plural(&self, lower: &str) -> bool {
        let has_ending = || self.plural_endings.iter().any(|ending| lower.ends_with(ending.as_str()));
        self.has_role(lower, ContextRole::Plural)
            || lower.len() > 3 && has_ending() && !self.has_role(lower, ContextRole::NotPlural)
    }

    /// Whether plurals show by an ending.
    #[must_use]
    pub fn has_plural_ending(&self) -> bool {
        !self.plural_endings.is_empty()
    }
}

/// Splits a list entry as texts are cut: runs of letters, runs of digits, single marks.
#[must_use]
pub fn split_words(form: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for character in form.to_lowercase().chars() {
        let kind = match character {
            _ if character.is_whitespace() => None,
            '0'..='9' => Some(0),
            _ if character.is_alphabetic() => Some(1),
            _ => Some(2),
        };
        match (kind, words.last_mut()) {
            (None, _) => {}
            (Some(0 | 1), Some(word)) if last == kind => word.push(character),
            (Some(_), _) => words.push(character.to_string()),
        }
        last = kind;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{NumberWords, NumeralKind, split_words};
    use crate::lang::DataFiles;

    #[test]
    fn entries_are_cut_like_texts() {
        assert_eq!(split_words("p.m."), ["p", ".", "m", "."]);
        assert_eq!(split_words("Mehr als"), ["mehr", "als"]);
    }

    #[test]
    fn the_longest_part_of_a_word_comes_first() {
        let words = NumberWords::load("de", &DataFiles::embedded()).unwrap();
        let (length, numeral) = words.morpheme("dreizehntausend").unwrap();
        assert_eq!((length, numeral.value, numeral.kind), (8, 13.0, NumeralKind::Unit));
        assert!(words.morpheme("haus").is_none());
    }
}
