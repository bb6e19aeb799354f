//! What is met again and again in a site and told once: names, where each stands first, and how often.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::span::Span;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Names met in the texts of a site.
#[derive(Debug, Default)]
pub struct Tally(Mutex<BTreeMap<String, (Span, usize)>>);

impl Tally {
    /// Takes in that `name` stands at `span`.
    pub fn add(&self, name: &str, span: Span) {
        let mut met = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (first, count) = met.entry(name.to_owned()).or_insert((span, 0));
        *first = span.min(*first);
        *count += 1;
    }

    /// Tells each name once with `message`'s words, at the first place where it stands, and forgets them.
    pub fn tell(&self, messages: &mut Diagnostics, message: impl Fn(&str, &str) -> Diagnostic) {
        let mut met = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (name, (first, count)) in std::mem::take(&mut *met) {
            let times = match count {
                1 => String::new(),
                _ => format!(" ({count} times)"),
            };
            messages.report(message(&name, &times).at(first));
        }
    }
}
