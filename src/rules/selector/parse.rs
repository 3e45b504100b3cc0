//! Text to selector.
//!
//! Follows CSS Syntax 3 for names, strings and escapes and Selectors 4 for the grammar; the
//! arguments of procedural conditions are plain text up to the matching bracket, as the filter
//! engines read them. What is not understood in full is refused: half a selector matches too much.

use super::argument::*;
use super::test::TextTest;
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

pub(super) fn is_space(c: char) -> bool {
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
