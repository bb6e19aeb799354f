//! Liquid, as lenient as Jekyll's: takes a post's text, gives it with its templates evaluated. What is undefined is nothing,
//! what is unknown is told, what asks for too much is stopped.

mod by_expression;
mod compare;
mod embed;
mod evaluate;
mod expression;
mod filters;
mod lexer;
mod limits;
mod loops;
mod markdown;
mod parser;
mod print;
mod scope;
mod strftime;
mod tag;
mod tags;
mod tree;
mod values;

use super::files::Files;
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
    /// The folder of files to include, from the site's root.
    pub includes: &'a Path,
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

/// Evaluates a post's text.
pub fn evaluate(
    text: MappedText,
    around: &Surroundings<'_>,
    sources: &mut Sources,
    messages: &mut Diagnostics,
) -> MappedText {
    if !lexer::is_template(text.as_str()) {
        return text;
    }
    let template = Template::read(text, messages);
    evaluate::Evaluation::new(around, sources, messages).document(&template)
}
