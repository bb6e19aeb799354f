//! Messages on standard error: for people as excerpts of what they typed, for programs as one JSON object a line.

use crate::cli::args::{Common, MessageFormat};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstream::{AutoStream, ColorChoice};
use chapbook::diagnostics::{Diagnostic, Diagnostics, Severity};
use chapbook::span::{FileId, Sources, Span};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Stderr, Write};
use std::ops::Range;

/// Prints messages and counts them.
pub struct Messages {
    out: AutoStream<Stderr>,
    format: MessageFormat,
    quiet: bool,
    warnings: usize,
    errors: usize,
    /// How often a note or warning of one code is printed for people.
    told_each: usize,
    /// What was reported of each code.
    codes: BTreeMap<&'static str, Reported>,
}

/// How often messages of one code came.
#[derive(Default)]
struct Reported {
    count: usize,
    files: BTreeSet<FileId>,
}

impl Messages {
    pub fn new(common: &Common) -> Messages {
        let colour = match common.color {
            clap::ColorChoice::Auto => ColorChoice::Auto,
            clap::ColorChoice::Always => ColorChoice::Always,
            clap::ColorChoice::Never => ColorChoice::Never,
        };
        Messages {
            out: AutoStream::new(std::io::stderr(), colour),
            format: common.message_format,
            quiet: common.quiet,
            warnings: 0,
            errors: 0,
            told_each: usize::MAX,
            codes: BTreeMap::new(),
        }
    }

    /// Prints notes and warnings of one code `told_each` times, and counts the rest. Programs get them all.
    pub fn grouped(self, told_each: usize) -> Messages {
        Messages { told_each, ..self }
    }

    /// How many warnings there were, printed or not.
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// Prints messages in the order of their places.
    pub fn print_all(&mut self, diagnostics: &Diagnostics, sources: &Sources) {
        for message in diagnostics.in_place_order() {
            self.print(message, sources);
        }
    }

    /// Prints one message.
    pub fn print(&mut self, message: &Diagnostic, sources: &Sources) {
        match message.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => {}
        }
        let reported = self.codes.entry(message.code).or_default();
        reported.count += 1;
        reported.files.extend(message.span.map(|span| span.file));
        let is_error = message.severity == Severity::Error;
        let is_repeated = self.format == MessageFormat::Human && reported.count > self.told_each;
        if !is_error && (self.quiet || is_repeated) {
            return;
        }
        let text = match self.format {
            MessageFormat::Human => excerpt(message, sources),
            MessageFormat::Json => as_json(message, sources),
        };
        self.line(&text);
    }

    /// Says that books are written.
    pub fn written(&mut self, targets: &[String]) {
        if self.quiet || targets.is_empty() {
            return;
        }
        match self.format {
            MessageFormat::Human => self.line(&format!("wrote {}", targets.join(", "))),
            MessageFormat::Json => targets.iter().for_each(|target| {
                let message = format!("wrote {target}");
                let object = json!({"severity": "note", "code": "written", "message": message, "target": target});
                self.line(&object.to_string());
            }),
        }
    }

    /// Ends a run: how much there was to say.
    pub fn summary(&mut self) {
        if self.quiet || self.format == MessageFormat::Json {
            return;
        }
        self.repeated();
        let counts = [
            counted(self.errors, "error"),
            counted(self.warnings, "warning"),
        ];
        let counts: Vec<String> = counts.into_iter().flatten().collect();
        if !counts.is_empty() {
            self.line(&counts.join(", "));
        }
    }

    /// Says how many messages were not printed one by one.
    fn repeated(&mut self) {
        let told_each = self.told_each;
        let repeated = self.codes.iter().filter(|(_, told)| told.count > told_each);
        let lines: Vec<String> = repeated.map(|(code, told)| told.line(code)).collect();
        if !lines.is_empty() {
            self.line(&format!(
                "the first {told_each} of each kind are shown, of:\n{}",
                lines.join("\n")
            ));
            self.line("--message-format json lists them all");
        }
    }

    fn line(&mut self, text: &str) {
        // A closed standard error must not stop the work.
        let _ = writeln!(self.out, "{text}");
    }
}

impl Reported {
    /// `  112  picture-missing, in 48 files`
    fn line(&self, code: &str) -> String {
        let files = counted(self.files.len(), "file");
        let files = files.map_or_else(String::new, |files| format!(", in {files}"));
        format!("{:>7}  {code}{files}", self.count)
    }
}

fn counted(count: usize, noun: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {noun}")),
        _ => Some(format!("{count} {noun}s")),
    }
}

/// The part of a line that is shown, and where in it the marked text stands.
struct Excerpt<'a> {
    path: &'a str,
    line: usize,
    text: &'a str,
    marked: Range<usize>,
}

/// Bytes of a line kept after the place: a post may be one line of a megabyte. What stands before it is kept whole, for the
/// renderer counts the column by it, and cuts what it shows to the terminal's width itself.
const SHOWN: usize = 80;

impl<'a> Excerpt<'a> {
    fn of(span: Span, sources: &'a Sources) -> Option<Excerpt<'a>> {
        let place = sources.place(span)?;
        let text = sources.file(span.file)?.text();
        let start = text.floor_char_boundary(span.start as usize);
        let line_start = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
        let line_end = text
            .get(start..)?
            .find(['\n', '\r'])
            .map_or(text.len(), |at| start + at);
        let to = text
            .floor_char_boundary(line_end.min(start + SHOWN))
            .max(start);
        let end = text
            .floor_char_boundary((span.end as usize).clamp(start, to))
            .max(start);
        Some(Excerpt {
            path: place.path,
            line: place.line,
            text: text.get(line_start..to)?,
            marked: start - line_start..end - line_start,
        })
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn excerpt(message: &Diagnostic, sources: &Sources) -> String {
    let title = level(message.severity)
        .primary_title(&message.message)
        .id(message.code);
    let mut group = Group::with_title(title);
    let excerpt = message.span.and_then(|span| Excerpt::of(span, sources));
    if let Some(excerpt) = &excerpt {
        let snippet = Snippet::source(excerpt.text)
            .path(excerpt.path)
            .line_start(excerpt.line);
        let marked = AnnotationKind::Primary.span(excerpt.marked.clone());
        group = group.element(snippet.annotation(marked));
    }
    if let Some(help) = &message.help {
        group = group.element(Level::HELP.message(help));
    }
    Renderer::styled().render(&[group])
}

fn as_json(message: &Diagnostic, sources: &Sources) -> String {
    let severity = message.severity.name();
    let mut object =
        json!({"severity": severity, "code": message.code, "message": message.message});
    if let Some(help) = &message.help {
        object["help"] = json!(help);
    }
    if let Some((span, place)) = message
        .span
        .and_then(|span| Some((span, sources.place(span)?)))
    {
        object["file"] = json!(place.path);
        object["line"] = json!(place.line);
        object["column"] = json!(place.column);
        object["bytes"] = json!([span.start, span.end]);
    }
    object.to_string()
}
