//! Documents of word processors: the words of `word/document.xml` and of its footnotes, paragraph by paragraph.
//!
//! What was struck out while changes were tracked is left out, what was put in stays. The document's own day of creation is only a guess
//! at the day of publication, and is marked as one.

use std::io::{Cursor, Read};

use laut::Report;
use laut::text::DateSource;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::Error;
use crate::dates::published_of;
use crate::files::is_blank;
use crate::xml;

/// The largest part of a document that is unpacked, in bytes: a book of 1,000 pages has ten million.
const UNPACKED: u64 = 64 << 20;
/// The words of a document pack to a tenth; a part that grows more than this is made to fill the memory.
const RATIO: u64 = 250;
/// Parts that are smaller may grow as they like, in bytes.
const SMALL: u64 = 1 << 20;

/// Reads a document.
pub(crate) fn read(input: &str, bytes: &[u8]) -> Result<Report, Error> {
    let error = |found: String| Error::Docx { input: input.to_owned(), found };
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|cause| error(format!("no ZIP archive ({cause})")))?;
    let document = part(input, &mut archive, "word/document.xml")?;
    let document = document.ok_or_else(|| error("a ZIP archive without `word/document.xml`".to_owned()))?;
    let mut text = words(input, &document)?;
    if let Some(notes) = part(input, &mut archive, "word/footnotes.xml")? {
        let notes = words(input, &notes)?;
        if !notes.is_empty() {
            text = format!("{text}\n\n{notes}").trim_start().to_owned();
        }
    }
    if is_blank(&text) {
        return Err(Error::Empty { input: input.to_owned(), found: "a document without words" });
    }
    let mut report = Report::new(text);
    input.clone_into(&mut report.input);
    if let Some(core) = part(input, &mut archive, "docProps/core.xml")? {
        report.title = property(&core, "title");
        report.published = property(&core, "created").as_deref().and_then(published_of);
        report.dated = report.published.as_ref().map(|_| DateSource::Guessed);
    }
    Ok(report)
}

/// A part of the document, unpacked; `None` where there is none of that name.
fn part(input: &str, archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Error> {
    let error = |found: String| Error::Docx { input: input.to_owned(), found };
    let part = match archive.by_name(name) {
        Ok(part) => part,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(cause) => return Err(error(format!("`{name}`, which cannot be unpacked ({cause})"))),
    };
    let packed = part.compressed_size();
    let limit = UNPACKED.min(SMALL.max(packed.saturating_mul(RATIO)));
    let mut bytes = Vec::new();
    // What the archive says of its sizes may be a lie; what is unpacked is counted.
    let read = part.take(limit + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > limit {
        return Err(error(format!("`{name}`, which unpacks {packed} bytes to more than {limit}")));
    }
    read.map_err(|cause| error(format!("`{name}`, which cannot be unpacked ({cause})")))?;
    Ok(Some(xml::decode(&bytes)))
}

/// The words of a part, an empty line between its paragraphs.
fn words(input: &str, part: &str) -> Result<String, Error> {
    let broken = |found: String| Error::Docx { input: input.to_owned(), found };
    xml::check(part).map_err(|fault| fault.into_error(input, broken))?;
    let mut reader = Reader::from_str(part);
    let (mut text, mut paragraph) = (String::new(), String::new());
    // Whether words are being read, and in how many elements that are left out.
    let (mut is_text, mut left_out) = (false, 0_usize);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(start) => match start.local_name().as_ref() {
                _ if left_out > 0 => left_out += 1,
                // The same words once more, for older programs.
                "Fallback" => left_out = 1,
                "t" => is_text = true,
                name => paragraph.push_str(mark_of(name)),
            },
            Event::Empty(start) if left_out == 0 => paragraph.push_str(mark_of(start.local_name().as_ref())),
            Event::End(_) if left_out > 0 => left_out -= 1,
            Event::End(end) => match end.local_name().as_ref() {
                "t" => is_text = false,
                "p" => end_paragraph(&mut text, &mut paragraph),
                _ => {}
            },
            Event::Text(words) if is_text && left_out == 0 => paragraph.push_str(&words.xml10_content()),
            Event::CData(words) if is_text && left_out == 0 => paragraph.push_str(&words.xml10_content()),
            Event::GeneralRef(reference) if is_text && left_out == 0 => {
                paragraph.push_str(&character_of(&reference))
            }
            _ => {}
        }
    }
    end_paragraph(&mut text, &mut paragraph);
    Ok(text)
}

/// What stands in the text for an element without words.
fn mark_of(name: &str) -> &'static str {
    match name {
        "tab" => "\t",
        "br" | "cr" => "\n",
        "noBreakHyphen" => "\u{2011}",
        _ => "",
    }
}

fn end_paragraph(text: &mut String, paragraph: &mut String) {
    let words = paragraph.trim();
    if !words.is_empty() {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(words);
    }
    paragraph.clear();
}

/// `&amp;` and `&#228;`.
fn character_of(reference: &quick_xml::events::BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => character.to_string(),
        _ => quick_xml::escape::resolve_predefined_entity(reference).unwrap_or_default().to_owned(),
    }
}

/// A property of the document, such as its title.
fn property(core: &str, name: &str) -> Option<String> {
    let mut reader = Reader::from_str(core);
    let (mut is_inside, mut value) = (false, String::new());
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => is_inside = start.local_name().as_ref() == name,
            Event::Text(words) if is_inside => value.push_str(&words.xml10_content()),
            Event::GeneralRef(reference) if is_inside => value.push_str(&character_of(&reference)),
            Event::End(_) if is_inside => {
                return Some(value.trim().to_owned()).filter(|value| !value.is_empty());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;

    use super::read;

    /// A document of these parts.
    pub(crate) fn document(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn message(bytes: &[u8]) -> String {
        read("a.docx", bytes).unwrap_err().to_string()
    }

    #[test]
    fn paragraphs_footnotes_and_properties() {
        let body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<w:document><w:body>\
            <w:p><w:r><w:t>Zw&#246;lf </w:t></w:r><w:del><w:r><w:delText>drei</w:delText></w:r></w:del><w:ins><w:r><w:t>Tote &amp; drei</w:t></w:r></w:ins></w:p>\
            <w:p/><w:p><w:r><w:t>Vier</w:t><w:tab/><w:t>fünf</w:t><w:br/><w:t>sechs</w:t><w:instrText>PAGE</w:instrText></w:r></w:p>\
            <mc:AlternateContent><mc:Choice><w:p><w:t>einmal</w:t></w:p></mc:Choice><mc:Fallback><w:p><w:t>zweimal</w:t></w:p></mc:Fallback></mc:AlternateContent>\
            </w:body></w:document>";
        let notes = "<w:footnotes><w:footnote><w:p><w:r><w:t>Quelle: Bote</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let core = "<cp:coreProperties><dc:title>Zwölf Tote</dc:title><dcterms:created>2024-03-05T10:00:00Z</dcterms:created></cp:coreProperties>";
        let parts = [("word/document.xml", body), ("word/footnotes.xml", notes), ("docProps/core.xml", core)];
        let report = read("a.docx", &document(&parts)).unwrap();
        assert_eq!(report.text(), "Zwölf Tote & drei\n\nVier\tfünf\nsechs\n\neinmal\n\nQuelle: Bote");
        assert_eq!(
            (report.title.as_deref(), report.dated.map(|dated| dated.as_str())),
            (Some("Zwölf Tote"), Some("guessed"))
        );
    }

    #[test]
    fn files_that_are_no_documents() {
        assert!(
            message(b"Drei Tote").starts_with("`a.docx`: expected a .docx document, found no ZIP archive")
        );
        assert!(
            message(&document(&[("a", "b")])).ends_with("found a ZIP archive without `word/document.xml`")
        );
        assert!(
            message(&document(&[("word/document.xml", "<w:p>")]))
                .ends_with("found an end before all elements are closed")
        );
        assert!(
            message(&document(&[("word/document.xml", "<w:p></w:p>")]))
                .ends_with("found a document without words")
        );
        assert!(
            message(&document(&[("word/document.xml", &"<a>".repeat(100_000))]))
                .contains("elements in each other")
        );
        let good = document(&[("word/document.xml", "<w:p><w:t>Drei</w:t></w:p>")]);
        assert!(read("a.docx", &good[..good.len() - 30]).is_err());
    }

    #[test]
    fn a_zip_bomb_is_not_unpacked() {
        let found = message(&document(&[("word/document.xml", &" ".repeat(32 << 20))]));
        assert!(
            found.contains("`word/document.xml`, which unpacks ") && found.contains("bytes to more than"),
            "{found}"
        );
    }
}
