//! Finds noun phrases: article, adjectives, numbers, nouns and names, with the genitives and `of`-phrases that belong to them.
//!
//! | text | phrases |
//! | --- | --- |
//! | `der Sprecher des Weißen Hauses` | the whole, head `Sprecher` |
//! | `Nach Angaben palästinensischer Behörden` | `Angaben palästinensischer Behörden` after `Nach` |
//! | `mindestens 40 Soldaten der Armee` | from `40`, head `Soldaten` |
//! | `the head of the FBI investigation` | the whole, head `head` |
//! | `das von Rebellen besetzte Dorf` | the whole, head `Dorf` |
//! | `Sudan's army spokesman Adil Hamid` | the whole, head `spokesman` |
//!
//! Apposition between commas, coordination and prepositional phrases other than `of` are left to those who need them: where
//! they belong depends on the verb.

use std::ops::Range;

use crate::lang::LanguageData;
use crate::text::{Case, Degree, Document, Phrase, Upos, VerbForm};

/// Writes [`Document::phrases`], in order; they do not overlap.
pub fn find_phrases(doc: &mut Document, data: &LanguageData) {
    let mut phrases = Vec::new();
    for sentence in &doc.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match phrase_from(doc, at, sentence.tokens.end, data) {
                Some(phrase) => {
                    at = phrase.tokens.end;
                    phrases.push(phrase);
                }
                None => at += 1,
            }
        }
    }
    doc.phrases = phrases;
}

/// The phrase that starts at a token, if one does.
fn phrase_from(doc: &Document, start: usize, end: usize, data: &LanguageData) -> Option<Phrase> {
    let (mut tokens, head) = match extended(doc, start, end, data) {
        Some(head) => (start..head + 1, head),
        None => {
            let base = base_phrase(doc, start, end, data)?;
            let head = head_of(doc, &base, data);
            (base, head)
        }
    };
    loop {
        let next = tokens.end;
        let attached = genitive(doc, next, end, data)
            .or_else(|| of_phrase(doc, next, end, data))
            .or_else(|| acronym(doc, next, end));
        match attached {
            Some(attached) => tokens.end = attached,
            None => break,
        }
    }
    let before = start.checked_sub(1).filter(|before| doc.tokens[*before].upos == Upos::Adp);
    let (case, number) = agreement(doc, tokens.start..head + 1);
    Some(Phrase { tokens, head, preposition: before, case, number })
}

/// The noun of a phrase whose attribute has a phrase of its own before it: `das von Rebellen besetzte Dorf`. Where nouns have capitals, a
/// small word between two nouns that can be an adjective is one.
fn extended(doc: &Document, start: usize, end: usize, data: &LanguageData) -> Option<usize> {
    let upos = |token: usize| if token < end { doc.tokens[token].upos } else { Upos::Punct };
    let is_noun = |token: usize| matches!(upos(token), Upos::Noun | Upos::Propn);
    if !data.switches.nouns_capitalised || upos(start) != Upos::Det || upos(start + 1) != Upos::Adp {
        return None;
    }
    let is_inner = |token: usize| {
        is_noun(token)
            || matches!(upos(token), Upos::Det | Upos::Adj | Upos::Num | Upos::Adv) && !is_finite(doc, token)
    };
    let mut at = start + 2;
    while at < end && is_inner(at) {
        let form = doc.form(at);
        let is_small = form.starts_with(char::is_lowercase);
        let can_modify = is_small
            && data.lexicon.analyses(form).any(|reading| {
                let is_participle = reading.feats.verb_form == Some(VerbForm::Part);
                reading.upos == Upos::Adj || reading.upos == Upos::Verb && is_participle
            });
        if can_modify && is_noun(at - 1) && is_noun(at + 1) {
            return Some(at + 1);
        }
        at += 1;
    }
    // The attribute may be taken for a verb.
    let is_attribute = is_participle_between(doc, at, start + 2, end);
    is_attribute.then_some(at + 1)
}

/// Whether a participle stands between two nouns.
fn is_participle_between(doc: &Document, at: usize, from: usize, end: usize) -> bool {
    let is_noun = |token: usize| {
        from <= token && token < end && matches!(doc.tokens[token].upos, Upos::Noun | Upos::Propn)
    };
    at < end
        && doc.tokens[at].upos == Upos::Verb
        && doc.tokens[at].feats.verb_form == Some(VerbForm::Part)
        && is_noun(at.wrapping_sub(1))
        && is_noun(at + 1)
}

/// Article, adjectives, numbers, then nouns and names; or a pronoun.
fn base_phrase(doc: &Document, start: usize, end: usize, data: &LanguageData) -> Option<Range<usize>> {
    let upos = |token: usize| if token < end { doc.tokens[token].upos } else { Upos::Punct };
    if upos(start) == Upos::Pron {
        return Some(start..start + 1);
    }
    // `at least seven people`: the bound is outside.
    let is_bound = upos(start + 1) == Upos::Num && doc.tokens[start].feats.degree == Some(Degree::Sup);
    if is_bound && start > 0 && doc.tokens[start - 1].upos == Upos::Adp {
        return None;
    }
    let mut at = start;
    let mut has_noun = false;
    let mut has_modifier = false;
    while at < end {
        let is_in = match upos(at) {
            _ if doc.form(at) == "&" => has_noun && upos(at + 1) == Upos::Propn,
            Upos::Det => !has_noun && !has_modifier,
            Upos::Num => !has_noun,
            Upos::Adj => !has_noun || follows_acronym(doc, start, at, end),
            Upos::Noun | Upos::Propn => true,
            Upos::Verb => {
                !has_noun
                    && (at > start || opens_phrase(doc, at, data))
                    && leads_to_noun(doc, at, end)
                    && !is_finite(doc, at)
            }
            Upos::Adv => !has_noun && matches!(upos(at + 1), Upos::Adj | Upos::Num),
            Upos::Cconj => {
                !has_noun && has_modifier && upos(at - 1) == Upos::Adj && upos(at + 1) == Upos::Adj
            }
            Upos::Sym => upos(at + 1) == Upos::Num || (at > start && upos(at - 1) == Upos::Num),
            Upos::Part => has_noun && is_genitive_mark(doc, at),
            Upos::Punct => {
                is_adjective_comma(doc, at, has_noun, upos(at + 1))
                    || quoted_name(doc, at, end, has_noun, data).is_some()
            }
            _ => false,
        };
        if !is_in {
            break;
        }
        if let Some(close) =
            (upos(at) == Upos::Punct).then(|| quoted_name(doc, at, end, has_noun, data)).flatten()
        {
            at = close + 1;
            continue;
        }
        match upos(at) {
            Upos::Noun | Upos::Propn => has_noun = true,
            Upos::Part => (has_noun, has_modifier) = (false, false),
            Upos::Adj | Upos::Num | Upos::Verb => has_modifier = true,
            _ => {}
        }
        at += 1;
    }
    let last = at.checked_sub(1).filter(|last| *last >= start)?;
    let can_stand = matches!(
        upos(last),
        Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj | Upos::Det | Upos::Sym | Upos::Punct | Upos::Part
    );
    // `Many said`: alone before the verb it stands for people.
    let is_subject = !data.switches.verb_second
        && at < end
        && is_finite(doc, at)
        && (start == 0 || matches!(doc.tokens[start - 1].upos, Upos::Punct | Upos::Cconj | Upos::Sconj));
    let is_adverb_like = at == start + 1 && upos(start) == Upos::Adj && !is_subject;
    (can_stand && !is_adverb_like).then_some(start..at)
}

/// `the UN human rights office`: an adjective and a noun behind an acronym that an article opens.
fn follows_acronym(doc: &Document, start: usize, at: usize, end: usize) -> bool {
    let form = doc.form(at - 1);
    let is_acronym = form.chars().count() >= 2 && form.chars().all(char::is_uppercase);
    is_acronym
        && at == start + 2
        && doc.tokens[start].upos == Upos::Det
        && doc.tokens[at - 1].upos == Upos::Propn
        && leads_to_noun(doc, at, end)
}

/// Whether a participle before a noun is part of the phrase: `the wounded soldiers`.
fn leads_to_noun(doc: &Document, at: usize, end: usize) -> bool {
    (at + 1..end.min(at + 3))
        .map(|next| doc.tokens[next].upos)
        .find(|upos| *upos != Upos::Adj)
        .is_some_and(|upos| matches!(upos, Upos::Noun | Upos::Propn))
}

/// Whether a participle can open a phrase: after a conjunction or preposition (`and allied groups`, `of embattled firms`).
fn opens_phrase(doc: &Document, at: usize, data: &LanguageData) -> bool {
    let is_participle = doc.tokens[at].feats.verb_form == Some(VerbForm::Part)
        && !data.switches.is_like_gerund(&doc.tokens[at].lower);
    is_participle && at > 0 && matches!(doc.tokens[at - 1].upos, Upos::Cconj | Upos::Adp)
}

fn is_finite(doc: &Document, token: usize) -> bool {
    doc.tokens[token].feats.verb_form == Some(VerbForm::Fin)
}

/// Whether a token marks a genitive: `'s` in `the ministry's claim`.
pub(crate) fn is_genitive_mark(doc: &Document, token: usize) -> bool {
    matches!(doc.form(token), "'s" | "’s" | "'" | "’")
}

/// The comma in `schwere, anhaltende Kämpfe`.
fn is_adjective_comma(doc: &Document, at: usize, has_noun: bool, next: Upos) -> bool {
    !has_noun && doc.form(at) == "," && at > 0 && doc.tokens[at - 1].upos == Upos::Adj && next == Upos::Adj
}

/// The closing mark of a short name in quotation marks after a noun: `die Agentur „Sana“`.
fn quoted_name(doc: &Document, at: usize, end: usize, has_noun: bool, data: &LanguageData) -> Option<usize> {
    let follows_modifier = at > 0 && matches!(doc.tokens[at - 1].upos, Upos::Det | Upos::Adj);
    let is_open =
        (has_noun || follows_modifier) && data.switches.quotes.iter().any(|(open, _)| open == doc.form(at));
    if !is_open {
        return None;
    }
    let quotation = doc.quotations.iter().find(|quotation| quotation.open == at)?;
    let close = quotation.close.filter(|close| *close < end)?;
    let is_name = quotation.inner.len() <= 3
        && quotation.inner.clone().all(|token| matches!(doc.tokens[token].upos, Upos::Propn | Upos::Noun));
    is_name.then_some(close)
}

/// The noun that the phrase is about: the last of English compounds, the first of German nouns before a name.
fn head_of(doc: &Document, base: &Range<usize>, data: &LanguageData) -> usize {
    let start =
        base.clone().rfind(|token| doc.tokens[*token].upos == Upos::Part).map_or(base.start, |part| part + 1);
    let nouns = |upos: Upos| (start..base.end).filter(move |token| doc.tokens[*token].upos == upos);
    let noun = if data.switches.nouns_capitalised {
        nouns(Upos::Noun).next()
    } else {
        last_of_first_run(doc, start..base.end)
    };
    let named = noun.or_else(|| nouns(Upos::Propn).next_back());
    named.unwrap_or_else(|| {
        (start..base.end).rfind(|token| doc.tokens[*token].upos != Upos::Punct).unwrap_or(base.end - 1)
    })
}

fn last_of_first_run(doc: &Document, tokens: Range<usize>) -> Option<usize> {
    let first = tokens.clone().find(|token| doc.tokens[*token].upos == Upos::Noun)?;
    Some(
        (first..tokens.end).take_while(|token| doc.tokens[*token].upos == Upos::Noun).last().unwrap_or(first),
    )
}

/// The end of a genitive that follows: `des Weißen Hauses`, `palästinensischer Behörden`.
fn genitive(doc: &Document, at: usize, end: usize, data: &LanguageData) -> Option<usize> {
    if at >= end || !data.switches.verb_second || !matches!(doc.tokens[at].upos, Upos::Det | Upos::Adj) {
        return None;
    }
    let base = base_phrase(doc, at, end, data)?;
    let head = head_of(doc, &base, data);
    let (case, _) = agreement(doc, base.start..head + 1);
    let has_noun = matches!(doc.tokens[head].upos, Upos::Noun | Upos::Propn);
    (case == Some(Case::Gen) && has_noun).then_some(base.end)
}

/// The end of a phrase after `of` that follows.
fn of_phrase(doc: &Document, at: usize, end: usize, data: &LanguageData) -> Option<usize> {
    let is_of =
        at < end && data.switches.genitive_prepositions.iter().any(|word| *word == doc.tokens[at].lower);
    let base = is_of.then(|| base_phrase(doc, at + 1, end, data)).flatten()?;
    Some(base.end)
}

/// The end of an acronym in brackets that follows: `(SPLA)`.
fn acronym(doc: &Document, at: usize, end: usize) -> Option<usize> {
    let is_bracketed = at + 2 < end && doc.form(at) == "(" && doc.form(at + 2) == ")";
    let is_acronym = |form: &str| {
        let capitals = form.chars().filter(|c| c.is_uppercase()).count();
        capitals >= 2 && capitals * 2 > form.chars().count() && form.chars().count() <= 10
    };
    (is_bracketed && is_acronym(doc.form(at + 1))).then_some(at + 3)
}

/// Case and number, by the first word that shows them: article, adjective, noun. A name behind an article shows no number: `die Taliban`
/// are many, `die Hamas` is one, and of a name that nobody knows its letters tell nothing.
fn agreement(doc: &Document, tokens: Range<usize>) -> (Option<Case>, Option<crate::text::GrammaticalNumber>) {
    let feats = || tokens.clone().map(|token| doc.tokens[token].feats);
    let case = feats().find_map(|feats| feats.case);
    let is_name = tokens.len() == 2
        && doc.tokens[tokens.start].upos == Upos::Det
        && doc.name_at(tokens.start + 1).is_some();
    if is_name {
        return (case, None);
    }
    let number = tokens
        .clone()
        .next_back()
        .and_then(|head| doc.tokens[head].feats.number)
        .or_else(|| feats().find_map(|feats| feats.number));
    (case, number)
}
