//! The data files: those that are built in, and those that a user puts in their place with `--data`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::DataError;

/// Lists the files that are built in.
macro_rules! embed {
    ($($path:literal,)+) => {
        static EMBEDDED: &[(&str, &[u8])] = &[$(($path, include_bytes!(concat!("../../data/", $path))),)+];
    };
}

embed! {
    "LICENSES/CC-BY-4.0.txt",
    "LICENSES/CC-BY-SA-4.0.txt",
    "LICENSES/Unicode-3.0.txt",
    "LICENSES/geonames.txt",
    "LICENSES/german-pos-dict.txt",
    "LICENSES/name-models.txt",
    "LICENSES/universal-dependencies.txt",
    "de/abbreviations.tsv",
    "de/addressees.tsv",
    "de/attribution_phrases.tsv",
    "de/clitics.tsv",
    "de/contractions.tsv",
    "de/count_words.tsv",
    "de/day_parts.tsv",
    "de/event_grammar.tsv",
    "de/event_status.tsv",
    "de/event_triggers.tsv",
    "de/figure_grammar.tsv",
    "de/harms.tsv",
    "de/hearsay.tsv",
    "de/hedges.tsv",
    "de/holidays.tsv",
    "de/honorifics.tsv",
    "de/inflection.tsv",
    "de/language.toml",
    "de/means.tsv",
    "de/media.tsv",
    "de/models/lexicon.bin",
    "de/models/names.bin",
    "de/models/parser.bin",
    "de/models/tagger.bin",
    "de/months.tsv",
    "de/name_endings.tsv",
    "de/name_links.tsv",
    "de/negations.tsv",
    "de/no_names.tsv",
    "de/number_context.tsv",
    "de/number_suffixes.tsv",
    "de/numerals.tsv",
    "de/ordinals.tsv",
    "de/organization_heads.tsv",
    "de/peoples.tsv",
    "de/person_nouns.tsv",
    "de/place_words.tsv",
    "de/pronouns.tsv",
    "de/quantifiers.tsv",
    "de/relative_pronouns.tsv",
    "de/reporting_nouns.tsv",
    "de/reporting_verbs.tsv",
    "de/roles.tsv",
    "de/rules/times.toml",
    "de/seasons.tsv",
    "de/sentence_starters.tsv",
    "de/speakers.tsv",
    "de/stand_ins.tsv",
    "de/subordinators.tsv",
    "de/talks.tsv",
    "de/time_units.tsv",
    "de/time_words.tsv",
    "de/verb_particles.tsv",
    "de/verification.tsv",
    "de/victims.tsv",
    "de/weekdays.tsv",
    "en/abbreviations.tsv",
    "en/addressees.tsv",
    "en/attribution_phrases.tsv",
    "en/clitics.tsv",
    "en/contractions.tsv",
    "en/count_words.tsv",
    "en/day_parts.tsv",
    "en/event_grammar.tsv",
    "en/event_status.tsv",
    "en/event_triggers.tsv",
    "en/figure_grammar.tsv",
    "en/harms.tsv",
    "en/hearsay.tsv",
    "en/hedges.tsv",
    "en/holidays.tsv",
    "en/honorifics.tsv",
    "en/inflection.tsv",
    "en/language.toml",
    "en/means.tsv",
    "en/media.tsv",
    "en/models/lexicon.bin",
    "en/models/names.bin",
    "en/models/parser.bin",
    "en/models/tagger.bin",
    "en/months.tsv",
    "en/name_endings.tsv",
    "en/name_links.tsv",
    "en/negations.tsv",
    "en/no_names.tsv",
    "en/number_context.tsv",
    "en/number_suffixes.tsv",
    "en/numerals.tsv",
    "en/ordinals.tsv",
    "en/organization_heads.tsv",
    "en/peoples.tsv",
    "en/person_nouns.tsv",
    "en/place_words.tsv",
    "en/pronouns.tsv",
    "en/quantifiers.tsv",
    "en/relative_pronouns.tsv",
    "en/reporting_nouns.tsv",
    "en/reporting_verbs.tsv",
    "en/roles.tsv",
    "en/rules/times.toml",
    "en/seasons.tsv",
    "en/sentence_starters.tsv",
    "en/speakers.tsv",
    "en/stand_ins.tsv",
    "en/subordinators.tsv",
    "en/talks.tsv",
    "en/time_units.tsv",
    "en/time_words.tsv",
    "en/verb_particles.tsv",
    "en/verification.tsv",
    "en/victims.tsv",
    "en/weekdays.tsv",
    "world/actors.tsv",
    "world/countries.tsv",
    "world/first_names.tsv",
    "world/gazetteer.bin",
    "world/name_particles.tsv",
    "world/regions.tsv",
}

/// Data files by their path from `data/`, such as `de/months.tsv`.
#[derive(Debug, Clone)]
pub struct DataFiles {
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl DataFiles {
    /// The files that are built in.
    #[must_use]
    pub fn embedded() -> Self {
        let files =
            EMBEDDED.iter().map(|(path, bytes)| ((*path).to_owned(), Cow::Borrowed(*bytes))).collect();
        Self { files }
    }

    /// Puts a file in, or in the place of one that is built in.
    pub fn insert(&mut self, path: impl Into<String>, bytes: Vec<u8>) {
        self.files.insert(path.into(), Cow::Owned(bytes));
    }

    /// The paths of all files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// If there is no such file.
    pub fn bytes(&self, path: &str) -> Result<&Cow<'static, [u8]>, DataError> {
        self.files.get(path).ok_or_else(|| DataError::Missing { path: path.to_owned() })
    }

    /// The text of a file.
    ///
    /// # Errors
    /// If there is no such file, or it is not UTF-8.
    pub fn text(&self, path: &str) -> Result<&str, DataError> {
        std::str::from_utf8(self.bytes(path)?)
            .map_err(|error| DataError::NotUtf8 { path: path.to_owned(), byte: error.valid_up_to() })
    }
}
