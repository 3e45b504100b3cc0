//! What class and id names say about an element, and what an element's surroundings say about it.
//!
//! The danger: names are free. A stem decides nothing alone; it only opens a capture, and the
//! ranking asks where it stands and what it holds.

use std::sync::LazyLock;

use crate::element::Element;

// What an element may hold.
pub const AUTHOR: u32 = 1;
pub const DATE: u32 = 1 << 1;
pub const STANDFIRST: u32 = 1 << 2;
pub const CAPTION: u32 = 1 << 3;
pub const CREDIT: u32 = 1 << 4;
pub const BREADCRUMB: u32 = 1 << 5;
pub const TOPICS: u32 = 1 << 6;
pub const SECTION: u32 = 1 << 7;
pub const COMMENTS: u32 = 1 << 8;
pub const RELATED: u32 = 1 << 9;
pub const BIO: u32 = 1 << 10;
pub const DIALOG: u32 = 1 << 11;
pub const FIGURE: u32 = 1 << 12;
pub const TITLE: u32 = 1 << 13;
pub const SIDE: u32 = 1 << 14;
pub const NEWSLETTER: u32 = 1 << 15;
// What stands around it.
pub const LINK: u32 = 1 << 16;
pub const NAV: u32 = 1 << 17;
pub const HEADER: u32 = 1 << 18;
pub const FOOTER: u32 = 1 << 19;
pub const QUOTE: u32 = 1 << 20;
pub const HIDDEN: u32 = 1 << 21;
pub const HEADING: u32 = 1 << 22;
pub const PARAGRAPH: u32 = 1 << 23;
pub const MAIN: u32 = 1 << 24;
pub const LIST: u32 = 1 << 25;
pub const PLAYER: u32 = 1 << 26;

/// Surroundings that belong to other stories or to no story.
pub const ELSEWHERE: u32 = RELATED | COMMENTS | DIALOG | NAV | FOOTER | SIDE | NEWSLETTER;

/// What is handed on to everything inside an element.
const INHERITED: u32 = BREADCRUMB
    | TOPICS
    | COMMENTS
    | RELATED
    | BIO
    | DIALOG
    | FIGURE
    | SIDE
    | NEWSLETTER
    | LINK
    | NAV
    | HEADER
    | FOOTER
    | QUOTE
    | HIDDEN
    | HEADING
    | PARAGRAPH
    | MAIN
    | LIST
    | PLAYER
    | AUTHOR
    | STANDFIRST
    | CAPTION
    | DATE;

/// Beginnings of words in class and id names, in the languages that front-end code is written in.
const STEMS: &[(&str, u32)] = &[
    ("author", AUTHOR),
    ("byline", AUTHOR),
    ("by-line", AUTHOR),
    ("autor", AUTHOR),
    ("auteur", AUTHOR),
    ("autore", AUTHOR),
    ("writer", AUTHOR),
    ("reporter", AUTHOR),
    ("journalist", AUTHOR),
    ("verfasser", AUTHOR),
    ("redakteur", AUTHOR),
    ("forfatter", AUTHOR),
    ("signature", AUTHOR),
    ("contributor", AUTHOR),
    ("creator", AUTHOR),
    ("credits-name", AUTHOR),
    ("vcard", AUTHOR),
    ("penulis", AUTHOR),
    ("yazar", AUTHOR),
    ("kijsha", AUTHOR),
    ("date", DATE),
    ("publish", DATE),
    ("posted", DATE),
    ("post-meta", DATE | AUTHOR),
    ("postmeta", DATE | AUTHOR),
    ("entry-meta", DATE | AUTHOR),
    ("article-meta", DATE | AUTHOR),
    ("article-info", DATE | AUTHOR),
    ("datum", DATE),
    ("fecha", DATE),
    ("timestamp", DATE),
    ("time", DATE),
    ("dateline", DATE | AUTHOR),
    ("standfirst", STANDFIRST),
    ("subtitle", STANDFIRST),
    ("sub-title", STANDFIRST),
    ("subhead", STANDFIRST),
    ("sub-head", STANDFIRST),
    ("strapline", STANDFIRST),
    ("lede", STANDFIRST),
    ("lead", STANDFIRST),
    ("dek", STANDFIRST),
    ("deck", STANDFIRST),
    ("teaser", RELATED | STANDFIRST),
    ("intro", STANDFIRST),
    ("summary", STANDFIRST),
    ("excerpt", STANDFIRST),
    ("chapo", STANDFIRST),
    ("vorspann", STANDFIRST),
    ("abstract", STANDFIRST),
    ("description", STANDFIRST),
    ("entradilla", STANDFIRST),
    ("sommario", STANDFIRST),
    ("occhiello", STANDFIRST),
    ("perex", STANDFIRST),
    ("ingress", STANDFIRST),
    ("manchet", STANDFIRST),
    ("bajada", STANDFIRST),
    ("blurb", STANDFIRST),
    ("caption", CAPTION),
    ("legend", CAPTION),
    ("credit", CREDIT),
    ("copyright", CREDIT),
    ("photographer", CREDIT),
    ("fotograf", CREDIT),
    ("quelle", CREDIT),
    ("attribution", CREDIT),
    ("source", CREDIT),
    ("breadcrumb", BREADCRUMB),
    ("brotkrumen", BREADCRUMB),
    ("brotkrume", BREADCRUMB),
    ("fil-ariane", BREADCRUMB),
    ("tags", TOPICS),
    ("tag-", TOPICS),
    ("taglist", TOPICS),
    ("topic", TOPICS),
    ("keyword", TOPICS),
    ("schlagwort", TOPICS),
    ("themen", TOPICS),
    ("etiquetas", TOPICS),
    ("temas", TOPICS),
    ("section-name", SECTION),
    ("category", SECTION),
    ("rubric", SECTION),
    ("rubrik", SECTION),
    ("kicker", SECTION),
    ("eyebrow", SECTION),
    ("overline", SECTION),
    ("channel", SECTION),
    ("ressort", SECTION),
    ("comment", COMMENTS),
    ("kommentar", COMMENTS),
    ("disqus", COMMENTS),
    ("related", RELATED),
    ("recommend", RELATED),
    ("recirc", RELATED),
    ("read-more", RELATED),
    ("readmore", RELATED),
    ("read-next", RELATED),
    ("more-stories", RELATED),
    ("most-read", RELATED),
    ("mostread", RELATED),
    ("popular", RELATED),
    ("trending", RELATED),
    ("latest", RELATED),
    ("promo", RELATED),
    ("card", RELATED),
    ("carousel", RELATED),
    ("slider", RELATED),
    ("sidebar", SIDE),
    ("widget", SIDE),
    ("bio", BIO),
    ("about-author", BIO),
    ("modal", DIALOG),
    ("dialog", DIALOG),
    ("popup", DIALOG),
    ("overlay", DIALOG),
    ("cookie", DIALOG),
    ("consent", DIALOG),
    ("newsletter", NEWSLETTER),
    ("subscribe", NEWSLETTER),
    ("paywall", NEWSLETTER),
    ("figure", FIGURE),
    ("lead-image", FIGURE),
    ("featured-image", FIGURE),
    ("hero", FIGURE),
    ("wp-caption", FIGURE | CAPTION),
    ("headline", TITLE),
    ("title", TITLE),
    ("titulo", TITLE),
    ("titre", TITLE),
    ("menu", NAV),
    ("footer", FOOTER),
    ("player", PLAYER),
];

/// A stem and the bits that it stands for.
type Stem = (&'static [u8], u32);

/// The stems by their first letter.
static BY_FIRST: LazyLock<[Vec<Stem>; 26]> = LazyLock::new(|| {
    let mut table: [Vec<Stem>; 26] = Default::default();
    for (stem, bits) in STEMS {
        table[usize::from(stem.as_bytes()[0] - b'a')].push((stem.as_bytes(), *bits));
    }
    table
});

/// The bits that a name stands for. A stem counts at the beginning of a word: after a sign, or
/// where a capital begins (`articleAuthor`).
pub fn of_name(name: &str) -> u32 {
    let table = &*BY_FIRST;
    let bytes = &name.as_bytes()[..name.len().min(400)];
    let mut bits = 0;
    let mut before = b' ';
    for (i, &b) in bytes.iter().enumerate() {
        let starts = b.is_ascii_alphabetic()
            && (!before.is_ascii_alphabetic() || b.is_ascii_uppercase() && before.is_ascii_lowercase());
        if starts {
            for (stem, meaning) in &table[usize::from(b.to_ascii_lowercase() - b'a')] {
                if bytes.len() - i >= stem.len() && bytes[i..i + stem.len()].eq_ignore_ascii_case(stem) {
                    bits |= meaning;
                }
            }
        } else if matches!(b, b'a' | b'b' | b'h' | b'c') && before.is_ascii_alphabetic() {
            // Glued names that stay unambiguous anywhere: "articleauthor", "storyheadline".
            for (stem, meaning) in GLUED {
                if bytes[i..].starts_with(stem) {
                    bits |= meaning;
                }
            }
        }
        before = b;
    }
    bits
}

const GLUED: &[(&[u8], u32)] = &[
    (b"author", AUTHOR),
    (b"byline", AUTHOR),
    (b"headline", TITLE),
    (b"caption", CAPTION),
    (b"credit", CREDIT),
];

/// What an element's names say of it.
pub fn of(element: &Element) -> u32 {
    let mut bits = 0;
    for (name, value) in element.attributes() {
        match name {
            "class"
            | "id"
            | "itemprop"
            | "data-testid"
            | "data-test"
            | "data-qa"
            | "data-component"
            | "data-component-name"
            | "data-type" => {
                bits |= of_name(value);
            }
            "rel" if value.contains("author") => bits |= AUTHOR,
            "href" if is_author_page(value) => bits |= AUTHOR,
            "rel" if value.split_ascii_whitespace().any(|r| r == "tag") => bits |= TOPICS,
            "aria-label" if value.len() < 40 => bits |= of_name(value) & (BREADCRUMB | RELATED | COMMENTS),
            "role" => match value {
                "navigation" => bits |= NAV,
                "dialog" | "alertdialog" => bits |= DIALOG,
                "main" => bits |= MAIN,
                "contentinfo" => bits |= FOOTER,
                "complementary" => bits |= SIDE,
                _ => {}
            },
            "hidden" => bits |= HIDDEN,
            "style" if value.contains("display:none") || value.contains("display: none") => bits |= HIDDEN,
            _ => {}
        }
    }
    bits
}

/// Does an address lead to a page about an author? Papers keep them under a folder of that name.
fn is_author_page(address: &str) -> bool {
    const FOLDERS: &[&str] = &[
        "/author/",
        "/authors/",
        "/autor/",
        "/autoren/",
        "/autores/",
        "/auteur/",
        "/auteurs/",
        "/autore/",
        "/autori/",
        "/byline/",
    ];
    address.len() < 300
        && (address.contains("/aut") || address.contains("/byline/"))
        && FOLDERS.iter().any(|f| address.contains(f))
}

/// What the element itself is.
pub fn of_tag(name: &str) -> u32 {
    match name {
        "a" => LINK,
        "nav" => NAV,
        "header" => HEADER,
        "footer" => FOOTER,
        "aside" => SIDE,
        "figure" => FIGURE,
        "figcaption" => CAPTION,
        "dialog" => DIALOG,
        "blockquote" => QUOTE,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => HEADING,
        "p" => PARAGRAPH,
        "main" => MAIN,
        "li" => LIST,
        "template" | "noscript" => HIDDEN,
        _ => 0,
    }
}

pub fn inherited(bits: u32) -> u32 {
    bits & INHERITED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_count_at_the_beginning_of_a_word() {
        assert_eq!(of_name("c-ArticleAuthor__name") & AUTHOR, AUTHOR);
        assert_eq!(of_name("entry-date published") & DATE, DATE);
        assert_eq!(of_name("articleauthor") & AUTHOR, AUTHOR);
        assert_eq!(of_name("candidates mandate-list"), 0);
        assert_eq!(of_name("misleading"), 0);
    }
}
