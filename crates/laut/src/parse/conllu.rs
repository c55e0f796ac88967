//! Writes words, tags, lemmas, tree and names as CoNLL-U (<https://universaldependencies.org/format.html>).
//!
//! German `zum` becomes the range `zum` with the words `zu` and `dem`; English `don't` the range `don't` with `do` and
//! `n't`; with a curved apostrophe both stand side by side without a range, as PUD has it. A word with a hyphen becomes its
//! parts, as treebanks have it: `UN-Truppen` is `UN`, `-`, `Truppen`, and what is known of the whole is written at its last
//! part. Where compounds are written as one word, the parts are a compound; elsewhere they are what their parts of speech
//! make them: in `two-year-old`, `two` counts `year`. Names stand in the last column: `NER=B-PER`. Clauses are comments with
//! their kind, first and last word: `# clause = relative 4-9`. Empty nodes and the column for a language's own tags are not
//! written.

use std::fmt::Write as _;
use std::ops::Range;

use compact_str::CompactString;

use crate::lang::LanguageData;
use crate::text::{Document, Feats, NameClass, Upos};

/// One line: a word of the syntax.
#[derive(Debug)]
struct Word<'d> {
    form: &'d str,
    lemma: CompactString,
    upos: Upos,
    feats: Feats,
    head: Head,
    deprel: &'d str,
}

/// What a word depends on.
#[derive(Debug, Clone, Copy)]
enum Head {
    /// What the tree says of a token.
    Token(usize),
    /// The word so many lines further on (or back).
    Near(isize),
}

/// A token with the lines that it becomes.
#[derive(Debug)]
struct Group<'d> {
    words: Vec<Word<'d>>,
    /// Which of them stands for the token in the tree.
    main: usize,
    is_range: bool,
}

/// Writes a document; sentences are numbered from 1.
#[must_use]
pub fn write(doc: &Document, data: &LanguageData) -> String {
    let mut out = String::from("# newdoc\n");
    let names = name_tags(doc);
    for (number, range) in doc.sentence_ranges().into_iter().enumerate() {
        let text = doc.text_of(doc.span_of(range.clone())).split_whitespace().collect::<Vec<_>>().join(" ");
        line(&mut out, format_args!("# sent_id = {}\n# text = {text}", number + 1));
        write_sentence(&mut out, doc, data, range, &names);
        out.push('\n');
    }
    out
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(text);
    out.push('\n');
}

fn write_sentence(
    out: &mut String,
    doc: &Document,
    data: &LanguageData,
    range: Range<usize>,
    names: &[Option<(NameClass, bool)>],
) {
    let groups: Vec<Group<'_>> = range.clone().map(|token| group_of(doc, data, token)).collect();
    let mut first_ids = Vec::with_capacity(groups.len());
    let mut next = 1;
    for group in &groups {
        first_ids.push(next);
        next += group.words.len();
    }
    let first_clause = doc.clauses.partition_point(|clause| clause.tokens.start < range.start);
    for clause in doc.clauses[first_clause..].iter().take_while(|clause| clause.tokens.end <= range.end) {
        let (first, last) = (clause.tokens.start - range.start, clause.tokens.end - 1 - range.start);
        let last = first_ids[last] + groups[last].words.len() - 1;
        line(out, format_args!("# clause = {} {}-{last}", clause.kind.as_str(), first_ids[first]));
    }
    let id_of = |token: usize| {
        let at = token.checked_sub(range.start)?;
        Some(first_ids.get(at)? + groups.get(at)?.main)
    };
    let mut clitics_end = range.start;
    for (token, group) in range.clone().zip(&groups) {
        let first = first_ids[token - range.start];
        if token >= clitics_end {
            clitics_end = clitics_of(doc, data, token, range.end);
            if clitics_end > token + 1 {
                let last = first
                    + groups[token - range.start..clitics_end - range.start]
                        .iter()
                        .map(|group| group.words.len())
                        .sum::<usize>()
                    - 1;
                let span = doc.span_of(token..clitics_end);
                let space = space_after(doc, clitics_end - 1);
                line(
                    out,
                    format_args!("{first}-{last}\t{}\t_\t_\t_\t_\t_\t_\t_\t{space}", doc.text_of(span)),
                );
            }
        }
        let in_clitics = clitics_end > token + 1
            || (token > range.start && clitics_end == token + 1 && is_clitic(doc, data, token));
        if group.is_range {
            let last = first + group.words.len() - 1;
            line(
                out,
                format_args!(
                    "{first}-{last}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}",
                    doc.text_of(doc.tokens[token].span),
                    space_after(doc, token)
                ),
            );
        }
        for (at, word) in group.words.iter().enumerate() {
            let id = first + at;
            let (head, deprel) = match word.head {
                Head::Near(offset) => {
                    (id.checked_add_signed(offset).map(|head| head.to_string()), word.deprel)
                }
                Head::Token(token) => match doc.tokens[token].head {
                    Some(head) => (id_of(head as usize).map(|head| head.to_string()), word.deprel),
                    None if word.deprel == "root" => (Some("0".to_owned()), "root"),
                    None => (None, "_"),
                },
            };
            let is_last = at + 1 == group.words.len();
            let space = if group.is_range || in_clitics {
                "_"
            } else if is_last {
                space_after(doc, token)
            } else {
                "SpaceAfter=No"
            };
            let misc = match &names[token] {
                None => space.to_owned(),
                Some((class, opens)) => {
                    let part = if *opens && at == 0 { "B" } else { "I" };
                    let space = if space == "_" { String::new() } else { format!("|{space}") };
                    format!("NER={part}-{}{space}", class.as_str())
                }
            };
            let (head, deprel) =
                (head.unwrap_or_else(|| "_".to_owned()), if deprel.is_empty() { "_" } else { deprel });
            let feats = feats_of(word.feats);
            let upos = word.upos.as_str();
            line(
                out,
                format_args!(
                    "{id}\t{}\t{}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t{misc}",
                    word.form, word.lemma
                ),
            );
        }
    }
}

/// The end of the tokens that are written together with clitics from `token` on.
fn clitics_of(doc: &Document, data: &LanguageData, token: usize, end: usize) -> usize {
    let mut next = token + 1;
    while next < end && is_clitic(doc, data, next) && doc.tokens[token].upos != Upos::Punct {
        next += 1;
    }
    next
}

fn is_clitic(doc: &Document, data: &LanguageData, token: usize) -> bool {
    let touches = token > 0 && doc.tokens[token - 1].span.end() == doc.tokens[token].span.start();
    touches && data.clitics.iter().any(|clitic| doc.tokens[token].lower == *clitic)
}

fn space_after(doc: &Document, token: usize) -> &'static str {
    let next = doc.tokens.get(token + 1);
    if next.is_some_and(|next| next.span.start() == doc.tokens[token].span.end()) {
        "SpaceAfter=No"
    } else {
        "_"
    }
}

fn group_of<'d>(doc: &'d Document, data: &'d LanguageData, token: usize) -> Group<'d> {
    let annotation = &doc.tokens[token];
    let whole = Word {
        form: doc.text_of(annotation.span),
        lemma: annotation.lemma.clone(),
        upos: annotation.upos,
        feats: annotation.feats,
        head: Head::Token(token),
        deprel: &annotation.deprel,
    };
    if let Some(parts) = data.contractions.get(annotation.lower.as_str()) {
        let words = parts.iter().enumerate().map(|(at, part)| Word {
            form: &part.form,
            lemma: part.lemma.clone(),
            upos: part.upos,
            feats: if part.upos == Upos::Adp { Feats::default() } else { annotation.feats },
            head: Head::Token(token),
            deprel: if at > 0 && part.upos == Upos::Det { "det" } else { &annotation.deprel },
        });
        return Group { words: words.collect(), main: 0, is_range: true };
    }
    match hyphen_parts(doc, data, token, whole) {
        Ok(group) => group,
        Err(whole) => Group { words: vec![whole], main: 0, is_range: false },
    }
}

/// The parts of a word with hyphens, and the hyphens; the word itself where it has none between letters or digits.
fn hyphen_parts<'d>(
    doc: &'d Document,
    data: &LanguageData,
    token: usize,
    whole: Word<'d>,
) -> Result<Group<'d>, Word<'d>> {
    let form = whole.form;
    let parts: Vec<&str> = form.split('-').collect();
    let is_number = form.chars().all(|letter| letter.is_ascii_digit() || letter == '-');
    let are_words = parts.iter().all(|part| part.chars().any(char::is_alphanumeric));
    if parts.len() < 2 || !are_words || is_number && parts.len() > 2 || form.contains(['/', '@']) {
        return Err(whole);
    }
    let tagged: Vec<(Upos, CompactString)> =
        parts.iter().map(|part| tag_of_part(data, part, whole.upos)).collect();
    let last_part = parts.len() - 1;
    let upos_of = |at: usize| if at == last_part { whole.upos } else { tagged[at].0 };
    let mut words = Vec::with_capacity(2 * parts.len() - 1);
    for (at, (form, (upos, lemma))) in parts.iter().zip(&tagged).take(last_part).enumerate() {
        let (part_head, deprel) = match relation_of_part(upos_of(at), upos_of(at + 1)) {
            _ if !data.switches.compound_links.is_empty() => (last_part, "compound"),
            // `two` in `two-year-old` counts the years.
            "nummod" => (at + 1, "nummod"),
            "compound" if at > 0 && upos_of(at - 1) == Upos::Num && whole.upos == Upos::Adj => {
                (last_part, "obl")
            }
            relation => (last_part, relation),
        };
        let to_head = (2 * (part_head - at)) as isize;
        let lemma = lemma.clone();
        let feats = Feats::default();
        words.push(Word { form, lemma, upos: *upos, feats, head: Head::Near(to_head), deprel });
        let head = Head::Near(to_head - 1);
        words.push(Word { form: "-", lemma: "-".into(), upos: Upos::Punct, feats, head, deprel: "punct" });
    }
    let last = parts.last().copied().unwrap_or(form);
    let lemma = whole.lemma.rsplit('-').next().unwrap_or_default().into();
    words.push(Word {
        form: last,
        lemma,
        head: Head::Token(token),
        deprel: &doc.tokens[token].deprel,
        ..whole
    });
    Ok(Group { main: words.len() - 1, words, is_range: false })
}

/// Part of speech and lemma of a part of a word with hyphens.
fn tag_of_part(data: &LanguageData, part: &str, whole: Upos) -> (Upos, CompactString) {
    let is_name = whole == Upos::Propn || part.chars().all(char::is_uppercase);
    if part.starts_with(|letter: char| letter.is_ascii_digit()) && part.parse::<f64>().is_ok() {
        return (Upos::Num, part.into());
    }
    match data.lexicon.analyses(part).next() {
        Some(reading) if !is_name => (reading.upos, reading.lemma),
        _ => (if is_name { Upos::Propn } else { Upos::Noun }, part.into()),
    }
}

/// What a part of a word with hyphens is to the part after it, where such words are no compounds: `long-lasting`,
/// `ten-week`, `in-flight`.
fn relation_of_part(part: Upos, next: Upos) -> &'static str {
    match part {
        Upos::Num if matches!(next, Upos::Noun | Upos::Propn) => "nummod",
        Upos::Adj if next != Upos::Propn => "amod",
        Upos::Adv => "advmod",
        Upos::Adp => "case",
        Upos::Det => "det",
        _ => "compound",
    }
}

/// The class of the name that each token is in, and whether the token opens it.
fn name_tags(doc: &Document) -> Vec<Option<(NameClass, bool)>> {
    let mut tags = vec![None; doc.tokens.len()];
    for name in &doc.proper_names {
        for token in name.tokens.clone() {
            if let Some(tag) = tags.get_mut(token) {
                *tag = Some((name.class, token == name.tokens.start));
            }
        }
    }
    tags
}

/// The features, sorted by name.
fn feats_of(feats: Feats) -> String {
    let known: Vec<_> = feats.values().map(|(name, value)| format!("{name}={value}")).collect();
    if known.is_empty() { "_".to_owned() } else { known.join("|") }
}

#[cfg(test)]
mod tests {
    use crate::lang::{Data, DataFiles};
    use crate::text::Report;

    fn written(language: &str, text: &str) -> String {
        let data = Data::load(&DataFiles::embedded()).unwrap();
        let mut report = Report::new(text);
        report.language = Some(language.to_owned());
        let doc = crate::pipeline::read(report, &data);
        super::write(&doc, data.language(language).unwrap())
    }

    fn words(language: &str, text: &str) -> String {
        let written = written(language, text);
        let rows = written.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let cells = |row: &str| row.split('\t').take(4).collect::<Vec<_>>().join(" ");
        rows.map(cells).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_contraction_is_a_range_of_words() {
        assert_eq!(
            words("de", "Zum Abzug kam es."),
            "1-2 Zum _ _, 1 zu zu ADP, 2 dem der DET, 3 Abzug Abzug NOUN, 4 kam kommen VERB, 5 es es PRON, 6 . . PUNCT"
        );
        assert_eq!(
            words("en", "They don't know."),
            "1 They they PRON, 2-3 don't _ _, 2 do do AUX, 3 n't not PART, 4 know know VERB, 5 . . PUNCT"
        );
        assert_eq!(
            words("en", "They don’t know."),
            "1 They they PRON, 2 do do AUX, 3 n’t not PART, 4 know know VERB, 5 . . PUNCT"
        );
    }

    #[test]
    fn a_hyphen_parts_a_word() {
        assert_eq!(
            words("de", "UN-Truppen kamen."),
            "1 UN UN PROPN, 2 - - PUNCT, 3 Truppen Truppe NOUN, 4 kamen kommen VERB, 5 . . PUNCT"
        );
        assert_eq!(words("de", "-"), "1 - - PUNCT");
        let relations = |text: &str, count: usize| {
            let written = written("en", text);
            let rows = written.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
            let relation = |row: &str| row.split('\t').skip(6).take(2).collect::<Vec<_>>().join(" ");
            rows.skip(1).take(count).map(relation).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(relations("A two-year-old boy came.", 4), "4 nummod, 4 punct, 6 obl, 6 punct");
        assert_eq!(relations("A long-lasting war came.", 2), "4 amod, 4 punct");
    }
}
