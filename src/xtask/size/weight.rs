//! How many bytes travel.

use std::io::Write;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

/// The three sizes of one file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Weight {
    /// As it lies on disk.
    pub raw: usize,
    /// After gzip level 9.
    pub gzip: usize,
    /// After brotli level 11.
    pub brotli: usize,
}

impl Weight {
    /// Weighs by compressing.
    pub fn of(bytes: &[u8]) -> Result<Self> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        Ok(Self { raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: brotli(bytes)?.len() })
    }
}

/// Brotli level 11.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetition_weighs_little() {
        let weight = Weight::of(&b"samtykke ".repeat(1000)).unwrap();
        assert_eq!(weight.raw, 9000);
        assert!(weight.brotli < 60 && weight.gzip < 100, "{weight:?}");
    }

    #[test]
    fn what_was_compressed_comes_back() {
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut brotli(b"one two").unwrap().as_slice(), &mut back).unwrap();
        assert_eq!(back, b"one two");
    }
}
