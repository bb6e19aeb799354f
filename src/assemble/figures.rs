//! Figures: takes paragraphs that hold nothing but pictures, gives figures with their titles as captions, or with the captions that
//! their author wrote beside them.

use crate::document::{
    Attributes, Block, BlockKind, Chapter, Division, DivisionElement, Figure, Image, Inline,
    InlineKind, Link, Visitor, walk_block, walk_blocks,
};

/// Makes figures of pictures that stand alone, in the chapter and its notes.
pub(super) fn of_lone_pictures(chapter: &mut Chapter) {
    walk_blocks(&mut LonePictures, &mut chapter.blocks);
    adopt_captions(&mut chapter.blocks);
    chapter
        .notes
        .iter_mut()
        .for_each(|note| walk_blocks(&mut LonePictures, &mut note.content));
}

struct LonePictures;

impl Visitor for LonePictures {
    fn block(&mut self, block: &mut Block) {
        match &mut block.kind {
            BlockKind::Paragraph(content) if are_lone_pictures(content) => {
                block.kind = figures(std::mem::take(content), &mut block.attributes);
            }
            // A figure of the author's own is one already.
            BlockKind::Figure(_) => {}
            _ => walk_block(self, block),
        }
        if let BlockKind::Division(division) = &mut block.kind {
            adopt_captions(&mut division.content);
        }
    }
}

/// Paragraphs that are captions by their class go to the table below them, else to the picture or table above.
fn adopt_captions(blocks: &mut Vec<Block>) {
    if !blocks.iter().any(is_caption) {
        return;
    }
    let mut rest = std::mem::take(blocks).into_iter().peekable();
    while let Some(mut block) = rest.next() {
        if is_caption(&block) {
            let below = rest
                .peek_mut()
                .filter(|next| matches!(next.kind, BlockKind::Table(_)));
            let places = below.into_iter().chain(blocks.last_mut());
            if places.into_iter().any(|place| adopt(place, &mut block)) {
                continue;
            }
        }
        blocks.push(block);
    }
}

/// Is it nothing but a phrase of the class `caption`?
fn is_caption(block: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else {
        return false;
    };
    let mut pieces = content.iter().filter(|inline| !is_space(inline));
    let (only, more) = (pieces.next(), pieces.next());
    more.is_none()
        && only.is_some_and(|only| {
            let is_phrase = matches!(only.kind, InlineKind::Element { .. });
            is_phrase && only.attributes.classes().any(|class| class == "caption")
        })
}

/// Gives a picture or table that has no caption this one.
fn adopt(place: &mut Block, caption: &mut Block) -> bool {
    let BlockKind::Paragraph(words) = &mut caption.kind else {
        return false;
    };
    match &mut place.kind {
        BlockKind::Table(table) if table.caption.is_empty() => {
            table.caption = std::mem::take(words);
            true
        }
        BlockKind::Figure(figure) if figure.caption.is_empty() => {
            let words = std::mem::take(words);
            let plain = Block {
                kind: BlockKind::Plain(words),
                ..caption.clone()
            };
            figure.caption.push(plain);
            true
        }
        _ => false,
    }
}

/// One picture, or several each on its own line. Pictures side by side are left in their line.
fn are_lone_pictures(content: &[Inline]) -> bool {
    let mut lines = content
        .split(is_line_end)
        .filter(|line| !line.iter().all(is_space))
        .peekable();
    lines.peek().is_some() && lines.all(is_lone_picture)
}

fn is_lone_picture(line: &[Inline]) -> bool {
    let mut pieces = line.iter().filter(|inline| !is_space(inline));
    matches!((pieces.next(), pieces.next()), (Some(piece), None) if picture(piece).is_some())
}

fn is_line_end(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::SoftBreak | InlineKind::LineBreak)
}

fn is_space(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        _ => is_line_end(inline),
    }
}

/// The picture that is all of this inline, also if it is linked.
fn picture(inline: &Inline) -> Option<&Image> {
    match &inline.kind {
        InlineKind::Image(image) => Some(image),
        InlineKind::Link(Link { content, .. }) => match content.as_slice() {
            [only] => picture(only),
            _ => None,
        },
        _ => None,
    }
}

fn picture_mut(inline: &mut Inline) -> Option<&mut Image> {
    match &mut inline.kind {
        InlineKind::Image(image) => Some(image),
        InlineKind::Link(Link { content, .. }) => content.first_mut().and_then(picture_mut),
        _ => None,
    }
}

/// The pictures of a paragraph as a figure, or as a division of figures; the paragraph's attributes are the figure's.
fn figures(content: Vec<Inline>, attributes: &mut Attributes) -> BlockKind {
    let mut pictures: Vec<Inline> = content
        .into_iter()
        .filter(|inline| !is_space(inline))
        .collect();
    match pictures.pop() {
        Some(only) if pictures.is_empty() => {
            take_attributes(attributes, &only);
            BlockKind::Figure(figure(only))
        }
        last => BlockKind::Division(Division {
            element: DivisionElement::Div,
            content: pictures.into_iter().chain(last).map(figure_block).collect(),
        }),
    }
}

fn figure_block(picture: Inline) -> Block {
    let span = picture.span;
    let mut attributes = Attributes::default();
    take_attributes(&mut attributes, &picture);
    Block {
        attributes,
        ..Block::new(BlockKind::Figure(figure(picture)), span)
    }
}

/// Classes say how the figure stands (`.align-right`); the picture keeps them too, for rules that name `img`.
fn take_attributes(figure: &mut Attributes, picture: &Inline) {
    picture
        .attributes
        .classes()
        .for_each(|class| figure.add_class(class));
}

fn figure(mut picture: Inline) -> Figure {
    let span = picture.span;
    let title = picture_mut(&mut picture)
        .and_then(|image| image.title.take())
        .filter(|title| !title.trim().is_empty());
    let caption =
        title.map(|title| Block::new(BlockKind::Plain(vec![Inline::text(title, span)]), span));
    Figure {
        content: vec![Block::new(BlockKind::Plain(vec![picture]), span)],
        caption: caption.into_iter().collect(),
    }
}
