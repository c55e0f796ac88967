//! A record as it is read back: the fields that rows are made of. All others stay in its JSON.

use serde::Deserialize;

type Offsets = [usize; 2];

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct KeptRecord {
    pub(crate) laut: String,
    pub(crate) report: KeptReport,
    pub(crate) entities: Vec<KeptEntity>,
    pub(crate) times: Vec<KeptTime>,
    pub(crate) claims: Vec<KeptClaim>,
    pub(crate) relations: Vec<KeptRelation>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct KeptReport {
    pub(crate) id: String,
    pub(crate) text_id: String,
    pub(crate) input: String,
    pub(crate) title: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) language: String,
    pub(crate) dated: Option<String>,
    pub(crate) text: String,
    pub(crate) coverage: KeptCoverage,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct KeptCoverage {
    pub(crate) diagnostics: Vec<KeptDiagnostic>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct KeptDiagnostic {
    pub(crate) code: String,
    pub(crate) severity: String,
    pub(crate) span: Offsets,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl KeptReport {
    /// What a ledger knows of a report without its record, as it is there: PostgreSQL keeps no `\0`.
    pub(crate) fn strings(&self) -> [&str; 7] {
        let [title, url, publisher, published] = [&self.title, &self.url, &self.publisher, &self.published]
            .map(|field| field.as_deref().unwrap_or_default());
        [&self.id, &self.text_id, &self.input, title, url, publisher, published]
            .map(|string| if string.contains('\0') { "" } else { string })
    }
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct KeptEntity {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) roles: Vec<String>,
    pub(crate) affiliation: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) place: Option<KeptPlace>,
    pub(crate) mentions: Vec<Offsets>,
    #[serde(default)]
    pub(crate) key: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct KeptPlace {
    pub(crate) geonames: Option<u32>,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) precision: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct KeptTime {
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct KeptReference {
    pub(crate) text: String,
    pub(crate) entity: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct KeptWords {
    pub(crate) span: Offsets,
    pub(crate) text: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct KeptClaim {
    pub(crate) id: String,
    pub(crate) span: Offsets,
    pub(crate) source: Option<KeptReference>,
    pub(crate) through: Vec<KeptReference>,
    pub(crate) content: Vec<KeptWords>,
    pub(crate) mode: String,
    pub(crate) act: String,
    pub(crate) certainty: String,
    pub(crate) polarity: String,
    pub(crate) said: KeptSaid,
    pub(crate) figures: Vec<KeptFigure>,
    pub(crate) events: Vec<KeptEvent>,
    pub(crate) verification: Vec<KeptVerification>,
    #[serde(default)]
    pub(crate) check: Vec<String>,
    pub(crate) rule: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct KeptSaid {
    pub(crate) time: Option<usize>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct KeptFigure {
    pub(crate) id: String,
    pub(crate) span: Offsets,
    pub(crate) text: String,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) bound: String,
    pub(crate) harm: String,
    pub(crate) victims: Option<KeptVictims>,
    pub(crate) means: Option<KeptWords>,
    pub(crate) by: Option<KeptReference>,
    pub(crate) count: String,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) place: Option<KeptReference>,
    pub(crate) part_of: Option<String>,
    #[serde(default)]
    pub(crate) check: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct KeptVictims {
    pub(crate) text: String,
    pub(crate) entity: Option<String>,
    pub(crate) groups: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct KeptEvent {
    pub(crate) actor: Vec<KeptReference>,
    pub(crate) recipient: Vec<KeptReference>,
    pub(crate) place: Option<KeptReference>,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct KeptVerification {
    pub(crate) by: Option<String>,
    pub(crate) status: String,
    pub(crate) figure: Option<String>,
    pub(crate) text: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct KeptRelation {
    pub(crate) kind: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) figure: Option<String>,
    pub(crate) by: Option<String>,
    pub(crate) text: String,
}
