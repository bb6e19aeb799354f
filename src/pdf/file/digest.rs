//! A digest of what was written: takes bytes, gives an identifier that is the same for the same bytes. It guards nothing.

/// Two lanes of multiply-and-rotate over words of eight bytes.
#[derive(Clone, Copy)]
pub struct Digest([u64; 2]);

impl Default for Digest {
    fn default() -> Digest {
        Digest([0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F])
    }
}

impl Digest {
    /// Of these bytes alone.
    pub fn of(bytes: &[u8]) -> Digest {
        let mut digest = Digest::default();
        digest.add(bytes);
        digest
    }

    /// Takes in more bytes; where one call ends and the next begins counts too.
    pub fn add(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        for (place, byte) in last.iter_mut().zip(rest) {
            *place = *byte;
        }
        self.mix(u64::from_le_bytes(last) ^ ((rest.len() as u64) << 56));
    }

    /// The digest as sixteen bytes.
    pub fn bytes(self) -> [u8; 16] {
        let Digest([first, second]) = self;
        let mixed = |word: u64| (word ^ (word >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (u128::from(mixed(first)) << 64 | u128::from(mixed(second))).to_be_bytes()
    }

    /// Six capital letters: a font subset's tag (PDF 32000-1 9.6.4).
    pub fn tag(self) -> String {
        let number = u128::from_be_bytes(self.bytes());
        (0..6)
            .map(|place| char::from(b'A' + (number / 26_u128.pow(place) % 26) as u8))
            .collect()
    }

    fn mix(&mut self, word: u64) {
        let Digest([first, second]) = self;
        *first = (*first ^ word)
            .wrapping_mul(0x9FB2_1C65_1E98_DF25)
            .rotate_left(29);
        *second = (second.rotate_left(31) ^ word).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_have_the_same_digest_and_others_another() {
        assert_eq!(
            Digest::of(b"chapbook").bytes(),
            Digest::of(b"chapbook").bytes()
        );
        assert_ne!(
            Digest::of(b"chapbook").bytes(),
            Digest::of(b"chapbooks").bytes()
        );
        assert_ne!(Digest::of(b"").bytes(), Digest::of(b"\0").bytes());
        assert!(
            Digest::of(b"x")
                .tag()
                .chars()
                .all(|letter| letter.is_ascii_uppercase())
        );
    }
}
