//! Words that open a subordinate clause.

use std::ops::Range;

use super::frame::{Frame, Open, is_finite, is_verb};
use crate::lang::LanguageData;
use crate::lang::numerals::QuantifierPlace;
use crate::text::{ClauseKind, Degree, Document, PronType, Upos, VerbForm};

/// The word that makes a segment a subordinate clause, and of which kind.
pub(crate) fn opener(
    doc: &Document,
    tokens: Range<usize>,
    data: &LanguageData,
) -> Option<(usize, ClauseKind)> {
    let mut at = tokens.start;
    let is_listed = |at: usize| data.subordinators.contains_key(doc.tokens[at].lower.as_str());
    while at < tokens.end
        && (doc.tokens[at].upos == Upos::Cconj && !is_listed(at)
            || is_focus_adverb(doc, at, tokens.end, data))
    {
        at += 1;
    }
    let after_preposition = at + 1 < tokens.end && doc.tokens[at].upos == Upos::Adp;
    if after_preposition && is_relative(doc, at + 1, tokens.clone(), data) {
        return Some((at + 1, ClauseKind::Relative));
    }
    if at >= tokens.end {
        return None;
    }
    let kind_at = |at: usize| data.subordinators.get(doc.tokens[at].lower.as_str()).copied();
    // `ohne dass`, `statt dass`.
    if kind_at(at) == Some(ClauseKind::Infinitive)
        && at + 1 < tokens.end
        && kind_at(at + 1) == Some(ClauseKind::Complement)
    {
        return Some((at + 1, ClauseKind::Adverbial));
    }
    let is_proportion = data.switches.proportion_words.iter().any(|word| *word == doc.tokens[at].lower);
    if is_proportion && !(at + 1 < tokens.end && doc.tokens[at + 1].feats.degree == Some(Degree::Cmp)) {
        return None;
    }
    if let Some(kind) = kind_at(at) {
        let is_preposition = doc.tokens[at].upos == Upos::Adp && !data.switches.verb_second;
        let is_adposition = doc.tokens[at].upos == Upos::Adp;
        // `bis zu 60 Gefangene`, `bis nach Talmur`.
        if is_adposition && at + 1 < tokens.end && doc.tokens[at + 1].upos == Upos::Adp {
            return None;
        }
        let has_verb =
            tokens.clone().any(|token| is_verb(doc, token) && (!is_adposition || is_finite(doc, token)));
        let has_verb = if kind == ClauseKind::Infinitive && data.switches.verb_second {
            has_zu_infinitive(doc, tokens.start..doc.sentences[doc.sentence_at(at)].tokens.end, data)
                && !tokens.clone().any(|token| is_finite(doc, token))
        } else {
            has_verb
        };
        let is_plain =
            doc.tokens[at].upos == Upos::Sconj && data.switches.verb_second && kind != ClauseKind::Infinitive;
        if (has_verb || is_plain) && !is_preposition && doc.tokens[at].upos != Upos::Det {
            return Some((at, kind));
        }
    }
    if is_relative(doc, at, tokens.clone(), data) {
        return Some((at, ClauseKind::Relative));
    }
    data.switches.verb_second.then(|| measured(doc, at, tokens, data)).flatten()
}

/// `wenige Stunden nachdem`, `vor allem weil`: a subordinator behind a measure or a focus, with its verb last.
fn measured(
    doc: &Document,
    at: usize,
    tokens: Range<usize>,
    data: &LanguageData,
) -> Option<(usize, ClauseKind)> {
    let is_subordinator = |token: &usize| {
        doc.tokens[*token].upos == Upos::Sconj
            && data.subordinators.get(doc.tokens[*token].lower.as_str()) == Some(&ClauseKind::Adverbial)
            && !data.switches.as_words.iter().any(|word| *word == doc.tokens[*token].lower)
    };
    let subordinator = (at + 1..tokens.end.min(at + 4)).find(is_subordinator)?;
    let last = tokens.clone().rfind(|token| doc.tokens[*token].upos != Upos::Punct)?;
    let has_verb_before = (at..subordinator).any(|token| is_verb(doc, token));
    (is_finite(doc, last) && !has_verb_before).then_some((subordinator, ClauseKind::Adverbial))
}

/// An adverb that may stand before a subordinator: `auch wenn`, `even if`.
fn is_focus_adverb(doc: &Document, at: usize, end: usize, data: &LanguageData) -> bool {
    doc.tokens[at].upos == Upos::Adv
        && at + 1 < end
        && data.subordinators.contains_key(doc.tokens[at + 1].lower.as_str())
        && !data.subordinators.contains_key(doc.tokens[at].lower.as_str())
}

/// Whether a pronoun is relative: tagged so, or an article's form without a noun, with the verb at the end of its segment.
fn is_relative(doc: &Document, at: usize, tokens: Range<usize>, data: &LanguageData) -> bool {
    let token = &doc.tokens[at];
    if !data.relative_pronouns.contains(token.lower.as_str()) || at == 0 {
        return false;
    }
    if !data.switches.verb_second {
        return matches!(token.upos, Upos::Pron | Upos::Det | Upos::Adv | Upos::Sconj);
    }
    let is_sentence_start = doc.sentences[doc.sentence_at(at)].tokens.start == tokens.start;
    let finite = tokens.clone().rfind(|next| is_finite(doc, *next));
    let is_last = |finite: usize| {
        (finite + 1..tokens.end)
            .filter(|next| doc.tokens[*next].upos != Upos::Punct && !is_verb(doc, *next))
            .count()
            <= 1
    };
    let is_second = tokens.clone().find(|next| is_finite(doc, *next)) == Some(at + 1)
        && tokens.len() > at - tokens.start + 2;
    let is_pronoun = token.upos == Upos::Pron || token.feats.pron_type == Some(PronType::Rel);
    let is_particle = |token: usize| {
        doc.tokens.get(token).is_some_and(|next| next.lower == data.switches.infinitive_particle.as_str())
    };
    let is_infinitive =
        finite.is_none_or(|finite| is_particle(finite + 1)) && has_zu_infinitive(doc, tokens.clone(), data);
    !is_sentence_start && is_pronoun && !is_second && finite.is_none_or(is_last) && !is_infinitive
}
/// Whether there is an infinitive with its particle: `zu gehen`, `voranzukommen`, `to leave`.
pub(super) fn has_zu_infinitive(doc: &Document, tokens: Range<usize>, data: &LanguageData) -> bool {
    tokens.clone().any(|token| {
        let follows_particle =
            token > tokens.start && data.switches.infinitive_particle == doc.tokens[token - 1].lower.as_str();
        let holds_particle = data.switches.verb_second
            && doc.tokens[token].upos == Upos::Verb
            && doc.tokens[token].feats.verb_form == Some(VerbForm::Inf)
            && doc.tokens[token].lower.contains("zu")
            && doc.tokens[token].lower != doc.tokens[token].lemma;
        (follows_particle && is_verb(doc, token)) || holds_particle
    })
}

/// The words that open a clause in a language where the verb follows its subject.
#[derive(Debug)]
pub(super) struct Opening {
    /// The first token of the clause.
    pub(super) start: usize,
    pub(super) subordinator: usize,
    pub(super) kind: ClauseKind,
}

/// The words at a position that open a clause: `that`, `two of whom`, `even though`, `as soon as`, `a few hours after`.
pub(super) fn opening(frame: &Frame<'_>, at: usize, follows_mark: bool) -> Option<Opening> {
    let words = frame.words;
    let start = *words.get(at)?;
    let is_first = follows_mark || at == 0;
    let found = |at: usize, kind: ClauseKind| Opening { start, subordinator: words[at], kind };
    if let Some((last, kind)) = phrase_at(frame, at) {
        return (kind == ClauseKind::Infinitive || has_clause_after(frame, last)).then(|| found(last, kind));
    }
    if let Some(pronoun) = pronoun_after_preposition(frame, at, is_first) {
        return Some(found(pronoun, ClauseKind::Relative));
    }
    if let Some(kind) = word_kind(frame, at, is_first) {
        return Some(found(at, kind));
    }
    // `mainly because`, `shortly before`, `a few hours after`.
    let reach = if is_first { 4 } else { 1 };
    let may_lead = |at: usize| {
        matches!(frame.upos(words[at]), Upos::Adv)
            || is_first && matches!(frame.upos(words[at]), Upos::Det | Upos::Adj | Upos::Num | Upos::Noun)
    };
    let next = (at + 1..words.len().min(at + 1 + reach)).find(|next| !may_lead(*next))?;
    let is_measure = matches!(frame.upos(words[next - 1]), Upos::Adv | Upos::Noun);
    let follows_copula = at > 0 && frame.is_verb(words[at - 1]);
    let is_as = frame.data.switches.as_words.iter().any(|word| word == frame.lower(words[next]));
    let leads = (at..next).all(may_lead) && is_measure && !follows_copula && !is_as;
    let is_listed = frame.data.subordinators.get(frame.lower(words[next])) == Some(&ClauseKind::Adverbial);
    if leads && is_listed && !frame.data.subordinators.contains_key(frame.lower(start)) {
        return word_kind(frame, next, true).map(|kind| found(next, kind));
    }
    None
}

/// The last word of a subordinator of several words that starts at a position: `as soon as`.
fn phrase_at(frame: &Frame<'_>, at: usize) -> Option<(usize, ClauseKind)> {
    let first = frame.lower(frame.words[at]);
    let fits = |phrase: &&(Vec<String>, ClauseKind)| {
        phrase.0[0] == first
            && frame.words.get(at..at + phrase.0.len()).is_some_and(|words| {
                words.iter().zip(&phrase.0).all(|(token, word)| frame.lower(*token) == word)
            })
    };
    let (phrase, kind) = frame.data.subordinator_phrases.iter().find(fits)?;
    Some((at + phrase.len() - 1, *kind))
}

/// `in which`, `two of whom`: where the pronoun stands.
fn pronoun_after_preposition(frame: &Frame<'_>, at: usize, is_first: bool) -> Option<usize> {
    let words = frame.words;
    let is_pronoun = |at: usize| {
        words.get(at).is_some_and(|token| {
            frame.data.relative_pronouns.contains(frame.lower(*token)) && frame.upos(*token) != Upos::Sconj
        })
    };
    if at > 0 && frame.upos(words[at]) == Upos::Adp && is_pronoun(at + 1) {
        return Some(at + 1);
    }
    let quantity = |at: usize| {
        matches!(
            frame.upos(words[at]),
            Upos::Num | Upos::Det | Upos::Pron | Upos::Adj | Upos::Noun | Upos::Adv
        )
    };
    let preposition = (at + 1..words.len().min(at + 4)).find(|next| frame.upos(words[*next]) == Upos::Adp)?;
    let fits = is_first && at > 0 && (at..preposition).all(quantity) && is_pronoun(preposition + 1);
    fits.then_some(preposition + 1)
}

/// `more than half a million people`: the word ends what bounds a number.
fn bounds(frame: &Frame<'_>, at: usize) -> bool {
    let entries = frame.data.number_words.quantifiers(QuantifierPlace::Before, frame.lower(frame.words[at]));
    entries.iter().any(|entry| {
        let start = (at + 1).checked_sub(entry.words.len()).filter(|_| entry.words.len() > 1);
        start.is_some_and(|start| {
            entry.words.iter().zip(&frame.words[start..]).all(|(word, token)| word == frame.lower(*token))
        })
    })
}

/// The kind of clause that the word at a position opens by itself, if it does.
fn word_kind(frame: &Frame<'_>, at: usize, is_first: bool) -> Option<ClauseKind> {
    let token = frame.words[at];
    let lower = frame.lower(token);
    let is_relative = frame.data.relative_pronouns.contains(lower);
    let listed = frame.data.subordinators.get(lower).copied();
    if !is_relative && listed.is_none() || frame.upos(token) == Upos::Cconj || bounds(frame, at) {
        return None;
    }
    let before = at.checked_sub(1).map(|before| frame.words[before]);
    match (is_relative, listed) {
        (true, Some(ClauseKind::Complement)) => that_kind(frame, at, is_first),
        (true, _) => relative_kind(frame, at, before),
        (false, Some(ClauseKind::Adverbial)) => adverbial_kind(frame, at),
        (false, Some(ClauseKind::Relative)) => {
            let follows_noun = before.is_some_and(|before| {
                matches!(frame.upos(before), Upos::Noun | Upos::Propn | Upos::Punct | Upos::Pron)
            });
            has_clause_after(frame, at).then_some(if follows_noun && at > 0 {
                ClauseKind::Relative
            } else {
                ClauseKind::Complement
            })
        }
        (false, kind) => kind.filter(|_| has_clause_after(frame, at)),
    }
}

/// `that`: what is said, or a relative clause.
fn that_kind(frame: &Frame<'_>, at: usize, is_first: bool) -> Option<ClauseKind> {
    let words = frame.words;
    let next = *words.get(at + 1)?;
    let is_article =
        frame.doc.phrase_at(words[at]).is_some_and(|phrase| frame.doc.phrases[phrase].tokens.end > next);
    let joins =
        at.checked_sub(1).is_some_and(|before| matches!(frame.upos(words[before]), Upos::Cconj | Upos::Verb));
    if !has_clause_after(frame, at) || is_article && !joins && frame.upos(words[at]) == Upos::Det {
        return None;
    }
    let before = at.checked_sub(1).map(|before| words[before])?;
    let verb = (at + 1..words.len()).find(|next| frame.upos(words[*next]) != Upos::Adv)?;
    let lacks_subject = frame.is_finite(words[verb]);
    let is_noun = matches!(frame.upos(before), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det);
    let top = frame.top()?;
    let after_verb = top.verbs.last().copied().unwrap_or(top.start);
    let has_degree_word = (after_verb..words[at])
        .any(|token| frame.data.switches.degree_words.iter().any(|word| word == frame.lower(token)));
    if has_degree_word && !lacks_subject {
        return Some(ClauseKind::Adverbial);
    }
    if lacks_subject && (is_noun || is_first) {
        return Some(ClauseKind::Relative);
    }
    let in_subject = top.is_waiting()
        && (top.start..words[at]).any(|token| {
            frame.upos(token) == Upos::Noun
                && frame.data.cues.nouns.contains_key(frame.doc.tokens[token].lemma.to_lowercase().as_str())
        });
    let noun_takes = in_subject
        || frame.data.cues.nouns.contains_key(frame.doc.tokens[before].lemma.to_lowercase().as_str());
    let takes = frame.takes_clause(top) && !top.has_complement;
    let is_outer = frame.open.iter().any(|clause| frame.takes_clause(clause)) && is_first;
    Some(if !is_noun || noun_takes || takes || is_outer || is_copular(frame, top) {
        ClauseKind::Complement
    } else {
        ClauseKind::Relative
    })
}

/// `it is unacceptable that`, `although it was not clear who`.
fn is_copular(frame: &Frame<'_>, clause: &Open) -> bool {
    let first = frame.words.iter().filter(|token| **token >= clause.start).take(2);
    first.copied().any(|token| frame.data.switches.expletives.iter().any(|word| word == frame.lower(token)))
}

/// `who`, `which`: a relative clause after a noun, otherwise a question.
fn relative_kind(frame: &Frame<'_>, at: usize, before: Option<usize>) -> Option<ClauseKind> {
    let Some(before) = before else { return Some(ClauseKind::Complement) };
    let is_question = match frame.upos(before) {
        Upos::Verb | Upos::Aux | Upos::Adp => true,
        Upos::Adj => frame.top().is_some_and(|top| is_copular(frame, top)),
        _ => false,
    };
    has_clause_after(frame, at).then_some(if is_question {
        ClauseKind::Complement
    } else {
        ClauseKind::Relative
    })
}

/// `after`, `as`, `when`: with a clause; with a participle; or a preposition.
fn adverbial_kind(frame: &Frame<'_>, at: usize) -> Option<ClauseKind> {
    let words = frame.words;
    let next = *words.get(at + 1)?;
    let feats = frame.doc.tokens[next].feats;
    let is_participle =
        frame.upos(next) == Upos::Verb && matches!(feats.verb_form, Some(VerbForm::Part | VerbForm::Ger));
    let has_ending = frame.data.switches.is_like_gerund(frame.lower(next));
    let is_as = frame.data.switches.as_words.iter().any(|word| word == frame.lower(words[at]));
    let follows_auxiliary = at > 0 && frame.upos(words[at - 1]) == Upos::Aux;
    if follows_auxiliary {
        return None;
    }
    if is_participle && (has_ending || frame.upos(words[at]) == Upos::Sconj) && !is_as {
        return Some(ClauseKind::Infinitive);
    }
    let is_degree = frame.data.switches.degree_words.iter().any(|word| word == frame.lower(words[at]));
    let starts_subject = frame.doc.phrase_at(next).is_some_and(|phrase| {
        frame.doc.phrases[phrase].tokens.start == next && frame.doc.phrases[phrase].preposition.is_none()
    });
    let is_adverb = frame.upos(words[at]) == Upos::Adv && !is_degree && starts_subject;
    if frame.upos(words[at]) == Upos::Sconj || is_adverb {
        return has_clause_after(frame, at).then_some(ClauseKind::Adverbial);
    }
    // A preposition for the tagger, but a subject and its verb follow.
    if frame.upos(next) == Upos::Num {
        return None;
    }
    let end = super::subject_first::stretch_end(frame, at + 1);
    let verb = (at + 1..end)
        .find(|next| frame.is_verb(words[*next]) && frame.doc.phrase_at(words[*next]).is_none())?;
    let subject = (at + 1..verb).all(|next| {
        // `after the attack the streets`: a second phrase is the subject of another clause.
        let starts_second = next > at + 1
            && frame.doc.phrase_at(words[next]).is_some_and(|phrase| {
                let phrase = &frame.doc.phrases[phrase];
                phrase.tokens.start == words[next] && phrase.preposition.is_none()
            })
            && frame.doc.phrase_at(words[next - 1]).is_some()
            && frame.upos(words[next - 1]) != Upos::Pron;
        let is_relative = starts_second || frame.data.relative_pronouns.contains(frame.lower(words[next]));
        !is_relative
            && (matches!(frame.upos(words[next]), Upos::Adv | Upos::Adp | Upos::Cconj | Upos::Part)
                || frame.doc.phrase_at(words[next]).is_some())
    }) && frame.upos(words[verb - 1]) != Upos::Cconj;
    let starts_phrase =
        frame.doc.phrase_at(next).is_some_and(|phrase| frame.doc.phrases[phrase].tokens.start == next);
    let is_first = !words[..at].iter().any(|token| frame.is_verb(*token))
        && (is_as && end < words.len() || words[end..].iter().any(|token| frame.is_finite(*token)));
    let is_between_marks = frame.top().is_some_and(|top| top.follows_mark && !top.is_waiting())
        && words[end..].iter().any(|token| frame.is_finite(*token));
    let is_free = frame.waiting().is_none() || is_first || is_between_marks;
    (is_free && subject && starts_phrase && frame.is_finite(words[verb])).then_some(ClauseKind::Adverbial)
}

/// Whether a finite verb stands between a position and the next mark, or after a clause between marks.
fn has_clause_after(frame: &Frame<'_>, at: usize) -> bool {
    let words = &frame.words[at + 1..];
    words.iter().any(|token| frame.is_finite(*token))
}
