//! The gate that every request and every redirect goes through: takes a URL, gives the addresses that may be connected to.
//!
//! It stands where names are looked up, so that the address that was checked is the one that is used: a name that
//! leads elsewhere a moment later gains nothing.

use super::address::is_public;
use super::host::AllowedHost;
use std::net::IpAddr;
use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Looks names up, and lets only public addresses through, or those of hosts allowed by name.
#[derive(Debug)]
pub struct Gate {
    names: DefaultResolver,
    allowed: Vec<AllowedHost>,
}

/// Why a URL is not fetched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Only those of the web can be asked.
    #[error("`{0}:` is not fetched from")]
    Scheme(String),
    /// They would be sent to whoever is there.
    #[error("its URL holds a name and password")]
    Credentials,
    /// Somebody's own network.
    #[error("`{host}` is at {address}, which is not public")]
    Private {
        /// As the URL has it.
        host: String,
        /// Where that is.
        address: IpAddr,
    },
}

impl Gate {
    pub fn new(allowed: Vec<AllowedHost>) -> Gate {
        Gate {
            names: DefaultResolver::default(),
            allowed,
        }
    }
}

impl Resolver for Gate {
    fn resolve(
        &self,
        url: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        check(url).map_err(refused)?;
        let found = self.names.resolve(url, config, timeout)?;
        if self.allowed.iter().any(|host| host.allows(url)) {
            return Ok(found);
        }
        let mut public = self.empty();
        found
            .iter()
            .filter(|found| is_public(found.ip()))
            .for_each(|found| public.push(*found));
        match (public.first(), found.first()) {
            (None, Some(private)) => Err(refused(Refused::Private {
                host: url.host().unwrap_or_default().to_owned(),
                address: private.ip(),
            })),
            _ => Ok(public),
        }
    }
}

/// What can be told of a URL without looking its name up.
fn check(url: &Uri) -> Result<(), Refused> {
    let scheme = url.scheme_str().unwrap_or_default();
    if !["http", "https"].contains(&scheme) {
        return Err(Refused::Scheme(scheme.to_owned()));
    }
    match url.authority() {
        Some(authority) if authority.as_str().contains('@') => Err(Refused::Credentials),
        _ => Ok(()),
    }
}

fn refused(why: Refused) -> Error {
    Error::Other(Box::new(why))
}
