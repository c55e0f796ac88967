//! Whether a ledger is whole: the file, the links between its rows, ids, readings, and all that is made of them.

use super::Store;
use crate::Error;

impl Store {
    /// Everything that is wrong, a line each; nothing where the ledger is whole. `progress` is told of each report.
    ///
    /// # Errors
    /// If the file cannot be read at all.
    pub fn faults(&self, mut progress: impl FnMut()) -> Result<Vec<String>, Error> {
        let mut faults = self.check(self.faults_of_file())?;
        faults.extend(self.check(self.wrongly_shown())?);
        for id in self.ids()? {
            let number = self.report_number(&id)?;
            match self.fault_of(&id, number) {
                Ok(found) => faults.extend(found.into_iter().map(|fault| format!("report {id}: {fault}"))),
                Err(error) => faults.push(error.to_string()),
            }
            progress();
        }
        Ok(faults)
    }

    fn faults_of_file(&self) -> rusqlite::Result<Vec<String>> {
        let connection = &self.connection;
        let mut faults = Vec::new();
        let mut statement = connection.prepare("PRAGMA integrity_check")?;
        let found: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        faults.extend(found.into_iter().filter(|line| line != "ok").map(|line| format!("the file: {line}")));
        let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            faults.push(format!("a row of `{table}` leads to a row of `{parent}` that is not there"));
        }
        Ok(faults)
    }

    /// Of one url that one report is shown that `show.sql` chooses.
    fn wrongly_shown(&self) -> rusqlite::Result<Vec<String>> {
        let mut statement = self.connection.prepare(include_str!("wrongly_shown.sql"))?;
        let ids = statement.query_map([], |row| row.get::<_, String>(0))?;
        ids.map(|id| Ok(format!("report {}: expected another version of its url to be shown", id?))).collect()
    }

    fn fault_of(&self, id: &str, number: i64) -> Result<Vec<&'static str>, Error> {
        let mut faults = Vec::new();
        let kept = self.kept(id)?;
        let select = "SELECT text_id FROM reports WHERE number = ?1";
        let text_id: String = self.check(self.connection.query_row(select, [number], |row| row.get(0)))?;
        if kept.id() != id || kept.text_id() != text_id {
            faults.push("its text, url, publisher or date are not those that its id was made of");
        }
        let (record, _) = self.reading(number)?;
        if record.report.id != id || record.report.text != kept.text() {
            faults.push("its reading is of another text");
        }
        if self.derived(number)? != self.rows_of(number)? {
            faults.push("its claims and figures are not those of its reading and reviews; `laut fsck --mend` makes them anew");
        }
        let select = "SELECT count(*) FROM report_words WHERE rowid = ?1";
        let words: i64 = self.check(self.connection.query_row(select, [number], |row| row.get(0)))?;
        if words != 1 {
            faults.push("its words cannot be searched");
        }
        Ok(faults)
    }

    /// Makes all that is searched anew, of what is only ever added to.
    ///
    /// # Errors
    /// If the file cannot be written, or a reading cannot be read back.
    pub fn mend(&mut self) -> Result<(), Error> {
        for id in self.ids()? {
            let number = self.report_number(&id)?;
            if self.derived(number)? != self.rows_of(number)? {
                self.transact(|transaction| self.derive_again(transaction, number))?;
            }
        }
        self.transact(|transaction| self.check(transaction.execute_batch(include_str!("mend.sql"))))
    }
}
