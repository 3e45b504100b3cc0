//! How to read the bytes.
