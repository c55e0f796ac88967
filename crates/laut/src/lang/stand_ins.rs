//! The words that the models see in place of the names of parties, so that no party is read otherwise than another.
//!
//! `Israel`, `Syrien` and `Polen` look alike to tagger and parser, `israelische` and `syrische` too, and so do
//! `Israel-Krieg` and `Syrien-Krieg`. Only names that are one word have a stand-in. Loaded from `<tag>/stand_ins.tsv`,
//! which says of each kind of name what stands for it.

use compact_str::CompactString;

use super::language::Data;
use super::lexicon::capitalised;
use super::maps::HashMap;
use super::table::{Row, Table};
use super::world::{Listed, name_endings};
use super::{DataError, DataFiles, World};
use crate::text::EntityKind;

/// Kinds of names in the table.
const KINDS: &[&str] = &["country", "capital", "people", "adjective", "armed_group"];

/// Stand-ins by the form that they stand for.
#[derive(Debug, Clone, Default)]
pub struct StandIns {
    forms: HashMap<CompactString, CompactString>,
}

/// A row of the table.
struct Rule<'t> {
    kind: &'t str,
    name: &'t str,
    stand_in: Option<&'t str>,
}

impl Rule<'_> {
    fn holds_for(&self, name: &str) -> bool {
        match self.name.strip_prefix('-') {
            Some(ending) => name.ends_with(ending),
            None => self.name.is_empty() || self.name.split('|').any(|listed| listed == name),
        }
    }
}

/// The stand-in for a name of a kind.
fn stand_in_of<'t>(rules: &[Rule<'t>], kind: &str, name: &str) -> Option<&'t str> {
    let rule = rules.iter().find(|rule| rule.kind == kind && rule.holds_for(name))?;
    rule.stand_in
}

impl StandIns {
    /// Reads the stand-ins of a language, for the names in the lists of the world and of its peoples.
    ///
    /// # Errors
    /// Names the file and line that cannot be used.
    pub fn load(tag: &str, files: &DataFiles, world: &World) -> Result<Self, DataError> {
        let path = format!("{tag}/stand_ins.tsv");
        let table = Table::read(&path, files.text(&path)?, &["kind", "name", "stand_in"])?;
        let rules = table.rows().map(|row| rule(&row)).collect::<Result<Vec<_>, _>>()?;
        let language = Data::TAGS.iter().position(|known| *known == tag).unwrap_or_default();
        let mut all = Self::default();
        let endings = name_endings(tag, "name", files)?;
        let listed = world.words_of(language);
        let is_country = |listed: &Listed| matches!(listed, Listed::Country(_));
        for (name, _) in listed.iter().filter(|(_, listed)| is_country(listed)) {
            all.add(stand_in_of(&rules, "country", name), name, &endings);
        }
        all.add_peoples(tag, files, &rules)?;
        for (name, listed) in &listed {
            let kind = match listed {
                Listed::Actor(actor) if world.actors[usize::from(*actor)].kind == EntityKind::ArmedGroup => {
                    "armed_group"
                }
                Listed::Capital(_) => "capital",
                _ => continue,
            };
            all.add(stand_in_of(&rules, kind, name), name, &endings);
        }
        Ok(all)
    }

    fn add_peoples(&mut self, tag: &str, files: &DataFiles, rules: &[Rule<'_>]) -> Result<(), DataError> {
        let path = format!("{tag}/peoples.tsv");
        let table = Table::read(&path, files.text(&path)?, &["form", "country", "kind"])?;
        let (endings, none) = (name_endings(tag, "adjective", files)?, [String::new()]);
        for row in table.rows().filter(|row| !row.text("form").contains(' ')) {
            let (form, is_adjective) = (row.text("form"), row.text("kind") == "adjective");
            let stand_in = stand_in_of(rules, row.text("kind"), form);
            self.add(stand_in, form, if is_adjective { &endings } else { &none });
            if let (Some(stand_in), true) = (stand_in, is_adjective) {
                self.add(Some(&capitalised(stand_in)), &capitalised(form), &endings);
            }
        }
        Ok(())
    }

    fn add(&mut self, stand_in: Option<&str>, name: &str, endings: &[String]) {
        let Some(stand_in) = stand_in else { return };
        for ending in endings {
            let form = format!("{name}{ending}");
            self.forms.entry(form.into()).or_insert_with(|| format!("{stand_in}{ending}").into());
        }
    }

    /// What stands for a form, or for a form with hyphens of which a part is such a name.
    #[must_use]
    pub fn find(&self, form: &str) -> Option<CompactString> {
        if let Some(found) = self.forms.get(form) {
            return Some(found.clone());
        }
        if !form.contains('-') || !form.split('-').any(|part| self.forms.contains_key(part)) {
            return None;
        }
        let mut joined = CompactString::default();
        for (at, part) in form.split('-').enumerate() {
            if at > 0 {
                joined.push('-');
            }
            joined.push_str(self.forms.get(part).map_or(part, CompactString::as_str));
        }
        Some(joined)
    }
}

fn rule<'t>(row: &Row<'t>) -> Result<Rule<'t>, DataError> {
    let kind = row.text("kind");
    if !KINDS.contains(&kind) {
        return Err(row.error("kind", &KINDS.join(", ")));
    }
    Ok(Rule { kind, name: row.text("name"), stand_in: row.optional("stand_in") })
}

#[cfg(test)]
mod tests {
    use super::StandIns;
    use crate::lang::{DataFiles, World};

    fn same(tag: &str, pairs: &[(&str, &str)]) {
        let files = DataFiles::embedded();
        let all = StandIns::load(tag, &files, &World::load(&files).unwrap()).unwrap();
        for (one, other) in pairs {
            assert!(all.find(one).is_some(), "{one}");
            assert_eq!(all.find(one), all.find(other), "{one} and {other}");
        }
    }

    #[test]
    fn parties_look_alike() {
        same(
            "de",
            &[
                ("Israel", "Polen"),
                ("Israels", "Syriens"),
                ("israelische", "russische"),
                ("Israelische", "Ukrainische"),
                ("Iran", "Irak"),
                ("Türkei", "Ukraine"),
                ("Russen", "Kurden"),
                ("Syrerinnen", "Russinnen"),
                ("Hamas", "Hisbollah"),
                ("Israel-Krieg", "Russland-Krieg"),
                ("Kiew", "Moskau"),
            ],
        );
        same(
            "en",
            &[
                ("Ukraine", "Russia"),
                ("Ukrainian", "Russian"),
                ("Turkish", "Syrian"),
                ("Iranians", "Israelis"),
                ("Hamas", "Hezbollah"),
                ("Kyiv", "Moscow"),
                ("Israeli-held", "Syrian-held"),
            ],
        );
    }

    #[test]
    fn grammar_keeps_names_apart_and_other_words_have_none() {
        let files = DataFiles::embedded();
        let world = World::load(&files).unwrap();
        let all = StandIns::load("de", &files, &world).unwrap();
        assert_ne!(all.find("Iran"), all.find("Israel"));
        assert_ne!(all.find("Syrer"), all.find("Syrern"));
        for other in ["Soldat", "Luft-Angriff", "-", "", "christlich"] {
            assert_eq!(all.find(other), None, "{other}");
        }
    }
}
