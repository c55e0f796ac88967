//! The invented wars that reports are made of: who fights whom, where, who speaks for them. All is drawn from numbers, so the
//! same number gives the same war: war 3 has, say, the *Nordbund* (*Northern League*), twenty towns around a point, and
//! *Amara Feldon*, who speaks for an army.

/// Numbers that look random and are always the same: splitmix64.
#[derive(Debug, Clone)]
pub(super) struct Draw(u64);

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below a limit.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let limit = u64::try_from(limit.max(1)).expect("a limit fits");
        usize::try_from((mixed ^ (mixed >> 31)) % limit).expect("a number below it fits, too")
    }

    /// One of several.
    pub(super) fn of<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        &items[self.below(items.len())]
    }
}

/// A town of the map, by its names in German and English.
#[derive(Debug, Clone)]
pub(super) struct Town {
    pub(super) names: [String; 2],
    pub(super) lat: f64,
    pub(super) lon: f64,
}

/// A war.
#[derive(Debug)]
pub(super) struct War {
    /// Towns of one country, sometimes of two.
    pub(super) towns: Vec<Town>,
    /// The country, in German, in English, and its adjective.
    pub(super) country: [String; 3],
    /// Those who fight, in German and English, with the last word alone.
    pub(super) groups: Vec<[String; 4]>,
    /// Who speaks.
    pub(super) people: Vec<String>,
}

/// How many wars there are.
pub(super) const WARS: usize = 50;

/// First halves of the names of groups, in German and English.
const BEFORE: [(&str, &str); 12] = [
    ("Nord", "Northern"),
    ("Süd", "Southern"),
    ("Ost", "Eastern"),
    ("West", "Western"),
    ("Hochland", "Highland"),
    ("Küsten", "Coastal"),
    ("Fluss", "River"),
    ("Wald", "Forest"),
    ("Berg", "Mountain"),
    ("Insel", "Island"),
    ("Tal", "Valley"),
    ("Steppen", "Steppe"),
];
/// Second halves.
const BEHIND: [(&str, &str); 6] = [
    ("front", "Front"),
    ("rat", "Council"),
    ("bund", "League"),
    ("wehr", "Guard"),
    ("brigade", "Brigade"),
    ("allianz", "Alliance"),
];
/// Parts of invented surnames and countries.
const SYLLABLES: [&str; 30] = [
    "ar", "bel", "cor", "dan", "el", "fen", "gor", "hal", "im", "jor", "kar", "lan", "mor", "nel", "os",
    "per", "quin", "ran", "sol", "tar", "ul", "ver", "win", "yar", "zan", "bri", "dor", "ket", "lo", "mi",
];

impl War {
    /// Makes all wars.
    pub(super) fn all() -> Vec<Self> {
        let (countries, given) = (towns_by_country(), given_names());
        (0..WARS).map(|number| Self::new(number, &countries, &given)).collect()
    }

    fn new(number: usize, countries: &[Vec<Town>], given: &[&str]) -> Self {
        let mut draw = Draw::new(7_001 + number as u64);
        let stem = capital(&word(&mut draw, 2));
        let towns = countries[number % countries.len()].iter().take(24).cloned().collect();
        let groups = (0..3).map(|_| group(&mut draw)).collect();
        let people =
            (0..30).map(|_| format!("{} {}", draw.of(given), capital(&word(&mut draw, 2)))).collect();
        let country = [format!("{stem}ien"), format!("{stem}ia"), format!("{stem}ian")];
        Self { towns, country, groups, people }
    }
}

fn group(draw: &mut Draw) -> [String; 4] {
    let ((before_de, before_en), (de, en)) = (draw.of(&BEFORE), draw.of(&BEHIND));
    [format!("{before_de}{de}"), capital(de), format!("{before_en} {en}"), (*en).to_owned()]
}

fn word(draw: &mut Draw, syllables: usize) -> String {
    (0..syllables).map(|_| *draw.of(&SYLLABLES)).collect()
}

pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The towns of laut's own list, country by country; countries with few come together.
fn towns_by_country() -> Vec<Vec<Town>> {
    let list = include_str!("../../../laut/data/world/regions.tsv");
    let mut countries: Vec<(&str, Vec<Town>)> = Vec::new();
    for line in list.lines().filter(|line| line.starts_with("city\t")) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [_, country, lat, lon, _, de, en] = cells[..] else { continue };
        let first = |names: &str| names.split('|').next().unwrap_or_default().to_owned();
        let (Ok(lat), Ok(lon)) = (lat.parse(), lon.parse()) else { continue };
        let town = Town { names: [first(de), first(en)], lat, lon };
        if town.names.iter().any(|name| name.contains('~') || name.len() < 4) {
            continue;
        }
        match countries.last_mut() {
            Some((last, towns)) if *last == country || towns.len() < 12 => towns.push(town),
            _ => countries.push((country, vec![town])),
        }
    }
    countries.into_iter().map(|(_, towns)| towns).collect()
}

fn given_names() -> Vec<&'static str> {
    let list = include_str!("../../../laut/data/world/first_names.tsv");
    let names = list.lines().filter(|line| line.ends_with("\tm") || line.ends_with("\tf"));
    names.filter_map(|line| line.split('\t').next()).collect()
}
