//! ICC profiles: takes a picture's, gives it where a PDF may hold it (PDF/A-3, 6.2.4.2) and needs it.

use super::encoded::Colours;
use flate2::read::ZlibDecoder;
use std::io::Read;

/// No profile in use is larger.
const MAX_PROFILE: u64 = 8 << 20;

/// The profile, if its header (ICC.1 section 7.2) is that of a device of these colours, and it isn't sRGB, the document's own.
pub fn to_embed(profile: Vec<u8>, colours: &Colours) -> Option<Vec<u8>> {
    let field = |at: usize| profile.get(at..at + 4);
    let space: &[u8] = match colours {
        Colours::Grey => b"GRAY",
        Colours::Rgb | Colours::Indexed(_) => b"RGB ",
    };
    let fits = matches!(profile.get(8), Some(2..=4))
        && matches!(field(12)?, b"scnr" | b"mntr" | b"prtr" | b"spac")
        && field(16)? == space
        && field(36)? == b"acsp"
        && profile.len() as u64 <= MAX_PROFILE;
    (fits && !names_srgb(&profile)).then_some(profile)
}

/// The profile of a PNG, which holds it deflated.
pub fn inflated(profile: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut limited = ZlibDecoder::new(profile).take(MAX_PROFILE);
    limited.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Does its description say sRGB, in ASCII or UTF-16?
fn names_srgb(profile: &[u8]) -> bool {
    let says = |name: &[u8]| profile.windows(name.len()).any(|window| window == name);
    says(b"sRGB") || says(b"s\0R\0G\0B")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(class: &[u8; 4], space: &[u8; 4], name: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0; 128];
        bytes[8] = 4;
        bytes[12..16].copy_from_slice(class);
        bytes[16..20].copy_from_slice(space);
        bytes[36..40].copy_from_slice(b"acsp");
        bytes.extend_from_slice(name);
        bytes
    }

    #[test]
    fn only_profiles_that_fit_and_differ_are_embedded() {
        let is_embedded = |class, space, name: &[u8]| {
            to_embed(profile(class, space, name), &Colours::Rgb).is_some()
        };
        assert!(is_embedded(b"mntr", b"RGB ", b"Display P3"));
        assert!(!is_embedded(b"mntr", b"RGB ", b"sRGB IEC61966-2.1"));
        assert!(!is_embedded(b"mntr", b"CMYK", b"FOGRA39"));
        assert!(!is_embedded(b"link", b"RGB ", b"a link of devices"));
        assert!(to_embed(vec![0; 40], &Colours::Rgb).is_none());
    }
}
