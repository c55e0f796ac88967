//! What is looked for, as conditions. Names are looked for once, and come first in what is looked for by them (`CROSS JOIN`, which SQLite
//! takes in its order): few words hold a name, and all claims have parties. The roles of parties are 1 those it was
//! heard through, 2 actors, 5 places; see `rows.rs`.
//!
//! Days overlap, but what is told of more than a month (*since 2011*) counts as its last day: a total of today is none of last year.

use crate::database::{Dialect, Value};
use crate::fold::fold;
use crate::search::Checked;
use crate::store::numbers::{day_number, degree_number, range_of};
use crate::words::Wanted;
use crate::{Kind, Search};

/// A value of a condition.
#[derive(Debug, Clone)]
enum Bound {
    Integer(Option<i64>),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
}

impl From<i64> for Bound {
    fn from(value: i64) -> Self {
        Self::Integer(Some(value))
    }
}

impl From<Option<i64>> for Bound {
    fn from(value: Option<i64>) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for Bound {
    fn from(value: f64) -> Self {
        Self::Real(value)
    }
}

impl From<String> for Bound {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Vec<u8>> for Bound {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

/// The figure `f` is at one of the places of a list: its own place, else one of its claim.
macro_rules! figure_at {
    ($list:literal) => {
        concat!(
            "f.number IN (
        SELECT t.claim / 1048576 * 1048576 + t.figure FROM ",
            $list,
            " t WHERE t.figure IS NOT NULL
        UNION ALL SELECT o.number FROM ",
            $list,
            " t CROSS JOIN figures o WHERE t.figure IS NULL AND o.claim = t.claim AND o.place IS NULL
    )"
        )
    };
}

/// Conditions that must all hold, with their values. Each is a fixed text; `:name` stands for a value.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    /// Lists of words that the conditions refer to.
    lists: Vec<&'static str>,
    /// Conditions, and what stands before each.
    pieces: Vec<[&'static str; 2]>,
    values: Vec<(&'static str, Bound)>,
}

impl Conditions {
    /// A condition.
    pub(super) fn add(&mut self, condition: &'static str) {
        self.pieces.push(["", condition]);
    }

    /// A condition with a value, if that is set.
    fn set(&mut self, name: &'static str, value: Option<impl Into<Bound>>, condition: &'static str) {
        if let Some(value) = value {
            self.values.push((name, value.into()));
            self.pieces.push(["", condition]);
        }
    }

    /// A condition with a name, if that is set, and the list of words that hold the name, to which the condition refers: they are
    /// looked for once, however often it does.
    fn named(
        &mut self,
        name: &'static str,
        value: Option<&str>,
        list: &'static str,
        condition: &'static str,
    ) {
        if value.is_some() {
            self.lists.push(list);
        }
        self.set(name, value.map(fold), condition);
    }

    /// The question with its conditions, and the values in the order in which they are numbered in it.
    pub(super) fn after(&self, select: &[&'static str], order: &'static str) -> (String, Vec<Value<'_>>) {
        let mut names: Vec<&str> = Vec::new();
        let mut sql = String::new();
        for (at, list) in self.lists.iter().enumerate() {
            sql.push_str(if at == 0 { "WITH " } else { ",\n" });
            numbered(list, &mut sql, &mut names);
        }
        sql.push_str(if self.lists.is_empty() { "" } else { "\n" });
        sql.extend(select.iter().copied());
        sql.truncate(sql.trim_end().len());
        for (at, [before, piece]) in self.pieces.iter().enumerate() {
            sql.push_str(if at == 0 { "\nWHERE " } else { "\n    AND " });
            sql.push_str(before);
            numbered(piece, &mut sql, &mut names);
        }
        sql.push_str(order);
        (sql, names.iter().map(|name| self.value(name)).collect())
    }

    fn value(&self, name: &str) -> Value<'_> {
        let found = self.values.iter().find(|(known, _)| known.trim_start_matches(':') == name);
        match found.map(|(_, value)| value) {
            None => Value::Null,
            Some(Bound::Integer(value)) => (*value).into(),
            Some(Bound::Real(value)) => (*value).into(),
            Some(Bound::Text(value)) => value.into(),
            Some(Bound::Bytes(value)) => value.into(),
        }
    }

    /// What is asked of the report `r`.
    pub(super) fn of_report(search: &Search) -> Self {
        Self::of_row(search, "EXISTS (SELECT 1 FROM shown h WHERE h.report = r.number)")
    }

    /// What is asked of the report `r` of rows, and that it is `shown`, which `r` need not be asked for.
    pub(super) fn of_row(search: &Search, shown: &'static str) -> Self {
        let mut all = Self::default();
        if let Some(report) = &search.report {
            let [from, to] = range_of(report);
            all.values.extend([(":from", from.into()), (":to", to.into())]);
            all.add("r.id BETWEEN :from AND :to");
        }
        all.set(
            ":publisher",
            search.publisher.as_deref().map(fold),
            "r.publisher IN (SELECT w.number FROM words w WHERE instr(w.folded, :publisher) > 0)",
        );
        all.set(
            ":language",
            search.language.clone(),
            "(r.language = :language OR substr(r.language, 1, length(:language) + 1) = :language || '-')",
        );
        if !search.is_all {
            all.add(shown);
        }
        all
    }

    /// What is asked of a report where nothing else is asked for.
    pub(super) fn of_report_alone(&mut self, search: &Search, dialect: &Dialect) {
        self.set(":since", search.since.as_deref().map(day_number), "r.day >= :since");
        self.set(":until", search.until.as_deref().map(day_number), "r.day <= :until");
        self.words(search, dialect, dialect.report_with_words);
    }

    /// What is asked of the claim `c`, whatever is counted in it.
    fn of_claim_alone(&mut self, search: &Search, dialect: &Dialect) {
        let from = self.pieces.len();
        self.named(":speaker", search.speaker.as_deref(), SAID, "c.number IN (SELECT s.claim FROM said s)");
        self.words(search, dialect, dialect.claim_with_words);
        if search.since.is_some() && search.until.is_some() {
            self.pieces[from..].iter_mut().for_each(|piece| piece[0] = dialect.after_days);
        }
        self.set(":act", search.act.clone(), "c.act IN (SELECT w.number FROM words w WHERE w.word = :act)");
        self.set(
            ":certainty",
            search.certainty.clone(),
            "c.certainty IN (SELECT w.number FROM words w WHERE w.word = :certainty)",
        );
    }

    /// What is asked of the claim `c`.
    pub(super) fn of_claim(&mut self, search: &Search, dialect: &Dialect) {
        self.of_claim_alone(search, dialect);
        self.named(":actor", search.actor.as_deref(), ACTORS, "c.number IN (SELECT p.claim FROM actors n CROSS JOIN parties p WHERE p.name = n.number AND p.role = 2)");
        self.set(
            ":harm",
            search.harm.clone(),
            "c.number IN (
        SELECT f.claim FROM figures f WHERE f.harm IN (SELECT w.number FROM words w WHERE w.word = :harm)
    )",
        );
        self.named(
            ":victims",
            search.victims.as_deref(),
            VICTIMS,
            "c.number IN (
        SELECT f.claim FROM figures f
        WHERE f.groups IN (SELECT v.number FROM called v WHERE v.group_at > 0)
            OR f.victims IN (SELECT v.number FROM called v)
    )",
        );
        self.named(":place", search.place.as_deref(), PLACES, "c.number IN (SELECT t.claim FROM placed t)");
        self.near(
            search,
            "c.number IN (SELECT t.claim FROM near t)",
            "EXISTS (
        SELECT 1 FROM parties p JOIN entities e ON e.number = c.report * 1048576 + p.entity
        WHERE p.claim = c.number AND p.role = 5 AND km(e.lat, e.lon, :lat, :lon) <= :km
    )",
        );
        self.set(":since", search.since.as_deref().map(day_number), "c.last_day >= :since");
        self.set(
            ":until",
            search.until.as_deref().map(day_number),
            "c.last_day <= CAST(:until AS BIGINT) + 31
    AND (c.last_day <= :until OR (c.first_day <= :until AND c.last_day - c.first_day <= 31))",
        );
        if search.is_unverified {
            self.add("c.verification IN (SELECT w.number FROM words w WHERE w.word IN ('unverified', 'partly_verified'))");
        }
        if search.is_disputed {
            self.add("c.disputed_by IS NOT NULL");
        }
        if search.is_to_check {
            self.add("c.is_to_check = 1");
        }
    }

    /// What is asked of the claim `c` that `o` disputes; the speaker may be that of either.
    pub(super) fn of_dispute(&mut self, search: &Search, dialect: &Dialect) {
        self.add(OTHER_STANDS);
        // Each is; so days lead to them by their index alone.
        self.add("c.disputed_by IS NOT NULL");
        self.of_claim(&Search { speaker: None, ..search.clone() }, dialect);
        self.named(
            ":speaker",
            search.speaker.as_deref(),
            SAID,
            "(l.to_claim IN (SELECT s.claim FROM said s) OR l.from_claim IN (SELECT s.claim FROM said s))",
        );
    }

    /// What people said of the claim `c`.
    pub(super) fn of_claim_review(&mut self, search: &Search) {
        self.reviewed(search, Kind::Claim);
    }

    /// What is asked of the figure `f` and its claim `c`.
    pub(super) fn of_figure(&mut self, search: &Search, dialect: &Dialect) {
        self.of_claim_alone(search, dialect);
        self.reviewed(search, Kind::Figure);
        self.set(
            ":actor",
            search.actor.as_deref().map(fold),
            "f.by_whom IN (SELECT w.number FROM words w WHERE instr(w.folded, :actor) > 0)",
        );
        self.set(
            ":harm",
            search.harm.clone(),
            "f.harm IN (SELECT w.number FROM words w WHERE w.word = :harm)",
        );
        self.named(
            ":victims",
            search.victims.as_deref(),
            VICTIMS,
            "(f.groups IN (SELECT v.number FROM called v WHERE v.group_at > 0) OR f.victims IN (SELECT v.number FROM called v))",
        );
        // The place of a figure, else those of its claim.
        self.named(":place", search.place.as_deref(), PLACES, figure_at!("placed"));
        self.near(
            search,
            figure_at!("near"),
            "(km(f.lat, f.lon, :lat, :lon) <= :km OR (f.place IS NULL AND EXISTS (
        SELECT 1 FROM parties p JOIN entities e ON e.number = f.report * 1048576 + p.entity
        WHERE p.claim = f.claim AND p.role = 5 AND p.figure IS NULL AND km(e.lat, e.lon, :lat, :lon) <= :km
    )))",
        );
        self.set(":since", search.since.as_deref().map(day_number), "f.last_day >= :since");
        self.set(
            ":until",
            search.until.as_deref().map(day_number),
            "f.last_day <= CAST(:until AS BIGINT) + 31
    AND (f.last_day <= :until OR (f.first_day <= :until AND f.last_day - f.first_day <= 31))",
        );
        if search.is_unverified {
            self.add("f.verification IN (SELECT w.number FROM words w WHERE w.word IN ('unverified', 'partly_verified'))");
        }
        if search.is_disputed {
            self.add("f.disputed_by IS NOT NULL");
        }
        if search.is_to_check {
            self.add("(f.checks IS NOT NULL OR c.checks IS NOT NULL)");
        }
    }

    /// What is near a point: looked for on the map (`by_place`), or, where days at both ends leave few rows, of each row.
    fn near(&mut self, search: &Search, by_place: &'static str, of_each: &'static str) {
        let Some((lat, lon, km)) = search.near else { return };
        let degrees = |degrees| Bound::from(degree_number(degrees));
        self.values.extend([(":lat", degrees(lat)), (":lon", degrees(lon)), (":km", km.into())]);
        if search.since.is_some() && search.until.is_some() {
            return self.add(of_each);
        }
        // A degree of latitude is 111 km, one of longitude less and less; what lies outside is not measured.
        let north = km / 111.0 + 0.01;
        let east = north / (lat.abs() + north).min(90.0).to_radians().cos();
        let is_whole = !(lon - east >= -180.0 && lon + east <= 180.0);
        let [west, east] = if is_whole { [-180.0, 180.0] } else { [lon - east, lon + east] };
        self.values.extend([(":south", degrees(lat - north)), (":north", degrees(lat + north))]);
        self.values.extend([(":west", degrees(west)), (":east", degrees(east))]);
        self.lists.push(NEAR);
        self.add(by_place);
    }

    fn reviewed(&mut self, search: &Search, kind: Kind) {
        match (search.checked, kind) {
            (None, Kind::Claim) => self.add(CLAIM_STANDS),
            (None, Kind::Figure) => {
                self.add(FIGURE_STANDS);
                self.add(CLAIM_STANDS);
            }
            (Some(Checked::Any), _) => {}
            (Some(Checked::Not), Kind::Claim) => self.add("c.review IS NULL"),
            (Some(Checked::Not), Kind::Figure) => self.add("f.review IS NULL"),
            (Some(checked), kind) => {
                let verdict = match checked {
                    Checked::Accepted => "accepted",
                    Checked::Rejected => "rejected",
                    Checked::Corrected | Checked::Not | Checked::Any => "corrected",
                };
                let condition = match kind {
                    Kind::Claim => "c.review IN (SELECT w.number FROM words w WHERE w.word = :review)",
                    Kind::Figure => "f.review IN (SELECT w.number FROM words w WHERE w.word = :review)",
                };
                self.set(":review", Some(verdict.to_owned()), condition);
            }
        }
    }

    fn words(&mut self, search: &Search, dialect: &Dialect, condition: &'static str) {
        let wanted = search.text.as_deref().map(Wanted::parse);
        match wanted {
            None => {}
            // Nothing that could be looked for is found nowhere.
            Some(wanted) if wanted.is_empty() => self.add("1 = 0"),
            Some(wanted) => self.set(":text", Some((dialect.query)(&wanted)), condition),
        }
    }
}

/// Adds a fixed text, with numbers in the place of its `:name`s.
fn numbered<'n>(text: &'n str, sql: &mut String, names: &mut Vec<&'n str>) {
    let mut parts = text.split(':');
    sql.extend(parts.next());
    for part in parts {
        let end = part.find(|letter: char| !letter.is_ascii_lowercase()).unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        let number = names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        sql.push_str(&format!("${}{rest}", number + 1));
    }
}

const CLAIM_STANDS: &str =
    "(c.review IS NULL OR c.review NOT IN (SELECT w.number FROM words w WHERE w.word = 'rejected'))";
const FIGURE_STANDS: &str =
    "(f.review IS NULL OR f.review NOT IN (SELECT w.number FROM words w WHERE w.word = 'rejected'))";
/// The claim that disputes was not rejected.
const OTHER_STANDS: &str =
    "(o.review IS NULL OR o.review NOT IN (SELECT w.number FROM words w WHERE w.word = 'rejected'))";

/// What is said by, or was heard through, somebody of a name.
const SAID: &str =
    "speakers AS MATERIALIZED (SELECT w.number FROM words w WHERE instr(w.folded, :speaker) > 0),
said AS MATERIALIZED (
    SELECT c.number AS claim FROM speakers n CROSS JOIN claims c WHERE c.speaker = n.number
    UNION ALL SELECT p.claim FROM speakers n CROSS JOIN parties p WHERE p.name = n.number AND p.role = 1
)";
const ACTORS: &str =
    "actors AS MATERIALIZED (SELECT w.number FROM words w WHERE instr(w.folded, :actor) > 0)";
/// What victims are called, and groups of which one is called so.
const VICTIMS: &str = "called AS MATERIALIZED (
    SELECT w.number, instr(w.word, ' ' || :victims || ' ') AS group_at FROM words w WHERE instr(w.folded, :victims) > 0
)";
const PLACES: &str =
    "places AS MATERIALIZED (SELECT w.number FROM words w WHERE instr(w.folded, :place) > 0),
placed AS MATERIALIZED (
    SELECT p.claim, p.figure FROM places n CROSS JOIN parties p WHERE p.name = n.number AND p.role = 5
)";
/// Places near a point are found by their names, which are few, and then by what they are in their reports.
const NEAR: &str = "around AS MATERIALIZED (
    SELECT e.number, e.name FROM entities e
    WHERE e.lat BETWEEN :south AND :north AND e.lon BETWEEN :west AND :east AND km(e.lat, e.lon, :lat, :lon) <= :km
),
near AS MATERIALIZED (
    SELECT p.claim, p.figure FROM (SELECT DISTINCT a.name FROM around a) n CROSS JOIN parties p
    WHERE p.name = n.name AND p.role = 5
        AND p.claim / 1048576 * 1048576 + p.entity IN (SELECT a.number FROM around a)
)";

#[cfg(test)]
mod tests {
    use super::Conditions;
    use crate::Search;
    use crate::database::Value;

    #[test]
    fn values_are_numbered_as_they_come_and_never_stand_in_the_text() {
        let search = Search {
            publisher: Some("'; DROP TABLE words".into()),
            language: Some("de".into()),
            is_all: true,
            ..Search::default()
        };
        let conditions = Conditions::of_report(&search);
        let (sql, values) = conditions.after(&["SELECT 1 FROM reports r"], "\nORDER BY 1");
        assert_eq!(
            sql,
            "SELECT 1 FROM reports r
WHERE r.publisher IN (SELECT w.number FROM words w WHERE instr(w.folded, $1) > 0)
    AND (r.language = $2 OR substr(r.language, 1, length($2) + 1) = $2 || '-')
ORDER BY 1"
        );
        assert_eq!(values, [Value::Text("; drop table words"), Value::Text("de")]);
    }
}
