//! The names under which claims of each syntax go on record.

/// What the claims of one syntax are called.
#[derive(Debug)]
pub struct Names {
    pub headline: &'static str,
    pub name: &'static str,
    pub alternative: &'static str,
    pub description: &'static str,
    pub author: &'static str,
    pub creator: &'static str,
    pub contributor: &'static str,
    pub translator: &'static str,
    pub published: &'static str,
    pub modified: &'static str,
    pub created: &'static str,
    pub publisher: &'static str,
    pub part_of: &'static str,
    pub section: &'static str,
    pub keywords: &'static str,
    pub language: &'static str,
    pub address: &'static str,
    pub image: &'static str,
    pub access: &'static str,
    pub kind: &'static str,
    pub comments: &'static str,
    pub licence: &'static str,
    pub identifier: &'static str,
    pub issn: &'static str,
    pub site: &'static str,
    pub breadcrumb: &'static str,
}

macro_rules! names {
    ($prefix:literal) => {
        &Names {
            headline: concat!($prefix, " headline"),
            name: concat!($prefix, " name"),
            alternative: concat!($prefix, " alternativeHeadline"),
            description: concat!($prefix, " description"),
            author: concat!($prefix, " author"),
            creator: concat!($prefix, " creator"),
            contributor: concat!($prefix, " contributor"),
            translator: concat!($prefix, " translator"),
            published: concat!($prefix, " datePublished"),
            modified: concat!($prefix, " dateModified"),
            created: concat!($prefix, " dateCreated"),
            publisher: concat!($prefix, " publisher"),
            part_of: concat!($prefix, " isPartOf"),
            section: concat!($prefix, " articleSection"),
            keywords: concat!($prefix, " keywords"),
            language: concat!($prefix, " inLanguage"),
            address: concat!($prefix, " url"),
            image: concat!($prefix, " image"),
            access: concat!($prefix, " isAccessibleForFree"),
            kind: concat!($prefix, " @type"),
            comments: concat!($prefix, " commentCount"),
            licence: concat!($prefix, " license"),
            identifier: concat!($prefix, " identifier"),
            issn: concat!($prefix, " issn"),
            site: concat!($prefix, " WebSite"),
            breadcrumb: concat!($prefix, " BreadcrumbList"),
        }
    };
}

pub const JSON_LD: &Names = names!("JSON-LD");
pub const MICRODATA: &Names = names!("microdata");
/// Properties outside any item.
pub const LOOSE: &Names = names!("itemprop");
