//! Finds how the claims of a report stand to each other.
//!
//! `Die Armee habe das Dorf beschossen, sagte der Bürgermeister. Die Armee wies den Vorwurf zurück.` gives `denies`, from the
//! second claim to the first. `Both sides traded blame` gives `blames_back` from the claim to itself. Two figures of the same
//! harm, victims and days from different sources that cannot both hold give `contradicts`; the same again gives `repeats`.
//!
//! A denial that says itself what it denies stands against the claim before it that shares its words; where there is none,
//! the report sets nothing against it, and no relation is given.

use compact_str::format_compact;

use crate::lang::LanguageData;
use crate::lang::verification_words::Hint;
use crate::text::{Act, Claim, Count, Document, EventType, Figure, Relation, RelationKind, Span, Upos};

/// How many sentences back the other claim may stand.
const REACH: usize = 4;

/// Writes [`Document::relations`], in the order of the text.
pub fn find_relations(doc: &mut Document, data: &LanguageData) {
    let scope = Scope { doc, data };
    let mut relations = Vec::new();
    for claim in 0..doc.claims.len() {
        relations.extend(scope.denial(claim).or_else(|| scope.confirmation(claim)));
    }
    // A relative clause that denies is a claim of its own where its source was found; else the sentence denies itself.
    let is_told = |found: &Relation| {
        relations.iter().any(|told| told.kind == found.kind && told.span.overlaps(found.span))
    };
    let untold: Vec<Relation> =
        scope.relative_denials().into_iter().filter(|found| !is_told(found)).collect();
    relations.extend(untold);
    relations.extend(scope.mutual_blame());
    relations.extend(scope.figures());
    relations.sort_by_key(|relation: &Relation| (relation.span.start(), relation.from, relation.to));
    doc.relations = relations;
}

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
            by: claim.attribution.source,
            span: claim.span,
            rule: format_compact!("{}.relation.{}", self.data.switches.tag, kind.as_str()),
        }
    }

    fn sentence(&self, claim: usize) -> usize {
        self.doc.sentence_at(self.doc.tokens_in(self.claim(claim).span).start)
    }

    /// A claim's tokens of content.
    fn content(&self, claim: usize) -> impl Iterator<Item = usize> {
        let doc = self.doc;
        self.claim(claim).attribution.content.iter().flat_map(move |piece| doc.tokens_in(*piece))
    }

    fn denial(&self, claim: usize) -> Option<Relation> {
        let act = self.claim(claim).attribution.act;
        let is_refused = act == Act::Refuse && self.content(claim).any(|token| self.is(token, Hint::Blame));
        if act != Act::Deny && !is_refused || self.is_neither(claim) {
            return None;
        }
        let target = self.target(claim, true).or_else(|| self.names_report(claim).then_some(claim))?;
        Some(self.relation(RelationKind::Denies, claim, target))
    }

    fn confirmation(&self, claim: usize) -> Option<Relation> {
        let attribution = &self.claim(claim).attribution;
        if attribution.act != Act::Confirm || attribution.source.is_none() || self.is_neither(claim) {
            return None;
        }
        let target = self.target(claim, false)?;
        Some(self.relation(RelationKind::Confirms, claim, target))
    }

    /// The claim of somebody else that a denial or confirmation is about.
    fn target(&self, claim: usize, is_denial: bool) -> Option<usize> {
        let here = self.sentence(claim);
        let points_back = self.points_back(claim);
        let mut best: Option<(usize, usize)> = None;
        for other in (0..self.doc.claims.len()).filter(|other| *other != claim) {
            let there = self.sentence(other);
            let is_near = there <= here && here - there <= REACH;
            let is_before = self.claim(other).span.start() < self.claim(claim).span.start()
                || there == here && self.is_around(other, claim);
            let act = self.claim(other).attribution.act;
            let is_statement = !matches!(
                act,
                Act::CannotVerify
                    | Act::DeclineComment
                    | Act::Deny
                    | Act::Demand
                    | Act::Condemn
                    | Act::Welcome
            );
            if !is_near || !is_before || !is_statement || self.same_source(claim, other) {
                continue;
            }
            let shared = self.shared_words(claim, other);
            let tells = self.tells_harm(other);
            let is_accusation = act == Act::Accuse && is_denial;
            let answers = is_denial && is_accusation && here - there <= 1;
            if !points_back && shared == 0 && !answers {
                continue;
            }
            if points_back && shared == 0 && !tells && !is_accusation && here != there && here - there > 1 {
                continue;
            }
            let score = shared * 4
                + usize::from(tells) * 3
                + usize::from(!self.claim(other).figures.is_empty())
                + usize::from(is_accusation) * 3
                + (REACH - (here - there));
            if best.is_none_or(|(known, _)| score >= known) {
                best = Some((score, other));
            }
        }
        best.map(|(_, other)| other)
    }

    /// Whether a content only points at something told before: `den Zwischenfall`, `this`.
    fn points_back(&self, claim: usize) -> bool {
        let tokens: Vec<usize> = self.content(claim).collect();
        let opens_whole = tokens.first().is_some_and(|token| self.is(*token, Hint::Whole));
        let words = tokens.iter().filter(|token| self.doc.tokens[**token].upos != Upos::Punct).count();
        let is_short = words <= 4;
        !opens_whole
            && tokens.iter().any(|token| {
                let is_noun = self.doc.tokens[*token].upos == Upos::Noun;
                let points = self.is(*token, Hint::Statement) || self.is(*token, Hint::Number);
                points && (is_noun || is_short) || is_short && self.doc.tokens[*token].upos == Upos::Pron
            })
    }

    /// `neither confirmed nor denied` does neither.
    fn is_neither(&self, claim: usize) -> bool {
        let tokens = self.doc.tokens_in(self.claim(claim).span);
        tokens.into_iter().any(|token| self.is(token, Hint::Neither))
    }

    /// Whether a denial says what report it denies: `denied a newspaper report that …`.
    fn names_report(&self, claim: usize) -> bool {
        let found = self.claim(claim);
        let content = found.attribution.content.first().map_or(found.span, |content| *content);
        let start = found.attribution.cue.map_or(found.span.end(), |cue| cue.end());
        self.doc.tokens_in(found.span).any(|token| {
            let span = self.doc.tokens[token].span;
            let is_between = span.start() >= start && span.end() <= content.start();
            is_between && self.doc.tokens[token].upos == Upos::Noun && self.is(token, Hint::Statement)
        })
    }

    /// `…, was die Miliz bestreitet`: a relative clause denies the claim that it hangs on.
    fn relative_denials(&self) -> Vec<Relation> {
        let doc = self.doc;
        let mut found = Vec::new();
        for clause in &doc.clauses {
            let opener = clause.subordinator.unwrap_or(clause.tokens.start);
            let is_which = self.is(opener, Hint::Which);
            let Some(verb) = clause.tokens.clone().find(|token| self.is(*token, Hint::Deny)) else {
                continue;
            };
            let start = doc.tokens[clause.tokens.start].span.start();
            let sentence = doc.sentence_at(verb);
            let before = (0..doc.claims.len()).filter(|claim| {
                let content = self.claim(*claim).attribution.content.first();
                let is_said = self.claim(*claim).attribution.cue.is_some();
                is_said
                    && self.sentence(*claim) == sentence
                    && content.is_some_and(|content| content.start() < start)
            });
            let is_own = |claim: &usize| self.claim(*claim).attribution.act == Act::Deny;
            let Some(to) = before.rev().find(|claim| !is_own(claim)).filter(|_| is_which) else {
                continue;
            };
            let by = clause.subject.map(|subject| doc.span_of(doc.phrases[subject].tokens.clone()));
            let span = doc.span_of(clause.tokens.clone());
            found.push(Relation { by, span, ..self.relation(RelationKind::Denies, to, to) });
        }
        found
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

    /// `machten sich gegenseitig verantwortlich`; also two who blame each other after a sentence that says so.
    fn mutual_blame(&self) -> Vec<Relation> {
        let doc = self.doc;
        let mut found = Vec::new();
        for (index, sentence) in doc.sentences.iter().enumerate() {
            let any = |hint: Hint| sentence.tokens.clone().any(|token| self.is(token, hint));
            if !any(Hint::EachOther) || !any(Hint::Blame) {
                continue;
            }
            let whole = doc.span_of(sentence.tokens.clone());
            let word = sentence.tokens.clone().find(|token| self.is(*token, Hint::EachOther));
            let word = word.map_or(whole, |token| doc.tokens[token].span);
            let next: Vec<usize> = (0..doc.claims.len())
                .filter(|claim| {
                    self.sentence(*claim) == index + 1 && self.claim(*claim).attribution.source.is_some()
                })
                .collect();
            let here = (0..doc.claims.len()).filter(|claim| whole.contains(self.claim(*claim).span));
            let own = here
                .filter(|claim| self.claim(*claim).span.overlaps(word))
                .min_by_key(|claim| self.claim(*claim).span.len());
            let names_parties = own.is_some_and(|claim| {
                self.claim(claim).attribution.act == Act::Accuse
                    && self.claim(claim).attribution.source.is_some()
            });
            let accuser =
                next.iter().copied().find(|claim| self.claim(*claim).attribution.act == Act::Accuse);
            let answer = accuser.and_then(|to| {
                let other = next.iter().copied().find(|claim| *claim != to && !self.same_source(*claim, to));
                Some((other.or(own)?, to))
            });
            match (answer, own) {
                (Some((from, to)), _) if !names_parties => {
                    found.push(self.relation(RelationKind::BlamesBack, from, to));
                }
                (_, Some(claim)) => found.push(self.relation(RelationKind::BlamesBack, claim, claim)),
                _ => {}
            }
        }
        found
    }

    /// Figures of different claims that say the same, or cannot both hold.
    fn figures(&self) -> Vec<Relation> {
        let doc = self.doc;
        let mut owner = vec![None; doc.figures.len()];
        for (claim, found) in doc.claims.iter().enumerate() {
            for figure in &found.figures {
                owner[*figure] = Some(claim);
            }
        }
        let mut relations = Vec::new();
        for later in 0..doc.figures.len() {
            let (second, Some(from)) = (&doc.figures[later], owner[later]) else { continue };
            let earlier = (0..later).rev().find_map(|earlier| {
                let to = owner[earlier].filter(|to| *to != from)?;
                let first = &doc.figures[earlier];
                let kind = self.between(first, to, second, from)?;
                Some((kind, to))
            });
            let whole = second.part_of.and_then(|whole| owner[whole]).filter(|to| *to != from);
            let kind = earlier.or(whole.map(|to| (RelationKind::PartOf, to)));
            if let Some((kind, to)) = kind {
                let span = second.span;
                relations.push(Relation { figure: Some(later), span, ..self.relation(kind, from, to) });
            }
        }
        relations
    }

    fn between(&self, first: &Figure, to: usize, second: &Figure, from: usize) -> Option<RelationKind> {
        let words = |span: Option<Span>| span.map(|span| self.doc.text_of(span).to_lowercase());
        let same_people = words(first.victims) == words(second.victims)
            || first.groups == second.groups && !first.groups.is_empty();
        let same_time = first.from == second.from && first.to == second.to;
        let open_time = same_time
            || first.from.is_none() && first.to.is_none()
            || second.from.is_none() && second.to.is_none();
        let same_value = first.low == second.low && first.high == second.high && first.bound == second.bound;
        let is_one = second.high.is_some_and(|high| high <= 1.0);
        if first.harm != second.harm
            || first.part_of.is_some()
            || second.part_of.is_some()
            || !same_people
            || is_one
        {
            return None;
        }
        if same_value && open_time {
            return Some(RelationKind::Repeats);
        }
        let disjoint = matches!((first.high, second.low), (Some(high), Some(low)) if high < low)
            || matches!((second.high, first.low), (Some(high), Some(low)) if high < low);
        let is_said = [to, from].iter().all(|claim| self.claim(*claim).attribution.source.is_some());
        let is_rising = first.count == Count::Total && second.count == Count::Total;
        let known_place = first.place.is_some() && words(first.place) == words(second.place);
        let is_same_event = same_time
            && first.from.is_some()
            && first.count == second.count
            && (known_place || first.place.is_none() && second.place.is_none());
        let is_set_against = self.sentence(to).abs_diff(self.sentence(from)) <= 1
            && self.doc.sentences[self.sentence(from)]
                .tokens
                .clone()
                .any(|token| self.is(token, Hint::Contrast));
        let differs = disjoint
            && is_said
            && !self.same_source(to, from)
            && (is_same_event || is_set_against && open_time);
        if differs {
            return Some(RelationKind::Contradicts);
        }
        let grows = matches!((first.low, second.low), (Some(first), Some(second)) if first < second);
        (is_rising && grows && self.same_source(to, from)).then_some(RelationKind::Updates)
    }
}
