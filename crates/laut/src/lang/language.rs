//! One language, loaded from `data/<tag>/`.

use std::sync::Arc;

use compact_str::CompactString;
use serde::Deserialize;

use super::cues::Cues;
use super::inflection::verb_forms;
use super::maps::{HashMap, HashSet};
use super::name_model::NameModel;
use super::parser::ParserModel;
use super::table::Table;
use super::tagger::TaggerModel;
use super::{
    DataError, DataFiles, EventWords, FigureWords, Lexicon, NameWords, NumberWords, StandIns, TalkWords,
    TimeWords, VerificationWords, World,
};
use crate::text::{ClauseKind, Upos};

/// The switches of a language: what data can say in a word instead of a rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switches {
    /// BCP 47 tag.
    pub tag: String,
    /// The language's own name.
    pub name: String,
    /// The mark before decimals: `,` in `2,3 Millionen`.
    pub decimal: char,
    /// The marks that may stand between groups of three digits.
    pub thousands: Vec<char>,
    /// Whether common nouns have a capital, so that a capital does not make a name.
    pub nouns_capitalised: bool,
    /// Whether the finite verb ends a subordinate clause and stands second in a main clause.
    pub verb_second: bool,
    /// Whether the subjunctive marks reported speech without a cue.
    pub reported_mood: bool,
    /// The word before an infinitive: `zu`, `to`.
    pub infinitive_particle: String,
    /// Pronouns that point back to the subject: `sich`.
    pub reflexives: Vec<String>,
    /// Endings of present participles and gerunds: `ing`.
    pub gerund_endings: Vec<String>,
    /// Endings of adjectives that are participles: `vorsitzend`.
    pub participle_endings: Vec<String>,
    /// Endings of regular past tenses and participles: `ed`.
    pub past_endings: Vec<String>,
    /// Endings of adverbs that are made from adjectives: `ly`.
    pub adverb_endings: Vec<String>,
    /// Prepositions that do what a genitive does: `of`.
    pub genitive_prepositions: Vec<String>,
    /// Prepositions that join an office or body to what it belongs to: `Sprecher für`, `head of the mission in`.
    pub source_prepositions: Vec<String>,
    /// Prepositions before the agent of a passive: `von`, `by`.
    pub agent_prepositions: Vec<String>,
    /// Words that say what something is called: `als`, `as`.
    pub naming_words: Vec<String>,
    /// Verbs that need none of them before what they call something: `nennen`, `call`.
    pub naming_verbs: Vec<String>,
    /// Stems of adjectives and possessives that stand for who says it: `amtlichen Angaben zufolge`.
    pub source_adjectives: Vec<String>,
    /// Forms of the auxiliary for what somebody can do, the first of which stands for all in the list of reporting verbs.
    pub ability_auxiliaries: Vec<String>,
    /// Verbs of announcing and offering whose object, a report, is there already: `publish`.
    pub presenting_verbs: Vec<String>,
    /// Words that open an indirect question or another clause: `when`.
    pub question_words: Vec<String>,
    /// Modals that may end a phrase in the list of reporting verbs: `nicht ausschließen können`.
    pub phrase_modals: Vec<String>,
    /// Lemmas of the auxiliary of the passive: `werden`, `be`.
    pub passive_auxiliaries: Vec<String>,
    /// Verbs that make the perfect, by lemma, where the tagger may not see it: `have`.
    pub perfect_auxiliaries: Vec<String>,
    /// Subjects that stand for nobody: `es`, `it`.
    pub expletives: Vec<String>,
    /// Lemmas of verbs that attribute with such a subject: `heißen`.
    pub impersonal_verbs: Vec<String>,
    /// Prepositions before the source of an impersonal verb: `hieß es aus Paris`.
    pub origin_prepositions: Vec<String>,
    /// Prepositions of place: `in Genf`.
    pub place_prepositions: Vec<String>,
    /// Words that open a clause that says who says the rest: `wie die Polizei mitteilte`.
    pub as_words: Vec<String>,
    /// Pronouns that, before a verb of saying, stand for the sentence before: `Das teilte die Polizei mit`.
    pub sentence_pronouns: Vec<String>,
    /// Endings that make a woman's name of a noun for a person, and of no other noun: `Trainerin` of `Trainer`.
    pub feminine_endings: Vec<String>,
    /// Words that set what one side says against what another says: `während`, `while`.
    pub contrast_words: Vec<String>,
    /// Last letters of a verb that some spellings double before an ending with a vowel: `signalled`.
    pub doubled_letters: Vec<char>,
    /// Auxiliaries of somebody who does not want to: `wollte das nicht bestätigen`, `would not confirm it`.
    pub refusing_auxiliaries: Vec<String>,
    /// Auxiliaries of what somebody has to do, and has not done: `müsse das anerkennen`, `must recognise it`.
    pub obligation_auxiliaries: Vec<String>,
    /// Verbs by which the subject passes on the words of the object: `zitieren`.
    pub quoting_verbs: Vec<String>,
    /// Verbs whose subjunctive is a wish: `es lebe`.
    pub wish_verbs: Vec<String>,
    /// First words of `neither … nor`.
    pub neither_words: Vec<String>,
    /// Words that open a pair or, alone, stand before a noun: `either`.
    pub pair_openers: Vec<String>,
    /// Modals by which the subject claims something of itself: `will nichts gesehen haben`.
    pub claiming_modals: Vec<String>,
    /// Words that open a relative clause on a whole clause: `was die Armee bestreitet`.
    pub sentence_relatives: Vec<String>,
    /// Words that say that both do it to each other: `gegenseitig`.
    pub reciprocals: Vec<String>,
    /// Words of degree that a result or comparison follows: `so … dass`.
    pub degree_words: Vec<String>,
    /// Words that add parts or examples after a mark: `darunter drei Kinder`.
    pub part_words: Vec<String>,
    /// Words before a comparative that open the first half of `je … desto`.
    pub proportion_words: Vec<String>,
    /// Words after a negation that take it back: `nicht nur`.
    pub only_words: Vec<String>,
    /// Infinitives that make a modal verb hearsay: `soll … gewesen sein`.
    pub hearsay_infinitives: Vec<String>,
    /// Forms of the second subjunctive that stand for the first: `hätten`, `würden`.
    pub reported_past_forms: Vec<String>,
    /// Opening and closing quotation marks, in both orientations that are in use.
    pub quotes: Vec<(String, String)>,
    /// Letters that join the parts of a compound written as one word; none where compounds are not taken apart.
    pub compound_links: Vec<String>,
    /// Endings of adjectives with a capital that are made of a place's name: `Hamburger`.
    pub origin_endings: Vec<String>,
    /// Words that join two adjectives before a noun: `schwer und leicht Verletzte`.
    pub adjective_joints: Vec<String>,
    /// Endings of adjectives that stand before a noun; empty where they do not show.
    pub adjective_endings: Vec<String>,
    /// Whether the month stands before the day in a date between slashes.
    pub month_first: bool,
    /// Endings that make a decade of a year: `1990s`.
    pub decade_endings: Vec<String>,
    /// Whether a number with a full stop can be an ordinal (`28. Dezember`).
    pub ordinal_full_stop: bool,
}

impl Switches {
    /// Whether a word, in lower case, points back to the subject.
    #[must_use]
    pub fn is_reflexive(&self, lower: &str) -> bool {
        self.reflexives.iter().any(|word| word == lower)
    }

    /// Whether a word, in lower case, has the ending of a gerund.
    #[must_use]
    pub fn is_like_gerund(&self, lower: &str) -> bool {
        self.gerund_endings.iter().any(|ending| lower.ends_with(ending))
    }

    /// Whether a word, in lower case, has the ending of a regular past tense.
    #[must_use]
    pub fn is_like_past(&self, lower: &str) -> bool {
        self.past_endings.iter().any(|ending| lower.ends_with(ending))
    }

    /// Whether a word, in lower case, has the ending of an adverb.
    #[must_use]
    pub fn is_like_adverb(&self, lower: &str) -> bool {
        self.adverb_endings.iter().any(|ending| lower.ends_with(ending))
    }
}

/// All that is known of one language.
#[derive(Debug)]
pub struct LanguageData {
    /// Its switches.
    pub switches: Switches,
    /// What holds for all languages: places, countries, actors.
    pub world: Arc<World>,
    /// What forms can be, and their dictionary forms.
    pub lexicon: Lexicon,
    /// The regular forms of listed verbs, each with its dictionary form, for those that the lexicon lacks.
    pub verb_forms: HashMap<CompactString, CompactString>,
    /// What decides part of speech and features of a word in its sentence.
    pub tagger: TaggerModel,
    /// What decides which word a word depends on.
    pub parser: ParserModel,
    /// The weights of the name model.
    pub name_model: NameModel,
    /// What the models see in place of the names of parties.
    pub stand_ins: StandIns,
    /// The words around names: offices, organizations, peoples, pronouns.
    pub names: NameWords,
    /// Words that end in a full stop without ending a sentence by it.
    pub abbreviations: Abbreviations,
    /// What stands around an ordinal number that is written with a full stop.
    pub ordinals: Ordinals,
    /// Units that are written without a space after a number.
    pub number_suffixes: HashSet<String>,
    /// Endings that are words of their own, in lower case, with a straight apostrophe, the longest first.
    pub clitics: Vec<String>,
    /// The words that a contraction stands for, by its form in lower case.
    pub contractions: HashMap<String, Vec<ContractionPart>>,
    /// Contractions whose words are tokens of their own.
    pub joined_words: Vec<JoinedWords>,
    /// Words that start a sentence after an abbreviation that may end one, in lower case.
    pub sentence_starters: HashSet<String>,
    /// Words that are numbers or bound them.
    pub number_words: NumberWords,
    /// Words and rules of time.
    pub time_words: TimeWords,
    /// The words that attribute.
    pub cues: Cues,
    /// Words that open a subordinate clause, in lower case, and its kind.
    pub subordinators: HashMap<String, ClauseKind>,
    /// Subordinators of several words, each with the kind of its clause.
    pub subordinator_phrases: Vec<(Vec<String>, ClauseKind)>,
    /// Pronouns that open a relative clause, in lower case.
    pub relative_pronouns: HashSet<String>,
    /// Particles that part from their verb in a main clause.
    pub verb_particles: HashSet<String>,
    /// Words that find people to whom something happened.
    pub figure_words: FigureWords,
    /// Words that tell events.
    pub event_words: EventWords,
    /// Words that tell whether a claim could be confirmed, and how claims stand to each other.
    pub verification_words: VerificationWords,
    /// Words that talks are told with.
    pub talk_words: TalkWords,
}

/// One of the words that a contraction stands for: `dem` in `zum`.
#[derive(Debug, Clone)]
pub struct ContractionPart {
    /// Its form.
    pub form: CompactString,
    /// Its dictionary form.
    pub lemma: CompactString,
    /// Its part of speech.
    pub upos: Upos,
}

/// Words that are written as one and are tokens of their own: `can` and `not` of `cannot`.
#[derive(Debug, Clone)]
pub struct JoinedWords {
    /// The whole, in lower case.
    pub form: String,
    /// The words.
    pub words: Vec<CompactString>,
}

/// The contractions that are their words without a space.
fn joined_words(contractions: &HashMap<String, Vec<ContractionPart>>) -> Vec<JoinedWords> {
    let words = |parts: &[ContractionPart]| parts.iter().map(|part| part.form.clone()).collect();
    let all =
        contractions.iter().map(|(form, parts)| JoinedWords { form: form.clone(), words: words(parts) });
    let mut joined: Vec<JoinedWords> = all.filter(|joined| joined.words.concat() == joined.form).collect();
    joined.sort_by(|one, other| one.form.cmp(&other.form));
    joined
}

fn contractions(tag: &str, files: &DataFiles) -> Result<HashMap<String, Vec<ContractionPart>>, DataError> {
    let path = format!("{tag}/contractions.tsv");
    let table = Table::read(&path, files.text(&path)?, &["form", "words", "lemmas", "upos"])?;
    let mut all = HashMap::default();
    for row in table.rows() {
        let lists = row.list("words").zip(row.list("lemmas")).zip(row.list("upos"));
        let mut parts = Vec::new();
        for ((form, lemma), upos) in lists {
            let upos = Upos::from_word(upos).ok_or_else(|| row.error("upos", "parts of speech"))?;
            parts.push(ContractionPart { form: form.into(), lemma: lemma.into(), upos });
        }
        all.insert(row.text("form").to_owned(), parts);
    }
    Ok(all)
}

/// Words that end in a full stop without ending a sentence by it.
#[derive(Debug, Default)]
pub struct Abbreviations {
    /// In lower case, without the full stop; whether the abbreviation can be the last word of its sentence.
    forms: HashMap<String, bool>,
}

impl Abbreviations {
    fn load(tag: &str, files: &DataFiles) -> Result<Self, DataError> {
        let path = format!("{tag}/abbreviations.tsv");
        let table = Table::read(&path, files.text(&path)?, &["form", "ends", "meaning"])?;
        let mut forms = HashMap::default();
        for row in table.rows() {
            let may_end = match row.text("ends") {
                "never" => false,
                "maybe" => true,
                _ => return Err(row.error("ends", "never, maybe")),
            };
            forms.insert(row.text("form").trim_end_matches('.').to_lowercase(), may_end);
        }
        Ok(Self { forms })
    }

    /// Whether a word, without its full stop, is on the list.
    #[must_use]
    pub fn is_listed(&self, word: &str) -> bool {
        self.forms.contains_key(word.to_lowercase().as_str())
    }

    /// Whether a token with its full stop can be the last word of a sentence. What is not listed can.
    #[must_use]
    pub fn may_end_sentence(&self, lower: &str) -> bool {
        self.forms.get(lower.trim_end_matches('.')).copied().unwrap_or(true)
    }
}

/// What stands around an ordinal number that is written with a full stop: `am 28. Dezember`.
#[derive(Debug, Default)]
pub struct Ordinals {
    /// Words before it, in lower case.
    pub before: HashSet<String>,
    /// Words after it, as they are written.
    pub after: HashSet<String>,
}

impl Ordinals {
    fn load(tag: &str, files: &DataFiles) -> Result<Self, DataError> {
        let path = format!("{tag}/ordinals.tsv");
        let table = Table::read(&path, files.text(&path)?, &["form", "position"])?;
        let mut ordinals = Self::default();
        for row in table.rows() {
            match row.text("position") {
                "before" => ordinals.before.insert(row.text("form").to_lowercase()),
                "after" => ordinals.after.insert(row.text("form").to_owned()),
                _ => return Err(row.error("position", "before, after")),
            };
        }
        Ok(ordinals)
    }
}

/// Subordinators of one word, and those of several.
type Subordinators = (HashMap<String, ClauseKind>, Vec<(Vec<String>, ClauseKind)>);

fn subordinators(tag: &str, files: &DataFiles) -> Result<Subordinators, DataError> {
    let path = format!("{tag}/subordinators.tsv");
    let table = Table::read(&path, files.text(&path)?, &["form", "kind"])?;
    let (mut words, mut phrases) = (HashMap::default(), Vec::new());
    for row in table.rows() {
        let kind = row.word("kind", ClauseKind::from_word, ClauseKind::ALL, ClauseKind::as_str)?;
        let form: Vec<String> = row.text("form").split_whitespace().map(str::to_owned).collect();
        if form.len() > 1 {
            phrases.push((form, kind));
        } else {
            words.insert(row.text("form").to_owned(), kind);
        }
    }
    Ok((words, phrases))
}

/// The first column of a list of `form` and `meaning`, in the order of the file.
fn forms(tag: &str, name: &str, files: &DataFiles) -> Result<Vec<String>, DataError> {
    let path = format!("{tag}/{name}.tsv");
    let table = Table::read(&path, files.text(&path)?, &["form", "meaning"])?;
    Ok(table.rows().map(|row| row.text("form").to_owned()).collect())
}

impl LanguageData {
    /// Reads `data/<tag>/`.
    ///
    /// # Errors
    /// Names the file and line that cannot be used.
    pub fn load(tag: &str, files: &DataFiles, world: Arc<World>) -> Result<Self, DataError> {
        let path = format!("{tag}/language.toml");
        let switches: Switches = toml::from_str(files.text(&path)?)
            .map_err(|error| DataError::Toml { path: path.clone(), message: error.to_string() })?;
        let path = format!("{tag}/models/lexicon.bin");
        let lexicon = Lexicon::read(&path, files.bytes(&path)?.clone(), &switches.compound_links)?;
        let path = format!("{tag}/models/tagger.bin");
        let tagger = TaggerModel::read(&path, files.bytes(&path)?.clone())?;
        let path = format!("{tag}/models/parser.bin");
        let parser = ParserModel::read(&path, files.bytes(&path)?.clone())?;
        let path = format!("{tag}/models/names.bin");
        let name_model = NameModel::read(&path, files.bytes(&path)?.clone())?;
        let time_words = TimeWords::load(tag, files, switches.nouns_capitalised)?;
        let (subordinators, subordinator_phrases) = subordinators(tag, files)?;
        let contractions = contractions(tag, files)?;
        let joined_words = joined_words(&contractions);
        let cues = Cues::load(tag, files, &switches, &joined_words)?;
        let event_words = EventWords::load(tag, files)?;
        let reporting = cues.verbs.keys().map(String::as_str).filter(|verb| !verb.contains(' '));
        let mut verbs: Vec<&str> = reporting.chain(event_words.verbs()).collect();
        verbs.sort_unstable();
        verbs.dedup();
        let verb_forms = verb_forms(tag, files, &switches.doubled_letters, verbs.into_iter())?;
        Ok(Self {
            stand_ins: StandIns::load(tag, files, &world)?,
            switches,
            world,
            verb_forms,
            lexicon,
            tagger,
            parser,
            name_model,
            names: NameWords::load(tag, files)?,
            abbreviations: Abbreviations::load(tag, files)?,
            ordinals: Ordinals::load(tag, files)?,
            number_suffixes: forms(tag, "number_suffixes", files)?.into_iter().collect(),
            contractions,
            joined_words,
            clitics: forms(tag, "clitics", files)?,
            sentence_starters: forms(tag, "sentence_starters", files)?.into_iter().collect(),
            number_words: NumberWords::load(tag, files)?,
            time_words,
            cues,
            subordinators,
            subordinator_phrases,
            relative_pronouns: forms(tag, "relative_pronouns", files)?.into_iter().collect(),
            verb_particles: forms(tag, "verb_particles", files)?.into_iter().collect(),
            figure_words: FigureWords::load(tag, files)?,
            event_words,
            verification_words: VerificationWords::load(tag, files)?,
            talk_words: TalkWords::load(tag, files)?,
        })
    }
}

/// Every language that laut reads, and the world.
#[derive(Debug)]
pub struct Data {
    languages: Vec<LanguageData>,
}

impl Data {
    /// The tags of the languages that laut reads.
    pub const TAGS: &'static [&'static str] = &["de", "en"];

    /// Reads all languages.
    ///
    /// # Errors
    /// Names the file and line that cannot be used.
    pub fn load(files: &DataFiles) -> Result<Self, DataError> {
        let world = Arc::new(World::load(files)?);
        let load = |tag: &&str| LanguageData::load(tag, files, Arc::clone(&world));
        Ok(Self { languages: Self::TAGS.iter().map(load).collect::<Result<_, _>>()? })
    }

    /// The language of a BCP 47 tag (`de`, `de-AT`), if laut reads it.
    #[must_use]
    pub fn language(&self, tag: &str) -> Option<&LanguageData> {
        let primary = tag.split('-').next().unwrap_or(tag);
        self.languages.iter().find(|data| data.switches.tag.eq_ignore_ascii_case(primary))
    }
}
