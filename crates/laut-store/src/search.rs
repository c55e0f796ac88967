//! What is looked for in a ledger, and what is found.

/// What is looked for. All that is set must hold; what is not set does not matter.
///
/// Names are found by a part of them, without case and marks on letters, and by the name that all spellings share.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Beginning of a report's id.
    pub report: Option<String>,
    /// Part of a publisher's name.
    pub publisher: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// Part of the name of who says it, or of whom it was heard through.
    pub speaker: Option<String>,
    /// Part of the name of who did it.
    pub actor: Option<String>,
    /// What happened to people.
    pub harm: Option<String>,
    /// Who they are: `civilian`, `child`; or words for them.
    pub victims: Option<String>,
    /// Part of the name of a place: that of a figure, else one that the claim names.
    pub place: Option<String>,
    /// A point (degrees north, degrees east), and how many km around it.
    pub near: Option<(f64, f64, f64)>,
    /// First day. Days that are told of have to overlap; what is told of more than a month, such as a total *since 2011*, counts as its
    /// last day.
    pub since: Option<String>,
    /// Last day.
    pub until: Option<String>,
    /// What is done by saying it.
    pub act: Option<String>,
    /// How sure the source is.
    pub certainty: Option<String>,
    /// Words that stand in it, all of them; `"words in marks"` stand side by side, `word*` begins so.
    pub text: Option<String>,
    /// Only what somebody could not verify.
    pub is_unverified: bool,
    /// Only what somebody disputes.
    pub is_disputed: bool,
    /// Only what there are reasons to look at first.
    pub is_to_check: bool,
    /// What people said of it; without it all that was not rejected.
    pub checked: Option<Checked>,
    /// Old versions, and what was retracted, too.
    pub is_all: bool,
    /// Rows come without their quotations; unless words side by side are looked for, no text is read then, which is faster.
    pub is_unquoted: bool,
}

/// What people said of a claim or figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// Nothing yet.
    Not,
    /// It is right.
    Accepted,
    /// It is wrong.
    Rejected,
    /// It was corrected.
    Corrected,
    /// Whatever they said.
    Any,
}

/// A report of the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportRow {
    /// `sha256:…`.
    pub id: String,
    /// `sha256:…` of the text.
    pub text_id: String,
    /// File, file and line, or url it was taken in from.
    pub input: String,
    /// Headline.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, as it was given.
    pub published: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// When it was taken in.
    pub taken_in: String,
    /// Version of laut that read it last.
    pub laut: String,
    /// Which version under its url, from 1.
    pub version: usize,
    /// How many versions there are.
    pub versions: usize,
    /// How many reports have the same text.
    pub copies: usize,
    /// Why and by whom it was retracted.
    pub retracted: Option<String>,
    /// Whether answers are made of it.
    pub is_shown: bool,
    /// How many claims were read in it.
    pub claims: usize,
    /// How many figures.
    pub figures: usize,
}

/// A claim with the report that it stands in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClaimRow {
    /// `4f1c9a02b7d3:c2`.
    pub id: String,
    /// Id of the report.
    pub report: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub published: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// File that it was taken in from.
    pub input: String,
    /// BCP 47 tag.
    pub language: String,
    /// What is said, in the report's words.
    pub quotation: String,
    /// `[start, end)` in the report's text, in code points.
    pub span: [usize; 2],
    /// Who says it; nothing where the report speaks or nobody is named.
    pub speaker: Option<String>,
    /// Further sources.
    pub through: String,
    /// How much is quoted.
    pub mode: String,
    /// What is done by saying it.
    pub act: String,
    /// How sure the source is.
    pub certainty: String,
    /// Whether the content is negated.
    pub polarity: String,
    /// The day it was said.
    pub said: Option<String>,
    /// First day told of.
    pub first_day: Option<String>,
    /// Last day.
    pub last_day: Option<String>,
    /// Who disputes it.
    pub disputed_by: String,
    /// `unverified`, `partly_verified`, `verified` or nothing.
    pub verification: String,
    /// Reasons to look at it first.
    pub checks: String,
    /// `accepted`, `rejected`, `corrected` or nothing: whose reading is shown.
    pub review: String,
    /// What made it.
    pub rule: String,
    /// Version of laut that read it.
    pub laut: String,
}

/// A figure with the claim and the report that it stands in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FigureRow {
    /// `4f1c9a02b7d3:f1`.
    pub id: String,
    /// The claim that it stands in.
    pub claim: ClaimRow,
    /// `[start, end)` of the number.
    pub span: [usize; 2],
    /// The number in the report's words.
    pub words: String,
    /// Lowest value; nothing is open.
    pub low: Option<f64>,
    /// Highest value; nothing is open.
    pub high: Option<f64>,
    /// How it is bounded.
    pub bound: String,
    /// What happened.
    pub harm: String,
    /// `new`, `total` or `current`.
    pub count: String,
    /// Whom it counts.
    pub victims: String,
    /// Who they are, with spaces between.
    pub groups: String,
    /// Who did it.
    pub by: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    /// Weapon or way.
    pub means: Option<String>,
    /// First day that it counts.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Id of the figure of which it is a part.
    pub part_of: Option<String>,
    /// Who disputes it.
    pub disputed_by: String,
    /// Whether it was verified.
    pub verification: String,
    /// Reasons to look at it first.
    pub checks: String,
    /// `accepted`, `rejected`, `corrected` or nothing.
    pub review: String,
}

/// One claim against another, in a report.
#[derive(Debug, Clone, PartialEq)]
pub struct DisputeRow {
    /// `denies`, `contradicts` or `blames_back`.
    pub kind: String,
    /// Who disputes.
    pub by: String,
    /// The claim that disputes.
    pub from: ClaimRow,
    /// The claim that is disputed.
    pub to: ClaimRow,
    /// Id of the figure that is disputed, where it is one.
    pub figure: Option<String>,
}

/// An entity of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityRow {
    /// `4f1c9a02b7d3:e1`.
    pub id: String,
    /// Id of the report.
    pub report: String,
    /// Kind.
    pub kind: String,
    /// Name.
    pub name: String,
    /// The name that spellings in all languages share.
    pub key: Option<String>,
    /// Offices and ranks.
    pub roles: String,
    /// Whom it speaks or acts for.
    pub affiliation: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Number in GeoNames.
    pub geonames: Option<u32>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    /// How exactly.
    pub precision: Option<String>,
    /// How often it is mentioned.
    pub mentions: usize,
}

/// A name, and how often it stands for what.
#[derive(Debug, Clone, PartialEq)]
pub struct NameRow {
    /// The name.
    pub name: String,
    /// What it stands for: kinds of entities.
    pub kinds: String,
    /// Offices and ranks.
    pub roles: String,
    /// Whom it speaks or acts for.
    pub affiliations: String,
    /// Reports that name it.
    pub reports: usize,
    /// Claims that it makes.
    pub says: usize,
    /// Claims in which it acts.
    pub acts: usize,
    /// Claims in which something is done to it.
    pub suffers: usize,
    /// First and last day of publication.
    pub days: (Option<String>, Option<String>),
}

/// A review, as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewRow {
    /// `4f1c9a02b7d3:f1`; nothing where the latest reading has no such row any more.
    pub id: Option<String>,
    /// Where it stands in the text, and what was read there.
    pub anchor: String,
    /// `accepted`, `rejected` or `corrected`.
    pub verdict: String,
    /// Field, what was shown before, what the person says.
    pub fields: Vec<(String, String, String)>,
    /// Why.
    pub why: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: String,
}
