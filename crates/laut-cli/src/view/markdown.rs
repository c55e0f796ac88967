//! A page for a wiki or an issue: GitHub's Markdown, whose tables most wikis read.

use super::part::{Column, Entry, Page, Part, used};

/// The page, with an empty line at its end.
pub(crate) fn write(page: &Page) -> String {
    let mut text = format!("# {}\n\n{}\n\n", escaped(&page.title), escaped(&page.facts.join(" · ")));
    for part in &page.parts {
        text.push_str(&match part {
            Part::Table { heading, columns, rows, .. } => format!("## {heading}\n\n{}", table(columns, rows)),
            Part::List { heading, items } => {
                let item = |item: &String| format!("- {}\n", escaped(item));
                format!("## {heading}\n\n{}", items.iter().map(item).collect::<String>())
            }
            Part::Fields { heading, fields } => {
                let field = |(name, words): &(&str, String)| format!("- **{name}**: {}\n", escaped(words));
                format!("## {heading}\n\n{}", fields.iter().map(field).collect::<String>())
            }
            Part::Words(words) => format!("{words}\n"),
        });
        text.push('\n');
    }
    text
}

fn table(columns: &[Column], rows: &[Vec<Entry>]) -> String {
    let used = used(columns, rows);
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = line(used.iter().map(|column| columns[*column].title.to_owned()).collect());
    let rule = |column: &usize| if columns[*column].is_number { "---:" } else { "---" }.to_owned();
    text.push_str(&line(used.iter().map(rule).collect()));
    for row in rows {
        text.push_str(&line(used.iter().map(|column| cell(&row[*column])).collect()));
    }
    text
}

fn cell(entry: &Entry) -> String {
    entry.text.split('\n').map(escaped).collect::<Vec<_>>().join("<br>")
}

/// The words with everything that Markdown or HTML would take for its own written out, so that a report cannot put links,
/// pictures or tags on the page.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let is_start = |so_far: &str| so_far.is_empty();
    for character in text.chars() {
        let is_mark = matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '<' | '>' | '&' | '!' | '$' | '@'
        );
        if is_mark || matches!(character, '-' | '+' | '=') && is_start(&escaped) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    // A number at the start of an item would open a list of its own, an address would become a link.
    match escaped.split_once(['.', ')']) {
        Some((number, _)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            escaped.insert(number.len(), '\\');
        }
        _ => {}
    }
    escaped.replace("://", ":\\//").replace("www.", "www\\.")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_report_cannot_write_markdown() {
        for (words, expected) in [
            ("Ali Karim", "Ali Karim"),
            ("**now** | [x](http://a.b) <b>", r"\*\*now\*\* \| \[x\](http:\//a.b) \<b\>"),
            ("- 40 Tote", r"\- 40 Tote"),
            ("12. März", r"12\. März"),
            ("3 of 12. Then", "3 of 12. Then"),
        ] {
            assert_eq!(escaped(words), expected);
        }
    }
}
