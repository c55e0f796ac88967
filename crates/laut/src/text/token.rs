//! Words and what they are joined to: tokens, sentences, quotations, clauses, noun phrases. Names and values are those
//! of Universal Dependencies.

use std::ops::Range;

use compact_str::CompactString;

use super::Span;

/// Declares a closed set of words that has one spelling each, in data files and in output.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it in data files and output.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value for a word, if there is one.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use words;

words! {
    /// Universal part of speech.
    Upos {
        /// Adjective.
        Adj = "ADJ",
        /// Preposition or postposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary verb.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Noun.
        Noun = "NOUN",
        /// Numeral.
        Num = "NUM",
        /// Particle.
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Verb.
        Verb = "VERB",
        /// Anything else.
        X = "X",
    }
}

words! {
    /// Grammatical case.
    Case {
        /// Nominative.
        Nom = "Nom",
        /// Genitive.
        Gen = "Gen",
        /// Dative.
        Dat = "Dat",
        /// Accusative.
        Acc = "Acc",
    }
}

words! {
    /// Grammatical number.
    Number {
        /// Singular.
        Sing = "Sing",
        /// Plural.
        Plur = "Plur",
    }
}

words! {
    /// Grammatical gender.
    Gender {
        /// Masculine.
        Masc = "Masc",
        /// Feminine.
        Fem = "Fem",
        /// Neuter.
        Neut = "Neut",
    }
}

words! {
    /// Grammatical person.
    Person {
        /// First.
        First = "1",
        /// Second.
        Second = "2",
        /// Third.
        Third = "3",
    }
}

words! {
    /// Tense of a verb form.
    Tense {
        /// Present.
        Pres = "Pres",
        /// Past.
        Past = "Past",
    }
}

words! {
    /// Mood of a finite verb. Konjunktiv I and II are both `Sub` in UD; the tense tells them apart (`Pres` is
    /// Konjunktiv I, `Past` is Konjunktiv II).
    Mood {
        /// Indicative.
        Ind = "Ind",
        /// Subjunctive.
        Sub = "Sub",
        /// Imperative.
        Imp = "Imp",
    }
}

words! {
    /// Form of a verb.
    VerbForm {
        /// Finite.
        Fin = "Fin",
        /// Infinitive.
        Inf = "Inf",
        /// Participle.
        Part = "Part",
        /// English `-ing` form used as a noun.
        Ger = "Ger",
    }
}

words! {
    /// Degree of comparison.
    Degree {
        /// Positive.
        Pos = "Pos",
        /// Comparative.
        Cmp = "Cmp",
        /// Superlative.
        Sup = "Sup",
    }
}

words! {
    /// Type of pronoun or determiner.
    PronType {
        /// Personal, reflexive or possessive.
        Prs = "Prs",
        /// Article.
        Art = "Art",
        /// Demonstrative.
        Dem = "Dem",
        /// Interrogative.
        Int = "Int",
        /// Relative.
        Rel = "Rel",
        /// Indefinite.
        Ind = "Ind",
        /// Negative.
        Neg = "Neg",
        /// Total.
        Tot = "Tot",
    }
}

/// Morphological features, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Feats {
    /// Case.
    pub case: Option<Case>,
    /// Number.
    pub number: Option<Number>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Person.
    pub person: Option<Person>,
    /// Tense.
    pub tense: Option<Tense>,
    /// Mood.
    pub mood: Option<Mood>,
    /// Form of a verb.
    pub verb_form: Option<VerbForm>,
    /// Degree.
    pub degree: Option<Degree>,
    /// Type of pronoun or determiner.
    pub pron_type: Option<PronType>,
}

impl Feats {
    /// The features that are known with their values, both as in Universal Dependencies, in the order of their names.
    pub fn values(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let all = [
            ("Case", self.case.map(Case::as_str)),
            ("Degree", self.degree.map(Degree::as_str)),
            ("Gender", self.gender.map(Gender::as_str)),
            ("Mood", self.mood.map(Mood::as_str)),
            ("Number", self.number.map(Number::as_str)),
            ("Person", self.person.map(Person::as_str)),
            ("PronType", self.pron_type.map(PronType::as_str)),
            ("Tense", self.tense.map(Tense::as_str)),
            ("VerbForm", self.verb_form.map(VerbForm::as_str)),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }
}

/// One word, number or mark of punctuation.
#[derive(Debug, Clone)]
pub struct Token {
    /// Its characters.
    pub span: Span,
    /// Its form in lower case, which word lists are looked up with.
    pub lower: CompactString,
    /// Its form in the case that it usually has, where its sentence is in capitals.
    pub cased: Option<CompactString>,
    /// Its dictionary form: `töten` for `tötete`. Nouns keep their capital in languages that capitalise them.
    pub lemma: CompactString,
    /// Part of speech.
    pub upos: Upos,
    /// Morphological features.
    pub feats: Feats,
    /// The token that it depends on, counted from the start of the document; `None` for a root and where no tree was made.
    pub head: Option<u32>,
    /// Relation to the head, a UD `deprel`.
    pub deprel: CompactString,
}

/// A sentence: tokens next to each other. Sentences cover every token once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whether a paragraph starts with it.
    pub is_paragraph_start: bool,
    /// Whether it is a heading, not running text (no verb, no full stop, alone in its paragraph).
    pub is_heading: bool,
}

/// Words in quotation marks. It may go on over sentences and paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Token of the opening mark.
    pub open: usize,
    /// Token of the closing mark; `None` where it is missing.
    pub close: Option<usize>,
    /// The tokens between the marks, as far as the quotation was found to reach.
    pub inner: Range<usize>,
}

words! {
    /// What a clause is for.
    ClauseKind {
        /// A main clause, with all that depends on it.
        Main = "main",
        /// A `dass` / `that` clause or an indirect question, and what is said, known or feared without such a word.
        Complement = "complement",
        /// A relative clause.
        Relative = "relative",
        /// Any other subordinate clause: when, because, if.
        Adverbial = "adverbial",
        /// An infinitive with `zu` / `to` or a participle, set off by a mark or a word of its own.
        Infinitive = "infinitive",
        /// A parenthesis: between dashes or brackets, or a reporting clause inside or after what is said.
        Parenthesis = "parenthesis",
    }
}

/// A clause: the words that belong to one finite verb (or infinitive), with the clauses inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its tokens from first to last, with clauses inside it.
    pub tokens: Range<usize>,
    /// What it is for.
    pub kind: ClauseKind,
    /// The clause that it is part of; an index into the clauses.
    pub parent: Option<usize>,
    /// The word that opens it: `dass`, `weil`, `who`; a token.
    pub subordinator: Option<usize>,
    /// Its finite verb; a token.
    pub finite: Option<usize>,
    /// Its last verb with a meaning: `getötet` in `wurden getötet`, the finite verb where it stands alone; a token.
    pub predicate: Option<usize>,
    /// The separated particle of its verb: `mit` in `teilte … mit`; a token.
    pub particle: Option<usize>,
    /// Mood of the finite verb.
    pub mood: Option<Mood>,
    /// Its subject; an index into the phrases.
    pub subject: Option<usize>,
}

/// A noun phrase with all that belongs to it: article, adjectives, genitives, titles, apposition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// All its tokens: `der Sprecher des Weißen Hauses, John Kirby`.
    pub tokens: Range<usize>,
    /// The noun or pronoun that the sentence is about; a token: `Sprecher`.
    pub head: usize,
    /// The preposition that governs it, which stands before (or after) its tokens; a token.
    pub preposition: Option<usize>,
    /// Its case as far as article, adjectives and pronoun show it.
    pub case: Option<Case>,
    /// Singular or plural, as far as it shows.
    pub number: Option<Number>,
}
