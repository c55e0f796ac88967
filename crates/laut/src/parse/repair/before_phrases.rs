//! Corrections that noun phrases are made of: names, nouns and infinitives that were taken for something else.
//!
//! | text | taken for | is |
//! | --- | --- | --- |
//! | `Lanning said` | participle | name: it is the name of a person |
//! | `Witnesses said` | verb | noun: no finite verb stands right before another one |
//! | `The owner has sued the state` | two finite verbs | auxiliary and participle |
//! | `prices fell after the cartel said` | preposition | subordinator: a subject and its verb follow |
//! | `The claim that votes were bought` | verb | noun: nor does one stand between `that` and a verb in the plural |
//! | `the strikers' demand` | mark | mark of the genitive: it follows `s`, and a noun comes after it |
//! | `the army's refusal to leave` | adjective | noun: a genitive belongs to one |
//! | `a promise to spare the town` | adjective | infinitive: an object follows |
//! | `It is rumoured that` | adjective | participle: a form of a listed verb before a complement |
//! | `verify either claim` | conjunction, verb | article, noun: nothing is joined |

use std::ops::Range;

use super::{is_finite, is_noun, is_verb, make_name, read_as};
use crate::lang::LanguageData;
use crate::lang::lexicon::Analysis;
use crate::parse::phrases::is_genitive_mark;
use crate::text::{
    ClauseKind, Degree, Document, EntityKind, Feats, GrammaticalNumber, Tense, Upos, VerbForm,
};

/// Corrects [`Document::tokens`]; phrases and clauses are made of them.
pub fn repair_before_phrases(doc: &mut Document, data: &LanguageData) {
    let people = doc.names.iter().filter(|name| name.kind == EntityKind::Person);
    for token in people.flat_map(|name| name.tokens.clone()).collect::<Vec<_>>() {
        if is_verb(doc, token) {
            make_name(doc, token);
        }
    }
    find_genitives(doc);
    if data.switches.verb_second {
        return;
    }
    for sentence in 0..doc.sentences.len() {
        let tokens = doc.sentences[sentence].tokens.clone();
        for token in tokens.clone() {
            find_noun_before_verb(doc, token, &tokens, data);
        }
        for token in tokens.clone().skip(1) {
            find_perfect(doc, token, tokens.end, data);
            find_subordinator(doc, token, &tokens, data);
            find_noun_after_that(doc, token, tokens.end, data);
            find_owned_noun(doc, token, tokens.end);
            find_infinitive(doc, token, tokens.end, data);
            find_hearsay(doc, token, tokens.end, data);
            find_one_of_two(doc, token, tokens.end, data);
        }
    }
}

/// `the strikers' demand`: an apostrophe right behind a noun in `s`, before a word that a noun phrase goes on with, where it closes no
/// quotation.
fn find_genitives(doc: &mut Document) {
    for token in 1..doc.tokens.len().saturating_sub(1) {
        let (owner, owned) = (&doc.tokens[token - 1], &doc.tokens[token + 1]);
        let is_apostrophe = doc.tokens[token].upos != Upos::Part && matches!(doc.form(token), "'" | "’");
        let is_owner = is_apostrophe
            && is_noun(doc, token - 1)
            && owner.lower.ends_with('s')
            && owner.span.end() == doc.tokens[token].span.start();
        let goes_on = matches!(owned.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
            && owned.span.start() > doc.tokens[token].span.end();
        let closes = || doc.quotations.iter().any(|quotation| quotation.close == Some(token));
        if is_owner && goes_on && !closes() {
            (doc.tokens[token].upos, doc.tokens[token].feats) = (Upos::Part, Feats::default());
        }
    }
}

/// `Witnesses said`, `figures showed`: a word that can be a noun, taken for a finite verb, right before the finite verb. In `those she
/// trusts say` it has a subject of its own.
fn find_noun_before_verb(doc: &mut Document, token: usize, tokens: &Range<usize>, data: &LanguageData) {
    let is_before_verb = token + 1 < tokens.end && is_finite(doc, token) && is_finite(doc, token + 1);
    let opens = token == tokens.start
        || !matches!(
            doc.tokens[token - 1].upos,
            Upos::Pron | Upos::Adv | Upos::Aux | Upos::Verb | Upos::Sconj
        );
    if is_before_verb && opens {
        make_noun(doc, token, data);
    }
}

/// `has sued`: between an auxiliary of the perfect and what follows stands no second finite verb, but a participle.
fn find_perfect(doc: &mut Document, auxiliary: usize, end: usize, data: &LanguageData) {
    let lemmas = &data.switches.perfect_auxiliaries;
    let is_auxiliary =
        is_finite(doc, auxiliary) && lemmas.iter().any(|lemma| doc.tokens[auxiliary].lemma == lemma.as_str());
    let verb = (auxiliary + 1..end).find(|token| doc.tokens[*token].upos != Upos::Adv);
    let Some(verb) = verb.filter(|_| is_auxiliary) else { return };
    let is_past = is_finite(doc, verb) && doc.tokens[verb].feats.tense == Some(Tense::Past);
    if is_past && doc.tokens[verb].upos == Upos::Verb {
        doc.tokens[auxiliary].upos = Upos::Aux;
        doc.tokens[verb].feats =
            Feats { verb_form: Some(VerbForm::Part), tense: Some(Tense::Past), ..Feats::default() };
    }
}

/// `prices fell after the cartel said …`: what can open a clause, behind a verb, with nothing but a noun phrase that is no time between it
/// and a finite verb, is no preposition. `said after the talks prices fell` tells when it was said.
fn find_subordinator(doc: &mut Document, token: usize, tokens: &Range<usize>, data: &LanguageData) {
    let can_open =
        || data.subordinators.get(doc.tokens[token].lower.as_str()) == Some(&ClauseKind::Adverbial);
    if doc.tokens[token].upos != Upos::Adp || token + 1 >= tokens.end || !can_open() {
        return;
    }
    // `more than 900 people had been killed`, `as many as 40 were`: a bound.
    let before = &doc.tokens[token - 1];
    let is_bound = before.feats.degree == Some(Degree::Cmp)
        || before.upos == Upos::Adj && doc.tokens[token + 1].upos == Upos::Num;
    if is_bound {
        return;
    }
    let follows_verb = (tokens.start..token).any(|before| is_verb(doc, before));
    let is_told_then = data.cues.verbs.contains_key(doc.tokens[token - 1].lemma.as_str());
    let is_inside = |at: &usize| {
        is_noun(doc, *at)
            || matches!(doc.tokens[*at].upos, Upos::Det | Upos::Adj | Upos::Num | Upos::Part | Upos::Pron)
    };
    let verb = (token + 1..tokens.end).find(|at| !is_inside(at));
    // `missing since Friday ran aground`
    let is_time = doc.time_at(token + 1).is_some();
    let is_clause = !is_time && verb.is_some_and(|verb| verb > token + 1 && is_finite(doc, verb));
    if follows_verb && is_clause && !is_told_then {
        doc.tokens[token].upos = Upos::Sconj;
    }
}

/// `that votes were bought`: after a noun in the singular a relative clause has a verb in the singular, and so has the clause that
/// goes on after it.
fn find_noun_after_that(doc: &mut Document, token: usize, end: usize, data: &LanguageData) {
    let opener = doc.tokens[token - 1].lower.as_str();
    let number = |token: usize| doc.tokens[token].feats.number;
    let is_hidden = token + 1 < end
        && is_finite(doc, token)
        && number(token) == Some(GrammaticalNumber::Sing)
        && is_finite(doc, token + 1)
        && number(token + 1) == Some(GrammaticalNumber::Plur)
        && data.subordinators.get(opener) == Some(&ClauseKind::Complement);
    if is_hidden {
        make_noun(doc, token, data);
    }
}

/// Makes a full verb the noun that the lexicon has for its form, if there is one.
fn make_noun(doc: &mut Document, token: usize, data: &LanguageData) {
    let lower = doc.tokens[token].lower.clone();
    let noun = data.lexicon.analyses(&lower).find(|reading| reading.upos == Upos::Noun);
    if let Some(noun) = noun.filter(|_| doc.tokens[token].upos == Upos::Verb) {
        read_as(doc, token, noun);
    }
}

/// `the army's refusal to leave`: the last of the adjectives after a genitive that no noun follows.
fn find_owned_noun(doc: &mut Document, mark: usize, end: usize) {
    if doc.tokens[mark].upos != Upos::Part || !is_genitive_mark(doc, mark) {
        return;
    }
    let is_adjective = |token: usize| token < end && doc.tokens[token].upos == Upos::Adj;
    let after = (mark + 1..end).find(|token| !is_adjective(*token)).unwrap_or(end);
    let ends_phrase = after == end
        || matches!(doc.tokens[after].upos, Upos::Part | Upos::Adp | Upos::Aux | Upos::Verb | Upos::Sconj);
    if is_adjective(mark + 1) && ends_phrase {
        let lemma = doc.tokens[after - 1].lower.clone();
        let feats = Feats { number: Some(GrammaticalNumber::Sing), ..Feats::default() };
        read_as(doc, after - 1, Analysis { upos: Upos::Noun, feats, lemma });
    }
}

/// `to spare the town`: after the particle, before what opens an object, a word that can be an infinitive is one.
fn find_infinitive(doc: &mut Document, token: usize, end: usize, data: &LanguageData) {
    let particle = &doc.tokens[token - 1];
    let follows_particle = particle.lower == data.switches.infinitive_particle.as_str();
    // `back to work this week` has a noun.
    let is_other = match doc.tokens[token].upos {
        Upos::Adj | Upos::Adv => true,
        Upos::Noun => particle.upos == Upos::Part,
        _ => false,
    };
    let takes_object =
        token + 1 < end && matches!(doc.tokens[token + 1].upos, Upos::Det | Upos::Pron | Upos::Num);
    if !follows_particle || !is_other || !takes_object {
        return;
    }
    let is_infinitive =
        |reading: &Analysis| reading.upos == Upos::Verb && reading.feats.verb_form == Some(VerbForm::Inf);
    let lower = doc.tokens[token].lower.clone();
    let listed = data.verb_forms.get(lower.as_str()).filter(|lemma| **lemma == lower).map(|lemma| {
        let feats = Feats { verb_form: Some(VerbForm::Inf), ..Feats::default() };
        Analysis { upos: Upos::Verb, feats, lemma: lemma.clone() }
    });
    if let Some(reading) = data.lexicon.analyses(&lower).find(is_infinitive).or(listed) {
        read_as(doc, token, reading);
        doc.tokens[token - 1].upos = Upos::Part;
    }
}

/// `It is rumoured that`: after an auxiliary and before a complement, a form of a listed verb is a participle.
fn find_hearsay(doc: &mut Document, token: usize, end: usize, data: &LanguageData) {
    let is_next =
        |kind| token + 1 < end && data.subordinators.get(&*doc.tokens[token + 1].lower) == Some(&kind);
    let auxiliary = &doc.tokens[token - 1];
    let follows_auxiliary = auxiliary.upos == Upos::Aux
        && data.switches.passive_auxiliaries.iter().any(|lemma| auxiliary.lemma == lemma.as_str());
    if doc.tokens[token].upos != Upos::Adj || !follows_auxiliary || !is_next(ClauseKind::Complement) {
        return;
    }
    let lower = doc.tokens[token].lower.clone();
    let lemma = data.verb_forms.get(lower.as_str()).filter(|_| data.switches.is_like_past(&lower)).cloned();
    if let Some(lemma) = lemma {
        let feats = Feats { verb_form: Some(VerbForm::Part), tense: Some(Tense::Past), ..Feats::default() };
        read_as(doc, token, Analysis { upos: Upos::Verb, feats, lemma });
    }
}

/// `verify either claim`: a word that opens a pair, without the second of the pair, belongs to a noun.
fn find_one_of_two(doc: &mut Document, token: usize, end: usize, data: &LanguageData) {
    let opener = &doc.tokens[token - 1];
    let is_opener = opener.upos == Upos::Cconj
        && data.switches.pair_openers.iter().any(|word| opener.lower == word.as_str());
    let has_second = (token..end).any(|token| doc.tokens[token].upos == Upos::Cconj);
    if is_opener && !has_second {
        doc.tokens[token - 1].upos = Upos::Det;
        make_noun(doc, token, data);
    }
}
