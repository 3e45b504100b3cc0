//! The choice of each field among its claims: weights from `rank.rs`, agreement, and the visible page.

pub mod authors;
pub mod dates;
pub mod image;
pub mod rest;
pub mod title;
