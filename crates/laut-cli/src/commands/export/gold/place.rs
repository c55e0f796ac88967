//! Where words stand in a text, said so that they are found again without counting characters.
//!
//! In *Das sagte Karim. „Wir gehen“, sagte Elving.* the second *sagte* is the one in `sagte Elving`: a longer stretch that
//! holds it first and stands only once. Where no such stretch is short, it is the word's number, 2. How the words of a gold file are
//! looked for is fixed by its scorer: what that would find elsewhere has no place here.

use laut::claims::record::Offsets;

/// Words that a stretch is made longer by, at most.
const LONGEST: usize = 12;

/// Where words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// They stand nowhere else.
    Alone,
    /// They are the first such words in a stretch that stands nowhere else.
    Near(String),
    /// They are the n-th such words of the text, counted from 1.
    Nth(usize),
}

/// A text whose offsets count code points.
pub(super) struct Text<'t> {
    text: &'t str,
    /// Where each code point begins, in bytes, and the end.
    starts: Vec<usize>,
}

impl<'t> Text<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, starts }
    }

    /// The words of a stretch; none where the text has no such stretch.
    pub(super) fn words(&self, [start, end]: Offsets) -> Option<&'t str> {
        self.text.get(*self.starts.get(start)?..*self.starts.get(end)?)
    }

    /// Where the words of a stretch stand; none where they cannot be told from others.
    pub(super) fn place(&self, span: Offsets) -> Option<Place> {
        let words = self.words(span).filter(|words| !words.is_empty())?;
        if self.stands_once(words) {
            let is_here = self.text.find(words) == self.starts.get(span[0]).copied();
            return is_here.then_some(Place::Alone);
        }
        Some(self.near(span, words).map_or_else(|| Place::Nth(self.nth(span[0], words)), Place::Near))
    }

    /// Which one of all such words those are that begin here; they may lie over each other.
    pub(super) fn nth(&self, start: usize, words: &str) -> usize {
        let starts = self.starts.iter().take(start + 1);
        starts.filter(|at| self.text.get(**at..).is_some_and(|rest| rest.starts_with(words))).count()
    }

    fn stands_once(&self, words: &str) -> bool {
        self.text.matches(words).take(2).count() == 1
    }

    /// A stretch in the same line that holds the words first, and stands once: made longer by a word behind them and one
    /// before them in turn.
    fn near(&self, span: Offsets, words: &str) -> Option<String> {
        let (mut start, mut end) = (*self.starts.get(span[0])?, *self.starts.get(span[1])?);
        for turn in 0..LONGEST {
            if turn % 2 == 0 {
                end += self.text.get(end..).map_or(0, next_word);
            } else {
                start -= self.text.get(..start).map_or(0, word_before);
            }
            let stretch = self.text.get(start..end)?;
            let is_first = stretch.find(words) == self.starts.get(span[0]).map(|at| at - start);
            // Stretches that lie over each other count as one, and the first of them is found.
            if is_first && self.stands_once(stretch) && self.text.find(stretch) == Some(start) {
                return Some(stretch.to_owned());
            }
        }
        None
    }
}

/// Bytes up to the end of the next word of the line.
fn next_word(text: &str) -> usize {
    let line = text.split('\n').next().unwrap_or_default();
    let blank = line.len() - line.trim_start().len();
    let word = line.trim_start().find(char::is_whitespace).unwrap_or(line.trim_start().len());
    if word == 0 { 0 } else { blank + word }
}

/// Bytes back to the start of the last word of the line.
fn word_before(text: &str) -> usize {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let word = line.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    if word.is_empty() { 0 } else { line.len() - line.trim_end().len() + word.len() }
}

#[cfg(test)]
mod tests {
    use super::{Place, Text};

    fn place(text: &str, words: &str, nth: usize) -> Option<Place> {
        let at = text.match_indices(words).nth(nth).unwrap().0;
        let start = text.get(..at).unwrap().chars().count();
        Text::new(text).place([start, start + words.chars().count()])
    }

    #[test]
    fn words_are_told_from_others_like_them() {
        let near = |words: &str| Some(Place::Near(words.to_owned()));
        let text = "Über 40 starben, sagte Karim. 40 Häuser brannten, sagte Elving.\nsagte";
        for (words, nth, expected) in [
            ("Karim", 0, Some(Place::Alone)),
            ("sagte", 0, near("sagte Karim.")),
            ("sagte", 1, near("sagte Elving.")),
            ("40", 0, near("40 starben,")),
            ("40", 1, near("40 Häuser")),
            // Nothing in its line tells it from the others.
            ("sagte", 2, Some(Place::Nth(3))),
        ] {
            assert_eq!(place(text, words, nth), expected, "{words} {nth}");
        }
    }

    #[test]
    fn a_scorer_finds_the_words_where_they_stand() {
        let text = "Ja, ja, ja, ja, ja, ja, ja. Nein, nein, nein.\nJa, ja, ja.";
        for words in ["ja", " ja,", "ein, n", ", "] {
            for (start, _) in text.match_indices(words) {
                let at = text.get(..start).unwrap().chars().count();
                let found = match Text::new(text).place([at, at + words.chars().count()]).unwrap() {
                    Place::Alone => text.find(words),
                    Place::Near(near) => Some(text.find(&near).unwrap() + near.find(words).unwrap()),
                    Place::Nth(nth) => {
                        let mut all =
                            (0..text.len()).filter(|at| text.get(*at..).unwrap().starts_with(words));
                        all.nth(nth - 1)
                    }
                };
                assert_eq!(found, Some(start), "{words}");
            }
        }
    }

    #[test]
    fn what_a_scorer_would_find_elsewhere_has_no_place() {
        let text = Text::new("anana");
        assert_eq!(text.place([0, 3]), Some(Place::Alone));
        assert_eq!(text.place([2, 5]), None, "without overlap `ana` stands once, at the start");
        assert_eq!(text.place([1, 1]), None);
        assert_eq!(text.place([3, 9]), None);
    }
}
