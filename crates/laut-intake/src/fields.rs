//! What is said of a report beside its text: in a block of fields before it, or in a sidecar, a TOML file beside it.
//!
//! ```text
//! Published: 2024-01-24
//! Publisher: Abendbote
//!
//! Zwei Boote sanken vor Talmur.
//! ```
//!
//! The block starts in the first line with a field that laut knows, and ends with an empty line; the report's text is what follows. The
//! sidecar of `harbour.txt` is `harbour.toml`, with the same fields in small letters.

use std::path::{Path, PathBuf};

use laut::text::{Diagnostic, Published, Severity};
use laut::{Report, Span};

use crate::Error;

/// What may be said of a report.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    pub(crate) published: Option<Published>,
    pub(crate) publisher: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) language: Option<String>,
    /// Names of fields that nothing is known of.
    pub(crate) unknown: Vec<String>,
}

const NAMES: &str = "`Published`, `Publisher`, `Url`, `Title`, `Language`";

impl Fields {
    /// Sets a field; `None` where there is no such field.
    fn set(&mut self, name: &str, value: &str) -> Option<Result<(), laut::text::report::PublishedError>> {
        let field = match name {
            "published" => match Published::parse(value) {
                Ok(published) => {
                    self.published = Some(published);
                    return Some(Ok(()));
                }
                Err(error) => return Some(Err(error)),
            },
            "publisher" => &mut self.publisher,
            "url" => &mut self.url,
            "title" => &mut self.title,
            "language" => &mut self.language,
            _ => return None,
        };
        *field = Some(value.to_owned()).filter(|value| !value.is_empty());
        Some(Ok(()))
    }

    /// Fills in what the report does not say yet.
    pub(crate) fn fill(self, report: &mut Report, source: laut::text::DateSource) {
        if report.published.is_none() && self.published.is_some() {
            (report.published, report.dated) = (self.published, Some(source));
        }
        report.publisher = report.publisher.take().or(self.publisher);
        report.url = report.url.take().or(self.url);
        report.title = report.title.take().or(self.title);
        report.language = report.language.take().or(self.language);
        if !self.unknown.is_empty() {
            report.remarks.push(Diagnostic {
                code: "field-unknown".into(),
                severity: Severity::Warning,
                span: Span::new(0, 0),
                message: format!(
                    "expected the fields {NAMES} before the text, found `{}`",
                    self.unknown.join("`, `")
                ),
                help: Some("put an empty line first if these lines are part of the text".into()),
            });
        }
    }
}

/// Splits a text into the fields before it and the rest. Without such a block it is all rest.
pub(crate) fn split_header<'t>(input: &str, text: &'t str) -> Result<(Fields, &'t str), Error> {
    let mut fields = Fields::default();
    let mut rest = text.trim_start_matches('\u{feff}');
    for number in 1.. {
        let Some((line, after)) = rest.split_once('\n') else { return Ok((Fields::default(), text)) };
        if line.trim().is_empty() {
            return Ok(if number == 1 { (fields, text) } else { (fields, after) });
        }
        let Some((name, value)) = line.split_once(':').filter(|(name, _)| is_name(name)) else {
            return Ok((Fields::default(), text));
        };
        match fields.set(&name.to_lowercase(), value.trim()) {
            Some(Ok(())) => {}
            Some(Err(source)) => return Err(Error::Date { input: format!("{input}:{number}"), source }),
            None if number == 1 => return Ok((fields, text)),
            None => fields.unknown.push(name.to_owned()),
        }
        rest = after;
    }
    Ok((fields, rest))
}

/// One word with a capital.
fn is_name(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && name.len() <= 20 && name.chars().all(char::is_alphabetic)
}

/// The sidecar of a file.
pub(crate) fn sidecar_of(path: &Path) -> PathBuf {
    path.with_extension("toml")
}

/// Reads a sidecar; `None` where there is none.
pub(crate) fn read_sidecar(path: &Path, limit: usize) -> Result<Option<Fields>, Error> {
    let sidecar = sidecar_of(path);
    let input = sidecar.to_string_lossy().into_owned();
    let file = match std::fs::File::open(&sidecar) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::io(input, &error)),
    };
    let bytes = crate::files::read_bytes(&input, file, limit)?;
    parse_sidecar(&input, &crate::files::text_of(&input, bytes, 0, 1)?).map(Some)
}

/// The fields of a sidecar; what else stands in it is somebody else's.
fn parse_sidecar(input: &str, text: &str) -> Result<Fields, Error> {
    let error = |found: String| Error::Sidecar { input: input.to_owned(), found };
    let table: toml::Table =
        text.trim_start_matches('\u{feff}').parse().map_err(|parse: toml::de::Error| {
            let before = parse.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            error(format!("{} in line {line}", parse.message().replace('\n', " ")))
        })?;
    let mut fields = Fields::default();
    for name in ["published", "publisher", "url", "title", "language"] {
        let value = match table.get(name) {
            None => continue,
            Some(toml::Value::String(value)) => value.clone(),
            Some(toml::Value::Datetime(value)) if name == "published" => value.to_string(),
            Some(other) => return Err(error(format!("`{name} = {other}`"))),
        };
        if let Some(Err(source)) = fields.set(name, value.trim()) {
            return Err(Error::Date { input: input.to_owned(), source });
        }
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::{Fields, parse_sidecar, split_header};

    /// A text: what was found before it, and what is left of it.
    fn check(text: &str, expected: &str, left: &str) {
        let (fields, rest) = split_header("a.txt", text).unwrap();
        assert_eq!((in_words(&fields).as_str(), rest), (expected, left));
    }

    fn in_words(fields: &Fields) -> String {
        let published = fields.published.as_ref().map(|published| published.as_str().to_owned());
        let all = [&published, &fields.publisher, &fields.url, &fields.title, &fields.language];
        let mut words: Vec<String> = all.into_iter().flatten().cloned().collect();
        words.extend(fields.unknown.iter().map(|name| format!("?{name}")));
        words.join(" ")
    }

    #[test]
    fn a_block_before_the_text() {
        check("Published: 2024-01-24\n\nDrei Tote.\n", "2024-01-24", "Drei Tote.\n");
        check(
            "\u{feff}Title: Drei Tote: ein Bericht\r\nPublisher:  Abendbote \r\n\r\n\r\nDrei.",
            "Abendbote Drei Tote: ein Bericht",
            "\r\nDrei.",
        );
        check("Url: https://a.b/c\nAutorin: A. B.\nLanguage: de\n\nx", "https://a.b/c de ?Autorin", "x");
    }

    #[test]
    fn texts_without_a_block_stay_as_they_are() {
        for text in [
            "Drei Tote.",
            "Published: 2024-01-24",
            "Published: 2024-01-24\nDrei Tote.\n\nVier.",
            "Talmur: drei Tote\n\nVier.",
            "Title of the day: x\n\nVier.",
            "\nPublished: 2024-01-24\n\nVier.",
            "",
        ] {
            check(text, "", text);
        }
    }

    #[test]
    fn an_impossible_date_is_named_with_its_line() {
        let error =
            split_header("a.txt", "Title: x\nPublished: 2024-02-30\n\nDrei.").unwrap_err().to_string();
        assert!(
            error.starts_with("`a.txt:2`: `published`: expected a date like")
                && error.ends_with("`2024-02-30`")
        );
    }

    #[test]
    fn sidecars() {
        let check = |text: &str, expected: &str| {
            let found = parse_sidecar("a.toml", text).map(|fields| in_words(&fields));
            let found = found.unwrap_or_else(|error| error.to_string());
            assert!(found == expected || found.contains(expected) && !expected.is_empty(), "{found}");
        };
        check("published = 2024-01-24\npublisher = \"Bote\"\nother = [1]", "2024-01-24 Bote");
        check("published = \"2024-01-24T18:30:00Z\"", "2024-01-24T18:30:00Z");
        check("", "");
        check("published = \"2024-02-30\"", "`a.toml`: `published`: expected a date like");
        check(
            "publisher = 7",
            "`a.toml`: expected fields such as `published = \"2024-01-24\"`, found `publisher = 7`",
        );
        check("title = \"x\"\npublisher Bote", "in line 2");
    }
}
