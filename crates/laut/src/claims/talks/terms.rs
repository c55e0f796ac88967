//! What is proposed, and what somebody wants to be done first.
//!
//! `Marun schlug vor, die Häfen zu öffnen`, `Ms Karvo tabled a compromise: …`, `under a plan put forward by Lurien, …` are proposals;
//! `verhandelt werde erst, wenn alle Geiseln frei seien`, `insisted that its wounded be evacuated first` are preconditions.

use std::ops::Range;

use super::scene::{Group, Scene};
use crate::lang::talk_words::{Meaning, TalkHint};
use crate::text::{Act, ClauseKind, PronType, Span, TalksStatus, Terms, Upos};

/// How many words stand between the parts of a condition that no negation opens: `only … if`.
const WIDEST: usize = 8;

/// Terms while they are looked for.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) by: Vec<Group>,
    pub(super) content: Vec<Span>,
    /// The words that say it.
    cue: Range<usize>,
}

impl Draft {
    /// As the view has them.
    pub(super) fn written(&self, scene: &Scene<'_>) -> Terms {
        let by = self.by.iter().map(|group| scene.party(group)).collect();
        Terms { by, content: self.content.clone(), claim: scene.claim(&self.cue) }
    }

    /// Whether some words stand in the content.
    pub(super) fn holds(&self, span: Span) -> bool {
        self.content.iter().any(|piece| piece.overlaps(span))
    }

    /// Where the content ends.
    pub(super) fn end(&self) -> usize {
        self.content.iter().map(|piece| piece.end()).max().unwrap_or_default()
    }
}

/// Proposals, in the order of the text.
pub(super) fn proposals(scene: &Scene<'_>) -> Vec<Draft> {
    let mut found = said(scene);
    for draft in offered(scene).into_iter().chain(named(scene)) {
        if !found.iter().any(|other| draft.content.iter().any(|piece| other.holds(*piece))) {
            found.push(draft);
        }
    }
    found.sort_by_key(|draft| draft.content.first().copied());
    found
}

/// What attributions give as proposed.
fn said(scene: &Scene<'_>) -> Vec<Draft> {
    let doc = scene.doc;
    let draft = |found: &crate::text::Attribution| {
        let (source, cue) = (found.source?, doc.tokens_in(found.cue?));
        let content: Vec<Span> =
            found.content.iter().filter_map(|piece| without_answer(scene, *piece)).collect();
        let is_back = |piece: &Span| {
            let tokens = doc.tokens_in(*piece);
            tokens.len() == 1 && doc.tokens[tokens.start].upos == Upos::Pron
        };
        let by = scene.resolved(scene.group_of(source)?)?;
        let is_named = !scene.is_thing(by.head);
        (is_named && !content.is_empty() && !content.iter().all(is_back)).then(|| Draft {
            by: scene.members(by),
            content,
            cue,
        })
    };
    doc.attributions.iter().filter(|found| found.act == Act::Propose).filter_map(draft).collect()
}

/// A content without a relative clause that answers it: `a share of the revenue, which the militia dismissed`.
fn without_answer(scene: &Scene<'_>, content: Span) -> Option<Span> {
    let tokens = scene.doc.tokens_in(content);
    let answers = |clause: &&crate::text::Clause| {
        clause.kind == ClauseKind::Relative
            && clause.tokens.start > tokens.start
            && tokens.contains(&clause.tokens.start)
            && scene.any(&clause.tokens, &[TalkHint::Answer])
    };
    let mut end = scene.doc.clauses.iter().find(answers).map_or(tokens.end, |clause| clause.tokens.start);
    if scene
        .doc
        .clauses
        .iter()
        .any(|clause| clause.particle == Some(end - 1) && clause.tokens.start < tokens.start)
    {
        end -= 1;
    }
    scene.trimmed(tokens.start..end)
}

/// What the object of a verb of offering is, or what stands behind a colon.
fn offered(scene: &Scene<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for hit in scene.hits(&[TalkHint::Offer]) {
        let verb = hit.tokens.clone();
        let content =
            after_colon(scene, verb.end).or_else(|| set_off(scene, &verb)).or_else(|| object(scene, &verb));
        let by = scene.doers(&verb);
        if let (Some(content), false) = (content, by.is_empty()) {
            found.push(Draft { by, content: vec![content], cue: verb.start..verb.start + 1 });
        }
    }
    found
}

/// What stands behind a colon in the same sentence.
fn after_colon(scene: &Scene<'_>, from: usize) -> Option<Span> {
    let end = scene.sentence(from.min(scene.doc.tokens.len() - 1)).end;
    let colon = (from..end).find(|token| scene.doc.tokens[*token].lower == ":")?;
    scene.trimmed(colon + 1..end)
}

/// The relative or infinitive clause behind a proposal that the verb takes: `legte einen Plan vor, nach dem …`.
fn set_off(scene: &Scene<'_>, verb: &Range<usize>) -> Option<Span> {
    let sentence = scene.sentence(verb.start);
    let clause = scene.doc.clauses.iter().find(|clause| {
        clause.tokens.start >= verb.end
            && clause.tokens.start <= verb.end + 2
            && sentence.contains(&clause.tokens.start)
            && !scene.any(&clause.tokens, &[TalkHint::Answer])
            && matches!(clause.kind, ClauseKind::Relative | ClauseKind::Infinitive | ClauseKind::Complement)
    })?;
    scene.trimmed(clause.tokens.clone())
}

/// The object of a verb, unless it is only called a proposal.
fn object(scene: &Scene<'_>, verb: &Range<usize>) -> Option<Span> {
    let doers = scene.doers(verb);
    let is_doer = |token: usize| doers.iter().any(|doer| doer.tokens.contains(&token));
    let starts = scene.doc.own_tokens(verb.start).filter(|token| *token > verb.start && !is_doer(*token));
    let mut objects = starts.filter_map(|token| {
        let phrase = &scene.doc.phrases[scene.doc.phrase_at(token)?];
        let is_free = phrase.tokens.start == token && phrase.preposition.is_none();
        let is_pronoun = scene.doc.tokens[phrase.head].upos == Upos::Pron;
        let is_named = scene.any(&(phrase.head..phrase.head + 1), &[TalkHint::Proposal, TalkHint::Talks]);
        (is_free && !is_pronoun && !is_named).then(|| scene.group_from(token)).flatten()
    });
    objects.next().and_then(|group| scene.trimmed(group.tokens))
}

/// Proposals that a noun names: `Kestria's own proposal, the return of the bodies`, `Der Vorschlag stammt von Lurien: …`.
fn named(scene: &Scene<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for hit in scene.hits(&[TalkHint::Proposal]) {
        let phrase = scene.doc.phrase_at(hit.tokens.start).map(|phrase| &scene.doc.phrases[phrase]);
        let Some(phrase) = phrase.filter(|phrase| hit.tokens.contains(&phrase.head)) else { continue };
        let group = Group { tokens: phrase.tokens.clone(), head: phrase.head };
        let sentence = scene.sentence(group.head);
        let near = hit.tokens.end..sentence.end.min(hit.tokens.end + 2);
        let origin = scene.first(&near, &[TalkHint::Origin]).map(|origin| origin.tokens.end);
        let origin = origin.and_then(|token| scene.group_from(token));
        let owner = scene.owner(&group);
        let end = origin.as_ref().map_or(phrase.tokens.end, |origin| origin.tokens.end).max(hit.tokens.end);
        let Some(by) = owner.or(origin) else { continue };
        let under = group.tokens.start.checked_sub(1);
        let is_under = under.is_some_and(|token| scene.any(&(token..token + 1), &[TalkHint::Under]));
        let is_comma = end < sentence.end && scene.doc.tokens[end].lower == ",";
        let content = match after_colon(scene, end) {
            None if is_under && is_comma => scene.trimmed(end + 1..sentence.end),
            None if is_comma => scene.group_from(end + 1).and_then(|group| scene.trimmed(group.tokens)),
            colon => colon,
        };
        if let Some(content) = content {
            let by = scene.resolved(by).map_or(Vec::new(), |by| scene.members(by));
            found.push(Draft { by, content: vec![content], cue: hit.tokens.clone() });
        }
    }
    found
}

/// Preconditions, in the order of the text.
pub(super) fn preconditions(scene: &Scene<'_>) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    for draft in conditional(scene).into_iter().chain(called(scene)).chain(first(scene)) {
        if !draft.by.is_empty()
            && !found.iter().any(|other| draft.content.iter().any(|piece| other.holds(*piece)))
        {
            found.push(draft);
        }
    }
    found.sort_by_key(|draft| draft.content.first().copied());
    found
}

/// `only if`, `erst wenn`; `not … until` in a clause on talks.
fn conditional(scene: &Scene<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for hit in scene.hits(&[TalkHint::OnlyIf]) {
        let sentence = scene.sentence(hit.tokens.start);
        let is_negated =
            scene.any(&hit.tokens, &[TalkHint::Not]) || scene.any(&hit.tokens, &[TalkHint::Answer]);
        let context = [TalkHint::Engage, TalkHint::Talks, TalkHint::Truce, TalkHint::Deal];
        let before = sentence.start..sentence.end.min(hit.tokens.end + WIDEST);
        if !is_negated && hit.tokens.len() > WIDEST || !scene.any(&before, &context) {
            continue;
        }
        // `Solange die Belagerung dauere, werde es keine Gespräche geben`: the condition stands first.
        let before = scene.doc.clauses.iter().find(|clause| {
            clause.tokens.start == hit.tokens.start
                && clause.kind == ClauseKind::Adverbial
                && clause.tokens.end < hit.tokens.end
        });
        let content = match before {
            Some(clause) => scene.trimmed(clause.tokens.clone()),
            None => clause_from(scene, hit.tokens.end),
        };
        let Some(content) = content else { continue };
        let by = wants(scene, hit.tokens.start);
        found.push(Draft { by, content: vec![content], cue: hit.tokens.clone() });
    }
    found
}

/// The rest of the clause that a token stands in.
fn clause_from(scene: &Scene<'_>, token: usize) -> Option<Span> {
    let sentence = scene.sentence(token.min(scene.doc.tokens.len() - 1));
    let clause = scene.doc.clause_at(token).map(|clause| &scene.doc.clauses[clause]);
    let is_inner =
        |clause: &&crate::text::Clause| clause.kind != ClauseKind::Main || clause.tokens.start + 1 >= token;
    let comma = || (token..sentence.end).find(|token| scene.doc.tokens[*token].lower == ",");
    let end = clause.filter(is_inner).map(|clause| clause.tokens.end).or_else(comma).unwrap_or(sentence.end);
    scene.trimmed(token..end.min(sentence.end))
}

/// Who wants a condition to be met: who speaks, else the subject, else who declared the truce.
fn wants(scene: &Scene<'_>, token: usize) -> Vec<Group> {
    let sentence = scene.doc.sentence_at(token);
    let in_sentence = || {
        scene.doc.attributions.iter().find_map(|found| {
            let source = found.source?;
            let first = scene.doc.tokens_in(source).start;
            let is_here = scene.doc.sentence_at(first) == sentence && found.cue.is_some();
            is_here.then(|| scene.group_of(source)).flatten()
        })
    };
    let speaker = scene.speaker(token).or_else(in_sentence).and_then(|group| scene.resolved(group));
    if let Some(speaker) = speaker {
        return scene.members(speaker);
    }
    let doers = scene.doers(&(token..token + 1));
    if !doers.is_empty() {
        return doers;
    }
    let declared = scene
        .hits(&[TalkHint::Status])
        .rev()
        .find(|hit| hit.meaning == Meaning::Status(TalksStatus::Declared) && hit.tokens.start < token);
    declared.map_or(Vec::new(), |hit| scene.doers(&hit.tokens))
}

/// What somebody calls a condition: `nannte eine Bedingung: …`, `als Voraussetzung, dass …`.
fn called(scene: &Scene<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for hit in scene.hits(&[TalkHint::Condition]) {
        let sentence = scene.sentence(hit.tokens.start);
        let rest = hit.tokens.end..sentence.end;
        let that =
            scene.first(&rest, &[TalkHint::That]).filter(|that| opens_clause(scene, that.tokens.start));
        let content = match after_colon(scene, hit.tokens.end) {
            None => that.and_then(|that| clause_from(scene, that.tokens.start)),
            colon => colon,
        };
        if let Some(content) = content {
            let by = scene.doers(&hit.tokens);
            found.push(Draft { by, content: vec![content], cue: hit.tokens.clone() });
        }
    }
    found
}

/// What somebody insists on first.
fn first(scene: &Scene<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for hit in scene.hits(&[TalkHint::Insist]) {
        let sentence = scene.sentence(hit.tokens.start);
        let rest = hit.tokens.end..sentence.end.min(hit.tokens.end + WIDEST);
        let that =
            scene.first(&rest, &[TalkHint::That]).filter(|that| opens_clause(scene, that.tokens.start));
        let Some(content) = that.and_then(|that| clause_from(scene, that.tokens.start)) else { continue };
        if scene.any(&scene.doc.tokens_in(content), &[TalkHint::First]) {
            let by = scene.doers(&hit.tokens);
            found.push(Draft { by, content: vec![content], cue: hit.tokens.clone() });
        }
    }
    found
}

/// Whether a word opens a clause, and is no pronoun or article of one.
fn opens_clause(scene: &Scene<'_>, token: usize) -> bool {
    let token = &scene.doc.tokens[token];
    token.upos == Upos::Sconj || token.feats.pron_type == Some(PronType::Rel)
}
