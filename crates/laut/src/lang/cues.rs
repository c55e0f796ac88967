//! The words that attribute: reporting verbs and nouns, phrases such as `laut`, hearsay, hedges.

use super::language::{JoinedWords, Switches};
use super::maps::{HashMap, HashSet};
use super::table::{Row, Table};
use super::{DataError, DataFiles};
use crate::text::{Act, Certainty};

/// What follows a reporting verb as its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Complement {
    /// Direct speech.
    Quote,
    /// A `dass` / `that` clause, with or without the word.
    That,
    /// An indirect question.
    Question,
    /// An infinitive: what the source itself means to do.
    Infinitive,
    /// A noun phrase: `verurteilte den Angriff`.
    Object,
    /// What follows a preposition: `warnte vor`.
    Preposition(String),
    /// The object is asked to do what the infinitive says: `urged rebels to stop`.
    ObjectInfinitive,
    /// Object and preposition are the content: `accused X of`.
    ObjectPreposition(String),
    /// The object is told what the clause says: `told reporters that`.
    ObjectThat,
    /// The object is called something: `described X as Y`.
    ObjectAs,
    /// An English `-ing` form: `denied killing`.
    Gerund,
    /// No content of its own.
    None,
}

impl Complement {
    /// Reads `prep:von`, `that`, `dat-inf` …
    fn from_word(word: &str) -> Option<Self> {
        if let Some(preposition) = word.strip_prefix("prep:") {
            return Some(Self::Preposition(preposition.to_owned()));
        }
        if let Some(preposition) = word.strip_prefix("obj-prep:").or_else(|| word.strip_prefix("dat-prep:")) {
            return Some(Self::ObjectPreposition(preposition.to_owned()));
        }
        Some(match word {
            "quote" => Self::Quote,
            "that" => Self::That,
            "question" => Self::Question,
            "inf" => Self::Infinitive,
            "obj" | "dat-obj" => Self::Object,
            "obj-inf" | "dat-inf" => Self::ObjectInfinitive,
            "obj-that" | "dat-that" => Self::ObjectThat,
            "obj-as" => Self::ObjectAs,
            "obj-gen" => Self::Object,
            "gerund" => Self::Gerund,
            "none" => Self::None,
            _ => return None,
        })
    }
}

/// One use of a reporting verb.
#[derive(Debug, Clone)]
pub struct ReportingVerb {
    /// Words besides the verb that must stand in its clause, in lower case: `zum ausdruck`, `responsibility`.
    pub words: Vec<String>,
    /// Whether it is reflexive.
    pub is_reflexive: bool,
    /// What can follow.
    pub complements: Vec<Complement>,
    /// What the source does.
    pub act: Act,
    /// How sure the verb says the source is.
    pub certainty: Certainty,
}

/// Where the source of a phrase stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourcePosition {
    /// `laut Polizei`.
    After,
    /// `der Polizei zufolge`.
    Before,
    /// `citing officials`, `unter Berufung auf`: the one on whom the speaker of the sentence relies.
    Cited,
    /// `nach eigenen Angaben`: the subject of the clause.
    Subject,
    /// `nach palästinensischen Angaben`.
    Adjective,
    /// Nobody is named.
    Nobody,
}

/// A phrase that attributes without a verb: `laut`, `nach Angaben`, `according to`.
#[derive(Debug, Clone)]
pub struct CuePhrase {
    /// Its words in lower case; `*` is any adjective, `NOUN` any reporting noun.
    pub words: Vec<String>,
    /// Where its source stands.
    pub source: SourcePosition,
    /// What the source does.
    pub act: Act,
    /// How sure the phrase says the source is.
    pub certainty: Certainty,
}

/// What follows a reporting noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NounRole {
    /// It stands after `nach`, `laut` with its source: `nach Angaben der Polizei`.
    Account,
    /// `die Behauptung, dass …`.
    ContentThat,
    /// `die Forderung nach …`, `reports of …`.
    ContentPreposition(String),
    /// `der Vorwurf des …`.
    ContentGenitive,
    /// `das Versprechen, zu …`.
    ContentInfinitive,
}

/// A noun that attributes.
#[derive(Debug, Clone)]
pub struct ReportingNoun {
    /// What the source does.
    pub act: Act,
    /// What can follow.
    pub roles: Vec<NounRole>,
}

impl ReportingNoun {
    /// Whether it stands for what somebody says: `nach Angaben`.
    #[must_use]
    pub fn is_account(&self) -> bool {
        self.roles.contains(&NounRole::Account)
    }
}

/// How hearsay is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HearsayKind {
    /// `angeblich`, `reportedly`.
    Adverb,
    /// `soll … getötet haben`.
    Modal,

    /// `es heißt`.
    Phrase,
}

/// A mark of hearsay.
#[derive(Debug, Clone)]
pub struct Hearsay {
    /// Its words in lower case.
    pub words: Vec<String>,
    /// How it marks.
    pub kind: HearsayKind,
    /// How sure it says that nobody is.
    pub certainty: Certainty,
}

/// All words of one language that attribute.
#[derive(Debug, Default)]
pub struct Cues {
    /// Reporting verbs by lemma in lower case; of several words, by the verb.
    pub verbs: HashMap<String, Vec<ReportingVerb>>,
    /// Phrases by their first word that is no placeholder, with that word's place.
    pub phrases: HashMap<String, Vec<(usize, CuePhrase)>>,
    /// Reporting nouns, in lower case.
    pub nouns: HashMap<String, ReportingNoun>,
    /// Hearsay by its first word.
    pub hearsay: HashMap<String, Vec<Hearsay>>,
    /// Verbs whose passive with an infinitive is hearsay, by lemma: `is said to have fled`.
    pub passive_hearsay: HashMap<String, Certainty>,
    /// Verbs whose passive with an adjective or a participle is hearsay, by lemma: `are feared dead`.
    pub passive_state_hearsay: HashSet<String>,
    /// Words that make a content probable, possible or unknown, in lower case.
    pub hedges: HashMap<String, Certainty>,
    /// Words that negate, in lower case; `*` at the end stands for any ending.
    negations: Vec<String>,
    /// Words before the addressee of speech, in lower case.
    pub addressee_prepositions: HashSet<String>,
    /// Nouns that are mostly an addressee, in lower case.
    pub addressees: HashSet<String>,
    /// Nouns and names of a medium, in lower case.
    pub media: HashSet<String>,
}

impl Cues {
    /// Whether a word, in lower case, negates.
    #[must_use]
    pub fn is_negation(&self, lower: &str) -> bool {
        self.negations.iter().any(|negation| match negation.strip_suffix('*') {
            Some(stem) => lower.strip_prefix(stem).is_some_and(|ending| ending.len() <= 2),
            None => negation == lower,
        })
    }

    /// Reads the lists of a language.
    ///
    /// # Errors
    /// Names the file and line that cannot be used.
    pub(super) fn load(
        tag: &str,
        files: &DataFiles,
        switches: &Switches,
        joined_words: &[JoinedWords],
    ) -> Result<Self, DataError> {
        let mut cues = Self::default();
        cues.load_phrases(tag, files)?;
        cues.load_nouns(tag, files)?;
        each_row(tag, "hedges", files, &["form", "certainty", "example"], |row| {
            cues.hedges.insert(row.text("form").to_lowercase(), certainty(row)?);
            Ok(())
        })?;
        each_row(tag, "negations", files, &["form", "kind", "example"], |row| {
            let form = row.text("form").to_lowercase();
            let is_one_word = !form.contains(' ');
            match row.text("kind") {
                "clause" | "noun" | "conjunction" if is_one_word => cues.negations.push(form),
                "clause" | "noun" | "phrase" | "weak" | "conjunction" => {}
                _ => return Err(row.error("kind", "clause, noun, phrase, weak, conjunction")),
            }
            Ok(())
        })?;
        each_row(tag, "addressees", files, &["form", "kind", "example"], |row| {
            let list = match row.text("kind") {
                "preposition" => &mut cues.addressee_prepositions,
                "noun" => &mut cues.addressees,
                _ => return Err(row.error("kind", "preposition, noun")),
            };
            list.insert(row.text("form").to_lowercase());
            Ok(())
        })?;
        each_row(tag, "media", files, &["form", "kind", "example"], |row| {
            let form = row.text("form").to_lowercase();
            match row.text("kind") {
                "noun" | "platform" => cues.media.insert(form),
                "phrase" => {
                    form.split_whitespace().last().is_some_and(|head| cues.media.insert(head.to_owned()))
                }
                _ => return Err(row.error("kind", "noun, platform, phrase")),
            };
            Ok(())
        })?;
        cues.load_verbs(tag, files, switches, joined_words)?;
        cues.load_hearsay(tag, files)?;
        Ok(cues)
    }

    fn load_verbs(
        &mut self,
        tag: &str,
        files: &DataFiles,
        switches: &Switches,
        joined_words: &[JoinedWords],
    ) -> Result<(), DataError> {
        let columns = ["lemma", "complement", "act", "certainty", "example"];
        each_row(tag, "reporting_verbs", files, &columns, |row| {
            let lemma = row.text("lemma").to_lowercase();
            let mut words: Vec<&str> = Vec::new();
            for word in lemma.split_whitespace() {
                match joined_words.iter().find(|joined| joined.form == word) {
                    Some(joined) => words.extend(joined.words.iter().map(AsRef::<str>::as_ref)),
                    None => words.push(word),
                }
            }
            // A modal at the end is one of the words: `nicht ausschließen können`.
            let modals = words
                .iter()
                .rev()
                .take_while(|word| {
                    words.len() > 1 && switches.phrase_modals.iter().any(|modal| modal == *word)
                })
                .count();
            // `not respond`, `can not confirm`: the negation is one of the words too.
            let is_before = |word: &&&str| {
                self.is_negation(word) || switches.ability_auxiliaries.iter().any(|can| can == *word)
            };
            let negations = words.iter().take_while(|word| words.len() > 1 && is_before(word)).count();
            let at =
                if switches.verb_second { words.len() - 1 - modals } else { negations.min(words.len() - 1) };
            let verb = words.remove(at);
            let is_reflexive = words.first().is_some_and(|word| switches.is_reflexive(word));
            words.retain(|word| !switches.is_reflexive(word));
            let complement =
                |word| Complement::from_word(word).ok_or_else(|| row.error("complement", COMPLEMENTS));
            let entry = ReportingVerb {
                words: words.into_iter().map(str::to_owned).collect(),
                is_reflexive,
                complements: row.list("complement").map(complement).collect::<Result<_, _>>()?,
                act: act(row)?,
                certainty: certainty(row)?,
            };
            self.verbs.entry(verb.to_owned()).or_default().push(entry);
            Ok(())
        })?;
        // What asks for more words is more certain to be meant: it is tried first.
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted for itself")]
        for entries in self.verbs.values_mut() {
            entries.sort_by_key(|entry| {
                std::cmp::Reverse(entry.words.len() * 2 + usize::from(entry.is_reflexive))
            });
        }
        Ok(())
    }

    fn load_phrases(&mut self, tag: &str, files: &DataFiles) -> Result<(), DataError> {
        each_row(
            tag,
            "attribution_phrases",
            files,
            &["phrase", "source", "act", "certainty", "example"],
            |row| {
                let source = match row.text("source") {
                    "after" => SourcePosition::After,
                    "cited" => SourcePosition::Cited,
                    "before" => SourcePosition::Before,
                    "subject" => SourcePosition::Subject,
                    "adjective" => SourcePosition::Adjective,
                    "none" => SourcePosition::Nobody,
                    _ => return Err(row.error("source", "after, cited, before, subject, adjective, none")),
                };
                let fold = |word: &str| if word == "NOUN" { word.to_owned() } else { word.to_lowercase() };
                let words: Vec<String> = row.text("phrase").split_whitespace().map(fold).collect();
                let is_fixed = |word: &String| word != "*" && word != "NOUN";
                let Some(at) = words.iter().position(is_fixed) else {
                    return Err(row.error("phrase", "at least one word"));
                };
                let phrase =
                    CuePhrase { words: words.clone(), source, act: act(row)?, certainty: certainty(row)? };
                self.phrases.entry(words[at].clone()).or_default().push((at, phrase));
                Ok(())
            },
        )?;
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted for itself")]
        for entries in self.phrases.values_mut() {
            let fixed = |phrase: &CuePhrase| {
                phrase.words.iter().filter(|word| *word != "*" && *word != "NOUN").count()
            };
            entries.sort_by_key(|(_, phrase)| std::cmp::Reverse((phrase.words.len(), fixed(phrase))));
        }
        Ok(())
    }

    fn load_nouns(&mut self, tag: &str, files: &DataFiles) -> Result<(), DataError> {
        each_row(tag, "reporting_nouns", files, &["noun", "act", "role", "example"], |row| {
            let role = |word: &str| {
                match word {
                "account" => Ok(NounRole::Account),
                "content-that" | "content-question" => Ok(NounRole::ContentThat),
                "content-inf" => Ok(NounRole::ContentInfinitive),
                "content-gen" => Ok(NounRole::ContentGenitive),
                _ => word
                    .strip_prefix("content-prep:")
                    .map(|word| NounRole::ContentPreposition(word.to_owned()))
                    .ok_or_else(|| {
                        row.error("role", "account, content-that, content-question, content-inf, content-gen, content-prep:WORD")
                    }),
            }
            };
            let roles = row.list("role").map(role).collect::<Result<_, _>>()?;
            self.nouns.insert(row.text("noun").to_lowercase(), ReportingNoun { act: act(row)?, roles });
            Ok(())
        })
    }

    fn load_hearsay(&mut self, tag: &str, files: &DataFiles) -> Result<(), DataError> {
        each_row(tag, "hearsay", files, &["form", "kind", "certainty", "example"], |row| {
            let kind = match row.text("kind") {
                "adverb" => HearsayKind::Adverb,
                "modal" => HearsayKind::Modal,
                "phrase" => HearsayKind::Phrase,
                // The passive with a clause is a reporting verb whose source is left out.
                "passive-that" => {
                    let entry = ReportingVerb {
                        words: Vec::new(),
                        is_reflexive: false,
                        complements: vec![Complement::That],
                        act: Act::State,
                        certainty: certainty(row)?,
                    };
                    let verb = row.text("form").to_lowercase();
                    self.verbs.entry(verb).or_insert_with(|| vec![entry]);
                    return Ok(());
                }
                "passive-inf" => {
                    self.passive_hearsay.insert(row.text("form").to_lowercase(), certainty(row)?);
                    return Ok(());
                }
                "passive-state" => {
                    self.passive_state_hearsay.insert(row.text("form").to_lowercase());
                    return Ok(());
                }
                _ => {
                    return Err(
                        row.error("kind", "adverb, modal, passive-inf, passive-state, passive-that, phrase")
                    );
                }
            };
            let words: Vec<String> =
                row.text("form").to_lowercase().split_whitespace().map(str::to_owned).collect();
            let Some(first) = words.first().cloned() else { return Err(row.error("form", "a word")) };
            self.hearsay.entry(first).or_default().push(Hearsay { words, kind, certainty: certainty(row)? });
            Ok(())
        })?;
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted for itself")]
        for entries in self.hearsay.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.words.len()));
        }
        Ok(())
    }
}

const COMPLEMENTS: &str = "quote, that, question, inf, obj, prep:WORD, obj-inf, obj-prep:WORD, obj-that, obj-as, gerund, none, dat-…";

fn each_row(
    tag: &str,
    name: &str,
    files: &DataFiles,
    columns: &[&str],
    mut read: impl FnMut(Row<'_>) -> Result<(), DataError>,
) -> Result<(), DataError> {
    let path = format!("{tag}/{name}.tsv");
    let table = Table::read(&path, files.text(&path)?, columns)?;
    for row in table.rows() {
        read(row)?;
    }
    Ok(())
}

fn act(row: Row<'_>) -> Result<Act, DataError> {
    row.word("act", Act::from_word, Act::ALL, Act::as_str)
}

/// `_` means that the word says nothing of it: asserted.
fn certainty(row: Row<'_>) -> Result<Certainty, DataError> {
    if row.text("certainty").is_empty() {
        return Ok(Certainty::Asserted);
    }
    row.word("certainty", Certainty::from_word, Certainty::ALL, Certainty::as_str)
}
