//! A stretch of content with raw HTML in it: takes tags, text and finished Markdown nodes in order, gives blocks and inlines.
//!
//! Begins at the first tag in a container and ends when all its elements are closed, or with the container. html5ever thus
//! sees each tag with its neighbours and mends what authors left open, and Markdown alone never goes through it.

use crate::document::{Block, Inline};
use crate::parse::flow::Flow;
use crate::parse::html::convert::convert;
use crate::parse::html::dom::{Dom, HELD, Handle};
use crate::parse::html::elements::{Treatment, is_void, treatment};
use crate::span::Span;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    CharacterTokens, CommentToken, EndTag, StartTag, Tag, TagToken, Token, TokenSink,
    TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, create_element};
use html5ever::{LocalName, QualName, local_name, ns};

/// The element for a Markdown paragraph with tags in it. It is no `p`, which other tags would close.
pub(super) const PARAGRAPH: &str = "md-p";

/// Put before the names of elements whose special rules would lose Markdown.
pub(super) const RENAMED: &str = "md-";

/// Formatting elements that one tag may open again, as HTML does with those never closed.
const MAX_REOPENED: usize = 32;

const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// A finished Markdown node that waits for its place.
pub(super) enum Held {
    Block(Block),
    Inline(Inline),
}

/// An open stretch of HTML.
pub(in crate::parse) struct Session {
    tokenizer: Tokenizer<Renaming>,
    input: BufferQueue,
    held: Vec<Option<Held>>,
    /// How many elements may be open.
    room: usize,
    /// How deep an element may be that the model is to hold.
    deepest: usize,
    /// Start tags left out for want of room, whose end tags are left out too.
    refused: Vec<String>,
    /// Was a Markdown node the last that came?
    held_last: bool,
}

impl Session {
    /// A stretch in which `room` elements may stand one in another, and `deepest` with those that HTML opens again.
    pub(in crate::parse) fn new(room: usize, deepest: usize) -> Session {
        let dom = Dom::new();
        let context = create_element(&dom, html_name("div"), Vec::new());
        let tree = TreeBuilder::new_for_fragment(dom, context, None, TreeBuilderOpts::default());
        let options = TokenizerOpts {
            discard_bom: false,
            ..TokenizerOpts::default()
        };
        let session = Session {
            tokenizer: Tokenizer::new(Renaming { tree }, options),
            input: BufferQueue::default(),
            held: Vec::new(),
            room,
            deepest,
            refused: Vec::new(),
            held_last: false,
        };
        session.probe();
        session
    }

    /// How many elements are open.
    pub(in crate::parse) fn depth(&self) -> usize {
        self.dom().depth()
    }

    /// A tag as it is written. False if it would nest too deep and was left out.
    pub(in crate::parse) fn tag(
        &mut self,
        source: &str,
        name: &str,
        is_end: bool,
        span: Span,
    ) -> bool {
        let treatment = treatment(name);
        if treatment == Treatment::Transparent {
            return true;
        }
        if is_end && self.refused.last().is_some_and(|last| last == name) {
            self.refused.pop();
            return true;
        }
        if !is_end && !is_void(name) && self.depth() >= self.room {
            self.refused.push(name.to_owned());
            return false;
        }
        let before = self.dom().current.get();
        self.feed(source, span);
        self.probe();
        if is_end {
            let after = self.dom().current.get();
            self.dom().close_up_to(before, after, span);
        }
        self.limit_reopening();
        true
    }

    /// Text of raw HTML, entities and all.
    pub(in crate::parse) fn source_text(&mut self, source: &str, span: Span) {
        self.feed(source, span);
        self.limit_reopening();
    }

    /// Text as it is to be read.
    pub(in crate::parse) fn text(&mut self, text: &str, span: Span) {
        self.dom().span.set(span);
        self.token(CharacterTokens(StrTendril::from_slice(text)));
    }

    /// A finished block of Markdown.
    pub(in crate::parse) fn hold_block(&mut self, block: Block) {
        let span = block.span;
        self.hold(Held::Block(block), span);
    }

    /// A finished inline of Markdown.
    pub(in crate::parse) fn hold_inline(&mut self, inline: Inline) {
        let span = inline.span;
        self.hold(Held::Inline(inline), span);
    }

    /// The Markdown block that came last, if nothing came after it.
    pub(in crate::parse) fn last_block(&mut self) -> Option<&mut Block> {
        match self.held.last_mut() {
            Some(Some(Held::Block(block))) if self.held_last => Some(block),
            _ => None,
        }
    }

    /// The Markdown inline that came last, if nothing came after it.
    pub(in crate::parse) fn last_inline(&mut self) -> Option<&mut Inline> {
        match self.held.last_mut() {
            Some(Some(Held::Inline(inline))) if self.held_last => Some(inline),
            _ => None,
        }
    }

    /// A Markdown paragraph begins; what comes is its content.
    pub(in crate::parse) fn open_paragraph(&mut self, span: Span) {
        self.dom().span.set(span);
        self.token(tag_token(StartTag, PARAGRAPH));
        self.probe();
    }

    /// The Markdown paragraph ends.
    pub(in crate::parse) fn close_paragraph(&mut self, span: Span) {
        let before = self.dom().current.get();
        self.token(tag_token(EndTag, PARAGRAPH));
        self.probe();
        let after = self.dom().current.get();
        self.dom().close_up_to(before, after, span);
    }

    /// Closes what is open and gives the content to `flow`.
    pub(in crate::parse) fn finish(self, flow: &mut Flow) {
        self.input.push_back(StrTendril::new());
        self.tokenizer.end();
        let Renaming { tree } = self.tokenizer.sink;
        convert(tree.sink.into_nodes(), self.held, self.deepest, flow);
    }

    fn hold(&mut self, held: Held, span: Span) {
        self.dom().span.set(span);
        self.dom().held.set(self.held.len());
        self.held.push(Some(held));
        self.token(tag_token(StartTag, HELD));
        self.token(tag_token(EndTag, HELD));
        self.limit_reopening();
        self.held_last = true;
    }

    fn dom(&self) -> &Dom {
        &self.tokenizer.sink.tree.sink
    }

    fn feed(&mut self, source: &str, span: Span) {
        self.held_last = false;
        self.dom().span.set(span);
        self.input.push_back(StrTendril::from_slice(source));
        // Scripts never get here, so feeding runs to the end.
        let _ = self.tokenizer.feed(&self.input);
    }

    fn token(&self, token: Token) {
        let _ = self.tokenizer.sink.tree.process_token(token, 1);
    }

    /// Finds out which element is open.
    fn probe(&self) {
        self.token(CommentToken(StrTendril::new()));
    }

    /// HTML opens unclosed formatting again in each following block. Many such elements over many blocks would take quadratic
    /// space, so when one tag opens too many, they are all closed.
    fn limit_reopening(&mut self) {
        let made = self.dom().made.replace(0);
        if made <= MAX_REOPENED {
            return;
        }
        for _ in 0..made {
            FORMATTING
                .iter()
                .for_each(|name| self.token(tag_token(EndTag, name)));
        }
        self.probe();
        self.dom().made.set(0);
    }
}

fn html_name(name: &str) -> QualName {
    QualName::new(None, ns!(html), LocalName::from(name))
}

fn tag_token(kind: html5ever::tokenizer::TagKind, name: &str) -> Token {
    TagToken(Tag {
        kind,
        name: LocalName::from(name),
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    })
}

/// Stands between tokenizer and tree builder: gives elements with special rules a name without, and closes what closes itself.
struct Renaming {
    tree: TreeBuilder<Handle, Dom>,
}

impl TokenSink for Renaming {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        let TagToken(mut tag) = token else {
            return self.tree.process_token(token, line);
        };
        if tag.name == local_name!("image") {
            tag.name = local_name!("img");
        }
        let void = is_void(&tag.name);
        match treatment(&tag.name) {
            Treatment::Element => {}
            Treatment::Renamed => tag.name = LocalName::from(format!("{RENAMED}{}", &*tag.name)),
            // The builder gives none of these; with them html5ever would read what follows as raw text.
            Treatment::Transparent
            | Treatment::Dropped
            | Treatment::Foreign
            | Treatment::Unknown => {
                return TokenSinkResult::Continue;
            }
        }
        let is_void_of_html = void && !tag.name.starts_with(RENAMED);
        let closes_itself = tag.kind == StartTag && (tag.self_closing || void) && !is_void_of_html;
        let end = closes_itself.then(|| tag_token(EndTag, &tag.name));
        let result = self.tree.process_token(TagToken(tag), line);
        if let Some(end) = end {
            let _ = self.tree.process_token(end, line);
        }
        result
    }

    fn end(&self) {
        self.tree.end();
    }
}
