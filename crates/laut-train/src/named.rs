//! Texts whose names are marked, from the formats of the corpora: columns with BIO tags, and texts with spans.

use std::ops::Range;
use std::path::Path;

use anyhow::Context;
use laut::text::NameClass;

/// A text with its names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Named {
    pub(crate) text: String,
    /// Names in order, in bytes.
    pub(crate) names: Vec<(Range<usize>, NameClass)>,
    /// Whether it opens a document of several texts.
    pub(crate) opens_document: bool,
}

impl Named {
    /// Adds a word after a space, or without one where marks are written so.
    pub(crate) fn push_word(&mut self, word: &str, is_glued: bool) -> Range<usize> {
        if !self.text.is_empty() && !is_glued {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(word);
        start..self.text.len()
    }
}

/// Reads columns: a number, a word, its BIO tag; sentences are parted by empty lines, and each is a text.
pub(crate) fn read_columns(path: &Path) -> anyhow::Result<Vec<Named>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading `{}`", path.display()))?;
    let mut all = Vec::new();
    for block in text.split("\n\n") {
        let opens_document = block.lines().any(|line| line.starts_with("# newdoc"));
        let mut named = Named { opens_document, ..Named::default() };
        let mut open: Option<(Range<usize>, &str)> = None;
        let mut is_glued = true;
        for line in block.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t').skip(1);
            let (Some(word), Some(tag)) = (cells.next(), cells.next()) else { continue };
            let span = named.push_word(word, is_glued || closes(word));
            is_glued = matches!(word, "(" | "[" | "„" | "«");
            let (part, class) = tag.split_once('-').unwrap_or((tag, ""));
            match &mut open {
                Some((name, found)) if part == "I" && *found == class => name.end = span.end,
                _ => {
                    close(&mut named, open.take());
                    open = (part == "B").then_some((span, class));
                }
            }
        }
        close(&mut named, open);
        if !named.text.is_empty() {
            all.push(named);
        }
    }
    Ok(all)
}

fn close(named: &mut Named, name: Option<(Range<usize>, &str)>) {
    let class = |(span, class): (Range<usize>, &str)| Some((span, NameClass::from_word(class)?));
    named.names.extend(name.and_then(class));
}

/// Whether a word is written to the one before.
pub(crate) fn closes(word: &str) -> bool {
    matches!(
        word,
        "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "»" | "“" | "”" | "'" | "'s" | "’s" | "n't" | "n’t"
    )
}
