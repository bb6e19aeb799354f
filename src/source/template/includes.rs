//! Files included in a template: takes the tag, gives the file's text, evaluated; of a file that isn't there, what its parameters name.

use super::evaluate::Evaluation;
use super::limits::Stop;
use super::tree::{Include, Place};
use super::{Template, embed};
use crate::diagnostics::{Diagnostic, Result};
use crate::source::encoding;
use crate::source::files::{self, LARGEST_TEXT};
use crate::source::value::{Node, Value};
use crate::span::{MappedText, Span};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The included files of a site, each read once; why one can't be is kept too.
#[derive(Default)]
pub struct Included(Mutex<HashMap<PathBuf, std::result::Result<Arc<Template>, String>>>);

/// Parameters by name.
type Parameters = Vec<(Arc<str>, Node)>;

impl Evaluation<'_> {
    /// An included file, evaluated with its parameters.
    pub(super) fn include(
        &mut self,
        include: &Include,
        span: Span,
        out: &mut MappedText,
    ) -> std::result::Result<(), Stop> {
        let file = self.inner_template(&include.file, span)?;
        let mut parameters = Parameters::new();
        for (name, value) in &include.parameters {
            parameters.push((name.clone(), Node::from(self.value(value)?)));
        }
        let folder = match include.place {
            Place::Beside => self.around.document.folder().to_owned(),
            Place::Includes | Place::Alone => self.around.includes.clone(),
        };
        let template = match self.included(&folder.join(file.trim())) {
            Ok(template) => template,
            Err(why) => return self.stand_in(&file, &parameters, &why, span, out),
        };
        if include.place == Place::Alone {
            return self.render(include, &template, parameters, &file, out);
        }
        self.scope.enter(&"include".into(), Value::map(parameters));
        let parts = self.parts(&template.parts, &template.text, out);
        self.scope.leave();
        parts.map(|_| ())
    }

    /// A file that sees its parameters only, once or for each item of a list.
    fn render(
        &mut self,
        include: &Include,
        template: &Template,
        parameters: Parameters,
        file: &str,
        out: &mut MappedText,
    ) -> std::result::Result<(), Stop> {
        let name = Path::new(file.trim()).file_stem().unwrap_or_default();
        let mut rounds = vec![None];
        if let Some((each, value, called)) = &include.subject {
            let value = self.value(value)?;
            let called = called
                .clone()
                .unwrap_or_else(|| name.to_string_lossy().into());
            let items = match (each, &value) {
                (true, Value::List(list)) => list.items().to_vec(),
                _ => vec![value.into()],
            };
            let items = items.into_iter().map(|item| Some((called.clone(), item)));
            rounds = items.collect();
        }
        for subject in rounds {
            let entered = parameters.iter().cloned().chain(subject);
            let outside = self.scope.alone(entered.collect());
            let made = self.parts(&template.parts, &template.text, out);
            self.scope.back(outside);
            made?;
        }
        Ok(())
    }

    fn included(&mut self, path: &Path) -> std::result::Result<Arc<Template>, String> {
        let known = &self.around.included.0;
        let found = known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(path)
            .cloned();
        if let Some(found) = found {
            return found;
        }
        let read = self.read_included(path);
        let read = read.map(Arc::new).map_err(|error| error.message);
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(path.to_owned(), read.clone());
        read
    }

    fn read_included(&mut self, path: &Path) -> Result<Template> {
        let site = self.around.files;
        let found = site.find(path)?;
        let found = found.ok_or_else(|| files::missing(path))?;
        let shown = site.shown(path);
        let decoded = encoding::decode(site.read(&found, LARGEST_TEXT)?, &shown)?;
        let file = self.sources.add(shown, decoded.text.as_str().into());
        let text = MappedText::whole(file, &decoded.text);
        let text = crate::source::controls::clean(text, self.messages);
        Ok(Template::read(text, self.messages))
    }

    /// Files of themes are not in the site; the picture or film that one would show is in its parameters.
    fn stand_in(
        &mut self,
        file: &str,
        parameters: &Parameters,
        why: &str,
        span: Span,
        out: &mut MappedText,
    ) -> std::result::Result<(), Stop> {
        let shown = picture(parameters).or_else(|| film(file, parameters));
        let help = match shown {
            Some(_) => "what its parameters name is shown",
            None => "it is left out",
        };
        let message = format!("this can't be included: {why}");
        let message = Diagnostic::warning("include-missing", message).at(span);
        if self.told.insert(span) {
            self.messages.report(message.help(help));
        }
        self.show(&shown.unwrap_or_default(), span, out)
    }
}

/// The first of the parameters `names` that says something.
fn said(parameters: &Parameters, names: &[&str]) -> Option<String> {
    let mut found = names.iter().filter_map(|name| {
        let mut named = parameters.iter().filter(|(known, _)| &**known == *name);
        named.next().and_then(|(_, node)| node.words())
    });
    found.next()
}

/// A Markdown picture of parameters like `src="/a.png" alt="A" caption="B"`.
fn picture(parameters: &Parameters) -> Option<String> {
    let pictures = parameters.iter().filter_map(|(_, node)| node.words());
    let source = pictures.into_iter().find(|source| is_picture(source))?;
    let alternative = said(parameters, &["alt", "caption", "title"]).unwrap_or_default();
    let alternative = alternative.replace(['[', ']', '\n'], " ");
    let title = said(parameters, &["caption", "title"]);
    let title = title.map_or_else(String::new, |title| {
        format!(" \"{}\"", title.replace('"', "&quot;").replace('\n', " "))
    });
    Some(format!("![{alternative}](<{source}>{title})"))
}

fn is_picture(source: &str) -> bool {
    const KINDS: [&str; 8] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "tiff"];
    let path = source.split(['?', '#']).next().unwrap_or(source);
    let extension = Path::new(path).extension().and_then(|kind| kind.to_str());
    let is_known = |kind: &str| KINDS.contains(&kind.to_ascii_lowercase().as_str());
    extension.is_some_and(is_known) && !source.contains(['<', '>', '\n'])
}

/// A link of `video id="x" provider="vimeo"` or `embed/youtube.html id="x"`.
fn film(file: &str, parameters: &Parameters) -> Option<String> {
    let id = said(parameters, &["id", "url", "src", "video", "gist"])?;
    let stem = Path::new(file.trim()).file_stem()?.to_str()?.to_lowercase();
    let provider = said(parameters, &["provider"]).unwrap_or(stem);
    let provider = provider
        .rsplit(['-', '_'])
        .find(|name| embed::is_embed(name))?;
    embed::link(provider, &id)
}
