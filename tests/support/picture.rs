//! Pictures of elements, and how much two of them differ.

use crate::page::Page;
use anyhow::{Context, Result};
use image::codecs::png::{CompressionType, FilterType::Adaptive, PngEncoder};
use image::imageops::{FilterType, resize};
use image::{Rgb, RgbImage};
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use thirtyfour::By;

/// A picture of an element as it is drawn now, in the window's pixels.
pub async fn of(page: &Page<'_>, selector: &str) -> Result<RgbImage> {
    let png = page.session().find(By::Css(selector)).await?.screenshot_as_png().await?;
    Ok(image::load_from_memory(&png)?.to_rgb8())
}

/// A picture that was kept.
pub fn kept(file: &Path) -> Result<RgbImage> {
    Ok(image::open(file).with_context(|| format!("cannot read {}", file.display()))?.to_rgb8())
}

/// Keeps a picture, with the folders above it.
pub fn keep(picture: &RgbImage, file: &Path) -> Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let writer = BufWriter::new(File::create(file)?);
    let encoder = PngEncoder::new_with_quality(writer, CompressionType::Best, Adaptive);
    picture.write_with_encoder(encoder).with_context(|| format!("cannot write {}", file.display()))
}

/// Half as wide and half as high, in 512 colours: small enough to keep, and blind to how a machine smooths its letters.
pub fn rough(picture: &RgbImage) -> RgbImage {
    let mut half = resize(picture, picture.width() / 2, picture.height() / 2, FilterType::Triangle);
    half.iter_mut().for_each(|value| *value = (value.saturating_add(16) / 32).min(7) * 36);
    half
}

/// Where two pictures differ.
pub struct Difference {
    /// The share of pixels, from 0 to 1.
    pub share: f64,
    /// The first picture, pale, with what differs in red; empty where nothing does.
    pub shown: RgbImage,
}

/// Compares two pictures; a pixel differs when one of its colours does by more than `tolerance` of 255. Pictures whose
/// sizes differ by more than two pixels differ altogether.
pub fn compare(one: &RgbImage, other: &RgbImage, tolerance: u8) -> Difference {
    if one == other {
        return Difference { share: 0.0, shown: RgbImage::default() };
    }
    let size = |picture: &RgbImage| [picture.width(), picture.height()];
    let far = size(one).iter().zip(size(other)).any(|(here, there)| here.abs_diff(there) > 2);
    let mut shown = one.clone();
    let mut differing = 0_u32;
    for (x, y, pixel) in shown.enumerate_pixels_mut() {
        let there = other.get_pixel_checked(x, y).unwrap_or(pixel);
        if far || pixel.0.iter().zip(there.0).any(|(here, there)| here.abs_diff(there) > tolerance) {
            differing += 1;
            *pixel = Rgb([220, 0, 0]);
        } else {
            pixel.0 = pixel.0.map(|value| 191 + value / 4);
        }
    }
    Difference { share: f64::from(differing) / f64::from((one.width() * one.height()).max(1)), shown }
}
