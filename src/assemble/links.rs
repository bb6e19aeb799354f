//! Links: takes them as authors wrote them, gives those that lead out of the book, into it, or nowhere.

use super::Draft;
use super::address::{self, Address};
use super::anchors::Anchors;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::{Inline, InlineKind, Target, Visitor, walk_blocks, walk_inline};
use crate::span::Span;

/// Resolves every link of the book.
pub(super) fn resolve(drafts: &mut [Draft], messages: &mut Diagnostics) {
    for (chapter, draft) in drafts.iter_mut().enumerate() {
        let mut links = Links {
            chapter,
            anchors: &draft.anchors,
            site: draft.site.url(),
            messages,
        };
        walk_blocks(&mut links, &mut draft.chapter.blocks);
        draft
            .chapter
            .notes
            .iter_mut()
            .for_each(|note| walk_blocks(&mut links, &mut note.content));
    }
}

struct Links<'a> {
    chapter: usize,
    anchors: &'a Anchors,
    site: Option<&'a str>,
    messages: &'a mut Diagnostics,
}

impl Visitor for Links<'_> {
    fn inline(&mut self, inline: &mut Inline) {
        if let InlineKind::Link(link) = &mut inline.kind
            && let Target::Written(written) = &link.target
        {
            link.target = self.target(written, inline.span);
        }
        walk_inline(self, inline);
    }
}

impl Links<'_> {
    fn target(&mut self, written: &str, span: Span) -> Target {
        match Address::of(written) {
            Address::Absolute(url) => Target::External(url),
            Address::Fragment(fragment) => self.in_chapter(&fragment, span),
            Address::Path(path) => self.on_site(&path, span),
            Address::Empty => {
                self.nowhere(span, "link-nowhere", "the link says no address".to_owned())
            }
            Address::Forbidden(scheme) => self.nowhere(
                span,
                "link-forbidden",
                format!("a book may not hold a link to `{scheme}:`"),
            ),
            Address::Broken => self.nowhere(
                span,
                "link-broken",
                format!("`{}` has no valid host", written.trim()),
            ),
        }
    }

    fn in_chapter(&mut self, fragment: &str, span: Span) -> Target {
        match self.anchors.find(fragment) {
            Some(id) => Target::Internal {
                chapter: self.chapter,
                id: id.map(str::to_owned),
            },
            None => self.nowhere(
                span,
                "anchor-unknown",
                format!("nothing in the post has the id `{fragment}`"),
            ),
        }
    }

    /// A path leads to the page on the web, if it is known where the site is.
    fn on_site(&mut self, path: &str, span: Span) -> Target {
        let Some(url) = self.site.and_then(|site| on_site(site, path)) else {
            return self.nowhere(
                span,
                "link-nowhere",
                format!("`{path}` leads out of the book, and the site's URL is not known"),
            );
        };
        Target::External(url)
    }

    fn nowhere(&mut self, span: Span, code: &'static str, message: String) -> Target {
        let message = Diagnostic::warning(code, message).at(span);
        self.messages
            .report(message.help("its words stay, without a link"));
        Target::Nowhere
    }
}

/// The URL of a path on a site: from the root it is joined to the origin, else to the site's base.
fn on_site(site: &str, path: &str) -> Option<String> {
    let Address::Absolute(base) = Address::of(site) else {
        return None;
    };
    let base = if path.starts_with('/') {
        address::origin(&base)?
    } else {
        base.trim_end_matches('/')
    };
    let separate = if path.starts_with(['/', '?']) {
        ""
    } else {
        "/"
    };
    Some(format!(
        "{base}{separate}{}",
        address::escaped(&without_dots(path))
    ))
}

/// Without `.` and `..`, which can't lead above the root (RFC 3986 section 5.2.4).
fn without_dots(path: &str) -> String {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (path, rest) = path.split_at(end);
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(kept.pop().filter(|part| !part.is_empty())),
            _ => kept.push(part),
        }
    }
    let path = kept.join("/");
    format!("{path}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_to_the_site() {
        let site = "https://a.example/blog/";
        assert_eq!(
            on_site(site, "/about#us").as_deref(),
            Some("https://a.example/about#us")
        );
        assert_eq!(
            on_site(site, "about.html").as_deref(),
            Some("https://a.example/blog/about.html")
        );
        assert_eq!(
            on_site(site, "../x y").as_deref(),
            Some("https://a.example/blog/x%20y")
        );
        assert_eq!(on_site("not a site", "/about"), None);
    }
}
