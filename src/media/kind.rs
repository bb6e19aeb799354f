//! What a file is by its first bytes, and what that is called: takes bytes, gives a kind, its extension and its media type.

use super::{MediaKind, svg};

impl MediaKind {
    /// What the first bytes say; a file's extension is never asked.
    ///
    /// ```
    /// use chapbook::media::MediaKind;
    /// assert_eq!(MediaKind::of(b"GIF89a..."), Some(MediaKind::Gif));
    /// assert_eq!(MediaKind::of(b"root:x:0:0"), None);
    /// ```
    pub fn of(bytes: &[u8]) -> Option<MediaKind> {
        Some(match bytes {
            [0xFF, 0xD8, 0xFF, ..] => MediaKind::Jpeg,
            [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => MediaKind::Png,
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => MediaKind::Gif,
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => MediaKind::WebP,
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => MediaKind::Tiff,
            // The header's length follows the file header: 12 for OS/2, 40 and more for Windows.
            [
                b'B',
                b'M',
                _,
                _,
                _,
                _,
                _,
                _,
                _,
                _,
                _,
                _,
                _,
                _,
                12..=124,
                0,
                0,
                0,
                ..,
            ] => MediaKind::Bmp,
            _ if svg::is_svg(bytes) => MediaKind::Svg,
            _ => return None,
        })
    }

    /// The usual extension, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            MediaKind::Jpeg => "jpg",
            MediaKind::Png => "png",
            MediaKind::Gif => "gif",
            MediaKind::WebP => "webp",
            MediaKind::Bmp => "bmp",
            MediaKind::Tiff => "tiff",
            MediaKind::Svg => "svg",
        }
    }

    /// The media type (IANA).
    pub fn media_type(self) -> &'static str {
        match self {
            MediaKind::Jpeg => "image/jpeg",
            MediaKind::Png => "image/png",
            MediaKind::Gif => "image/gif",
            MediaKind::WebP => "image/webp",
            MediaKind::Bmp => "image/bmp",
            MediaKind::Tiff => "image/tiff",
            MediaKind::Svg => "image/svg+xml",
        }
    }

    /// The kind that a file of this extension should be.
    pub fn of_extension(extension: &str) -> Option<MediaKind> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" | "jpe" | "jfif" => MediaKind::Jpeg,
            "png" | "apng" => MediaKind::Png,
            "gif" => MediaKind::Gif,
            "webp" => MediaKind::WebP,
            "bmp" | "dib" => MediaKind::Bmp,
            "tif" | "tiff" => MediaKind::Tiff,
            "svg" => MediaKind::Svg,
            _ => return None,
        })
    }
}
