//! Towns, provinces and districts of the world: two sorted tables that are searched where they lie, so that loading
//! them takes no time.
//!
//! `Rafah` gives the town in the Gaza Strip and the one in Egypt, the larger one first; `Khān Yūnis` is found as
//! `Khan Yunis`, since names are kept without diacritics. Which of several places is meant is not decided here.

use std::borrow::Cow;

use super::{DataError, DataFiles};

const PLACES: &str = "world/places.tsv";
const NAMES: &str = "world/place_names.tsv";
/// Numbers below this one are ours, not those of GeoNames.
const FIRST_GEONAMES: u32 = 100_000;

/// What kind of place a row stands for.
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
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Inhabitants; 0 where unknown.
    pub population: u32,
}

/// A table sorted by its first column.
#[derive(Debug, Default)]
struct SortedTable {
    bytes: Cow<'static, [u8]>,
    /// Where each row starts.
    rows: Vec<u32>,
}

impl SortedTable {
    fn read(path: &str, files: &DataFiles, header: &str) -> Result<Self, DataError> {
        files.text(path)?;
        let bytes = files.bytes(path)?.clone();
        let mut rows = Vec::with_capacity(bytes.len() / 16);
        let (mut at, mut line, mut has_header) = (0, 0, false);
        while at < bytes.len() {
            line += 1;
            let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| at + end);
            let row = &bytes[at..end];
            if has_header && !row.is_empty() {
                rows.push(at as u32);
            } else if !row.is_empty() && row[0] != b'#' {
                let found = String::from_utf8_lossy(row).replace('\t', " ");
                if found != header {
                    return Err(DataError::Columns {
                        path: path.to_owned(),
                        line,
                        expected: header.to_owned(),
                        found,
                    });
                }
                has_header = true;
            }
            at = end + 1;
        }
        Ok(Self { bytes, rows })
    }

    /// The cells of a row.
    fn cells(&self, row: usize) -> impl Iterator<Item = &str> {
        self.line(row).split('\t')
    }

    fn line(&self, row: usize) -> &str {
        let start = self.rows[row] as usize;
        let end = self.rows.get(row + 1).map_or(self.bytes.len(), |next| *next as usize);
        std::str::from_utf8(&self.bytes[start..end]).unwrap_or("").trim_end()
    }

    /// The first column of a row, as bytes.
    fn key(&self, row: usize) -> &[u8] {
        let start = self.rows[row] as usize;
        let rest = &self.bytes[start..];
        rest.split(|byte| *byte == b'\t').next().unwrap_or(rest)
    }

    /// The first row whose key is not before `key`.
    fn lower_bound(&self, key: &[u8]) -> usize {
        let (mut low, mut high) = (0, self.rows.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.key(middle) < key { low = middle + 1 } else { high = middle }
        }
        low
    }
}

/// Towns, provinces and districts, by name.
#[derive(Debug, Default)]
pub struct Gazetteer {
    places: SortedTable,
    names: SortedTable,
}

impl Gazetteer {
    /// Reads the two tables.
    ///
    /// # Errors
    /// If one is missing or has other columns.
    pub fn load(files: &DataFiles) -> Result<Self, DataError> {
        Ok(Self {
            places: SortedTable::read(PLACES, files, "id country admin lat lon population")?,
            names: SortedTable::read(NAMES, files, "name ids")?,
        })
    }

    /// The row of a name that is written without diacritics, and whether longer names start with it.
    #[must_use]
    pub fn find(&self, name: &str) -> (Option<usize>, bool) {
        let row = self.names.lower_bound(name.as_bytes());
        let is_name = row < self.names.rows.len() && self.names.key(row) == name.as_bytes();
        let next = row + usize::from(is_name);
        let goes_on = next < self.names.rows.len() && self.names.key(next).starts_with(name.as_bytes());
        (is_name.then_some(row), goes_on)
    }

    /// The places that a row of names stands for, the largest first.
    pub fn places(&self, row: usize) -> impl Iterator<Item = GazetteerPlace<'_>> {
        let ids = self.names.cells(row).nth(1).unwrap_or("");
        ids.split(',').filter_map(|id| id.parse().ok()).filter_map(|id| self.place(id))
    }

    fn place(&self, id: u32) -> Option<GazetteerPlace<'_>> {
        let key = format!("{id:08}");
        let row = self.places.lower_bound(key.as_bytes());
        if row >= self.places.rows.len() || self.places.key(row) != key.as_bytes() {
            return None;
        }
        let mut cells = self.places.cells(row).skip(1);
        let (country, admin) = (cells.next()?, cells.next()?);
        let kind = match admin {
            "A1" => PlaceKind::Province,
            "A2" => PlaceKind::District,
            _ => PlaceKind::Town,
        };
        let (lat, lon) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
        let population = cells.next()?.parse().ok()?;
        let geonames = Some(id).filter(|id| *id >= FIRST_GEONAMES);
        Some(GazetteerPlace { geonames, country, kind, lat, lon, population })
    }
}

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
    use super::{DataFiles, Gazetteer, PlaceKind, fold};

    #[test]
    fn names_lead_to_places_the_largest_first() {
        let gazetteer = Gazetteer::load(&DataFiles::embedded()).unwrap();
        let check = |name: &str, expected: &[(&str, PlaceKind)]| {
            let row = gazetteer.find(&fold(name)).0.unwrap_or_else(|| panic!("{name} is not there"));
            let found: Vec<_> = gazetteer.places(row).map(|place| (place.country, place.kind)).collect();
            assert_eq!(found, expected, "{name}");
        };
        check("Rafah", &[("PS", PlaceKind::Town), ("EG", PlaceKind::Town)]);
        check("Charkiw", &[("UA", PlaceKind::Town)]);
        check("Khān Yūnis", &[("PS", PlaceKind::Town)]);
        check("Damaskus", &[("SY", PlaceKind::Town)]);
        check("Helmand", &[("AF", PlaceKind::Province)]);
        assert_eq!(gazetteer.find("Verhandlungen"), (None, false));
        assert_eq!(gazetteer.find("Khan"), (gazetteer.find("Khan").0, true));
    }

    #[test]
    fn both_tables_are_sorted_and_every_name_has_a_place() {
        let gazetteer = Gazetteer::load(&DataFiles::embedded()).unwrap();
        for table in [&gazetteer.places, &gazetteer.names] {
            assert!((1..table.rows.len()).all(|row| table.key(row - 1) < table.key(row)));
        }
        for row in 0..gazetteer.names.rows.len() {
            assert!(gazetteer.places(row).next().is_some(), "{}", gazetteer.names.line(row));
        }
    }
}
