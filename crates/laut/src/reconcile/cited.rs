//! Whether what a text says is in the reports that it cites: each figure, number, date and quotation.
//!
//! `Bei dem Angriff starben 45 Menschen` against a report that says `Mindestens 40 Menschen starben, so das Ministerium` is found with
//! another value, bound and source; `"We had no choice"` against `“We have no choice,” he said` with other words; what no report
//! has is missing. A text that drops the source is told apart from one that keeps it: a claim is not a fact.
//!
//! Not compared: times that stay open because the day of publication is not known, numbers without a word for what is
//! counted, quotations of one word, and the words of quotations against reports in another language.

use super::compare::{self, Difference, Told, core, core_of_number, is_same_word};
use crate::text::token::words;
use crate::text::{Document, NumberUse, Quotation, Span, TimeExpr, TimeType, Upos};

words! {
    /// What is looked for.
    Kind {
        /// People to whom something happened.
        Figure = "figure",
        /// Any other number.
        Number = "number",
        /// A day, or some days.
        Date = "date",
        /// Words in quotation marks.
        Quotation = "quotation",
    }
}

/// Words of one of the reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The report, by its index.
    pub report: usize,
    /// Its characters.
    pub span: Span,
}

/// What the reports say to something in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is there.
    Found(Place),
    /// The same is told, but otherwise.
    Differs(Place, Vec<Difference>),
    /// It is in no report.
    Missing,
}

/// Something in the text, and what the reports say to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// Its characters in the text.
    pub span: Span,
    /// What the reports say.
    pub verdict: Verdict,
}

/// A report that is cited, with what is compared again and again.
struct Cited<'d> {
    doc: &'d Document,
    figures: Vec<Told<'d>>,
    /// The tokens that are words or numbers.
    words: Vec<usize>,
}

/// Compares each figure, number, date and quotation of a text with the reports, in the order of the text.
#[must_use]
pub fn check(text: &Document, reports: &[Document]) -> Vec<Finding> {
    let cited =
        |doc| Cited { doc, figures: compare::figures(doc), words: words_in(doc, 0..doc.tokens.len()) };
    let cited: Vec<Cited<'_>> = reports.iter().map(cited).collect();
    let mut findings: Vec<Finding> = Vec::new();
    let mut add = |kind, span, verdict| findings.push(Finding { kind, span, verdict });
    let mut quoted: Vec<Span> = Vec::new();
    for quotation in
        text.quotations.iter().filter(|quotation| words_in(text, quotation.inner.clone()).len() > 1)
    {
        let span = text.span_of(quotation.inner.clone());
        let verdict = quotation_in(text, quotation, &cited);
        if matches!(verdict, Verdict::Found(_)) {
            quoted.push(span);
        }
        add(Kind::Quotation, span, verdict);
    }
    let is_quoted = |span: Span| quoted.iter().any(|quoted| quoted.contains(span));
    for told in compare::figures(text) {
        add(Kind::Figure, told.figure.span, figure_in(&told, &cited));
    }
    let numbers = text.numbers.iter().filter(|number| number.used_as == NumberUse::Other);
    for number in numbers.filter(|number| !is_quoted(number.span)) {
        if let Some(unit) = number.unit {
            add(Kind::Number, number.span, number_in(text, core_of_number(number), unit, &cited));
        }
    }
    for time in text.times.iter().filter(|time| !is_quoted(time.span)) {
        if let Some(verdict) = time_in(time, &cited) {
            add(Kind::Date, time.span, verdict);
        }
    }
    findings.sort_by_key(|finding| finding.span);
    findings
}

/// How far apart two figures are: what makes them tell of different things weighs most.
fn cost(differences: &[Difference]) -> usize {
    let weight = |difference: &Difference| match difference {
        Difference::Harm => 16,
        Difference::Victims => 12,
        Difference::Value => 8,
        Difference::Period => 3,
        Difference::Source => 2,
        _ => 1,
    };
    differences.iter().map(weight).sum()
}

/// Whether two figures can be the same one, told otherwise: not where two of number, harm and victims differ.
fn can_be_same(told: &Told<'_>, other: &Told<'_>, differences: &[Difference]) -> bool {
    let decisive = [Difference::Harm, Difference::Victims, Difference::Value];
    let count = decisive.iter().filter(|decisive| differences.contains(decisive)).count();
    count == 0 || count == 1 && is_same_place(told, other)
}

/// Whether two figures can be of the same place, as far as both say where.
fn is_same_place(told: &Told<'_>, other: &Told<'_>) -> bool {
    let (Some(own), Some(others)) = (told.figure.place, other.figure.place) else { return true };
    let entity = |told: &Told<'_>, span| {
        told.doc.entity_of(span).map(|entity| {
            let entity = &told.doc.entities[entity.0 as usize];
            (entity.key.clone(), entity.place.clone())
        })
    };
    match (entity(told, own), entity(other, others)) {
        (Some((Some(key), _)), Some((Some(other_key), _))) if key == other_key => true,
        (Some((_, Some(place))), Some((_, Some(other_place)))) => {
            place.geonames.is_some() && place.geonames == other_place.geonames
                || compare::share_a_word((told.doc, own), (other.doc, others))
        }
        _ => {
            compare::share_a_word((told.doc, own), (other.doc, others))
                || told.doc.language != other.doc.language
        }
    }
}

fn figure_in(told: &Told<'_>, cited: &[Cited<'_>]) -> Verdict {
    let mut best: Option<(usize, Place, Vec<Difference>)> = None;
    for (report, Cited { doc, figures, .. }) in cited.iter().enumerate() {
        for other in figures {
            let mut differences = told.differences(other);
            if names_publisher(told, doc) {
                differences.retain(|difference| *difference != Difference::Source);
            }
            let found = cost(&differences);
            let is_better = best.as_ref().is_none_or(|(cost, ..)| found < *cost);
            if is_better && can_be_same(told, other, &differences) {
                best = Some((found, Place { report, span: other.figure.span }, differences));
            }
        }
    }
    match best {
        Some((0, place, _)) => Verdict::Found(place),
        Some((_, place, differences)) if !differences.contains(&Difference::Value) => {
            Verdict::Differs(place, differences)
        }
        // A number that the report counts otherwise is nearer than another number.
        other => match unit_of(told).map(|unit| number_in(told.doc, core(told.figure), unit, cited)) {
            Some(Verdict::Found(place)) => Verdict::Found(place),
            _ => {
                other.map_or(Verdict::Missing, |(_, place, differences)| Verdict::Differs(place, differences))
            }
        },
    }
}

/// Whether the text names the report's publisher as its source.
fn names_publisher(told: &Told<'_>, report: &Document) -> bool {
    let Some((source, publisher)) = told.source().zip(report.report().publisher.as_deref()) else {
        return false;
    };
    told.doc.text_of(source).to_lowercase().contains(&publisher.to_lowercase())
}

/// The noun that is counted by a figure, a token.
fn unit_of(told: &Told<'_>) -> Option<usize> {
    let victims = told.doc.tokens_in(told.figure.victims?);
    victims.rev().find(|token| told.doc.tokens[*token].upos == Upos::Noun)
}

/// Looks for a number of the same things that is no figure in its report.
fn number_in(
    text: &Document,
    value: (Option<i64>, Option<i64>),
    unit: usize,
    cited: &[Cited<'_>],
) -> Verdict {
    let unit = text.tokens[unit].lemma.as_str().to_lowercase();
    let mut other_value = None;
    for (report, Cited { doc, .. }) in cited.iter().enumerate() {
        for number in &doc.numbers {
            let Some(counted) = number.unit.filter(|_| number.used_as == NumberUse::Other) else { continue };
            let is_same_unit = doc.language != text.language
                || is_same_word(&unit, &doc.tokens[counted].lemma.as_str().to_lowercase());
            let place = Place { report, span: number.span };
            match core_of_number(number) == value {
                true if is_same_unit => return Verdict::Found(place),
                false if is_same_unit && doc.language == text.language => {
                    other_value = other_value.or(Some(place));
                }
                _ => {}
            }
        }
    }
    other_value.map_or(Verdict::Missing, |place| Verdict::Differs(place, vec![Difference::Value]))
}

/// The days of a time, if they are known and few enough to be looked for.
fn days(time: &TimeExpr) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let is_date = matches!(time.time_type, TimeType::Date | TimeType::Time);
    time.from.zip(time.to).filter(|_| is_date && time.value.starts_with(|first: char| first.is_ascii_digit()))
}

fn time_in(time: &TimeExpr, cited: &[Cited<'_>]) -> Option<Verdict> {
    let (from, to) = days(time)?;
    let mut wider = None;
    for (report, Cited { doc, .. }) in cited.iter().enumerate() {
        let published = doc.report().published.as_ref().map(crate::text::Published::date);
        let told = doc.times.iter().filter_map(|other| days(other).map(|days| (days, other.span)));
        for ((other_from, other_to), span) in told {
            if from <= other_from && other_to <= to {
                return Some(Verdict::Found(Place { report, span }));
            }
            if other_from <= from && to <= other_to {
                wider = wider.or(Some(Place { report, span }));
            }
        }
        if published.is_some_and(|published| (from..=to).contains(&published)) {
            return Some(Verdict::Found(Place { report, span: Span::new(0, 0) }));
        }
    }
    Some(wider.map_or(Verdict::Missing, |place| Verdict::Differs(place, vec![Difference::Period])))
}

/// The tokens of a range that are words or numbers.
fn words_in(doc: &Document, tokens: impl IntoIterator<Item = usize>) -> Vec<usize> {
    let is_word = |token: &usize| doc.tokens[*token].lower.chars().any(char::is_alphanumeric);
    tokens.into_iter().filter(is_word).collect()
}

/// The pieces of a quotation between marks of omission, as words.
fn pieces(doc: &Document, quotation: &Quotation) -> Vec<Vec<usize>> {
    let is_omission = |token: &usize| matches!(&*doc.tokens[*token].lower, "…" | "..." | "[…]" | "[...]");
    let tokens: Vec<usize> = quotation.inner.clone().collect();
    let pieces = tokens.split(is_omission).map(|piece| words_in(doc, piece.iter().copied()));
    pieces.filter(|piece| !piece.is_empty()).collect()
}

fn quotation_in(text: &Document, quotation: &Quotation, cited: &[Cited<'_>]) -> Verdict {
    let pieces = pieces(text, quotation);
    let wanted = pieces.concat();
    let mut nearest: Option<(usize, Place)> = None;
    let mut otherwise: Option<(Place, Vec<Difference>)> = None;
    let readable = |(_, cited): &(usize, &Cited<'_>)| cited.doc.language == text.language;
    for (report, Cited { doc, words, .. }) in cited.iter().enumerate().filter(readable) {
        if let Some(span) = in_order(text, &pieces, doc, words) {
            let place = Place { report, span };
            let differences = quoted_otherwise(text, quotation, doc, span);
            if differences.is_empty() {
                return Verdict::Found(place);
            }
            otherwise = otherwise.or(Some((place, differences)));
        } else if let Some((score, span)) = nearest_window(text, &wanted, doc, words)
            && nearest.is_none_or(|(best, _)| score > best)
        {
            nearest = Some((score, Place { report, span }));
        }
    }
    match (otherwise, nearest) {
        (Some((place, differences)), _) => Verdict::Differs(place, differences),
        (None, Some((_, place))) => Verdict::Differs(place, vec![Difference::Words]),
        (None, None) => Verdict::Missing,
    }
}

/// The stretch of a report in which the pieces of a quotation stand one after the other, to the letter but for capitals and marks.
fn in_order(text: &Document, pieces: &[Vec<usize>], doc: &Document, words: &[usize]) -> Option<Span> {
    let is_same = |(other, own): (&usize, &usize)| text.tokens[*own].lower == doc.tokens[*other].lower;
    let (mut from, mut span): (usize, Option<Span>) = (0, None);
    for piece in pieces {
        let here = words.get(from..)?;
        let at = here.windows(piece.len()).position(|window| window.iter().zip(piece).all(is_same))?;
        let found = doc.span_of(here[at]..here[at + piece.len() - 1] + 1);
        span = Some(span.map_or(found, |before| before.cover(found)));
        from += at + piece.len();
    }
    span
}

/// Whether the same words are not in quotation marks there, or said by somebody else.
fn quoted_otherwise(text: &Document, quotation: &Quotation, doc: &Document, span: Span) -> Vec<Difference> {
    let is_around = |other: &Quotation| {
        let inner = doc.tokens_in(span);
        other.inner.start <= inner.start && inner.end <= other.inner.end
    };
    let mut differences = Vec::new();
    if !doc.quotations.iter().any(is_around) {
        differences.push(Difference::Quoted);
    }
    let own = source_of(text, text.span_of(quotation.inner.clone()));
    let others = source_of(doc, span);
    if own.is_some() && others.is_some() && !compare::is_same_source((text, own), (doc, others)) {
        differences.push(Difference::Source);
    }
    differences
}

/// Who says the words.
fn source_of(doc: &Document, span: Span) -> Option<Span> {
    let overlaps = |piece: &Span| piece.overlaps(span);
    let mut claims = doc.claims.iter().filter(|claim| claim.attribution.content.iter().any(overlaps));
    claims.find_map(|claim| claim.attribution.source)
}

/// Of ten words of a quotation that was altered, so many are the same.
const ALIKE: usize = 6;

/// The stretch of a report that has the most words of a quotation, if it has enough of them, with their number.
fn nearest_window(
    text: &Document,
    wanted: &[usize],
    doc: &Document,
    words: &[usize],
) -> Option<(usize, Span)> {
    let count = |window: &[usize]| {
        let mut left: Vec<&str> = window.iter().map(|token| &*doc.tokens[*token].lower).collect();
        let mut shared = 0;
        for own in wanted {
            if let Some(at) = left.iter().position(|word| *word == text.tokens[*own].lower) {
                left.swap_remove(at);
                shared += 1;
            }
        }
        shared
    };
    let windows = words.windows(wanted.len().min(words.len()).max(1));
    let best = windows.map(|window| (count(window), window)).rev().max_by_key(|(score, _)| *score)?;
    let (score, window) = best;
    let (first, last) = (*window.first()?, *window.last()?);
    (score * 10 >= wanted.len() * ALIKE && score > 1).then(|| (score, doc.span_of(first..last + 1)))
}
