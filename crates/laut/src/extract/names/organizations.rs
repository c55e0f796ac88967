//! Names of organizations and armed groups that are made of a head noun and what belongs to it.
//!
//! `Außenministerium von Katar`, `die israelische Armee`, `US-Außenministerium`, `Iraqi security forces`, `Ministry of
//! Health` have a head on the list; `UNHCR` is told by its letters. `die Regierung` alone is no name: it is resolved
//! with the entities.

use std::ops::Range;

use compact_str::{CompactString, ToCompactString};

use super::listed::{self, Found};
use super::marks::{self, ACRONYM, ADJECTIVE, CAPITAL, HEAD, Marks, PEOPLE, PERSON_NOUN, ROLE, START};
use crate::lang::LanguageData;
use crate::lang::name_words::OrganizationHead;
use crate::lang::world::Listed;
use crate::text::{Document, EntityKind, Token, Upos};

/// The class of heads that only explain the name before them.
const SELF: &str = "self";

/// The class of heads that are buildings as much as bodies.
const SITE: &str = "site";

/// An organization's name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Organization {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Organization or armed group.
    pub kind: EntityKind,
    /// The country that it belongs to.
    pub country: Option<CompactString>,
    /// The key of a country's army, ministry and the like.
    pub key: Option<CompactString>,
    /// What found it.
    pub rule: &'static str,
}

/// The organization whose name starts at a token.
pub(super) fn find(doc: &Document, data: &LanguageData, marks: &Marks, token: usize) -> Option<Organization> {
    if marks.has(token, ADJECTIVE) {
        let found = of_people(doc, data, marks, token);
        if found.is_some() || !marks.has(token, CAPITAL) {
            return found;
        }
    }
    if !marks.has(token, CAPITAL) {
        return None;
    }
    of_compound(doc, data, marks, token)
        .or_else(|| of_country_word(doc, data, marks, token))
        .or_else(|| with_country_after(doc, data, marks, token))
        .or_else(|| of_capitals(doc, data, marks, token))
}

/// `israelische Armee`, `Iraqi security forces`: a country's adjective, further adjectives, a head.
fn of_people(doc: &Document, data: &LanguageData, marks: &Marks, token: usize) -> Option<Organization> {
    let mut length = 1;
    let mut country = data.names.people(&adjective(doc, token)).and_then(|people| people.country.clone());
    if country.is_none() {
        let words = marks::words_of(doc, token..(token + 2).min(doc.tokens.len()));
        if let Some(people) = data.names.people(&words) {
            (country, length) = (people.country.clone(), 2);
        }
    }
    let (tokens, head) = head_after(doc, data, marks, token, token + length)?;
    if listed::longest(doc, data, &Marks::default(), token).is_some_and(|found| found.tokens.len() >= 2) {
        return None;
    }
    let name = named_after(doc, data, marks, tokens);
    Some(organization(name, head, country, "name.organization.people"))
}

fn adjective(doc: &Document, token: usize) -> CompactString {
    doc.form(token).to_compact_string()
}

/// `US military`, `UN peacekeepers`: a country or organization that stands before the head like an adjective.
fn of_country_word(doc: &Document, data: &LanguageData, marks: &Marks, token: usize) -> Option<Organization> {
    if data.switches.nouns_capitalised {
        return None;
    }
    let first = listed::longest(doc, data, &Marks::default(), token)?;
    let country = country_of(data, &first.found)?;
    let mut after = first.tokens.end;
    // `Iran's army`, `Gaza's Health Ministry`
    if doc.tokens.get(after).is_some_and(|next| is_clitic(doc, data, after, next)) {
        after += 1;
    }
    if after > first.tokens.end && listed::longest(doc, data, &Marks::default(), after).is_some() {
        return None;
    }
    let (tokens, head) = head_after(doc, data, marks, token, after)?;
    let mut found = organization(tokens, head, Some(country), "name.organization.country");
    found.key = found.key.or_else(|| key_of_self(data, &first.found, head));
    // `Islamic State fighters`: the listed name is the name, the head only explains it.
    key_of_self(data, &first.found, head).is_none().then_some(found)
}

/// Whether a token is written together with the one before, like the `'s` of a genitive.
fn is_clitic(doc: &Document, data: &LanguageData, token: usize, found: &Token) -> bool {
    token > 0
        && found.span.start() == doc.tokens[token - 1].span.end()
        && data.names.is_link(found.lower.as_str())
}

/// `US-Außenministerium`, `Hisbollah-Miliz`: a compound of a listed name and a head.
fn of_compound(doc: &Document, data: &LanguageData, marks: &Marks, token: usize) -> Option<Organization> {
    let form = doc.form(token);
    let (before, _) = form.split_once('-')?;
    if !marks.has(token, HEAD) || before.is_empty() {
        return None;
    }
    let listed = data.world.listed(before, data.names.language).next()?;
    let country = country_of(data, &Found::Listed(listed))?;
    let (head, _) = data.names.organization_head(doc.tokens[token].lower.as_str())?;
    let mut found = organization(token..token + 1, head, Some(country), "name.organization.compound");
    found.key = found.key.or_else(|| key_of_self(data, &Found::Listed(listed), head));
    Some(found)
}

/// `Außenministerium von Katar`, `Armee Israels`, `Ministry of Health of Yemen`: a head with a country after it.
fn with_country_after(
    doc: &Document,
    data: &LanguageData,
    marks: &Marks,
    token: usize,
) -> Option<Organization> {
    if !marks.has(token, HEAD) {
        return None;
    }
    let (head, _) = data.names.organization_head(doc.tokens[token].lower.as_str())?;
    let name = named_after(doc, data, marks, token..token + 1);
    let is_body =
        head.kind == EntityKind::Organization || head.class.as_deref().is_some_and(|class| class != SELF);
    if name.len() == 1 || !is_body {
        return None;
    }
    let last = (token + 1..name.end).find_map(|at| {
        let found = listed::longest(doc, data, &Marks::default(), at)?;
        country_of(data, &found.found)
    });
    last.map(|country| organization(name, head, Some(country), "name.organization.of"))
}

/// `Sudanesische Befreiungsarmee`, `Syrian Foreign Ministry`: words with a capital up to a head.
fn of_capitals(doc: &Document, data: &LanguageData, marks: &Marks, token: usize) -> Option<Organization> {
    if marks.has(token, START) && marks.has(token, marks::COMMON) && !data.switches.nouns_capitalised {
        return None;
    }
    let mut end = token;
    let mut head = None;
    while end < doc.tokens.len() && end - token < 8 {
        if marks.has(end, CAPITAL) {
            let is_title = data.switches.nouns_capitalised
                && end > token
                && head.is_none()
                && !marks.has(end, HEAD)
                && doc.tokens[end].upos == Upos::Noun;
            if is_title || marks.has(end, PEOPLE) {
                break;
            }
            end += 1;
            if let Some((found, length)) = head_ending(doc, data, token, end) {
                head = Some((found, end, length));
            }
            if data.switches.nouns_capitalised && head.is_some() {
                break;
            }
        } else if end > token
            && marks.has(end + 1, CAPITAL)
            && data.names.is_link(doc.tokens[end].lower.as_str())
            && doc.tokens[end].span.start() > doc.tokens[end - 1].span.end()
            && !data.switches.nouns_capitalised
        {
            end += 1;
        } else {
            break;
        }
    }
    if data.switches.nouns_capitalised {
        // `Sudanesische Befreiungsarmee`: only a capital that no noun has makes it a name.
        let (found, end, _) = head?;
        let is_adjective = !marks.has(token, START)
            && end - token >= 2
            && doc.form(token).chars().next_back().is_some_and(char::is_lowercase)
            && matches!(doc.tokens[token].upos, Upos::Adj | Upos::Propn | Upos::X)
            && is_adjective_form(data, doc, token);
        return is_adjective.then(|| organization(token..end, found, None, "name.organization.capitals"));
    }
    let (found, end, length) = head?;
    let is_phrase = end - token > length || marks.has(end - 1, ACRONYM);
    let is_role = marks.has(end - 1, ROLE | PERSON_NOUN) && !marks.has(end - 1, HEAD);
    (is_phrase && !is_role).then(|| organization(token..end, found, None, "name.organization.capitals"))
}

/// Whether a German word with a capital is an adjective when written small.
fn is_adjective_form(data: &LanguageData, doc: &Document, token: usize) -> bool {
    let found = data.lexicon.find(doc.tokens[token].lower.as_str(), false);
    data.names.people(doc.form(token)).is_some_and(|people| people.is_adjective)
        || found.into_iter().flatten().any(|found| {
            !found.is_part()
                && data.lexicon.readings(found).iter().any(|reading| reading.tag.upos() == Upos::Adj)
        })
}

/// The head that the words up to `end` end in, with its number of words.
fn head_ending<'d>(
    doc: &Document,
    data: &'d LanguageData,
    start: usize,
    end: usize,
) -> Option<(&'d OrganizationHead, usize)> {
    let most = data.names.longest_head.min(end - start);
    (2..=most)
        .rev()
        .find_map(|length| {
            let words = marks::words_of(doc, end - length..end).to_lowercase();
            data.names.organization_head(&words).map(|(head, _)| (head, length))
        })
        .or_else(|| {
            let (head, _) = data.names.organization_head(doc.tokens[end - 1].lower.as_str())?;
            Some((head, 1))
        })
}

/// The longest phrase `start..end` that ends in a head, with only adjectives and nouns between `from` and it.
fn head_after<'d>(
    doc: &Document,
    data: &'d LanguageData,
    marks: &Marks,
    start: usize,
    from: usize,
) -> Option<(Range<usize>, &'d OrganizationHead)> {
    let mut best = None;
    for end in from + 1..=(from + 4).min(doc.tokens.len()) {
        let last = end - 1;
        let token = &doc.tokens[last];
        if token.upos == Upos::Punct
            || !doc.form(last).chars().all(|letter| letter.is_alphabetic() || letter == '-')
        {
            break;
        }
        if marks.has(last, HEAD) && (!data.switches.nouns_capitalised || marks.has(last, CAPITAL)) {
            if let Some((head, _)) = head_ending(doc, data, from, end) {
                best = Some((start..end, head));
            }
            if data.switches.nouns_capitalised {
                break;
            }
        } else if best.is_some()
            || marks.has(last, ROLE | PERSON_NOUN)
            || (data.switches.nouns_capitalised && marks.has(last, CAPITAL))
            || !may_modify(doc, data, last)
        {
            break;
        }
    }
    best
}

/// Whether a word can stand between a country's adjective and the head: `libanesische staatliche`, `security`.
fn may_modify(doc: &Document, data: &LanguageData, token: usize) -> bool {
    match doc.tokens[token].upos {
        Upos::Adj | Upos::Propn => true,
        Upos::Noun => !data.switches.nouns_capitalised,
        Upos::X => {
            let found = data.lexicon.find(doc.form(token), false);
            found.into_iter().flatten().any(|found| {
                data.lexicon.readings(found).iter().any(|reading| {
                    reading.tag.upos() == Upos::Adj
                        || (reading.tag.upos() == Upos::Noun && !data.switches.nouns_capitalised)
                })
            }) || marks::has_capital(doc.form(token))
        }
        _ => false,
    }
}

/// The name with a country, actor or region in the genitive or after a preposition: `… der Vereinigten Staaten`.
fn named_after(doc: &Document, data: &LanguageData, marks: &Marks, name: Range<usize>) -> Range<usize> {
    let mut at = name.end;
    // An article or one preposition may stand between.
    for _ in 0..2 {
        let Some(token) = doc.tokens.get(at) else { return name };
        let is_link = data.names.is_link(token.lower.as_str());
        if is_link {
            at += 1;
        } else {
            break;
        }
    }
    if at >= doc.tokens.len() || !marks.has(at, CAPITAL) {
        return name;
    }
    let Some(found) = listed::longest(doc, data, &Marks::default(), at) else { return name };
    let is_genitive = at > name.end || doc.form(found.tokens.end - 1).ends_with('s');
    let is_owner =
        matches!(found.found, Found::Listed(Listed::Country(_) | Listed::Region(_) | Listed::Actor(_)));
    if is_genitive && is_owner { name.start..found.tokens.end } else { name }
}

/// The key of an actor whose name a head only explains: `Hisbollah-Miliz`, `IS fighters`, `Reuters news agency`.
fn key_of_self(data: &LanguageData, found: &Found, head: &OrganizationHead) -> Option<CompactString> {
    let Found::Listed(Listed::Actor(index)) = found else { return None };
    let actor = data.world.actors.get(usize::from(*index))?;
    (head.class.as_deref() == Some(SELF) && actor.kind == head.kind).then(|| actor.key.clone())
}

/// The country that a listed name is or belongs to.
fn country_of(data: &LanguageData, found: &Found) -> Option<CompactString> {
    match found {
        Found::Listed(Listed::Country(index) | Listed::Capital(index)) => {
            data.world.countries.get(usize::from(*index)).map(|country| country.code.clone())
        }
        Found::Listed(Listed::Actor(index)) => {
            let actor = data.world.actors.get(usize::from(*index))?;
            Some(actor.country.clone().unwrap_or_default())
        }
        Found::Listed(Listed::Region(index)) => {
            let region = data.world.regions.get(usize::from(*index))?;
            Some(region.country.clone().unwrap_or_default())
        }
        Found::Town(_) => None,
    }
}

fn organization(
    tokens: Range<usize>,
    head: &OrganizationHead,
    country: Option<CompactString>,
    rule: &'static str,
) -> Organization {
    let country = country.filter(|country| !country.is_empty());
    let key = match (&country, &head.class) {
        (Some(country), Some(class)) if class != SELF && class != SITE => {
            Some(format!("{}.{class}", country.to_lowercase()).into())
        }
        _ => None,
    };
    // A hospital or university is somewhere; what it says is resolved with the entities.
    let is_site = head.class.as_deref() == Some(SITE);
    let kind = if is_site { EntityKind::Place } else { head.kind };
    Organization { tokens, kind, country, key, rule }
}
