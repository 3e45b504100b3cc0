//! AdGuard's `$$` rules, whose special attributes speak of what is inside an element.

use super::test::TextTest;
use super::{Selector, Simple};
use crate::rules::Refusal;

impl Selector {
    /// The argument of AdGuard's `$$` rules, whose `[tag-content="…"]` speaks of the inner text.
    pub(in crate::rules) fn parse_html_filter(text: &str) -> Result<Selector, Refusal> {
        let mut selector = Selector::parse(text)?;
        for chain in &mut selector.alternatives {
            let simples = &mut chain.base.subject.simples;
            let mut limit = None;
            for simple in simples.iter_mut() {
                let Simple::Attribute(a) = &*simple else { continue };
                let number = || a.value.parse().map_err(|_| Refusal::BadArgument(a.name.clone()));
                *simple = match a.name.as_str() {
                    "tag-content" => {
                        // Unless the rule says more, a large element is not taken for one word in it.
                        limit = limit.or(Some(Simple::MaxTextLength(8192)));
                        Simple::Text(TextTest::Holds(a.value.clone()))
                    }
                    "wildcard" => return Err(Refusal::UnknownModifier("wildcard".into())),
                    "min-length" => Simple::MinTextLength(number()?),
                    "max-length" => Simple::MaxTextLength(number()?),
                    _ => continue,
                };
            }
            if !simples.iter().any(|s| matches!(s, Simple::MaxTextLength(_))) {
                simples.extend(limit);
            }
        }
        Ok(selector)
    }
}
