//! An attribution while it is being made, and what is worked out for all of them at the end: mode, certainty, polarity, when and
//! to whom it was said.

use compact_str::CompactString;

use super::scene::Scene;
use crate::text::{Act, Attribution, Certainty, Mode, Polarity, Said, Span, Upos};

/// An attribution as a finder leaves it.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The token of the reporting verb, where there is one.
    pub(super) verb: Option<usize>,
    pub(super) source: Option<Span>,
    pub(super) cue: Option<Span>,
    pub(super) content: Vec<Span>,
    pub(super) act: Act,
    pub(super) certainty: Certainty,
    /// Whether only the act is told, not what was said: `verurteilte den Angriff`.
    pub(super) is_act_only: bool,
    /// Whether the cue points back to a source before: `demnach`.
    pub(super) is_anaphoric: bool,
    /// Whether the content is a pronoun for the sentence before: `Das teilte die Polizei mit`.
    pub(super) tells_before: bool,
    /// Whether the source is one on whom the speaker of the sentence relies: `citing officials`.
    pub(super) is_cited: bool,
    /// Whether the content is an infinitive: what somebody means to do, or asks others to do.
    pub(super) is_infinitive: bool,
    pub(super) through: Vec<Span>,
    pub(super) rule: CompactString,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            verb: None,
            source: None,
            cue: None,
            content: Vec::new(),
            act: Act::State,
            certainty: Certainty::Asserted,
            is_act_only: false,
            is_anaphoric: false,
            tells_before: false,
            is_cited: false,
            is_infinitive: false,
            through: Vec::new(),
            rule: CompactString::default(),
        }
    }
}

impl Draft {
    /// Number of bytes of the content.
    pub(super) fn content_len(&self) -> usize {
        self.content.iter().map(|piece| piece.len()).sum()
    }

    /// Works out what does not depend on the finder.
    pub(super) fn finish(self, scene: &Scene<'_>) -> Attribution {
        let quoted = quoted_share(scene, &self.content);
        let mode = match (quoted, self.is_act_only) {
            (Quoted::All, _) => Mode::Direct,
            (Quoted::Part, _) => Mode::Mixed,
            (Quoted::None, true) => Mode::Reported,
            (Quoted::None, false) => Mode::Indirect,
        };
        let certainty = certainty(scene, &self.content, self.certainty);
        let polarity = polarity(scene, &self.content);
        let said = said(scene, &self);
        Attribution {
            source: self.source,
            through: self.through,
            cue: self.cue,
            content: self.content,
            mode,
            act: self.act,
            certainty,
            polarity,
            said,
            rule: self.rule,
        }
    }
}

enum Quoted {
    All,
    Part,
    None,
}

/// How much of a content stands in quotation marks. Names in quotation marks do not count.
fn quoted_share(scene: &Scene<'_>, content: &[Span]) -> Quoted {
    let doc = scene.doc;
    let words =
        || content.iter().flat_map(|piece| doc.tokens_in(*piece)).filter(|token| scene.is_word(*token));
    let is_quoted = |token: usize| {
        scene.quotations().any(|quotation| quotation.inner.contains(&token) && !is_name(scene, quotation))
    };
    match (words().all(is_quoted), words().any(is_quoted)) {
        (true, true) => Quoted::All,
        (false, true) => Quoted::Part,
        _ => Quoted::None,
    }
}

/// A name in quotation marks: `die Agentur „Sana“`, `die Zeitung "Al-Watan"`.
fn is_name(scene: &Scene<'_>, quotation: &crate::text::Quotation) -> bool {
    let follows_noun = quotation.open > 0 && scene.upos(quotation.open - 1) == Upos::Noun;
    follows_noun
        && quotation.inner.len() <= 3
        && quotation.inner.clone().all(|token| matches!(scene.upos(token), Upos::Propn | Upos::Noun))
}

/// The certainty of the cue, lowered by hedges in the content's main clause.
fn certainty(scene: &Scene<'_>, content: &[Span], cue: Certainty) -> Certainty {
    if cue != Certainty::Asserted {
        return cue;
    }
    main_part(scene, content).filter_map(|token| hedge(scene, token)).max().unwrap_or(Certainty::Asserted)
}

/// The main clause of a content's first sentence.
fn main_part(scene: &Scene<'_>, content: &[Span]) -> impl Iterator<Item = usize> {
    let doc = scene.doc;
    let mut tokens = content.iter().flat_map(|piece| doc.tokens_in(*piece)).peekable();
    let end = tokens.peek().map_or(0, |first| doc.sentences[doc.sentence_at(*first)].tokens.end);
    tokens.take_while(move |token| *token < end && !ends_main_part(scene, *token, content))
}

fn hedge(scene: &Scene<'_>, token: usize) -> Option<Certainty> {
    let hedges = &scene.data.cues.hedges;
    hedges.get(scene.lower(token)).copied()
}

/// Hedges after the first comma belong to a subordinate clause, which may be sure or not for itself.
fn ends_main_part(scene: &Scene<'_>, token: usize, content: &[Span]) -> bool {
    let is_inner_comma = scene.doc.form(token) == ","
        && content.iter().any(|piece| piece.contains(scene.doc.tokens[token].span));
    is_inner_comma && scene.starts_subordinate(token + 1)
}

/// Negative where the first finite verb of the content is negated or its object is `keine`.
fn polarity(scene: &Scene<'_>, content: &[Span]) -> Polarity {
    let is_negated = main_part(scene, content)
        .any(|token| scene.data.cues.is_negation(scene.lower(token)) && !is_not_only(scene, token));
    if is_negated { Polarity::Negative } else { Polarity::Positive }
}

/// `nicht nur`, `not only` negate nothing.
fn is_not_only(scene: &Scene<'_>, token: usize) -> bool {
    token + 1 < scene.end && scene.is_one_of(&scene.data.switches.only_words, scene.lower(token + 1))
}

/// When, how and to whom, from the words of the cue's segment that are neither content nor source.
fn said(scene: &Scene<'_>, draft: &Draft) -> Said {
    let Some(verb) = draft.verb else { return Said::default() };
    let doc = scene.doc;
    let is_outside =
        |span: Span| !draft.content.iter().chain(&draft.source).any(|taken| taken.overlaps(span));
    let clause = reporting_range(scene, verb, draft);
    let time = doc
        .times
        .iter()
        .position(|time| clause.contains(&doc.tokens_in(time.span).start) && is_outside(time.span));
    let mut said = Said { time, ..Said::default() };
    let from = doc.phrases.partition_point(|phrase| phrase.tokens.start < clause.start);
    for phrase in doc.phrases[from..].iter().take_while(|phrase| phrase.tokens.start < clause.end) {
        let span = scene.span(phrase.tokens.clone());
        let whole = phrase.preposition.map_or(span, |preposition| scene.span(preposition..phrase.tokens.end));
        if let Some(rest) = rest_after_source(scene, phrase, draft) {
            said.addressee = said.addressee.or(Some(rest));
            continue;
        }
        if !is_outside(span) || doc.times.iter().any(|time| time.span.overlaps(span)) {
            continue;
        }
        let head = scene.lemma(phrase.head).to_lowercase();
        let preposition = phrase.preposition.map(|token| scene.lower(token));
        if scene.data.cues.media.contains(head.as_str())
            || scene.data.cues.media.contains(scene.lower(phrase.head))
        {
            said.medium = said.medium.or(Some(whole));
        } else if preposition.is_some_and(|word| scene.data.cues.addressee_prepositions.contains(word)) {
            said.addressee = said.addressee.or(Some(whole));
        } else if preposition.is_none()
            && phrase.tokens.start > verb
            && !scene.data.switches.is_reflexive(scene.lower(phrase.tokens.start))
        {
            said.addressee = said.addressee.or(Some(span));
        } else if preposition
            .is_some_and(|word| scene.is_one_of(&scene.data.switches.place_prepositions, word))
            && scene.upos(phrase.head) == Upos::Propn
        {
            said.place = said.place.or(Some(span));
        }
    }
    said
}

/// The tokens around the verb up to the content: its segment, or what stands between its source and its content.
fn reporting_range(scene: &Scene<'_>, verb: usize, draft: &Draft) -> std::ops::Range<usize> {
    let mut range = scene.segment(verb);
    if let Some(source) = draft.source {
        let source = scene.doc.tokens_in(source);
        range.end = range
            .end
            .max(scene.segment(source.end.saturating_sub(1).max(scene.start).min(scene.end - 1)).end);
    }
    range
}

/// What of a phrase follows the source in it: `der Zeitung` in `teilte das Amt der Zeitung mit`.
fn rest_after_source(scene: &Scene<'_>, phrase: &crate::text::Phrase, draft: &Draft) -> Option<Span> {
    let source = scene.doc.tokens_in(draft.source?);
    let is_split =
        phrase.tokens.start <= source.start && source.end < phrase.tokens.end && !source.is_empty();
    let rest = source.end..phrase.tokens.end;
    let names_addressee = rest
        .clone()
        .any(|token| scene.data.cues.addressees.contains(scene.lemma(token).to_lowercase().as_str()));
    (is_split && names_addressee).then(|| scene.span(rest))
}
