//! What PDF's operators can't say: takes a node of an SVG, gives its pixels and where they stand.

use super::{clip, paint};
use crate::media::{Pixels, Samples};
use crate::pdf::file::pictures::{Encoded, drawing_of_pixels};
use resvg::tiny_skia::Pixmap;
use usvg::{Node, NonZeroRect, Paint, Transform};

/// Pixels to one of the SVG's units, at 96 to the inch: 288 to the inch.
const SCALE: f32 = 3.0;

/// No drawing has more pixels on a side.
const LARGEST_SIDE: f32 = 4096.0;

/// Is there something about the node itself that has to be drawn as pixels?
pub fn is_needed(node: &Node) -> bool {
    match node {
        Node::Group(group) => {
            group.mask().is_some()
                || !group.filters().is_empty()
                || group.clip_path().is_some_and(|clip| !clip::is_simple(clip))
        }
        Node::Path(path) => {
            let fill = path.fill().map(|fill| fill.paint());
            let stroke = path.stroke().map(|stroke| stroke.paint());
            [fill, stroke]
                .into_iter()
                .flatten()
                .any(|paint: &Paint| !paint::is_simple(paint))
        }
        Node::Image(_) | Node::Text(_) => false,
    }
}

/// The node's pixels, and what they cover of the canvas.
pub fn draw(node: &Node, on_canvas: Transform) -> Option<(Encoded, NonZeroRect)> {
    let area = node.abs_layer_bounding_box()?;
    let scale = SCALE.min(LARGEST_SIDE / area.width().max(area.height()));
    let side = |length: f32| (length * scale).ceil().max(1.0) as u32;
    let mut pixmap = Pixmap::new(side(area.width()), side(area.height()))?;
    let (width, height) = (pixmap.width(), pixmap.height());
    // resvg moves the node's place on the canvas to the corner, but leaves out what its parents do.
    let to_pixels =
        Transform::from_scale(width as f32 / area.width(), height as f32 / area.height());
    let transform = to_pixels
        .pre_translate(-area.x(), -area.y())
        .pre_concat(on_canvas)
        .pre_translate(area.x(), area.y());
    resvg::render_node(node, transform, &mut pixmap.as_mut())?;
    let samples = pixmap.take_demultiplied();
    let (pixels, _) = samples.as_chunks::<4>();
    let pixels = Pixels {
        width,
        height,
        samples: Samples::Rgb(
            pixels
                .iter()
                .flat_map(|[red, green, blue, _]| [*red, *green, *blue])
                .collect(),
        ),
        alpha: Some(pixels.iter().map(|[.., opacity]| *opacity).collect()),
    };
    Some((drawing_of_pixels(&pixels), area))
}
