//! Alerts with a title of their own, `> [!NOTE] Title`: takes a quote's blocks, gives the alert if its first line is such a tag.

use crate::document::{Alert, AlertKind, Block, BlockKind, Inline, InlineKind};
use pulldown_cmark::BlockQuoteKind;

/// The alert of a quote that GitHub too knows as one.
pub(super) fn alert_of(kind: BlockQuoteKind, content: Vec<Block>) -> Alert {
    let kind = match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    };
    Alert {
        kind,
        title: None,
        content,
    }
}

/// The alert whose quote begins with a tag and a title, or the blocks as they were.
pub(super) fn titled(mut blocks: Vec<Block>) -> Result<Alert, Vec<Block>> {
    let Some(Block {
        kind: BlockKind::Paragraph(line),
        ..
    }) = blocks.first_mut()
    else {
        return Err(blocks);
    };
    let Some((kind, after_tag)) = line.first().and_then(tag) else {
        return Err(blocks);
    };
    let end = line
        .iter()
        .position(|inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::LineBreak));
    let mut rest = line.split_off(end.unwrap_or(line.len()));
    let mut title = std::mem::take(line);
    cut_front(&mut title, after_tag);
    if !rest.is_empty() {
        rest.remove(0);
    }
    if rest.is_empty() {
        blocks.remove(0);
    } else {
        *line = rest;
    }
    Ok(Alert {
        kind,
        title: (!title.is_empty()).then_some(title),
        content: blocks,
    })
}

/// The kind that a text's tag names, and where the text goes on after it.
fn tag(first: &Inline) -> Option<(AlertKind, usize)> {
    let InlineKind::Text(text) = &first.kind else {
        return None;
    };
    let (name, rest) = text.strip_prefix("[!")?.split_once(']')?;
    let kind = match name.to_ascii_lowercase().as_str() {
        "note" => AlertKind::Note,
        "tip" => AlertKind::Tip,
        "important" => AlertKind::Important,
        "warning" => AlertKind::Warning,
        "caution" => AlertKind::Caution,
        _ => return None,
    };
    // Obsidian's `[!NOTE]-` and `[!NOTE]+` fold; paper doesn't.
    let rest = rest.trim_start_matches(['+', '-']).trim_start();
    Some((kind, text.len() - rest.len()))
}

fn cut_front(title: &mut Vec<Inline>, at: usize) {
    if let Some(Inline {
        kind: InlineKind::Text(text),
        ..
    }) = title.first_mut()
    {
        text.drain(..at);
        if text.is_empty() {
            title.remove(0);
        }
    }
}
