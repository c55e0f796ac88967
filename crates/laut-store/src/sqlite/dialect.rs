//! What SQLite says in its own way: lists in JSON, and full text with FTS5.

use crate::database::Dialect;
use crate::words::Wanted;

pub(super) const DIALECT: Dialect = Dialect {
    add_words: "INSERT INTO words (word, key, folded)
        SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each($1) WHERE true ON CONFLICT (word, key) DO NOTHING",
    find_words: "SELECT w.number, w.word, w.key
        FROM json_each($1) AS l CROSS JOIN words w ON w.word = l.value ->> 0 AND w.key = l.value ->> 1",
    numbers: "(SELECT value AS number FROM json_each($1)) AS l",
    add_report_words: "INSERT INTO report_words (rowid, words) VALUES ($1, $2)",
    add_claim_words: "INSERT INTO claim_words (rowid, words)
        SELECT value ->> 0, value ->> 1 FROM json_each($1)",
    remove_claim_words: "INSERT INTO claim_words (claim_words, rowid, words)
        SELECT 'delete', value ->> 0, value ->> 1 FROM json_each($1)",
    clear_words: &[
        "INSERT INTO report_words (report_words) VALUES ('delete-all')",
        "INSERT INTO claim_words (claim_words) VALUES ('delete-all')",
    ],
    has_report_words: "SELECT rowid AS number FROM report_words WHERE rowid = $1 AND report_words MATCH $2",
    has_claim_words: "SELECT rowid AS number FROM claim_words WHERE rowid = $1 AND claim_words MATCH $2",
    report_with_words: "r.number IN (SELECT rowid FROM report_words WHERE report_words MATCH :text)",
    claim_with_words: "c.number IN (SELECT rowid FROM claim_words WHERE claim_words MATCH :text)",
    // The plus keeps SQLite from looking at each claim that a list has: those of the days stand together.
    after_days: "+",
    query,
    finds_only_words: true,
};

/// All words in quotation marks, so that none means anything to FTS5; what is to stand side by side as its words.
fn query(wanted: &Wanted) -> String {
    let phrases = wanted.phrases.iter().flatten().map(|word| format!("\"{word}\""));
    let words = wanted
        .words
        .iter()
        .map(|(word, is_beginning)| format!("\"{word}\"{}", if *is_beginning { "*" } else { "" }));
    let all: Vec<String> = words.chain(phrases).collect();
    // Nothing that could be looked for is found nowhere.
    if all.is_empty() { "\"\"".to_owned() } else { all.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::query;
    use crate::words::Wanted;

    #[test]
    fn nothing_that_is_looked_for_means_anything_to_fts5() {
        for (text, expected) in [
            ("Hafen Boot*", "\"hafen\" \"boot\"*"),
            ("a OR NEAR(b) \"x y\"", "\"a\" \"or\" \"near\" \"b\" \"x\" \"y\""),
            ("\"", "\"\""),
        ] {
            assert_eq!(query(&Wanted::parse(text)), expected);
        }
    }
}
