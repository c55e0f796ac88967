//! Entities, as they are exported: each report has its own, and a name in two reports is two rows.

use laut_store::EntityRow;

use super::Type::{Integer, List, Number, Text};
use super::{Field, list};

/// The fields of an entity.
pub(crate) const FIELDS: &[Field<EntityRow>] = &[
    ("id", Text, |row| row.id.clone().into()),
    ("report", Text, |row| row.report.clone().into()),
    ("kind", Text, |row| row.kind.clone().into()),
    ("name", Text, |row| row.name.clone().into()),
    ("key", Text, |row| row.key.clone().into()),
    ("roles", List, |row| list(&row.roles, "; ")),
    ("affiliation", Text, |row| row.affiliation.clone().into()),
    ("country", Text, |row| row.country.clone().into()),
    ("geonames", Integer, |row| row.geonames.into()),
    ("latitude", Number, |row| row.point.map(|(lat, _)| lat).into()),
    ("longitude", Number, |row| row.point.map(|(_, lon)| lon).into()),
    ("precision", Text, |row| row.precision.clone().into()),
    ("mentions", Integer, |row| row.mentions.into()),
];
