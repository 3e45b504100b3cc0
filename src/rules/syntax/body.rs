//! What stands after the mark: a selector and what becomes of its elements.

use super::Condition;
use crate::rules::selector::Selector;
use crate::rules::{Action, Refusal};

pub(super) struct Parsed<'a> {
    /// The selector as written, without the action.
    pub source: &'a str,
    pub selector: Selector,
    pub action: Action,
    pub style: String,
    pub condition: Option<Condition>,
}

impl<'a> Parsed<'a> {
    fn new(source: &'a str, action: Action) -> Result<Self, Refusal> {
        let source = source.trim();
        let (bare, condition) = take_path(source)?;
        let selector = match action {
            Action::Html => Selector::parse_html_filter(bare)?,
            _ => Selector::parse(bare)?,
        };
        Ok(Parsed { source: bare, selector, action, style: String::new(), condition })
    }
}

/// After `##`.
pub(super) fn hide(body: &str) -> Result<Parsed<'_>, Refusal> {
    if body.starts_with("+js(") || body.starts_with("script:inject(") {
        return Err(Refusal::Scriptlet);
    }
    if let Some(filter) = body.strip_prefix('^') {
        if filter.starts_with("responseheader(") {
            return Err(Refusal::ResponseHeader);
        }
        return Parsed::new(filter, Action::Html);
    }
    if let Some(selector) = body.strip_suffix(":remove()") {
        return Parsed::new(selector, Action::Remove);
    }
    if let Some((selector, rest)) = body.rsplit_once(":style(") {
        let declarations = rest.strip_suffix(')').ok_or(Refusal::BadStyle)?;
        return styled(selector, declarations);
    }
    // AdGuard and ABP also write the declarations after a hiding mark.
    if body.ends_with('}') && body.contains('{') {
        return style(body);
    }
    Parsed::new(body, Action::Hide)
}

/// After `#$#`: `selector { declarations }`. Without braces it is one of ABP's snippets.
pub(super) fn style(body: &str) -> Result<Parsed<'_>, Refusal> {
    if body.starts_with("@media") {
        return Err(Refusal::BadStyle);
    }
    let Some(inner) = body.strip_suffix('}') else { return Err(Refusal::Scriptlet) };
    let (selector, declarations) = inner.rsplit_once('{').ok_or(Refusal::BadStyle)?;
    let bare: String = declarations.chars().filter(|c| !c.is_whitespace()).collect();
    if bare.trim_end_matches(';') == "remove:true" {
        return Parsed::new(selector, Action::Remove);
    }
    styled(selector, declarations)
}

/// After `$$`.
pub(super) fn html(body: &str) -> Result<Parsed<'_>, Refusal> {
    Parsed::new(body, Action::Html)
}

fn styled<'a>(selector: &'a str, declarations: &str) -> Result<Parsed<'a>, Refusal> {
    let style = checked(declarations)?;
    let parsed = Parsed::new(selector, Action::Style)?;
    Ok(Parsed { style, ..parsed })
}

/// Declarations that neither load anything nor leave their block. Nothing is repaired: an escape
/// could spell `url(`, so a backslash is refused with it.
fn checked(declarations: &str) -> Result<String, Refusal> {
    let text = declarations.trim().trim_end_matches(';').trim_end();
    let lower = text.to_ascii_lowercase();
    if ["url(", "image(", "image-set(", "src(", "expression(", "element(", "\\", "//", "-moz-binding"]
        .iter()
        .any(|word| lower.contains(word))
    {
        return Err(Refusal::StyleLoads);
    }
    if text.is_empty() || text.contains(['{', '}', '<', '@']) || text.contains("/*") {
        return Err(Refusal::BadStyle);
    }
    for declaration in text.split(';') {
        let (name, value) = declaration.split_once(':').ok_or(Refusal::BadStyle)?;
        let name = name.trim();
        let named =
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let quotes = value.matches('"').count() + value.matches('\'').count();
        let brackets = value.matches('(').count() == value.matches(')').count();
        if name.eq_ignore_ascii_case("behavior") {
            return Err(Refusal::StyleLoads);
        }
        if !named || value.trim().is_empty() || quotes % 2 == 1 || !brackets {
            return Err(Refusal::BadStyle);
        }
    }
    Ok(text.to_owned())
}

/// uBlock's `:matches-path(…)` speaks of the address, not of the element.
fn take_path(source: &str) -> Result<(&str, Option<Condition>), Refusal> {
    const NAME: &str = ":matches-path(";
    let Some(at) = source.find(NAME) else { return Ok((source, None)) };
    let bad = || Refusal::BadArgument("matches-path".into());
    let argument = source[at + NAME.len()..].strip_suffix(')').ok_or_else(bad)?;
    if at == 0
        || argument.is_empty()
        || argument.contains(NAME)
        || (!argument.starts_with('/') && argument.contains(['(', ')']))
    {
        return Err(bad());
    }
    Ok((&source[..at], Some(Condition::path(argument)?)))
}
