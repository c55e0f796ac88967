//! A saved page as a report: its main text, and what it says of itself.
//!
//! The main text is found as readers of browsers find it (Mozilla's Readability), without captions, forms and lines of links. What the page
//! says of itself is read by [`crate::metadata`]. A page in which no text is found is refused rather than read as a whole: menus would
//! become claims.

use std::panic::catch_unwind;

use dom_query::Document;
use dom_smoothie::{Config, Readability};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use laut::text::{Diagnostic, Severity};
use laut::{Report, Span};

use crate::Error;
use crate::files::is_blank;
use crate::markup::main_text_of;
use crate::metadata::Said;
use crate::tags::check_tags;

/// The largest page, in bytes: most have 200,000.
pub(crate) const LIMIT: usize = 16 << 20;
/// Where a page says how it is encoded.
const HEAD: usize = 4096;

/// Reads a page.
pub(crate) fn read(input: &str, bytes: &[u8]) -> Result<Report, Error> {
    let error = |found: &str| Error::Page { input: input.to_owned(), found: found.to_owned() };
    if bytes.len() > LIMIT {
        return Err(Error::TooLong { input: input.to_owned(), limit: LIMIT });
    }
    let encoding = encoding_of(bytes);
    let (html, _, _) = encoding.decode(bytes);
    check_tags(input, &html)?;
    // The libraries walk trees that strangers made; a fault in them must not cost the other reports.
    let page = catch_unwind(|| main_part(&html))
        .map_err(|_| error("one that breaks the parser; please send it in"))?;
    let (said, text) = page.ok_or_else(|| error("none"))?;
    let mut report = Report::new(text);
    input.clone_into(&mut report.input);
    said.fill(&mut report);
    if let Some(at) = report.text().find('\u{fffd}') {
        report.remarks.push(Diagnostic {
            code: "encoding-broken".into(),
            severity: Severity::Warning,
            span: Span::new(at, at + '\u{fffd}'.len_utf8()),
            message: format!("some characters of the page are no {}", encoding.name()),
            help: Some("save the page again, as UTF-8".into()),
        });
    }
    Ok(report)
}

/// What the page says of itself, and its main text.
fn main_part(html: &str) -> Option<(Said, String)> {
    let doc = Document::from(html);
    let said = Said::by(&doc);
    let config = Config { disable_json_ld: true, keep_classes: true, ..Config::default() };
    let article = Readability::with_document(doc, None, Some(config)).ok()?.parse().ok()?;
    let text = main_text_of(&article.content);
    (!is_blank(&text)).then_some((said, text))
}

/// The encoding of a page: by its byte-order mark, as it says itself, or UTF-8 where it is that, else Windows-1252 as browsers do.
pub(crate) fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let head = String::from_utf8_lossy(bytes.get(..HEAD.min(bytes.len())).unwrap_or_default()).to_lowercase();
    let named =
        head.match_indices("charset").chain(head.match_indices("encoding=")).find_map(|(at, name)| {
            let value = head.get(at + name.len()..)?.trim_start_matches(['=', ' ', '"', '\'']);
            let end = value
                .find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c))
                .unwrap_or(value.len());
            Encoding::for_label(value.get(..end)?.as_bytes())
        });
    let is_utf8 = || std::str::from_utf8(bytes).is_ok();
    match named {
        // Browsers save pages as UTF-8 and leave what they say of themselves as it was.
        Some(encoding) if encoding != UTF_8 && !bytes.is_ascii() && is_utf8() => UTF_8,
        Some(encoding) => encoding.output_encoding(),
        None if is_utf8() => UTF_8,
        None => WINDOWS_1252,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    const WORDS: &str = "Bei einem Angriff auf den Hafen von Talmur sind am Montag mindestens zwölf Menschen getötet worden, sagte ein \
        Sprecher der Behörde. Die Armee bestritt das.";

    /// A page around a paragraph.
    fn page(head: &str) -> String {
        format!(
            "<html><head>{head}</head><body><nav><a href=x>Start</a></nav><article><p>{WORDS}</p></article></body></html>"
        )
    }

    #[test]
    fn the_main_text_alone_is_read() {
        let report = read("a.html", page("<title>Zwölf Tote</title>").as_bytes()).unwrap();
        assert_eq!(report.text(), WORDS);
        assert_eq!(report.title.as_deref(), Some("Zwölf Tote"));
        assert!(report.published.is_none() && report.remarks.is_empty());
    }

    #[test]
    fn character_sets() {
        let latin: Vec<u8> = page("<meta charset=iso-8859-1>").chars().map(|c| c as u8).collect();
        assert_eq!(read("a.html", &latin).unwrap().text(), WORDS);
        let unsaid: Vec<u8> = page("").chars().map(|c| c as u8).collect();
        assert_eq!(read("a.html", &unsaid).unwrap().text(), WORDS);
        let wide: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(page("").encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(read("a.html", &wide).unwrap().text(), WORDS);
        let kept = page("<meta charset=\"windows-1252\">");
        assert_eq!(read("a.html", kept.as_bytes()).unwrap().text(), WORDS);
        let broken: Vec<u8> = page("<meta charset=utf-8>").chars().map(|c| c as u8).collect();
        let report = read("a.html", &broken).unwrap();
        assert_eq!(report.remarks.first().map(|remark| &*remark.code), Some("encoding-broken"));
    }

    #[test]
    fn pages_without_a_text_are_refused() {
        for html in ["", "<html>", "<p></p>", "<ul><li><a href=x>Start</a></ul>"] {
            let error = read("a.html", html.as_bytes()).unwrap_err().to_string();
            assert_eq!(error, "`a.html`: expected a page with the text of a report, found none");
        }
    }

    #[test]
    fn deep_pages_need_no_deep_stack() {
        let deep = |depth: usize| format!("{}<p>{WORDS}</p>", "<div><td><ul><li><p>".repeat(depth));
        let read = |html: String| {
            let stack = std::thread::Builder::new().stack_size(1 << 20);
            stack
                .spawn(move || read("a.html", html.as_bytes()).map_err(|error| error.to_string()))
                .unwrap()
                .join()
                .unwrap()
        };
        assert_eq!(read(deep(250)).unwrap().text(), WORDS);
        assert!(read("<div>".repeat(100_000)).unwrap_err().contains("elements in each other"));
    }
}
