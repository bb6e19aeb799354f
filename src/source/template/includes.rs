//! Files included in a template: takes the tag, gives the file's text, evaluated; of a file that isn't there, what its parameters name.

use super::evaluate::Evaluation;
use super::limits::Stop;
use super::stand_in::Parameters;
use super::tree::{Include, Place};
use super::{Template, stand_in};
use crate::diagnostics::{Diagnostic, Result};
use crate::source::controls;
use crate::source::text::Entered;
use crate::source::value::{Node, Value};
use crate::span::{MappedText, Span};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The included files of a site, each read once; why one can't be is kept too.
#[derive(Default)]
pub struct Included(Mutex<HashMap<PathBuf, std::result::Result<Arc<Template>, String>>>);

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
        let text = Entered::at(self.around.files, path, self.sources)?.text();
        let text = controls::clean(text, self.messages);
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
        let shown = stand_in::of_file(file, parameters);
        let help = match shown {
            Some(_) => "what its parameters name is shown",
            None => "it is left out",
        };
        let message = format!("this can't be included: {why}");
        let message = Diagnostic::warning("include-missing", message).at(span);
        if self.told.insert(span) {
            self.messages.report(message.help(help));
        }
        self.show_markdown(&shown.unwrap_or_default(), span, out)
    }
}
