//! Microdata, and RDFa that is written the same way, as the objects JSON-LD would give.
//!
//! Both nest by the markup: an item closes with its element. Properties outside any item are kept
//! apart; templates of old content systems have them.

use serde_json::{Map, Value, json};

use super::schema_org::{self, Names};
use super::{clip, one_line};
use crate::element::{Element, Path};

const MAX_ITEMS: usize = 2_000;
const MAX_TEXT: usize = 4_000;

#[derive(Debug, Default)]
pub struct Items {
    depth: usize,
    stack: Vec<Item>,
    texts: Vec<Capture>,
    done: Vec<(Value, u32, &'static Names)>,
    loose: Map<String, Value>,
    count: usize,
}

#[derive(Debug)]
struct Item {
    depth: usize,
    serial: u32,
    properties: Vec<String>,
    values: Map<String, Value>,
}

#[derive(Debug)]
struct Capture {
    depth: usize,
    properties: Vec<String>,
    text: String,
    href: Option<String>,
}

impl Items {
    pub fn open(&mut self, path: &Path) {
        self.depth += 1;
        let open = path.current();
        let element = &open.element;
        let (mut scope, mut property, mut item_type) = (false, None, None);
        for (name, value) in element.attributes() {
            match name {
                "itemscope" => scope = true,
                "itemtype" => item_type = Some(value),
                "itemprop" => property = Some(value),
                // RDFa: a type opens an item; `property` counts only inside one.
                "typeof" => {
                    scope = true;
                    item_type = item_type.or(Some(value));
                }
                "property" if !self.stack.is_empty() => property = property.or(Some(value)),
                _ => {}
            }
        }
        if !scope && property.is_none() || self.count > MAX_ITEMS {
            return;
        }
        self.count += 1;
        let properties: Vec<String> = property
            .unwrap_or_default()
            .split_ascii_whitespace()
            .map(|p| p.strip_prefix("schema:").unwrap_or(p))
            .map(|p| p.rsplit('/').next().unwrap_or(p))
            .filter(|p| !p.contains(':') && p.len() < 40)
            .map(str::to_owned)
            .collect();
        if scope {
            let mut values = Map::new();
            let types: Vec<Value> =
                item_type.unwrap_or_default().split_ascii_whitespace().map(|t| json!(clip(t, 200))).collect();
            values.insert("@type".into(), Value::Array(types));
            if let Some(id) = element.attr("itemid") {
                values.insert("@id".into(), json!(clip(id, 2000)));
            }
            self.stack.push(Item { depth: self.depth, serial: open.serial, properties, values });
            return;
        }
        if properties.is_empty() {
            return;
        }
        if let Some(value) = machine_value(element) {
            for property in &properties {
                self.set(property, json!(clip(value, MAX_TEXT)));
            }
            return;
        }
        let href = matches!(element.name(), "a" | "link")
            .then(|| element.attr("href").unwrap_or_default().to_owned());
        if self.texts.len() < 32 {
            self.texts.push(Capture { depth: self.depth, properties, text: String::new(), href });
        }
    }

    pub fn text(&mut self, text: &str) {
        for capture in &mut self.texts {
            if capture.text.len() < MAX_TEXT {
                capture.text.push_str(clip(text, MAX_TEXT));
            }
        }
    }

    pub fn close(&mut self, _path: &Path) {
        while let Some(i) = self.texts.iter().rposition(|c| c.depth == self.depth) {
            let Capture { properties, text, href, .. } = self.texts.remove(i);
            let text = one_line([text.as_str()]);
            for property in properties {
                let value = match &href {
                    // A link to a person carries both; for a plain address only the link counts.
                    Some(href) if property == "url" || property == "mainEntityOfPage" || text.is_empty() => {
                        json!(href)
                    }
                    Some(href) if property == "author" => json!({"name": text, "url": href}),
                    _ if text.is_empty() => continue,
                    _ => json!(text),
                };
                self.set(&property, value);
            }
        }
        if self.stack.last().is_some_and(|item| item.depth == self.depth) {
            let item = self.stack.pop().expect("just seen");
            self.finish_item(item);
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn finish_item(&mut self, item: Item) {
        let value = Value::Object(item.values);
        if item.properties.is_empty() || self.stack.is_empty() {
            self.done.push((value, item.serial, schema_org::MICRODATA));
            return;
        }
        for property in item.properties {
            self.set(&property, value.clone());
        }
    }

    fn set(&mut self, property: &str, value: Value) {
        let values = match self.stack.last_mut() {
            Some(item) => &mut item.values,
            None => &mut self.loose,
        };
        match values.get_mut(property) {
            None => {
                values.insert(property.to_owned(), value);
            }
            Some(Value::Array(list)) => {
                if list.len() < 100 {
                    list.push(value);
                }
            }
            Some(first) => {
                let first = first.take();
                values.insert(property.to_owned(), Value::Array(vec![first, value]));
            }
        }
    }

    /// The items with their elements' serials and the names their claims go by.
    pub fn finish(mut self) -> Vec<(Value, u32, &'static Names)> {
        while let Some(item) = self.stack.pop() {
            self.finish_item(item);
        }
        if !self.loose.is_empty() {
            self.done.push((Value::Object(self.loose), 0, schema_org::LOOSE));
        }
        self.done
    }
}

/// What the standard takes for the value, where that is an attribute.
fn machine_value(element: &Element) -> Option<&str> {
    let value = match element.name() {
        "a" | "link" => element.attr("content"),
        "meta" => element.attr("content"),
        "img" | "audio" | "embed" | "iframe" | "source" | "track" | "video" => {
            element.attr("content").or(element.attr("src"))
        }
        "time" => element.attr("datetime").or(element.attr("content")),
        "data" | "meter" => element.attr("value"),
        _ => element.attr("content"),
    };
    value.filter(|v| !v.trim().is_empty())
}
