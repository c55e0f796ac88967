//! Corrects parts of speech and verb forms where word order or spelling decide and the tagger did not see it.
//!
//! | text | taken for | is |
//! | --- | --- | --- |
//! | `…, dass noch viele in den Trümmern liegen` | infinitive | finite: a clause with `dass` has its finite verb last |
//! | `Das Land behauptet, dass …` | participle | finite: the main clause has no other verb |
//! | `One jet bombed a school on Friday` | participle | finite: the clause has a subject and no other verb |
//! | `demanded that the director resign` | infinitive | finite: a clause that `that` opens has a finite verb |
//! | `…, the agency reports.` | noun | finite: a tag needs a verb |
//! | `Rescuers fear that many are buried` | noun | finite: a plural is no first part of a compound |
//! | `The engineers certified that it was safe` | adjective | finite: a form of a listed verb before `that` |
//! | `…, aid workers said` | infinitive | noun: a subject and its verb follow |
//! | `Heavy shelling killed seven` | participles | noun and finite: the clause has no other verb |
//! | `it shot down two drones` | noun | finite: it follows a pronoun in the nominative |
//! | `fears that IS will return` | verb | name: only names are in capitals |
//! | `Lanning said` | participle | name: it is the name of a person |
//! | `Witnesses said` | verb | noun: no finite verb opens a sentence before another one |
//! | `…, die Stadt zu verlassen` | pronoun | article: without a finite verb there is no relative clause |
//!
//! A form is changed only to a reading that the lexicon has for it, or to a regular form of a listed verb.

use std::ops::Range;

use super::clauses::{is_clause_mark, opener};
use crate::lang::LanguageData;
use crate::text::{
    Case, ClauseKind, Document, EntityKind, Feats, GrammaticalNumber, Mood, Person, Phrase, PronType, Tense,
    Upos, VerbForm,
};

/// Corrects [`Document::tokens`], and [`Document::phrases`] that end in a verb.
pub fn repair_tags(doc: &mut Document, data: &LanguageData) {
    for sentence in 0..doc.sentences.len() {
        let tokens = doc.sentences[sentence].tokens.clone();
        find_capitals(doc, tokens.clone());
        if data.switches.verb_second {
            find_articles(doc, tokens.clone(), data);
            find_german_verbs(doc, tokens, data);
        } else {
            find_nouns(doc, tokens.clone());
            find_first_parts(doc, tokens.clone(), data);
            find_gerunds(doc, tokens.clone(), data);
            find_hidden_past(doc, tokens.clone(), data);
            find_joined_verbs(doc, tokens.clone(), data);
            find_english_verbs(doc, tokens.clone(), data);
            find_tag_verb(doc, tokens.clone(), data);
            find_verb_before_that(doc, tokens, data);
        }
    }
}

/// Corrects [`Document::tokens`]: what is found to be a person's name is no verb, nor is what opens a sentence before a finite
/// verb. Phrases and clauses are made of it.
pub fn tag_people(doc: &mut Document, data: &LanguageData) {
    let people = doc.names.iter().filter(|name| name.kind == EntityKind::Person);
    for token in people.flat_map(|name| name.tokens.clone()).collect::<Vec<_>>() {
        if is_verb(doc, token) {
            make_name(doc, token);
        }
    }
    if !data.switches.verb_second {
        for sentence in 0..doc.sentences.len() {
            find_first_noun(doc, doc.sentences[sentence].tokens.clone(), data);
        }
    }
}

/// `Witnesses said`: a word that can be a noun, taken for a finite verb, right before the finite verb.
fn find_first_noun(doc: &mut Document, tokens: Range<usize>, data: &LanguageData) {
    let Some(first) = tokens.clone().find(|token| doc.tokens[*token].upos != Upos::Punct) else { return };
    let is_before_verb = first + 1 < tokens.end && is_finite(doc, first + 1);
    if !is_before_verb || !is_finite(doc, first) || doc.tokens[first].upos != Upos::Verb {
        return;
    }
    let lower = doc.tokens[first].lower.clone();
    let noun = data.lexicon.analyses(&lower).find(|reading| reading.upos == Upos::Noun);
    if let Some(noun) = noun {
        let token = &mut doc.tokens[first];
        (token.upos, token.feats, token.lemma) = (Upos::Noun, noun.feats, noun.lemma);
    }
}

fn make_name(doc: &mut Document, token: usize) {
    let form = doc.form(token).into();
    let token = &mut doc.tokens[token];
    (token.upos, token.feats, token.lemma) = (Upos::Propn, Feats::default(), form);
}

/// Words in capitals among words that are not are names: `IS`, `WHO`, `US`.
fn find_capitals(doc: &mut Document, tokens: Range<usize>) {
    let is_capital = |form: &str| form.chars().count() >= 2 && form.chars().all(char::is_uppercase);
    let words = || tokens.clone().filter(|token| doc.tokens[*token].upos != Upos::Punct);
    if words().filter(|token| is_capital(doc.form(*token))).count() * 2 > words().count() {
        return;
    }
    for token in tokens {
        let is_function_word = matches!(
            doc.tokens[token].upos,
            Upos::Verb
                | Upos::Aux
                | Upos::Pron
                | Upos::Det
                | Upos::Adp
                | Upos::Adv
                | Upos::Cconj
                | Upos::Sconj
        );
        if is_function_word && is_capital(doc.form(token)) {
            make_name(doc, token);
        }
    }
}

/// What opens an infinitive before a noun is its article, and belongs to its phrase.
fn find_articles(doc: &mut Document, tokens: Range<usize>, data: &LanguageData) {
    for segment in segments(doc, tokens, data) {
        let (first, noun) = (segment.start, segment.start + 1);
        let is_relative = doc.tokens[first].upos == Upos::Pron
            && data.relative_pronouns.contains(doc.tokens[first].lower.as_str());
        let last = segment.clone().rfind(|token| doc.tokens[*token].upos != Upos::Punct);
        let is_infinitive = last.is_some_and(|last| doc.tokens[last].feats.verb_form == Some(VerbForm::Inf));
        let has_finite = segment.clone().any(|token| is_finite(doc, token));
        if !is_relative || !is_infinitive || has_finite || !is_noun(doc, noun) {
            continue;
        }
        doc.tokens[first].upos = Upos::Det;
        doc.tokens[first].feats.pron_type = Some(PronType::Art);
        if let Some(pronoun) =
            doc.phrase_at(first).filter(|phrase| doc.phrases[*phrase].tokens == (first..noun))
        {
            doc.phrases.remove(pronoun);
        }
        if let Some(phrase) = doc.phrase_at(noun).filter(|phrase| doc.phrases[*phrase].tokens.start == noun) {
            doc.phrases[phrase].tokens.start = first;
        }
    }
}

/// A subordinate clause has its finite verb last, and a sentence has one in a main clause.
fn find_german_verbs(doc: &mut Document, tokens: Range<usize>, data: &LanguageData) {
    let segments = segments(doc, tokens, data);
    let mut has_main = false;
    for segment in &segments {
        let is_opened = opener(doc, segment.clone(), data).is_some();
        let has_finite = segment.clone().any(|token| is_finite(doc, token));
        has_main |= has_finite && !is_opened;
        let last = segment.clone().rfind(|token| doc.tokens[*token].upos != Upos::Punct);
        if let (true, false, Some(last)) = (is_opened, has_finite, last) {
            make_finite(doc, last, data);
        }
    }
    if has_main {
        return;
    }
    let main = segments.iter().filter(|segment| opener(doc, (*segment).clone(), data).is_none());
    let candidates: Vec<usize> =
        main.flat_map(|segment| segment.clone().skip(1)).filter(|token| is_verb(doc, *token)).collect();
    for token in candidates {
        if make_finite(doc, token, data) {
            break;
        }
    }
}

/// `…, aid workers said`: what opens a stretch before a noun and its finite verb is no infinitive, but a part of the noun.
fn find_first_parts(doc: &mut Document, tokens: Range<usize>, data: &LanguageData) {
    for segment in segments(doc, tokens, data) {
        let (first, noun) = (segment.start, segment.start + 1);
        let verb = (noun..segment.end).find(|token| !is_noun(doc, *token));
        let has_subject = verb.is_some_and(|verb| verb > noun && is_finite(doc, verb));
        let is_base =
            doc.tokens[first].upos == Upos::Verb && doc.tokens[first].feats.verb_form == Some(VerbForm::Inf);
        let form = doc.form(first).to_lowercase();
        let reading = data.lexicon.analyses(&form).find(|reading| reading.upos == Upos::Noun);
        let Some(reading) = reading.filter(|_| is_base && has_subject) else { continue };
        let token = &mut doc.tokens[first];
        (token.upos, token.feats, token.lemma) = (reading.upos, reading.feats, reading.lemma);
        if let Some(phrase) = doc.phrase_at(noun).filter(|phrase| doc.phrases[*phrase].tokens.start == noun) {
            doc.phrases[phrase].tokens.start = first;
        }
    }
}

/// `Heavy shelling killed seven people`: without another verb, the form in `-ing` is a noun, and what follows it finite.
fn find_gerunds(doc: &mut Document, tokens: Range<usize>, data: &LanguageData) {
    for segment in segments(doc, tokens, data) {
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
fn find_hidden_past(doc: &mut Document, tokens: Range<usize>, data: &LanguageData) {
    for segment in segments(doc, tokens, data) {
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
    let mood = Some(Mood::Ind);
    let feats = Feats { verb_form: Some(VerbForm::Fin), tense: Some(Tense::Past), mood, ..Feats::default() };
    let word = &mut doc.tokens[token];
    (word.upos, word.lemma, word.feats) = (Upos::Verb, reading.lemma, feats);
    // The noun before it is the whole phrase.
    if let Some(phrase) = doc.phrase_at(token) {
        let phrase = &mut doc.phrases[phrase];
        if phrase.tokens.start < token && phrase.tokens.end == token + 1 {
            phrase.tokens.end = token;
            phrase.head = phrase.head.min(token - 1);
        }
    }
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
fn find_english_verbs(doc: &mut Document, tokens: Range<usize>, data: &LanguageData) {
    for segment in segments(doc, tokens, data) {
        if !segment.clone().any(|token| is_verb(doc, token)) {
            find_hidden_verb(doc, segment, data);
            continue;
        }
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
fn find_tag_verb(doc: &mut Document, tokens: Range<usize>, data: &LanguageData) {
    let segments = segments(doc, tokens.clone(), data);
    let Some(segment) = segments.last().filter(|_| segments.len() > 1) else { return };
    let Some(last) = segment.clone().rfind(|token| doc.tokens[*token].upos != Upos::Punct) else { return };
    let has_verb = segment.clone().any(|token| is_verb(doc, token));
    let has_verb_before = (tokens.start..segment.start).any(|token| is_finite(doc, token));
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
fn find_verb_before_that(doc: &mut Document, tokens: Range<usize>, data: &LanguageData) {
    let segments = segments(doc, tokens, data);
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
        let is_inflected =
            last > segment.start && is_noun(doc, last - 1) && data.verb_forms.contains_key(lower);
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
    let Some(phrase) = doc.phrase_at(token) else { return };
    let number = token.checked_sub(1).and_then(|noun| doc.tokens[noun].feats.number);
    let phrase = &mut doc.phrases[phrase];
    if phrase.tokens.start < token && phrase.tokens.end == token + 1 {
        phrase.tokens.end = token;
        (phrase.head, phrase.number) = (phrase.head.min(token - 1), number);
    }
}

fn is_noun(doc: &Document, token: usize) -> bool {
    matches!(doc.tokens[token].upos, Upos::Noun | Upos::Propn)
}

/// The stretches between marks, and in a language that opens clauses without a comma, between subordinators.
fn segments(doc: &Document, tokens: Range<usize>, data: &LanguageData) -> Vec<Range<usize>> {
    let mut segments = Vec::new();
    let mut start = tokens.start;
    for token in tokens.clone() {
        if is_clause_mark(doc, token, data) {
            segments.push(start..token);
            start = token + 1;
        } else if !data.switches.verb_second && token > start && opens_segment(doc, token, data) {
            segments.push(start..token);
            start = token;
        }
    }
    segments.push(start..tokens.end);
    segments.retain(|segment| !segment.is_empty());
    segments
}

/// Whether a subordinator or relative pronoun stands here.
fn opens_segment(doc: &Document, token: usize, data: &LanguageData) -> bool {
    let lower = doc.tokens[token].lower.as_str();
    let is_relative = data.relative_pronouns.contains(lower) && doc.tokens[token].upos == Upos::Pron;
    let is_listed = data.subordinators.contains_key(lower) && doc.tokens[token].upos == Upos::Adv;
    doc.tokens[token].upos == Upos::Sconj || is_relative || is_listed
}

fn is_verb(doc: &Document, token: usize) -> bool {
    matches!(doc.tokens[token].upos, Upos::Verb | Upos::Aux)
}

fn is_finite(doc: &Document, token: usize) -> bool {
    is_verb(doc, token) && doc.tokens[token].feats.verb_form == Some(VerbForm::Fin)
}

/// Gives a verb the finite reading that the lexicon has for it; whether there is one. An infinitive after `zu` stays one.
fn make_finite(doc: &mut Document, token: usize, data: &LanguageData) -> bool {
    let follows_particle =
        token > 0 && doc.tokens[token - 1].lower == data.switches.infinitive_particle.as_str();
    if !is_verb(doc, token) || follows_particle {
        return false;
    }
    let form = doc.form(token).to_owned();
    let is_third = |feats: &Feats| !matches!(feats.person, Some(Person::First | Person::Second));
    let reading = data.lexicon.analyses(&form).find(|reading| {
        matches!(reading.upos, Upos::Verb | Upos::Aux)
            && reading.feats.verb_form == Some(VerbForm::Fin)
            && is_third(&reading.feats)
    });
    if let Some(reading) = reading {
        (doc.tokens[token].feats, doc.tokens[token].lemma) = (reading.feats, reading.lemma);
        return true;
    }
    let Some(verb) = data.verb_forms.get(form.to_lowercase().as_str()) else { return false };
    let feats = &mut doc.tokens[token].feats;
    (feats.verb_form, feats.mood) = (Some(VerbForm::Fin), Some(Mood::Ind));
    doc.tokens[token].lemma = verb.clone();
    true
}

#[cfg(test)]
mod tests {
    use crate::lang::{Data, DataFiles};
    use crate::text::{Report, VerbForm};

    fn check(language: &str, text: &str, word: &str, is_finite: bool) {
        let data = Data::load(&DataFiles::embedded()).unwrap();
        let mut report = Report::new(text);
        report.language = Some(language.to_owned());
        let doc = crate::read(report, &data);
        let token = (0..doc.tokens.len()).find(|token| doc.form(*token) == word).unwrap();
        assert_eq!(doc.tokens[token].feats.verb_form == Some(VerbForm::Fin), is_finite, "{word} in {text}");
    }

    #[test]
    fn verbs_that_must_be_finite() {
        check("de", "Es wird befürchtet, dass noch viele in den Trümmern liegen.", "liegen", true);
        check("de", "Sie weigern sich, in den Trümmern zu liegen.", "liegen", false);
        check("en", "One jet bombed a school on Friday, the mayor said.", "bombed", true);
        check("en", "The school was bombed on Friday.", "bombed", false);
        check("en", "Rescuers fear that people are buried.", "fear", true);
        check("en", "There is a fear that people are buried.", "fear", false);
        check("en", "Shares fell after the bank suddenly hinted that rates could rise.", "hinted", true);
        check("en", "It shrinks because exports have collapsed and investors stay away.", "stay", true);
        check("en", "They want investors and traders to leave.", "leave", false);
        check("en", "Shares fell after the plan hinted at last week.", "hinted", false);
    }
}
