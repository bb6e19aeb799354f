//! Dates of Hugo's pages: takes what the site says of the order in which they are looked for, gives a page's date.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::date;
use crate::source::slug::FileName;
use crate::source::tally::Tally;
use crate::source::value::{Map, Node, Value};
use crate::span::Span;

/// Entries that hold a page's date, in the order in which Hugo looks for them.
const USUAL: [&str; 6] = [
    "date",
    "publishdate",
    "pubdate",
    "published",
    "lastmod",
    "modified",
];

/// Where a page says on which day it leaves its site.
pub fn expiry(values: &Map) -> Option<Span> {
    let mut said = ["expirydate", "unpublishdate"].iter();
    let node = said.find_map(|name| values.get(name))?;
    node.words().map(|_| node.span)
}

/// Tells once of all such pages: a book is the same on all days.
pub fn tell_expiring(expiring: &Tally, messages: &mut Diagnostics) {
    expiring.tell(messages, |what, times| {
        Diagnostic::note("page-expires", format!("{what}{times}"))
            .help("a book knows no day: what expires is in it, unless `--exclude` leaves it out")
    });
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
