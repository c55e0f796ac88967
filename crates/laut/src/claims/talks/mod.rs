//! What a report tells of talks: who mediates between whom, where, what is proposed, wanted first and answered, how far it came,
//! and by when something is to be done.
//!
//! `Die Gespräche zwischen Marun und Kestrien in Lomar scheiterten, sagte Vermittler Jonas Terveld.` gives the parties `Marun` and
//! `Kestrien`, the venue `Lomar`, the mediator `Vermittler Jonas Terveld` and the status `broken_off`. `The army spurned the offer`
//! is a response of the army, `refused`.
//!
//! It is derived from all other layers, and none of it is in the claim record. Reports that tell of no truce, and of no talks with
//! a word of mediation, proposals or their end, have none; neither have talks on wages, trade or coalitions. Several talks in one
//! report are not told apart. It follows no guideline.

mod answers;
mod deadline;
mod mediators;
mod parties;
mod scene;
mod status;
mod terms;
mod venue;

use self::scene::{Group, Scene};
use crate::lang::LanguageData;
use crate::lang::talk_words::TalkHint;
use crate::text::{Document, Party, Talks};

/// Writes [`Document::talks`].
pub fn find_talks(doc: &mut Document, data: &LanguageData) {
    let scene = Scene::new(doc, data);
    if !tells_talks(&scene) {
        return;
    }
    let mediators = mediators::find(&scene);
    let status = status::find(&scene);
    let proposals = terms::proposals(&scene);
    let preconditions = terms::preconditions(&scene);
    let answers = answers::find(&scene, &proposals, &preconditions);
    let doers = proposals.iter().chain(&preconditions).flat_map(|terms| &terms.by);
    let doers: Vec<Group> = doers.chain(answers.iter().flat_map(|answer| &answer.by)).cloned().collect();
    let parties = parties::find(&scene, &mediators, &doers);
    let all = |groups: &[Group]| -> Vec<Party> { groups.iter().map(|group| scene.party(group)).collect() };
    let talks = Talks {
        parties: all(&parties),
        mediators: all(&mediators),
        venue: venue::find(&scene),
        responses: answers::written(&scene, &proposals, answers),
        proposals: proposals.iter().map(|terms| terms.written(&scene)).collect(),
        preconditions: preconditions.iter().map(|terms| terms.written(&scene)).collect(),
        status,
        deadline: deadline::find(&scene),
    };
    doc.talks = talks;
}

/// Whether a report tells of talks in a war or crisis: of a truce, or of talks and of something that belongs to them.
fn tells_talks(scene: &Scene<'_>) -> bool {
    use TalkHint::{
        Aside, Between, Condition, Deal, Mediate, Mediated, Mediation, Mediator, Meet, OnlyIf, Presiding,
        Proposal, Side, Status, Talks, Truce,
    };
    let has = |hints: &[TalkHint]| scene.hits(hints).next().is_some();
    let is_between = has(&[Mediate]) && has(&[Between]);
    let has_mediator = has(&[Mediator, Mediation, Presiding, Mediated]);
    let of_talks = has(&[Talks]) && (has_mediator || has(&[Proposal, Status, Condition, OnlyIf]));
    let of_others = has_mediator && has(&[Deal, Proposal, Meet]) || has(&[OnlyIf]) && has(&[Meet]);
    has(&[Truce]) || !has(&[Aside]) && (is_between || of_talks || of_others || has(&[Deal]) && has(&[Side]))
}
