//! Rows with the words of their reports. What a question finds are numbers at first; short strings, reports and texts of all
//! of them are then asked for, each once, and words are cut out beside that, on threads of their own.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::num::NonZero;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex};
use std::thread;

use super::conditions::Conditions;
use super::row::{Publication, Quoted, Words, publication};
use crate::Error;
use crate::database::{Row, Value};
use crate::pack::unpack_text;
use crate::store::Store;
use crate::text::Text;
use crate::words::Wanted;

/// Reports that are fetched together.
pub(super) const TOGETHER: usize = 64;
/// How often so many may wait for their words to be cut out.
const QUEUE: usize = 4;

/// The reports of numbers.
pub(super) const REPORTS: &str = " CROSS JOIN reports r WHERE r.number = l.number";
/// The same with their texts.
const WITH_TEXT: &str = " CROSS JOIN reports r JOIN texts t ON t.number = r.text WHERE r.number = l.number";

/// When its report was published, the report's id, where it begins and ends, its number: the order of an answer.
pub(super) type Order = (Option<i64>, Arc<str>, [usize; 2], i64);

/// Rows, with their reports and the packed texts of these, unless nothing is quoted.
struct Batch<T> {
    rows: Vec<T>,
    reports: HashMap<i64, (Publication, Option<Vec<u8>>)>,
}

/// What of the texts is wanted.
pub(super) struct Quotations {
    /// What each row says.
    pub(super) are_shown: bool,
    /// Only rows in which these phrases stand.
    pub(super) phrases: Option<Wanted>,
}

impl Store {
    /// Asks for rows that are quoted, by the day of publication and their places in the text.
    pub(super) fn quoted<T: Quoted + Send>(
        &self,
        select: &[&'static str],
        conditions: &Conditions,
        read: impl Fn(&dyn Row) -> Result<T, Error>,
        quotations: &Quotations,
    ) -> Result<Vec<T::Answer>, Error>
    where
        T::Answer: Send,
    {
        let (sql, values) = conditions.after(select, "");
        let mut found = self.answers(self.all(&sql, &values, read)?, quotations)?;
        found.sort_by_cached_key(|(order, _)| order.clone());
        Ok(found.into_iter().map(|(_, answer)| answer).collect())
    }

    /// What rows stand for, in no order.
    pub(super) fn answers<T: Quoted + Send>(
        &self,
        mut rows: Vec<T>,
        quotations: &Quotations,
    ) -> Result<Vec<(Order, T::Answer)>, Error>
    where
        T::Answer: Send,
    {
        let words = self.words_of(rows.iter().flat_map(Quoted::numbers).collect())?;
        rows.sort_by_key(|row| row.claim().report());
        let count = rows.len();
        let mut rows = rows.into_iter().peekable();
        let first = self.next_batch(&mut rows, quotations)?;
        if rows.peek().is_none() {
            // It is done sooner than a thread starts.
            return cut_out([first], &words, quotations);
        }
        thread::scope(|scope| {
            let (send, receive) = sync_channel(QUEUE);
            // It is dropped with the last of those that take from it.
            let batches = Arc::new(Mutex::new(receive));
            let cutting: Vec<_> = (0..thread::available_parallelism().map_or(1, NonZero::get))
                .map(|_| Arc::clone(&batches))
                .map(|batches| std::iter::from_fn(move || batches.lock().ok()?.recv().ok()))
                .map(|batches| scope.spawn(|| cut_out(batches, &words, quotations)))
                .collect();
            drop(batches);
            let mut batch = first;
            // Where something is damaged, nobody takes what comes after it.
            while send.send(batch).is_ok() && rows.peek().is_some() {
                batch = self.next_batch(&mut rows, quotations)?;
            }
            drop(send);
            let mut found = Vec::with_capacity(count);
            for part in cutting {
                found.extend(part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
            }
            Ok(found)
        })
    }

    /// The rows of the next reports, with these.
    fn next_batch<T: Quoted>(
        &self,
        rows: &mut std::iter::Peekable<std::vec::IntoIter<T>>,
        quotations: &Quotations,
    ) -> Result<Batch<T>, Error> {
        let (mut numbers, mut some) = (BTreeSet::new(), Vec::new());
        while let Some(row) = rows.next_if(|row| {
            let report = row.claim().report();
            numbers.len() < TOGETHER || numbers.contains(&report)
        }) {
            numbers.insert(row.claim().report());
            some.push(row);
        }
        let mut reports = HashMap::with_capacity(numbers.len());
        let columns = include_str!("../../sql/find/publication_columns.sql");
        let (select, from) = if quotations.are_shown || quotations.phrases.is_some() {
            (", t.text", WITH_TEXT)
        } else {
            ("", REPORTS)
        };
        self.of_numbers(&[columns, select, "\nFROM "], &numbers, from, &mut |row| {
            let text = if select.is_empty() { None } else { Some(row.blob("text")?) };
            reports.insert(row.integer("number")?, (publication(row)?, text));
            Ok(())
        })?;
        Ok(Batch { rows: some, reports })
    }

    /// Short strings of numbers.
    pub(super) fn words_of(&self, numbers: BTreeSet<i64>) -> Result<Words, Error> {
        let mut words = Words(HashMap::with_capacity(numbers.len()));
        let select = "SELECT w.number, w.word FROM ";
        self.of_numbers(&[select], &numbers, " CROSS JOIN words w WHERE w.number = l.number", &mut |row| {
            words.0.insert(row.integer("number")?, row.text("word")?);
            Ok(())
        })?;
        Ok(words)
    }

    /// The texts of reports.
    pub(super) fn texts(&self, reports: &BTreeSet<i64>) -> Result<BTreeMap<i64, String>, Error> {
        let mut texts = BTreeMap::new();
        self.of_numbers(&["SELECT r.number, t.text FROM "], reports, WITH_TEXT, &mut |row| {
            let number = row.integer("number")?;
            texts.insert(number, unpacked(number, &row.blob("text")?)?);
            Ok(())
        })?;
        Ok(texts)
    }

    /// Asks about numbers, the rows of `l` between `select` and `rest`.
    pub(super) fn of_numbers(
        &self,
        select: &[&'static str],
        numbers: &BTreeSet<i64>,
        rest: &'static str,
        each: &mut dyn FnMut(&dyn Row) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if numbers.is_empty() {
            return Ok(());
        }
        let sql = [&select.concat(), self.database.dialect().numbers, rest].concat();
        let list = serde_json::Value::from_iter(numbers.iter().copied()).to_string();
        self.database.query(&sql, &[Value::from(&list)], each)
    }
}

/// Puts its words into each row.
fn cut_out<T: Quoted>(
    batches: impl IntoIterator<Item = Batch<T>>,
    words: &Words,
    quotations: &Quotations,
) -> Result<Vec<(Order, T::Answer)>, Error> {
    let mut found = Vec::new();
    for Batch { rows, reports } in batches {
        let texts: HashMap<i64, String> = reports
            .iter()
            .filter_map(|(number, (_, packed))| Some((*number, packed.as_ref()?)))
            .map(|(number, packed)| Ok((number, unpacked(number, packed)?)))
            .collect::<Result<_, Error>>()?;
        let texts: HashMap<i64, Text<'_>> =
            texts.iter().map(|(number, text)| (*number, Text::new(text))).collect();
        for row in rows {
            let number = row.claim().report();
            let Some((report, _)) = reports.get(&number) else {
                return Err(unread(number, &"it is not there"));
            };
            let quotation = texts.get(&number).map(|text| row.claim().quotation(text)).unwrap_or_default();
            if quotations.phrases.as_ref().is_none_or(|phrases| phrases.stands_in(&quotation)) {
                let quotation = if quotations.are_shown { quotation } else { String::new() };
                let (span, own) = row.place();
                let order = (report.published_at, Arc::clone(&report.id), span, own);
                found.push((order, row.answer(words, report, quotation)?));
            }
        }
    }
    Ok(found)
}

fn unpacked(number: i64, packed: &[u8]) -> Result<String, Error> {
    unpack_text(packed).map_err(|cause| unread(number, &cause))
}

/// That the text of a report cannot be read.
pub(super) fn unread(number: i64, cause: &dyn std::fmt::Display) -> Error {
    Error::Damaged { what: format!("the text of report number {number}"), cause: cause.to_string() }
}
