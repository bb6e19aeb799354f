//! Slugs: takes words, gives ids and file names made of them, and the folded form by which differently made ones are found again.

/// No id is longer.
const LONGEST: usize = 80;

/// The id of a heading of these words: letters and digits in lower case, joined by hyphens; as a blog's engine would make it, but an
/// XML name without colon, which XHTML asks of an id. Empty if there is nothing to make it of.
///
/// ```text
/// What's *new* in 2.0?  →  whats-new-in-20
/// 3. Results            →  id-3-results
/// ```
pub(super) fn id(words: &str) -> String {
    let mut id = String::new();
    for c in words.chars().flat_map(char::to_lowercase) {
        if id.len() >= LONGEST {
            break;
        }
        if is_name_char(c) && c != '-' {
            id.push(c);
        } else if (c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/'))
            && !id.is_empty()
            && !id.ends_with('-')
        {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    as_name(id)
}

/// An id an author gave, made an XML name where it is none.
pub(super) fn name(written: &str) -> String {
    let kept: String = written
        .chars()
        .map(|c| if is_name_char(c) || c == '.' { c } else { '-' })
        .collect();
    as_name(kept.trim_matches('-'))
}

fn as_name(id: &str) -> String {
    match id.chars().next() {
        Some(first) if first.is_alphabetic() || first == '_' => id.to_owned(),
        Some(_) => format!("id-{id}"),
        None => String::new(),
    }
}

/// ASCII, and letters of the Basic Multilingual Plane that every edition of XML 1.0 takes for name characters.
fn is_name_char(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' => true,
        // Ordinal indicators, the micro sign, superscripts and fractions count as alphanumeric, yet are in no name.
        '\u{80}'..='\u{BF}' => false,
        '\u{C0}'..='\u{FFFF}' => c.is_alphabetic() && !is_compatibility_form(c),
        _ => false,
    }
}

fn is_compatibility_form(c: char) -> bool {
    matches!(c, '\u{2000}'..='\u{2FFF}' | '\u{A000}'..='\u{ABFF}' | '\u{F900}'..='\u{FFFF}')
}

/// What is left of an id when case, hyphens, dots and underscores are forgotten: equal for GitHub's, kramdown's and our ids of one text.
pub(super) fn folded(id: &str) -> String {
    id.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A name in the book for a file of this stem: ASCII lower case, digits, hyphens; `otherwise` where none is left.
pub(super) fn file_name(stem: &str, otherwise: &str) -> String {
    let mut name = String::new();
    for c in stem.chars() {
        if name.len() >= LONGEST {
            break;
        }
        if c.is_ascii_alphanumeric() {
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    if name.is_empty() {
        otherwise.to_owned()
    } else {
        name.to_owned()
    }
}

/// Words out of a file name or slug: `opnfv-machine_learning` → `opnfv machine learning`.
pub(super) fn words(name: &str) -> String {
    name.split(['-', '_', ' ', '+'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Words out of a slug, as a title: its first letter is a capital.
pub(super) fn title(slug: &str) -> String {
    let words = words(slug);
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_get_the_ids_that_blogs_give_them() {
        assert_eq!(id("First OPNFV event"), "first-opnfv-event");
        assert_eq!(id("What's new, in 2.0?"), "whats-new-in-20");
        assert_eq!(id("NetReady, Gluon, SFC (SFC)"), "netready-gluon-sfc-sfc");
        assert_eq!(id("Über uns – kurz"), "über-uns-kurz");
        assert_eq!(id("مقدمه"), "مقدمه");
        assert_eq!(id("3. Results"), "id-3-results");
        assert_eq!(id("!?"), "");
        assert_eq!(id("x² and 😀"), "x-and");
    }

    #[test]
    fn ids_of_authors_stay_as_far_as_xml_lets_them() {
        assert_eq!(name("Fig.1_a"), "Fig.1_a");
        assert_eq!(name("1st"), "id-1st");
        assert_eq!(name("fn:1"), "fn-1");
        assert_eq!(name("a b"), "a-b");
    }

    #[test]
    fn all_makers_of_ids_fold_alike() {
        assert_eq!(folded("whats-new-in-20"), folded("What's new in 2.0"));
        assert_eq!(
            folded("open-vswitch--openstack"),
            folded("Open_vSwitch OpenStack")
        );
    }

    #[test]
    fn file_names_are_plain() {
        assert_eq!(
            file_name("Ünïcode & Photo (1)", "picture"),
            "n-code-photo-1"
        );
        assert_eq!(file_name("写真", "picture"), "picture");
        assert_eq!(title("opnfv-summit-2016"), "Opnfv summit 2016");
    }
}
