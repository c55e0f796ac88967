//! Attributions without a verb: `laut Polizei`, `nach Angaben der Behörden`, `according to the ministry`, `…, so die Quellen`.
//!
//! Counter-cases: `laut` as loud, `nach` of time and place, `so` as thus.

use std::ops::Range;

use super::contents::inside_marks;
use super::draft::Draft;
use super::scene::Scene;
use super::sources;
use crate::lang::cues::{CuePhrase, SourcePosition};
use crate::parse::phrases::is_genitive_mark;
use crate::text::{Act, Case, Upos};

/// How many words a phrase by which the subject says something has before its noun.
const MOST_WORDS: usize = 4;

/// A phrase where it stands.
struct Match {
    /// Cue words, from first to last.
    cue: Range<usize>,
    /// Cue and source together.
    whole: Range<usize>,
    source: Option<Range<usize>>,
    act: Act,
    certainty: crate::text::Certainty,
    is_cited: bool,
    /// What is said, where that is not the clause around: a quotation, or what the phrase's preposition is about.
    content: Option<Range<usize>>,
    is_act_only: bool,
}

/// Finds the attributions of one sentence that a phrase makes.
pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Draft>) {
    let mut at = scene.start;
    while at < scene.end {
        let matched = if scene.is_in_speech(at) { None } else { phrase_at(scene, at) };
        let Some(matched) = matched else {
            at += 1;
            continue;
        };
        at = matched.whole.end.max(at + 1);
        let pieces = matched.content.map_or_else(|| content(scene, &matched.whole), |own| vec![own]);
        if pieces.is_empty() {
            continue;
        }
        let is_anaphoric = matched.cue.len() == 1 && matched.source.is_none();
        found.push(Draft {
            source: matched.source.map(|source| scene.span(source)),
            cue: Some(scene.span(matched.cue)),
            content: pieces.into_iter().map(|piece| scene.span(piece)).collect(),
            act: matched.act,
            certainty: matched.certainty,
            is_act_only: matched.is_act_only,
            is_cited: matched.is_cited,
            is_anaphoric,
            rule: format!("{}.cue.phrase", scene.data.switches.tag).into(),
            ..Draft::default()
        });
    }
}

fn phrase_at(scene: &Scene<'_>, token: usize) -> Option<Match> {
    let listed = scene.data.cues.phrases.get(scene.lower(token))?;
    listed.iter().find_map(|(offset, phrase)| try_phrase(scene, token.checked_sub(*offset)?, phrase))
}

/// Matches a phrase from its first word; placeholders stand for one word.
fn try_phrase(scene: &Scene<'_>, start: usize, phrase: &CuePhrase) -> Option<Match> {
    if start < scene.start {
        return None;
    }
    let mut at = start;
    let mut adjective = None;
    let mut compound = None;
    let mut act = phrase.act;
    for (index, word) in phrase.words.iter().enumerate() {
        if at >= scene.end {
            return None;
        }
        match word.as_str() {
            "*" if let Some(mark) = genitive_mark(scene, at) => {
                adjective = Some(skip_article(scene, at)..mark);
                at = mark;
            }
            "*" => {
                let can_stand = matches!(scene.upos(at), Upos::Adj | Upos::Propn | Upos::Det | Upos::Pron);
                let is_reflexive = scene.data.switches.is_reflexive(scene.lower(at));
                if !can_stand || is_article(scene, at) || is_reflexive {
                    return None;
                }
                adjective = Some(at..at + 1);
            }
            "NOUN" => {
                // Adjectives may stand before the noun: `nach ersten Angaben`.
                while at + 1 < scene.end && index > 0 && matches!(scene.upos(at), Upos::Adj | Upos::Det) {
                    at += 1;
                }
                // `nach der Unabhängigkeitserklärung` tells when, `nach Polizeiangaben` who.
                let is_bare = !is_article(scene, at.saturating_sub(1));
                let noun = scene.reporting_noun(at).or_else(|| {
                    compound = Some(at);
                    scene.compound_account(at).filter(|_| is_bare)
                })?;
                if !noun.is_account() {
                    return None;
                }
                act = noun.act;
            }
            word if scene.lower(at) == word || is_own(scene, at, word) => {}
            _ => return None,
        }
        at += 1;
    }
    let cue = start..at;
    let build = |source: Option<Range<usize>>| {
        let whole = source
            .as_ref()
            .map_or(cue.clone(), |source| cue.start.min(source.start)..cue.end.max(source.end));
        let whole = whole.start..if cue.len() == 1 { with_adverb(scene, whole.end) } else { whole.end };
        Match {
            cue: cue.clone(),
            whole,
            source,
            act,
            certainty: phrase.certainty,
            is_cited: false,
            content: None,
            is_act_only: false,
        }
    };
    match phrase.source {
        SourcePosition::After => source_after(scene, &cue)
            .filter(|source| is_apart(scene, &cue, source))
            .map(|source| build(Some(source)))
            .or_else(|| compound.map(|noun| build(Some(noun..noun + 1)))),
        SourcePosition::Cited => {
            source_after(scene, &cue).map(|source| Match { is_cited: true, ..build(Some(source)) })
        }
        SourcePosition::Before => source_before(scene, cue.start).map(|source| {
            let start = source.start;
            let mut matched = build(Some(pass_on(scene, source)));
            matched.whole.start = matched.whole.start.min(start);
            matched
        }),
        SourcePosition::Adjective if belongs_to_somebody(scene, &cue) => {
            source_after(scene, &cue).map(|source| build(Some(source)))
        }
        SourcePosition::Adjective => {
            adjective.map(|words| build(Some(words).filter(|words| names_somebody(scene, words))))
        }
        // Only an account (`nach eigenen Angaben`) covers what is around it.
        SourcePosition::Subject if has_no_placeholder(phrase) => {
            let (content, is_act_only) = own_content(scene, &cue)?;
            let matched = build_subject(scene, build(None));
            let speaks = matched.source.as_ref().is_some_and(|source| sources::can_speak(scene, source));
            speaks.then_some(Match { content: Some(content), is_act_only, ..matched })
        }
        SourcePosition::Subject => Some(build_subject(scene, build(None))),
        SourcePosition::Nobody => Some(build(compound.map(|noun| noun..noun + 1))),
    }
}

fn has_no_placeholder(phrase: &CuePhrase) -> bool {
    !phrase.words.iter().any(|word| word == "NOUN" || word == "*")
}

/// `mit den Worten: „…“`, `unter Hinweis auf die Regeln`: the quotation behind a phrase, or what its preposition is about; whether only
/// the act is told. `mit der Begründung, dass …` is found by its noun.
fn own_content(scene: &Scene<'_>, cue: &Range<usize>) -> Option<(Range<usize>, bool)> {
    let is_soft = |token: usize| matches!(scene.doc.form(token), ":" | ",");
    let open = cue.end + usize::from(cue.end < scene.end && is_soft(cue.end));
    if let Some(quotation) = scene.quotations().find(|quotation| quotation.open == open) {
        return Some((scene.trim_content(quotation.inner.clone()), false));
    }
    let phrase = scene.doc.phrase_at(cue.end).map(|phrase| &scene.doc.phrases[phrase])?;
    let is_topic = scene.upos(cue.end - 1) == Upos::Adp && phrase.tokens.start == cue.end;
    is_topic.then(|| (phrase.tokens.clone(), true))
}

/// Whether a noun is the last word of a phrase by which the subject says something: `lehnte ab mit der [Begründung], …`.
pub(super) fn is_of_subject(scene: &Scene<'_>, noun: usize) -> bool {
    let cues = &scene.data.cues.phrases;
    let starts = scene.start.max(noun.saturating_sub(MOST_WORDS))..noun;
    starts.into_iter().filter_map(|start| Some((start, cues.get(scene.lower(start))?))).any(
        |(start, listed)| {
            listed.iter().any(|(offset, phrase)| {
                let words = &phrase.words;
                *offset == 0
                    && phrase.source == SourcePosition::Subject
                    && has_no_placeholder(phrase)
                    && start + words.len() == noun + 1
                    && words.iter().zip(start..).all(|(word, token)| scene.lower(token) == word)
            })
        },
    )
}

/// The mark that ends a genitive which opens here: `the army's account`.
fn genitive_mark(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let phrase = scene.doc.phrase_at(at).map(|phrase| &scene.doc.phrases[phrase])?;
    (at + 1..phrase.tokens.end).find(|token| is_genitive_mark(scene.doc, *token))
}

fn skip_article(scene: &Scene<'_>, at: usize) -> usize {
    at + usize::from(is_article(scene, at))
}

/// Whether an adjective or possessive stands for somebody: `palästinensischen`, `amtlichen`, `ihrer`; `ersten`, `jüngsten` do not.
fn names_somebody(scene: &Scene<'_>, words: &Range<usize>) -> bool {
    let token = words.start;
    if is_genitive_mark(scene.doc, words.end) {
        return true;
    }
    let (form, lemma) = (scene.doc.form(token), scene.lemma(token));
    let is_people = [form, lemma].into_iter().any(|word| scene.data.names.people(word).is_some());
    let lower = scene.lower(token);
    let is_listed = scene.data.switches.source_adjectives.iter().any(|stem| lower.starts_with(stem.as_str()));
    is_people || is_listed || scene.upos(token) == Upos::Propn
}

/// `nach übereinstimmenden Angaben der Zeitungen`: whose account it is stands after it, in its own phrase or after `von`.
fn belongs_to_somebody(scene: &Scene<'_>, cue: &Range<usize>) -> bool {
    let reaches_on =
        scene.doc.phrase_at(cue.end - 1).is_some_and(|phrase| scene.doc.phrases[phrase].tokens.end > cue.end);
    reaches_on
        || cue.end < scene.end
            && scene.is_one_of(&scene.data.switches.agent_prepositions, scene.lower(cue.end))
}

/// An adverb as a cue (`…, so die Quellen`) stands between marks with its source; `in dem so genannten Tal` is something else.
fn is_apart(scene: &Scene<'_>, cue: &Range<usize>, source: &Range<usize>) -> bool {
    if cue.len() > 1 || matches!(scene.upos(cue.start), Upos::Adp | Upos::Verb) {
        return true;
    }
    let opens = cue.start > scene.start && !scene.is_word(cue.start - 1);
    let end = with_adverb(scene, source.end);
    let closes = end >= scene.end || !scene.is_word(end) || scene.upos(end) == Upos::Adp;
    opens && closes && sources::can_speak(scene, source)
}

/// `so der Minister [weiter], …`: the end of a phrase with an adverb before the next mark.
fn with_adverb(scene: &Scene<'_>, end: usize) -> usize {
    let has_adverb = end < scene.end && scene.upos(end) == Upos::Adv;
    let closes = end + 1 >= scene.end || !scene.is_word(end + 1);
    end + usize::from(has_adverb && closes)
}

fn is_article(scene: &Scene<'_>, token: usize) -> bool {
    scene.doc.tokens[token].feats.pron_type == Some(crate::text::PronType::Art)
}

/// `eigener`, `eigene` for `eigenen`: an adjective with another ending.
fn is_own(scene: &Scene<'_>, token: usize, word: &str) -> bool {
    let stem = word.strip_suffix('n').filter(|_| scene.upos(token) == Upos::Adj);
    stem.and_then(|stem| scene.lower(token).strip_prefix(stem)).is_some_and(|ending| ending.len() <= 1)
}

/// The subject of the clause is the source: `hat Israel nach eigenen Angaben`. It stays part of the content.
fn build_subject(scene: &Scene<'_>, mut matched: Match) -> Match {
    let clause = scene.doc.clause_at(matched.cue.start).map(|clause| &scene.doc.clauses[clause]);
    let finite = clause.and_then(|clause| clause.finite);
    matched.source =
        finite.and_then(|finite| sources::subject(scene, finite, clause.and_then(|clause| clause.subject)));
    matched
}

/// The noun phrase right after the cue, with what belongs to it. Without one the words mean something else: `Sie rief laut um Hilfe`.
fn source_after(scene: &Scene<'_>, cue: &Range<usize>) -> Option<Range<usize>> {
    let mut at = cue.end;
    let switches = &scene.data.switches;
    let is_joint = |word| {
        scene.is_one_of(&switches.agent_prepositions, word)
            || scene.is_one_of(&switches.origin_prepositions, word)
    };
    if at < scene.end && is_joint(scene.lower(at)) {
        at += 1;
    }
    if let Some(name) = quoted_name(scene, at) {
        return Some(name);
    }
    let phrase = scene
        .doc
        .phrase_at(at)
        .map(|phrase| &scene.doc.phrases[phrase])
        .filter(|phrase| at < scene.end && phrase.tokens.start <= at)?;
    let start = at.max(phrase.tokens.start);
    let is_time = scene.doc.time_at(phrase.head).is_some();
    let is_number = scene.upos(phrase.head) == Upos::Num;
    // In `auf Anordnung des Gouverneurs` the case is that of the cue's noun.
    let fits_case = phrase.tokens.start < at
        || !matches!(phrase.case, Some(Case::Acc))
        || scene.upos(phrase.head) == Upos::Propn
        || scene.upos(start) != Upos::Det;
    let is_bare = phrase.tokens.len() == 1
        && scene.upos(phrase.head) == Upos::Noun
        && scene.doc.form(phrase.head).starts_with(char::is_lowercase);
    let is_thing = is_bare && !sources::can_speak(scene, &phrase.tokens);
    if is_time || is_number || !fits_case || is_thing {
        return None; // `according to plan`
    }
    let range = sources::extend_right(scene, start..phrase.tokens.end);
    Some(stop_at_verb(scene, range, phrase.tokens.end))
}

/// `laut „Morgenblatt“`: a name in quotation marks.
fn quoted_name(scene: &Scene<'_>, at: usize) -> Option<Range<usize>> {
    let quotation = scene.quotations().find(|quotation| quotation.open == at)?;
    let is_name =
        quotation.close.is_some_and(|close| close < scene.end) && !scene.has_finite(quotation.inner.clone());
    is_name.then(|| quotation.inner.clone())
}

/// A phrase source does not reach over the content's finite verb, nor to a comma apposition that the verb follows.
fn stop_at_verb(scene: &Scene<'_>, range: Range<usize>, least: usize) -> Range<usize> {
    let verb = (range.start..range.end).find(|token| scene.is_finite(*token));
    range.start..verb.unwrap_or(range.end).max(least)
}

/// `Angaben der Behörden`: an account passes on to its genitive, whose it is.
fn pass_on(scene: &Scene<'_>, source: Range<usize>) -> Range<usize> {
    let head =
        scene.doc.phrase_at(source.start).map_or(source.start, |phrase| scene.doc.phrases[phrase].head);
    if scene.reporting_noun(head).is_some_and(crate::lang::cues::ReportingNoun::is_account)
        && head + 1 < source.end
    {
        head + 1..source.end
    } else {
        source
    }
}

/// The noun phrase right before `zufolge`.
fn source_before(scene: &Scene<'_>, cue: usize) -> Option<Range<usize>> {
    let last = cue.checked_sub(1).filter(|last| *last >= scene.start)?;
    let phrase = scene.doc.phrase_at(last).map(|phrase| &scene.doc.phrases[phrase])?;
    (phrase.tokens.end == cue).then(|| phrase.tokens.clone())
}

/// What is said: all of the innermost finite clause but the phrase, or the sentence.
fn content(scene: &Scene<'_>, phrase: &Range<usize>) -> Vec<Range<usize>> {
    let bounds = bounds(scene, phrase);
    let before = inside_marks(scene, bounds.start..phrase.start);
    let after = inside_marks(scene, phrase.end..bounds.end);
    let is_opener = |range: &Range<usize>| range.len() == 1 && is_clause_opener(scene, range.start);
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for piece in [before, after] {
        let only_conjunction =
            piece.clone().all(|token| matches!(scene.upos(token), Upos::Cconj | Upos::Sconj | Upos::Punct));
        if !piece.is_empty() && !only_conjunction && !is_opener(&piece) {
            pieces.push(piece);
        }
    }
    pieces
}

fn is_clause_opener(scene: &Scene<'_>, token: usize) -> bool {
    scene.data.relative_pronouns.contains(scene.lower(token))
        || scene.data.subordinators.contains_key(scene.lower(token))
}

/// The clause that the phrase speaks about: a subordinate clause for itself, else the whole sentence.
fn bounds(scene: &Scene<'_>, phrase: &Range<usize>) -> Range<usize> {
    let parts = |token: &usize| scene.doc.form(*token) == ";" && !scene.is_in_speech(*token);
    let start = (scene.start..phrase.start).rfind(parts).map_or(scene.start, |mark| mark + 1);
    let end = (phrase.end..scene.end).find(parts).unwrap_or(scene.end);
    let whole = start..scene.trim_content(start..end).end.max(phrase.end);
    let Some(clause) = scene.doc.clause_at(phrase.start).map(|clause| &scene.doc.clauses[clause]) else {
        return whole;
    };
    let has_own_verb = clause.finite.is_some_and(|finite| !phrase.contains(&finite));
    let is_inner = clause.subordinator.is_some() && clause.tokens.start > scene.start && has_own_verb;
    let touches_comma =
        phrase.start > scene.start && scene.is_mark(phrase.start - 1) && phrase.start == clause.tokens.start;
    let segment = scene.segment(phrase.start);
    let stands_alone = segment.start == phrase.start && scene.trim(phrase.end..segment.end).is_empty();
    if is_inner && !touches_comma && !stands_alone { clause.tokens.clone() } else { whole }
}
