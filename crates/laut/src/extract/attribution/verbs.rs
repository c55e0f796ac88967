//! Attributions by a reporting verb: `sagte`, `wirft … vor`, `has called for`, `was accused of`.

use std::ops::Range;

use super::contents::{self, Reporting};
use super::draft::Draft;
use super::scene::Scene;
use super::sources;
use crate::lang::cues::{Complement, ReportingVerb};
use crate::text::{Act, Tense, Upos, VerbForm};

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

/// Whether the other words of an entry stand in the verb's clause.
pub(super) fn fits(scene: &Scene<'_>, verb: usize, entry: &ReportingVerb) -> bool {
    if entry.words.is_empty() && !entry.is_reflexive {
        // `he himself said`; German `sich` makes it another verb: `sich befinden`.
        let may_stress = |complement: &Complement| matches!(complement, Complement::That | Complement::Quote);
        let may_be_stressed = !scene.data.switches.verb_second && entry.complements.iter().any(may_stress);
        return may_be_stressed || !is_reflexive(scene, verb);
    }
    let own = scene.doc.clause_at(verb);
    let abilities = &scene.data.switches.ability_auxiliaries;
    let is_word = |token: usize, word: &str| {
        scene.lower(token) == word
            || scene.lemma(token).eq_ignore_ascii_case(word)
            || abilities.first().is_some_and(|can| can == word)
                && scene.is_one_of(abilities, scene.lower(token))
    };
    // `is in critical condition` is not `is critical of`.
    let is_attribute = |token: usize| {
        let phrase = scene.doc.phrase_at(token).map(|phrase| &scene.doc.phrases[phrase]);
        scene.upos(token) == Upos::Adj && phrase.is_some_and(|phrase| phrase.head > token)
    };
    let holds = |word: &str| {
        scene
            .clause_tokens(verb)
            .any(|token| is_word(token, word) && scene.doc.clause_at(token) == own && !is_attribute(token))
    };
    let is_reflexive = || scene.data.switches.reflexives.iter().any(|word| holds(word));
    (!entry.is_reflexive || is_reflexive()) && entry.words.iter().all(|word| holds(word))
}

/// Whether `sich` stands with the verb, so that it is another verb: `sich befinden` is not `befinden`. It may stand with a verb that
/// this one is joined to: `beeilte sich und sagte`.
fn is_reflexive(scene: &Scene<'_>, verb: usize) -> bool {
    let joins = |token: usize| scene.upos(token) == Upos::Cconj;
    scene.segment(verb).into_iter().any(|token| {
        scene.data.switches.is_reflexive(scene.lower(token)) && !(token.min(verb)..token.max(verb)).any(joins)
    })
}

/// A participle inside a noun phrase, or before its number, attributes nothing: `the said village`, `die genannte Zahl`.
fn is_attributive(scene: &Scene<'_>, verb: usize) -> bool {
    let in_phrase =
        scene.doc.phrase_at(verb).is_some_and(|phrase| scene.doc.phrases[phrase].tokens.end > verb + 1);
    // `an estimated 1.7 million people`: the phrase starts with the number.
    let is_of_number = verb > scene.start
        && verb + 1 < scene.end
        && scene.upos(verb - 1) == Upos::Det
        && scene.upos(verb + 1) == Upos::Num;
    in_phrase && !scene.is_finite(verb) || is_of_number
}

/// `wurde befürchtet`, `was accused`.
fn is_passive(scene: &Scene<'_>, verb: usize) -> bool {
    if !scene.is_participle(verb) || scene.doc.tokens[verb].feats.tense == Some(Tense::Pres) {
        return false;
    }
    let auxiliaries = &scene.data.switches.passive_auxiliaries;
    let is_auxiliary = |token: usize| scene.is_one_of(auxiliaries, scene.lemma(token));
    if scene.data.switches.verb_second {
        let clause = scene.doc.clause_at(verb).map(|clause| &scene.doc.clauses[clause]);
        let follows = verb + 1 < scene.end && is_auxiliary(verb + 1) && scene.is_verb(verb + 1);
        return follows || clause.and_then(|clause| clause.finite).is_some_and(is_auxiliary);
    }
    let before =
        (scene.start..verb).rev().find(|token| !matches!(scene.upos(*token), Upos::Adv | Upos::Part));
    before.is_some_and(|token| scene.upos(token) == Upos::Aux && is_auxiliary(token))
}

/// `hieß es`, `it is feared that`: a subject that stands for nobody.
fn is_impersonal(scene: &Scene<'_>, verb: usize) -> bool {
    let finite =
        scene.doc.clause_at(verb).and_then(|clause| scene.doc.clauses[clause].finite).unwrap_or(verb);
    let expletives = &scene.data.switches.expletives;
    let lemma_is_impersonal = scene.is_one_of(&scene.data.switches.impersonal_verbs, &scene.verb_lemma(verb));
    let clause = scene.doc.clause_at(finite);
    let mut own = scene.segment(verb).filter(|token| scene.doc.clause_at(*token) == clause);
    lemma_is_impersonal && own.any(|token| scene.is_one_of(expletives, scene.lower(token)))
}

/// `hieß es aus Paris`, `hieß es vom Sprecher Ali Karim`: the phrase after a preposition of origin in the cue's segment.
pub(super) fn impersonal_source(scene: &Scene<'_>, verb: usize) -> Option<Range<usize>> {
    let segment = scene.segment(verb);
    let from = scene.doc.phrases.partition_point(|phrase| phrase.tokens.start < segment.start);
    let phrase = scene.doc.phrases[from..]
        .iter()
        .take_while(|phrase| phrase.tokens.start < segment.end)
        .find(|phrase| {
            let is_time = scene.doc.time_at(phrase.head).is_some();
            let origin = phrase.preposition.is_some_and(|token| {
                let switches = &scene.data.switches;
                let is = |words: &[String]| scene.is_one_of(words, scene.lower(token));
                // `hieß es bei der Polizei`, not `hieß es bei der Beerdigung`.
                is(&switches.origin_prepositions)
                    || is(&switches.place_prepositions) && sources::can_speak(scene, &phrase.tokens)
            });
            origin && !is_time
        })?;
    Some(sources::extend_right(scene, phrase.tokens.clone()))
}

/// Whether the verb itself is negated: `reagierten nicht`, `declined` is not.
fn is_negated(scene: &Scene<'_>, verb: usize) -> bool {
    let finite = scene
        .doc
        .clause_at(verb)
        .and_then(|clause| scene.doc.clauses[clause].finite)
        .filter(|finite| *finite <= verb)
        .unwrap_or(verb);
    let segment = scene.segment(verb);
    let is_infinitive = finite == verb && scene.doc.tokens[verb].feats.verb_form == Some(VerbForm::Inf);
    if is_infinitive {
        // `war nicht in der Lage, das zu bestätigen`: the clause around it is negated.
        let matrix = (scene.start..verb).rfind(|token| scene.is_finite(*token));
        return matrix.is_some_and(|matrix| {
            (matrix..verb).any(|token| scene.data.cues.is_negation(scene.lower(token)))
        });
    }
    let range = if scene.data.switches.verb_second {
        finite.min(verb).max(segment.start)..segment.end
    } else {
        finite..verb
    };
    range.into_iter().any(|token| {
        matches!(scene.upos(token), Upos::Part | Upos::Adv) && scene.data.cues.is_negation(scene.lower(token))
    })
}

/// What is done to an object: to refuse an accusation is to deny it; people are welcomed and turned back, which says nothing; a report
/// that is presented has not been told; one that is announced or proposed is yet to come.
fn act_on_object(
    scene: &Scene<'_>,
    pieces: &[Range<usize>],
    complement: &Complement,
    act: Act,
    is_passive: bool,
    verb: usize,
) -> Option<Act> {
    if *complement != Complement::Object {
        return Some(act);
    }
    let first = pieces.first()?;
    let head = scene.doc.phrase_at(first.start).map_or(first.start, |phrase| scene.doc.phrases[phrase].head);
    let (form, lemma) = (scene.doc.form(head), scene.lemma(head));
    let words = &scene.data.names;
    let is_person = [form, lemma]
        .into_iter()
        .any(|word| words.person_noun(word).is_some() || words.people(word).is_some());
    let noun = scene.reporting_noun(head);
    let is_document = noun.is_some_and(|noun| {
        noun.act == Act::State && noun.roles.contains(&crate::lang::cues::NounRole::Account)
    });
    // `denied the families entry`: two objects, the first of them people.
    let is_withheld = first.clone().any(|token| {
        let is_many = scene.lower(token) != scene.lemma(token) && scene.upos(token) == Upos::Noun;
        let is_noun_next = token + 1 < first.end && scene.upos(token + 1) == Upos::Noun;
        !scene.data.switches.verb_second
            && is_many
            && is_noun_next
            && words.person_noun(scene.doc.form(token)).is_some()
    });
    let is_presented = scene.is_one_of(&scene.data.switches.presenting_verbs, &scene.verb_lemma(verb));
    match act {
        Act::Deny if is_withheld => None,
        // `denied the report` says it is untrue, though reports are sources, too.
        Act::Deny | Act::Welcome | Act::Refuse
            if is_person && noun.is_none() && scene.upos(head) == Upos::Noun =>
        {
            None
        }
        Act::Refuse if noun.is_some_and(|noun| matches!(noun.act, Act::Accuse | Act::State)) => {
            Some(Act::Deny)
        }
        Act::State if is_document => None,
        Act::Announce | Act::Propose if is_document && is_presented => None,
        // `wurde zu drei Jahren verurteilt`: by a court.
        Act::Condemn if is_passive && has_duration(scene, verb) => None,
        _ => Some(act),
    }
}

fn has_duration(scene: &Scene<'_>, verb: usize) -> bool {
    let clause = scene.clause_tokens(verb);
    clause
        .into_iter()
        .filter_map(|token| scene.doc.time_at(token))
        .any(|time| scene.doc.times[time].time_type == crate::text::TimeType::Duration)
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

/// `Neither claim could be verified`, `Keine der Zahlen wurde bestätigt`: the subject opens with the negation.
fn has_negated_subject(scene: &Scene<'_>, verb: usize) -> bool {
    let clause = scene.doc.clause_at(verb).map(|clause| &scene.doc.clauses[clause]);
    let finite = clause.and_then(|clause| clause.finite).unwrap_or(verb);
    let subject = clause.and_then(|clause| clause.subject).map(|phrase| &scene.doc.phrases[phrase]);
    let first = subject.filter(|subject| subject.tokens.end <= finite).map(|subject| subject.tokens.start);
    // The negation may be taken for a conjunction, and stand before the phrase.
    first.is_some_and(|first| {
        let from = first.saturating_sub(1).max(scene.start);
        (from..=first).any(|token| scene.data.cues.is_negation(scene.lower(token)))
    })
}

/// `neither confirmed nor denied`.
fn is_neither(scene: &Scene<'_>, verb: usize) -> bool {
    let segment = scene.segment(verb);
    (segment.start.max(verb.saturating_sub(4))..verb)
        .any(|token| scene.is_one_of(&scene.data.switches.neither_words, scene.lower(token)))
}

/// What is done by not saying: not confirming, not answering. Not saying something else attributes nothing.
fn negated_act(scene: &Scene<'_>, verb: usize, act: Act) -> Option<Act> {
    let finite = scene.doc.clause_at(verb).and_then(|clause| scene.doc.clauses[clause].finite);
    let refuses =
        |finite: usize| scene.is_one_of(&scene.data.switches.refusing_auxiliaries, scene.lemma(finite));
    match act {
        Act::Confirm if finite.is_some_and(refuses) => Some(Act::DeclineComment),
        Act::Confirm => Some(Act::CannotVerify),
        Act::DeclineComment | Act::CannotVerify => Some(act),
        Act::State | Act::Deny => Some(Act::DeclineComment),
        Act::Accept => Some(Act::Refuse),
        Act::Welcome => Some(Act::Condemn),
        _ => None,
    }
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
