//! Liquid, as lenient as Jekyll's: takes a post's text, gives it with its templates evaluated. What is undefined is nothing,
//! what is unknown is told, what asks for too much is stopped.

mod compare;
mod evaluate;
mod expression;
mod filters;
mod lexer;
mod limits;
mod parser;
mod print;
mod scope;
mod strftime;
mod tags;
mod tree;
mod values;

use super::document::Document;
use super::files::Files;
use super::page;
use super::repeats::Repeats;
use super::site::Address;
use super::site::jekyll::Jekyll;
use super::value::Value;
use crate::diagnostics::Diagnostics;
use crate::span::{MappedText, Sources};
use std::path::Path;
use tree::Part;

pub use strftime::strftime;

/// What a template sees of its site and post.
pub struct Surroundings<'a> {
    /// The site's files.
    pub files: &'a Files,
    /// The folder that holds `_includes`, from the site's root.
    pub source: &'a Path,
    /// The post's folder, from the site's root.
    pub folder: &'a Path,
    /// What the site's URLs begin with.
    pub address: &'a Address,
    /// The Jekyll site, if it is one.
    pub jekyll: Option<&'a Jekyll>,
    /// The variable `page`.
    pub page: Value,
    /// The variable `site`.
    pub site: Value,
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
    /// The Jekyll site, if it is one.
    pub jekyll: Option<&'a Jekyll>,
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
        if refused || !lexer::is_template(text.as_str()) {
            return text;
        }
        let address = Address::default();
        let around = self.around(document, &address);
        let template = Template::read(text, messages);
        evaluate::Evaluation::new(&around, sources, messages).document(&template)
    }

    fn around<'a>(&'a self, document: &'a Document, plain: &'a Address) -> Surroundings<'a> {
        let path = document.path.as_path();
        let jekyll = self.jekyll;
        let in_source = jekyll.map_or(path, |site| site.in_source(path));
        Surroundings {
            files: self.files,
            source: jekyll.map_or(Path::new(""), Jekyll::source),
            folder: document.folder(),
            address: jekyll.map_or(plain, Jekyll::address),
            jekyll,
            page: page::page(&document.values, in_source, &document.whereabouts.url),
            site: jekyll.map_or(Value::Nil, |site| Value::Map(site.config().clone())),
        }
    }
}
