//! Stacking: takes a flow's set parts, gives the vertical list. Margins collapse here (CSS 2 section 8.3.1), and what may not be
//! parted by a page's end gets its price.

use super::extent::{self, Frame};
use super::set::SetPart;
use super::strip::{BreakCost, Content, Decor, RepeatedHead, Stack, Strip, StripMark};
use super::table::SetTable;
use crate::pdf::boxes::{BlockKind, PictureBox};
use crate::pdf::line::{Line, LineItem, LineItemKind};
use crate::style::{BoxBreak, BreakInside, ComputedStyle, Size, WhiteSpace};
use crate::units::{Pt, Size as Extent};
use std::sync::Arc;

/// What a page break costs, in the measure in which a page that is one line short costs ten.
pub(super) mod cost {
    /// A widow, an orphan.
    pub const LONELY_LINE: f64 = 5e4;
    /// Within a word.
    pub const DIVIDED_WORD: f64 = 40.0;
    /// Within `break-inside: avoid`.
    pub const INSIDE: f64 = 2e5;
    /// Between words that end in a colon and what they announce, and between a line alone and the code that it names: worth a page
    /// that is three lines short.
    pub const ANNOUNCED: f64 = 120.0;
    /// Within a figure of code or words that is not small: worth a page that is five lines short.
    pub const WITHIN_LISTING: f64 = 300.0;
    /// After a heading, before a caption, after a table's head.
    pub const KEPT_WITH_NEXT: f64 = 1e6;
    /// Within a table's row.
    pub const WITHIN_ROW: f64 = 400.0;
    /// After a table's first row, before its last.
    pub const LONELY_ROW: f64 = 400.0;
    /// Within a table that is small.
    pub const SMALL_TABLE: f64 = 3000.0;
}

/// A table is small that takes less than this part of a page, a listing that takes less than that.
const KEPT_TABLE: f32 = 0.3;
const KEPT_LISTING: f32 = 0.2;

/// Between a marker and its item's text, in ems.
const MARKER_GAP: f32 = 0.45;

/// Stacks a flow whose pages are as high as this.
pub(super) fn stack(parts: Vec<SetPart>, page_height: Pt, margin: Pt) -> Stack {
    let mut stacker = Stacker {
        page_height,
        margin_room: margin,
        ..Stacker::default()
    };
    for part in parts {
        stacker.part(part);
    }
    stacker.finish()
}

#[derive(Default)]
struct Stacker {
    stack: Stack,
    open: Vec<OpenBlock>,
    /// The margin that collapses above all padding and borders since the last strip.
    gap: Margin,
    /// Padding, borders and margins within them since the last strip, if there are any.
    lead: Option<Pt>,
    /// The margin that collapses below them.
    inner: Margin,
    /// The boxes opened since the last strip, whose top edges are not yet placed: their decor, and how far down the lead they begin.
    rising: Vec<(usize, Option<Pt>)>,
    /// Markers that wait for a line to stand beside.
    markers: Vec<(Line, Frame, Arc<ComputedStyle>)>,
    between: Between,
    /// The first strips of the open blocks that are not to be broken, outermost first.
    unbroken: Vec<usize>,
    page_height: Pt,
    margin_room: Pt,
}

/// Margins that collapse into one: the largest, less the most negative.
#[derive(Debug, Clone, Copy, Default)]
struct Margin {
    most: Pt,
    least: Pt,
}

/// What the blocks that ended and began since the last strip say of a page break here.
#[derive(Debug, Clone, Copy, Default)]
struct Between {
    forced: bool,
    avoided: bool,
    /// The words before end in a colon.
    announced: bool,
    /// They are a line of their own, as a file's name above code is.
    labelled: bool,
    /// Code begins.
    is_code: bool,
}

struct OpenBlock {
    style: Arc<ComputedStyle>,
    kind: BlockKind,
    frame: Frame,
    /// How many strips there were before it.
    first: usize,
    decor: Option<usize>,
    is_unbroken: bool,
    has_marker: bool,
}

impl Margin {
    fn add(&mut self, margin: Pt) {
        self.most = self.most.max(margin);
        self.least = self.least.min(margin);
    }

    fn take(&mut self) -> Pt {
        let margin = std::mem::take(self);
        (margin.most + margin.least).max(Pt::ZERO)
    }
}

impl Between {
    fn add(&mut self, said: BoxBreak) {
        match said {
            BoxBreak::Auto => {}
            BoxBreak::Avoid => self.avoided = true,
            BoxBreak::Page | BoxBreak::Left | BoxBreak::Right => self.forced = true,
        }
    }
}

impl Stacker {
    fn part(&mut self, part: SetPart) {
        match part {
            SetPart::Open {
                style,
                kind,
                frame,
                marker,
            } => {
                self.open(&style, kind, frame);
                if let Some(block) = self.open.last_mut() {
                    block.has_marker = marker.is_some();
                }
                self.markers
                    .extend(marker.map(|marker| (marker, frame, style)));
            }
            SetPart::Close => self.close(),
            SetPart::Lines {
                lines,
                frame,
                widows,
                orphans,
            } => self.lines(lines, frame, usize::from(widows), usize::from(orphans)),
            SetPart::Picture {
                picture,
                size,
                frame,
            } => self.picture(picture, size, frame),
            SetPart::Table(table) => self.table(*table),
            SetPart::Mark(mark) => self.mark(StripMark::Mark(mark)),
            SetPart::Heading(heading) => self.mark(StripMark::Heading(heading)),
        }
    }

    /// Marks fall on the next strip.
    fn mark(&mut self, mark: StripMark) {
        self.stack.marks.push((self.stack.strips.len(), mark));
    }

    fn open(&mut self, style: &Arc<ComputedStyle>, kind: BlockKind, frame: Frame) {
        self.between.add(style.break_before);
        self.between.is_code |= matches!(style.white_space, WhiteSpace::Pre | WhiteSpace::PreWrap);
        self.add_margin(
            style
                .margin
                .top
                .map_or(Pt::ZERO, |top| top.resolve(frame.inner_width)),
        );
        let first = self.stack.strips.len();
        let plain = kind != BlockKind::TableWrapper;
        let decor = (plain && is_decorated(style)).then(|| self.open_decor(style, frame));
        if plain {
            self.add_lead(extent::vertical(style, frame.inner_width).0);
        }
        let is_unbroken = style.break_inside == BreakInside::Avoid || kind == BlockKind::Figure;
        if is_unbroken {
            self.unbroken.push(first);
        }
        self.open.push(OpenBlock {
            style: style.clone(),
            kind,
            frame,
            first,
            decor,
            is_unbroken,
            has_marker: false,
        });
    }

    fn open_decor(&mut self, style: &Arc<ComputedStyle>, frame: Frame) -> usize {
        let decor = self.stack.decors.len();
        self.stack.decors.push(Decor {
            first: self.stack.strips.len(),
            above: Pt::ZERO,
            last: usize::MAX,
            below: Pt::ZERO,
            x: frame.x,
            width: frame.width,
            style: style.clone(),
        });
        self.rising.push((decor, None));
        decor
    }

    fn close(&mut self) {
        let Some(block) = self.open.pop() else { return };
        if block.is_unbroken {
            self.unbroken.pop();
        }
        if block.has_marker {
            self.place_left_markers(block.frame, false);
        }
        let plain = block.kind != BlockKind::TableWrapper;
        let bottom = if plain {
            extent::vertical(&block.style, block.frame.inner_width).1
        } else {
            Pt::ZERO
        };
        if self.stack.strips.len() == block.first {
            self.close_empty(&block, bottom);
        } else {
            self.close_full(&block, bottom);
        }
        if block.kind == BlockKind::Figure {
            self.fit_figure(block.first);
            self.loosen_figure(block.first);
        }
        let margin = block.style.margin.bottom;
        self.add_margin(margin.map_or(Pt::ZERO, |bottom| bottom.resolve(block.frame.inner_width)));
        self.between.add(block.style.break_after);
    }

    /// A block without content: seen only if it has a height or an edge of its own; else its margins collapse through it.
    fn close_empty(&mut self, block: &OpenBlock, bottom: Pt) {
        let height = self.least_height(block);
        let top = extent::vertical(&block.style, block.frame.inner_width).0;
        let plain = block.kind != BlockKind::TableWrapper;
        if !plain || top + bottom + height <= Pt::ZERO {
            let own = block.decor;
            self.rising.retain(|(decor, _)| Some(*decor) != own);
            return;
        }
        self.strip(block.frame.inner_x, height, Content::Empty, 0.0);
        self.close_full(block, bottom);
    }

    fn close_full(&mut self, block: &OpenBlock, bottom: Pt) {
        let extra = match self.least_height(block) {
            least if least > Pt::ZERO => (least - self.content_height(block.first)).max(Pt::ZERO),
            _ => Pt::ZERO,
        };
        if bottom + extra > Pt::ZERO {
            let inside = self.gap.take();
            self.trail(inside + extra + bottom);
        }
        let last = self.stack.strips.len().saturating_sub(1);
        let below = self
            .stack
            .strips
            .last()
            .map_or(Pt::ZERO, |strip| strip.trail);
        if let Some(decor) = block
            .decor
            .and_then(|decor| self.stack.decors.get_mut(decor))
        {
            (decor.last, decor.below) = (last, below);
        }
    }

    /// `height` and `min-height`, as far as they are fixed.
    fn least_height(&self, block: &OpenBlock) -> Pt {
        if matches!(block.kind, BlockKind::TableWrapper | BlockKind::Picture) {
            return Pt::ZERO;
        }
        let fixed = |length| match length {
            crate::style::Length::Fixed(length) => length,
            crate::style::Length::Part(_) => Pt::ZERO,
        };
        let height = match block.style.height {
            Size::Given(height) => fixed(height),
            Size::Auto => Pt::ZERO,
        };
        height
            .max(fixed(block.style.min_height))
            .min(self.page_height * 0.9)
    }

    /// How high the strips are from `first` on, without what stands above it. Only asked for where a block has a height of its own.
    fn content_height(&self, first: usize) -> Pt {
        let strips = self.stack.strips.get(first..).unwrap_or_default();
        let above = strips
            .first()
            .map_or(Pt::ZERO, |strip| strip.gap + strip.lead);
        strips.iter().map(Strip::total).sum::<Pt>() - above
    }

    fn add_margin(&mut self, margin: Pt) {
        match self.lead {
            Some(_) => self.inner.add(margin),
            None => self.gap.add(margin),
        }
    }

    fn add_lead(&mut self, lead: Pt) {
        if lead > Pt::ZERO {
            let above = self.settle_lead();
            self.lead = Some(above + lead);
        }
    }

    /// Ends the collapsing within the lead: the boxes opened there begin here.
    fn settle_lead(&mut self) -> Pt {
        let above = self.lead.unwrap_or_default() + self.inner.take();
        for (_, start) in &mut self.rising {
            start.get_or_insert(above);
        }
        above
    }

    fn trail(&mut self, trail: Pt) {
        if let Some(last) = self.stack.strips.last_mut() {
            last.trail += trail;
        }
    }

    /// Adds a strip under what has been gathered since the last one.
    fn strip(&mut self, x: Pt, height: Pt, content: Content, own_cost: f64) {
        let lead = self.settle_lead();
        let first = self.stack.strips.len();
        for (decor, start) in std::mem::take(&mut self.rising) {
            if let Some(decor) = self.stack.decors.get_mut(decor) {
                (decor.first, decor.above) = (first, lead - start.unwrap_or_default());
            }
        }
        let before = self.break_cost(own_cost);
        self.lead = None;
        self.stack.strips.push(Strip {
            gap: self.gap.take(),
            lead,
            height,
            trail: Pt::ZERO,
            before,
            x,
            content,
            head: None,
        });
    }

    fn break_cost(&mut self, own: f64) -> BreakCost {
        let between = std::mem::take(&mut self.between);
        let inside = self
            .unbroken
            .first()
            .is_some_and(|first| *first < self.stack.strips.len());
        if between.forced && !self.stack.strips.is_empty() {
            return BreakCost::Forced;
        }
        let kept = if between.avoided {
            cost::KEPT_WITH_NEXT
        } else {
            0.0
        };
        let inside = if inside { cost::INSIDE } else { 0.0 };
        let announced = if between.announced || between.labelled && between.is_code {
            cost::ANNOUNCED
        } else {
            0.0
        };
        BreakCost::Costs(own + kept + inside + announced)
    }

    fn lines(&mut self, lines: Vec<Line>, frame: Frame, widows: usize, orphans: usize) {
        let count = lines.len();
        let mut divided = 0.0;
        for (n, mut line) in lines.into_iter().enumerate() {
            self.place_markers(&mut line, frame);
            let is_lonely = n > 0 && (n < orphans || count - n < widows);
            let lonely = if is_lonely { cost::LONELY_LINE } else { 0.0 };
            let cost = lonely + divided;
            divided = if line.is_divided {
                cost::DIVIDED_WORD
            } else {
                0.0
            };
            let height = line.ascent + line.depth;
            let announces = n + 1 == count && ends_in_colon(&line);
            self.strip(frame.inner_x, height, Content::Line(line), cost);
            self.between.announced = announces;
            self.between.labelled = count == 1;
        }
    }

    /// Puts the waiting markers beside a line, on its baseline.
    fn place_markers(&mut self, line: &mut Line, frame: Frame) {
        for (marker, item, style) in std::mem::take(&mut self.markers) {
            let edge = self.marker_edge(&marker, item, &style) - frame.inner_x;
            let items = marker.items.into_iter().map(|mut own| {
                own.x += edge;
                own
            });
            line.items.splice(0..0, items);
        }
    }

    /// The marker's left edge: before the item's text, but not beyond the page.
    fn marker_edge(&self, marker: &Line, item: Frame, style: &ComputedStyle) -> Pt {
        let gap = style.font_size * MARKER_GAP;
        if style.right_to_left {
            return item.inner_x + item.inner_width + gap;
        }
        (item.inner_x - gap - marker.width).max(-self.margin_room * 0.8)
    }

    /// An item without a line still has its marker: on a line of its own, or beside the picture or table that follows.
    fn place_left_markers(&mut self, frame: Frame, beside_next: bool) {
        if self.markers.is_empty() {
            return;
        }
        let over = |measure: fn(&Line) -> Pt| {
            let lengths = self.markers.iter().map(|(marker, ..)| measure(marker));
            lengths.fold(Pt::ZERO, Pt::max)
        };
        let mut line = Line {
            ascent: over(|line| line.ascent),
            depth: over(|line| line.depth),
            ..Line::default()
        };
        self.place_markers(&mut line, frame);
        let height = if beside_next {
            Pt::ZERO
        } else {
            line.ascent + line.depth
        };
        self.strip(frame.inner_x, height, Content::Line(line), 0.0);
        self.between.avoided |= beside_next;
    }

    /// A picture is a block around a strip.
    fn picture(&mut self, picture: PictureBox, size: Extent, frame: Frame) {
        self.place_left_markers(frame, true);
        self.open(&picture.style, BlockKind::Picture, frame);
        let content = Content::Picture {
            media: picture.media,
            size,
            tag: picture.tag,
            link: picture.link,
        };
        self.strip(frame.inner_x, size.height, content, 0.0);
        self.close();
    }

    /// Makes the pictures of a figure smaller until it fits a page with its caption.
    fn fit_figure(&mut self, first: usize) {
        let excess = self.content_height(first) - self.page_height;
        let pictures = |strip: &&mut Strip| matches!(strip.content, Content::Picture { .. });
        let strips = self.stack.strips.get_mut(first..).unwrap_or_default();
        let drawn: Pt = strips
            .iter_mut()
            .filter(pictures)
            .map(|strip| strip.height)
            .sum();
        if excess <= Pt::ZERO || drawn <= Pt::ZERO {
            return;
        }
        let scale = ((drawn - excess - Pt(1.0)) / drawn).max(0.1);
        strips
            .iter_mut()
            .filter(pictures)
            .for_each(|strip| shrink(strip, scale));
    }

    /// A long listing may end on the next page, its name and first line together: kept whole it would leave half a page white. What
    /// shows pictures stays whole.
    fn loosen_figure(&mut self, first: usize) {
        let is_long = self.content_height(first) >= self.page_height * KEPT_LISTING;
        let strips = self.stack.strips.get_mut(first..).unwrap_or_default();
        if !self.unbroken.is_empty() || !is_long || strips.iter().any(shows_picture) {
            return;
        }
        for strip in strips.iter_mut().skip(2) {
            if let BreakCost::Costs(cost) = &mut strip.before
                && *cost >= cost::INSIDE
            {
                *cost -= cost::INSIDE - cost::WITHIN_LISTING;
            }
        }
    }

    fn table(&mut self, table: SetTable) {
        self.stack.messages.extend(table.messages);
        let head = self.repeated_head(table.head, table.x);
        let frame = Frame {
            inner_x: table.x,
            ..Frame::default()
        };
        self.place_left_markers(frame, true);
        for part in table.caption {
            self.part(part);
            self.between.avoided = true;
        }
        let height = table.rows.iter().map(|row| row.height).sum::<Pt>();
        let whole = if height < self.page_height * KEPT_TABLE {
            cost::SMALL_TABLE
        } else {
            0.0
        };
        for (n, row) in table.rows.into_iter().enumerate() {
            let cost = row.cost + if n > 0 { whole } else { 0.0 };
            let drawn = Content::Drawn(Box::new(row.fragment));
            self.strip(table.x, row.height, drawn, cost);
            if let Some(last) = self.stack.strips.last_mut().filter(|_| row.is_under_head) {
                last.head = head;
            }
        }
    }

    fn repeated_head(
        &mut self,
        head: Option<(Pt, super::fragment::Fragment)>,
        x: Pt,
    ) -> Option<u32> {
        let (height, fragment) = head?;
        self.stack.heads.push(RepeatedHead {
            height,
            x,
            fragment,
        });
        u32::try_from(self.stack.heads.len() - 1).ok()
    }

    fn finish(mut self) -> Stack {
        while !self.open.is_empty() {
            self.close();
        }
        self.stack.bottom = self.gap.take();
        let count = self.stack.strips.len();
        self.stack.decors.retain(|decor| decor.last < count);
        self.stack
    }
}

fn shows_picture(strip: &Strip) -> bool {
    match &strip.content {
        Content::Picture { .. } => true,
        Content::Line(line) => {
            let is_object = |item: &LineItem| matches!(item.kind, LineItemKind::Object(_));
            line.items.iter().any(is_object)
        }
        Content::Drawn(_) | Content::Empty => false,
    }
}

/// Do a paragraph's words end in a colon?
fn ends_in_colon(line: &Line) -> bool {
    let runs = line.items.iter().rev().filter_map(|item| match &item.kind {
        LineItemKind::Glyphs(_, run) => Some(run),
        _ => None,
    });
    let texts = runs.flat_map(|run| run.glyphs.iter().rev().map(|glyph| run.text_of(glyph)));
    let last = texts.into_iter().find(|text| !text.trim().is_empty());
    last.is_some_and(|text| text.ends_with([':', '：']))
}

fn is_decorated(style: &ComputedStyle) -> bool {
    let border = &style.border;
    let sides = [border.top, border.right, border.bottom, border.left];
    style.background.is_some() || sides.iter().any(|side| side.width > Pt::ZERO)
}

fn shrink(strip: &mut Strip, scale: f32) {
    if let Content::Picture { size, .. } = &mut strip.content {
        let narrower = size.width * (1.0 - scale);
        size.width = size.width * scale;
        size.height = size.height * scale;
        strip.x += narrower * 0.5;
        strip.height = size.height;
    }
}
