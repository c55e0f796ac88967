//! What a view shows, before it is known where: tables, lists and fields, which a terminal, a wiki and a web page each
//! write in their own way.

/// Everything that is shown of one report.
#[derive(Debug)]
pub(crate) struct Page {
    /// The headline, or where the report was read from.
    pub(crate) title: String,
    /// Publisher, day, language, sizes.
    pub(crate) facts: Vec<String>,
    pub(crate) parts: Vec<Part>,
}

/// A part of a page.
#[derive(Debug)]
pub(crate) enum Part {
    /// Rows that have as many entries as there are columns.
    Table {
        /// What it lists.
        heading: &'static str,
        /// Whether a terminal shows the heading, too.
        is_headed: bool,
        columns: &'static [Column],
        rows: Vec<Vec<Entry>>,
    },
    /// One item below the other.
    List { heading: &'static str, items: Vec<String> },
    /// Names with what stands for them.
    Fields { heading: &'static str, fields: Vec<(&'static str, String)> },
    /// A sentence, where there is nothing else to show.
    Words(&'static str),
}

impl Part {
    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Table { rows, .. } => rows.is_empty(),
            Self::List { items, .. } => items.is_empty(),
            Self::Fields { fields, .. } => fields.is_empty(),
            Self::Words(_) => false,
        }
    }
}

/// A column.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) title: &'static str,
    /// How wide it may get at most in a terminal.
    pub(crate) widest: usize,
    pub(crate) is_number: bool,
}

/// What stands in a cell, and whether it is to catch the eye.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entry {
    /// One line, or several.
    pub(crate) text: String,
    pub(crate) is_striking: bool,
    pub(crate) is_faint: bool,
}

impl From<String> for Entry {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

/// The columns of a table that have something in one of its rows, by index.
pub(crate) fn used(columns: &[Column], rows: &[Vec<Entry>]) -> Vec<usize> {
    (0..columns.len()).filter(|column| rows.iter().any(|row| !row[*column].text.is_empty())).collect()
}
