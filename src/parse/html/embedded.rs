//! What a book can't play or run: takes a player or a frame, gives a link that a reader can follow.

use crate::document::{Inline, Link, Target};
use crate::parse::html::convert::Converter;
use crate::parse::html::dom::NodeId;

/// The link for an embedded page, film or sound; nothing if it names no source or carries content of its own.
pub(super) fn link(converter: &Converter<'_>, id: NodeId) -> Option<Link> {
    let source = source(converter, id)?;
    let is_object = matches!(converter.name(id), "object" | "applet");
    if is_object && !converter.text(id).trim().is_empty() {
        return None;
    }
    let url = address(&source);
    let named = ["title", "aria-label"]
        .into_iter()
        .filter_map(|name| converter.attribute(id, name))
        .find(|words| !words.trim().is_empty());
    let words = named.unwrap_or(&url).to_owned();
    Some(Link {
        content: vec![Inline::text(words, converter.span(id))],
        target: Target::Written(url),
        title: None,
    })
}

fn source(converter: &Converter<'_>, id: NodeId) -> Option<String> {
    let own = ["src", "data", "data-src"]
        .into_iter()
        .find_map(|name| converter.attribute(id, name));
    let inner = || {
        converter
            .descendants(id)
            .filter(|inner| matches!(converter.name(*inner), "source" | "embed"))
            .find_map(|inner| converter.attribute(inner, "src"))
    };
    let source = own.or_else(inner)?.trim();
    (!source.is_empty()).then(|| source.to_owned())
}

/// The address of a page to look at: a player's own page is for frames only.
fn address(source: &str) -> String {
    let absolute = match source.strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => source.to_owned(),
    };
    for player in ["youtube.com/embed/", "youtube-nocookie.com/embed/"] {
        if let Some((_, video)) = absolute.split_once(player) {
            let end = video.find(['?', '&', '/', '#']).unwrap_or(video.len());
            return format!("https://www.youtube.com/watch?v={}", &video[..end]);
        }
    }
    match absolute.split_once("player.vimeo.com/video/") {
        Some((_, video)) => format!("https://vimeo.com/{video}"),
        None => absolute,
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn players_lead_to_their_page() {
        assert_eq!(
            address("//www.youtube.com/embed/abc?rel=0"),
            "https://www.youtube.com/watch?v=abc"
        );
        assert_eq!(
            address("https://player.vimeo.com/video/1"),
            "https://vimeo.com/1"
        );
        assert_eq!(address("/demo.html"), "/demo.html");
    }
}
