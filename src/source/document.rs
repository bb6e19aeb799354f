//! A text of a site, read as far as its front matter: takes bytes, gives what it says of itself and the text after it.

use super::date::Moment;
use super::front_matter;
use super::metadata;
use super::site::{Generator, texts};
use super::slug::FileName;
use super::text::Entered;
use super::value::{Map, Node, Value};
use super::{LeadPicture, Post, ReadOptions, Whereabouts, controls, mojibake};
use crate::diagnostics::{Diagnostics, Result};
use crate::document::ChapterMetadata;
use crate::parse::Dialect;
use crate::span::{MappedText, Sources};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a text is to its site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// A post, or a document of a collection that becomes pages.
    Post,
    /// A page beside the posts: `about.md`.
    Page,
    /// What opens a section: Hugo's and Zola's `_index.md`.
    Section,
}

/// Is it out?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Yes.
    Published,
    /// Only for those who ask for drafts.
    Draft,
    /// No: `published: false`.
    Withheld,
}

/// A text that a site lists, before it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its path from the site's root.
    pub path: PathBuf,
    /// What it is to its site.
    pub class: Class,
    /// Is it out, as far as is known?
    pub state: State,
    /// The names of the sections it is in, the outermost first: `docs`, `install`.
    pub sections: Vec<String>,
    /// Where the site's own table of contents has it.
    pub contents: ContentsLine,
    /// Is it in another language than the site itself, and so in no book unless that language is asked for?
    pub is_translation: bool,
}

/// A line of a table of contents that a site itself has (mdBook's `SUMMARY.md`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContentsLine {
    /// What it calls the text.
    pub title: Option<String>,
    /// Its number there: `4.1`.
    pub number: Option<String>,
    /// How many lines and parts this one is in.
    pub level: u8,
    /// The title of the part that begins before this line.
    pub part: Option<String>,
}

impl Listed {
    /// A published text in no section.
    pub fn new(path: PathBuf, class: Class) -> Listed {
        Listed {
            path,
            class,
            state: State::Published,
            sections: Vec::new(),
            contents: ContentsLine::default(),
            is_translation: false,
        }
    }
}

/// A text of a site with what it says of itself; its templates are not evaluated yet.
#[derive(Debug)]
pub struct Document {
    /// What the site has of it, its class and state as its front matter settles them; the path of standard input is empty.
    pub listed: Listed,
    /// What its front matter says, over what the site says for it.
    pub values: Map,
    /// What the later stages want to know of it.
    pub metadata: ChapterMetadata,
    /// Where it stands among its neighbours, as `weight` says.
    pub weight: Option<i64>,
    /// Has it front matter at all?
    pub has_front_matter: bool,
    /// Where links find it.
    pub whereabouts: Whereabouts,
    /// Its lead picture.
    pub lead: Option<LeadPicture>,
    /// Its text after the front matter.
    pub text: MappedText,
}

impl Document {
    /// Reads the bytes of a listed text, which messages call `shown`: decodes, repairs, reads the front matter.
    ///
    /// # Errors
    /// When they can't be read as text at all.
    pub fn read(
        bytes: Vec<u8>,
        shown: &str,
        listed: Listed,
        site: &dyn Generator,
        options: &ReadOptions,
        sources: &mut Sources,
        messages: &mut Diagnostics,
    ) -> Result<Document> {
        let entered = Entered::of(bytes, shown, sources)?;
        entered.report(messages);
        let text = repair(entered.text(), options, messages);
        let text = controls::clean(text, messages);
        let head = front_matter::find(text.as_str());
        let own = head.map(|head| front_matter::read(&text, head, messages));
        let text = front_matter::after(text, head);
        Ok(Document::new(listed, own, text, site, messages))
    }

    fn new(
        listed: Listed,
        own: Option<Map>,
        text: MappedText,
        site: &dyn Generator,
        messages: &mut Diagnostics,
    ) -> Document {
        let has_front_matter = own.is_some();
        let own = site.own_values(own.unwrap_or_default());
        // A site's default picture is its own, shown on every page: only what the post itself names leads it.
        let lead = metadata::lead(&own);
        let values = site.values(&listed.path, own);
        Document {
            metadata: metadata::chapter(&values, &FileName::of(&listed.path), messages),
            weight: weight(&values),
            whereabouts: Whereabouts {
                url: site.page_url(&listed.path, &values),
                aliases: aliases(&values),
                path: listed.path.clone(),
            },
            listed: Listed {
                class: site.class(&listed, &values),
                state: state(listed.state, &values),
                ..listed
            },
            has_front_matter,
            values,
            lead,
            text,
        }
    }

    /// Its path from the site's root.
    pub fn path(&self) -> &Path {
        &self.listed.path
    }

    /// Its folder in the site, from which relative paths go.
    pub fn folder(&self) -> &Path {
        self.whereabouts.folder()
    }

    /// Is it HTML throughout?
    pub fn is_html(&self) -> bool {
        texts::is_html(self.path())
    }

    /// The date it says, to the second, or the one of its file name.
    pub fn moment(&self) -> Option<Moment> {
        metadata::moment(&self.values, &FileName::of(self.path()))
    }

    /// Has it words to read, comments aside?
    pub fn has_words(&self) -> bool {
        let mut rest = self.text.as_str();
        while let Some((before, comment)) = rest.split_once("<!--") {
            if !before.trim().is_empty() {
                return true;
            }
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        }
        !rest.trim().is_empty()
    }

    /// The post that it becomes, with its templates evaluated to `text`.
    pub fn into_post(self, text: MappedText, site: Arc<dyn Generator>) -> Post {
        let dialect = match self.is_html() {
            true => Dialect::HTML,
            false => site.dialect(),
        };
        Post {
            metadata: ChapterMetadata {
                number: self.listed.contents.number,
                ..self.metadata
            },
            lead: self.lead,
            dialect,
            whereabouts: self.whereabouts,
            known_as: self.listed.contents.title,
            part: None,
            text,
            site,
        }
    }
}

/// Before controls are dropped: some of them are what is left of letters.
fn repair(text: MappedText, options: &ReadOptions, messages: &mut Diagnostics) -> MappedText {
    if options.keep_encoding {
        return text;
    }
    let body = front_matter::find(text.as_str()).map_or(0, |head| head.body);
    mojibake::repair(text, body, messages)
}

fn weight(values: &Map) -> Option<i64> {
    let mut names = ["weight", "nav_order", "order"].iter();
    names.find_map(|name| match values.get(name)?.value {
        Value::Int(weight) => Some(weight),
        _ => None,
    })
}

/// `draft: true` is Hugo's and Zola's word, `published: false` Jekyll's.
fn state(listed: State, values: &Map) -> State {
    let says = |name, wanted| {
        let said = values.get(name).map(|node| &node.value);
        matches!(said, Some(Value::Bool(said)) if *said == wanted)
    };
    if says("published", false) {
        State::Withheld
    } else if says("draft", true) {
        State::Draft
    } else {
        listed
    }
}

/// Other addresses that lead to the page: `redirect_from` of Jekyll's plug-in, `aliases` of Hugo and Zola.
fn aliases(values: &Map) -> Vec<String> {
    let nodes = ["redirect_from", "aliases"].iter();
    let nodes = nodes.filter_map(|name| values.get(name));
    nodes
        .flat_map(|node| match &node.value {
            Value::List(list) => list.items().iter().filter_map(Node::words).collect(),
            _ => node.words().into_iter().collect::<Vec<_>>(),
        })
        .collect()
}
