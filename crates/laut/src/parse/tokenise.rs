//! Splits a text into words, numbers and punctuation, as Universal Dependencies does on the surface.
//!
//! | text | tokens |
//! | --- | --- |
//! | `„Rund 9.000 Tote“, so Dr. Kern.` | `„` `Rund` `9.000` `Tote` `“` `,` `so` `Dr.` `Kern` `.` |
//! | `am 28. Dezember, um 14.30 Uhr` | `am` `28.` `Dezember` `,` `um` `14.30` `Uhr` |
//! | `It's 45km (28 miles); they don't` | `It` `'s` `45` `km` `(` `28` `miles` `)` `;` `they` `do` `n't` |
//! | `US-geführte 20-30 Mann` | `US-geführte` `20` `-` `30` `Mann` |
//!
//! A word with hyphens stays one token, so that `Hamas-Kämpfer` is one noun; treebanks that split it are served where
//! CoNLL-U is written. Contractions such as `zum` stay one token too.

use crate::lang::LanguageData;
use crate::text::{Document, Feats, Span, Token, Upos};

/// Writes [`Document::tokens`]; they cover all of the text but white space.
pub fn find_tokens(doc: &mut Document, data: &LanguageData) {
    let text = doc.text();
    let mut spans = Vec::with_capacity(text.len() / 5);
    let mut chunk_start = None;
    for (at, character) in text.char_indices() {
        if character.is_whitespace() || is_invisible(character) {
            if let Some(start) = chunk_start.take() {
                split_chunk(text, start, at, data, &mut spans);
            }
        } else if chunk_start.is_none() {
            chunk_start = Some(at);
        }
    }
    if let Some(start) = chunk_start {
        split_chunk(text, start, text.len(), data, &mut spans);
    }
    doc.tokens = spans.into_iter().map(|span| token(doc.text_of(span), span)).collect();
}

fn token(form: &str, span: Span) -> Token {
    let lower: compact_str::CompactString = if form.bytes().all(|byte| byte.is_ascii_lowercase()) {
        form.into()
    } else {
        form.to_lowercase().into()
    };
    let upos = if form.chars().all(|character| !character.is_alphanumeric()) { Upos::Punct } else { Upos::X };
    let (feats, deprel) = (Feats::default(), "".into());
    Token { span, lemma: lower.clone(), lower, cased: None, upos, feats, head: None, deprel }
}

/// Characters that are not seen and part no words: soft hyphens stay in words, byte-order marks and joiners do not.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Splits what stands between white space.
fn split_chunk(text: &str, start: usize, end: usize, data: &LanguageData, spans: &mut Vec<Span>) {
    let Some(chunk) = text.get(start..end) else { return };
    if is_address(chunk) {
        let trimmed = chunk.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"']);
        spans.push(Span::new(start, start + trimmed.len()));
        split_marks(text, start + trimmed.len(), end, spans);
        return;
    }
    let mut at = start;
    while at < end {
        let Some(character) = text.get(at..end).and_then(|rest| rest.chars().next()) else { return };
        if character.is_alphanumeric() || starts_clitic(text, at, end) {
            let stop = word_end(text, at, end, data);
            split_word(text, at, stop, data, spans);
            at = stop;
        } else {
            let stop = mark_end(text, at, end);
            spans.push(Span::new(at, stop));
            at = stop;
        }
    }
}

/// Whether the chunk is a web or mail address, which is one token.
fn is_address(chunk: &str) -> bool {
    chunk.contains("://")
        || chunk.starts_with("www.")
        || (chunk.contains('@') && chunk.contains('.') && chunk.starts_with(char::is_alphanumeric))
}

fn split_marks(text: &str, mut at: usize, end: usize, spans: &mut Vec<Span>) {
    while at < end {
        let stop = mark_end(text, at, end);
        spans.push(Span::new(at, stop));
        at = stop;
    }
}

/// The end of a run of the same mark that is one token: `...`, `--`, `""`, ` `` `, `''`. Other marks stand alone.
fn mark_end(text: &str, at: usize, end: usize) -> usize {
    let mut characters = text.get(at..end).unwrap_or_default().chars();
    let Some(first) = characters.next() else { return end };
    let mut stop = at + first.len_utf8();
    let most = match first {
        '.' | '-' | '_' | '=' | '*' | '"' => usize::MAX,
        '`' | '\'' => 1,
        _ => 0,
    };
    for (count, character) in characters.enumerate() {
        if count >= most || character != first {
            break;
        }
        stop += character.len_utf8();
    }
    stop
}

/// Whether an apostrophe here starts a clitic that stands apart from its word: `O' Neill` does not, `'s` after a quotation does.
fn starts_clitic(text: &str, at: usize, end: usize) -> bool {
    let rest = text.get(at..end).unwrap_or_default();
    let clitic = rest.strip_prefix('\'').or_else(|| rest.strip_prefix('’'));
    let touches =
        text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(|c| !c.is_whitespace());
    touches
        && clitic
            .is_some_and(|letters| letters == "s" || letters.starts_with("s ") || letters.starts_with("s."))
}

/// The end of a word or number that starts at `at`: letters, digits, and the marks that join them.
fn word_end(text: &str, at: usize, end: usize, data: &LanguageData) -> usize {
    let rest = text.get(at..end).unwrap_or_default();
    let mut characters = rest.char_indices().peekable();
    let mut stop = 0;
    let mut before = ' ';
    let mut is_clitic_start = true;
    while let Some((offset, character)) = characters.next() {
        let after = characters.peek().map(|(_, next)| *next).unwrap_or(' ');
        let joins = match character {
            _ if character.is_alphanumeric() || is_combining(character) => true,
            '\'' | '’' => is_clitic_start || (before.is_alphanumeric() && after.is_alphabetic()),
            '.' | ',' => {
                before.is_ascii_digit() && after.is_ascii_digit()
                    || character == '.' && joins_letters(rest.get(..stop).unwrap_or_default(), before, after)
                    || character == '.' && after == '-' && is_initialism(rest.get(..stop).unwrap_or_default())
            }
            ':' => before.is_ascii_digit() && after.is_ascii_digit(),
            '-' | '\u{2010}' | '\u{2011}' => {
                (before.is_alphanumeric() || before == '.')
                    && after.is_alphanumeric()
                    && !(is_number(rest, stop) && is_range(rest, offset + character.len_utf8()))
            }
            '&' => before.is_uppercase() && after.is_uppercase(),
            '\u{ad}' => true,
            _ => false,
        };
        if !joins {
            break;
        }
        is_clitic_start = false;
        stop = offset + character.len_utf8();
        before = character;
    }
    with_hanging_hyphen(rest, with_full_stop(text, at, stop, data), before) + at
}

/// Whether a full stop joins two letters: `U.S`, `z.B`, `example.org`; not two sentences that lack a space (`kam.Dann`).
fn joins_letters(word: &str, before: char, after: char) -> bool {
    let run = word.rsplit('.').next().unwrap_or_default().chars().count();
    let is_domain = before.is_lowercase() && after.is_lowercase();
    before.is_alphabetic() && after.is_alphabetic() && (run <= 2 || is_domain)
}

/// Whether a word is letters with full stops between them, so that a hyphen may follow its last one: `U.N` in `U.N.-run`.
fn is_initialism(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1)
}

fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '½' | '¼' | '¾')
}

fn is_number(rest: &str, stop: usize) -> bool {
    rest.get(..stop)
        .is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')))
}

/// Whether what follows a hyphen is a number too, so that both are a range (`20-30`), not a word (`24-Jährige`).
fn is_range(rest: &str, from: usize) -> bool {
    let right = rest.get(from..).unwrap_or_default();
    let digits = right.find(|character: char| !character.is_ascii_digit()).unwrap_or(right.len());
    digits > 0
        && !right.get(digits..).unwrap_or_default().starts_with(|c: char| c.is_alphabetic() || c == '-')
}

/// `Nord-` in `Nord- und Südkorea` keeps its hyphen.
fn with_hanging_hyphen(rest: &str, stop: usize, last: char) -> usize {
    let after = rest.get(stop..).unwrap_or_default();
    let hangs = last.is_alphabetic()
        && after.starts_with('-')
        && after.trim_start_matches('-').is_empty()
        && after.len() == 1;
    if hangs { stop + 1 } else { stop }
}

/// Takes in the full stop of an abbreviation, an initial or an ordinal. Offsets count from `at`.
fn with_full_stop(text: &str, at: usize, stop: usize, data: &LanguageData) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let (Some(word), Some(after)) = (rest.get(..stop), rest.get(stop..)) else { return stop };
    if !after.starts_with('.') || after.starts_with("..") {
        return stop;
    }
    let next = after.get(1..).unwrap_or_default();
    let is_taken = if word.bytes().all(|byte| byte.is_ascii_digit()) {
        data.switches.ordinal_full_stop && is_ordinal(text, at, word, next, data)
    } else {
        is_abbreviation(word, next, data)
    };
    if is_taken { stop + 1 } else { stop }
}

/// `Dr.`, `U.S.`, `J.`: listed, or letters with full stops between them, or an initial before a name.
fn is_abbreviation(word: &str, next: &str, data: &LanguageData) -> bool {
    let mut characters = word.chars();
    let (first, second) = (characters.next(), characters.next());
    if second.is_none() && first.is_some_and(char::is_uppercase) {
        return next.starts_with([' ', '-', '.', '\u{a0}']) || next.starts_with(char::is_alphabetic);
    }
    let is_dotted = word.contains('.')
        && !word.contains(|c: char| c.is_ascii_digit())
        && word.split('.').all(|part| part.chars().count() <= 3)
        && word.split('.').any(|part| part.chars().count() == 1);
    is_dotted || data.abbreviations.is_listed(word)
}

/// `28.` in `am 28. Dezember`, `im 21. Jahrhundert`; not the number at the end of a sentence.
fn is_ordinal(text: &str, at: usize, digits: &str, next: &str, data: &LanguageData) -> bool {
    if digits.len() > 3 || !next.starts_with([' ', '\u{a0}', '\u{202f}', '-', ')']) {
        return false;
    }
    let next = next.trim_start();
    let follower = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if next.starts_with(char::is_lowercase) || data.ordinals.after.contains(follower) {
        return true;
    }
    if next.starts_with(|c: char| c.is_ascii_digit()) && digits.len() <= 2 {
        return true; // `am 3. 5.`
    }
    let before = text.get(..at).unwrap_or_default().trim_end();
    let leader = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    !leader.is_empty() && data.ordinals.before.contains(leader.to_lowercase().as_str())
}

/// Splits clitics off a word (`do` `n't`) and units off a number (`45` `km`).
fn split_word(text: &str, start: usize, end: usize, data: &LanguageData, spans: &mut Vec<Span>) {
    let Some(word) = text.get(start..end) else { return };
    let digits = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(word.len());
    if digits > 0
        && digits < word.len()
        && data.number_suffixes.contains(word.get(digits..).unwrap_or_default())
    {
        spans.push(Span::new(start, start + digits));
        spans.push(Span::new(start + digits, end));
        return;
    }
    if let Some(joined) = data.joined_words.iter().find(|joined| joined.form.eq_ignore_ascii_case(word)) {
        let mut start = start;
        for word in &joined.words {
            spans.push(Span::new(start, start + word.len()));
            start += word.len();
        }
        return;
    }
    if word.contains(['\'', '’']) {
        let lower = word.to_lowercase().replace('’', "'");
        for clitic in &data.clitics {
            let characters = clitic.chars().count();
            let Some((cut, _)) = word.char_indices().rev().nth(characters - 1) else { continue };
            if cut > 0 && lower.ends_with(clitic.as_str()) {
                spans.push(Span::new(start, start + cut));
                spans.push(Span::new(start + cut, end));
                return;
            }
        }
    }
    spans.push(Span::new(start, end));
}

#[cfg(test)]
mod tests {
    use crate::lang::{Data, DataFiles};
    use crate::text::{Document, Report};

    fn check(language: &str, text: &str, expected: &str) {
        let data = Data::load(&DataFiles::embedded()).unwrap();
        let mut doc = Document::new(Report::new(text), language.to_owned());
        super::find_tokens(&mut doc, data.language(language).unwrap());
        let forms: Vec<&str> = (0..doc.tokens.len()).map(|token| doc.form(token)).collect();
        assert_eq!(forms.join(" "), expected, "{text}");
    }

    #[test]
    fn german() {
        check("de", "„Rund 9.000 Tote“, so Dr. Kern.", "„ Rund 9.000 Tote “ , so Dr. Kern .");
        check("de", "am 28. Dezember, um 14.30 Uhr", "am 28. Dezember , um 14.30 Uhr");
        check("de", "Es starben 24. Die Armee schwieg.", "Es starben 24 . Die Armee schwieg .");
        check("de", "im Jahr 2011. Danach", "im Jahr 2011 . Danach");
        check("de", "Die Zahl stieg auf 2.146. Danach", "Die Zahl stieg auf 2.146 . Danach");
        check("de", "Nord- und Südkorea, US-geführt", "Nord- und Südkorea , US-geführt");
        check(
            "de",
            "die 24-Jährige, 20-30 Mann, 2,3 Mio. Euro",
            "die 24-Jährige , 20 - 30 Mann , 2,3 Mio. Euro",
        );
        check("de", "in Al-Fu'ah (UNMIS)", "in Al-Fu'ah ( UNMIS )");
        check("de", "z.B. in Kiew; z. B. dort", "z.B. in Kiew ; z. B. dort");
        check("de", "Ende.“ Er ging", "Ende . “ Er ging");
        check("de", "Er kam.Dann ging er.", "Er kam . Dann ging er .");
    }

    #[test]
    fn english() {
        check("en", "It's 45km (28 miles); they don't.", "It 's 45 km ( 28 miles ) ; they do n't .");
        check("en", "The U.S. said Gen. J. Smith left.", "The U.S. said Gen. J. Smith left .");
        check("en", "``We go,'' he said -- ...", "`` We go , '' he said -- ...");
        check("en", "\"\"\"As we meet,\"\" he said", "\"\"\" As we meet , \"\" he said");
        check("en", "$2.3bn, 50%, 3pm, the 1990s, 5th", "$ 2.3 bn , 50 % , 3 pm , the 1990s , 5th");
        check("en", "Cannot we? They cannot.", "Can not we ? They can not .");
        check("en", "the group’s 7-year-old war", "the group ’s 7-year-old war");
        check("en", "see https://example.org/a.b, please", "see https://example.org/a.b , please");
    }
}
