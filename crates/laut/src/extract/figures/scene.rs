//! One sentence made ready for counting: its words of harm, and which of its tokens belong to the same clause.
//!
//! A clause here is what shares one verb: in `Zwölf Menschen, unter ihnen drei Kinder, wurden verletzt` all but the part
//! `unter ihnen drei Kinder` is one clause, though commas cut it in two.

use std::ops::Range;

use compact_str::format_compact;

use crate::lang::LanguageData;
use crate::lang::figure_words::{FigureWords, HarmForm, HarmKind, HarmRole, Use};
use crate::text::{ClauseKind, Document, Upos, VerbForm};

/// A word or expression of harm where it stands.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) tokens: Range<usize>,
    pub(super) form: HarmForm,
}

/// A sentence with its words of harm and its clauses.
#[derive(Debug)]
pub(super) struct Scene<'d> {
    pub(super) doc: &'d Document,
    pub(super) words: &'d FigureWords,
    pub(super) data: &'d LanguageData,
    pub(super) tokens: Range<usize>,
    pub(super) hits: Vec<Hit>,
    /// The clause of each token of the sentence.
    clauses: Vec<usize>,
    /// Where each token's stretch between marks and conjunctions starts.
    segments: Vec<usize>,
    /// Whether a token stands in a part: `darunter …`.
    parts: Vec<bool>,
    /// For clauses, by number: the token before them that their relative pronoun stands for.
    relative: Vec<Option<usize>>,
}

/// A stretch between marks and conjunctions.
#[derive(Debug, Clone)]
struct Segment {
    tokens: Range<usize>,
    has_verb: bool,
    is_part: bool,
    /// Opens a subordinate clause.
    is_subordinate: bool,
    /// Opens a relative clause whose pronoun is no part of a prepositional phrase.
    is_relative: bool,
    /// Opens a clause whose verb comes after a part: `and five others, including a guard, were hurt`.
    waits: bool,
}

impl<'d> Scene<'d> {
    /// The sentence, or `None` where it has no word of harm.
    pub(super) fn of(doc: &'d Document, data: &'d LanguageData, tokens: Range<usize>) -> Option<Self> {
        let words = &data.figure_words;
        let hits = hits_in(doc, data, tokens.clone());
        let mut scene = Self {
            doc,
            words,
            data,
            clauses: Vec::new(),
            segments: Vec::new(),
            parts: Vec::new(),
            relative: Vec::new(),
            hits,
            tokens,
        };
        let raises = |scene: &Self| scene.tokens.clone().any(|token| scene.is(token, Use::Raise));
        if scene.hits.is_empty() && !raises(&scene) {
            return None;
        }
        scene.find_clauses();
        Some(scene)
    }

    /// Whether a token is a small word with a use.
    pub(super) fn is(&self, token: usize, use_of: Use) -> bool {
        self.doc.tokens.get(token).is_some_and(|token| self.words.is(&token.lower, use_of))
    }

    /// The part of speech of a token; `X` past the end.
    pub(super) fn upos(&self, token: usize) -> Upos {
        self.doc.tokens.get(token).map_or(Upos::X, |token| token.upos)
    }

    /// The form of a token in lower case.
    pub(super) fn lower(&self, token: usize) -> &'d str {
        self.doc.tokens.get(token).map_or("", |token| token.lower.as_str())
    }

    /// The clause of a token of this sentence.
    pub(super) fn clause(&self, token: usize) -> usize {
        self.clauses.get(token.wrapping_sub(self.tokens.start)).copied().unwrap_or(usize::MAX)
    }

    /// The tokens of a clause.
    pub(super) fn clause_tokens(&self, clause: usize) -> impl DoubleEndedIterator<Item = usize> {
        self.tokens.clone().filter(move |token| self.clause(*token) == clause && !self.in_part(*token))
    }

    /// Whether a token stands in a part of a count.
    pub(super) fn in_part(&self, token: usize) -> bool {
        self.parts.get(token.wrapping_sub(self.tokens.start)).copied().unwrap_or(false)
    }

    /// Where the stretch between marks and conjunctions starts that a token stands in.
    pub(super) fn segment(&self, token: usize) -> usize {
        self.segments.get(token.wrapping_sub(self.tokens.start)).copied().unwrap_or(self.tokens.start)
    }

    /// For a relative clause: the last token of what its pronoun stands for.
    pub(super) fn antecedent_end(&self, clause: usize) -> Option<usize> {
        self.relative.get(clause).copied().flatten()
    }

    /// Whether a token is a noun, as far as lists and tags say.
    pub(super) fn is_noun(&self, token: usize) -> bool {
        match self.upos(token) {
            Upos::Noun | Upos::Propn => !self.is_phrase_verb(token),
            Upos::Verb | Upos::Aux | Upos::Adp | Upos::Punct | Upos::Num => false,
            _ => self.words.victims.contains(self.lower(token)) && self.may_be_noun(token),
        }
    }

    /// Whether capitals allow a token to be a noun.
    pub(super) fn may_be_noun(&self, token: usize) -> bool {
        may_be_noun(self.doc, self.data, token)
    }

    /// Whether a token is a verb of any form.
    pub(super) fn is_verb(&self, token: usize) -> bool {
        match self.upos(token) {
            Upos::Verb | Upos::Aux => true,
            Upos::Noun | Upos::Propn | Upos::Adp | Upos::Det => self.is_phrase_verb(token),
            _ => self.hits.iter().any(|hit| {
                hit.tokens.contains(&token)
                    && matches!(hit.form.word.kind, HarmKind::Verb | HarmKind::Phrase)
                    && hit.form.word.role != HarmRole::Toll
            }),
        }
    }

    /// Whether a token opens an expression like `shot dead`, whose first word is no noun, whatever its tag.
    fn is_phrase_verb(&self, token: usize) -> bool {
        let opens = |hit: &Hit| {
            hit.tokens.start == token && hit.tokens.len() > 1 && hit.form.word.kind == HarmKind::Phrase
        };
        let is_noun = matches!(self.upos(token), Upos::Noun | Upos::Propn);
        is_noun && !self.data.switches.nouns_capitalised && self.hits.iter().any(opens)
    }

    /// Whether a token is a finite verb, so that its clause is complete.
    pub(super) fn is_finite(&self, token: usize) -> bool {
        let feats = self.doc.tokens[token].feats;
        match feats.verb_form {
            Some(form) => form == VerbForm::Fin,
            None => self.is_verb(token),
        }
    }

    fn find_clauses(&mut self) {
        let segments = self.cut();
        let length = self.tokens.len();
        (self.clauses, self.segments, self.parts) = (vec![0; length], vec![0; length], vec![false; length]);
        // Open clauses, innermost last: number, whether a verb was seen.
        let mut open: Vec<(usize, bool)> = vec![(0, false)];
        self.relative = vec![None];
        let mut was_part = false;
        for (at, segment) in segments.iter().enumerate() {
            let before = segments.get(at.wrapping_sub(1)).and_then(|before| before.tokens.clone().last());
            let is_list_of_part = was_part && !segment.has_verb && !segment.is_subordinate;
            if !segment.is_part && !is_list_of_part {
                let is_open = |(_, has_verb): &&(usize, bool)| !*has_verb;
                if segment.waits {
                    open = vec![(self.relative.len(), false)];
                    self.relative.push(None);
                } else if segment.is_subordinate {
                    open.push((self.relative.len(), segment.has_verb));
                    self.relative.push(before.filter(|_| segment.is_relative));
                } else if segment.has_verb {
                    if let Some(waiting) = open.iter().rposition(|clause| is_open(&clause)) {
                        open.truncate(waiting + 1);
                        open[waiting].1 = true;
                    } else {
                        open = vec![(self.relative.len(), true)];
                        self.relative.push(None);
                    }
                } else if self.data.switches.verb_second && open.len() > 1 {
                    // After the verb of a German subordinate clause the clause around it goes on.
                    while open.len() > 1 && open.last().is_some_and(|(_, has_verb)| *has_verb) {
                        open.pop();
                    }
                }
            }
            was_part = segment.is_part || is_list_of_part;
            let clause = open.last().map_or(0, |(clause, _)| *clause);
            for token in segment.tokens.clone() {
                let index = token - self.tokens.start;
                (self.clauses[index], self.parts[index]) = (clause, was_part);
                self.segments[index] = segment.tokens.start;
            }
        }
    }

    /// Cuts the sentence at marks, before subordinating words, and at conjunctions between verbs.
    fn cut(&self) -> Vec<Segment> {
        let mut cuts = Vec::new();
        let mut start = self.tokens.start;
        for token in self.tokens.clone() {
            let is_mark =
                matches!(self.lower(token), "," | ";" | ":" | "–" | "—" | "-" | "(" | ")" | "_" | "--");
            let opens = token > start && self.opens_clause(token);
            if is_mark || opens {
                cuts.push(start..token);
                start = if is_mark { token + 1 } else { token };
            }
        }
        cuts.push(start..self.tokens.end);
        cuts.retain(|cut| !cut.is_empty());
        let mut segments = Vec::new();
        for (at, cut) in cuts.iter().enumerate() {
            let verb_comes = self.verb_comes(&cuts[at + 1..]);
            let mut start = cut.start;
            for token in cut.clone() {
                let joins = self.is(token, Use::Join) && token > start;
                if joins && self.has_verb(start..token) && self.has_verb(token + 1..cut.end) {
                    segments.push(self.segment_of(start..token));
                    start = token + 1;
                } else if joins && verb_comes && self.has_finite(start..token) && token + 1 < cut.end {
                    segments.push(self.segment_of(start..token));
                    segments.push(Segment { waits: true, ..self.segment_of(token + 1..cut.end) });
                    start = cut.end;
                }
            }
            if start < cut.end {
                segments.push(self.segment_of(start..cut.end));
            }
        }
        segments
    }

    /// Whether a part comes, and a verb right after it.
    fn verb_comes(&self, cuts: &[Range<usize>]) -> bool {
        let parts = cuts.iter().take_while(|cut| self.is_part(cut.start)).count();
        parts > 0 && cuts.get(parts).is_some_and(|cut| self.is_verb(cut.start))
    }

    fn segment_of(&self, tokens: Range<usize>) -> Segment {
        let first = tokens.clone().find(|token| {
            !matches!(self.upos(*token), Upos::Cconj | Upos::Punct | Upos::Adv) || self.is_part(*token)
        });
        let first = first.unwrap_or(tokens.start);
        let after_preposition = self.upos(first) == Upos::Adp && self.is_relative(first + 1);
        let opens = |kind| {
            let clause = self.doc.clause_from(first).map(|clause| &self.doc.clauses[clause]);
            clause.is_some_and(|clause| clause.kind == kind && clause.subordinator == Some(first))
        };
        let is_relative = self.is_relative(first) || opens(ClauseKind::Relative);
        let is_subordinate = self.upos(first) == Upos::Sconj || is_relative || after_preposition;
        Segment {
            has_verb: self.has_verb(tokens.clone()),
            is_part: !is_subordinate && self.is_part(first) || after_preposition && self.is_part(first),
            is_subordinate,
            is_relative,
            waits: false,
            tokens,
        }
    }

    /// Whether a part of a count opens here: `darunter`, `including`.
    pub(super) fn is_part(&self, token: usize) -> bool {
        let found = self.words.grammar.at(&self.doc.tokens, token);
        found.into_iter().any(|(_, use_of)| *use_of == Use::Part)
    }

    fn is_relative(&self, token: usize) -> bool {
        self.is(token, Use::Relative) && matches!(self.upos(token), Upos::Pron | Upos::Adv | Upos::X)
    }

    /// Whether a subordinate clause opens at a token without a mark before it, as English allows, or a part does.
    fn opens_clause(&self, token: usize) -> bool {
        if self.is_part(token) {
            return true;
        }
        if self.data.switches.verb_second {
            return false;
        }
        self.upos(token) == Upos::Sconj && self.has_finite(token + 1..self.tokens.end)
            || self.is_relative(token)
                && !self.is(token.wrapping_sub(1), Use::Part)
                && !self.is_part(token.wrapping_sub(1))
    }

    fn has_verb(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|token| self.is_verb(token))
    }

    fn has_finite(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|token| self.is_verb(token) && self.is_finite(token))
    }
}

/// Words of harm in a sentence; at each token only the longest expressions.
fn hits_in(doc: &Document, data: &LanguageData, tokens: Range<usize>) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut toll_end = tokens.start;
    for token in tokens.clone() {
        if token < toll_end {
            continue;
        }
        let is_counted =
            doc.numbers.iter().any(|number| number.tokens.end <= token && token < number.tokens.end + 3);
        let lower = &doc.tokens[token].lower;
        if is_counted && may_be_noun(doc, data, token) && !data.figure_words.harms.contains(lower) {
            let compound = data.figure_words.harms.ending(lower).first();
            hits.extend(compound.map(|form| Hit { tokens: token..token + 1, form: *form }));
        }
        let mut longest = 0;
        for (length, form) in data.figure_words.harms.at(&doc.tokens, token) {
            if length < longest || token + length > tokens.end || !fits(doc, data, token, form) {
                continue;
            }
            longest = length;
            if form.word.role == HarmRole::Toll {
                toll_end = token + length;
            }
            hits.push(Hit { tokens: token..token + length, form: *form });
        }
    }
    with_particles(doc, data, tokens, &mut hits);
    hits
}

/// Verbs whose particle stands apart: `richtete … hin` is `hinrichtete`.
fn with_particles(doc: &Document, data: &LanguageData, tokens: Range<usize>, hits: &mut Vec<Hit>) {
    let first = doc.clauses.partition_point(|clause| clause.tokens.start < tokens.start);
    for clause in doc.clauses[first..].iter().take_while(|clause| clause.tokens.start < tokens.end) {
        let (Some(finite), Some(particle)) = (clause.finite, clause.particle) else { continue };
        let verb = format_compact!("{}{}", doc.tokens[particle].lower, doc.tokens[finite].lower);
        let form = data
            .figure_words
            .harms
            .word(&verb)
            .find(|form| form.word.kind == HarmKind::Verb && form.is_plain);
        if let Some(form) = form {
            hits.retain(|hit| hit.tokens != (finite..finite + 1));
            hits.push(Hit { tokens: finite..finite + 1, form: *form });
        }
    }
    hits.sort_by_key(|hit| hit.tokens.start);
}

/// Whether capitals and tag allow a token to be the kind of word that a form belongs to.
fn fits(doc: &Document, data: &LanguageData, token: usize, form: &HarmForm) -> bool {
    let capital = doc.form(token).chars().next().is_some_and(char::is_uppercase);
    let is_first = doc.sentences.get(doc.sentence_at(token)).is_some_and(|found| found.tokens.start == token);
    match form.word.kind {
        HarmKind::Noun => may_be_noun(doc, data, token) && doc.tokens[token].upos != Upos::Verb,
        HarmKind::Verb | HarmKind::Adjective => {
            // `a left-foot shot` is a noun.
            let is_in_phrase =
                token > 0 && matches!(doc.tokens[token - 1].upos, Upos::Det | Upos::Adj | Upos::Adp);
            let is_noun =
                doc.tokens[token].upos == Upos::Noun && form.word.kind == HarmKind::Verb && is_in_phrase;
            if data.switches.nouns_capitalised {
                !capital || is_first && doc.tokens[token].upos != Upos::Noun
            } else {
                !is_noun
            }
        }
        HarmKind::Phrase => true,
    }
}

fn may_be_noun(doc: &Document, data: &LanguageData, token: usize) -> bool {
    !data.switches.nouns_capitalised || doc.form(token).chars().next().is_some_and(char::is_uppercase)
}
