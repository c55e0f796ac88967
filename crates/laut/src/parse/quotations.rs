//! Finds what stands in quotation marks, in all marks and orientations that news uses.
//!
//! `„Wir gehen nicht“, sagte sie.` holds one quotation, `Wir gehen nicht`; so do `»Wir gehen nicht«`, `"Wir gehen nicht"`,
//! ``` ``We stay,'' he said ``` and `""We stay,"" he said`. A quotation may go on over sentences, and over paragraphs where each
//! paragraph opens with a mark again. Where the closing mark is missing, the quotation reaches to the end of its
//! paragraph and a diagnostic says so.
//!
//! Apostrophes are no marks, and neither are marks of inches or minutes after a number. Which marks open and close is in
//! `language.toml`; marks that do both (`"`, `“`, `»`) are told apart by the white space around them.

use crate::lang::LanguageData;
use crate::text::{Diagnostic, Document, Quotation, Severity};

/// A mark where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
}

/// A quotation whose closing mark is still awaited.
struct Open {
    token: usize,
    /// Index into the quotations.
    quotation: usize,
}

/// Writes [`Document::quotations`], in the order of their opening marks.
pub fn find_quotations(doc: &mut Document, data: &LanguageData) {
    let marks: Vec<usize> = (0..doc.tokens.len()).filter(|token| is_mark(doc, *token, data)).collect();
    if marks.is_empty() {
        return;
    }
    let mut quotations: Vec<Quotation> = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    let mut marks = marks.into_iter().peekable();
    for paragraph in paragraphs(doc) {
        while let Some(token) = marks.next_if(|token| *token < paragraph.end) {
            let is_first = token == paragraph.start;
            match side(doc, token, &stack, data) {
                Side::Opens if is_first && stack.iter().any(|open| same_mark(doc, open.token, token)) => {
                    // The quotation of the last paragraph goes on.
                }
                Side::Opens => {
                    stack.push(Open { token, quotation: quotations.len() });
                    quotations.push(Quotation { open: token, close: None, inner: token + 1..token + 1 });
                }
                Side::Closes => {
                    let Some(at) = stack.iter().rposition(|open| is_pair(doc, open.token, token, data))
                    else {
                        continue;
                    };
                    let quotation = &mut quotations[stack[at].quotation];
                    quotation.close = Some(token);
                    quotation.inner.end = token;
                    stack.truncate(at);
                }
            }
        }
        let goes_on = |open: &Open| {
            let next = marks.peek();
            next.is_some_and(|next| *next == paragraph.end && same_mark(doc, open.token, *next))
        };
        if !stack.first().is_some_and(goes_on) {
            for open in stack.drain(..) {
                let quotation = &mut quotations[open.quotation];
                quotation.inner.end = last_word(doc, quotation.inner.start, paragraph.end);
            }
        }
    }
    // A mark without its partner around nothing, or an apostrophe that looked like one, is no quotation.
    quotations.retain(|quotation| {
        !quotation.inner.is_empty() && (quotation.close.is_some() || !is_single(doc, quotation.open))
    });
    for quotation in quotations.iter().filter(|quotation| quotation.close.is_none()) {
        doc.diagnostics.push(Diagnostic {
            code: "quote-unclosed".into(),
            severity: Severity::Warning,
            span: doc.tokens[quotation.open].span,
            message:
                "this quotation mark is never closed; the quotation was read to the end of its paragraph"
                    .to_owned(),
            help: Some("check where the quotation ends".into()),
        });
    }
    doc.quotations = quotations;
}

/// Token ranges of the paragraphs.
fn paragraphs(doc: &Document) -> Vec<std::ops::Range<usize>> {
    let mut paragraphs: Vec<std::ops::Range<usize>> = Vec::new();
    for sentence in &doc.sentences {
        match paragraphs.last_mut() {
            Some(last) if !sentence.is_paragraph_start => last.end = sentence.tokens.end,
            _ => paragraphs.push(sentence.tokens.clone()),
        }
    }
    paragraphs
}

/// Whether a token is a quotation mark of the language.
fn is_mark(doc: &Document, token: usize, data: &LanguageData) -> bool {
    let form = plain(doc.form(token));
    let is_listed = data.switches.quotes.iter().any(|(open, close)| form == open || form == close);
    is_listed || matches!(form, "'" | "’" | "‘")
}

/// A run of straight marks (`""`, `"""`) is one mark.
fn plain(form: &str) -> &str {
    if form.starts_with('"') { "\"" } else { form }
}

fn is_single(doc: &Document, token: usize) -> bool {
    matches!(doc.form(token), "'" | "’" | "‘" | "‚" | "‹" | "›")
}

fn same_mark(doc: &Document, one: usize, other: usize) -> bool {
    plain(doc.form(one)) == plain(doc.form(other))
}

/// Whether the second mark closes what the first opens.
fn is_pair(doc: &Document, open: usize, close: usize, data: &LanguageData) -> bool {
    let (open, close) = (plain(doc.form(open)), plain(doc.form(close)));
    data.switches.quotes.iter().any(|(first, second)| first == open && second == close)
        || (open == "'" && close == "'")
}

/// Whether a mark opens or closes, by what it can do, by what is open, and by the white space around it.
fn side(doc: &Document, token: usize, stack: &[Open], data: &LanguageData) -> Side {
    let form = plain(doc.form(token));
    let can_open = data.switches.quotes.iter().any(|(open, _)| open == form) || form == "'";
    let closes_one = stack.iter().any(|open| is_pair(doc, open.token, token, data));
    if !can_open {
        return Side::Closes;
    }
    let span = doc.tokens[token].span;
    let before = doc.text().get(..span.start()).and_then(|text| text.chars().next_back());
    let after = doc.text().get(span.end()..).and_then(|text| text.chars().next());
    let is_free_before = before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '–' | '—' | '„' | '“' | '"' | '»' | '«' | '-' | '/')
    });
    let is_free_after = after.is_none_or(char::is_whitespace);
    if is_single(doc, token) && (!is_free_before || is_free_after) {
        return Side::Closes;
    }
    match (is_free_before, is_free_after, closes_one) {
        (true, false, true) => {
            // `"Wir gehen" "Wir bleiben"`: free on the left only, so it opens, unless it hugs punctuation on its right.
            let hugs = after.is_some_and(|c| matches!(c, ',' | '.' | ';' | '!' | '?' | ')'));
            if hugs || before.is_some_and(|c| !c.is_whitespace()) { Side::Closes } else { Side::Opens }
        }
        (_, _, true) => Side::Closes,
        (false, true, false) => Side::Closes,
        _ => Side::Opens,
    }
}

/// The end of the last token before `end` that is no closing bracket.
fn last_word(doc: &Document, start: usize, end: usize) -> usize {
    let mut end = end;
    while end > start && matches!(doc.form(end - 1), ")" | "]") {
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use crate::lang::{Data, DataFiles};
    use crate::parse::{sentences::find_sentences, tokenise::find_tokens};
    use crate::text::{Document, Report};

    fn check(language: &str, text: &str, expected: &[&str]) {
        let data = Data::load(&DataFiles::embedded()).unwrap();
        let mut doc = Document::new(Report::new(text), language.to_owned());
        let language = data.language(language).unwrap();
        find_tokens(&mut doc, language);
        find_sentences(&mut doc, language);
        super::find_quotations(&mut doc, language);
        let found: Vec<_> =
            doc.quotations.iter().map(|q| doc.text_of(doc.span_of(q.inner.clone()))).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_in_both_orientations() {
        check("de", "„Wir gehen nicht“, sagte sie.", &["Wir gehen nicht"]);
        check("de", "»Wir gehen nicht«, sagte sie. «Nein», rief er.", &["Wir gehen nicht", "Nein"]);
        check("de", "“Wir gehen nicht”, sagte sie.", &["Wir gehen nicht"]);
        check("de", "Er sprach von \"aktiven\" Gesprächen.", &["aktiven"]);
        check("en", "“We stay,” he said. “We must.”", &["We stay,", "We must."]);
        check("en", "``We stay,'' he said.", &["We stay,"]);
        check("en", "\"\"\"We stay,\"\" he said, adding that they might.\"", &["We stay,"]);
    }

    #[test]
    fn a_quotation_inside_another() {
        check("de", "„Er rief ‚Halt‘ und floh“, sagte sie.", &["Er rief ‚Halt‘ und floh", "Halt"]);
        check(
            "en",
            "“He called it ‘a crime’ today,” she said.",
            &["He called it ‘a crime’ today,", "a crime"],
        );
    }

    #[test]
    fn over_paragraphs() {
        check("en", "“We stay.\n\n“We must,” he said.", &["We stay.\n\n“We must,"]);
        check("de", "„Wir bleiben. Wir müssen“, sagte er.", &["Wir bleiben. Wir müssen"]);
    }

    #[test]
    fn a_missing_mark_ends_with_the_paragraph() {
        check("de", "„Wir bleiben, sagte er.\n\nEs regnete.", &["Wir bleiben, sagte er."]);
        check("de", "Er kam“ und ging.", &[]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("en", "The workers' union and the group’s leaders' houses.", &[]);
        check("en", "He called it 'a crime' today.", &["a crime"]);
    }
}
