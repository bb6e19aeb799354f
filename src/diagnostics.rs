//! What is told to the user: takes messages from every stage, keeps them in order; people's excerpts and JSON are made of them in `cli`.

use crate::span::Span;
use std::collections::HashSet;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Something was done that the author may want to know.
    Note,
    /// Something was replaced by the next best.
    Warning,
    /// A book could not be made.
    Error,
}

impl Severity {
    /// What it is called in messages: `note`, `warning`, `error`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A message: what, where, and what to do about it.
///
/// ```
/// use chapbook::diagnostics::{Diagnostic, Severity};
/// let message = Diagnostic::warning("picture-missing", "there is no picture /img/a.png").help("its alternative text is shown in a frame");
/// assert_eq!((message.severity, message.code), (Severity::Warning, "picture-missing"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What kind of message this is, the same in every version: `picture-missing`.
    pub code: &'static str,
    /// Where, if it is at a place.
    pub span: Option<Span>,
    /// One sentence without a full stop.
    pub message: String,
    /// What was done instead, or what to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error: a book is not made.
    pub fn error(code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code,
            span: None,
            message: message.into(),
            help: None,
        }
    }

    /// A warning: something was replaced by the next best.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(code, message)
        }
    }

    /// A note: something was done that the author may want to know.
    pub fn note(code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Note,
            ..Diagnostic::error(code, message)
        }
    }

    /// Where it is.
    #[must_use]
    pub fn at(mut self, span: Span) -> Diagnostic {
        self.span = span.is_somewhere().then_some(span);
        self
    }

    /// What was done instead, or what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }
}

/// The error type of the crate: a message of severity [`Severity::Error`].
pub type Error = Box<Diagnostic>;

/// A result whose error can be shown to the user as it is.
pub type Result<T> = std::result::Result<T, Error>;

/// Messages in the order in which the stages gave them.
#[derive(Debug, Default)]
pub struct Diagnostics {
    messages: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a message.
    pub fn report(&mut self, message: Diagnostic) {
        self.messages.push(message);
    }

    /// Adds all that another stage or thread collected.
    pub fn append(&mut self, other: Diagnostics) {
        self.messages.extend(other.messages);
    }

    /// The messages so far.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.messages.iter()
    }

    /// The messages in the order of the files and of the places in them, each once for a place, though a text may be
    /// included twice; those without a place come last.
    pub fn in_place_order(&self) -> Vec<&Diagnostic> {
        let mut messages: Vec<&Diagnostic> = self.messages.iter().collect();
        messages.sort_by_key(|message| (message.span.is_none(), message.span));
        let mut told = HashSet::new();
        messages.retain(|message| {
            message.span.is_none() || told.insert((message.span, message.code, &message.message))
        });
        messages
    }

    /// How many of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.messages
            .iter()
            .filter(|message| message.severity == severity)
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Sources;

    #[test]
    fn messages_stand_in_the_order_of_their_places() {
        let mut sources = Sources::default();
        let (config, post) = (
            sources.add("_config.yml", "title: x".into()),
            sources.add("post.md", "one two".into()),
        );
        let mut messages = Diagnostics::default();
        let mut tell = |message: &str, span| {
            messages.report(Diagnostic::warning("a-code", message).at(span));
        };
        tell("nowhere", Span::NOWHERE);
        tell("second", Span::new(post, 4..7));
        tell("first", Span::new(post, 0..3));
        tell("first again", Span::new(post, 0..3));
        tell("before", Span::new(config, 7..8));
        let ordered: Vec<&str> = messages
            .in_place_order()
            .iter()
            .map(|message| message.message.as_str())
            .collect();
        assert_eq!(
            ordered,
            ["before", "first", "first again", "second", "nowhere"]
        );
    }
}
