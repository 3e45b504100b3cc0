//! `link rel`, `html lang`: what HTML itself has to say about a page.

use super::{Field, Ledger, Place};
use crate::element::Open;

pub fn language(open: &Open, ledger: &mut Ledger) {
    let place = Place { serial: open.serial, ..Place::default() };
    for name in ["lang", "xml:lang"] {
        if let Some(lang) = open.element.attr(name) {
            ledger.text(Field::Language, "html lang", lang, place);
        }
    }
}

pub fn link(open: &Open, ledger: &mut Ledger) {
    let element = &open.element;
    let (Some(rel), Some(href)) = (element.attr("rel"), element.attr("href")) else { return };
    let place = Place { serial: open.serial, ..Place::default() };
    for rel in rel.split_ascii_whitespace() {
        let (field, source) = match rel.to_ascii_lowercase().as_str() {
            "canonical" => (Field::Canonical, "link canonical"),
            "license" | "licence" => (Field::Licence, "link license"),
            "image_src" => (Field::Image, "link image_src"),
            _ => continue,
        };
        ledger.text(field, source, href, place);
    }
}
