//! Tab-separated lists with a header row: `#` starts a comment line, `_` is an empty cell, two or more spaces count as
//! a tab.

use super::DataError;

/// A list read from `data/`.
#[derive(Debug)]
pub struct Table<'t> {
    path: &'t str,
    columns: Vec<&'t str>,
    rows: Vec<(usize, Vec<&'t str>)>,
}

impl<'t> Table<'t> {
    /// Reads a table that has just these columns.
    ///
    /// # Errors
    /// Names file and line where the header or the number of cells is not as expected.
    pub fn read(path: &'t str, text: &'t str, columns: &[&str]) -> Result<Self, DataError> {
        let mut lines = lines(text);
        let (line, header) = lines.next().unwrap_or((1, ""));
        let found = split_cells(header);
        if found != columns {
            let (expected, found) = (columns.join(" "), found.join(" "));
            return Err(DataError::Columns { path: path.to_owned(), line, expected, found });
        }
        let mut rows = Vec::new();
        for (line, text) in lines {
            let cells = split_cells(text);
            if cells.len() != found.len() {
                let (expected, found) = (columns.len(), cells.len());
                return Err(DataError::Cells { path: path.to_owned(), line, expected, found });
            }
            rows.push((line, cells));
        }
        Ok(Self { path, columns: found, rows })
    }

    /// Its rows, from top to bottom.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }
}

/// One row of a [`Table`].
#[derive(Debug, Clone, Copy)]
pub struct Row<'r> {
    table: &'r Table<'r>,
    /// Its line in the file, from 1.
    pub line: usize,
    cells: &'r [&'r str],
}

impl<'r> Row<'r> {
    /// The cell of a column; empty for `_`.
    ///
    /// # Panics
    /// If the table was not read with this column.
    #[must_use]
    pub fn text(&self, column: &str) -> &'r str {
        let at = self.table.columns.iter().position(|name| *name == column);
        let cell = self.cells[at.expect("the table was read with this column")];
        if cell == "_" { "" } else { cell }
    }

    /// The cell of a column, unless it is empty.
    #[must_use]
    pub fn optional(&self, column: &str) -> Option<&'r str> {
        Some(self.text(column)).filter(|cell| !cell.is_empty())
    }

    /// The cell's entries, separated by commas.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'r str> + use<'r> {
        self.text(column).split(',').map(str::trim).filter(|entry| !entry.is_empty())
    }

    /// The cell as a number.
    ///
    /// # Errors
    /// Names file and line where it is none.
    pub fn number<N: std::str::FromStr>(&self, column: &str) -> Result<N, DataError> {
        self.text(column).parse().map_err(|_| self.error(column, "a number"))
    }

    /// The cell as one of a closed set of words.
    ///
    /// # Errors
    /// Names file and line, and lists what may stand there.
    pub fn word<W: Copy + 'static>(
        &self,
        column: &str,
        from_word: fn(&str) -> Option<W>,
        all: &'static [W],
        as_str: fn(W) -> &'static str,
    ) -> Result<W, DataError> {
        let list = || all.iter().map(|word| as_str(*word)).collect::<Vec<_>>().join(", ");
        from_word(self.text(column)).ok_or_else(|| self.error(column, &list()))
    }

    /// An error about this row's cell.
    #[must_use]
    pub fn error(&self, column: &str, expected: &str) -> DataError {
        DataError::Cell {
            path: self.table.path.to_owned(),
            line: self.line,
            column: column.to_owned(),
            found: self.text(column).to_owned(),
            expected: expected.to_owned(),
        }
    }
}

/// The names in the header row of a table.
#[must_use]
pub fn columns(text: &str) -> Vec<&str> {
    lines(text).next().map(|(_, header)| split_cells(header)).unwrap_or_default()
}

/// Lines that are neither empty nor a comment, with their number, from 1.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(number, line)| (number + 1, line.trim_end()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// Cells of a line: between tabs, or between two or more spaces.
fn split_cells(line: &str) -> Vec<&str> {
    line.split('\t')
        .flat_map(|part| part.split("  "))
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn spaces_do_for_tabs_and_underscores_are_empty() {
        let text = "# months\nform      value\nJanuar\t1\nMai       _\n";
        let table = Table::read("de/months.tsv", text, &["form", "value"]).unwrap();
        let rows: Vec<_> =
            table.rows().map(|row| (row.line, row.text("form"), row.optional("value"))).collect();
        assert_eq!(rows, [(3, "Januar", Some("1")), (4, "Mai", None)]);
    }

    #[test]
    fn a_wrong_cell_names_file_line_and_what_is_allowed() {
        let table = Table::read("de/months.tsv", "form\tvalue\nJanuar\teins\n", &["form", "value"]).unwrap();
        let error = table.rows().next().unwrap().number::<u8>("value").unwrap_err();
        assert_eq!(error.to_string(), "de/months.tsv:2: unknown value `eins`, expected a number");
    }

    #[test]
    fn a_short_row_is_named() {
        let error = Table::read("de/months.tsv", "form\tvalue\nJanuar\n", &["form", "value"]).unwrap_err();
        assert_eq!(error.to_string(), "de/months.tsv:2: expected 2 cells between tabs, found 1");
    }
}
