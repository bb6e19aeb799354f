//! Messages that may come by the thousand: the first ones are told each at its place, the rest as a number.

use crate::diagnostics::{Diagnostic, Diagnostics};

/// How many messages of one kind are told one by one.
const TOLD: usize = 100;

/// Messages of one kind about one file.
#[derive(Default)]
pub struct Repeats {
    first: Vec<Diagnostic>,
    more: usize,
}

impl Repeats {
    /// Takes in a message, made only if it will be told.
    pub fn add(&mut self, message: impl FnOnce() -> Diagnostic) {
        if self.first.len() < TOLD {
            self.first.push(message());
        } else {
            self.more += 1;
        }
    }

    /// Tells them.
    pub fn report(self, messages: &mut Diagnostics) {
        let last = self.first.last().filter(|_| self.more > 0).cloned();
        for message in self.first {
            messages.report(message);
        }
        if let Some(mut last) = last {
            last.message = format!("{} more like this after here", self.more);
            messages.report(last);
        }
    }
}
