//! One picture from the network: takes a URL, writes a file, or says why not.

use super::gate::{Gate, Refused};
use super::host::AllowedHost;
use crate::diagnostics::{Diagnostic, Error, Result};
use crate::media::MediaKind;
use std::io::{self, Read, Write};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use ureq::http::header::CONTENT_LENGTH;
use ureq::http::{Response, StatusCode};
use ureq::tls::TlsConfig;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

/// How much of the network a run may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest picture, in bytes.
    pub size: u64,
    /// The longest time for one picture, redirects and all.
    pub time_each: Duration,
    /// The longest time for all pictures, from the first on.
    pub time_in_all: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            size: 256 << 20,
            time_each: Duration::from_secs(30),
            time_in_all: Duration::from_secs(600),
        }
    }
}

/// How often a server may lead on to another URL.
const REDIRECTS: u32 = 5;
/// The first bytes, which tell a picture from what is none: as many as are looked at in an SVG.
const HEAD: u64 = 1 << 16;

/// Asks servers.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    limits: Limits,
    /// When all must be done; set when the first picture is asked for.
    end: OnceLock<Instant>,
}

impl Client {
    pub fn new(allowed: Vec<AllowedHost>, limits: Limits) -> Client {
        let config = Agent::config_builder()
            .proxy(None)
            .max_redirects(REDIRECTS)
            .user_agent(concat!("chapbook/", env!("CARGO_PKG_VERSION")))
            .accept("image/*")
            .tls_config(TlsConfig::default())
            .build();
        Client {
            agent: Agent::with_parts(config, DefaultConnector::default(), Gate::new(allowed)),
            limits,
            end: OnceLock::new(),
        }
    }

    /// Writes the picture at `url` to `out`.
    ///
    /// # Errors
    /// `fetch-refused` when the URL may not be fetched, `fetch-failed` when it can't be, `picture-unknown` when it is no picture.
    pub fn download(&self, url: &str, out: &mut dyn Write) -> Result<()> {
        let mut response = self.ask(url)?;
        self.check(&response)?;
        let limited = response.body_mut().with_config().limit(self.limits.size);
        copy_picture(limited.reader(), out).map_err(|error| match error {
            Broken::Unknown => unknown(),
            Broken::Network(error) => self.failed(error.into()),
        })
    }

    fn ask(&self, url: &str) -> Result<Response<Body>> {
        let time = Some(self.time()?);
        let request = self.agent.get(url).config().timeout_global(time).build();
        request.call().map_err(|error| self.failed(error))
    }

    /// The time that is left for one picture.
    fn time(&self) -> Result<Duration> {
        let now = Instant::now();
        let end = self.end.get_or_init(|| now + self.limits.time_in_all);
        match end.saturating_duration_since(now) {
            Duration::ZERO => Err(failed(format!(
                "the {} seconds for all pictures were over",
                self.limits.time_in_all.as_secs()
            ))),
            left => Ok(left.min(self.limits.time_each)),
        }
    }

    fn check(&self, response: &Response<Body>) -> Result<()> {
        if response.status() != StatusCode::OK {
            return Err(answered(response.status().as_u16()));
        }
        let length = response.headers().get(CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        if length.is_some_and(|length| length > self.limits.size) {
            return Err(self.too_large());
        }
        Ok(())
    }

    fn failed(&self, error: ureq::Error) -> Error {
        match error {
            ureq::Error::Other(error) => match error.downcast::<Refused>() {
                Ok(why) => refused(&why),
                Err(error) => failed(error.to_string()),
            },
            ureq::Error::StatusCode(code) => answered(code),
            ureq::Error::BodyExceedsLimit(_) => self.too_large(),
            ureq::Error::Timeout(_) => {
                let seconds = self.limits.time_each.as_secs();
                failed(format!("it took longer than {seconds} seconds"))
            }
            ureq::Error::TooManyRedirects => {
                failed(format!("it leads on more than {REDIRECTS} times"))
            }
            ureq::Error::HostNotFound => failed("there is no host of that name".to_owned()),
            ureq::Error::Io(error) => failed(error.to_string()),
            error => failed(error.to_string()),
        }
    }

    fn too_large(&self) -> Error {
        failed(format!(
            "it has more than {} MB",
            self.limits.size.div_ceil(1 << 20)
        ))
    }
}

/// Why a picture did not arrive.
enum Broken {
    Unknown,
    Network(io::Error),
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Broken {
        Broken::Network(error)
    }
}

/// What is no picture by its first bytes is read no further.
fn copy_picture(mut body: impl Read, out: &mut dyn Write) -> std::result::Result<(), Broken> {
    let mut head = Vec::new();
    (&mut body).take(HEAD).read_to_end(&mut head)?;
    if MediaKind::of(&head).is_none() {
        return Err(Broken::Unknown);
    }
    out.write_all(&head)?;
    io::copy(&mut body, out)?;
    Ok(())
}

fn unknown() -> Error {
    let message = "what the server sent is no picture this program reads";
    Box::new(Diagnostic::error("picture-unknown", message))
}

fn answered(code: u16) -> Error {
    failed(format!("the server answered {code}"))
}

fn failed(why: String) -> Error {
    let message = format!("the picture can't be fetched: {why}");
    Box::new(Diagnostic::error("fetch-failed", message))
}

fn refused(why: &Refused) -> Error {
    let message = format!("the picture is not fetched: {why}");
    let refused = Diagnostic::error("fetch-refused", message);
    Box::new(match why {
        Refused::Private { host, .. } => refused.help(format!("`--fetch-from {host}` allows it")),
        _ => refused,
    })
}
