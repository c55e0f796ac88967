//! The rows that a reading is searched by, as `derive` makes them of its record and of the reviews of the report.
//!
//! Rows refer to each other by the ids of the record (`c1`, `f2`, `e3`). Degrees are hundred-thousandths of one.

/// All rows of one report.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Rows {
    pub(crate) entities: Vec<EntityOf>,
    pub(crate) claims: Vec<ClaimOf>,
    pub(crate) figures: Vec<FigureOf>,
    pub(crate) parties: Vec<PartyOf>,
    pub(crate) relations: Vec<RelationOf>,
    pub(crate) verifications: Vec<VerificationOf>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct EntityOf {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) key: String,
    pub(crate) roles: String,
    pub(crate) affiliation: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) geonames: Option<u32>,
    pub(crate) lat: Option<i64>,
    pub(crate) lon: Option<i64>,
    pub(crate) precision: Option<String>,
    pub(crate) mentions: usize,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ClaimOf {
    pub(crate) id: String,
    pub(crate) anchor: String,
    pub(crate) begins: usize,
    pub(crate) ends: usize,
    /// Where the quotation stands in the text, in code points.
    pub(crate) pieces: Vec<[usize; 2]>,
    pub(crate) speaker: Option<String>,
    /// What spellings of the speaker share; else empty.
    pub(crate) speaker_key: String,
    pub(crate) through: String,
    pub(crate) mode: String,
    pub(crate) act: String,
    pub(crate) certainty: String,
    pub(crate) polarity: String,
    pub(crate) said: Option<String>,
    pub(crate) first_day: Option<String>,
    pub(crate) last_day: Option<String>,
    pub(crate) disputed_by: String,
    pub(crate) verification: String,
    pub(crate) checks: String,
    /// Whether there are reasons to look at it, or at one of its figures, first.
    pub(crate) is_to_check: bool,
    pub(crate) review: String,
    pub(crate) rule: String,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct FigureOf {
    pub(crate) claim: String,
    pub(crate) id: String,
    pub(crate) anchor: String,
    pub(crate) begins: usize,
    pub(crate) ends: usize,
    pub(crate) words: String,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) bound: String,
    pub(crate) harm: String,
    pub(crate) count: String,
    pub(crate) victims: String,
    /// Each with a space before and behind it.
    pub(crate) groups: String,
    pub(crate) by_whom: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) lat: Option<i64>,
    pub(crate) lon: Option<i64>,
    pub(crate) means: Option<String>,
    pub(crate) from_day: Option<String>,
    pub(crate) to_day: Option<String>,
    pub(crate) first_day: Option<String>,
    pub(crate) last_day: Option<String>,
    pub(crate) part_of: Option<String>,
    pub(crate) disputed_by: String,
    pub(crate) verification: String,
    pub(crate) checks: String,
    pub(crate) review: String,
}

/// As what somebody or something stands in a claim; a ledger keeps the place in this list, from 1.
pub(crate) const ROLES: [&str; 5] = ["through", "actor", "target", "victims", "place"];

/// Somebody or something that a claim names, beside its speaker.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PartyOf {
    pub(crate) claim: String,
    pub(crate) figure: Option<String>,
    pub(crate) role: String,
    pub(crate) name: String,
    pub(crate) key: String,
    pub(crate) entity: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RelationOf {
    pub(crate) kind: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) figure: Option<String>,
    pub(crate) by_whom: Option<String>,
    pub(crate) words: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct VerificationOf {
    pub(crate) claim: String,
    pub(crate) figure: Option<String>,
    pub(crate) status: String,
    pub(crate) by_whom: Option<String>,
    pub(crate) words: String,
}
