//! Whether a ledger is whole: the file, the links between its rows, ids, readings, and all that is made of them.

use super::Store;
use super::numbers::{id_of, number_of};
use super::tables::numbered;
use crate::Error;
use crate::database::Value;
use crate::derive::{claim_words, derive, searched};
use crate::text::Text;
use crate::words::Wanted;

impl Store {
    /// Everything that is wrong, a line each; nothing where the ledger is whole. `progress` is told of each report.
    ///
    /// # Errors
    /// If the ledger cannot be read at all.
    pub fn faults(&self, mut progress: impl FnMut()) -> Result<Vec<String>, Error> {
        let mut faults = self.database.faults()?;
        faults.extend(self.all(include_str!("../sql/wrongly_shown.sql"), &[], |row| {
            let id = id_of(&row.blob("id")?);
            Ok(format!("report {id}: expected another version of its url to be shown"))
        })?);
        for (number, id, text_id) in self.numbers()? {
            match self.faults_of(number, &id, &text_id) {
                Ok(found) => faults.extend(found.into_iter().map(|fault| format!("report {id}: {fault}"))),
                Err(error) => faults.push(format!("report {id}: {error}")),
            }
            progress();
        }
        Ok(faults)
    }

    /// All reports, by their ids, with the ids of their texts.
    fn numbers(&self) -> Result<Vec<(i64, String, String)>, Error> {
        let select = "SELECT r.number, r.id, t.id AS text_id FROM reports r JOIN texts t ON t.number = r.text ORDER BY r.id";
        self.all(select, &[], |row| {
            Ok((row.integer("number")?, id_of(&row.blob("id")?), id_of(&row.blob("text_id")?)))
        })
    }

    fn faults_of(&self, number: i64, id: &str, text_id: &str) -> Result<Vec<&'static str>, Error> {
        let mut faults = Vec::new();
        let (record, _) = self.reading(number)?;
        let kept = self.kept_of(number, &record)?;
        if kept.id() != id || kept.text_id() != text_id {
            faults.push("its text, url, publisher or date are not those that its id was made of");
        }
        if record.report.id != id || record.report.text != kept.text() {
            faults.push("its reading is of another text");
        }
        let rows = derive(&record, &self.reviews_of(number)?);
        if rows != self.rows_of(number)? {
            faults.push("its claims and figures are not those of its reading and reviews; `laut fsck --mend` makes them anew");
        }
        // The longest word is in few other reports.
        let (words, claims) = searched(&record, &rows);
        if let Some(longest) = longest(&words)
            && !self.is_found(self.database.dialect().has_report_words, number, longest)?
        {
            faults.push("its words cannot be searched; `laut fsck --mend` mends that");
        }
        for (claim, words) in rows.claims.iter().zip(&claims) {
            if let Some(longest) = longest(words)
                && !self.is_found(
                    self.database.dialect().has_claim_words,
                    number_of(number, &claim.id)?,
                    longest,
                )?
            {
                faults.push("the words of a claim cannot be searched; `laut fsck --mend` mends that");
                break;
            }
        }
        Ok(faults)
    }

    fn is_found(&self, statement: &str, number: i64, word: &str) -> Result<bool, Error> {
        let query = (self.database.dialect().query)(&Wanted::parse(word));
        let found =
            self.one(statement, &[number.into(), Value::from(&query)], |row| row.integer("number"))?;
        Ok(found.is_some())
    }

    /// Makes all that is searched anew, of what is only ever added to.
    ///
    /// # Errors
    /// If the ledger cannot be written, or a reading cannot be read back.
    pub fn mend(&mut self) -> Result<(), Error> {
        for (number, _, _) in self.numbers()? {
            if self.derived(number)? != self.rows_of(number)? {
                self.transact(|| self.derive_again(number))?;
            }
        }
        self.transact(|| {
            for statement in self.database.dialect().clear_words {
                self.database.execute(statement, &[])?;
            }
            for (number, _, _) in self.numbers()? {
                let record = self.reading(number)?.0;
                let (rows, language) = (self.rows_of(number)?, &record.report.language);
                let (words, _) = searched(&record, &rows);
                let values = [number.into(), Value::from(&words), language.into()];
                self.database.execute(self.database.dialect().add_report_words, &values)?;
                let words = claim_words(&Text::new(&record.report.text), &rows);
                self.add_claim_words(&numbered(number, &rows, &words)?, language)?;
            }
            self.database.execute("DELETE FROM shown", &[])?;
            self.database.execute(include_str!("../sql/show_all.sql"), &[]).map(drop)
        })
    }
}

fn longest(words: &str) -> Option<&str> {
    words.split(' ').filter(|word| !word.is_empty()).max_by_key(|word| word.len())
}
