//! Any text as a list: nothing panics, what is taken prints to what parses alike, and a stylesheet
//! made of it has as many blocks as it has rules.
#![no_main]

use faircopy::element::Path;
use faircopy::rules::selector::Selector;
use faircopy::rules::syntax::Body;
use faircopy::rules::{Kind, Kinds, Matcher, RuleSet, check};
use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|text: &str| {
    for (_, rule) in check(text) {
        let Ok(rule) = rule else { continue };
        let Body::Elements { selector, .. } = rule.body else { continue };
        if selector.is_css() {
            let printed = selector.to_string();
            let again = Selector::parse(&printed).unwrap_or_else(|why| panic!("{printed:?}: {why}"));
            assert_eq!(again.to_string(), printed);
            assert!(!printed.contains('<'));
        }
    }
    let mut set = RuleSet::new();
    set.add_text(Kind::Own, text);
    let url = Url::parse("https://www.site.example/news/").expect("an address");
    let page = set.for_page(&url, Kinds::ALL);
    for line in page.css().lines() {
        assert!(line.ends_with("; }") && line.contains(" { "), "{line:?}");
    }
    let mut matcher = Matcher::new(page);
    let mut path = Path::default();
    for (serial, (name, class)) in [("html", ""), ("body", "a"), ("div", "a b"), ("a", "c")].into_iter().enumerate() {
        let element = path.push(serial as u32);
        element.reset(name);
        element.push_attribute("class", class);
        element.push_attribute("href", "https://t.example/?ad=1");
        matcher.open(&path);
        matcher.text("Advertisement");
    }
    while !path.is_empty() {
        matcher.close();
        path.pop();
    }
    matcher.end();
});
