//! Code blocks: takes a fence's info string, gives the language.

/// The first word of an info string, without what follows a comma, a brace or a question mark: `rust,ignore`, `go {linenos=table}`,
/// `{.python .numbered}`, `php?start_inline=1`.
pub(super) fn language(info: &str) -> Option<String> {
    let info = info.trim_start();
    let info = info.strip_prefix('{').map_or(info, |attributes| {
        attributes.trim_start().trim_start_matches(['.', ':', '#'])
    });
    let end = info.find(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | '?'));
    let word = info.get(..end.unwrap_or(info.len()))?;
    (!word.is_empty()).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn the_language_is_the_first_word() {
        for (info, expected) in [
            ("rust", Some("rust")),
            ("rust,ignore", Some("rust")),
            ("go {linenos=table}", Some("go")),
            ("js{1,3}", Some("js")),
            ("{.python .numbered}", Some("python")),
            ("  c++  title", Some("c++")),
            ("php?start_inline=1", Some("php")),
            ("", None),
            ("{}", None),
        ] {
            assert_eq!(language(info).as_deref(), expected, "{info:?}");
        }
    }
}
