//! What holds for all languages: countries, places, actors, first names. Loaded from `data/world/`.

use std::collections::BTreeSet;

use compact_str::CompactString;

use super::gazetteer::{Gazetteer, PlaceKind};
use super::language::Data;
use super::maps::HashMap;
use super::table::{Row, Table};
use super::{DataError, DataFiles};
use crate::text::{EntityKind, Gender};

/// A state or territory.
#[derive(Debug, Clone, PartialEq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: CompactString,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// An organization or armed group known by a name of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// The same in all languages.
    pub key: CompactString,
    /// Organization or armed group.
    pub kind: EntityKind,
    /// Where it belongs to one country.
    pub country: Option<CompactString>,
}

/// A region, river, district or other place with coordinates of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// The same in all languages: its kind and its English name.
    pub key: CompactString,
    /// `region`, `province`, `city`, `river` …
    pub kind: CompactString,
    /// Where it lies in one country.
    pub country: Option<CompactString>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Its number in GeoNames, where the gazetteer has the town.
    pub geonames: Option<u32>,
    /// The gazetteer's number of the province that it is, or that the town lies in; 0 where unknown.
    pub division: u16,
    /// Inhabitants of a town of the gazetteer; for all else a number that makes it known.
    pub population: u32,
}

impl Region {
    /// Whether it is a point on a map, and not a stretch of land or water.
    #[must_use]
    pub fn is_point(&self) -> bool {
        POINTS.contains(&self.kind.as_str())
    }
}

/// The kinds of places that are points on a map.
const POINTS: &[&str] = &[
    "airport",
    "base",
    "bridge",
    "camp",
    "checkpoint",
    "city",
    "crossing",
    "dam",
    "district",
    "hospital",
    "port",
    "prison",
    "site",
    "square",
    "town",
];

/// The weight of a listed region among places of its name, in inhabitants.
const KNOWN_REGION: u32 = 10_000_000;

/// How far the gazetteer's place of a region's name may lie from ours to be the same, in degrees.
const SAME_PLACE: f64 = 3.0;

/// What a listed name stands for; the number is an index into the world's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// A country.
    Country(u16),
    /// The capital of a country, which stands for its government.
    Capital(u16),
    /// An actor.
    Actor(u16),
    /// A region.
    Region(u16),
}

/// A listed name: what it stands for, and the languages that use it (a bit each, in the order of [`Data::TAGS`]).
#[derive(Debug, Clone, Copy)]
struct Entry {
    listed: Listed,
    languages: u8,
}

/// Countries, places, actors and first names.
#[derive(Debug, Default)]
pub struct World {
    /// Countries, in the order of their codes.
    pub countries: Vec<Country>,
    /// Actors.
    pub actors: Vec<Actor>,
    /// Regions.
    pub regions: Vec<Region>,
    /// Towns, provinces and districts.
    pub gazetteer: Gazetteer,
    /// The towns of the gazetteer that are listed because reports on wars name them, by their numbers in GeoNames.
    listed_towns: BTreeSet<u32>,
    names: HashMap<CompactString, Vec<Entry>>,
    /// The first word of every listed name, with the number of words of the longest name that starts with it.
    first_words: HashMap<CompactString, u8>,
    first_names: HashMap<CompactString, Option<Gender>>,
    particles: HashMap<CompactString, bool>,
}

impl World {
    /// Reads `data/world/`.
    ///
    /// # Errors
    /// Names the file and line that cannot be used.
    pub fn load(files: &DataFiles) -> Result<Self, DataError> {
        let mut world = Self { gazetteer: Gazetteer::load(files)?, ..Self::default() };
        let endings = Data::TAGS
            .iter()
            .map(|tag| name_endings(tag, "adjective", files))
            .collect::<Result<Vec<_>, _>>()?;
        world.load_countries(files, &endings)?;
        world.load_actors(files, &endings)?;
        world.load_regions(files, &endings)?;
        let path = "world/first_names.tsv";
        let table = Table::read(path, files.text(path)?, &["name", "gender"])?;
        for row in table.rows() {
            world.first_names.insert(row.text("name").into(), gender(&row)?);
        }
        let path = "world/name_particles.tsv";
        let table = Table::read(path, files.text(path)?, &["form", "place"])?;
        for row in table.rows() {
            world.particles.insert(row.text("form").into(), row.text("place") == "before");
        }
        Ok(world)
    }

    fn load_countries(&mut self, files: &DataFiles, endings: &[Vec<String>]) -> Result<(), DataError> {
        let path = "world/countries.tsv";
        let columns = ["code", "capital_de", "capital_en", "lat", "lon", "de", "en"];
        let table = Table::read(path, files.text(path)?, &columns)?;
        for row in table.rows() {
            let index = self.countries.len() as u16;
            self.countries.push(Country {
                code: row.text("code").into(),
                lat: row.number("lat")?,
                lon: row.number("lon")?,
            });
            for (language, tag) in Data::TAGS.iter().enumerate() {
                self.add_names(Listed::Country(index), language, row.text(tag), endings);
                let capital = format!("capital_{tag}");
                self.add_names(Listed::Capital(index), language, row.text(&capital), endings);
            }
        }
        Ok(())
    }

    fn load_actors(&mut self, files: &DataFiles, endings: &[Vec<String>]) -> Result<(), DataError> {
        let path = "world/actors.tsv";
        let table = Table::read(path, files.text(path)?, &["key", "kind", "country", "de", "en"])?;
        for row in table.rows() {
            let index = self.actors.len() as u16;
            self.actors.push(Actor {
                key: row.text("key").into(),
                kind: row.word("kind", EntityKind::from_word, EntityKind::ALL, EntityKind::as_str)?,
                country: row.optional("country").map(Into::into),
            });
            for (language, tag) in Data::TAGS.iter().enumerate() {
                self.add_names(Listed::Actor(index), language, row.text(tag), endings);
            }
        }
        Ok(())
    }

    fn load_regions(&mut self, files: &DataFiles, endings: &[Vec<String>]) -> Result<(), DataError> {
        let path = "world/regions.tsv";
        let table =
            Table::read(path, files.text(path)?, &["kind", "country", "lat", "lon", "source", "de", "en"])?;
        for row in table.rows() {
            let index = self.regions.len() as u16;
            let name = first_name_of(&row);
            let mut region = Region {
                key: format!("{}.{}", row.text("kind"), name.to_lowercase().replace(' ', "-")).into(),
                kind: row.text("kind").into(),
                country: row.optional("country").map(Into::into),
                lat: row.number("lat")?,
                lon: row.number("lon")?,
                geonames: None,
                division: 0,
                population: KNOWN_REGION,
            };
            self.link_to_gazetteer(&mut region, name);
            let geonames = region.geonames;
            self.listed_towns.extend(geonames);
            self.regions.push(region);
            for (language, tag) in Data::TAGS.iter().enumerate() {
                // A town by a spelling that the gazetteer has is a town like others.
                let names = row.text(tag).split('|').filter(|name| !self.is_town(name, geonames));
                let names = names.collect::<Vec<_>>().join("|");
                self.add_names(Listed::Region(index), language, &names, endings);
            }
        }
        Ok(())
    }

    /// Whether a town of the gazetteer is listed because reports on wars name it.
    #[must_use]
    pub fn is_listed_town(&self, geonames: u32) -> bool {
        self.listed_towns.contains(&geonames)
    }

    /// Whether the gazetteer leads from a name to a town.
    fn is_town(&self, name: &str, geonames: Option<u32>) -> bool {
        let row = self.gazetteer.find_spelled(name).filter(|row| row.is_known());
        geonames.is_some()
            && row.is_some_and(|row| self.gazetteer.places(row).any(|place| place.geonames == geonames))
    }

    /// Finds the gazetteer's number of a town or province that is listed because of its spellings.
    fn link_to_gazetteer(&self, region: &mut Region, name: &str) {
        let Some(row) = self.gazetteer.find_spelled(name) else { return };
        let is_town = matches!(region.kind.as_str(), "city" | "town");
        let is_province = matches!(region.kind.as_str(), "province" | "state" | "region");
        let place = self.gazetteer.places(row).find(|place| {
            let kind = if is_town { PlaceKind::Town } else { PlaceKind::Province };
            region.country.as_deref() == Some(place.country)
                && place.kind == kind
                && (place.lat - region.lat).abs() < SAME_PLACE
                && (place.lon - region.lon).abs() < SAME_PLACE
        });
        match place {
            Some(place) if is_town => {
                (region.geonames, region.division, region.population) =
                    (place.geonames, place.division, place.population);
            }
            Some(place) if is_province => region.division = place.division,
            _ => {}
        }
    }

    /// Adds the names of a cell, separated by `|`; `~` stands for the endings of an adjective.
    fn add_names(&mut self, listed: Listed, language: usize, cell: &str, endings: &[Vec<String>]) {
        for name in cell.split('|').filter(|name| !name.is_empty()) {
            if name.contains('~') {
                for ending in &endings[language] {
                    self.add_name(listed, language, &name.replace('~', ending));
                }
            } else {
                self.add_name(listed, language, name);
            }
        }
    }

    fn add_name(&mut self, listed: Listed, language: usize, name: &str) {
        let bit = 1 << language;
        let entries = self.names.entry(name.replace('’', "'").into()).or_default();
        match entries.iter_mut().find(|entry| entry.listed == listed) {
            Some(entry) => entry.languages |= bit,
            None => entries.push(Entry { listed, languages: bit }),
        }
        let mut words = name.split(' ');
        let first = words.next().unwrap_or(name);
        let count = 1 + words.count() as u8;
        let longest = self.first_words.entry(first.replace('’', "'").into()).or_default();
        *longest = count.max(*longest);
    }

    /// How many words the longest listed name has that starts with this word; 0 where none does.
    #[must_use]
    pub fn longest_from(&self, word: &str) -> usize {
        self.first_words.get(word).map_or(0, |words| usize::from(*words))
    }

    /// What a name stands for in a language. A name that only other languages use counts where it has several words.
    pub fn listed(&self, name: &str, language: usize) -> impl Iterator<Item = Listed> {
        let (bit, is_phrase) = (1_u8 << language, name.contains(' '));
        let entries = self.names.get(name).map_or(&[][..], Vec::as_slice);
        entries.iter().filter(move |entry| is_phrase || entry.languages & bit != 0).map(|entry| entry.listed)
    }

    /// The names of one word that a language uses, with what they stand for, in the order of letters.
    pub(super) fn words_of(&self, language: usize) -> Vec<(&str, Listed)> {
        let bit = 1_u8 << language;
        let names = self.names.iter().filter(|(name, _)| !name.contains(' '));
        let mut words: Vec<_> = names
            .flat_map(|(name, entries)| entries.iter().map(move |entry| (name.as_str(), entry)))
            .filter(|(_, entry)| entry.languages & bit != 0)
            .map(|(name, entry)| (name, entry.listed))
            .collect();
        words.sort_by(|one, other| one.0.cmp(other.0));
        words
    }

    /// The country with a code.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<&Country> {
        let index = self.countries.binary_search_by(|country| country.code.as_str().cmp(code)).ok()?;
        self.countries.get(index)
    }

    /// Whether a word is a first name, and the gender that it tells.
    #[must_use]
    pub fn first_name(&self, word: &str) -> Option<Option<Gender>> {
        self.first_names.get(word).copied()
    }

    /// Whether a word can start a surname, such as `al`, `abu`, `bin`.
    #[must_use]
    pub fn starts_surname(&self, word: &str) -> bool {
        self.particles.get(word).copied().unwrap_or(false)
    }

    /// Whether a word stands inside names of people, such as `von`, `bin`, `al`.
    #[must_use]
    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains_key(word)
    }
}

/// The first name of a row, in the last language that has one.
fn first_name_of<'r>(row: &Row<'r>) -> &'r str {
    let cell = Data::TAGS.iter().rev().find_map(|tag| row.optional(tag)).unwrap_or_default();
    cell.split('|').next().unwrap_or_default()
}

/// The endings of adjectives or names in a language; the bare form is always among them.
pub(super) fn name_endings(tag: &str, of: &str, files: &DataFiles) -> Result<Vec<String>, DataError> {
    let path = format!("{tag}/name_endings.tsv");
    let table = Table::read(&path, files.text(&path)?, &["ending", "of"])?;
    let endings = table.rows().filter(|row| row.text("of") == of).map(|row| row.text("ending").to_owned());
    Ok(std::iter::once(String::new()).chain(endings).collect())
}

/// The cell `gender`: `m`, `f`, `n`, or empty.
pub(super) fn gender(row: &Row<'_>) -> Result<Option<Gender>, DataError> {
    match row.text("gender") {
        "m" => Ok(Some(Gender::Masc)),
        "f" => Ok(Some(Gender::Fem)),
        "n" => Ok(Some(Gender::Neut)),
        "" => Ok(None),
        _ => Err(row.error("gender", "m, f, n, _")),
    }
}
