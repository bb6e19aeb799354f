//! Languages: takes what people write, gives BCP 47 tags and the way their text runs.

use crate::document::Direction;

/// What is assumed where nobody said.
pub(super) const DEFAULT: &str = "en";

/// A well-formed tag (RFC 5646 section 2.1), `en_US` put right; `None` if there is none in it.
pub(super) fn tag(written: &str) -> Option<String> {
    // POSIX locales end in an encoding: `de_DE.UTF-8`.
    let tag = written.trim().split(['.', '@']).next()?.replace('_', "-");
    let mut parts = tag.split('-');
    let primary = parts.next()?;
    let sound = matches!(primary.len(), 2..=8)
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    sound.then_some(tag)
}

/// The language itself: `de` of `de-CH`.
pub(super) fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Which way text in this language runs: by its script if the tag names one, else by its usual script.
pub(super) fn direction(tag: &str) -> Direction {
    let tag = tag.to_ascii_lowercase();
    let script = tag
        .split('-')
        .skip(1)
        .find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let to_the_left = match script {
        Some(script) => matches!(
            script,
            "arab" | "aran" | "hebr" | "syrc" | "thaa" | "nkoo" | "adlm" | "rohg" | "mand" | "samr"
        ),
        None => matches!(
            primary(&tag),
            "ar" | "arc"
                | "azb"
                | "bal"
                | "ckb"
                | "dv"
                | "fa"
                | "glk"
                | "he"
                | "iw"
                | "ji"
                | "ks"
                | "lrc"
                | "mzn"
                | "nqo"
                | "pnb"
                | "prs"
                | "ps"
                | "sd"
                | "syr"
                | "ug"
                | "ur"
                | "yi"
        ),
    };
    if to_the_left {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_become_tags() {
        assert_eq!(tag("en_US.UTF-8").as_deref(), Some("en-US"));
        assert_eq!(tag(" de-CH ").as_deref(), Some("de-CH"));
        assert_eq!(tag("English language"), None);
        assert_eq!(tag(""), None);
    }

    #[test]
    fn the_script_decides_on_the_direction() {
        assert_eq!(direction("fa"), Direction::RightToLeft);
        assert_eq!(direction("AR-EG"), Direction::RightToLeft);
        assert_eq!(direction("uz-Arab"), Direction::RightToLeft);
        assert_eq!(direction("ks-Deva"), Direction::LeftToRight);
        assert_eq!(direction("en"), Direction::LeftToRight);
    }
}
