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
//! | `The state armed the rebels` | adjective | finite: a subject alone is no sentence |
//! | `it shot down two drones` | noun | finite: it follows a pronoun in the nominative |
//! | `fears that IS will return` | verb | name: only names are in capitals |
//! | `Die Vorsitzende warnte` | plural | singular: after an article the plural has `-en` |
//! | `…, die Stadt zu verlassen` | pronoun | article: without a finite verb there is no relative clause |
//! | `sagte, die SPLA werde nicht abziehen` | pronoun | article: nor one with its verb second |
//!
//! A form is changed only to a reading that the lexicon has for it, or to a regular form of a listed verb.

mod before_phrases;
mod english;
mod missing_verb;

use std::ops::Range;

pub use before_phrases::repair_before_phrases;

use super::clauses::{is_clause_mark, opener};
use crate::lang::LanguageData;
use crate::lang::lexicon::Analysis;
use crate::text::{
    Document, Feats, Gender, GrammaticalNumber as Number, Mood, Person, PronType, Upos, VerbForm,
};

/// Corrects [`Document::tokens`], and [`Document::phrases`] that end in a verb.
pub fn repair_tags(doc: &mut Document, data: &LanguageData) {
    for sentence in 0..doc.sentences.len() {
        let tokens = doc.sentences[sentence].tokens.clone();
        find_capitals(doc, tokens.clone());
        if data.switches.verb_second {
            find_women(doc, tokens.clone(), data);
            let segments = segments(doc, tokens, data);
            find_articles(doc, &segments, data);
            find_german_verbs(doc, &segments, data);
        } else {
            english::repair(doc, tokens, data);
        }
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

/// `Die Vorsitzende warnte`: after a definite article an adjective that stands for somebody has `-en` in the plural, so that `-e` is
/// the singular of a woman.
fn find_women(doc: &mut Document, tokens: Range<usize>, data: &LanguageData) {
    for token in tokens.skip(1) {
        let word = &doc.tokens[token];
        let is_adjective = word.upos == Upos::Noun
            && word.lemma.strip_suffix('r') == Some(doc.form(token))
            && word.lemma.ends_with("er");
        let is_plural = word.feats.number == Some(Number::Plur);
        let article = &doc.tokens[token - 1];
        let is_definite = article.upos == Upos::Det && data.names.is_definite(&article.lower);
        if !(is_adjective && is_plural && is_definite) {
            continue;
        }
        for at in [token - 1, token] {
            let feats = &mut doc.tokens[at].feats;
            (feats.number, feats.gender) = (Some(Number::Sing), Some(Gender::Fem));
        }
        if let Some(phrase) = doc.phrase_at(token).filter(|phrase| doc.phrases[*phrase].head == token) {
            doc.phrases[phrase].number = Some(Number::Sing);
        }
    }
}

/// What opens an infinitive before a noun is its article, and belongs to its phrase.
fn find_articles(doc: &mut Document, segments: &[Range<usize>], data: &LanguageData) {
    for segment in segments.iter().cloned() {
        let (first, noun) = (segment.start, segment.start + 1);
        let is_relative = doc.tokens[first].upos == Upos::Pron
            && data.relative_pronouns.contains(doc.tokens[first].lower.as_str());
        let last = segment.clone().rfind(|token| doc.tokens[*token].upos != Upos::Punct);
        let is_infinitive = last.is_some_and(|last| doc.tokens[last].feats.verb_form == Some(VerbForm::Inf));
        let finite = segment.clone().find(|token| is_finite(doc, *token));
        // `sagte, die Armee werde nicht abziehen`: a relative clause has its verb last.
        let is_second = finite.is_some_and(|finite| {
            (noun..finite).all(|token| is_noun(doc, token))
                && last.is_some_and(|last| last > finite)
                && !is_verb(doc, finite + 1)
        });
        let is_article = is_second || is_infinitive && finite.is_none();
        if !is_relative || !is_article || noun >= segment.end || !is_noun(doc, noun) {
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
            // A name behind an article shows no number.
            let is_name = doc.name_at(noun).is_some() && doc.phrases[phrase].head == noun;
            doc.phrases[phrase].number = doc.phrases[phrase].number.filter(|_| !is_name);
        }
    }
}

/// A subordinate clause has its finite verb last, and a sentence has one in a main clause.
fn find_german_verbs(doc: &mut Document, segments: &[Range<usize>], data: &LanguageData) {
    let mut has_main = false;
    for segment in segments {
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

/// Gives a word another reading.
fn read_as(doc: &mut Document, token: usize, reading: Analysis) {
    let token = &mut doc.tokens[token];
    (token.upos, token.feats, token.lemma) = (reading.upos, reading.feats, reading.lemma);
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
        check("en", "The state armed the rebels.", "armed", true);
        check("en", "The tribe sided with the king.", "sided", true);
        check("en", "A man armed with a knife, police said, fled.", "armed", false);
        check("en", "Gunmen shot two workers dead.", "shot", true);
        check("en", "The states back the general.", "back", true);
        check("en", "The coastguards work together.", "work", true);
        check("en", "Rescuers fear that people are buried.", "fear", true);
        check("en", "There is a fear that people are buried.", "fear", false);
        check("en", "Shares fell after the bank suddenly hinted that rates could rise.", "hinted", true);
        check("en", "It shrinks because exports have collapsed and investors stay away.", "stay", true);
        check("en", "They want investors and traders to leave.", "leave", false);
        check("en", "Shares fell after the plan hinted at last week.", "hinted", false);
    }
}
