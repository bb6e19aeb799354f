//! Drawing rows that hang together: band after band, backgrounds, borders and the cells' lines.

use super::cells::Cell;
use super::cut::{self, Cutting};
use super::rows::{Row, Rows};
use crate::pdf::page::Item;
use crate::pdf::pages::fragment::Fragment;
use crate::pdf::pages::paint::{self, Ends};
use crate::pdf::pages::place::{Piece, Placing};
use crate::pdf::pages::set::Setting;
use crate::style::{Border, BorderStyle, ComputedStyle, VerticalAlign};
use crate::units::{Point, Pt, Rect, Sides, Size};
use std::ops::Range;

/// Rows are cut only if they are higher than this part of a page.
const UNCUT_SHARE: f32 = 0.3;

/// Rows that hang together.
pub(super) struct Block<'a> {
    height: Pt,
    collapsed: bool,
    /// From the top down, outer ones before those in them.
    boxes: Vec<RuledBox<'a>>,
    /// From the top down.
    cells: Vec<OpenCell<'a>>,
}

/// A table, group, row or cell: what may have a background and borders.
struct RuledBox<'a> {
    style: &'a ComputedStyle,
    area: Rect,
    /// Which of its horizontal edges are in this block.
    ends: Ends,
    /// Rows and groups have borders only where neighbours share them (CSS 2 section 17.6).
    is_ruled: bool,
    /// How deep it is: what is deeper is drawn over it.
    depth: u8,
}

/// A cell being drawn.
struct OpenCell<'a> {
    cell: &'a Cell,
    area: Rect,
    placing: Placing,
}

/// A band of a block, and which of the block's ends are in it.
#[derive(Clone)]
struct Band {
    extent: Range<Pt>,
    ends: Ends,
}

const BOTH: Ends = Ends {
    top: true,
    bottom: true,
};

impl<'a> Block<'a> {
    pub fn new(
        table: &'a Rows,
        rows: &'a [Row],
        heights: &[Pt],
        group_ends: Vec<Ends>,
        ends: Ends,
        placings: Vec<Placing>,
        width: Pt,
    ) -> Block<'a> {
        let grid = Grid::new(heights, table.spacing, ends.bottom);
        let whole = Rect::new(Pt::ZERO, Pt::ZERO, width, grid.height());
        let ruled = |style, area, ends, is_ruled, depth| RuledBox {
            style,
            area,
            ends,
            is_ruled,
            depth,
        };
        let mut boxes = vec![ruled(&*table.style, whole, ends, true, 0)];
        let mut cells = Vec::with_capacity(placings.len());
        let mut placings = placings.into_iter();
        for ((n, row), group_ends) in (0..).zip(rows).zip(group_ends) {
            let area = grid.row(n, width);
            boxes.push(ruled(&row.group, area, group_ends, table.collapsed, 1));
            boxes.push(ruled(&row.style, area, BOTH, table.collapsed, 2));
            for (cell, placing) in row.cells.iter().zip(&mut placings) {
                let area = grid.cell(n, cell);
                boxes.push(ruled(&cell.style, area, BOTH, true, 3));
                cells.push(OpenCell {
                    cell,
                    area,
                    placing,
                });
            }
        }
        boxes.retain(RuledBox::is_seen);
        Block {
            height: grid.height(),
            collapsed: table.collapsed,
            boxes,
            cells,
        }
    }

    /// The block's strips: one, or as many as it may be cut in.
    pub fn draw(mut self, setting: &Setting<'_>) -> Vec<(Pt, Fragment)> {
        let mut pieces: Vec<Piece> = self.cells.iter().map(OpenCell::piece).collect();
        let bands = self.bands(&mut pieces, setting.page_height);
        let mut cuttings: Vec<Cutting> = pieces.into_iter().map(Cutting::new).collect();
        let (mut boxes, mut cells) = (Sweep::default(), Sweep::default());
        let drawn = bands.into_iter().map(|band| {
            let mut fragment = Fragment::default();
            self.draw_boxes(&band, &mut boxes, &mut fragment);
            self.draw_cells(&band, &mut cells, &mut cuttings, setting, &mut fragment);
            (band.extent.end - band.extent.start, fragment)
        });
        drawn.collect()
    }

    /// One band, or as many as a high block may be cut in. Where cells had to be moved to be cut, the block's last boxes grow along.
    fn bands(&mut self, pieces: &mut [Piece], page_height: Pt) -> Vec<Band> {
        let mut extents = vec![Pt::ZERO..self.height];
        if self.height > page_height * UNCUT_SHARE {
            let stacks = self.cells.iter().map(|cell| &cell.placing.stack);
            extents = cut::bands(pieces, stacks, self.height, page_height);
            let height = extents.last().map_or(self.height, |band| band.end);
            self.grow(height);
        }
        let count = extents.len();
        let band = |(n, extent)| Band {
            extent,
            ends: Ends {
                top: n == 0,
                bottom: n + 1 == count,
            },
        };
        extents.into_iter().enumerate().map(band).collect()
    }

    fn grow(&mut self, height: Pt) {
        let grown = height - self.height;
        for own in &mut self.boxes {
            if bottom(own.area) >= self.height - Pt(0.1) {
                own.area.size.height += grown;
            }
        }
        self.height = height;
    }

    /// Backgrounds from the table's to the cells', then borders the same way.
    fn draw_boxes(&self, band: &Band, sweep: &mut Sweep, into: &mut Fragment) {
        let tops = |n: usize| self.boxes.get(n).map(|own| own.area.origin.y);
        sweep.open_to(band, tops);
        let mut open: Vec<&RuledBox<'_>> = sweep
            .open
            .iter()
            .filter_map(|n| self.boxes.get(*n))
            .collect();
        open.sort_by_key(|own| own.depth);
        for own in &open {
            if let (Some(colour), Some(area)) =
                (own.style.background, clipped(own.area, &band.extent))
            {
                into.layout(Item::Fill(area, colour));
            }
        }
        for own in open.iter().filter(|own| own.is_ruled) {
            self.borders(own, band, into);
        }
        sweep.open.retain(|n| {
            self.boxes
                .get(*n)
                .is_some_and(|own| bottom(own.area) > band.extent.end)
        });
    }

    /// Borders, in the middle of the grid's lines where neighbours share them.
    fn borders(&self, own: &RuledBox<'_>, band: &Band, into: &mut Fragment) {
        let Some(area) = clipped(own.area, &band.extent) else {
            return;
        };
        let begins = own.area.origin.y >= band.extent.start - Pt(0.01) || band.ends.top;
        let finishes = bottom(own.area) <= band.extent.end + Pt(0.01) || band.ends.bottom;
        let area = if self.collapsed {
            outset(area, own.style.border)
        } else {
            area
        };
        let ends = Ends {
            top: own.ends.top && begins,
            bottom: own.ends.bottom && finishes,
        };
        paint::borders(own.style.border, area, ends, into);
    }

    fn draw_cells(
        &mut self,
        band: &Band,
        sweep: &mut Sweep,
        cuttings: &mut [Cutting],
        setting: &Setting<'_>,
        into: &mut Fragment,
    ) {
        sweep.open_to(band, |n| self.cells.get(n).map(|cell| cell.area.origin.y));
        let mut painter = setting.painter();
        sweep.open.retain(|n| {
            let (Some(cell), Some(cutting)) = (self.cells.get_mut(*n), cuttings.get_mut(*n)) else {
                return false;
            };
            let part = cutting.part(&band.extent, band.ends.bottom);
            let left = cell.cell.x + cell.cell.around.left;
            cell.placing.draw(&part, left, &mut painter, into);
            !cutting.is_done()
        });
    }
}

impl RuledBox<'_> {
    fn is_seen(&self) -> bool {
        let Sides {
            top,
            right,
            bottom,
            left,
        } = self.style.border;
        let drawn = |side: Border| side.style != BorderStyle::None && side.width > Pt::ZERO;
        let is_ruled = self.is_ruled && [top, right, bottom, left].into_iter().any(drawn);
        self.style.background.is_some() || is_ruled
    }
}

impl OpenCell<'_> {
    /// Where the cell's strips stand.
    fn piece(&self) -> Piece {
        let around = self.cell.around;
        let stack = &self.placing.stack;
        let spare = self.area.size.height - around.top - around.bottom - stack.height();
        let down = match self.cell.style.vertical_align {
            VerticalAlign::Middle => spare.max(Pt::ZERO) * 0.5,
            VerticalAlign::Bottom => spare.max(Pt::ZERO),
            _ => Pt::ZERO,
        };
        let first = stack.strips.first().map_or(Pt::ZERO, |strip| strip.gap);
        let top = self.area.origin.y + around.top + down + first;
        Piece::stacked(stack, 0..stack.strips.len(), top, |gap| gap)
    }
}

/// Where rows begin and end, the space between them in it.
struct Grid {
    tops: Vec<Pt>,
    heights: Vec<Pt>,
    spacing: Pt,
    /// Whether the table ends here, and with it the space under its last row.
    is_last: bool,
}

impl Grid {
    fn new(heights: &[Pt], spacing: Pt, is_last: bool) -> Grid {
        let mut y = Pt::ZERO;
        let tops = heights.iter().map(|height| {
            let top = y + spacing;
            y = top + *height;
            top
        });
        Grid {
            tops: tops.collect(),
            heights: heights.to_vec(),
            spacing,
            is_last,
        }
    }

    fn bottom_of(&self, row: usize) -> Pt {
        let top = self.tops.get(row).copied().unwrap_or_default();
        top + self.heights.get(row).copied().unwrap_or_default()
    }

    fn height(&self) -> Pt {
        let under = if self.is_last { self.spacing } else { Pt::ZERO };
        self.bottom_of(self.tops.len().saturating_sub(1)) + under
    }

    fn row(&self, row: usize, width: Pt) -> Rect {
        let top = self.tops.get(row).copied().unwrap_or_default();
        Rect::new(Pt::ZERO, top, width, self.bottom_of(row) - top)
    }

    fn cell(&self, row: usize, cell: &Cell) -> Rect {
        let last = (row + cell.row_span.max(1) - 1).min(self.tops.len().saturating_sub(1));
        let top = self.tops.get(row).copied().unwrap_or_default();
        Rect::new(cell.x, top, cell.width, self.bottom_of(last) - top)
    }
}

/// What is open while bands go by from the top down.
#[derive(Default)]
struct Sweep {
    open: Vec<usize>,
    next: usize,
}

impl Sweep {
    /// Opens what begins in the band; in the last, all there is.
    fn open_to(&mut self, band: &Band, top: impl Fn(usize) -> Option<Pt>) {
        while top(self.next).is_some_and(|top| band.ends.bottom || top < band.extent.end) {
            self.open.push(self.next);
            self.next += 1;
        }
    }
}

fn bottom(area: Rect) -> Pt {
    area.origin.y + area.size.height
}

/// The part of an area in a band, measured from the band's top.
fn clipped(area: Rect, band: &Range<Pt>) -> Option<Rect> {
    let top = area.origin.y.max(band.start);
    let bottom = bottom(area).min(band.end);
    (bottom > top).then(|| Rect {
        origin: Point {
            x: area.origin.x,
            y: top - band.start,
        },
        size: Size {
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
