//! Footnotes: takes a chapter's notes, gives them stacked in the order of their first calls.

use super::paginate::NoteList;
use super::set::Setting;
use super::stack;
use super::strip::{Content, Stack, StripMark};
use crate::pdf::boxes::NoteBox;
use crate::pdf::line::{Line, Mark};
use crate::units::Pt;
use rayon::prelude::*;

/// The text and the notes are parted by this much space, with a rule in it.
pub(super) const SEPARATOR: Pt = Pt(11.0);

/// Between notes there is at most this much space.
const BETWEEN: Pt = Pt(2.0);

/// Sets the notes that `main` calls. Those it doesn't call, and those called in notes, come after.
pub(super) fn gather(
    setting: &Setting<'_>,
    notes: Vec<NoteBox>,
    main: &Stack,
    measure: Pt,
) -> NoteList {
    let set = |note: NoteBox| {
        stack::stack(
            setting.set(note.flow, measure),
            setting.page_height,
            Pt::ZERO,
        )
    };
    let mut waiting: Vec<Option<Stack>> = notes.into_par_iter().map(set).map(Some).collect();
    let mut list = NoteList {
        separator: SEPARATOR,
        ..NoteList::default()
    };
    let calls = calls(main);
    let mut next = 0;
    for strip in 0..main.strips.len() {
        while let Some((_, note)) = calls.get(next).filter(|(at, _)| *at <= strip) {
            list.add(*note, &mut waiting);
            next += 1;
        }
        if strip + 1 == main.strips.len() {
            (0..waiting.len())
                .for_each(|note| list.add(u32::try_from(note).unwrap_or(u32::MAX), &mut waiting));
        }
        list.called.push(list.stack.strips.len());
    }
    list
}

impl NoteList {
    /// Adds a note, unless it is there already, and then those that it calls.
    fn add(&mut self, note: u32, waiting: &mut [Option<Stack>]) {
        let mut queue = vec![note];
        while let Some(note) = queue.pop() {
            let Some(stack) = waiting.get_mut(note as usize).and_then(Option::take) else {
                continue;
            };
            queue.extend(calls(&stack).into_iter().rev().map(|(_, note)| note));
            self.append(stack);
        }
    }

    fn append(&mut self, mut note: Stack) {
        if let Some(first) = note.strips.first_mut() {
            first.gap = first.gap.min(BETWEEN);
            self.starts.push(self.stack.strips.len());
        }
        self.stack.append(note);
    }
}

impl Stack {
    /// Puts another stack under this one.
    fn append(&mut self, mut other: Stack) {
        let strips = self.strips.len();
        let heads = u32::try_from(self.heads.len()).unwrap_or(0);
        for strip in &mut other.strips {
            strip.head = strip.head.map(|head| head + heads);
        }
        for decor in &mut other.decors {
            decor.first += strips;
            decor.last += strips;
        }
        let marks = other
            .marks
            .into_iter()
            .map(|(strip, mark)| (strip + strips, mark));
        self.marks.extend(marks);
        self.strips.append(&mut other.strips);
        self.decors.append(&mut other.decors);
        self.heads.append(&mut other.heads);
        self.messages.append(&mut other.messages);
    }
}

/// The calls of notes, with the strips they are in.
fn calls(stack: &Stack) -> Vec<(usize, u32)> {
    let in_strips = (0..)
        .zip(&stack.strips)
        .flat_map(|(n, strip)| match &strip.content {
            Content::Line(line) => called_in(line).map(|note| (n, note)).collect(),
            Content::Drawn(fragment) => fragment.notes.iter().map(|note| (n, *note)).collect(),
            Content::Empty | Content::Picture { .. } => Vec::new(),
        });
    let between = stack.marks.iter().filter_map(|(strip, mark)| match mark {
        StripMark::Mark(Mark::Note(note)) => Some((*strip, *note)),
        _ => None,
    });
    let mut calls: Vec<(usize, u32)> = in_strips.chain(between).collect();
    calls.sort_by_key(|(strip, _)| *strip);
    calls
}

fn called_in(line: &Line) -> impl Iterator<Item = u32> + '_ {
    line.marks.iter().filter_map(|(_, mark)| match mark {
        Mark::Note(note) => Some(*note),
        _ => None,
    })
}
