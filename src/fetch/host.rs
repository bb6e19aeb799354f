//! Hosts the user allows by name: takes `HOST` or `HOST:PORT`, says if a URL is of it.

use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;
use ureq::http::Uri;

/// A host that may be at a private address.
///
/// ```
/// use chapbook::fetch::AllowedHost;
/// assert!("localhost:8080".parse::<AllowedHost>().is_ok());
/// assert!("[::1]:8080".parse::<AllowedHost>().is_ok());
/// assert!("http://localhost/".parse::<AllowedHost>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedHost {
    name: String,
    /// Any port, if none is named.
    port: Option<u16>,
}

impl FromStr for AllowedHost {
    type Err = &'static str;

    fn from_str(written: &str) -> Result<AllowedHost, &'static str> {
        const FORM: &str = "write it as HOST or HOST:PORT";
        let (name, port) = match written.rsplit_once(':') {
            _ if written.parse::<Ipv6Addr>().is_ok() => (written, None),
            Some((name, port)) if !written.ends_with(']') => {
                (name, Some(port.parse().map_err(|_| FORM)?))
            }
            _ => (written, None),
        };
        let name = plain(name);
        let is_address = name.parse::<IpAddr>().is_ok();
        let of_a_name = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
        if name.is_empty() || !(is_address || name.chars().all(of_a_name)) {
            return Err(FORM);
        }
        Ok(AllowedHost { name, port })
    }
}

impl AllowedHost {
    /// Is the URL of this host, and of this port if one is named?
    pub(super) fn allows(&self, url: &Uri) -> bool {
        let of_host = url.host().is_some_and(|host| plain(host) == self.name);
        of_host && self.port.is_none_or(|port| port_of(url) == Some(port))
    }
}

fn port_of(url: &Uri) -> Option<u16> {
    url.port_u16().or(match url.scheme_str() {
        Some("http") => Some(80),
        Some("https") => Some(443),
        _ => None,
    })
}

/// One form for what is one host: lower case, no brackets, no dot of the root, addresses as they are usually written.
fn plain(host: &str) -> String {
    let bare = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    let bare = bare.unwrap_or(host).trim_end_matches('.');
    match bare.parse::<IpAddr>() {
        Ok(address) => address.to_string(),
        Err(_) => bare.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(allowed: &str, url: &str) -> bool {
        let host: AllowedHost = allowed.parse().unwrap();
        host.allows(&url.parse().unwrap())
    }

    #[test]
    fn a_host_is_allowed_at_every_port_or_at_one() {
        assert!(allows("intranet.example", "http://Intranet.example./a.png"));
        assert!(allows("intranet.example", "https://intranet.example:8443/"));
        assert!(allows("localhost:80", "http://localhost/a.png"));
        assert!(!allows("localhost:80", "https://localhost/a.png"));
        assert!(!allows("localhost:80", "http://localhost:8080/a.png"));
        assert!(!allows("example", "http://intranet.example/"));
    }

    #[test]
    fn addresses_are_hosts_too() {
        assert!(allows("::1", "http://[::1]:8080/a.png"));
        assert!(allows("[0:0::1]:8080", "http://[::1]:8080/a.png"));
        assert!(!allows("127.0.0.1", "http://localhost/a.png"));
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for written in [
            "",
            ":80",
            "localhost:",
            "localhost:http",
            "*",
            "a/b",
            "a b",
            "http://a",
        ] {
            assert!(written.parse::<AllowedHost>().is_err(), "{written:?}");
        }
    }
}
