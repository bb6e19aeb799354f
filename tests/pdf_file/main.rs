//! The PDF file, made of pages laid out by hand: what outside judges say of it, and what is in it.

mod conformance;
mod contents;
mod fonts;
mod pictures;
mod scene;
mod structure;
#[path = "../support/mod.rs"]
mod support;
mod svg;
mod whole;
