//! Days as programs and people write them: `2024-01-24 18:30`, `Wed, 24 Jan 2024 18:30:00 +0100`, `January 24, 2024`, `24. Januar 2024`.
//!
//! A time without its offset is dropped, since nobody can say where it holds; the day stays. `01/02/2024` is not read: it is two days.

use std::path::Path;

use jiff::civil::Date;
use jiff::fmt::rfc2822::DateTimeParser;
use laut::text::{DateSource, Diagnostic, Published, Severity};
use laut::{Report, Span};

use crate::dateline;

/// Names of months in German and English, in small letters and without a full stop.
const MONTHS: &[(&str, i8)] = &[
    ("january", 1),
    ("jan", 1),
    ("januar", 1),
    ("jänner", 1),
    ("jän", 1),
    ("february", 2),
    ("feb", 2),
    ("februar", 2),
    ("feber", 2),
    ("march", 3),
    ("mar", 3),
    ("märz", 3),
    ("mär", 3),
    ("mrz", 3),
    ("april", 4),
    ("apr", 4),
    ("may", 5),
    ("mai", 5),
    ("june", 6),
    ("jun", 6),
    ("juni", 6),
    ("july", 7),
    ("jul", 7),
    ("juli", 7),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sept", 9),
    ("sep", 9),
    ("october", 10),
    ("oct", 10),
    ("oktober", 10),
    ("okt", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
    ("dezember", 12),
    ("dez", 12),
];

/// A day whose year may not be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) year: Option<i16>,
    pub(crate) month: i8,
    pub(crate) day: i8,
}

impl Day {
    /// The day, where its year is told and a calendar has it.
    pub(crate) fn published(self) -> Option<Published> {
        published_on(Date::new(self.year?, self.month, self.day).ok()?)
    }

    /// Whether a calendar has it, in some year.
    pub(crate) fn is_in_a_calendar(self) -> bool {
        Date::new(self.year.unwrap_or(2024), self.month, self.day).is_ok()
    }
}

fn published_on(date: Date) -> Option<Published> {
    Published::parse(&date.to_string()).ok()
}

/// A day as programs write it, or as people do; `None` for everything else, and for days that no calendar has.
pub(crate) fn published_of(text: &str) -> Option<Published> {
    let text = text.trim();
    if text.len() > 80 {
        return None;
    }
    if let Some(date) = text.get(..10).and_then(|day| day.parse::<Date>().ok()) {
        let rest = text.get(10..).unwrap_or_default();
        if rest.starts_with(|c: char| c.is_alphanumeric() && c != 'T' && c != 't') {
            return None;
        }
        return with_offset(date, rest).or_else(|| published_on(date));
    }
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let (year, month, day) = (text.get(..4)?, text.get(4..6)?, text.get(6..)?);
        return published_of(&format!("{year}-{month}-{day}")).filter(|_| year.starts_with(['1', '2']));
    }
    if let Ok(time) = DateTimeParser::new().relaxed_weekday(true).parse_zoned(text) {
        return Published::parse(&time.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()).ok();
    }
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let starts = 0..words.len().min(2); // behind a weekday
    starts.filter_map(|start| day_in(words.get(start..)?)).find_map(|(day, _)| day.published())
}

/// A date-time with the offset that its last characters tell; they may lack the colon, the seconds may be broken or lacking.
fn with_offset(date: Date, rest: &str) -> Option<Published> {
    let rest = rest.trim_start_matches(['T', 't', ' ']).trim_end();
    let at = rest.find(['Z', 'z', '+', '-'])?;
    let (clock, offset) = rest.split_at_checked(at)?;
    let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
    let offset = match (offset, digits.len()) {
        ("Z" | "z", _) => "Z".to_owned(),
        (_, 2) => format!("{}{digits}:00", offset.get(..1)?),
        (_, 4) => format!("{}{}:{}", offset.get(..1)?, digits.get(..2)?, digits.get(2..)?),
        _ => return None,
    };
    let clock = clock.trim_end().split('.').next()?;
    let seconds = if clock.matches(':').count() == 1 { ":00" } else { "" };
    Published::parse(&format!("{date}T{clock}{seconds}{offset}")).ok()
}

/// The day that stands at the start of these words, and how many of them it takes: `Jan. 24 2024`, `24. Januar`, `24 January 2024`,
/// `24.01.2024`, `2024-01-24`. Commas have been dropped.
pub(crate) fn day_in(words: &[&str]) -> Option<(Day, usize)> {
    let (first, second) = (*words.first()?, words.get(1).copied());
    if let Some(day) = day_in_digits(first) {
        return Some((day, 1));
    }
    let (month, day) = match (month_of(first), second.and_then(month_of)) {
        (Some(month), _) => (month, number_of(second?)?),
        (None, Some(month)) => (month, number_of(first)?),
        (None, None) => return None,
    };
    let year = words.get(2).copied().and_then(year_of);
    Some((Day { year, month, day }, if year.is_some() { 3 } else { 2 }))
}

fn month_of(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_lowercase();
    MONTHS.iter().find(|(name, _)| *name == word).map(|(_, month)| *month)
}

/// `24`, `24.`, `24th`.
fn number_of(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(['.', 's', 't', 'n', 'd', 'r', 'h']);
    let is_number = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { digits.parse().ok() } else { None }
}

fn year_of(word: &str) -> Option<i16> {
    let is_year =
        word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) && word.starts_with(['1', '2']);
    if is_year { word.parse().ok() } else { None }
}

/// `24.01.2024` and `2024-01-24`.
fn day_in_digits(word: &str) -> Option<Day> {
    let parts: Vec<&str> = word.split(['.', '-']).collect();
    let &[first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if word.contains('-') { (first, last) } else { (last, first) };
    let is_pure = !(word.contains('-') && word.contains('.'));
    let (year, month, day) = (year_of(year)?, number_of(month)?, number_of(day)?);
    is_pure.then_some(Day { year: Some(year), month, day })
}

/// The day at the start of a file's name: `2024-01-24-harbour.txt`.
pub(crate) fn read_file_name(file: &Path, report: &mut Report) {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let Some((day, rest)) = name.split_at_checked(10) else { return };
    let is_day = day_in_digits(day).is_some() && day.split('-').map(str::len).eq([4, 2, 2]);
    if report.published.is_some() || !is_day || rest.starts_with(char::is_alphanumeric) {
        return;
    }
    match Published::parse(day) {
        Ok(published) => (report.published, report.dated) = (Some(published), Some(DateSource::FileName)),
        Err(_) => report.remarks.push(Diagnostic {
            code: "file-name-no-day".into(),
            severity: Severity::Warning,
            span: Span::new(0, 0),
            message: format!(
                "expected a day that a calendar has at the start of the file's name, found `{day}`"
            ),
            help: None,
        }),
    }
}

/// Says that a day was given which cannot be read.
pub(crate) fn remark_on_day(found: &str, report: &mut Report) {
    let found: String = found.chars().take(40).collect();
    report.remarks.push(Diagnostic {
        code: "published-unreadable".into(),
        severity: Severity::Warning,
        span: Span::new(0, 0),
        message: format!("expected a day of publication such as `2024-03-05`, found `{found}`"),
        help: Some("say it, such as with `--published 2024-03-05`".into()),
    });
}

/// The day in a report's dateline, where its year is told.
pub(crate) fn read_dateline(report: &mut Report) {
    if report.published.is_none() {
        let day = dateline::day_of(report.text()).and_then(|(day, _)| day.published());
        (report.dated, report.published) = (day.as_ref().map(|_| DateSource::Dateline), day);
    }
}

/// Says that a dateline lacks its year, so that nobody wonders why its day was not used.
pub(crate) fn remark_on_year(report: &mut Report) {
    let text = report.text();
    let Some((Day { year: None, .. }, words)) = dateline::day_of(text) else { return };
    let Some(start) = text.find(words) else { return };
    let (span, words) = (Span::new(start, start + words.len()), words.to_owned());
    report.remarks.push(Diagnostic {
        code: "dateline-no-year".into(),
        severity: Severity::Note,
        span,
        message: format!("the dateline says `{words}` without a year, which is not guessed"),
        help: Some("say the day of publication, such as with `--published 2024-03-05`".into()),
    });
}

#[cfg(test)]
mod tests {
    use super::published_of;

    #[test]
    fn days_of_programs_and_people() {
        let check = |text: &str, expected: &str| {
            assert_eq!(
                published_of(text).map_or(String::new(), |found| found.as_str().to_owned()),
                expected,
                "{text}"
            );
        };
        check("2024-01-24", "2024-01-24");
        check(" 2024-01-24T18:30:00+01:00 ", "2024-01-24T18:30:00+01:00");
        check("2024-01-24T18:30:00.123+0100", "2024-01-24T18:30:00+01:00");
        check("2024-01-24T18:30Z", "2024-01-24T18:30:00Z");
        check("2024-01-24T18:30:00-05", "2024-01-24T18:30:00-05:00");
        check("2024-01-24 18:30:00", "2024-01-24");
        check("2024-01-24T18:30", "2024-01-24");
        check("20240124", "2024-01-24");
        check("Wed, 24 Jan 2024 18:30:00 +0100", "2024-01-24T18:30:00+01:00");
        check("Wed, 24 Jan 2024 18:30:00 GMT", "2024-01-24T18:30:00+00:00");
        check("January 24, 2024", "2024-01-24");
        check("Mittwoch, 24. Januar 2024", "2024-01-24");
        check("24.01.2024", "2024-01-24");
        check("Jan. 24th, 2024 at noon", "2024-01-24");
        for none in [
            "",
            "2024-02-30",
            "30. Februar 2024",
            "01/02/2024",
            "24 Jan",
            "1706115600",
            "2024-01-245",
            "gestern",
        ] {
            check(none, "");
        }
    }
}
