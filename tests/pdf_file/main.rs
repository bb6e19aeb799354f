//! The PDF file, made of pages laid out by hand: what outside judges say of it, and what is in it.

mod conformance;
mod contents;
mod fonts;
#[path = "../validators/judges.rs"]
#[allow(dead_code, reason = "its other users ask more")]
mod judges;
mod pictures;
mod scene;
mod structure;
mod svg;
mod whole;
