//! Settings as flat `(path, value)` pairs.
//!
//! An attribute `data-meta="123"` is the pair `meta`, `123`; a JSON file `{"texts": {"accept": "Yes"}}` is the pair
//! `texts.accept`, `Yes`. One form for attributes, files, the set-up page and the native checker.

use crate::text;

/// Ends a record.
pub const RECORD: u8 = 0x1e;
/// Parts the fields of a record.
pub const FIELD: u8 = 0x1f;

/// A list of pairs; the first pair of a path counts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pairs<'a>(pub &'a str);

impl<'a> Pairs<'a> {
    /// Every pair, in order.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        text::split(self.0, RECORD).filter_map(|record| {
            let (path, value) = text::cut(record, FIELD);
            Some((path, value?))
        })
    }

    /// The value of `path`.
    #[inline(never)]
    pub fn get(self, path: &str) -> Option<&'a str> {
        self.iter().find(|(name, _)| *name == path).map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_pair_of_a_path_counts() {
        let pairs = Pairs("meta\x1f1\x1emeta\x1f2\x1ebroken\x1e");
        assert_eq!(pairs.get("meta"), Some("1"));
        assert_eq!(pairs.get("broken"), None);
        assert_eq!(pairs.iter().count(), 2);
    }
}
