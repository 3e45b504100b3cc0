//! What each HTML element means for the text around it.
//!
//! An element that is not known borders text, as a custom element mostly does: two paragraphs
//! run together are worse than one cut in two.

use super::arena::Tag;

/// What opening an element means for the text around it.
pub enum Role {
    /// Flows with the text: no border.
    Inline,
    Link,
    Bold,
    Italic,
    Break,
    Image,
    Embed,
    /// Its content is no text of the page.
    Skip,
    Block(Tag),
}

/// By the element's name alone.
pub fn role(name: &str) -> Role {
    match name {
        "div" => Role::Block(Tag::Div),
        "span" | "abbr" | "acronym" | "bdi" | "bdo" | "big" | "cite" | "code" | "data" | "del" | "dfn"
        | "font" | "ins" | "kbd" | "label" | "mark" | "math" | "nobr" | "picture" | "q" | "rb" | "ruby"
        | "s" | "samp" | "small" | "strike" | "sub" | "sup" | "time" | "tt" | "u" | "var" | "wbr"
        | "source" | "meta" | "link" | "input" => Role::Inline,
        "a" => Role::Link,
        "p" => Role::Block(Tag::P),
        "li" => Role::Block(Tag::Item),
        "b" | "strong" => Role::Bold,
        "i" | "em" => Role::Italic,
        "br" => Role::Break,
        "img" | "amp-img" => Role::Image,
        "iframe" | "embed" | "amp-iframe" | "amp-youtube" => Role::Embed,
        "script" | "style" | "noscript" | "template" | "svg" | "select" | "option" | "textarea"
        | "button" | "datalist" | "title" | "object" | "video" | "audio" | "canvas" | "rt" | "rp" | "map"
        | "noframes" | "noembed" => Role::Skip,
        "ul" | "menu" => Role::Block(Tag::List),
        "ol" => Role::Block(Tag::OrderedList),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Block(Tag::Heading(name.as_bytes()[1] - b'0')),
        "section" => Role::Block(Tag::Section),
        "article" => Role::Block(Tag::Article),
        "main" => Role::Block(Tag::Main),
        "header" => Role::Block(Tag::Header),
        "footer" => Role::Block(Tag::Footer),
        "nav" => Role::Block(Tag::Nav),
        "aside" => Role::Block(Tag::Aside),
        "form" | "fieldset" => Role::Block(Tag::Form),
        "dl" => Role::Block(Tag::Terms),
        "dt" => Role::Block(Tag::Term),
        "dd" => Role::Block(Tag::Definition),
        "table" => Role::Block(Tag::Table),
        "tr" => Role::Block(Tag::Row),
        "td" => Role::Block(Tag::Cell),
        "th" => Role::Block(Tag::HeadCell),
        "blockquote" => Role::Block(Tag::Quote),
        "pre" | "listing" | "xmp" => Role::Block(Tag::Pre),
        "figure" => Role::Block(Tag::Figure),
        "figcaption" | "caption" => Role::Block(Tag::Caption),
        "details" => Role::Block(Tag::Details),
        "address" => Role::Block(Tag::Address),
        "dialog" => Role::Block(Tag::Dialog),
        "html" => Role::Block(Tag::Html),
        "body" => Role::Block(Tag::Body),
        _ if name.contains('-') => Role::Block(Tag::Custom),
        _ => Role::Block(Tag::Other),
    }
}
