//! From byte offsets to lines, columns and code points: messages name lines, the JSON record counts code points.

use super::Span;

/// Where the lines of a text start, and how many code points come before each.
#[derive(Debug, Clone)]
pub struct LineIndex {
    /// Byte and code-point offset of the first character of each line.
    lines: Vec<(u32, u32)>,
}

impl LineIndex {
    /// Reads a text once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut lines = vec![(0, 0)];
        let mut code_points = 0;
        for (byte, character) in text.char_indices() {
            code_points += 1;
            if character == '\n' {
                lines.push((byte as u32 + 1, code_points));
            }
        }
        Self { lines }
    }

    /// Line and column (both from 1, columns in code points) of a byte offset.
    #[must_use]
    pub fn line_and_column(&self, text: &str, byte: usize) -> (usize, usize) {
        let line = self.line_of(byte);
        let (start, _) = self.lines[line];
        let column = text.get(start as usize..byte).map_or(0, |before| before.chars().count());
        (line + 1, column + 1)
    }

    /// Code-point offset of a byte offset.
    #[must_use]
    pub fn code_point(&self, text: &str, byte: usize) -> usize {
        let (start, before) = self.lines[self.line_of(byte)];
        before as usize + text.get(start as usize..byte).map_or(0, |rest| rest.chars().count())
    }

    /// A span in code points, `[start, end)`.
    #[must_use]
    pub fn code_points(&self, text: &str, span: Span) -> [usize; 2] {
        [self.code_point(text, span.start()), self.code_point(text, span.end())]
    }

    fn line_of(&self, byte: usize) -> usize {
        self.lines.partition_point(|&(start, _)| start as usize <= byte) - 1
    }
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
}
