//! Attributions by a reporting verb: `sagte`, `wirft … vor`, `has called for`, `was accused of`.

mod acts;
pub(super) mod constructions;

use std::ops::Range;

use self::acts::{act_on_object, has_negated_subject, is_negated, is_neither, negated_act};
use self::constructions::{fits, impersonal_source, is_attributive, is_impersonal, is_passive};
use super::contents::{self, Reporting};
use super::draft::Draft;
use super::scene::Scene;
use super::sources;
use crate::lang::cues::{Complement, ReportingVerb};
use crate::text::{Act, Upos, VerbForm};

/// Finds the attributions of one sentence that a verb makes.
pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Draft>) {
    for token in scene.start..scene.end {
        if !scene.is_verb(token) || scene.is_in_speech(token) || is_taken(scene, token, found) {
            continue;
        }
        if let Some(draft) = of_verb(scene, token) {
            found.push(draft);
        }
    }
}

/// Whether a verb is already a cue, or an infinitive in what somebody announces or demands: `pledged to ask the council`.
fn is_taken(scene: &Scene<'_>, verb: usize, found: &[Draft]) -> bool {
    let span = scene.doc.tokens[verb].span;
    let is_infinitive = scene.doc.tokens[verb].feats.verb_form == Some(VerbForm::Inf);
    found.iter().any(|draft| {
        let is_quoted = !draft.through.is_empty()
            && draft
                .content
                .iter()
                .any(|piece| piece.start() > span.end() && piece.start() <= span.end() + 1);
        let is_cue = is_quoted || draft.cue.is_some_and(|cue| cue.overlaps(span));
        is_cue
            || is_infinitive && draft.is_infinitive && draft.content.iter().any(|piece| piece.contains(span))
    })
}

/// `wanted [the firm] to pay`: an object between a verb and an infinitive.
fn has_object_and_infinitive(scene: &Scene<'_>, verb: usize) -> bool {
    let object = scene.doc.phrase_at(verb + 1).map(|phrase| &scene.doc.phrases[phrase]);
    object.filter(|object| object.tokens.start == verb + 1).is_some_and(|object| {
        let to = object.tokens.end;
        to < scene.end && scene.lower(to) == scene.data.switches.infinitive_particle && scene.is_verb_next(to)
    })
}

fn of_verb(scene: &Scene<'_>, verb: usize) -> Option<Draft> {
    let lemma = scene.verb_lemma(verb);
    let listed = scene.data.cues.verbs.get(lemma.as_str())?;
    let mut entries: Vec<&ReportingVerb> = listed.iter().filter(|entry| fits(scene, verb, entry)).collect();
    // `want the state to pay` is not `want to pay`: with an object, the entry that takes one comes first.
    if entries.len() > 1 && has_object_and_infinitive(scene, verb) {
        entries.sort_by_key(|entry| !entry.complements.contains(&Complement::ObjectInfinitive));
    }
    if entries.is_empty() || is_attributive(scene, verb) {
        return None;
    }
    if let Some(draft) = of_pronoun(scene, verb, &entries).or_else(|| of_account(scene, verb, &entries)) {
        return Some(draft);
    }
    let is_passive = is_passive(scene, verb);
    let is_impersonal = is_impersonal(scene, verb);
    let is_quoting = scene.is_one_of(&scene.data.switches.quoting_verbs, &lemma);
    let source = if is_passive && is_quoting {
        contents::subject_of_passive(scene, verb)
    } else if is_passive {
        sources::agent(scene, verb)
    } else if is_impersonal {
        impersonal_source(scene, verb)
    } else {
        Some(sources::of_verb(scene, verb)?)
    };
    let source = source.map(|source| before_own_preposition(scene, verb, source, &entries));
    if has_to(scene, verb) || source.as_ref().is_some_and(|source| is_nobody(scene, source)) {
        return None;
    }
    let is_negated = is_negated(scene, verb);
    let mut reporting = Reporting { verb, words: &[], source: source.clone(), is_passive };
    // What asks for more words is tried first; among entries of the same form, the one whose content is there.
    let (entry, pieces, complement) = entries.iter().find_map(|entry| {
        reporting.words = &entry.words;
        let (pieces, complement) = contents::of_verb(scene, &reporting, &entry.complements)?;
        Some((*entry, pieces, complement.clone()))
    })?;
    if is_passive && source.is_none() && !tells_of_itself(entry.act, &complement) {
        return None; // `Bedingungen wurden genannt` says neither who said it nor what was said
    }
    let lists_negation = entry.words.iter().any(|word| scene.data.cues.is_negation(word));
    let denies_object = is_passive && has_negated_subject(scene, verb);
    let act = if is_neither(scene, verb) && !denies_object {
        Act::DeclineComment
    } else if (is_negated || denies_object) && !lists_negation {
        negated_act(scene, verb, entry.act)?
    } else {
        entry.act
    };
    let tells_words = matches!(
        complement,
        Complement::Quote | Complement::That | Complement::Question | Complement::ObjectThat
    );
    if !tells_words && source.as_ref().is_some_and(|source| !sources::can_speak(scene, source)) {
        return None; // `Der Sturm forderte Opfer`
    }
    let act = act_on_object(scene, &pieces, &complement, act, is_passive, verb)?;
    let is_silent = act == Act::CannotVerify && !is_passive;
    let pieces =
        if is_silent { contents::whole_predicate(scene, &reporting).unwrap_or(pieces) } else { pieces };
    let content = contents::spans(scene, &pieces);
    if content.is_empty() || overlaps_source(&pieces, source.as_ref()) {
        return None;
    }
    if !is_passive
        && is_quoting
        && let Some(quoted) = quoted_source(scene, verb, source.as_ref())
    {
        return Some(Draft {
            verb: Some(verb),
            source: Some(scene.span(quoted.clone())),
            through: source.into_iter().map(|source| scene.span(source)).collect(),
            cue: Some(cue_span(scene, verb, false, &[])),
            content: quoted_content(scene, &quoted, &pieces),
            rule: format!("{}.cue.quoted", scene.data.switches.tag).into(),
            ..Draft::default()
        })
        .filter(|draft| !draft.content.is_empty());
    }
    let is_refusal = matches!(act, Act::Refuse | Act::DeclineComment | Act::Deny);
    // `declined to say when`: what is not said is no content in somebody's words.
    let is_act_only = act == Act::DeclineComment
        || is_refusal && complement == Complement::Infinitive
        || !matches!(
            complement,
            Complement::Quote
                | Complement::That
                | Complement::Question
                | Complement::ObjectThat
                | Complement::Infinitive
        );
    Some(Draft {
        verb: Some(verb),
        source: source.map(|source| scene.span(source)),
        cue: Some(cue_span(scene, verb, is_negated, &entry.words)),
        content,
        act,
        certainty: entry.certainty,
        is_act_only,
        is_infinitive: matches!(complement, Complement::Infinitive | Complement::ObjectInfinitive),
        rule: format!("{}.cue.verb", scene.data.switches.tag).into(),
        ..Draft::default()
    })
}

/// `Da sprach der Präsident von der Katastrophe`: the preposition that the verb needs is not part of its subject.
fn before_own_preposition(
    scene: &Scene<'_>,
    verb: usize,
    source: Range<usize>,
    entries: &[&ReportingVerb],
) -> Range<usize> {
    let needs = |entry: &&&ReportingVerb| {
        entry.complements.iter().all(|complement| matches!(complement, Complement::Preposition(_)))
    };
    let takes = |token: usize| {
        let word = scene.lower(token);
        let is_it =
            |complement: &Complement| matches!(complement, Complement::Preposition(own) if own == word);
        entries.iter().filter(needs).any(|entry| entry.complements.iter().any(is_it))
    };
    let first = (source.start + 1..source.end).find(|token| takes(*token));
    let has_other = (source.end..scene.clause_tokens(verb).end).any(takes);
    match first.filter(|_| source.start > verb && !has_other) {
        Some(preposition) => scene.trim(source.start..preposition),
        None => source,
    }
}

/// Whether somebody has to say it, and has not: `Norland must recognise the border`.
fn has_to(scene: &Scene<'_>, verb: usize) -> bool {
    let finite = scene.doc.clause_at(verb).and_then(|clause| scene.doc.clauses[clause].finite);
    let is_obligation =
        |finite: usize| scene.is_one_of(&scene.data.switches.obligation_auxiliaries, scene.lemma(finite));
    finite.is_some_and(|finite| finite != verb && is_obligation(finite))
}

/// Whether a source is nobody: `No group has claimed responsibility`, `niemand bekannte sich`.
fn is_nobody(scene: &Scene<'_>, source: &Range<usize>) -> bool {
    let is_open = |token: usize| matches!(scene.upos(token), Upos::Det | Upos::Pron | Upos::Noun);
    scene.data.cues.is_negation(scene.lower(source.start)) && is_open(source.start)
}

/// `Das teilte die Polizei mit.`: the pronoun in front stands for the sentence before.
fn of_pronoun(scene: &Scene<'_>, verb: usize, entries: &[&ReportingVerb]) -> Option<Draft> {
    let pronoun = scene.trim(scene.start..scene.end).start;
    let finite = scene.doc.clause_at(verb).and_then(|clause| scene.doc.clauses[clause].finite)?;
    let opens = scene.data.switches.verb_second
        && finite == pronoun + 1
        && scene.is_one_of(&scene.data.switches.sentence_pronouns, scene.lower(pronoun));
    let tells = |complement: &Complement| matches!(complement, Complement::That | Complement::Quote);
    let entry = entries.iter().find(|entry| entry.complements.iter().any(tells)).filter(|_| opens)?;
    let source = if is_passive(scene, verb) {
        sources::agent(scene, verb)?
    } else {
        sources::subject_after(scene, finite)?
    };
    let goes_on = scene.trim(source.end..scene.end).any(|token| scene.doc.form(token) == ":");
    (!goes_on && !is_negated(scene, verb)).then(|| Draft {
        verb: Some(verb),
        source: Some(scene.span(source)),
        cue: Some(cue_span(scene, verb, false, &entry.words)),
        content: vec![scene.doc.tokens[pronoun].span],
        act: entry.act,
        certainty: entry.certainty,
        tells_before: matches!(entry.act, Act::State | Act::Announce),
        rule: format!("{}.cue.verb.before", scene.data.switches.tag).into(),
        ..Draft::default()
    })
}

/// `…, a claim denied by the rebels`: a participle behind an account in apposition.
fn of_account(scene: &Scene<'_>, verb: usize, entries: &[&ReportingVerb]) -> Option<Draft> {
    let account = contents::account_of(scene, verb).filter(|account| account.end == verb)?;
    let source = sources::agent(scene, verb)?;
    let entry = entries.iter().find(|entry| entry.words.is_empty())?;
    Some(Draft {
        verb: Some(verb),
        source: Some(scene.span(source)),
        cue: Some(cue_span(scene, verb, false, &[])),
        content: vec![scene.span(account)],
        act: entry.act,
        certainty: entry.certainty,
        is_act_only: true,
        rule: format!("{}.cue.verb", scene.data.switches.tag).into(),
        ..Draft::default()
    })
}

/// Whether a passive that names nobody still attributes: by what was said, or because it can only be somebody's word (`wird vorgeworfen`,
/// `is feared`). `wurde abgelehnt`, `was welcomed` tell of a deed.
fn tells_of_itself(act: Act, complement: &Complement) -> bool {
    let is_act_only =
        matches!(complement, Complement::Object | Complement::ObjectAs | Complement::Preposition(_));
    !is_act_only || matches!(act, Act::Accuse | Act::Fear)
}

/// `Der Sender zitierte den Gouverneur`: whose words they are is the object, and the subject passes them on.
fn quoted_source(scene: &Scene<'_>, verb: usize, subject: Option<&Range<usize>>) -> Option<Range<usize>> {
    let from = subject.map_or(verb + 1, |subject| subject.end.max(verb + 1));
    let first = scene.doc.phrases.partition_point(|phrase| phrase.tokens.start < from);
    let phrase = scene
        .doc
        .phrases
        .get(first)
        .filter(|phrase| phrase.tokens.end <= scene.end && phrase.preposition.is_none())?;
    let is_near = !(from..phrase.tokens.start).any(|token| !scene.is_word(token));
    (is_near && sources::can_speak(scene, &phrase.tokens)).then(|| phrase.tokens.clone())
}

/// What follows `as saying`, or the quotation.
fn quoted_content(
    scene: &Scene<'_>,
    quoted: &Range<usize>,
    pieces: &[Range<usize>],
) -> Vec<crate::text::Span> {
    let after = quoted.end;
    let says = after + 1 < scene.end
        && scene.is_one_of(&scene.data.switches.naming_words, scene.lower(after))
        && scene.is_verb(after + 1);
    let piece = |range: Range<usize>| scene.span(scene.trim_content(range));
    if says {
        return vec![piece(after + 2..scene.words_end().max(after + 2))]
            .into_iter()
            .filter(|span| !span.is_empty())
            .collect();
    }
    let outside = pieces.iter().filter(|range| range.start >= after || range.end <= quoted.start);
    outside.map(|range| piece(range.clone())).filter(|span| !span.is_empty()).collect()
}

/// The verb with its auxiliary or negation where they touch: `hatte erklärt`, `reagierten nicht`.
fn cue_span(scene: &Scene<'_>, verb: usize, is_negated: bool, words: &[String]) -> crate::text::Span {
    let mut start = verb;
    while start > scene.start
        && (scene.upos(start - 1) == Upos::Aux
            || is_negated && scene.data.cues.is_negation(scene.lower(start - 1)))
    {
        start -= 1;
    }
    let negation_follows =
        is_negated && verb + 1 < scene.end && scene.data.cues.is_negation(scene.lower(verb + 1));
    let mut end = verb + 1 + usize::from(negation_follows);
    while end < scene.end && words.iter().any(|word| scene.lower(end) == word || scene.lemma(end) == word) {
        end += 1;
    }
    scene.span(start..end)
}

fn overlaps_source(pieces: &[Range<usize>], source: Option<&Range<usize>>) -> bool {
    source.is_some_and(|source| {
        pieces
            .iter()
            .any(|piece| piece.start < source.end && source.start < piece.end && piece.len() > source.len())
    })
}
