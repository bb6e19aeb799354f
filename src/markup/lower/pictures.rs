//! Pictures, and what stands for one that could not be had.

use super::attributes::{classed, element};
use super::{Lowering, Place};
use crate::document::{Alternative, Attributes, Image, Picture, Target};
use crate::markup::Name;
use crate::media::MediaId;
use crate::span::Span;

impl Lowering<'_> {
    /// A picture; `titled` keeps its title as an attribute, where it is no caption.
    pub(super) fn picture(
        &mut self,
        image: &Image,
        titled: bool,
        attributes: &Attributes,
        span: Span,
        at: Place,
    ) {
        let mut element = element(Name::Img, attributes);
        element.picture = match &image.picture {
            Picture::Embedded(id) if self.has_picture(*id) => Some(*id),
            Picture::Written(url) if !self.is_book() => {
                element = element.with("src", url.as_str());
                None
            }
            Picture::Remote(url) => return self.remote(image, url, attributes, span, at),
            Picture::Missing(url) | Picture::Written(url) => {
                return self.missing(image, url, attributes, span, at);
            }
            Picture::Embedded(_) => return self.missing(image, "", attributes, span, at),
        };
        element = element.with("alt", words(&image.alternative));
        if let Some(title) = image
            .title
            .as_deref()
            .filter(|_| titled && element.get("title").is_none())
        {
            element = element.with("title", title);
        }
        self.append(at, element, span);
    }

    fn has_picture(&self, id: MediaId) -> bool {
        self.book.is_some_and(|book| book.media.get(id).is_some())
    }

    /// A picture that is not there: its words in a frame.
    fn missing(
        &mut self,
        image: &Image,
        url: &str,
        attributes: &Attributes,
        span: Span,
        at: Place,
    ) {
        let shown = shown(image, url);
        let frame = classed(Name::Span, "missing-picture", attributes)
            .with("role", "img")
            .with("aria-label", shown);
        self.worded(frame, shown, span, at);
    }

    /// A picture on the web: its words in a frame, leading there.
    fn remote(&mut self, image: &Image, url: &str, attributes: &Attributes, span: Span, at: Place) {
        let name = if at.in_link { Name::Span } else { Name::A };
        let mut frame = classed(name, "remote-picture", attributes);
        if name == Name::A {
            frame.target = Some(Target::External(url.to_owned()));
        }
        self.worded(frame, shown(image, url), span, at);
    }
}

fn words(alternative: &Alternative) -> &str {
    match alternative {
        Alternative::Text(text) => text,
        Alternative::Decorative | Alternative::Absent => "",
    }
}

/// What is read in place of a picture: its alternative text, else its title, else its file's name.
fn shown<'a>(image: &'a Image, url: &'a str) -> &'a str {
    let file = url.rsplit('/').find(|part| !part.is_empty()).unwrap_or(url);
    let file = if url.starts_with("data:") { "" } else { file };
    [
        words(&image.alternative),
        image.title.as_deref().unwrap_or(""),
        file,
    ]
    .into_iter()
    .find(|words| !words.trim().is_empty())
    .unwrap_or("?")
}
