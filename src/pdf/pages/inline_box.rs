//! Inline boxes: takes a paragraph's lines with the places where boxes begin and end, gives each line the parts of boxes in it
//! (`box-decoration-break: slice`).

use crate::pdf::line::{BoxPart, Line, LineItem, LineItemKind, Mark};
use crate::units::Pt;

/// A box that begins this close to a line's end begins on the next.
const AT_END: Pt = Pt(0.05);

/// A box open in a line.
#[derive(Debug, Clone, Copy)]
struct OpenBox {
    number: u32,
    from: Pt,
    is_first: bool,
}

/// Turns the marks of inline boxes into items behind the others of each line.
pub(super) fn place(lines: &mut [Line], right_to_left: bool) {
    let mut open = Vec::new();
    for line in lines {
        place_in_line(line, right_to_left, &mut open);
    }
}

fn place_in_line(line: &mut Line, right_to_left: bool, open: &mut Vec<OpenBox>) {
    let is_box = |mark: &Mark| matches!(mark, Mark::BoxStart(_) | Mark::BoxEnd(_));
    if open.is_empty() && !line.marks.iter().any(|(_, mark)| is_box(mark)) {
        return;
    }
    let (start, end) = match right_to_left {
        true => (line.width, line.left),
        false => (line.left, line.width),
    };
    open.iter_mut().for_each(|own| own.from = start);
    let mut parts = Vec::new();
    line.marks.retain(|(x, mark)| match mark {
        Mark::BoxStart(number) => {
            open.push(OpenBox {
                number: *number,
                from: *x,
                is_first: true,
            });
            false
        }
        Mark::BoxEnd(number) => {
            let ended = open.iter().rposition(|own| own.number == *number);
            parts.extend(ended.map(|place| part(open.remove(place), *x, true)));
            false
        }
        Mark::Anchor(_) | Mark::Note(_) => true,
    });
    for own in open
        .iter_mut()
        .filter(|own| (own.from - end).abs() > AT_END)
    {
        parts.push(part(*own, end, false));
        own.is_first = false;
    }
    parts.retain(|part| part.width > Pt::ZERO);
    parts.sort_by(|a, b| {
        a.x.0
            .total_cmp(&b.x.0)
            .then(b.width.0.total_cmp(&a.width.0))
    });
    line.items.splice(0..0, parts);
}

fn part(own: OpenBox, to: Pt, is_last: bool) -> LineItem {
    LineItem {
        x: own.from.min(to),
        rise: Pt::ZERO,
        width: (to - own.from).abs(),
        link: None,
        kind: LineItemKind::Box(BoxPart {
            number: own.number,
            is_first: own.is_first,
            is_last,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(marks: &[(f32, Mark)]) -> Line {
        Line {
            width: Pt(100.0),
            marks: marks
                .iter()
                .map(|(x, mark)| (Pt(*x), mark.clone()))
                .collect(),
            items: vec![LineItem {
                x: Pt::ZERO,
                rise: Pt::ZERO,
                width: Pt(100.0),
                link: None,
                kind: LineItemKind::Object(0),
            }],
            ..Line::default()
        }
    }

    fn boxes(line: &Line) -> Vec<(f32, f32, bool, bool)> {
        let boxed = line.items.iter().filter_map(|item| match item.kind {
            LineItemKind::Box(part) => Some((item.x.0, item.width.0, part.is_first, part.is_last)),
            _ => None,
        });
        boxed.collect()
    }

    #[test]
    fn a_box_over_three_lines_has_three_parts() {
        let mut lines = [
            line(&[(60.0, Mark::BoxStart(0))]),
            line(&[]),
            line(&[(30.0, Mark::BoxEnd(0))]),
        ];
        place(&mut lines, false);
        assert_eq!(boxes(&lines[0]), [(60.0, 40.0, true, false)]);
        assert_eq!(boxes(&lines[1]), [(0.0, 100.0, false, false)]);
        assert_eq!(boxes(&lines[2]), [(0.0, 30.0, false, true)]);
    }

    #[test]
    fn a_box_that_would_begin_at_a_line_end_begins_on_the_next() {
        let mut lines = [
            line(&[(100.0, Mark::BoxStart(0))]),
            line(&[(30.0, Mark::BoxEnd(0))]),
        ];
        place(&mut lines, false);
        assert_eq!(boxes(&lines[0]), []);
        assert_eq!(boxes(&lines[1]), [(0.0, 30.0, true, true)]);
    }
}
