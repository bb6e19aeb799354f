//! Which tags belong together: takes a text's tags, gives for each that opens the one that closes it.

use super::{Tag, TagKind};
use std::collections::HashMap;

/// How deep shortcodes may stand in each other; the text of deeper ones stays in those around them.
const DEEPEST: usize = 50;

/// For each tag the number of the one that closes it. What nothing closes has no inner text.
pub fn ends(tags: &[Tag]) -> Vec<Option<usize>> {
    let mut ends = vec![None; tags.len()];
    let mut open: Vec<(usize, &str)> = Vec::new();
    // How many of each name are open, so that a tag that closes nothing costs nothing.
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (number, tag) in tags.iter().enumerate() {
        match &tag.kind {
            TagKind::Open(call) if call.may_open => {
                open.push((number, &call.name));
                *counts.entry(&call.name).or_default() += 1;
            }
            TagKind::Close(name) => {
                let is_open = |name: &String| counts.get(name.as_str()).is_some_and(|n| *n > 0);
                if name.as_ref().is_some_and(|name| !is_open(name)) {
                    continue;
                }
                while let Some((opened, last)) = open.pop() {
                    if let Some(count) = counts.get_mut(last) {
                        *count -= 1;
                    }
                    if name.as_ref().is_none_or(|name| name == last) {
                        set(&mut ends, opened, number, open.len());
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    ends
}

fn set(ends: &mut [Option<usize>], opened: usize, closed: usize, depth: usize) {
    if depth < DEEPEST
        && let Some(end) = ends.get_mut(opened)
    {
        *end = Some(closed);
    }
}
