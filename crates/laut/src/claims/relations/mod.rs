//! Finds how the claims of a report stand to each other.
//!
//! `Die Armee habe das Dorf beschossen, sagte der Bürgermeister. Die Armee wies den Vorwurf zurück.` gives `denies`, from the
//! second claim to the first. `Both sides traded blame` gives `blames_back` from the claim to itself. Two figures of the same
//! harm, victims and days from different sources that cannot both hold give `contradicts`; the same again gives `repeats`.
//!
//! A denial that says itself what it denies stands against the claim before it that shares its words; where there is none,
//! the report sets nothing against it, and no relation is given.

mod answers;
mod blame;
mod figures;
mod negation;

use compact_str::format_compact;

use crate::lang::LanguageData;
use crate::lang::verification_words::Hint;
use crate::text::{Claim, Document, EventType, Relation, RelationKind, Span, Upos};

/// How many sentences back the other claim may stand.
const REACH: usize = 4;

/// Writes [`Document::relations`], in the order of the text.
pub fn find_relations(doc: &mut Document, data: &LanguageData) {
    let scope = Scope { doc, data };
    let mut relations = Vec::new();
    for claim in 0..doc.claims.len() {
        relations.extend(scope.answer(claim));
    }
    // A relative clause that denies is a claim of its own where its source was found; else the sentence denies itself.
    let is_told = |found: &Relation| {
        relations.iter().any(|told| told.kind == found.kind && told.span.overlaps(found.span))
    };
    let untold: Vec<Relation> =
        scope.relative_denials().into_iter().filter(|found| !is_told(found)).collect();
    relations.extend(untold);
    relations.extend(scope.mutual_blame());
    relations.extend(scope.blame_returned());
    for found in scope.negations().into_iter().chain(scope.figures()) {
        let same = |told: &Relation| {
            (told.from, told.to) == (found.from, found.to) && told.kind != RelationKind::PartOf
        };
        if !relations.iter().any(same) || found.figure.is_some() {
            relations.push(found);
        }
    }
    relations.sort_by_key(|relation: &Relation| (relation.span.start(), relation.from, relation.to));
    doc.relations = relations;
}

/// The claims of a report.
struct Scope<'d> {
    doc: &'d Document,
    data: &'d LanguageData,
}

impl Scope<'_> {
    fn is(&self, token: usize, hint: Hint) -> bool {
        self.data.verification_words.is(&self.doc.tokens, token, hint)
    }

    fn claim(&self, claim: usize) -> &Claim {
        &self.doc.claims[claim]
    }

    fn relation(&self, kind: RelationKind, from: usize, to: usize) -> Relation {
        let claim = self.claim(from);
        Relation {
            kind,
            from,
            to,
            figure: None,
            by: self.speaker(from),
            span: claim.span,
            rule: format_compact!("{}.relation.{}", self.data.switches.tag, kind.as_str()),
        }
    }

    /// Who makes a claim: its source, or who does the act that the report tells of.
    fn speaker(&self, claim: usize) -> Option<Span> {
        let found = self.claim(claim);
        let acts = found.events.iter().map(|event| &self.doc.events[*event]);
        let mut verbal =
            acts.filter(|event| matches!(event.event_type, EventType::Reject | EventType::Accuse));
        let mut actor = || verbal.find_map(|event| event.actors.first().copied());
        found.attribution.source.or_else(|| actor().filter(|_| found.attribution.cue.is_none()))
    }

    fn sentence(&self, claim: usize) -> usize {
        self.doc.sentence_at(self.doc.tokens_in(self.claim(claim).span).start)
    }

    /// A claim's tokens of content.
    fn content(&self, claim: usize) -> impl Iterator<Item = usize> {
        let doc = self.doc;
        self.claim(claim).attribution.content.iter().flat_map(move |piece| doc.tokens_in(*piece))
    }

    /// Whether a word stands for something said before; an article does not.
    fn points(&self, token: usize) -> bool {
        let tokens = &self.doc.tokens;
        let upos = |at: usize| tokens.get(at).map(|found| found.upos);
        let is_noun = |at: usize| matches!(upos(at), Some(Upos::Noun | Upos::Propn));
        let is_other = |at: usize| matches!(upos(at), Some(Upos::Adj | Upos::Num));
        let has_noun = is_noun(token + 1) || is_other(token + 1) && is_noun(token + 2);
        let is_article = tokens[token].upos == Upos::Det && has_noun;
        // `That is a lie`: a word that may open a clause stands for one where a verb or mark follows.
        let opens = tokens[token].upos == Upos::Sconj
            && !matches!(upos(token + 1), None | Some(Upos::Verb | Upos::Aux | Upos::Punct));
        !is_article
            && !opens
            && tokens[token].upos != Upos::Verb
            && (self.is(token, Hint::Statement) || self.is(token, Hint::Number))
    }

    /// Whether the content of a claim lies around another claim.
    fn is_around(&self, outer: usize, inner: usize) -> bool {
        self.claim(outer).span.contains(self.claim(inner).span)
    }

    fn same_source(&self, one: usize, other: usize) -> bool {
        let entity = |claim: usize| {
            let source = self.claim(claim).attribution.source?;
            Some((self.doc.entity_of(source), self.doc.text_of(source)))
        };
        match (entity(one), entity(other)) {
            (Some((Some(one), _)), Some((Some(other), _))) => one == other,
            (Some((_, one)), Some((_, other))) => one == other,
            _ => false,
        }
    }

    /// How many nouns and verbs two contents share.
    fn shared_words(&self, one: usize, other: usize) -> usize {
        if self.is_around(other, one) {
            return 0;
        }
        let is_word =
            |token: &usize| matches!(self.doc.tokens[*token].upos, Upos::Noun | Upos::Verb | Upos::Propn);
        let words: Vec<&str> =
            self.content(other).filter(is_word).map(|token| self.doc.tokens[token].lemma.as_str()).collect();
        let mut seen: Vec<&str> = Vec::new();
        for token in self.content(one).filter(is_word) {
            let lemma = self.doc.tokens[token].lemma.as_str();
            if lemma.len() > 3 && words.contains(&lemma) && !seen.contains(&lemma) {
                seen.push(lemma);
            }
        }
        seen.len()
    }

    /// Whether a claim tells of people harmed or of an attack.
    fn tells_harm(&self, claim: usize) -> bool {
        let found = self.claim(claim);
        !found.figures.is_empty()
            || found.events.iter().any(|event| self.doc.events[*event].event_type == EventType::Assault)
    }
}
