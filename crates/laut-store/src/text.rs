//! Words of a text, by the places in code points that a record has.

use crate::derive::line;

/// A text that is cut by places in code points.
pub(crate) struct Text<'t> {
    text: &'t str,
    /// Where each [`STEP`]th code point begins; the last of them may be the end.
    starts: Vec<usize>,
}

/// Code points from one that is known to the next.
const STEP: usize = 16;

impl<'t> Text<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        Self { text, starts: starts.step_by(STEP).collect() }
    }

    /// Where a code point begins, or the text ends.
    pub(crate) fn start(&self, place: usize) -> Option<usize> {
        let from = *self.starts.get(place / STEP)?;
        let rest = self.text.get(from..)?;
        let mut starts = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
        starts.nth(place % STEP).map(|at| from + at)
    }

    /// What stands from one code point to another.
    pub(crate) fn words(&self, [from, to]: [usize; 2]) -> Option<&'t str> {
        self.text.get(self.start(from)?..self.start(to)?)
    }

    /// What a claim says, in the report's words.
    pub(crate) fn quotation(&self, pieces: &[[usize; 2]]) -> String {
        pieces.iter().filter_map(|piece| self.words(*piece).map(line)).collect::<Vec<_>>().join(" … ")
    }
}

#[cfg(test)]
mod tests {
    use super::{STEP, Text};

    #[test]
    fn a_text_is_cut_at_every_code_point() {
        for length in [0, 1, STEP - 1, STEP, STEP + 1, 3 * STEP] {
            let letters: Vec<char> = "aä€😀".chars().cycle().take(length).collect();
            let text: String = letters.iter().collect();
            let text = Text::new(&text);
            for from in 0..=length {
                for to in from..=length {
                    let expected: String = letters[from..to].iter().collect();
                    assert_eq!(text.quotation(&[[from, to]]), expected);
                }
            }
            assert_eq!(text.quotation(&[[0, length + 1]]), "");
        }
    }
}
