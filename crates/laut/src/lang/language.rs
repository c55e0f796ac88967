//! One language, loaded from `data/<tag>/`.

use std::collections::HashSet;
use std::sync::Arc;

use serde::Deserialize;

use super::table::Table;
use super::{DataError, DataFiles, World};

/// The switches of a language: what data can say in a word instead of a rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switches {
    /// BCP 47 tag.
    pub tag: String,
    /// The language's own name.
    pub name: String,
    /// The mark before decimals: `,` in `2,3 Millionen`.
    pub decimal: char,
    /// The marks that may stand between groups of three digits.
    pub thousands: Vec<char>,
    /// Whether common nouns have a capital, so that a capital does not make a name.
    pub nouns_capitalised: bool,
    /// Whether the finite verb ends a subordinate clause and stands second in a main clause.
    pub verb_second: bool,
    /// Whether the subjunctive marks reported speech without a cue.
    pub reported_mood: bool,
    /// Opening and closing quotation marks, in both orientations that are in use.
    pub quotes: Vec<(String, String)>,
    /// Whether a number with a full stop can be an ordinal (`28. Dezember`).
    pub ordinal_full_stop: bool,
}

/// All that is known of one language.
#[derive(Debug)]
pub struct LanguageData {
    /// Its switches.
    pub switches: Switches,
    /// What holds for all languages: places, countries, actors.
    pub world: Arc<World>,
    /// Words that end in a full stop without ending a sentence, in lower case, with the full stop.
    pub abbreviations: HashSet<String>,
}

impl LanguageData {
    /// Reads `data/<tag>/`.
    ///
    /// # Errors
    /// Names the file and line that cannot be used.
    pub fn load(tag: &str, files: &DataFiles, world: Arc<World>) -> Result<Self, DataError> {
        let path = format!("{tag}/language.toml");
        let switches = toml::from_str(files.text(&path)?)
            .map_err(|error| DataError::Toml { path: path.clone(), message: error.to_string() })?;
        let path = format!("{tag}/abbreviations.tsv");
        let table = Table::read(&path, files.text(&path)?, &["form", "meaning"])?;
        let abbreviations = table.rows().map(|row| row.text("form").to_lowercase()).collect();
        Ok(Self { switches, world, abbreviations })
    }
}

/// Every language that laut reads, and the world.
#[derive(Debug)]
pub struct Data {
    languages: Vec<LanguageData>,
}

impl Data {
    /// The tags of the languages that laut reads.
    pub const TAGS: &'static [&'static str] = &["de", "en"];

    /// Reads all languages.
    ///
    /// # Errors
    /// Names the file and line that cannot be used.
    pub fn load(files: &DataFiles) -> Result<Self, DataError> {
        let world = Arc::new(World::load(files)?);
        let load = |tag: &&str| LanguageData::load(tag, files, Arc::clone(&world));
        Ok(Self { languages: Self::TAGS.iter().map(load).collect::<Result<_, _>>()? })
    }

    /// The language of a BCP 47 tag (`de`, `de-AT`), if laut reads it.
    #[must_use]
    pub fn language(&self, tag: &str) -> Option<&LanguageData> {
        let primary = tag.split('-').next().unwrap_or(tag);
        self.languages.iter().find(|data| data.switches.tag.eq_ignore_ascii_case(primary))
    }
}
