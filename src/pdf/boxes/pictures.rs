//! Replaced elements: takes `img`, gives a picture of its own or an object in the line.

use super::flow::{Part, PictureBox};
use super::walk::Builder;
use crate::markup::{Element, Name, NodeId};
use crate::media::MediaId;
use crate::pdf::line::{Mark, Piece};
use crate::pdf::page::Tag;
use crate::style::{ComputedStyle, Display, Float};
use crate::units::{Pt, Size as Extent};
use std::sync::Arc;

impl Builder<'_> {
    /// Adds a picture. One that the book hasn't got is its alternative text.
    pub(super) fn picture(
        &mut self,
        id: NodeId,
        element: &Element,
        style: &Arc<ComputedStyle>,
    ) -> bool {
        let alternative = element.get("alt").unwrap_or("").trim();
        let picture = element
            .picture
            .and_then(|media| Some((media, self.natural_size(media)?)));
        let Some((media, natural)) = picture else {
            return self.text(alternative, style, id.0);
        };
        if self.stands_alone(id, style) {
            self.end_paragraph();
            self.anchor(element);
            let tag = described(element).map_or(Tag::Layout, |words| {
                self.structure.figure_alone(id.0, words)
            });
            let picture = self.picture_box((media, natural), tag, id, style);
            self.part(Part::Picture(picture));
            self.structure.end_paragraph();
        } else {
            let tag = described(element).map_or(Tag::Layout, |words| {
                self.structure.figure_in_line(id.0, words)
            });
            let picture = self.picture_box((media, natural), tag, id, style);
            self.object(element, picture);
        }
        false
    }

    fn object(&mut self, element: &Element, picture: PictureBox) {
        let object = u32::try_from(self.objects.len()).unwrap_or(u32::MAX);
        let piece = Piece::Object {
            object,
            width: picture.natural.width,
            ascent: picture.natural.height,
            depth: Pt::ZERO,
            link: picture.link,
        };
        self.objects.push(picture);
        let gathering = self.gathering();
        if let Some(anchor) = element.id() {
            let mark = Piece::Mark(Mark::Anchor(anchor.to_owned()));
            gathering.pieces.push(mark);
        }
        gathering.pieces.push(piece);
        gathering.visible = true;
    }

    fn picture_box(
        &mut self,
        (media, natural): (MediaId, Extent),
        tag: Tag,
        id: NodeId,
        style: &Arc<ComputedStyle>,
    ) -> PictureBox {
        PictureBox {
            media,
            natural,
            style: style.clone(),
            tag,
            link: self.structure.link(id.0),
        }
    }

    /// Does the picture stand between blocks, or in a line?
    fn stands_alone(&self, id: NodeId, style: &ComputedStyle) -> bool {
        let parent = self.tree.node(id).parent();
        let in_figure = parent
            .and_then(|parent| self.tree.element(parent))
            .is_some_and(|own| own.name == Name::Figure);
        let in_line = matches!(style.display, Display::Inline | Display::InlineBlock);
        in_figure || style.float != Float::None || !in_line
    }

    /// A picture's own size: its pixels are CSS pixels, 96 to the inch.
    pub(super) fn natural_size(&self, media: MediaId) -> Option<Extent> {
        let (width, height) = self.media.get(media)?.facts.upright_size();
        let points = |pixels: u32| Pt::from_px(pixels.max(1) as f32);
        Some(Extent {
            width: points(width),
            height: points(height),
        })
    }
}

/// A picture's alternative text; decoration has none.
pub(super) fn described(element: &Element) -> Option<&str> {
    let decorative = matches!(element.get("role"), Some("presentation" | "none"));
    let words = element.get("alt").map(str::trim)?;
    (!decorative && !words.is_empty()).then_some(words)
}
