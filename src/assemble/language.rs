//! Languages: takes what people write, gives BCP 47 tags.

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
}
