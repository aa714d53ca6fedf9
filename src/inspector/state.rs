//! Where a tag stands, in the words of every screen.

use samtykke_core::Verdict;

use crate::history::FAILED;

/// Where a tag stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It runs.
    Released,
    /// It runs and may send pings without cookies.
    Cookieless,
    /// It does nothing.
    Held,
    /// Its script could not be loaded.
    Failed,
    /// It was asked without consent.
    Leaked,
    /// It runs past Samtykke; what it does is allowed, or nobody knows it.
    Unheld,
}

impl State {
    /// Those that the summary counts.
    pub const COUNTED: [Self; 5] = [Self::Released, Self::Cookieless, Self::Held, Self::Failed, Self::Leaked];

    /// As it is read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Released => "Released",
            Self::Cookieless => "Cookieless",
            Self::Held => "Held",
            Self::Failed => "Failed",
            Self::Leaked => "Leaked",
            Self::Unheld => "Not held",
        }
    }

    /// The kind of its badge.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Released => "release",
            Self::Cookieless => "cookieless",
            Self::Held => "hold",
            Self::Failed | Self::Leaked => "alarm",
            Self::Unheld => "command",
        }
    }

    /// Of the log's word.
    pub fn after(verdict: &str) -> Option<Self> {
        match verdict {
            FAILED => Some(Self::Failed),
            word if word == Verdict::Release.name() => Some(Self::Released),
            word if word == Verdict::Cookieless.name() => Some(Self::Cookieless),
            word if word == Verdict::Hold.name() => Some(Self::Held),
            _ => None,
        }
    }
}
