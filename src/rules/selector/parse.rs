//! Text to selector.
//!
//! Follows CSS Syntax 3 for names, strings and escapes and Selectors 4 for the grammar; the
//! arguments of procedural conditions are plain text up to the matching bracket, as the filter
//! engines read them. What is not understood in full is refused: half a selector matches too much.

use super::test::{TextTest, regex};
use super::*;
use crate::rules::Refusal;
use crate::rules::refusal::MAX_SELECTOR;

const MAX_DEPTH: usize = 12;

type Result<T> = std::result::Result<T, Refusal>;

impl Selector {
    /// Reads a whole selector list.
    pub fn parse(text: &str) -> Result<Selector> {
        nested(text, 0)
    }

    /// The argument of AdGuard's `$$` rules, whose `[tag-content="…"]` speaks of the inner text.
    pub(in crate::rules) fn parse_html_filter(text: &str) -> Result<Selector> {
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

fn nested(text: &str, depth: usize) -> Result<Selector> {
    if text.len() > MAX_SELECTOR {
        return Err(Refusal::TooLong);
    }
    if depth > MAX_DEPTH {
        return Err(Refusal::TooDeep);
    }
    // CSS would read it as another character, so it would not come back as written.
    if let Some(nul) = text.find('\0') {
        return Err(Refusal::BadSelector(nul + 1));
    }
    let mut parser = Parser { text, at: 0, depth };
    let mut alternatives = Vec::new();
    loop {
        parser.space();
        if parser.rest().is_empty() {
            return Err(if alternatives.is_empty() { Refusal::EmptySelector } else { parser.bad() });
        }
        alternatives.push(parser.chain()?);
        match parser.peek() {
            None => return Ok(Selector { alternatives }),
            Some(',') => parser.at += 1,
            Some(_) => return Err(parser.bad()),
        }
    }
}

fn relative(text: &str, depth: usize) -> Result<Vec<Complex>> {
    if depth > MAX_DEPTH {
        return Err(Refusal::TooDeep);
    }
    let mut parser = Parser { text, at: 0, depth };
    let mut list = Vec::new();
    loop {
        parser.space();
        let first = parser.combinator_sign().unwrap_or(Combinator::Descendant);
        parser.space();
        let start = parser.at;
        let chain = parser.chain()?;
        if !chain.steps.is_empty() {
            return Err(Refusal::BadArgument("has".into()));
        }
        let mut complex = chain.base;
        let scoped = parser.text[start..].starts_with(":scope");
        if !scoped {
            complex.context.push((first, Compound { tag: None, simples: vec![Simple::Scope] }));
        }
        list.push(complex);
        match parser.peek() {
            None => return Ok(list),
            Some(',') => parser.at += 1,
            Some(_) => return Err(parser.bad()),
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bad(&self) -> Refusal {
        Refusal::BadSelector(self.text[..self.at].chars().count() + 1)
    }

    fn space(&mut self) -> bool {
        let trimmed = self.rest().trim_start_matches(is_space);
        let moved = trimmed.len() < self.rest().len();
        self.at = self.text.len() - trimmed.len();
        moved
    }

    fn eat(&mut self, c: char) -> bool {
        let hit = self.peek() == Some(c);
        if hit {
            self.at += c.len_utf8();
        }
        hit
    }

    fn combinator_sign(&mut self) -> Option<Combinator> {
        let combinator = match self.peek()? {
            '>' => Combinator::Child,
            '+' => Combinator::NextSibling,
            '~' => Combinator::LaterSibling,
            _ => return None,
        };
        self.at += 1;
        Some(combinator)
    }

    fn chain(&mut self) -> Result<Chain> {
        // Left to right, each compound with the combinator before it.
        let mut parts: Vec<(Combinator, Compound)> = Vec::new();
        let mut combinator = Combinator::Descendant;
        let mut steps = Vec::new();
        loop {
            let start = self.at;
            let compound = self.compound(&mut steps)?;
            if self.at == start {
                return Err(self.bad());
            }
            parts.push((combinator, compound));
            let spaced = self.space();
            match self.peek() {
                None | Some(',') => break,
                _ => {}
            }
            combinator = match self.combinator_sign() {
                Some(c) => c,
                None if spaced => Combinator::Descendant,
                None => return Err(self.bad()),
            };
            if !steps.is_empty() {
                return Err(Refusal::CombinatorAfterUpward);
            }
            self.space();
        }
        let (mut before, subject) = parts.pop().ok_or(Refusal::EmptySelector)?;
        let mut base = Complex { subject, context: Vec::with_capacity(parts.len()) };
        while let Some((next, compound)) = parts.pop() {
            base.context.push((std::mem::replace(&mut before, next), compound));
        }
        Ok(Chain { base, steps })
    }

    fn compound(&mut self, steps: &mut Vec<Step>) -> Result<Compound> {
        let mut compound = Compound::default();
        match self.peek() {
            Some('*') => self.at += 1,
            Some(c) if is_name_start(c) => compound.tag = Some(self.name()?.to_ascii_lowercase()),
            _ => {}
        }
        if self.peek() == Some('|') {
            return Err(Refusal::Namespace);
        }
        loop {
            let simple = match self.peek() {
                Some('#') => {
                    self.at += 1;
                    Simple::Id(self.name()?)
                }
                Some('.') => {
                    self.at += 1;
                    if self.peek().is_some_and(|c| c.is_ascii_digit()) {
                        return Err(self.bad());
                    }
                    Simple::Class(self.name()?)
                }
                Some('[') => self.attribute()?,
                Some(':') => match self.pseudo(steps)? {
                    Some(simple) => simple,
                    None => continue,
                },
                _ => return Ok(compound),
            };
            match steps.last_mut() {
                None => compound.simples.push(simple),
                Some(Step::Filter(simples)) => simples.push(simple),
                Some(_) => steps.push(Step::Filter(vec![simple])),
            }
        }
    }

    /// An identifier with its escapes resolved (CSS Syntax 3, 4.3.11).
    fn name(&mut self) -> Result<String> {
        let mut out = String::new();
        while let Some(c) = self.peek() {
            match c {
                '\\' => {
                    self.at += 1;
                    out.push(self.escape()?);
                }
                c if is_name(c) => {
                    self.at += c.len_utf8();
                    out.push(c);
                }
                _ => break,
            }
        }
        if out.is_empty() { Err(self.bad()) } else { Ok(out) }
    }

    /// After the backslash (CSS Syntax 3, 4.3.7).
    fn escape(&mut self) -> Result<char> {
        let hex: usize = self.rest().bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        if hex == 0 {
            let c = self.peek().filter(|c| !matches!(c, '\n' | '\r')).ok_or_else(|| self.bad())?;
            self.at += c.len_utf8();
            return Ok(c);
        }
        let code = u32::from_str_radix(&self.rest()[..hex], 16).unwrap_or(0);
        self.at += hex;
        if self.peek().is_some_and(is_space) {
            self.at += 1;
        }
        Ok(char::from_u32(code).filter(|&c| c != '\0').unwrap_or('\u{fffd}'))
    }

    /// A quoted string, the opening quote still ahead.
    fn string(&mut self) -> Result<String> {
        let quote = self.peek().ok_or_else(|| self.bad())?;
        self.at += 1;
        let mut out = String::new();
        loop {
            let c = self.peek().ok_or_else(|| self.bad())?;
            self.at += c.len_utf8();
            match c {
                c if c == quote => return Ok(out),
                '\\' => out.push(self.escape()?),
                c => out.push(c),
            }
        }
    }

    fn attribute(&mut self) -> Result<Simple> {
        self.at += 1;
        self.space();
        if self.eat('|') || self.rest().starts_with("*|") {
            return Err(Refusal::Namespace);
        }
        let name = self.name()?.to_ascii_lowercase();
        self.space();
        let operator = match self.peek() {
            Some(']') => Operator::Exists,
            Some('=') => Operator::Equals,
            Some(c) => {
                let operator = match c {
                    '~' => Operator::Includes,
                    '|' => Operator::Dash,
                    '^' => Operator::Prefix,
                    '$' => Operator::Suffix,
                    '*' => Operator::Substring,
                    _ => return Err(self.bad()),
                };
                self.at += 1;
                if self.peek() != Some('=') {
                    return Err(self.bad());
                }
                operator
            }
            None => return Err(self.bad()),
        };
        if operator == Operator::Exists {
            self.at += 1;
            let attribute = Attribute { name, operator, value: String::new(), ignore_case: false };
            return Ok(Simple::Attribute(attribute));
        }
        self.at += 1;
        self.space();
        let value = match self.peek() {
            Some('"' | '\'') => self.string()?,
            Some(c) if is_name_start(c) => self.name()?,
            _ => return Err(self.bad()),
        };
        let spaced = self.space();
        let mut ignore_case = html_ignores_case(&name);
        if let Some(c) = self.peek().filter(char::is_ascii_alphabetic) {
            // `[a=bi]` never gets here: an unquoted value takes all letters.
            match c.to_ascii_lowercase() {
                'i' => ignore_case = true,
                's' => ignore_case = false,
                _ => return Err(self.bad()),
            }
            let _ = spaced;
            self.at += 1;
            self.space();
        }
        if !self.eat(']') {
            return Err(self.bad());
        }
        if let Some(old) = name.strip_prefix("-ext-") {
            return self.condition(old, &value);
        }
        Ok(Simple::Attribute(Attribute { name, operator, value, ignore_case }))
    }

    /// One pseudo-class. `None`: it became a step, or says nothing.
    fn pseudo(&mut self, steps: &mut Vec<Step>) -> Result<Option<Simple>> {
        self.at += 1;
        if self.eat(':') {
            return Err(Refusal::PseudoElement);
        }
        let name = self.name()?.to_ascii_lowercase();
        if !self.eat('(') {
            return self.plain_pseudo(name).map(Some);
        }
        let argument = self.argument(&name)?;
        match name.as_str() {
            "upward" | "nth-ancestor" => {
                let levels = argument.trim();
                steps.push(if levels.bytes().all(|b| b.is_ascii_digit()) {
                    let n = levels.parse().ok().filter(|n| (1..256).contains(n));
                    Step::Levels(n.ok_or(Refusal::BadArgument(name))?)
                } else if name == "upward" {
                    Step::To(nested(unquote(levels), self.depth + 1)?)
                } else {
                    return Err(Refusal::BadArgument(name));
                });
                Ok(None)
            }
            _ => self.condition(&name, argument).map(Some),
        }
    }

    /// The text up to the bracket that closes the argument.
    fn argument(&mut self, name: &str) -> Result<&'a str> {
        let rest = self.rest();
        let length = argument_length(rest, takes_text(name)).ok_or_else(|| self.bad())?;
        self.at += length + 1;
        Ok(&rest[..length])
    }

    fn plain_pseudo(&self, name: String) -> Result<Simple> {
        let nth = |b, from_end, of_type| Simple::Nth(Nth { a: 0, b, from_end, of_type, of: None });
        let both = |of_type| {
            let complex = |from_end| Chain {
                base: Complex {
                    subject: Compound { tag: None, simples: vec![nth(1, from_end, of_type)] },
                    context: Vec::new(),
                },
                steps: Vec::new(),
            };
            let last = Simple::Is(Selector { alternatives: vec![complex(true)] });
            let compound = Compound { tag: None, simples: vec![nth(1, false, of_type), last] };
            let base = Complex { subject: compound, context: Vec::new() };
            Simple::Is(Selector { alternatives: vec![Chain { base, steps: Vec::new() }] })
        };
        Ok(match name.as_str() {
            "first-child" => nth(1, false, false),
            "last-child" => nth(1, true, false),
            "first-of-type" => nth(1, false, true),
            "last-of-type" => nth(1, true, true),
            "only-child" => both(false),
            "only-of-type" => both(true),
            "empty" => Simple::Empty,
            "root" => Simple::Root,
            "scope" => Simple::Scope,
            "link" | "any-link" => Simple::Is(nested("a[href], area[href]", self.depth + 1)?),
            "before" | "after" | "first-line" | "first-letter" => return Err(Refusal::PseudoElement),
            "active" | "checked" | "default" | "defined" | "disabled" | "enabled" | "focus"
            | "focus-visible" | "focus-within" | "fullscreen" | "hover" | "indeterminate" | "invalid"
            | "target" | "valid" | "visited" => return Err(Refusal::NeedsBrowser(name)),
            _ => return Err(Refusal::UnknownPseudoClass(name)),
        })
    }

    fn condition(&self, name: &str, argument: &str) -> Result<Simple> {
        let bad = || Refusal::BadArgument(name.to_owned());
        let deeper = self.depth + 1;
        Ok(match name {
            "not" => Simple::Not(nested(argument, deeper)?),
            "is" | "where" | "matches" | "any" | "-webkit-any" | "-moz-any" => {
                Simple::Is(nested(argument, deeper)?)
            }
            "has" | "-abp-has" | "if" => Simple::Has(relative(argument, deeper)?),
            "if-not" => {
                let has = Simple::Has(relative(argument, deeper)?);
                let subject = Compound { tag: None, simples: vec![has] };
                let base = Complex { subject, context: Vec::new() };
                Simple::Not(Selector { alternatives: vec![Chain { base, steps: Vec::new() }] })
            }
            "contains" | "has-text" | "-abp-contains" => {
                let text = unquote(argument);
                if text.is_empty() {
                    return Err(bad());
                }
                Simple::Text(TextTest::parse(&unescape_brackets(text))?)
            }
            "min-text-length" => Simple::MinTextLength(argument.trim().parse().map_err(|_| bad())?),
            "matches-attr" => {
                let (name, value) = split_pair(argument).ok_or_else(bad)?;
                Simple::MatchesAttribute {
                    name: pattern(name, true)?,
                    value: value.map(|v| pattern(v, false)).transpose()?,
                }
            }
            "nth-child" | "nth-last-child" | "nth-of-type" | "nth-last-of-type" => {
                let (formula, of) = match argument.split_once(" of ") {
                    Some((formula, of)) => (formula, Some(nested(of, deeper)?)),
                    None => (argument, None),
                };
                let (a, b) = an_plus_b(formula).ok_or_else(bad)?;
                let of_type = name.ends_with("of-type");
                if of_type && of.is_some() {
                    return Err(bad());
                }
                Simple::Nth(Nth { a, b, from_end: name.starts_with("nth-last"), of_type, of })
            }
            "matches-css" | "matches-css-before" | "matches-css-after" | "matches-media" | "matches-prop"
            | "matches-property" | "xpath" | "watch-attr" | "-abp-properties" | "properties" | "others"
            | "shadow" | "lang" | "dir" | "host" | "host-context" => {
                return Err(Refusal::NeedsBrowser(name.to_owned()));
            }
            _ => return Err(Refusal::UnknownPseudoClass(name.to_owned())),
        })
    }
}

/// Conditions whose argument is plain text, where a quote is only a character.
fn takes_text(name: &str) -> bool {
    matches!(name, "contains" | "has-text" | "-abp-contains" | "xpath" | "matches-css" | "-abp-properties")
}

/// How far it is to the bracket that closes an argument. `raw`: plain text or an expression, in
/// which a lone apostrophe opens nothing.
fn argument_length(text: &str, raw: bool) -> Option<usize> {
    let start = text.trim_start_matches(is_space);
    let lead = text.len() - start.len();
    if raw && let Some(length) = regex_length(start) {
        let after = &start[length..];
        let space = after.len() - after.trim_start_matches(is_space).len();
        if after[space..].starts_with(')') {
            return Some(lead + length + space);
        }
    }
    let mut depth = 0;
    let mut quote = None;
    let mut skip_to = 0;
    for (i, c) in text.char_indices() {
        if i < skip_to {
            continue;
        }
        match (c, quote) {
            ('\\', _) => skip_to = i + 1 + text[i + 1..].chars().next().map_or(0, char::len_utf8),
            (c, Some(q)) if c == q => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) if !raw || (i == lead && text[i + 1..].contains(c)) => quote = Some(c),
            ('(', None) => {
                let name = text[..i].rsplit(':').next().unwrap_or_default();
                if !raw && takes_text(name) {
                    skip_to = i + 1 + argument_length(&text[i + 1..], true)? + 1;
                } else {
                    depth += 1;
                }
            }
            (')', None) if depth == 0 => return Some(i),
            (')', None) => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The length of `/…/flags` at the start, if a slash closes it.
fn regex_length(text: &str) -> Option<usize> {
    if !text.starts_with('/') {
        return None;
    }
    let mut escaped = false;
    let mut class = false;
    for (i, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => class = true,
            ']' => class = false,
            '/' if !class => {
                let flags = text[i + 1..].bytes().take_while(u8::is_ascii_lowercase).count();
                return Some(i + 1 + flags);
            }
            _ => {}
        }
    }
    None
}

fn unquote(text: &str) -> &str {
    let text = text.trim_matches(is_space);
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote).and_then(|t| t.strip_suffix(quote)) {
            return inner;
        }
    }
    text
}

/// In plain text a bracket may be written `\(`; in an expression the backslash has its own meaning.
fn unescape_brackets(text: &str) -> String {
    if text.starts_with('/') { text.to_owned() } else { text.replace("\\(", "(").replace("\\)", ")") }
}

/// `"name"="value"` of `:matches-attr()`, each part quoted or not.
fn split_pair(argument: &str) -> Option<(&str, Option<&str>)> {
    let argument = argument.trim_matches(is_space);
    let end = match argument.chars().next()? {
        quote @ ('"' | '\'') => argument[1..].find(quote)? + 2,
        '/' => regex_length(argument)?,
        _ => argument.find('=').unwrap_or(argument.len()),
    };
    let (name, rest) = argument.split_at(end);
    let rest = rest.trim_start_matches(is_space);
    match rest.strip_prefix('=') {
        Some(value) => Some((unquote(name), Some(unquote(value)))),
        None => rest.is_empty().then_some((unquote(name), None)),
    }
}

/// A name or value of `:matches-attr()`: an expression, a text with `*`, or the whole text.
fn pattern(text: &str, name: bool) -> Result<TextTest> {
    let text = if name { text.to_ascii_lowercase() } else { text.to_owned() };
    if let Some(found) = regex(&text)? {
        return Ok(TextTest::Regex(Box::new(found), text));
    }
    if !text.contains('*') {
        return Ok(TextTest::Is(text));
    }
    let parts: Vec<_> = text.split('*').map(regex_lite::escape).collect();
    let source = format!("^{}$", parts.join(".*"));
    let compiled = regex_lite::Regex::new(&source).map_err(|_| Refusal::BadRegex(text.clone()))?;
    Ok(TextTest::Regex(Box::new(compiled), text))
}

/// CSS Syntax 3, 6: the An+B microsyntax.
fn an_plus_b(formula: &str) -> Option<(i32, i32)> {
    let text: String = formula.trim_matches(is_space).to_ascii_lowercase();
    match text.as_str() {
        "odd" => return Some((2, 1)),
        "even" => return Some((2, 0)),
        _ => {}
    }
    let number = |s: &str| -> Option<i32> {
        let digits = s.strip_prefix(['+', '-']).unwrap_or(s);
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| s.parse().ok())?
    };
    let Some((a, b)) = text.split_once('n') else { return Some((0, number(&text)?)) };
    let a = match a {
        "" | "+" => 1,
        "-" => -1,
        a => number(a)?,
    };
    let b: String = b.split(is_space).collect();
    if b.is_empty() {
        return Some((a, 0));
    }
    b.starts_with(['+', '-']).then(|| number(&b).map(|b| (a, b)))?
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii()
}

fn is_name_start(c: char) -> bool {
    (is_name(c) && !c.is_ascii_digit()) || c == '\\'
}

/// HTML, "Case-sensitivity of selectors": attributes whose values HTML compares without case.
fn html_ignores_case(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "accept",
        "accept-charset",
        "align",
        "alink",
        "axis",
        "bgcolor",
        "charset",
        "checked",
        "clear",
        "codetype",
        "color",
        "compact",
        "declare",
        "defer",
        "dir",
        "direction",
        "disabled",
        "enctype",
        "face",
        "frame",
        "hreflang",
        "http-equiv",
        "lang",
        "language",
        "link",
        "media",
        "method",
        "multiple",
        "nohref",
        "noresize",
        "noshade",
        "nowrap",
        "readonly",
        "rel",
        "rev",
        "rules",
        "scope",
        "scrolling",
        "selected",
        "shape",
        "target",
        "text",
        "type",
        "valign",
        "valuetype",
        "vlink",
    ];
    NAMES.contains(&name)
}
