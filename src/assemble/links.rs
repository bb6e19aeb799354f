//! Links: takes them as authors wrote them, gives those that lead out of the book, into it, or nowhere.

use super::Draft;
use super::address::{self, Address, without_dots};
use super::address_book::{AddressBook, Place, folder};
use super::anchors::Anchors;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::{Inline, InlineKind, Target, Visitor, walk_blocks, walk_inline};
use crate::source::{Site, Whereabouts};
use crate::span::Span;

/// Resolves every link of the book. `left_out` are the site's texts that are not in it.
pub(super) fn resolve(drafts: &mut [Draft], left_out: &[Whereabouts], messages: &mut Diagnostics) {
    let address_book = AddressBook::of(drafts, left_out);
    let anchors = drafts
        .iter_mut()
        .map(|draft| std::mem::take(&mut draft.anchors));
    let anchors: Vec<Anchors> = anchors.collect();
    let is_alone = drafts.len() + left_out.len() < 2;
    for (chapter, draft) in drafts.iter_mut().enumerate() {
        let mut links = Links {
            chapter,
            at: &draft.whereabouts,
            site: &*draft.site,
            address_book: &address_book,
            anchors: &anchors,
            is_alone,
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

/// The links of a chapter.
struct Links<'a> {
    chapter: usize,
    at: &'a Whereabouts,
    site: &'a dyn Site,
    address_book: &'a AddressBook<'a>,
    /// Each chapter's.
    anchors: &'a [Anchors],
    /// Is nothing known of the site's other texts?
    is_alone: bool,
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
            Address::Absolute(url) => self.absolute(url, span),
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

    /// A URL of the site's own host may lead to a chapter.
    fn absolute(&mut self, url: String, span: Span) -> Target {
        let own = self.address_book.path_of(&url).map(split);
        let found = own.and_then(|(path, rest)| {
            // Without a slash it is the host's first page.
            let path = if path.is_empty() { "/" } else { path };
            Some((self.address_book.find(path, self.at)?, rest))
        });
        match found {
            Some((Place::Chapter(chapter), rest)) => self.inside(chapter, rest, span),
            Some((Place::LeftOut(_), _)) | None => Target::External(url),
        }
    }

    fn in_chapter(&mut self, fragment: &str, span: Span) -> Target {
        match self.find_anchor(self.chapter, fragment) {
            Some(id) => Target::Internal {
                chapter: self.chapter,
                id,
            },
            None => self.nowhere(
                span,
                "anchor-unknown",
                format!("nothing in the post has the id `{fragment}`"),
            ),
        }
    }

    /// A path leads into the book; else to the page on the web, if it is known where the site is.
    fn on_site(&mut self, written: &str, span: Span) -> Target {
        let (path, rest) = split(written);
        let url = match self.address_book.find(path, self.at) {
            Some(Place::Chapter(chapter)) => return self.inside(chapter, rest, span),
            Some(Place::LeftOut("")) => self.url_of(written),
            Some(Place::LeftOut(page)) => page_url(self.site.url(), page, rest),
            None if self.is_text(path) => {
                let message = format!("the site has no text `{path}`");
                return self.nowhere(span, "link-nowhere", message);
            }
            None => self.url_of(written),
        };
        match url {
            Some(url) => Target::External(url),
            None => self.nowhere(
                span,
                "link-nowhere",
                format!("`{written}` leads out of the book, and the site's URL is not known"),
            ),
        }
    }

    /// Can only one of the site's texts be meant, all of which are known?
    fn is_text(&self, path: &str) -> bool {
        path.starts_with("@/") || !self.is_alone && path.ends_with(".md")
    }

    /// Where a browser would find it on the post's page.
    fn url_of(&self, written: &str) -> Option<String> {
        on_site(self.site.url()?, &self.at.url, written)
    }

    /// A place in a chapter; `rest` holds the fragment. One that isn't there is the chapter's beginning.
    fn inside(&mut self, chapter: usize, rest: &str, span: Span) -> Target {
        let fragment = rest.split_once('#').map_or("", |(_, fragment)| fragment);
        let found = self.find_anchor(chapter, fragment);
        if found.is_none() {
            let message = format!("nothing in that post has the id `{fragment}`");
            let message = Diagnostic::warning("anchor-unknown", message).at(span);
            self.messages
                .report(message.help("the link leads to the post's beginning"));
        }
        Target::Internal {
            chapter,
            id: found.flatten(),
        }
    }

    /// The id that a fragment means; within, `None` is the chapter's beginning.
    fn find_anchor(&self, chapter: usize, fragment: &str) -> Option<Option<String>> {
        let found = self.anchors.get(chapter)?.find(fragment)?;
        Some(found.map(str::to_owned))
    }

    fn nowhere(&mut self, span: Span, code: &'static str, message: String) -> Target {
        let message = Diagnostic::warning(code, message).at(span);
        self.messages
            .report(message.help("its words stay, without a link"));
        Target::Nowhere
    }
}

/// A path, and its query and fragment.
fn split(written: &str) -> (&str, &str) {
    written.split_at(written.find(['?', '#']).unwrap_or(written.len()))
}

/// The URL of a page of the site.
fn page_url(site: Option<&str>, page: &str, rest: &str) -> Option<String> {
    let Address::Absolute(base) = Address::of(site?) else {
        return None;
    };
    let base = base.trim_end_matches('/');
    Some(format!(
        "{base}{}",
        address::escaped(&format!("{page}{rest}"))
    ))
}

/// The URL that a browser makes of a path on the site's page at `page`: from the root it is joined to the origin.
fn on_site(site: &str, page: &str, path: &str) -> Option<String> {
    let Address::Absolute(base) = Address::of(site) else {
        return None;
    };
    if path.starts_with('/') {
        let origin = address::origin(&base)?;
        return Some(format!("{origin}{}", address::escaped(&without_dots(path))));
    }
    let (path, rest) = split(path);
    let path = match path {
        "" => page.to_owned(),
        path => format!("{}/{path}", folder(page)),
    };
    let path = format!("/{}{rest}", without_dots(path.trim_start_matches('/')));
    Some(format!(
        "{}{}",
        base.trim_end_matches('/'),
        address::escaped(&path)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_to_the_page() {
        let site = "https://a.example/blog/";
        let joined = |path| on_site(site, "/2016/06/24/x.html", path).unwrap();
        assert_eq!(joined("/about#us"), "https://a.example/about#us");
        assert_eq!(joined("y.html"), "https://a.example/blog/2016/06/24/y.html");
        assert_eq!(joined("../x y"), "https://a.example/blog/2016/06/x%20y");
        assert_eq!(joined("?q"), "https://a.example/blog/2016/06/24/x.html?q");
        assert_eq!(
            on_site(site, "", "../../about.html").as_deref(),
            Some("https://a.example/blog/about.html")
        );
        assert_eq!(on_site("not a site", "", "/about"), None);
    }
}
