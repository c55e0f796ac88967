//! A report with all that was found in it: one layer after the other, each pointing into the text.

use std::ops::Range;

use super::{
    Attribution, Claim, Clause, Diagnostic, Entity, EntityId, Event, Figure, Name, Number, Phrase,
    ProperName, Quotation, Relation, Report, Sentence, Span, Talks, TimeExpr, Token, Verification,
};

/// A report's text and its annotation layers.
///
/// # Invariants
/// The text never changes. Each layer is written by one stage and only read by later ones.
#[derive(Debug, Clone)]
pub struct Document {
    report: Report,
    /// BCP 47 tag of the language that it is read in.
    pub language: String,
    /// Words, numbers and punctuation, in order; they cover all of the text but white space.
    pub tokens: Vec<Token>,
    /// Sentences; they cover every token once.
    pub sentences: Vec<Sentence>,
    /// Words in quotation marks, in the order of their opening marks.
    pub quotations: Vec<Quotation>,
    /// Noun phrases, in order; they do not overlap.
    pub phrases: Vec<Phrase>,
    /// Clauses, outer before inner, in the order of their first token.
    pub clauses: Vec<Clause>,
    /// Names of people, groups and places, with what each stands for, in order.
    pub names: Vec<Name>,
    /// Proper names of all classes as they are written, in order; they do not overlap.
    pub proper_names: Vec<ProperName>,
    /// Time expressions, in order.
    pub times: Vec<TimeExpr>,
    /// Numbers, in order.
    pub numbers: Vec<Number>,
    /// Attributions, in the order of their first character.
    pub attributions: Vec<Attribution>,
    /// Who and what the report is about.
    pub entities: Vec<Entity>,
    /// People counted, in order.
    pub figures: Vec<Figure>,
    /// Events, in order.
    pub events: Vec<Event>,
    /// Attributions and what the report says itself, with their figures and events, in the order of the text.
    pub claims: Vec<Claim>,
    /// What somebody could (not) confirm.
    pub verifications: Vec<Verification>,
    /// How claims stand to each other.
    pub relations: Vec<Relation>,
    /// The talks that it tells of.
    pub talks: Talks,
    /// What was seen but not used.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// A document without any annotation yet, to be read in a language.
    #[must_use]
    pub fn new(report: Report, language: String) -> Self {
        let diagnostics = report.remarks.clone();
        Self {
            report,
            language,
            tokens: Vec::new(),
            sentences: Vec::new(),
            quotations: Vec::new(),
            phrases: Vec::new(),
            clauses: Vec::new(),
            names: Vec::new(),
            proper_names: Vec::new(),
            times: Vec::new(),
            numbers: Vec::new(),
            attributions: Vec::new(),
            entities: Vec::new(),
            figures: Vec::new(),
            events: Vec::new(),
            claims: Vec::new(),
            verifications: Vec::new(),
            relations: Vec::new(),
            talks: Talks::default(),
            diagnostics,
        }
    }

    /// The report it was made of.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.report.text()
    }

    /// The characters of a span.
    ///
    /// # Panics
    /// If the span does not lie on character boundaries of this text.
    #[must_use]
    pub fn text_of(&self, span: Span) -> &str {
        self.text().get(span.range()).expect("spans lie on character boundaries of their own text")
    }

    /// The form of a token as stages read it: its characters, or its usual case where its sentence is in capitals.
    ///
    /// # Panics
    /// If there is no such token.
    #[must_use]
    pub fn form(&self, token: usize) -> &str {
        let token = &self.tokens[token];
        token.cased.as_deref().unwrap_or_else(|| self.text_of(token.span))
    }

    /// The characters from the first token to the last; empty for an empty range.
    ///
    /// # Panics
    /// If the range goes past the last token.
    #[must_use]
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        if tokens.is_empty() {
            let at = self.tokens.get(tokens.start).map_or(self.text().len(), |token| token.span.start());
            return Span::new(at, at);
        }
        self.tokens[tokens.start].span.cover(self.tokens[tokens.end - 1].span)
    }

    /// The tokens that share a character with the span.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.span.end() <= span.start());
        let last = self.tokens.partition_point(|token| token.span.start() < span.end());
        first..last.max(first)
    }

    /// The sentence that holds a token; an index into the sentences.
    #[must_use]
    pub fn sentence_at(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }

    /// The innermost clause that holds a token; an index into the clauses.
    #[must_use]
    pub fn clause_at(&self, token: usize) -> Option<usize> {
        let end = self.clauses.partition_point(|clause| clause.tokens.start <= token);
        let mut clause = end.checked_sub(1)?;
        loop {
            if self.clauses[clause].tokens.contains(&token) {
                return Some(clause);
            }
            clause = self.clauses[clause].parent?;
        }
    }

    /// The tokens of the innermost clause around a token, without those of clauses inside it; of its sentence, where the
    /// token is in no clause.
    pub fn own_tokens(&self, token: usize) -> impl Iterator<Item = usize> {
        let clause = self.clause_at(token);
        let whole = match clause {
            Some(clause) => self.clauses[clause].tokens.clone(),
            None => self.sentences.get(self.sentence_at(token)).map_or(0..0, |found| found.tokens.clone()),
        };
        whole.filter(move |other| self.clause_at(*other) == clause)
    }

    /// The outermost clause that starts with a token; an index into the clauses.
    #[must_use]
    pub fn clause_from(&self, token: usize) -> Option<usize> {
        let clause = self.clauses.partition_point(|clause| clause.tokens.start < token);
        self.clauses.get(clause).filter(|found| found.tokens.start == token).map(|_| clause)
    }

    /// The time expression that a token belongs to; an index into the times.
    #[must_use]
    pub fn time_at(&self, token: usize) -> Option<usize> {
        let span = self.tokens[token].span;
        let time = self.times.partition_point(|time| time.span.end() <= span.start());
        self.times.get(time).filter(|found| found.span.overlaps(span)).map(|_| time)
    }

    /// The tokens of each sentence; all tokens where sentences were not looked for.
    #[must_use]
    pub fn sentence_ranges(&self) -> Vec<Range<usize>> {
        let whole = Some(0..self.tokens.len()).filter(|whole| self.sentences.is_empty() && !whole.is_empty());
        self.sentences.iter().map(|sentence| sentence.tokens.clone()).chain(whole).collect()
    }

    /// The name that holds a token; an index into the names.
    #[must_use]
    pub fn name_at(&self, token: usize) -> Option<usize> {
        let name = self.names.partition_point(|name| name.tokens.end <= token);
        self.names.get(name).filter(|found| found.tokens.contains(&token)).map(|_| name)
    }

    /// The noun phrase that holds a token; an index into the phrases.
    #[must_use]
    pub fn phrase_at(&self, token: usize) -> Option<usize> {
        let phrase = self.phrases.partition_point(|phrase| phrase.tokens.end <= token);
        self.phrases.get(phrase).filter(|found| found.tokens.contains(&token)).map(|_| phrase)
    }

    /// The entity that a span mentions: the one with just this mention, else the one whose mention is the longest inside.
    #[must_use]
    pub fn entity_of(&self, span: Span) -> Option<EntityId> {
        let best = |entity: &Entity| {
            let inside = entity.mentions.iter().filter(|mention| span.contains(**mention));
            inside.map(|mention| mention.len()).max()
        };
        let found =
            self.entities.iter().enumerate().filter_map(|(index, entity)| Some((best(entity)?, index)));
        found
            .max_by_key(|(length, index)| (*length, usize::MAX - index))
            .map(|(_, index)| EntityId(index as u32))
    }
}
