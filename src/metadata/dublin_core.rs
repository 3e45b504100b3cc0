//! Dublin Core elements and terms as meta names: `DC.`, `DC:`, `dcterms.`
//! (<https://www.dublincore.org/specifications/dublin-core/dcq-html/>).
//!
//! The danger: `DC.date.issued` is often the modification, and `DC.creator` the house.

use super::Field::{self, *};

pub const NAMES: &[(&str, Field)] = &[
    ("dc.title", Title),
    ("dc:title", Title),
    ("dcterms.title", Title),
    ("dc.description", Description),
    ("dc:description", Description),
    ("dcterms.abstract", Description),
    ("dc.creator", Author),
    ("dc:creator", Author),
    ("dcterms.creator", Author),
    ("dc.creator.name", Author),
    ("dc.publisher", Publisher),
    ("dc:publisher", Publisher),
    ("dcterms.publisher", Publisher),
    ("dc.date", Date),
    ("dc:date", Date),
    ("dcterms.date", Date),
    ("dc.date.issued", Date),
    ("dcterms.issued", Date),
    ("dcterms.available", Date),
    ("dc.date.created", Date),
    ("dcterms.created", Date),
    ("dcterms.modified", Modified),
    ("dc.date.modified", Modified),
    ("dc.subject", Tags),
    ("dc:subject", Tags),
    ("dcterms.subject", Tags),
    ("dc.language", Language),
    ("dc:language", Language),
    ("dcterms.language", Language),
    ("dc.rights.license", Licence),
    ("dcterms.license", Licence),
    ("dc.identifier", Doi),
    ("dc.identifier.doi", Doi),
    ("dcterms.identifier", Doi),
];
