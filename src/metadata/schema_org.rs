//! schema.org objects, from JSON-LD or microdata, as claims.
//!
//! The danger: a page describes many things (teasers, videos, products, the house itself), each
//! with a headline, a date and an author. Every object keeps its own subject, so that the ranking
//! can tell the story from the decoys. References by `@id` are followed across scripts.

use std::collections::HashMap;

use serde_json::{Map, Value as Json};

use super::{Claim, Field, Ledger, Name, Picture, Place, Subject, Value, clip, one_line};

mod names;

pub use names::{JSON_LD, LOOSE, MICRODATA, Names};

const MAX_NODES: usize = 1_500;
const MAX_DEPTH: usize = 24;

#[derive(Debug, Default)]
pub struct Graph {
    roots: Vec<(Json, u32, &'static Names)>,
}

type Object = Map<String, Json>;

#[derive(Clone, Copy)]
struct Node<'a> {
    object: &'a Object,
    serial: u32,
    names: &'static Names,
    nested: bool,
}

impl Graph {
    pub fn add(&mut self, value: Json, serial: u32, names: &'static Names) {
        self.roots.push((value, serial, names));
    }

    /// Writes down what every object says, each about a subject of its own.
    pub fn claims(&self, ledger: &mut Ledger, subjects: &mut Vec<Subject>) {
        let mut nodes = Vec::new();
        for (value, serial, names) in &self.roots {
            collect(value, *serial, names, false, 0, &mut nodes);
        }
        // The fullest object of an id is the one that is meant.
        let mut by_id: HashMap<&str, &Object> = HashMap::new();
        for node in &nodes {
            if let Some(id) = node.object.get("@id").and_then(Json::as_str) {
                let known = by_id.entry(id).or_insert(node.object);
                if known.len() < node.object.len() {
                    *known = node.object;
                }
            }
        }
        for node in nodes {
            Reader { by_id: &by_id, node, ledger, subjects }.read();
        }
    }
}

/// Every object with a type, outer ones first.
fn collect<'a>(
    value: &'a Json,
    serial: u32,
    names: &'static Names,
    nested: bool,
    depth: usize,
    out: &mut Vec<Node<'a>>,
) {
    if depth > MAX_DEPTH || out.len() >= MAX_NODES {
        return;
    }
    match value {
        Json::Array(list) => {
            for value in list {
                collect(value, serial, names, nested, depth + 1, out);
            }
        }
        Json::Object(object) => {
            let typed = object.contains_key("@type") || names.headline == LOOSE.headline;
            if typed {
                out.push(Node { object, serial, names, nested });
            }
            for (key, value) in object {
                // What the page is about is the page's own thing; other members are parts of it.
                let own = matches!(key.as_str(), "@graph" | "mainEntity" | "mainEntityOfPage");
                collect(value, serial, names, nested || typed && !own, depth + 1, out);
            }
        }
        _ => {}
    }
}

/// The last part of a type's address: `http://schema.org/NewsArticle` → `NewsArticle`.
fn types(object: &Object) -> Vec<String> {
    strings(object.get("@type"))
        .into_iter()
        .map(|t| t.rsplit(['/', '#', ':']).next().unwrap_or_default().trim().to_owned())
        .filter(|t| !t.is_empty())
        .collect()
}

fn strings(value: Option<&Json>) -> Vec<&str> {
    match value {
        Some(Json::String(text)) => vec![text],
        Some(Json::Array(list)) => list.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

/// A string as a reader would see it: references resolved, twice where they were escaped twice.
pub fn clean(text: &str) -> String {
    let mut text = clip(text, 8_000).to_owned();
    for _ in 0..2 {
        if !text.contains('&') {
            break;
        }
        text = html_escape::decode_html_entities(&text).into_owned();
    }
    if text.contains('<') && text.contains('>') {
        text = without_tags(&text);
    }
    one_line([text.as_str()])
}

fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        let tag = &rest[start + 1..];
        let is_tag = tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match tag.find('>') {
            Some(end) if is_tag => {
                out.push(' ');
                rest = &tag[end + 1..];
            }
            _ => {
                out.push('<');
                rest = tag;
                if !is_tag {
                    continue;
                }
                break;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Types whose objects are texts that a page may be about.
pub fn is_story(kind: &str) -> bool {
    kind.ends_with("Article")
        || kind.ends_with("Posting")
        || kind.ends_with("Report")
        || kind.ends_with("Review") && kind != "Review"
        || matches!(
            kind,
            "ClaimReview" | "Recipe" | "HowTo" | "Article" | "Guide" | "QAPage" | "Question" | "Interview"
        )
}

/// Types whose objects say something of the page itself.
pub fn is_page(kind: &str) -> bool {
    kind.ends_with("Page") || kind == "CreativeWork"
}

struct Reader<'a, 'b> {
    by_id: &'b HashMap<&'a str, &'a Object>,
    node: Node<'a>,
    ledger: &'b mut Ledger,
    subjects: &'b mut Vec<Subject>,
}

impl<'a> Reader<'a, '_> {
    fn get(&self, key: &str) -> Option<&'a Json> {
        self.node.object.get(key).filter(|v| !v.is_null())
    }

    /// One value or many, references followed.
    fn each(&self, key: &str) -> Vec<&'a Json> {
        let mut out = Vec::new();
        let list = match self.get(key) {
            Some(Json::Array(list)) => list.as_slice(),
            Some(value) => std::slice::from_ref(value),
            None => return out,
        };
        for value in list.iter().take(60) {
            match value {
                Json::Array(inner) => out.extend(inner.iter().take(60)),
                value => out.push(value),
            }
        }
        out
    }

    fn follow(&self, object: &'a Object) -> &'a Object {
        match object.get("@id").and_then(Json::as_str).and_then(|id| self.by_id.get(id)) {
            Some(full) if full.len() > object.len() => full,
            _ => object,
        }
    }

    /// The text of a value, or the name of the object it is.
    fn text_of(&self, value: &'a Json) -> Option<String> {
        let text = match value {
            Json::String(text) => clean(text),
            Json::Number(number) => number.to_string(),
            Json::Bool(value) => value.to_string(),
            Json::Object(object) => {
                let object = self.follow(object);
                let inner = object
                    .get("name")
                    .or_else(|| object.get("@value"))
                    .or_else(|| object.get("headline"))
                    .or_else(|| object.get("alternateName"))?;
                match inner {
                    Json::String(text) => clean(text),
                    Json::Array(list) => clean(list.first()?.as_str()?),
                    _ => return None,
                }
            }
            _ => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    fn url_of(&self, value: &'a Json) -> Option<String> {
        match value {
            Json::String(text) => Some(text.trim().to_owned()),
            Json::Object(object) => {
                let object = self.follow(object);
                ["contentUrl", "url", "@id"].iter().find_map(|key| {
                    strings(object.get(*key)).first().map(|s| s.trim().to_owned()).filter(|s| !s.is_empty())
                })
            }
            Json::Array(list) => list.first().and_then(|v| self.url_of(v)),
            _ => None,
        }
    }

    fn push(&mut self, field: Field, source: &'static str, value: Value, about: usize) {
        let place = Place { serial: self.node.serial, ..Place::default() };
        let before = self.ledger.claims.len();
        self.ledger.push(field, source, value, place);
        if let Some(claim) = self.ledger.claims.get_mut(before) {
            claim.about = Some(about);
        }
    }

    fn texts(&mut self, key: &str, field: Field, source: &'static str, about: usize) {
        for value in self.each(key) {
            if let Some(text) = self.text_of(value) {
                self.push(field, source, Value::Text(text), about);
            }
        }
    }

    fn read(mut self) {
        let types = types(self.node.object);
        let names = self.node.names;
        let story = types.iter().any(|t| is_story(t));
        let page = types.iter().any(|t| is_page(t)) || types.is_empty();
        let other =
            types.iter().any(|t| matches!(t.as_str(), "VideoObject" | "AudioObject" | "Product" | "Event"));
        let about = self.subjects.len();
        if types.iter().any(|t| t == "BreadcrumbList") {
            self.subjects.push(Subject {
                types,
                nested: false,
                serial: self.node.serial,
                ..Subject::default()
            });
            self.breadcrumb(about);
            return;
        }
        if types.iter().any(|t| t == "WebSite") {
            self.subjects.push(Subject {
                types,
                nested: false,
                serial: self.node.serial,
                ..Subject::default()
            });
            self.texts("name", Field::SiteName, names.site, about);
            return;
        }
        if types.iter().any(|t| t.ends_with("Organization")) && !self.node.nested {
            self.subjects.push(Subject {
                types,
                nested: false,
                serial: self.node.serial,
                ..Subject::default()
            });
            self.texts("name", Field::Publisher, names.site, about);
            return;
        }
        if !(story || page || other) {
            return;
        }
        let headline = self.get("headline").or_else(|| self.get("name")).and_then(|v| self.text_of(v));
        let mut addresses: Vec<String> = ["url", "mainEntityOfPage", "@id"]
            .iter()
            .filter_map(|key| self.get(key))
            .filter_map(|value| self.url_of(value))
            .collect();
        addresses.dedup();
        let body = self.get("articleBody").and_then(Json::as_str).map_or(0, str::len);
        self.subjects.push(Subject {
            types: types.clone(),
            addresses: addresses.clone(),
            headline: headline.unwrap_or_default(),
            text_len: body,
            nested: self.node.nested,
            serial: self.node.serial,
        });
        for kind in &types {
            self.push(Field::Kind, names.kind, Value::Text(kind.clone()), about);
        }
        self.texts("headline", Field::Title, names.headline, about);
        self.texts("name", Field::Title, names.name, about);
        self.texts("alternativeHeadline", Field::Title, names.alternative, about);
        self.texts("alternativeHeadline", Field::Description, names.alternative, about);
        self.texts("description", Field::Description, names.description, about);
        self.texts("abstract", Field::Description, names.description, about);
        self.people("author", Field::Author, names.author, "", about);
        self.people("creator", Field::Author, names.creator, "", about);
        self.people("contributor", Field::Author, names.contributor, "contributor", about);
        self.people("translator", Field::Author, names.translator, "translator", about);
        self.texts("datePublished", Field::Published, names.published, about);
        self.texts("dateModified", Field::Modified, names.modified, about);
        for key in ["dateCreated", "uploadDate"] {
            self.texts(key, Field::Date, names.created, about);
        }
        self.texts("publisher", Field::Publisher, names.publisher, about);
        for value in self.each("isPartOf") {
            // A page that the story is a part of has the story's own name.
            let page = match value {
                Json::Object(object) => self::types(self.follow(object)).iter().any(|t| t.ends_with("Page")),
                _ => true,
            };
            if let Some(name) = self.text_of(value).filter(|_| !page) {
                self.push(Field::SiteName, names.part_of, Value::Text(name), about);
            }
        }
        self.texts("articleSection", Field::Section, names.section, about);
        self.texts("keywords", Field::Tags, names.keywords, about);
        self.texts("inLanguage", Field::Language, names.language, about);
        for address in addresses {
            self.push(Field::Address, names.address, Value::Text(address), about);
        }
        for key in ["image", "primaryImageOfPage", "thumbnailUrl"] {
            self.images(key, about);
        }
        self.texts("isAccessibleForFree", Field::Access, names.access, about);
        self.texts("commentCount", Field::CommentCount, names.comments, about);
        self.interactions(about);
        for value in self.each("license") {
            if let Some(url) = self.url_of(value) {
                self.push(Field::Licence, names.licence, Value::Text(url), about);
            }
        }
        self.texts("identifier", Field::Doi, names.identifier, about);
        if let Some(Json::Object(periodical)) = self.get("isPartOf") {
            let periodical = self.follow(periodical);
            for issn in strings(periodical.get("issn")) {
                self.push(Field::Issn, names.issn, Value::Text(issn.to_owned()), about);
            }
        }
    }

    fn people(&mut self, key: &str, field: Field, source: &'static str, role: &str, about: usize) {
        for value in self.each(key) {
            let name = match value {
                Json::String(text) => Name { name: clean(text), role: role.to_owned(), ..Name::default() },
                Json::Object(object) => {
                    let object = self.follow(object);
                    // `Role` stands between the work and the person.
                    let (object, named_role) = match object.get(key) {
                        Some(Json::Object(inner)) => (
                            self.follow(inner),
                            object.get("roleName").and_then(Json::as_str).unwrap_or(role).to_owned(),
                        ),
                        _ => (object, role.to_owned()),
                    };
                    let text =
                        |key: &str| strings(object.get(key)).first().map(|s| clean(s)).unwrap_or_default();
                    let mut names: Vec<String> = strings(object.get("name")).into_iter().map(clean).collect();
                    if names.iter().all(String::is_empty) {
                        let joined = format!("{} {}", text("givenName"), text("familyName"));
                        names = vec![joined.trim().to_owned()];
                    }
                    let kind = types(object).into_iter().next().unwrap_or_default();
                    let url = object.get("url").and_then(|v| self.url_of(v)).unwrap_or_default();
                    for name in names.drain(1..).take(50).collect::<Vec<_>>() {
                        let name =
                            Name { name, kind: kind.clone(), role: named_role.clone(), ..Name::default() };
                        self.push(field, source, Value::Name(name), about);
                    }
                    Name {
                        name: names.pop().unwrap_or_default(),
                        kind,
                        role: named_role,
                        url,
                        email: text("email").trim_start_matches("mailto:").to_owned(),
                        other: strings(object.get("alternateName")).into_iter().map(clean).collect(),
                    }
                }
                _ => continue,
            };
            if !name.name.is_empty() {
                self.push(field, source, Value::Name(name), about);
            }
        }
    }

    fn images(&mut self, key: &str, about: usize) {
        let source = self.node.names.image;
        for value in self.each(key).into_iter().take(12) {
            let Some(url) = self.url_of(value) else { continue };
            let mut picture = Picture { url, ..Picture::default() };
            if let Json::Object(object) = value {
                let object = self.follow(object);
                let text = |keys: &[&str]| {
                    keys.iter()
                        .filter_map(|key| object.get(*key))
                        .find_map(|value| self.text_of(value))
                        .unwrap_or_default()
                };
                picture.caption = text(&["caption", "description"]);
                picture.credit =
                    text(&["creditText", "copyrightHolder", "author", "creator", "copyrightNotice"]);
            }
            self.push(Field::Image, source, Value::Picture(picture), about);
        }
    }

    /// `interactionStatistic` counts many things; comments are one of them.
    fn interactions(&mut self, about: usize) {
        for value in self.each("interactionStatistic") {
            let Json::Object(object) = value else { continue };
            let action = match object.get("interactionType") {
                Some(Json::Object(action)) => types(action).into_iter().next().unwrap_or_default(),
                Some(Json::String(action)) => action.clone(),
                _ => continue,
            };
            if action.contains("Comment")
                && let Some(count) = object.get("userInteractionCount").and_then(|v| self.text_of(v))
            {
                self.push(Field::CommentCount, self.node.names.comments, Value::Text(count), about);
            }
        }
    }

    fn breadcrumb(&mut self, about: usize) {
        let mut crumbs: Vec<(i64, String)> = Vec::new();
        for (i, value) in self.each("itemListElement").into_iter().enumerate() {
            let Json::Object(item) = value else { continue };
            let position = item.get("position").and_then(|p| p.as_i64().or_else(|| p.as_str()?.parse().ok()));
            let name = item
                .get("name")
                .and_then(|v| self.text_of(v))
                .or_else(|| item.get("item").filter(|v| v.is_object()).and_then(|v| self.text_of(v)));
            if let Some(name) = name {
                crumbs.push((position.unwrap_or(i as i64), name));
            }
        }
        crumbs.sort_by_key(|(position, _)| *position);
        for (_, name) in crumbs {
            self.push(Field::Section, self.node.names.breadcrumb, Value::Text(name), about);
        }
    }
}

/// For tests and the ranking: claims about one subject.
pub fn about(claims: &[Claim], subject: usize) -> impl Iterator<Item = &Claim> {
    claims.iter().filter(move |claim| claim.about == Some(subject))
}
