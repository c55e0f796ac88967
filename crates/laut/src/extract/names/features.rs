//! What the name model sees of a text: for each word its form, affixes and shape, its part of speech, and what lists
//! say of it.
//!
//! Of `Der iranische Minister traf Daniel Kernov in Kairo` it sees *an adjective of a country*, `Minister`, *a first
//! name*, `Kernov`, *a capital*: whatever belongs to one party is seen as a class, never by its letters, so that no
//! party's names are read better than another's.

use std::ops::Range;

use super::listed::{self, Found, Match};
use super::marks::{self, ADJECTIVE, CAPITAL, Marks, PARTICLE, PEOPLE, START};
use crate::lang::LanguageData;
use crate::lang::gazetteer::fold;
use crate::lang::model::{hash, mix};
use crate::lang::name_model::{Label, List};
use crate::lang::world::Listed;
use crate::text::{Document, EntityKind, Upos};

/// How many features decide the label of a word.
pub const FEATURES: usize = 71;

/// Bit of [`View::classes`] for a word that lists know without its ending of the genitive.
const GENITIVE: u64 = 1 << 32;

/// The bits of [`View::classes`] that lists of names of one class set.
const PEOPLE_LISTS: u64 = List::PEOPLE as u64 | GENITIVE;
const ORGANIZATION_LISTS: u64 = List::ORGANIZATIONS as u64 | GENITIVE;
const PLACE_LISTS: u64 = List::PLACES as u64 | GENITIVE;

/// The furthest that small words reach between two words of one name.
const REACH: usize = 3;

/// Stands for the words before the first and after the last of a sentence.
const OUTSIDE: View = View {
    form: 1,
    lower: 1,
    endings: [1; 4],
    beginnings: [1; 2],
    shape: 1,
    part: 1,
    marks: 1,
    list: 1,
    town: 1,
    classes: 1,
    parts: 1,
    head: 1,
    quoted: 1,
};

/// A word as the model sees it: hashes and sets of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct View {
    form: u64,
    lower: u64,
    /// Its last two to five letters.
    endings: [u64; 4],
    /// Its first two and three letters.
    beginnings: [u64; 2],
    shape: u64,
    part: u64,
    marks: u64,
    /// The kind of listed name that it is part of, and whether it opens it.
    list: u64,
    /// Whether towns have this name, and how large they are.
    town: u64,
    /// What else lists know of it.
    classes: u64,
    /// What the lexicon says that it can be.
    parts: u64,
    /// The head of a compound, or the whole word.
    head: u64,
    /// Whether it stands between quotation marks that are near each other.
    quoted: u64,
}

/// What a word may be to names by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// No part of a name.
    None,
    /// A small word that can stand inside a name: `für`, `of`.
    Inside,
    /// A small word that can open a name: `von`, `al`.
    Opening,
    /// Any part of a name.
    Any,
}

impl Role {
    /// Whether the label may be given to a word with this role.
    #[must_use]
    pub fn allows(self, label: Label) -> bool {
        use crate::lang::name_model::Part;
        match (self, label.part()) {
            (_, None) | (Self::Any, _) => true,
            (Self::None, _) => false,
            (Self::Inside, part) => part == Some(Part::Inside),
            (Self::Opening, part) => matches!(part, Some(Part::Begin | Part::Inside)),
        }
    }
}

/// A text as the model sees it.
#[derive(Debug)]
pub struct Views {
    views: Vec<View>,
    /// The role of each token.
    pub roles: Vec<Role>,
}

impl Views {
    /// Looks at every token of a text that has tags.
    #[must_use]
    pub fn of(doc: &Document, data: &LanguageData) -> Self {
        Self::with_marks(doc, data, &Marks::of(doc, data))
    }

    /// Looks at every token, whose marks are known.
    pub(super) fn with_marks(doc: &Document, data: &LanguageData, marks: &Marks) -> Self {
        let mut views = Vec::with_capacity(doc.tokens.len());
        let mut roles = vec![Role::None; doc.tokens.len()];
        let mut listed_until = 0;
        let mut kind = 0;
        for token in 0..doc.tokens.len() {
            let mut list = 0;
            if token < listed_until {
                list = kind << 1;
            } else if let Some(Match { tokens, found: Found::Listed(listed) }) =
                listed::listed(doc, data, token)
            {
                (listed_until, kind) = (tokens.end, kind_of(data, listed));
                list = kind << 1 | 1;
            }
            views.push(view_of(doc, data, marks, token, list));
        }
        for sentence in &doc.sentences {
            find_roles(doc, marks, &views, sentence.tokens.clone(), &mut roles);
            find_quoted(doc, data, sentence.tokens.clone(), &mut views);
        }
        Self { views, roles }
    }

    /// The features of a token in its sentence.
    #[must_use]
    pub fn features(&self, token: usize, sentence: &Range<usize>) -> [u64; FEATURES] {
        let view = |offset: isize| {
            let at = token.checked_add_signed(offset).filter(|at| sentence.contains(at));
            at.and_then(|at| self.views.get(at)).unwrap_or(&OUTSIDE)
        };
        let own = view(0);
        let [two_before, before, after, two_after] = [-2, -1, 1, 2].map(view);
        let parts = mix(before.part, after.part);
        let mut number = 0;
        let mut feature = |one: u64, other: u64| {
            number += 1;
            mix(mix(number, one), other)
        };
        [
            feature(0, 0),
            feature(own.form, 0),
            feature(own.lower, 0),
            feature(before.lower, 0),
            feature(after.lower, 0),
            feature(two_before.lower, 0),
            feature(two_after.lower, 0),
            feature(before.lower, own.lower),
            feature(own.lower, after.lower),
            feature(before.lower, own.shape),
            feature(after.lower, own.shape),
            feature(two_before.lower, before.lower),
            feature(after.lower, two_after.lower),
            feature(own.endings[0], own.part),
            feature(own.endings[1], 0),
            feature(own.endings[2], 0),
            feature(own.endings[3], 0),
            feature(own.beginnings[0], own.part),
            feature(own.beginnings[1], 0),
            feature(own.shape, own.marks & u64::from(START)),
            feature(before.shape, mix(own.shape, after.shape)),
            feature(before.endings[1], own.part),
            feature(after.endings[1], own.part),
            feature(own.part, 0),
            feature(before.part, own.part),
            feature(own.part, after.part),
            feature(own.part, parts),
            feature(own.part, mix(two_before.part, before.part)),
            feature(own.part, mix(after.part, two_after.part)),
            feature(own.marks, 0),
            feature(before.marks, own.marks),
            feature(own.marks, after.marks),
            feature(before.marks, own.shape),
            feature(after.marks, own.shape),
            feature(own.marks, own.part),
            feature(own.list, own.town),
            feature(before.list, own.list),
            feature(own.list, after.list),
            feature(own.town, before.lower),
            feature(own.town, own.part),
            feature(own.town, mix(before.town, after.town)),
            feature(own.classes, own.part),
            feature(own.classes, before.classes),
            feature(own.classes, after.classes),
            feature(own.classes, own.marks),
            feature(own.classes, mix(before.shape, after.lower)),
            feature(own.list, after.lower),
            feature(own.list, before.lower),
            feature(own.classes & PEOPLE_LISTS, own.part),
            feature(own.classes & ORGANIZATION_LISTS, own.part),
            feature(own.classes & PLACE_LISTS, own.part),
            feature(own.classes & PEOPLE_LISTS, before.classes & PEOPLE_LISTS),
            feature(own.classes & PEOPLE_LISTS, after.classes & PEOPLE_LISTS),
            feature(own.classes & ORGANIZATION_LISTS, before.classes & ORGANIZATION_LISTS),
            feature(own.classes & ORGANIZATION_LISTS, after.classes & ORGANIZATION_LISTS),
            feature(own.classes & PLACE_LISTS, before.lower),
            feature(own.classes & PEOPLE_LISTS, own.marks),
            feature(own.parts, 0),
            feature(own.parts, own.shape),
            feature(own.parts, before.lower),
            feature(own.parts, mix(before.parts, after.parts)),
            feature(own.parts, own.classes),
            feature(own.head, 0),
            feature(own.head, before.shape),
            feature(before.head, own.shape),
            feature(after.head, own.shape),
            feature(own.quoted, own.part),
            feature(own.quoted, mix(before.part, after.part)),
            feature(own.shape, mix(two_before.shape, before.shape)),
            feature(own.shape, mix(after.shape, two_after.shape)),
            feature(own.parts, own.endings[1]),
        ]
    }
}

/// The number of a listed name's kind.
fn kind_of(data: &LanguageData, listed: Listed) -> u64 {
    match listed {
        Listed::Country(_) => 1,
        Listed::Capital(_) => 2,
        Listed::Region(_) => 3,
        Listed::Actor(index) => {
            let kind = data.world.actors.get(usize::from(index)).map(|actor| actor.kind);
            if kind == Some(EntityKind::ArmedGroup) { 4 } else { 5 }
        }
    }
}

/// A word of which only a class may be seen.
fn stand_in(class: u64, marks: u64, list: u64) -> View {
    let seen = mix(0x5EED, class);
    View {
        form: seen,
        lower: seen,
        endings: [seen; 4],
        beginnings: [seen; 2],
        shape: seen,
        part: seen,
        marks,
        list,
        town: 0,
        classes: 0,
        parts: 0,
        head: seen,
        quoted: 0,
    }
}

fn view_of(doc: &Document, data: &LanguageData, marks: &Marks, token: usize, list: u64) -> View {
    let bits = u64::from(marks.of_token(token));
    let (form, lower) = (doc.form(token), doc.tokens[token].lower.as_str());
    let start = bits & u64::from(START);
    if list != 0 {
        return stand_in(list, start, list);
    }
    if marks.has(token, ADJECTIVE | PEOPLE) {
        let class = u64::from(marks.has(token, PEOPLE)) << 1 | u64::from(marks.has(token, CAPITAL));
        return stand_in(100 + class, bits & u64::from(ADJECTIVE | PEOPLE | CAPITAL | START), 0);
    }
    let masked = masked_compound(data, form);
    let form = masked.as_deref().unwrap_or(form);
    let lower = if masked.is_some() { form } else { lower };
    let form_hash = hash(form.as_bytes());
    let is_capital = marks.has(token, CAPITAL);
    let known = marks.known(token);
    let lower_hash = hash(lower.as_bytes());
    let head = lower.get(known.head as usize..).filter(|_| known.head > 0 && masked.is_none());
    let head = head.map_or(lower_hash, |head| hash(head.as_bytes()));
    View {
        form: form_hash,
        lower: lower_hash,
        endings: endings_of(lower),
        beginnings: beginnings_of(lower),
        shape: shape_of(form),
        part: doc.tokens[token].upos as u64,
        marks: bits,
        list,
        town: if is_capital { town_of(data, form) } else { 0 },
        classes: if is_capital { classes_of(data, form, form_hash) } else { 0 },
        parts: u64::from(known.parts),
        head,
        quoted: 0,
    }
}

/// What lists know of a word, with or without an ending of the genitive.
fn classes_of(data: &LanguageData, form: &str, form_hash: u64) -> u64 {
    let own = data.name_model.word_classes(form_hash);
    let bare = marks::without_ending(form, data).filter(|_| own == 0);
    let bare = bare.map(|bare| data.name_model.word_classes(hash(bare.as_bytes())));
    bare.filter(|classes| *classes != 0).map_or(own, |classes| classes | GENITIVE)
}

/// `Israel-Kritiker` with a class in the place of the party.
fn masked_compound(data: &LanguageData, form: &str) -> Option<String> {
    if !form.contains('-') {
        return None;
    }
    let is_party = |part: &str| {
        data.world.listed(part, data.names.language).next().is_some() || data.names.people(part).is_some()
    };
    let parts: Vec<&str> = form.split('-').collect();
    let whole: Vec<&str> = parts.iter().map(|part| if is_party(part) { "*" } else { *part }).collect();
    (whole != parts).then(|| whole.join("-"))
}

fn endings_of(lower: &str) -> [u64; 4] {
    let mut endings = [0; 4];
    for ((at, _), ending) in lower.char_indices().rev().skip(1).zip(&mut endings) {
        *ending = hash(&lower.as_bytes()[at..]);
    }
    endings
}

fn beginnings_of(lower: &str) -> [u64; 2] {
    let end = |letters| lower.char_indices().nth(letters).map_or(lower.len(), |(at, _)| at);
    [hash(&lower.as_bytes()[..end(2)]), hash(&lower.as_bytes()[..end(3)])]
}

/// The shape of a form: runs of capitals, small letters, digits, and each mark.
fn shape_of(form: &str) -> u64 {
    let mut shape = 7;
    let mut last = 0;
    let mut length = 0;
    for letter in form.chars() {
        let kind = if letter.is_uppercase() {
            1
        } else if letter.is_alphabetic() {
            2
        } else if letter.is_ascii_digit() {
            3
        } else {
            4 + u64::from(letter)
        };
        length += 1;
        if kind != last {
            (shape, last, length) = (mix(shape, kind), kind, 1);
        } else if length == 2 {
            shape = mix(shape, 0);
        }
    }
    shape
}

/// Whether towns have a name, and how large the largest is.
fn town_of(data: &LanguageData, form: &str) -> u64 {
    let folded = fold(form);
    if folded.len() < 3 {
        return 0;
    }
    let gazetteer = &data.world.gazetteer;
    let (row, goes_on) = gazetteer.find(&folded);
    let row = row.or_else(|| gazetteer.find(marks::without_ending(&folded, data)?).0);
    let row = row.filter(|row| row.is_known());
    let size = row.and_then(|row| gazetteer.places(row).next()).map_or(0, |place| match place.population {
        0 => 1,
        1..50_000 => 2,
        50_000..500_000 => 3,
        _ => 4,
    });
    size << 1 | u64::from(goes_on)
}

/// The most words that a quoted name has.
const QUOTED: usize = 7;

/// Marks the words between two quotation marks of a sentence that are near each other, the first and last of them apart:
/// `der Roman "Der stille Hof"`.
fn find_quoted(doc: &Document, data: &LanguageData, sentence: Range<usize>, views: &mut [View]) {
    let mut open = None;
    for token in sentence {
        let form = doc.form(token);
        let is_mark = |(open, close): &(String, String)| open == form || close == form;
        if doc.tokens[token].upos != Upos::Punct || !data.switches.quotes.iter().any(is_mark) {
            continue;
        }
        match open.replace(token) {
            Some(start) if token - start - 1 <= QUOTED && start + 1 < token => {
                for (at, view) in views[start + 1..token].iter_mut().enumerate() {
                    view.quoted = 1 | u64::from(at == 0) << 1 | u64::from(at + 2 + start == token) << 2;
                }
                open = None;
            }
            _ => {}
        }
    }
}

/// Whether words of this part of speech stand inside names.
fn is_small(upos: Upos) -> bool {
    use Upos::{Adj, Adp, Cconj, Det, Part, Propn, Punct, Sym, X};
    matches!(upos, Adj | Adp | Cconj | Det | Part | Propn | Punct | Sym | X)
}

/// Whether a form is the address of a site: `beispiel.de`.
fn is_domain(form: &str) -> bool {
    let ending = form.rsplit_once('.').filter(|(name, _)| name.len() >= 2).map(|(_, ending)| ending);
    ending.is_some_and(|ending| {
        (2..=4).contains(&ending.len()) && ending.bytes().all(|letter| letter.is_ascii_lowercase())
    })
}

/// Finds which tokens of a sentence can be in names: those with a capital, listed names, addresses of sites, and small
/// words between two of them.
fn find_roles(doc: &Document, marks: &Marks, views: &[View], sentence: Range<usize>, roles: &mut [Role]) {
    let mut last = None;
    for token in sentence {
        let is_name = marks.has(token, CAPITAL)
            || doc.form(token).chars().skip(1).any(char::is_uppercase)
            || doc.form(token).starts_with(|letter: char| letter.is_ascii_digit())
            || views[token].list != 0
            || is_domain(doc.form(token));
        if !is_name {
            continue;
        }
        roles[token] = Role::Any;
        if let Some(last) = last.replace(token)
            && token - last - 1 <= REACH
            && (last + 1..token).all(|between| is_small(doc.tokens[between].upos))
        {
            roles[last + 1..token].fill(Role::Inside);
        }
        if token > 0 && marks.has(token - 1, PARTICLE) && doc.tokens[token - 1].upos != Upos::Punct {
            roles[token - 1] = match roles[token - 1] {
                Role::Any => Role::Any,
                _ => Role::Opening,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::{FEATURES, Views};
    use crate::lang::{Data, DataFiles};
    use crate::text::{Document, Report};

    static DATA: LazyLock<Data> =
        LazyLock::new(|| Data::load(&DataFiles::embedded()).expect("the data loads"));

    fn read(tag: &str, text: &str) -> Document {
        let mut doc = Document::new(Report::new(text), tag.to_owned());
        let stages = crate::pipeline::STAGES.iter().take_while(|(name, _)| *name != "names");
        stages.for_each(|(_, stage)| stage(&mut doc, DATA.language(tag).expect("the language is there")));
        doc
    }

    /// The features of all tokens, of a text whose tags are those of another.
    fn features(tag: &str, text: &str, tags: &Document) -> Vec<[u64; FEATURES]> {
        let mut doc = read(tag, text);
        assert_eq!(doc.tokens.len(), tags.tokens.len(), "{text}");
        for (token, other) in doc.tokens.iter_mut().zip(&tags.tokens) {
            token.upos = other.upos;
        }
        let views = Views::of(&doc, DATA.language(tag).expect("the language is there"));
        let sentence = 0..doc.tokens.len();
        sentence.clone().map(|token| views.features(token, &sentence)).collect()
    }

    #[track_caller]
    fn check(tag: &str, text: &str, parties: &[&str]) {
        let first = text.replace('*', parties[0]);
        let tags = read(tag, &first);
        for party in parties {
            let other = text.replace('*', party);
            assert_eq!(features(tag, &first, &tags), features(tag, &other, &tags), "{first} / {other}");
        }
    }

    #[test]
    fn the_model_sees_no_party_by_its_name() {
        check(
            "de",
            "Gestern warf * dem Minister Daniel Kernov das vor.",
            &["Israel", "Syrien", "Indien", "Polen"],
        );
        check("de", "Der Angriff ging von * aus.", &["Moskau", "Kiew", "Teheran", "Damaskus"]);
        check("de", "Der Sprecher der *n Armee heißt Kernov.", &["israelische", "syrische", "russische"]);
        check("de", "Viele *-Kritiker kamen nach Tulhof.", &["Israel", "Iran", "Pakistan"]);
        check("en", "Ann Quibble told * that she had left.", &["Russia", "Ukraine", "Armenia", "Eritrea"]);
        check("en", "The * envoy Ann Quibble left Tulham.", &["Iranian", "Syrian", "Turkish"]);
        check("en", "They said * had fired at Tulham.", &["Hamas", "Hezbollah"]);
    }
}
