//! Reports are added, and retracted. Nothing is ever changed or taken away.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::Store;
use super::numbers::{bytes_of, day_number, id_of, moment, published_at};
use super::tables::numbered;
use crate::database::Value;
use crate::derive::day_of;
use crate::{Entry, Error};

/// What became of a report that was to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is in the ledger now.
    New,
    /// It is in the ledger now, beside others under the same url.
    Version,
    /// It was there before; nothing changed.
    Known,
}

impl Store {
    /// The ids of all reports.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn ids(&self) -> Result<BTreeSet<String>, Error> {
        let mut ids = BTreeSet::new();
        self.database.query("SELECT id FROM reports", &[], &mut |row| {
            ids.insert(id_of(&row.blob("id")?));
            Ok(())
        })?;
        Ok(ids)
    }

    /// Adds reports, all of them or none. Those that are there already change nothing. Each is taken in at its time;
    /// between versions that do not say when they were published, that decides which is the later.
    ///
    /// Killed after this, they are there. If the power fails before [`Store::tend`], the last of them may have to be added
    /// again, since the disk is not waited for each time.
    ///
    /// # Errors
    /// If the ledger cannot be written; then none was added.
    pub fn add(&mut self, entries: &[(Entry, Timestamp)]) -> Result<Vec<Added>, Error> {
        self.database.hurry()?;
        self.transact(|| {
            let mut new = Vec::new();
            let added = entries
                .iter()
                .map(|(entry, at)| self.add_one(entry, *at, &mut new))
                .collect::<Result<_, _>>()?;
            self.fill(&new.iter().map(|(number, entry)| (*number, &entry.rows)).collect::<Vec<_>>())?;
            self.make_searchable(&new)?;
            Ok(added)
        })
    }

    /// Full text comes after all else, at once: SQLite writes what it has of it whenever a statement puts many rows into any table.
    fn make_searchable(&self, new: &[(i64, &Entry)]) -> Result<(), Error> {
        let mut claims: BTreeMap<&str, Vec<(i64, String)>> = BTreeMap::new();
        for (report, entry) in new {
            let language = &*entry.report.language;
            let words = [(*report).into(), Value::from(&entry.words), language.into()];
            self.database.execute(self.database.dialect().add_report_words, &words)?;
            claims.entry(language).or_default().extend(numbered(*report, &entry.rows, &entry.claim_words)?);
        }
        claims.into_iter().try_for_each(|(language, words)| self.add_claim_words(&words, language))
    }

    /// Adds a report, but not what is made of it; one that was not there is then among the `new` ones, with its number.
    fn add_one<'e>(
        &self,
        entry: &'e Entry,
        at: Timestamp,
        new: &mut Vec<(i64, &'e Entry)>,
    ) -> Result<Added, Error> {
        let report = &entry.report;
        let (id, text_id) = (bytes_of(&report.id), bytes_of(&report.text_id));
        let there = "SELECT number FROM reports WHERE id = $1";
        if self.one(there, &[Value::from(&id)], |row| row.integer("number"))?.is_some() {
            return Ok(Added::Known);
        }
        let add_text = "INSERT INTO texts (id, text) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";
        self.database.execute(add_text, &[Value::from(&text_id), Value::from(&entry.text)])?;
        let find_text = "SELECT number FROM texts WHERE id = $1";
        let text = self.one(find_text, &[Value::from(&text_id)], |row| row.integer("number"))?;
        let publisher = match report.publisher.as_deref() {
            None => Value::Null,
            Some(publisher) => {
                self.learn([(publisher, "")])?;
                self.number_of_word(publisher, "")?
            }
        };
        let day = day_of(report.published.as_deref());
        let values = [
            Value::from(&id),
            text.into(),
            (&report.input).into(),
            report.title.as_deref().into(),
            report.url.as_deref().into(),
            publisher,
            report.published.as_deref().into(),
            published_at(report.published.as_deref()).into(),
            day.as_deref().and_then(day_number).into(),
            (&report.language).into(),
            i64::from(entry.intake.is_language_given).into(),
            entry.intake.remarks.into(),
            moment(at).into(),
        ];
        let insert = include_str!("../sql/insert_report.sql");
        let Some(number) = self.one(insert, &values, |row| row.integer("number"))? else {
            return Ok(Added::Known);
        };
        self.add_reading(number, entry, at)?;
        new.push((number, entry));
        let others = "SELECT number FROM reports WHERE url = $1 AND number <> $2 LIMIT 1";
        let values = [report.url.as_deref().into(), number.into()];
        if self.one(others, &values, |row| row.integer("number"))?.is_some() {
            self.choose_shown(number)?;
            return Ok(Added::Version);
        }
        self.database.execute("INSERT INTO shown (report) VALUES ($1)", &[number.into()])?;
        Ok(Added::New)
    }

    /// Keeps the record of a report, whole.
    pub(super) fn add_reading(&self, report: i64, entry: &Entry, at: Timestamp) -> Result<(), Error> {
        self.learn([(&*entry.laut, "")])?;
        let insert = "INSERT INTO readings (report, laut, made_at, record) VALUES ($1, $2, $3, $4)";
        let laut = self.number_of_word(&entry.laut, "")?;
        let values = [report.into(), laut, moment(at).into(), Value::from(&entry.record)];
        self.database.execute(insert, &values).map(drop)
    }

    /// Sets a tombstone on a report: answers are no longer made of it, but it is kept. Where it was the latest version of
    /// its url, the one before it is shown again. Returns the full id.
    ///
    /// # Errors
    /// If there is no such report, if it has a tombstone already, or if the ledger cannot be written.
    pub fn retract(&mut self, report: &str, why: &str, by: &str, at: Timestamp) -> Result<String, Error> {
        let (number, id) = self.one_report(report)?;
        let count = self.transact(|| {
            let insert = "INSERT INTO tombstones (report, why, by_whom, at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (report) DO NOTHING";
            let values = [number.into(), why.into(), by.into(), moment(at).into()];
            let count = self.database.execute(insert, &values)?;
            self.choose_shown(number)?;
            Ok(count)
        })?;
        if count == 0 {
            return Err(Error::Id {
                expected: "a report that is not retracted",
                example: "`4f1c9a02`",
                found: report.to_owned(),
                why: "which has a tombstone already".to_owned(),
            });
        }
        Ok(id)
    }

    /// Of a report and the others under its url, the one is chosen that answers are made of.
    fn choose_shown(&self, report: i64) -> Result<(), Error> {
        self.database.execute(include_str!("../sql/hide.sql"), &[report.into()])?;
        self.database.execute(include_str!("../sql/show.sql"), &[report.into()]).map(drop)
    }

    /// To be called when all reports are added: they are safe from then on, and the database looks at how its tables grew,
    /// so that it goes through them in the best order. Changes no answer.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn tend(&self) -> Result<(), Error> {
        self.database.tend()
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use laut::lang::{Data, DataFiles};
    use laut::{Record, Report};

    use crate::{Entry, Error, Intake, Store};

    #[test]
    fn a_full_disk_leaves_nothing_half_written() {
        let data = Data::load(&DataFiles::embedded()).unwrap();
        let entry = |number: usize| {
            let report = Report::new(format!("{number} Menschen starben, sagte Ali Karim. ").repeat(9));
            (Entry::of(Record::of(&laut::read(report, &data)), Intake::default()), Timestamp::UNIX_EPOCH)
        };
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create(&folder.path().join("laut.db")).unwrap();
        store.add(&[entry(0)]).unwrap();
        // SQLite takes the number of pages that there are for the least limit.
        store.one("PRAGMA max_page_count = 1", &[], |_| Ok(())).unwrap();
        let more: Vec<_> = (1..60).map(entry).collect();
        assert!(matches!(store.add(&more), Err(Error::Full { .. })));
        assert_eq!(store.ids().unwrap().len(), 1);
        assert_eq!(store.faults(|| ()).unwrap(), Vec::<String>::new());
        store.one("PRAGMA max_page_count = 1000000", &[], |_| Ok(())).unwrap();
        store.add(&more).unwrap();
        assert_eq!(store.ids().unwrap().len(), 60);
        assert_eq!(store.faults(|| ()).unwrap(), Vec::<String>::new());
    }
}
