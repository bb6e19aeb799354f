//! The navigation document (EPUB 3.3 section 7): contents and landmarks.

use super::Publication;
use super::contents::Entry;
use super::document::{DocumentKind, open};
use super::file_names::NAVIGATION;
use crate::markup::xhtml::escaped;

/// The whole of `nav.xhtml`.
pub(super) fn navigation(publication: &Publication<'_>) -> String {
    let words = publication.words;
    let mut out = String::with_capacity(4096);
    let direction = publication.book.metadata.direction;
    open(direction, publication.language, words.contents, &mut out);
    out.push_str(
        "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"toc-title\">\n",
    );
    out.push_str(&format!("<h1 id=\"toc-title\">{}</h1>\n", words.contents));
    list(&publication.contents, &mut out);
    out.push_str("</nav>\n");
    landmarks(publication, &mut out);
    out.push_str("</body>\n</html>\n");
    out
}

fn list(entries: &[Entry], out: &mut String) {
    out.push_str("<ol>\n");
    for entry in entries {
        let (href, title) = (escaped(&entry.href), escaped(&entry.title));
        out.push_str(&format!("<li><a href=\"{href}\">{title}</a>"));
        if !entry.below.is_empty() {
            out.push('\n');
            list(&entry.below, out);
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
}

/// Where reading systems jump to; hidden in the flow, not in their own menus.
fn landmarks(publication: &Publication<'_>, out: &mut String) {
    let words = publication.words;
    out.push_str(&format!(
        "<nav epub:type=\"landmarks\" aria-label=\"{}\" hidden=\"hidden\">\n<ol>\n",
        words.landmarks
    ));
    let first = |kind| {
        publication
            .documents
            .iter()
            .find(|document| document.kind == kind)
    };
    if let Some(document) = first(DocumentKind::TitlePage) {
        landmark("titlepage", &document.file, words.title_page, out);
    }
    landmark("toc", &format!("{NAVIGATION}#toc"), words.contents, out);
    if let Some(document) = first(DocumentKind::Chapter) {
        landmark("bodymatter", &document.file, words.text, out);
    }
    out.push_str("</ol>\n</nav>\n");
}

fn landmark(kind: &str, href: &str, title: &str, out: &mut String) {
    out.push_str(&format!(
        "<li><a epub:type=\"{kind}\" href=\"{href}\">{title}</a></li>\n"
    ));
}
