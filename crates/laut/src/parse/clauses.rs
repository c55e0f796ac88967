//! Finds clauses by commas, brackets, subordinators and finite verbs.
//!
//! | text | clauses |
//! | --- | --- |
//! | `Er sagte, dass die Truppen, die am Fluss standen, abgezogen seien.` | main, complement, relative inside it |
//! | `Sie weigert sich, die Stadt zu verlassen.` | main, infinitive |
//! | `Die Armee zog ab und räumte das Lager.` | main, main |
//! | `He said the army had left because the road was closed.` | main, complement, adverbial |
//!
//! German: a segment between commas that opens with a subordinator has its finite verb last; one that does not continues the
//! innermost clause that still lacks its verb, or starts a new main clause. English: subordinators open a clause without a comma,
//! and a second finite verb in a segment starts a complement without `that` before its subject.
//!
//! The layer is made to be robust on long news sentences, not to be a tree: a clause reaches from its first to its last word,
//! with the clauses inside it.

use std::ops::Range;

use crate::lang::LanguageData;
use crate::text::{Case, Clause, ClauseKind, Document, PronType, Upos, VerbForm};

/// A stretch between two marks or subordinators.
struct Segment {
    tokens: Range<usize>,
    opener: Option<(usize, ClauseKind)>,
    finite: Option<usize>,
    is_bracketed: bool,
    /// Whether it starts with `und`, `but`, so that it goes on beside what came before.
    is_coordinated: bool,
}

/// Writes [`Document::clauses`], outer before inner, in the order of their first token.
pub fn find_clauses(doc: &mut Document, data: &LanguageData) {
    let mut clauses = Vec::new();
    for sentence in 0..doc.sentences.len() {
        let tokens = doc.sentences[sentence].tokens.clone();
        let segments = segments(doc, tokens, data);
        assemble(doc, &segments, &mut clauses, data);
    }
    clauses.sort_by_key(|clause| (clause.tokens.start, std::cmp::Reverse(clause.tokens.end)));
    set_parents(&mut clauses);
    doc.clauses = clauses;
}

/// Splits a sentence at marks, at subordinators, and before a coordinated or bare clause.
fn segments(doc: &Document, sentence: Range<usize>, data: &LanguageData) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut start = sentence.start;
    let mut depth = 0usize;
    for token in sentence.clone() {
        let form = doc.form(token);
        let is_mark = is_clause_mark(doc, token, data);
        if is_mark || (token > start && opens_clause(doc, token, start, &sentence, data)) {
            push_segment(doc, start..token, depth > 0, data, &mut segments);
            start = if is_mark { token + 1 } else { token };
        }
        match form {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    push_segment(doc, start..sentence.end, depth > 0, data, &mut segments);
    segments
}

fn push_segment(
    doc: &Document,
    tokens: Range<usize>,
    is_bracketed: bool,
    data: &LanguageData,
    segments: &mut Vec<Segment>,
) {
    if tokens.is_empty() {
        return;
    }
    let first = tokens.start;
    let is_coordinated = doc.tokens[first].upos == Upos::Cconj;
    let finite = tokens.clone().find(|token| is_finite(doc, *token));
    let opener = opener(doc, tokens.clone(), data);
    segments.push(Segment { tokens, opener, finite, is_bracketed, is_coordinated });
}

/// Whether a mark parts clauses. Commas inside a noun phrase, hyphens inside words and marks around quoted words that are no
/// clause do not.
pub(crate) fn is_clause_mark(doc: &Document, token: usize, data: &LanguageData) -> bool {
    if doc.tokens[token].upos != Upos::Punct {
        return false;
    }
    let form = doc.form(token);
    let is_quote = data.switches.quotes.iter().any(|(open, close)| open == form || close == form);
    let is_quote = is_quote || form.starts_with('"');
    let parts =
        matches!(form, "," | ";" | ":" | "–" | "—" | "--" | "(" | ")" | "[" | "]" | "-" | "_") || is_quote;
    if is_quote && is_around_words(doc, token) {
        return false;
    }
    parts
        && !doc.phrase_at(token).is_some_and(|phrase| {
            doc.phrases[phrase].tokens.end > token + 1 && doc.phrases[phrase].tokens.start < token
        })
}

/// Whether a quotation mark stands around words that are no clause: `sei „eine Verletzung“ des Abkommens`.
fn is_around_words(doc: &Document, mark: usize) -> bool {
    let after = doc.quotations.partition_point(|quotation| quotation.open <= mark);
    let near = doc.quotations[..after].iter().rev().take(4);
    near.filter(|quotation| quotation.open == mark || quotation.close == Some(mark)).any(|quotation| {
        quotation.close.is_some() && !quotation.inner.clone().any(|token| is_finite(doc, token))
    })
}

/// Whether a clause starts at a token in the middle of a segment.
fn opens_clause(
    doc: &Document,
    token: usize,
    start: usize,
    sentence: &Range<usize>,
    data: &LanguageData,
) -> bool {
    let rest = token..sentence.end;
    let next_mark = rest.clone().find(|at| is_clause_mark(doc, *at, data)).unwrap_or(sentence.end);
    let has_finite_before = (start..token).any(|at| is_finite(doc, at));
    if doc.tokens[token].upos == Upos::Cconj {
        let opens_next = token + 1 < next_mark && opener(doc, token + 1..next_mark, data).is_some();
        let finite_after = (token + 1..next_mark).find(|at| is_finite(doc, *at));
        return has_finite_before && (finite_after.is_some() || opens_next);
    }
    if data.switches.verb_second {
        return false;
    }
    // English: `because`, `that`, `who` without a comma; a bare complement before its subject.
    let is_after_preposition = token > start && doc.tokens[token - 1].upos == Upos::Adp;
    if !is_after_preposition && opener(doc, token..next_mark, data).is_some() {
        return (token..next_mark).any(|at| is_finite(doc, at));
    }
    let starts_phrase = doc.phrase_at(token).is_some_and(|phrase| {
        doc.phrases[phrase].tokens.start == token && doc.phrases[phrase].preposition.is_none()
    });
    if !(starts_phrase && has_finite_before) {
        return false;
    }
    let phrase_end = doc.phrase_at(token).map_or(token + 1, |phrase| doc.phrases[phrase].tokens.end);
    let verb = (phrase_end..next_mark).find(|at| doc.tokens[*at].upos != Upos::Adv);
    verb.is_some_and(|verb| is_finite(doc, verb)) && is_verb_before(doc, start..token)
}

/// Whether the word before a bare complement is a verb, or a verb with its addressee and time.
fn is_verb_before(doc: &Document, tokens: Range<usize>) -> bool {
    tokens.rev().take(8).any(|token| doc.tokens[token].upos == Upos::Verb)
}

fn is_finite(doc: &Document, token: usize) -> bool {
    let token = &doc.tokens[token];
    matches!(token.upos, Upos::Verb | Upos::Aux) && token.feats.verb_form == Some(VerbForm::Fin)
}

/// The word that makes a segment a subordinate clause, and of which kind.
pub(crate) fn opener(
    doc: &Document,
    tokens: Range<usize>,
    data: &LanguageData,
) -> Option<(usize, ClauseKind)> {
    let mut at = tokens.start;
    let is_listed = |at: usize| data.subordinators.contains_key(doc.tokens[at].lower.as_str());
    while at < tokens.end
        && (doc.tokens[at].upos == Upos::Cconj && !is_listed(at)
            || is_focus_adverb(doc, at, tokens.end, data))
    {
        at += 1;
    }
    let after_preposition = at + 1 < tokens.end && doc.tokens[at].upos == Upos::Adp;
    if after_preposition && is_relative(doc, at + 1, tokens.clone(), data) {
        return Some((at + 1, ClauseKind::Relative));
    }
    if at >= tokens.end {
        return None;
    }
    if let Some(kind) = data.subordinators.get(doc.tokens[at].lower.as_str()) {
        let is_preposition = doc.tokens[at].upos == Upos::Adp && !data.switches.verb_second;
        let has_verb = tokens.clone().any(|token| is_verb(doc, token));
        let is_plain = doc.tokens[at].upos == Upos::Sconj && data.switches.verb_second;
        if (has_verb || is_plain) && !is_preposition && doc.tokens[at].upos != Upos::Det {
            return Some((at, *kind));
        }
    }
    is_relative(doc, at, tokens, data).then_some((at, ClauseKind::Relative))
}

/// An adverb that may stand before a subordinator: `auch wenn`, `even if`.
fn is_focus_adverb(doc: &Document, at: usize, end: usize, data: &LanguageData) -> bool {
    doc.tokens[at].upos == Upos::Adv
        && at + 1 < end
        && data.subordinators.contains_key(doc.tokens[at + 1].lower.as_str())
        && !data.subordinators.contains_key(doc.tokens[at].lower.as_str())
}

fn is_verb(doc: &Document, token: usize) -> bool {
    matches!(doc.tokens[token].upos, Upos::Verb | Upos::Aux)
}

/// Whether a pronoun is relative: tagged so, or an article's form without a noun, with the verb at the end of its segment.
fn is_relative(doc: &Document, at: usize, tokens: Range<usize>, data: &LanguageData) -> bool {
    let token = &doc.tokens[at];
    if !data.relative_pronouns.contains(token.lower.as_str()) || at == 0 {
        return false;
    }
    if !data.switches.verb_second {
        return matches!(token.upos, Upos::Pron | Upos::Det | Upos::Adv | Upos::Sconj);
    }
    let is_sentence_start = doc.sentences[doc.sentence_at(at)].tokens.start == tokens.start;
    let finite = tokens.clone().rfind(|next| is_finite(doc, *next));
    let is_last = |finite: usize| {
        (finite + 1..tokens.end).filter(|next| doc.tokens[*next].upos != Upos::Punct).count() <= 1
    };
    let is_second = tokens.clone().find(|next| is_finite(doc, *next)) == Some(at + 1)
        && tokens.len() > at - tokens.start + 2;
    let is_pronoun = token.upos == Upos::Pron || token.feats.pron_type == Some(PronType::Rel);
    !is_sentence_start && is_pronoun && !is_second && finite.is_none_or(is_last)
}

/// A clause that is being put together.
struct Builder<'c> {
    clauses: &'c mut Vec<Clause>,
    /// The clause in which the last token stands, and those around it; the innermost last.
    stack: Vec<usize>,
}

/// Puts the segments of one sentence together to clauses.
fn assemble(doc: &Document, segments: &[Segment], clauses: &mut Vec<Clause>, data: &LanguageData) {
    let mut builder = Builder { clauses, stack: Vec::new() };
    for segment in segments {
        builder.add(doc, segment, data);
    }
    for clause in builder.stack {
        finish(doc, &mut clauses[clause], data);
    }
}

impl Builder<'_> {
    fn add(&mut self, doc: &Document, segment: &Segment, data: &LanguageData) {
        if let Some((subordinator, kind)) = segment.opener {
            self.open(doc, segment, kind, Some(subordinator), data);
        } else if segment.is_bracketed && !self.stack.is_empty() {
            if segment.finite.is_some() {
                self.open(doc, segment, ClauseKind::Parenthesis, None, data);
            } else {
                self.extend(self.stack.len() - 1, segment);
            }
        } else if let Some(top) = self.shared(doc, segment, data) {
            self.extend(top, segment);
        } else if segment.finite.is_some() {
            match self.waiting() {
                Some(at) if !segment.is_coordinated => {
                    self.close_above(doc, at, data);
                    self.extend(at, segment);
                    let clause = self.stack[at];
                    self.clauses[clause].finite = segment.finite;
                }
                _ => {
                    self.close_above_nothing(doc, data);
                    self.open(doc, segment, ClauseKind::Main, None, data);
                }
            }
        } else if has_zu_infinitive(doc, segment.tokens.clone(), data) && !self.stack.is_empty() {
            self.open(doc, segment, ClauseKind::Infinitive, None, data);
        } else if self.stack.is_empty() {
            self.open(doc, segment, ClauseKind::Main, None, data);
        } else {
            let at =
                self.waiting().or_else(|| self.open_bracket(doc, segment)).unwrap_or(self.stack.len() - 1);
            self.close_above(doc, at, data);
            self.extend(at, segment);
        }
    }

    /// The clause that a coordinated segment goes on with because it shares its subordinator or its subject: `dass sie kamen und
    /// gingen`, `who came and left`; a position in the stack.
    fn shared(&self, doc: &Document, segment: &Segment, data: &LanguageData) -> Option<usize> {
        let finite = segment.finite.filter(|_| segment.is_coordinated)?;
        let top = self.stack.len().checked_sub(1)?;
        let kind = self.clauses[self.stack[top]].kind;
        let is_shared = if data.switches.verb_second {
            let is_last = (finite + 1..segment.tokens.end).all(|token| doc.tokens[token].upos == Upos::Punct);
            is_last && segment.tokens.len() > 1
        } else {
            let first = segment.tokens.start + 1;
            (first..finite).all(|token| matches!(doc.tokens[token].upos, Upos::Adv | Upos::Part))
        };
        (kind != ClauseKind::Main && is_shared).then_some(top)
    }

    /// Opens a clause inside the innermost one.
    fn open(
        &mut self,
        doc: &Document,
        segment: &Segment,
        kind: ClauseKind,
        subordinator: Option<usize>,
        data: &LanguageData,
    ) {
        // A complete subordinate clause is over where its sister begins: `dass er kam, dass er ging`.
        while let Some(&top) = self.stack.last() {
            let clause = &self.clauses[top];
            let is_over = clause.finite.is_some()
                && matches!(
                    clause.kind,
                    ClauseKind::Relative | ClauseKind::Adverbial | ClauseKind::Parenthesis
                );
            if !(is_over && kind != ClauseKind::Relative && self.stack.len() > 1) {
                break;
            }
            self.pop(doc, data);
        }
        let clause = self.clauses.len();
        self.clauses.push(Clause {
            tokens: segment.tokens.clone(),
            kind,
            parent: None,
            subordinator,
            finite: segment.finite,
            predicate: None,
            particle: None,
            mood: None,
            subject: None,
        });
        if kind == ClauseKind::Main {
            self.stack.clear();
        }
        self.stack.push(clause);
        for at in 0..self.stack.len() {
            let outer = self.stack[at];
            self.clauses[outer].tokens.end = self.clauses[outer].tokens.end.max(segment.tokens.end);
        }
    }

    /// The innermost open clause that still lacks its finite verb; a position in the stack.
    fn waiting(&self) -> Option<usize> {
        self.stack.iter().rposition(|clause| {
            self.clauses[*clause].finite.is_none() && self.clauses[*clause].kind != ClauseKind::Infinitive
        })
    }

    /// The innermost clause whose auxiliary still lacks the verb that this segment ends with: `hat …, …, getötet`.
    fn open_bracket(&self, doc: &Document, segment: &Segment) -> Option<usize> {
        let last = segment.tokens.clone().rfind(|token| doc.tokens[*token].upos != Upos::Punct)?;
        if !is_verb(doc, last) {
            return None;
        }
        self.stack.iter().rposition(|clause| {
            let clause = &self.clauses[*clause];
            clause.finite.is_some_and(|finite| {
                doc.tokens[finite].upos == Upos::Aux
                    && !(finite + 1..clause.tokens.end).any(|token| is_verb(doc, token))
            })
        })
    }

    fn extend(&mut self, at: usize, segment: &Segment) {
        for outer in 0..=at {
            let clause = self.stack[outer];
            self.clauses[clause].tokens.end = self.clauses[clause].tokens.end.max(segment.tokens.end);
        }
    }

    /// Ends the clauses inside the one at a position in the stack.
    fn close_above(&mut self, doc: &Document, at: usize, data: &LanguageData) {
        while self.stack.len() > at + 1 {
            self.pop(doc, data);
        }
    }

    /// Ends all open clauses: a new main clause starts.
    fn close_above_nothing(&mut self, doc: &Document, data: &LanguageData) {
        while !self.stack.is_empty() {
            self.pop(doc, data);
        }
    }

    fn pop(&mut self, doc: &Document, data: &LanguageData) {
        if let Some(clause) = self.stack.pop() {
            finish(doc, &mut self.clauses[clause], data);
        }
    }
}

/// Whether there is an infinitive with its particle: `zu gehen`, `voranzukommen`, `to leave`.
fn has_zu_infinitive(doc: &Document, tokens: Range<usize>, data: &LanguageData) -> bool {
    tokens.clone().any(|token| {
        let follows_particle =
            token > tokens.start && data.switches.infinitive_particle == doc.tokens[token - 1].lower.as_str();
        let holds_particle = data.switches.verb_second
            && doc.tokens[token].upos == Upos::Verb
            && doc.tokens[token].feats.verb_form == Some(VerbForm::Inf)
            && doc.tokens[token].lower.contains("zu")
            && doc.tokens[token].lower != doc.tokens[token].lemma;
        (follows_particle && is_verb(doc, token)) || holds_particle
    })
}

/// Fills in what is known when all tokens of a clause are: predicate, particle, mood, subject.
fn finish(doc: &Document, clause: &mut Clause, data: &LanguageData) {
    let own = clause.tokens.clone();
    let verbs: Vec<usize> = match clause.finite {
        Some(finite) if data.switches.verb_second && clause.subordinator.is_none() => {
            [finite].into_iter().chain(right_bracket(doc, clause, finite)).collect()
        }
        Some(finite) if data.switches.verb_second => (own.start..finite + 1)
            .rev()
            .take_while(|token| is_verb(doc, *token) || doc.tokens[*token].upos == Upos::Part)
            .collect(),
        Some(finite) => english_verbs(doc, finite, own.end),
        None => own.clone().filter(|token| is_verb(doc, *token)).take(1).collect(),
    };
    clause.mood = clause.finite.and_then(|finite| doc.tokens[finite].feats.mood);
    clause.predicate = if clause.subordinator.is_some() && data.switches.verb_second {
        verbs.iter().copied().find(|token| doc.tokens[*token].upos == Upos::Verb).or(clause.finite)
    } else {
        verbs.iter().copied().rfind(|token| doc.tokens[*token].upos == Upos::Verb).or(clause.finite)
    };
    clause.particle = clause.finite.and_then(|finite| particle(doc, clause, finite, data));
    clause.subject = subject(doc, clause, data);
}

/// Verbs at the end of a main clause that opened with its finite verb: `hat … getötet`, `soll … getötet worden sein`.
fn right_bracket(doc: &Document, clause: &Clause, finite: usize) -> Vec<usize> {
    let is_auxiliary = doc.tokens[finite].upos == Upos::Aux;
    if !is_auxiliary {
        return Vec::new();
    }
    let mut verbs = Vec::new();
    for token in finite + 1..clause.tokens.end {
        if is_verb(doc, token) && !is_finite(doc, token) {
            verbs.push(token);
        } else if !verbs.is_empty() && !is_verb(doc, token) {
            break;
        }
    }
    verbs.sort_by_key(|token| doc.tokens[*token].upos == Upos::Verb);
    verbs
}

/// `was reported to have killed` from its finite verb on, without what comes after the first full verb.
fn english_verbs(doc: &Document, finite: usize, end: usize) -> Vec<usize> {
    let mut verbs = vec![finite];
    for token in finite + 1..end.min(finite + 8) {
        if doc.tokens[*verbs.last().unwrap_or(&finite)].upos == Upos::Verb {
            break;
        }
        match doc.tokens[token].upos {
            Upos::Verb | Upos::Aux => verbs.push(token),
            Upos::Adv | Upos::Part | Upos::Pron => {}
            _ => break,
        }
    }
    verbs
}

/// The separated particle of a finite verb, at the end of its clause: `teilte … mit`.
fn particle(doc: &Document, clause: &Clause, finite: usize, data: &LanguageData) -> Option<usize> {
    if !data.switches.verb_second || clause.subordinator.is_some() {
        return None;
    }
    let next_mark = (finite + 1..clause.tokens.end).find(|token| is_clause_mark(doc, *token, data));
    let ends = [Some(clause.tokens.end), next_mark].into_iter().flatten();
    let is_particle =
        |token: &usize| *token > finite && data.verb_particles.contains(doc.tokens[*token].lower.as_str());
    ends.filter_map(|end| (finite..end).rfind(|token| doc.tokens[*token].upos != Upos::Punct))
        .find(is_particle)
}

/// The noun phrase that is the subject: in the nominative, agreeing, before the verb or right after it.
fn subject(doc: &Document, clause: &Clause, data: &LanguageData) -> Option<usize> {
    let finite = clause.finite?;
    let number = doc.tokens[finite].feats.number;
    let first = doc.phrases.partition_point(|phrase| phrase.tokens.start < clause.tokens.start);
    let inside =
        |index: &usize| doc.phrases.get(*index).is_some_and(|phrase| phrase.tokens.end <= clause.tokens.end);
    let is_free = |index: &usize| {
        let phrase = &doc.phrases[*index];
        let agrees = number.is_none()
            || phrase.number.is_none()
            || number == phrase.number
            || is_joined(doc, phrase.tokens.end);
        let is_nominative = matches!(phrase.case, None | Some(Case::Nom)) || !data.switches.verb_second;
        phrase.preposition.is_none()
            && is_nominative
            && agrees
            && !is_embedded(doc, clause, phrase.head, data)
    };
    let mut candidates = (first..).take_while(inside).filter(is_free);
    if data.switches.verb_second {
        return candidates.next();
    }
    let before = |index: &usize| doc.phrases[*index].tokens.end <= finite;
    let all: Vec<usize> = candidates.collect();
    all.iter().copied().rfind(before).or_else(|| all.first().copied())
}

/// Whether another noun phrase is joined to the one that ends here: `der Süden und der Norden bestreiten`.
fn is_joined(doc: &Document, end: usize) -> bool {
    doc.tokens.get(end).is_some_and(|token| token.upos == Upos::Cconj || doc.text_of(token.span) == ",")
}

/// Whether a token stands behind a subordinator inside the clause, so that it belongs to a clause of its own.
fn is_embedded(doc: &Document, clause: &Clause, token: usize, data: &LanguageData) -> bool {
    let Some(finite) = clause.finite else { return false };
    let range = if token < finite { token..finite } else { finite..token };
    let has_other_verb = range.clone().any(|at| at != finite && is_finite(doc, at));
    let opens_clause = |at: usize| {
        let lower = doc.tokens[at].lower.as_str();
        let is_opener = data.relative_pronouns.contains(lower) || data.subordinators.contains_key(lower);
        is_opener && is_clause_mark(doc, at - 1, data)
    };
    has_other_verb || token > finite && (finite + 1..token + 1).any(opens_clause)
}

/// Sets each clause's parent: the innermost clause around it.
fn set_parents(clauses: &mut [Clause]) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..clauses.len() {
        let tokens = clauses[index].tokens.clone();
        while open.last().is_some_and(|outer| {
            clauses[*outer].tokens.end < tokens.end || clauses[*outer].tokens.end <= tokens.start
        }) {
            open.pop();
        }
        clauses[index].parent = open.last().copied();
        open.push(index);
    }
}
