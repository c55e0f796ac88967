//! Where the places that a report names lie.
//!
//! | text | place |
//! | --- | --- |
//! | `in Rafah`, in a report on Gaza | 31.30 N 34.24 E, PS, `exact`; not the town in Egypt |
//! | `nördlich von Aleppo` | 36.20 N 37.16 E, SY, `near` |
//! | `in der Provinz Idlib` | 35.87 N 36.61 E, SY, `region` |
//! | `in Somalia` | the middle of its towns, SO, `country` |
//!
//! Of several places of one name that one is taken which the report's countries, the words `in X, Y`, the number of its
//! inhabitants and the report's other places speak for (compare Leidner 2007, *Toponym resolution in text*). A small
//! place in a country that the report does not name stays without coordinates: many places share a name, and a wrong
//! point on a map is worse than none.

use std::collections::BTreeMap;

use compact_str::{CompactString, format_compact};

use super::names::{kinds, marks};
use crate::lang::LanguageData;
use crate::lang::gazetteer::{PlaceKind, fold};
use crate::lang::name_words::PlaceWord;
use crate::lang::world::Listed;
use crate::text::{Document, EntityKind, Place, PlacePrecision};

/// Inhabitants from which a place is believed though the report names no place or people of its country.
const KNOWN_ANYWHERE: f64 = 100_000.0;
/// How far another place of the report may be to speak for a candidate, in kilometres.
const NEAR: f64 = 300.0;

/// A place that a name may stand for.
#[derive(Debug, Clone)]
struct Candidate {
    country: CompactString,
    place: Place,
    key: Option<CompactString>,
    population: f64,
    score: f64,
}

/// Writes the places of [`Document::names`], with country and key.
pub fn find_places(doc: &mut Document, data: &LanguageData) {
    let context = countries(doc, data);
    let mut found: Vec<(usize, Vec<Candidate>)> = Vec::new();
    for (index, name) in doc.names.iter().enumerate() {
        if name.kind == EntityKind::Place {
            let mut candidates = candidates(doc, data, index);
            rate(doc, &context, index, &mut candidates);
            found.push((index, candidates));
        }
    }
    rate_by_neighbours(&mut found);
    for (index, candidates) in found {
        let Some(best) = best(candidates, &context) else { continue };
        let start = doc.names[index].tokens.start;
        let precision = precision(doc, data, start, best.place.precision);
        let name = &mut doc.names[index];
        name.place = Some(Place { precision, ..best.place });
        if !best.country.is_empty() {
            name.country = Some(best.country);
        }
        name.key = best.key;
    }
}

/// How often each country is spoken of: by name, as a people, by its adjective.
fn countries(doc: &Document, data: &LanguageData) -> BTreeMap<CompactString, f64> {
    let mut counts: BTreeMap<CompactString, f64> = BTreeMap::new();
    for name in &doc.names {
        if let Some(country) = &name.country {
            *counts.entry(country.clone()).or_default() += 1.0;
        }
        // A capital speaks for its country.
        if name.rule == "name.place.capital" {
            let words = marks::words_of(doc, name.tokens.clone());
            let listed = data.world.listed(&words, data.names.language);
            for country in listed.filter_map(|listed| match listed {
                Listed::Capital(index) => data.world.countries.get(usize::from(index)),
                _ => None,
            }) {
                *counts.entry(country.code.clone()).or_default() += 1.0;
            }
        }
    }
    for token in &doc.tokens {
        let form = doc.text_of(token.span);
        if form.len() < 4 {
            continue;
        }
        if let Some(country) = data.names.people(form).and_then(|people| people.country.clone()) {
            *counts.entry(country).or_default() += 1.0;
        }
    }
    counts
}

/// Every place that a name may stand for.
fn candidates(doc: &Document, data: &LanguageData, index: usize) -> Vec<Candidate> {
    let name = &doc.names[index];
    let words = marks::words_of(doc, name.tokens.clone());
    let forms = std::iter::once(&*words).chain(marks::without_endings(&words, data));
    let mut found = Vec::new();
    for form in forms {
        found.extend(
            data.world.listed(form, data.names.language).filter_map(|listed| listed_place(data, listed)),
        );
        if let (Some(row), _) = data.world.gazetteer.find(&fold(form)) {
            found.extend(data.world.gazetteer.places(row).map(|place| {
                let key = place.geonames.map(|id| format_compact!("geonames.{id}"));
                let precision = match place.kind {
                    PlaceKind::Town => PlacePrecision::Exact,
                    PlaceKind::Province | PlaceKind::District => PlacePrecision::Region,
                };
                Candidate {
                    country: place.country.into(),
                    place: Place { geonames: place.geonames, lat: place.lat, lon: place.lon, precision },
                    key,
                    population: f64::from(place.population),
                    score: 0.0,
                }
            }));
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

fn listed_place(data: &LanguageData, listed: Listed) -> Option<Candidate> {
    match listed {
        Listed::Country(index) => {
            let country = data.world.countries.get(usize::from(index))?;
            Some(Candidate {
                country: country.code.clone(),
                place: Place {
                    geonames: None,
                    lat: country.lat,
                    lon: country.lon,
                    precision: PlacePrecision::Country,
                },
                key: Some(format_compact!("place.{}", country.code.to_lowercase())),
                population: 1e9,
                score: 0.0,
            })
        }
        Listed::Region(index) => {
            let region = data.world.regions.get(usize::from(index))?;
            let is_small = matches!(
                region.kind.as_str(),
                "city"
                    | "camp"
                    | "site"
                    | "crossing"
                    | "hospital"
                    | "district"
                    | "square"
                    | "base"
                    | "dam"
                    | "bridge"
            );
            let precision = if is_small { PlacePrecision::Exact } else { PlacePrecision::Region };
            Some(Candidate {
                country: region.country.clone().unwrap_or_default(),
                place: Place { geonames: None, lat: region.lat, lon: region.lon, precision },
                key: Some(region.key.clone()),
                population: 1e7,
                score: 0.0,
            })
        }
        Listed::Capital(_) | Listed::Actor(_) => None,
    }
}

/// Rates candidates by inhabitants, the report's countries and what follows: `in X, Y`.
fn rate(doc: &Document, context: &BTreeMap<CompactString, f64>, index: usize, candidates: &mut [Candidate]) {
    let total: f64 = context.values().sum::<f64>().max(1.0);
    let name = &doc.names[index];
    let after = doc.names.get(index + 1).filter(|next| {
        let between = name.tokens.end..next.tokens.start;
        between.len() <= 3 && doc.sentence_at(name.tokens.start) == doc.sentence_at(next.tokens.start)
    });
    for candidate in candidates {
        let share = context.get(&candidate.country).map_or(0.0, |count| count / total);
        let context_score = if share > 0.0 { 6.0 + 6.0 * share } else { 0.0 };
        let is_followed = after.is_some_and(|next| next.country.as_ref() == Some(&candidate.country));
        let town = if candidate.place.precision == PlacePrecision::Region { -1.0 } else { 0.0 };
        candidate.score = (candidate.population + 500.0).ln() + context_score + town;
        if is_followed {
            candidate.score += 4.0;
        }
    }
}

/// Adds to a candidate's rating where another place of the report lies close to it.
fn rate_by_neighbours(found: &mut [(usize, Vec<Candidate>)]) {
    let sure: Vec<(f64, f64)> = found
        .iter()
        .filter(|(_, candidates)| candidates.len() == 1 && candidates[0].population < 1e9)
        .map(|(_, candidates)| (candidates[0].place.lat, candidates[0].place.lon))
        .collect();
    for (_, candidates) in found.iter_mut().filter(|(_, candidates)| candidates.len() > 1) {
        for candidate in candidates {
            let is_near =
                |other: &(f64, f64)| kilometres((candidate.place.lat, candidate.place.lon), *other) < NEAR;
            if sure.iter().any(is_near) {
                candidate.score += 3.0;
            }
        }
    }
}

/// The best candidate; `None` where it would be a guess.
fn best(candidates: Vec<Candidate>, context: &BTreeMap<CompactString, f64>) -> Option<Candidate> {
    let best =
        candidates.into_iter().reduce(|best, other| if other.score > best.score { other } else { best })?;
    let is_spoken_of = context.contains_key(&best.country) || context.is_empty();
    (is_spoken_of || best.population >= KNOWN_ANYWHERE || best.country.is_empty()).then_some(best)
}

/// How exactly the wording says the place.
fn precision(doc: &Document, data: &LanguageData, start: usize, own: PlacePrecision) -> PlacePrecision {
    match kinds::precision_word(doc, data, start) {
        Some(PlaceWord::Near) if own != PlacePrecision::Country => PlacePrecision::Near,
        Some(PlaceWord::Region) if own == PlacePrecision::Exact => PlacePrecision::Region,
        _ => own,
    }
}

/// The distance between two points on the globe.
fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (lat, lon) = (one.0.to_radians(), one.1.to_radians());
    let (other_lat, other_lon) = (other.0.to_radians(), other.1.to_radians());
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let chord = half(other_lat - lat) + lat.cos() * other_lat.cos() * half(other_lon - lon);
    2.0 * 6371.0 * chord.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use crate::lang::{Data, DataFiles};
    use crate::text::{Document, Report};

    static DATA: LazyLock<Data> =
        LazyLock::new(|| Data::load(&DataFiles::embedded()).expect("the data loads"));

    #[track_caller]
    fn check(tag: &str, text: &str, expected: &[(&str, &str, &str, i32, i32)]) {
        let mut doc = Document::new(Report::new(text), tag.to_owned());
        let data = DATA.language(tag).expect("the language is there");
        for (name, stage) in crate::pipeline::STAGES {
            stage(&mut doc, data);
            if *name == "places" {
                break;
            }
        }
        let found: Vec<_> = doc
            .names
            .iter()
            .filter_map(|name| {
                let place = name.place.as_ref()?;
                let country = name.country.as_deref().unwrap_or("");
                let (lat, lon) = (place.lat.round() as i32, place.lon.round() as i32);
                Some((doc.text_of(name.span), country, place.precision.as_str(), lat, lon))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_report_s_countries_choose_between_places() {
        check(
            "de",
            "Die ägyptische Regierung schloss den Markt in Tanta.",
            &[("Tanta", "EG", "exact", 31, 31)],
        );
        check("en", "Syrian rebels shelled Tripoli, Lebanon.", &[("Tripoli", "LB", "exact", 34, 36)]);
        check("en", "Libyan rebels shelled Tripoli.", &[("Tripoli", "LY", "exact", 33, 13)]);
    }

    #[test]
    fn words_before_say_how_exactly() {
        check("de", "Nördlich von Aleppo fielen Schüsse.", &[("Aleppo", "SY", "near", 36, 37)]);
        check("de", "In der Provinz Idlib fielen Schüsse.", &[("Idlib", "SY", "region", 36, 37)]);
        check("en", "Shells fell near Kharkiv.", &[("Kharkiv", "UA", "near", 50, 36)]);
    }

    #[test]
    fn a_small_place_of_a_country_that_is_not_named_stays_open() {
        check("en", "Farmers met in Dimona, Kenya said.", &[]);
    }
}
