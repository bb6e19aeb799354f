//! Outlines: takes usvg's paths, gives PDF's path construction operators (PDF 32000-1 8.5.2).

use crate::pdf::file::syntax;
use usvg::tiny_skia_path::{PathSegment, Point};

/// Writes an outline.
pub fn write(out: &mut Vec<u8>, path: &usvg::tiny_skia_path::Path) {
    let mut at = Point::zero();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => operator(out, &[to], "m"),
            PathSegment::LineTo(to) => operator(out, &[to], "l"),
            PathSegment::QuadTo(control, to) => {
                let (first, second) = (two_thirds(at, control), two_thirds(to, control));
                operator(out, &[first, second, to], "c");
            }
            PathSegment::CubicTo(first, second, to) => operator(out, &[first, second, to], "c"),
            PathSegment::Close => out.extend_from_slice(b"h\n"),
        }
        at = end(segment).unwrap_or(at);
    }
}

fn end(segment: PathSegment) -> Option<Point> {
    match segment {
        PathSegment::MoveTo(to)
        | PathSegment::LineTo(to)
        | PathSegment::QuadTo(_, to)
        | PathSegment::CubicTo(_, _, to) => Some(to),
        PathSegment::Close => None,
    }
}

/// A cubic curve's control point where the quadratic one's is `control`.
fn two_thirds(end: Point, control: Point) -> Point {
    let between = |end: f32, control: f32| end + (control - end) * 2.0 / 3.0;
    Point::from_xy(between(end.x, control.x), between(end.y, control.y))
}

fn operator(out: &mut Vec<u8>, points: &[Point], operator: &str) {
    for point in points {
        for number in [point.x, point.y] {
            syntax::thousandths(out, number);
            out.push(b' ');
        }
    }
    out.extend_from_slice(operator.as_bytes());
    out.push(b'\n');
}
