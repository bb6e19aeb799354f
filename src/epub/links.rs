//! Where links and pictures lead inside the container. A link to what is not there is never written: EPUBCheck's RSC-012.

use super::names::FileNames;
use super::pictures::Pictures;
use crate::document::Target;
use crate::markup::xhtml::{Resolve, fragment};
use crate::markup::{Element, NodeId, Tree};
use crate::media::MediaId;
use crate::style::StyledBook;
use std::collections::HashSet;

/// All that can be led to.
pub(super) struct Links<'a> {
    names: &'a FileNames,
    pictures: &'a Pictures,
    /// Each chapter's ids.
    ids: Vec<HashSet<&'a str>>,
}

impl<'a> Links<'a> {
    pub(super) fn of(
        styled: &'a StyledBook<'_>,
        names: &'a FileNames,
        pictures: &'a Pictures,
    ) -> Links<'a> {
        let ids = styled.chapters.iter().map(|chapter| ids(&chapter.tree));
        Links {
            names,
            pictures,
            ids: ids.collect(),
        }
    }

    /// The same, seen from chapter `number`.
    pub(super) fn from(&self, number: usize) -> LinksFrom<'_> {
        LinksFrom {
            links: self,
            number,
        }
    }
}

fn ids(tree: &Tree) -> HashSet<&str> {
    (0..tree.len())
        .map(|n| NodeId(u32::try_from(n).unwrap_or(u32::MAX)))
        .filter_map(|node| tree.element(node).and_then(Element::id))
        .collect()
}

/// All that can be led to from a chapter.
pub(super) struct LinksFrom<'a> {
    links: &'a Links<'a>,
    number: usize,
}

impl Resolve for LinksFrom<'_> {
    fn href(&self, target: &Target) -> Option<String> {
        match target {
            Target::External(url) => web_address(url),
            Target::Internal { chapter, id } => {
                let file = self.links.names.chapter(*chapter)?;
                let ids = self.links.ids.get(*chapter)?;
                match id.as_deref().filter(|id| ids.contains(id)) {
                    Some(id) if *chapter == self.number => Some(fragment(id)),
                    Some(id) => Some(format!("{file}{}", fragment(id))),
                    None => Some(file.to_owned()),
                }
            }
            Target::Written(_) | Target::Nowhere => None,
        }
    }

    fn src(&self, picture: MediaId) -> Option<String> {
        self.links.pictures.path(picture).map(str::to_owned)
    }
}

/// A URL with what the URL standard forbids in it percent-encoded; `None` if there is no telling where it leads.
fn web_address(url: &str) -> Option<String> {
    let (scheme, rest) = url.trim().split_once(':')?;
    let is_scheme_char = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    if !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) || !scheme.chars().all(is_scheme_char)
    {
        return None;
    }
    let scheme = scheme.to_ascii_lowercase();
    let Some(rest) = rest.strip_prefix("//") else {
        let is_opaque = !matches!(scheme.as_str(), "http" | "https" | "ftp");
        return (is_opaque && !rest.is_empty()).then(|| format!("{scheme}:{}", encoded(rest)));
    };
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    is_authority(authority).then(|| format!("{scheme}://{authority}{}", encoded(path)))
}

/// A host with perhaps a user before and a port after it.
fn is_authority(authority: &str) -> bool {
    let (_, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (host, "0"),
    };
    let is_six = host.starts_with('[') && host.ends_with(']');
    let is_host_char = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_');
    let is_six_char = |c: char| c.is_ascii_hexdigit() || matches!(c, ':' | '.' | '[' | ']');
    let is_user_char = |c: char| c.is_alphanumeric() || "-._~!$&'()*+,;=:@%[]".contains(c);
    let has_labels = !host.starts_with('.') && !host.contains("..");
    !host.is_empty()
        && has_labels
        && authority.chars().all(is_user_char)
        && host.chars().all(|c| {
            if is_six {
                is_six_char(c)
            } else {
                is_host_char(c)
            }
        })
        && (port.is_empty() || port.parse::<u16>().is_ok())
}

/// Path, query and fragment.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut in_fragment = false;
    for (at, c) in path.char_indices() {
        let is_stray_percent = || {
            let next = path.as_bytes().get(at + 1..at + 3);
            !next.is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
        };
        let is_allowed = match c {
            '%' => !is_stray_percent(),
            '#' => !std::mem::replace(&mut in_fragment, true),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' => false,
            c => !c.is_whitespace() && !c.is_control(),
        };
        if is_allowed {
            out.push(c);
            continue;
        }
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(url: &str) -> Option<String> {
        web_address(url)
    }

    #[test]
    fn what_the_url_standard_forbids_is_encoded() {
        assert_eq!(
            address("HTTP://a.b/c d[1]#x#y").as_deref(),
            Some("http://a.b/c%20d%5B1%5D#x%23y")
        );
        assert_eq!(
            address("https://a.b/100%?q=é%20").as_deref(),
            Some("https://a.b/100%25?q=é%20")
        );
        assert_eq!(address("mailto:a@b.c").as_deref(), Some("mailto:a@b.c"));
        assert_eq!(
            address("https://[::1]:8080/").as_deref(),
            Some("https://[::1]:8080/")
        );
    }

    #[test]
    fn what_leads_nowhere_is_none() {
        for url in [
            "",
            "http:",
            "http://",
            "http://a b/",
            "http://a:99999/",
            "https:///x",
            "//a.b",
            "1a:x",
            "http://.a",
        ] {
            assert_eq!(address(url), None, "{url}");
        }
    }
}
