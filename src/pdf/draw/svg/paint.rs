//! Fills and strokes: takes a path's paints, gives colours, gradients, line styles and the operators that paint.

use super::{Drawing, matrix, path};
use crate::pdf::draw::content::colour_operator;
use crate::pdf::file::pictures::{Gradient, State};
use crate::units::Colour;
use usvg::{
    BaseGradient, BlendMode, FillRule, LineCap, LineJoin, Paint, PaintOrder, Path, SpreadMethod,
    Stop, Stroke,
};

/// Can PDF's operators say it?
pub fn is_simple(paint: &Paint) -> bool {
    match paint {
        Paint::Color(_) => true,
        Paint::LinearGradient(gradient) => is_simple_gradient(gradient),
        Paint::RadialGradient(gradient) => is_simple_gradient(gradient),
        Paint::Pattern(_) => false,
    }
}

fn is_simple_gradient(gradient: &BaseGradient) -> bool {
    let opacity = uniform_opacity(gradient.stops());
    gradient.spread_method() == SpreadMethod::Pad && opacity.is_some() && gradient.stops().len() > 1
}

fn uniform_opacity(stops: &[Stop]) -> Option<f32> {
    let first = stops.first()?.opacity();
    stops
        .iter()
        .all(|stop| stop.opacity() == first)
        .then_some(first.get())
}

/// How strongly a paint paints by itself.
fn opacity(paint: &Paint) -> f32 {
    let gradient: &BaseGradient = match paint {
        Paint::LinearGradient(gradient) => gradient,
        Paint::RadialGradient(gradient) => gradient,
        Paint::Color(_) | Paint::Pattern(_) => return 1.0,
    };
    uniform_opacity(gradient.stops()).unwrap_or(1.0)
}

/// Sets the paints and paints the path.
pub fn path(drawing: &mut Drawing, path: &Path) {
    let (fill, stroke) = (path.fill(), path.stroke());
    drawing.set_state(State {
        fill_opacity: fill.map_or(1.0, |fill| fill.opacity().get() * opacity(fill.paint())),
        stroke_opacity: stroke.map_or(1.0, |stroke| {
            stroke.opacity().get() * opacity(stroke.paint())
        }),
        ..State::PLAIN
    });
    if let Some(fill) = fill {
        set_paint(drawing, fill.paint(), ["g", "rg", "cs", "scn"]);
    }
    if let Some(stroke) = stroke {
        set_paint(drawing, stroke.paint(), ["G", "RG", "CS", "SCN"]);
        set_line(drawing, stroke);
    }
    for operator in operators(path) {
        path::write(&mut drawing.form.content, path.data());
        drawing.push(operator);
    }
}

/// The painting operators (8.5.3), each of which needs the outline again.
fn operators(path: &Path) -> &'static [&'static [u8]] {
    let even_odd = path
        .fill()
        .is_some_and(|fill| fill.rule() == FillRule::EvenOdd);
    let stroke_first = path.paint_order() == PaintOrder::StrokeAndFill;
    match (path.fill().is_some(), path.stroke().is_some(), even_odd) {
        (true, true, false) if stroke_first => &[b"S\n", b"f\n"],
        (true, true, true) if stroke_first => &[b"S\n", b"f*\n"],
        (true, true, false) => &[b"B\n"],
        (true, true, true) => &[b"B*\n"],
        (true, false, false) => &[b"f\n"],
        (true, false, true) => &[b"f*\n"],
        (false, true, _) => &[b"S\n"],
        (false, false, _) => &[],
    }
}

fn set_paint(drawing: &mut Drawing, paint: &Paint, [grey, rgb, space, pattern]: [&str; 4]) {
    let gradient = match paint {
        Paint::Color(colour) => {
            colour_operator(&mut drawing.form.content, own(*colour), [grey, rgb]);
            return;
        }
        Paint::LinearGradient(line) => gradient(
            drawing,
            line,
            vec![line.x1(), line.y1(), line.x2(), line.y2()],
        ),
        Paint::RadialGradient(circles) => {
            let (from, to) = ([circles.fx(), circles.fy()], [circles.cx(), circles.cy()]);
            let course = vec![
                from[0],
                from[1],
                circles.fr().get(),
                to[0],
                to[1],
                circles.r().get(),
            ];
            gradient(drawing, circles, course)
        }
        Paint::Pattern(_) => return,
    };
    let known = drawing
        .form
        .gradients
        .iter()
        .position(|known| *known == gradient);
    let number = known.unwrap_or_else(|| {
        drawing.form.gradients.push(gradient);
        drawing.form.gradients.len() - 1
    });
    drawing.push(format!("/Pattern {space} /P{number} {pattern}\n").as_bytes());
}

fn own(colour: usvg::Color) -> Colour {
    Colour {
        red: colour.red,
        green: colour.green,
        blue: colour.blue,
    }
}

fn gradient(drawing: &Drawing, gradient: &BaseGradient, course: Vec<f32>) -> Gradient {
    Gradient {
        matrix: matrix(drawing.in_form.pre_concat(gradient.transform())),
        course,
        stops: stops(gradient.stops()),
    }
}

/// The least distance between two stops: a function's parts must not be empty.
const LEAST_STEP: f32 = 0.0001;

/// Strictly ascending from 0 to 1; before the first stop and behind the last their colours go on.
fn stops(stops: &[Stop]) -> Vec<(f32, [f32; 3])> {
    let part = |value: u8| (f32::from(value) / 255.0 * 10_000.0).round() / 10_000.0;
    let colour = |stop: &Stop| [stop.color().red, stop.color().green, stop.color().blue].map(part);
    let mut out: Vec<(f32, [f32; 3])> = Vec::with_capacity(stops.len() + 2);
    out.extend(stops.first().map(|first| (0.0, colour(first))));
    for stop in stops {
        let least = out.last().map_or(0.0, |(offset, _)| offset + LEAST_STEP);
        let offset = stop.offset().get().max(least);
        if offset < 1.0 {
            out.push((offset, colour(stop)));
        }
    }
    out.extend(stops.last().map(|last| (1.0, colour(last))));
    out
}

fn set_line(drawing: &mut Drawing, stroke: &Stroke) {
    drawing.numbers(&[stroke.width().get()], "w");
    let cap = match stroke.linecap() {
        LineCap::Butt => "0 J\n",
        LineCap::Round => "1 J\n",
        LineCap::Square => "2 J\n",
    };
    let join = match stroke.linejoin() {
        LineJoin::Miter | LineJoin::MiterClip => "0 j\n",
        LineJoin::Round => "1 j\n",
        LineJoin::Bevel => "2 j\n",
    };
    drawing.push(cap.as_bytes());
    drawing.push(join.as_bytes());
    drawing.numbers(&[stroke.miterlimit().get()], "M");
    if let Some(dashes) = stroke.dasharray() {
        drawing.push(b"[");
        drawing.numbers(dashes, "]");
        drawing.numbers(&[stroke.dashoffset()], "d");
    }
}

/// The name of a blend mode (11.3.5); PDF has none for `plus-lighter`.
pub fn blend_mode(mode: BlendMode) -> &'static str {
    match mode {
        BlendMode::Normal | BlendMode::PlusLighter => "Normal",
        BlendMode::Multiply => "Multiply",
        BlendMode::Screen => "Screen",
        BlendMode::Overlay => "Overlay",
        BlendMode::Darken => "Darken",
        BlendMode::Lighten => "Lighten",
        BlendMode::ColorDodge => "ColorDodge",
        BlendMode::ColorBurn => "ColorBurn",
        BlendMode::HardLight => "HardLight",
        BlendMode::SoftLight => "SoftLight",
        BlendMode::Difference => "Difference",
        BlendMode::Exclusion => "Exclusion",
        BlendMode::Hue => "Hue",
        BlendMode::Saturation => "Saturation",
        BlendMode::Color => "Color",
        BlendMode::Luminosity => "Luminosity",
    }
}
