//! Zola's notation: `{{ name(key="a") }}`, `{% name() %}…{% end %}`, and `{{/* name() */}}` to show one.

use super::reader::{Delimiters, Reader};
use super::{Arguments, Call, Tag, TagKind, reader};

const DELIMITERS: [Delimiters; 2] = [("{{", "}}"), ("{%", "%}")];

/// The tags of a text, first to last. What isn't called like a function is none.
pub fn tags(text: &str) -> Vec<Tag> {
    reader::tags(text, &DELIMITERS, tag)
}

fn tag(mut reader: Reader<'_>, start: usize, end: &str) -> Option<Tag> {
    // Tera lets a tag take the spaces around it.
    reader.take("-");
    reader.spaces();
    let name = name(&mut reader)?;
    let kind = if end == "%}" && name == "end" {
        close(&mut reader, end).then_some(TagKind::Close(None))?
    } else {
        let arguments = arguments(&mut reader)?;
        close(&mut reader, end).then_some(())?;
        TagKind::Open(Call {
            may_open: end == "%}",
            name: name.to_owned(),
            arguments,
        })
    };
    Some(Tag {
        range: start..reader.at,
        kind,
    })
}

fn close(reader: &mut Reader<'_>, end: &str) -> bool {
    reader.spaces();
    reader.take("-");
    reader.take(end)
}

/// `(key=value, …)`.
fn arguments(reader: &mut Reader<'_>) -> Option<Arguments> {
    let mut arguments = Arguments::default();
    reader.spaces();
    reader.take("(").then_some(())?;
    loop {
        reader.spaces();
        if reader.take(")") {
            return Some(arguments);
        }
        let key = name(reader)?.to_owned();
        reader.spaces();
        reader.take("=").then_some(())?;
        reader.spaces();
        arguments.named.push((key, value(reader)?));
        reader.spaces();
        reader.take(",");
    }
}

/// A string in any of three quotes, a number, a truth, or a list, which stays as it is written.
fn value(reader: &mut Reader<'_>) -> Option<String> {
    let rest = reader.rest();
    let first = rest.chars().next()?;
    let value = match first {
        '"' | '\'' | '`' => {
            let inside = rest.get(1..)?;
            let end = inside.find(first)?;
            reader.at += end + 2;
            return inside.get(..end).map(str::to_owned);
        }
        '[' => rest.get(..=rest.find(']')?)?,
        _ => {
            let is_part = |c: char| c.is_ascii_alphanumeric() || "._-+".contains(c);
            rest.get(..rest.find(|c| !is_part(c)).unwrap_or(rest.len()))?
        }
    };
    reader.at += value.len();
    (!value.is_empty()).then(|| value.to_owned())
}

fn name<'a>(reader: &mut Reader<'a>) -> Option<&'a str> {
    let rest = reader.rest();
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let name = rest.get(..end.unwrap_or(rest.len()))?;
    reader.at += name.len();
    name.starts_with(|c: char| !c.is_ascii_digit())
        .then_some(name)
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
            TagKind::Broken => "broken".to_owned(),
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
