//! Code blocks: takes a fence's info string, gives the language, and what else it says of the block.

use crate::document::Attributes;
use crate::parse::kramdown::{AttributeList, Definitions};
use std::ops::RangeInclusive;

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

/// Id and classes in an info string: `go {#listing .wide linenos=table}`. The first class is the language where nothing else is, and
/// the other keys are for programs that colour code.
pub(super) fn attributes(info: &str) -> Attributes {
    let mut kept = Attributes::default();
    let list = info.split_once('{').and_then(|(before, list)| {
        let list = list.get(..list.rfind('}')?)?;
        Some((before.trim().is_empty(), list))
    });
    let Some((names_language, list)) = list else {
        return kept;
    };
    let list = AttributeList::parse(list, &Definitions::new()).unwrap_or_default();
    if let Some(id) = list.attributes.id() {
        kept.set_id(id);
    }
    let classes = list.attributes.classes().skip(usize::from(names_language));
    classes.for_each(|class| kept.add_class(class));
    kept
}

/// Keys of an info string that say what the code is called.
const NAMES: [&str; 3] = ["file", "filename", "title"];

/// What an info string calls the code: `js {file="a.js"}`, `js title="a.js"`.
pub(super) fn name(info: &str) -> Option<String> {
    let list = match info.split_once('{') {
        Some((_, list)) => list.get(..list.rfind('}')?)?,
        None => info.split_once(char::is_whitespace)?.1,
    };
    let list = AttributeList::parse(list, &Definitions::new())?;
    let named = NAMES.iter().filter_map(|key| list.attributes.get(key));
    let mut named = named.filter(|name| !name.trim().is_empty());
    named.next().map(str::to_owned)
}

/// What hides a line in mdBook: a hash in Rust, or what `hidelines=` says.
pub(super) fn hiding_mark<'i>(info: &'i str, language: Option<&str>) -> Option<&'i str> {
    let parts = info.split(|c: char| c == ',' || c.is_whitespace());
    let said = parts.filter_map(|part| part.strip_prefix("hidelines="));
    let usual = (language == Some("rust")).then_some("#");
    let said = said.rev().find(|mark| !mark.is_empty());
    said.or(usual)
}

/// The lines that a reader sees: not those that begin with `mark`. In Rust a space follows the mark, or nothing: `#[` begins an
/// attribute, `#x` stands in a macro, and `##` shows one hash.
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
            Some(rest)
                if mark != "#" || rest.is_empty() || rest.starts_with(char::is_whitespace) => {}
            _ => shown.push_str(line),
        }
    }
    shown
}

/// How many ranges of hidden lines are looked at.
const MOST_RANGES: usize = 100;

/// The lines that a reader sees of a block whose info string hides some by their numbers, as Zola's do: `rust,hide_lines=1-2 5`.
pub(super) fn without_numbered(code: String, info: &str) -> String {
    let Some((_, said)) = info.split_once("hide_lines=") else {
        return code;
    };
    let said = said.split([',', '}']).next().unwrap_or_default();
    let hidden = said.split_whitespace().filter_map(numbers);
    let hidden: Vec<RangeInclusive<usize>> = hidden.take(MOST_RANGES).collect();
    let lines = code.split_inclusive('\n').zip(1..);
    let shown = lines.filter(|(_, number)| !hidden.iter().any(|range| range.contains(number)));
    shown.map(|(line, _)| line).collect()
}

/// `3` or `1-2`.
fn numbers(said: &str) -> Option<RangeInclusive<usize>> {
    let (first, last) = said.split_once('-').unwrap_or((said, said));
    Some(first.parse().ok()?..=last.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::{attributes, hiding_mark, language, name, shown_lines, without_numbered};

    #[test]
    fn hidden_lines() {
        let rust =
            "# use x;\n#![a]\n#[b]\nfn f() {\n    # g();\n    ## shown\n    #(#x),*\n#\n}\n#";
        let shown = "#![a]\n#[b]\nfn f() {\n    # shown\n    #(#x),*\n}\n";
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
    fn an_info_string_may_name_the_code() {
        for (info, expected) in [
            (
                "go {file=\"layouts/home.html\" copy=true}",
                Some("layouts/home.html"),
            ),
            ("js title=\"The first\"", Some("The first")),
            ("go {linenos=table}", None),
            ("rust,ignore", None),
            ("sh some words", None),
            ("js {title=\"\"}", None),
        ] {
            assert_eq!(name(info).as_deref(), expected, "{info}");
        }
    }

    #[test]
    fn lines_hidden_by_number() {
        let code = || "a\nb\nc\nd\n".to_owned();
        assert_eq!(
            without_numbered(code(), "rust,hide_lines=1-2 4,linenos"),
            "c\n"
        );
        assert_eq!(without_numbered(code(), "rust"), code());
        assert_eq!(without_numbered(code(), "rust,hide_lines=x 9-"), code());
    }

    #[test]
    fn an_info_string_may_hold_an_id_and_classes() {
        for (info, expected) in [
            (
                "go {#a .b class=\"c d\" linenos=table,hl_lines=[1,2]}",
                "a b c d",
            ),
            ("{.python .numbered}", " numbered"),
            ("js{1,3}", ""),
            ("rust,ignore", ""),
        ] {
            let kept = attributes(info);
            let classes = kept.classes().map(|class| format!(" {class}"));
            let shown: String = std::iter::once(kept.id().unwrap_or("").to_owned())
                .chain(classes)
                .collect();
            assert_eq!(shown, expected, "{info}");
        }
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
