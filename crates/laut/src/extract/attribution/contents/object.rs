//! Phrases as contents: `verurteilte den Angriff`, `warnte vor Gewalt`, `accused X of …`, `denied killing …`, a whole predicate.

use std::ops::Range;

use super::super::{scene::Scene, sources};
use super::clause::{has_bare_phrase, is_denied_by_other, next_statement};
use super::{Pieces, Reporting, apposed, content_end};
use crate::text::{Case, ClauseKind, Upos};

/// What follows the finite verb to the end of its clause: `konnte [das nicht bestätigen]`.
pub(in super::super) fn whole_predicate(scene: &Scene<'_>, reporting: &Reporting<'_>) -> Option<Pieces> {
    let clause = scene.doc.clause_at(reporting.verb).map(|clause| &scene.doc.clauses[clause])?;
    let start = match clause.finite {
        Some(finite) if clause.subordinator.is_none() => reporting
            .source
            .as_ref()
            .filter(|source| source.start > finite)
            .map_or(finite + 1, |source| source.end),
        Some(_) => return None,
        None => clause.tokens.start,
    };
    let piece = scene.trim_content(start..clause.tokens.end);
    (!piece.is_empty()).then(|| vec![piece])
}

/// `warnte vor …`, `called for …`; German may have it before the verb, and `davon, dass …`.
pub(super) fn after_preposition(scene: &Scene<'_>, reporting: &Reporting<'_>, word: &str) -> Option<Pieces> {
    let clause = scene.clause_tokens(reporting.verb);
    let is_it = |token: &usize| {
        matches!(scene.upos(*token), Upos::Adp | Upos::Sconj)
            && (scene.lower(*token) == word || scene.lemma(*token) == word)
    };
    let after = (reporting.verb + 1..clause.end.max(reporting.verb + 1)).find(is_it);
    let preposition = after.or_else(|| (clause.start..reporting.verb).rfind(is_it));
    if let Some(preposition) = preposition {
        let limit = if preposition < reporting.verb {
            reporting.verb
        } else {
            content_end(scene, preposition, reporting)
        };
        let piece = scene.trim_content(without_verb_end(scene, preposition + 1..limit, reporting));
        return (!piece.is_empty()).then(|| vec![piece]);
    }
    // `davon, dass`, `dafür, dass`
    let stands_for = |token: &usize| {
        let lower = scene.lower(*token);
        lower.strip_prefix("da").is_some_and(|rest| rest == word || rest.strip_prefix('r') == Some(word))
    };
    let pronoun = clause.into_iter().find(stands_for)?;
    let start = (pronoun + 1..scene.end).find(|token| scene.is_mark(*token))? + 1;
    let end = content_end(scene, start, reporting);
    Some(vec![scene.trim_content(start..end)])
}

/// `accused X of …`, `machte X für Y verantwortlich`: from the object on.
pub(super) fn object_with(scene: &Scene<'_>, reporting: &Reporting<'_>, word: &str) -> Option<Pieces> {
    let clause = scene.clause_tokens(reporting.verb);
    let has_preposition =
        clause.clone().any(|token| scene.lower(token) == word || scene.lemma(token) == word);
    if !has_preposition {
        return None;
    }
    if reporting.is_passive {
        let subject = subject_of_passive(scene, reporting.verb)?;
        let rest = after_preposition(scene, reporting, word)?;
        return Some([subject].into_iter().chain(rest).collect());
    }
    object_after(scene, reporting, false).or_else(|| reciprocal(scene, reporting))
}

/// `machten sich gegenseitig für … verantwortlich`: all that follows the verb and `sich gegenseitig`.
fn reciprocal(scene: &Scene<'_>, reporting: &Reporting<'_>) -> Option<Pieces> {
    let clause = scene.clause_tokens(reporting.verb);
    let at = clause
        .clone()
        .find(|token| scene.is_one_of(&scene.data.switches.reciprocals, scene.lower(*token)))?;
    let end = scene.segment(at).end;
    let piece = scene.trim_content(at + 1..end);
    (!piece.is_empty()).then(|| vec![piece])
}

/// Who is accused, what is condemned: the subject of a passive.
pub(in super::super) fn subject_of_passive(scene: &Scene<'_>, verb: usize) -> Option<Range<usize>> {
    let clause = scene.doc.clause_at(verb).map(|clause| &scene.doc.clauses[clause])?;
    let subject = sources::subject(scene, clause.finite?, clause.subject)?;
    let is_expletive =
        subject.len() == 1 && scene.is_one_of(&scene.data.switches.expletives, scene.lower(subject.start));
    (!subject.contains(&verb) && !is_expletive).then_some(subject)
}

/// The object and what follows it, or (German) the object in front of the verb.
pub(super) fn object_after(scene: &Scene<'_>, reporting: &Reporting<'_>, needs_as: bool) -> Option<Pieces> {
    let clause = scene.doc.clause_at(reporting.verb).map(|clause| &scene.doc.clauses[clause]);
    let finite = clause.and_then(|clause| clause.finite).unwrap_or(reporting.verb).min(reporting.verb);
    if reporting.is_passive {
        return subject_of_passive(scene, reporting.verb).map(|subject| vec![subject]);
    }
    let clause_tokens = scene.clause_tokens(reporting.verb);
    if let Some(opener) =
        clause.and_then(|clause| clause.subordinator.filter(|_| clause.kind == ClauseKind::Relative))
    {
        let is_source = reporting.source.as_ref().is_some_and(|source| source.contains(&opener));
        if !is_source && scene.data.switches.verb_second {
            let pronoun = opener..opener + 1;
            return Some(vec![pronoun]);
        }
    }
    let is_verb_last =
        scene.data.switches.verb_second && clause.is_some_and(|clause| clause.subordinator.is_some());
    if let (true, Some(clause)) = (is_verb_last, clause) {
        let opener = clause.subordinator.unwrap_or(clause.tokens.start);
        let start = reporting
            .source
            .as_ref()
            .filter(|source| source.start >= clause.tokens.start)
            .map_or(opener + 1, |source| source.end);
        let piece = scene.trim_content(start..reporting.verb.max(start));
        let has_object = has_bare_phrase(scene, piece.clone());
        return (has_object && !needs_as).then(|| vec![piece]);
    }
    let after_source = reporting
        .source
        .as_ref()
        .filter(|source| source.start > finite)
        .map_or(finite + 1, |source| source.end);
    let limit = content_end(scene, after_source, reporting)
        .min(clause_tokens.end.max(after_source))
        .min(next_statement(scene, after_source));
    // The mark that closes a quotation in it stands behind the clause.
    let closes = |quotation: &crate::text::Quotation| {
        quotation.close == Some(limit) && (after_source..limit).contains(&quotation.open)
    };
    let limit = limit + usize::from(scene.quotations().any(closes));
    let adverbial = scene.clauses().find(|clause| {
        clause.kind == ClauseKind::Adverbial
            && clause.tokens.start > after_source
            && clause.tokens.start < limit
    });
    let limit = adverbial
        .filter(|clause| scene.is_mark(clause.tokens.start - 1))
        .map_or(limit, |clause| clause.tokens.start);
    let from = scene.doc.phrases.partition_point(|phrase| phrase.tokens.start < after_source);
    let object =
        scene.doc.phrases[from..].iter().take_while(|phrase| phrase.tokens.start < limit).find(|phrase| {
            let is_time = scene.doc.time_at(phrase.head).is_some();
            let touches = scene.data.switches.verb_second
                || (reporting.verb + 1..phrase.tokens.start).all(|token| {
                    matches!(scene.upos(token), Upos::Adv | Upos::Part | Upos::Punct)
                        || reporting.has_word(scene, token)
                });
            phrase.preposition.is_none_or(|preposition| reporting.has_word(scene, preposition))
                && !is_time
                && !scene.data.switches.is_reflexive(scene.lower(phrase.tokens.start))
                && touches
        });
    let is_naming = scene.is_one_of(&scene.data.switches.naming_verbs, &scene.verb_lemma(reporting.verb));
    let has_name = (after_source..limit)
        .any(|token| scene.is_one_of(&scene.data.switches.naming_words, scene.lower(token)))
        || is_naming
            && object.is_some_and(|object| {
                is_name(scene, object.tokens.end, limit)
                    || object.tokens.clone().any(|token| scene.is_quote(token))
            });
    if needs_as && !has_name {
        return None;
    }
    if let Some(account) = apposed::account_of(scene, reporting.verb) {
        return Some(vec![account]);
    }
    if let Some(object) = object {
        let piece = scene.trim_content(without_verb_end(scene, object.tokens.start..limit, reporting));
        return (!piece.is_empty()).then(|| vec![piece]);
    }
    let relative =
        clause.filter(|clause| is_denied_by_other(scene, clause)).and_then(|clause| clause.subordinator);
    if let Some(opener) = relative {
        let pronoun = opener..opener + 1;
        return Some(vec![pronoun]);
    }
    object_in_front(scene, finite, reporting)
}

/// `called him [a liar]`, `considers it [too late]`, `nannte das [„falsch“]`: whether what follows an object is what it is called.
fn is_name(scene: &Scene<'_>, at: usize, limit: usize) -> bool {
    let at = at + usize::from(at < limit && scene.upos(at) == Upos::Adv);
    at < limit && (scene.is_quote(at) || matches!(scene.upos(at), Upos::Det | Upos::Adj))
}

/// `Ein Eingreifen hat der Minister ausgeschlossen`: the phrase before the verb, where the source stands after it.
fn object_in_front(scene: &Scene<'_>, finite: usize, reporting: &Reporting<'_>) -> Option<Pieces> {
    let source_after = reporting.source.as_ref().is_some_and(|source| source.start > finite);
    if !(scene.data.switches.verb_second && source_after) {
        return None;
    }
    let start = scene.segment(finite).start;
    let phrase = &scene.doc.phrases[scene.doc.phrase_at(start)?];
    let is_object =
        phrase.preposition.is_none() && phrase.tokens.start == start && phrase.case != Some(Case::Gen);
    is_object.then(|| vec![scene.trim_content(start..finite)])
}

/// `denied killing …`.
pub(super) fn gerund_after(scene: &Scene<'_>, reporting: &Reporting<'_>) -> Option<Pieces> {
    let next = (reporting.verb + 1..scene.end).find(|token| scene.upos(*token) != Upos::Adv)?;
    let is_gerund = scene.is_verb(next) && scene.data.switches.is_like_gerund(scene.lower(next));
    let end = content_end(scene, next, reporting);
    is_gerund.then(|| vec![scene.trim_content(next..end)])
}

/// Leaves out the participle or particle that ends the clause of the cue: `hat den Angriff verurteilt`, `turned the offer down`.
fn without_verb_end(scene: &Scene<'_>, range: Range<usize>, reporting: &Reporting<'_>) -> Range<usize> {
    let mut end = range.end;
    let verb = reporting.verb;
    let clause = scene.doc.clause_at(verb).map(|clause| &scene.doc.clauses[clause]);
    let is_particle =
        |token: usize| matches!(scene.upos(token), Upos::Adp | Upos::Adv) && reporting.has_word(scene, token);
    let is_cue = |token: usize| {
        token == verb
            || is_particle(token)
            || clause.is_some_and(|clause| clause.finite == Some(token) || clause.particle == Some(token))
    };
    while end > range.start && (is_cue(end - 1) || !scene.is_word(end - 1) && !scene.is_quote(end - 1)) {
        end -= 1;
    }
    range.start..end.max(range.start)
}
