//! The gazetteer: towns of GeoNames with their spellings, and the provinces and districts that they lie in.
//!
//! GeoNames gives towns, and only the names of divisions: a division lies in the middle of its towns, between the
//! northernmost and southernmost, the easternmost and westernmost.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context;
use laut::lang::gazetteer::{self, GazetteerPlace, PlaceKind, fold, spelling};
use serde::Deserialize;

/// Latitude and longitude, in degrees.
type Point = (f64, f64);

/// A row of `cities500.json`.
#[derive(Debug, Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    admin1code: String,
    alternatenames: Vec<String>,
}

/// A row of `admin1.json`: `SY.09`, `Aleppo`.
#[derive(Debug, Deserialize)]
struct Division {
    code: String,
    name: String,
}

/// Which places are believed without a word that tells.
#[derive(Debug, Deserialize)]
struct Choice {
    kept: u32,
    anywhere: u32,
    english: String,
    no_names: String,
    smaller: Vec<Smaller>,
}

#[derive(Debug, Deserialize)]
struct Smaller {
    inhabitants: u32,
    countries: String,
}

impl Choice {
    fn is_known(&self, country: &str, population: u32) -> bool {
        population >= self.anywhere || self.least(country).is_some_and(|least| population >= least)
    }

    /// Whether another spelling of a town is kept.
    fn is_kept(&self, city: &City, name: &str) -> bool {
        let beginning = |word: &str| word.chars().take(4).collect::<String>();
        let begins = |of: &str| of.split([' ', '-']).map(beginning).collect::<Vec<_>>();
        let is_english = self.english.split(' ').any(|code| code == city.countrycode);
        is_name(name) && (!is_english || begins(name).iter().any(|word| begins(&city.name).contains(word)))
    }

    fn least(&self, country: &str) -> Option<u32> {
        let holds = |smaller: &&Smaller| smaller.countries.split(' ').any(|code| code == country);
        self.smaller.iter().find(holds).map(|smaller| smaller.inhabitants)
    }
}

/// A place with its names while the gazetteer is made.
#[derive(Debug)]
struct Entry {
    id: u32,
    country: String,
    kind: PlaceKind,
    division: u16,
    lat: f64,
    lon: f64,
    population: u32,
    names: BTreeSet<String>,
    is_known: bool,
}

/// How far apart two rows of one name may lie to be one place, in degrees.
const SAME: f64 = 0.15;
/// More places of one name than this are not kept.
const MOST: usize = 48;

/// Makes the gazetteer of the folder with GeoNames' lists and `cities500.json`.
pub(crate) fn compile(lists: &Path, cities: &Path) -> anyhow::Result<Vec<u8>> {
    let choice: Choice = toml::from_str(include_str!("../lists/places.toml"))?;
    let cities: BTreeMap<String, City> = read(cities)?;
    let divisions: Vec<Division> = read(&lists.join("geonames/admin1.json"))?;
    let path = lists.join("geonames-cities1000/rg_cities1000.csv");
    let older = std::fs::read_to_string(&path).with_context(|| format!("reading `{}`", path.display()))?;
    let mut cities: Vec<City> = cities.into_values().collect();
    cities.sort_by_key(|city| city.geonameid);
    let mut entries = provinces(&cities, &divisions, &choice);
    let numbers: BTreeMap<String, u16> =
        divisions.iter().zip(1..).map(|(division, number)| (division.code.clone(), number)).collect();
    let is_known = |city: &City| choice.is_known(&city.countrycode, city.population);
    let kept = cities.iter().filter(|city| city.population >= choice.kept || is_known(city));
    entries.extend(kept.map(|city| town(city, &numbers, &choice)));
    let rows: Vec<Vec<&str>> = older.lines().skip(1).filter_map(cells).collect();
    let districts = districts(&rows, &divisions, &entries, &choice);
    entries.extend(districts);
    let missing = missing(&rows, &entries, &choice);
    entries.extend(missing);
    pack(&entries)
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text = std::fs::read(path).with_context(|| format!("reading `{}`", path.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("reading `{}`", path.display()))
}

/// Latitude, longitude, name, first and second division, country; no cell holds a comma unless in quotation marks.
fn cells(line: &str) -> Option<Vec<&str>> {
    let cells: Vec<&str> = line.split(',').collect();
    (cells.len() == 6 && !line.contains('"')).then_some(cells)
}

/// The middle of some points: between the outermost, after the outermost fiftieth on each side is left out.
fn middle(points: &[(f64, f64)]) -> (f64, f64) {
    let of = |pick: fn(&(f64, f64)) -> f64| {
        let mut sorted: Vec<f64> = points.iter().map(pick).collect();
        sorted.sort_by(f64::total_cmp);
        let cut = sorted.len() / 50;
        f64::midpoint(sorted[cut], sorted[sorted.len() - 1 - cut])
    };
    (of(|point| point.0), of(|point| point.1))
}

/// The provinces that have towns.
fn provinces(cities: &[City], divisions: &[Division], choice: &Choice) -> Vec<Entry> {
    let mut towns: BTreeMap<String, Vec<&City>> = BTreeMap::new();
    for city in cities {
        towns.entry(format!("{}.{}", city.countrycode, city.admin1code)).or_default().push(city);
    }
    let found = divisions.iter().zip(1_u16..).filter_map(|(division, number)| {
        let towns = towns.get(&division.code)?;
        let points: Vec<(f64, f64)> = towns.iter().map(|city| (city.latitude, city.longitude)).collect();
        let (lat, lon) = middle(&points);
        let population = towns.iter().map(|city| u64::from(city.population)).sum::<u64>();
        let country = division.code.split('.').next().unwrap_or_default().to_owned();
        Some(Entry {
            id: 0,
            names: division_names(&division.name, choice),
            country,
            kind: PlaceKind::Province,
            division: number,
            lat,
            lon,
            population: u32::try_from(population).unwrap_or(u32::MAX),
            is_known: true,
        })
    });
    found.collect()
}

/// A division's name, and it without the word for what it is: `Sar-e Pol Province`, `Sar-e Pol`.
fn division_names(name: &str, choice: &Choice) -> BTreeSet<String> {
    let is_other = |name: &str| choice.no_names.split(' ').any(|other| other == name);
    let kinds =
        ["Province", "Governorate", "Region", "Oblast", "State", "District", "Department", "Voivodeship"];
    let bare = kinds.iter().find_map(|kind| name.strip_suffix(&format!(" {kind}")));
    let names = [Some(name), bare].into_iter().flatten();
    names.filter(|name| is_name(name) && !is_other(name)).map(str::to_owned).collect()
}

fn town(city: &City, numbers: &BTreeMap<String, u16>, choice: &Choice) -> Entry {
    let is_known = choice.is_known(&city.countrycode, city.population);
    let mut names: BTreeSet<String> = [city.name.clone()].into();
    if is_known {
        names.extend(city.alternatenames.iter().filter(|name| choice.is_kept(city, name)).cloned());
    }
    Entry {
        id: city.geonameid,
        country: city.countrycode.clone(),
        kind: PlaceKind::Town,
        division: numbers.get(&format!("{}.{}", city.countrycode, city.admin1code)).copied().unwrap_or(0),
        lat: city.latitude,
        lon: city.longitude,
        population: city.population,
        names,
        is_known,
    }
}

/// Whether a spelling can stand in a report: Latin letters, a capital, no code and no sentence.
fn is_name(name: &str) -> bool {
    let folded = fold(name);
    (3..=40).contains(&folded.len())
        && folded.split(' ').count() <= 4
        && folded
            .chars()
            .all(|letter| letter.is_ascii_alphabetic() || matches!(letter, ' ' | '-' | '\'' | '.'))
        && folded.chars().any(|letter| letter.is_ascii_lowercase())
        && folded.chars().any(|letter| letter.is_ascii_uppercase())
}

/// The districts whose names no town near bears.
fn districts(rows: &[Vec<&str>], divisions: &[Division], entries: &[Entry], choice: &Choice) -> Vec<Entry> {
    let by_name: BTreeMap<(String, String), u16> = divisions
        .iter()
        .zip(1..)
        .map(|(division, number)| {
            let country = division.code.split('.').next().unwrap_or_default();
            ((country.to_owned(), fold(&division.name).into_owned()), number)
        })
        .collect();
    let towns = by_place_name(entries);
    let mut points: BTreeMap<(&str, &str, &str), Vec<Point>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row[4].is_empty() && is_name(row[4])) {
        let (Ok(lat), Ok(lon)) = (row[0].parse(), row[1].parse()) else { continue };
        points.entry((row[5], row[3], row[4])).or_default().push((lat, lon));
    }
    let mut found = Vec::new();
    for ((country, province, name), points) in points {
        let (lat, lon) = middle(&points);
        if has_near(&towns, country, name, (lat, lon), 0.6) {
            continue;
        }
        let division = by_name.get(&(country.to_owned(), fold(province).into_owned())).copied();
        found.push(Entry {
            id: 0,
            country: country.to_owned(),
            kind: PlaceKind::District,
            division: division.unwrap_or(0),
            lat,
            lon,
            population: 0,
            names: division_names(name, choice),
            is_known: choice.least(country) == Some(0) || name.contains(' '),
        });
    }
    found
}

/// Towns of the older list that the newer one lacks, in countries where every town counts.
fn missing(rows: &[Vec<&str>], entries: &[Entry], choice: &Choice) -> Vec<Entry> {
    let towns = by_place_name(entries);
    let mut near: BTreeSet<(i32, i32)> = BTreeSet::new();
    let cell = |lat: f64, lon: f64| ((lat * 20.0).round() as i32, (lon * 20.0).round() as i32);
    for entry in entries.iter().filter(|entry| entry.kind == PlaceKind::Town) {
        let (row, column) = cell(entry.lat, entry.lon);
        near.extend((-1..=1).flat_map(|up| (-1..=1).map(move |right| (row + up, column + right))));
    }
    let mut found = Vec::new();
    for row in rows.iter().filter(|row| choice.least(row[5]) == Some(0) && is_name(row[2])) {
        let (Ok(lat), Ok(lon)) = (row[0].parse(), row[1].parse()) else { continue };
        if near.contains(&cell(lat, lon)) || has_near(&towns, row[5], row[2], (lat, lon), SAME) {
            continue;
        }
        found.push(Entry {
            id: 0,
            country: row[5].to_owned(),
            kind: PlaceKind::Town,
            division: 0,
            lat,
            lon,
            population: 0,
            names: [row[2].to_owned()].into(),
            is_known: true,
        });
    }
    found
}

type Points = BTreeMap<(String, String), Vec<(f64, f64)>>;

fn by_place_name(entries: &[Entry]) -> Points {
    let mut points = Points::new();
    for entry in entries {
        for name in &entry.names {
            let key = (entry.country.clone(), fold(name).into_owned());
            points.entry(key).or_default().push((entry.lat, entry.lon));
        }
    }
    points
}

fn has_near(points: &Points, country: &str, name: &str, at: (f64, f64), degrees: f64) -> bool {
    let key = (country.to_owned(), fold(name).into_owned());
    points.get(&key).is_some_and(|points| {
        points.iter().any(|point| (point.0 - at.0).abs() < degrees && (point.1 - at.1).abs() < degrees)
    })
}

/// Writes the file: names without diacritics and in the plainer spelling, their places from the largest.
fn pack(entries: &[Entry]) -> Result<Vec<u8>, anyhow::Error> {
    let mut order: Vec<&Entry> = entries.iter().collect();
    // Places of one country lie together: the table packs better in the repository.
    order.sort_by(|one, other| {
        (&one.country, one.kind as u8, one.division, one.id).cmp(&(
            &other.country,
            other.kind as u8,
            other.division,
            other.id,
        ))
    });
    let mut names: BTreeMap<String, (Vec<u32>, bool)> = BTreeMap::new();
    for (index, entry) in order.iter().enumerate() {
        let folded = entry.names.iter().map(|name| fold(name).into_owned());
        let mut forms: BTreeSet<String> = folded.collect();
        let plain: Vec<String> = forms.iter().filter_map(|name| spelling(name)).collect();
        forms.extend(plain);
        for form in forms {
            let (places, is_known) = names.entry(form).or_default();
            places.push(index as u32);
            *is_known |= entry.is_known;
        }
    }
    for (places, _) in names.values_mut() {
        places.sort_by_key(|index| std::cmp::Reverse(order[*index as usize].population));
        places.truncate(MOST);
    }
    let places: Vec<GazetteerPlace<'_>> = order
        .iter()
        .map(|entry| GazetteerPlace {
            geonames: (entry.id > 0).then_some(entry.id),
            country: &entry.country,
            kind: entry.kind,
            division: entry.division,
            lat: entry.lat,
            lon: entry.lon,
            population: entry.population,
        })
        .collect();
    crate::say(&format!("  {} places, {} names", places.len(), names.len()));
    Ok(gazetteer::write(&places, &names)?)
}
