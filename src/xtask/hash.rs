//! Short names for contents.

use sha2::{Digest, Sha256};

/// 16 hexadecimal digits for these parts; no two ways of parting the same bytes share them.
pub fn short(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let first = hash.finalize().first_chunk().map_or(0, |first| u64::from_be_bytes(*first));
    format!("{first:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_parts_give_equal_names_and_others_do_not() {
        assert_eq!(short(&[b"ab", b"c"]), short(&[b"ab", b"c"]));
        assert_ne!(short(&[b"ab", b"c"]), short(&[b"a", b"bc"]));
        assert_eq!(short(&[]), "e3b0c44298fc1c14", "the start of SHA-256 of nothing");
    }
}
