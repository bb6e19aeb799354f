//! `chapbook.toml`: takes the file beside a site, gives its entries as the arguments they stand for. The command line goes first.
//!
//! An entry is called as its option is, `page-size = "A5"`; an option that may be repeated takes a list, a switch `true`,
//! and `set` a table. A site may have come from elsewhere, so paths go from the file's folder and may not leave it, not by
//! symbolic links either, and the way into a private network is opened by nobody but the user.

use crate::cli::args::Arguments;
use chapbook::diagnostics::{Diagnostic, Error, Result};
use chapbook::names::nearest;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, CommandFactory, ValueHint};
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use toml::{Table, Value};

/// What the file is called.
const NAME: &str = "chapbook.toml";
/// Options that mean nothing in a file.
const TYPED: [&str; 3] = ["help", "version", "config"];
/// Options that only the user may give.
const PERSONAL: [&str; 1] = ["fetch-from"];

/// The arguments that `folder`'s configuration stands for, but for options that `given` has from the command line.
///
/// # Errors
/// `configuration-unreadable`, `option-unknown`, `option-invalid`.
pub fn arguments(folder: &Path, given: &ArgMatches) -> Result<Vec<OsString>> {
    let path = folder.join(NAME);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(&path);
    let text = text.map_err(|error| unreadable(&path, &error.to_string()))?;
    let table: Table = toml::from_str(&text)
        .map_err(|error: toml::de::Error| unreadable(&path, &place(&text, &error)))?;
    let command = Arguments::command();
    let bind = command.find_subcommand("bind");
    let options: Vec<&Arg> = bind
        .into_iter()
        .flat_map(clap::Command::get_arguments)
        .collect();
    let entries = table.iter().map(|(key, value)| {
        let entry = Entry {
            path: &path,
            folder,
            option: option(key, &options, &path)?,
            value,
        };
        entry.arguments(given)
    });
    let arguments = entries.collect::<Result<Vec<_>>>()?;
    Ok(arguments.into_iter().flatten().collect())
}

/// What clap has against the entries of `folder`'s configuration: its first sentence, and the values there are.
pub fn refused(folder: &Path, error: &clap::Error) -> Error {
    let text = error.to_string();
    let mut lines = text.lines().map(str::trim);
    let first = lines.next().unwrap_or_default();
    let first = first.strip_prefix("error: ").unwrap_or(first);
    let message = format!("{}: {first}", folder.join(NAME).display());
    let refused = Diagnostic::error("option-invalid", message);
    Box::new(match lines.next().filter(|values| !values.is_empty()) {
        Some(values) => refused.help(values.trim_matches(['[', ']'])),
        None => refused,
    })
}

fn option<'a>(key: &str, options: &[&'a Arg], path: &Path) -> Result<&'a Arg> {
    let long = |option: &&&Arg| option.get_long().filter(|long| !TYPED.contains(long)) == Some(key);
    if PERSONAL.contains(&key) {
        let message = format!("{}: `{key}` may not stand here", path.display());
        let help = "whoever wrote the site can't allow it; give it on the command line";
        return Err(Box::new(
            Diagnostic::error("option-personal", message).help(help),
        ));
    }
    if let Some(found) = options.iter().find(long) {
        return Ok(found);
    }
    let known = options.iter().filter_map(|option| option.get_long());
    let message = format!("{}: there is no option `{key}`", path.display());
    let error = Diagnostic::error("option-unknown", message);
    Err(Box::new(match nearest(key, known) {
        Some(near) => error.help(format!("did you mean `{near}`?")),
        None => error.help("options are called as on the command line; see `chapbook bind --help`"),
    }))
}

/// One entry of the file.
struct Entry<'a> {
    path: &'a Path,
    folder: &'a Path,
    option: &'a Arg,
    value: &'a Value,
}

impl Entry<'_> {
    fn arguments(&self, given: &ArgMatches) -> Result<Vec<OsString>> {
        let typed = given.value_source(self.option.get_id().as_str());
        if typed == Some(ValueSource::CommandLine) || self.is_overruled(given) {
            return Ok(Vec::new());
        }
        match (self.option.get_action(), self.value) {
            (ArgAction::SetTrue, Value::Boolean(false)) => Ok(Vec::new()),
            (ArgAction::SetTrue, Value::Boolean(true)) => Ok(vec![self.flag("")]),
            (ArgAction::SetTrue, _) => Err(self.invalid("takes true or false")),
            (ArgAction::Append, Value::Array(values)) => {
                values.iter().map(|value| self.argument(value)).collect()
            }
            (ArgAction::Append, Value::Table(table)) => {
                let pairs = table.iter();
                pairs
                    .map(|(key, value)| Ok(self.flag(&format!("={key}={}", self.words(value)?))))
                    .collect()
            }
            (_, value) => Ok(vec![self.argument(value)?]),
        }
    }

    /// Files named on the command line take the place of any the configuration names.
    fn is_overruled(&self, given: &ArgMatches) -> bool {
        let places = ["output", "directory"];
        let typed = |id: &str| given.value_source(id) == Some(ValueSource::CommandLine);
        places.contains(&self.option.get_id().as_str()) && places.iter().any(|id| typed(id))
    }

    fn argument(&self, value: &Value) -> Result<OsString> {
        let words = self.words(value)?;
        if !is_path(self.option) {
            return Ok(self.flag(&format!("={words}")));
        }
        let path = PathBuf::from(&words);
        if !stays_below(self.folder, &path) {
            return Err(self.invalid("names a file below the folder of chapbook.toml"));
        }
        let mut argument = self.flag("=");
        argument.push(self.folder.join(path));
        Ok(argument)
    }

    fn words(&self, value: &Value) -> Result<String> {
        match value {
            Value::String(text) => Ok(text.clone()),
            Value::Integer(number) => Ok(number.to_string()),
            Value::Datetime(date) => Ok(date.to_string()),
            Value::Boolean(yes) => Ok(yes.to_string()),
            _ => Err(self.invalid("takes a text, a number or a list of them")),
        }
    }

    fn flag(&self, rest: &str) -> OsString {
        let long = self.option.get_long().unwrap_or_default();
        format!("--{long}{rest}").into()
    }

    fn invalid(&self, what: &str) -> Error {
        let long = self.option.get_long().unwrap_or_default();
        let message = format!("{}: `{long}` {what}", self.path.display());
        Box::new(Diagnostic::error("option-invalid", message))
    }
}

fn is_path(option: &Arg) -> bool {
    matches!(
        option.get_value_hint(),
        ValueHint::AnyPath | ValueHint::FilePath | ValueHint::DirPath
    )
}

/// Does `path` stay below `folder`, as it is written and as it really leads?
fn stays_below(folder: &Path, path: &Path) -> bool {
    let mut parts = path.components();
    let is_plain = parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let whole = folder.join(path);
    // What is not there yet is made where its nearest folder really is; a link that leads nowhere is followed by nobody.
    let mut there = whole
        .ancestors()
        .filter(|part| part.symlink_metadata().is_ok());
    let real = there.next().map(Path::canonicalize);
    is_plain
        && match (folder.canonicalize(), real) {
            (Ok(folder), Some(Ok(real))) => real.starts_with(folder),
            _ => false,
        }
}

fn unreadable(path: &Path, why: &str) -> Error {
    let message = format!("{}: {why}", path.display());
    Box::new(Diagnostic::error("configuration-unreadable", message))
}

/// `3:7: expected a value`
fn place(text: &str, error: &toml::de::Error) -> String {
    let Some(before) = error.span().and_then(|span| text.get(..span.start)) else {
        return error.message().to_owned();
    };
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!("{line}:{column}: {}", error.message())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The arguments that a configuration adds to what was typed, with the folder's path left out.
    fn added(configuration: &str, typed: &[&str]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(NAME), configuration).unwrap();
        let typed = ["chapbook", "bind", "site"].iter().chain(typed);
        let matches = Arguments::command().try_get_matches_from(typed).unwrap();
        let (_, given) = matches.subcommand().unwrap();
        let shown = |argument: OsString| {
            let argument = argument.into_string().unwrap();
            argument.replace(&folder.path().display().to_string(), "")
        };
        match arguments(folder.path(), given) {
            Ok(arguments) => arguments.into_iter().map(shown).collect(),
            Err(error) => vec![error.code.to_owned(), error.help.unwrap_or_default()],
        }
    }

    #[test]
    fn entries_are_options() {
        let file = "sort = '-date'\npages = true\ndrafts = false\nfrom = 2016-01-01\ntag = ['a', 'b']\nstyle = 'book.css'\n[set]\ntitle = 'A book'\n";
        let all = [
            "--sort=-date",
            "--pages",
            "--from=2016-01-01",
            "--tag=a",
            "--tag=b",
            "--style=/book.css",
            "--set=title=A book",
        ];
        assert_eq!(added(file, &[]), all);
    }

    #[test]
    fn the_command_line_goes_first() {
        let file = "sort = 'title'\ntag = ['a']\noutput = ['a.epub']\n";
        assert_eq!(
            added(file, &["--sort=path", "--tag=b", "-d", "out"]),
            [""; 0]
        );
    }

    #[test]
    fn unknown_entries_are_refused_with_the_nearest_known() {
        assert_eq!(
            added("sorted = 'title'\n", &[]),
            ["option-unknown", "did you mean `sort`?"]
        );
        assert_eq!(added("help = true\n", &[])[0], "option-unknown");
    }

    #[test]
    fn a_site_can_have_pictures_fetched_but_not_from_private_networks() {
        assert_eq!(added("fetch = true\n", &[]), ["--fetch"]);
        let refused = added("fetch = true\nfetch-from = ['localhost']\n", &[]);
        assert_eq!(refused[0], "option-personal");
    }

    #[cfg(unix)]
    #[test]
    fn nor_does_it_by_a_symbolic_link() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let link = |to: &Path, name: &str| {
            std::os::unix::fs::symlink(to, folder.path().join(name)).unwrap();
        };
        link(elsewhere.path(), "out");
        link(&elsewhere.path().join("none"), "dangling");
        std::fs::create_dir(folder.path().join("real")).unwrap();
        link(&folder.path().join("real"), "inside");
        let stays = |path: &str| stays_below(folder.path(), Path::new(path));
        assert!(stays("real/new/book.epub") && stays("inside/book.epub") && stays("new/a"));
        assert!(!stays("out") && !stays("out/book.epub") && !stays("dangling"));
    }

    #[test]
    fn a_configuration_names_no_file_outside_its_folder() {
        for path in ["/etc/passwd", "../secret.css"] {
            let file = format!("style = '{path}'\n");
            assert_eq!(added(&file, &[])[0], "option-invalid");
        }
    }
}
