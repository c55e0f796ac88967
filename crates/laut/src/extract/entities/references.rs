//! Whom a phrase that somebody says, does or suffers something is about: the entity of a name in it, of a title, of a
//! description, or a new one without a name.
//!
//! `der Sprecher des Weißen Hauses, John Kirby` is `John Kirby`; `der Minister` is the minister named before; `die
//! Armee` the army named before; `Augenzeugen` and `israelische Offizielle` are entities without a name.

use std::ops::Range;

use super::pronouns;
use super::registry::Registry;
use crate::extract::names::marks;
use crate::lang::name_words::OrganizationHead;
use crate::text::{EntityKind, GrammaticalNumber, PronType, Span, Upos};

/// Class of heads that only explain a name: `Gruppe`, `movement`.
const SELF: &str = "self";

/// Finds or makes the entity of a phrase, and adds the phrase to its mentions. `speaker` is who spoke last.
pub(super) fn refer(registry: &mut Registry<'_>, span: Span, speaker: Option<usize>) -> Option<usize> {
    if let Some(entity) = registry.mentioned(span) {
        return Some(entity);
    }
    let tokens = content_of(registry, registry.doc.tokens_in(span));
    if tokens.is_empty() {
        return None;
    }
    if tokens.len() == 1
        && let Some(pronoun) = registry.data.names.pronoun(&registry.doc.tokens[tokens.start].lower)
    {
        let entity = pronouns::resolve(registry, tokens.start, pronoun, speaker)?;
        registry.mention(entity, span);
        return Some(entity);
    }
    if tokens.len() == 1 && registry.doc.tokens[tokens.start].feats.pron_type == Some(PronType::Rel) {
        let entity = pronouns::antecedent(registry, tokens.start)?;
        registry.mention(entity, span);
        return Some(entity);
    }
    let entity = entity_of_phrase(registry, &tokens)?;
    registry.mention(entity, span);
    Some(entity)
}

/// The tokens without a preposition and punctuation at the start.
fn content_of(registry: &Registry<'_>, tokens: Range<usize>) -> Range<usize> {
    let is_content = |token: &usize| {
        let token = &registry.doc.tokens[*token];
        !matches!(token.upos, Upos::Punct | Upos::Adp | Upos::Cconj | Upos::Sconj)
    };
    let start = tokens.clone().find(is_content).unwrap_or(tokens.end);
    start..tokens.end
}

fn entity_of_phrase(registry: &mut Registry<'_>, tokens: &Range<usize>) -> Option<usize> {
    let noun = extended(registry, tokens);
    let tokens = &noun.as_ref().map_or_else(|| tokens.clone(), |noun| noun.start..tokens.end);
    let group = noun.unwrap_or_else(|| noun_group(registry, tokens));
    let names: Vec<usize> = (0..registry.doc.names.len())
        .filter(|index| {
            let name = &registry.doc.names[*index].tokens;
            tokens.start <= name.start && name.end <= tokens.end
        })
        .collect();
    let person_in = |range: &Range<usize>| {
        names.iter().copied().find(|index| {
            let name = &registry.doc.names[*index];
            name.kind == EntityKind::Person && range.contains(&name.tokens.start)
        })
    };
    // A person in the first noun group, or in apposition to it, is who is meant.
    if let Some(person) = person_in(&group).or_else(|| apposed(registry, tokens, &names)) {
        return Some(registry.of_name[person]);
    }
    let head = head_of(registry, &group);
    if let Some(head) = head {
        let named = names.iter().copied().find(|index| {
            let name = &registry.doc.names[*index].tokens;
            name.contains(&head) && group.contains(&name.start)
        });
        if let Some(named) = named {
            return Some(registry.of_name[named]);
        }
        return described(registry, tokens, head, &names);
    }
    match names.first() {
        Some(first) => Some(registry.of_name[*first]),
        None => unnamed(registry, tokens, EntityKind::Anonymous, &names),
    }
}

/// The noun of a phrase that has a phrase inside its attribute, which is somebody else: `des von Rebellen geführten Amtes`.
fn extended(registry: &Registry<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let doc = registry.doc;
    let phrase = &doc.phrases[doc.phrase_at(tokens.start)?];
    let is_inner = |token: usize| doc.tokens[token].upos == Upos::Adp;
    let is_extended = phrase.tokens.start == tokens.start
        && phrase.head < tokens.end
        && (tokens.start..phrase.head).any(is_inner);
    is_extended.then(|| phrase.head..phrase.tokens.end.min(tokens.end))
}

/// The first noun group of a phrase: up to a comma, preposition, verb, or an article after a noun.
fn noun_group(registry: &Registry<'_>, tokens: &Range<usize>) -> Range<usize> {
    let doc = registry.doc;
    let mut has_noun = false;
    let end = tokens.clone().find(|at| {
        let token = &doc.tokens[*at];
        let in_name = doc.name_at(*at).is_some_and(|name| doc.names[name].tokens.start < *at);
        let ends = match token.upos {
            Upos::Punct => !matches!(doc.form(*at), "-" | "\"" | "„" | "“" | "”" | "'" | "»" | "«"),
            Upos::Adp | Upos::Verb | Upos::Aux | Upos::Sconj => true,
            Upos::Cconj => has_noun,
            Upos::Det | Upos::Pron => has_noun,
            _ => false,
        };
        has_noun |= matches!(token.upos, Upos::Noun | Upos::Propn);
        ends && !in_name
    });
    tokens.start..end.filter(|end| *end > tokens.start).unwrap_or(tokens.end)
}

/// The noun that the group is about: the first in languages that write compounds as one word, else the last.
fn head_of(registry: &Registry<'_>, group: &Range<usize>) -> Option<usize> {
    let doc = registry.doc;
    let is_noun = |at: &usize| {
        let token = &doc.tokens[*at];
        matches!(token.upos, Upos::Noun | Upos::Propn | Upos::X)
            || registry.data.names.person_noun(doc.form(*at)).is_some()
            || doc.name_at(*at).is_some()
    };
    if registry.data.switches.compound_links.is_empty() {
        group.clone().rev().find(is_noun)
    } else {
        group
            .clone()
            .find(|at| is_noun(at) && (doc.tokens[*at].upos != Upos::Adj || doc.name_at(*at).is_some()))
    }
}

/// The person in apposition: `der Sprecher des Weißen Hauses, John Kirby`.
fn apposed(registry: &Registry<'_>, tokens: &Range<usize>, names: &[usize]) -> Option<usize> {
    let doc = registry.doc;
    let first = tokens.clone().find(|at| registry.data.names.role(&doc.tokens[*at].lower).is_some())?;
    names.iter().copied().find(|index| {
        let name = &doc.names[*index];
        name.kind == EntityKind::Person && name.tokens.start > first && doc.form(name.tokens.start - 1) == ","
    })
}

/// The entity of a description without a person's name: a title, an office, a body, somebody.
fn described(
    registry: &mut Registry<'_>,
    tokens: &Range<usize>,
    head: usize,
    names: &[usize],
) -> Option<usize> {
    let known = named_before(registry, tokens, head, names);
    known.or_else(|| unnamed(registry, tokens, kind_of(registry, tokens, head), names))
}

/// The named person or body that a title or a head alone stands for: `der Minister`, `the group`.
fn named_before(
    registry: &Registry<'_>,
    tokens: &Range<usize>,
    head: usize,
    names: &[usize],
) -> Option<usize> {
    let (doc, data) = (registry.doc, registry.data);
    let token = &doc.tokens[head];
    let lower = token.lower.as_str();
    let is_plural = token.feats.number == Some(GrammaticalNumber::Plur);
    if !is_definite(registry, tokens) {
        return None;
    }
    if data.names.role(lower).is_some() && !is_plural {
        let country = country_in(registry, tokens, names);
        let role = token.lemma.to_lowercase();
        if let Some(person) = person_with_role(registry, lower, &role, country.as_deref(), head) {
            return Some(person);
        }
    }
    let (body, _) = data.names.organization_head(lower)?;
    let is_several = is_plural && body.class.as_deref() == Some(SELF);
    let stands_alone = names.is_empty() && !has_name_beside(registry, tokens, head) && !is_several;
    body_before(registry, body, head).filter(|_| stands_alone)
}

/// What a description without a name is about, as its head tells.
fn kind_of(registry: &Registry<'_>, tokens: &Range<usize>, head: usize) -> EntityKind {
    let (doc, words) = (registry.doc, &registry.data.names);
    let token = &doc.tokens[head];
    let person = words.person_noun(doc.form(head));
    if let (Some((body, _)), None) = (words.organization_head(&token.lower), person) {
        return body.kind;
    }
    let kind = person.unwrap_or(EntityKind::Anonymous);
    let is_plural = token.feats.number == Some(GrammaticalNumber::Plur);
    let is_office = words.role(&token.lower).is_some() && !is_plural && is_definite(registry, tokens);
    if is_office && kind == EntityKind::Anonymous { EntityKind::Person } else { kind }
}

/// Adds what else stands for an entity that something was said of: titles and bodies with an article, and the same words again.
pub(super) fn add_repeats(registry: &mut Registry<'_>) {
    let doc = registry.doc;
    let mut taken: Vec<Span> =
        registry.drafts.iter().flat_map(|draft| draft.mentions.iter().copied()).collect();
    taken.sort_unstable();
    let mut reach = 0;
    let reaches: Vec<usize> = taken
        .iter()
        .map(|span| {
            reach = reach.max(span.end());
            reach
        })
        .collect();
    for phrase in &doc.phrases {
        let span = doc.span_of(phrase.tokens.clone());
        let before = taken.partition_point(|other| other.start() < span.end());
        let is_taken = before > 0 && reaches[before - 1] > span.start();
        let known = || {
            let words = &registry.data.names;
            let lower = &doc.tokens[phrase.head].lower;
            let is_listed = doc.tokens[phrase.head].upos == Upos::Noun
                && (words.role(lower).is_some()
                    || words.organization_head(lower).is_some()
                    || words.person_noun(doc.form(phrase.head)).is_some());
            if !is_listed {
                return None;
            }
            named_before(registry, &phrase.tokens, phrase.head, &[]).or_else(|| {
                let words = bare_words(registry, &phrase.tokens);
                let kind = kind_of(registry, &phrase.tokens, phrase.head);
                registry.with_same_identity(&identity_of(registry, &words, kind))
            })
        };
        if let Some(entity) = Some(()).filter(|()| !is_taken).and_then(|()| known()) {
            registry.mention(entity, span);
        }
    }
}

/// Whether a noun stands right behind the head: it names the body (`die Hilfsorganisation Wasserbrücke`).
fn has_name_beside(registry: &Registry<'_>, tokens: &Range<usize>, head: usize) -> bool {
    let beside = Some(head + 1).filter(|beside| tokens.contains(beside));
    beside.is_some_and(|beside| matches!(registry.doc.tokens[beside].upos, Upos::Noun | Upos::Propn))
}

/// Whether a phrase starts with a definite article, or has none where the language needs none for a title.
fn is_definite(registry: &Registry<'_>, tokens: &Range<usize>) -> bool {
    registry.data.names.is_definite(&registry.doc.tokens[tokens.start].lower)
        || (tokens.start > 0
            && registry.doc.tokens[tokens.start - 1].upos == Upos::Adp
            && registry.data.names.is_definite(&registry.doc.tokens[tokens.start - 1].lower))
}

/// The country that an adjective or name in a phrase tells.
fn country_in(registry: &Registry<'_>, tokens: &Range<usize>, names: &[usize]) -> Option<String> {
    let doc = registry.doc;
    let of_word = tokens
        .clone()
        .find_map(|at| registry.data.names.people(doc.form(at)).and_then(|people| people.country.clone()));
    of_word
        .or_else(|| names.iter().find_map(|index| doc.names[*index].country.clone()))
        .map(|country| country.to_string())
}

/// The person named last before with a role that ends in these words; one named later where there is none.
fn person_with_role(
    registry: &Registry<'_>,
    lower: &str,
    lemma: &str,
    country: Option<&str>,
    head: usize,
) -> Option<usize> {
    let at = registry.doc.tokens[head].span.start();
    let fits = |entity: &usize| {
        let draft = &registry.drafts[*entity];
        let has_role = draft.roles.iter().any(|role| {
            let role = head_word(registry, role).to_lowercase();
            role.ends_with(lemma) || role.ends_with(lower) || lower.ends_with(&role) || lemma.ends_with(&role)
        });
        let is_compatible =
            country.is_none_or(|country| draft.country.as_deref().is_none_or(|known| known == country));
        draft.kind == EntityKind::Person && !draft.name.is_empty() && has_role && is_compatible
    };
    let people: Vec<usize> = (0..registry.drafts.len()).filter(fits).collect();
    let last_before = |entity: &usize| {
        let mentions = registry.drafts[*entity].mentions.iter();
        mentions.map(|mention| mention.start()).filter(|start| *start < at).max()
    };
    people.iter().copied().filter(|entity| last_before(entity).is_some()).max_by_key(last_before).or_else(
        || {
            if people.len() == 1 { people.first().copied() } else { None }
        },
    )
}

/// The word that a role is about: `head` in `head of the investigation`.
fn head_word<'r>(registry: &Registry<'_>, role: &'r str) -> &'r str {
    let mut head = role;
    for (index, word) in role.split(' ').enumerate() {
        if index > 0 && registry.data.names.is_link(&word.to_lowercase()) {
            break;
        }
        head = word;
    }
    head
}

/// The body named last before that a head alone stands for: `die Armee`, `the group`.
fn body_before(registry: &Registry<'_>, head: &OrganizationHead, token: usize) -> Option<usize> {
    let doc = registry.doc;
    let lower = doc.tokens[token].lemma.to_lowercase();
    let is_general = head.class.as_deref() == Some(SELF);
    let fits = |index: &usize| {
        let name = &doc.names[*index];
        if name.tokens.start >= token
            || !matches!(name.kind, EntityKind::Organization | EntityKind::ArmedGroup)
        {
            return false;
        }
        if is_general {
            return name.kind == head.kind || head.kind == EntityKind::Organization;
        }
        let last = name.tokens.end - 1;
        let is_same_word = name.tokens.clone().any(|at| doc.tokens[at].lemma.to_lowercase() == lower);
        let is_same_class = head.class.is_some()
            && registry
                .data
                .names
                .organization_head(&doc.tokens[last].lower)
                .is_some_and(|(other, _)| other.class == head.class);
        let has_key = head
            .class
            .as_deref()
            .is_some_and(|class| name.key.as_deref().is_some_and(|key| key.ends_with(&format!(".{class}"))));
        is_same_word || is_same_class || has_key
    };
    (0..doc.names.len()).rfind(fits).map(|index| registry.of_name[index])
}

/// The entity without a name that these words stand for; the same words are the same entity.
fn unnamed(
    registry: &mut Registry<'_>,
    tokens: &Range<usize>,
    kind: EntityKind,
    names: &[usize],
) -> Option<usize> {
    let doc = registry.doc;
    let words = bare_words(registry, tokens);
    if words.is_empty() {
        return None;
    }
    let identity = identity_of(registry, &words, kind);
    let name = marks::plain(doc.text_of(doc.span_of(words.clone()))).into_owned();
    let country = country_in(registry, &words, names);
    let affiliation = names
        .iter()
        .copied()
        .find(|index| matches!(doc.names[*index].kind, EntityKind::Organization | EntityKind::ArmedGroup));
    let affiliation = affiliation.map(|index| registry.of_name[index]);
    let entity = registry.with_identity(identity, kind, &name);
    let draft = &mut registry.drafts[entity];
    draft.country = draft.country.take().or(country.map(Into::into));
    draft.affiliation = draft.affiliation.or(affiliation).filter(|other| *other != entity);
    Some(entity)
}

/// A phrase without an article before it and marks after it.
fn bare_words(registry: &Registry<'_>, tokens: &Range<usize>) -> Range<usize> {
    let doc = registry.doc;
    let start = tokens.clone().find(|at| doc.tokens[*at].upos != Upos::Det).unwrap_or(tokens.start);
    let end =
        tokens.clone().rev().find(|at| doc.tokens[*at].upos != Upos::Punct).map_or(tokens.end, |at| at + 1);
    start..end.max(start)
}

/// By what the same words are known again.
fn identity_of(registry: &Registry<'_>, words: &Range<usize>, kind: EntityKind) -> String {
    let mut identity = format!("unnamed:{}:", kind.as_str());
    for at in words.clone() {
        identity.push(' ');
        identity.push_str(&registry.doc.tokens[at].lemma.to_lowercase());
    }
    identity
}
