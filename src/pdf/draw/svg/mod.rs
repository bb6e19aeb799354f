//! SVG as vectors: takes usvg's tree, gives PDF operators in a form. What PDF's operators can't say (filters, masks, patterns, gradients
//! that repeat or fade) is drawn as pixels at its place.

mod clip;
mod paint;
mod path;
mod raster;

use crate::diagnostics::Result;
use crate::media::svg::{fonts, tree};
use crate::media::{Media, MediaFacts, MediaLibrary};
use crate::pdf::file::pictures::{Encoded, Form, State, encode};
use crate::pdf::file::syntax;
use std::sync::Arc;
use usvg::{BlendMode, Group, Image, ImageKind, Node, Opacity, Path, Transform};

/// Groups within groups beyond this are drawn as pixels.
const MAX_DEPTH: usize = 200;

/// Draws an SVG.
///
/// # Errors
/// When it can't be read, is no SVG, or has a document type.
pub fn draw(media: &Media) -> Result<Form> {
    let tree = tree(&media.read()?, fonts())?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let mut drawing = Drawing::default();
    drawing.children(tree.root(), 0);
    Ok(Form {
        bounds: [0.0, 0.0, width, height],
        // The unit square, with y going down in the drawing.
        matrix: Some([1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0]),
        ..drawing.form
    })
}

/// A form that is being drawn.
#[derive(Default)]
struct Drawing {
    form: Form,
    /// From where the pen is to the form's own space.
    in_form: Transform,
    /// From where the pen is to the SVG's canvas.
    on_canvas: Transform,
}

impl Drawing {
    fn children(&mut self, group: &Group, depth: usize) {
        group
            .children()
            .iter()
            .for_each(|node| self.node(node, depth));
    }

    fn node(&mut self, node: &Node, depth: usize) {
        if depth > MAX_DEPTH || raster::is_needed(node) {
            self.pixels(node);
            return;
        }
        match node {
            Node::Group(group) => self.group(group, depth + 1),
            Node::Path(path) => self.path(path),
            Node::Image(image) => self.image(image),
            Node::Text(text) => self.group(text.flattened(), depth + 1),
        }
    }

    fn group(&mut self, group: &Group, depth: usize) {
        let outside = (self.in_form, self.on_canvas);
        self.push(b"q\n");
        self.transform(group.transform());
        if let Some(clip) = group.clip_path() {
            clip::write(&mut self.form.content, clip);
        }
        if group.opacity() == Opacity::ONE
            && group.blend_mode() == BlendMode::Normal
            && !group.isolate()
        {
            self.children(group, depth);
        } else {
            self.blended(group, depth);
        }
        self.push(b"Q\n");
        (self.in_form, self.on_canvas) = outside;
    }

    /// A group that is drawn by itself and then laid over what is there (11.6.6).
    fn blended(&mut self, group: &Group, depth: usize) {
        let opacity = group.opacity().get();
        self.set_state(State {
            fill_opacity: opacity,
            stroke_opacity: opacity,
            blend: paint::blend_mode(group.blend_mode()),
        });
        let mut inner = Drawing {
            on_canvas: self.on_canvas,
            ..Drawing::default()
        };
        inner.children(group, depth);
        inner.form.is_group = true;
        inner.form.bounds = bounds_within(group, self.on_canvas);
        let number = self.form.groups.len();
        self.form.groups.push(inner.form);
        self.push(format!("/X{number} Do\n").as_bytes());
    }

    fn path(&mut self, path: &Path) {
        if !path.is_visible() {
            return;
        }
        self.push(b"q\n");
        paint::path(self, path);
        self.push(b"Q\n");
    }

    fn image(&mut self, image: &Image) {
        let (ImageKind::JPEG(bytes)
        | ImageKind::PNG(bytes)
        | ImageKind::GIF(bytes)
        | ImageKind::WEBP(bytes)) = image.kind()
        else {
            return;
        };
        if let Some(picture) = encoded(bytes).filter(|_| image.is_visible()) {
            let size = image.size();
            self.picture(
                picture,
                [size.width(), 0.0, 0.0, -size.height(), 0.0, size.height()],
            );
        }
    }

    fn pixels(&mut self, node: &Node) {
        if let Some((picture, area)) = raster::draw(node, self.on_canvas)
            && let Some(back) = self.on_canvas.invert()
        {
            self.push(b"q\n");
            self.matrix(back);
            self.picture(
                picture,
                [
                    area.width(),
                    0.0,
                    0.0,
                    -area.height(),
                    area.x(),
                    area.bottom(),
                ],
            );
            self.push(b"Q\n");
        }
    }

    fn picture(&mut self, picture: Encoded, matrix: [f32; 6]) {
        let number = self.form.pictures.len();
        self.form.pictures.push(picture);
        self.push(b"q ");
        self.numbers(&matrix, "cm");
        self.push(format!("/I{number} Do Q\n").as_bytes());
    }

    fn transform(&mut self, transform: Transform) {
        self.in_form = self.in_form.pre_concat(transform);
        self.on_canvas = self.on_canvas.pre_concat(transform);
        if !transform.is_identity() {
            self.matrix(transform);
        }
    }

    fn matrix(&mut self, transform: Transform) {
        self.numbers(&matrix(transform), "cm");
    }

    fn set_state(&mut self, state: State) {
        if state == State::PLAIN {
            return;
        }
        let known = self.form.states.iter().position(|known| *known == state);
        let number = known.unwrap_or_else(|| {
            self.form.states.push(state);
            self.form.states.len() - 1
        });
        self.push(format!("/G{number} gs\n").as_bytes());
    }

    fn numbers(&mut self, numbers: &[f32], operator: &str) {
        for number in numbers {
            syntax::real(&mut self.form.content, *number);
            self.form.content.push(b' ');
        }
        self.push(operator.as_bytes());
        self.push(b"\n");
    }

    fn push(&mut self, operators: &[u8]) {
        self.form.content.extend_from_slice(operators);
    }
}

fn matrix(transform: Transform) -> [f32; 6] {
    [
        transform.sx,
        transform.ky,
        transform.kx,
        transform.sy,
        transform.tx,
        transform.ty,
    ]
}

/// What a group covers, in the space of the pen, with room for what is rounded.
fn bounds_within(group: &Group, on_canvas: Transform) -> [f32; 4] {
    let canvas = group.abs_layer_bounding_box().to_rect();
    let own = on_canvas
        .invert()
        .and_then(|back| canvas.transform(back))
        .unwrap_or(canvas);
    [
        own.left() - 1.0,
        own.top() - 1.0,
        own.right() + 1.0,
        own.bottom() + 1.0,
    ]
}

/// A picture that the SVG carries in itself.
fn encoded(bytes: &Arc<Vec<u8>>) -> Option<Encoded> {
    let facts = MediaFacts::of(bytes).ok()?;
    let mut library = MediaLibrary::default();
    let id = library.add(facts, "", Arc::new(bytes.to_vec()));
    encode(library.get(id)?).ok()
}
