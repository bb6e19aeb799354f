//! The chapter's title: takes front matter's, else the first heading's, else the site's own contents', else the slug's, and leaves no second title under the first.

use super::{Draft, slug};
use crate::document::{Block, BlockKind, HeadingLevel, Inline, plain_text};

/// Settles the title. A heading that repeats it, or that it is taken from, goes; links to that heading lead to the chapter's beginning.
pub(super) fn settle(draft: &mut Draft) {
    let title = draft.chapter.metadata.title.trim().to_owned();
    let heading = draft
        .chapter
        .blocks
        .iter()
        .position(is_content)
        .filter(|first| {
            let Some((level, words)) = heading(draft.chapter.blocks.get(*first)) else {
                return false;
            };
            if title.is_empty() {
                let is_known = is_same(draft.known_as.as_deref().unwrap_or(""), &words);
                let is_title = is_known || is_above_all(level, &draft.chapter.blocks);
                is_title && !words.trim().is_empty()
            } else {
                is_same(&title, &words)
            }
        });
    draft.chapter.metadata.title = match heading.map(|at| draft.chapter.blocks.remove(at)) {
        Some(block) => take_title(draft, &block, title),
        None if title.is_empty() => otherwise(draft),
        None => title,
    };
}

/// A part's opening may be named later, by what it is a part of.
fn otherwise(draft: &Draft) -> String {
    let known_as = draft.known_as.as_deref().unwrap_or("").trim();
    match (&draft.part, known_as) {
        (None, "") => slug::title(&draft.chapter.metadata.slug),
        (_, known_as) => known_as.to_owned(),
    }
}

/// The contents' place and rules may stand above the first heading.
fn is_content(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::Contents | BlockKind::Rule)
}

fn heading(block: Option<&Block>) -> Option<(HeadingLevel, String)> {
    match &block?.kind {
        BlockKind::Heading { level, content } => Some((*level, plain_text(content))),
        _ => None,
    }
}

/// Is a heading of this level a title: of level 1, or above all others?
fn is_above_all(level: HeadingLevel, blocks: &[Block]) -> bool {
    let as_high = blocks
        .iter()
        .filter_map(|block| heading(Some(block)))
        .filter(|(other, _)| *other <= level);
    level.get() == 1 || as_high.count() == 1
}

/// The same words, whatever the quotes, dashes, case and spaces.
fn is_same(title: &str, heading: &str) -> bool {
    let folded = slug::folded(title);
    if folded.is_empty() {
        title == heading.trim()
    } else {
        folded == slug::folded(heading)
    }
}

fn take_title(draft: &mut Draft, block: &Block, title: String) -> String {
    let BlockKind::Heading { content, .. } = &block.kind else {
        return title;
    };
    let words = words(content);
    let ids = block.attributes.id().into_iter().map(str::to_owned);
    draft.anchors.add_beginning(ids.chain([slug::id(&words)]));
    if title.is_empty() { words } else { title }
}

fn words(content: &[Inline]) -> String {
    plain_text(content)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
