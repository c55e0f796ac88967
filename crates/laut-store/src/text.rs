//! Words of a text, by the places in code points that a record has.

use crate::derive::line;

/// A text that is cut by places in code points.
pub(crate) struct Text<'t> {
    text: &'t str,
    /// How many code points begin before each [`STEP`]th byte.
    before: Vec<usize>,
}

/// Bytes from one place that is known to the next.
const STEP: usize = 64;

impl<'t> Text<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut count = 0;
        let before = text.as_bytes().chunks(STEP).map(|bytes| {
            let starts = bytes.iter().filter(|byte| is_start(**byte)).count();
            count += starts;
            count - starts
        });
        Self { text, before: before.collect() }
    }

    /// Where a code point begins, or the text ends.
    pub(crate) fn start(&self, place: usize) -> Option<usize> {
        let block = self.before.partition_point(|before| *before <= place).saturating_sub(1);
        let before = self.before.get(block).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(block * STEP..)?;
        let starts = rest.iter().enumerate().filter(|(_, byte)| is_start(**byte)).map(|(at, _)| at);
        let found = starts.chain([rest.len()]).nth(place - before);
        found.map(|at| block * STEP + at)
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

/// Whether a code point begins with this byte in UTF-8.
fn is_start(byte: u8) -> bool {
    byte & 0xc0 != 0x80
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
