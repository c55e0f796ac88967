//! The fields of a record that rows are made of: of one that was just made, or read back from its JSON. All others stay there.

use laut::Record;
use laut::claims::record::{
    ClaimRecord, DiagnosticRecord, EntityRecord, EventRecord, FigureRecord, PlaceRecord, Reference,
    RelationRecord, ReportRecord, TimeRecord, Value, VerificationRecord, VictimsRecord, Words,
};
use serde::Deserialize;

type Offsets = [usize; 2];

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct KeptRecord {
    pub(crate) laut: String,
    pub(crate) report: KeptReport,
    pub(crate) entities: Vec<KeptEntity>,
    pub(crate) times: Vec<KeptTime>,
    pub(crate) claims: Vec<KeptClaim>,
    pub(crate) relations: Vec<KeptRelation>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
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

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct KeptCoverage {
    pub(crate) diagnostics: Vec<KeptDiagnostic>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
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

#[derive(Debug, Clone, PartialEq, Deserialize)]
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

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct KeptPlace {
    pub(crate) geonames: Option<u32>,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) precision: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct KeptTime {
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct KeptReference {
    pub(crate) text: String,
    pub(crate) entity: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct KeptWords {
    pub(crate) span: Offsets,
    pub(crate) text: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
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

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct KeptSaid {
    pub(crate) time: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
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

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct KeptVictims {
    pub(crate) text: String,
    pub(crate) entity: Option<String>,
    pub(crate) groups: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct KeptEvent {
    pub(crate) actor: Vec<KeptReference>,
    pub(crate) recipient: Vec<KeptReference>,
    pub(crate) place: Option<KeptReference>,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct KeptVerification {
    pub(crate) by: Option<String>,
    pub(crate) status: String,
    pub(crate) figure: Option<String>,
    pub(crate) text: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct KeptRelation {
    pub(crate) kind: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) figure: Option<String>,
    pub(crate) by: Option<String>,
    pub(crate) text: String,
}

impl From<Record> for KeptRecord {
    fn from(record: Record) -> Self {
        let time = |time: TimeRecord| KeptTime { from: time.from, to: time.to };
        Self {
            laut: record.laut.to_owned(),
            report: record.report.into(),
            entities: all(record.entities),
            times: record.times.into_iter().map(time).collect(),
            claims: all(record.claims),
            relations: all(record.relations),
        }
    }
}

impl From<ReportRecord> for KeptReport {
    fn from(report: ReportRecord) -> Self {
        Self {
            id: report.id,
            text_id: report.text_id,
            input: report.input,
            title: report.title,
            url: report.url,
            publisher: report.publisher,
            published: report.published,
            language: report.language,
            dated: report.dated.map(str::to_owned),
            text: report.text,
            coverage: KeptCoverage { diagnostics: all(report.coverage.diagnostics) },
        }
    }
}

impl From<DiagnosticRecord> for KeptDiagnostic {
    fn from(found: DiagnosticRecord) -> Self {
        Self {
            code: found.code.into_owned(),
            severity: found.severity.to_owned(),
            span: found.span,
            message: found.message,
            help: found.help.map(Into::into),
        }
    }
}

impl From<EntityRecord> for KeptEntity {
    fn from(entity: EntityRecord) -> Self {
        Self {
            id: entity.id,
            kind: entity.kind.to_owned(),
            name: entity.name,
            roles: entity.roles,
            affiliation: entity.affiliation,
            country: entity.country,
            place: entity.place.map(Into::into),
            mentions: entity.mentions,
            key: entity.key,
        }
    }
}

impl From<PlaceRecord> for KeptPlace {
    fn from(place: PlaceRecord) -> Self {
        let PlaceRecord { geonames, lat, lon, precision } = place;
        Self { geonames, lat, lon, precision: precision.to_owned() }
    }
}

impl From<Reference> for KeptReference {
    fn from(found: Reference) -> Self {
        Self { text: found.text, entity: found.entity }
    }
}

impl From<Words> for KeptWords {
    fn from(words: Words) -> Self {
        Self { span: words.span, text: words.text }
    }
}

impl From<ClaimRecord> for KeptClaim {
    fn from(claim: ClaimRecord) -> Self {
        Self {
            id: claim.id,
            span: claim.span,
            source: claim.source.map(Into::into),
            through: all(claim.through),
            content: all(claim.content),
            mode: claim.mode.to_owned(),
            act: claim.act.to_owned(),
            certainty: claim.certainty.to_owned(),
            polarity: claim.polarity.to_owned(),
            said: KeptSaid { time: claim.said.time },
            figures: all(claim.figures),
            events: all(claim.events),
            verification: all(claim.verification),
            check: all(claim.check),
            rule: claim.rule,
        }
    }
}

impl From<FigureRecord> for KeptFigure {
    fn from(figure: FigureRecord) -> Self {
        let number = |value: Value| match value {
            Value::Whole(number) => number as f64,
            Value::Fraction(number) => number,
        };
        Self {
            id: figure.id,
            span: figure.span,
            text: figure.text,
            low: figure.low.map(number),
            high: figure.high.map(number),
            bound: figure.bound.to_owned(),
            harm: figure.harm.to_owned(),
            victims: figure.victims.map(Into::into),
            means: figure.means.map(Into::into),
            by: figure.by.map(Into::into),
            count: figure.count.to_owned(),
            from: figure.from,
            to: figure.to,
            place: figure.place.map(Into::into),
            part_of: figure.part_of,
            check: all(figure.check),
        }
    }
}

impl From<VictimsRecord> for KeptVictims {
    fn from(victims: VictimsRecord) -> Self {
        Self { text: victims.text, entity: victims.entity, groups: all(victims.groups) }
    }
}

impl From<EventRecord> for KeptEvent {
    fn from(event: EventRecord) -> Self {
        Self {
            actor: all(event.actor),
            recipient: all(event.recipient),
            place: event.place.map(Into::into),
            from: event.from,
            to: event.to,
        }
    }
}

impl From<VerificationRecord> for KeptVerification {
    fn from(found: VerificationRecord) -> Self {
        Self { by: found.by, status: found.status.to_owned(), figure: found.figure, text: found.text }
    }
}

impl From<RelationRecord> for KeptRelation {
    fn from(relation: RelationRecord) -> Self {
        Self {
            kind: relation.kind.to_owned(),
            from: relation.from,
            to: relation.to,
            figure: relation.figure,
            by: relation.by,
            text: relation.text,
        }
    }
}

fn all<F: Into<T>, T>(found: Vec<F>) -> Vec<T> {
    found.into_iter().map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use laut::lang::{Data, DataFiles};
    use laut::text::Published;
    use laut::{Record, Report};

    use super::KeptRecord;

    #[test]
    fn a_record_keeps_the_same_as_its_json() {
        let data = Data::load(&DataFiles::embedded()).unwrap();
        for text in [
            "Bei einem Angriff auf den Hafen von Charkiw starben am Montag nach Angaben der Gesundheitsbehörde mindestens \
             zwölf Menschen, darunter drei Kinder. Die Armee bestritt, den Hafen angegriffen zu haben. Die Angaben ließen \
             sich nicht unabhängig überprüfen.",
            "The ministry said on Monday that about 40 people had been killed with drones in Odesa since February 2023 and 1.5 \
             million displaced. The Northern Front denied that it had fired the drones. The number could not be \
             independently verified.",
        ] {
            let mut report = Report::new(text);
            report.published = Some(Published::parse("2024-03-05").unwrap());
            let record = Record::of(&laut::read(report, &data));
            assert!(
                !record.relations.is_empty() && record.claims.iter().any(|claim| !claim.figures.is_empty())
            );
            let json = serde_json::to_string(&record).unwrap();
            assert_eq!(KeptRecord::from(record), serde_json::from_str::<KeptRecord>(&json).unwrap());
        }
    }
}
