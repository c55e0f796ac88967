//! Figures of different claims: the same again, a part, a later total, or two that cannot both hold.

use super::Scope;
use crate::lang::verification_words::Hint;
use crate::text::{Count, Figure, Group, Relation, RelationKind, Span, Upos};

/// How many words a content has at most that tells a number and nothing new.
const BARE: usize = 9;

impl Scope<'_> {
    /// Figures of different claims that say the same, or cannot both hold.
    pub(super) fn figures(&self) -> Vec<Relation> {
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
            let part = whole.or_else(|| self.whole_before(later, &owner, from));
            let kind = part.map(|to| (RelationKind::PartOf, to)).or(earlier);
            if let Some((kind, to)) = kind {
                let span = second.span;
                relations.push(Relation { figure: Some(later), span, ..self.relation(kind, from, to) });
            }
        }
        relations
    }

    fn between(&self, first: &Figure, to: usize, second: &Figure, from: usize) -> Option<RelationKind> {
        if first.harm != second.harm || first.part_of.is_some() || !self.same_people(first, second) {
            return None;
        }
        if first.low != second.low && self.is_revised(from) {
            return Some(RelationKind::Updates);
        }
        if second.part_of.is_some() || second.high.is_some_and(|high| high <= 1.0) {
            return None;
        }
        let same_time = first.from == second.from && first.to == second.to;
        let open_time = same_time
            || first.from.is_none() && first.to.is_none()
            || second.from.is_none() && second.to.is_none();
        let same_value = first.low == second.low && first.high == second.high && first.bound == second.bound;
        if same_value && open_time {
            return Some(RelationKind::Repeats);
        }
        let disjoint = matches!((first.high, second.low), (Some(high), Some(low)) if high < low)
            || matches!((second.high, first.low), (Some(high), Some(low)) if high < low);
        let is_said = self.claim(to).attribution.source.is_some()
            && (self.claim(from).attribution.source.is_some() || self.is_counted(from));
        let is_rising = first.count == Count::Total && second.count == Count::Total;
        let known_place = first.place.is_some() && self.same_words(first.place, second.place);
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
            && (is_same_event
                || (is_set_against || self.is_bare(second, from)) && self.is_near(first, to, second, from));
        if differs {
            return Some(RelationKind::Contradicts);
        }
        let grows = matches!((first.low, second.low), (Some(first), Some(second)) if first < second);
        (is_rising && grows && self.same_source(to, from)).then_some(RelationKind::Updates)
    }

    /// Whether two figures can count the same people. Those who fight are of two sides: soldiers are no gunmen.
    fn same_people(&self, first: &Figure, second: &Figure) -> bool {
        let anybody = |figure: &Figure| figure.groups.is_empty() && self.counts_anybody(figure.victims);
        let fights = |group: &Group| matches!(group, Group::Combatant | Group::SecurityForce);
        let same_kind = first.groups == second.groups && !first.groups.is_empty();
        same_kind && !first.groups.iter().any(fights)
            || self.same_words(first.victims, second.victims)
            || anybody(first)
            || anybody(second)
    }

    fn same_words(&self, one: Option<Span>, other: Option<Span>) -> bool {
        let words = |span: Option<Span>| span.map(|span| self.doc.text_of(span).to_lowercase());
        words(one) == words(other)
    }

    /// Whether the words for those counted name no kind of people: `Tote`, `people`; or there are none.
    fn counts_anybody(&self, victims: Option<Span>) -> bool {
        victims.is_none_or(|span| {
            let mut words = self.doc.tokens_in(span);
            words.all(|token| {
                let is_noun = matches!(self.doc.tokens[token].upos, Upos::Noun | Upos::Propn);
                !is_noun || self.is(token, Hint::Anybody)
            })
        })
    }

    /// `raised the death toll to 21`: a number takes the place of the one before.
    fn is_revised(&self, claim: usize) -> bool {
        let tokens = self.doc.sentences[self.sentence(claim)].tokens.clone();
        let has = |hint: Hint| tokens.clone().any(|token| self.is(token, hint));
        has(Hint::Revise) && has(Hint::Number) && self.claim(claim).attribution.cue.is_none()
    }

    /// `Die Klinik zählte elf Tote`: somebody counts, though no words attribute.
    fn is_counted(&self, claim: usize) -> bool {
        let found = self.claim(claim);
        found.attribution.cue.is_none()
            && self.doc.tokens_in(found.span).any(|token| self.is(token, Hint::Counts))
    }

    /// Whether a claim tells the number and nothing that would be another event.
    fn is_bare(&self, figure: &Figure, claim: usize) -> bool {
        let has_place =
            figure.place.is_some() && !self.content(claim).any(|token| self.is(token, Hint::There));
        let is_word = |token: &usize| self.doc.tokens[*token].upos != Upos::Punct;
        let words = self.content(claim).filter(is_word).count();
        words <= BARE && !has_place && figure.means.is_none() && figure.by.is_none()
    }

    /// Whether nothing says that two figures, one soon after the other, are of other places or days.
    fn is_near(&self, first: &Figure, to: usize, second: &Figure, from: usize) -> bool {
        let place = |figure: &Figure| figure.place.map(|span| self.doc.text_of(span));
        let same_place = first.place.is_none() || second.place.is_none() || place(first) == place(second);
        let same_day = first.from.is_none() || second.from.is_none() || first.from == second.from;
        let same_count = first.count == second.count || first.from.is_none() && second.from.is_none();
        self.sentence(from).abs_diff(self.sentence(to)) <= 1 && same_place && same_day && same_count
    }

    /// `Nineteen of the dead were children`: the claim before that tells of all of them.
    fn whole_before(&self, part: usize, owner: &[Option<usize>], from: usize) -> Option<usize> {
        let doc = self.doc;
        let figure = &doc.figures[part];
        let tokens = doc.tokens_in(figure.span);
        // `Unter den Toten sind nach Angaben der Behörde 19 Kinder`: the words may open the clause.
        let clause = doc.clause_at(tokens.start).map_or(tokens.start, |at| doc.clauses[at].tokens.start);
        let start = clause.min(tokens.start.saturating_sub(2));
        let mut near = start..(tokens.end + 2).min(doc.tokens.len());
        let is_among = near.any(|token| self.is(token, Hint::Among));
        let wholes = (0..part).rev().filter(|whole| {
            let other = &doc.figures[*whole];
            let is_larger = matches!((figure.low, other.low), (Some(part), Some(whole)) if part < whole);
            other.harm == figure.harm && is_larger
        });
        let mut claims = wholes.filter_map(|whole| owner[whole]).filter(|to| *to != from);
        claims.find(|to| self.sentence(from).abs_diff(self.sentence(*to)) <= 2).filter(|_| is_among)
    }
}
