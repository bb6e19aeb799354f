//! Finding the pages: takes a chapter's strips and its notes', gives where each page ends, by the optimum-fit breaker.

use super::strip::{BreakCost, Content, Stack, Strip};
use crate::pdf::breaker::{Break, Fit, Material, Misfit, Start, search};
use crate::units::Pt;
use std::ops::Range;

/// A chapter has no more pages than this: four times the longest book that is known to be read.
pub(super) const MOST_PAGES: usize = 20_000;

/// How far a margin may grow and shrink to bring a page's last line to its foot, as a part of itself.
const STRETCH: f32 = 0.45;
const SHRINK: f32 = 0.12;

/// A page that would be filled if its margins grew by this much more is brought as near to its foot as they go.
const NEARLY: f32 = 1.5;

/// What a page costs that is one line short; it grows with the square.
const SHORT_BY_A_LINE: f64 = 10.0;

/// What it costs to stretch or shrink a page's margins as far as they go.
const STRETCHED: f64 = 8.0;

/// What it costs to end a note on another page than its call's.
const SPLIT_NOTE: f64 = 600.0;

/// What each line of a note costs that is put off to a later page.
const LATER_NOTE_LINE: f64 = 60.0;

/// What a last page of hardly any lines costs.
const LONELY_PAGE: f64 = 250.0;

/// A page's height for text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heights {
    /// On the chapter's first page.
    pub first: Pt,
    /// On the others.
    pub other: Pt,
}

impl Heights {
    pub fn of(&self, page: usize) -> Pt {
        if page == 0 { self.first } else { self.other }
    }
}

/// A page found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FoundPage {
    /// The chapter's strips on it.
    pub strips: Range<usize>,
    /// The notes' strips on it.
    pub notes: Range<usize>,
}

/// The notes at the feet of a chapter's pages: their strips under each other in the order of their calls.
#[derive(Debug, Default)]
pub(super) struct NoteList {
    pub stack: Stack,
    /// For each strip of the chapter, one past the last note strip called in it or before.
    pub called: Vec<usize>,
    /// The first strips of the notes.
    pub starts: Vec<usize>,
    /// Space and rule between the text and the notes.
    pub separator: Pt,
}

/// A chapter to be broken into pages. Heights are summed up from its beginning, so that each page's is a difference.
struct Chapter<'a> {
    stack: &'a Stack,
    notes: &'a NoteList,
    heights: Heights,
    /// A line's height: the measure of how short a page is.
    line: Pt,
    totals: Vec<f64>,
    gaps: Vec<f64>,
    note_totals: Vec<f64>,
}

/// How a page would be filled.
struct Filling {
    /// Text, margins as they are.
    text: Pt,
    gaps: Pt,
    room: Pt,
    notes: Range<usize>,
}

/// The pages of a chapter; the last are of notes alone where the notes are longer than the text.
pub(super) fn paginate(
    stack: &Stack,
    notes: &NoteList,
    heights: Heights,
    line: Pt,
) -> Vec<FoundPage> {
    let chapter = Chapter::new(stack, notes, heights, line.max(Pt(1.0)));
    let breaks = search(&chapter, Misfit::Take).map(|found| found.breaks);
    let mut pages = chapter.pages(&breaks.unwrap_or_default());
    chapter.add_note_pages(&mut pages);
    pages.truncate(MOST_PAGES);
    pages
}

/// The node that comes first of all that the pages leave out; `None` if everything is on them.
pub(super) fn left_out(pages: &[FoundPage], stack: &Stack, notes: &NoteList) -> Option<u32> {
    let last = pages.last()?;
    let text = stack.strips.get(last.strips.end..);
    let notes = notes.stack.strips.get(last.notes.end..);
    let mut rest = text.into_iter().chain(notes).flatten();
    rest.find_map(|strip| strip.content.node())
}

impl Chapter<'_> {
    fn new<'a>(stack: &'a Stack, notes: &'a NoteList, heights: Heights, line: Pt) -> Chapter<'a> {
        Chapter {
            stack,
            notes,
            heights,
            line,
            totals: sums(&stack.strips, Strip::total),
            gaps: sums(&stack.strips, |strip| strip.gap),
            note_totals: sums(&notes.stack.strips, Strip::total),
        }
    }

    fn filling(&self, page: usize, first: usize, end: usize, noted: usize) -> Filling {
        let gap = self.gap(first);
        let called = self
            .notes
            .called
            .get(end.wrapping_sub(1))
            .copied()
            .unwrap_or(0);
        Filling {
            text: between(&self.totals, first, end) - gap + self.head(first),
            gaps: (between(&self.gaps, first, end) - gap).max(Pt::ZERO),
            room: self.heights.of(page),
            notes: noted..called.max(noted),
        }
    }

    fn gap(&self, strip: usize) -> Pt {
        self.stack
            .strips
            .get(strip)
            .map_or(Pt::ZERO, |strip| strip.gap)
    }

    /// The head that is repeated above a strip.
    fn head(&self, strip: usize) -> Pt {
        let head = self.stack.strips.get(strip).and_then(|strip| strip.head);
        let head = head.and_then(|head| self.stack.heads.get(head as usize));
        head.map_or(Pt::ZERO, |head| head.height)
    }

    /// How high note strips are, with what parts them from the text.
    fn notes_height(&self, notes: Range<usize>) -> Pt {
        if notes.is_empty() {
            return Pt::ZERO;
        }
        let gap = self
            .notes
            .stack
            .strips
            .get(notes.start)
            .map_or(Pt::ZERO, |strip| strip.gap);
        self.notes.separator + between(&self.note_totals, notes.start, notes.end) - gap
    }

    /// As many of the notes as the text leaves room for: one past the last strip.
    fn notes_that_fit(&self, notes: Range<usize>, room: Pt) -> usize {
        let (mut least, mut most) = (notes.start, notes.end);
        while least < most {
            let middle = (least + most).div_ceil(2);
            if self.notes_height(notes.start..middle) <= room {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        least
    }

    /// How far the notes must at least be printed on a page that calls those up to `called`: the last of them begins on it.
    fn notes_needed(&self, first: usize, notes: &Range<usize>) -> usize {
        let before = first
            .checked_sub(1)
            .and_then(|strip| self.notes.called.get(strip));
        if notes.end <= before.copied().unwrap_or(0) {
            return notes.start;
        }
        let later = self
            .notes
            .starts
            .partition_point(|start| *start < notes.end);
        let start = later
            .checked_sub(1)
            .and_then(|last| self.notes.starts.get(last));
        start
            .map_or(notes.end, |start| (start + 2).min(notes.end))
            .max(notes.start)
    }

    fn fit_page(&self, page: usize, first: usize, end: usize, noted: usize) -> Fit<usize> {
        let filling = self.filling(page, first, end, noted);
        let all = filling.notes.end;
        let least = filling.text - filling.gaps * SHRINK;
        let room = filling.room + Pt(0.01);
        if least + self.notes_height(filling.notes.clone()) <= room {
            return good(self.demerits(&filling, first, end), all);
        }
        let fitting = self.notes_that_fit(filling.notes.clone(), room - least);
        if least <= room && fitting >= self.notes_needed(first, &filling.notes) && all > noted {
            let later = between(&self.note_totals, fitting, all) / self.line;
            let split = SPLIT_NOTE + LATER_NOTE_LINE * f64::from(later);
            return good(self.break_cost(end) + split, fitting);
        }
        Fit::Overfull {
            excess: f64::from((least - room).0.max(0.0)),
            carry: fitting,
        }
    }

    fn demerits(&self, filling: &Filling, first: usize, end: usize) -> f64 {
        let filled = filling.text + self.notes_height(filling.notes.clone());
        let is_last = end == self.stack.strips.len();
        if is_last || self.stack.is_forced_before(end) {
            let is_lonely = first > 0 && filled < self.line * 3.0 && filled > Pt::ZERO;
            return shrunk(filling, filled) + if is_lonely { LONELY_PAGE } else { 0.0 };
        }
        let short = filling.room - filled;
        let look = if short <= filling.gaps * STRETCH {
            let stretched = f64::from(short.max(Pt::ZERO).0 / (filling.gaps * STRETCH).0.max(0.01));
            shrunk(filling, filled) + STRETCHED * stretched * stretched
        } else {
            let lines = f64::from(left_short(short, filling.gaps) / self.line);
            STRETCHED + SHORT_BY_A_LINE * lines * lines
        };
        look + self.break_cost(end)
    }

    fn break_cost(&self, strip: usize) -> f64 {
        match self.stack.strips.get(strip).map(|strip| strip.before) {
            Some(BreakCost::Costs(cost)) => cost,
            Some(BreakCost::Forced) | None => 0.0,
        }
    }

    fn pages(&self, breaks: &[Break<usize>]) -> Vec<FoundPage> {
        let mut pages = Vec::with_capacity(breaks.len());
        let (mut first, mut noted) = (0, 0);
        for taken in breaks {
            let end = taken.at + 1;
            pages.push(FoundPage {
                strips: first..end,
                notes: noted..taken.carry.max(noted),
            });
            (first, noted) = (end, taken.carry.max(noted));
        }
        pages
    }

    /// Notes that found no room go on pages of their own. Each takes one strip at least.
    fn add_note_pages(&self, pages: &mut Vec<FoundPage>) {
        let strips = self.stack.strips.len();
        let all = self.notes.stack.strips.len();
        let mut noted = pages.last().map_or(0, |page| page.notes.end);
        while noted < all && pages.len() < MOST_PAGES {
            let room = self.heights.of(pages.len());
            let end = self.notes_that_fit(noted..all, room).max(noted + 1);
            pages.push(FoundPage {
                strips: strips..strips,
                notes: noted..end,
            });
            noted = end;
        }
    }
}

impl Material for Chapter<'_> {
    /// How many of the notes' strips are printed.
    type Carry = usize;

    fn breakpoints(&self) -> usize {
        self.stack.strips.len()
    }

    fn is_forced(&self, at: usize) -> bool {
        self.stack.is_forced_before(at + 1)
    }

    fn fit(&self, from: &Start<usize>, to: usize) -> Fit<usize> {
        let first = from.after.map_or(0, |after| after + 1);
        self.fit_page(from.number as usize, first, to + 1, from.carry)
    }
}

/// The height of most lines of a chapter.
pub(super) fn usual_line(stack: &Stack) -> Pt {
    let is_line = |strip: &&Strip| matches!(strip.content, Content::Line(_));
    let mut heights: Vec<Pt> = stack
        .strips
        .iter()
        .filter(is_line)
        .map(|strip| strip.height)
        .collect();
    let middle = heights.len() / 2;
    if heights.is_empty() {
        return Pt(12.0);
    }
    *heights
        .select_nth_unstable_by(middle, |a, b| a.0.total_cmp(&b.0))
        .1
}

/// What a page stays short of its foot that its margins can't fill.
fn left_short(short: Pt, gaps: Pt) -> Pt {
    let most = gaps * STRETCH;
    if short <= most * NEARLY {
        short - most
    } else {
        short
    }
}

/// How far the margins of a page are stretched, as a part of themselves; negative where they shrink. A page that can't nearly be filled
/// keeps them as they are.
pub(super) fn stretch(short: Pt, gaps: Pt, is_natural: bool) -> f32 {
    if gaps <= Pt::ZERO {
        return 0.0;
    }
    match short / gaps {
        part if part < 0.0 => part.max(-SHRINK),
        part if part <= STRETCH * NEARLY && !is_natural => part.min(STRETCH),
        _ => 0.0,
    }
}

fn good(demerits: f64, carry: usize) -> Fit<usize> {
    Fit::Good {
        demerits,
        class: 0,
        carry,
    }
}

/// What a page costs whose margins shrink.
fn shrunk(filling: &Filling, filled: Pt) -> f64 {
    let over = (filled - filling.room).max(Pt::ZERO);
    let part = f64::from(over.0 / (filling.gaps * SHRINK).0.max(0.01));
    STRETCHED * part.min(1.0) * part.min(1.0)
}

/// Sums from the beginning, one more than there are strips. In double precision: a long chapter is millions of points high.
fn sums(strips: &[Strip], measure: impl Fn(&Strip) -> Pt) -> Vec<f64> {
    let mut sum = 0.0;
    let mut sums = Vec::with_capacity(strips.len() + 1);
    sums.push(sum);
    for strip in strips {
        sum += f64::from(measure(strip).0);
        sums.push(sum);
    }
    sums
}

fn between(sums: &[f64], from: usize, to: usize) -> Pt {
    match (sums.get(from), sums.get(to)) {
        #[allow(clippy::cast_possible_truncation, reason = "a page's height is small")]
        (Some(from), Some(to)) => Pt((to - from) as f32),
        _ => Pt::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::super::stack::cost;
    use super::*;
    use std::cell::Cell;

    fn strip(height: f32, gap: f32, before: BreakCost) -> Strip {
        Strip {
            gap: Pt(gap),
            lead: Pt::ZERO,
            height: Pt(height),
            trail: Pt::ZERO,
            before,
            x: Pt::ZERO,
            content: Content::Empty,
            head: None,
        }
    }

    fn lines(costs: &[f64]) -> Stack {
        Stack {
            strips: costs
                .iter()
                .map(|cost| strip(10.0, 0.0, BreakCost::Costs(*cost)))
                .collect(),
            ..Stack::default()
        }
    }

    fn ends(stack: &Stack, notes: &NoteList, height: f32) -> Vec<(usize, usize)> {
        let heights = Heights {
            first: Pt(height),
            other: Pt(height),
        };
        let pages = paginate(stack, notes, heights, Pt(10.0));
        pages
            .iter()
            .map(|page| (page.strips.end, page.notes.end))
            .collect()
    }

    #[test]
    fn pages_take_what_fits() {
        let stack = lines(&[0.0; 11]);
        assert_eq!(
            ends(&stack, &NoteList::default(), 40.0),
            [(4, 0), (8, 0), (11, 0)]
        );
    }

    #[test]
    fn the_last_page_gets_more_than_a_line_or_two() {
        let stack = lines(&[0.0; 9]);
        assert_eq!(
            ends(&stack, &NoteList::default(), 40.0),
            [(3, 0), (6, 0), (9, 0)]
        );
    }

    #[test]
    fn margins_bring_a_pages_last_line_to_its_foot_or_near_it() {
        let stretched = |short: f32| stretch(Pt(short), Pt(20.0), false);
        assert_eq!([4.0, 12.0, 14.0].map(stretched), [0.2, STRETCH, 0.0]);
        assert_eq!(stretch(Pt(4.0), Pt(20.0), true), 0.0);
        let nearly = left_short(Pt(12.0), Pt(20.0));
        assert_eq!(
            (nearly, left_short(Pt(14.0), Pt(20.0))),
            (Pt(3.0), Pt(14.0))
        );
    }

    #[test]
    fn a_page_ends_a_line_early_rather_than_in_a_word() {
        let mut costs = [0.0; 7];
        costs[4] = cost::DIVIDED_WORD;
        assert_eq!(
            ends(&lines(&costs), &NoteList::default(), 40.0),
            [(3, 0), (7, 0)]
        );
    }

    #[test]
    fn a_heading_goes_with_what_follows() {
        let stack = lines(&[0.0, 0.0, 0.0, 0.0, cost::KEPT_WITH_NEXT, 0.0]);
        assert_eq!(ends(&stack, &NoteList::default(), 40.0), [(3, 0), (6, 0)]);
    }

    #[test]
    fn a_chain_of_headings_longer_than_a_page_still_breaks() {
        let stack = lines(&[cost::KEPT_WITH_NEXT; 10]);
        assert_eq!(ends(&stack, &NoteList::default(), 40.0).len(), 3);
    }

    #[test]
    fn what_is_higher_than_a_page_has_one_to_itself() {
        let mut stack = lines(&[0.0; 3]);
        stack.strips[1].height = Pt(100.0);
        assert_eq!(
            ends(&stack, &NoteList::default(), 40.0),
            [(1, 0), (2, 0), (3, 0)]
        );
    }

    #[test]
    fn forced_breaks_end_pages() {
        let mut stack = lines(&[0.0; 4]);
        stack.strips[1].before = BreakCost::Forced;
        assert_eq!(ends(&stack, &NoteList::default(), 400.0), [(1, 0), (4, 0)]);
    }

    /// Notes of so many lines each, called from these strips.
    fn notes(of: &[(usize, usize)], strips: usize) -> NoteList {
        let mut list = NoteList {
            separator: Pt(10.0),
            called: vec![0; strips],
            ..NoteList::default()
        };
        for (strip, lines) in of {
            list.starts.push(list.stack.strips.len());
            list.stack
                .strips
                .extend((0..*lines).map(|_| strip_of_note()));
            let end = list.stack.strips.len();
            list.called[*strip..].fill(end);
        }
        list
    }

    fn strip_of_note() -> Strip {
        strip(10.0, 0.0, BreakCost::Costs(0.0))
    }

    #[test]
    fn a_note_takes_its_room_from_the_page_of_its_call() {
        let stack = lines(&[0.0; 8]);
        assert_eq!(ends(&stack, &notes(&[(1, 1)], 8), 50.0), [(3, 1), (8, 1)]);
        assert_eq!(ends(&stack, &notes(&[(6, 1)], 8), 50.0), [(5, 0), (8, 1)]);
    }

    #[test]
    fn a_note_longer_than_a_page_runs_over_pages() {
        let stack = lines(&[0.0; 3]);
        let pages = ends(&stack, &notes(&[(0, 12)], 3), 50.0);
        assert_eq!(pages.last().map(|page| page.1), Some(12));
        assert!(pages.len() <= 5, "{pages:?}");
    }

    #[test]
    fn notes_of_calls_on_the_last_page_have_pages_of_their_own() {
        let stack = lines(&[0.0]);
        assert_eq!(
            ends(&stack, &notes(&[(0, 9)], 1), 50.0),
            [(1, 3), (1, 7), (1, 9)]
        );
    }

    #[test]
    fn what_more_than_the_most_pages_would_hold_is_left_out() {
        let mut stack = lines(&[0.0; MOST_PAGES + 1]);
        assert_eq!(ends(&stack, &NoteList::default(), 10.0).len(), MOST_PAGES);
        stack.strips.truncate(MOST_PAGES);
        let last = ends(&stack, &NoteList::default(), 10.0).pop();
        assert_eq!(last, Some((MOST_PAGES, 0)), "what just fits is whole");
    }

    /// Counts how many pages are weighed.
    struct Counted<'a> {
        chapter: Chapter<'a>,
        weighed: Cell<usize>,
    }

    impl Material for Counted<'_> {
        type Carry = usize;

        fn breakpoints(&self) -> usize {
            self.chapter.breakpoints()
        }

        fn is_forced(&self, at: usize) -> bool {
            self.chapter.is_forced(at)
        }

        fn fit(&self, from: &Start<usize>, to: usize) -> Fit<usize> {
            self.weighed.set(self.weighed.get() + 1);
            self.chapter.fit(from, to)
        }
    }

    /// Pages of a chapter with headings, widows, orphans and a note every seventh line, and how many were weighed to find them.
    fn pages_and_work(paragraphs: usize) -> (usize, usize) {
        const LONELY: f64 = cost::LONELY_LINE;
        let paragraph = [0.0, cost::KEPT_WITH_NEXT, LONELY, 0.0, 0.0, LONELY, 0.0];
        let mut stack = lines(&paragraph.repeat(paragraphs));
        for heading in stack.strips.iter_mut().step_by(7) {
            heading.gap = Pt(14.0);
        }
        let strips = stack.strips.len();
        let mut list = NoteList {
            separator: Pt(10.0),
            ..NoteList::default()
        };
        for strip in 0..strips {
            if strip % 7 == 3 {
                list.starts.push(list.stack.strips.len());
                list.stack.strips.extend([strip_of_note(), strip_of_note()]);
            }
            list.called.push(list.stack.strips.len());
        }
        let heights = Heights {
            first: Pt(200.0),
            other: Pt(200.0),
        };
        let counted = Counted {
            chapter: Chapter::new(&stack, &list, heights, Pt(10.0)),
            weighed: Cell::new(0),
        };
        let found = search(&counted, Misfit::Take).expect("misfits are taken");
        (found.breaks.len(), counted.weighed.get())
    }

    #[test]
    fn a_chapter_of_5000_pages_takes_work_in_proportion() {
        let (few, little) = pages_and_work(1_000);
        let (many, much) = pages_and_work(11_000);
        assert!(many >= 5_000, "{many}");
        assert!(
            much / many <= little / few + 1,
            "{few} pages took {little} steps, {many} took {much}"
        );
        assert!(much / many < 400, "{} steps a page", much / many);
    }
}
