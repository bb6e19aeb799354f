//! Paths and URLs as posts write them: gives the places in the site where the file may be.

use crate::diagnostics::{Diagnostic, Error, Result};
use crate::percent;
use crate::source::Whereabouts;
use std::borrow::Cow;
use std::path::PathBuf;

/// What a site's own URLs begin with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// `https://example.com`, without a slash at its end.
    pub url: Option<String>,
    /// `/blog`, or nothing.
    pub base: String,
    /// Both: `https://example.com/blog`.
    pub whole: Option<String>,
}

impl Address {
    /// An address of configured `url` and `baseurl`.
    pub fn new(url: Option<&str>, base: Option<&str>) -> Address {
        let base = base.unwrap_or_default().trim().trim_matches('/');
        let base = if base.is_empty() {
            String::new()
        } else {
            format!("/{base}")
        };
        let url = url.map(|url| url.trim().trim_end_matches('/').to_owned());
        let url = url.filter(|url| url.contains("://"));
        let whole = url.as_ref().map(|url| format!("{url}{base}"));
        Address { url, base, whole }
    }

    /// The address that a configured URL with its path is; none without one.
    pub fn of(url: &Option<String>) -> Address {
        let url = url.as_deref().unwrap_or_default();
        let host = url.find("://").map_or(0, |at| at + 3);
        let path = url.get(host..).and_then(|rest| rest.find('/'));
        let (url, path) = url.split_at(path.map_or(url.len(), |at| host + at));
        Address::new(Some(url), Some(path))
    }
}

/// Where a file may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// At this path from the site's root.
    File(PathBuf),
    /// At this path from one of the folders in which the site's URLs are looked for.
    Url(PathBuf),
}

impl Place {
    /// Its paths from the site's root, with those `roots`.
    pub fn paths(self, roots: &[PathBuf]) -> Vec<PathBuf> {
        match self {
            Place::File(path) => vec![path],
            Place::Url(path) => roots.iter().map(|root| root.join(&path)).collect(),
        }
    }
}

/// Where a picture written as `written` in the text at `page` may be, likeliest first.
///
/// # Errors
/// `outside-site` for `file:` and drive letters, `picture-remote` for other hosts.
pub fn candidates(address: &Address, page: &Whereabouts, written: &str) -> Result<Vec<Place>> {
    let written = local(address, written.trim())?;
    let mut places = Vec::new();
    for path in spellings(&written) {
        match path.strip_prefix('/') {
            Some(path) => from_root(address, path, &mut places),
            None => from_page(page, &path, &mut places),
        }
    }
    Ok(places)
}

/// The path on the web of what the page at `url` calls `path`. No `..` leads above the site's root (RFC 3986, 5.2.4).
pub fn on_the_web(url: &str, path: &str) -> String {
    let folder = match path.starts_with('/') {
        true => "",
        false => url.rsplit_once('/').map_or("", |(folder, _)| folder),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

/// `written` without the site's own address.
fn local<'a>(address: &Address, written: &'a str) -> Result<Cow<'a, str>> {
    if let Some(url) = &address.url
        && let Some(path) = strip_prefix(written, url)
        && (path.is_empty() || path.starts_with(['/', '?', '#']))
    {
        return Ok(Cow::Borrowed(path));
    }
    let slashes = written.replace('\\', "/");
    match scheme(written) {
        Some(scheme) => Err(elsewhere(scheme, written)),
        None if slashes.starts_with("//") => Err(elsewhere("", written)),
        None => Ok(Cow::Owned(slashes)),
    }
}

fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let start = text.get(..prefix.len())?;
    start
        .eq_ignore_ascii_case(prefix)
        .then(|| text.get(prefix.len()..))?
}

/// RFC 3986, 3.1; a drive letter counts.
fn scheme(written: &str) -> Option<&str> {
    let (scheme, _) = written.split_once(':')?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(is_part);
    fits.then_some(scheme)
}

fn elsewhere(scheme: &str, written: &str) -> Error {
    let shown: String = written.chars().take(80).collect();
    let scheme = scheme.to_ascii_lowercase();
    Box::new(if scheme == "file" || scheme.len() == 1 {
        Diagnostic::error(
            "outside-site",
            format!("`{shown}` names a file of this computer and is not read"),
        )
        .help("pictures are named by their path in the site, `/img/picture.png`")
    } else {
        Diagnostic::error(
            "picture-remote",
            format!("the picture `{shown}` is not a file of the site"),
        )
        .help("nothing is fetched: keep a copy in the site and name that")
    })
}

/// The path as it is decoded, without query and fragment; and as it stands, should the file be called that.
fn spellings(written: &str) -> Vec<String> {
    let path = written.split(['?', '#']).next().unwrap_or_default();
    let mut spellings = vec![percent::decoded(path).into_owned()];
    for spelling in [path, written] {
        if !spellings.iter().any(|known| known == spelling) {
            spellings.push(spelling.to_owned());
        }
    }
    spellings
}

fn from_root(address: &Address, path: &str, places: &mut Vec<Place>) {
    let base = address.base.trim_start_matches('/');
    if !base.is_empty()
        && let Some(inner) = path.strip_prefix(base)
        && let Some(inner) = inner.strip_prefix('/')
    {
        places.push(Place::Url(relative(inner)));
    }
    places.push(Place::Url(relative(path)));
}

/// A relative path goes from the text's folder; but many a post means the page that its site makes of it, so from there;
/// and many a page was moved, so from the root too, without leading `../`.
fn from_page(page: &Whereabouts, path: &str, places: &mut Vec<Place>) {
    places.push(Place::File(page.folder().join(relative(path))));
    if !page.url.is_empty() {
        places.push(Place::Url(relative(&on_the_web(&page.url, path))));
    }
    let mut below = path;
    while let Some(rest) = below
        .strip_prefix("../")
        .or_else(|| below.strip_prefix("./"))
    {
        below = rest;
    }
    let below = Place::Url(relative(below));
    if !places.contains(&below) {
        places.push(below);
    }
}

/// Without slashes at its start, which would make it start at the disk's root.
fn relative(path: &str) -> PathBuf {
    PathBuf::from(path.trim_start_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(written: &str) -> Vec<String> {
        let address = Address::new(Some("https://example.com/"), Some("/blog/"));
        let page = Whereabouts {
            path: PathBuf::from("_posts/2016-06-24-summit.md"),
            url: "/2016/06/24/summit.html".to_owned(),
            aliases: Vec::new(),
        };
        match candidates(&address, &page, written) {
            Ok(places) => places
                .into_iter()
                .flat_map(|place| place.paths(&[PathBuf::new()]))
                .map(|path| path.display().to_string())
                .collect(),
            Err(error) => vec![error.code.to_owned()],
        }
    }

    #[test]
    fn paths_from_the_root_lose_the_base() {
        assert_eq!(places("/img/a.png"), ["img/a.png"]);
        assert_eq!(places("/blog/img/a.png"), ["img/a.png", "blog/img/a.png"]);
        let own = places("https://example.com/blog/img/a.png");
        assert_eq!(own, ["img/a.png", "blog/img/a.png"]);
    }

    #[test]
    fn a_url_is_its_host_and_a_base() {
        let of = |url: &str| {
            let address = Address::of(&Some(url.to_owned()));
            (address.whole.unwrap_or_default(), address.base)
        };
        let pair = |whole: &str, base: &str| (whole.to_owned(), base.to_owned());
        assert_eq!(of("https://a.org"), pair("https://a.org", ""));
        assert_eq!(of("https://a.org/b/c/"), pair("https://a.org/b/c", "/b/c"));
        assert_eq!(of("/b/"), pair("", "/b"));
        assert_eq!(of(""), pair("", ""));
    }

    #[test]
    fn relative_paths_go_from_the_folder_then_the_page_then_the_root() {
        assert_eq!(
            places("a.png"),
            ["_posts/a.png", "2016/06/24/a.png", "a.png"]
        );
        assert_eq!(
            places("../../img/a.png"),
            ["_posts/../../img/a.png", "2016/img/a.png", "img/a.png"]
        );
        assert_eq!(
            places("../../../../img/a.png"),
            ["_posts/../../../../img/a.png", "img/a.png"]
        );
        assert_eq!(
            places("img\\a.png"),
            ["_posts/img/a.png", "2016/06/24/img/a.png", "img/a.png"]
        );
    }

    #[test]
    fn escapes_queries_and_fragments_are_undone() {
        assert_eq!(places("/a%20b.png"), ["a b.png", "a%20b.png"]);
        assert_eq!(places("/a.png?v=2#x"), ["a.png", "a.png?v=2#x"]);
        assert_eq!(places("/100%"), ["100%"]);
    }

    #[test]
    fn other_places_are_refused() {
        assert_eq!(places("file:///etc/passwd"), ["outside-site"]);
        assert_eq!(places("C:\\a.png"), ["outside-site"]);
        assert_eq!(places("https://example.com.evil/a.png"), ["picture-remote"]);
        assert_eq!(places("//cdn.example.com/a.png"), ["picture-remote"]);
        assert_eq!(places("data:image/png;base64,AAAA"), ["picture-remote"]);
    }
}
