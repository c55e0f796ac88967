//! Attributions by a noun: `die Behauptung, dass …`, `with reports of …`, `their demand to open the road`, `calls for …`.

use std::ops::Range;

use super::contents::{self, Reporting};
use super::draft::Draft;
use super::{phrases, scene::Scene, sources};
use crate::lang::cues::NounRole;
use crate::lang::event_words::Grammar;
use crate::parse::phrases::is_genitive_mark;
use crate::text::{Act, Case, ClauseKind, Mood, PronType, Upos};

/// Finds the attributions of one sentence that a noun makes, where no other cue has found the same content. Only a noun with `that`
/// attributes without somebody whose words they are.
pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Draft>) {
    for token in scene.start..scene.end {
        if scene.upos(token) != Upos::Noun || scene.is_in_speech(token) {
            continue;
        }
        let Some(noun) = scene.reporting_noun(token) else { continue };
        let behind = owner_behind(scene, token);
        let content = noun.roles.iter().find_map(|role| content(scene, token, role, behind.as_ref()));
        let Some(content) = content else { continue };
        // `has no information about`, `denied reports that`: nothing of the kind was said by the subject.
        let is_none = token > scene.start && scene.data.cues.is_negation(scene.lower(token - 1));
        let owner = content.owner.clone().or_else(|| owner_before(scene, token));
        let owner = owner.or_else(|| {
            whose_deed(scene, token, &content).filter(|_| !is_denied(scene, token, &content, found))
        });
        let span = scene.span(content.tokens);
        let is_taken = found.iter().any(|draft| {
            let is_cue = draft.cue.is_some_and(|cue| cue.overlaps(scene.doc.tokens[token].span));
            is_cue || draft.content.len() == 1 && draft.content[0] == span
        });
        let can_be_nobodys =
            content.kind == Kind::Clause && (!content.is_bare || is_in_own_voice(scene, token));
        if is_none || is_taken || owner.is_none() && !can_be_nobodys {
            continue;
        }
        found.push(Draft {
            source: owner.map(|owner| scene.span(owner)),
            cue: Some(scene.doc.tokens[token].span),
            content: vec![span],
            act: noun.act,
            is_act_only: content.kind == Kind::Topic,
            is_infinitive: content.kind == Kind::Infinitive,
            rule: format!("{}.cue.noun", scene.data.switches.tag).into(),
            ..Draft::default()
        });
    }
}

/// What a noun takes as its content.
struct Content {
    tokens: Range<usize>,
    kind: Kind,
    /// Whether nothing opens the clause, and its mood alone tells that it is reported.
    is_bare: bool,
    /// Whose words they are, where that stands between the noun and the content.
    owner: Option<Range<usize>>,
}

/// What kind of content a noun takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `the claim that …`, `der Verdacht, es sei …`.
    Clause,
    /// `the threat to strike`.
    Infinitive,
    /// `criticism of the firm`: only the act is told.
    Topic,
}

/// Whether the clause of a noun is told in the indicative: in the subjunctive it goes on with what somebody said before.
fn is_in_own_voice(scene: &Scene<'_>, noun: usize) -> bool {
    let clause = scene.doc.clause_at(noun).map(|clause| &scene.doc.clauses[clause]);
    let finite = clause.and_then(|clause| clause.finite);
    finite.is_some_and(|finite| scene.doc.tokens[finite].feats.mood == Some(Mood::Ind))
}

/// Whether a noun, or what it takes, stands in what somebody denies or refuses.
fn is_denied(scene: &Scene<'_>, noun: usize, content: &Content, found: &[Draft]) -> bool {
    let spans = [scene.doc.tokens[noun].span, scene.span(content.tokens.clone())];
    let denies = |act: Act| matches!(act, Act::Deny | Act::Refuse | Act::DeclineComment | Act::CannotVerify);
    let holds =
        |piece: &crate::text::Span| spans.iter().any(|span| piece.contains(*span) || span.contains(*piece));
    found.iter().any(|draft| denies(draft.act) && draft.content.iter().any(holds))
}

/// What a noun takes as its content by one of its roles, behind its owner.
fn content(scene: &Scene<'_>, noun: usize, role: &NounRole, owner: Option<&Range<usize>>) -> Option<Content> {
    let from = owner.map_or(noun + 1, |owner| owner.end);
    let (tokens, kind) = match role {
        NounRole::ContentThat => (that_clause(scene, noun, from)?, Kind::Clause),
        NounRole::ContentInfinitive => (infinitive(scene, noun, from)?, Kind::Infinitive),
        NounRole::ContentPreposition(word) => (topic(scene, noun, from, word)?, Kind::Topic),
        NounRole::ContentGenitive => {
            let genitive = genitive_behind(scene, noun)?;
            let owner = agent_from(scene, genitive.end, false)?;
            return Some(Content { tokens: genitive, kind: Kind::Topic, is_bare: false, owner: Some(owner) });
        }
        NounRole::Account => return None,
    };
    let is_bare = kind == Kind::Clause
        && scene.doc.form(tokens.start.saturating_sub(1)) == ","
        && !scene.starts_subordinate(tokens.start);
    (!tokens.is_empty()).then(|| Content { tokens, kind, is_bare, owner: owner.cloned() })
}

/// `the claim that …`; `der Verdacht, es sei …`: without a word that opens it, a clause is told by its mood.
fn that_clause(scene: &Scene<'_>, noun: usize, from: usize) -> Option<Range<usize>> {
    let opened = (from..scene.end.min(from + 2)).find(|token| is_that(scene, *token));
    let Some(next) = opened else { return told_clause(scene, from) };
    let clause =
        scene.clauses().find(|clause| clause.tokens.start <= next && clause.subordinator == Some(next))?;
    let stop = contents::content_end(scene, next, &reporting(noun)).min(clause.tokens.end);
    Some(scene.trim_content(next..stop))
}

/// The stretch behind a comma with its finite verb in the subjunctive of reported speech, and nothing that opens it.
fn told_clause(scene: &Scene<'_>, comma: usize) -> Option<Range<usize>> {
    let start = comma + 1;
    let is_joined = start < scene.end && scene.upos(start) == Upos::Cconj;
    if start >= scene.end || scene.doc.form(comma) != "," || is_joined || scene.starts_subordinate(start) {
        return None;
    }
    let stretch = start..scene.segment(start).end;
    let finite = stretch.clone().find(|token| scene.is_finite(*token)).filter(|finite| *finite > start)?;
    let is_told = scene.doc.tokens[finite].feats.mood == Some(Mood::Sub);
    (is_told && scene.data.switches.reported_mood).then(|| scene.trim_content(stretch))
}

/// `the plan to sell the pool angered families`: the infinitive behind a noun, up to the verb whose subject the noun is.
fn infinitive(scene: &Scene<'_>, noun: usize, from: usize) -> Option<Range<usize>> {
    if scene.data.switches.verb_second {
        let start = from + usize::from(from < scene.end && scene.doc.form(from) == ",");
        let clause = scene.clauses().find(|clause| clause.tokens.start == start)?;
        let is_infinitive = clause.kind == ClauseKind::Infinitive && clause.finite.is_none();
        return is_infinitive.then(|| scene.trim_content(clause.tokens.clone()));
    }
    let is_opened = from < scene.end
        && scene.lower(from) == scene.data.switches.infinitive_particle
        && scene.is_verb_next(from);
    is_opened.then(|| {
        let end = contents::content_end(scene, from, &reporting(noun)).min(scene.segment(from).end);
        scene.trim_content(from..verb_of_subject(scene, noun, from).min(end))
    })
}

/// The finite verb behind a noun that is its clause's subject; the end of the sentence where it is not.
fn verb_of_subject(scene: &Scene<'_>, noun: usize, from: usize) -> usize {
    let start = scene.clause_tokens(noun).start;
    let has_verb_before = (start.max(scene.start)..noun).any(|token| scene.is_finite(token));
    let verb =
        (from..scene.end).find(|token| scene.is_finite(*token) && !sources::is_in_subordinate(scene, *token));
    verb.filter(|_| !has_verb_before).unwrap_or(scene.end)
}

/// `criticism of the firm`: what follows the preposition.
fn topic(scene: &Scene<'_>, noun: usize, from: usize, word: &str) -> Option<Range<usize>> {
    let is_it = from < scene.end && scene.upos(from) == Upos::Adp && is_preposition(scene, from, word);
    if !is_it || from + 1 < scene.end && scene.doc.time_at(from + 1).is_some() {
        return None;
    }
    let verb = (from..scene.end).find(|token| scene.is_finite(*token)).unwrap_or(scene.end);
    let end = contents::content_end(scene, from + 1, &reporting(noun));
    let stop = end.min(scene.segment(noun).end).min(verb);
    Some(scene.trim_content(from + 1..stop.max(from + 1)))
}

/// Whether a token is a preposition, by itself or joined with an article: `zum`.
fn is_preposition(scene: &Scene<'_>, token: usize, word: &str) -> bool {
    let lower = scene.lower(token);
    let parts = scene.data.contractions.get(lower);
    lower == word || parts.and_then(|parts| parts.first()).is_some_and(|first| first.form == word)
}

fn reporting<'e>(noun: usize) -> Reporting<'e> {
    Reporting { verb: noun, words: &[], source: None, is_passive: true }
}

fn is_that(scene: &Scene<'_>, token: usize) -> bool {
    let is_listed = scene.data.subordinators.get(scene.lower(token)) == Some(&ClauseKind::Complement);
    // `the report that killed hopes` is a relative clause: its verb follows at once.
    is_listed && token + 1 < scene.end && !scene.is_verb(token + 1)
}

/// Whose claim it is, before the noun: `Karims Behauptung`, `seine Kritik`, `the ministry's claim`.
fn owner_before(scene: &Scene<'_>, noun: usize) -> Option<Range<usize>> {
    let phrase = &scene.doc.phrases[scene.doc.phrase_at(noun)?];
    let first = phrase.tokens.start;
    let mark = (first..noun).rfind(|token| is_genitive_mark(scene.doc, *token));
    let stems = &scene.data.switches.source_adjectives;
    let is_possessive = |token: usize| {
        scene.doc.tokens[token].feats.pron_type == Some(PronType::Prs)
            && stems.iter().any(|stem| scene.lower(token).starts_with(stem.as_str()))
    };
    // A pronoun may be a phrase by itself.
    let pronoun = first.checked_sub(1).filter(|before| {
        *before >= scene.start
            && scene.upos(*before) == Upos::Pron
            && scene.doc.tokens[*before].feats.case == Some(Case::Gen)
            && is_possessive(*before)
    });
    let range = match mark {
        Some(mark) => first..mark,
        None if first < noun && is_possessive(first) => first..first + 1,
        None if first < noun && scene.upos(noun - 1) == Upos::Propn && scene.data.switches.verb_second => {
            noun - 1..noun
        }
        None => pronoun.map(|pronoun| pronoun..pronoun + 1)?,
    };
    (!range.is_empty()).then_some(range)
}

/// Whose claim it is, after the noun: `die Forderung der Streikenden`, `Kritik von Ärzten`, `calls by doctors`, `threats from the
/// rebels`.
fn owner_behind(scene: &Scene<'_>, noun: usize) -> Option<Range<usize>> {
    let own = &scene.doc.phrases[scene.doc.phrase_at(noun)?];
    if noun + 1 < own.tokens.end {
        let genitive = genitive_behind(scene, noun)?;
        let head = genitive.clone().find(|token| matches!(scene.upos(*token), Upos::Noun | Upos::Propn))?;
        return sources::noun_can_speak(scene, head).then_some(genitive);
    }
    agent_from(scene, noun + 1, true)
}

/// The genitive after a noun.
fn genitive_behind(scene: &Scene<'_>, noun: usize) -> Option<Range<usize>> {
    let own = &scene.doc.phrases[scene.doc.phrase_at(noun)?];
    let has_genitive = scene.data.switches.verb_second && own.head == noun && noun + 1 < own.tokens.end;
    has_genitive.then(|| noun + 1..own.tokens.end)
}

/// Somebody behind `by` or `from`, where that stands at a token. After a genitive only what names nothing but who does it counts:
/// `die Verurteilung der Tat durch Ärzte`, not `die Ankündigung des Endes von Bahn 4`.
fn agent_from(scene: &Scene<'_>, at: usize, may_be_origin: bool) -> Option<Range<usize>> {
    let switches = &scene.data.switches;
    let is_one_of = |list: &[String]| at + 1 < scene.end && scene.is_one_of(list, scene.lower(at));
    let is_origin = is_one_of(&switches.origin_prepositions);
    let is_agent = if is_origin { may_be_origin } else { is_one_of(&switches.agent_prepositions) };
    let phrase = &scene.doc.phrases[scene.doc.phrase_at(at + 1).filter(|_| is_agent)?];
    let can_speak = phrase.tokens.start == at + 1 && sources::can_speak(scene, &phrase.tokens);
    can_speak.then(|| phrase.tokens.clone())
}

/// The subject of the clause in which the noun is the object (`Die Ärzte übten Kritik an …`) or the last word of a listed phrase (`lehnte
/// ab mit der Begründung, …`). Whoever foils a plan has none: with an
/// infinitive the verb has to be one that says no more than that there is an act.
fn whose_deed(scene: &Scene<'_>, noun: usize, content: &Content) -> Option<Range<usize>> {
    let clause = &scene.doc.clauses[scene.doc.clause_at(noun)?];
    let finite = clause.finite?;
    let is_light = || {
        let mut verbs = clause.tokens.clone().filter(|token| *token < noun || *token >= content.tokens.end);
        verbs.any(|token| {
            scene.is_verb(token) && scene.data.event_words.is(scene.lemma(token), Grammar::Light, None)
        })
    };
    let is_of_subject = phrases::is_of_subject(scene, noun);
    if content.kind == Kind::Infinitive && !is_of_subject && !is_light() {
        return None;
    }
    let is_bare = scene.doc.phrase_at(noun).map(|phrase| &scene.doc.phrases[phrase])?.preposition.is_none();
    let mut words = clause.tokens.clone();
    let is_passive = words.any(|token| {
        scene.is_one_of(&scene.data.switches.passive_auxiliaries, scene.lemma(token))
            && scene.upos(token) == Upos::Aux
    });
    let subject = sources::subject(scene, finite, clause.subject)?;
    let is_other = !subject.contains(&noun) && sources::can_speak(scene, &subject);
    let is_nobody =
        subject.len() == 1 && scene.is_one_of(&scene.data.switches.expletives, scene.lower(subject.start));
    ((is_bare || is_of_subject) && is_other && !is_nobody && !is_passive).then_some(subject)
}
