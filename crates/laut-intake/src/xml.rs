//! XML before it is taken apart: decoded, well formed, and not nested deeper than any feed or document is.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::Error;
use crate::page::encoding_of;
use crate::tags::{ATTRIBUTES, DEPTH};

/// The bytes as text, without the declaration: what it says of the encoding is no longer true.
pub(crate) fn decode(bytes: &[u8]) -> String {
    let (text, _, _) = encoding_of(bytes).decode(bytes);
    let rest = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    let rest = match rest.strip_prefix("<?xml").and_then(|declaration| declaration.split_once("?>")) {
        // Line ends stay, so that lines are counted as in the file.
        Some((declaration, rest)) => format!("{}{rest}", "\n".repeat(declaration.matches('\n').count())),
        None => rest.to_owned(),
    };
    let before = text.len() - text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace()).len();
    let lines = text.get(..before).unwrap_or_default().matches('\n').count();
    format!("{}{rest}", "\n".repeat(lines))
}

/// What is wrong with a piece of XML.
pub(crate) enum Fault {
    /// It is nested too deep, or a tag is too long: the limit, of what, and the line in which it is passed.
    TooMany(usize, &'static str, u64),
    /// It is no XML; what was found, and where.
    Broken(String),
}

impl Fault {
    /// As an error; `broken` makes one of what was found.
    pub(crate) fn into_error(self, input: &str, broken: impl FnOnce(String) -> Error) -> Error {
        match self {
            Self::TooMany(limit, what, line) => Error::TooMany { input: input.to_owned(), limit, what, line },
            Self::Broken(found) => broken(found),
        }
    }
}

/// Reads a piece of XML to its end, and gives the name of its outermost element.
pub(crate) fn check(text: &str) -> Result<String, Fault> {
    let mut reader = Reader::from_str(text);
    let (mut depth, mut root) = (0_usize, None);
    let line = |position: u64| {
        let position = usize::try_from(position).unwrap_or(usize::MAX).min(text.len());
        text.bytes().take(position).filter(|byte| *byte == b'\n').count() as u64 + 1
    };
    loop {
        let event = reader.read_event();
        if let Ok(Event::Start(start) | Event::Empty(start)) = &event
            && start.attributes().with_checks(false).take(ATTRIBUTES + 1).count() > ATTRIBUTES
        {
            let line = line(reader.buffer_position());
            return Err(Fault::TooMany(ATTRIBUTES, "attributes in one tag", line));
        }
        match event {
            Ok(Event::Start(start)) => {
                depth += 1;
                root.get_or_insert_with(|| start.local_name().as_ref().to_owned());
            }
            Ok(Event::Empty(start)) => {
                root.get_or_insert_with(|| start.local_name().as_ref().to_owned());
            }
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) if depth > 0 => {
                return Err(Fault::Broken("an end before all elements are closed".to_owned()));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let line = line(reader.error_position());
                return Err(Fault::Broken(format!("broken XML in line {line} ({error})")));
            }
        }
        if depth > DEPTH {
            return Err(Fault::TooMany(DEPTH, "elements in each other", line(reader.buffer_position())));
        }
    }
    root.ok_or_else(|| Fault::Broken("no XML".to_owned()))
}
