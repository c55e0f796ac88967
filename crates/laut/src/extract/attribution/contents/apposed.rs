//! What a report says of an account in apposition to it: `…, a figure the army disputes`, `…, ein Vorwurf, den das Militär zurückweist`.

use std::ops::Range;

use super::super::{scene::Scene, sources};
use crate::text::Upos;

/// Whether behind a comma a noun for an account or a number stands, and somebody who attributes something to it: what was said ends there.
pub(super) fn opens(scene: &Scene<'_>, comma: usize) -> bool {
    scene.doc.form(comma) == ","
        && account(scene, comma + 1).is_some_and(|account| verb_about(scene, account.end).is_some())
}

/// The account that a verb without a relative pronoun is about: `a figure [that] the army disputes`.
pub(in super::super) fn account_of(scene: &Scene<'_>, verb: usize) -> Option<Range<usize>> {
    let commas = (scene.start..verb).rev().filter(|token| scene.doc.form(*token) == ",");
    commas.take(2).find_map(|comma| {
        account(scene, comma + 1).filter(|account| verb_about(scene, account.end) == Some(verb))
    })
}

/// The noun phrase that starts at a token, where it is `a figure`, `ein Vorwurf`.
fn account(scene: &Scene<'_>, start: usize) -> Option<Range<usize>> {
    let phrase = scene.doc.phrase_at(start).filter(|_| start < scene.end)?;
    let phrase = &scene.doc.phrases[phrase];
    let is_account = phrase.tokens.start == start
        && scene.upos(start) == Upos::Det
        && scene.reporting_noun(phrase.head).is_some();
    is_account.then(|| phrase.tokens.clone())
}

/// The reporting verb of the clause behind an account, with a subject of its own: right behind it, or the last word of a clause that a
/// pronoun opens.
fn verb_about(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let mut at = end;
    while at < scene.end && (scene.doc.form(at) == "," || scene.starts_subordinate(at)) && at < end + 2 {
        at += 1;
    }
    let is_agent_next =
        at + 1 < scene.end && scene.is_one_of(&scene.data.switches.agent_prepositions, scene.lower(at + 1));
    if is_agent_next && scene.is_verb(at) && scene.is_reporting_verb(at) {
        return Some(at); // `a claim denied by the rebels`
    }
    let subject = scene.doc.phrase_at(at).filter(|_| at < scene.end)?;
    let subject = &scene.doc.phrases[subject].tokens;
    if subject.start != at || !sources::can_speak(scene, subject) {
        return None;
    }
    let is_before_verb = |token: &usize| !matches!(scene.upos(*token), Upos::Adv | Upos::Aux);
    let verb = if scene.data.switches.verb_second {
        (subject.end..scene.end).find(|token| scene.is_finite(*token))?
    } else {
        (subject.end..scene.end).find(is_before_verb)?
    };
    (scene.is_verb(verb) && scene.is_reporting_verb(verb)).then_some(verb)
}
