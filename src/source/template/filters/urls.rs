//! Filters that make URLs.

use super::{Call, Filter, Outcome};
use crate::source::template::print::printed;
use crate::source::value::Value;

/// The filter called `name`.
pub fn find(name: &str) -> Option<Filter> {
    Some(match name {
        "relative_url" => relative,
        "absolute_url" => absolute,
        "strip_index" => strip_index,
        _ => return None,
    })
}

fn is_whole(url: &str) -> bool {
    url.contains("://") || url.starts_with("//")
}

/// With the site's base before it.
fn relative(value: &Value, call: &mut Call<'_>) -> Outcome {
    let url = printed(value, call.budget)?;
    if matches!(value, Value::Nil) || is_whole(&url) {
        return Ok(value.clone());
    }
    Ok(format!("{}/{}", call.address.base, url.trim_start_matches('/')).into())
}

/// With the site's address before it, if that is known.
fn absolute(value: &Value, call: &mut Call<'_>) -> Outcome {
    let address = call.address.url.clone().unwrap_or_default();
    let relative = relative(value, call)?;
    match relative.as_text() {
        Some(url) if !is_whole(url) => Ok(format!("{address}{url}").into()),
        _ => Ok(relative),
    }
}

fn strip_index(value: &Value, call: &mut Call<'_>) -> Outcome {
    let url = printed(value, call.budget)?;
    Ok(match url.strip_suffix("/index.html") {
        Some(folder) => format!("{folder}/").into(),
        None => url.into(),
    })
}
