//! What the book says of its accessibility (EPUB Accessibility 1.1 section 2): only what is known to be true, and no claim of
//! conformance, which takes a person who has read the book.

use super::metadata::meta;
use super::pictures::Pictures;
use crate::markup::xhtml::escaped;
use crate::markup::{Element, Name};
use crate::media::MediaKind;
use crate::style::StyledBook;

/// What there is in a book that somebody may not be able to see or bear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Access {
    /// A picture that says something; decoration has `alt=""`.
    has_pictures: bool,
    /// Formulas in TeX's notation.
    has_formulas: bool,
    /// A picture of a kind that can move.
    may_move: bool,
}

impl Access {
    pub(super) fn of(styled: &StyledBook<'_>, pictures: &Pictures) -> Access {
        let trees = styled.chapters.iter().map(|chapter| &chapter.tree);
        let mut access = Access {
            has_pictures: false,
            has_formulas: false,
            may_move: pictures
                .items
                .iter()
                .any(|picture| matches!(picture.kind, MediaKind::Gif | MediaKind::WebP)),
        };
        for tree in trees {
            for element in tree.nodes().filter_map(|node| tree.element(node)) {
                access.has_pictures |= says_something(element, pictures);
                access.has_formulas |= element.classes().any(|class| class == "math");
            }
        }
        access
    }

    /// Writes schema.org's properties.
    pub(super) fn write(self, out: &mut String) {
        let mut say =
            |property: &str, value: &str| meta(&format!("schema:{property}"), None, value, out);
        say("accessMode", "textual");
        if self.has_pictures {
            // That the words say all that the pictures show is for their author to claim.
            say("accessMode", "visual");
            say("accessModeSufficient", "textual,visual");
            say("accessibilityFeature", "alternativeText");
        } else {
            say("accessModeSufficient", "textual");
        }
        for feature in ["tableOfContents", "structuralNavigation", "readingOrder"] {
            say("accessibilityFeature", feature);
        }
        say(
            "accessibilityHazard",
            if self.may_move { "unknown" } else { "none" },
        );
        let summary = self.summary();
        out.push_str(&format!(
            "<meta property=\"schema:accessibilitySummary\" xml:lang=\"en\">{}</meta>\n",
            escaped(&summary)
        ));
    }

    fn summary(self) -> String {
        let mut summary = "Headings, lists, quotes, tables and notes are marked as what they are, and the contents lead to every chapter and heading.".to_owned();
        if self.has_pictures {
            summary.push_str(
                " Pictures have alternative texts, which may be their captions, titles or names.",
            );
        }
        if self.has_formulas {
            summary.push_str(" Formulas are given in TeX notation.");
        }
        summary
    }
}

fn says_something(element: &Element, pictures: &Pictures) -> bool {
    let is_in = element
        .picture
        .is_some_and(|id| pictures.path(id).is_some());
    element.name == Name::Img
        && is_in
        && element.get("alt").is_some_and(|alt| !alt.trim().is_empty())
}
