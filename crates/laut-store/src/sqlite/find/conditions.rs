//! What is looked for, as conditions.

use rusqlite::types::{ToSql, Value};

use crate::fold::fold;
use crate::search::Checked;
use crate::{Kind, Search};

/// Conditions that must all hold, with their values.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    pieces: Vec<&'static str>,
    values: Vec<(&'static str, Value)>,
}

impl Conditions {
    fn add(&mut self, condition: &'static str) {
        self.pieces.push(condition);
    }

    /// A condition with a value, if that is set.
    fn set(&mut self, name: &'static str, value: Option<impl Into<Value>>, condition: &'static str) {
        if let Some(value) = value {
            self.values.push((name, value.into()));
            self.pieces.push(condition);
        }
    }

    /// The question with its conditions.
    pub(super) fn after(&self, select: &'static str, order: &'static str) -> String {
        let mut sql = select.to_owned();
        for (at, piece) in self.pieces.iter().enumerate() {
            sql.push_str(if at == 0 { "WHERE " } else { "\n    AND " });
            sql.push_str(piece);
        }
        sql.push_str(order);
        sql
    }

    pub(super) fn bind(&self, statement: &mut rusqlite::Statement<'_>) -> rusqlite::Result<()> {
        for (name, value) in &self.values {
            if let Some(index) = statement.parameter_index(name)? {
                statement.raw_bind_parameter(index, value as &dyn ToSql)?;
            }
        }
        Ok(())
    }

    /// One claim.
    pub(super) fn of_number(&mut self, number: i64) {
        self.set(":number", Some(number), "c.number = :number");
    }

    /// What is asked of the report `r`.
    pub(super) fn of_report(search: &Search) -> Self {
        let mut all = Self::default();
        all.set(":report", search.report.clone(), "r.id >= :report AND r.id < :report || 'g'");
        let publisher = search.publisher.as_deref().map(fold);
        all.set(":publisher", publisher, "instr(fold(r.publisher), :publisher) > 0");
        all.set(
            ":language",
            search.language.clone(),
            "(r.language = :language OR substr(r.language, 1, length(:language) + 1) = :language || '-')",
        );
        if !search.is_all {
            all.add("r.number IN (SELECT report FROM shown)");
        }
        all
    }

    /// What is asked of a report where nothing else is asked for.
    pub(super) fn of_report_alone(&mut self, search: &Search) {
        self.set(":since", search.since.clone(), "r.day >= :since");
        self.set(":until", search.until.clone(), "r.day <= :until");
        self.set(
            ":text",
            search.text.as_deref().map(words),
            "r.number IN (SELECT rowid FROM report_words WHERE report_words MATCH :text)",
        );
    }

    /// What is asked of the claim `c`, whatever is counted in it.
    fn of_claim_alone(&mut self, search: &Search) {
        self.set(
            ":speaker",
            search.speaker.as_deref().map(fold),
            "c.number IN (
        SELECT p.claim FROM names n JOIN parties p ON p.name = n.number AND p.role IN ('speaker', 'through')
        WHERE instr(n.folded, :speaker) > 0
    )",
        );
        self.set(":act", search.act.clone(), "c.act = :act");
        self.set(":certainty", search.certainty.clone(), "c.certainty = :certainty");
        self.set(
            ":text",
            search.text.as_deref().map(words),
            "c.number IN (SELECT rowid FROM claim_words WHERE claim_words MATCH :text)",
        );
    }

    /// What is asked of the claim `c`.
    pub(super) fn of_claim(&mut self, search: &Search) {
        self.of_claim_alone(search);
        self.set(
            ":actor",
            search.actor.as_deref().map(fold),
            "c.number IN (
        SELECT p.claim FROM names n JOIN parties p ON p.name = n.number AND p.role = 'actor'
        WHERE instr(n.folded, :actor) > 0
    )",
        );
        self.set(
            ":harm",
            search.harm.clone(),
            "c.number IN (SELECT f.claim FROM figures f WHERE f.harm = :harm)",
        );
        self.set(
            ":victims",
            search.victims.as_deref().map(fold),
            "c.number IN (
        SELECT f.claim FROM figures f
        WHERE instr(f.groups, ' ' || :victims || ' ') > 0 OR instr(fold(f.victims), :victims) > 0
    )",
        );
        self.set(
            ":place",
            search.place.as_deref().map(fold),
            "c.number IN (
        SELECT p.claim FROM names n JOIN parties p ON p.name = n.number AND p.role = 'place'
        WHERE instr(n.folded, :place) > 0
    )",
        );
        self.near(
            search,
            "c.number IN (
        SELECT p.claim FROM entities e JOIN parties p ON p.entity = e.number AND p.role = 'place'
        WHERE e.lat BETWEEN :south AND :north AND km(e.lat, e.lon, :lat, :lon) <= :km
    )",
        );
        self.set(":since", search.since.clone(), "c.last_day >= :since");
        self.set(":until", search.until.clone(), "c.first_day <= :until");
        if search.is_unverified {
            self.add("c.verification IN ('unverified', 'partly_verified')");
        }
        if search.is_disputed {
            self.add("c.disputed_by <> ''");
        }
        if search.is_to_check {
            self.add("(c.checks <> '' OR c.number IN (SELECT f.claim FROM figures f WHERE f.checks <> ''))");
        }
    }

    /// What is asked of the claim `c` that `o` disputes; the speaker may be that of either.
    pub(super) fn of_dispute(&mut self, search: &Search) {
        self.of_claim(&Search { speaker: None, ..search.clone() });
        self.set(
            ":speaker",
            search.speaker.as_deref().map(fold),
            "(c.number IN (
        SELECT p.claim FROM names n JOIN parties p ON p.name = n.number AND p.role IN ('speaker', 'through')
        WHERE instr(n.folded, :speaker) > 0
    ) OR o.number IN (
        SELECT p.claim FROM names n JOIN parties p ON p.name = n.number AND p.role IN ('speaker', 'through')
        WHERE instr(n.folded, :speaker) > 0
    ))",
        );
    }

    /// What people said of the claim `c`.
    pub(super) fn of_claim_review(&mut self, search: &Search) {
        self.reviewed(search, Kind::Claim);
    }

    /// What is asked of the figure `f` and its claim `c`.
    pub(super) fn of_figure(&mut self, search: &Search) {
        self.of_claim_alone(search);
        self.reviewed(search, Kind::Figure);
        self.set(":actor", search.actor.as_deref().map(fold), "instr(fold(f.by_whom), :actor) > 0");
        self.set(":harm", search.harm.clone(), "f.harm = :harm");
        self.set(
            ":victims",
            search.victims.as_deref().map(fold),
            "(instr(f.groups, ' ' || :victims || ' ') > 0 OR instr(fold(f.victims), :victims) > 0)",
        );
        // The place of a figure, else those of its claim.
        self.set(
            ":place",
            search.place.as_deref().map(fold),
            "(f.number IN (
        SELECT p.figure FROM names n JOIN parties p ON p.name = n.number AND p.role = 'place'
        WHERE instr(n.folded, :place) > 0 AND p.figure IS NOT NULL
    ) OR (f.place IS NULL AND c.number IN (
        SELECT p.claim FROM names n JOIN parties p ON p.name = n.number AND p.role = 'place'
        WHERE instr(n.folded, :place) > 0 AND p.figure IS NULL
    )))",
        );
        self.near(
            search,
            "(f.number IN (
        SELECT p.figure FROM entities e JOIN parties p ON p.entity = e.number AND p.role = 'place'
        WHERE e.lat BETWEEN :south AND :north AND km(e.lat, e.lon, :lat, :lon) <= :km AND p.figure IS NOT NULL
    ) OR (f.place IS NULL AND c.number IN (
        SELECT p.claim FROM entities e JOIN parties p ON p.entity = e.number AND p.role = 'place'
        WHERE e.lat BETWEEN :south AND :north AND km(e.lat, e.lon, :lat, :lon) <= :km AND p.figure IS NULL
    )))",
        );
        self.set(":since", search.since.clone(), "f.last_day >= :since");
        self.set(":until", search.until.clone(), "f.first_day <= :until");
        if search.is_unverified {
            self.add("f.verification IN ('unverified', 'partly_verified')");
        }
        if search.is_disputed {
            self.add("f.disputed_by <> ''");
        }
        if search.is_to_check {
            self.add("(f.checks <> '' OR c.checks <> '')");
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
        self.add(match (search.checked, kind) {
            (None, Kind::Claim) => "c.review <> 'rejected'",
            (None, Kind::Figure) => "f.review <> 'rejected' AND c.review <> 'rejected'",
            (Some(Checked::Any), _) => "true",
            (Some(Checked::Not), Kind::Claim) => "c.review = ''",
            (Some(Checked::Not), Kind::Figure) => "f.review = ''",
            (Some(Checked::Accepted), Kind::Claim) => "c.review = 'accepted'",
            (Some(Checked::Accepted), Kind::Figure) => "f.review = 'accepted'",
            (Some(Checked::Rejected), Kind::Claim) => "c.review = 'rejected'",
            (Some(Checked::Rejected), Kind::Figure) => "f.review = 'rejected'",
            (Some(Checked::Corrected), Kind::Claim) => "c.review = 'corrected'",
            (Some(Checked::Corrected), Kind::Figure) => "f.review = 'corrected'",
        });
    }
}

/// Words as FTS5 looks for them: all of them, those in quotation marks side by side, `word*` by its beginning. Nothing
/// else that FTS5 knows has a meaning here, so there is nothing that it could not read.
fn words(text: &str) -> String {
    let mut query = Vec::new();
    for (at, piece) in text.split(['"', '„', '“', '”', '«', '»']).enumerate() {
        let is_side_by_side = at % 2 == 1;
        if is_side_by_side && piece.chars().any(char::is_alphanumeric) {
            query.push(format!("\"{piece}\""));
        } else {
            for word in piece.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)) {
                let star = if word.ends_with('*') { "*" } else { "" };
                query.push(format!("\"{}\"{star}", word.trim_end_matches('*')));
            }
        }
    }
    // Nothing that could be looked for is found nowhere.
    if query.is_empty() { "\"\"".to_owned() } else { query.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_looked_for_as_they_are() {
        for (text, expected) in [
            ("Hafen Talmur", "\"Hafen\" \"Talmur\""),
            ("„Hafen von Talmur“ Boot*", "\"Hafen von Talmur\" \"Boot\"*"),
            ("a OR b NEAR(c)", "\"a\" \"OR\" \"b\" \"NEAR(c)\""),
            ("\"", "\"\""),
            ("— *", "\"\""),
        ] {
            assert_eq!(words(text), expected);
        }
    }
}
