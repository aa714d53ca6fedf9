//! Failed expectations are values with file and line, so that a story can end in good order and report.

/// Ends the story unless the condition holds.
#[macro_export]
macro_rules! check {
    ($condition:expr, $($message:tt)+) => {
        if !$condition {
            return Err(anyhow::anyhow!("{}:{}: {}", file!(), line!(), format!($($message)+)));
        }
    };
}

/// Ends the story unless both sides are equal, and shows both.
#[macro_export]
macro_rules! check_eq {
    ($found:expr, $wanted:expr, $($message:tt)+) => {{
        let (found, wanted) = (&$found, &$wanted);
        $crate::check!(
            found == wanted,
            "{}\n  found:  {found:?}\n  wanted: {wanted:?}",
            format!($($message)+)
        );
    }};
}
