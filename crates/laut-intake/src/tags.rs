//! Counts the tags of a page before a tree is made of them: how deep they are nested, and how many elements they will become.
//!
//! A tree of 100,000 elements in each other costs minutes or the stack, and `<font size=1>` that is never closed is opened again in each
//! paragraph that follows. No page of a newspaper is near these limits; a page made to do harm is refused in the time it takes to read it.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};

use crate::Error;

/// Elements in each other; browsers stop there too.
pub(crate) const DEPTH: usize = 512;
/// Attributes of one tag; each is compared with all before it.
pub(crate) const ATTRIBUTES: usize = 1000;
/// Elements and texts that a page may become.
const NODES: usize = 2_000_000;

/// Elements without an end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Elements that end where the next of their kind starts, so that a missing end tag does not nest them.
const ENDS_ITSELF: &[&str] = &[
    "body", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rp", "rt", "tbody", "td", "tfoot",
    "th", "thead", "tr",
];
/// Elements that are opened again in each block until they are closed.
const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"];
/// How often the same of them is opened again at most.
const SAME: usize = 3;

/// An error if the tags of a page are nested too deep, become too many elements, or are too long.
pub(crate) fn check_tags(input: &str, html: &str) -> Result<(), Error> {
    let too_many = |limit, what, line| Error::TooMany { input: input.to_owned(), limit, what, line };
    if let Some(at) = long_tag(html.as_bytes()) {
        let line = html.bytes().take(at).filter(|byte| *byte == b'\n').count() as u64 + 1;
        return Err(too_many(ATTRIBUTES, "attributes in one tag", line));
    }
    let page = BufferQueue::default();
    page.push_back(StrTendril::from(html));
    let tokens = Tokenizer::new(Counter::default(), Default::default());
    while !page.is_empty() {
        // A counter never asks to stop for a script; what the tokenizer gives back is always "done".
        let _ = tokens.feed(&page);
    }
    tokens.end();
    match tokens.sink.0.borrow().passed {
        Some((limit, what, line)) => Err(too_many(limit, what, line)),
        None => Ok(()),
    }
}

/// Where a tag has too many attributes. Scripts and comments are passed over, but not in a drawing or formula, where they are tags
/// like others.
fn long_tag(html: &[u8]) -> Option<usize> {
    let starts = |at: usize, word: &[u8]| {
        html.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word))
    };
    let end_of =
        |from: usize, word: &[u8]| (from..html.len()).find(|at| starts(*at, word)).unwrap_or(html.len());
    let (mut at, mut is_foreign) = (0, false);
    while let Some(found) = html.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'<')) {
        at += found + 1;
        is_foreign |= starts(at, b"svg") || starts(at, b"math");
        is_foreign &= !starts(at, b"/svg") && !starts(at, b"/math");
        if !is_foreign && starts(at, b"!--") {
            at = end_of(at + 3, b"-->");
        } else if !is_foreign && starts(at, b"script") {
            at = end_of(at, b"</script");
        } else if html.get(at).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/') {
            let mut attributes = 0;
            while let Some(byte) = html.get(at).filter(|byte| **byte != b'>') {
                at += 1;
                attributes += usize::from(
                    byte.is_ascii_whitespace() || *byte == b'/' || *byte == b'=' || *byte == b'\'',
                );
                if attributes > 2 * ATTRIBUTES {
                    return Some(at);
                }
                if *byte == b'=' {
                    at += html.get(at..)?.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                    if let Some(mark) = html.get(at).filter(|mark| **mark == b'"' || **mark == b'\'') {
                        let value = html.get(at + 1..)?;
                        at += 2 + value.iter().position(|byte| byte == mark).unwrap_or(value.len());
                    }
                }
            }
        }
    }
    None
}

/// What is open while tags are counted.
#[derive(Default)]
struct Open {
    elements: Vec<String>,
    /// Formatting elements with their attributes.
    formatting: Vec<(String, String)>,
    nodes: usize,
    /// The limit that was passed, of what, and in which line.
    passed: Option<(usize, &'static str, u64)>,
}

#[derive(Default)]
struct Counter(RefCell<Open>);

impl TokenSink for Counter {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut open = self.0.borrow_mut();
        if open.passed.is_some() {
            return TokenSinkResult::Continue;
        }
        let Token::TagToken(tag) = token else {
            open.nodes += usize::from(matches!(token, Token::CharacterTokens(_) | Token::CommentToken(_)));
            return TokenSinkResult::Continue;
        };
        open.take(&tag);
        if open.elements.len() > DEPTH || open.formatting.len() > DEPTH {
            open.passed = Some((DEPTH, "elements in each other", line));
        } else if open.nodes > NODES {
            open.passed = Some((NODES, "elements", line));
        }
        match &*tag.name {
            "script" if tag.kind == TagKind::StartTag => TokenSinkResult::RawData(RawKind::ScriptData),
            "title" | "textarea" if tag.kind == TagKind::StartTag => {
                TokenSinkResult::RawData(RawKind::Rcdata)
            }
            "style" | "xmp" | "iframe" | "noembed" | "noframes" if tag.kind == TagKind::StartTag => {
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            "plaintext" if tag.kind == TagKind::StartTag => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        }
    }
}

impl Open {
    fn take(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if tag.kind == TagKind::EndTag {
            if let Some(at) = self.elements.iter().rposition(|open| open == name) {
                self.elements.truncate(at);
            }
            if let Some(at) = self.formatting.iter().rposition(|(open, _)| open == name) {
                self.formatting.remove(at);
            }
            return;
        }
        self.nodes += 1 + self.formatting.len();
        if VOID.contains(&name) {
            return;
        }
        // In drawings and formulas, nothing ends itself but with a stroke.
        let is_foreign = self.elements.iter().any(|open| open == "svg" || open == "math");
        if is_foreign && tag.self_closing || !is_foreign && ENDS_ITSELF.contains(&name) {
            return;
        }
        self.elements.push(name.to_owned());
        if FORMATTING.contains(&name) {
            let attributes: Vec<String> = tag
                .attrs
                .iter()
                .map(|attribute| format!("{:?}={}", attribute.name.local, attribute.value))
                .collect();
            let key = (name.to_owned(), attributes.join(" "));
            if self.formatting.iter().filter(|open| **open == key).count() < SAME {
                self.formatting.push(key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check_tags;

    fn is_good(html: &str) -> bool {
        check_tags("a.html", html).is_ok()
    }

    #[test]
    fn broken_pages_are_no_deep_pages() {
        assert!(is_good(&"<p>Drei<li>vier<br><td>fünf".repeat(5000)));
        assert!(is_good(&"<div><b>Drei</b></div>".repeat(5000)));
        assert!(is_good(&format!("<script>{}</script>", "'<div>'+".repeat(5000))));
        assert!(is_good(&format!("<!-- {} -->", "<div>".repeat(5000))));
        assert!(is_good(&"<p><font color=red>Drei".repeat(500)));
        assert!(is_good(""));
    }

    #[test]
    fn pages_made_to_do_harm() {
        assert!(!is_good(&"<div>".repeat(100_000)));
        assert!(!is_good(&"<svg><td>".repeat(100_000)));
        let unclosed: String = (0..600).map(|size| format!("<div><font size={size}></div>")).collect();
        assert!(!is_good(&unclosed));
        let fewer: String =
            (0..400).map(|size| format!("<font size={size}></font><font size={size}>")).collect();
        assert!(!is_good(&format!("{fewer}{}", "<p>x".repeat(10_000))));
        let long: String = (0..2000).map(|name| format!(" a{name}='>'")).collect();
        assert!(!is_good(&format!("<p{long}>")) && !is_good(&format!("<svg><script><p{long}></script>")));
        assert!(is_good(&format!("<!-- <p{long}> --><script>a<p{long}</script>")));
        let error = check_tags("a.html", &format!("<p>\n\n{}", "<div>".repeat(600))).unwrap_err().to_string();
        assert_eq!(error, "`a.html`: expected at most 512 elements in each other, found more in line 3");
    }
}
