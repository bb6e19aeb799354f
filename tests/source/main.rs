//! Reading: posts alone, and whole sites of each generator.

mod alone;
mod hugo;
mod hugo_shortcodes;
mod includes;
mod jekyll;
mod liquid;
mod mdbook;
mod posts;
mod reach;
mod real_sites;
mod selection;
#[path = "../support/mod.rs"]
mod support;
mod zola;
