//! Tables without lines, whose columns share the width of the terminal.

use super::cells::{self, fit};
use super::part::{Column, Entry, used};
use super::terminal::Look;
use crate::side_by_side::side_by_side;

/// Spaces between columns.
const GAP: usize = 2;
/// No column gets narrower than this.
const NARROWEST: usize = 6;
/// What makes a terminal show words faintly, or so that they catch the eye, and what ends it.
const FAINT: &str = "\u{1b}[2m";
const STRIKING: &str = "\u{1b}[33m";
const PLAIN: &str = "\u{1b}[0m";

/// The table as text, each line of which fits. Columns that are empty in every row are left out.
pub(crate) fn table(columns: &[Column], rows: &[Vec<Entry>], look: Look, lines: usize) -> String {
    let used = used(columns, rows);
    let widths = widths(&used, columns, rows, look.width);
    let head =
        used.iter().zip(&widths).map(|(column, width)| (fit(columns[*column].title, *width, 2), FAINT));
    let mut fitted: Vec<Vec<(String, &str)>> = vec![head.collect()];
    fitted.extend(side_by_side(rows, |row| {
        let cells = used.iter().zip(&widths).map(|(column, width)| cell(&row[*column], *width, lines));
        cells.collect()
    }));
    // Lines end between words: a column may need less than what it was given.
    let shown: Vec<(&Column, usize)> = used
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let lines = fitted.iter().flat_map(|row| row[at].0.split('\n'));
            (&columns[*column], lines.map(cells::columns).max().unwrap_or(0))
        })
        .collect();
    side_by_side(&fitted, |cells| written(&shown, cells, look)).concat()
}

/// What stands in a cell, in lines, and how it looks.
fn cell(entry: &Entry, width: usize, lines: usize) -> (String, &'static str) {
    let style = match entry {
        Entry { is_striking: true, .. } => STRIKING,
        Entry { is_faint: true, .. } => FAINT,
        _ => "",
    };
    let fitted: Vec<String> = entry.text.split('\n').map(|part| fit(part, width, lines)).collect();
    (fitted.join("\n"), style)
}

/// The cells of a row beside each other, in as many lines as the longest has.
fn written(shown: &[(&Column, usize)], cells: &[(String, &str)], look: Look) -> String {
    let mut text = String::new();
    let mut columns: Vec<_> = cells.iter().map(|(cell, _)| cell.split('\n')).collect();
    let lines = cells.iter().map(|(cell, _)| cell.split('\n').count()).max().unwrap_or(0);
    for _ in 0..lines {
        // Spaces that nothing follows are not written.
        let mut waiting = 0;
        for ((column, (shown, width)), (_, style)) in columns.iter_mut().zip(shown).zip(cells) {
            let words = column.next().unwrap_or_default();
            let room = width.saturating_sub(cells::columns(words));
            if words.is_empty() {
                waiting += room + GAP;
                continue;
            }
            let (before, behind) = if shown.is_number { (room, 0) } else { (0, room) };
            text.extend(std::iter::repeat_n(' ', waiting + before));
            let is_styled = look.colour && !style.is_empty();
            text.extend(if is_styled { [*style, words, PLAIN] } else { ["", words, ""] });
            waiting = behind + GAP;
        }
        text.push('\n');
    }
    text
}

/// The widths of the columns: what they need, then the widest give way until all fit.
fn widths(used: &[usize], columns: &[Column], rows: &[Vec<Entry>], total: usize) -> Vec<usize> {
    let need = |column: &usize| {
        let title = columns[*column].title.split(' ').map(cells::columns).max().unwrap_or(0);
        let cells = rows.iter().flat_map(|row| row[*column].text.split('\n')).map(cells::columns);
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
