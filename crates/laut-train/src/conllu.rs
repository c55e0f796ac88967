//! Reads CoNLL-U into the words that laut's tokeniser makes: `zum` stays one word, `don't` is `do` + `n't`.

use std::path::Path;

use anyhow::Context;
use laut::text::{
    Case, Degree, Feats, Gender, GrammaticalNumber, Mood, Person, PronType, Tense, Upos, VerbForm,
};

/// A word of a treebank.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) form: String,
    pub(crate) lemma: String,
    pub(crate) upos: Upos,
    pub(crate) feats: Feats,
    /// The word that it depends on, counted in the sentence; `None` for the root.
    pub(crate) head: Option<usize>,
    /// The relation, with its subtype.
    pub(crate) deprel: String,
}

/// A sentence of a treebank, with its id.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    pub(crate) id: String,
    pub(crate) words: Vec<Word>,
}

/// Reads a file.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading `{}`", path.display()))?;
    let mut sentences = Vec::new();
    for block in text.split("\n\n") {
        let id = block.lines().find_map(|line| line.strip_prefix("# sent_id = ")).unwrap_or_default();
        let rows: Vec<Vec<&str>> = block
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect())
            .collect();
        let words =
            words_of(&rows).with_context(|| format!("in the sentence `{id}` of `{}`", path.display()))?;
        if !words.is_empty() {
            sentences.push(Sentence { id: id.to_owned(), words });
        }
    }
    Ok(sentences)
}

/// Joins the rows of a contraction to one word, unless the words stand next to each other in it.
fn words_of(rows: &[Vec<&str>]) -> anyhow::Result<Vec<Word>> {
    let rows: Vec<&Vec<&str>> = rows.iter().filter(|row| row.len() == 10 && !row[0].contains('.')).collect();
    let mut words: Vec<Word> = Vec::new();
    // Whether the next word follows without a space.
    let mut glued = Vec::new();
    let mut place = vec![None];
    let mut at = 0;
    while at < rows.len() {
        let row = rows[at];
        let Some((first, last)) = row[0].split_once('-') else {
            place.push(Some(words.len()));
            words.push(word_of(row)?);
            glued.push(row[9].contains("SpaceAfter=No"));
            at += 1;
            continue;
        };
        let count = last.parse::<usize>()? - first.parse::<usize>()? + 1;
        let parts = rows.get(at + 1..at + 1 + count).context("a contraction lacks its words")?;
        at += 1;
        if parts.iter().map(|part| part[1]).collect::<String>() == row[1] {
            continue;
        }
        let mut word = word_of(parts[0])?;
        row[1].clone_into(&mut word.form);
        for part in &parts[1..] {
            let other = word_of(part)?.feats;
            word.feats.case = other.case.or(word.feats.case);
            word.feats.number = other.number;
            word.feats.gender = other.gender;
        }
        place.extend(std::iter::repeat_n(Some(words.len()), count));
        words.push(word);
        glued.push(row[9].contains("SpaceAfter=No"));
        at += count;
    }
    for (index, word) in words.iter_mut().enumerate() {
        word.head =
            word.head.and_then(|head| place.get(head).copied().flatten()).filter(|head| *head != index);
    }
    Ok(join_hyphens(words, &glued))
}

/// Joins the parts of a word with hyphens (`UN`, `-`, `Truppen`) to one word, with the tag of the part that the others
/// depend on.
fn join_hyphens(words: Vec<Word>, glued: &[bool]) -> Vec<Word> {
    let is_part = |word: &Word| word.form.chars().any(char::is_alphanumeric) && word.upos != Upos::Punct;
    let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut end = at + 1;
        while end + 1 < words.len()
            && is_part(&words[end - 1])
            && words[end].form == "-"
            && is_part(&words[end + 1])
            && glued[end - 1]
            && glued[end]
        {
            end += 2;
        }
        groups.push(at..end);
        at = end;
    }
    let mut group_of = vec![0; words.len()];
    for (number, group) in groups.iter().enumerate() {
        group_of[group.clone()].fill(number);
    }
    let join = |group: &std::ops::Range<usize>| {
        let is_outer = |at: &usize| words[*at].head.is_none_or(|head| !group.contains(&head));
        let main =
            group.clone().rev().filter(|at| words[*at].form != "-").find(is_outer).unwrap_or(group.end - 1);
        let mut word = words[main].clone();
        let before: String = words[group.start..main].iter().map(|word| word.form.as_str()).collect();
        word.form = words[group.clone()].iter().map(|word| word.form.as_str()).collect();
        word.lemma =
            if main + 1 == group.end { format!("{before}{}", word.lemma) } else { word.form.clone() };
        word.head = word.head.map(|head| group_of[head]);
        word
    };
    groups.iter().map(join).collect()
}

fn word_of(row: &[&str]) -> anyhow::Result<Word> {
    let upos = Upos::from_word(row[3]).with_context(|| format!("unknown part of speech `{}`", row[3]))?;
    let head = row[6].parse().ok().filter(|head| *head > 0);
    let deprel = row[7].to_owned();
    Ok(Word {
        form: row[1].to_owned(),
        lemma: row[2].to_owned(),
        upos,
        feats: feats_of(row[5]),
        head,
        deprel,
    })
}

/// The features that laut keeps; of two values it keeps the one that the word is used for most.
pub(crate) fn feats_of(column: &str) -> Feats {
    let mut feats = Feats::default();
    for (name, value) in column.split('|').filter_map(|entry| entry.split_once('=')) {
        match name {
            "Case" => feats.case = Case::from_word(value),
            "Number" => {
                feats.number = GrammaticalNumber::from_word(if value == "Ptan" { "Plur" } else { value })
            }
            "Gender" => feats.gender = Gender::from_word(value),
            "Person" => feats.person = Person::from_word(value),
            "Tense" => feats.tense = Tense::from_word(value),
            "Mood" => feats.mood = Mood::from_word(value),
            "VerbForm" => feats.verb_form = VerbForm::from_word(value),
            "Degree" => feats.degree = Degree::from_word(value),
            "PronType" => {
                let value = match value {
                    "Dem,Rel" => "Rel",
                    "Int,Rel" => "Int",
                    other => other,
                };
                feats.pron_type = PronType::from_word(value);
            }
            _ => {}
        }
    }
    feats
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn contractions_that_are_not_their_parts_stay_one_word() {
        let rows = |text: &'static str| -> Vec<Vec<&'static str>> {
            text.lines().map(|line| line.split(' ').collect()).collect()
        };
        let german = rows(
            "1-2 Zum _ _ _ _ _ _ _ _\n1 zu zu ADP _ _ 3 case _ _\n2 dem der DET _ Case=Dat|Gender=Neut|Number=Sing|PronType=Art 3 det _ _\n3 Glück Glück NOUN _ _ 0 root _ _",
        );
        let words = words_of(&german).unwrap();
        let forms: Vec<_> = words.iter().map(|word| (word.form.as_str(), word.head)).collect();
        assert_eq!(forms, [("Zum", Some(1)), ("Glück", None)]);
        assert!(words[0].feats.case.is_some() && words[0].feats.pron_type.is_none());
        let english =
            rows("1-2 don't _ _ _ _ _ _ _ _\n1 do do AUX _ _ 0 root _ _\n2 n't not PART _ _ 1 advmod _ _");
        assert_eq!(words_of(&english).unwrap().len(), 2);
    }
}
