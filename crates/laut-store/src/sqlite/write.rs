//! Reports are added, and retracted. Nothing is ever changed or taken away.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Transaction, TransactionBehavior, named_params};

use super::{Store, tables};
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

/// A point in time that sorts as text.
pub(super) fn written(time: Timestamp) -> String {
    format!("{time:.6}")
}

/// When a report was published, in UTC; a day begins at midnight.
fn published_at(published: Option<&str>) -> Option<String> {
    let published = published?;
    let time = if published.len() == 10 {
        format!("{published}T00:00:00Z").parse::<Timestamp>()
    } else {
        published.parse::<Timestamp>()
    };
    time.ok().map(written)
}

impl Store {
    /// The ids of all reports.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn ids(&self) -> Result<BTreeSet<String>, Error> {
        let read = || {
            let mut statement = self.connection.prepare("SELECT id FROM reports")?;
            statement.query_map([], |row| row.get(0))?.collect()
        };
        self.check(read())
    }

    /// Adds reports, all of them or none. Those that are there already change nothing. Each is taken in at its time;
    /// between versions that do not say when they were published, that decides which is the later.
    ///
    /// Killed after this, they are there. If the power fails before [`Store::tend`], the last of them may have to be added
    /// again, since the disk is not waited for each time.
    ///
    /// # Errors
    /// If the file cannot be written; then none was added.
    pub fn add(&mut self, entries: &[(Entry, Timestamp)]) -> Result<Vec<Added>, Error> {
        self.check(self.connection.pragma_update(None, "synchronous", "NORMAL"))?;
        self.transact(|transaction| {
            self.check(entries.iter().map(|(entry, at)| add(transaction, entry, *at)).collect())
        })
    }

    /// Sets a tombstone on a report: answers are no longer made of it, but it is kept. Where it was the latest version of
    /// its url, the one before it is shown again. Returns the full id.
    ///
    /// # Errors
    /// If there is no such report, if it has a tombstone already, or if the file cannot be written.
    pub fn retract(&mut self, report: &str, why: &str, by: &str, at: Timestamp) -> Result<String, Error> {
        let id = self.report_id(report)?;
        let set = |transaction: &Transaction<'_>| {
            let insert = "INSERT INTO tombstones (report, why, by_whom, at)
                SELECT number, ?2, ?3, ?4 FROM reports WHERE id = ?1 ON CONFLICT (report) DO NOTHING";
            let count = transaction.execute(insert, (&id, why, by, written(at)))?;
            let select = "SELECT number FROM reports WHERE id = ?1";
            choose_shown(transaction, transaction.query_row(select, [&id], |row| row.get(0))?)?;
            Ok(count)
        };
        let count = self.transact(|transaction| self.check(set(transaction)))?;
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

    /// To be called when all reports are added: the disk says that it has them, and SQLite looks at how its tables grew, so
    /// that it goes through them in the best order. Changes no answer.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn tend(&self) -> Result<(), Error> {
        let tend =
            "PRAGMA analysis_limit = 400; PRAGMA optimize; PRAGMA synchronous = FULL; PRAGMA wal_checkpoint";
        self.check(self.connection.execute_batch(tend))
    }

    /// Does something wholly or not at all, while nobody else writes.
    pub(super) fn transact<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let begin = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate);
        let transaction = self.check(begin)?;
        let done = work(&transaction)?;
        self.check(transaction.commit())?;
        Ok(done)
    }
}

fn add(transaction: &Transaction<'_>, entry: &Entry, at: Timestamp) -> rusqlite::Result<Added> {
    let report = &entry.kept.report;
    let mut insert = transaction.prepare_cached(include_str!("insert_report.sql"))?;
    let count = insert.execute(named_params! {
        ":id": report.id, ":text_id": report.text_id, ":input": report.input, ":title": report.title,
        ":url": report.url, ":publisher": report.publisher, ":published": report.published,
        ":published_at": published_at(report.published.as_deref()),
        ":day": day_of(report.published.as_deref()), ":language": report.language,
        ":is_language_given": entry.is_language_given, ":text": report.text, ":taken_in": written(at),
    })?;
    if count == 0 {
        return Ok(Added::Known);
    }
    let number = transaction.last_insert_rowid();
    add_reading(transaction, number, entry, at)?;
    tables::fill(transaction, number, &entry.rows)?;
    choose_shown(transaction, number)?;
    let others = "SELECT EXISTS (SELECT 1 FROM reports WHERE url = ?1 AND number <> ?2)";
    let has_others =
        transaction.prepare_cached(others)?.query_row((&report.url, number), |row| row.get(0))?;
    Ok(if has_others { Added::Version } else { Added::New })
}

/// Keeps the record of a report, whole.
pub(super) fn add_reading(
    transaction: &Transaction<'_>,
    report: i64,
    entry: &Entry,
    at: Timestamp,
) -> rusqlite::Result<()> {
    let insert = "INSERT INTO readings (report, laut, made_at, record) VALUES (?1, ?2, ?3, ?4)";
    let mut insert = transaction.prepare_cached(insert)?;
    insert.execute((report, &entry.kept.laut, written(at), &entry.record)).map(drop)
}

/// Of a report and the others under its url, the one is chosen that answers are made of.
fn choose_shown(transaction: &Transaction<'_>, report: i64) -> rusqlite::Result<()> {
    transaction.prepare_cached(include_str!("hide.sql"))?.execute([report])?;
    transaction.prepare_cached(include_str!("show.sql"))?.execute([report]).map(drop)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use laut::lang::{Data, DataFiles};
    use laut::{Record, Report};

    use crate::{Entry, Error, Store};

    #[test]
    fn a_full_disk_leaves_nothing_half_written() {
        let data = Data::load(&DataFiles::embedded()).unwrap();
        let entry = |number: usize| {
            let report = Report::new(format!("{number} Menschen starben, sagte Ali Karim. ").repeat(9));
            (Entry::of(&Record::of(&laut::read(report, &data)), false), Timestamp::UNIX_EPOCH)
        };
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create(&folder.path().join("laut.db")).unwrap();
        store.add(&[entry(0)]).unwrap();
        let pages: i64 = store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        let limit = |store: &Store, pages: i64| {
            let limit = store.connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()));
            limit.unwrap();
        };
        limit(&store, pages + 1);
        let more: Vec<_> = (1..30).map(entry).collect();
        assert!(matches!(store.add(&more), Err(Error::Full { .. })));
        assert_eq!(store.ids().unwrap().len(), 1);
        assert_eq!(store.faults(|| ()).unwrap(), Vec::<String>::new());
        limit(&store, 1 << 20);
        store.add(&more).unwrap();
        assert_eq!(store.ids().unwrap().len(), 30);
        assert_eq!(store.faults(|| ()).unwrap(), Vec::<String>::new());
    }
}
