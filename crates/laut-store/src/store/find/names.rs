//! A name over all reports: what it stands for, what it says, does and suffers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::quoted::REPORTS;
use crate::database::{Row, Value};
use crate::fold::fold;
use crate::store::numbers::{day_named, report_of};
use crate::store::read_back::role;
use crate::{Error, NameRow, Store};

/// What is found of a name; reports and claims by their numbers, words too.
#[derive(Default)]
struct Found {
    kinds: BTreeSet<i64>,
    roles: BTreeSet<i64>,
    affiliations: BTreeSet<i64>,
    reports: BTreeSet<i64>,
    says: BTreeSet<i64>,
    acts: BTreeSet<i64>,
    suffers: BTreeSet<i64>,
}

/// Of entities and claims only those that answers are made of.
const ENTITIES: &str = " CROSS JOIN entities e
WHERE e.name = l.number AND EXISTS (SELECT 1 FROM shown h WHERE h.report = e.report)";
const SAID: &str = concat!(
    " CROSS JOIN claims c
WHERE c.speaker = l.number AND EXISTS (SELECT 1 FROM shown h WHERE h.report = c.report) AND c.number NOT IN ",
    include_str!("../../sql/find/rejected.sql"),
);
const PARTIES: &str = concat!(
    " CROSS JOIN parties p
WHERE p.name = l.number AND EXISTS (SELECT 1 FROM shown h WHERE h.report = p.claim / 1048576) AND p.claim NOT IN ",
    include_str!("../../sql/find/rejected.sql"),
);

impl Store {
    /// All names that hold these words, with what they stand for; those that are in most reports first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn who(&self, name: &str) -> Result<Vec<NameRow>, Error> {
        let (mut words, folded) = (HashMap::new(), fold(name));
        let holding = "SELECT w.number, w.word FROM words w WHERE instr(w.folded, $1) > 0";
        self.database.query(holding, &[Value::from(&folded)], &mut |row| {
            words.insert(row.integer("number")?, row.text("word")?);
            Ok(())
        })?;
        let names = self.find_who(&words)?;
        let shown = names.values().flat_map(|found| [&found.kinds, &found.roles, &found.affiliations]);
        let shown = self.words_of(shown.flatten().copied().collect())?;
        let days = self.days(&names.values().flat_map(|found| &found.reports).copied().collect())?;
        let joined = |numbers: &BTreeSet<i64>| {
            let words = numbers.iter().filter_map(|number| shown.0.get(number));
            let words: BTreeSet<&str> = words.flat_map(|word| word.split("; ")).collect();
            words.into_iter().collect::<Vec<_>>().join("; ")
        };
        let row = |(name, found): (&str, Found)| {
            let days = || found.reports.iter().filter_map(|report| days.get(report)).copied();
            NameRow {
                name: name.to_owned(),
                kinds: joined(&found.kinds),
                roles: joined(&found.roles),
                affiliations: joined(&found.affiliations),
                reports: found.reports.len(),
                says: found.says.len(),
                acts: found.acts.len(),
                suffers: found.suffers.len(),
                days: (days().min().and_then(day_named), days().max().and_then(day_named)),
            }
        };
        let mut rows: Vec<NameRow> = names.into_iter().map(row).collect();
        rows.sort_by_key(|row| (std::cmp::Reverse(row.reports), std::cmp::Reverse(row.says)));
        Ok(rows)
    }

    /// What is found of each name.
    fn find_who<'w>(&self, words: &'w HashMap<i64, String>) -> Result<BTreeMap<&'w str, Found>, Error> {
        let numbers: BTreeSet<i64> = words.keys().copied().collect();
        // The same name may stand under several keys.
        let mut names: BTreeMap<&str, Found> = BTreeMap::new();
        let mut ask = |select, rest, add: fn(&mut Found, &dyn Row) -> Result<(), Error>| {
            self.of_numbers(&[select], &numbers, rest, &mut |row| {
                add(names.entry(&words[&row.integer("name")?]).or_default(), row)
            })
        };
        let select = "SELECT l.number AS name, e.number, e.kind, e.roles, e.affiliation FROM ";
        ask(select, ENTITIES, |found, row| {
            found.reports.insert(report_of(row.integer("number")?));
            found.kinds.insert(row.integer("kind")?);
            found.roles.extend(row.maybe_integer("roles")?);
            found.affiliations.extend(row.maybe_integer("affiliation")?);
            Ok(())
        })?;
        ask("SELECT l.number AS name, c.number FROM ", SAID, |found, row| {
            let claim = row.integer("number")?;
            found.reports.insert(report_of(claim));
            found.says.insert(claim);
            Ok(())
        })?;
        ask("SELECT l.number AS name, p.role, p.claim FROM ", PARTIES, |found, row| {
            let claim = row.integer("claim")?;
            found.reports.insert(report_of(claim));
            match role(row)? {
                "through" => found.says.insert(claim),
                "actor" => found.acts.insert(claim),
                "target" | "victims" => found.suffers.insert(claim),
                _ => false,
            };
            Ok(())
        })?;
        Ok(names)
    }

    /// The days of reports, as far as they have one.
    fn days(&self, reports: &BTreeSet<i64>) -> Result<HashMap<i64, i64>, Error> {
        let mut days = HashMap::with_capacity(reports.len());
        self.of_numbers(&["SELECT r.number, r.day FROM "], reports, REPORTS, &mut |row| {
            let number = row.integer("number")?;
            days.extend(row.maybe_integer("day")?.map(|day| (number, day)));
            Ok(())
        })?;
        Ok(days)
    }
}
