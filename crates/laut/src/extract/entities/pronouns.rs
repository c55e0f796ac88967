//! Whom a pronoun stands for.
//!
//! `„Ich habe sie gefunden“, sagte er.` after a sentence on `Ahed Masmah` is he: the person of fitting gender and number
//! who was named, or spoke, last. A pronoun that nobody fits stays open. Gender is known from first names, titles and
//! pronouns before; where it is not, anybody fits.

use super::registry::Registry;
use crate::lang::name_words::Pronoun;
use crate::text::{EntityKind, Gender, GrammaticalNumber, Upos};

/// How many sentences back a name may be.
const FARTHEST: usize = 6;

/// The entity that a pronoun stands for, and who spoke last.
pub(super) fn resolve(
    registry: &mut Registry<'_>,
    token: usize,
    pronoun: Pronoun,
    speaker: Option<usize>,
) -> Option<usize> {
    if pronoun.person == 1 {
        return speaker;
    }
    let is_plural = pronoun.number == Some(GrammaticalNumber::Plur)
        || (pronoun.number.is_none() && is_plural_here(registry, token));
    let is_neuter = pronoun.gender == Some(Gender::Neut);
    let found = if is_plural {
        last(registry, token, |kind| !matches!(kind, EntityKind::Person | EntityKind::Place), None, speaker)
    } else if is_neuter {
        let is_body =
            |kind| matches!(kind, EntityKind::Organization | EntityKind::Country | EntityKind::ArmedGroup);
        last(registry, token, is_body, None, speaker)
    } else {
        let person = last(registry, token, |kind| kind == EntityKind::Person, pronoun.gender, speaker);
        let is_body =
            |kind| matches!(kind, EntityKind::Organization | EntityKind::ArmedGroup | EntityKind::Country);
        person.or_else(|| {
            (pronoun.number.is_none()).then(|| last(registry, token, is_body, None, speaker)).flatten()
        })
    }?;
    let draft = &mut registry.drafts[found];
    if draft.kind == EntityKind::Person && !is_plural {
        draft.gender = draft.gender.or(pronoun.gender);
    }
    Some(found)
}

/// The entity right before a relative pronoun: `the army, which`.
pub(super) fn antecedent(registry: &Registry<'_>, token: usize) -> Option<usize> {
    let at = registry.doc.tokens[token].span.start();
    let near = |end: usize| end <= at && registry.doc.tokens_in(crate::text::Span::new(end, at)).len() <= 2;
    let mentions = registry.drafts.iter().enumerate().flat_map(|(entity, draft)| {
        draft
            .mentions
            .iter()
            .filter(|mention| near(mention.end()))
            .map(move |mention| (mention.end(), entity))
    });
    mentions.max().map(|(_, entity)| entity)
}

/// Whether a pronoun of either number is plural where it stands: the verb next to it is.
fn is_plural_here(registry: &Registry<'_>, token: usize) -> bool {
    let doc = registry.doc;
    if let Some(number) = doc.tokens[token].feats.number
        && doc.tokens[token].feats.case.is_some()
        && number == GrammaticalNumber::Plur
    {
        return true;
    }
    let verb = |at: Option<usize>| {
        at.and_then(|at| doc.tokens.get(at)).filter(|next| matches!(next.upos, Upos::Verb | Upos::Aux))
    };
    let near = verb(Some(token + 1)).or_else(|| verb(token.checked_sub(1)));
    near.is_some_and(|verb| verb.feats.number == Some(GrammaticalNumber::Plur))
}

/// The last fitting entity before a token. Who spoke last goes before somebody who is only mentioned in the sentences
/// between, unless that one was named in the same or the last sentence as its first word.
fn last(
    registry: &Registry<'_>,
    token: usize,
    fits_kind: impl Fn(EntityKind) -> bool,
    gender: Option<Gender>,
    speaker: Option<usize>,
) -> Option<usize> {
    let doc = registry.doc;
    let at = doc.tokens[token].span.start();
    let sentence = doc.sentence_at(token);
    let earliest = sentence.saturating_sub(FARTHEST);
    let mut best: Option<(i64, usize)> = None;
    for (entity, draft) in registry.drafts.iter().enumerate() {
        let fits_gender = gender.is_none() || draft.gender.is_none() || draft.gender == gender;
        if !fits_kind(draft.kind) || !fits_gender {
            continue;
        }
        for mention in draft.mentions.iter().filter(|mention| mention.end() <= at) {
            let first = doc.tokens_in(*mention).start;
            let its_sentence = doc.sentence_at(first);
            if its_sentence < earliest {
                continue;
            }
            let score = salience(registry, entity, first, sentence - its_sentence, speaker)
                + i64::from(gender.is_some() && draft.gender == gender) * 15;
            if best.is_none_or(|(known, _)| score >= known) {
                best = Some((score, entity));
            }
        }
    }
    best.map(|(_, entity)| entity)
}

/// How much a mention comes to mind: how near it is, whether it is a subject, whether it spoke last.
fn salience(
    registry: &Registry<'_>,
    entity: usize,
    first: usize,
    distance: usize,
    speaker: Option<usize>,
) -> i64 {
    let doc = registry.doc;
    let start = doc.sentences.get(doc.sentence_at(first)).map_or(0, |sentence| sentence.tokens.start);
    let is_nominative = doc.tokens[first].feats.case == Some(crate::text::Case::Nom);
    // The word before the mention is no preposition: it may be the subject.
    let before = first.checked_sub(1).filter(|before| *before >= start);
    let is_oblique = before.is_some_and(|before| doc.tokens[before].upos == Upos::Adp);
    100 - 25 * distance as i64
        + if speaker == Some(entity) { 30 } else { 0 }
        + if first <= start + 1 { 10 } else { 0 }
        + if is_nominative { 5 } else { 0 }
        - if is_oblique { 15 } else { 0 }
}
