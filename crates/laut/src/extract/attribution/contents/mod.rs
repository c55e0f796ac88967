//! Finds what is said: the quotation, clause, infinitive or noun phrase that a reporting verb takes.

use std::ops::Range;

mod apposed;
mod clause;
mod object;
mod speech;

use super::scene::Scene;
use super::sources;
use crate::lang::cues::Complement;
use crate::text::{Span, Upos};

pub(super) use apposed::account_of;
use clause::{clause_after, infinitive_after};
pub(super) use clause::{is_in_main_clause, next_statement};
use object::{after_preposition, gerund_after, object_after, object_with};
pub(super) use object::{subject_of_passive, whole_predicate};
use speech::{after_colon, around_as_clause, before_cue, quotation_after};

/// A content, in token ranges.
pub(super) type Pieces = Vec<Range<usize>>;

/// A verb with what is around it that is not content.
pub(super) struct Reporting<'e> {
    pub(super) verb: usize,
    /// The other words of its entry, which are no content: `ruled [out] an election`.
    pub(super) words: &'e [String],
    /// The source's tokens, where it stands in the sentence.
    pub(super) source: Option<Range<usize>>,
    pub(super) is_passive: bool,
}

impl Reporting<'_> {
    /// Whether a token after the verb is one of its entry's other words.
    fn has_word(&self, scene: &Scene<'_>, token: usize) -> bool {
        token > self.verb && self.words.iter().any(|word| scene.lower(token) == word.as_str())
    }
}

/// The content that a verb takes by one of its complements, with the complement.
pub(super) fn of_verb<'c>(
    scene: &Scene<'_>,
    reporting: &Reporting<'_>,
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
    // An infinitive that is there says more than the object before it: `warf ihm vor, zu lügen`.
    let (told, named): (Vec<&Complement>, Vec<&Complement>) = complements
        .iter()
        .partition(|complement| matches!(complement, Complement::Infinitive | Complement::ObjectInfinitive));
    let mut ordered = told.into_iter().chain(named);
    ordered.find_map(|complement| Some((by_complement(scene, reporting, complement)?, complement)))
}

fn by_complement(scene: &Scene<'_>, reporting: &Reporting<'_>, complement: &Complement) -> Option<Pieces> {
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

/// Where a content that starts at a token ends: with its quotation, before a reporting verb that is joined to the cue, or with
/// the sentence.
pub(super) fn content_end(scene: &Scene<'_>, start: usize, reporting: &Reporting<'_>) -> usize {
    // What hangs on a verb in a subordinate clause ends with that clause at the latest.
    let around = scene.doc.clause_at(reporting.verb).map(|clause| &scene.doc.clauses[clause]);
    let limit = around
        .filter(|clause| clause.subordinator.is_some() && clause.tokens.end > start)
        .map_or(scene.end, |clause| clause.tokens.end);
    let end = scene.words_end().min(limit).max(start.min(scene.end));
    let mut at = start;
    while at < end {
        if scene.is_quote(at) {
            // What stands in quotation marks does not end the content.
            if let Some(quotation) = scene.quotations().find(|quotation| quotation.open == at) {
                at = quotation.close.unwrap_or(quotation.inner.end).max(at + 1);
                continue;
            }
        }
        let ends = |at| {
            ends_content(scene, at, start, reporting) || is_other_side(scene, at) || apposed::opens(scene, at)
        };
        if at > start && ends(at) {
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

/// `, while the militants claimed …`, `; the government says …`: somebody else speaks, in a clause of their own.
fn is_other_side(scene: &Scene<'_>, mark: usize) -> bool {
    let opens = match scene.doc.form(mark) {
        ";" => true,
        "," if mark + 1 < scene.end => {
            scene.is_one_of(&scene.data.switches.contrast_words, scene.lower(mark + 1))
                || scene.upos(mark + 1) == Upos::Cconj
        }
        _ => false,
    };
    if !opens {
        return false;
    }
    let Some(clause) = scene.doc.clause_from(mark + 1).map(|clause| &scene.doc.clauses[clause]) else {
        return false;
    };
    let speaks = |finite: usize| {
        let is_told = scene.doc.tokens[finite].feats.mood == Some(crate::text::Mood::Sub);
        scene.is_reporting_verb(finite) && !is_told
    };
    let subject = clause.subject.map(|subject| scene.doc.phrases[subject].tokens.clone());
    clause.finite.is_some_and(speaks) && subject.is_some_and(|subject| sources::can_speak(scene, &subject))
}

/// Whether a joined reporting verb or a further cue starts here: `, und forderte …`, `, but indicated that`, `, adding that`.
fn ends_content(scene: &Scene<'_>, at: usize, start: usize, reporting: &Reporting<'_>) -> bool {
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
