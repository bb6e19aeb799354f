//! Rows: their heights, and the strips they make. Rows that a cell spans are one block.

use super::TableStrip;
use super::cells::Cell;
use super::cut;
use crate::pdf::pages::fragment::Fragment;
use crate::pdf::pages::paint::{self, Ends};
use crate::pdf::pages::place::{Piece, Placing};
use crate::pdf::pages::set::Setting;
use crate::pdf::pages::stack::cost;
use crate::style::{Border, BorderStyle, ComputedStyle, Length, Size, VerticalAlign};
use crate::units::{Point, Pt, Rect, Sides};
use std::ops::Range;
use std::sync::Arc;

/// The rows of a table, set.
#[derive(Debug)]
pub(super) struct Rows {
    pub rows: Vec<Row>,
    pub style: Arc<ComputedStyle>,
    pub spacing: Pt,
    pub collapsed: bool,
}

/// A row, set.
#[derive(Debug)]
pub(super) struct Row {
    pub style: Arc<ComputedStyle>,
    /// The style of its head, body or foot.
    pub group: Arc<ComputedStyle>,
    pub group_number: usize,
    pub cells: Vec<Cell>,
}

/// The strips of a table.
#[derive(Debug, Default)]
pub(super) struct Strips {
    pub head: Vec<TableStrip>,
    pub body: Vec<TableStrip>,
}

/// Rows are cut only if they are higher than this part of a page.
const UNCUT_SHARE: f32 = 0.3;

/// Rows that hang together, being drawn.
struct Block<'a> {
    rows: &'a [Row],
    tops: Vec<Pt>,
    height: Pt,
    /// Left to right, top to bottom; the row each begins in.
    cells: Vec<(usize, &'a Cell, Placing)>,
    ends: Ends,
    /// Whether each row is its group's first, and its last.
    group_ends: Vec<Ends>,
    table: &'a Rows,
    width: Pt,
}

impl Rows {
    /// Draws the rows; the first `head_rows` are the head.
    pub fn into_strips(mut self, setting: &Setting<'_>, head_rows: usize, width: Pt) -> Strips {
        let mut strips = Strips::default();
        let count = self.rows.len();
        let mut stacks = self.take_stacks();
        let mut first = 0;
        while first < count {
            let end = self.block_end(first);
            let last_cell: usize = self.rows[first..end]
                .iter()
                .map(|row| row.cells.len())
                .sum();
            let rest = stacks.split_off(last_cell);
            let block = self.block(first..end, std::mem::replace(&mut stacks, rest), width);
            let drawn = block.draw(setting);
            let is_head = first < head_rows;
            let own = self.cost_before(first, end, head_rows);
            let is_under_head = first > head_rows;
            for (n, (height, fragment)) in drawn.into_iter().enumerate() {
                let strip = TableStrip {
                    height,
                    fragment,
                    cost: if n == 0 { own } else { cost::WITHIN_ROW },
                    is_under_head: !is_head && head_rows > 0 && (is_under_head || n > 0),
                };
                let into = if is_head {
                    &mut strips.head
                } else {
                    &mut strips.body
                };
                into.push(strip);
            }
            first = end;
        }
        strips
    }

    fn take_stacks(&mut self) -> Vec<Placing> {
        let cells = self.rows.iter_mut().flat_map(|row| &mut row.cells);
        cells
            .map(|cell| Placing::new(std::mem::take(&mut cell.stack)))
            .collect()
    }

    /// What a page break before a row costs.
    fn cost_before(&self, first: usize, end: usize, head_rows: usize) -> f64 {
        if first == 0 {
            0.0
        } else if first <= head_rows {
            cost::KEPT_WITH_NEXT
        } else if first == head_rows + 1 || end == self.rows.len() {
            cost::LONELY_ROW
        } else {
            0.0
        }
    }

    /// One past the last row that cells from `first` on reach.
    fn block_end(&self, first: usize) -> usize {
        let mut end = first + 1;
        let mut row = first;
        while row < end.min(self.rows.len()) {
            let reach = |cell: &Cell| row + cell.row_span;
            let cells = self.rows.get(row).map_or(&[][..], |row| &row.cells);
            end = end.max(cells.iter().map(reach).max().unwrap_or(0));
            row += 1;
        }
        end.min(self.rows.len())
    }

    fn block(&self, rows: Range<usize>, placings: Vec<Placing>, width: Pt) -> Block<'_> {
        let own = self.rows.get(rows.clone()).unwrap_or_default();
        let heights = self.heights(own, &placings);
        let mut height = Pt::ZERO;
        let mut tops = Vec::with_capacity(own.len() + 1);
        for row in &heights {
            height += self.spacing;
            tops.push(height);
            height += *row;
        }
        let is_last = rows.end == self.rows.len();
        if is_last {
            height += self.spacing;
        }
        tops.push(height);
        let cells = (0..)
            .zip(own)
            .flat_map(|(n, row)| row.cells.iter().map(move |cell| (n, cell)));
        let group = |row: usize| self.rows.get(row).map(|row| row.group_number);
        let group_ends = rows.clone().map(|row| Ends {
            top: row == 0 || group(row - 1) != group(row),
            bottom: group(row) != group(row + 1),
        });
        Block {
            rows: own,
            cells: cells
                .zip(placings)
                .map(|((row, cell), placing)| (row, cell, placing))
                .collect(),
            tops,
            height,
            ends: Ends {
                top: rows.start == 0,
                bottom: is_last,
            },
            group_ends: group_ends.collect(),
            table: self,
            width,
        }
    }

    /// The rows' heights: what their cells need; what a spanning cell needs more, its last row gives.
    fn heights(&self, rows: &[Row], placings: &[Placing]) -> Vec<Pt> {
        let mut heights: Vec<Pt> = rows.iter().map(|row| least_height(&row.style)).collect();
        let mut spanning = Vec::new();
        let cells = (0..)
            .zip(rows)
            .flat_map(|(n, row): (usize, _)| row.cells.iter().map(move |cell| (n, cell)));
        for ((row, cell), placing) in cells.zip(placings) {
            let needed = cell.needed(placing);
            if cell.row_span > 1 {
                spanning.push((row, cell.row_span, needed));
            } else if let Some(height) = heights.get_mut(row) {
                *height = height.max(needed);
            }
        }
        for (row, span, needed) in spanning {
            let end = (row + span).min(heights.len());
            let spanned = heights.get(row..end).unwrap_or_default();
            let given = spanned.iter().copied().sum::<Pt>()
                + self.spacing * spanned.len().saturating_sub(1) as f32;
            if let Some(last) = heights.get_mut(end.saturating_sub(1)) {
                *last += (needed - given).max(Pt::ZERO);
            }
        }
        heights
    }
}

impl Cell {
    fn needed(&self, placing: &Placing) -> Pt {
        let least = least_height(&self.style);
        (self.around.top + placing.stack.height() + self.around.bottom).max(least)
    }
}

fn least_height(style: &ComputedStyle) -> Pt {
    match style.height {
        Size::Given(Length::Fixed(height)) => height,
        _ => Pt::ZERO,
    }
}

impl Block<'_> {
    /// The block's strips: one, or as many as it may be cut in.
    fn draw(mut self, setting: &Setting<'_>) -> Vec<(Pt, Fragment)> {
        let mut pieces = self.pieces();
        let mut bands = vec![Pt::ZERO..self.height];
        if self.height > setting.page_height * UNCUT_SHARE {
            bands = cut::bands(&mut pieces, self.stacks(), self.height, setting.page_height);
            self.height = bands.last().map_or(self.height, |band| band.end);
            if let Some(bottom) = self.tops.last_mut() {
                *bottom = self.height;
            }
        }
        let count = bands.len();
        let drawn = bands.into_iter().enumerate().map(|(n, band)| {
            let ends = Ends {
                top: n == 0,
                bottom: n + 1 == count,
            };
            let mut fragment = Fragment::default();
            self.draw_boxes(&band, ends, &mut fragment);
            self.draw_cells(&band, ends.bottom, &mut pieces, setting, &mut fragment);
            (band.end - band.start, fragment)
        });
        drawn.collect()
    }

    fn stacks(&self) -> impl Iterator<Item = &crate::pdf::pages::strip::Stack> {
        self.cells.iter().map(|(_, _, placing)| &placing.stack)
    }

    /// Where each cell's strips stand.
    fn pieces(&self) -> Vec<Piece> {
        let piece = |(row, cell, placing): &(usize, &Cell, Placing)| {
            let area = self.cell_area(*row, cell);
            let spare =
                (area.size.height - cell.around.top - cell.around.bottom - placing.stack.height())
                    .max(Pt::ZERO);
            let down = match cell.style.vertical_align {
                VerticalAlign::Middle => spare * 0.5,
                VerticalAlign::Bottom => spare,
                _ => Pt::ZERO,
            };
            let first = placing
                .stack
                .strips
                .first()
                .map_or(Pt::ZERO, |strip| strip.gap);
            let top = area.origin.y + cell.around.top + down + first;
            Piece::stacked(&placing.stack, 0..placing.stack.strips.len(), top, |gap| {
                gap
            })
        };
        self.cells.iter().map(piece).collect()
    }

    fn cell_area(&self, row: usize, cell: &Cell) -> Rect {
        let top = self.tops.get(row).copied().unwrap_or_default();
        let end = row + cell.row_span;
        let mut bottom = self.tops.get(end).copied().unwrap_or(self.height);
        if end < self.rows.len() || self.ends.bottom {
            bottom -= self.table.spacing;
        }
        Rect::new(cell.x, top, cell.width, (bottom - top).max(Pt::ZERO))
    }

    fn row_area(&self, row: usize) -> Rect {
        let top = self.tops.get(row).copied().unwrap_or_default();
        let bottom = self.tops.get(row + 1).copied().unwrap_or(self.height);
        Rect::new(Pt::ZERO, top, self.width, bottom - top)
    }

    /// Backgrounds from the table's to the cells', then borders the same way.
    fn draw_boxes(&self, band: &Range<Pt>, ends: Ends, into: &mut Fragment) {
        let whole = Rect::new(Pt::ZERO, Pt::ZERO, self.width, self.height);
        let rows = || (0..self.rows.len()).zip(self.rows).zip(&self.group_ends);
        self.ground(&self.table.style, whole, band, into);
        for ((n, row), _) in rows() {
            self.ground(&row.group, self.row_area(n), band, into);
            self.ground(&row.style, self.row_area(n), band, into);
        }
        for (row, cell, _) in &self.cells {
            self.ground(&cell.style, self.cell_area(*row, cell), band, into);
        }
        self.borders(
            self.table.style.border,
            whole,
            self.ends,
            (band, ends),
            into,
        );
        if self.table.collapsed {
            let both = Ends {
                top: true,
                bottom: true,
            };
            for ((n, row), group) in rows() {
                self.borders(
                    row.group.border,
                    self.row_area(n),
                    *group,
                    (band, ends),
                    into,
                );
                self.borders(row.style.border, self.row_area(n), both, (band, ends), into);
            }
        }
        for (row, cell, _) in &self.cells {
            let both = Ends {
                top: true,
                bottom: true,
            };
            self.borders(
                cell.style.border,
                self.cell_area(*row, cell),
                both,
                (band, ends),
                into,
            );
        }
    }

    fn ground(&self, style: &ComputedStyle, area: Rect, band: &Range<Pt>, into: &mut Fragment) {
        if let (Some(colour), Some(area)) = (style.background, clipped(area, band)) {
            into.layout(crate::pdf::page::Item::Fill(area, colour));
        }
    }

    /// Borders, in the middle of the grid's lines where neighbours share them.
    fn borders(
        &self,
        border: Sides<Border>,
        area: Rect,
        own: Ends,
        (band, ends): (&Range<Pt>, Ends),
        into: &mut Fragment,
    ) {
        let sides = [border.top, border.right, border.bottom, border.left];
        if sides
            .iter()
            .all(|side| side.style == BorderStyle::None || side.width <= Pt::ZERO)
        {
            return;
        }
        let begins = area.origin.y >= band.start - Pt(0.01) || ends.top;
        let bottom = area.origin.y + area.size.height;
        let finishes = bottom <= band.end + Pt(0.01) || ends.bottom;
        let Some(clipped) = clipped(area, band) else {
            return;
        };
        let clipped = if self.table.collapsed {
            outset(clipped, border)
        } else {
            clipped
        };
        let ends = Ends {
            top: own.top && begins,
            bottom: own.bottom && finishes,
        };
        paint::borders(border, clipped, ends, into);
    }

    fn draw_cells(
        &mut self,
        band: &Range<Pt>,
        is_last: bool,
        pieces: &mut [Piece],
        setting: &Setting<'_>,
        into: &mut Fragment,
    ) {
        let mut painter = setting.painter();
        for ((_, cell, placing), piece) in self.cells.iter_mut().zip(pieces) {
            let part = cut::part(piece, band, is_last);
            placing.draw(&part, cell.x + cell.around.left, &mut painter, into);
        }
    }
}

/// The part of an area in a band, measured from the band's top.
fn clipped(area: Rect, band: &Range<Pt>) -> Option<Rect> {
    let top = area.origin.y.max(band.start);
    let bottom = (area.origin.y + area.size.height).min(band.end);
    (bottom > top).then(|| Rect {
        origin: Point {
            x: area.origin.x,
            y: top - band.start,
        },
        size: crate::units::Size {
            width: area.size.width,
            height: bottom - top,
        },
    })
}

/// Half of each border further out.
fn outset(area: Rect, border: Sides<Border>) -> Rect {
    let half = |border: Border| border.width * 0.5;
    Rect::new(
        area.origin.x - half(border.left),
        area.origin.y - half(border.top),
        area.size.width + half(border.left) + half(border.right),
        area.size.height + half(border.top) + half(border.bottom),
    )
}
