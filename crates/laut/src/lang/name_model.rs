//! The weights of the name model: a table for the labels of words, how labels follow one another, and the words that
//! lists know as parts of names.

use std::borrow::Cow;

use super::DataError;
use super::model::{ModelFile, broken};
use super::weights::Weights;
use crate::text::NameClass;

/// The kind of a name model.
pub const KIND: &[u8; 4] = b"NAME";
/// The version of the format, of the labels, and of the features that weights are for.
pub const VERSION: u32 = 2;
/// How many labels a word can have: outside of names, and four places in a name of each class.
pub const LABELS: usize = 1 + 4 * NameClass::ALL.len();
/// How many bytes hold what the [lists](List) know of a word.
pub const LISTS: usize = 4;
/// How many pairs of labels there are.
pub const STEPS: usize = LABELS * LABELS;

/// The lists that know words of names; each gives a bit of [`NameModel::word_classes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// `Kinzelbach`
    Surname,
    /// `Annabel`
    FirstName,
    /// A surname of the form lexicon's list.
    CommonSurname,
    /// `Achilles`, `Goethe`: somebody or something known by one name.
    Known,
    /// A company's name of one word.
    Company,
    /// Opens names of companies: `Autohaus`.
    CompanyFirst,
    /// Stands inside names of companies.
    CompanyInside,
    /// Closes names of companies: `GmbH`.
    CompanyLast,
    /// `Innsbruck`, from the form lexicon's list.
    Town,
    /// A German town.
    GermanTown,
    /// `Neukölln`, `Tirol`: a part of a town or country.
    District,
    /// A river or mountain.
    Water,
    /// A name on maps of one word.
    Map,
    /// Opens names on maps: `Klein`, `Hoher`.
    MapFirst,
    /// Closes names on maps.
    MapLast,
    /// A street's name of one word.
    Street,
    /// Opens names of streets.
    StreetFirst,
    /// Closes names of streets: `Straße`.
    StreetLast,
}

impl List {
    /// Its bit.
    #[must_use]
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }

    /// The bits of the lists of people's names.
    pub const PEOPLE: u32 = Self::Company.bit() - 1;
    /// The bits of the lists of organizations' names.
    pub const ORGANIZATIONS: u32 = Self::Town.bit() - 1 - Self::PEOPLE;
    /// The bits of the lists of places' names.
    pub const PLACES: u32 = (Self::StreetLast.bit() << 1) - Self::Town.bit();
}

/// The place of a word in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The first of several words.
    Begin,
    /// Neither first nor last.
    Inside,
    /// The last of several words.
    Last,
    /// The whole name.
    Unit,
}

/// What a word is to the names of its sentence: nothing, or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label(u8);

impl Label {
    /// A word outside of all names.
    pub const OUTSIDE: Self = Self(0);

    /// A part of a name.
    #[must_use]
    pub fn new(class: NameClass, part: Part) -> Self {
        Self(1 + 4 * class as u8 + part as u8)
    }

    /// The labels, in the order of their numbers.
    pub const ALL: [Self; LABELS] = {
        let mut all = [Self(0); LABELS];
        let mut at = 0;
        while at < LABELS {
            all[at] = Self(at as u8);
            at += 1;
        }
        all
    };

    /// Its number, below [`LABELS`].
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The class of the name that the word is in.
    #[must_use]
    pub fn class(self) -> Option<NameClass> {
        NameClass::ALL.get(usize::from(self.0.checked_sub(1)?) / 4).copied()
    }

    /// The word's place in the name.
    #[must_use]
    pub fn part(self) -> Option<Part> {
        const PARTS: [Part; 4] = [Part::Begin, Part::Inside, Part::Last, Part::Unit];
        PARTS.get(usize::from(self.0.checked_sub(1)?) % 4).copied()
    }

    /// Whether a name is still open after the word.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self.part(), Some(Part::Begin | Part::Inside))
    }

    /// The labels that may come before this one.
    #[must_use]
    #[inline]
    pub fn before(self) -> &'static [Self] {
        let (labels, count) = &BEFORE[self.index()];
        labels.get(..*count).unwrap_or_default()
    }
}

/// For each label those that may come before it, and how many they are.
static BEFORE: [([Label; LABELS], usize); LABELS] = {
    let mut before = [([Label::OUTSIDE; LABELS], 0); LABELS];
    let mut next = 0;
    while next < LABELS {
        let goes_on = next > 0 && ((next - 1) % 4 == 1 || (next - 1) % 4 == 2);
        let mut at = 0;
        while at < LABELS {
            let is_open = at > 0 && (at - 1) % 4 < 2;
            if is_open == goes_on && (!is_open || (at - 1) / 4 == (next - 1) / 4) {
                before[next].0[before[next].1] = Label::ALL[at];
                before[next].1 += 1;
            }
            at += 1;
        }
        next += 1;
    }
    before
};

/// What a name model learned.
#[derive(Debug, Clone)]
pub struct NameModel {
    /// Features of a word and its neighbours → labels.
    pub labels: Weights<LABELS>,
    /// How much it counts that one label follows another.
    pub steps: [f32; STEPS],
    words: Weights<LISTS>,
}

impl NameModel {
    /// What lists know of a word by the hash of its form, a bit for each [`List`]; 0 where it is on none.
    #[must_use]
    #[inline]
    pub fn word_classes(&self, form: u64) -> u64 {
        let mut bytes = [0; LISTS];
        self.words.add([form], &mut bytes);
        u64::from(u32::from_le_bytes(bytes.map(|byte| byte as u8)))
    }

    /// Reads a name model.
    ///
    /// # Errors
    /// If it is cut short, of another version, or not a name model.
    pub fn read(path: &str, bytes: Cow<'static, [u8]>) -> Result<Self, DataError> {
        let file = ModelFile::read(path, bytes, KIND, VERSION)?;
        let steps: Vec<f32> =
            file.section(path, 1)?.numbers(path)?.into_iter().map(|number| number as i32 as f32).collect();
        Ok(Self {
            labels: Weights::read(path, file.section(path, 0)?)?,
            steps: steps
                .try_into()
                .map_err(|_| broken(path, "the weights of pairs of labels are not as many as expected"))?,
            words: Weights::read(path, file.section(path, 2)?)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{KIND, LABELS, LISTS, Label, NameModel, Part, STEPS, VERSION};
    use crate::lang::model::write;
    use crate::lang::weights::lay_out;
    use crate::text::NameClass;

    fn read(bytes: Vec<u8>) -> Result<NameModel, String> {
        NameModel::read("de/models/names.bin", Cow::Owned(bytes)).map_err(|error| error.to_string())
    }

    fn empty(version: u32, steps: usize) -> Vec<u8> {
        write(KIND, version, &[lay_out(&[], LABELS, 1).0, vec![0; 4 * steps], lay_out(&[], LISTS, 1).0])
    }

    #[test]
    fn a_broken_model_is_an_error_that_says_so() {
        assert!(read(empty(VERSION, STEPS)).is_ok());
        let mut cut = empty(VERSION, STEPS);
        cut.pop();
        assert!(read(cut).unwrap_err().contains("cut short"));
        assert!(read(empty(VERSION + 1, STEPS)).unwrap_err().contains("expected version"));
        assert!(read(b"names".to_vec()).unwrap_err().contains("not a model of laut"));
        assert!(read(empty(VERSION, STEPS - 1)).unwrap_err().contains("pairs of labels"));
    }

    #[test]
    fn a_name_goes_on_only_where_one_of_its_class_is_open() {
        let person = |part| Label::new(NameClass::Person, part);
        assert_eq!(person(Part::Last).before(), [person(Part::Begin), person(Part::Inside)]);
        assert_eq!(person(Part::Unit).before(), Label::OUTSIDE.before());
        assert!(Label::OUTSIDE.before().iter().all(|label| !label.is_open()));
    }
}
