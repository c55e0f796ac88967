//! Words of a report with marks and labels under them.
//!
//! News has a paragraph in a line. So the text is broken at spaces into lines that fit, which moves no character, and
//! a mark that goes over several lines is drawn under each of them, with its label under the last.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use laut::text::Severity;
use laut::{Document, Record, Span};
use unicode_width::UnicodeWidthChar;

use crate::view::Look;
use crate::view::cells::{clean, how_many};
use crate::view::names::Names;

/// Columns that the frame of a snippet takes.
const FRAME: usize = 4;

/// Some words to be marked.
struct Mark {
    span: Span,
    label: String,
    is_strong: bool,
}

/// The report's text in lines that fit, below which marks are drawn.
pub(crate) fn lines(doc: &Document, look: Look) -> String {
    broken(doc.text(), look.width.saturating_sub(FRAME))
}

/// One claim: a line about it, and its words in `lines` with source, cue, content, figures and events marked.
pub(crate) fn claim(doc: &Document, record: &Record, lines: &str, index: usize, look: Look) -> String {
    let written = &record.claims[index];
    let facts = [&*written.id, &Names::of(record).who(written), written.act, written.mode, written.certainty];
    let title = format!("{} · rule {}", facts.join(" · "), written.rule);
    let title = if written.polarity == "negative" { format!("{title} · negated") } else { title };
    let snippet = snippet(lines, &marks(doc, record, index));
    let shown = Group::with_level(Level::NOTE).element(snippet);
    let heading = look.heading(&clean(&title));
    format!("{heading}{}\n\n", renderer(look).render(&[shown]))
}

/// Everything that a claim points at.
fn marks(doc: &Document, record: &Record, index: usize) -> Vec<Mark> {
    let (claim, written) = (&doc.claims[index], &record.claims[index]);
    let said = &claim.attribution;
    let names = Names::of(record);
    let mark = |span, label: String, is_strong| Mark { span, label, is_strong };
    let mut marks: Vec<Mark> =
        said.content.iter().map(|piece| mark(*piece, "content".into(), false)).collect();
    if let (Some(span), Some(source)) = (said.source, &written.source) {
        let name = names.reference(source);
        let is_name = name == source.text;
        marks.push(mark(span, if is_name { "source".into() } else { format!("source: {name}") }, true));
    }
    marks.extend(said.through.iter().map(|span| mark(*span, "heard through".into(), true)));
    marks.extend(said.cue.map(|span| mark(span, "cue".into(), true)));
    marks.extend(said.said.medium.map(|span| mark(span, "medium".into(), false)));
    marks.extend(said.said.addressee.map(|span| mark(span, "addressee".into(), false)));
    for (figure, written) in claim.figures.iter().zip(&written.figures) {
        let figure = &doc.figures[*figure];
        let label = format!(
            "{}: {} {}, {}, rule {}",
            written.id,
            how_many(written),
            written.harm,
            written.count,
            figure.rule
        );
        marks.push(mark(figure.span, label, true));
    }
    for (event, written) in claim.events.iter().zip(&written.events) {
        let event = &doc.events[*event];
        let kind = written
            .mode
            .map_or_else(|| written.event_type.to_owned(), |mode| format!("{} {mode}", written.event_type));
        marks.push(mark(
            event.trigger,
            format!("{}: {kind}, {}, rule {}", written.id, written.status, event.rule),
            true,
        ));
    }
    marks
}

/// The lines that hold the marks, from the first to the last.
fn snippet<'a>(text: &str, marks: &[Mark]) -> Snippet<'a, Annotation<'a>> {
    let first = marks.iter().map(|mark| mark.span.start()).min().unwrap_or(0);
    let last = marks.iter().map(|mark| mark.span.end()).max().unwrap_or(0);
    let start = text.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(last..).and_then(|after| after.find('\n')).map_or(text.len(), |at| last + at);
    let shown = text.get(start..end).unwrap_or_default().to_owned();
    let annotations: Vec<_> = marks
        .iter()
        .flat_map(|mark| {
            let kind = if mark.is_strong { AnnotationKind::Primary } else { AnnotationKind::Context };
            let pieces = lines_of(&shown, mark.span.start() - start..mark.span.end() - start);
            let count = pieces.len();
            pieces.into_iter().enumerate().map(move |(index, piece)| {
                let label = (index + 1 == count).then(|| mark.label.clone());
                kind.span(piece).label(label)
            })
        })
        .collect();
    Snippet::source(shown).line_numbering(false).annotations(annotations)
}

/// Breaks lines at spaces, each of which becomes a line feed: every byte stays where it is.
fn broken(text: &str, width: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let (mut column, mut space) = (0, None);
    for (at, character) in text.char_indices() {
        match character {
            '\n' => (column, space) = (0, None),
            _ => column += character.width().unwrap_or(0),
        }
        if character == ' ' {
            space = Some((at, column));
        }
        if let Some((break_at, before)) = space.filter(|_| column > width) {
            bytes[break_at] = b'\n';
            (column, space) = (column - before, None);
        }
    }
    String::from_utf8(bytes).expect("a space and a line feed are one byte each")
}

/// A range of a text in pieces, one for each line, without space at their ends.
fn lines_of(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let words = text.get(range.clone()).unwrap_or_default();
    let mut pieces = Vec::new();
    let mut at = range.start;
    for line in words.split('\n') {
        let trimmed = line.trim();
        let from = at + (line.len() - line.trim_start().len());
        if !trimmed.is_empty() {
            pieces.push(from..from + trimmed.len());
        }
        at += line.len() + 1;
    }
    pieces
}

/// What was seen but not used, at its line of the file.
pub(crate) fn remarks(doc: &Document, look: Look) -> String {
    let renderer = renderer(look).term_width(look.width);
    let mut text = String::new();
    for found in &doc.diagnostics {
        let level = match found.severity {
            Severity::Note => Level::NOTE,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(found.message.as_str()).id(&*found.code);
        let mut group = if found.span.is_empty() {
            Group::with_title(title)
        } else {
            let mark = AnnotationKind::Primary.span(found.span.range());
            title.element(Snippet::source(doc.text()).path(doc.report().input.as_str()).annotation(mark))
        };
        if let Some(help) = &found.help {
            group = group.element(Level::HELP.message(&**help));
        }
        text.push_str(&renderer.render(&[group]));
        text.push_str("\n\n");
    }
    text
}

fn renderer(look: Look) -> Renderer {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(look.width)
}

#[cfg(test)]
mod tests {
    use super::{broken, lines_of};
    use crate::commands::explain::explanation;
    use crate::view::Look;

    #[test]
    fn breaking_lines_moves_nothing() {
        let text = "Bei Übergriffen starben\nzwölf Menschen, so Öhlschläger";
        let lines = broken(text, 12);
        assert_eq!(lines, "Bei\nÜbergriffen\nstarben\nzwölf\nMenschen, so\nÖhlschläger");
        assert_eq!(lines.len(), text.len());
    }

    #[test]
    fn a_mark_over_two_lines_is_drawn_under_both() {
        assert_eq!(lines_of("drei Tote\n und zwölf", 5..14), [5..9, 11..14]);
    }

    #[test]
    fn a_claim_under_its_words() {
        let look = Look { width: 90, colour: false };
        insta::assert_snapshot!(explanation(&crate::sample::document(), Some("c1"), look).unwrap(), @r###"
            c1 · Ali Karim · state · indirect · asserted · rule de.cue.verb
             |
             | Bei einem Luftangriff auf Borkhafen sind am Montag mindestens 40 Menschen getötet
             | ---------------------------------------------------^^^^^^^^^^^^^-----------------
             |                                                    |
             |                                                    f1: ≥ 40 killed, new, rule de.figure
             | worden, darunter 12 Kinder, sagte Gesundheitsminister Ali Karim. Die Armee von Norland
             | -----------------^^-------  ^^^^^ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ source: Ali Karim
             | |                |          |
             | |                |          cue
             | |                f2: 12 killed, new, rule de.figure
             | content
        "###);
    }

    #[test]
    fn the_whole_report() {
        let look = Look { width: 90, colour: false };
        insta::assert_snapshot!(explanation(&crate::sample::document(), None, look).unwrap(), @r###"
            Viele Tote in Borkhafen
            Küstenbote · 2024-03-05 · de · 61 words · 4 claims · 3 figures

            c1 · Ali Karim · state · indirect · asserted · rule de.cue.verb
             |
             | Bei einem Luftangriff auf Borkhafen sind am Montag mindestens 40 Menschen getötet
             | ---------------------------------------------------^^^^^^^^^^^^^-----------------
             |                                                    |
             |                                                    f1: ≥ 40 killed, new, rule de.figure
             | worden, darunter 12 Kinder, sagte Gesundheitsminister Ali Karim. Die Armee von Norland
             | -----------------^^-------  ^^^^^ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ source: Ali Karim
             | |                |          |
             | |                |          cue
             | |                f2: 12 killed, new, rule de.figure
             | content

            c2 · Armee von Norland · deny · reported · asserted · rule de.cue.verb
             |
             | worden, darunter 12 Kinder, sagte Gesundheitsminister Ali Karim. Die Armee von Norland
             |                                                                  ^^^^^^^^^^^^^^^^^^^^^ source: Armee von Norland
             | wies das zurück. „Wir haben nur Stellungen der Rebellen beschossen“, teilte ihr
             | ^^^^^---^^^^^^^
             | |    |
             | |    content
             | cue

            c3 · Jörg Öhlschläger · state · direct · asserted · rule de.cue.verb
             |
             | wies das zurück. „Wir haben nur Stellungen der Rebellen beschossen“, teilte ihr
             |                   ------------------------------------------------   ^^^^^^ ^^^
             |                   |                                                  |
             |                   |                                                  cue
             |                   content
             | Sprecher Jörg Öhlschläger mit.
             | ^^^^^^^^^^^^^^^^^^^^^^^^^ source: Jörg Öhlschläger

            c4 · not named · state · indirect · asserted · rule de.cue.verb
             |
             | Seit Oktober seien mehr als 9.000 Menschen getötet worden, hieß es. Die Agentur konnte
             | -------------------^^^^^^^^^^^^^^------------------------  ^^^^^^^ cue
             | |                  |
             | |                  f3: > 9 000 killed, total, rule de.figure
             | content

            warning[time-open]: expected a year for `Oktober`, found none
             --> bericht.txt:3:6
              |
            3 | Seit Oktober seien mehr als 9.000 Menschen getötet worden, hieß es. Die Agentur kon...
              |      ^^^^^^^
        "###);
    }

    #[test]
    fn a_claim_that_is_not_there() {
        let look = Look { width: 90, colour: false };
        let error = explanation(&crate::sample::document(), Some("c9"), look).unwrap_err();
        assert_eq!(error.to_string(), "expected a claim from `c1` to `c4`, found `c9`");
    }
}
