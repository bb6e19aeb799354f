//! A content stream (PDF 32000-1 7.8.2): takes drawing operations in points from the page's top left corner, gives operators.
//! It remembers the graphics state, so that nothing is set twice.

use crate::pdf::file::syntax::{self, in_hundredths};
use crate::units::{Colour, Point, Pt, Rect};

/// A page's content, as it is written.
pub struct Content {
    out: Vec<u8>,
    /// The page's height, in hundredths of a point.
    height: i32,
    text: Option<TextState>,
    font: Option<(String, i32)>,
    fill: Colour,
    stroke: Colour,
    line_width: i32,
    dash: Vec<i32>,
}

/// Within `BT` and `ET`: where the line began that `Td` counts from.
#[derive(Clone, Copy)]
struct TextState {
    x: i32,
    y: i32,
}

impl Content {
    /// For a page of this height.
    pub fn new(height: Pt) -> Content {
        Content {
            out: Vec::with_capacity(16 << 10),
            height: in_hundredths(height),
            text: None,
            font: None,
            fill: Colour::BLACK,
            stroke: Colour::BLACK,
            line_width: 100,
            dash: Vec::new(),
        }
    }

    /// The operators.
    pub fn finish(mut self) -> Vec<u8> {
        self.end_text();
        self.out
    }

    /// Where operators are written by other means; not within text.
    pub fn out(&mut self) -> &mut Vec<u8> {
        &mut self.out
    }

    /// Begins marked content of this kind with these properties (14.6).
    pub fn begin_marked(
        &mut self,
        kind: &str,
        properties: impl FnOnce(&mut syntax::Dictionary<'_>),
    ) {
        syntax::name(&mut self.out, kind.as_bytes());
        syntax::dictionary(&mut self.out, properties);
        self.out.extend_from_slice(b"BDC\n");
    }

    /// Begins marked content of this kind.
    pub fn begin_plainly_marked(&mut self, kind: &str) {
        syntax::name(&mut self.out, kind.as_bytes());
        self.out.extend_from_slice(b" BMC\n");
    }

    /// Ends marked content.
    pub fn end_marked(&mut self) {
        self.out.extend_from_slice(b"EMC\n");
    }

    /// Goes to a place within text, and sets what the glyphs there need.
    pub fn move_text(&mut self, to: Point, font: &str, size: Pt, colour: Colour) {
        let (x, y) = self.place(to);
        let from = *self.text.get_or_insert_with(|| {
            self.out.extend_from_slice(b"BT\n");
            TextState { x: 0, y: 0 }
        });
        self.set_fill(colour);
        self.set_font(font, in_hundredths(size));
        if (x, y) != (from.x, from.y) {
            self.numbers(&[x.saturating_sub(from.x), y.saturating_sub(from.y)], "Td");
        }
        self.text = Some(TextState { x, y });
    }

    /// Ends the text that [`Content::move_text`] began.
    pub fn end_text(&mut self) {
        if self.text.take().is_some() {
            self.out.extend_from_slice(b"ET\n");
        }
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, area: Rect, colour: Colour) {
        self.end_text();
        self.set_fill(colour);
        self.rectangle(area);
        self.out.extend_from_slice(b"f\n");
    }

    /// Draws a straight line.
    pub fn stroke(&mut self, from: Point, to: Point, width: Pt, colour: Colour, dash: &[Pt]) {
        self.end_text();
        self.set_stroke(colour, in_hundredths(width), dash);
        let (from, to) = (self.place(from), self.place(to));
        self.numbers(&[from.0, from.1], "m");
        self.numbers(&[to.0, to.1], "l");
        self.out.extend_from_slice(b"S\n");
    }

    /// Paints an object of the unit square into a rectangle, turned by `turn`, which maps the unit square onto itself.
    pub fn object(&mut self, name: &str, area: Rect, turn: [i8; 6]) {
        self.end_text();
        let (left, bottom) = self.place(Point {
            x: area.origin.x,
            y: area.origin.y + area.size.height,
        });
        let (width, height) = (
            in_hundredths(area.size.width),
            in_hundredths(area.size.height),
        );
        let [a, b, c, d, e, f] = turn.map(i32::from);
        self.out.extend_from_slice(b"q ");
        self.numbers(
            &[
                width * a,
                height * b,
                width * c,
                height * d,
                left + width * e,
                bottom + height * f,
            ],
            "cm",
        );
        syntax::name(&mut self.out, name.as_bytes());
        self.out.extend_from_slice(b" Do Q\n");
    }

    fn rectangle(&mut self, area: Rect) {
        let (left, top) = self.place(area.origin);
        let (right, bottom) = self.place(Point {
            x: area.origin.x + area.size.width,
            y: area.origin.y + area.size.height,
        });
        self.numbers(&[left, bottom, right - left, top - bottom], "re");
    }

    fn set_fill(&mut self, colour: Colour) {
        if self.fill != colour {
            self.fill = colour;
            colour_operator(&mut self.out, colour, ["g", "rg"]);
        }
    }

    fn set_stroke(&mut self, colour: Colour, width: i32, dash: &[Pt]) {
        if self.stroke != colour {
            self.stroke = colour;
            colour_operator(&mut self.out, colour, ["G", "RG"]);
        }
        if self.line_width != width {
            self.line_width = width;
            self.numbers(&[width], "w");
        }
        let dash = dash.iter().copied().map(in_hundredths).collect::<Vec<_>>();
        if self.dash != dash {
            self.out.push(b'[');
            self.numbers(&dash, "");
            self.out.extend_from_slice(b"]0 d\n");
            self.dash = dash;
        }
    }

    fn set_font(&mut self, font: &str, size: i32) {
        if self
            .font
            .as_ref()
            .is_some_and(|(name, known)| name == font && *known == size)
        {
            return;
        }
        syntax::name(&mut self.out, font.as_bytes());
        self.out.push(b' ');
        self.numbers(&[size], "Tf");
        self.font = Some((font.to_owned(), size));
    }

    /// Numbers given in hundredths, and the operator they belong to.
    fn numbers(&mut self, numbers: &[i32], operator: &str) {
        for number in numbers {
            syntax::hundredths(&mut self.out, *number);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(operator.as_bytes());
        self.out.push(b'\n');
    }

    /// From the page's top left corner to PDF's bottom left one.
    fn place(&self, point: Point) -> (i32, i32) {
        (
            in_hundredths(point.x),
            self.height.saturating_sub(in_hundredths(point.y)),
        )
    }
}

/// Sets a colour: grey with the first operator, any other with the second.
pub fn colour_operator(out: &mut Vec<u8>, colour: Colour, operators: [&str; 2]) {
    let Colour { red, green, blue } = colour;
    let part = |out: &mut Vec<u8>, value: u8| {
        syntax::real(
            out,
            (f32::from(value) / 255.0 * 10_000.0).round() / 10_000.0,
        );
        out.push(b' ');
    };
    let [grey, rgb] = operators;
    if red == green && green == blue {
        part(out, red);
        out.extend_from_slice(grey.as_bytes());
    } else {
        for value in [red, green, blue] {
            part(out, value);
        }
        out.extend_from_slice(rgb.as_bytes());
    }
    out.push(b'\n');
}
