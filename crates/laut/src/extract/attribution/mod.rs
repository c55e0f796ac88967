//! Who says what: finds the source, the cue and the content of every attribution.
//!
//! | text | source · cue · content |
//! | --- | --- |
//! | `Rebellen töteten 40 Soldaten, sagte Minister Ali Karim.` | `Minister Ali Karim` · `sagte` · `Rebellen … Soldaten` |
//! | `Laut Polizei starben zwölf Menschen.` | `Polizei` · `Laut` · `starben zwölf Menschen` |
//! | `The envoy, she said, would “never” return.` | `she` · `said` · `The envoy` `would “never” return` |
//! | `Members are reported to have fled.` | – · `are reported` · `Members` `to have fled` |
//!
//! Five finders look at each sentence: hearsay, phrases, reporting verbs, nouns, quotations that no cue takes; a sixth looks at sentences
//! that go on with speech from before. The finders work on clauses and noun phrases; which word attributes, and what it takes as its content, is in the lists
//! of the language. Where two finders tell the same content from the same words, the first one stands.
//!
//! Source, cue and content are those of PARC 3.0 (Pareti 2016) and PolNeAR (Newell et al. 2018); acts and modes those of the claim record.
//!
//! Left out: attributive `alleged`, `mutmaßlich` inside a noun phrase; headings; speech inside quoted speech.

mod contents;
mod continuation;
mod coverage;
mod draft;
mod hearsay;
mod nouns;
mod phrases;
mod quotes;
mod scene;
mod sources;
mod verbs;

use draft::Draft;
use scene::Scene;

use crate::lang::LanguageData;
use crate::text::Document;

/// Writes [`Document::attributions`], in the order of their first character.
pub fn find_attributions(doc: &mut Document, data: &LanguageData) {
    let scenes: Vec<Scene<'_>> =
        (0..doc.sentences.len()).map(|sentence| Scene::new(doc, data, sentence)).collect();
    let mut sentences: Vec<Vec<Draft>> = scenes.iter().map(find_in_sentence).collect();
    continuation::find_sources(&scenes, &mut sentences);
    continuation::find_tags(&scenes, &mut sentences);
    continuation::find(&scenes, &mut sentences);
    continuation::find_inside(&scenes, &mut sentences);
    continuation::find_contents(&scenes, &mut sentences);
    let finish = |(scene, drafts): (&Scene<'_>, Vec<Draft>)| {
        drafts.into_iter().map(|draft| draft.finish(scene)).collect::<Vec<_>>()
    };
    let mut attributions: Vec<_> = scenes.iter().zip(sentences).flat_map(finish).collect();
    attributions.sort_by_key(|found| {
        (
            found.content.iter().chain(&found.cue).map(|span| span.start()).min(),
            found.cue.map(|cue| cue.start()),
        )
    });
    let remarks = coverage::remarks(doc, &scenes, &attributions);
    doc.attributions = attributions;
    doc.diagnostics.extend(remarks);
}

fn find_in_sentence(scene: &Scene<'_>) -> Vec<Draft> {
    if scene.start >= scene.end || scene.doc.sentences[scene.doc.sentence_at(scene.start)].is_heading {
        return Vec::new();
    }
    let mut found = Vec::new();
    hearsay::find(scene, &mut found);
    phrases::find(scene, &mut found);
    verbs::find(scene, &mut found);
    nouns::find(scene, &mut found);
    quotes::find(scene, &mut found);
    cut_at_tags(scene, &mut found);
    pass_on_to_cited(scene, &mut found);
    drop_twins(&mut found);
    join_phrases(scene, &mut found);
    join_chains(&mut found);
    found
}

/// What one cue has as its content ends where the tag of another begins: `… are seeking to join, Davis said`.
fn cut_at_tags(scene: &Scene<'_>, found: &mut [Draft]) {
    let is_tag = |draft: &&Draft| {
        draft.cue.is_some_and(|cue| draft.content.iter().all(|piece| piece.end() <= cue.start()))
    };
    let starts = |draft: &Draft| draft.cue.into_iter().chain(draft.source).map(|span| span.start()).min();
    let ends = |draft: &Draft| match draft.content.as_slice() {
        // `…, which the port denies`: the relative pronoun is the other claim's content; what it stands for ends before it.
        [pronoun] if scene.doc.tokens_in(*pronoun).len() == 1 => Some(pronoun.start()),
        pieces => pieces.iter().map(|piece| piece.end()).max(),
    };
    let tags: Vec<(usize, usize)> =
        found.iter().filter(is_tag).filter_map(|draft| Some((ends(draft)?, starts(draft)?))).collect();
    for draft in found.iter_mut() {
        let Some(cue) = draft.cue else { continue };
        for piece in &mut draft.content {
            let cut = tags.iter().find(|(end, start)| {
                cue.end() <= *end && end <= start && piece.start() < *end && *start < piece.end()
            });
            if let Some((end, _)) = cut {
                let tokens = scene.doc.tokens_in(crate::text::Span::new(piece.start(), *end));
                *piece = scene.span(scene.trim_content(tokens));
            }
        }
    }
}

/// `The paper reported, citing officials, that …`: the officials say it, through the paper. Without a verb of saying, `citing an old
/// law` attributes nothing.
fn pass_on_to_cited(scene: &Scene<'_>, found: &mut Vec<Draft>) {
    let cited: Vec<Draft> = found.extract_if(.., |draft| draft.is_cited).collect();
    for citation in cited {
        let speaker = found
            .iter_mut()
            .filter(|draft| draft.verb.is_some() && draft.through.is_empty())
            .max_by_key(|draft| draft.content_len());
        let Some(draft) = speaker else { continue };
        let words: Vec<crate::text::Span> = citation.cue.into_iter().chain(citation.source).collect();
        draft.content.retain(|piece| !words.iter().any(|span| span.contains(*piece)));
        // `citing the strength of the current`: a reason, and nobody who speaks.
        let speaks = |source: crate::text::Span| sources::can_speak(scene, &scene.doc.tokens_in(source));
        if !citation.source.is_some_and(speaks) {
            continue;
        }
        draft.through.extend(draft.source);
        draft.source = citation.source;
    }
    found.retain(|draft| !draft.content.is_empty());
}

/// `neither confirmed nor denied that …` is one answer, not two.
fn drop_twins(found: &mut Vec<Draft>) {
    let mut at = 1;
    while at < found.len() {
        let is_twin = found[..at].iter().any(|other| {
            let same_words = other.content == found[at].content && other.source == found[at].source;
            same_words && other.act == found[at].act && found[at].act == crate::text::Act::DeclineComment
        });
        if is_twin {
            found.remove(at);
        } else {
            at += 1;
        }
    }
}

/// `so der Präsident laut Morgenblatt`: two phrases side by side are a chain, and neither is what is said.
fn join_phrases(scene: &Scene<'_>, found: &mut Vec<Draft>) {
    let next_to = |one: &Draft, other: &Draft| {
        let ends = one.source.filter(|_| one.verb.is_none())?;
        let cue = other.cue.filter(|_| other.verb.is_none() && other.source.is_some())?;
        Some(ends.end() <= cue.start() && cue.start() <= ends.end() + 1)
    };
    let pairs = |found: &[Draft], at: usize| {
        (0..found.len()).find(|other| *other != at && next_to(&found[at], &found[*other]) == Some(true))
    };
    let mut at = 0;
    while at < found.len() {
        let Some(other) = pairs(found, at) else {
            at += 1;
            continue;
        };
        let outer = found.remove(other);
        at -= usize::from(other < at);
        let words = outer.cue.into_iter().chain(outer.source).reduce(crate::text::Span::cover);
        let inner = &mut found[at];
        inner.through.splice(0..0, outer.source.into_iter().chain(outer.through));
        let Some(words) = words.map(|words| scene.doc.tokens_in(words)) else { continue };
        let pieces = inner.content.iter().map(|piece| scene.doc.tokens_in(*piece)).flat_map(|piece| {
            let front = piece.start..piece.end.min(words.start).max(piece.start);
            let back = piece.start.max(words.end).min(piece.end)..piece.end;
            [front, back].map(|part| scene.trim_content(part))
        });
        inner.content = pieces.filter(|part| !part.is_empty()).map(|part| scene.span(part)).collect();
    }
    found.retain(|draft| !draft.content.is_empty());
}

/// Two cues with the very same content are a chain: `sagte das Ministerium laut einem Bericht`. The later source stands nearer to the report.
fn join_chains(found: &mut Vec<Draft>) {
    let mut at = 0;
    while at < found.len() {
        let twin = (0..found.len()).find(|other| *other != at && is_chain(&found[at], &found[*other]));
        match twin {
            Some(other) => {
                let outer = found.remove(other);
                at -= usize::from(other < at);
                found[at].through.splice(0..0, outer.source.into_iter().chain(outer.through));
            }
            None => at += 1,
        }
    }
}

/// Whether the second draft reports the first: the first one's content, or its whole statement with cue and source, is its content.
fn is_chain(inner: &Draft, outer: &Draft) -> bool {
    let (Some(verb_cue), Some(source)) = (inner.cue, outer.source) else { return false };
    let holds = |span: crate::text::Span| outer.content.iter().any(|piece| piece.contains(span));
    let is_statement = holds(verb_cue)
        && inner.content.iter().all(|piece| holds(*piece))
        && inner.content_len() * 2 >= outer.content_len();
    let same = inner.content == outer.content;
    let is_phrase = inner.verb.is_some() && outer.verb.is_none();
    is_phrase && inner.source.is_some_and(|own| own != source) && (same || is_statement)
}
