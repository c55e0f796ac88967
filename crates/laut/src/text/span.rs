//! A half-open byte range into a report's text: `„Kiew“` in `in Kiew` is the span 3–7.

use std::fmt;
use std::ops::Range;

/// A half-open range of bytes, `start..end`, into the text of one report.
///
/// # Invariants
/// `start <= end`. Spans made by laut lie on character boundaries of the text that they point into.
///
/// # Example
/// ```
/// use laut::Span;
/// let span = Span::new(3, 7);
/// assert_eq!(span.len(), 4);
/// assert!(span.contains(Span::new(4, 7)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Makes the span `start..end`.
    ///
    /// # Panics
    /// If `start > end`, or `end` does not fit 32 bits.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span starts at {start}, after its end {end}");
        let end = u32::try_from(end).expect("a report's text is shorter than 4 GiB");
        Self { start: start as u32, end }
    }

    /// The first byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The number of bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether there is no byte in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range, for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Whether `other` lies wholly in this span.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn spans_that_touch_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
    }

    #[test]
    fn cover_holds_both_in_any_order() {
        assert_eq!(Span::new(7, 9).cover(Span::new(1, 2)), Span::new(1, 9));
    }

    #[test]
    #[should_panic(expected = "span starts at 5, after its end 3")]
    fn a_reversed_span_panics() {
        let _ = Span::new(5, 3);
    }
}
