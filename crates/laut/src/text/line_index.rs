//! From byte offsets to lines, columns and code points: messages name lines, the JSON record counts code points.

use super::Span;

/// Bytes between two places whose code-point offset is kept.
const STEP: usize = 256;

/// Where the lines of a text start, and how many code points come before each of its places.
#[derive(Debug, Clone)]
pub struct LineIndex {
    /// Byte offset of the first character of each line.
    lines: Vec<u32>,
    /// Code points that start before each [`STEP`]th byte.
    steps: Vec<u32>,
}

impl LineIndex {
    /// Reads a text once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let line_feeds = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let lines = std::iter::once(0).chain(line_feeds.map(|(at, _)| at as u32 + 1)).collect();
        let mut steps = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut before = 0;
        for chunk in bytes.chunks(STEP) {
            steps.push(before);
            before += starts(chunk) as u32;
        }
        Self { lines, steps }
    }

    /// Line and column (both from 1, columns in code points) of a byte offset.
    #[must_use]
    pub fn line_and_column(&self, text: &str, byte: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|&start| start as usize <= byte) - 1;
        let column = self.code_point(text, byte) - self.code_point(text, self.lines[line] as usize);
        (line + 1, column + 1)
    }

    /// Code-point offset of a byte offset.
    #[must_use]
    pub fn code_point(&self, text: &str, byte: usize) -> usize {
        let step = (byte / STEP).min(self.steps.len().saturating_sub(1));
        let before = self.steps.get(step).map_or(0, |before| *before as usize);
        before + text.as_bytes().get(step * STEP..byte).map_or(0, starts)
    }

    /// A span in code points, `[start, end)`.
    #[must_use]
    pub fn code_points(&self, text: &str, span: Span) -> [usize; 2] {
        [self.code_point(text, span.start()), self.code_point(text, span.end())]
    }
}

/// How many characters start in some bytes: all but the continuation bytes of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::LineIndex;

    #[test]
    fn umlauts_count_once() {
        let text = "Übel\nÄrger in Köln";
        let index = LineIndex::new(text);
        let byte = text.find("Köln").unwrap();
        assert_eq!(index.code_point(text, byte), 14);
        assert_eq!(index.line_and_column(text, byte), (2, 10));
    }

    #[test]
    fn every_place_of_a_long_text() {
        for text in ["", "ä", &"„Zwölf Tote“ in 東京\n".repeat(60), &"ö".repeat(256), &"a".repeat(512)]
        {
            let index = LineIndex::new(text);
            for (count, (byte, _)) in text.char_indices().chain([(text.len(), ' ')]).enumerate() {
                assert_eq!(index.code_point(text, byte), count, "byte {byte}");
            }
        }
    }
}
