//! The CSS in an SVG: takes declarations, values and style sheets, gives what draws and refers to nothing outside.
//!
//! Escapes, comments and at-rules are not understood but left out, so plain scanning is enough.

use super::allowed;

/// The declarations of a `style` attribute that may stand.
pub(super) fn declarations(style: &str) -> String {
    let mut kept = String::new();
    for declaration in split(&without_comments(style), ';') {
        let Some((name, value)) = declaration.split_once(':') else {
            continue;
        };
        let name = name.trim().to_ascii_lowercase();
        if allowed::is_property(&name) && is_safe(value) {
            kept.push_str(&format!("{name}:{};", value.trim()));
        }
    }
    kept
}

/// A value that runs and loads nothing: known functions only, and `url()` only of a place in the same file.
pub(super) fn is_safe(value: &str) -> bool {
    if value.contains(['\\', '<', '@', '{', '}']) {
        return false;
    }
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('(') {
        let start = before
            .rfind(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .map_or(0, |at| at + 1);
        let function = before.get(start..).unwrap_or_default();
        let allowed = match function {
            "" => true,
            "url" => reference(after).is_some(),
            _ => allowed::is_function(function),
        };
        if !allowed {
            return false;
        }
        rest = after;
    }
    true
}

/// The ids that a value refers to: `url(#a)`, `url('#a')`.
pub(super) fn references(value: &str) -> impl Iterator<Item = &str> {
    value.split("url(").skip(1).filter_map(reference)
}

/// The id in the rest of `url(...`, if it is one in the same file.
fn reference(rest: &str) -> Option<&str> {
    let target = rest.split_once(')')?.0.trim().trim_matches(['"', '\'']);
    target.trim().strip_prefix('#').filter(|id| !id.is_empty())
}

/// A value with each id it refers to renamed.
pub(super) fn renamed(value: &str, name: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    for (number, part) in value.split("url(").enumerate() {
        match reference(part).filter(|_| number > 0) {
            Some(id) => {
                let after = part.split_once(')').map_or("", |(_, after)| after);
                out.push_str(&format!("url(#{}){after}", name(id)));
            }
            None => out.push_str(part),
        }
    }
    out
}

/// A style sheet's rules with what may stand; `None` if it holds escapes, behind which anything may hide.
///
/// At-rules go: they load (`@import`, `@font-face`), or say when to apply rules, which drawings don't depend on.
pub(super) fn sheet(text: &str) -> Option<String> {
    let text = without_comments(text);
    if text.contains('\\') {
        return None;
    }
    let mut kept = String::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (statement, after) = rest.split_at(end_of_statement(rest));
        kept.extend(rule(statement));
        rest = after.trim_start();
    }
    Some(kept)
}

/// `selector { declarations }` without what may not stand; `None` if this is an at-rule or nothing.
fn rule(statement: &str) -> Option<String> {
    let (selector, body) = statement.split_once('{')?;
    let selector = selector.trim();
    if selector.starts_with('@') || selector.contains(['<', '&']) {
        return None;
    }
    let body = declarations(body.trim_end().trim_end_matches('}'));
    Some(format!("{selector}{{{body}}}\n"))
}

/// Where a rule's closing brace, or an at-rule's semicolon, has been passed.
fn end_of_statement(text: &str) -> usize {
    let mut depth = 0_u32;
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => depth += 1,
            (None, ';') if depth == 0 => return at + 1,
            (None, '}') if depth <= 1 => return at + 1,
            (None, '}') => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// The parts between separators that stand neither in quotes nor in parentheses.
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quote = None;
    let mut depth = 0_u32;
    text.split(move |c: char| {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            _ => return depth == 0 && c == separator,
        }
        false
    })
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_that_draw_stay() {
        assert_eq!(
            declarations("fill: red; /* x */ stroke:url(#a) ; -moz-binding: url(x)"),
            "fill:red;stroke:url(#a);"
        );
        assert_eq!(
            declarations("font-family: 'a;b', serif"),
            "font-family:'a;b', serif;"
        );
    }

    #[test]
    fn values_that_load_or_run_go() {
        for value in [
            "url(http://a.example/x)",
            "url(//x)",
            "url(x.svg#a)",
            "expression(1)",
            "image-set('x')",
            "u\\72l(x)",
            "URL(x)",
            "rgb(url(x))",
        ] {
            assert!(!is_safe(value), "{value}");
        }
        for value in [
            "url(#a)",
            "url('#a') red",
            "rgb(1, 2, 3)",
            "light-dark(#fff, var(--a))",
            "none",
        ] {
            assert!(is_safe(value), "{value}");
        }
    }

    #[test]
    fn references_are_found_and_renamed() {
        assert!(references("url(#a) url( '#b' ) url(c)").eq(["a", "b"]));
        assert_eq!(
            renamed("url('#1') red", |id| format!("id-{id}")),
            "url(#id-1) red"
        );
    }

    #[test]
    fn sheets_keep_their_rules() {
        let rules = sheet(" .a{fill:red;behavior:url(x)}\n#b, c { } ");
        assert_eq!(rules.as_deref(), Some(".a{fill:red;}\n#b, c{}\n"));
        let loading = sheet("@import url(x); @font-face { src: url(x) } .a{fill:red}");
        assert_eq!(loading.as_deref(), Some(".a{fill:red;}\n"));
        assert_eq!(sheet(".a{fill:u\\72l(x)}"), None);
    }
}
