//! Clipping: takes an SVG's clip path, gives a PDF clipping path (PDF 32000-1 8.5.4) where its outlines are one region.

use super::path;
use usvg::tiny_skia_path::Path;
use usvg::{ClipPath, FillRule, Group, Node, Transform};

/// Can PDF's operators say it? Not where parts have clip paths of their own, or their insides are told in different ways.
pub fn is_simple(clip: &ClipPath) -> bool {
    let nested = clip.clip_path().is_none_or(is_simple);
    nested
        && outlines(clip)
            .is_some_and(|(outlines, rule)| rule == FillRule::NonZero || outlines.len() == 1)
}

/// Writes the clip path, after that which it is in.
pub fn write(out: &mut Vec<u8>, clip: &ClipPath) {
    if let Some(outer) = clip.clip_path() {
        write(out, outer);
    }
    let Some((outlines, rule)) = outlines(clip) else {
        return;
    };
    if outlines.is_empty() {
        // Nothing is inside.
        out.extend_from_slice(b"0 0 0 0 re\n");
    }
    for outline in &outlines {
        path::write(out, outline);
    }
    out.extend_from_slice(if rule == FillRule::EvenOdd {
        b"W* n\n"
    } else {
        b"W n\n"
    });
}

/// The outlines in the clip path's own space, and how their inside is told; `None` where that isn't the same for all.
fn outlines(clip: &ClipPath) -> Option<(Vec<Path>, FillRule)> {
    let mut found = Vec::new();
    collect(clip.root(), clip.transform(), &mut found).then_some(())?;
    let rule = found.first().map_or(FillRule::NonZero, |(_, rule)| *rule);
    let same = found.iter().all(|(_, other)| *other == rule);
    same.then(|| (found.into_iter().map(|(path, _)| path).collect(), rule))
}

/// Collects the outlines under a group; false where one of its groups is clipped or masked itself.
fn collect(group: &Group, transform: Transform, found: &mut Vec<(Path, FillRule)>) -> bool {
    let transform = transform.pre_concat(group.transform());
    let plain = group.clip_path().is_none() && group.mask().is_none() && group.filters().is_empty();
    plain
        && group.children().iter().all(|node| match node {
            Node::Group(group) => collect(group, transform, found),
            Node::Text(text) => collect(text.flattened(), transform, found),
            Node::Path(path) => {
                let rule = path.fill().map_or(FillRule::NonZero, |fill| fill.rule());
                let outline = path.data().clone().transform(transform);
                found.extend(
                    outline
                        .filter(|_| path.is_visible())
                        .map(|outline| (outline, rule)),
                );
                true
            }
            Node::Image(_) => true,
        })
}
