//! Finds what is said: the quotation, clause, infinitive or noun phrase that a reporting verb takes.

use std::ops::Range;

use super::scene::Scene;
use crate::lang::cues::Complement;
use crate::text::{Case, ClauseKind, Span, Upos};

/// A content, in token ranges.
pub(super) type Pieces = Vec<Range<usize>>;

/// A verb with what is around it that is not content.
pub(super) struct Reporting {
    pub(super) verb: usize,
    /// The source's tokens, where it stands in the sentence.
    pub(super) source: Option<Range<usize>>,
    pub(super) is_passive: bool,
}

/// The content that a verb takes by one of its complements, with the complement.
pub(super) fn of_verb<'c>(
    scene: &Scene<'_>,
    reporting: &Reporting,
    complements: &'c [Complement],
) -> Option<(Pieces, &'c Complement)> {
    let takes = |wanted: fn(&Complement) -> bool| complements.iter().find(|complement| wanted(complement));
    let speech = takes(|complement| matches!(complement, Complement::Quote))
        .or_else(|| takes(|complement| matches!(complement, Complement::That | Complement::ObjectThat)));
    let clause = takes(|complement| {
        matches!(complement, Complement::That | Complement::ObjectThat | Complement::Question)
    });
    if let Some(complement) = speech {
        let found = around_as_clause(scene, reporting).or_else(|| {
            before_cue(scene, reporting)
                .or_else(|| after_colon(scene, reporting))
                .or_else(|| quotation_after(scene, reporting))
        });
        if let Some(pieces) = found {
            return Some((pieces, complement));
        }
    }
    if let Some((complement, pieces)) = clause.zip(clause_after(scene, reporting, complements)) {
        return Some((pieces, complement));
    }
    complements.iter().find_map(|complement| Some((by_complement(scene, reporting, complement)?, complement)))
}

fn by_complement(scene: &Scene<'_>, reporting: &Reporting, complement: &Complement) -> Option<Pieces> {
    match complement {
        Complement::Infinitive | Complement::ObjectInfinitive => infinitive_after(scene, reporting),
        Complement::Preposition(word) => after_preposition(scene, reporting, word),
        Complement::ObjectPreposition(word) => object_with(scene, reporting, word),
        Complement::ObjectAs => object_after(scene, reporting, true),
        Complement::Object => object_after(scene, reporting, false),
        Complement::Gerund => gerund_after(scene, reporting),
        Complement::None => whole_predicate(scene, reporting),
        Complement::Quote | Complement::That | Complement::Question | Complement::ObjectThat => None,
    }
}

/// `Wie X mitteilte, …` and `…, as X said`: all of the sentence but the clause of the cue.
fn around_as_clause(scene: &Scene<'_>, reporting: &Reporting) -> Option<Pieces> {
    let clause = scene.doc.clause_at(reporting.verb).map(|clause| &scene.doc.clauses[clause])?;
    let opener = clause.subordinator.filter(|opener| *opener == clause.tokens.start)?;
    let is_between_marks = clause.tokens.start == scene.start || scene.is_mark(clause.tokens.start - 1);
    if !is_between_marks || !scene.is_one_of(&scene.data.switches.as_words, scene.lower(opener)) {
        return None;
    }
    let end = (reporting.verb..scene.end).find(|token| scene.is_mark(*token)).unwrap_or(scene.end);
    let pieces = [inside_marks(scene, scene.start..clause.tokens.start), inside_marks(scene, end..scene.end)];
    let pieces: Pieces = pieces.into_iter().filter(|piece| piece.len() > 1).collect();
    pieces.iter().any(|piece| scene.has_finite(piece.clone())).then_some(pieces)
}

/// `…, sagte X` and `…, X said`: what stands before the cue's segment, and goes on after it.
fn before_cue(scene: &Scene<'_>, reporting: &Reporting) -> Option<Pieces> {
    let cue = cue_segment(scene, reporting);
    let front = scene.trim(scene.start..cue.start);
    if front.is_empty() || !is_tag(scene, reporting, &cue) {
        return None;
    }
    let mut pieces: Pieces = vec![inside_marks(scene, scene.start..cue.start)];
    let after = cue.end..scene.end;
    let is_open = goes_on_after(scene, &front, &after);
    if is_open {
        let rest = inside_marks(scene, after.start..content_end(scene, after.start, reporting));
        if !rest.is_empty() {
            pieces.push(rest);
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    (!pieces.is_empty()).then_some(pieces)
}

/// The segment of the cue, widened over its source.
fn cue_segment(scene: &Scene<'_>, reporting: &Reporting) -> Range<usize> {
    let mut segment = scene.segment(reporting.verb);
    if let Some(source) = &reporting.source {
        segment.start = segment.start.min(source.start.max(scene.start));
        if source.end > segment.end {
            segment.end = scene.segment(source.end - 1).end.max(source.end);
        }
    }
    // `sagte er und prangerte … an`: the tag ends where another verb is joined.
    let joint = (reporting.verb + 1..segment.end)
        .find(|token| scene.upos(*token) == Upos::Cconj && scene.has_finite(*token + 1..segment.end));
    segment.start..joint.unwrap_or(segment.end)
}

/// Whether a cue's segment is a tag (`, sagte X`, `, X said on Monday`): it starts with its verb or its subject, follows other
/// words that are a clause, and takes no clause of its own.
fn is_tag(scene: &Scene<'_>, reporting: &Reporting, cue: &Range<usize>) -> bool {
    let first = (cue.start..cue.end).find(|token| scene.is_word(*token)).unwrap_or(cue.start);
    let before = scene.start..cue.start;
    let source_start = reporting.source.as_ref().map(|source| source.start);
    if is_parenthesis(scene, cue, &before) {
        let is_inverted =
            first == reporting.verb && source_start.is_some_and(|source| source > reporting.verb);
        return if scene.data.switches.verb_second { is_inverted } else { source_start.is_some() };
    }
    let has_speech = scene.quotations().any(|quotation| {
        quotation.inner.start >= scene.start.saturating_sub(1) && quotation.inner.start < cue.start
            || quotation.inner.contains(&scene.start)
    });
    if !(scene.has_finite(before) || has_speech) {
        return false;
    }
    if scene.data.switches.verb_second {
        // `…, sagte X`; `…, hieß es`; the clause that `und` joins on is no tag.
        return first == reporting.verb && scene.is_finite(reporting.verb)
            || is_auxiliary_first(scene, first, reporting.verb);
    }
    let starts = first == reporting.verb
        || source_start == Some(first)
        || scene.upos(first) == Upos::Adv && source_start == Some(first + 1);
    let has_own_clause = (reporting.verb + 1..cue.end).any(|token| scene.is_finite(token));
    let touches = cue.start > scene.start && matches!(scene.doc.form(cue.start - 1), "," | "—" | "–" | "--")
        || scene.is_quote(cue.start - 1)
        || ends_in_question(scene, cue.start);
    let is_inverted = first == reporting.verb;
    let inverted_ok = !is_inverted || source_start.is_some_and(|source| source > reporting.verb);
    starts && !has_own_clause && touches && inverted_ok && !complement_follows(scene, cue.end)
}

/// `Also in May, Davis said, the army withdrew`: between commas, before it no verb, after it one.
fn is_parenthesis(scene: &Scene<'_>, cue: &Range<usize>, before: &Range<usize>) -> bool {
    let is_between = cue.start > scene.start
        && scene.doc.form(cue.start - 1) == ","
        && cue.end < scene.end
        && scene.doc.form(cue.end) == ",";
    let one_verb = (cue.start..cue.end).filter(|token| scene.is_finite(*token)).count() == 1;
    is_between
        && one_verb
        && !scene.has_finite(before.clone())
        && !scene.trim(before.clone()).is_empty()
        && scene.has_finite(cue.end..scene.end)
}

fn ends_in_question(scene: &Scene<'_>, at: usize) -> bool {
    at > scene.start && matches!(scene.doc.form(at - 1), "?" | "!")
}

/// `, hatte X gesagt` is a tag with its auxiliary first.
fn is_auxiliary_first(scene: &Scene<'_>, first: usize, verb: usize) -> bool {
    scene.upos(first) == Upos::Aux && scene.is_finite(first) && first < verb && scene.is_participle(verb)
}

/// Whether `that` or `whether` opens right after a segment: then the clause before it is not what was said.
fn complement_follows(scene: &Scene<'_>, at: usize) -> bool {
    let next = (at..scene.end).find(|token| scene.is_word(*token));
    next.is_some_and(|next| {
        scene.data.subordinators.get(scene.lower(next)) == Some(&ClauseKind::Complement)
            && scene.upos(next) == Upos::Sconj
    })
}

/// Whether a content that a tag interrupts goes on after it: in quotation marks, as a subordinate clause, or because it was not
/// complete.
fn goes_on_after(scene: &Scene<'_>, front: &Range<usize>, after: &Range<usize>) -> bool {
    let Some(first) = after.clone().find(|token| scene.is_word(*token)) else { return false };
    let opens_quote = scene.quotations().any(|quotation| quotation.inner.start == first);
    let is_subordinate = scene.starts_subordinate(first);
    let closes_tag = scene.doc.form(after.start) == ",";
    opens_quote
        || closes_tag && (is_subordinate || !scene.has_finite(front.clone()))
        || in_same_quotation(scene, front, first)
}

fn in_same_quotation(scene: &Scene<'_>, front: &Range<usize>, first: usize) -> bool {
    scene.quotation_at(first).is_some() && scene.quotation_at(first) == scene.quotation_at(front.start)
}

/// `X sagte: …`: what follows the colon.
fn after_colon(scene: &Scene<'_>, reporting: &Reporting) -> Option<Pieces> {
    let from =
        reporting.source.as_ref().map_or(reporting.verb, |source| source.end.max(reporting.verb + 1) - 1);
    let colon = (from..scene.end)
        .find(|token| scene.doc.form(*token) == ":" || scene.is_finite(*token) && *token > from)?;
    if scene.doc.form(colon) != ":" || scene.trim(colon + 1..scene.end).is_empty() {
        return None;
    }
    Some(vec![inside_marks(scene, colon + 1..scene.end)])
}

/// `X said “…”`: a quotation that opens right after the cue and holds a clause.
fn quotation_after(scene: &Scene<'_>, reporting: &Reporting) -> Option<Pieces> {
    let from =
        reporting.source.as_ref().map_or(reporting.verb + 1, |source| source.end.max(reporting.verb + 1));
    let quotation =
        scene.quotations().find(|quotation| quotation.open >= from && quotation.open < scene.end)?;
    let between = from..quotation.open;
    let is_close = !between.clone().any(|token| scene.is_finite(token) || scene.upos(token) == Upos::Sconj)
        && between.len() <= 6;
    let is_plain = !between.into_iter().any(|token| {
        scene.doc.phrase_at(token).is_some_and(|phrase| scene.doc.phrases[phrase].preposition.is_none())
            && scene.upos(token) == Upos::Noun
    });
    if !(is_close && is_plain && scene.has_finite(quotation.inner.clone())) {
        return None;
    }
    let end = quotation.inner.end.min(scene.end);
    Some(vec![scene.trim_content(quotation.inner.start..end)])
}

/// `sagte, dass …`, `sagte, die Lage sei …`, `said the road was closed`, `asked whether …`.
fn clause_after(scene: &Scene<'_>, reporting: &Reporting, complements: &[Complement]) -> Option<Pieces> {
    let from = reporting
        .source
        .as_ref()
        .filter(|source| source.start > reporting.verb)
        .map_or(reporting.verb + 1, |source| source.end);
    let allows_bare =
        complements.iter().any(|complement| matches!(complement, Complement::That | Complement::ObjectThat));
    let takes_object = complements.iter().any(|complement| matches!(complement, Complement::ObjectThat));
    let opened = (from..scene.end)
        .find_map(|token| complement_start(scene, token, from, reporting, (allows_bare, takes_object)));
    let bare = if allows_bare && !scene.data.switches.verb_second {
        bare_clause(scene, from, takes_object)
    } else {
        None
    };
    let start = match (opened, bare) {
        (Some(opened), Some(bare)) => opened.min(bare),
        (opened, bare) => opened.or(bare)?,
    };
    let end = content_end(scene, start, reporting).min(own_clause_end(scene, start));
    let piece = scene.trim_content(start..end);
    (!piece.is_empty()).then(|| vec![piece])
}

/// English: where a clause without `that` starts after its verb, with time, medium and addressee left out before it.
fn bare_clause(scene: &Scene<'_>, from: usize, takes_object: bool) -> Option<usize> {
    let mut at = from;
    let mut may_skip_object = takes_object;
    while at < scene.end {
        if scene.doc.time_at(at).is_some() || scene.upos(at) == Upos::Adv && scene.doc.phrase_at(at).is_none()
        {
            at += 1;
            continue;
        }
        if scene.upos(at) == Upos::Adp {
            let phrase = scene.doc.phrase_at(at + 1).map(|phrase| &scene.doc.phrases[phrase])?;
            let is_frame = scene.doc.time_at(phrase.head).is_some()
                || scene.data.cues.media.contains(scene.lemma(phrase.head))
                || scene.data.cues.addressee_prepositions.contains(scene.lower(at));
            if !is_frame {
                break;
            }
            at = phrase.tokens.end;
            continue;
        }
        let Some(phrase) = scene
            .doc
            .phrase_at(at)
            .map(|phrase| &scene.doc.phrases[phrase])
            .filter(|phrase| phrase.tokens.start == at)
        else {
            break;
        };
        if may_skip_object && !scene.is_finite(phrase.tokens.end.min(scene.end - 1)) {
            may_skip_object = false;
            at = phrase.tokens.end;
            continue;
        }
        break;
    }
    let opens = at < scene.end
        && (scene.upos(at) == Upos::Adp
            || scene.doc.phrase_at(at).is_some()
            || matches!(scene.upos(at), Upos::Det | Upos::Pron | Upos::Adj)
            || scene.data.switches.is_like_gerund(scene.lower(at)));
    // The finite verb after a relative pronoun or subordinator is not that of a bare clause.
    let stop = (at..scene.end)
        .find(|token| matches!(scene.doc.form(*token), ";" | ":") || scene.starts_subordinate(*token))
        .unwrap_or(scene.end);
    (opens && scene.has_finite(at..stop)).then_some(at)
}

/// Where a clause with `dass` ends for good: before a main clause or a relative clause on all of it (`…, was die Armee bestreitet`).
fn own_clause_end(scene: &Scene<'_>, start: usize) -> usize {
    let is_opened =
        scene.doc.clause_from(start).is_some_and(|clause| scene.doc.clauses[clause].subordinator.is_some());
    let after = scene.clauses().filter(|clause| clause.tokens.start > start + 1);
    let mut stops = after.filter(|clause| {
        let at = clause.tokens.start;
        let is_main = is_opened
            && clause.kind == ClauseKind::Main
            && scene.doc.form(at - 1) == ","
            && scene.upos(at) != Upos::Cconj
            && !scene.is_in_speech(at);
        let is_on_all = clause.subordinator == Some(at)
            && scene.is_one_of(&scene.data.switches.sentence_relatives, scene.lower(at))
            && scene.doc.form(at - 1) == ",";
        is_main && scene.data.switches.verb_second || is_on_all || is_denied_by_other(scene, clause)
    });
    stops.next().map_or(scene.end, |clause| clause.tokens.start - 1)
}

/// `…, which the port office denies`: a relative clause whose verb attributes, with a subject of its own.
fn is_denied_by_other(scene: &Scene<'_>, clause: &crate::text::Clause) -> bool {
    let (Some(opener), Some(finite)) = (clause.subordinator, clause.finite) else { return false };
    let has_subject = clause.subject.is_some_and(|subject| scene.doc.phrases[subject].tokens.start > opener);
    let is_reporting = scene.is_reporting_verb(finite);
    let is_last = scene.trim(finite + 1..clause.tokens.end).is_empty();
    clause.kind == ClauseKind::Relative
        && has_subject
        && is_reporting
        && is_last
        && scene.doc.form(clause.tokens.start.saturating_sub(1)) == ","
}

/// What follows the finite verb to the end of its clause: `konnte [das nicht bestätigen]`.
pub(super) fn whole_predicate(scene: &Scene<'_>, reporting: &Reporting) -> Option<Pieces> {
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

/// Whether a complement clause starts at a token; where its words start.
fn complement_start(
    scene: &Scene<'_>,
    token: usize,
    from: usize,
    reporting: &Reporting,
    (allows_bare, takes_object): (bool, bool),
) -> Option<usize> {
    let clause = scene
        .doc
        .clause_from(token)
        .map(|clause| &scene.doc.clauses[clause])
        .filter(|clause| clause.finite.is_some())?;
    let follows_mark =
        token > scene.start && scene.is_mark(token - 1) || scene.is_quote(token.saturating_sub(1));
    match clause.kind {
        ClauseKind::Complement if clause.subordinator.is_some() => {
            let has_object =
                !scene.data.switches.verb_second && !takes_object && has_bare_phrase(scene, from..token);
            let is_joined =
                scene.upos(token) == Upos::Cconj || token > from && scene.upos(token - 1) == Upos::Cconj;
            let is_own = !is_joined
                && !has_object
                && !(from..token)
                    .any(|at| scene.is_finite(at) && !in_right_bracket(scene, reporting.verb, at));
            is_own.then_some(token)
        }
        ClauseKind::Main | ClauseKind::Complement if allows_bare => {
            let is_coordinated = scene.upos(token) == Upos::Cconj;
            let is_next = !(from..token).any(|at| scene.is_finite(at));
            let starts_with_verb = scene.is_finite(token);
            (is_next
                && follows_mark
                && scene.data.switches.verb_second
                && !is_coordinated
                && !starts_with_verb)
                .then_some(token)
        }
        _ => None,
    }
}

fn in_right_bracket(scene: &Scene<'_>, verb: usize, at: usize) -> bool {
    at < verb || scene.segment(verb).contains(&at)
}

/// Whether a noun phrase without a preposition stands in a range that is no time: an object.
fn has_bare_phrase(scene: &Scene<'_>, range: Range<usize>) -> bool {
    let from = scene.doc.phrases.partition_point(|phrase| phrase.tokens.start < range.start);
    let inside = scene.doc.phrases[from..].iter().take_while(|phrase| phrase.tokens.end <= range.end);
    inside.into_iter().any(|phrase| phrase.preposition.is_none() && scene.doc.time_at(phrase.head).is_none())
}

/// `weigert sich, zu gehen`, `vowed to return`, `urged rebels to stop`.
fn infinitive_after(scene: &Scene<'_>, reporting: &Reporting) -> Option<Pieces> {
    let particle = scene.data.switches.infinitive_particle.as_str();
    if scene.data.switches.verb_second {
        let clause = scene.clauses().find(|clause| {
            let is_infinitive = clause.kind == ClauseKind::Infinitive && clause.finite.is_none();
            is_infinitive && clause.tokens.start > reporting.verb.min(scene.segment(reporting.verb).end)
        });
        let start = clause.map(|clause| clause.tokens.start)?;
        let is_near = !(reporting.verb + 1..start).any(|token| scene.is_finite(token));
        let end = content_end(scene, start, reporting);
        return is_near.then(|| vec![scene.trim_content(start..end)]);
    }
    let to = (reporting.verb + 1..scene.end.min(reporting.verb + 14))
        .find(|token| scene.lower(*token) == particle && scene.is_verb_next(*token))?;
    let is_near =
        !(reporting.verb + 1..to).any(|token| scene.is_finite(token) || scene.doc.form(token) == ",");
    let end = content_end(scene, to, reporting);
    is_near.then(|| vec![scene.trim_content(to..end)])
}

/// `warnte vor …`, `called for …`; German may have it before the verb, and `davon, dass …`.
fn after_preposition(scene: &Scene<'_>, reporting: &Reporting, word: &str) -> Option<Pieces> {
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
        let piece = scene.trim_content(without_verb_end(scene, preposition + 1..limit, reporting.verb));
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
fn object_with(scene: &Scene<'_>, reporting: &Reporting, word: &str) -> Option<Pieces> {
    let clause = scene.clause_tokens(reporting.verb);
    let has_preposition =
        clause.clone().any(|token| scene.lower(token) == word || scene.lemma(token) == word);
    if !has_preposition {
        return None;
    }
    if reporting.is_passive {
        let subject = subject_of_passive(scene, reporting)?;
        let rest = after_preposition(scene, reporting, word)?;
        return Some([subject].into_iter().chain(rest).collect());
    }
    object_after(scene, reporting, false).or_else(|| reciprocal(scene, reporting))
}

/// `machten sich gegenseitig für … verantwortlich`: all that follows the verb and `sich gegenseitig`.
fn reciprocal(scene: &Scene<'_>, reporting: &Reporting) -> Option<Pieces> {
    let clause = scene.clause_tokens(reporting.verb);
    let at = clause
        .clone()
        .find(|token| scene.is_one_of(&scene.data.switches.reciprocals, scene.lower(*token)))?;
    let end = scene.segment(at).end;
    let piece = scene.trim_content(at + 1..end);
    (!piece.is_empty()).then(|| vec![piece])
}

/// Who is accused, what is condemned: the subject of a passive.
fn subject_of_passive(scene: &Scene<'_>, reporting: &Reporting) -> Option<Range<usize>> {
    let clause = scene.doc.clause_at(reporting.verb).map(|clause| &scene.doc.clauses[clause])?;
    let subject = super::sources::subject(scene, clause.finite?, clause.subject)?;
    let is_expletive =
        subject.len() == 1 && scene.is_one_of(&scene.data.switches.expletives, scene.lower(subject.start));
    (!subject.contains(&reporting.verb) && !is_expletive).then_some(subject)
}

/// The object and what follows it, or (German) the object in front of the verb.
fn object_after(scene: &Scene<'_>, reporting: &Reporting, needs_as: bool) -> Option<Pieces> {
    let clause = scene.doc.clause_at(reporting.verb).map(|clause| &scene.doc.clauses[clause]);
    let finite = clause.and_then(|clause| clause.finite).unwrap_or(reporting.verb).min(reporting.verb);
    if reporting.is_passive {
        return subject_of_passive(scene, reporting).map(|subject| vec![subject]);
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
    let limit = content_end(scene, after_source, reporting).min(clause_tokens.end.max(after_source));
    let adverbial = scene.clauses().find(|clause| {
        clause.kind == ClauseKind::Adverbial
            && clause.tokens.start > after_source
            && clause.tokens.start < limit
    });
    let limit = adverbial
        .filter(|clause| scene.is_mark(clause.tokens.start - 1))
        .map_or(limit, |clause| clause.tokens.start);
    if needs_as
        && !(after_source..limit)
            .any(|token| scene.is_one_of(&scene.data.switches.naming_words, scene.lower(token)))
    {
        return None;
    }
    let from = scene.doc.phrases.partition_point(|phrase| phrase.tokens.start < after_source);
    let object =
        scene.doc.phrases[from..].iter().take_while(|phrase| phrase.tokens.start < limit).find(|phrase| {
            let is_time = scene.doc.time_at(phrase.head).is_some();
            let touches = scene.data.switches.verb_second
                || (reporting.verb + 1..phrase.tokens.start)
                    .all(|token| matches!(scene.upos(token), Upos::Adv | Upos::Part | Upos::Punct));
            phrase.preposition.is_none()
                && !is_time
                && !scene.data.switches.is_reflexive(scene.lower(phrase.tokens.start))
                && touches
        });
    if let Some(object) = object {
        let piece = scene.trim_content(without_verb_end(scene, object.tokens.start..limit, reporting.verb));
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

/// `Ein Eingreifen hat der Minister ausgeschlossen`: the phrase before the verb, where the source stands after it.
fn object_in_front(scene: &Scene<'_>, finite: usize, reporting: &Reporting) -> Option<Pieces> {
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
fn gerund_after(scene: &Scene<'_>, reporting: &Reporting) -> Option<Pieces> {
    let next = (reporting.verb + 1..scene.end).find(|token| scene.upos(*token) != Upos::Adv)?;
    let is_gerund = scene.is_verb(next) && scene.data.switches.is_like_gerund(scene.lower(next));
    let end = content_end(scene, next, reporting);
    is_gerund.then(|| vec![scene.trim_content(next..end)])
}

/// Leaves out the participle or particle that ends the clause of the cue: `hat den Angriff verurteilt`.
fn without_verb_end(scene: &Scene<'_>, range: Range<usize>, verb: usize) -> Range<usize> {
    let mut end = range.end;
    let clause = scene.doc.clause_at(verb).map(|clause| &scene.doc.clauses[clause]);
    let is_cue = |token: usize| token == verb || clause.is_some_and(|clause| clause.finite == Some(token));
    while end > range.start && (is_cue(end - 1) || !scene.is_word(end - 1) && !scene.is_quote(end - 1)) {
        end -= 1;
    }
    range.start..end.max(range.start)
}

/// Where a content that starts at a token ends: with its quotation, before a reporting verb that is joined to the cue, or with
/// the sentence.
pub(super) fn content_end(scene: &Scene<'_>, start: usize, reporting: &Reporting) -> usize {
    let end = scene.words_end().max(start.min(scene.end));
    let mut at = start;
    while at < end {
        if scene.is_quote(at) {
            // What stands in quotation marks does not end the content.
            if let Some(quotation) = scene.quotations().find(|quotation| quotation.open == at) {
                at = quotation.close.unwrap_or(quotation.inner.end).max(at + 1);
                continue;
            }
        }
        if at > start && ends_content(scene, at, start, reporting) {
            return at;
        }
        at += 1;
    }
    let closes = (end..scene.end).find(|token| {
        scene.is_quote(*token)
            && scene.quotations().any(|quotation| quotation.close == Some(*token) && quotation.open >= start)
    });
    closes.map_or(end, |close| close + 1)
}

/// Whether a joined reporting verb or a further cue starts here: `, und forderte …`, `, but indicated that`, `, adding that`.
fn ends_content(scene: &Scene<'_>, at: usize, start: usize, reporting: &Reporting) -> bool {
    let is_comma = scene.doc.form(at) == ",";
    let is_joint = scene.upos(at) == Upos::Cconj;
    if !(is_comma || is_joint) {
        return false;
    }
    let mut verb = at + 1;
    while verb < scene.end && matches!(scene.upos(verb), Upos::Cconj | Upos::Adv | Upos::Aux) {
        verb += 1;
    }
    if verb >= scene.end || !scene.is_verb(verb) || verb == reporting.verb {
        return false;
    }
    let is_reporting = scene.is_reporting_verb(verb);
    if !is_reporting || (start..at).len() < 2 {
        return false;
    }
    if scene.data.switches.verb_second {
        // `dass er kam und sagte` goes on with the content only where the verb stands last.
        let has_words_after = (verb + 1..scene.segment(verb).end).any(|token| scene.is_word(token))
            || verb + 1 < scene.end && scene.is_mark(verb + 1);
        let is_indicative = scene.doc.tokens[verb].feats.mood != Some(crate::text::Mood::Sub);
        return scene.is_finite(verb)
            && has_words_after
            && is_indicative
            && (is_joint || is_comma && scene.upos(at + 1) == Upos::Cconj);
    }
    let is_participle = scene.data.switches.is_like_gerund(scene.lower(verb));
    (is_comma && is_participle) || ((is_joint || scene.upos(at + 1) == Upos::Cconj) && scene.is_finite(verb))
}

/// A stretch without commas and full stops at its ends, and without the quotation marks around it if they hold all of it.
pub(super) fn inside_marks(scene: &Scene<'_>, range: Range<usize>) -> Range<usize> {
    let trimmed = scene.trim_content(range);
    let whole = scene.quotations().find(|quotation| {
        quotation.open == trimmed.start && quotation.close.is_some_and(|close| close + 1 == trimmed.end)
    });
    match whole {
        Some(quotation) => scene.trim_content(quotation.inner.clone()),
        None => trimmed,
    }
}

/// The characters of the pieces.
pub(super) fn spans(scene: &Scene<'_>, pieces: &Pieces) -> Vec<Span> {
    pieces.iter().filter(|piece| !piece.is_empty()).map(|piece| scene.span(piece.clone())).collect()
}
