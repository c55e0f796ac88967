//! What PostgreSQL says in its own way: lists in JSON, and full text that knows the forms of a word.
//!
//! Reports in German are searched as German, all others as English: *Angriffe* finds *Angriff*, *attacks* finds *attack*.

use crate::database::Dialect;
use crate::words::Wanted;

pub(super) const DIALECT: Dialect = Dialect {
    add_words: "INSERT INTO words (word, key, folded)
        SELECT e ->> 0, e ->> 1, e ->> 2 FROM jsonb_array_elements($1::text::jsonb) AS e ON CONFLICT DO NOTHING",
    find_words: "SELECT w.number, w.word, w.key FROM jsonb_array_elements($1::text::jsonb) AS e
        JOIN words w ON md5(w.word || E'\\n' || w.key) = md5((e ->> 0) || E'\\n' || (e ->> 1))",
    numbers: "(SELECT CAST(e AS BIGINT) AS number FROM jsonb_array_elements_text($1::text::jsonb) AS e) AS l",
    // Of a book only the first 500,000 letters are searched: more words than these have no room in a row.
    add_report_words: "INSERT INTO report_words (report, german, other) VALUES (
        $1,
        CASE WHEN split_part($3, '-', 1) = 'de' THEN to_tsvector('laut_german', left($2, 500000)) END,
        CASE WHEN split_part($3, '-', 1) <> 'de' THEN to_tsvector('laut_english', left($2, 500000)) END
    )",
    add_claim_words: "INSERT INTO claim_words (claim, german, other) SELECT
        (e ->> 0)::bigint,
        CASE WHEN split_part($2, '-', 1) = 'de' THEN to_tsvector('laut_german', e ->> 1) END,
        CASE WHEN split_part($2, '-', 1) <> 'de' THEN to_tsvector('laut_english', e ->> 1) END
        FROM jsonb_array_elements($1::text::jsonb) AS e",
    remove_claim_words: "DELETE FROM claim_words
        WHERE claim IN (SELECT (e ->> 0)::bigint FROM jsonb_array_elements($1::text::jsonb) AS e)",
    clear_words: &["DELETE FROM report_words", "DELETE FROM claim_words"],
    has_report_words: "SELECT report AS number FROM report_words WHERE report = $1
        AND (german @@ to_tsquery('laut_german', $2) OR other @@ to_tsquery('laut_english', $2))",
    has_claim_words: "SELECT claim AS number FROM claim_words WHERE claim = $1
        AND (german @@ to_tsquery('laut_german', $2) OR other @@ to_tsquery('laut_english', $2))",
    report_with_words: "r.number IN (
        SELECT report FROM report_words
        WHERE german @@ to_tsquery('laut_german', :text) OR other @@ to_tsquery('laut_english', :text)
    )",
    claim_with_words: "c.number IN (
        SELECT claim FROM claim_words
        WHERE german @@ to_tsquery('laut_german', :text) OR other @@ to_tsquery('laut_english', :text)
    )",
    after_days: "",
    query,
    finds_only_words: false,
};

/// All words in quotation marks, so that none means anything to PostgreSQL.
fn query(wanted: &Wanted) -> String {
    let words = wanted
        .words
        .iter()
        .map(|(word, is_beginning)| format!("'{word}'{}", if *is_beginning { ":*" } else { "" }));
    let phrases = wanted.phrases.iter().map(|words| {
        let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        format!("({})", words.join(" <-> "))
    });
    words.chain(phrases).collect::<Vec<_>>().join(" & ")
}

#[cfg(test)]
mod tests {
    use super::query;
    use crate::words::Wanted;

    #[test]
    fn nothing_that_is_looked_for_means_anything_to_the_server() {
        for (text, expected) in [
            ("Hafen Boot*", "'hafen' & 'boot':*"),
            ("a | !b \"x y\"", "'a' & 'b' & ('x' <-> 'y')"),
            ("d'Ivoire \\", "'divoire'"),
        ] {
            assert_eq!(query(&Wanted::parse(text)), expected);
        }
    }
}
