//! Where the places that a report names lie.
//!
//! | text | place |
//! | --- | --- |
//! | `in Rafah`, in a report on Gaza | 31.30 N 34.24 E, PS, `exact`; not the town in Egypt |
//! | `in Paris, Texas` | 33.66 N 95.56 W, US, `exact` |
//! | `nördlich von Aleppo` | 36.20 N 37.16 E, SY, `near` |
//! | `in der Provinz Idlib` | 35.87 N 36.61 E, SY, `region` |
//! | `in Somalia` | the middle of the country, SO, `country` |
//!
//! Of several places of one name that one is taken which the report's countries, a state or country after it (`X, Y`),
//! the number of its inhabitants and the report's other places speak for (compare Leidner 2007, *Toponym resolution in
//! text*). A name means the same place all through a report, unless what follows it says otherwise. A small place in a
//! country that the report does not name, far from all its other places, stays without coordinates: many places share a
//! name, and a wrong point on a map is worse than none.

use std::collections::BTreeMap;
use std::ops::Range;

use compact_str::{CompactString, format_compact};

use super::names::{kinds, marks};
use crate::lang::LanguageData;
use crate::lang::gazetteer::PlaceKind;
use crate::lang::name_words::PlaceWord;
use crate::lang::world::Listed;
use crate::text::{Document, EntityKind, Name, Place, PlacePrecision};

/// Inhabitants from which a place is believed though nothing else in the report speaks for it.
const KNOWN_ANYWHERE: f64 = 100_000.0;
/// Inhabitants from which a place tells that its country is spoken of.
const TELLS_COUNTRY: f64 = 300_000.0;
/// How far another place of the report may be to speak for a candidate, in kilometres: fully, and half.
const NEAR: [f64; 2] = [100.0, 300.0];
/// The support of other places from which a small place is believed.
const BACKED: f64 = 0.6;
/// The most candidates of one name that are weighed.
const MOST: usize = 24;
/// The most names of a report whose places speak for each other; a list of places is longer than any report on one.
const MOST_NAMES: usize = 48;

/// A place that a name may stand for.
#[derive(Debug, Clone)]
struct Candidate {
    country: CompactString,
    /// The province that it is or lies in; 0 where unknown.
    division: u16,
    /// Whether it is that province.
    is_division: bool,
    place: Place,
    key: Option<CompactString>,
    population: f64,
    score: f64,
    /// How much the report's other places speak for it.
    backing: f64,
    /// How much the report's other places lie in its country, from 0 to 1.
    country_backing: f64,
    /// Whether the country or province stands behind the name.
    is_followed: bool,
    /// Whether a list of its own has it, since reports on wars name it.
    is_listed: bool,
}

/// All that one name may stand for in the report.
#[derive(Debug)]
struct Toponym {
    candidates: Vec<Candidate>,
    /// Its names in the document.
    names: Vec<usize>,
}

/// Which countries and provinces the report speaks of, and how often.
#[derive(Debug, Default)]
struct Context {
    countries: BTreeMap<CompactString, f64>,
    divisions: BTreeMap<u16, f64>,
}

/// Writes the places of [`Document::names`], with country and key.
pub fn find_places(doc: &mut Document, data: &LanguageData) {
    let mut toponyms = toponyms(doc, data);
    if toponyms.is_empty() {
        return;
    }
    let context = context(doc, data, &toponyms);
    for toponym in &mut toponyms {
        rate(&mut toponym.candidates, &context);
    }
    let behind = behind(doc, &toponyms);
    for toponym in &mut toponyms {
        let all: Vec<&Behind> = toponym.names.iter().filter_map(|name| behind.get(name)).collect();
        rate_by_followers(&mut toponym.candidates, &all);
    }
    for _ in 0..2 {
        rate_by_neighbours(&mut toponyms);
    }
    for toponym in &toponyms {
        for index in &toponym.names {
            let mut candidates = toponym.candidates.clone();
            if let Some(own) = behind.get(index).filter(|_| toponym.names.len() > 1) {
                rate_by_followers(&mut candidates, &[own]);
            }
            match best(candidates, &context) {
                Some(best) => write(doc, data, *index, best),
                None => doc.names[*index].country = None,
            }
        }
    }
}

fn write(doc: &mut Document, data: &LanguageData, index: usize, best: Candidate) {
    let precision = precision(doc, data, doc.names[index].tokens.start, best.place.precision);
    let name = &mut doc.names[index];
    name.place = Some(Place { precision, ..best.place });
    if !best.country.is_empty() {
        name.country = Some(best.country);
    }
    name.key = best.key;
}

/// The names of places, each with its candidates once.
fn toponyms(doc: &Document, data: &LanguageData) -> Vec<Toponym> {
    let mut found: Vec<Toponym> = Vec::new();
    let mut by_words: BTreeMap<String, usize> = BTreeMap::new();
    for (index, name) in doc.names.iter().enumerate() {
        if name.kind != EntityKind::Place {
            continue;
        }
        let words = marks::words_of(doc, name.tokens.clone());
        if let Some(at) = by_words.get(&*words) {
            found[*at].names.push(index);
        } else {
            by_words.insert(words.into_owned(), found.len());
            found.push(Toponym { candidates: candidates(doc, data, name), names: vec![index] });
        }
    }
    found
}

/// How often each country and province is spoken of: by name, as a people, by its adjective, by a large town.
fn context(doc: &Document, data: &LanguageData, toponyms: &[Toponym]) -> Context {
    let mut context = Context::default();
    let add = |countries: &mut BTreeMap<CompactString, f64>, country: &CompactString, count: f64| {
        *countries.entry(country.clone()).or_default() += count;
    };
    for name in doc.names.iter().filter(|name| name.kind != EntityKind::Place) {
        if let Some(country) = &name.country {
            add(&mut context.countries, country, 1.0);
        }
    }
    for Toponym { candidates, names } in toponyms {
        let count = names.len() as f64;
        let Some(first) = candidates.iter().max_by(|one, other| one.population.total_cmp(&other.population))
        else {
            continue;
        };
        let mut others = candidates.iter().filter(|other| other.country != first.country);
        // `Georgia` alone speaks neither for the country nor for the state.
        let is_sure = others.all(|other| {
            let factor = if other.is_division { 2000.0 } else { 20.0 };
            other.population * factor < first.population
        });
        let tells = first.is_division || first.population >= TELLS_COUNTRY;
        if is_sure && tells && !first.country.is_empty() {
            add(&mut context.countries, &first.country, count);
            if first.is_division && first.division > 0 {
                *context.divisions.entry(first.division).or_default() += count;
            }
        }
    }
    for token in &doc.tokens {
        let form = doc.text_of(token.span);
        if form.len() < 4 {
            continue;
        }
        if let Some(country) = data.names.people(form).and_then(|people| people.country.as_ref()) {
            add(&mut context.countries, country, 1.0);
        }
    }
    context
}

/// Every place that a name may stand for: as it is written, without an ending, without a word for what it is.
fn candidates(doc: &Document, data: &LanguageData, name: &Name) -> Vec<Candidate> {
    let words = marks::words_of(doc, name.tokens.clone());
    let bare = bare_words(doc, data, name.tokens.clone());
    let bare = bare.map(|tokens| marks::words_of(doc, tokens).into_owned());
    // `Syrian` where a place is given stands for the country.
    if let Some(country) = data.names.people(&words).and_then(|people| people.country.as_ref())
        && let Ok(index) = data.world.countries.binary_search_by(|known| known.code.cmp(country))
    {
        return listed_place(data, Listed::Country(index as u16)).into_iter().collect();
    }
    // `BEIRUT (AP)` in a dateline.
    let small = (words.len() > 3 && !words.contains(char::is_lowercase)).then(|| small_letters(&words));
    let forms = std::iter::once(&*words).chain(marks::without_endings(&words, data));
    let mut forms = forms.chain(small.as_deref());
    let found = forms.find_map(|form| Some(of_form(data, form)).filter(|found| !found.is_empty()));
    let mut found = found.unwrap_or_else(|| {
        // The airport of a town lies where the town does, and is not the town.
        let mut found = bare.map(|form| of_form(data, &form)).unwrap_or_default();
        for candidate in &mut found {
            (candidate.key, candidate.place.geonames) = (None, None);
        }
        found
    });
    found.truncate(MOST);
    found
}

/// A name in capitals as it is written elsewhere: `EL FASHER` gives `El Fasher`.
fn small_letters(words: &str) -> String {
    let mut is_first = true;
    let small = words.chars().map(|letter| {
        let was_first = std::mem::replace(&mut is_first, !letter.is_alphabetic() && letter != '\'');
        if was_first { letter.to_string() } else { letter.to_lowercase().to_string() }
    });
    small.collect()
}

/// The tokens of a name without a word for the kind of place before or after: `Mosul airport`, `Stadt Homs`.
fn bare_words(doc: &Document, data: &LanguageData, tokens: Range<usize>) -> Option<Range<usize>> {
    if tokens.len() < 2 {
        return None;
    }
    let is_kind = |token: usize| {
        let word = data.names.place_word(doc.tokens[token].lower.as_str());
        matches!(word, Some(PlaceWord::Exact | PlaceWord::Region))
    };
    if is_kind(tokens.end - 1) {
        return Some(tokens.start..tokens.end - 1);
    }
    let mut start = tokens.start;
    if data.names.is_definite(doc.tokens[start].lower.as_str()) {
        start += 1;
    } else if is_kind(start) {
        start += 1;
        if start + 1 < tokens.end && data.names.is_link(doc.tokens[start].lower.as_str()) {
            start += 1;
        }
    }
    (start > tokens.start && start < tokens.end).then_some(start..tokens.end)
}

fn of_form(data: &LanguageData, form: &str) -> Vec<Candidate> {
    let listed: Vec<Listed> = data.world.listed(form, data.names.language).collect();
    let mut found: Vec<Candidate> = listed.iter().filter_map(|listed| listed_place(data, *listed)).collect();
    let Some(row) = data.world.gazetteer.find_spelled(form) else { return found };
    let has_country = listed.iter().any(|listed| matches!(listed, Listed::Country(_)));
    let own: Vec<(f64, f64)> = found.iter().map(|own| (own.place.lat, own.place.lon)).collect();
    for place in data.world.gazetteer.places(row) {
        let is_beside = own.iter().any(|own| kilometres(*own, (place.lat, place.lon)) < NEAR[0]);
        let is_same =
            found.iter().any(|own| own.place.geonames.is_some() && own.place.geonames == place.geonames);
        if is_same || is_beside && place.kind != PlaceKind::Town {
            continue;
        }
        let is_division = place.kind == PlaceKind::Province;
        let is_listed = place.geonames.is_some_and(|id| data.world.is_listed_town(id));
        let is_capital = listed.iter().any(|listed| match listed {
            Listed::Capital(index) => {
                data.world.countries.get(usize::from(*index)).is_some_and(|of| of.code == place.country)
            }
            _ => false,
        });
        let precision = match place.kind {
            PlaceKind::Town => PlacePrecision::Exact,
            PlaceKind::Province | PlaceKind::District => PlacePrecision::Region,
        };
        let mut score = if precision == PlacePrecision::Region { -1.0 } else { 0.0 };
        // A capital is the town that is meant; a town with the name of a country is not.
        score += if is_capital && place.kind == PlaceKind::Town { 4.0 } else { 0.0 };
        score -= if has_country && !is_division { 8.0 } else { 0.0 };
        found.push(Candidate {
            country: place.country.into(),
            division: place.division,
            is_division,
            place: Place { geonames: place.geonames, lat: place.lat, lon: place.lon, precision },
            key: place.geonames.map(|id| format_compact!("geonames.{id}")),
            population: f64::from(place.population),
            score: if is_listed { score + 2.0 } else { score },
            backing: 0.0,
            country_backing: 0.0,
            is_followed: false,
            is_listed,
        });
    }
    found
}

fn listed_place(data: &LanguageData, listed: Listed) -> Option<Candidate> {
    let empty = Candidate {
        country: CompactString::default(),
        division: 0,
        is_division: false,
        place: Place { geonames: None, lat: 0.0, lon: 0.0, precision: PlacePrecision::Country },
        key: None,
        population: 1e8,
        score: 0.0,
        backing: 0.0,
        country_backing: 0.0,
        is_followed: false,
        is_listed: true,
    };
    match listed {
        Listed::Country(index) => {
            let country = data.world.countries.get(usize::from(index))?;
            Some(Candidate {
                country: country.code.clone(),
                place: Place { lat: country.lat, lon: country.lon, ..empty.place },
                key: Some(format_compact!("place.{}", country.code.to_lowercase())),
                ..empty
            })
        }
        Listed::Region(index) => {
            let region = data.world.regions.get(usize::from(index))?;
            let precision = if region.is_point() { PlacePrecision::Exact } else { PlacePrecision::Region };
            let geonames = region.geonames;
            Some(Candidate {
                country: region.country.clone().unwrap_or_default(),
                division: region.division,
                is_division: region.division > 0 && !region.is_point(),
                place: Place { geonames, lat: region.lat, lon: region.lon, precision },
                key: Some(geonames.map_or_else(|| region.key.clone(), |id| format_compact!("geonames.{id}"))),
                population: f64::from(region.population),
                // `in Dnipro` is the town rather than the river.
                score: if region.is_point() { 0.5 } else { 0.0 },
                ..empty
            })
        }
        Listed::Capital(_) | Listed::Actor(_) => None,
    }
}

/// Rates candidates by inhabitants and the report's countries and provinces.
fn rate(candidates: &mut [Candidate], context: &Context) {
    let total: f64 = context.countries.values().sum::<f64>().max(1.0);
    for candidate in candidates {
        let share = context.countries.get(&candidate.country).map_or(0.0, |count| count / total);
        let spoken_of = if share > 0.0 { 6.0 + 6.0 * share } else { 0.0 };
        let is_inside = !candidate.is_division && context.divisions.contains_key(&candidate.division);
        candidate.score +=
            (candidate.population + 500.0).ln() + spoken_of + if is_inside { 3.0 } else { 0.0 };
    }
}

/// The country or province that stands behind a name, and whether right behind it: `X, Y`, `X (Y)`, `X in der Provinz Y`.
#[derive(Debug, Default)]
struct Behind {
    countries: Vec<CompactString>,
    divisions: Vec<u16>,
    is_close: bool,
}

/// What stands behind each name.
fn behind(doc: &Document, toponyms: &[Toponym]) -> BTreeMap<usize, Behind> {
    let of_name: BTreeMap<usize, &Toponym> =
        toponyms.iter().flat_map(|toponym| toponym.names.iter().map(move |name| (*name, toponym))).collect();
    let mut found = BTreeMap::new();
    for index in of_name.keys() {
        let name = &doc.names[*index];
        let Some(next) = doc.names.get(index + 1) else { continue };
        let between = name.tokens.end..next.tokens.start;
        if between.len() > 3 || doc.sentence_at(name.tokens.start) != doc.sentence_at(next.tokens.start) {
            continue;
        }
        let is_close = between.len() == 1 && matches!(doc.form(between.start), "," | "(" | "/");
        let mut behind = Behind { is_close, ..Behind::default() };
        match of_name.get(&(index + 1)) {
            Some(toponym) => {
                for candidate in &toponym.candidates {
                    if candidate.place.precision == PlacePrecision::Country {
                        behind.countries.push(candidate.country.clone());
                    } else if candidate.is_division {
                        behind.divisions.push(candidate.division);
                    }
                }
            }
            None => behind.countries.extend(next.country.clone()),
        }
        if !behind.countries.is_empty() || !behind.divisions.is_empty() {
            found.insert(*index, behind);
        }
    }
    found
}

fn rate_by_followers(candidates: &mut [Candidate], behind: &[&Behind]) {
    for candidate in candidates.iter_mut() {
        let is_whole = candidate.place.precision == PlacePrecision::Country;
        let fits = |behind: &&&Behind| {
            !is_whole
                && (behind.countries.contains(&candidate.country)
                    || !candidate.is_division && behind.divisions.contains(&candidate.division))
        };
        let best = behind.iter().filter(fits).map(|behind| behind.is_close).max();
        if let Some(is_close) = best {
            candidate.score += if is_close { 12.0 } else { 4.0 };
            candidate.is_followed |= is_close;
        }
    }
}

/// A place that a name may stand for, as the report's other names see it.
#[derive(Debug)]
struct Neighbour {
    point: (f64, f64),
    country: CompactString,
    /// Whether it is no whole country.
    is_point: bool,
    /// How far it is believed, from 0 to 1.
    share: f64,
}

/// Adds to a candidate's rating where the report's other places lie close to it or in its country, each as far as it is
/// itself believed.
fn rate_by_neighbours(toponyms: &mut [Toponym]) {
    let neighbours: Vec<Vec<Neighbour>> =
        toponyms.iter().take(MOST_NAMES).map(|toponym| shares(&toponym.candidates)).collect();
    let mut countries: BTreeMap<&str, f64> = BTreeMap::new();
    for neighbour in neighbours.iter().flatten() {
        *countries.entry(&neighbour.country).or_default() += neighbour.share;
    }
    for (at, toponym) in toponyms.iter_mut().enumerate().take(MOST_NAMES) {
        let of_country = |country: &str| {
            let own = neighbours[at].iter().filter(|own| own.country == country).map(|own| own.share);
            let all = countries.get(country).copied().unwrap_or_default();
            (all - own.sum::<f64>()).max(0.0)
        };
        for candidate in toponym.candidates.iter_mut().filter(|candidate| is_point(candidate)) {
            let own = (candidate.place.lat, candidate.place.lon);
            let of_toponym = |others: &Vec<Neighbour>| {
                let near = others.iter().filter(|other| other.is_point).map(|other| {
                    let distance = about_kilometres(own, other.point);
                    other.share
                        * if distance < NEAR[0] {
                            1.0
                        } else if distance < NEAR[1] {
                            0.5
                        } else {
                            0.0
                        }
                });
                near.fold(0.0, f64::max)
            };
            let others = neighbours.iter().enumerate().filter(|(other, _)| *other != at);
            let backing: f64 = others.map(|(_, near)| of_toponym(near)).sum();
            let alone = neighbours.len() < 2;
            let whole = neighbours.len().saturating_sub(1).max(2) as f64;
            let country_backing = if alone { 0.0 } else { (of_country(&candidate.country) / whole).min(1.0) };
            candidate.score += 3.0 * (backing.min(2.0) - candidate.backing.min(2.0));
            candidate.score += 5.0 * (country_backing - candidate.country_backing);
            (candidate.backing, candidate.country_backing) = (backing, country_backing);
        }
    }
}

/// How far each candidate of a name is believed.
fn shares(candidates: &[Candidate]) -> Vec<Neighbour> {
    let best = candidates.iter().map(|other| other.score).fold(f64::NEG_INFINITY, f64::max);
    let weight = |candidate: &Candidate| ((candidate.score - best) / 2.0).exp();
    let sum: f64 = candidates.iter().map(weight).sum();
    let all = candidates.iter().map(|candidate| Neighbour {
        point: (candidate.place.lat, candidate.place.lon),
        country: candidate.country.clone(),
        is_point: is_point(candidate),
        share: weight(candidate) / sum,
    });
    all.filter(|neighbour| neighbour.share > 0.05).collect()
}

/// Whether a candidate lies where it is said to, and does not reach over hundreds of kilometres.
fn is_point(candidate: &Candidate) -> bool {
    candidate.place.precision != PlacePrecision::Country
}

/// The best candidate; `None` where it would be a guess.
fn best(candidates: Vec<Candidate>, context: &Context) -> Option<Candidate> {
    let best =
        candidates.into_iter().reduce(|best, other| if other.score > best.score { other } else { best })?;
    let is_spoken_of = context.countries.contains_key(&best.country) || context.countries.is_empty();
    let is_backed = best.is_followed || best.backing >= BACKED || best.country_backing >= BACKED;
    (is_spoken_of
        || best.is_listed
        || is_backed
        || best.population >= KNOWN_ANYWHERE
        || best.country.is_empty())
    .then_some(best)
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

/// The distance where it is short, without the cost of the exact one.
fn about_kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    let north = one.0 - other.0;
    if north.abs() > 4.0 {
        return f64::INFINITY;
    }
    let turn = (one.1 - other.1).abs();
    let east = turn.min(360.0 - turn) * one.0.to_radians().cos();
    111.2 * north.hypot(east)
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
