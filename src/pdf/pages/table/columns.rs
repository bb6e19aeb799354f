//! Column widths, from how narrow and how wide each cell's content can be set (CSS Tables 3, section 4).

use super::narrow;
use crate::diagnostics::Diagnostic;
use crate::pdf::boxes::{CellBox, Part, TableBox};
use crate::pdf::pages::extent::{self, Frame};
use crate::pdf::pages::set::{LEAST_PICTURE, Setting};
use crate::style::{ComputedStyle, Length, Size};
use crate::units::Pt;
use rayon::prelude::*;

/// Type in a table that is too wide gets no smaller than this part of itself.
const SMALLEST_TYPE: f32 = 0.78;

/// Added to a cell's widest line, so that rounding doesn't break it.
const ROUNDING: Pt = Pt(0.05);

/// A table's columns.
#[derive(Debug)]
pub(super) struct Columns {
    pub widths: Vec<Pt>,
    /// Between columns, and around the whole.
    pub spacing: Pt,
    right_to_left: bool,
}

/// How wide columns must and can be.
#[derive(Debug)]
struct Demand {
    min: Vec<Pt>,
    max: Vec<Pt>,
}

impl Columns {
    /// The table's width.
    pub fn total(&self) -> Pt {
        self.widths.iter().copied().sum::<Pt>() + self.spacing * (self.widths.len() + 1) as f32
    }

    /// Left edge and width of a cell over `span` columns from `first` on.
    pub fn place(&self, first: usize, span: usize) -> (Pt, Pt) {
        let sum = |columns: &[Pt]| {
            columns
                .iter()
                .map(|width| *width + self.spacing)
                .sum::<Pt>()
        };
        let end = (first + span).min(self.widths.len());
        let before = sum(self.widths.get(..first.min(end)).unwrap_or_default()) + self.spacing;
        let width = sum(self.widths.get(first.min(end)..end).unwrap_or_default()) - self.spacing;
        let width = width.max(Pt::ZERO);
        if self.right_to_left {
            (self.total() - before - width, width)
        } else {
            (before, width)
        }
    }
}

/// Where something of this width stands in a table's wrapper.
pub(super) fn left_in(style: &ComputedStyle, frame: Frame, width: Pt) -> Pt {
    let spare = (frame.inner_width - width).max(Pt::ZERO);
    let centred = style.margin.left.is_none() && style.margin.right.is_none();
    match (centred, style.right_to_left) {
        (true, _) => frame.inner_x + spare * 0.5,
        (false, true) => frame.inner_x + spare,
        (false, false) => frame.inner_x,
    }
}

/// Shares the room out to the columns. Where words don't fit, the type gets a little smaller; where that isn't enough, words break.
pub(super) fn share(
    setting: &Setting<'_>,
    table: &mut TableBox,
    room: Pt,
    messages: &mut Vec<Diagnostic>,
) -> Columns {
    let spacing = if table.style.collapse_borders {
        Pt::ZERO
    } else {
        table.style.border_spacing.max(Pt::ZERO)
    };
    let spacing = spacing.min(room * (0.2 / (table.columns + 1) as f32));
    let room = room - spacing * (table.columns + 1) as f32;
    let mut demand = Demand::of(setting, table, room, spacing);
    let min = demand.min.iter().copied().sum::<Pt>();
    if min > room {
        let scale = (room / min).max(SMALLEST_TYPE);
        narrow::scale(table, scale, min * scale > room + ROUNDING);
        messages.push(
            Diagnostic::note("table-narrowed", "this table is wider than the page")
                .at(table.span)
                .help(narrow::told(scale, min * scale > room)),
        );
        demand.scale(scale);
    }
    let wished = match table.style.width {
        Size::Auto => None,
        Size::Given(width) => Some(width.resolve(room).min(room)),
    };
    Columns {
        widths: demand.share(room, wished),
        spacing,
        right_to_left: table.style.right_to_left,
    }
}

impl Demand {
    fn of(setting: &Setting<'_>, table: &TableBox, room: Pt, spacing: Pt) -> Demand {
        let cells: Vec<&CellBox> = table.rows.iter().flat_map(|row| &row.cells).collect();
        let widths: Vec<(Pt, Pt)> = cells
            .par_iter()
            .with_min_len(8)
            .map(|cell| cell_widths(setting, cell, table.style.collapse_borders, room))
            .collect();
        let mut demand = Demand {
            min: vec![Pt::ZERO; table.columns],
            max: vec![Pt::ZERO; table.columns],
        };
        let mut measured: Vec<_> = cells.into_iter().zip(widths).collect();
        measured.sort_by_key(|(cell, _)| cell.column_span);
        for (cell, (min, max)) in measured {
            let spanned = spacing * (cell.column_span - 1) as f32;
            let columns = cell.column..cell.column + cell.column_span;
            spread(demand.min.get_mut(columns.clone()), min - spanned);
            spread(demand.max.get_mut(columns), max - spanned);
        }
        for (max, min) in demand.max.iter_mut().zip(&demand.min) {
            *max = max.max(*min);
        }
        demand
    }

    fn scale(&mut self, scale: f32) {
        for width in self.min.iter_mut().chain(&mut self.max) {
            *width = *width * scale;
        }
    }

    fn share(&self, room: Pt, wished: Option<Pt>) -> Vec<Pt> {
        let sum = |widths: &[Pt]| widths.iter().copied().sum::<Pt>();
        let (min, max) = (sum(&self.min), sum(&self.max));
        let total = wished.unwrap_or(max.min(room)).max(min).min(room);
        if min >= total {
            return fill_up(&self.min, total);
        }
        if total >= max {
            let grown = |width: &Pt| match max > Pt::ZERO {
                true => *width * (total / max),
                false => total / self.max.len().max(1) as f32,
            };
            return self.max.iter().map(grown).collect();
        }
        let part = (total - min) / (max - min);
        let between = |(min, max): (&Pt, &Pt)| *min + (*max - *min) * part;
        self.min.iter().zip(&self.max).map(between).collect()
    }
}

/// Makes columns wide enough for a cell over all of them.
fn spread(columns: Option<&mut [Pt]>, width: Pt) {
    let Some(columns) = columns else { return };
    let sum = columns.iter().copied().sum::<Pt>();
    let missing = width - sum;
    if missing <= Pt::ZERO || columns.is_empty() {
        return;
    }
    let count = columns.len() as f32;
    for column in columns {
        let part = if sum > Pt::ZERO {
            *column / sum
        } else {
            1.0 / count
        };
        *column += missing * part;
    }
}

/// Too little room: narrow columns get what they need, the others share the rest alike.
fn fill_up(min: &[Pt], total: Pt) -> Vec<Pt> {
    let mut order: Vec<usize> = (0..min.len()).collect();
    let of = |column: usize| min.get(column).copied().unwrap_or_default();
    order.sort_by(|a, b| of(*a).0.total_cmp(&of(*b).0));
    let mut widths = min.to_vec();
    let mut rest = total;
    for (done, column) in order.into_iter().enumerate() {
        let fair = rest / (min.len() - done) as f32;
        let width = of(column).min(fair);
        if let Some(own) = widths.get_mut(column) {
            *own = width;
        }
        rest -= width;
    }
    widths
}

/// How narrow and how wide a cell can be, its padding and borders in it.
fn cell_widths(setting: &Setting<'_>, cell: &CellBox, collapsed: bool, room: Pt) -> (Pt, Pt) {
    let around = super::cells::around(&cell.style, collapsed);
    let (min, max) = flow_widths(setting, &cell.flow, room);
    let (min, max) = match cell.style.width {
        Size::Given(width) => {
            let width = width.resolve(room);
            (min.max(width.min(max)), min.max(width))
        }
        Size::Auto => (min, max),
    };
    let sides = around.left + around.right;
    (min + sides, max + sides + ROUNDING)
}

/// How narrow and how wide a flow can be.
fn flow_widths(setting: &Setting<'_>, flow: &[Part], room: Pt) -> (Pt, Pt) {
    let mut indents = vec![Pt::ZERO];
    let (mut min, mut max) = (Pt::ZERO, Pt::ZERO);
    for part in flow {
        let indent = indents.last().copied().unwrap_or_default();
        let (narrow, wide) = match part {
            Part::Open(block) => {
                indents.push(indent + sides(&block.style));
                continue;
            }
            Part::Close => {
                indents.pop();
                continue;
            }
            Part::Paragraph(paragraph) => setting.widths(paragraph, room),
            Part::Picture(picture) => {
                let size =
                    extent::picture(&picture.style, picture.natural, room, setting.page_height);
                (size.width.min(room * LEAST_PICTURE), size.width)
            }
            Part::Table(table) => {
                let demand = Demand::of(setting, table, room, Pt::ZERO);
                (
                    demand.min.iter().copied().sum(),
                    demand.max.iter().copied().sum(),
                )
            }
            Part::Mark(_) | Part::Heading(_) => continue,
        };
        min = min.max(narrow + indent);
        max = max.max(wide + indent);
    }
    (min, max)
}

/// Margins, borders and padding of a block, as far as they are fixed.
fn sides(style: &ComputedStyle) -> Pt {
    let fixed = |length| match length {
        Length::Fixed(length) => length,
        Length::Part(_) => Pt::ZERO,
    };
    let margin = |side: Option<Length>| side.map_or(Pt::ZERO, fixed);
    margin(style.margin.left)
        + margin(style.margin.right)
        + fixed(style.padding.left)
        + fixed(style.padding.right)
        + style.border.left.width
        + style.border.right.width
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(widths: &[f32]) -> Vec<Pt> {
        widths.iter().map(|width| Pt(*width)).collect()
    }

    #[test]
    fn columns_take_what_they_want_where_there_is_room() {
        let demand = Demand {
            min: points(&[10.0, 10.0]),
            max: points(&[20.0, 60.0]),
        };
        assert_eq!(demand.share(Pt(100.0), None), points(&[20.0, 60.0]));
        assert_eq!(
            demand.share(Pt(160.0), Some(Pt(160.0))),
            points(&[40.0, 120.0])
        );
        assert_eq!(demand.share(Pt(50.0), None), points(&[15.0, 35.0]));
    }

    #[test]
    fn too_narrow_a_table_keeps_its_narrow_columns() {
        assert_eq!(
            fill_up(&points(&[10.0, 200.0, 100.0]), Pt(110.0)),
            points(&[10.0, 50.0, 50.0])
        );
    }
}
