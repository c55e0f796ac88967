//! The words of a language around names: offices and ranks, heads of organizations' names, peoples, forms of address,
//! nouns for people without a name, words before places, pronouns.

use compact_str::CompactString;

use super::language::Data;
use super::lexicon::capitalised;
use super::maps::{HashMap, HashSet};
use super::table::Table;
use super::world::{gender, name_endings};
use super::{DataError, DataFiles};
use crate::text::{EntityKind, Gender, GrammaticalNumber};

/// What kind of role a word tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleKind {
    /// `Minister`, `spokesman`.
    Office,
    /// `Oberst`, `Lt Gen`.
    Rank,
    /// `Arzt`, `resident`.
    Profession,
}

/// An office, rank or profession.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    /// What kind.
    pub kind: RoleKind,
    /// The gender that the word tells.
    pub gender: Option<Gender>,
}

/// The head of an organization's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationHead {
    /// Organization or armed group.
    pub kind: EntityKind,
    /// The key's part after the country: `army`, `foreign-ministry`.
    pub class: Option<CompactString>,
}

/// A word for a people, or the adjective of a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    /// The country, where it is one.
    pub country: Option<CompactString>,
    /// Whether it is the adjective.
    pub is_adjective: bool,
}

/// What a word says about a place that follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceWord {
    /// `in`, `nach`.
    Preposition,
    /// `near`, `östlich`.
    Near,
    /// `Provinz`.
    Region,
    /// `Stadt`.
    Exact,
}

/// How a pronoun is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pronoun {
    /// 1 for the speaker, 3 for somebody else.
    pub person: u8,
    /// Singular or plural.
    pub number: Option<GrammaticalNumber>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Whether it stands before a noun: `his`.
    pub is_possessive: bool,
}

/// Words that are looked up whole, and endings of compounds.
#[derive(Debug)]
struct EndingMap<T> {
    whole: HashMap<CompactString, T>,
    endings: HashMap<CompactString, T>,
    shortest: usize,
}

impl<T: Clone> EndingMap<T> {
    fn new(rows: Vec<(&str, T)>) -> Self {
        let mut map = Self { whole: HashMap::default(), endings: HashMap::default(), shortest: usize::MAX };
        for (form, value) in rows {
            let bare = form.strip_prefix('-');
            let lower: CompactString = bare.unwrap_or(form).to_lowercase().into();
            if bare.is_some() {
                map.shortest = map.shortest.min(lower.len());
                map.endings.entry(lower.clone()).or_insert_with(|| value.clone());
            }
            map.whole.entry(lower).or_insert(value);
        }
        map
    }

    /// The entry of a word in lower case, or of its longest ending, with the length of what stands before it.
    fn find(&self, lower: &str) -> Option<(&T, usize)> {
        if let Some(found) = self.whole.get(lower) {
            return Some((found, 0));
        }
        let last = lower.len().checked_sub(self.shortest)?;
        lower
            .char_indices()
            .map(|(at, _)| at)
            .skip(2)
            .take_while(|at| *at <= last)
            .find_map(|at| Some((self.endings.get(lower.get(at..)?)?, at)))
    }
}

/// The words of a language around names.
#[derive(Debug)]
pub struct NameWords {
    /// The language's place in [`Data::TAGS`], by which listed names are looked up.
    pub language: usize,
    roles: EndingMap<Role>,
    speakers: EndingMap<()>,
    heads: EndingMap<OrganizationHead>,
    /// The number of words of the longest head.
    pub longest_head: usize,
    peoples: HashMap<CompactString, People>,
    person_nouns: HashMap<CompactString, EntityKind>,
    honorifics: HashMap<CompactString, Option<Gender>>,
    place_words: HashMap<CompactString, PlaceWord>,
    pronouns: HashMap<CompactString, Pronoun>,
    links: HashSet<CompactString>,
    definite: HashSet<CompactString>,
    no_names: HashSet<CompactString>,
    /// Endings of names in the genitive.
    pub name_endings: Vec<String>,
}

impl NameWords {
    /// Reads the lists of a language.
    ///
    /// # Errors
    /// Names the file and line that cannot be used.
    pub fn load(tag: &str, files: &DataFiles) -> Result<Self, DataError> {
        let mut name_endings_of_names = name_endings(tag, "name", files)?;
        name_endings_of_names.retain(|ending| !ending.is_empty());
        let heads = load_heads(tag, files)?;
        let longest_head = heads.whole.keys().map(|head| head.split(' ').count()).max().unwrap_or(1);
        Ok(Self {
            language: Data::TAGS.iter().position(|known| *known == tag).unwrap_or_default(),
            roles: load_roles(tag, files)?,
            heads,
            longest_head,
            peoples: load_peoples(tag, files)?,
            person_nouns: load_person_nouns(tag, files)?,
            speakers: load_speakers(tag, files)?,
            honorifics: load_honorifics(tag, files)?,
            place_words: load_place_words(tag, files)?,
            pronouns: load_pronouns(tag, files)?,
            links: load_forms(tag, "name_links", files, |kind| kind != "definite")?,
            definite: load_forms(tag, "name_links", files, |kind| matches!(kind, "definite" | "article"))?,
            no_names: load_forms(tag, "no_names", files, |_| true)?,
            name_endings: name_endings_of_names,
        })
    }

    /// The role that a word in lower case, or the end of a compound, tells.
    #[must_use]
    pub fn role(&self, lower: &str) -> Option<Role> {
        self.roles.find(lower).map(|(role, _)| *role)
    }

    /// Whether several words in lower case are an office together: `secretary of state`.
    #[must_use]
    pub fn is_role_phrase(&self, lower: &str) -> bool {
        lower.contains(' ') && self.roles.whole.contains_key(lower)
    }

    /// The organization's head that a word in lower case is, or ends in, with the length of what stands before it.
    #[must_use]
    pub fn organization_head(&self, lower: &str) -> Option<(&OrganizationHead, usize)> {
        self.heads.find(lower)
    }

    /// The people or country's adjective that a word is, as it is written.
    #[must_use]
    pub fn people(&self, form: &str) -> Option<&People> {
        self.peoples.get(form)
    }

    /// What a noun for people without a name stands for, as it is written.
    #[must_use]
    pub fn person_noun(&self, form: &str) -> Option<EntityKind> {
        self.person_nouns.get(form).copied()
    }

    /// Whether a noun, in lower case, or the end of a compound is listed among those for people and bodies that speak.
    #[must_use]
    pub fn is_speaker(&self, lower: &str) -> bool {
        self.speakers.find(lower).is_some()
    }

    /// Whether a word is a form of address, and the gender that it tells.
    #[must_use]
    pub fn honorific(&self, form: &str) -> Option<Option<Gender>> {
        self.honorifics.get(form).copied()
    }

    /// What a word, or several, in lower case say about a place that follows.
    #[must_use]
    pub fn place_word(&self, lower: &str) -> Option<PlaceWord> {
        self.place_words.get(lower).copied()
    }

    /// Whether a word in lower case joins an organization's name with a country's: `von`, `of`, `der`.
    #[must_use]
    pub fn is_link(&self, lower: &str) -> bool {
        self.links.contains(lower)
    }

    /// Whether a word in lower case is a definite article.
    #[must_use]
    pub fn is_definite(&self, lower: &str) -> bool {
        self.definite.contains(lower)
    }

    /// Whether a word in lower case is never a name though it has a capital: months, days, holidays.
    #[must_use]
    pub fn is_no_name(&self, lower: &str) -> bool {
        self.no_names.contains(lower)
    }

    /// A pronoun, in lower case.
    #[must_use]
    pub fn pronoun(&self, lower: &str) -> Option<Pronoun> {
        self.pronouns.get(lower).copied()
    }
}

fn load_roles(tag: &str, files: &DataFiles) -> Result<EndingMap<Role>, DataError> {
    let path = format!("{tag}/roles.tsv");
    let table = Table::read(&path, files.text(&path)?, &["form", "kind", "gender"])?;
    let mut rows = Vec::new();
    for row in table.rows() {
        let kind = match row.text("kind") {
            "office" => RoleKind::Office,
            "rank" => RoleKind::Rank,
            "profession" => RoleKind::Profession,
            _ => return Err(row.error("kind", "office, rank, profession")),
        };
        rows.push((row.text("form"), Role { kind, gender: gender(&row)? }));
    }
    Ok(EndingMap::new(rows))
}

fn load_heads(tag: &str, files: &DataFiles) -> Result<EndingMap<OrganizationHead>, DataError> {
    let path = format!("{tag}/organization_heads.tsv");
    let table = Table::read(&path, files.text(&path)?, &["form", "kind", "class"])?;
    let mut rows = Vec::new();
    for row in table.rows() {
        let kind = row.word("kind", EntityKind::from_word, EntityKind::ALL, EntityKind::as_str)?;
        let class = row.optional("class").map(Into::into);
        rows.push((row.text("form"), OrganizationHead { kind, class }));
    }
    Ok(EndingMap::new(rows))
}

fn load_speakers(tag: &str, files: &DataFiles) -> Result<EndingMap<()>, DataError> {
    let path = format!("{tag}/speakers.tsv");
    let table = Table::read(&path, files.text(&path)?, &["lemma"])?;
    Ok(EndingMap::new(table.rows().map(|row| (row.text("lemma"), ())).collect()))
}

fn load_peoples(tag: &str, files: &DataFiles) -> Result<HashMap<CompactString, People>, DataError> {
    let path = format!("{tag}/peoples.tsv");
    let table = Table::read(&path, files.text(&path)?, &["form", "country", "kind"])?;
    let endings = name_endings(tag, "adjective", files)?;
    let mut peoples = HashMap::default();
    for row in table.rows() {
        let country: Option<CompactString> = row.optional("country").map(Into::into);
        let form = row.text("form");
        match row.text("kind") {
            "adjective" => {
                for ending in &endings {
                    let people = People { country: country.clone(), is_adjective: true };
                    peoples.insert(format!("{}{ending}", capitalised(form)).into(), people.clone());
                    peoples.insert(format!("{form}{ending}").into(), people);
                }
            }
            "people" => {
                let people = People { country, is_adjective: false };
                peoples.entry(form.into()).or_insert(people);
            }
            _ => return Err(row.error("kind", "adjective, people")),
        }
    }
    Ok(peoples)
}

fn load_person_nouns(tag: &str, files: &DataFiles) -> Result<HashMap<CompactString, EntityKind>, DataError> {
    let path = format!("{tag}/person_nouns.tsv");
    let table = Table::read(&path, files.text(&path)?, &["form", "kind"])?;
    let mut nouns = HashMap::default();
    for row in table.rows() {
        let kind = row.word("kind", EntityKind::from_word, EntityKind::ALL, EntityKind::as_str)?;
        nouns.entry(row.text("form").into()).or_insert(kind);
        nouns.entry(capitalised(row.text("form"))).or_insert(kind);
    }
    Ok(nouns)
}

fn load_honorifics(
    tag: &str,
    files: &DataFiles,
) -> Result<HashMap<CompactString, Option<Gender>>, DataError> {
    let path = format!("{tag}/honorifics.tsv");
    let table = Table::read(&path, files.text(&path)?, &["form", "gender"])?;
    table.rows().map(|row| Ok((row.text("form").into(), gender(&row)?))).collect()
}

fn load_place_words(tag: &str, files: &DataFiles) -> Result<HashMap<CompactString, PlaceWord>, DataError> {
    let path = format!("{tag}/place_words.tsv");
    let table = Table::read(&path, files.text(&path)?, &["form", "kind"])?;
    let mut words: HashMap<CompactString, PlaceWord> = HashMap::default();
    for row in table.rows() {
        let word = match row.text("kind") {
            "preposition" => PlaceWord::Preposition,
            "near" => PlaceWord::Near,
            "region" => PlaceWord::Region,
            "exact" => PlaceWord::Exact,
            _ => return Err(row.error("kind", "preposition, near, region, exact")),
        };
        let known = words.entry(row.text("form").to_lowercase().into()).or_insert(word);
        *known = word.max(*known);
    }
    Ok(words)
}

fn load_pronouns(tag: &str, files: &DataFiles) -> Result<HashMap<CompactString, Pronoun>, DataError> {
    let path = format!("{tag}/pronouns.tsv");
    let table = Table::read(&path, files.text(&path)?, &["form", "person", "number", "gender", "case"])?;
    let mut pronouns = HashMap::default();
    for row in table.rows() {
        let number = match row.text("number") {
            "sing" => Some(GrammaticalNumber::Sing),
            "plur" => Some(GrammaticalNumber::Plur),
            "" => None,
            _ => return Err(row.error("number", "sing, plur, _")),
        };
        let is_possessive = row.text("case") == "possessive";
        let pronoun = Pronoun { person: row.number("person")?, number, gender: gender(&row)?, is_possessive };
        pronouns.insert(row.text("form").into(), pronoun);
    }
    Ok(pronouns)
}

fn load_forms(
    tag: &str,
    name: &str,
    files: &DataFiles,
    is_kind: fn(&str) -> bool,
) -> Result<HashSet<CompactString>, DataError> {
    let path = format!("{tag}/{name}.tsv");
    let table = Table::read(&path, files.text(&path)?, &["form", "kind"])?;
    Ok(table.rows().filter(|row| is_kind(row.text("kind"))).map(|row| row.text("form").into()).collect())
}
