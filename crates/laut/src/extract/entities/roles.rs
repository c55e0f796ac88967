//! Offices and ranks that a report gives people, and whom they speak for.
//!
//! `der israelische Militärsprecher Konteradmiral Daniel Hagari` has the roles `Militärsprecher`, `Konteradmiral` and the
//! country IL; `der Sprecher des Weißen Hauses, John Kirby` speaks for the White House; `Lama Fakih, deputy Middle East
//! director at Human Rights Watch` has the role `deputy Middle East director`.

use std::ops::Range;

use compact_str::CompactString;

use super::registry::{Draft, Registry};
use crate::extract::names::marks;
use crate::lang::world::Listed;
use crate::text::{Document, EntityKind, Gender, Upos};

/// How far an apposition may reach, in tokens.
const REACH: usize = 14;

/// What a title says about somebody.
#[derive(Debug, Default)]
struct Title {
    roles: Vec<String>,
    gender: Option<Gender>,
    country: Option<CompactString>,
    affiliation: Option<usize>,
    span_start: Option<usize>,
}

/// Gives every person roles, affiliation, country and gender from the words around each mention.
pub(super) fn add_roles(registry: &mut Registry<'_>) {
    for index in 0..registry.doc.names.len() {
        if registry.doc.names[index].kind != EntityKind::Person {
            continue;
        }
        let entity = registry.of_name[index];
        let tokens = registry.doc.names[index].tokens.clone();
        let mut titles = vec![before(registry, &tokens)];
        if titles[0].roles.is_empty() {
            titles.push(apposition_before(registry, &tokens));
        }
        titles.push(apposition_after(registry, &tokens));
        for title in titles {
            apply(registry, entity, title, &tokens);
        }
    }
}

fn apply(registry: &mut Registry<'_>, entity: usize, title: Title, tokens: &Range<usize>) {
    if let Some(start) = title.span_start.filter(|start| *start < tokens.start) {
        let span = registry.doc.span_of(start..tokens.end);
        registry.mention(entity, span);
    }
    let of_affiliation = title.affiliation.and_then(|other| registry.drafts[other].country.clone());
    let draft: &mut Draft = &mut registry.drafts[entity];
    for role in title.roles {
        if !draft.roles.contains(&role) {
            draft.roles.push(role);
        }
    }
    draft.gender = draft.gender.or(title.gender);
    draft.affiliation = draft.affiliation.or(title.affiliation).filter(|other| *other != entity);
    draft.country = draft.country.take().or(title.country).or(of_affiliation);
}

/// The titles right before a name.
fn before(registry: &mut Registry<'_>, tokens: &Range<usize>) -> Title {
    let (doc, data) = (registry.doc, registry.data);
    let mut title = Title::default();
    let mut start = tokens.start;
    while start > 0 {
        if let Some(gender) =
            data.names.honorific(doc.form(start - 1)).filter(|_| role_ending_at(registry, start).is_none())
        {
            title.gender = title.gender.or(gender);
            start -= 1;
        } else if start < tokens.start && is_service(registry, start - 1) {
            // `Navy Capt. Jeff Hill`
            start -= 1;
        } else if let Some(first) = role_ending_at(registry, start) {
            title.gender = title.gender.or(role_gender(registry, start - 1));
            let phrase = modifiers_before(registry, first)..start;
            title.roles.insert(0, role_text(registry, &phrase));
            prefix_of(registry, start - 1, &mut title);
            start = phrase.start;
        } else {
            break;
        }
    }
    if start < tokens.start {
        title.span_start = Some(start);
        owner_before(registry, start, &mut title);
    }
    title
}

/// A role between commas before a name: `der Sprecher des Weißen Hauses, John Kirby`.
fn apposition_before(registry: &mut Registry<'_>, tokens: &Range<usize>) -> Title {
    let (doc, data) = (registry.doc, registry.data);
    let mut title = Title::default();
    let Some(comma) = tokens.start.checked_sub(1).filter(|at| doc.form(*at) == ",") else { return title };
    let sentence = doc.sentences.get(doc.sentence_at(comma)).map_or(0, |sentence| sentence.tokens.start);
    let first = comma.saturating_sub(REACH).max(sentence);
    let mut role = None;
    for at in (first..comma).rev() {
        let token = &doc.tokens[at];
        let is_end = matches!(token.upos, Upos::Verb | Upos::Aux | Upos::Punct)
            && data.names.role(&token.lower).is_none();
        let is_person = doc.name_at(at).is_some_and(|name| doc.names[name].kind == EntityKind::Person);
        if is_end || is_person {
            break;
        }
        if data.names.role(token.lower.as_str()).is_some() {
            role = Some(at);
        }
    }
    let Some(role) = role else { return title };
    describe(registry, role, comma, &mut title);
    title.span_start = title.span_start.map(|start| with_article(doc, start));
    title
}

/// A role after a name: `Martin Griffiths, der UN-Koordinator für Nothilfe`.
fn apposition_after(registry: &mut Registry<'_>, tokens: &Range<usize>) -> Title {
    let (doc, data) = (registry.doc, registry.data);
    let mut title = Title::default();
    let comma = tokens.end;
    if !doc.tokens.get(comma).is_some_and(|token| matches!(doc.text_of(token.span), "," | "(" | "–")) {
        return title;
    }
    let sentence =
        doc.sentences.get(doc.sentence_at(comma)).map_or(doc.tokens.len(), |found| found.tokens.end);
    let last = (comma + REACH).min(sentence);
    let is_stop = |at: usize| {
        matches!(doc.tokens[at].upos, Upos::Punct | Upos::Verb | Upos::Aux | Upos::Sconj)
            || doc.name_at(at).is_some_and(|name| doc.names[name].kind == EntityKind::Person)
    };
    let end = (comma + 1..last).find(|at| is_stop(*at) && data.names.role(&doc.tokens[*at].lower).is_none());
    let end = end.unwrap_or(last);
    // The role is the head of the apposition: before its first preposition.
    let head_end = (comma + 1..end).find(|at| doc.tokens[*at].upos == Upos::Adp).unwrap_or(end);
    let role = (comma + 1..head_end).rev().find(|at| data.names.role(&doc.tokens[*at].lower).is_some());
    let Some(role) = role else { return title };
    // `…, Minister Ann Hill and` is another person.
    if doc.names.iter().any(|name| name.kind == EntityKind::Person && name.tokens.start == role + 1) {
        return title;
    }
    describe(registry, role, end, &mut title);
    title.span_start = None;
    title
}

/// Takes role, country and affiliation from a phrase with a role as its head.
fn describe(registry: &mut Registry<'_>, role: usize, end: usize, title: &mut Title) {
    let (doc, data) = (registry.doc, registry.data);
    title.gender = role_gender(registry, role);
    let start = modifiers_before(registry, role);
    title.span_start = Some(start);
    prefix_of(registry, role, title);
    owner_before(registry, start, title);
    let owner = doc.names.iter().position(|name| {
        name.tokens.start > role && name.tokens.end <= end && name.kind != EntityKind::Person
    });
    let mut last = role + 1;
    if let Some(owner) = owner {
        let tokens = doc.names[owner].tokens.clone();
        // `head of the FBI investigation`: the name only tells which.
        let goes_on = doc.tokens.get(tokens.end).is_some_and(|next| {
            tokens.end < end && next.upos == Upos::Noun && data.switches.compound_links.is_empty()
        });
        if goes_on {
            last = phrase_end(doc, tokens.end, end);
        }
        take_owner(registry, owner, title);
    } else if data.switches.compound_links.is_empty()
        && doc.tokens.get(role + 1).is_some_and(|next| role + 1 < end && data.names.is_link(&next.lower))
    {
        last = phrase_end(doc, role + 1, end);
    }
    title.roles.push(if last == role + 1 {
        role_text(registry, &(start..last))
    } else {
        doc.text_of(doc.span_of(start..last)).to_owned()
    });
}

/// The end of the nouns from a token on: up to the next preposition that is no `of`.
fn phrase_end(doc: &Document, from: usize, end: usize) -> usize {
    (from + 1..end).find(|at| doc.tokens[*at].upos == Upos::Adp).unwrap_or(end)
}

/// The first token of the role that ends before a token, if one does: one word, or several on the list.
fn role_ending_at(registry: &Registry<'_>, end: usize) -> Option<usize> {
    let (doc, names) = (registry.doc, &registry.data.names);
    for length in (2..=3).rev().filter(|length| *length <= end) {
        if names.role(&doc.tokens[end - length].lower).is_none() {
            continue;
        }
        if names.is_role_phrase(&marks::words_of(doc, end - length..end).to_lowercase()) {
            return Some(end - length);
        }
    }
    names.role(&doc.tokens[end - 1].lower).map(|_| end - 1)
}

/// Whether a token is a branch of the forces before a rank.
fn is_service(registry: &Registry<'_>, token: usize) -> bool {
    let doc = registry.doc;
    let head = registry.data.names.organization_head(&doc.tokens[token].lower);
    marks::has_capital(doc.form(token))
        && head.is_some_and(|(head, before)| head.kind == EntityKind::ArmedGroup && before == 0)
}

fn role_gender(registry: &Registry<'_>, token: usize) -> Option<Gender> {
    registry.data.names.role(&registry.doc.tokens[token].lower).and_then(|role| role.gender)
}

/// The first word of a role written in several words: `Defense Secretary`, `deputy Middle East director`.
fn modifiers_before(registry: &Registry<'_>, role: usize) -> usize {
    let (doc, data) = (registry.doc, registry.data);
    if !data.switches.compound_links.is_empty() {
        return role;
    }
    let is_capital = marks::has_capital(doc.form(role));
    let mut start = role;
    while start > 0 {
        let token = &doc.tokens[start - 1];
        let name = doc.name_at(start - 1).map(|name| &doc.names[name]);
        let is_word = matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Propn);
        let is_place =
            name.is_some_and(|name| name.kind == EntityKind::Place && name.rule == "name.place.region");
        let is_people = data.names.people(doc.form(start - 1)).is_some_and(|people| people.is_adjective);
        if is_place && name.is_some_and(|name| name.tokens.end == start) {
            start = name.map_or(start - 1, |name| name.tokens.start);
        } else if name.is_some()
            || is_people
            || !is_word
            || (is_capital && !marks::has_capital(doc.form(start - 1)))
        {
            break;
        } else {
            start -= 1;
        }
    }
    start
}

/// The text of a role; one word in its dictionary form.
fn role_text(registry: &Registry<'_>, phrase: &Range<usize>) -> String {
    let doc = registry.doc;
    if phrase.len() == 1 {
        let token = &doc.tokens[phrase.start];
        let form = doc.form(phrase.start);
        let stem: String = form.chars().take(4).collect();
        if token.upos == Upos::Noun && token.lemma.starts_with(&stem) && token.lemma.len() <= form.len() {
            return token.lemma.to_string();
        }
    }
    doc.text_of(doc.span_of(phrase.clone())).to_owned()
}

/// `UNMISS-Vertreter`, `US-Gesandte`: what stands before the hyphen is whom the role is of.
fn prefix_of(registry: &mut Registry<'_>, token: usize, title: &mut Title) {
    let (doc, data) = (registry.doc, registry.data);
    let Some((prefix, _)) = doc.form(token).split_once('-') else { return };
    for listed in data.world.listed(prefix, data.names.language) {
        match listed {
            Listed::Country(index) => {
                let code = data.world.countries.get(usize::from(index)).map(|country| country.code.clone());
                title.country = title.country.take().or(code);
                return;
            }
            Listed::Actor(index) => {
                let Some(actor) = data.world.actors.get(usize::from(index)) else { return };
                let entity = registry.actor(&actor.key).unwrap_or_else(|| {
                    let entity = registry.with_identity(format!("actor:{}", actor.key), actor.kind, prefix);
                    registry.drafts[entity].key = Some(actor.key.clone());
                    registry.drafts[entity].country.clone_from(&actor.country);
                    let start = doc.tokens[token].span.start();
                    let span = crate::text::Span::new(start, start + prefix.len());
                    registry.mention(entity, span);
                    entity
                });
                title.affiliation = title.affiliation.or(Some(entity));
                return;
            }
            Listed::Capital(_) | Listed::Region(_) => {}
        }
    }
}

/// `der israelische Minister`, `US Defense Secretary`, `Iran's president`: what stands before a role.
fn owner_before(registry: &mut Registry<'_>, start: usize, title: &mut Title) {
    let (doc, data) = (registry.doc, registry.data);
    let mut at = start;
    for _ in 0..3 {
        let Some(before) = at.checked_sub(1) else { return };
        let is_clitic = doc.tokens[before].span.end() - doc.tokens[before].span.start() <= 4
            && data.names.is_link(&doc.tokens[before].lower)
            && before > 0
            && doc.tokens[before - 1].span.end() == doc.tokens[before].span.start();
        if let Some(people) = data.names.people(doc.form(before)).filter(|people| people.is_adjective) {
            title.country = title.country.take().or_else(|| people.country.clone());
            title.span_start = title.span_start.map(|span_start| span_start.min(before));
            at = before;
        } else if let Some(owner) =
            doc.names.iter().position(|name| name.tokens.end == at && name.kind != EntityKind::Person)
        {
            let is_apart = doc.tokens.get(at).is_some() && data.switches.nouns_capitalised && at == start;
            if !is_apart {
                take_owner(registry, owner, title);
                title.span_start = Some(doc.names[owner].tokens.start);
            }
            return;
        } else if is_clitic || doc.tokens[before].upos == Upos::Adj {
            at = before;
        } else {
            return;
        }
    }
}

/// Takes a name as the one that somebody speaks for.
fn take_owner(registry: &Registry<'_>, owner: usize, title: &mut Title) {
    let name = &registry.doc.names[owner];
    match name.kind {
        EntityKind::Country | EntityKind::Place => {
            title.country = title.country.take().or_else(|| name.country.clone());
        }
        EntityKind::Organization | EntityKind::ArmedGroup => {
            title.affiliation = title.affiliation.or(Some(registry.of_name[owner]));
            title.country = title.country.take().or_else(|| name.country.clone());
        }
        _ => {}
    }
}

/// The start of a phrase with its article.
fn with_article(doc: &Document, start: usize) -> usize {
    let is_article = start > 0 && doc.tokens[start - 1].upos == Upos::Det;
    if is_article { start - 1 } else { start }
}
