//! Speech that goes on: sentences in quotation marks or in the subjunctive that name no source, after one that does.
//!
//! `Der Rat sei aufgelöst worden, meldete das Fernsehen. Die Stadt sei ruhig.`: the second sentence is still the television's.
//! `“We are friends,” he said. “We always were.”`: so is the second quotation his.

use super::draft::Draft;
use super::{contents, scene::Scene, sources};
use crate::lang::cues::{Complement, ReportingVerb};
use crate::text::{Act, ClauseKind, Mood, PronType, Span, Tense};

/// What a sentence is, if nobody is named in it.
enum Goes {
    /// All of it in quotation marks.
    Quoted,
    /// In the subjunctive of reported speech.
    Subjunctive,
}

/// Gives `demnach` the source of the sentence before.
pub(super) fn find_sources(scenes: &[Scene<'_>], sentences: &mut [Vec<Draft>]) {
    for index in 1..scenes.len() {
        let lacks = |draft: &Draft| draft.is_anaphoric && draft.source.is_none();
        if !sentences[index].iter().any(lacks) {
            continue;
        }
        let speaker = speaker_before(scenes, sentences, index, &Goes::Subjunctive);
        for draft in sentences[index].iter_mut().filter(|draft| lacks(draft)) {
            draft.source = speaker;
        }
    }
}

/// Gives `Das teilte die Polizei mit` the sentence before as its content. Where that has a source of its own, the police pass it on.
pub(super) fn find_contents(scenes: &[Scene<'_>], sentences: &mut [Vec<Draft>]) {
    for index in 1..scenes.len() {
        let doc = scenes[index].doc;
        let before = &doc.sentences[index - 1];
        if doc.sentences[index].is_paragraph_start || before.is_heading {
            continue;
        }
        let Some(at) = sentences[index].iter().position(|draft| draft.tells_before) else { continue };
        let words = scenes[index - 1].trim_content(before.tokens.clone());
        let whole = scenes[index - 1].span(words);
        let is_most = |draft: &Draft| {
            let words: usize = draft.cue.into_iter().chain(draft.source).map(|span| span.len()).sum();
            draft.source.is_some() && (draft.content_len() + words) * 5 >= whole.len() * 4
        };
        let told = sentences[index - 1].iter().position(is_most);
        match told {
            Some(told) if sentences[index].len() == 1 => {
                let teller = sentences[index].remove(at);
                sentences[index - 1][told].through.splice(0..0, teller.source);
            }
            None if !whole.is_empty() => sentences[index][at].content = vec![whole],
            _ => {}
        }
    }
}

/// `“Where is the convoy?” Osk asked.`: a question ends its sentence, and the cue behind it is a sentence of its own.
pub(super) fn find_tags(scenes: &[Scene<'_>], sentences: &mut [Vec<Draft>]) {
    for index in 1..scenes.len() {
        let doc = scenes[index].doc;
        let words = scenes[index - 1].trim(scenes[index - 1].start..scenes[index - 1].end);
        let mark = doc.form(words.end.min(doc.tokens.len() - 1));
        let asks =
            matches!(mark, "?" | "!") && matches!(goes_on(&scenes[index - 1]), Some((Goes::Quoted, _)));
        if !asks || doc.sentences[index].is_paragraph_start || !sentences[index - 1].is_empty() {
            continue;
        }
        if let Some(tag) = tag_of_question(&scenes[index], &sentences[index]) {
            let content = contents::inside_marks(&scenes[index - 1], words);
            sentences[index - 1].push(Draft { content: vec![scenes[index - 1].span(content)], ..tag });
        }
    }
}

/// `Osk asked.`: a sentence of a subject and a verb of saying alone, without a content of its own.
fn tag_of_question(scene: &Scene<'_>, found: &[Draft]) -> Option<Draft> {
    let words = scene.trim(scene.start..scene.end);
    let verb = words.clone().find(|token| scene.is_finite(*token)).filter(|_| words.start == scene.start)?;
    let entries = scene.data.cues.verbs.get(scene.verb_lemma(verb).as_str())?;
    let is_quoting = |entry: &&ReportingVerb| {
        entry.words.is_empty() && !entry.is_reflexive && entry.complements.contains(&Complement::Quote)
    };
    let entry = entries.iter().find(is_quoting)?;
    let clause = scene.doc.clause_at(verb).and_then(|clause| scene.doc.clauses[clause].subject);
    let source = sources::subject(scene, verb, clause)?;
    let is_plain = source.start == words.start && source.end <= verb && verb + 1 == words.end;
    let cue = scene.doc.tokens[verb].span;
    let is_taken = found.iter().any(|draft| draft.cue.is_some_and(|other| other.overlaps(cue)));
    (is_plain && !is_taken && sources::can_speak(scene, &source)).then(|| Draft {
        source: Some(scene.span(source)),
        cue: Some(cue),
        act: entry.act,
        rule: format!("{}.cue.verb.after", scene.data.switches.tag).into(),
        ..Draft::default()
    })
}

/// Finds the sentences of a document that go on with the speech of the sentence before. `sentences[i]` holds the drafts of sentence `i`.
pub(super) fn find(scenes: &[Scene<'_>], sentences: &mut [Vec<Draft>]) {
    for index in 0..scenes.len() {
        let scene = &scenes[index];
        if scene.doc.sentences[index].is_heading {
            continue;
        }
        let Some((goes, finite)) = goes_on(scene) else { continue };
        let is_told = |draft: &Draft| tells_verb(scene, draft, finite);
        if sentences[index].iter().any(is_told) {
            continue;
        }
        let speaker = speaker_of_quotation(scenes, sentences, index)
            .or_else(|| speaker_before(scenes, sentences, index, &goes));
        let rule = match goes {
            Goes::Quoted => "quote.goes-on",
            Goes::Subjunctive => "subjunctive.goes-on",
        };
        if speaker.is_none() && is_wish(scene) {
            continue;
        }
        let content = match goes {
            Goes::Quoted => contents::inside_marks(scene, scene.start..scene.end),
            Goes::Subjunctive => scene.trim_content(scene.start..scene.end),
        };
        let content = scene.trim(content);
        if content.is_empty() {
            continue;
        }
        sentences[index].push(Draft {
            source: speaker,
            content: vec![scene.span(content)],
            act: Act::State,
            rule: format!("{}.{rule}", scene.data.switches.tag).into(),
            ..Draft::default()
        });
    }
}

/// `bestritt den Angriff; es sei ein Unfall gewesen`: a main clause in the subjunctive behind what somebody said in the same sentence, and in
/// nobody's words yet.
pub(super) fn find_inside(scenes: &[Scene<'_>], sentences: &mut [Vec<Draft>]) {
    for (scene, drafts) in scenes.iter().zip(sentences.iter_mut()) {
        if !scene.data.switches.reported_mood || drafts.is_empty() {
            continue;
        }
        let mut at = scene.start;
        while at < scene.end {
            let Some(finite) = (at..scene.end).find(|token| is_reported_main(scene, *token)) else { break };
            let start = scene.segment(finite).start;
            at = contents::next_statement(scene, finite);
            let (verb, begins) = (scene.doc.tokens[finite].span, scene.doc.tokens[start].span.start());
            let is_taken = drafts
                .iter()
                .any(|draft| draft.content.iter().chain(&draft.cue).any(|piece| piece.overlaps(verb)));
            let speaks = |source: &Span| {
                let tokens = scene.doc.tokens_in(*source);
                let is_relative = scene.doc.tokens[tokens.start].feats.pron_type == Some(PronType::Rel);
                !is_relative && sources::can_speak(scene, &tokens)
            };
            let before = drafts.iter().filter(|draft| {
                draft.cue.is_some_and(|cue| cue.end() <= begins) && draft.source.as_ref().is_some_and(speaks)
            });
            let speaker =
                before.max_by_key(|draft| draft.cue.map(|cue| cue.start())).and_then(|draft| draft.source);
            let content = scene.trim_content(start..at.min(scene.words_end()));
            if is_taken || start == scene.start || speaker.is_none() || content.is_empty() {
                continue;
            }
            drafts.push(Draft {
                source: speaker,
                content: vec![scene.span(content)],
                rule: format!("{}.subjunctive.goes-on", scene.data.switches.tag).into(),
                ..Draft::default()
            });
        }
    }
}

/// Whether a token is the verb of a main clause in the subjunctive of reported speech, outside of quotation marks.
fn is_reported_main(scene: &Scene<'_>, token: usize) -> bool {
    scene.is_finite(token)
        && is_reported(scene, token)
        && contents::is_in_main_clause(scene, token)
        && !scene.is_in_speech(token)
}

fn is_reported(scene: &Scene<'_>, finite: usize) -> bool {
    let feats = scene.doc.tokens[finite].feats;
    feats.mood == Some(Mood::Sub) && (feats.tense == Some(Tense::Pres) || replaces_present(scene, finite))
}

/// `Es lebe die Insel!`, `Möge sie gedeihen!`: a subjunctive that reports nothing.
fn is_wish(scene: &Scene<'_>) -> bool {
    let words = scene.trim(scene.start..scene.end);
    let verb = words.take(2).find(|token| scene.is_verb(*token));
    verb.is_some_and(|verb| scene.is_one_of(&scene.data.switches.wish_verbs, scene.lemma(verb)))
}

/// Whether an attribution already holds the verb of a sentence; one inside a subordinate clause leaves it free.
fn tells_verb(scene: &Scene<'_>, draft: &Draft, finite: Option<usize>) -> bool {
    let Some(verb) = finite.map(|finite| scene.doc.tokens[finite].span) else { return true };
    let is_same = |token: usize| scene.doc.clause_at(token) == finite.and_then(|at| scene.doc.clause_at(at));
    let cue = draft.cue.is_none_or(|cue| cue.overlaps(verb) || is_same(scene.doc.tokens_in(cue).start));
    cue || draft.content.iter().any(|piece| piece.contains(verb))
}

/// How a sentence goes on, and the verb of its main clause where its mood shows that.
fn goes_on(scene: &Scene<'_>) -> Option<(Goes, Option<usize>)> {
    let words = scene.trim(scene.start..scene.end);
    let is_quoted = !words.is_empty()
        && scene
            .quotations()
            .any(|quotation| quotation.inner.start <= words.start && words.end <= quotation.inner.end);
    let is_name = words.start > scene.start && !scene.has_finite(words.clone());
    if is_quoted && !is_name {
        return Some((Goes::Quoted, None));
    }
    if !scene.data.switches.reported_mood {
        return None;
    }
    let clause = scene.clauses().find(|clause| clause.kind == ClauseKind::Main && clause.finite.is_some())?;
    let finite = clause.finite.filter(|finite| !scene.is_in_speech(*finite))?;
    is_reported(scene, finite).then_some((Goes::Subjunctive, Some(finite)))
}

/// `hätten`, `seien`, `würden` of reported speech: Konjunktiv II where Konjunktiv I looks like the indicative.
fn replaces_present(scene: &Scene<'_>, finite: usize) -> bool {
    scene.is_one_of(&scene.data.switches.reported_past_forms, scene.lower(finite))
}

/// `„Wir bleiben. Wir haben Zeit“, sagte sie.`: the speaker of the same quotation, named where it ends.
fn speaker_of_quotation(scenes: &[Scene<'_>], sentences: &[Vec<Draft>], index: usize) -> Option<Span> {
    let scene = &scenes[index];
    let quotation = &scene.doc.quotations[scene.quotation_at(scene.trim(scene.start..scene.end).start)?];
    let close = quotation.close?;
    let inner = scene.span(quotation.inner.clone());
    let last = scene.doc.sentence_at(close);
    let mut later = sentences[index + 1..=last.max(index)].iter().flatten();
    let told = later.find(|draft| {
        draft.cue.is_some_and(|cue| !inner.overlaps(cue))
            && draft.content.first().is_some_and(|piece| inner.overlaps(*piece))
    });
    told.and_then(|draft| draft.source)
}

/// The speaker of the last attribution before: in the same paragraph, or in the one before where nothing else was said in between.
fn speaker_before(scenes: &[Scene<'_>], sentences: &[Vec<Draft>], index: usize, goes: &Goes) -> Option<Span> {
    let doc = scenes[index].doc;
    let mut paragraphs = 0;
    for before in (0..index).rev() {
        paragraphs += usize::from(doc.sentences[before + 1].is_paragraph_start);
        if paragraphs > 1 {
            return None;
        }
        let speaks = |source: Span| sources::can_speak(&scenes[before], &doc.tokens_in(source));
        let last = sentences[before]
            .iter()
            .filter(|draft| draft.source.is_some_and(speaks))
            .max_by_key(|draft| draft.content_len());
        if let Some(draft) = last {
            return draft.source;
        }
        if paragraphs == 0 && matches!(goes, Goes::Quoted) || !sentences[before].is_empty() {
            continue;
        }
        if index - before > 2 {
            return None;
        }
    }
    None
}
