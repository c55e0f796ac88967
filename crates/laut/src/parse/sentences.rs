//! Splits a report into paragraphs and sentences, and tells headings from running text.
//!
//! `Am 28. Dezember starb Dr. Kern. „Er fehlt!“, sagte sie.` is two sentences; so is `He left at 3 p.m. The U.S. said nothing.`
//!
//! A blank line ends a paragraph. A single line break does too, unless the text is wrapped to a width, as agencies send it.
//! After UAX #29 and the Punkt paper (Kiss and Strunk 2006), with lists of abbreviations instead of statistics.

use std::ops::Range;

use crate::lang::LanguageData;
use crate::text::{Document, Sentence};

/// Writes [`Document::sentences`]; they cover every token once.
pub fn find_sentences(doc: &mut Document, data: &LanguageData) {
    let is_wrapped = is_wrapped(doc.text());
    let mut sentences = Vec::new();
    let mut start = 0;
    for paragraph_end in paragraph_ends(doc, is_wrapped) {
        let paragraph = start..paragraph_end;
        let first = sentences.len();
        let mut from = paragraph.start;
        while from < paragraph.end {
            let to = sentence_end(doc, from..paragraph.end, data);
            sentences.push(Sentence {
                tokens: from..to,
                is_paragraph_start: sentences.len() == first,
                is_heading: false,
            });
            from = to;
        }
        if sentences.len() == first + 1 {
            sentences[first].is_heading = is_heading(doc, paragraph);
        }
        start = paragraph_end;
    }
    doc.sentences = sentences;
}

/// Where each paragraph ends; token indices.
fn paragraph_ends(doc: &Document, is_wrapped: bool) -> Vec<usize> {
    let text = doc.text();
    let mut ends = Vec::new();
    for next in 1..doc.tokens.len() {
        let (left, right) = (doc.tokens[next - 1].span.end(), doc.tokens[next].span.start());
        if right - left < 1 {
            continue;
        }
        let gap = text.get(left..right).unwrap_or_default();
        let breaks = gap.matches(['\n', '\u{2028}', '\u{2029}']).count() + gap.matches('\r').count()
            - gap.matches("\r\n").count();
        if breaks >= 2 || (breaks == 1 && !is_wrapped) {
            ends.push(next);
        }
    }
    if !doc.tokens.is_empty() {
        ends.push(doc.tokens.len());
    }
    ends
}

/// Whether lines are broken at a width: most lines that do not end their paragraph are about equally long and do not end a
/// sentence.
fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let (mut broken, mut all) = (0, 0);
    for pair in lines.windows(2) {
        if pair[0].is_empty() || pair[1].is_empty() {
            continue;
        }
        all += 1;
        let width = pair[0].chars().count();
        let ends_sentence = pair[0].ends_with(['.', '!', '?', '"', '“', '”', '«', ':']);
        broken += usize::from((40..=110).contains(&width) && !ends_sentence);
    }
    all >= 3 && broken * 2 > all
}

/// The end of the sentence that starts the range.
fn sentence_end(doc: &Document, tokens: Range<usize>, data: &LanguageData) -> usize {
    for token in tokens.clone() {
        if !may_end(doc, token) {
            continue;
        }
        let mut end = token + 1;
        while end < tokens.end && closes(doc, end) {
            end += 1;
        }
        if end >= tokens.end || is_boundary(doc, token, end, data) {
            return end;
        }
    }
    tokens.end
}

/// Whether a sentence can end with this token: `.`, `!`, `?`, `…`, or a word that has taken in a full stop.
fn may_end(doc: &Document, token: usize) -> bool {
    let form = doc.form(token);
    form.ends_with('.') || matches!(form, "!" | "?" | "…" | "؟")
}

/// Whether a token closes what the sentence has opened, so that it still belongs to it: marks that touch the word before.
fn closes(doc: &Document, token: usize) -> bool {
    let form = doc.form(token);
    let touches = doc.tokens[token - 1].span.end() == doc.tokens[token].span.start();
    if !touches {
        return false;
    }
    let is_mark =
        matches!(form, ")" | "]" | "“" | "”" | "«" | "»" | "’" | "‘" | "‹" | "›" | "''" | "'" | "!" | "?")
            || form.starts_with('"');
    let next = doc.tokens.get(token + 1);
    // A mark that touches the next word too opens it: `Ende.»Neu` lacks a space.
    is_mark
        && next.is_none_or(|next| {
            next.span.start() > doc.tokens[token].span.end()
                || doc.form(token + 1).chars().all(|c| !c.is_alphanumeric())
        })
}

/// Whether a sentence ends between `last` (with what closes it) and `next`.
fn is_boundary(doc: &Document, last: usize, next: usize, data: &LanguageData) -> bool {
    let gap = doc.tokens[next].span.start() - doc.tokens[next - 1].span.end();
    let form = doc.form(next);
    let opens = form.chars().all(|c| !c.is_alphanumeric());
    let word = if opens { (next + 1 < doc.tokens.len()).then(|| doc.form(next + 1)) } else { Some(form) };
    let starts_low = word.is_some_and(|word| word.starts_with(char::is_lowercase));
    if opens && matches!(form, "," | ";" | ":" | ")" | "]") {
        return false;
    }
    if gap == 0 && !word.is_some_and(|word| word.starts_with(char::is_uppercase)) {
        return false;
    }
    let last_form = doc.form(last);
    if last_form.len() > 1 && last_form.ends_with('.') && !last_form.starts_with('.') {
        return abbreviation_ends(doc, last, word.unwrap_or_default(), opens, data);
    }
    if starts_low {
        // `„Wer?“, fragte er` and `… und dann` go on; after a plain full stop a small letter is a slip or a name (`al-Nur`).
        return last_form == "." && next == last + 1 && !opens;
    }
    if matches!(last_form, "…" | "..." | "?" | "!") && opens && !is_opening(form) {
        return false;
    }
    true
}

fn is_opening(form: &str) -> bool {
    form.starts_with('"')
        || matches!(form, "„" | "“" | "»" | "«" | "‚" | "‘" | "(" | "[" | "``" | "'" | "–" | "—" | "-")
}

/// Whether a word with its own full stop is the last of its sentence: `He left at 3 p.m. The city…`.
fn abbreviation_ends(doc: &Document, last: usize, word: &str, opens: bool, data: &LanguageData) -> bool {
    let lower = doc.tokens[last].lower.as_str();
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        return false; // an ordinal: `28. Dezember`
    }
    if !data.abbreviations.may_end_sentence(lower) {
        return false;
    }
    let is_initial = lower.chars().count() == 2;
    let is_starter = data.sentence_starters.contains(word.to_lowercase().as_str());
    let has_capital = word.starts_with(char::is_uppercase);
    has_capital && !is_initial && (is_starter || opens)
}

/// Whether a paragraph of one sentence is a heading: short, without a full stop at its end.
fn is_heading(doc: &Document, tokens: Range<usize>) -> bool {
    let Some(last) = tokens.clone().next_back() else { return false };
    let ends_sentence = may_end(doc, last)
        || tokens.clone().rev().take(3).any(|token| may_end(doc, token))
        || doc.form(last) == ":";
    let is_first = tokens.start == 0;
    let is_whole_text = is_first && tokens.end == doc.tokens.len();
    !ends_sentence && tokens.len() <= 16 && !is_whole_text
}

#[cfg(test)]
mod tests {
    use crate::lang::{Data, DataFiles};
    use crate::parse::tokenise::find_tokens;
    use crate::text::{Document, Report};

    fn sentences(language: &str, text: &str) -> (Document, Vec<String>) {
        let data = Data::load(&DataFiles::embedded()).unwrap();
        let mut doc = Document::new(Report::new(text), language.to_owned());
        find_tokens(&mut doc, data.language(language).unwrap());
        super::find_sentences(&mut doc, data.language(language).unwrap());
        let found =
            doc.sentences.iter().map(|s| doc.text_of(doc.span_of(s.tokens.clone())).to_owned()).collect();
        (doc, found)
    }

    fn check(language: &str, text: &str, expected: &[&str]) {
        assert_eq!(sentences(language, text).1, expected, "{text}");
    }

    #[test]
    fn full_stops_that_end_nothing() {
        check(
            "de",
            "Am 28. Dezember starb Dr. Kern. Er war 80.",
            &["Am 28. Dezember starb Dr. Kern.", "Er war 80."],
        );
        check("de", "Brot, Salz usw. Die Preise stiegen.", &["Brot, Salz usw.", "Die Preise stiegen."]);
        check(
            "en",
            "He left at 3 p.m. The U.S. said nothing.",
            &["He left at 3 p.m.", "The U.S. said nothing."],
        );
        check("en", "The U.S. Army left. J. Smith stayed.", &["The U.S. Army left.", "J. Smith stayed."]);
    }

    #[test]
    fn quotations_stay_with_their_sentence() {
        check(
            "de",
            "„Er fehlt!“, sagte sie. „Sehr.“ Dann ging sie.",
            &["„Er fehlt!“, sagte sie.", "„Sehr.“", "Dann ging sie."],
        );
        check("de", "\"Wer war das?\" fragte er.", &["\"Wer war das?\" fragte er."]);
        check("en", "“We stay.” He left.", &["“We stay.”", "He left."]);
    }

    #[test]
    fn a_line_break_ends_a_sentence_unless_the_text_is_wrapped() {
        check("en", "Talks resume\nEnvoys met on Monday.", &["Talks resume", "Envoys met on Monday."]);
        let wrapped = "The envoys of both sides met again in the small town by the lake and\nspoke for three hours about the release of the prisoners who had been\ntaken in the spring and about the opening of the only road that leads to\nthe south. They parted without a word.";
        assert_eq!(sentences("en", wrapped).1.len(), 2);
    }

    #[test]
    fn headings() {
        let (doc, _) = sentences("de", "Hoffnung auf Waffenruhe\n\nDie Gespräche gehen weiter.");
        assert!(doc.sentences[0].is_heading && !doc.sentences[1].is_heading);
    }
}
