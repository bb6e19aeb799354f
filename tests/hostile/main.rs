//! What Chapbook promises against: each input that would harm, hang or break a lesser program gets a message at its place,
//! and what can still be made is made.

mod outputs;
mod payloads;
mod pictures;
mod reach;
mod style;
#[path = "../support/mod.rs"]
mod support;
mod text;

const POST: &str = "post.md";
