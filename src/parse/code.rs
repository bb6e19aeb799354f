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

/// What hides a line in mdBook: a hash in Rust, or what `hidelines=` says.
pub(super) fn hiding_mark<'i>(info: &'i str, language: Option<&str>) -> Option<&'i str> {
    let parts = info.split(|c: char| c == ',' || c.is_whitespace());
    let said = parts.filter_map(|part| part.strip_prefix("hidelines="));
    let usual = (language == Some("rust")).then_some("#");
    let said = said.rev().find(|mark| !mark.is_empty());
    said.or(usual)
}

/// The lines that a reader sees: not those that begin with `mark`. Of Rust, `#!` and `#[` begin attributes, and `##` shows one hash.
pub(super) fn shown_lines(code: &str, mark: &str) -> String {
    let mut shown = String::with_capacity(code.len());
    for line in code.split_inclusive('\n') {
        let inner = line.trim_start();
        match inner.strip_prefix(mark) {
            Some(rest) if mark == "#" && rest.starts_with('#') => {
                let space = line.len() - inner.len();
                shown.push_str(line.get(..space).unwrap_or(""));
                shown.push_str(rest);
            }
            Some(rest) if mark != "#" || !rest.starts_with(['!', '[']) => {}
            _ => shown.push_str(line),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{hiding_mark, language, shown_lines};

    #[test]
    fn hidden_lines() {
        let rust = "# use x;\n#![a]\n#[b]\nfn f() {\n    # g();\n    ## shown\n#\n}\n";
        let shown = "#![a]\n#[b]\nfn f() {\n    # shown\n}\n";
        assert_eq!(shown_lines(rust, "#"), shown);
        assert_eq!(shown_lines("!!! a\nb\n", "!!!"), "b\n");
        assert_eq!(hiding_mark("rust,ignore", Some("rust")), Some("#"));
        assert_eq!(
            hiding_mark("python,hidelines=!!!", Some("python")),
            Some("!!!")
        );
        assert_eq!(hiding_mark("python", Some("python")), None);
    }

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
