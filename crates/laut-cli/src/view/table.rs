//! Tables without lines, whose columns share the width of the terminal.

use comfy_table::{Attribute, Cell, CellAlignment, Color, Table};
use unicode_width::UnicodeWidthStr;

use super::cells::fit;
use super::part::{Column, Entry, used};
use super::terminal::Look;

/// Spaces between columns.
const GAP: usize = 2;
/// No column gets narrower than this.
const NARROWEST: usize = 6;

/// The table as text, each line of which fits. Columns that are empty in every row are left out.
pub(crate) fn table(columns: &[Column], rows: &[Vec<Entry>], look: Look, lines: usize) -> String {
    let used = used(columns, rows);
    let widths = widths(&used, columns, rows, look.width);
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    if look.colour {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table.set_header(used.iter().zip(&widths).map(|(column, width)| {
        Cell::new(fit(columns[*column].title, *width, 2)).add_attribute(Attribute::Dim)
    }));
    for row in rows {
        table.add_row(used.iter().zip(&widths).map(|(column, width)| cell(&row[*column], *width, lines)));
    }
    for (index, column) in used.iter().enumerate() {
        let Some(shown) = table.column_mut(index) else { continue };
        shown.set_padding((0, if index + 1 == used.len() { 0 } else { GAP as u16 }));
        if columns[*column].is_number {
            shown.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut text = table.lines().fold(String::new(), |text, line| text + line.trim_end() + "\n");
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn cell(entry: &Entry, width: usize, lines: usize) -> Cell {
    let cell =
        Cell::new(entry.text.split('\n').map(|part| fit(part, width, lines)).collect::<Vec<_>>().join("\n"));
    match entry {
        Entry { is_striking: true, .. } => cell.fg(Color::Yellow),
        Entry { is_faint: true, .. } => cell.add_attribute(Attribute::Dim),
        _ => cell,
    }
}

/// The widths of the columns: what they need, then the widest give way until all fit.
fn widths(used: &[usize], columns: &[Column], rows: &[Vec<Entry>], total: usize) -> Vec<usize> {
    let need = |column: &usize| {
        let title = columns[*column].title.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0);
        let cells = rows.iter().flat_map(|row| row[*column].text.split('\n')).map(UnicodeWidthStr::width);
        cells.max().unwrap_or(0).min(columns[*column].widest).max(title)
    };
    let mut widths: Vec<usize> = used.iter().map(need).collect();
    let room = total.saturating_sub(GAP * used.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().rev().max_by_key(|width| **width) {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => break,
        }
    }
    widths
}
