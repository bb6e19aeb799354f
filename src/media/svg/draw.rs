//! Drawing SVG: takes a file, gives a tree of paths (for the PDF's own drawing) or pixels. Reads no file and no URL.

use super::rewrite::{Purpose, rewritten};
use crate::diagnostics::{Error, Result};
use crate::media::{MediaFacts, MediaKind, broken};
use image::{DynamicImage, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use std::sync::Arc;
use usvg::{ImageHrefResolver, ImageKind, Options, Tree, fontdb};

/// No drawing has more pixels on a side: eight inches at 300 to the inch.
const LARGEST_SIDE: f32 = 2400.0;

/// The SVG resolved to groups, paths, text and pictures; its pictures are those it carries in itself.
///
/// # Errors
/// `picture-broken` when it is no SVG, `svg-doctype` when it has a document type.
pub fn tree(bytes: &[u8], fonts: &Arc<fontdb::Database>) -> Result<Tree> {
    let text = super::text::decoded(bytes);
    let text = rewritten(&text, Purpose::Drawing)?.text;
    Tree::from_str(&text, &options(fonts)).map_err(undrawable)
}

fn options(fonts: &Arc<fontdb::Database>) -> Options<'static> {
    Options {
        fontdb: Arc::clone(fonts),
        font_family: "Libertinus Serif".to_owned(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, bytes, _| embedded(bytes)),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

/// A picture within the SVG, within limits. One SVG in another is not drawn.
fn embedded(bytes: Arc<Vec<u8>>) -> Option<ImageKind> {
    match MediaFacts::of(&bytes).ok()?.kind {
        MediaKind::Jpeg => Some(ImageKind::JPEG(bytes)),
        MediaKind::Png => Some(ImageKind::PNG(bytes)),
        MediaKind::Gif => Some(ImageKind::GIF(bytes)),
        MediaKind::WebP => Some(ImageKind::WEBP(bytes)),
        MediaKind::Bmp | MediaKind::Tiff | MediaKind::Svg => None,
    }
}

/// The SVG as pixels, `scale` of them to one of its own, fewer where that would be too many.
///
/// # Errors
/// `picture-broken` when it can't be drawn, `svg-doctype` when it has a document type.
pub fn draw(bytes: &[u8], scale: f32) -> Result<DynamicImage> {
    let tree = tree(bytes, super::fonts())?;
    let size = tree.size();
    let scale = scale.min(LARGEST_SIDE / size.width().max(size.height()));
    let side = |length: f32| (length * scale).ceil().max(1.0) as u32;
    let mut pixels = Pixmap::new(side(size.width()), side(size.height()))
        .ok_or_else(|| broken("the SVG has no size"))?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    let (width, height) = (pixels.width(), pixels.height());
    let image = RgbaImage::from_raw(width, height, pixels.take_demultiplied());
    image
        .map(DynamicImage::ImageRgba8)
        .ok_or_else(|| broken("the SVG has no pixels"))
}

fn undrawable(error: usvg::Error) -> Error {
    broken(format!("the SVG can't be drawn: {error}"))
}
