//! The compiled form of a list: one run of bytes, read where it lies.
//!
//! Parsing a list takes longer than a page may wait, so it happens once, at build time, or when a
//! reader saves rules. What is left for the page is a table look-up per key. All numbers are
//! little-endian and all widths fixed, so a file made on 64 bits reads the same on 32. A file may be cut
//! short or altered: every access is checked, and what cannot be read is as if it were not there.
//!
//! Layout: header (ten `u32`) · rule flags (one byte each) · text marks (`u32` per 16 rules) ·
//! texts, one a line · generic table · host table. A table is `1 << bits` buckets by the highest
//! bits of the key; each entry is 22 more bits of the key with two of a count, then its rule numbers as differences.

mod read;
mod write;

pub use read::Index;
pub(super) use read::Parsed;
pub(super) use write::EVERYWHERE;
pub use write::compile;

const MAGIC: u32 = u32::from_le_bytes(*b"FCR1");
const HEADER: usize = 40;
/// Rules per text mark.
const STRIDE: usize = 16;
/// Between the fields of a rule's text: selector, style, condition.
const FIELD: char = '\u{1f}';

/// In the flags of a rule: three bits of kind, two of action, then these.
const EXCEPTION: u8 = 1 << 5;
const PAGE: u8 = 1 << 6;
/// It names no site and asks for text that comes before its element.
const TEXT: u8 = 1 << 7;

/// Which bucket, and the 22 bits that tell its entries apart.
fn address(key: u64, bits: u32) -> (usize, u32) {
    let bucket = if bits == 0 { 0 } else { (key >> (64 - bits)) as usize };
    (bucket, (key << bits >> 42) as u32)
}
