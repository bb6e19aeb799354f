//! Zola's notation: `{{ name(key="a") }}`, `{% name() %}…{% end %}`, and `{{/* name() */}}` to show one.

use super::{Arguments, Call, Tag, TagKind};

/// The tags of a text, first to last. What isn't called like a function is none.
pub fn tags(text: &str) -> Vec<Tag> {
    let last_escape = ["*/}}", "*/%}"]
        .iter()
        .filter_map(|end| text.rfind(end))
        .max();
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('{')) {
        let start = at + start;
        at = start + 1;
        let rest = text.get(start..).unwrap_or_default();
        let end = match rest.as_bytes().get(1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => continue,
        };
        let found = match rest.get(2..).is_some_and(|rest| rest.starts_with("/*")) {
            true if last_escape.is_some_and(|last| start < last) => escaped(text, start, end),
            true => None,
            false => Reader {
                text,
                at: start + 2,
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

fn escaped(text: &str, start: usize, end: &str) -> Option<Tag> {
    let inside = start + 4;
    let close = inside + text.get(inside..)?.find(&format!("*/{end}"))?;
    let parts = vec![start..start + 2, inside..close, close + 2..close + 4];
    Some(Tag {
        range: start..close + 4,
        kind: TagKind::Escaped(parts),
    })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn tag(mut self, start: usize, end: &str) -> Option<Tag> {
        // Tera lets a tag take the spaces around it.
        self.take("-");
        self.spaces();
        let name = self.name()?;
        let kind = if end == "%}" && name == "end" {
            self.close(end).then_some(TagKind::Close(None))?
        } else {
            let arguments = self.arguments()?;
            self.close(end).then_some(())?;
            TagKind::Open(Call {
                may_open: end == "%}",
                name: name.to_owned(),
                arguments,
            })
        };
        Some(Tag {
            range: start..self.at,
            kind,
        })
    }

    fn close(&mut self, end: &str) -> bool {
        self.spaces();
        self.take("-");
        self.take(end)
    }

    /// `(key=value, …)`.
    fn arguments(&mut self) -> Option<Arguments> {
        let mut arguments = Arguments::default();
        self.spaces();
        self.take("(").then_some(())?;
        loop {
            self.spaces();
            if self.take(")") {
                return Some(arguments);
            }
            let key = self.name()?.to_owned();
            self.spaces();
            self.take("=").then_some(())?;
            self.spaces();
            arguments.named.push((key, self.value()?));
            self.spaces();
            self.take(",");
        }
    }

    /// A string in any of three quotes, a number, a truth, or a list, which stays as it is written.
    fn value(&mut self) -> Option<String> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        let value = match first {
            '"' | '\'' | '`' => {
                let inside = rest.get(1..)?;
                let end = inside.find(first)?;
                self.at += end + 2;
                return inside.get(..end).map(str::to_owned);
            }
            '[' => rest.get(..=rest.find(']')?)?,
            _ => {
                let is_part = |c: char| c.is_ascii_alphanumeric() || "._-+".contains(c);
                rest.get(..rest.find(|c| !is_part(c)).unwrap_or(rest.len()))?
            }
        };
        self.at += value.len();
        (!value.is_empty()).then(|| value.to_owned())
    }

    fn name(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let name = rest.get(..end.unwrap_or(rest.len()))?;
        self.at += name.len();
        name.starts_with(|c: char| !c.is_ascii_digit())
            .then_some(name)
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
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let tags = tags(text).into_iter().map(|tag| match tag.kind {
            TagKind::Open(call) => {
                format!("{} {} {:?}", call.name, call.may_open, call.arguments.named)
            }
            TagKind::Close(_) => "end".to_owned(),
            TagKind::Escaped(parts) => parts.into_iter().map(|part| &text[part]).collect(),
        });
        tags.collect()
    }

    #[test]
    fn calls_have_named_arguments() {
        let text = "{{ youtube(id=\"a\", autoplay=true, n = 1.5) }}";
        assert_eq!(
            shown(text),
            ["youtube false [(\"id\", \"a\"), (\"autoplay\", \"true\"), (\"n\", \"1.5\")]"]
        );
        assert_eq!(
            shown("{{ a(b='c', d=[1, 2]) }}"),
            ["a false [(\"b\", \"c\"), (\"d\", \"[1, 2]\")]"]
        );
        assert_eq!(shown("{% quote() %}b{%- end -%}"), ["quote true []", "end"]);
    }

    #[test]
    fn escapes_are_shown_and_variables_are_no_calls() {
        assert_eq!(shown("{{/* a(b=1) */}}"), ["{{ a(b=1) }}"]);
        assert_eq!(
            shown("{%/* a() */%}b{%/* end */%}"),
            ["{% a() %}", "{% end %}"]
        );
        for text in [
            "{{ steps.auth.token }}",
            "{{ a( }}",
            "{% if a %}",
            "{{ a(1) }}",
            "{{/* a",
        ] {
            assert_eq!(shown(text), [""; 0], "{text}");
        }
    }
}
