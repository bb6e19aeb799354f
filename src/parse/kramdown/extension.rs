//! kramdown's extensions: takes `{::comment}`, `{::nomarkdown}` and `{::options /}` out of the text, tells what it can't follow.

use crate::diagnostics::Diagnostic;
use crate::parse::kramdown::attribute_list::pairs;
use crate::parse::kramdown::line::Line;
use crate::parse::kramdown::scan::{Before, Scanner};
use crate::parse::kramdown::{Construct, braces_end};
use std::ops::Range;

/// `{::name head}content{:/name}`
struct Extension<'a> {
    name: &'a str,
    /// What stands between its name and the brace.
    head: &'a str,
    range: Range<usize>,
    content: Range<usize>,
}

/// What begins with `{::`.
enum Found<'a> {
    Extension(Extension<'a>),
    /// Words after all, up to here.
    Words(usize),
    /// Nothing ends on this line.
    Nothing,
}

impl Extension<'_> {
    /// What `{::nomarkdown type="latex"}` holds is for another format.
    fn is_for_html(&self) -> bool {
        let pairs = pairs(self.head);
        let kind = pairs.iter().find(|(key, _)| *key == "type");
        kind.is_none_or(|(_, kind)| kind.is_empty() || kind.contains("html"))
    }
}

impl<'a> Scanner<'a, '_> {
    /// Extensions at the start of a line or in it.
    pub(super) fn extensions(&mut self, line: &Line<'a>) -> bool {
        let mut found = false;
        let mut from = line.start;
        while let Some(at) = self.next_sign(from, line.start + line.text.len()) {
            let extension = match self.extension_at(at) {
                Found::Extension(extension) => extension,
                Found::Words(end) => {
                    from = end;
                    continue;
                }
                Found::Nothing => break,
            };
            let is_alone = at == line.start && self.rest_of_line(extension.range.end).is_empty();
            self.take_extension(&extension, is_alone);
            from = extension.range.end;
            found = true;
            if from >= line.range.end {
                // Over several lines: what follows begins with the line below its end.
                self.go_on_below(from);
                break;
            }
        }
        found
    }

    fn next_sign(&self, from: usize, to: usize) -> Option<usize> {
        let offset = self.text.get(from..to)?.find("{::")?;
        Some(from + offset)
    }

    fn take_extension(&mut self, extension: &Extension<'a>, is_alone: bool) {
        let construct = match extension.name {
            "options" => self.options(extension),
            "nomarkdown" if extension.is_for_html() => Construct::Raw(extension.content.clone()),
            "nomarkdown" => {
                let message = "this stands here for another format than HTML";
                let told = Diagnostic::note("not-for-html", message).help("it is left out");
                self.tell(told, extension.range.clone());
                Construct::Nothing
            }
            _ => Construct::Nothing,
        };
        match construct {
            construct if is_alone => {
                self.mark(extension.range.clone(), construct);
                self.before = Before::Text;
            }
            Construct::Raw(content) => {
                self.copyist
                    .replace(extension.range.start..content.start, "");
                self.copyist.replace(content.end..extension.range.end, "");
            }
            construct @ Construct::Html(_) => self.mark(extension.range.clone(), construct),
            _ => {
                self.copyist.replace(extension.range.clone(), "");
            }
        }
    }

    /// The options a book can follow are those that say how HTML is read.
    fn options(&mut self, extension: &Extension<'a>) -> Construct {
        let before = self.html;
        for (key, value) in pairs(extension.head) {
            let is_on = value == "true";
            match key {
                "parse_block_html" => self.html.blocks = is_on,
                "parse_span_html" => self.html.phrases = is_on,
                _ => {
                    let message = format!("kramdown's option `{key}` isn't followed");
                    let told = Diagnostic::note("option-unknown", message)
                        .help("the book is as it would be without it");
                    self.tell(told, extension.range.clone());
                }
            }
        }
        if self.html == before {
            Construct::Nothing
        } else {
            Construct::Html(self.html)
        }
    }

    fn extension_at(&mut self, at: usize) -> Found<'a> {
        let inner = self.text.get(at + "{::".len()..).unwrap_or("");
        let Some(head) = braces_end(inner).and_then(|end| inner.get(..end)) else {
            return Found::Nothing;
        };
        let length = head
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(head.len());
        let (name, rest) = head.split_at_checked(length).unwrap_or((head, ""));
        let start = at + "{::".len() + head.len() + 1;
        if !matches!(name, "comment" | "nomarkdown" | "options") {
            if !name.is_empty() {
                self.tell_unknown(name, at..start);
            }
            return Found::Words(start);
        }
        if let Some(head) = rest.trim_end().strip_suffix('/') {
            return Found::Extension(Extension {
                name,
                head,
                range: at..start,
                content: start..start,
            });
        }
        match self.end_tag_of(name, start) {
            Some(end) => Found::Extension(Extension {
                name,
                head: rest,
                range: at..end.end,
                content: start..end.start,
            }),
            None => Found::Words(start),
        }
    }

    /// Where `{:/name}` or `{:/}` stands behind `start`.
    fn end_tag_of(&mut self, name: &'a str, start: usize) -> Option<Range<usize>> {
        if self.unended.contains(name) {
            return None;
        }
        let body = self.text.get(start..)?;
        let mut signs = body.match_indices("{:/");
        let found = signs.find_map(|(at, sign)| {
            let rest = body.get(at + sign.len()..)?;
            let named = rest.strip_prefix(name).unwrap_or(rest);
            let end = body.len() - named.strip_prefix('}')?.len();
            Some(start + at..start + end)
        });
        if found.is_none() {
            self.unended.insert(name);
        }
        found
    }

    fn tell_unknown(&mut self, name: &str, range: Range<usize>) {
        let message = format!("kramdown has no extension `{name}`");
        let told = Diagnostic::note("extension-unknown", message).help("it is kept as text");
        self.tell(told, range);
    }
}
