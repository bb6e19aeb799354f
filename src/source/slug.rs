//! Names for files: takes a path or title, gives ASCII lower case, digits and hyphens; and the date a file name begins with.

use jiff::civil::Date;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The date and slug that a post's path tells: `_posts/2016-06-24-summit.md`.
#[derive(Debug, PartialEq, Eq)]
pub struct FileName {
    /// The date it begins with.
    pub date: Option<Date>,
    /// The rest without extension, as typed.
    pub slug: String,
}

impl FileName {
    /// Reads a path. A page named `index` or `README` is called as its folder is.
    pub fn of(path: &Path) -> FileName {
        let stem = part(path.file_stem());
        let generic = ["index", "_index", "readme"].contains(&stem.to_lowercase().as_str());
        let folder = part(path.parent().and_then(Path::file_name));
        let stem = if generic && !folder.is_empty() {
            folder
        } else {
            stem
        };
        match dated(&stem) {
            Some((date, slug)) => FileName {
                date: Some(date),
                slug: slug.to_owned(),
            },
            None => FileName {
                date: None,
                slug: stem,
            },
        }
    }
}

fn part(part: Option<&std::ffi::OsStr>) -> String {
    part.map_or_else(String::new, |part| part.to_string_lossy().into_owned())
}

/// `2016-06-24-slug`.
fn dated(stem: &str) -> Option<(Date, &str)> {
    let mut parts = stem.splitn(4, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let slug = parts.next().filter(|slug| !slug.is_empty())?;
    let year = (year.len() == 4).then_some(year)?.parse().ok()?;
    let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some((date, slug))
}

/// A name in ASCII lower case, digits and hyphens: letters lose their marks, what is no letter becomes a hyphen.
/// A name of other scripts becomes a number that is the same every time.
pub fn ascii(name: &str) -> String {
    let mut slug = String::new();
    for character in name.nfkd().filter(|c| !is_combining_mark(*c)) {
        match character.to_ascii_lowercase() {
            letter @ ('a'..='z' | '0'..='9') => slug.push(letter),
            other => match spelt(other) {
                Some(letters) => slug.push_str(letters),
                None if slug.ends_with('-') || slug.is_empty() => {}
                None => slug.push('-'),
            },
        }
        if slug.len() > 100 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    match (slug, name.chars().any(char::is_alphanumeric)) {
        ("", true) => format!("post-{:08x}", checksum(name)),
        ("", false) => "post".to_owned(),
        _ => slug.to_owned(),
    }
}

/// A slug as Jekyll makes them for URLs. Modes: `raw` keeps all but spaces, `pretty` keeps signs that URLs may hold,
/// `ascii` and `latin` keep ASCII only, `none` changes nothing; else letters and digits of all scripts stay.
pub fn jekyll(text: &str, mode: &str) -> String {
    match mode {
        "none" => text.to_owned(),
        _ => jekyll_cased(text, mode).to_lowercase(),
    }
}

/// The same, with capital letters.
pub fn jekyll_cased(text: &str, mode: &str) -> String {
    let kept: fn(char) -> bool = match mode {
        "none" => return text.to_owned(),
        "raw" => |c| !c.is_whitespace(),
        "pretty" => |c| c.is_alphanumeric() || is_combining_mark(c) || "._~!$&'()+,;=@".contains(c),
        "ascii" => |c| c.is_ascii_alphanumeric(),
        "latin" => return jekyll_cased(&ascii(text), "ascii"),
        _ => |c| c.is_alphanumeric() || is_combining_mark(c),
    };
    let parts = text.split(|c| !kept(c)).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// Latin letters that don't come apart into a letter and marks.
fn spelt(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        '\'' | '’' => "",
        _ => return None,
    })
}

/// FNV-1a, 32 bits.
fn checksum(name: &str) -> u32 {
    name.bytes().fold(0x811C_9DC5, |sum, byte| {
        (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_tell_date_and_slug() {
        let name = |path: &str| {
            let name = FileName::of(Path::new(path));
            (name.date.map(|date| date.to_string()), name.slug)
        };
        let dated = Some("2016-06-24".to_owned());
        assert_eq!(
            name("_posts/2016-06-24-summit.md"),
            (dated.clone(), "summit".into())
        );
        assert_eq!(name("2016-6-24-a-b.md").0, dated);
        assert_eq!(name("2016-13-24-a.md"), (None, "2016-13-24-a".into()));
        assert_eq!(name("blog/about-us/index.md"), (None, "about-us".into()));
        assert_eq!(name("index.md"), (None, "index".into()));
    }

    #[test]
    fn slugs_are_ascii() {
        assert_eq!(ascii("Straße & Café!"), "strasse-cafe");
        assert_eq!(ascii("It’s_done"), "its-done");
        assert_eq!(ascii("مهدی"), ascii("مهدی"));
        assert_ne!(ascii("مهدی"), ascii("صادقی"));
        assert_eq!(ascii("?!"), "post");
    }
}
