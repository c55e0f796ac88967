//! A page in the width of the terminal.

use super::cells::{fit, item};
use super::part::{Page, Part};
use super::table::table;

/// How a view is to look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Columns of the terminal.
    pub(crate) width: usize,
    /// Whether it may have colour.
    pub(crate) colour: bool,
}

impl Look {
    /// A line that heads what comes below it.
    pub(crate) fn heading(self, text: &str) -> String {
        if self.colour { format!("\u{1b}[1m{text}\u{1b}[0m\n") } else { format!("{text}\n") }
    }
}

/// Columns of the names of fields.
const NAMES: usize = 12;
/// Lines of a cell.
const LINES: usize = 3;

/// The page, with an empty line at its end.
pub(crate) fn write(page: &Page, look: Look) -> String {
    let title =
        if page.title.is_empty() { String::new() } else { look.heading(&fit(&page.title, look.width, 2)) };
    let mut text = format!("{title}{}\n", fit(&page.facts.join(" · "), look.width, 3));
    for part in &page.parts {
        text.push('\n');
        text.push_str(&match part {
            Part::Table { heading, is_headed, columns, rows } => {
                let heading = if *is_headed { look.heading(heading) } else { String::new() };
                heading + &table(columns, rows, look, LINES)
            }
            Part::List { heading, items } => {
                items.iter().fold(look.heading(heading), |text, line| text + &item(line, look.width))
            }
            Part::Fields { heading, fields } => fields
                .iter()
                .fold(look.heading(heading), |text, (name, words)| text + &field(name, words, look.width)),
            Part::Words(words) => format!("{words}\n"),
        });
    }
    text.push('\n');
    text
}

fn field(name: &str, words: &str, width: usize) -> String {
    let room = width.saturating_sub(NAMES + 2);
    let indent = format!("\n{}", " ".repeat(NAMES + 2));
    format!("  {name:NAMES$}{}\n", fit(words, room, 3).replace('\n', &indent))
}
