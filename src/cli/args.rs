//! What can be said on the command line; help, completions and the manual page are made of it.

use chapbook::fetch::AllowedHost;
use chapbook::source::{Parts, SiteKind, Sort};
use chapbook::style::page_size;
use chapbook::units::Size;
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use globset::Glob;
use jiff::civil::Date;
use std::path::PathBuf;

/// Turns the posts you already have into EPUB ebooks and typeset, accessible PDFs.
#[derive(Debug, Parser)]
#[command(name = "chapbook", version, propagate_version = true)]
#[command(
    after_help = "Exit codes: 0 all books written, 1 at least one not written, 2 wrong usage, 3 written with warnings under --strict."
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a book of each post.
    Export(Export),
    /// Make one book of a whole site, or of several posts.
    Bind(Bind),
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Without -o and -d, SLUG.epub and SLUG.pdf are written to the current folder, in place of what is there."
)]
pub struct Export {
    /// Posts to make books of; `-` is standard input.
    #[arg(required = true, value_name = "POST")]
    pub posts: Vec<PathBuf>,

    /// Write to FILE, in the format its extension names; `-` is standard output. Goes with one POST only; may be repeated.
    #[arg(short, long, value_name = "FILE", conflicts_with = "directory")]
    pub output: Vec<PathBuf>,

    /// Formats to write; both unless told.
    #[arg(
        short,
        long,
        alias = "format",
        value_name = "FORMAT",
        value_delimiter = ','
    )]
    pub to: Vec<Format>,

    /// Write into DIR, which is made if it is not there.
    #[arg(short, long, value_name = "DIR")]
    pub directory: Option<PathBuf>,

    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Every option but --fetch-from can stand in SITE/chapbook.toml too, under its long name without the hyphens before it.\n\
        Without -o and -d, NAME.epub and NAME.pdf are written to the current folder, NAME being the site's folder."
)]
pub struct Bind {
    /// A site's folder, or posts in any order.
    #[arg(required = true, value_name = "SITE")]
    pub inputs: Vec<PathBuf>,

    /// Write to FILE, in the format its extension names; `-` is standard output. May be repeated.
    #[arg(short, long, value_name = "FILE", conflicts_with = "directory")]
    pub output: Vec<PathBuf>,

    /// Formats to write; both unless told.
    #[arg(short = 't', long, value_name = "FORMAT", value_delimiter = ',')]
    pub format: Vec<Format>,

    /// Write into DIR, which is made if it is not there.
    #[arg(short, long, value_name = "DIR")]
    pub directory: Option<PathBuf>,

    #[command(flatten)]
    pub common: Common,

    // Its heading goes on over what comes after it.
    #[command(flatten)]
    pub choice: Choice,
}

/// Which posts of a site, and in which order.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which posts, in which order")]
pub struct Choice {
    /// No posts before this day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<Date>,

    /// No posts after this day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub to: Option<Date>,

    /// Only posts with this tag; may be repeated.
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,

    /// Only posts in this category; may be repeated.
    #[arg(long, value_name = "CATEGORY")]
    pub category: Vec<String>,

    /// Only posts in this language.
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,

    /// No posts whose path in the site fits this pattern, as in `notes/**`; may be repeated.
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<Glob>,

    /// Drafts too.
    #[arg(long)]
    pub drafts: bool,

    /// Pages too, where there are posts.
    #[arg(long)]
    pub pages: bool,

    /// The order of the posts, in place of the site's own.
    #[arg(long, value_name = "ORDER", allow_hyphen_values = true)]
    pub sort: Option<Order>,

    /// The parts of the book, in place of the site's own.
    #[arg(long, value_name = "PARTS")]
    pub parts: Option<Grouping>,
}

/// Values of `--sort`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// The oldest first
    Date,
    /// The newest first
    #[value(name = "-date")]
    NewestFirst,
    /// By title
    Title,
    /// By path
    Path,
    /// By weight
    Weight,
}

impl From<Order> for Sort {
    fn from(order: Order) -> Sort {
        match order {
            Order::Date => Sort::Date,
            Order::NewestFirst => Sort::NewestFirst,
            Order::Title => Sort::Title,
            Order::Path => Sort::Path,
            Order::Weight => Sort::Weight,
        }
    }
}

/// Values of `--parts`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Grouping {
    /// One a year
    Year,
    /// One a month
    Month,
    /// One for each first category
    Category,
    /// One a section, as the site's folders are nested
    Section,
    /// No parts
    None,
}

impl From<Grouping> for Parts {
    fn from(grouping: Grouping) -> Parts {
        match grouping {
            Grouping::Year => Parts::Year,
            Grouping::Month => Parts::Month,
            Grouping::Category => Parts::Category,
            Grouping::Section => Parts::Section,
            Grouping::None => Parts::None,
        }
    }
}

/// What every command that makes books understands.
#[derive(Debug, Args)]
pub struct Common {
    /// Add a stylesheet of your own for both formats; may be repeated.
    #[arg(long, value_name = "FILE")]
    pub style: Vec<PathBuf>,

    /// Trim size of the PDF: A4, A5, letter, 6x9in, 148x210mm.
    #[arg(long, value_name = "SIZE", value_parser = trim_size)]
    pub page_size: Option<Size>,

    /// How deep the contents go: 1 lists chapters, 2 their sections too. Chosen by the book's size unless told.
    #[arg(long, value_name = "DEPTH", value_parser = clap::value_parser!(u8).range(1..))]
    pub toc_depth: Option<u8>,

    /// Look for fonts in DIR before those of the machine, for characters that the bundled ones lack; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub font_path: Vec<PathBuf>,

    /// The site's root, in place of the one found by walking up from the post.
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,

    /// What made the site, in place of what its files say: jekyll, hugo, zola, mdbook, plain.
    #[arg(long, value_name = "KIND", value_parser = site_kind)]
    pub site_kind: Option<SiteKind>,

    #[command(flatten)]
    pub fetching: Fetching,

    /// Say what the book is: title, subtitle, author, language, date, modified, description, publisher, subjects, rights, identifier. May be repeated.
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting)]
    pub settings: Vec<(String, String)>,

    /// Leave text that was decoded wrongly (`â€™` for `’`) as it is.
    #[arg(long)]
    pub keep_encoding: bool,

    /// End with exit code 3 if there were warnings.
    #[arg(long)]
    pub strict: bool,

    /// Print errors only.
    #[arg(short, long)]
    pub quiet: bool,

    /// How messages are printed on standard error: for people, or one JSON object a line.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub message_format: MessageFormat,

    /// When to print in colour.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
}

/// What may be got from the network.
#[derive(Debug, Args)]
pub struct Fetching {
    /// Fetch pictures that are on the web, from public addresses only; without this they are shown as links.
    #[arg(long)]
    pub fetch: bool,

    /// Let --fetch ask HOST, or HOST:PORT, though its address is private; may be repeated.
    #[arg(long, value_name = "HOST")]
    pub fetch_from: Vec<AllowedHost>,

    /// Keep fetched pictures in DIR, in place of the user's cache folder.
    #[arg(long, value_name = "DIR")]
    pub cache: Option<PathBuf>,
}

/// A format a book can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Format {
    /// EPUB 3.3
    Epub,
    /// Tagged PDF: PDF/UA-1 and PDF/A-3a
    Pdf,
}

impl Format {
    /// The file extension.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Epub => "epub",
            Format::Pdf => "pdf",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// Excerpts with line numbers
    Human,
    /// One JSON object a line
    Json,
}

fn site_kind(text: &str) -> Result<SiteKind, String> {
    let kinds = SiteKind::ALL.iter();
    let known = || kinds.clone().map(|kind| kind.name());
    let found = kinds.clone().find(|kind| kind.name() == text);
    found
        .copied()
        .ok_or_else(|| format!("there are {}", known().collect::<Vec<_>>().join(", ")))
}

/// `export --to` takes formats, which whoever binds may have in their fingers.
fn day(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| match Format::from_str(text, true) {
            Ok(_) => format!("write it as 2024-12-31; of formats, say --format {text}"),
            Err(_) => "write it as 2024-12-31".to_owned(),
        })
}

fn trim_size(text: &str) -> Result<Size, String> {
    page_size(text).ok_or_else(|| "write it as A5, letter, 6x9in or 148x210mm".to_owned())
}

fn setting(text: &str) -> Result<(String, String), String> {
    let (key, value) = text
        .split_once('=')
        .ok_or("write it as KEY=VALUE, as in title=\"My book\"")?;
    Ok((key.trim().to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::Arguments;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }
}
