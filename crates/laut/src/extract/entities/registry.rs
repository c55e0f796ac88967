//! The entities while they are put together: names that stand for the same are joined here.
//!
//! `Daniel Hagari` and `Hagari`, `Vereinte Nationen` and `UN`, `Sudanesische Befreiungsarmee (SPLA)` and `SPLA` are one
//! entity each; `Israel` that acts and `in Israel` are two.

use std::collections::BTreeMap;

use compact_str::CompactString;

use crate::extract::names::marks;
use crate::lang::LanguageData;
use crate::lang::gazetteer::fold;
use crate::text::{Case, Document, EntityKind, Gender, Name, Place, Span};

/// An entity while it is put together.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub kind: EntityKind,
    /// What its name is chosen from, best last seen: words, whether in the nominative, text.
    pub name: String,
    name_rank: (usize, bool),
    pub roles: Vec<String>,
    pub affiliation: Option<usize>,
    pub country: Option<CompactString>,
    pub place: Option<Place>,
    pub key: Option<CompactString>,
    pub gender: Option<Gender>,
    pub mentions: Vec<Span>,
}

impl Draft {
    pub(super) fn new(kind: EntityKind, name: String) -> Self {
        Self {
            kind,
            name,
            name_rank: (0, false),
            roles: Vec::new(),
            affiliation: None,
            country: None,
            place: None,
            key: None,
            gender: None,
            mentions: Vec::new(),
        }
    }
}

/// All entities of a report while they are put together.
#[derive(Debug)]
pub(super) struct Registry<'d> {
    pub doc: &'d Document,
    pub data: &'d LanguageData,
    pub drafts: Vec<Draft>,
    /// The entity of each name of the document.
    pub of_name: Vec<usize>,
    by_identity: BTreeMap<String, usize>,
}

impl<'d> Registry<'d> {
    /// Joins all names.
    pub(super) fn of_names(doc: &'d Document, data: &'d LanguageData) -> Self {
        let mut registry = Self {
            doc,
            data,
            drafts: Vec::new(),
            of_name: vec![usize::MAX; doc.names.len()],
            by_identity: BTreeMap::new(),
        };
        registry.join_people();
        for index in 0..doc.names.len() {
            if doc.names[index].kind != EntityKind::Person {
                registry.join_other(index);
            }
        }
        registry.join_acronyms();
        registry
    }

    /// The entity whose mention has just this span.
    pub(super) fn mentioned(&self, span: Span) -> Option<usize> {
        self.drafts.iter().position(|draft| draft.mentions.contains(&span))
    }

    /// Adds a mention, unless another entity has it.
    pub(super) fn mention(&mut self, entity: usize, span: Span) {
        if self.mentioned(span).is_none() {
            self.drafts[entity].mentions.push(span);
        }
    }

    /// The entity with an identity, made where there is none.
    pub(super) fn with_identity(&mut self, identity: String, kind: EntityKind, name: &str) -> usize {
        let drafts = &mut self.drafts;
        *self.by_identity.entry(identity).or_insert_with(|| {
            drafts.push(Draft::new(kind, name.to_owned()));
            drafts.len() - 1
        })
    }

    /// The entity with an identity, if there is one.
    pub(super) fn with_same_identity(&self, identity: &str) -> Option<usize> {
        self.by_identity.get(identity).copied()
    }

    /// People: the fullest names first, then the shorter ones that are part of one.
    fn join_people(&mut self) {
        let names = &self.doc.names;
        let mut people: Vec<(usize, Vec<String>)> = (0..names.len())
            .filter(|index| names[*index].kind == EntityKind::Person)
            .map(|index| (index, self.words(&names[index])))
            .collect();
        people.sort_by_key(|(index, words)| (std::cmp::Reverse(words.len()), *index));
        let mut full: Vec<(usize, Vec<String>)> = Vec::new();
        for (index, words) in people {
            let found = self.fuller(&full, &words, names[index].span);
            let entity = found.unwrap_or_else(|| {
                self.drafts.push(Draft::new(EntityKind::Person, String::new()));
                let entity = self.drafts.len() - 1;
                full.push((entity, words.clone()));
                entity
            });
            self.add_name(entity, index, words.len());
        }
    }

    /// The person whose name holds all words: the one mentioned last before the span, else the first one.
    fn fuller(&self, full: &[(usize, Vec<String>)], words: &[String], span: Span) -> Option<usize> {
        let holds = |known: &Vec<String>| {
            words.iter().all(|word| known.iter().any(|other| self.is_same(word, other)))
        };
        let matching: Vec<usize> =
            full.iter().filter(|(_, known)| holds(known)).map(|(entity, _)| *entity).collect();
        let last_before = |entity: &usize| {
            let before =
                self.drafts[*entity].mentions.iter().filter(|mention| mention.start() < span.start());
            before.map(|mention| mention.start()).max()
        };
        matching
            .iter()
            .copied()
            .filter(|entity| last_before(entity).is_some())
            .max_by_key(last_before)
            .or(matching.first().copied())
    }

    /// Whether two words are one, apart from a genitive ending.
    fn is_same(&self, one: &str, other: &str) -> bool {
        one == other
            || marks::without_endings(one, self.data).any(|stem| stem == other)
            || marks::without_endings(other, self.data).any(|stem| stem == one)
    }

    /// The words of a person's name without small words, folded.
    fn words(&self, name: &Name) -> Vec<String> {
        name.tokens
            .clone()
            .filter(|token| name.tokens.len() == 1 || !self.data.world.is_particle(self.doc.form(*token)))
            .flat_map(|token| {
                let form = fold(self.doc.form(token)).to_lowercase();
                let bare = form.strip_prefix("al-").unwrap_or(&form).to_owned();
                bare.split('-').map(ToOwned::to_owned).collect::<Vec<_>>()
            })
            .filter(|word| !word.is_empty())
            .collect()
    }

    fn join_other(&mut self, index: usize) {
        let name = &self.doc.names[index];
        let text = self.nominative(name);
        let class = match name.kind {
            EntityKind::Place => "place",
            EntityKind::Country => "country",
            EntityKind::Population => "people",
            _ => "actor",
        };
        let lemmas = self.lemmas(name);
        let identity = match &name.key {
            Some(key) => format!("{class}:{key}"),
            None => format!("{class}:{}:{lemmas}", name.country.as_deref().unwrap_or("")),
        };
        let entity = self.with_identity(identity, name.kind, &text);
        self.add_name(entity, index, name.tokens.len());
    }

    /// The words of a name as dictionary forms, folded, so that inflected names are one.
    fn lemmas(&self, name: &Name) -> String {
        let mut lemmas = String::new();
        for token in name.tokens.clone() {
            lemmas.push(' ');
            lemmas.push_str(&fold(&self.doc.tokens[token].lemma).to_lowercase());
        }
        match name.kind {
            EntityKind::Place => fold(&self.nominative(name)).to_lowercase(),
            _ => lemmas,
        }
    }

    /// A listed name without its genitive ending: `Israels` gives `Israel`.
    fn nominative(&self, name: &Name) -> String {
        let words = marks::words_of(self.doc, name.tokens.clone());
        let world = &self.data.world;
        let is_listed = |form: &str| {
            world.listed(form, self.data.names.language).next().is_some()
                || world.gazetteer.find_spelled(form).is_some()
        };
        if !is_listed(&words)
            && let Some(stem) = marks::without_endings(&words, self.data).find(|stem| is_listed(stem))
        {
            return stem.to_owned();
        }
        self.doc.text_of(name.span).to_owned()
    }

    /// Adds a name to an entity: mention, kind, country, place, key, and its text if it is the fullest so far.
    fn add_name(&mut self, entity: usize, index: usize, words: usize) {
        let name = &self.doc.names[index];
        self.of_name[index] = entity;
        let is_person = name.kind == EntityKind::Person;
        let text = if is_person { self.doc.text_of(name.span).to_owned() } else { self.nominative(name) };
        let is_government = name.rule == "name.capital.government";
        let is_nominative =
            self.doc.tokens.get(name.tokens.start).is_some_and(|token| token.feats.case == Some(Case::Nom));
        let rank = (if is_government { 0 } else { words }, is_nominative);
        let is_bare = |draft: &Draft| {
            marks::without_endings(&draft.name, self.data).any(|stem| stem == text)
                && rank.0 == draft.name_rank.0
        };
        let draft = &mut self.drafts[entity];
        let is_first = draft.name.is_empty() || draft.mentions.is_empty();
        if is_first
            || rank > draft.name_rank && !text.ends_with(&format!("{}s", draft.name))
            || is_bare(draft)
        {
            draft.name = text;
            draft.name_rank = rank;
        }
        draft.mentions.push(name.span);
        draft.country = draft.country.take().or_else(|| name.country.clone());
        draft.key = draft.key.take().or_else(|| name.key.clone());
        draft.place = draft.place.take().or_else(|| name.place.clone());
        if is_person && draft.gender.is_none() {
            let first = self.doc.form(name.tokens.start);
            draft.gender = self.data.world.first_name(first).flatten();
        }
    }

    /// `Sudanesische Befreiungsarmee (SPLA)`: what stands in brackets is the same as what stands before.
    fn join_acronyms(&mut self) {
        for index in 1..self.doc.names.len() {
            let name = &self.doc.names[index];
            let (Some(open), close) = (name.tokens.start.checked_sub(1), name.tokens.end) else { continue };
            let is_bracketed = self.doc.form(open) == "("
                && self.doc.tokens.get(close).is_some_and(|token| self.doc.text_of(token.span) == ")");
            let is_actor = |kind| matches!(kind, EntityKind::Organization | EntityKind::ArmedGroup);
            if !is_bracketed || !is_actor(name.kind) {
                continue;
            }
            let full = (0..index)
                .rev()
                .take(3)
                .map(|at| (at, &self.doc.names[at]))
                .find(|(_, full)| is_actor(full.kind) && self.reaches(full, open));
            if let Some((full, whole)) = full {
                let span = self.doc.span_of(whole.tokens.start..close + 1);
                let entity = self.of_name[full];
                self.merge(entity, self.of_name[index]);
                self.drafts[entity].name = marks::plain(self.doc.text_of(span)).into_owned();
                self.mention(entity, span);
            }
        }
    }

    /// Whether only names and small words stand between a name and a token.
    fn reaches(&self, name: &Name, token: usize) -> bool {
        (name.tokens.end..token).all(|at| {
            self.data.names.is_link(self.doc.tokens[at].lower.as_str()) || self.doc.name_at(at).is_some()
        })
    }

    /// Joins two entities; what the second knows goes before where the first has no key.
    fn merge(&mut self, into: usize, from: usize) {
        if into == from {
            return;
        }
        let other =
            std::mem::replace(&mut self.drafts[from], Draft::new(EntityKind::Anonymous, String::new()));
        let draft = &mut self.drafts[into];
        if draft.key.is_none() && other.key.is_some() {
            draft.kind = other.kind;
            draft.country = other.country.or(draft.country.take());
            draft.key = other.key;
        }
        draft.mentions.extend(other.mentions);
        for entity in &mut self.of_name {
            if *entity == from {
                *entity = into;
            }
        }
        for entity in self.by_identity.values_mut() {
            if *entity == from {
                *entity = into;
            }
        }
    }

    /// The entity of an actor by its key.
    pub(super) fn actor(&self, key: &str) -> Option<usize> {
        self.by_identity.get(&format!("actor:{key}")).copied()
    }
}
