//! Why a line is not taken: one variant per reason, each with its sentence for the reader.

/// The reason a line of a list is not obeyed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("scriptlets run code in the page and are never taken")]
    Scriptlet,
    #[error("rules that run JavaScript are never taken")]
    Script,
    #[error("this blocks or changes requests; only element hiding is done here")]
    Network,
    #[error("an exception needs a pattern that names a site, such as ||example.org^")]
    NetworkPattern,
    #[error("filters on response headers are not done here")]
    ResponseHeader,
    #[error("a domain given as a regular expression would have to be asked on every page")]
    RegexDomain,
    #[error("{0:?} is not a domain")]
    BadDomain(String),
    #[error("the modifier list [$…] is not closed or holds a mistake")]
    BadModifiers,
    #[error("the modifier {0:?} is not known")]
    UnknownModifier(String),
    #[error("the selector is missing")]
    EmptySelector,
    #[error("the selector has a mistake at character {0}")]
    BadSelector(usize),
    #[error("the selector is longer than {MAX_SELECTOR} bytes")]
    TooLong,
    #[error("the selector is nested too deeply")]
    TooDeep,
    #[error(":{0} is not known")]
    UnknownPseudoClass(String),
    #[error(":{0} can only be answered by the browser's layout or scripts")]
    NeedsBrowser(String),
    #[error("the argument of :{0} is wrong")]
    BadArgument(String),
    #[error("pseudo-elements (::before) are not elements of the page")]
    PseudoElement,
    #[error("XML namespaces in selectors are not supported")]
    Namespace,
    #[error("{0:?} is not a regular expression we can run")]
    BadRegex(String),
    #[error("a combinator after :upward() is not supported")]
    CombinatorAfterUpward,
    #[error("the style declarations have a mistake")]
    BadStyle,
    #[error("style declarations may not load anything")]
    StyleLoads,
}

/// Longer selectors are refused: no list needs them, and a hostile one would cost every page.
pub const MAX_SELECTOR: usize = 8192;
