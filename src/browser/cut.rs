//! Cutting text at single characters.
//!
//! The standard library's `split` and its kin come once for each kind of search, and may panic with a formatted message: of
//! the inspector that was 2 kB. Here is one loop over bytes for all of them.

/// What stands before the first of the `marks`, and what behind it; `None` where there is none. Marks are ASCII.
#[inline(never)]
pub fn cut<'a>(text: &'a str, marks: &[u8]) -> Option<(&'a str, &'a str)> {
    let at = text.bytes().position(|byte| marks.contains(&byte))?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// What stands before the first of the `marks`: everything where there is none.
pub fn before<'a>(text: &'a str, marks: &[u8]) -> &'a str {
    cut(text, marks).map_or(text, |(before, _)| before)
}

/// The parts between the `marks`, as `split` gives them: an empty text is one empty part.
pub fn parts<'a>(text: &'a str, marks: &'static [u8]) -> Parts<'a> {
    Parts { rest: Some(text), marks }
}

/// See [`parts`].
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    rest: Option<&'a str>,
    marks: &'static [u8],
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest.take()?;
        let Some((part, after)) = cut(rest, self.marks) else { return Some(rest) };
        self.rest = Some(after);
        Some(part)
    }
}

/// The text without the spaces it begins with, and how many they were.
pub fn unindented(text: &str) -> (usize, &str) {
    let spaces = text.bytes().position(|byte| byte != b' ').unwrap_or(text.len());
    (spaces, text.get(spaces..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_those_of_the_standard_library() {
        for text in ["", "a", "a;b", ";", ";;a&", "æ;ø&å;", "水"] {
            let expected: Vec<_> = text.split([';', '&']).collect();
            assert_eq!(parts(text, b";&").collect::<Vec<_>>(), expected, "{text}");
            assert_eq!(cut(text, b";"), text.split_once(';'), "{text}");
            assert_eq!(before(text, b"&"), text.split('&').next().unwrap(), "{text}");
        }
    }

    #[test]
    fn indentation_is_counted() {
        assert_eq!(unindented("  a b "), (2, "a b "));
        assert_eq!(unindented("  "), (2, ""));
        assert_eq!(unindented(""), (0, ""));
    }
}
