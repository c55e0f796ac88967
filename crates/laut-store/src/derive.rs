//! From a record and its reviews to the rows that are searched.
//!
//! *Mindestens zwölf Menschen starben in Talmur, sagte Ali Karim* gives a claim with the speaker `Ali Karim`, a figure of 12 or
//! more, and the party `Talmur` (place); *at least 12 people died in Talmur, Ali Karim said*
//! the same. The same record and reviews give the same rows; so what is in the tables can be made again, and compared.

use std::collections::BTreeMap;

use crate::kept::{KeptClaim, KeptEntity, KeptFigure, KeptRecord, KeptReference, KeptVerification};
use crate::review::{Kind, Review, apply};
use crate::rows::{ClaimOf, EntityOf, FigureOf, PartyOf, RelationOf, Rows, VerificationOf};
use crate::store::degree_number;
use crate::text::Text;
use crate::words::words_of;

/// Makes the rows of a record, with what its reviews say.
pub(crate) fn derive(record: &KeptRecord, reviews: &[Review]) -> Rows {
    let maker = Maker {
        record,
        entities: record.entities.iter().enumerate().map(|(at, entity)| (&*entity.id, at)).collect(),
    };
    let mut rows = Rows { entities: maker.entities(), ..Rows::default() };
    for claim in &record.claims {
        rows.claims.push(maker.claim(claim));
        maker.parties_of(claim, &mut rows.parties);
        for figure in &claim.figures {
            rows.figures.push(maker.figure(claim, figure));
        }
        for found in &claim.verification {
            rows.verifications.push(VerificationOf {
                claim: claim.id.clone(),
                figure: found.figure.clone(),
                status: found.status.clone(),
                by_whom: found.by.as_deref().and_then(|id| maker.name(id)),
                words: line(&found.text),
            });
        }
    }
    for relation in &record.relations {
        rows.relations.push(RelationOf {
            kind: relation.kind.clone(),
            from: relation.from.clone(),
            to: relation.to.clone(),
            figure: relation.figure.clone(),
            by_whom: relation.by.as_deref().and_then(|id| maker.name(id)),
            words: line(&relation.text),
        });
    }
    number_twins(&mut rows);
    for review in reviews {
        apply(review, &mut rows);
    }
    let day = day_of(record.report.published.as_deref());
    for figure in &mut rows.figures {
        (figure.first_day, figure.last_day) = told(&figure.from_day, &figure.to_day, day.as_deref())
            .unwrap_or_else(|| (day.clone(), day.clone()));
    }
    // In the order of their numbers, as a ledger gives them back.
    rows.entities.sort_by(|one, other| in_number(&one.id, &other.id));
    rows.claims.sort_by(|one, other| in_number(&one.id, &other.id));
    rows.figures.sort_by(|one, other| in_number(&one.id, &other.id));
    rows
}

/// The day of publication, as it is written.
pub(crate) fn day_of(published: Option<&str>) -> Option<String> {
    published.and_then(|published| published.get(..10)).map(str::to_owned)
}

/// `c9` is before `c10`.
fn in_number(one: &str, other: &str) -> std::cmp::Ordering {
    (one.len(), one).cmp(&(other.len(), other))
}

/// The words of a report's title and text, and of each of its claims, by which they are found.
pub(crate) fn searched(record: &KeptRecord, rows: &Rows) -> (String, Vec<String>) {
    let report = &record.report;
    let text = Text::new(&report.text);
    let title = report.title.as_deref().unwrap_or_default();
    (words_of(&format!("{title}\n{}", report.text)), claim_words(&text, rows))
}

/// The words of each claim.
pub(crate) fn claim_words(text: &Text<'_>, rows: &Rows) -> Vec<String> {
    rows.claims.iter().map(|claim| words_of(&text.quotation(&claim.pieces))).collect()
}

/// White space as one space.
pub(crate) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Rows with the same anchor are counted, so that a review means one of them.
fn number_twins(rows: &mut Rows) {
    let mut seen: BTreeMap<(Kind, String), usize> = BTreeMap::new();
    let claims = rows.claims.iter_mut().map(|claim| (Kind::Claim, &mut claim.anchor));
    let figures = rows.figures.iter_mut().map(|figure| (Kind::Figure, &mut figure.anchor));
    for (kind, anchor) in claims.chain(figures) {
        let count = seen.entry((kind, anchor.clone())).or_default();
        *count += 1;
        if *count > 1 {
            anchor.push_str(&format!(" {count}"));
        }
    }
}

/// The days that are told of, as far as they are: an open end is the day of publication, an open start the end.
fn told(
    from: &Option<String>,
    to: &Option<String>,
    published: Option<&str>,
) -> Option<(Option<String>, Option<String>)> {
    match (from, to) {
        (None, None) => None,
        (Some(from), None) => {
            let last = published.filter(|day| *day >= &**from).unwrap_or(from).to_owned();
            Some((Some(from.clone()), Some(last)))
        }
        (None, Some(to)) => Some((Some(to.clone()), Some(to.clone()))),
        (Some(from), Some(to)) => Some((Some(from.clone()), Some(to.clone()))),
    }
}

struct Maker<'r> {
    record: &'r KeptRecord,
    entities: BTreeMap<&'r str, usize>,
}

impl Maker<'_> {
    fn entities(&self) -> Vec<EntityOf> {
        let entity = |entity: &KeptEntity| EntityOf {
            id: entity.id.clone(),
            kind: entity.kind.clone(),
            name: line(&entity.name),
            key: entity.key.clone().unwrap_or_default(),
            roles: entity.roles.join("; "),
            affiliation: entity.affiliation.as_deref().and_then(|id| self.name(id)),
            country: entity.country.clone(),
            geonames: entity.place.as_ref().and_then(|place| place.geonames),
            lat: entity.place.as_ref().map(|place| degree_number(place.lat)),
            lon: entity.place.as_ref().map(|place| degree_number(place.lon)),
            precision: entity.place.as_ref().map(|place| place.precision.clone()),
            mentions: entity.mentions.len(),
        };
        self.record.entities.iter().map(entity).collect()
    }

    /// The name of an entity.
    fn name(&self, id: &str) -> Option<String> {
        let entity = &self.record.entities[*self.entities.get(id)?];
        Some(line(&entity.name)).filter(|name| !name.is_empty())
    }

    /// What all spellings of a name share.
    fn key(&self, reference: &KeptReference) -> Option<String> {
        let entity = self.entities.get(reference.entity.as_deref()?)?;
        self.record.entities[*entity].key.clone()
    }

    /// The name that words stand for, else the words.
    fn called(&self, reference: &KeptReference) -> String {
        let name = reference.entity.as_deref().and_then(|id| self.name(id));
        name.unwrap_or_else(|| line(&reference.text))
    }

    fn claim(&self, claim: &KeptClaim) -> ClaimOf {
        let said = claim.said.time.and_then(|time| self.record.times.get(time));
        let said = said.and_then(|time| time.from.clone().or_else(|| time.to.clone()));
        let published = day_of(self.record.report.published.as_deref());
        let spans = claim.figures.iter().map(|figure| (&figure.from, &figure.to));
        let spans = spans.chain(claim.events.iter().map(|event| (&event.from, &event.to)));
        let told: Vec<_> = spans.filter_map(|(from, to)| told(from, to, published.as_deref())).collect();
        let first = told.iter().filter_map(|(from, _)| from.clone()).min();
        let last = told.iter().filter_map(|(_, to)| to.clone()).max();
        let otherwise = said.clone().or(published);
        let through: Vec<String> = claim.through.iter().map(|source| self.called(source)).collect();
        ClaimOf {
            id: claim.id.clone(),
            anchor: format!("{}-{} {}", claim.span[0], claim.span[1], claim.act),
            begins: claim.span[0],
            ends: claim.span[1],
            pieces: claim.content.iter().map(|piece| piece.span).collect(),
            speaker: claim.source.as_ref().map(|source| self.called(source)),
            speaker_key: claim.source.as_ref().and_then(|source| self.key(source)).unwrap_or_default(),
            through: through.join("; "),
            mode: claim.mode.clone(),
            act: claim.act.clone(),
            certainty: claim.certainty.clone(),
            polarity: claim.polarity.clone(),
            said,
            first_day: first.or_else(|| otherwise.clone()),
            last_day: last.or(otherwise),
            disputed_by: self.disputed_by(&claim.id, None),
            verification: status(claim, None),
            checks: claim.check.join("; "),
            is_to_check: !claim.check.is_empty()
                || claim.figures.iter().any(|figure| !figure.check.is_empty()),
            review: String::new(),
            rule: claim.rule.clone(),
        }
    }

    fn figure(&self, claim: &KeptClaim, figure: &KeptFigure) -> FigureOf {
        let groups = figure.victims.as_ref().map(|victims| victims.groups.join(" ")).unwrap_or_default();
        let place = figure.place.as_ref().and_then(|place| place.entity.as_deref());
        let place = place.and_then(|id| self.record.entities[*self.entities.get(id)?].place.as_ref());
        FigureOf {
            claim: claim.id.clone(),
            id: figure.id.clone(),
            anchor: format!("{}-{} {}", figure.span[0], figure.span[1], figure.harm),
            begins: figure.span[0],
            ends: figure.span[1],
            words: line(&figure.text),
            low: figure.low,
            high: figure.high,
            bound: figure.bound.clone(),
            harm: figure.harm.clone(),
            count: figure.count.clone(),
            victims: figure.victims.as_ref().map(|victims| line(&victims.text)).unwrap_or_default(),
            groups: if groups.is_empty() { groups } else { format!(" {groups} ") },
            by_whom: figure.by.as_ref().map(|by| self.called(by)),
            place: figure.place.as_ref().map(|place| self.called(place)),
            lat: place.map(|place| degree_number(place.lat)),
            lon: place.map(|place| degree_number(place.lon)),
            means: figure.means.as_ref().map(|means| line(&means.text)),
            from_day: figure.from.clone(),
            to_day: figure.to.clone(),
            first_day: None,
            last_day: None,
            part_of: figure.part_of.clone(),
            disputed_by: self.disputed_by(&claim.id, Some(&figure.id)),
            verification: status(claim, Some(&figure.id)),
            checks: figure.check.join("; "),
            review: String::new(),
        }
    }

    /// Who denies or contradicts the claim, or gives another number than the figure.
    fn disputed_by(&self, claim: &str, figure: Option<&str>) -> String {
        let mut who: Vec<String> = Vec::new();
        for relation in &self.record.relations {
            let is_dispute = matches!(&*relation.kind, "denies" | "contradicts" | "blames_back");
            let is_here =
                figure.is_none() || relation.figure.as_deref().is_none_or(|found| Some(found) == figure);
            if !is_dispute || !is_here || relation.to != claim {
                continue;
            }
            let from = self.record.claims.iter().find(|claim| claim.id == relation.from);
            let by = relation.by.as_deref().and_then(|id| self.name(id));
            let by = by.or_else(|| Some(self.called(from?.source.as_ref()?)));
            let by = by.unwrap_or_else(|| "not named".to_owned());
            if !who.contains(&by) {
                who.push(by);
            }
        }
        who.join("; ")
    }

    /// Everybody and everything that a claim names.
    fn parties_of(&self, claim: &KeptClaim, parties: &mut Vec<PartyOf>) {
        let mut add = |figure: Option<&KeptFigure>, role: &str, found: &KeptReference| {
            let entity = found.entity.as_deref().and_then(|id| self.entities.get(id));
            let entity = entity.map(|at| &self.record.entities[*at]);
            let party = PartyOf {
                claim: claim.id.clone(),
                figure: figure.map(|figure| figure.id.clone()),
                role: role.to_owned(),
                name: self.called(found),
                key: self.key(found).unwrap_or_default(),
                entity: entity.map(|entity| entity.id.clone()),
            };
            if !party.name.is_empty() && !parties.contains(&party) {
                parties.push(party);
            }
        };
        for source in &claim.through {
            add(None, "through", source);
        }
        for figure in &claim.figures {
            if let Some(by) = &figure.by {
                add(Some(figure), "actor", by);
            }
            if let Some(place) = &figure.place {
                add(Some(figure), "place", place);
            }
            if let Some(victims) = &figure.victims {
                let (text, entity) = (victims.text.clone(), victims.entity.clone());
                add(Some(figure), "victims", &KeptReference { text, entity });
            }
        }
        // Places that the claim names, whether or not anything is said to be there.
        for entity in self.record.entities.iter().filter(|entity| entity.kind == "place") {
            let is_named = |mention: &[usize; 2]| claim.span[0] <= mention[0] && mention[1] <= claim.span[1];
            if entity.mentions.iter().any(is_named) {
                let (text, entity) = (entity.name.clone(), Some(entity.id.clone()));
                add(None, "place", &KeptReference { text, entity });
            }
        }
        for event in &claim.events {
            for actor in &event.actor {
                add(None, "actor", actor);
            }
            for target in &event.recipient {
                add(None, "target", target);
            }
            if let Some(place) = &event.place {
                add(None, "place", place);
            }
        }
    }
}

/// What was found when somebody checked a claim or a figure; the worst, where several did.
fn status(claim: &KeptClaim, figure: Option<&str>) -> String {
    let is_here = |found: &&KeptVerification| {
        figure.is_none() || found.figure.as_deref().is_none_or(|found| Some(found) == figure)
    };
    let all: Vec<&str> = claim.verification.iter().filter(is_here).map(|found| &*found.status).collect();
    let worst = ["unverified", "partly_verified", "verified"].into_iter().find(|status| all.contains(status));
    worst.unwrap_or_default().to_owned()
}
