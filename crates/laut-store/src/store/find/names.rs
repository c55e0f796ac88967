//! A name over all reports: what it stands for, what it says, does and suffers.

use std::collections::{BTreeMap, BTreeSet};

use crate::fold::fold;
use crate::store::numbers::{day_named, id_of};
use crate::{Error, NameRow, Store};

#[derive(Default)]
struct Found {
    kinds: BTreeSet<String>,
    roles: BTreeSet<String>,
    affiliations: BTreeSet<String>,
    reports: BTreeSet<String>,
    says: BTreeSet<i64>,
    acts: BTreeSet<i64>,
    suffers: BTreeSet<i64>,
    days: BTreeSet<String>,
}

impl Store {
    /// All names that hold these words, with what they stand for; those that are in most reports first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn who(&self, name: &str) -> Result<Vec<NameRow>, Error> {
        let mut names: BTreeMap<String, Found> = BTreeMap::new();
        self.find_who(&fold(name), &mut names)?;
        let joined = |words: &BTreeSet<String>| words.iter().cloned().collect::<Vec<_>>().join("; ");
        let row = |(name, found): (String, Found)| NameRow {
            name,
            kinds: joined(&found.kinds),
            roles: joined(&found.roles),
            affiliations: joined(&found.affiliations),
            reports: found.reports.len(),
            says: found.says.len(),
            acts: found.acts.len(),
            suffers: found.suffers.len(),
            days: (found.days.first().cloned(), found.days.last().cloned()),
        };
        let mut rows: Vec<NameRow> = names.into_iter().map(row).collect();
        rows.sort_by_key(|row| (std::cmp::Reverse(row.reports), std::cmp::Reverse(row.says)));
        Ok(rows)
    }

    fn find_who(&self, folded: &str, names: &mut BTreeMap<String, Found>) -> Result<(), Error> {
        let entities = include_str!("../../sql/find/entities_of_name.sql");
        self.database.query(entities, &[folded.into()], &mut |row| {
            let found = names.entry(row.text("name")?).or_default();
            found.kinds.insert(row.text("kind")?);
            let roles = row.words("roles")?;
            found.roles.extend(roles.split("; ").filter(|role| !role.is_empty()).map(str::to_owned));
            found.affiliations.extend(row.maybe_text("affiliation")?);
            found.reports.insert(id_of(&row.blob("rid")?));
            found.days.extend(row.maybe_integer("day")?.and_then(day_named));
            Ok(())
        })?;
        let parties = include_str!("../../sql/find/parties_of_name.sql");
        self.database.query(parties, &[folded.into()], &mut |row| {
            let found = names.entry(row.text("name")?).or_default();
            found.reports.insert(id_of(&row.blob("rid")?));
            found.days.extend(row.maybe_integer("day")?.and_then(day_named));
            let claim = row.integer("claim")?;
            match &*row.text("part")? {
                "says" => found.says.insert(claim),
                "acts" => found.acts.insert(claim),
                "suffers" => found.suffers.insert(claim),
                _ => false,
            };
            Ok(())
        })
    }
}
