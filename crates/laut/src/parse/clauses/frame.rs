//! The clauses that are open while a sentence is read from left to right, the innermost last.

use std::ops::Range;

use crate::lang::LanguageData;
use crate::lang::cues::Complement;
use crate::text::{Clause, ClauseKind, Document, Upos, VerbForm};

/// A clause whose end is not known yet.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) kind: ClauseKind,
    pub(super) start: usize,
    pub(super) subordinator: Option<usize>,
    pub(super) finite: Option<usize>,
    /// Whether its finite verb stands last.
    pub(super) is_verb_last: bool,
    /// Whether a mark stands before it.
    pub(super) follows_mark: bool,
    /// Whether a clause was found that its verb takes.
    pub(super) has_complement: bool,
    /// The verbs of its own, in order.
    pub(super) verbs: Vec<usize>,
}

impl Open {
    pub(super) fn new(kind: ClauseKind, start: usize) -> Self {
        Self {
            kind,
            start,
            subordinator: None,
            finite: None,
            is_verb_last: false,
            follows_mark: false,
            has_complement: false,
            verbs: Vec::new(),
        }
    }

    /// Whether it still lacks its finite verb.
    pub(super) fn is_waiting(&self) -> bool {
        self.finite.is_none() && self.kind != ClauseKind::Infinitive
    }
}

/// The words of a sentence, or of an insertion in it, and the clauses found in them so far.
pub(super) struct Frame<'a> {
    pub(super) doc: &'a Document,
    pub(super) data: &'a LanguageData,
    /// The tokens, without those of insertions.
    pub(super) words: &'a [usize],
    /// The kind of a clause that depends on no other.
    pub(super) base: ClauseKind,
    pub(super) open: Vec<Open>,
    pub(super) done: &'a mut Vec<Clause>,
}

impl<'a> Frame<'a> {
    pub(super) fn push(&mut self, clause: Open) {
        if clause.kind == ClauseKind::Complement
            && let Some(outer) = self.open.last_mut()
        {
            outer.has_complement = true;
        }
        self.open.push(clause);
    }

    /// Ends all but the outermost `depth` clauses before a token.
    pub(super) fn close_to(&mut self, depth: usize, end: usize) {
        while self.open.len() > depth {
            let Some(clause) = self.open.pop() else { return };
            let is_word = |token: &usize| self.doc.tokens[*token].upos != Upos::Punct;
            let Some(last) = (clause.start..end).rfind(is_word) else { continue };
            // What only waits for a main clause that never comes is none.
            let is_frame = clause.is_waiting()
                && !clause.is_verb_last
                && self
                    .done
                    .iter()
                    .any(|inner| inner.tokens.start == clause.start && inner.tokens.end > last);
            if !is_frame {
                self.done.push(Clause {
                    tokens: clause.start..last + 1,
                    kind: clause.kind,
                    parent: None,
                    subordinator: clause.subordinator,
                    finite: clause.finite,
                    predicate: None,
                    particle: None,
                    mood: None,
                    subject: None,
                });
            }
        }
    }

    /// The innermost clause that lacks its finite verb; a depth.
    pub(super) fn waiting(&self) -> Option<usize> {
        self.open.iter().rposition(Open::is_waiting)
    }

    pub(super) fn top(&self) -> Option<&Open> {
        self.open.last()
    }

    pub(super) fn lower(&self, token: usize) -> &'a str {
        self.doc.tokens[token].lower.as_str()
    }

    pub(super) fn upos(&self, token: usize) -> Upos {
        self.doc.tokens[token].upos
    }

    pub(super) fn is_verb(&self, token: usize) -> bool {
        matches!(self.upos(token), Upos::Verb | Upos::Aux)
    }

    /// Whether a verb is finite. After the particle of infinitives it is none, whatever its form.
    pub(super) fn is_finite(&self, token: usize) -> bool {
        let is_infinitive = || token > 0 && self.lower(token - 1) == self.data.switches.infinitive_particle;
        is_finite(self.doc, token) && !is_infinitive() && !self.is_perfect_infinitive(token)
    }

    /// `verstoßen zu haben`: what looks finite is a participle.
    fn is_perfect_infinitive(&self, token: usize) -> bool {
        self.data.switches.verb_second
            && self.doc.tokens.get(token + 2).is_some_and(|next| next.upos == Upos::Aux)
            && self.lower(token + 1) == self.data.switches.infinitive_particle
    }

    /// Whether a clause can be what one of a clause's verbs says, knows or asks.
    pub(super) fn takes_clause(&self, clause: &Open) -> bool {
        clause.verbs.iter().any(|verb| self.is_reporting(*verb))
    }

    /// Whether a verb, with its particle, takes a clause or direct speech.
    pub(super) fn is_reporting(&self, verb: usize) -> bool {
        let lemma = self.doc.tokens[verb].lemma.as_str();
        let takes = |lemma: &str| {
            let verbs = self.data.cues.verbs.get(lemma).into_iter().flatten();
            let stand_here = verbs.filter(|verb| verb.words.iter().all(|word| self.has_words(word)));
            stand_here.flat_map(|verb| &verb.complements).any(|complement| {
                matches!(
                    complement,
                    Complement::That | Complement::Quote | Complement::Question | Complement::ObjectThat
                )
            })
        };
        takes(lemma) || self.particle(verb).is_some_and(|particle| takes(&format!("{particle}{lemma}")))
    }

    fn has_words(&self, phrase: &str) -> bool {
        phrase.split_whitespace().all(|word| self.words.iter().any(|token| self.lower(*token) == word))
    }

    /// The particle at the end of a stretch whose verb stands apart from it: `teilte am Montag mit`.
    fn particle(&self, verb: usize) -> Option<&'a str> {
        if !self.data.switches.verb_second || !self.is_finite(verb) {
            return None;
        }
        let from = self.words.partition_point(|token| *token <= verb);
        let mut stretch = self.words[from..].iter().take_while(|token| self.upos(**token) != Upos::Punct);
        let is_particle = |token: &&usize| {
            self.data.verb_particles.contains(self.lower(**token))
                && self
                    .words
                    .get(self.words.partition_point(|word| *word <= **token))
                    .is_none_or(|next| matches!(self.upos(*next), Upos::Punct | Upos::Cconj))
        };
        stretch.find(is_particle).map(|token| self.lower(*token))
    }
}

pub(super) fn is_finite(doc: &Document, token: usize) -> bool {
    let token = &doc.tokens[token];
    matches!(token.upos, Upos::Verb | Upos::Aux) && token.feats.verb_form == Some(VerbForm::Fin)
}

pub(super) fn is_verb(doc: &Document, token: usize) -> bool {
    matches!(doc.tokens[token].upos, Upos::Verb | Upos::Aux)
}

/// The first word of a range.
pub(super) fn first_word(doc: &Document, mut tokens: Range<usize>) -> Option<usize> {
    tokens.find(|token| doc.tokens[*token].upos != Upos::Punct)
}
