//! JSON Lines: one report in each line, `{"text": "…", "publisher": "…", "published": "2024-03-05"}`.
//!
//! `text` is needed; `title`, `url`, `publisher`, `published` and `language` may be there; any other field is skipped.

use std::io::BufRead;

use laut::Report;
use laut::text::{DateSource, Published};
use serde::Deserialize;

use crate::Error;
use crate::files::{is_blank, text_of};

#[derive(Deserialize)]
struct Row {
    text: String,
    title: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    language: Option<String>,
}

/// The rows of one file, read a line at a time.
pub(crate) struct JsonLines {
    name: String,
    source: Box<dyn BufRead + Send>,
    line: usize,
    /// Bytes read before the current line.
    start: usize,
    limit: usize,
}

/// How a line ended.
enum Line {
    Whole,
    TooLong(usize),
    End,
}

impl JsonLines {
    /// Reads rows from a source; `name` stands in messages and in [`Report::input`].
    pub(crate) fn new(name: String, source: Box<dyn BufRead + Send>, limit: usize) -> Self {
        Self { name, source, line: 0, start: 0, limit }
    }

    /// The next report; empty lines are skipped. After an error of the system there is nothing more.
    fn next_report(&mut self) -> Option<Result<Report, Error>> {
        loop {
            let mut bytes = Vec::new();
            self.line += 1;
            match read_line(&mut self.source, &mut bytes, self.limit) {
                Ok(Line::Whole) => {}
                Ok(Line::TooLong(length)) => {
                    self.start += length;
                    return Some(Err(Error::TooLong { input: self.input(), limit: self.limit }));
                }
                Ok(Line::End) => return None,
                Err(error) => {
                    self.source = Box::new(std::io::empty());
                    return Some(Err(Error::io(self.input(), &error)));
                }
            }
            let length = bytes.len();
            let text = text_of(&self.name, bytes, self.start, self.line);
            self.start += length;
            let text = match text {
                Ok(text) => text,
                Err(error) => return Some(Err(error)),
            };
            let row = if self.line == 1 { text.trim_start_matches('\u{feff}') } else { &text };
            if !row.trim_ascii().is_empty() {
                return Some(report_of(row, self.input()));
            }
        }
    }

    /// File and line.
    fn input(&self) -> String {
        format!("{}:{}", self.name, self.line)
    }
}

impl Iterator for JsonLines {
    type Item = Result<Report, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_report()
    }
}

/// Reads up to and including the next line feed; of a line that is longer than `limit` it keeps nothing.
fn read_line(source: &mut dyn BufRead, line: &mut Vec<u8>, limit: usize) -> std::io::Result<Line> {
    let (mut length, mut has_ended) = (0, false);
    while !has_ended {
        let bytes = match source.fill_buf() {
            Ok([]) => break,
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = bytes.iter().position(|byte| *byte == b'\n');
        has_ended = end.is_some();
        let taken = end.map_or(bytes.len(), |end| end + 1);
        length += taken;
        if length <= limit {
            line.extend(bytes.iter().take(taken));
        } else {
            *line = Vec::new();
        }
        source.consume(taken);
    }
    Ok(match length {
        0 => Line::End,
        _ if length > limit => Line::TooLong(length),
        _ => Line::Whole,
    })
}

fn report_of(row: &str, input: String) -> Result<Report, Error> {
    if !row.trim_start().starts_with('{') {
        return Err(Error::Row { input, found: format!("`{}`", head(row.trim())) });
    }
    let row: Row = match serde_json::from_str(row) {
        Ok(row) => row,
        Err(error) => return Err(Error::Row { input, found: in_words(&error) }),
    };
    if is_blank(&row.text) {
        let found = if row.text.is_empty() { "an empty `text`" } else { "a `text` of only white space" };
        return Err(Error::Empty { input, found });
    }
    let published = match row.published.as_deref().map(Published::parse).transpose() {
        Ok(published) => published,
        Err(source) => return Err(Error::Date { input, source }),
    };
    let mut report = Report::new(row.text);
    report.input = input;
    report.dated = published.as_ref().map(|_| DateSource::Row);
    report.published = published;
    (report.title, report.url, report.publisher, report.language) =
        (row.title, row.url, row.publisher, row.language);
    Ok(report)
}

/// The parser's message with the column in our own words; the line is always the first and says nothing.
fn in_words(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default().replacen("missing", "no", 1);
    if message.starts_with("no field") { message } else { format!("{message} at column {}", error.column()) }
}

/// The first characters of a row, for a message.
fn head(row: &str) -> String {
    const CHARACTERS: usize = 40;
    let mut head: String = row.chars().take(CHARACTERS).collect();
    if row.chars().nth(CHARACTERS).is_some() {
        head.push('…');
    }
    head
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::JsonLines;

    /// Reads rows; a report becomes its input and text, an error its message.
    fn check(rows: impl AsRef<[u8]>, expected: &[&str]) {
        let source = Box::new(std::io::Cursor::new(rows.as_ref().to_vec()));
        let rows = JsonLines::new("r.jsonl".into(), source, 60).map(|row| match row {
            Ok(report) => format!("{} {}", report.input, report.text()),
            Err(error) => error.to_string(),
        });
        assert_eq!(rows.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn rows_are_counted_with_the_empty_ones() {
        check(
            "\u{feff}{\"text\": \"Drei Tote.\"}\r\n\n{\"text\": \"Zwölf\\nTote.\", \"id\": 7}",
            &["r.jsonl:1 Drei Tote.", "r.jsonl:3 Zwölf\nTote."],
        );
        check("", &[]);
    }

    #[test]
    fn a_bad_row_is_named_and_the_next_is_read() {
        let expected = "expected a JSON object in one line, such as {\"text\": \"…\"}, found";
        check(
            "[1]\n{\"title\": \"x\"}\n{\"text\": 3}\n{\"text\": \"a\n{\"text\": \"Drei.\"}\n",
            &[
                &format!("`r.jsonl:1`: {expected} `[1]`"),
                &format!("`r.jsonl:2`: {expected} no field `text`"),
                &format!("`r.jsonl:3`: {expected} invalid type: integer `3`, expected a string at column 10"),
                &format!(
                    "`r.jsonl:4`: {expected} control character (\\u0000-\\u001F) found while parsing a string at column 0"
                ),
                "r.jsonl:5 Drei.",
            ],
        );
    }

    #[test]
    fn an_empty_text_and_an_impossible_date() {
        check(
            "{\"text\": \"\"}\n{\"text\": \" \"}\n{\"text\": \"a\", \"published\": \"2024-02-30\"}\n",
            &[
                "`r.jsonl:1`: expected the text of a report, found an empty `text`",
                "`r.jsonl:2`: expected the text of a report, found a `text` of only white space",
                "`r.jsonl:3`: `published`: expected a date like `2024-01-24` or a date-time like \
                 `2024-01-24T18:30:00+01:00`, found `2024-02-30`",
            ],
        );
    }

    #[test]
    fn a_row_in_another_encoding_or_too_long_does_not_stop_the_others() {
        let long = format!("{{\"text\": \"{}\"}}\n", "a".repeat(80));
        check(
            [b"{\"text\": \"f\xfcnf\"}\n", long.as_bytes(), b"{\"text\": \"Drei.\"}"].concat(),
            &[
                "`r.jsonl`: expected UTF-8, found the byte 0xFC at byte 11 in line 1; convert it first, such as with \
                 `iconv -f WINDOWS-1252 -t UTF-8`",
                "`r.jsonl:2`: expected at most 60 bytes for one report, found more; split it",
                "r.jsonl:3 Drei.",
            ],
        );
    }

    #[test]
    fn a_line_of_100_megabytes_is_not_kept() {
        let line = std::io::repeat(b'a').take(100 << 20).chain(&b"\n{\"text\": \"Drei.\"}\n"[..]);
        let source = Box::new(std::io::BufReader::with_capacity(1 << 16, line));
        let mut rows = JsonLines::new("r.jsonl".into(), source, crate::LIMIT);
        let error = rows.next().unwrap().unwrap_err().to_string();
        assert_eq!(
            error,
            "`r.jsonl:1`: expected at most 67108864 bytes for one report, found more; split it"
        );
        assert_eq!(rows.next().unwrap().unwrap().text(), "Drei.");
    }
}
