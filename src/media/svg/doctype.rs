//! Document types: takes a declaration, says whether it is one of those that promise nothing but SVG.

use crate::diagnostics::{Diagnostic, Error};

/// How the public identifiers of the W3C's SVG begin (SVG 1.1, appendix A).
const PUBLIC: &str = "-//W3C//DTD SVG ";
/// How its system identifiers begin; they are names here and never fetched.
const SYSTEM: [&str; 2] = ["http://www.w3.org/", "https://www.w3.org/"];

/// Is this the declaration between `<!DOCTYPE` and `>` that drawing programs write for plain SVG? It names the W3C's
/// document type or none, and defines nothing of its own.
pub(super) fn is_plain(declaration: &str) -> bool {
    let Some(rest) = declaration.trim().strip_prefix("svg") else {
        return false;
    };
    let (kind, literals) = rest.trim().split_at_checked(6).unwrap_or((rest.trim(), ""));
    let Some(literals) = literals_of(literals) else {
        return false;
    };
    let is_system = |literal: &str| SYSTEM.iter().any(|host| literal.starts_with(host));
    match (kind, literals.as_slice()) {
        ("", []) => true,
        ("PUBLIC", [public]) => public.starts_with(PUBLIC),
        ("PUBLIC", [public, system]) => public.starts_with(PUBLIC) && is_system(system),
        ("SYSTEM", [system]) => is_system(system),
        _ => false,
    }
}

/// The quoted parts of a text that holds nothing else.
fn literals_of(text: &str) -> Option<Vec<&str>> {
    let mut literals = Vec::new();
    let mut rest = text.trim();
    while let Some(quote) = rest.chars().next() {
        let inner = matches!(quote, '"' | '\'')
            .then(|| rest.get(1..))
            .flatten()?;
        let (literal, after) = inner.split_once(quote)?;
        literals.push(literal);
        rest = after.trim_start();
    }
    Some(literals)
}

/// Entities can blow a kilobyte up to gigabytes and name files, so none are read.
pub(super) fn refused() -> Error {
    let message =
        "the SVG has a document type (<!DOCTYPE ...>) of its own, which may define entities";
    Box::new(
        Diagnostic::error("svg-doctype", message).help("delete the <!DOCTYPE ...> from the file"),
    )
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn the_document_types_of_the_w3c_are_plain() {
        for declaration in [
            r#"svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd""#,
            "svg PUBLIC '-//W3C//DTD SVG 20010904//EN'\n  'http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd'",
            r#"svg SYSTEM "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd""#,
            "svg",
        ] {
            assert!(is_plain(declaration), "{declaration}");
        }
    }

    #[test]
    fn others_are_not() {
        for declaration in [
            r#"svg [<!ENTITY a "b">]"#,
            r#"svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd" [<!ENTITY a "b">]"#,
            r#"svg SYSTEM "file:///etc/passwd""#,
            r#"svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://evil.example/svg11.dtd""#,
            r#"svg SYSTEM "http://www.w3.org.evil.example/a.dtd""#,
            "html",
            "svg é",
            "",
        ] {
            assert!(!is_plain(declaration), "{declaration}");
        }
    }
}
