//! Faircopy: a news page cleaned and its article read, in one streaming pass over the HTML.

pub mod article;
pub mod body;
pub mod clean;
pub mod element;
pub mod encoding;
pub mod error;
pub mod export;
pub mod live;
pub mod metadata;
pub mod rules;
pub mod stream;
#[cfg(feature = "wasm")]
pub mod wasm;
