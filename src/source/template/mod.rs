//! Liquid, as lenient as Jekyll's: takes a post's text, gives it with its templates evaluated. What is undefined is nothing,
//! what is unknown is told, what asks for too much is stopped.

mod by_expression;
mod compare;
mod embed;
mod evaluate;
mod expression;
mod filters;
mod includes;
mod lexer;
mod limits;
mod loops;
mod markdown;
mod parser;
mod print;
mod scope;
mod stand_in;
mod strftime;
mod tag;
mod tags;
mod tree;
mod values;

use super::catalogue::Catalogue;
use super::document::Document;
use super::files::Files;
use super::page;
use super::repeats::Repeats;
use super::site::Address;
use super::site::jekyll::Jekyll;
use super::value::Value;
use crate::diagnostics::Diagnostics;
use crate::span::{MappedText, Sources};
use std::path::PathBuf;
use tree::Part;

pub use compare::order;
pub use includes::Included;
pub use lexer::is_template;
pub use strftime::strftime;

/// What a template sees of its site and post.
pub struct Surroundings<'a> {
    /// The site's files.
    pub files: &'a Files,
    /// The folder of files to include, from the site's root.
    pub includes: PathBuf,
    /// The files included so far.
    pub included: &'a Included,
    /// The post.
    pub document: &'a Document,
    /// What the site's URLs begin with.
    pub address: &'a Address,
    /// The Jekyll site, if it is one.
    pub jekyll: Option<&'a Jekyll>,
    /// All its documents, if they are read.
    pub catalogue: Option<&'a Catalogue>,
    /// The variable `page`.
    pub page: Value,
}

/// A template, read.
pub struct Template {
    text: MappedText,
    parts: Vec<Part>,
}

impl Template {
    /// Reads a template and tells what is wrong in it.
    fn read(text: MappedText, messages: &mut Diagnostics) -> Template {
        let (parts, problems) = parser::parse(text.as_str());
        let mut told = Repeats::default();
        for problem in problems {
            told.add(|| problem.message.at(text.span(problem.range)));
        }
        told.report(messages);
        Template { text, parts }
    }
}

/// Liquid as a site runs it.
pub struct Liquid<'a> {
    /// The site's files.
    pub files: &'a Files,
    /// The site's included files, read once.
    pub included: &'a Included,
    /// The Jekyll site, if it is one.
    pub jekyll: Option<&'a Jekyll>,
    /// All its documents, if they are read.
    pub catalogue: Option<&'a Catalogue>,
}

impl Liquid<'_> {
    /// The document's text, evaluated unless its front matter refuses that.
    pub fn evaluate(
        &self,
        document: &Document,
        sources: &mut Sources,
        messages: &mut Diagnostics,
    ) -> MappedText {
        let text = document.text.clone();
        let said = document.values.get("render_with_liquid");
        let refused = matches!(said.map(|node| &node.value), Some(Value::Bool(false)));
        if refused || !is_template(text.as_str()) {
            return text;
        }
        let address = Address::default();
        let around = self.around(document, &address);
        let template = Template::read(text, messages);
        evaluate::Evaluation::new(&around, sources, messages).document(&template)
    }

    fn around<'a>(&'a self, document: &'a Document, plain: &'a Address) -> Surroundings<'a> {
        let (path, url) = (document.path(), &document.whereabouts.url);
        let kind = super::site::jekyll::kind(path);
        let alone = || page::page(&document.values, path, url, &kind);
        Surroundings {
            files: self.files,
            included: self.included,
            includes: self.jekyll.map_or("_includes".into(), Jekyll::includes),
            document,
            address: self.jekyll.map_or(plain, Jekyll::address),
            jekyll: self.jekyll,
            catalogue: self.catalogue,
            page: self.jekyll.map_or_else(alone, |site| site.page(document)),
        }
    }
}
