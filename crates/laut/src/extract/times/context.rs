//! What a time is resolved against: the day of publication, the dates before in the text, and the tense around it.
//!
//! `Am Dienstag fielen Schüsse` looks back, `am Dienstag soll der Rat tagen` ahead. Nearest to the expression decides;
//! where nothing tells, news tells what is past.

use std::cell::Cell;

use jiff::civil::Date;

use super::calendar::Stretch;
use super::items::Item;
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
            return Some(Direction::Future);
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
