//! Writing a photo again: only its pixels are taken over.

use std::io::Cursor;

use civic::Text;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};

use super::extent::Format;

/// The most bytes of a photo as it is sent.
pub(crate) const MAX_BYTES: usize = 8 << 20;
/// The most pixels on a side of what is decoded.
const MAX_SIDE: u32 = 12_000;
/// The most bytes that decoding may take: 40 million pixels.
const MAX_MEMORY: u64 = 160 << 20;
/// The pixels on the longer side of what is kept.
const KEPT_SIDE: u32 = 1600;
const QUALITY: u8 = 82;

/// A photo as it is kept: a JPEG that was written here, without anything but pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Photo {
    pub(crate) jpeg: Vec<u8>,
}

/// Why a photo is refused. Nothing of it is kept.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PhotoError {
    /// It is no picture of a type that is taken.
    #[error("the file is no JPEG, PNG or WebP")]
    NoPicture,
    /// It has too many bytes or pixels.
    #[error("the photo is too large")]
    TooLarge,
    /// It ends before the picture does.
    #[error("the photo is cut off")]
    CutOff,
    /// Something comes after the picture.
    #[error("something is hidden behind the photo")]
    SomethingBehind,
    /// It cannot be decoded.
    #[error("the photo cannot be decoded")]
    Damaged(#[source] image::ImageError),
    /// It cannot be written again.
    #[error("the photo cannot be written")]
    NotWritten(#[source] image::ImageError),
}

impl PhotoError {
    /// What is wrong and what to do, for the person who sent it.
    pub(crate) fn message(&self) -> Text {
        match self {
            Self::NoPicture => Text::new(
                "这个文件不是照片。请换一张 JPEG、PNG 或 WebP 照片，或者直接拍一张",
                "This file is not a photo: choose a JPEG, PNG or WebP, or take one now",
            ),
            Self::TooLarge => Text::new(
                "照片太大，最大 8 MB、4000 万像素。请用手机缩小或截图后再加",
                "The photo is too large, at most 8 MB and 40 million pixels: make it smaller, or take a screenshot of it",
            ),
            Self::CutOff => Text::new(
                "照片没有收完，请再加一次",
                "The photo did not arrive whole: add it again",
            ),
            Self::SomethingBehind => Text::new(
                "照片文件后面还藏着别的内容，没有收下。请用手机截图，加那一张",
                "Something else is hidden behind this photo, so it was not taken: add a screenshot of it",
            ),
            Self::Damaged(_) => Text::new(
                "照片打不开，没有收下。请换一张，或者直接拍一张",
                "The photo cannot be opened, so it was not taken: choose another, or take one now",
            ),
            Self::NotWritten(_) => Text::new(
                "照片没有存成，请稍后再加",
                "The photo could not be stored: add it again later",
            ),
        }
    }
}

/// Decodes a photo and writes it again, upright, at most so large. Takes its time: not for a thread
/// that others wait for.
pub(crate) fn reencode(bytes: &[u8]) -> Result<Photo, PhotoError> {
    if bytes.len() > MAX_BYTES {
        return Err(PhotoError::TooLarge);
    }
    let format = Format::of(bytes).ok_or(PhotoError::NoPicture)?;
    let extent = format.extent(bytes).ok_or(PhotoError::CutOff)?;
    let behind = bytes.get(extent..).unwrap_or_default();
    // Some cameras fill the last block with zeros.
    if behind.iter().any(|byte| *byte != 0) {
        return Err(PhotoError::SomethingBehind);
    }
    let format = match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::WebP => ImageFormat::WebP,
    };
    let picture = decode(bytes, format).map_err(|error| match error {
        image::ImageError::Limits(_) => PhotoError::TooLarge,
        error => PhotoError::Damaged(error),
    })?;
    let picture = if picture.width().max(picture.height()) > KEPT_SIDE {
        picture.resize(KEPT_SIDE, KEPT_SIDE, FilterType::Triangle)
    } else {
        picture
    };
    // What is transparent becomes black without it.
    let picture = DynamicImage::ImageRgb8(picture.to_rgb8());
    let mut jpeg = Vec::new();
    let written = picture.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY));
    written.map_err(PhotoError::NotWritten)?;
    Ok(Photo { jpeg })
}

fn decode(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, image::ImageError> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits.clone());
    let decoder = reader.into_decoder();
    let mut decoder = decoder?;
    limits.reserve(decoder.total_bytes())?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

#[cfg(test)]
mod tests {
    use image::codecs::png::PngEncoder;
    use image::{ExtendedColorType, ImageEncoder as _, RgbImage};
    use proptest::prelude::*;

    use super::*;

    /// An EXIF directory that says where the photo was taken, by what, and that it lies on its side.
    fn exif() -> Vec<u8> {
        let mut exif = b"II\x2a\0\x08\0\0\0\x02\0".to_vec();
        exif.extend(b"\x0f\x01\x02\0\x0d\0\0\0\x26\0\0\0"); // Make
        exif.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"); // Orientation: 6
        exif.extend(b"\0\0\0\0GPSLatitude36\0");
        exif
    }

    fn picture() -> RgbImage {
        let mut picture = RgbImage::new(40, 20);
        let shades = (0..=u8::MAX).step_by(7).cycle();
        for (shade, pixel) in shades.zip(picture.pixels_mut()) {
            *pixel = image::Rgb([shade, u8::MAX - shade, 90]);
        }
        picture
    }

    fn jpeg() -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new(&mut bytes);
        encoder.set_exif_metadata(exif()).expect("EXIF is taken");
        let written = encoder.write_image(&picture(), 40, 20, ExtendedColorType::Rgb8);
        written.expect("written");
        bytes
    }

    fn png() -> Vec<u8> {
        let mut bytes = Vec::new();
        let encoder = PngEncoder::new(&mut bytes);
        let written = encoder.write_image(&picture(), 40, 20, ExtendedColorType::Rgb8);
        written.expect("written");
        bytes
    }

    fn size(photo: &Photo) -> (u32, u32) {
        let picture = image::load_from_memory(&photo.jpeg).expect("a picture");
        (picture.width(), picture.height())
    }

    fn contains(bytes: &[u8], part: &[u8]) -> bool {
        bytes.windows(part.len()).any(|window| window == part)
    }

    #[test]
    fn s4_6_nothing_but_the_picture_is_kept() {
        let sent = jpeg();
        assert!(contains(&sent, b"GPSLatitude") && contains(&sent, b"Exif"));
        let photo = reencode(&sent).expect("a photo");
        assert!(!contains(&photo.jpeg, b"GPSLatitude") && !contains(&photo.jpeg, b"Exif"));
        // It lay on its side.
        assert_eq!(size(&photo), (20, 40));
        let again = reencode(&photo.jpeg).expect("what is kept is a photo itself");
        assert_eq!(size(&again), (20, 40));
    }

    #[test]
    fn s4_6_a_large_photo_is_made_smaller() {
        let large = RgbImage::from_pixel(3200, 1000, image::Rgb([1, 2, 3]));
        let mut bytes = Vec::new();
        let encoder = PngEncoder::new(&mut bytes);
        let written = encoder.write_image(&large, 3200, 1000, ExtendedColorType::Rgb8);
        written.expect("written");
        let photo = reencode(&bytes).expect("a photo");
        assert_eq!(size(&photo), (1600, 500));
    }

    #[test]
    fn s4_6_what_is_no_picture_is_cut_off_or_hides_something_is_refused() {
        let refused = |bytes: &[u8]| reencode(bytes).expect_err("refused");
        for no_picture in [
            &b"<html>"[..],
            b"",
            b"%PDF-1.7",
            b"GIF89a",
            b"RIFF\0\0\0\0WAVE",
        ] {
            assert!(matches!(refused(no_picture), PhotoError::NoPicture));
        }
        for whole in [jpeg(), png()] {
            let cut = whole.get(..whole.len() - 3).expect("shorter");
            assert!(
                matches!(refused(cut), PhotoError::CutOff),
                "{:?}",
                refused(cut)
            );
            let mut hides = whole.clone();
            hides.extend(b"PK\x03\x04 an archive");
            assert!(matches!(refused(&hides), PhotoError::SomethingBehind));
            let mut filled = whole.clone();
            filled.extend([0; 100]);
            assert!(reencode(&filled).is_ok());
        }
        let mut damaged = png();
        damaged.splice(60..70, [0x55; 10]);
        assert!(matches!(refused(&damaged), PhotoError::Damaged(_)));
        assert!(matches!(
            refused(&vec![0; MAX_BYTES + 1]),
            PhotoError::TooLarge
        ));
    }

    #[test]
    fn s4_6_a_small_file_that_says_it_is_huge_is_refused_before_it_is_decoded() {
        let mut huge = png();
        // The width and the height of IHDR, and the check after it.
        huge.splice(16..24, [0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10]);
        let header = huge.get(12..29).expect("IHDR").to_vec();
        huge.splice(29..33, crc(&header).to_be_bytes());
        let error = reencode(&huge).expect_err("refused");
        assert!(matches!(error, PhotoError::TooLarge), "{error:?}");
    }

    /// The check of PNG chunks (CRC-32 of ISO 3309).
    fn crc(bytes: &[u8]) -> u32 {
        let mut crc = u32::MAX;
        for byte in bytes {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                let odd = crc & 1;
                crc >>= 1;
                if odd == 1 {
                    crc ^= 0xedb8_8320;
                }
            }
        }
        !crc
    }

    proptest! {
        #[test]
        fn hostile_bytes_never_panic(
            start in prop_oneof![
                Just(jpeg()), Just(png()), Just(b"RIFF\x20\0\0\0WEBPVP8 ".to_vec()), Just(vec![])
            ],
            at in any::<prop::sample::Index>(),
            noise in proptest::collection::vec(any::<u8>(), 0..64),
        ) {
            let mut bytes = start;
            let at = at.index(bytes.len() + 1);
            let end = (at + noise.len()).min(bytes.len());
            bytes.splice(at..end, noise);
            let _ = reencode(&bytes);
        }
    }
}
