//! English: verbs that were taken for nouns, participles for the past, and the other way round.
//!
//! `Heavy shelling killed seven` has its verb in `killed`, `…, aid workers said` its subject in `aid workers`. The stretches between marks and
//! subordinators are looked at one by one; no repair moves their bounds.

use std::ops::Range;

use compact_str::CompactString;

use super::{is_finite, is_noun, is_verb, make_finite, missing_verb, opener, read_as, segments};
use crate::lang::LanguageData;
use crate::text::{
    Case, ClauseKind, Document, Feats, GrammaticalNumber, Mood, Phrase, Tense, Upos, VerbForm,
};

/// Repairs the words of one sentence.
pub(super) fn repair(doc: &mut Document, tokens: Range<usize>, data: &LanguageData) {
    let segments = segments(doc, tokens.clone(), data);
    find_nouns(doc, tokens.clone());
    find_first_parts(doc, &segments, data);
    find_gerunds(doc, &segments, data);
    find_hidden_past(doc, &segments, data);
    find_joined_verbs(doc, tokens.clone(), data);
    find_english_verbs(doc, &segments, data);
    find_tag_verb(doc, &segments, data);
    find_verb_before_that(doc, &segments, data);
    missing_verb::find(doc, tokens, &segments, data);
}

/// `…, aid workers said`: what opens a stretch before a noun and its finite verb is no infinitive, but a part of the noun.
fn find_first_parts(doc: &mut Document, segments: &[Range<usize>], data: &LanguageData) {
    for segment in segments.iter().cloned() {
        let (first, noun) = (segment.start, segment.start + 1);
        let verb = (noun..segment.end).find(|token| !is_noun(doc, *token));
        let has_subject = verb.is_some_and(|verb| verb > noun && is_finite(doc, verb));
        let is_base =
            doc.tokens[first].upos == Upos::Verb && doc.tokens[first].feats.verb_form == Some(VerbForm::Inf);
        let form = doc.form(first).to_lowercase();
        let reading = data.lexicon.analyses(&form).find(|reading| reading.upos == Upos::Noun);
        let Some(reading) = reading.filter(|_| is_base && has_subject) else { continue };
        read_as(doc, first, reading);
        if let Some(phrase) = doc.phrase_at(noun).filter(|phrase| doc.phrases[*phrase].tokens.start == noun) {
            doc.phrases[phrase].tokens.start = first;
        }
    }
}

/// `Heavy shelling killed seven people`: without another verb, the form in `-ing` is a noun, and what follows it finite.
fn find_gerunds(doc: &mut Document, segments: &[Range<usize>], data: &LanguageData) {
    for segment in segments.iter().cloned() {
        let is_open = |token: &usize| {
            matches!(doc.tokens[*token].upos, Upos::Det | Upos::Adj | Upos::Num) || is_noun(doc, *token)
        };
        let Some(gerund) = segment.clone().find(|token| !is_open(token)) else { continue };
        let verb = (gerund + 1..segment.end).find(|token| doc.tokens[*token].upos != Upos::Adv);
        let is_participle = |token: usize, tense: Tense| {
            let token = &doc.tokens[token];
            let is_form = token.feats.verb_form == Some(VerbForm::Part);
            token.upos == Upos::Verb
                && is_form
                && (token.feats.tense == Some(Tense::Pres)) == (tense == Tense::Pres)
        };
        let Some(verb) = verb.filter(|verb| is_participle(*verb, Tense::Past)) else { continue };
        let has_finite = segment.clone().any(|token| is_finite(doc, token));
        if has_finite || gerund == segment.start || !is_participle(gerund, Tense::Pres) {
            continue;
        }
        let lemma = doc.tokens[gerund].lower.clone();
        let feats = Feats { number: Some(GrammaticalNumber::Sing), ..Feats::default() };
        let token = &mut doc.tokens[gerund];
        (token.upos, token.feats, token.lemma) = (Upos::Noun, feats, lemma);
        make_past(doc, verb, data);
        let inside = segment.start..gerund + 1;
        let at = doc.phrases.partition_point(|phrase| phrase.tokens.end <= inside.start);
        let last = doc.phrases.partition_point(|phrase| phrase.tokens.start < inside.end);
        let number = feats.number;
        let phrase = Phrase { tokens: inside, head: gerund, preposition: None, case: None, number };
        doc.phrases.splice(at..last.max(at), [phrase]);
    }
}

/// `said it shot down two drones`: after a pronoun in the nominative, what can be finite is no noun, where no other verb is; nor is it
/// before a verb that it is joined to.
fn find_hidden_past(doc: &mut Document, segments: &[Range<usize>], data: &LanguageData) {
    for segment in segments.iter().cloned() {
        for token in segment.clone().skip(1) {
            let before = &doc.tokens[token - 1];
            let is_subject = before.upos == Upos::Pron && before.feats.case == Some(Case::Nom);
            let has_verb = (token..segment.end).any(|next| is_finite(doc, next));
            // `troops shot and killed two men`
            let is_joined = token + 2 < segment.end
                && is_noun(doc, token - 1)
                && doc.tokens[token + 1].upos == Upos::Cconj
                && is_past_verb(doc, token + 2)
                && !(segment.start..token).any(|before| is_finite(doc, before));
            let is_verb_here = is_subject && !has_verb || is_joined;
            if is_verb_here && doc.tokens[token].upos == Upos::Noun {
                make_verb(doc, token, data);
                make_past_of_participle(doc, token, data);
            }
        }
    }
}

/// Whether a token is a verb in the past, or a participle that may be.
fn is_past_verb(doc: &Document, token: usize) -> bool {
    let token = &doc.tokens[token];
    token.upos == Upos::Verb && token.feats.tense == Some(Tense::Past)
}

/// The lexicon may have only the participle of an irregular verb, which is the past too: `shot`.
fn make_past_of_participle(doc: &mut Document, token: usize, data: &LanguageData) {
    let participle = data
        .lexicon
        .analyses(doc.form(token))
        .find(|reading| reading.upos == Upos::Verb && reading.feats.verb_form == Some(VerbForm::Part));
    let Some(reading) = participle.filter(|_| doc.tokens[token].upos == Upos::Noun) else { return };
    let word = &mut doc.tokens[token];
    (word.upos, word.lemma, word.feats) = (Upos::Verb, reading.lemma, past());
    leave_phrase(doc, token);
}

/// The features of a finite verb in the past.
pub(super) fn past() -> Feats {
    let (verb_form, tense, mood) = (Some(VerbForm::Fin), Some(Tense::Past), Some(Mood::Ind));
    Feats { verb_form, tense, mood, ..Feats::default() }
}

/// `near its base`: after a possessive pronoun stands no finite verb.
fn find_nouns(doc: &mut Document, tokens: Range<usize>) {
    for token in tokens.skip(1) {
        let before = &doc.tokens[token - 1];
        let is_possessive = before.upos == Upos::Pron && before.feats.case == Some(Case::Gen);
        if is_possessive && is_finite(doc, token) {
            let form = doc.tokens[token].lower.clone();
            let token = &mut doc.tokens[token];
            (token.upos, token.feats, token.lemma) = (Upos::Noun, Feats::default(), form);
        }
    }
}

/// `… have collapsed and foreign investors stay away`: what looks like an infinitive after a plural of its own, joined to
/// a clause, is finite.
fn find_joined_verbs(doc: &mut Document, tokens: Range<usize>, data: &LanguageData) {
    for joint in
        tokens.clone().skip(1).filter(|token| doc.tokens[*token].upos == Upos::Cconj).collect::<Vec<_>>()
    {
        let subject = doc.phrases.get(doc.phrases.partition_point(|phrase| phrase.tokens.start <= joint));
        let Some(subject) = subject.filter(|phrase| phrase.tokens.start == joint + 1) else { continue };
        let is_plural = subject.number == Some(GrammaticalNumber::Plur) && subject.preposition.is_none();
        let verb = (subject.tokens.end..tokens.end).find(|token| doc.tokens[*token].upos != Upos::Adv);
        let Some(verb) = verb else { continue };
        let is_infinitive =
            doc.tokens[verb].upos == Upos::Verb && doc.tokens[verb].feats.verb_form == Some(VerbForm::Inf);
        let follows_clause = is_verb(doc, joint - 1) || doc.tokens[joint - 1].upos == Upos::Adv;
        if is_plural && is_infinitive && follows_clause {
            make_finite(doc, verb, data);
        }
    }
}

/// A past participle after its subject, without an auxiliary and without another finite verb in its segment, is the past tense;
/// so is one whose subject stands after a reporting verb, and that has an object: `said the army burned the camp`.
fn find_english_verbs(doc: &mut Document, segments: &[Range<usize>], data: &LanguageData) {
    for segment in segments.iter().cloned() {
        if !segment.clone().any(|token| is_verb(doc, token)) {
            find_hidden_verb(doc, segment, data);
            continue;
        }
        find_plain_verb(doc, segment.clone(), data);
        let candidates: Vec<usize> =
            segment.clone().filter(|token| is_bare_participle(doc, *token, segment.start)).collect();
        for token in candidates {
            let before = (segment.start..token).rfind(|before| is_finite(doc, *before));
            let joint = (token..segment.end).find(|next| doc.tokens[*next].upos == Upos::Cconj);
            let has_finite_after = (token..joint.unwrap_or(segment.end)).any(|next| is_finite(doc, next));
            let is_past = match before {
                None => !has_finite_after || is_in_time_clause(doc, token, segment.end, data),
                Some(before) => {
                    is_said(doc, before, token, data) || is_in_time_clause(doc, token, segment.end, data)
                }
            };
            if is_past {
                make_past(doc, token, data);
            }
        }
        make_subjunctive(doc, segment, data);
    }
}

/// `The police assume`: a plain form right behind the noun phrase with which a stretch opens that has no finite verb.
fn find_plain_verb(doc: &mut Document, segment: Range<usize>, data: &LanguageData) {
    let Some(phrase) = doc.phrase_at(segment.start) else { return };
    let phrase = &doc.phrases[phrase];
    let opens = phrase.tokens.start == segment.start && phrase.preposition.is_none();
    let verb = (phrase.tokens.end..segment.end).find(|token| doc.tokens[*token].upos != Upos::Adv);
    let is_plain = |token: &usize| {
        doc.tokens[*token].upos == Upos::Verb && doc.tokens[*token].feats.verb_form == Some(VerbForm::Inf)
    };
    let has_finite = segment.clone().any(|token| is_finite(doc, token));
    if let (true, false, Some(verb)) = (opens, has_finite, verb.filter(is_plain)) {
        make_finite(doc, verb, data);
    }
}

/// `demanded that the director resign`, `that talks be held`: in a clause that `that` opens and that has no finite verb, the plain
/// form is one.
fn make_subjunctive(doc: &mut Document, segment: Range<usize>, data: &LanguageData) {
    let is_complement =
        opener(doc, segment.clone(), data).is_some_and(|(_, kind)| kind == ClauseKind::Complement);
    let has_finite = segment.clone().any(|token| is_finite(doc, token));
    let is_plain = |token: usize| {
        let follows_particle = doc.tokens[token - 1].lower == data.switches.infinitive_particle.as_str();
        is_verb(doc, token) && doc.tokens[token].feats.verb_form == Some(VerbForm::Inf) && !follows_particle
    };
    let plain = segment.clone().skip(2).find(|token| is_plain(*token));
    if let (true, false, Some(token)) = (is_complement, has_finite, plain) {
        let feats = &mut doc.tokens[token].feats;
        (feats.verb_form, feats.mood) = (Some(VerbForm::Fin), Some(Mood::Sub));
    }
}

/// `because the army lacks fuel`: a noun after a noun, in a clause with a subordinator and no verb, that can be a finite verb.
fn find_hidden_verb(doc: &mut Document, segment: Range<usize>, data: &LanguageData) {
    let opener = segment.clone().find(|token| doc.tokens[*token].upos != Upos::Adv);
    let is_opened = opener.is_some_and(|opener| doc.tokens[opener].upos == Upos::Sconj);
    let found = segment.clone().skip(2).find(|token| {
        let form = doc.form(*token);
        doc.tokens[*token].upos == Upos::Noun
            && is_noun(doc, *token - 1)
            && form.ends_with('s')
            && data
                .lexicon
                .analyses(form)
                .any(|reading| reading.upos == Upos::Verb && reading.feats.verb_form == Some(VerbForm::Fin))
    });
    if let (true, Some(token)) = (is_opened, found) {
        doc.tokens[token].upos = Upos::Verb;
        make_finite(doc, token, data);
    }
}

/// A form in `-ed` is past tense or participle, whether the lexicon has it or not.
fn make_past(doc: &mut Document, token: usize, data: &LanguageData) {
    if make_finite(doc, token, data) || data.switches.is_like_past(&doc.tokens[token].lower) {
        let feats = &mut doc.tokens[token].feats;
        feats.verb_form = Some(VerbForm::Fin);
        (feats.tense, feats.mood) = (Some(Tense::Past), Some(Mood::Ind));
    }
}

/// `said (on Monday) the army burned the camp`: subject and object of a verb after a reporting verb.
fn is_said(doc: &Document, verb: usize, token: usize, data: &LanguageData) -> bool {
    let starts_phrase = |token: usize| {
        doc.phrase_at(token).is_some_and(|phrase| {
            let phrase = &doc.phrases[phrase];
            phrase.tokens.start == token && phrase.preposition.is_none()
        })
    };
    let has_subject = (verb + 1..token).any(starts_phrase);
    let has_object = token + 1 < doc.tokens.len() && starts_phrase(token + 1);
    let is_only = !(verb + 1..token).any(|between| is_verb(doc, between) && doc.phrase_at(between).is_none());
    is_only && has_subject && has_object && data.cues.verbs.contains_key(doc.tokens[verb].lemma.as_str())
}

/// `after the talks failed,`, `after the bank hinted that …`: what looks like a preposition opens a clause whose verb is
/// its last word, or has an object or a complement.
fn is_in_time_clause(doc: &Document, token: usize, end: usize, data: &LanguageData) -> bool {
    let subject = (0..token).rev().find(|before| doc.tokens[*before].upos != Upos::Adv);
    let preposition = subject
        .and_then(|subject| doc.phrase_at(subject))
        .and_then(|phrase| doc.phrases[phrase].preposition)
        .map(|preposition| doc.tokens[preposition].lower.as_str());
    let next = token + 1;
    let is_complemented = next < end && {
        let opens = data.subordinators.get(doc.tokens[next].lower.as_str());
        let start = doc.tokens[next].span.start();
        let time = doc.times.partition_point(|time| time.span.end() <= start);
        let is_time = doc.times.get(time).is_some_and(|time| time.span.start() <= start);
        let is_object = doc.phrase_at(next).is_some_and(|phrase| {
            doc.phrases[phrase].tokens.start == next && doc.phrases[phrase].preposition.is_none()
        });
        opens == Some(&ClauseKind::Complement) || is_object && !is_time
    };
    (next == end || is_complemented)
        && preposition.is_some_and(|word| data.subordinators.get(word) == Some(&ClauseKind::Adverbial))
}

fn is_bare_participle(doc: &Document, token: usize, start: usize) -> bool {
    let feats = doc.tokens[token].feats;
    let is_participle = doc.tokens[token].upos == Upos::Verb
        && feats.verb_form == Some(VerbForm::Part)
        && feats.tense != Some(Tense::Pres);
    let before = (start..token).rev().find(|before| doc.tokens[*before].upos != Upos::Adv);
    let follows_subject = before.is_some_and(|before| {
        doc.phrase_at(before).is_some_and(|phrase| {
            let phrase = &doc.phrases[phrase];
            phrase.tokens.end == before + 1 && phrase.tokens.start >= start
        })
    });
    is_participle && follows_subject
}

/// `…, the agency reports.`: the last word, after a noun, in a segment without a verb, where the sentence has one before.
fn find_tag_verb(doc: &mut Document, segments: &[Range<usize>], data: &LanguageData) {
    let [first, .., segment] = segments else { return };
    let Some(last) = segment.clone().rfind(|token| doc.tokens[*token].upos != Upos::Punct) else { return };
    let has_verb = segment.clone().any(|token| is_verb(doc, token));
    let has_verb_before = (first.start..segment.start).any(|token| is_finite(doc, token));
    let is_listed = data.cues.verbs.contains_key(doc.tokens[last].lemma.as_str());
    if is_listed
        && is_noun(doc, last)
        && last > segment.start
        && is_noun(doc, last - 1)
        && !has_verb
        && has_verb_before
    {
        make_verb(doc, last, data);
    }
}

/// `Rescuers fear that …`: a reporting verb after a plural, before a complement, in a segment without a verb.
fn find_verb_before_that(doc: &mut Document, segments: &[Range<usize>], data: &LanguageData) {
    for pair in segments.windows(2) {
        let (segment, next) = (pair[0].clone(), pair[1].clone());
        let is_complement = opener(doc, next, data).is_some_and(|(_, kind)| kind == ClauseKind::Complement);
        let last = segment.end - 1;
        let follows_plural = last > segment.start
            && is_noun(doc, last - 1)
            && doc.tokens[last - 1].feats.number == Some(GrammaticalNumber::Plur);
        let lower = doc.tokens[last].lower.as_str();
        let is_plain = follows_plural && data.cues.verbs.contains_key(lower);
        // `signals`, `certified`: no plain form, so that the noun before it may be in the singular.
        let is_reporting = |verb: &CompactString| data.cues.verbs.contains_key(verb.as_str());
        let is_inflected = last > segment.start
            && is_noun(doc, last - 1)
            && data.verb_forms.get(lower).is_some_and(is_reporting);
        let has_verb = segment.clone().any(|token| is_verb(doc, token));
        let can_be_verb = is_noun(doc, last) || doc.tokens[last].upos == Upos::Adj;
        if is_complement && (is_plain || is_inflected) && can_be_verb && !has_verb {
            make_verb(doc, last, data);
        }
    }
}

/// Makes the last noun of a phrase the finite verb that the lexicon has for its form, if there is one; the phrase ends
/// before it.
fn make_verb(doc: &mut Document, token: usize, data: &LanguageData) {
    let upos = std::mem::replace(&mut doc.tokens[token].upos, Upos::Verb);
    if !make_finite(doc, token, data) {
        doc.tokens[token].upos = upos;
        return;
    }
    leave_phrase(doc, token);
}

/// Ends the phrase that a word was the last of before it.
pub(super) fn leave_phrase(doc: &mut Document, token: usize) {
    let Some(phrase) = doc.phrase_at(token) else { return };
    let number = token.checked_sub(1).and_then(|noun| doc.tokens[noun].feats.number);
    let phrase = &mut doc.phrases[phrase];
    if phrase.tokens.start < token && phrase.tokens.end == token + 1 {
        phrase.tokens.end = token;
        (phrase.head, phrase.number) = (phrase.head.min(token - 1), number);
    }
}
