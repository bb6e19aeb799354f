//! Pictures on the web: takes URLs, gives bytes from a cache folder or the network. Nothing else of Chapbook knows a network.
//!
//! What is fetched comes from texts that anybody may have written, so a URL is no permission: only http and https, only
//! public addresses unless the user allowed a host by name, each redirect checked like the first request, and all within
//! limits of size and time. No cookies, referrers or credentials are sent. No proxy is used, whatever the environment
//! says: it would look names up itself, and then nobody knew which address is behind one.

mod address;
mod cache;
mod client;
mod gate;
mod host;

pub use client::Limits;
pub use host::AllowedHost;

use crate::diagnostics::Result;
use crate::media::PictureBytes;
use crate::progress::Listener;
use cache::Cache;
use client::Client;
use std::collections::HashMap;
use std::fmt::{self, Debug};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Gets pictures from the web for a book. Without one, nothing is fetched.
pub trait RemotePictures: Debug + Send + Sync {
    /// Gets the pictures at these URLs, a step of `progress` each; the answers are in the order of the URLs.
    fn get_all(&self, urls: &[String], progress: &Listener) -> Vec<Fetched>;
}

/// A picture, or why it could not be had.
pub type Fetched = Result<Arc<dyn PictureBytes>>;

/// How many pictures are fetched beside each other.
const AT_ONCE: usize = 6;

/// The web, with a folder of what was fetched before. Each URL is tried once.
pub struct Web {
    cache: Cache,
    client: Client,
    tried: Mutex<HashMap<String, Arc<OnceLock<Fetched>>>>,
}

impl Debug for Web {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut web = f.debug_struct("Web");
        web.field("cache", &self.cache).finish_non_exhaustive()
    }
}

impl Web {
    /// The web as far as `limits` go, with pictures kept in the folder `cache`, which is made if it is not there. Hosts
    /// that are `allowed` may be at private addresses.
    ///
    /// # Errors
    /// `cache-unusable` when the folder can't be made.
    pub fn new(cache: &Path, allowed: Vec<AllowedHost>, limits: Limits) -> Result<Web> {
        Ok(Web {
            cache: Cache::open(cache)?,
            client: Client::new(allowed, limits),
            tried: Mutex::default(),
        })
    }

    /// The picture at this URL; a second question gets the first one's answer.
    fn get(&self, url: &str) -> Fetched {
        let mut tried = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = tried.entry(url.to_owned()).or_default().clone();
        drop(tried);
        answer.get_or_init(|| self.find(url)).clone()
    }

    fn find(&self, url: &str) -> Fetched {
        match self.cache.find(url) {
            Some(kept) => Ok(Arc::new(kept)),
            None => {
                let kept = self
                    .cache
                    .keep(url, |file| self.client.download(url, file))?;
                Ok(Arc::new(kept))
            }
        }
    }
}

impl RemotePictures for Web {
    fn get_all(&self, urls: &[String], progress: &Listener) -> Vec<Fetched> {
        let next = AtomicUsize::new(0);
        let work = || {
            while let Some(url) = urls.get(next.fetch_add(1, Ordering::Relaxed)) {
                // The answer is kept, and asked for below.
                let _ = self.get(url);
                progress.step();
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..AT_ONCE.min(urls.len()) {
                scope.spawn(work);
            }
        });
        urls.iter().map(|url| self.get(url)).collect()
    }
}
