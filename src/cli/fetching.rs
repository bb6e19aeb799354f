//! `--fetch`: takes the options, gives the web as far as they open it.

use crate::cli::args::Fetching;
use chapbook::diagnostics::{Diagnostic, Error, Result};
use chapbook::fetch::{Limits, RemotePictures, Web};
use std::env;
use std::path::PathBuf;
use std::sync::Arc;

/// Who gets pictures from the web, if the user wants that.
///
/// # Errors
/// When the options make no sense, or there is no folder to keep pictures in.
pub fn remote(options: &Fetching) -> Result<Option<Arc<dyn RemotePictures>>> {
    if !options.fetch {
        return match options.fetch_from.as_slice() {
            [] => Ok(None),
            _ => Err(wrong("--fetch-from goes with --fetch", "add --fetch")),
        };
    }
    let cache = options.cache.clone().or_else(usual_cache);
    let cache = cache.ok_or_else(|| {
        let message = "there is no folder to keep fetched pictures in";
        wrong(message, "name one with --cache")
    })?;
    let web = Web::new(&cache, options.fetch_from.clone(), Limits::default())?;
    Ok(Some(Arc::new(web)))
}

fn wrong(message: &str, help: &str) -> Error {
    Box::new(Diagnostic::error("wrong-usage", message).help(help))
}

/// `chapbook/pictures` where the user's programs keep what can be had again: `$XDG_CACHE_HOME`, else `~/.cache` (XDG Base
/// Directory Specification), or what stands for them on other systems.
fn usual_cache() -> Option<PathBuf> {
    let folder = |name: &str| {
        let folder = env::var_os(name).map(PathBuf::from);
        // A relative path is to be ignored, says the specification.
        folder.filter(|folder| folder.is_absolute())
    };
    let home = || folder("HOME");
    let caches = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        folder("XDG_CACHE_HOME").or_else(|| home().map(|home| home.join(".cache")))
    };
    caches.map(|caches| caches.join("chapbook").join("pictures"))
}
