//! Dates of Hugo's pages: takes what the site says of the order in which they are looked for, gives a page's date.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::date;
use crate::source::slug::FileName;
use crate::source::value::{Map, Node, Value};

/// Entries that hold a page's date, in the order in which Hugo looks for them.
const USUAL: [&str; 6] = [
    "date",
    "publishdate",
    "pubdate",
    "published",
    "lastmod",
    "modified",
];

/// Tells of a page that leaves its site on some day: a book is the same on all days.
pub fn expiry(values: &Map) -> Diagnostics {
    let mut told = Diagnostics::default();
    let said = ["expirydate", "unpublishdate"].iter();
    let node = said.filter_map(|name| values.get(name)).next();
    if let Some((node, day)) = node.and_then(|node| Some((node, node.words()?))) {
        let message = Diagnostic::note("page-expires", format!("the page expires on {day}"));
        let message = message.at(node.span);
        told.report(
            message.help("a book knows no day: the page is in it; `--exclude` leaves it out"),
        );
    }
    told
}

/// Where the site's pages have their dates.
pub struct DateNames(Vec<String>);

impl DateNames {
    /// As the site's configuration says: `[frontmatter] date = [":filename", ":default"]`.
    pub fn of(config: &Map) -> DateNames {
        let said = config.table("frontmatter");
        let said = said.get("date").map_or(&[][..], Node::items).iter();
        let usual = || USUAL.iter().map(|name| (*name).to_owned()).collect();
        let names = said
            .filter_map(Node::words)
            .flat_map(|name| match name.as_str() {
                ":default" => usual(),
                _ => vec![name.to_lowercase()],
            });
        let names: Vec<String> = names.collect();
        DateNames(if names.is_empty() { usual() } else { names })
    }

    /// The date of the page with these values in a file of this name.
    pub fn found(&self, values: &Map, name: &FileName) -> Found {
        let mut found = self.0.iter().filter_map(|wanted| match wanted.as_str() {
            ":filename" => Found::in_name(name),
            wanted => Found::in_entry(values.get(wanted)?),
        });
        found.next().unwrap_or_default()
    }
}

/// A page's date, and what the place where it was found says besides.
#[derive(Debug, Default)]
pub struct Found {
    /// The date.
    pub date: Option<Node>,
    /// What the file's name has beside the date.
    pub slug: Option<Node>,
}

impl Found {
    fn in_entry(node: &Node) -> Option<Found> {
        date::parse(&node.words()?)?;
        Some(Found {
            date: Some(node.clone()),
            slug: None,
        })
    }

    fn in_name(name: &FileName) -> Option<Found> {
        Some(Found {
            date: Some(Value::from(name.date?.to_string()).into()),
            slug: Some(Value::from(name.slug.as_str()).into()),
        })
    }
}
