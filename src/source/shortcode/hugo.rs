//! Hugo's notation: `{{< name "a" key="b" >}}…{{< /name >}}`, `{{% name %}}`, `{{< name />}}`, and `{{</* name */>}}` to show one.

use super::reader::{Delimiters, Reader};
use super::{Arguments, Call, Tag, TagKind, reader};

const DELIMITERS: [Delimiters; 2] = [("{{<", ">}}"), ("{{%", "%}}")];

/// The tags of a text, first to last. Braces with no tag in them are none.
pub fn tags(text: &str) -> Vec<Tag> {
    reader::tags(text, &DELIMITERS, tag)
}

/// The tag that began at `start` and ends with `end`.
fn tag(reader: Reader<'_>, start: usize, end: &str) -> Option<Tag> {
    readable(reader.clone(), start, end).or_else(|| broken(reader, start, end))
}

/// The longest tag whose arguments can't be read, in bytes.
const LONGEST: usize = 1000;

/// What begins with a name and ends before the next tag begins, whatever stands between.
fn broken(mut reader: Reader<'_>, start: usize, end: &str) -> Option<Tag> {
    reader.spaces();
    reader.take("/");
    word(&mut reader, end)?;
    let rest = reader.rest();
    let near = rest.get(..rest.floor_char_boundary(LONGEST))?;
    let close = near.find(end)?;
    let is_one = !near.get(..close)?.contains("{{");
    is_one.then_some(Tag {
        range: start..reader.at + close + end.len(),
        kind: TagKind::Broken,
    })
}

fn readable(mut reader: Reader<'_>, start: usize, end: &str) -> Option<Tag> {
    reader.spaces();
    let closes = reader.take("/");
    reader.spaces();
    let name = word(&mut reader, end)?.to_owned();
    let (arguments, closed_itself) = arguments(&mut reader, end)?;
    let kind = match closes {
        true => TagKind::Close(Some(name)),
        false => TagKind::Open(Call {
            may_open: !closed_itself,
            name,
            arguments,
        }),
    };
    Some(Tag {
        range: start..reader.at,
        kind,
    })
}

/// The arguments up to the tag's end, and whether it closes itself with `/`.
fn arguments(reader: &mut Reader<'_>, end: &str) -> Option<(Arguments, bool)> {
    let mut arguments = Arguments::default();
    loop {
        reader.spaces();
        if reader.take(end) {
            return Some((arguments, false));
        }
        let closing = reader.rest().strip_prefix('/').map(str::trim_start);
        if closing.is_some_and(|rest| rest.starts_with(end)) {
            reader.take("/");
            reader.spaces();
            return reader.take(end).then_some((arguments, true));
        }
        if let Some(value) = quoted(reader) {
            arguments.positional.push(value);
            continue;
        }
        let first = word(reader, end)?.to_owned();
        reader.spaces();
        if reader.take("=") {
            reader.spaces();
            let value = match quoted(reader) {
                Some(value) => value,
                None => word(reader, end)?.to_owned(),
            };
            arguments.named.push((first, value));
        } else {
            arguments.positional.push(first);
        }
    }
}

/// `"…"` with escapes, or back-quoted as it stands.
fn quoted(reader: &mut Reader<'_>) -> Option<String> {
    let rest = reader.rest();
    let quote = rest
        .chars()
        .next()
        .filter(|quote| matches!(quote, '"' | '`'))?;
    let mut value = String::new();
    let mut letters = rest.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            letter if letter == quote => {
                reader.at += at + 1;
                return Some(value);
            }
            '\\' if quote == '"' => match letters.next()?.1 {
                'n' => value.push('\n'),
                't' => value.push('\t'),
                other => value.push(other),
            },
            letter => value.push(letter),
        }
    }
    None
}

/// Letters without a quote, up to a space, `=` or the tag's end.
fn word<'a>(reader: &mut Reader<'a>, end: &str) -> Option<&'a str> {
    let rest = reader.rest();
    let mut stop = rest.len();
    for (at, letter) in rest.char_indices() {
        let after = rest.get(at..).unwrap_or_default();
        let closes = after.starts_with('/') && after.get(1..).is_some_and(|a| a.starts_with(end));
        if letter.is_whitespace() || "=\"`{}<>".contains(letter) || after.starts_with(end) || closes
        {
            stop = at;
            break;
        }
    }
    reader.at += stop;
    rest.get(..stop).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let tags = tags(text).into_iter().map(|tag| match tag.kind {
            TagKind::Open(call) => {
                let slash = if call.may_open { "" } else { "/" };
                let arguments = call.arguments;
                format!(
                    "{} {:?} {:?}{slash}",
                    call.name, arguments.positional, arguments.named
                )
            }
            TagKind::Close(name) => format!("/{}", name.unwrap_or_default()),
            TagKind::Broken => "broken".to_owned(),
            TagKind::Escaped(parts) => parts.into_iter().map(|part| &text[part]).collect(),
        });
        tags.collect()
    }

    #[test]
    fn arguments_are_named_or_not_quoted_or_not() {
        let text = "{{< fig \"a \\\"b\\\"\" `c\\d` src=e.png key=\"f g\" >}}";
        let named = "[(\"src\", \"e.png\"), (\"key\", \"f g\")]";
        assert_eq!(
            shown(text),
            [format!("fig [\"a \\\"b\\\"\", \"c\\\\d\"] {named}")]
        );
        assert_eq!(
            shown("{{<new 0.1 />}}{{< a/b />}}"),
            ["new [\"0.1\"] []/", "a/b [] []/"]
        );
        assert_eq!(shown("{{% tab\n  /x/y.md\n%}}"), ["tab [\"/x/y.md\"] []"]);
    }

    #[test]
    fn tags_close_and_are_escaped() {
        assert_eq!(
            shown("{{< a >}}b{{< /a >}}{{%/c%}}"),
            ["a [] []", "/a", "/c"]
        );
        assert_eq!(shown("{{</* a \"b\" */>}}"), ["{{< a \"b\" >}}"]);
        assert_eq!(shown("{{%/* /a */%}}"), ["{{% /a %}}"]);
    }

    #[test]
    fn tags_that_cannot_be_read_are_tags() {
        assert_eq!(shown("{{< a \"b >}} {{< c = >}}"), ["broken", "broken"]);
    }

    #[test]
    fn other_braces_are_no_tags() {
        for text in [
            "{{ .Title }}",
            "{{< a",
            "{{< \"a",
            "{{< a {{",
            "{{</* a",
            "{{<>}}",
            "{{",
        ] {
            assert_eq!(shown(text), [""; 0], "{text}");
        }
    }
}
