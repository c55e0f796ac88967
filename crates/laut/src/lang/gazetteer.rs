//! Towns, provinces and districts of the world, by name.
//!
//! `Rafah` gives the town in the Gaza Strip and the one in Egypt, the larger one first; `Khān Yūnis` is found as
//! `Khan Yunis`, since names are kept without diacritics, and `Deir ez-Zor` as `Deir al-Zor` ([`spelling`]). Which of
//! several places is meant is not decided here.
//!
//! The file is an automaton from names to numbers (as in the `fst` crate), for each number the place or the places that
//! bear the name, and the places in a packed table, all searched where they lie. `laut-train` makes it of GeoNames.

use std::borrow::Cow;
use std::collections::BTreeMap;

use fst::Map;

use super::model::{self, ModelFile, Section, broken};
use super::{DataError, DataFiles};

/// Where the file lies.
const PATH: &str = "world/gazetteer.bin";
/// The kind of the file.
const KIND: &[u8; 4] = b"GAZE";
/// The version of the format.
const VERSION: u32 = 1;
/// Bytes of a reference to a place or to a list of places.
const REFERENCE: usize = 3;
/// Bytes of a place: number, latitude, longitude, country, population, kind and division.
const PLACE: usize = 4 + 2 + 2 + 2 + 1 + 2;
/// In a reference: the name stands for several places.
const IS_LIST: u32 = 1 << 23;
/// In a reference: one of them is known well enough to be believed without a word that tells.
const IS_KNOWN: u32 = 1 << 22;
/// How finely the logarithm of the population is kept.
const STEPS: f64 = 14.0;

/// What kind of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// A town or village.
    Town,
    /// A province: a first-level division.
    Province,
    /// A district: a second-level division.
    District,
}

/// One place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GazetteerPlace<'g> {
    /// Number in GeoNames, where known.
    pub geonames: Option<u32>,
    /// ISO 3166-1 alpha-2.
    pub country: &'g str,
    /// Town, province or district.
    pub kind: PlaceKind,
    /// The province that it is or lies in, by a number of our own; 0 where unknown.
    pub division: u16,
    /// Degrees north, to a hundredth.
    pub lat: f64,
    /// Degrees east, to a hundredth.
    pub lon: f64,
    /// Inhabitants, to some per cent; 0 where unknown.
    pub population: u32,
}

/// A name in the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameRow {
    reference: u32,
}

impl NameRow {
    /// Whether a place of the name is known well enough to be believed without a word that tells: a town of 15,000, in
    /// countries with conflicts a smaller one, or a province.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.reference & IS_KNOWN != 0
    }

    fn index(self) -> usize {
        (self.reference & (IS_KNOWN - 1)) as usize
    }
}

/// Towns, provinces and districts, by name.
///
/// # Invariants
/// Every name has a reference, every reference a place or a list, every list places.
#[derive(Default)]
pub struct Gazetteer {
    file: Option<Parts>,
}

struct Parts {
    names: Map<Section>,
    references: Section,
    lists: Section,
    places: Section,
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names = self.file.as_ref().map_or(0, |file| file.names.len());
        f.debug_struct("Gazetteer").field("names", &names).finish_non_exhaustive()
    }
}

impl Gazetteer {
    /// Reads the file.
    ///
    /// # Errors
    /// If it is missing, cut short, of another version, or points outside itself.
    pub fn load(files: &DataFiles) -> Result<Self, DataError> {
        Self::read(PATH, files.bytes(PATH)?.clone())
    }

    /// Reads the bytes of a gazetteer file.
    ///
    /// # Errors
    /// If it is cut short, of another version, not a gazetteer, or points outside itself.
    pub fn read(path: &str, bytes: Cow<'static, [u8]>) -> Result<Self, DataError> {
        let file = ModelFile::read(path, bytes, KIND, VERSION)?;
        let names =
            Map::new(file.section(path, 0)?.clone()).map_err(|error| broken(path, &error.to_string()))?;
        let section = |index| file.section(path, index).cloned();
        let parts = Parts { names, references: section(1)?, lists: section(2)?, places: section(3)? };
        let count = |section: &Section, size: usize| section.as_ref().len() / size;
        let (lists, places) = (count(&parts.lists, REFERENCE), count(&parts.places, PLACE));
        let mut references = parts.references.as_ref().as_chunks::<REFERENCE>().0.iter().map(number);
        let is_inside = |reference: u32| {
            let index = (reference & (IS_KNOWN - 1)) as usize;
            index < if reference & IS_LIST == 0 { places } else { lists }
        };
        let mut listed = parts.lists.as_ref().as_chunks::<REFERENCE>().0.iter().map(number);
        if count(&parts.references, REFERENCE) < parts.names.len()
            || !references.all(is_inside)
            || !listed.all(|place| ((place & (IS_LIST - 1)) as usize) < places)
        {
            return Err(broken(path, "it points outside itself"));
        }
        Ok(Self { file: Some(parts) })
    }

    /// The row of a name that is written without diacritics, and whether longer names start with it.
    #[must_use]
    pub fn find(&self, name: &str) -> (Option<NameRow>, bool) {
        let Some(file) = &self.file else { return (None, false) };
        let automaton = file.names.as_fst();
        let mut node = automaton.root();
        let mut number = 0;
        for byte in name.bytes() {
            let Some(index) = node.find_input(byte) else { return (None, false) };
            let step = node.transition(index);
            number += step.out.value();
            node = automaton.node(step.addr);
        }
        let row = node.is_final().then(|| number + node.final_output().value());
        let row = row.and_then(|row| {
            let references = file.references.as_ref().as_chunks::<REFERENCE>().0;
            references.get(row as usize).map(self::number)
        });
        (row.map(|reference| NameRow { reference }), !node.is_empty())
    }

    /// The row of a name as it is written, or of its plainer spelling.
    #[must_use]
    pub fn find_spelled(&self, name: &str) -> Option<NameRow> {
        let folded = fold(name);
        self.find(&folded).0.or_else(|| self.find_plainer(&folded))
    }

    /// The row of the plainer spelling of a name whose marks are folded.
    #[must_use]
    pub fn find_plainer(&self, folded: &str) -> Option<NameRow> {
        self.find(&spelling(folded)?).0
    }

    /// The places that a row of names stands for, the largest first.
    pub fn places(&self, row: NameRow) -> impl Iterator<Item = GazetteerPlace<'_>> {
        let listed = |at: usize| -> Option<u32> {
            let lists = self.file.as_ref()?.lists.as_ref().as_chunks::<REFERENCE>().0;
            lists.get(at).map(number)
        };
        let is_list = row.reference & IS_LIST != 0;
        let mut next = Some(row.index());
        std::iter::from_fn(move || {
            let at = next.take()?;
            let mut place = at;
            if is_list {
                // The last of a list is marked.
                let entry = listed(at)?;
                next = (entry & IS_LIST == 0).then_some(at + 1);
                place = (entry & (IS_LIST - 1)) as usize;
            }
            self.place(place)
        })
    }

    fn place(&self, index: usize) -> Option<GazetteerPlace<'_>> {
        let places = self.file.as_ref()?.places.as_ref().as_chunks::<PLACE>().0;
        let [i0, i1, i2, i3, lat0, lat1, lon0, lon1, country @ .., population, kind0, kind1] =
            places.get(index)?;
        let id = u32::from_le_bytes([*i0, *i1, *i2, *i3]);
        let degrees = |low, high| f64::from(i16::from_le_bytes([low, high])) / 100.0;
        let kind = u16::from_le_bytes([*kind0, *kind1]);
        Some(GazetteerPlace {
            geonames: (id > 0).then_some(id),
            country: std::str::from_utf8(country).unwrap_or_default(),
            kind: match kind >> 14 {
                0 => PlaceKind::Town,
                1 => PlaceKind::Province,
                _ => PlaceKind::District,
            },
            division: kind & 0x3FFF,
            lat: degrees(*lat0, *lat1),
            lon: degrees(*lon0, *lon1),
            population: ((f64::from(*population) / STEPS).exp() - 1.0).round() as u32,
        })
    }
}

fn number(bytes: &[u8; REFERENCE]) -> u32 {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0])
}

/// Writes a gazetteer: places, and for each name the indexes of its places, the largest first, with whether it is known.
///
/// # Errors
/// If the automaton cannot be built.
///
/// # Panics
/// If there are four million places or more.
pub fn write(
    places: &[GazetteerPlace<'_>],
    names: &BTreeMap<String, (Vec<u32>, bool)>,
) -> Result<Vec<u8>, fst::Error> {
    assert!(places.len() < IS_KNOWN as usize, "a reference has 22 bits for a place");
    let mut builder = fst::MapBuilder::memory();
    let (mut references, mut lists) = (Vec::new(), Vec::new());
    let put = |bytes: &mut Vec<u8>, number: u32| bytes.extend_from_slice(&number.to_le_bytes()[..REFERENCE]);
    let mut known_lists: BTreeMap<&[u32], u32> = BTreeMap::new();
    for (row, (name, (indexes, is_known))) in names.iter().enumerate() {
        builder.insert(name, row as u64)?;
        let reference = match indexes.as_slice() {
            [one] => *one,
            several => {
                let start = *known_lists.entry(several).or_insert_with(|| {
                    let start = (lists.len() / REFERENCE) as u32;
                    for (at, index) in several.iter().enumerate() {
                        put(&mut lists, index | if at + 1 == several.len() { IS_LIST } else { 0 });
                    }
                    start
                });
                start | IS_LIST
            }
        };
        put(&mut references, reference | if *is_known { IS_KNOWN } else { 0 });
    }
    let mut packed = Vec::with_capacity(places.len() * PLACE);
    for place in places {
        packed.extend(place.geonames.unwrap_or(0).to_le_bytes());
        packed.extend(((place.lat * 100.0).round() as i16).to_le_bytes());
        packed.extend(((place.lon * 100.0).round() as i16).to_le_bytes());
        packed.extend(place.country.bytes().take(2));
        packed.push(((f64::from(place.population) + 1.0).ln() * STEPS).round().min(255.0) as u8);
        packed.extend(((place.kind as u16) << 14 | place.division).to_le_bytes());
    }
    Ok(model::write(KIND, VERSION, &[builder.into_inner()?, references, lists, packed]))
}

/// The plainer spelling under which a name is also kept: without apostrophes, with spaces for hyphens, with whole words
/// for short ones (`St. Louis`), and with one Arabic article, whatever letter follows it: `Deir ez-Zor`, `Dair as-Zor` and `Deir al-Zor` agree in theirs. `None`
/// where it is the name itself.
#[must_use]
pub fn spelling(folded: &str) -> Option<String> {
    if !folded.contains(['-', '\'', '`', ' ', '.']) {
        return None;
    }
    let mut plain = String::with_capacity(folded.len());
    let bare = folded.replace(['\'', '`'], "");
    let words: Vec<&str> = bare.split(['-', ' ']).filter(|word| !word.is_empty()).collect();
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            plain.push(' ');
        }
        let is_article =
            at + 1 < words.len() && ARTICLES.iter().any(|article| word.eq_ignore_ascii_case(article));
        let long = SHORT_WORDS.iter().find(|(short, _)| word.trim_end_matches('.') == *short);
        plain.push_str(if is_article { "al" } else { long.map_or(word, |(_, long)| long) });
    }
    (plain != folded).then_some(plain)
}

/// Words of names that are often cut short.
const SHORT_WORDS: &[(&str, &str)] = &[("St", "Saint"), ("Ft", "Fort"), ("Mt", "Mount")];

/// The Arabic article as it is written before different letters, by those who write as they speak.
const ARTICLES: &[&str] = &[
    "al", "el", "ul", "ad", "ed", "an", "en", "ar", "er", "as", "es", "ash", "esh", "asch", "esch", "at",
    "et", "ath", "adh", "az", "ez", "us", "ur", "ud", "uz",
];

/// A name without diacritics and with straight apostrophes, as names are kept: `Khān Yūnis` becomes `Khan Yunis`.
#[must_use]
pub fn fold(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return Cow::Borrowed(name);
    }
    let mut folded = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ' => folded.push('a'),
            'À'..='Å' | 'Ā' | 'Ă' | 'Ą' => folded.push('A'),
            'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => folded.push('c'),
            'Ç' | 'Ć' | 'Č' | 'Ĉ' => folded.push('C'),
            'ď' | 'đ' | 'ḍ' | 'ḏ' => folded.push('d'),
            'Ď' | 'Đ' | 'Ḍ' => folded.push('D'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ə' | 'ẹ' => folded.push('e'),
            'È'..='Ë' | 'Ē' | 'Ė' | 'Ę' | 'Ě' | 'Ə' => folded.push('E'),
            'ğ' | 'ģ' | 'ġ' | 'ĝ' => folded.push('g'),
            'Ğ' | 'Ģ' | 'Ġ' => folded.push('G'),
            'ḥ' | 'ħ' | 'ḩ' | 'ĥ' => folded.push('h'),
            'Ḥ' | 'Ħ' | 'Ḩ' => folded.push('H'),
            'ì'..='ï' | 'ī' | 'į' | 'ı' | 'ĭ' => folded.push('i'),
            'Ì'..='Ï' | 'Ī' | 'İ' => folded.push('I'),
            'ķ' => folded.push('k'),
            'Ķ' => folded.push('K'),
            'ł' | 'ļ' | 'ľ' | 'ĺ' => folded.push('l'),
            'Ł' | 'Ļ' | 'Ľ' => folded.push('L'),
            'ñ' | 'ń' | 'ň' | 'ņ' => folded.push('n'),
            'Ñ' | 'Ń' | 'Ň' => folded.push('N'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ơ' => folded.push('o'),
            'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ő' => folded.push('O'),
            'ř' | 'ŕ' => folded.push('r'),
            'Ř' => folded.push('R'),
            'ś' | 'š' | 'ş' | 'ș' | 'ṣ' => folded.push('s'),
            'Ś' | 'Š' | 'Ş' | 'Ș' | 'Ṣ' => folded.push('S'),
            'ť' | 'ţ' | 'ț' | 'ṭ' => folded.push('t'),
            'Ť' | 'Ţ' | 'Ț' | 'Ṭ' => folded.push('T'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ư' | 'ų' => folded.push('u'),
            'Ù'..='Ü' | 'Ū' | 'Ů' => folded.push('U'),
            'ý' | 'ÿ' => folded.push('y'),
            'Ý' => folded.push('Y'),
            'ź' | 'ż' | 'ž' | 'ẓ' | 'ẕ' => folded.push('z'),
            'Ź' | 'Ż' | 'Ž' | 'Ẓ' => folded.push('Z'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            '’' | '‘' | 'ʻ' | 'ʼ' | '`' | '´' | 'ʿ' | 'ʾ' => folded.push('\''),
            '‑' | '–' => folded.push('-'),
            _ => folded.push(letter),
        }
    }
    Cow::Owned(folded)
}

#[cfg(test)]
mod tests {
    use super::{DataFiles, Gazetteer, GazetteerPlace, PATH, PlaceKind, fold, spelling, write};

    #[test]
    fn names_lead_to_places_the_largest_first() {
        let gazetteer = Gazetteer::load(&DataFiles::embedded()).unwrap();
        let check = |name: &str, expected: &[(&str, PlaceKind)]| {
            let row = gazetteer.find_spelled(name).unwrap_or_else(|| panic!("{name} is not there"));
            let found: Vec<_> =
                gazetteer.places(row).take(expected.len()).map(|place| (place.country, place.kind)).collect();
            assert_eq!(found, expected, "{name}");
        };
        check("Rafah", &[("PS", PlaceKind::Town), ("EG", PlaceKind::Town)]);
        check("Charkiw", &[("UA", PlaceKind::Town)]);
        check("Khān Yūnis", &[("PS", PlaceKind::Town)]);
        check("Damaskus", &[("SY", PlaceKind::Town)]);
        check("Helmand", &[("AF", PlaceKind::Province)]);
        check("Deir ez-Zor", &[("SY", PlaceKind::Province)]);
        assert_eq!(gazetteer.find("Verhandlungen"), (None, false));
        assert!(gazetteer.find("Khan").1);
    }

    #[test]
    fn spellings_of_one_name_agree() {
        for name in ["Deir ez-Zor", "Deir al-Zor", "Deir el Zor", "Deir az-Zor"] {
            assert_eq!(spelling(&fold(name)).as_deref(), Some("Deir al Zor"), "{name}");
        }
        assert_eq!(spelling("Sana'a").as_deref(), Some("Sanaa"));
        assert_eq!(spelling("Kabul"), None);
        assert_eq!(spelling("Val d'Or al").as_deref(), Some("Val dOr al"));
    }

    #[test]
    fn what_is_written_is_read() {
        let place = GazetteerPlace {
            geonames: Some(281_124),
            country: "PS",
            kind: PlaceKind::Town,
            division: 77,
            lat: -31.34,
            lon: 134.31,
            population: 0,
        };
        let other = GazetteerPlace { geonames: None, kind: PlaceKind::District, population: 1000, ..place };
        let names = [("Tulham".to_owned(), (vec![1, 0], true)), ("Tulhof".to_owned(), (vec![0], false))];
        let bytes = write(&[place, other], &names.into()).unwrap();
        let gazetteer = Gazetteer::read(PATH, bytes.into()).unwrap();
        let row = gazetteer.find("Tulham").0.unwrap();
        let found: Vec<_> = gazetteer.places(row).collect();
        assert!(row.is_known());
        assert_eq!(found[1], place);
        assert_eq!((found[0].kind, found[0].geonames), (PlaceKind::District, None));
        assert!(found[0].population.abs_diff(1000) < 40);
        assert!(!gazetteer.find("Tulhof").0.unwrap().is_known());
        assert_eq!(gazetteer.find("Tul"), (None, true));
    }

    #[test]
    fn a_file_that_is_cut_short_or_changed_says_so() {
        let good = DataFiles::embedded().bytes(PATH).unwrap().to_vec();
        let message = |bytes: Vec<u8>| Gazetteer::read(PATH, bytes.into()).unwrap_err().to_string();
        assert!(message(good[..good.len() / 2].to_vec()).contains("cut short"));
        assert!(message(b"id\tcountry".to_vec()).contains("not a model of laut"));
        let mut other = good;
        other[8] += 1;
        assert!(message(other).contains("expected version 1, found 2"));
    }
}
