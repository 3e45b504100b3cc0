//! Highwire Press tags, which Google Scholar documents: one `citation_author` a person, in order.

use super::Field::{self, *};

pub const NAMES: &[(&str, Field)] = &[
    ("citation_title", Title),
    ("citation_author", Author),
    ("citation_authors", Author),
    ("citation_publication_date", Published),
    ("citation_online_date", Published),
    ("citation_date", Published),
    ("citation_journal_title", SiteName),
    ("citation_publisher", Publisher),
    ("citation_doi", Doi),
    ("citation_issn", Issn),
    ("prism.doi", Doi),
    ("prism.issn", Issn),
    ("prism.publicationdate", Published),
    ("citation_language", Language),
    ("citation_keywords", Tags),
    ("citation_abstract", Description),
    ("bepress_citation_title", Title),
    ("bepress_citation_author", Author),
    ("bepress_citation_date", Published),
    ("eprints.title", Title),
    ("eprints.creators_name", Author),
    ("eprints.date", Published),
];
