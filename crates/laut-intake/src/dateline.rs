//! The dateline: where and when a report was written, and for whom, before its first sentence.
//!
//! `BEIRUT, Jan. 24, 2024 (Agency) — Two boats …` was written on 2024-01-24; `KESRA, 5. März 2024 (Agentur) - Zwei Boote …` on
//! 2024-03-05. `BEIRUT, Jan. 24 (Agency) —` lacks its year, which is not guessed: a report may be old. `Am 5. März 2024 – dem Tag der
//! Wahl – …` is a sentence: a dateline names a place in capitals, or an agency in brackets.

use crate::dates::{Day, day_in};

/// How many lines with words are looked at: a headline may stand before.
const LINES: usize = 3;
/// No dateline is longer, in characters.
const LONGEST: usize = 90;
/// No place has more words.
const WORDS: usize = 6;

/// The day in the dateline of a text, with the words that tell it and where they stand.
pub(crate) fn day_of(text: &str) -> Option<(Day, &str)> {
    text.lines().filter(|line| !line.trim().is_empty()).take(LINES).find_map(day_of_line)
}

fn day_of_line(line: &str) -> Option<(Day, &str)> {
    let end = line.char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| at);
    let start = line.get(..end)?;
    let dash = [" — ", " – ", " - ", " -- ", "— ", "– ", "—", " –"];
    let end = dash.iter().filter_map(|dash| start.find(dash)).min()?;
    let (head, has_agency) = without_agency(start.get(..end)?);
    let (place, rest) = head.split_once(',').or_else(|| split_before_digit(&head))?;
    // `GENEVA, Switzerland, Jan. 24`: the place goes on.
    let parts: Vec<&str> = std::iter::once(place).chain(rest.split(',')).map(str::trim).collect();
    for first in 1..parts.len() {
        let words: Vec<&str> = parts.get(first..)?.iter().flat_map(|part| part.split_whitespace()).collect();
        let Some((day, taken)) = day_in(&words) else { continue };
        let is_place =
            parts.get(..first)?.iter().zip(0..).all(|(part, at)| is_place(part, has_agency || at > 0));
        if taken == words.len() && is_place && day.is_in_a_calendar() {
            let from = line.find(words.first()?)?;
            let rest = line.get(from..)?;
            let last = words.last()?;
            return Some((day, rest.get(..rest.find(last)? + last.len())?));
        }
    }
    None
}

/// `BEIRUT Jan 24 2024`: the place ends before the month, which the digits follow.
fn split_before_digit(head: &str) -> Option<(&str, &str)> {
    let digit = head.find(|c: char| c.is_ascii_digit())?;
    let before = head.get(..digit)?.trim_end();
    let word = before.rfind(' ')?;
    let is_month = day_in(&[before.get(word..)?.trim(), "1"]).is_some();
    head.split_at_checked(if is_month { word } else { digit })
}

/// The words without an agency in brackets, and whether there was one.
fn without_agency(head: &str) -> (String, bool) {
    match head.split_once('(').and_then(|(before, rest)| Some((before, rest.split_once(')')?))) {
        Some((before, (agency, after))) if !agency.trim().is_empty() => {
            (format!("{}{}", before.trim_end(), after).trim_end_matches([' ', ',', ':']).to_owned(), true)
        }
        _ => (head.trim_end_matches([' ', ',', ':']).to_owned(), false),
    }
}

/// Whether words can be the name of a place: each with a capital, or all in capitals where no agency vouches for it.
fn is_place(words: &str, has_agency: bool) -> bool {
    let count = words.split_whitespace().count();
    let has_capitals = words.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let is_shouted = !words.chars().any(char::is_lowercase);
    let has_letters = words.chars().all(|c| c.is_alphabetic() || " .-'’/".contains(c));
    (1..=WORDS).contains(&count) && has_letters && has_capitals && (has_agency || is_shouted)
}

#[cfg(test)]
mod tests {
    use super::day_of;

    /// A text and the day in its dateline; `?` for the year that is not told, empty where there is no dateline.
    fn check(text: &str, expected: &str) {
        let found = day_of(text).map(|(day, words)| {
            let year = day.year.map_or("?".to_owned(), |year| year.to_string());
            format!("{year}-{:02}-{:02} {words}", day.month, day.day)
        });
        assert_eq!(found.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn datelines() {
        check("BEIRUT, Jan. 24, 2024 (Agency) — Two boats sank.", "2024-01-24 Jan. 24, 2024");
        check("Boats sink\n\nBEIRUT, Jan. 24 (Agency) — Two boats sank.", "?-01-24 Jan. 24");
        check("KESRA, 5. März 2024 (Agentur) - Zwei Boote sanken.", "2024-03-05 5. März 2024");
        check("Kesra, 05.03.2024 (Agentur) – Zwei Boote sanken.", "2024-03-05 05.03.2024");
        check("PORT TALMUR, Norland, 5 March 2024 -- Two boats sank.", "2024-03-05 5 March 2024");
        check("TALMUR (Agency), March 5, 2024 – Two boats sank.", "2024-03-05 March 5, 2024");
    }

    #[test]
    fn what_only_looks_like_one() {
        for text in [
            "Berlin (Agentur) – Zwei Boote sanken.",
            "Am 5. März 2024 – dem Tag der Wahl – sanken zwei Boote.",
            "On Monday, Jan. 24, 2024 — the day of the vote — two boats sank.",
            "The port of Talmur, March 5, 2024 (Agency) — Two boats sank.",
            "KESRA, 30. Februar 2024 (Agentur) - Zwei Boote sanken.",
            "KESRA, 5. März 2024 (Agentur): Zwei Boote sanken.",
            "",
            "—",
            "A, 1 — ",
        ] {
            check(text, "");
        }
    }
}
