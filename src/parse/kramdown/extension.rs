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
            let Some(extension) = self.extension_at(at) else {
                from = at + 1;
                continue;
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

    fn extension_at(&mut self, at: usize) -> Option<Extension<'a>> {
        let inner = self.text.get(at..)?.strip_prefix("{::")?;
        let head = inner.get(..braces_end(inner)?)?;
        let length = head
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(head.len());
        let (name, rest) = head.split_at_checked(length)?;
        let start = at + "{::".len() + head.len() + 1;
        if !matches!(name, "comment" | "nomarkdown" | "options") {
            if !name.is_empty() {
                self.tell_unknown(name, at..start);
            }
            return None;
        }
        if let Some(head) = rest.trim_end().strip_suffix('/') {
            return Some(Extension {
                name,
                head,
                range: at..start,
                content: start..start,
            });
        }
        let (end, length) = self.end_tag_of(name, start)?;
        Some(Extension {
            name,
            head: rest,
            range: at..end + length,
            content: start..end,
        })
    }

    /// Where `{:/name}` or `{:/}` stands behind `start`, and its length.
    fn end_tag_of(&self, name: &str, start: usize) -> Option<(usize, usize)> {
        if start >= self.no_end_tag_from {
            return None;
        }
        let body = self.text.get(start..)?;
        let ends = [format!("{{:/{name}}}"), "{:/}".to_owned()];
        let found = ends
            .iter()
            .filter_map(|end| Some((start + body.find(end)?, end.len())));
        found.min()
    }

    fn tell_unknown(&mut self, name: &str, range: Range<usize>) {
        let message = format!("kramdown has no extension `{name}`");
        let told = Diagnostic::note("extension-unknown", message).help("it is kept as text");
        self.tell(told, range);
    }
}
