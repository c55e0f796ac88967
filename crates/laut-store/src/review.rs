//! What people say of a reading: that a claim or figure is right, wrong, or to be corrected.
//!
//! A review is a row of its own and never changes the machine's reading. It is tied to the words in the text and to the
//! harm or act that was read there, not to `c3`: so it still holds when the text is read anew by a later laut.

use laut::text::{Act, Bound, Certainty, Count, Harm, Polarity};

use crate::Error;
use crate::rows::{ClaimOf, FigureOf, Rows};

/// What a review is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A claim.
    Claim,
    /// A figure.
    Figure,
}

impl Kind {
    /// `claim` or `figure`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Figure => "figure",
        }
    }
}

/// What a person says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is what the report says.
    Accepted,
    /// The report does not say it. Answers leave it out, unless they are asked for it.
    Rejected,
    /// It says it with other values.
    Corrected,
}

impl Verdict {
    /// `accepted`, `rejected` or `corrected`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Corrected => "corrected",
        }
    }

    pub(crate) fn named(name: &str) -> Self {
        match name {
            "accepted" => Self::Accepted,
            "rejected" => Self::Rejected,
            _ => Self::Corrected,
        }
    }
}

/// A field with the value that a person gives it; an empty value is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its new value.
    pub value: String,
}

impl Field {
    /// Reads `FIELD=VALUE`.
    ///
    /// # Errors
    /// If there is no `=`.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let Some((name, value)) = text.split_once('=') else {
            return Err(Error::Correction {
                expected: "FIELD=VALUE, such as `low=40`".into(),
                found: text.into(),
            });
        };
        Ok(Self { name: name.trim().to_owned(), value: value.trim().to_owned() })
    }
}

/// What somebody said of a claim or figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// What it is about.
    pub kind: Kind,
    /// Where in the text that stands, and what was read there.
    pub(crate) anchor: String,
    /// What is said of it.
    pub verdict: Verdict,
    /// Corrected fields.
    pub fields: Vec<Field>,
}

/// Puts what a review says into the rows. One whose words are not read any more changes nothing.
pub(crate) fn apply(review: &Review, rows: &mut Rows) {
    let verdict = review.verdict.as_str().to_owned();
    match review.kind {
        Kind::Claim => {
            let Some(at) = rows.claims.iter().position(|claim| claim.anchor == review.anchor) else { return };
            rows.claims[at].review = verdict;
            review.fields.iter().for_each(|field| correct_claim(&mut rows.claims[at], field));
        }
        Kind::Figure => {
            let Some(at) = rows.figures.iter().position(|figure| figure.anchor == review.anchor) else {
                return;
            };
            rows.figures[at].review = verdict;
            for field in &review.fields {
                correct_figure(&mut rows.figures[at], field);
                let role = match &*field.name {
                    "by" => "actor",
                    "place" => "place",
                    "victims" => "victims",
                    _ => continue,
                };
                let (claim, figure) = (rows.figures[at].claim.clone(), rows.figures[at].id.clone());
                set_party(rows, &claim, Some(figure), role, &field.value);
            }
        }
    }
}

/// Puts one name, or none, in the place of all that a claim or figure has in a role.
fn set_party(rows: &mut Rows, claim: &str, figure: Option<String>, role: &str, name: &str) {
    rows.parties.retain(|party| party.claim != claim || party.figure != figure || party.role != role);
    if !name.is_empty() {
        rows.parties.push(crate::rows::PartyOf {
            claim: claim.to_owned(),
            figure,
            role: role.to_owned(),
            name: name.to_owned(),
            key: String::new(),
            entity: None,
        });
    }
}

fn some(value: &str) -> Option<String> {
    (!value.is_empty()).then(|| value.to_owned())
}

fn correct_claim(claim: &mut ClaimOf, field: &Field) {
    let value = field.value.clone();
    match &*field.name {
        "speaker" => (claim.speaker, claim.speaker_key) = (some(&value), String::new()),
        "act" => claim.act = value,
        "certainty" => claim.certainty = value,
        "polarity" => claim.polarity = value,
        _ => {}
    }
}

fn correct_figure(figure: &mut FigureOf, field: &Field) {
    let value = field.value.clone();
    match &*field.name {
        "low" => figure.low = value.parse().ok(),
        "high" => figure.high = value.parse().ok(),
        "bound" => figure.bound = value,
        "harm" => figure.harm = value,
        "count" => figure.count = value,
        "victims" => figure.victims = value,
        "groups" => figure.groups = if value.is_empty() { value } else { format!(" {value} ") },
        "by" => figure.by_whom = some(&value),
        "place" => (figure.place, figure.lat, figure.lon) = (some(&value), None, None),
        "from" => figure.from_day = some(&value),
        "to" => figure.to_day = some(&value),
        _ => {}
    }
}

/// What is shown now in a field of a claim; an error names the fields that there are, or the values that it may have.
pub(crate) fn old_of_claim(claim: &ClaimOf, field: &Field) -> Result<String, Error> {
    let one_of = |values: &[&str]| check_value(field, values);
    match &*field.name {
        "speaker" => Ok(claim.speaker.clone().unwrap_or_default()),
        "act" => one_of(&all(Act::ALL, Act::as_str)).map(|()| claim.act.clone()),
        "certainty" => one_of(&all(Certainty::ALL, Certainty::as_str)).map(|()| claim.certainty.clone()),
        "polarity" => one_of(&all(Polarity::ALL, Polarity::as_str)).map(|()| claim.polarity.clone()),
        _ => Err(Error::Correction {
            expected: "a field of a claim (speaker, act, certainty, polarity)".into(),
            found: field.name.clone(),
        }),
    }
}

/// The same of a figure.
pub(crate) fn old_of_figure(figure: &FigureOf, field: &Field) -> Result<String, Error> {
    let one_of = |values: &[&str]| check_value(field, values);
    let number = |old: Option<f64>| {
        if field.value.is_empty()
            || field.value.parse::<f64>().is_ok_and(|value| value >= 0.0 && value.is_finite())
        {
            Ok(old.map(|old| old.to_string()).unwrap_or_default())
        } else {
            Err(Error::Correction { expected: "a number in digits".into(), found: field.value.clone() })
        }
    };
    let day = |old: &Option<String>| {
        let is_day = field.value.parse::<jiff::civil::Date>().is_ok_and(|day| day.to_string() == field.value);
        if field.value.is_empty() || is_day {
            Ok(old.clone().unwrap_or_default())
        } else {
            Err(Error::Correction { expected: "a day like `2024-03-05`".into(), found: field.value.clone() })
        }
    };
    match &*field.name {
        "low" => number(figure.low),
        "high" => number(figure.high),
        "bound" => one_of(&all(Bound::ALL, Bound::as_str)).map(|()| figure.bound.clone()),
        "harm" => one_of(&all(Harm::ALL, Harm::as_str)).map(|()| figure.harm.clone()),
        "count" => one_of(&all(Count::ALL, Count::as_str)).map(|()| figure.count.clone()),
        "victims" => Ok(figure.victims.clone()),
        "groups" => Ok(figure.groups.trim().to_owned()),
        "by" => Ok(figure.by_whom.clone().unwrap_or_default()),
        "place" => Ok(figure.place.clone().unwrap_or_default()),
        "from" => day(&figure.from_day),
        "to" => day(&figure.to_day),
        _ => Err(Error::Correction {
            expected:
                "a field of a figure (low, high, bound, harm, count, victims, groups, by, place, from, to)"
                    .into(),
            found: field.name.clone(),
        }),
    }
}

/// The words that a field may have.
fn all<W: Copy>(values: &[W], as_str: fn(W) -> &'static str) -> Vec<&'static str> {
    values.iter().copied().map(as_str).collect()
}

fn check_value(field: &Field, values: &[&str]) -> Result<(), Error> {
    if values.contains(&&*field.value) {
        return Ok(());
    }
    Err(Error::Correction {
        expected: format!("one of {} for `{}`", values.join(", "), field.name),
        found: field.value.clone(),
    })
}
