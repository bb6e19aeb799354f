//! Addresses that are links without being marked as such (GitHub Flavored Markdown, 6.9): takes text, finds them.

use crate::parse::words::{Found, Meaning};
use std::ops::Range;

pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let mut at = 0;
    // Where the address found last ends.
    let mut done = 0;
    while let Some(offset) = text.get(at..).and_then(|rest| rest.find([':', '.', '@'])) {
        let sign = at + offset;
        let address = match text.as_bytes().get(sign) {
            Some(b':') => before(text, done, sign, &["http", "https"])
                .and_then(|start| site(text, start, sign + "://".len(), "")),
            Some(b'.') => before(text, done, sign, &["www"])
                .and_then(|start| site(text, start, start, "http://")),
            _ => mail(text, done, sign),
        };
        at = sign + 1;
        if let Some((range, target)) = address {
            at = range.end;
            done = range.end;
            found.push(Found {
                shown: range.clone(),
                range,
                meaning: Meaning::Address(target),
            });
        }
    }
}

/// Where one of `words` begins that stands between `from` and `sign`, with nothing before it that an address may follow on.
fn before(text: &str, from: usize, sign: usize, words: &[&str]) -> Option<usize> {
    let head = text.get(from..sign)?;
    let is_last = |word: &&str| {
        head.get(head.len().checked_sub(word.len())?..)
            .filter(|last| last.eq_ignore_ascii_case(word))
    };
    let starts = words
        .iter()
        .filter_map(|word| Some(sign - is_last(word)?.len()));
    let mut starts = starts.filter(|start| may_begin(text, *start));
    starts.next()
}

fn may_begin(text: &str, start: usize) -> bool {
    let before = text
        .get(..start)
        .and_then(|before| before.chars().next_back());
    before.is_none_or(|c| c.is_whitespace() || matches!(c, '*' | '_' | '~' | '('))
}

/// An address that begins at `start`, whose domain begins at `domain`.
fn site(text: &str, start: usize, domain: usize, scheme: &str) -> Option<(Range<usize>, String)> {
    if scheme.is_empty() && !text.get(..domain)?.ends_with("://") {
        return None;
    }
    let rest = text.get(domain..)?;
    if !is_domain(rest.get(..domain_length(rest))?) {
        return None;
    }
    let length = rest
        .find(|c: char| c.is_whitespace() || c == '<')
        .unwrap_or(rest.len());
    let length = without_punctuation(rest.get(..length)?).len();
    let range = start..domain + length;
    let target = format!("{scheme}{}", text.get(range.clone())?);
    Some((range, target))
}

fn domain_length(text: &str) -> usize {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.find(|c| !is_part(c)).unwrap_or(text.len())
}

/// Parts with dots between them, no underscore in the last two.
fn is_domain(domain: &str) -> bool {
    let mut parts = domain.trim_end_matches('.').rsplit('.');
    let last_two = [parts.next(), parts.next()];
    last_two
        .iter()
        .all(|part| part.is_some_and(|part| !part.is_empty() && !part.contains('_')))
}

/// What ends a sentence is not part of an address, nor is a bracket that was opened before it.
fn without_punctuation(address: &str) -> &str {
    let mut address = address;
    let mut excess = address.matches(')').count() as i64 - address.matches('(').count() as i64;
    loop {
        let punctuation = [
            '?', '!', '.', ',', ':', '*', '_', '~', '\'', '"', '’', '”', ';',
        ];
        let shorter = match address.strip_suffix(')') {
            Some(shorter) if excess > 0 => {
                excess -= 1;
                Some(shorter)
            }
            _ => address.strip_suffix(punctuation),
        };
        match shorter {
            Some(shorter) => address = shorter,
            None => return address,
        }
    }
}

/// `me@example.org` around the sign.
fn mail(text: &str, from: usize, sign: usize) -> Option<(Range<usize>, String)> {
    let head = text.get(from..sign)?;
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let local = head.len() - head.trim_end_matches(is_local).len();
    let start = sign - local;
    let rest = text.get(sign + 1..)?;
    let domain = rest.get(..domain_length(rest))?.trim_end_matches('.');
    let is_whole = local > 0 && is_domain(domain) && !domain.ends_with(['-', '_']);
    let is_apart = !rest.get(domain.len()..)?.starts_with('@');
    if !is_whole || !is_apart {
        return None;
    }
    let range = start..sign + 1 + domain.len();
    let target = format!("mailto:{}", text.get(range.clone())?);
    Some((range, target))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::parse::words::Meaning;

    fn found(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        find(text, &mut found);
        let targets = found.into_iter().map(|found| match found.meaning {
            Meaning::Address(target) => target,
            _ => String::new(),
        });
        targets.collect()
    }

    #[test]
    fn addresses() {
        for (text, expected) in [
            (
                "See https://example.org/a_b?c=d.",
                "https://example.org/a_b?c=d",
            ),
            ("(http://e.org/x_(y)).", "http://e.org/x_(y)"),
            ("(www.example.org/x)", "http://www.example.org/x"),
            (
                "Write to a.b+c@mail.example.org.",
                "mailto:a.b+c@mail.example.org",
            ),
            ("HTTPS://E.ORG", "HTTPS://E.ORG"),
            ("https://bücher.example, too", "https://bücher.example"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn no_addresses() {
        for text in [
            "http://localhost",
            "xhttp://e.org",
            "www.",
            "a@b",
            "@name",
            "a@b_c.d_e",
            "http: //e.org",
            "www",
            "9:30",
            "https://",
            "a@e.org@",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
