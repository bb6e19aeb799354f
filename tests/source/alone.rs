//! A post read alone, with what is said about it.

use crate::support::site::Site;
use chapbook::diagnostics::{Diagnostic, Diagnostics};
use chapbook::source::{Input, Post, ReadOptions, read};
use chapbook::span::Sources;
use std::path::Path;

/// A post that was read, with its messages as `path:line:column code`.
pub struct Read {
    pub post: Post,
    pub sources: Sources,
    pub messages: Vec<String>,
}

impl Site {
    /// Reads a post of the site.
    pub fn read_post(&self, path: &str) -> Read {
        self.try_read_post(path, &ReadOptions::default()).unwrap()
    }

    /// Reads a post of the site, or gives the error's code.
    pub fn try_read_post(&self, path: &str, options: &ReadOptions) -> Result<Read, &'static str> {
        read_input(&Input::File(self.path(path)), options)
    }
}

/// Reads a post wherever it is, or gives the error's code.
pub fn read_input(input: &Input, options: &ReadOptions) -> Result<Read, &'static str> {
    let (mut sources, mut messages) = (Sources::default(), Diagnostics::default());
    let post = read(input, options, &mut sources, &mut messages).map_err(|error| error.code)?;
    let shown = |message: &Diagnostic| {
        let place = message.span.and_then(|span| sources.place(span));
        place.map_or(message.code.to_owned(), |place| {
            let name = Path::new(place.path).file_name().unwrap_or_default();
            let name = name.to_string_lossy();
            format!("{name}:{}:{} {}", place.line, place.column, message.code)
        })
    };
    Ok(Read {
        messages: messages.iter().map(shown).collect(),
        post,
        sources,
    })
}
