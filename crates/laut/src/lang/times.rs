//! The words and rules of a language for times: months, weekdays, parts of the day, units, seasons, holidays, time words,
//! and `rules/times.toml`, whose patterns put them together.

use serde::Deserialize;

use super::maps::HashMap;
use super::numerals::split_words;
use super::table::Table;
use super::{DataError, DataFiles};
use crate::text::token::words;

words! {
    /// What a word or shape can be in a time expression. Patterns name these.
    TimeClass {
        /// `Oktober`; the value is its number.
        Month = "month",
        /// A month that no other word is spelled like.
        ClearMonth = "clear_month",
        /// `Dienstag`; the value is its ISO number.
        Weekday = "weekday",
        /// A weekday that no other word is spelled like.
        ClearWeekday = "clear_weekday",
        /// `Dienstagabend`: weekday and part of the day.
        WeekdayPart = "weekday_part",
        /// `Abend`; the value is that of TIMEX3.
        Part = "part",
        /// `Jahr`, `Wochen`; the value is the letter of TIMEX3, with `T` for units below a day.
        Unit = "unit",
        /// A unit in the plural.
        Units = "units",
        /// A unit in the singular.
        UnitOne = "unit_one",
        /// `Herbst`.
        Season = "season",
        /// A season that no other word is spelled like.
        ClearSeason = "clear_season",
        /// `Ostersonntag`.
        Holiday = "holiday",
        /// `letzte` is -1, `this` 0, `next` 1: seen from the publication.
        Shift = "shift",
        /// `previous`, `following`: seen from the date before in the text.
        TextShift = "text_shift",
        /// `Anfang`, `late`: a part of a longer time, which the value leaves out.
        Phase = "phase",
        /// `jetzt`; the value is `PRESENT_REF`, `PAST_REF` or `FUTURE_REF`.
        Ref = "ref",
        /// `Vorjahr`: unit and steps, `Y -1`; with `text` from the date before in the text.
        UnitWord = "unit_word",
        /// `gestern`; the value is the number of days from the publication.
        Day = "day_word",
        /// `tonight`: days and part of the day, `0 NI`.
        DayPart = "day_part",
        /// Makes a span a point in the past: `ago`; before the span in some languages.
        Ago = "ago",
        /// Makes a span a point in the future.
        Ahead = "ahead",
        /// `später`: from the date before in the text.
        Later = "later",
        /// `zuvor`: from the date before in the text.
        Earlier = "earlier",
        /// `seit`: a span that reaches the publication.
        Since = "since",
        /// A preposition before a time.
        Prep = "prep",
        /// What stands before a year, but hardly before a count.
        YearPrep = "year_prep",
        /// `jeden`.
        Every = "every",
        /// `täglich`; the value is a period.
        Set = "set",
        /// `siebentägig`, `jahrelang`; the value is a length.
        Length = "length",
        /// The end of an adjective of length: `tägig`.
        LengthEnding = "length_ending",
        /// Rates: `pro`.
        Per = "per",
        /// `Uhr`.
        Hour = "hour_word",
        /// `p.m.`: the hours to add.
        Meridiem = "meridiem",
        /// `noon`; the value is the clock time.
        ClockWord = "clock_word",
        /// `halb`, `half`.
        Half = "half",
        /// A definite article.
        Article = "article",
        /// An indefinite article.
        One = "one",
        /// `einige`, `few`: a number that is not said.
        Few = "few",
        /// Joins the ends of a range.
        To = "to",
        /// `of`, `in`: joins a part to the whole.
        Of = "of",
        /// `nearly`, `more than`.
        About = "about",
        /// `1990er`, `nineties`; the value is the first three digits.
        Decade = "decade",
        /// Makes an age of a length: `old`.
        Age = "age",
        /// Before a number of years, makes an age of it: `ab 16 Jahren`.
        AgePrep = "age_prep",
        /// A name of a time zone.
        Zone = "zone",
        /// A verb form or word that speaks of what is past.
        PastCue = "past_cue",
        /// A verb form or word that speaks of what is to come.
        FutureCue = "future_cue",
        /// Says that something begins, so that days can be counted from there: `on the third day`.
        StartCue = "start_cue",
        /// Any other word that a pattern names.
        Word = "word",
        /// A cardinal in digits or words.
        Number = "number",
        /// An ordinal.
        Ordinal = "ordinal",
        /// Four digits that can be a year.
        Year = "year",
        /// `14.30`, `7:15`.
        Clock = "clock",
        /// `30.11.2013`, `2013-11-30`.
        Date = "date",
        /// A hyphen or dash.
        Dash = "dash",
    }
}

impl TimeClass {
    /// A set with just this class.
    #[must_use]
    pub fn bit(self) -> u64 {
        1 << (self as u32)
    }
}

words! {
    /// How the slots that a pattern fills become a value.
    Compose {
        /// Year, month and day, as far as they are there.
        Date = "date",
        /// A weekday near the publication.
        Weekday = "weekday",
        /// Days from the publication.
        Day = "day",
        /// A week, month, year … that lies before or after.
        Unit = "unit",
        /// A length of time.
        Duration = "duration",
        /// A point so long before the publication.
        Ago = "ago",
        /// A point so long after it.
        Ahead = "ahead",
        /// A point so long after the date before in the text.
        Later = "later",
        /// A point so long before it.
        Earlier = "earlier",
        /// Something that comes again.
        Set = "set",
        /// A season.
        Season = "season",
        /// A holiday.
        Holiday = "holiday",
        /// A clock time.
        Clock = "clock",
        /// A part of a day.
        Part = "part",
        /// The night before a day: `Nacht zum Dienstag`.
        NightBefore = "night_before",
        /// Now, once, soon.
        Ref = "ref",
        /// Ten or a hundred years.
        Decade = "decade",
        /// A quarter or half of a year.
        Quarter = "quarter",
        /// The quarter that was spoken of, or the same one of another year.
        Spoken = "spoken",
        /// A day or week counted from a beginning: `on the third day`.
        Nth = "nth",
        /// Two days of one month.
        DayRange = "day_range",
        /// Two clock times.
        ClockRange = "clock_range",
        /// A year alone.
        Year = "year",
        /// A year in two numbers: `nineteen ninety-six`.
        SpokenYear = "spoken_year",
    }
}

/// One meaning of a time word.
#[derive(Debug, Clone, PartialEq)]
pub struct Sense {
    /// What it is.
    pub class: TimeClass,
    /// Its value as it stands in the list.
    pub value: String,
    /// Its value as a number, where it is one.
    pub number: i32,
    /// Whether it must have a capital.
    pub needs_capital: bool,
}

/// A time word or several words.
#[derive(Debug, Clone, Default)]
pub struct TimeEntry {
    /// Its words and marks, in lower case.
    pub words: Vec<String>,
    /// What it can be.
    pub senses: Vec<Sense>,
}

/// One place in a pattern.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// The classes that fit.
    pub classes: u64,
    /// The words that fit.
    pub literals: Vec<String>,
    /// Whether it may be missing.
    pub is_optional: bool,
}

/// One pattern of a rule.
#[derive(Debug, Clone)]
pub struct TimePattern {
    /// What stands before the expression without being part of it.
    pub before: Option<Element>,
    /// The expression.
    pub elements: Vec<Element>,
    /// What stands after it without being part of it.
    pub after: Option<Element>,
}

/// A rule: patterns, and what they mean.
#[derive(Debug, Clone)]
pub struct TimeRule {
    /// Its id, shown to users.
    pub id: String,
    /// Its patterns.
    pub patterns: Vec<TimePattern>,
    /// How it becomes a value.
    pub compose: Compose,
    /// Sentences that it reads, with `[expression](value)`.
    pub examples: Vec<String>,
    /// Sentences in which it finds nothing.
    pub counter: Vec<String>,
}

/// Everything that a language has for times.
#[derive(Debug, Default)]
pub struct TimeWords {
    entries: HashMap<String, Vec<TimeEntry>>,
    rules: Vec<TimeRule>,
    by_class: Vec<Vec<(usize, usize)>>,
    starts: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    rule: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: String,
    #[serde(rename = "note")]
    _note: String,
    patterns: Vec<String>,
    value: String,
    examples: Vec<String>,
    counter: Vec<String>,
}

impl TimeWords {
    /// Reads the lists and rules of a language. `joins_words` says whether weekday and part of the day are written as one
    /// word.
    ///
    /// # Errors
    /// Names the file and line that cannot be used.
    pub fn load(tag: &str, files: &DataFiles, joins_words: bool) -> Result<Self, DataError> {
        let mut words = Self::default();
        let weekdays =
            words.read_list(tag, "weekdays", files, TimeClass::Weekday, TimeClass::ClearWeekday)?;
        words.read_list(tag, "months", files, TimeClass::Month, TimeClass::ClearMonth)?;
        words.read_list(tag, "seasons", files, TimeClass::Season, TimeClass::ClearSeason)?;
        let parts = words.read_list(tag, "day_parts", files, TimeClass::Part, TimeClass::Part)?;
        words.read_list(tag, "holidays", files, TimeClass::Holiday, TimeClass::Holiday)?;
        words.read_units(tag, files)?;
        words.read_words(tag, files)?;
        if joins_words {
            for (day, number) in &weekdays {
                for (part, value) in &parts {
                    let sense = sense(TimeClass::WeekdayPart, &format!("{number} {value}"), false);
                    words.add(&format!("{day}{part}"), sense);
                }
            }
        }
        words.read_rules(tag, files)?;
        Ok(words)
    }

    fn add(&mut self, form: &str, sense: Sense) {
        let words = split_words(form);
        let Some(first) = words.first().cloned() else { return };
        let entries = self.entries.entry(first).or_default();
        match entries.iter_mut().find(|entry| entry.words == words) {
            Some(entry) if entry.senses.contains(&sense) => {}
            Some(entry) => entry.senses.push(sense),
            None => {
                entries.push(TimeEntry { words, senses: vec![sense] });
                entries.sort_by_key(|entry| std::cmp::Reverse(entry.words.len()));
            }
        }
    }

    /// A list of form, value and whether the word alone is a time: `clear`, `capital` (with a capital only) or `weak`.
    fn read_list(
        &mut self,
        tag: &str,
        name: &str,
        files: &DataFiles,
        class: TimeClass,
        clear: TimeClass,
    ) -> Result<Vec<(String, String)>, DataError> {
        let path = format!("{tag}/{name}.tsv");
        let mut forms = Vec::new();
        for row in Table::read(&path, files.text(&path)?, &["form", "value", "alone"])?.rows() {
            let (form, value) = (row.text("form"), row.text("value"));
            let (is_clear, needs_capital) = match row.text("alone") {
                "clear" => (true, false),
                "capital" => (true, true),
                "weak" => (false, true),
                "joined" => (false, false),
                _ => return Err(row.error("alone", "clear, capital, weak, joined")),
            };
            self.add(form, sense(class, value, needs_capital));
            if is_clear && clear != class {
                self.add(form, sense(clear, value, needs_capital));
            }
            if is_clear {
                forms.push((form.to_lowercase(), value.to_owned()));
            }
        }
        Ok(forms)
    }

    fn read_units(&mut self, tag: &str, files: &DataFiles) -> Result<(), DataError> {
        let path = format!("{tag}/time_units.tsv");
        for row in Table::read(&path, files.text(&path)?, &["form", "value", "number"])?.rows() {
            let class = match row.text("number") {
                "one" => TimeClass::UnitOne,
                "many" => TimeClass::Units,
                _ => return Err(row.error("number", "one, many")),
            };
            self.add(row.text("form"), sense(TimeClass::Unit, row.text("value"), false));
            self.add(row.text("form"), sense(class, row.text("value"), false));
        }
        Ok(())
    }

    fn read_words(&mut self, tag: &str, files: &DataFiles) -> Result<(), DataError> {
        let path = format!("{tag}/time_words.tsv");
        for row in Table::read(&path, files.text(&path)?, &["form", "class", "value", "example"])?.rows() {
            let class = row.word("class", TimeClass::from_word, TimeClass::ALL, TimeClass::as_str)?;
            self.add(row.text("form"), sense(class, row.text("value"), false));
        }
        Ok(())
    }

    fn read_rules(&mut self, tag: &str, files: &DataFiles) -> Result<(), DataError> {
        let path = format!("{tag}/rules/times.toml");
        let wrong = |message: String| DataError::Toml { path: path.clone(), message };
        let file: RuleFile = toml::from_str(files.text(&path)?).map_err(|error| wrong(error.to_string()))?;
        self.by_class = vec![Vec::new(); TimeClass::ALL.len()];
        for raw in file.rule {
            let at = |message: String| wrong(format!("rule `{}`: {message}", raw.id));
            let compose =
                Compose::from_word(&raw.value).ok_or_else(|| at(format!("unknown value `{}`", raw.value)))?;
            let patterns: Result<Vec<_>, _> = raw.patterns.iter().map(|text| parse_pattern(text)).collect();
            let patterns = patterns.map_err(at)?;
            for (index, pattern) in patterns.iter().enumerate() {
                self.index(self.rules.len(), index, pattern)
                    .map_err(|message| wrong(format!("rule `{}`: {message}", raw.id)))?;
            }
            for literal in patterns.iter().flat_map(literals) {
                self.add(literal, sense(TimeClass::Word, literal, false));
            }
            let (examples, counter) = (raw.examples, raw.counter);
            self.rules.push(TimeRule { id: raw.id, patterns, compose, examples, counter });
        }
        Ok(())
    }

    /// Lists a pattern under every class that it can start with.
    fn index(&mut self, rule: usize, index: usize, pattern: &TimePattern) -> Result<(), String> {
        for element in &pattern.elements {
            let word = if element.literals.is_empty() { 0 } else { TimeClass::Word.bit() };
            for class in TimeClass::ALL {
                if (element.classes | word) & class.bit() != 0 {
                    self.by_class[*class as usize].push((rule, index));
                    self.starts |= class.bit();
                }
            }
            if !element.is_optional {
                return Ok(());
            }
        }
        Err("a pattern needs an element that is not optional".to_owned())
    }

    /// The entries that start with a word, the longest first.
    #[must_use]
    pub fn entries(&self, first: &str) -> &[TimeEntry] {
        self.entries.get(first).map_or(&[], Vec::as_slice)
    }

    /// The rules, in the order of the file.
    #[must_use]
    pub fn rules(&self) -> &[TimeRule] {
        &self.rules
    }

    /// The classes that a pattern can start with.
    #[must_use]
    pub fn starts(&self) -> u64 {
        self.starts
    }

    /// The patterns that can start with a class: rule and pattern.
    #[must_use]
    pub fn starting_with(&self, class: TimeClass) -> &[(usize, usize)] {
        self.by_class.get(class as usize).map_or(&[], Vec::as_slice)
    }
}

fn sense(class: TimeClass, value: &str, needs_capital: bool) -> Sense {
    Sense { class, value: value.to_owned(), number: value.parse().unwrap_or_default(), needs_capital }
}

fn literals(pattern: &TimePattern) -> impl Iterator<Item = &str> {
    let all = pattern.before.iter().chain(&pattern.elements).chain(&pattern.after);
    all.flat_map(|element| element.literals.iter().map(String::as_str))
}

/// Reads a pattern: `{prep} weekday ','? article? ordinal (month|'uhr') year?`.
fn parse_pattern(text: &str) -> Result<TimePattern, String> {
    let (mut before, mut after) = (None, None);
    let mut elements = Vec::new();
    for part in text.split_whitespace() {
        if let Some(context) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            let element = Some(parse_element(context)?);
            if elements.is_empty() { before = element } else { after = element }
        } else {
            elements.push(parse_element(part)?);
        }
    }
    Ok(TimePattern { before, elements, after })
}

fn parse_element(text: &str) -> Result<Element, String> {
    let (text, is_optional) = text.strip_suffix('?').map_or((text, false), |text| (text, true));
    let text = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text);
    let mut element = Element { classes: 0, literals: Vec::new(), is_optional };
    for option in text.split('|') {
        if let Some(literal) = option.strip_prefix('\'').and_then(|option| option.strip_suffix('\'')) {
            element.literals.push(literal.to_owned());
        } else {
            let class = TimeClass::from_word(option).ok_or_else(|| format!("unknown class `{option}`"))?;
            element.classes |= class.bit();
        }
    }
    Ok(element)
}

#[cfg(test)]
mod tests {
    use super::{TimeClass, parse_pattern};

    #[test]
    fn patterns_have_context_options_and_words() {
        let pattern = parse_pattern("{prep} weekday ','? (month|'mai') year?").unwrap();
        assert_eq!(pattern.before.unwrap().classes, TimeClass::Prep.bit());
        assert_eq!(pattern.elements.len(), 4);
        assert!(pattern.elements[1].is_optional && pattern.elements[1].literals == [","]);
        assert_eq!(pattern.elements[2].literals, ["mai"]);
        assert!(parse_pattern("monat").is_err());
    }
}
