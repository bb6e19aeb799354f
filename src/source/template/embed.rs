//! Tags of plug-ins that show something of another site: takes what such a tag says, gives a link that a reader can follow.

/// What a plug-in's tag shows, and how its URL is made of the words in the tag.
struct Kind {
    tag: &'static str,
    /// What it is, as a reader is told.
    shown: &'static str,
    /// What stands before the first word, if that is no URL itself.
    before: &'static str,
    /// What a second word, a user's name, goes before, if there is one.
    user_first: &'static str,
}

const fn kind(tag: &'static str, shown: &'static str, before: &'static str) -> Kind {
    Kind {
        tag,
        shown,
        before,
        user_first: "",
    }
}

const KINDS: [Kind; 22] = [
    kind("youtube", "Video", "https://www.youtube.com/watch?v="),
    kind("youtube_embed", "Video", "https://www.youtube.com/watch?v="),
    kind("yt", "Video", "https://www.youtube.com/watch?v="),
    kind("vimeo", "Video", "https://vimeo.com/"),
    kind("video", "Video", ""),
    kind("gist", "Gist", "https://gist.github.com/"),
    kind("tweet", "Post", "https://twitter.com/i/status/"),
    kind("twitter", "Post", "https://twitter.com/i/status/"),
    kind("instagram", "Picture", "https://www.instagram.com/p/"),
    kind("oembed", "Page", "https://"),
    kind("embed", "Page", "https://"),
    kind("jsfiddle", "Code", "https://jsfiddle.net/"),
    Kind {
        tag: "codepen",
        shown: "Code",
        before: "https://codepen.io/pen/",
        user_first: "https://codepen.io/",
    },
    kind("codesandbox", "Code", "https://codesandbox.io/s/"),
    kind("replit", "Code", "https://replit.com/"),
    kind("github", "Repository", "https://github.com/"),
    kind("github_repo", "Repository", "https://github.com/"),
    kind("speakerdeck", "Slides", "https://speakerdeck.com/"),
    kind("slideshare", "Slides", "https://www.slideshare.net/"),
    kind("soundcloud", "Recording", "https://soundcloud.com/"),
    kind("asciinema", "Recording", "https://asciinema.org/a/"),
    kind("spotify", "Recording", "https://open.spotify.com/"),
];

/// Is `name` one of these tags?
pub fn is_embed(name: &str) -> bool {
    KINDS.iter().any(|kind| kind.tag == name)
}

/// The Markdown link that says and leads to what the tag `name` shows: the first of its words that can be a URL or name.
pub fn link(name: &str, markup: &str) -> Option<String> {
    let kind = KINDS.iter().find(|kind| kind.tag == name)?;
    let words = markup.split([' ', '\t', '\n', ',']).map(unquoted);
    let words = words.filter(|word| is_address(word) && *word != "oembed");
    let words: Vec<&str> = words.collect();
    let whole = words.iter().find(|word| word.contains("://"));
    let url = match (whole, words.as_slice()) {
        (Some(url), _) => (*url).to_owned(),
        (None, _) if kind.before.is_empty() => return None,
        (None, []) => return None,
        (None, [word, user, ..]) if !kind.user_first.is_empty() => {
            format!("{}{user}/pen/{word}", kind.user_first)
        }
        (None, [word, ..]) => format!("{}{word}", kind.before),
    };
    Some(format!("[{}: {url}](<{url}>)", kind.shown))
}

fn unquoted(word: &str) -> &str {
    word.trim_matches(['"', '\'', '<', '>'])
}

/// Does it hold only what a URL may (RFC 3986), and nothing that would end a link? `width:640` and the like are no names.
fn is_address(word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-_~.:/?#=&%@+!".contains(c);
    let is_option = word.contains([':', '=']) && !word.contains("://");
    !word.is_empty() && word.chars().all(is_part) && !is_option
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn embeds_become_links() {
        for (name, markup, url) in [
            (
                "youtube",
                "dQw4w9WgXcQ",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            ),
            (
                "youtube",
                "\"https://youtu.be/a-b_c\" width:640",
                "https://youtu.be/a-b_c",
            ),
            ("vimeo", "12345 width=640", "https://vimeo.com/12345"),
            (
                "gist",
                "parkr/c08ee0f file.md",
                "https://gist.github.com/parkr/c08ee0f",
            ),
            ("tweet", "1234", "https://twitter.com/i/status/1234"),
            (
                "twitter",
                "oembed https://twitter.com/a/status/1 align='left'",
                "https://twitter.com/a/status/1",
            ),
            (
                "codepen",
                "abc ann result",
                "https://codepen.io/ann/pen/abc",
            ),
            (
                "github",
                "rust-lang/rust",
                "https://github.com/rust-lang/rust",
            ),
        ] {
            let link = link(name, markup).expect("a link");
            assert!(link.ends_with(&format!("](<{url}>)")), "{link}");
        }
        assert_eq!(link("gist", ""), None);
        assert_eq!(link("youtube", "javascript:alert(1)"), None);
    }
}
