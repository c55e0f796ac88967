//! What stands in a cell: words cut to a width, numbers with their bounds, days.

use laut::claims::record::{FigureRecord, Value};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text in one line, without anything that steers a terminal: a report must not be able to.
pub(crate) fn clean(text: &str) -> String {
    // Most are so already.
    if text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) && !text.contains("  ") {
        return text.trim().to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control() || is_steering(c)) {
        let gap = if word.is_empty() || shown.is_empty() { "" } else { " " };
        shown.extend([gap, word]);
    }
    shown
}

/// How many columns of a terminal words take.
pub(crate) fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// Marks that turn the direction of the writing around or that have no width.
fn is_steering(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Words in lines of at most `width` columns; what goes beyond `lines` is cut after a word and ends in `…`.
pub(crate) fn fit(text: &str, width: usize, lines: usize) -> String {
    let width = width.max(2);
    // Lines that are full, the last of them, and how wide that is.
    let (mut fitted, mut line, mut filled) = (String::new(), String::new(), 0);
    let mut left = lines;
    for word in text.split(' ').flat_map(|word| pieces(word, width)) {
        let (gap, wide) = (usize::from(!line.is_empty()), columns(word));
        if filled + gap + wide <= width {
            line.extend([if gap == 1 { " " } else { "" }, word]);
            filled += gap + wide;
            continue;
        }
        if left <= 1 {
            cut(&mut line, width);
            break;
        }
        fitted.extend([&line, "\n"]);
        line.clear();
        line.push_str(word);
        (filled, left) = (wide, left - 1);
    }
    fitted + &line
}

/// Ends a line in `…`, without the words that leave no room for it.
fn cut(line: &mut String, width: usize) {
    while columns(line) + 2 > width {
        match line.rfind(' ') {
            Some(space) => line.truncate(space),
            None if columns(line) < width => {
                line.push('…');
                return;
            }
            None => {
                line.pop();
            }
        }
    }
    let end = line.trim_end_matches([',', ';', ':', '.', '–', '-', ' ']).len();
    line.truncate(end);
    line.push_str(" …");
}

/// A word, in pieces where it is wider than a line.
fn pieces(word: &str, width: usize) -> impl Iterator<Item = &str> {
    let mut rest = Some(word);
    std::iter::from_fn(move || {
        let word = rest.take()?;
        // No character takes more columns than bytes.
        if word.len() <= width {
            return Some(word);
        }
        let mut columns = 0;
        let end = word.char_indices().find(|(at, character)| {
            columns += character.width().unwrap_or(0);
            *at > 0 && columns > width
        });
        let (piece, left) = word.split_at(end.map_or(word.len(), |(at, _)| at));
        rest = Some(left).filter(|left| !left.is_empty());
        Some(piece)
    })
}

/// An item of a list below a table: two lines at most, set in.
pub(crate) fn item(text: &str, width: usize) -> String {
    let lines = fit(text, width.saturating_sub(4), 3);
    format!("  {}\n", lines.replace('\n', "\n    "))
}

/// A number in digits, in groups of three with a thin space between them: the same in every language.
pub(crate) fn grouped(number: f64) -> String {
    if number.fract() != 0.0 {
        return format!("{}", (number * 1000.0).round() / 1000.0);
    }
    let digits = format!("{:.0}", number.abs());
    let mut grouped = String::from(if number < 0.0 { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

/// How many: `24`, `≥ 195`, `> 100`, `≈ 9 000`, `20–30`, `dozens (≥ 24)`.
pub(crate) fn how_many(figure: &FigureRecord) -> String {
    let number = |value: &Value| match value {
        Value::Whole(number) => *number as f64,
        Value::Fraction(number) => *number,
    };
    let (low, high) = (figure.low.as_ref().map(number), figure.high.as_ref().map(number));
    bounded(figure.bound, low, high, &figure.text)
}

/// The same of a number with its bounds and its words.
pub(crate) fn bounded(bound: &str, low: Option<f64>, high: Option<f64>, words: &str) -> String {
    match (bound, low, high) {
        ("exact", Some(low), _) => grouped(low),
        ("about", Some(low), _) => format!("≈\u{a0}{}", grouped(low)),
        ("more_than", Some(low), _) => format!(">\u{a0}{}", grouped(low - 1.0)),
        ("less_than", _, Some(high)) => format!("<\u{a0}{}", grouped(high + 1.0)),
        ("vague", Some(low), None) => format!("{} (≥\u{a0}{})", clean(words), grouped(low)),
        (_, Some(low), Some(high)) if low != high => format!("{}–{}", grouped(low), grouped(high)),
        (_, Some(low), Some(_)) => grouped(low),
        (_, Some(low), None) => format!("≥\u{a0}{}", grouped(low)),
        (_, None, Some(high)) => format!("≤\u{a0}{}", grouped(high)),
        (_, None, None) => clean(words),
    }
}

/// A day, or the days from one to another, or from one on.
pub(crate) fn days(from: Option<&str>, to: Option<&str>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => from.to_owned(),
        (Some(from), Some(to)) => format!("{from} –\u{a0}{to}"),
        (Some(from), None) => format!("since {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{clean, fit, grouped};

    #[test]
    fn long_texts_are_cut_after_a_word() {
        let check = |width, lines, expected: &str| {
            assert_eq!(fit("Rebellen töteten am Montag, so Karim, 40 Soldaten", width, lines), expected);
        };
        check(80, 1, "Rebellen töteten am Montag, so Karim, 40 Soldaten");
        check(30, 1, "Rebellen töteten am Montag …");
        check(20, 2, "Rebellen töteten am\nMontag, so Karim …");
        check(5, 3, "Rebel\nlen\ntöte…");
        assert_eq!(fit("", 10, 2), "");
    }

    #[test]
    fn umlauts_take_one_column_and_chinese_takes_two() {
        assert_eq!(fit("üöäß üöäß", 4, 2), "üöäß\nüöäß");
        assert_eq!(fit("北京北京", 4, 2), "北京\n北京");
    }

    #[test]
    fn a_report_cannot_steer_the_terminal() {
        assert_eq!(clean("Drei\n\u{1b}[2JTote\u{202e} \t."), "Drei [2JTote .");
    }

    #[test]
    fn digits_in_groups() {
        for (number, expected) in
            [(0.0, "0"), (999.0, "999"), (9000.0, "9 000"), (2_300_000.0, "2 300 000"), (1.0 / 3.0, "0.333")]
        {
            assert_eq!(grouped(number).replace('\u{202f}', " "), expected);
        }
    }
}
