//! What a request to Google says about consent.
//!
//! `gcs=G1<ads><statistics>`: `1` granted, `0` denied, `-` not set; absent where no consent command was given. Read
//! off the requests that Google's own tags make.

/// The consent signals a request carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signal {
    /// `ad_storage`, if it was set.
    pub ads: Option<bool>,
    /// `analytics_storage`, if it was set.
    pub statistics: Option<bool>,
}

impl Signal {
    /// Reads the signal from a request's address.
    pub fn of(url: &str) -> Option<Self> {
        let (_, query) = url.split_once('?')?;
        let gcs = query.split(['&', '#']).find_map(|pair| pair.strip_prefix("gcs="))?;
        let mut states = gcs.strip_prefix("G1")?.chars();
        let signal = Self { ads: state(states.next()?)?, statistics: state(states.next()?)? };
        states.next().is_none().then_some(signal)
    }

    /// `ads denied, statistics granted`.
    pub fn words(self) -> String {
        format!("ads {}, statistics {}", word(self.ads), word(self.statistics))
    }
}

/// `None` for a character that says nothing known.
#[allow(clippy::option_option, reason = "unreadable and not set are different things")]
fn state(character: char) -> Option<Option<bool>> {
    match character {
        '1' => Some(Some(true)),
        '0' => Some(Some(false)),
        '-' => Some(None),
        _ => None,
    }
}

fn word(state: Option<bool>) -> &'static str {
    match state {
        Some(true) => "granted",
        Some(false) => "denied",
        None => "not set",
    }
}

#[cfg(test)]
mod tests {
    use super::Signal;

    fn words(url: &str) -> Option<String> {
        Signal::of(url).map(Signal::words)
    }

    #[test]
    fn reads_gcs() {
        let hit = "https://www.google-analytics.com/g/collect?v=2&gcs=G101&gcd=13p3t3r3l5l1";
        assert_eq!(words(hit).as_deref(), Some("ads denied, statistics granted"));
        assert_eq!(words("https://a.example/?gcs=G1--").as_deref(), Some("ads not set, statistics not set"));
    }

    #[test]
    fn anything_else_is_no_signal() {
        for url in [
            "https://a.example/",
            "https://a.example/?xgcs=G111",
            "https://a.example/?gcs=",
            "https://a.example/?gcs=G1",
            "https://a.example/?gcs=G12x",
            "https://a.example/?gcs=G1111",
        ] {
            assert_eq!(words(url), None, "{url}");
        }
    }
}
