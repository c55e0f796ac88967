//! What a time is resolved against: the day of publication, the dates before in the text, and the tense around it.
//!
//! `Am Dienstag fielen Schüsse` looks back, `am Dienstag soll der Rat tagen` ahead. Nearest to the expression decides;
//! where nothing tells, news tells what is past.

use std::cell::Cell;

use jiff::civil::Date;

use super::calendar::Stretch;
use super::items::Item;
use super::slots::Slots;
use crate::lang::NumberWords;
use crate::lang::times::TimeClass;
use crate::text::{Document, Tense, Upos, VerbForm};

/// Where a time without a year or date is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Before or on the day of publication.
    Past,
    /// On it or after.
    Future,
    /// Nothing tells.
    Unknown,
}

/// What is known where a time stands.
#[derive(Debug)]
pub(crate) struct Context<'c, 'd> {
    /// The document.
    pub(crate) doc: &'c Document,
    /// All items.
    pub(crate) items: &'c [Item<'d>],
    /// The token of each item.
    pub(crate) tokens: &'c [usize],
    /// Number words of the language.
    pub(crate) words: &'c NumberWords,
    /// Whether common nouns have a capital.
    pub(crate) nouns_capitalised: bool,
    /// The day of publication.
    pub(crate) published: Option<Date>,
    /// The last stretch of the calendar in the text.
    pub(crate) last: Option<Stretch>,
    /// The last quarter in the text, and its sentence.
    pub(crate) last_quarter: Option<(Stretch, usize)>,
    /// The last day in the text, and its sentence.
    pub(crate) last_day: Option<(Date, usize)>,
    /// The item after the last day in the text.
    pub(crate) last_day_end: usize,
    /// The last day of which the text says that something began.
    pub(crate) last_start: Option<Date>,
    /// The sentence of the last point that is not told exactly: `vor einigen Tagen`.
    pub(crate) last_vague: Option<usize>,
    /// Whether an anchor was asked for and is not known.
    pub(crate) is_missing: Cell<bool>,
}

impl Context<'_, '_> {
    /// The day of publication; remembers that it was asked for.
    pub(crate) fn anchor(&self) -> Option<Date> {
        if self.published.is_none() {
            self.is_missing.set(true);
        }
        self.published
    }

    /// The day that a time of day at an item belongs to: one named before in the same sentence (for a part of the day also
    /// in the one before), else the publication's.
    pub(crate) fn day_at(&self, item: usize, reach: usize) -> Option<Date> {
        let sentence = self.doc.sentence_at(self.tokens[item]);
        // `Vor einigen Tagen … am frühen Morgen`: nobody knows of which day.
        if self.last_vague == Some(sentence) {
            return None;
        }
        let near = self.last_day.filter(|(_, at)| sentence.saturating_sub(*at) <= reach);
        near.map(|(day, _)| day).or_else(|| self.anchor())
    }

    /// The quarter that was spoken of in this sentence or the two before.
    pub(crate) fn quarter_at(&self, item: usize) -> Option<Stretch> {
        let sentence = self.doc.sentence_at(self.tokens[item]);
        self.last_quarter.filter(|(_, at)| sentence.saturating_sub(*at) <= 2).map(|(quarter, _)| quarter)
    }

    /// The day that `later` and `previous` count from.
    pub(crate) fn text_anchor(&self) -> Option<Date> {
        self.last_day.map(|(day, _)| day).or_else(|| self.anchor())
    }

    /// The day that stands right before an item, with no more than a comma or verb and an article between.
    pub(crate) fn beside(&self, item: usize) -> Option<Date> {
        let between = self.items.get(self.last_day_end..item)?;
        let is_near = matches!(between.len(), 1 | 2)
            && between.iter().enumerate().all(|(at, item)| {
                let token = &self.doc.tokens[self.tokens[self.last_day_end + at]];
                item.is(TimeClass::Article) || item.lower == "," || token.upos == Upos::Aux
            });
        self.last_day.filter(|_| is_near && self.last_day_end > 0).map(|(day, _)| day)
    }

    /// Whether what ends here owns what follows: `Tuesday's vote`.
    pub(crate) fn owns(&self, end: usize) -> bool {
        self.items.get(end).is_some_and(|item| matches!(item.lower, "'" | "’"))
    }

    /// Whether a unit is a share or an order: `a quarter of the wheat`, `one-half`, `a second group`.
    pub(crate) fn is_share(&self, slots: Slots<'_, '_>, unit: &str) -> bool {
        let next = self.items.get(slots.end).filter(|next| !next.is_after_break);
        let has_dash = slots.has(TimeClass::Dash);
        match unit {
            "H" => has_dash,
            "Q" if has_dash => slots.has(TimeClass::Units),
            "Q" => !slots.has(TimeClass::Few) && next.is_some_and(|next| next.is(TimeClass::Of)),
            "TS" if slots.has(TimeClass::One) || slots.has(TimeClass::Per) => next.is_some_and(|_| {
                let token = &self.doc.tokens[self.tokens[slots.end]];
                matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num)
            }),
            _ => false,
        }
    }

    /// What the words around say about the tense.
    pub(crate) fn direction(&self, first: usize, end: usize) -> Direction {
        let mut best: Option<(usize, Direction)> = None;
        let mut look = |distance: usize, item: usize| {
            if best.is_none_or(|(known, _)| distance < known)
                && let Some(direction) = self.cue(item)
            {
                best = Some((distance, direction));
            }
        };
        for (distance, item) in (0..first).rev().take(REACH).enumerate() {
            if self.ends_clause(item) || self.items[item + 1].is_after_break {
                break;
            }
            look(distance, item);
        }
        for (distance, item) in (end..self.items.len()).take(REACH).enumerate() {
            if self.ends_clause(item) || self.items[item].is_after_break {
                break;
            }
            look(distance, item);
        }
        best.map_or(Direction::Unknown, |(_, direction)| direction)
    }

    fn ends_clause(&self, item: usize) -> bool {
        // The full stop of `Daniel P. Davison` ends nothing.
        let is_inside = || {
            let sentence = |item: usize| self.tokens.get(item).map(|token| self.doc.sentence_at(*token));
            sentence(item) == sentence(item + 1)
        };
        if self.items[item].lower == "." && is_inside() {
            return false;
        }
        matches!(
            self.items[item].lower,
            "." | ";" | ":" | "!" | "?" | "," | "„" | "“" | "”" | "\"" | "»" | "«" | "(" | ")"
        )
    }

    fn cue(&self, item: usize) -> Option<Direction> {
        let token = &self.doc.tokens[self.tokens[item]];
        if self.items[item].is(TimeClass::PastCue) {
            return Some(Direction::Past);
        }
        if self.items[item].is(TimeClass::FutureCue) {
            return Some(if self.is_overtaken(item) { Direction::Past } else { Direction::Future });
        }
        let is_verb = matches!(token.upos, Upos::Verb | Upos::Aux);
        if !is_verb || token.feats.tense != Some(Tense::Past) {
            return None;
        }
        // `will be named` is to come, though its participle has a past tense.
        let is_future = token.feats.verb_form == Some(VerbForm::Part)
            && (0..item)
                .rev()
                .take(3)
                .take_while(|before| self.joins_verb(*before))
                .any(|before| self.items[before].is(TimeClass::FutureCue));
        Some(if is_future { Direction::Future } else { Direction::Past })
    }

    /// `had been due to expire`: a plan of the past, with another since.
    fn is_overtaken(&self, item: usize) -> bool {
        let is_aux = |item: usize, form: VerbForm| {
            let token = &self.doc.tokens[self.tokens[item]];
            token.upos == Upos::Aux && token.feats.verb_form == Some(form)
        };
        (1..=item).rev().take(4).any(|item| {
            let is_past = self.doc.tokens[self.tokens[item - 1]].feats.tense == Some(Tense::Past);
            is_aux(item, VerbForm::Part) && is_aux(item - 1, VerbForm::Fin) && is_past
        })
    }

    /// Whether an item can stand between the first auxiliary of a verb and its participle.
    fn joins_verb(&self, item: usize) -> bool {
        matches!(self.doc.tokens[self.tokens[item]].upos, Upos::Aux | Upos::Adv | Upos::Part)
    }

    /// Whether a main verb in the present tense stands in the same clause: what it tells of a weekday is to come.
    pub(crate) fn is_present(&self, first: usize, end: usize) -> bool {
        let before = (0..first)
            .rev()
            .take(REACH)
            .take_while(|item| !self.ends_clause(*item) && !self.items[item + 1].is_after_break);
        let after = (end..self.items.len()).take(REACH);
        let after = after.take_while(|item| !self.ends_clause(*item) && !self.items[*item].is_after_break);
        before.chain(after).any(|item| {
            let token = &self.doc.tokens[self.tokens[item]];
            let feats = token.feats;
            token.upos == Upos::Verb
                && feats.tense == Some(Tense::Pres)
                && feats.verb_form == Some(VerbForm::Fin)
        })
    }
}

/// How many items around a time are looked at.
const REACH: usize = 14;
