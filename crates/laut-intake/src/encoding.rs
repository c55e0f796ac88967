//! Bytes as text: UTF-8, UTF-16 with its byte-order mark, and Windows-1252 where that is certain.
//!
//! `F\xfcnf Tote` is read as `Fünf Tote`, and the record says that this was a guess; `F\x81nf Tote`, as DOS wrote it, is refused with the
//! place of the byte. Windows-1252 is certain where each byte of it is a letter or mark that German, English or French
//! use, where it can stand: no mark inside a word, no capital after a small letter. A detector has to agree.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use laut::text::{Diagnostic, Severity};
use laut::{Report, Span};

use crate::Error;

/// In which encoding a text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    Utf8,
    Utf16,
    Windows1252,
}

/// Files that are often taken for texts, by their first bytes.
const KINDS: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document of the old kind"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"),
];

/// The bytes as text.
pub(crate) fn decode(input: &str, bytes: Vec<u8>) -> Result<(String, Charset), Error> {
    if let Some((_, kind)) = KINDS.iter().find(|(first, _)| bytes.starts_with(first)) {
        return Err(Error::Binary { input: input.to_owned(), found: (*kind).to_owned(), byte: 0 });
    }
    match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            let (text, has_errors) =
                encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
            if has_errors {
                let whole = text.split('\u{fffd}').next().unwrap_or_default();
                let byte = mark + 2 * whole.encode_utf16().count();
                return Err(Error::NotUtf16 { input: input.to_owned(), byte });
            }
            no_nul(input, text.as_bytes())?;
            return Ok((text.into_owned(), Charset::Utf16));
        }
        _ => no_nul(input, &bytes)?,
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, Charset::Utf8)),
        Err(error) => match windows_1252(error.as_bytes()) {
            Some(text) => Ok((text, Charset::Windows1252)),
            None => Err(not_utf8(input, error.as_bytes(), error.utf8_error().valid_up_to(), 0, 1)),
        },
    }
}

/// The error about a byte that is no UTF-8; `start` is where the bytes stand in the file, `line` the number of their first line.
pub(crate) fn not_utf8(input: &str, bytes: &[u8], byte: usize, start: usize, line: usize) -> Error {
    let line = line + bytes.iter().take(byte).filter(|b| **b == b'\n').count();
    let found = bytes.get(byte).copied().unwrap_or_default();
    Error::NotUtf8 { input: input.to_owned(), found, byte: start + byte, line }
}

/// No text has the byte 0 in it.
fn no_nul(input: &str, bytes: &[u8]) -> Result<(), Error> {
    match bytes.iter().position(|byte| *byte == 0) {
        Some(byte) => Err(Error::Binary { input: input.to_owned(), found: "the byte 0x00".to_owned(), byte }),
        None => Ok(()),
    }
}

/// The text, if it is certain that the bytes are Windows-1252 (of which ISO 8859-1 is a part).
fn windows_1252(bytes: &[u8]) -> Option<String> {
    const LETTERS: &str = "äöüÄÖÜßéèêëáàâåãóòôõøíìîïúùûçñæœÉÈÁÀÂÅÓÔØÍÚÇÑÆŒ";
    const MARKS: &str = "„“”‚‘’«»‹›–—…€£§°·•²³½¼¾©®™\u{a0}\u{ad}¿¡";
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    if detector.guess(None, Utf8Detection::Deny) != WINDOWS_1252 {
        return None;
    }
    let text = WINDOWS_1252.decode_without_bom_handling_and_without_replacement(bytes)?;
    let mut characters = text.chars().peekable();
    let mut before = ' ';
    while let Some(character) = characters.next() {
        let after = characters.peek().copied().unwrap_or(' ');
        let is_inside = before.is_alphabetic() && after.is_alphabetic();
        let is_plain = character.is_ascii_graphic() || character.is_ascii_whitespace();
        let is_letter = LETTERS.contains(character)
            && !(character.is_uppercase() && before.is_lowercase())
            && (before.is_alphabetic() || after.is_alphabetic() || "àÀéÉ".contains(character));
        let is_mark = MARKS.contains(character) && (!is_inside || "’\u{ad}–—·".contains(character));
        if !is_plain && !is_letter && !is_mark {
            return None;
        }
        before = character;
    }
    Some(text.into_owned())
}

impl Charset {
    /// Leaves a remark in a report that was not written in UTF-8.
    pub(crate) fn remark_in(self, report: &mut Report) {
        let (code, severity, message) = match self {
            Self::Utf8 => return,
            Self::Utf16 => ("encoding-utf16", Severity::Note, "read as UTF-16, as its byte-order mark says"),
            Self::Windows1252 => (
                "encoding-guessed",
                Severity::Warning,
                "no UTF-8; read as Windows-1252, which its letters fit",
            ),
        };
        let first = report.text().char_indices().find(|(_, character)| !character.is_ascii());
        let span = first.map_or(Span::new(0, 0), |(at, character)| Span::new(at, at + character.len_utf8()));
        let (message, help) = (message.to_owned(), Some("save it as UTF-8 if letters look wrong".into()));
        report.remarks.push(Diagnostic { code: code.into(), severity, span, message, help });
    }
}

#[cfg(test)]
mod tests {
    use super::{Charset, decode};

    /// Bytes that are read: as what, and as which charset.
    fn check(bytes: &[u8], expected: &str, charset: Charset) {
        assert_eq!(decode("a.txt", bytes.to_vec()).unwrap(), (expected.to_owned(), charset));
    }

    /// Bytes that are refused, with this in the message.
    fn refused(bytes: &[u8], expected: &str) {
        let error = decode("a.txt", bytes.to_vec()).unwrap_err().to_string();
        assert!(error.starts_with("`a.txt`: expected ") && error.contains(expected), "{error}");
    }

    #[test]
    fn utf_16_by_its_mark() {
        check(b"\xff\xfeF\0\xfc\0n\0f\0", "Fünf", Charset::Utf16);
        check(b"\xfe\xff\0F\0\xfc\0n\0f", "Fünf", Charset::Utf16);
        refused(b"\xff\xfeF\0\xfc", "half a character at byte 4");
        refused(b"\xff\xfea\0\x00\xd8b\0", "half a character at byte 4");
        refused(b"F\0\xfc\0n\0", "the byte 0x00 at byte 1");
        refused(b"\xff\xfe\0\0F\0\0\0", "the byte 0x00");
    }

    #[test]
    fn windows_1252_where_it_is_certain() {
        check(b"F\xfcnf Menschen starben.\n", "Fünf Menschen starben.\n", Charset::Windows1252);
        check(
            b"\x84Drei Tote\x93, sagte er \x96 das w\xe4re",
            "„Drei Tote“, sagte er – das wäre",
            Charset::Windows1252,
        );
        check(b"That\x92s the caf\xe9 where 3 died", "That’s the café where 3 died", Charset::Windows1252);
        check("F\u{fc}nf".as_bytes(), "Fünf", Charset::Utf8);
    }

    #[test]
    fn other_bytes_are_refused_with_their_place() {
        refused(b"Drei\nF\x81nf Menschen starben.\n", "found the byte 0x81 at byte 6 in line 2");
        refused(b"F\x9fnf M\x8anner starben bei K\x9aln", "0x9F at byte 1"); // Mac Roman
        refused(b"M\x84nner und H\x84user", "0x84"); // DOS
        refused(b"\xcf\xf2\xe8\xe2\xe5\xf2 \xec\xe8\xf0", "0xCF"); // Russian
        refused(b"za\xbf\xf3\xb3\xe6 g\xea\xb6l\xb1 ja\xbc\xf1", "0xBF"); // Polish
        refused(b"F\xfcnf\x07 Tote", "0xFC");
    }

    #[test]
    fn files_that_are_no_text() {
        refused(b"%PDF-1.7 ...", "a PDF document");
        refused(b"\x89PNG\r\n\x1a\n\0\0", "a PNG image");
        refused(b"abc\0def", "the byte 0x00 at byte 3");
    }
}
