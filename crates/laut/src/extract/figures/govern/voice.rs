//! Whether the counted act or are acted on: `killed 12 people`, `12 people were killed`.

use crate::extract::figures::counted::Counted;
use crate::extract::figures::scene::{Hit, Scene};
use crate::lang::figure_words::{HarmKind, Use};
use crate::text::{Case, Upos};

/// Whether those harmed are the object or the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    Active,
    Passive,
    /// English participle without auxiliary: `12 people killed`, `killed 12 people`.
    Open,
}

/// Whether the harmed are subject or object of a verb of harm.
pub(super) fn voice(scene: &Scene<'_>, hit: &Hit) -> Voice {
    let form = hit.form;
    let is_phrase = form.word.kind == HarmKind::Phrase;
    if scene.data.switches.verb_second {
        if form.is_plain && !form.is_participle && !is_phrase {
            return Voice::Active;
        }
        let clause = scene.clause(hit.tokens.start);
        let auxiliary = |token: &usize| scene.is(*token, Use::Passive) || scene.is(*token, Use::Have);
        let is_passive = |token: usize| !scene.is(token, Use::Have);
        let found: Vec<usize> = scene.clause_tokens(clause).filter(auxiliary).collect();
        if !found.is_empty() {
            let passive = found.iter().all(|token| is_passive(*token));
            return if passive { Voice::Passive } else { Voice::Active };
        }
        let before = (scene.tokens.start..hit.tokens.start).rev().find(auxiliary);
        let has_finite = form.is_plain && !starts_with_count(scene, hit.tokens.start);
        return match before {
            _ if has_finite => Voice::Active,
            Some(token) if !is_passive(token) => Voice::Active,
            _ => Voice::Passive,
        };
    }
    let mut token = hit.tokens.start;
    while token > scene.tokens.start {
        token -= 1;
        if scene.is(token, Use::Have) {
            return Voice::Active;
        }
        if scene.upos(token) == Upos::Part || scene.lower(token) == "to" {
            return Voice::Active;
        }
        if scene.is(token, Use::Passive) && (form.is_participle || is_phrase) {
            return Voice::Passive;
        }
        if scene.upos(token) != Upos::Adv {
            break;
        }
    }
    match (form.is_plain, form.is_participle, is_phrase) {
        (_, _, true) => Voice::Open,
        (true, false, _) => Voice::Active,
        (false, true, _) => Voice::Passive,
        _ => Voice::Open,
    }
}

/// Whether the stretch of a verb starts with a number, so that its auxiliary stands before: `und 110 weitere verletzt`.
fn starts_with_count(scene: &Scene<'_>, verb: usize) -> bool {
    let start = scene.segment(verb);
    scene.doc.numbers.iter().any(|number| number.tokens.start == start)
}

/// Whether a count is the subject of an active verb: the first noun phrase of the clause, with another after it.
pub(super) fn is_acting(scene: &Scene<'_>, counted: &Counted, hit: &Hit) -> bool {
    let bare = bare_phrases(scene, scene.clause(hit.tokens.start));
    let at = bare.iter().position(|head| counted.phrase.contains(head));
    if counted.number.is_some() {
        return at == Some(0) && bare.len() > 1;
    }
    // Of one person first in the clause only the accusative says that they are not the one who acts.
    let phrase = scene.doc.phrase_at(counted.head.unwrap_or(counted.phrase.start));
    let is_object = phrase.is_some_and(|phrase| scene.doc.phrases[phrase].case == Some(Case::Acc));
    at == Some(0) && !is_object
}

/// The heads of a clause's noun phrases that no preposition governs and that are no genitives or times, in order.
pub(in super::super) fn bare_phrases(scene: &Scene<'_>, clause: usize) -> Vec<usize> {
    let doc = scene.doc;
    let mut heads = Vec::new();
    let mut is_governed = false;
    let mut last_noun = None;
    for token in scene.clause_tokens(clause) {
        let upos = scene.upos(token);
        let number = doc.numbers.iter().any(|number| number.tokens.contains(&token));
        if upos == Upos::Adp && !number {
            is_governed = true;
            continue;
        }
        let follows_noun = last_noun.is_some_and(|noun: usize| noun + 1 == token);
        if upos == Upos::Det && follows_noun && scene.data.switches.verb_second {
            // A genitive, `die Kämpfer der Gruppe`.
            is_governed = scene.is(token, Use::Of) || is_governed;
            continue;
        }
        let is_pronoun = upos == Upos::Pron && !is_reflexive(scene, token);
        let is_name = scene.is_noun(token);
        let is_time = doc.times.iter().any(|time| time.span.overlaps(doc.tokens[token].span));
        if is_time {
            is_governed = false;
        } else if is_pronoun || is_name {
            let goes_on = scene.is_noun(token + 1) && upos == Upos::Propn && !number;
            // `Präsident Karim` is one phrase.
            if !is_governed && !follows_noun {
                heads.push(token);
            } else if follows_noun && !scene.data.switches.verb_second {
                // The last noun of an English compound is its head.
                if let Some(head) = heads.last_mut().filter(|head| **head + 1 == token) {
                    *head = token;
                }
            }
            if !goes_on {
                is_governed = false;
            }
            last_noun = Some(token);
        } else if number && !is_governed && upos == Upos::Num {
            let is_alone = !scene.is_noun(token + 1)
                && !matches!(scene.upos(token + 1), Upos::Adj | Upos::Num | Upos::Det);
            if is_alone {
                heads.push(token);
            }
        } else if scene.is_verb(token) {
            is_governed = false;
        }
    }
    heads
}

/// `sich`, `es`: no subject that kills.
fn is_reflexive(scene: &Scene<'_>, token: usize) -> bool {
    let (switches, lower) = (&scene.data.switches, scene.lower(token));
    switches.is_reflexive(lower) || switches.expletives.iter().any(|word| word == lower)
}
