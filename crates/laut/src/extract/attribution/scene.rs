//! What the finders of attributions ask of a sentence: its marks, its segments, what is quoted, which verb a token is.

use std::ops::Range;

use compact_str::CompactString;

use crate::lang::LanguageData;
use crate::lang::cues::ReportingNoun;
use crate::parse::clauses::is_clause_mark;
use crate::text::{Document, Span, Upos, VerbForm};

/// How many quotations before a sentence are looked at for one that goes on in it.
const NESTED_QUOTATIONS: usize = 32;

/// One sentence of a document, with the language that it is in.
#[derive(Clone, Copy)]
pub(super) struct Scene<'d> {
    pub(super) doc: &'d Document,
    pub(super) data: &'d LanguageData,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The quotations that reach into the sentence: indices from the first to the last.
    first_quotation: usize,
    last_quotation: usize,
}

impl<'d> Scene<'d> {
    pub(super) fn new(doc: &'d Document, data: &'d LanguageData, sentence: usize) -> Self {
        let tokens = &doc.sentences[sentence].tokens;
        let last_quotation = doc.quotations.partition_point(|quotation| quotation.open < tokens.end);
        let reaches = |quotation: &crate::text::Quotation| quotation.inner.end + 1 >= tokens.start;
        let before = doc.quotations[..last_quotation].iter().rev().take(NESTED_QUOTATIONS);
        let back =
            before.enumerate().filter(|(_, quotation)| reaches(quotation)).map(|(back, _)| back + 1).max();
        let first_quotation = last_quotation - back.unwrap_or(0);
        Self { doc, data, start: tokens.start, end: tokens.end, first_quotation, last_quotation }
    }

    /// The quotations that reach into the sentence.
    pub(super) fn quotations(&self) -> impl Iterator<Item = &'d crate::text::Quotation> + use<'d> {
        self.doc.quotations[self.first_quotation..self.last_quotation].iter()
    }

    pub(super) fn lower(&self, token: usize) -> &'d str {
        &self.doc.tokens[token].lower
    }

    pub(super) fn lemma(&self, token: usize) -> &'d str {
        &self.doc.tokens[token].lemma
    }

    pub(super) fn upos(&self, token: usize) -> Upos {
        self.doc.tokens[token].upos
    }

    pub(super) fn is_one_of(&self, list: &[String], word: &str) -> bool {
        list.iter().any(|entry| entry == word)
    }

    pub(super) fn is_word(&self, token: usize) -> bool {
        self.upos(token) != Upos::Punct
    }

    pub(super) fn is_verb(&self, token: usize) -> bool {
        matches!(self.upos(token), Upos::Verb | Upos::Aux)
    }

    pub(super) fn is_finite(&self, token: usize) -> bool {
        self.is_verb(token) && self.doc.tokens[token].feats.verb_form == Some(VerbForm::Fin)
    }

    pub(super) fn is_participle(&self, token: usize) -> bool {
        self.doc.tokens[token].feats.verb_form == Some(VerbForm::Part)
    }

    /// Where the clause of a token starts, without a subordinator or conjunction that opens it.
    pub(super) fn segment_start_of_clause(&self, token: usize) -> usize {
        let start = self.clause_tokens(token).start.max(self.start);
        if start < token && matches!(self.upos(start), Upos::Cconj | Upos::Sconj) { start + 1 } else { start }
    }

    /// Whether a verb follows, or an adverb and then a verb.
    pub(super) fn is_verb_next(&self, token: usize) -> bool {
        let next = (token + 1..self.end).find(|next| self.upos(*next) != Upos::Adv);
        next.is_some_and(|next| self.is_verb(next))
    }

    pub(super) fn has_finite(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|token| self.is_finite(token))
    }

    /// Whether a token is a quotation mark.
    pub(super) fn is_quote(&self, token: usize) -> bool {
        let form = self.doc.form(token);
        form.starts_with('"')
            || !self.is_word(token)
                && self.data.switches.quotes.iter().any(|(open, close)| open == form || close == form)
    }

    /// Whether a token parts segments: a comma, colon, dash, bracket or quotation mark that is not inside a noun phrase.
    pub(super) fn is_mark(&self, token: usize) -> bool {
        is_clause_mark(self.doc, token, self.data)
    }

    /// The tokens around one, up to the next marks.
    pub(super) fn segment(&self, token: usize) -> Range<usize> {
        let start = (self.start..token).rfind(|at| self.is_mark(*at)).map_or(self.start, |mark| mark + 1);
        let end = (token..self.end).find(|at| self.is_mark(*at)).unwrap_or(self.end);
        start..end
    }

    /// The end of the sentence's words: before its full stop and what closes after it.
    pub(super) fn words_end(&self) -> usize {
        self.trim(self.start..self.end).end
    }

    /// A range without punctuation at its ends.
    pub(super) fn trim(&self, tokens: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (tokens.start, tokens.end);
        while start < end && !self.is_word(start) {
            start += 1;
        }
        while start < end && !self.is_word(end - 1) {
            end -= 1;
        }
        start..end
    }

    /// A range without commas, colons and full stops at its ends; quotation marks that have both partners inside stay.
    pub(super) fn trim_content(&self, tokens: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (tokens.start, tokens.end);
        let partner_inside = |mark: usize, start: usize, end: usize| {
            self.quotations().any(|quotation| {
                let close = quotation.close.unwrap_or(usize::MAX);
                (quotation.open == mark && close < end) || (close == mark && quotation.open >= start)
            })
        };
        while start < end
            && !self.is_word(start)
            && !partner_inside(start, start, end)
            && !matches!(self.doc.form(start), "(" | "[")
        {
            start += 1;
        }
        while start < end
            && !self.is_word(end - 1)
            && !partner_inside(end - 1, start, end)
            && !self.closes_bracket(start, end)
        {
            end -= 1;
        }
        start..end
    }

    fn closes_bracket(&self, start: usize, end: usize) -> bool {
        let open = match self.doc.form(end - 1) {
            ")" => "(",
            "]" => "[",
            _ => return false,
        };
        (start..end - 1).any(|token| self.doc.form(token) == open)
    }

    /// The quotation in whose words a token stands; an index.
    pub(super) fn quotation_at(&self, token: usize) -> Option<usize> {
        self.quotations()
            .position(|quotation| quotation.inner.contains(&token))
            .map(|at| self.first_quotation + at)
    }

    /// Whether a token stands in a quotation that is long enough to be speech, not a name or a word held at arm's length.
    pub(super) fn is_in_speech(&self, token: usize) -> bool {
        self.quotation_at(token).is_some_and(|quotation| self.is_speech(quotation))
    }

    /// Whether a quotation is speech: it holds a finite verb.
    pub(super) fn is_speech(&self, quotation: usize) -> bool {
        self.has_finite(self.doc.quotations[quotation].inner.clone())
    }

    /// The name under which a verb may be listed: with its separated particle, where the two are a word. `meldete … an` is not `melden`.
    pub(super) fn verb_lemma(&self, token: usize) -> CompactString {
        let lemma = self.lemma(token).to_lowercase();
        let clause = self.doc.clause_at(token).map(|clause| &self.doc.clauses[clause]);
        let particle =
            clause.filter(|clause| clause.finite == Some(token)).and_then(|clause| clause.particle);
        let joined = particle.map(|particle| format!("{}{lemma}", self.lower(particle)));
        let is_word = |joined: &String| {
            self.data.cues.verbs.contains_key(joined.as_str()) || self.data.lexicon.contains(joined)
        };
        if let Some(joined) = joined.filter(is_word) {
            return joined.into();
        }
        let is_listed = |lemma: &str| self.data.cues.verbs.contains_key(lemma);
        if is_listed(&lemma) || self.upos(token) != Upos::Verb {
            return lemma.into();
        }
        // `schwor` is of `schwären` too.
        let mut others = self.data.lexicon.analyses(self.doc.form(token));
        let other = others.find(|other| other.upos == Upos::Verb && is_listed(&other.lemma));
        other.map_or_else(|| lemma.into(), |other| other.lemma)
    }

    /// Whether a verb is on the list of reporting verbs.
    pub(super) fn is_reporting_verb(&self, token: usize) -> bool {
        let listed = self.data.cues.verbs.get(self.verb_lemma(token).as_str());
        listed.is_some_and(|entries| entries.iter().any(|entry| entry.words.is_empty()))
    }

    /// What the list of reporting nouns says of a token.
    pub(super) fn reporting_noun(&self, token: usize) -> Option<&'d ReportingNoun> {
        let nouns = &self.data.cues.nouns;
        nouns.get(self.lower(token)).or_else(|| nouns.get(self.lemma(token).to_lowercase().as_str()))
    }

    /// What the list of reporting nouns says of an account that a compound ends in: `Polizeiangaben`, `NASA-Angaben`. Its first part is
    /// whose account it is.
    pub(super) fn compound_account(&self, token: usize) -> Option<&'d ReportingNoun> {
        let nouns = &self.data.cues.nouns;
        let (lower, lemma) = (self.lower(token), self.lemma(token).to_lowercase());
        let is_known = nouns.contains_key(lower) || nouns.contains_key(lemma.as_str());
        let listed = |word: &str| {
            let mut ends = word.char_indices().skip(2).filter_map(|(at, _)| word.get(at..));
            ends.find_map(|end| {
                let first = word.strip_suffix(end)?;
                nouns.get(end).filter(|noun| noun.is_account() && self.is_compound_part(first))
            })
        };
        if is_known { None } else { listed(&lemma).or_else(|| listed(lower)) }
    }

    /// Whether the first part of a compound is a noun, with or without what joins it: `Polizei`, `Unternehmens`, `NASA-`. `Aus` is none.
    fn is_compound_part(&self, first: &str) -> bool {
        if first.ends_with('-') {
            return true;
        }
        let links = &self.data.switches.compound_links;
        let stems = links.iter().filter_map(|link| first.strip_suffix(link.as_str()));
        let is_noun = |stem: &str| {
            let name = crate::lang::capitalised(stem);
            self.data.lexicon.analyses(&name).any(|reading| reading.upos == Upos::Noun)
        };
        !self.data.verb_particles.contains(first) && stems.into_iter().any(is_noun)
    }

    /// The clauses of the sentence.
    pub(super) fn clauses(&self) -> impl Iterator<Item = &'d crate::text::Clause> + use<'d> {
        let first = self.doc.clauses.partition_point(|clause| clause.tokens.start < self.start);
        let end = self.end;
        self.doc.clauses[first..].iter().take_while(move |clause| clause.tokens.start < end)
    }

    /// Whether a clause with a subordinator starts with a token.
    pub(super) fn starts_subordinate(&self, token: usize) -> bool {
        self.doc.clause_from(token).is_some_and(|clause| self.doc.clauses[clause].subordinator.is_some())
    }

    /// The tokens of the clause of a token; the sentence where there is none.
    pub(super) fn clause_tokens(&self, token: usize) -> Range<usize> {
        self.doc
            .clause_at(token)
            .map_or(self.start..self.end, |clause| self.doc.clauses[clause].tokens.clone())
    }

    pub(super) fn span(&self, tokens: Range<usize>) -> Span {
        self.doc.span_of(tokens)
    }
}
