//! Compares what a block expects with what was found, and says where they differ.

/// What was found, and how it is to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rendered {
    /// Line by line, to the letter.
    Exact(String),
    /// One item a line, cells separated by two or more spaces. Every line is expected, in order; of its cells those
    /// that the expectation names must be there, in any order. The cell `no by` says that no cell starts with the
    /// word `by`. A line `…` stands for any number of lines.
    Rows(String),
    /// Items of several lines, separated by empty lines; each line starts with the name of a field. Every item is
    /// expected, in order; of its lines those that the expectation names must be there, compared cell by cell.
    /// A line `no figure` says that the item has no such line.
    Items(String),
}

impl Rendered {
    /// What was found, as text.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Exact(text) | Self::Rows(text) | Self::Items(text) => text,
        }
    }

    /// What `LAUT_UPDATE=1` writes: everything that was found; of items only the fields that the expectation names.
    pub(crate) fn updated(&self, expected: &str) -> String {
        let Self::Items(found) = self else { return self.text().trim_end().to_owned() };
        let (old, new) = (items(expected), items(found));
        if old.len() != new.len() {
            return found.trim_end().to_owned();
        }
        let keep = |(old, new): (&Vec<&str>, &Vec<&str>)| {
            let is_named = |line: &&&str| old.iter().any(|old| field(old) == field(line));
            let absent = old.iter().filter(|line| {
                absent_name(line).is_some_and(|name| !new.iter().any(|new| field(new) == name))
            });
            new.iter().filter(is_named).chain(absent).copied().collect::<Vec<_>>().join("\n")
        };
        old.iter().zip(&new).map(keep).collect::<Vec<_>>().join("\n\n")
    }
}

/// The differences between an expectation and what was found, for a person to read; `None` where there are none.
#[must_use]
pub fn differences(expected: &str, found: &Rendered) -> Option<String> {
    match found {
        Rendered::Exact(text) => {
            let lines = |text: &str| text.trim().lines().map(squeeze).collect::<Vec<_>>();
            let (expected, found) = (lines(expected), lines(text));
            let same = |old: &String, new: &String| old == new;
            (expected != found).then(|| diff(&expected, &found, same))
        }
        Rendered::Rows(text) => {
            let (expected, found) = (rows(expected), rows(text));
            (!rows_hold(&expected, &found)).then(|| diff(&expected, &found, |old, new| row_holds(old, new)))
        }
        Rendered::Items(text) => items_differ(&items(expected), &items(text)),
    }
}

fn squeeze(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn rows(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// Items: lines between empty lines.
fn items(text: &str) -> Vec<Vec<&str>> {
    text.lines()
        .map(str::trim)
        .collect::<Vec<_>>()
        .split(|line| line.is_empty())
        .filter(|item| !item.is_empty())
        .map(<[&str]>::to_vec)
        .collect()
}

/// The cells of a row: between tabs, or two or more spaces.
fn cells(line: &str) -> impl Iterator<Item = String> {
    line.split('\t').flat_map(|part| part.split("  ")).map(squeeze).filter(|cell| !cell.is_empty())
}

fn field(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}

/// The word after `no`, in a cell or line of two words.
fn absent_name(cell: &str) -> Option<&str> {
    let mut words = cell.split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some("no"), Some(name), None) => Some(name),
        _ => None,
    }
}

/// Whether all expected cells of a row are there.
fn row_holds(expected: &str, found: &str) -> bool {
    let found: Vec<String> = cells(found).collect();
    cells(expected).all(|cell| {
        found.contains(&cell)
            || absent_name(&cell).is_some_and(|name| !found.iter().any(|found| field(found) == name))
    })
}

fn rows_hold(expected: &[&str], found: &[&str]) -> bool {
    match expected.split_first() {
        None => found.is_empty(),
        Some((&"…", rest)) => (0..=found.len()).any(|skip| rows_hold(rest, &found[skip..])),
        Some((first, rest)) => {
            found.split_first().is_some_and(|(line, lines)| row_holds(first, line) && rows_hold(rest, lines))
        }
    }
}

/// Whether the line of an item is the expected one: the same field, and all its cells.
fn line_holds(expected: &str, found: &str) -> bool {
    let split = |line: &str| line.trim().split_once(char::is_whitespace).map(|(_, rest)| rest.to_owned());
    field(expected) == field(found)
        && row_holds(&split(expected).unwrap_or_default(), &split(found).unwrap_or_default())
}

fn items_differ(expected: &[Vec<&str>], found: &[Vec<&str>]) -> Option<String> {
    let mut messages = Vec::new();
    if expected.len() != found.len() {
        messages.push(format!("expected {} items, found {}", expected.len(), found.len()));
    }
    for at in 0..expected.len().max(found.len()) {
        let none = Vec::new();
        let (old, new) = (expected.get(at).unwrap_or(&none), found.get(at).unwrap_or(&none));
        let mut free: Vec<&str> = new.clone();
        let mut missing: Vec<&str> = Vec::new();
        for line in old {
            let holder = free.iter().position(|found| line_holds(line, found));
            let is_absent =
                absent_name(line).is_some_and(|name| !new.iter().any(|found| field(found) == name));
            match holder {
                Some(holder) => drop(free.remove(holder)),
                None if is_absent => {}
                None => missing.push(line),
            }
        }
        if !missing.is_empty() || old.is_empty() != new.is_empty() {
            messages.push(format!("item {}:", at + 1));
            messages.extend(missing.iter().map(|line| format!("- {line}")));
            messages.extend(free.iter().map(|line| format!("+ {line}")));
        }
    }
    (!messages.is_empty()).then(|| messages.join("\n"))
}

/// A line diff by the longest common subsequence: `-` expected, `+` found.
fn diff<O: AsRef<str>, N: AsRef<str>>(old: &[O], new: &[N], same: impl Fn(&O, &N) -> bool) -> String {
    let mut length = vec![vec![0usize; new.len() + 1]; old.len() + 1];
    for (row, line) in old.iter().enumerate().rev() {
        for (column, other) in new.iter().enumerate().rev() {
            length[row][column] = if same(line, other) {
                length[row + 1][column + 1] + 1
            } else {
                length[row + 1][column].max(length[row][column + 1])
            };
        }
    }
    let (mut row, mut column, mut lines) = (0, 0, Vec::new());
    while row < old.len() || column < new.len() {
        if row < old.len() && column < new.len() && same(&old[row], &new[column]) {
            lines.push(format!("  {}", new[column].as_ref()));
            (row, column) = (row + 1, column + 1);
        } else if column == new.len()
            || (row < old.len() && length[row + 1][column] >= length[row][column + 1])
        {
            lines.push(format!("- {}", old[row].as_ref()));
            row += 1;
        } else {
            lines.push(format!("+ {}", new[column].as_ref()));
            column += 1;
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{Rendered, differences};

    fn holds(expected: &str, found: Rendered) -> bool {
        differences(expected, &found).is_none()
    }

    #[test]
    fn exact_text_may_be_aligned_by_hand() {
        assert!(holds("a    b\n", Rendered::Exact("a b".into())));
        assert_eq!(differences("a\nb", &Rendered::Exact("a\nc".into())).unwrap(), "  a\n- b\n+ c");
    }

    #[test]
    fn rows_name_the_cells_they_are_about() {
        let found =
            || Rendered::Rows(">=12  mindestens zwölf  killed  by Rebellen\n3  drei  injured\n".into());
        assert!(holds(">=12   killed\n3  injured  no by", found()));
        assert!(holds("…\n3  drei", found()));
        assert!(!holds(">=12  killed", found()), "every row is expected");
        assert!(!holds(">=12  no by\n3", found()));
        assert!(!holds(">=12  injured\n3", found()));
    }

    #[test]
    fn items_name_the_fields_they_are_about() {
        let found = || {
            Rendered::Items(
                "source  Ali Karim\nact  state  mode: direct\nfigure  3  killed\n\nsource  sie".into(),
            )
        };
        assert!(holds("source Ali Karim\nfigure  killed\n\nsource sie\nno cue", found()));
        assert!(!holds("source Ali Karim", found()), "the number of items must match");
        assert!(!holds("source Ali Karim\nno figure\n\nsource sie", found()));
        let message = differences("cue sagte\n\nsource sie", &found()).unwrap();
        assert_eq!(
            message,
            "item 1:\n- cue sagte\n+ source  Ali Karim\n+ act  state  mode: direct\n+ figure  3  killed"
        );
    }

    #[test]
    fn an_update_keeps_to_the_fields_that_were_named() {
        let found = Rendered::Items("source  sie\ncue  sagte\n".into());
        assert_eq!(found.updated("source  er\nno figure"), "source  sie\nno figure");
        assert_eq!(found.updated(""), "source  sie\ncue  sagte");
    }
}
