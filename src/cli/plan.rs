//! Which file each book goes to: takes the arguments, gives the plan, or says before any work why it makes no sense.

use crate::cli::args::{Export, Format};
use crate::cli::target::Target;
use chapbook::source::{Input, slug_of_path};
use std::collections::HashSet;
use std::io::Read;
use std::path::Path;

/// One post and the files its book goes to.
#[derive(Debug)]
pub struct Job {
    pub input: Input,
    pub targets: Vec<(Format, Target)>,
}

/// Why the arguments make no sense.
#[derive(Debug, PartialEq, Eq)]
pub struct WrongUsage {
    pub message: String,
    pub help: &'static str,
}

fn wrong(message: impl Into<String>, help: &'static str) -> WrongUsage {
    WrongUsage {
        message: message.into(),
        help,
    }
}

/// The jobs in the order of the posts. Standard input is read last, when all else makes sense.
pub fn plan(export: &Export) -> Result<Vec<Job>, WrongUsage> {
    let targets = if export.output.is_empty() {
        named_by_slug(export)?
    } else {
        vec![named_by_user(export)?]
    };
    let jobs = export.posts.iter().zip(targets);
    jobs.map(|(post, targets)| {
        Ok(Job {
            input: input(post)?,
            targets,
        })
    })
    .collect()
}

/// The formats of `--to` in order, each once; both unless told.
fn formats(export: &Export) -> Vec<Format> {
    if export.to.is_empty() {
        return vec![Format::Epub, Format::Pdf];
    }
    let mut formats = export.to.clone();
    formats.sort_unstable();
    formats.dedup();
    formats
}

/// `SLUG.epub` and `SLUG.pdf` for each post.
fn named_by_slug(export: &Export) -> Result<Vec<Vec<(Format, Target)>>, WrongUsage> {
    let formats = formats(export);
    let folder = export.directory.as_deref().unwrap_or(Path::new(""));
    let mut taken = HashSet::new();
    let mut targets = Vec::new();
    for post in &export.posts {
        let slug = slug(post);
        let target = |format: &Format| {
            let name = format!("{slug}.{}", format.extension());
            (*format, Target::File(folder.join(name)))
        };
        targets.push(formats.iter().map(target).collect());
        if !taken.insert(slug.clone()) {
            return Err(wrong(
                format!(
                    "two posts would both be written to {slug}.{}",
                    formats[0].extension()
                ),
                "export them one at a time with -o, or into different folders with -d",
            ));
        }
    }
    Ok(targets)
}

/// The files of `-o`, for the one post.
fn named_by_user(export: &Export) -> Result<Vec<(Format, Target)>, WrongUsage> {
    if export.posts.len() > 1 {
        return Err(wrong(
            "-o goes with one post only",
            "leave -o out, or give a folder with -d",
        ));
    }
    let mut targets: Vec<(Format, Target)> = Vec::new();
    for output in &export.output {
        let (format, target) = named(output, export)?;
        if targets.iter().any(|(taken, _)| *taken == format) {
            return Err(wrong(
                format!("there are two -o for {}", format.extension()),
                "give each format once",
            ));
        }
        targets.push((format, target));
    }
    Ok(targets)
}

fn named(output: &Path, export: &Export) -> Result<(Format, Target), WrongUsage> {
    if output.as_os_str() == "-" {
        return Ok((sole_format(export)?, Target::Standard));
    }
    Ok((format_of(output, export)?, Target::File(output.to_owned())))
}

fn sole_format(export: &Export) -> Result<Format, WrongUsage> {
    match export.to.as_slice() {
        [format] => Ok(*format),
        _ => Err(wrong(
            "-o - wants to know which one format to write",
            "add --to epub or --to pdf",
        )),
    }
}

fn format_of(output: &Path, export: &Export) -> Result<Format, WrongUsage> {
    let extension = output.extension().unwrap_or_default().to_ascii_lowercase();
    let known = [Format::Epub, Format::Pdf].into_iter();
    let Some(format) = known
        .into_iter()
        .find(|format| extension == format.extension())
    else {
        return Err(wrong(
            format!("the extension of {} names no format", output.display()),
            "end the name in .epub or .pdf",
        ));
    };
    if !export.to.is_empty() && !export.to.contains(&format) {
        return Err(wrong(
            format!("{} is not of a format that --to names", output.display()),
            "leave --to out",
        ));
    }
    Ok(format)
}

fn is_standard_input(post: &Path) -> bool {
    post.as_os_str() == "-"
}

fn slug(post: &Path) -> String {
    if is_standard_input(post) {
        "post".to_owned()
    } else {
        slug_of_path(post)
    }
}

fn input(post: &Path) -> Result<Input, WrongUsage> {
    if !is_standard_input(post) {
        return Ok(Input::File(post.to_owned()));
    }
    let mut bytes = Vec::new();
    match std::io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => Ok(Input::Standard(bytes)),
        Err(error) => Err(wrong(
            format!("standard input can't be read: {error}"),
            "give a file's name in place of -",
        )),
    }
}
