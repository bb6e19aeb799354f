//! Which file each book goes to: takes the arguments, gives the plan, or says before any work why it makes no sense.

use crate::cli::args::{Bind, Export, Format};
use crate::cli::target::Target;
use chapbook::source::{Input, slug_of_path};
use std::collections::HashSet;
use std::io::Read;
use std::path::{Path, PathBuf};

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

/// What the arguments say of files to write.
struct Wanted<'a> {
    output: &'a [PathBuf],
    formats: &'a [Format],
    folder: &'a Path,
}

impl<'a> Wanted<'a> {
    fn new(
        output: &'a [PathBuf],
        formats: &'a [Format],
        folder: Option<&'a PathBuf>,
    ) -> Wanted<'a> {
        Wanted {
            output,
            formats,
            folder: folder.map_or(Path::new(""), PathBuf::as_path),
        }
    }
}

/// The files that the one book goes to, `name` being the site's or the first post's.
pub fn plan_binding(bind: &Bind) -> Result<Vec<(Format, Target)>, WrongUsage> {
    let wanted = Wanted::new(&bind.output, &bind.format, bind.directory.as_ref());
    if !bind.output.is_empty() {
        return wanted.named_by_user();
    }
    let first = bind.inputs.first().map_or(Path::new(""), PathBuf::as_path);
    Ok(wanted.named(&slug_of_folder(first)))
}

/// The name of `.` is that of the folder it stands for.
fn slug_of_folder(given: &Path) -> String {
    let real = given.canonicalize();
    slug_of_path(real.as_deref().unwrap_or(given))
}

/// The jobs in the order of the posts. Standard input is read last, when all else makes sense.
pub fn plan(export: &Export) -> Result<Vec<Job>, WrongUsage> {
    let wanted = Wanted::new(&export.output, &export.to, export.directory.as_ref());
    let targets = match (wanted.output, export.posts.as_slice()) {
        ([], posts) => named_by_slug(posts, &wanted)?,
        (_, [_]) => vec![wanted.named_by_user()?],
        _ => {
            return Err(wrong(
                "-o goes with one post only",
                "leave -o out, or give a folder with -d",
            ));
        }
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

/// `SLUG.epub` and `SLUG.pdf` for each post.
fn named_by_slug(
    posts: &[PathBuf],
    wanted: &Wanted<'_>,
) -> Result<Vec<Vec<(Format, Target)>>, WrongUsage> {
    let mut taken = HashSet::new();
    let mut all = Vec::new();
    for post in posts {
        let slug = slug(post);
        let targets = wanted.named(&slug);
        if !taken.insert(slug)
            && let Some((_, target)) = targets.first()
        {
            return Err(wrong(
                format!("two posts would both be written to {}", target.name()),
                "export them one at a time with -o, or into different folders with -d",
            ));
        }
        all.push(targets);
    }
    Ok(all)
}

impl Wanted<'_> {
    /// The formats in order, each once; both unless told.
    fn formats(&self) -> Vec<Format> {
        if self.formats.is_empty() {
            return vec![Format::Epub, Format::Pdf];
        }
        let mut formats = self.formats.to_vec();
        formats.sort_unstable();
        formats.dedup();
        formats
    }

    /// `NAME.epub` and `NAME.pdf`.
    fn named(&self, name: &str) -> Vec<(Format, Target)> {
        let formats = self.formats().into_iter();
        let target = |format: Format| {
            let name = format!("{name}.{}", format.extension());
            (format, Target::File(self.folder.join(name)))
        };
        formats.map(target).collect()
    }

    /// The files of `-o`.
    fn named_by_user(&self) -> Result<Vec<(Format, Target)>, WrongUsage> {
        let mut targets: Vec<(Format, Target)> = Vec::new();
        for output in self.output {
            let (format, target) = self.target(output)?;
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

    fn target(&self, output: &Path) -> Result<(Format, Target), WrongUsage> {
        if output.as_os_str() == "-" {
            return Ok((self.sole_format()?, Target::Standard));
        }
        Ok((self.format_of(output)?, Target::File(output.to_owned())))
    }

    fn sole_format(&self) -> Result<Format, WrongUsage> {
        match self.formats {
            [format] => Ok(*format),
            _ => Err(wrong(
                "-o - wants to know which one format to write",
                "add -t epub or -t pdf",
            )),
        }
    }

    fn format_of(&self, output: &Path) -> Result<Format, WrongUsage> {
        let extension = output.extension().unwrap_or_default().to_ascii_lowercase();
        let mut known = [Format::Epub, Format::Pdf].into_iter();
        let Some(format) = known.find(|format| extension == format.extension()) else {
            return Err(wrong(
                format!("the extension of {} names no format", output.display()),
                "end the name in .epub or .pdf",
            ));
        };
        if !self.formats.is_empty() && !self.formats.contains(&format) {
            return Err(wrong(
                format!("{} is not of a format that -t names", output.display()),
                "leave -t out",
            ));
        }
        Ok(format)
    }
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
