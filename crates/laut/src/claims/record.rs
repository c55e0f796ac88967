//! The claim record: what laut writes, one JSON object a report. Offsets count Unicode code points.
//!
//! These types are the border: the core may change without them. Field names, units and meanings are a contract.

use std::borrow::Cow;

use serde::Serialize;

use super::check::{self, Reason};
use crate::text::{Claim, DateSource, Diagnostic, Document, Entity, EntityId, LineIndex, Span};

/// A stretch of the report's text, half-open, in code points.
pub type Offsets = [usize; 2];

/// Words of the report, with their place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Words {
    /// `[start, end)` in code points.
    pub span: Offsets,
    /// The words, to the letter.
    pub text: String,
}

/// Words that stand for somebody or something.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reference {
    /// `[start, end)` in code points.
    pub span: Offsets,
    /// The words, to the letter.
    pub text: String,
    /// Id of the entity, where it is known.
    pub entity: Option<String>,
}

/// One report with all its claims.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record {
    /// Version of laut that wrote it.
    pub laut: &'static str,
    /// The report.
    pub report: ReportRecord,
    /// Who and what it is about.
    pub entities: Vec<EntityRecord>,
    /// Time expressions.
    pub times: Vec<TimeRecord>,
    /// Numbers.
    pub numbers: Vec<NumberRecord>,
    /// Claims.
    pub claims: Vec<ClaimRecord>,
    /// How claims stand to each other.
    pub relations: Vec<RelationRecord>,
}

/// The report that a record was read from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportRecord {
    /// `sha256:` over url, publisher, published and text.
    pub id: String,
    /// `sha256:` of the text.
    pub text_id: String,
    /// File name, line number or url.
    pub input: String,
    /// Headline.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Date, or date-time with offset.
    pub published: Option<String>,
    /// What that day is known from.
    pub dated: Option<&'static str>,
    /// BCP 47 tag.
    pub language: String,
    /// The text that all offsets point into.
    pub text: String,
    /// What was read, and what was seen but not used.
    pub coverage: Coverage,
}

/// What was read, and what was seen but not used.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coverage {
    /// Code points of the text.
    pub characters: usize,
    /// Sentences.
    pub sentences: usize,
    /// Numbers found.
    pub numbers: usize,
    /// Figures made of them.
    pub figures: usize,
    /// Remarks.
    pub diagnostics: Vec<DiagnosticRecord>,
}

/// A remark about a place in the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DiagnosticRecord {
    /// Stable name.
    pub code: Cow<'static, str>,
    /// `note` or `warning`.
    pub severity: &'static str,
    /// `[start, end)` in code points.
    pub span: Offsets,
    /// What was found.
    pub message: String,
    /// What to do.
    pub help: Option<Cow<'static, str>>,
}

/// An entity with all its mentions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EntityRecord {
    /// `e1`, `e2` …
    pub id: String,
    /// Kind.
    pub kind: &'static str,
    /// Fullest name in the report.
    pub name: String,
    /// Offices and ranks.
    pub roles: Vec<String>,
    /// Entity that it speaks or acts for.
    pub affiliation: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Where it lies.
    pub place: Option<PlaceRecord>,
    /// Every mention.
    pub mentions: Vec<Offsets>,
    /// The name that spellings in all languages share, where it is on a list.
    pub key: Option<String>,
}

/// A point on the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceRecord {
    /// Number in GeoNames.
    pub geonames: Option<u32>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How exactly the wording says it.
    pub precision: &'static str,
}

/// A time expression.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimeRecord {
    /// `[start, end)` in code points.
    pub span: Offsets,
    /// The words.
    pub text: String,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub time_type: &'static str,
    /// TIMEX3 value.
    pub value: String,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

/// A whole number is written without a decimal point.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A whole number.
    Whole(i64),
    /// A fraction.
    Fraction(f64),
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        if value.fract() == 0.0 && value.abs() < 9.0e15 {
            Self::Whole(value as i64)
        } else {
            Self::Fraction(value)
        }
    }
}

/// A number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NumberRecord {
    /// `[start, end)` in code points.
    pub span: Offsets,
    /// The words.
    pub text: String,
    /// Lowest value.
    pub low: Option<Value>,
    /// Highest value.
    pub high: Option<Value>,
    /// How it is bounded.
    pub bound: &'static str,
    /// What is counted.
    pub unit: Option<Words>,
    /// What it was used for.
    pub used_as: &'static str,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimRecord {
    /// `c1`, `c2` …
    pub id: String,
    /// Content, cue and source.
    pub span: Offsets,
    /// Who says it.
    pub source: Option<Reference>,
    /// Further sources, nearest to the report first.
    pub through: Vec<Reference>,
    /// The words that attribute.
    pub cue: Option<Words>,
    /// What is said.
    pub content: Vec<Words>,
    /// How much is quoted.
    pub mode: &'static str,
    /// What the source does by saying it.
    pub act: &'static str,
    /// How sure the source is.
    pub certainty: &'static str,
    /// Whether the content is negated.
    pub polarity: &'static str,
    /// When, how, to whom, where.
    pub said: SaidRecord,
    /// People counted.
    pub figures: Vec<FigureRecord>,
    /// Events.
    pub events: Vec<EventRecord>,
    /// Who could (not) confirm it.
    pub verification: Vec<VerificationRecord>,
    /// Reasons to look at it first.
    pub check: Vec<&'static str>,
    /// Rule that made it.
    pub rule: String,
}

/// When, how, to whom and where something was said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SaidRecord {
    /// Index into the times.
    pub time: Option<usize>,
    /// Medium.
    pub medium: Option<Words>,
    /// Addressee.
    pub addressee: Option<Words>,
    /// Id of a place.
    pub place: Option<String>,
}

/// People counted, to whom something happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureRecord {
    /// `f1`, `f2` …
    pub id: String,
    /// `[start, end)` in code points.
    pub span: Offsets,
    /// The words.
    pub text: String,
    /// Lowest value.
    pub low: Option<Value>,
    /// Highest value.
    pub high: Option<Value>,
    /// How it is bounded.
    pub bound: &'static str,
    /// What happened to them.
    pub harm: &'static str,
    /// The words that tell the harm.
    pub trigger: Option<Words>,
    /// Whom it counts.
    pub victims: Option<VictimsRecord>,
    /// Weapon or way.
    pub means: Option<Words>,
    /// Who did it.
    pub by: Option<Reference>,
    /// New, total, current.
    pub count: &'static str,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Where.
    pub place: Option<Reference>,
    /// Figure of which it is a part.
    pub part_of: Option<String>,
    /// Reasons to look at it first.
    pub check: Vec<&'static str>,
}

/// Whom a figure counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VictimsRecord {
    /// `[start, end)` in code points.
    pub span: Offsets,
    /// The words.
    pub text: String,
    /// Id of the entity.
    pub entity: Option<String>,
    /// Who they are.
    pub groups: Vec<&'static str>,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventRecord {
    /// `v1`, `v2` …
    pub id: String,
    /// The word that tells it.
    pub trigger: Words,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub event_type: &'static str,
    /// PLOVER mode.
    pub mode: Option<&'static str>,
    /// Who did it.
    pub actor: Vec<Reference>,
    /// To whom.
    pub recipient: Vec<Reference>,
    /// Where.
    pub place: Option<Reference>,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Whether it took place.
    pub status: &'static str,
}

/// Somebody could, or could not, confirm a claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VerificationRecord {
    /// Id of the entity.
    pub by: Option<String>,
    /// With what result.
    pub status: &'static str,
    /// Id of the figure.
    pub figure: Option<String>,
    /// `[start, end)` in code points.
    pub span: Offsets,
    /// The words.
    pub text: String,
}

/// How two claims stand to each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RelationRecord {
    /// How.
    pub kind: &'static str,
    /// Id of a claim.
    pub from: String,
    /// Id of a claim.
    pub to: String,
    /// Id of a figure.
    pub figure: Option<String>,
    /// Id of an entity.
    pub by: Option<String>,
    /// `[start, end)` in code points.
    pub span: Offsets,
    /// The words.
    pub text: String,
}

impl Record {
    /// JSON Schema (draft 2020-12) of a record as it is written out.
    pub const SCHEMA: &str = include_str!("record.schema.json");

    /// Makes the record of a document, in the language that it was read in.
    #[must_use]
    pub fn of(doc: &Document) -> Self {
        Writer::of(doc).record()
    }
}

/// Turns byte spans into code points and indices into ids.
pub(super) struct Writer<'d> {
    doc: &'d Document,
    lines: LineIndex,
    /// Every mention with its entity, by place.
    mentions: Vec<(Span, EntityId)>,
}

impl<'d> Writer<'d> {
    pub(super) fn of(doc: &'d Document) -> Self {
        let mentions = |(index, entity): (usize, &Entity)| {
            let entity_id = EntityId(index as u32);
            entity.mentions.iter().map(|mention| (*mention, entity_id)).collect::<Vec<_>>()
        };
        let mut mentions: Vec<_> = doc.entities.iter().enumerate().flat_map(mentions).collect();
        mentions.sort_unstable();
        Self { doc, lines: LineIndex::new(doc.text()), mentions }
    }
}

impl Writer<'_> {
    fn record(&self) -> Record {
        let doc = self.doc;
        Record {
            laut: env!("CARGO_PKG_VERSION"),
            report: self.report(),
            entities: (0..doc.entities.len()).map(|index| self.entity(index)).collect(),
            times: doc.times.iter().map(|time| self.time(time)).collect(),
            numbers: doc.numbers.iter().map(|number| self.number(number)).collect(),
            claims: (0..doc.claims.len()).map(|index| self.claim(index)).collect(),
            relations: doc.relations.iter().map(|relation| self.relation(relation)).collect(),
        }
    }

    fn report(&self) -> ReportRecord {
        let (doc, report) = (self.doc, self.doc.report());
        ReportRecord {
            id: report.id(),
            text_id: report.text_id(),
            input: report.input.clone(),
            title: report.title.clone(),
            url: report.url.clone(),
            publisher: report.publisher.clone(),
            published: report.published.as_ref().map(|published| published.as_str().to_owned()),
            dated: report.dated.map(DateSource::as_str),
            language: doc.language.clone(),
            text: report.text().to_owned(),
            coverage: Coverage {
                characters: self.lines.code_point(doc.text(), doc.text().len()),
                sentences: doc.sentences.len(),
                numbers: doc.numbers.len(),
                figures: doc.figures.len(),
                diagnostics: doc.diagnostics.iter().map(|found| self.diagnostic(found)).collect(),
            },
        }
    }

    fn diagnostic(&self, diagnostic: &Diagnostic) -> DiagnosticRecord {
        DiagnosticRecord {
            code: diagnostic.code.clone(),
            severity: diagnostic.severity.as_str(),
            span: self.offsets(diagnostic.span),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
        }
    }

    pub(super) fn entity(&self, index: usize) -> EntityRecord {
        let entity = &self.doc.entities[index];
        EntityRecord {
            id: entity_id(EntityId(index as u32)),
            kind: entity.kind.as_str(),
            name: entity.name.clone(),
            roles: entity.roles.clone(),
            affiliation: entity.affiliation.map(entity_id),
            country: entity.country.as_ref().map(ToString::to_string),
            place: entity.place.as_ref().map(|place| PlaceRecord {
                geonames: place.geonames,
                lat: place.lat,
                lon: place.lon,
                precision: place.precision.as_str(),
            }),
            mentions: entity.mentions.iter().map(|mention| self.offsets(*mention)).collect(),
            key: entity.key.as_ref().map(ToString::to_string),
        }
    }

    fn time(&self, time: &crate::text::TimeExpr) -> TimeRecord {
        TimeRecord {
            span: self.offsets(time.span),
            text: self.text(time.span),
            time_type: time.time_type.as_str(),
            value: time.value.clone(),
            from: time.from.map(|day| day.to_string()),
            to: time.to.map(|day| day.to_string()),
        }
    }

    fn number(&self, number: &crate::text::Number) -> NumberRecord {
        NumberRecord {
            span: self.offsets(number.span),
            text: self.text(number.span),
            low: number.low.map(Value::from),
            high: number.high.map(Value::from),
            bound: number.bound.as_str(),
            unit: number.unit.map(|token| self.words(self.doc.tokens[token].span)),
            used_as: number.used_as.as_str(),
        }
    }

    fn claim(&self, index: usize) -> ClaimRecord {
        let Claim { span, attribution, figures, events } = &self.doc.claims[index];
        let verifications = self.doc.verifications.iter().filter(|found| found.of == index);
        ClaimRecord {
            id: claim_id(index),
            span: self.offsets(*span),
            source: attribution.source.map(|source| self.reference(source)),
            through: attribution.through.iter().map(|source| self.reference(*source)).collect(),
            cue: attribution.cue.map(|cue| self.words(cue)),
            content: attribution.content.iter().map(|piece| self.words(*piece)).collect(),
            mode: attribution.mode.as_str(),
            act: attribution.act.as_str(),
            certainty: attribution.certainty.as_str(),
            polarity: attribution.polarity.as_str(),
            said: SaidRecord {
                time: attribution.said.time,
                medium: attribution.said.medium.map(|span| self.words(span)),
                addressee: attribution.said.addressee.map(|span| self.words(span)),
                place: attribution.said.place.and_then(|span| self.entity_of(span)).map(entity_id),
            },
            figures: figures.iter().map(|figure| self.figure(*figure)).collect(),
            events: events.iter().map(|event| self.event(*event)).collect(),
            verification: verifications
                .map(|found| VerificationRecord {
                    by: found.by.and_then(|span| self.entity_of(span)).map(entity_id),
                    status: found.status.as_str(),
                    figure: found.figure.map(figure_id),
                    span: self.offsets(found.span),
                    text: self.text(found.span),
                })
                .collect(),
            check: check::of_claim(self.doc, index).into_iter().map(Reason::as_str).collect(),
            rule: attribution.rule.to_string(),
        }
    }

    fn figure(&self, index: usize) -> FigureRecord {
        let figure = &self.doc.figures[index];
        FigureRecord {
            id: figure_id(index),
            span: self.offsets(figure.span),
            text: self.text(figure.span),
            low: figure.low.map(Value::from),
            high: figure.high.map(Value::from),
            bound: figure.bound.as_str(),
            harm: figure.harm.as_str(),
            trigger: figure.trigger.map(|span| self.words(span)),
            victims: figure.victims.map(|span| VictimsRecord {
                span: self.offsets(span),
                text: self.text(span),
                entity: self.entity_of(span).map(entity_id),
                groups: figure.groups.iter().map(|group| group.as_str()).collect(),
            }),
            means: figure.means.map(|span| self.words(span)),
            by: figure.by.map(|span| self.reference(span)),
            count: figure.count.as_str(),
            from: figure.from.map(|day| day.to_string()),
            to: figure.to.map(|day| day.to_string()),
            place: figure.place.map(|span| self.reference(span)),
            part_of: figure.part_of.map(figure_id),
            check: check::of_figure(self.doc, index).into_iter().map(Reason::as_str).collect(),
        }
    }

    fn event(&self, index: usize) -> EventRecord {
        let event = &self.doc.events[index];
        EventRecord {
            id: format!("v{}", index + 1),
            trigger: self.words(event.trigger),
            event_type: event.event_type.as_str(),
            mode: event.mode,
            actor: event.actors.iter().map(|span| self.reference(*span)).collect(),
            recipient: event.recipients.iter().map(|span| self.reference(*span)).collect(),
            place: event.place.map(|span| self.reference(span)),
            from: event.from.map(|day| day.to_string()),
            to: event.to.map(|day| day.to_string()),
            status: event.status.as_str(),
        }
    }

    fn relation(&self, relation: &crate::text::Relation) -> RelationRecord {
        RelationRecord {
            kind: relation.kind.as_str(),
            from: claim_id(relation.from),
            to: claim_id(relation.to),
            figure: relation.figure.map(figure_id),
            by: relation.by.and_then(|span| self.entity_of(span)).map(entity_id),
            span: self.offsets(relation.span),
            text: self.text(relation.span),
        }
    }

    fn reference(&self, span: Span) -> Reference {
        let entity = self.entity_of(span).map(entity_id);
        Reference { span: self.offsets(span), text: self.text(span), entity }
    }

    /// As [`Document::entity_of`], which looks at every mention of the report each time.
    fn entity_of(&self, span: Span) -> Option<EntityId> {
        let first = self.mentions.partition_point(|(mention, _)| mention.start() < span.start());
        let after = self.mentions.iter().skip(first);
        let inside = after
            .take_while(|(mention, _)| mention.start() <= span.end())
            .filter(|(mention, _)| span.contains(*mention));
        inside
            .max_by_key(|(mention, entity)| (mention.len(), std::cmp::Reverse(*entity)))
            .map(|found| found.1)
    }

    pub(super) fn words(&self, span: Span) -> Words {
        Words { span: self.offsets(span), text: self.text(span) }
    }

    pub(super) fn text(&self, span: Span) -> String {
        self.doc.text_of(span).to_owned()
    }

    pub(super) fn offsets(&self, span: Span) -> Offsets {
        self.lines.code_points(self.doc.text(), span)
    }
}

pub(super) fn claim_id(index: usize) -> String {
    format!("c{}", index + 1)
}

fn figure_id(index: usize) -> String {
    format!("f{}", index + 1)
}

pub(super) fn entity_id(entity: EntityId) -> String {
    format!("e{}", entity.0 + 1)
}
