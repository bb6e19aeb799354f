//! Hugo's notation: `{{< name "a" key="b" >}}…{{< /name >}}`, `{{% name %}}`, `{{< name />}}`, and `{{</* name */>}}` to show one.

use super::{Arguments, Call, Tag, TagKind};

/// The tags of a text, first to last. Braces with no tag in them are none.
pub fn tags(text: &str) -> Vec<Tag> {
    let last_escape = ["*/>}}", "*/%}}"]
        .iter()
        .filter_map(|end| text.rfind(end))
        .max();
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find("{{")) {
        let start = at + start;
        at = start + 2;
        let Some(sign) = text
            .as_bytes()
            .get(start + 2)
            .filter(|sign| b"<%".contains(sign))
        else {
            continue;
        };
        let end = if *sign == b'<' { ">}}" } else { "%}}" };
        let found = match text
            .get(start + 3..)
            .is_some_and(|rest| rest.starts_with("/*"))
        {
            true if last_escape.is_some_and(|last| start < last) => escaped(text, start, end),
            true => None,
            false => Reader {
                text,
                at: start + 3,
            }
            .tag(start, end),
        };
        if let Some(tag) = found {
            at = tag.range.end;
            tags.push(tag);
        }
    }
    tags
}

/// `{{</* … */>}}` is shown as `{{< … >}}`.
fn escaped(text: &str, start: usize, end: &str) -> Option<Tag> {
    let inside = start + 5;
    let close = inside + text.get(inside..)?.find(&format!("*/{end}"))?;
    let parts = vec![start..start + 3, inside..close, close + 2..close + 5];
    Some(Tag {
        range: start..close + 5,
        kind: TagKind::Escaped(parts),
    })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    /// The tag that began at `start` and ends with `end`.
    fn tag(mut self, start: usize, end: &str) -> Option<Tag> {
        self.spaces();
        let closes = self.take("/");
        self.spaces();
        let name = self.word(end)?.to_owned();
        let (arguments, closed_itself) = self.arguments(end)?;
        let kind = match closes {
            true => TagKind::Close(Some(name)),
            false => TagKind::Open(Call {
                may_open: !closed_itself,
                name,
                arguments,
            }),
        };
        Some(Tag {
            range: start..self.at,
            kind,
        })
    }

    /// The arguments up to the tag's end, and whether it closes itself with `/`.
    fn arguments(&mut self, end: &str) -> Option<(Arguments, bool)> {
        let mut arguments = Arguments::default();
        loop {
            self.spaces();
            if self.take(end) {
                return Some((arguments, false));
            }
            let closing = self.rest().strip_prefix('/').map(str::trim_start);
            if closing.is_some_and(|rest| rest.starts_with(end)) {
                self.take("/");
                self.spaces();
                return self.take(end).then_some((arguments, true));
            }
            if let Some(value) = self.quoted() {
                arguments.positional.push(value);
                continue;
            }
            let word = self.word(end)?.to_owned();
            self.spaces();
            if self.take("=") {
                self.spaces();
                let value = match self.quoted() {
                    Some(value) => value,
                    None => self.word(end)?.to_owned(),
                };
                arguments.named.push((word, value));
            } else {
                arguments.positional.push(word);
            }
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn take(&mut self, wanted: &str) -> bool {
        let found = self.rest().starts_with(wanted);
        self.at += if found { wanted.len() } else { 0 };
        found
    }

    /// `"…"` with escapes, or back-quoted as it stands.
    fn quoted(&mut self) -> Option<String> {
        let rest = self.rest();
        let quote = rest
            .chars()
            .next()
            .filter(|quote| matches!(quote, '"' | '`'))?;
        let mut value = String::new();
        let mut letters = rest.char_indices().skip(1);
        while let Some((at, letter)) = letters.next() {
            match letter {
                letter if letter == quote => {
                    self.at += at + 1;
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
    fn word(&mut self, end: &str) -> Option<&'a str> {
        let rest = self.rest();
        let mut stop = rest.len();
        for (at, letter) in rest.char_indices() {
            let after = rest.get(at..).unwrap_or_default();
            let closes =
                after.starts_with('/') && after.get(1..).is_some_and(|a| a.starts_with(end));
            if letter.is_whitespace()
                || "=\"`{}<>".contains(letter)
                || after.starts_with(end)
                || closes
            {
                stop = at;
                break;
            }
        }
        self.at += stop;
        rest.get(..stop).filter(|word| !word.is_empty())
    }
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
