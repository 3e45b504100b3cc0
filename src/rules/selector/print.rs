//! Selectors back to text, in one spelling: what goes into a stylesheet is printed from what was
//! understood, never copied from the list, so a list cannot end a declaration and begin another.

use super::*;
use std::fmt::{self, Display, Formatter, Write};

impl Display for Selector {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        join(f, &self.alternatives)
    }
}

fn join<T: Display>(f: &mut Formatter<'_>, items: &[T]) -> fmt::Result {
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            f.write_str(", ")?;
        }
        write!(f, "{item}")?;
    }
    Ok(())
}

impl Display for Chain {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.base)?;
        for step in &self.steps {
            match step {
                Step::Levels(n) => write!(f, ":upward({n})")?,
                Step::To(selector) => write!(f, ":upward({selector})")?,
                Step::Filter(simples) => simples.iter().try_for_each(|s| write!(f, "{s}"))?,
            }
        }
        Ok(())
    }
}

impl Display for Complex {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for i in (0..self.context.len()).rev() {
            let (combinator, compound) = &self.context[i];
            // The scope of :has() is not written, only its combinator.
            let scope =
                matches!(compound.simples.as_slice(), [Simple::Scope]) && compound.tag.is_none() && first;
            if !scope {
                write!(f, "{compound} ")?;
            }
            match combinator {
                Combinator::Descendant => {}
                Combinator::Child => f.write_str("> ")?,
                Combinator::NextSibling => f.write_str("+ ")?,
                Combinator::LaterSibling => f.write_str("~ ")?,
            }
            first = false;
        }
        write!(f, "{}", self.subject)
    }
}

impl Display for Compound {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.tag {
            Some(tag) => identifier(f, tag)?,
            None if self.simples.is_empty() => f.write_char('*')?,
            None => {}
        }
        self.simples.iter().try_for_each(|s| write!(f, "{s}"))
    }
}

impl Display for Simple {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Simple::Id(id) => {
                f.write_char('#')?;
                identifier(f, id)
            }
            Simple::Class(class) => {
                f.write_char('.')?;
                identifier(f, class)
            }
            Simple::Attribute(a) => {
                f.write_char('[')?;
                identifier(f, &a.name)?;
                if a.operator != Operator::Exists {
                    f.write_str(match a.operator {
                        Operator::Includes => "~=",
                        Operator::Dash => "|=",
                        Operator::Prefix => "^=",
                        Operator::Suffix => "$=",
                        Operator::Substring => "*=",
                        _ => "=",
                    })?;
                    string(f, &a.value)?;
                    if a.ignore_case {
                        f.write_str(" i")?;
                    }
                }
                f.write_char(']')
            }
            Simple::Not(s) => write!(f, ":not({s})"),
            Simple::Is(s) => write!(f, ":is({s})"),
            Simple::Has(list) => {
                f.write_str(":has(")?;
                join(f, list)?;
                f.write_char(')')
            }
            Simple::Scope => f.write_str(":scope"),
            Simple::Root => f.write_str(":root"),
            Simple::Empty => f.write_str(":empty"),
            Simple::Nth(n) => {
                let end = if n.from_end { "last-" } else { "" };
                let what = if n.of_type { "of-type" } else { "child" };
                write!(f, ":nth-{end}{what}({}n{:+}", n.a, n.b)?;
                if let Some(of) = &n.of {
                    write!(f, " of {of}")?;
                }
                f.write_char(')')
            }
            Simple::Text(t) => write!(f, ":has-text({})", t.source()),
            Simple::MinTextLength(n) => write!(f, ":min-text-length({n})"),
            Simple::MaxTextLength(n) => write!(f, ":max-text-length({n})"),
            Simple::MatchesAttribute { name, value } => {
                f.write_str(":matches-attr(")?;
                string(f, name.source())?;
                if let Some(value) = value {
                    f.write_char('=')?;
                    string(f, value.source())?;
                }
                f.write_char(')')
            }
        }
    }
}

/// CSSOM, "serialize an identifier".
fn identifier(f: &mut Formatter<'_>, name: &str) -> fmt::Result {
    for (i, c) in name.chars().enumerate() {
        let digit_start = c.is_ascii_digit() && (i == 0 || (i == 1 && name.starts_with('-')));
        if c.is_control() || c == '<' || digit_start {
            write!(f, "\\{:x} ", c as u32)?;
        } else if c.is_ascii_alphanumeric() || c == '_' || (c == '-' && name.len() > 1) || !c.is_ascii() {
            f.write_char(c)?;
        } else {
            write!(f, "\\{c}")?;
        }
    }
    Ok(())
}

/// CSSOM, "serialize a string"; `<` is escaped too, so that no style element can be ended.
fn string(f: &mut Formatter<'_>, value: &str) -> fmt::Result {
    f.write_char('"')?;
    for c in value.chars() {
        match c {
            '"' | '\\' => write!(f, "\\{c}")?,
            '<' => f.write_str("\\3c ")?,
            c if c.is_control() => write!(f, "\\{:x} ", c as u32)?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('"')
}
