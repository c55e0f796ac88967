//! What is looked for, as conditions. Names and places come first in what is looked for by them (`CROSS JOIN`, which SQLite takes in its
//! order): few words hold a name, and all claims have parties. The roles of parties are 1 and 2 speakers, 3 actors, 6 places; see `rows.rs`.

use crate::database::{Dialect, Value};
use crate::fold::fold;
use crate::search::Checked;
use crate::store::numbers::{day_number, range_of};
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

/// Conditions that must all hold, with their values. Each is a fixed text; `:name` stands for a value.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    pieces: Vec<&'static str>,
    values: Vec<(&'static str, Bound)>,
}

impl Conditions {
    fn add(&mut self, condition: &'static str) {
        self.pieces.push(condition);
    }

    /// A condition with a value, if that is set.
    fn set(&mut self, name: &'static str, value: Option<impl Into<Bound>>, condition: &'static str) {
        if let Some(value) = value {
            self.values.push((name, value.into()));
            self.pieces.push(condition);
        }
    }

    /// The question with its conditions, and the values in the order in which they are numbered in it.
    pub(super) fn after(&self, select: &'static str, order: &'static str) -> (String, Vec<Value<'_>>) {
        let mut names: Vec<&str> = Vec::new();
        let mut sql = select.trim_end().to_owned();
        for (at, piece) in self.pieces.iter().enumerate() {
            sql.push_str(if at == 0 { "\nWHERE " } else { "\n    AND " });
            let mut parts = piece.split(':');
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

    /// One claim.
    pub(super) fn of_number(&mut self, number: i64) {
        self.set(":number", Some(number), "c.number = :number");
    }

    /// What is asked of the report `r`.
    pub(super) fn of_report(search: &Search) -> Self {
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
            all.add("EXISTS (SELECT 1 FROM shown h WHERE h.report = r.number)");
        }
        all
    }

    /// Rows are looked for in reports, not reports for rows, where few reports are meant.
    pub(super) fn in_few_reports(&mut self, search: &Search, rows: &'static str) {
        if search.report.is_some() || search.publisher.is_some() {
            self.add(rows);
        }
    }

    /// What is asked of a report where nothing else is asked for.
    pub(super) fn of_report_alone(&mut self, search: &Search, dialect: &Dialect) {
        self.set(":since", search.since.as_deref().map(day_number), "r.day >= :since");
        self.set(":until", search.until.as_deref().map(day_number), "r.day <= :until");
        self.words(search, dialect, dialect.report_with_words);
    }

    /// What is asked of the claim `c`, whatever is counted in it.
    fn of_claim_alone(&mut self, search: &Search, dialect: &Dialect) {
        self.set(
            ":speaker",
            search.speaker.as_deref().map(fold),
            "c.number IN (
        SELECT p.claim FROM words n CROSS JOIN parties p
        WHERE p.name = n.number AND p.role IN (1, 2) AND instr(n.folded, :speaker) > 0
    )",
        );
        self.set(":act", search.act.clone(), "c.act IN (SELECT w.number FROM words w WHERE w.word = :act)");
        self.set(
            ":certainty",
            search.certainty.clone(),
            "c.certainty IN (SELECT w.number FROM words w WHERE w.word = :certainty)",
        );
        self.words(search, dialect, dialect.claim_with_words);
    }

    /// What is asked of the claim `c`.
    pub(super) fn of_claim(&mut self, search: &Search, dialect: &Dialect) {
        self.of_claim_alone(search, dialect);
        self.set(
            ":actor",
            search.actor.as_deref().map(fold),
            "c.number IN (
        SELECT p.claim FROM words n CROSS JOIN parties p
        WHERE p.name = n.number AND p.role = 3 AND instr(n.folded, :actor) > 0
    )",
        );
        self.set(
            ":harm",
            search.harm.clone(),
            "c.number IN (
        SELECT f.claim FROM figures f WHERE f.harm IN (SELECT w.number FROM words w WHERE w.word = :harm)
    )",
        );
        self.set(
            ":victims",
            search.victims.as_deref().map(fold),
            "c.number IN (
        SELECT f.claim FROM figures f
        WHERE f.groups IN (SELECT w.number FROM words w WHERE instr(w.word, ' ' || :victims || ' ') > 0)
            OR f.victims IN (SELECT w.number FROM words w WHERE instr(w.folded, :victims) > 0)
    )",
        );
        self.set(
            ":place",
            search.place.as_deref().map(fold),
            "c.number IN (
        SELECT p.claim FROM words n CROSS JOIN parties p
        WHERE p.name = n.number AND p.role = 6 AND instr(n.folded, :place) > 0
    )",
        );
        self.near(
            search,
            "c.number IN (
        SELECT p.claim FROM entities e CROSS JOIN parties p
        WHERE p.entity = e.number AND p.role = 6 AND e.lat BETWEEN :south AND :north AND km(e.lat, e.lon, :lat, :lon) <= :km
    )",
        );
        self.set(":since", search.since.as_deref().map(day_number), "c.last_day >= :since");
        self.set(":until", search.until.as_deref().map(day_number), "c.first_day <= :until");
        if search.is_unverified {
            self.add("c.verification IN (SELECT w.number FROM words w WHERE w.word IN ('unverified', 'partly_verified'))");
        }
        if search.is_disputed {
            self.add("c.disputed_by IS NOT NULL");
        }
        if search.is_to_check {
            self.add("(c.checks IS NOT NULL OR EXISTS (SELECT 1 FROM figures f WHERE f.claim = c.number AND f.checks IS NOT NULL))");
        }
    }

    /// What is asked of the claim `c` that `o` disputes; the speaker may be that of either.
    pub(super) fn of_dispute(&mut self, search: &Search, dialect: &Dialect) {
        self.add(OTHER_STANDS);
        self.of_claim(&Search { speaker: None, ..search.clone() }, dialect);
        self.set(
            ":speaker",
            search.speaker.as_deref().map(fold),
            "(c.number IN (
        SELECT p.claim FROM words n CROSS JOIN parties p
        WHERE p.name = n.number AND p.role IN (1, 2) AND instr(n.folded, :speaker) > 0
    ) OR o.number IN (
        SELECT p.claim FROM words n CROSS JOIN parties p
        WHERE p.name = n.number AND p.role IN (1, 2) AND instr(n.folded, :speaker) > 0
    ))",
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
        self.set(
            ":victims",
            search.victims.as_deref().map(fold),
            "(f.groups IN (SELECT w.number FROM words w WHERE instr(w.word, ' ' || :victims || ' ') > 0)
        OR f.victims IN (SELECT w.number FROM words w WHERE instr(w.folded, :victims) > 0))",
        );
        // The place of a figure, else those of its claim.
        self.set(
            ":place",
            search.place.as_deref().map(fold),
            "(f.number IN (
        SELECT p.figure FROM words n CROSS JOIN parties p
        WHERE p.name = n.number AND p.role = 6 AND instr(n.folded, :place) > 0 AND p.figure IS NOT NULL
    ) OR (f.place IS NULL AND c.number IN (
        SELECT p.claim FROM words n CROSS JOIN parties p
        WHERE p.name = n.number AND p.role = 6 AND instr(n.folded, :place) > 0 AND p.figure IS NULL
    )))",
        );
        self.near(
            search,
            "(f.number IN (
        SELECT p.figure FROM entities e CROSS JOIN parties p
        WHERE p.entity = e.number AND p.role = 6 AND e.lat BETWEEN :south AND :north AND km(e.lat, e.lon, :lat, :lon) <= :km AND p.figure IS NOT NULL
    ) OR (f.place IS NULL AND c.number IN (
        SELECT p.claim FROM entities e CROSS JOIN parties p
        WHERE p.entity = e.number AND p.role = 6 AND e.lat BETWEEN :south AND :north AND km(e.lat, e.lon, :lat, :lon) <= :km AND p.figure IS NULL
    )))",
        );
        self.set(":since", search.since.as_deref().map(day_number), "f.last_day >= :since");
        self.set(":until", search.until.as_deref().map(day_number), "f.first_day <= :until");
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

    fn near(&mut self, search: &Search, condition: &'static str) {
        let Some((lat, lon, km)) = search.near else { return };
        // A degree of latitude is 111 km; what lies outside is not measured.
        let degrees = km / 111.0 + 0.01;
        for (name, value) in
            [(":lat", lat), (":lon", lon), (":km", km), (":south", lat - degrees), (":north", lat + degrees)]
        {
            self.values.push((name, value.into()));
        }
        self.add(condition);
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

const CLAIM_STANDS: &str =
    "(c.review IS NULL OR c.review NOT IN (SELECT w.number FROM words w WHERE w.word = 'rejected'))";
const FIGURE_STANDS: &str =
    "(f.review IS NULL OR f.review NOT IN (SELECT w.number FROM words w WHERE w.word = 'rejected'))";
/// The claim that disputes was not rejected.
const OTHER_STANDS: &str =
    "(o.review IS NULL OR o.review NOT IN (SELECT w.number FROM words w WHERE w.word = 'rejected'))";

/// Where the claims, figures, entities of a report are among all.
pub(super) const CLAIMS_OF: &str = "c.number BETWEEN r.number * 1048576 AND r.number * 1048576 + 1048575";
pub(super) const FIGURES_OF: &str = "f.number BETWEEN r.number * 1048576 AND r.number * 1048576 + 1048575";
pub(super) const ENTITIES_OF: &str = "e.number BETWEEN r.number * 1048576 AND r.number * 1048576 + 1048575";

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
        let (sql, values) = conditions.after("SELECT 1 FROM reports r", "\nORDER BY 1");
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
