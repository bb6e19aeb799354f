//! ICC profiles: takes samples in a picture's own colours, gives sRGB. A profile that can't be used changes nothing.

use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, Transform8BitExecutor, TransformOptions};
use std::sync::Arc;

/// No profile in use is larger.
const MAX_PROFILE: usize = 8 << 20;

/// Inks, four a pixel, as red, green and blue.
pub(super) fn cmyk_to_srgb(icc: &[u8], inks: &[u8]) -> Option<Vec<u8>> {
    let transform = transform(icc, DataColorSpace::Cmyk, Layout::Rgba, Layout::Rgb)?;
    let mut rgb = vec![0; inks.len() / 4 * 3];
    transform.transform(inks, &mut rgb).ok()?;
    Some(rgb)
}

/// A picture in the colours of its profile, brought to sRGB; as it was if its profile is of another kind. Grey stays grey.
pub(super) fn to_srgb(image: DynamicImage, icc: &[u8]) -> DynamicImage {
    if !image.color().has_color() {
        return image;
    }
    let converted = if image.color().has_alpha() {
        let mut pixels = image.to_rgba8();
        convert(icc, Layout::Rgba, &mut pixels).map(|()| DynamicImage::ImageRgba8(pixels))
    } else {
        let mut pixels = image.to_rgb8();
        convert(icc, Layout::Rgb, &mut pixels).map(|()| DynamicImage::ImageRgb8(pixels))
    };
    converted.unwrap_or(image)
}

fn convert(icc: &[u8], layout: Layout, samples: &mut [u8]) -> Option<()> {
    let transform = transform(icc, DataColorSpace::Rgb, layout, layout)?;
    let stored = samples.to_vec();
    transform.transform(&stored, samples).ok()
}

fn transform(
    icc: &[u8],
    space: DataColorSpace,
    from: Layout,
    to: Layout,
) -> Option<Arc<Transform8BitExecutor>> {
    let icc = Some(icc).filter(|icc| icc.len() <= MAX_PROFILE)?;
    let profile = ColorProfile::new_from_slice(icc)
        .ok()
        .filter(|profile| profile.color_space == space)?;
    profile
        .create_transform_8bit(
            from,
            &ColorProfile::new_srgb(),
            to,
            TransformOptions::default(),
        )
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    #[test]
    fn wide_colours_are_brought_to_srgb() {
        let icc = ColorProfile::new_display_p3().encode().unwrap();
        let red = DynamicImage::ImageRgb8(RgbImage::from_pixel(2, 2, Rgb([200, 40, 40])));
        let pixel = *to_srgb(red, &icc).to_rgb8().get_pixel(0, 0);
        assert!(pixel[0] > 210 && pixel[1] < 40, "{pixel:?}");
    }

    #[test]
    fn garbage_changes_nothing() {
        let grey = DynamicImage::ImageRgb8(RgbImage::from_pixel(2, 2, Rgb([9, 9, 9])));
        assert_eq!(to_srgb(grey.clone(), b"no profile"), grey);
        assert_eq!(cmyk_to_srgb(&[0; 200], &[0; 4]), None);
    }
}
