//! Two figures, or two sources, side by side.
//!
//! `Mindestens 40 Soldaten seien getötet worden, sagte Minister Karim` and `Karim: 40 Soldaten tot` have the same harm, victims, value and
//! source, and another bound. Words are compared by lemma and only within a language; across languages the groups that
//! the victims belong to and the keys of names decide, and what cannot be compared does not differ.

use crate::text::token::words;
use crate::text::{Bound, Count, Document, Entity, EntityKind, Figure, Number, Span, Upos};

words! {
    /// In what two that tell of the same differ.
    Difference {
        /// Another number.
        Value = "value",
        /// The same number with another bound: `at least 40` for `40`.
        Bound = "bound",
        /// A new count for a total, or other days.
        Period = "period",
        /// Somebody else says it, or nobody where the other names somebody.
        Source = "source",
        /// The same number of people to whom something else happened.
        Harm = "harm",
        /// Other people.
        Victims = "victims",
        /// Other words in quotation marks.
        Words = "words",
        /// In quotation marks here, not there.
        Quoted = "quoted",
        /// Said in another way: denied, certain, estimated.
        Act = "act",
    }
}

/// Bytes of the shortest word that a compound may end in.
const SHORTEST: usize = 6;

/// A figure in its report.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'d> {
    pub(super) doc: &'d Document,
    pub(super) figure: &'d Figure,
    /// Its index among the figures.
    pub(super) index: usize,
    /// The claim that holds it, by index.
    pub(super) claim: usize,
}

/// All figures of a report, in the order of the text.
pub(super) fn figures(doc: &Document) -> Vec<Told<'_>> {
    let of_claim = |(claim, found): (usize, &crate::text::Claim)| {
        found.figures.iter().map(move |figure| (claim, *figure)).collect::<Vec<_>>()
    };
    let mut figures: Vec<_> = doc.claims.iter().enumerate().flat_map(of_claim).collect();
    figures.sort_unstable_by_key(|(_, figure)| *figure);
    let told = |(claim, index): (usize, usize)| Told { doc, figure: &doc.figures[index], index, claim };
    figures.into_iter().map(told).collect()
}

impl<'d> Told<'d> {
    /// Who says it.
    pub(super) fn source(&self) -> Option<Span> {
        self.doc.claims[self.claim].attribution.source
    }

    /// In what the other differs.
    pub(super) fn differences(&self, other: &Told<'_>) -> Vec<Difference> {
        let mut found = Vec::new();
        let mut add = |difference, holds: bool| found.extend(holds.then_some(difference));
        let is_same_value = core(self.figure) == core(other.figure);
        add(Difference::Harm, self.figure.harm != other.figure.harm);
        add(Difference::Victims, !self.counts_the_same(other));
        add(Difference::Value, !is_same_value);
        add(Difference::Bound, is_same_value && self.figure.bound != other.figure.bound);
        add(Difference::Period, self.is_of_other_days(other));
        add(Difference::Source, !is_same_source((self.doc, self.source()), (other.doc, other.source())));
        found
    }

    /// Whether both count the same people, as far as the words say.
    fn counts_the_same(&self, other: &Told<'_>) -> bool {
        let (Some(own), Some(others)) = (self.figure.victims, other.figure.victims) else { return true };
        let (groups, other_groups) = (&self.figure.groups, &other.figure.groups);
        if groups.iter().any(|group| other_groups.contains(group)) {
            return true;
        }
        if !groups.is_empty() && !other_groups.is_empty() {
            return false;
        }
        if self.doc.language != other.doc.language {
            return groups.is_empty() && other_groups.is_empty();
        }
        // `people` may be anybody; soldiers are not children.
        groups.is_empty() && other_groups.is_empty() || share_a_word((self.doc, own), (other.doc, others))
    }

    /// Whether one counts anew and the other in total, or the days of one lie outside those of the other.
    fn is_of_other_days(&self, other: &Told<'_>) -> bool {
        let (own, others) = (self.figure, other.figure);
        let is_total = |count: Count| count == Count::Total;
        if is_total(own.count) != is_total(others.count) {
            return true;
        }
        let (Some(from), Some(to)) = (own.from, own.to) else { return false };
        let (Some(other_from), Some(other_to)) = (others.from, others.to) else { return false };
        to < other_from || other_to < from
    }
}

/// The number as it is written, whatever its bound: 40 for `at least 40` and for `fewer than 40`.
pub(super) fn core(figure: &Figure) -> (Option<i64>, Option<i64>) {
    number_in((figure.low, figure.high, figure.bound))
}

/// As [`core`], of a number.
pub(super) fn core_of_number(number: &Number) -> (Option<i64>, Option<i64>) {
    number_in((number.low, number.high, number.bound))
}

fn number_in((low, high, bound): (Option<f64>, Option<f64>, Bound)) -> (Option<i64>, Option<i64>) {
    let thousandths = |value: f64| (value * 1000.0).round() as i64;
    let written = match bound {
        Bound::MoreThan => low.map(|low| low - 1.0),
        Bound::LessThan => high.map(|high| high + 1.0),
        Bound::AtMost => high,
        Bound::Between => return (low.map(thousandths), high.map(thousandths)),
        Bound::Exact | Bound::AtLeast | Bound::About | Bound::Vague => low.or(high),
    };
    (written.map(thousandths), written.map(thousandths))
}

/// Whether two sources may be the same. Nobody named is the same only as nobody named.
pub(super) fn is_same_source(one: (&Document, Option<Span>), other: (&Document, Option<Span>)) -> bool {
    let (own, others) = match (one.1, other.1) {
        (None, None) => return true,
        (Some(own), Some(others)) => ((one.0, own), (other.0, others)),
        _ => return false,
    };
    let entity = |(doc, span): (&'_ Document, Span)| doc.entity_of(span).map(|found| found.0 as usize);
    if let (Some(own_id), Some(other_id)) = (entity(own), entity(others)) {
        let (entity, other_entity) = (&own.0.entities[own_id], &others.0.entities[other_id]);
        let is_vague = |entity: &Entity| entity.kind == EntityKind::Anonymous;
        if is_same_entity((own.0, entity), (others.0, other_entity))
            || is_vague(entity) && is_vague(other_entity)
        {
            return true;
        }
        // Persons with names are told apart by them: two may both be ministers.
        let is_named = |entity: &Entity| entity.kind == EntityKind::Person && entity.name.contains(' ');
        if is_named(entity) && is_named(other_entity) {
            return false;
        }
        if own.0.language == others.0.language {
            return share_a_word(own, others);
        }
        let is_known = |entity: &Entity| entity.key.is_some();
        return !(is_known(entity) && is_known(other_entity));
    }
    own.0.language != others.0.language || share_a_word(own, others)
}

/// The same name, or somebody who speaks for the other.
fn is_same_entity(one: (&Document, &Entity), other: (&Document, &Entity)) -> bool {
    let is_named_so = |one: &Entity, other: &Entity| {
        one.key.is_some() && one.key == other.key || is_same_name(&one.name, &other.name)
    };
    let speaks_for = |(doc, entity): (&Document, &Entity), other: &Entity| {
        entity.affiliation.is_some_and(|whom| is_named_so(&doc.entities[whom.0 as usize], other))
    };
    is_named_so(one.1, other.1) || speaks_for(one, other.1) || speaks_for(other, one.1)
}

/// The same words, or all those of the shorter at the end of the longer: `Karim`, `Ali Karim`.
fn is_same_name(one: &str, other: &str) -> bool {
    let words = |name: &str| name.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && long.ends_with(&short)
}

/// Whether two stretches have a noun or a name in common.
pub(super) fn share_a_word(one: (&Document, Span), other: (&Document, Span)) -> bool {
    let own = nouns(one.0, one.1);
    nouns(other.0, other.1).iter().any(|word| own.iter().any(|own| is_same_word(own, word)))
}

/// The same lemma, or one that ends in the other, as compounds do: `Soldat`, `Regierungssoldat`.
pub(super) fn is_same_word(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    long == short || short.len() >= SHORTEST && long.ends_with(short)
}

/// The nouns and names in a stretch, by lemma, in lower case.
fn nouns(doc: &Document, span: Span) -> Vec<String> {
    let is_noun = |token: &usize| matches!(doc.tokens[*token].upos, Upos::Noun | Upos::Propn);
    doc.tokens_in(span).filter(is_noun).map(|token| doc.tokens[token].lemma.as_str().to_lowercase()).collect()
}
