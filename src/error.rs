//! What makes us give the page back as it came.
//!
//! None of these is shown to a reader as a failure: the page's own bytes go through, all of them,
//! and the reading says why nothing more was done. A bad claim or a refused rule is not an error
//! but a note in the report.

/// Why a page was passed through unread from some byte on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fault {
    /// UTF-16, ISO-2022-JP and their like: markup is not plain ASCII there.
    #[error("the encoding {0} is not a superset of ASCII")]
    Encoding(String),
    /// The tokenizer gave up, for example at its memory limit.
    #[error("the parser stopped: {0}")]
    Parser(String),
    /// A defect of ours, caught.
    #[error("a defect in faircopy: {0}")]
    Panic(String),
}
