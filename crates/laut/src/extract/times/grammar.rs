//! Fits the patterns of `rules/times.toml` to items: every pattern that can start where an item stands, the longest
//! match first, then the earlier rule.

use super::items::Item;
use crate::lang::TimeWords;
use crate::lang::times::{Element, TimeClass, TimePattern};

/// A pattern that fits.
#[derive(Debug, Clone)]
pub(crate) struct Match {
    /// The rule.
    pub(crate) rule: usize,
    /// The item after the last.
    pub(crate) end: usize,
    /// What each item was taken for.
    pub(crate) captures: Vec<(TimeClass, usize)>,
}

/// Everything that fits at an item, the best first.
pub(crate) fn matches(items: &[Item<'_>], at: usize, words: &TimeWords) -> Vec<Match> {
    let mut found: Vec<Match> = Vec::new();
    let mut captures = Vec::new();
    let mut classes = items[at].classes & words.starts();
    while classes != 0 {
        let class = TimeClass::ALL[classes.trailing_zeros() as usize];
        classes &= classes - 1;
        for (rule, index) in words.starting_with(class) {
            let pattern = &words.rules()[*rule].patterns[*index];
            if !context_fits(items, at, pattern) {
                continue;
            }
            captures.clear();
            let Some(end) = fit(items, at, &pattern.elements, &mut captures) else { continue };
            let is_known = found
                .iter()
                .any(|known| known.rule == *rule && known.end == end && known.captures == captures);
            let is_closed = pattern.after.as_ref().is_none_or(|after| {
                items.get(end).is_some_and(|item| !item.is_after_break && taken_as(item, after).is_some())
            });
            if !is_known && is_closed && end > at {
                found.push(Match { rule: *rule, end, captures: captures.clone() });
            }
        }
    }
    found.sort_by_key(|found| (std::cmp::Reverse(found.end), found.rule));
    found
}

fn context_fits(items: &[Item<'_>], at: usize, pattern: &TimePattern) -> bool {
    let Some(element) = &pattern.before else { return true };
    let before = at.checked_sub(1).filter(|_| !items[at].is_after_break);
    before.is_some_and(|before| taken_as(&items[before], element).is_some())
}

/// Fits elements from an item on; the item after the last.
fn fit(
    items: &[Item<'_>],
    at: usize,
    elements: &[Element],
    captures: &mut Vec<(TimeClass, usize)>,
) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else { return Some(at) };
    let item = items.get(at).filter(|item| captures.is_empty() || !item.is_after_break);
    if let Some(class) = item.and_then(|item| taken_as(item, element)) {
        captures.push((class, at));
        if let Some(end) = fit(items, at + 1, rest, captures) {
            return Some(end);
        }
        captures.pop();
    }
    if element.is_optional { fit(items, at, rest, captures) } else { None }
}

/// What an item is taken for by an element, if it fits.
fn taken_as(item: &Item<'_>, element: &Element) -> Option<TimeClass> {
    let shared = item.classes & element.classes;
    if shared != 0 {
        return TimeClass::ALL.get(shared.trailing_zeros() as usize).copied();
    }
    let is_literal = item.pieces.len() == 1 && element.literals.iter().any(|literal| literal == item.lower);
    is_literal.then_some(TimeClass::Word)
}
