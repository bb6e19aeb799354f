//! Addresses: takes what authors write in links, gives URLs that are safe and well-formed, or says what they are instead.

use std::fmt::Write;

/// The schemes a book may hold links of. Scripts, data and files are none of them.
const SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "ftp", "sms"];

/// What an address is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// An absolute URL of an allowed scheme, with every character escaped that must be.
    Absolute(String),
    /// A place in the post itself, without `#`.
    Fragment(String),
    /// A path from the site's root or the post's folder.
    Path(String),
    /// Nothing at all.
    Empty,
    /// A scheme that no book may hold.
    Forbidden(String),
    /// A URL without a host, or with one that can't be.
    Broken,
}

impl Address {
    /// Reads an address as browsers do (WHATWG URL, section 4.4): control characters within and spaces around it count for nothing.
    pub(super) fn of(written: &str) -> Address {
        let cleaned: String = written
            .chars()
            .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
            .collect();
        let cleaned =
            cleaned.trim_matches(|c: char| c <= ' ' || c == '\u{7F}' || c.is_whitespace());
        if cleaned.is_empty() {
            return Address::Empty;
        }
        if let Some(fragment) = cleaned.strip_prefix('#') {
            return Address::Fragment(fragment.to_owned());
        }
        if let Some(rest) = cleaned.strip_prefix("//") {
            return with_host("https", rest);
        }
        match scheme(cleaned) {
            Some((scheme, rest)) => absolute(&scheme.to_ascii_lowercase(), rest),
            None => Address::Path(cleaned.to_owned()),
        }
    }
}

/// Scheme and rest (RFC 3986 section 3.1). Control characters before the colon are taken for an attempt to hide one.
fn scheme(address: &str) -> Option<(String, &str)> {
    let (before, rest) = address.split_once(':')?;
    let scheme: String = before.chars().filter(|c| !c.is_control()).collect();
    let letter = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let sound = scheme
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    (letter && sound).then_some((scheme, rest))
}

fn absolute(scheme: &str, rest: &str) -> Address {
    if !SCHEMES.contains(&scheme) {
        return Address::Forbidden(scheme.to_owned());
    }
    match scheme {
        "http" | "https" | "ftp" => with_host(scheme, rest.trim_start_matches(['/', '\\'])),
        _ if rest.is_empty() => Address::Broken,
        _ => Address::Absolute(format!("{scheme}:{}", escaped(rest))),
    }
}

/// A URL of a host: `rest` begins with the authority.
fn with_host(scheme: &str, rest: &str) -> Address {
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    match self::authority(authority) {
        Some(authority) => Address::Absolute(format!("{scheme}://{authority}{}", escaped(path))),
        None => Address::Broken,
    }
}

/// User, host and port, escaped; `None` if there is no host or it holds what no host can.
fn authority(written: &str) -> Option<String> {
    let (user, host_port) = match written.rsplit_once('@') {
        Some((user, host)) => (Some(user), host),
        None => (None, written),
    };
    let (host, port) = match host_port.rsplit_once(':') {
        Some((host, port)) if !host_port.ends_with(']') => (host, Some(port)),
        _ => (host_port, None),
    };
    let port = port.filter(|port| !port.is_empty());
    if !is_host(host) || port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return None;
    }
    let mut out = String::new();
    if let Some(user) = user {
        out.push_str(&escaped(user).replace(['/', '?', '#'], ""));
        out.push('@');
    }
    out.push_str(&if host.starts_with('[') {
        host.to_owned()
    } else {
        escaped(host)
    });
    port.into_iter().for_each(|port| {
        out.push(':');
        out.push_str(port);
    });
    Some(out)
}

/// A name, or an IPv6 address in brackets (WHATWG URL, forbidden host code points).
fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[') {
        let address = address
            .strip_suffix(']')
            .and_then(|address| address.parse::<std::net::Ipv6Addr>().ok());
        return address.is_some();
    }
    let forbidden =
        |c: char| c.is_control() || c.is_whitespace() || "#/:<>?@[\\]^|%\"`{}".contains(c);
    !host.is_empty() && !host.starts_with('.') && !host.contains(forbidden)
}

/// Path, query and fragment with all escaped that RFC 3986 doesn't let stand; what is escaped stays so.
pub(super) fn escaped(rest: &str) -> String {
    let mut out = String::with_capacity(rest.len());
    let mut in_fragment = false;
    for (at, c) in rest.char_indices() {
        match c {
            '#' if !std::mem::replace(&mut in_fragment, true) => out.push('#'),
            '%' if is_escape(rest.get(at + 1..)) => out.push('%'),
            'a'..='z' | 'A'..='Z' | '0'..='9' => out.push(c),
            _ if "-._~!$&'()*+,;=:@/?".contains(c) => out.push(c),
            _ => push_escape(c, &mut out),
        }
    }
    out
}

fn is_escape(rest: Option<&str>) -> bool {
    let digits = rest
        .map(str::as_bytes)
        .and_then(|rest| rest.first_chunk::<2>());
    digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

fn push_escape(c: char, out: &mut String) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        // Writing to a string can't fail.
        let _ = write!(out, "%{byte:02X}");
    }
}

/// Without `.` and `..`, which can't lead above the root (RFC 3986 section 5.2.4).
pub(super) fn without_dots(path: &str) -> String {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (path, rest) = path.split_at(end);
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(kept.pop().filter(|part| !part.is_empty())),
            _ => kept.push(part),
        }
    }
    let path = kept.join("/");
    format!("{path}{rest}")
}

/// Scheme, host and port of a URL: what a path from the root is joined to.
pub(super) fn origin(url: &str) -> Option<&str> {
    let host = url.find("://")? + 3;
    let end = url
        .get(host..)?
        .find(['/', '?', '#'])
        .map_or(url.len(), |at| host + at);
    url.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn absolute(written: &str) -> String {
        match Address::of(written) {
            Address::Absolute(url) => url,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn urls_are_made_well_formed() {
        assert_eq!(
            absolute("http://a.example/x y?q=ä|b#c#d"),
            "http://a.example/x%20y?q=%C3%A4%7Cb#c%23d"
        );
        assert_eq!(absolute("HTTP://a.example"), "http://a.example");
        assert_eq!(absolute("//cdn.example/x"), "https://cdn.example/x");
        assert_eq!(absolute("https:/a.example"), "https://a.example");
        assert_eq!(absolute("http://a.example/100%"), "http://a.example/100%25");
        assert_eq!(absolute("http://[::1]:80/"), "http://[::1]:80/");
        assert_eq!(
            absolute("mailto:a@b.example?subject=Hello there"),
            "mailto:a@b.example?subject=Hello%20there"
        );
    }

    #[test]
    fn urls_without_a_host_are_broken() {
        for written in [
            "http://",
            "https:",
            "http://a b/",
            "http://a:x/",
            "http://[x]/",
            "//",
            "mailto:",
            "http://%zz",
        ] {
            assert_eq!(Address::of(written), Address::Broken, "{written}");
        }
    }

    #[test]
    fn scripts_are_forbidden_however_they_hide() {
        for written in [
            "javascript:alert(1)",
            " JaVaScRiPt:x",
            "java\nscript:x",
            "java\u{1}script:x",
            "\u{1}javascript:x",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
        ] {
            assert!(
                matches!(Address::of(written), Address::Forbidden(_)),
                "{written:?}"
            );
        }
    }

    #[test]
    fn paths_and_fragments_are_told_apart() {
        assert_eq!(Address::of("/about"), Address::Path("/about".to_owned()));
        assert_eq!(Address::of("a/b:c"), Address::Path("a/b:c".to_owned()));
        assert_eq!(Address::of("#top"), Address::Fragment("top".to_owned()));
        assert_eq!(Address::of("  "), Address::Empty);
        assert_eq!(
            origin("https://a.example:8080/blog"),
            Some("https://a.example:8080")
        );
    }
}
