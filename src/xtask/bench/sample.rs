//! What is measured, and the values of all rounds.

use std::collections::BTreeMap;

use super::browser::Profile;
use super::statistics::{count, median, minimum};

/// One measured thing. Times are milliseconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Metric {
    /// Google's consent default is told, from navigation start.
    Default,
    /// The accept button is in the page.
    InPage,
    /// The banner is painted, from navigation start.
    Painted,
    /// Its accept button can be hit.
    Clickable,
    /// The same with everything in the cache.
    PaintedWarm,
    /// The first click on accept that does something, of one made as soon as the banner is painted and again each 250 ms.
    Works,
    /// Clicks before that one.
    Lost,
    /// First contentful paint.
    Fcp,
    /// Total blocking time.
    Tbt,
    /// Cumulative layout shift.
    Cls,
    /// Four tags ran for a returning visitor, nothing cached.
    ReturningCold,
    /// The same with everything cached.
    ReturningWarm,
    /// From a click on accept to the fourth tag.
    AcceptToTags,
    /// Interaction to next paint of accept.
    AcceptInp,
    /// Interaction to next paint of settings.
    SettingsInp,
    /// From a click on settings to the second layer on the screen.
    Layer,
    /// CPU time of the main thread until the visit has settled.
    Cpu,
    /// Of it, in scripts.
    CpuScript,
    /// Of it, in styles and layout.
    CpuLayout,
    /// JavaScript heap after a collection, bytes.
    Heap,
    /// WebAssembly memory, bytes.
    Wasm,
    /// Elements in the page.
    Elements,
    /// Ours: decoding, compiling and instantiating the module, cold and warm.
    WasmCold,
    /// The same, warm.
    WasmWarm,
    /// Ours: from the script's first statement to its last, for a returning visitor: default told, tags released.
    ScriptCold,
    /// The same, warm.
    ScriptWarm,
    /// Ours: from the script's first statement to its banner in the page, for a first visit.
    ScriptToBanner,
}

/// The values of one visit.
pub type Sample = BTreeMap<Metric, f64>;

/// A value, and how much other work held up the visit it is from: 0 to 1.
type Value = (f64, f64);

/// All values of a run.
#[derive(Default)]
pub struct Samples(BTreeMap<(Profile, String, Metric), Vec<Value>>);

/// Visits whose browser waited for more than this part of its CPU time do not count, unless too few would be left.
const CALM: f64 = 0.3;
/// This many are always left, the calmest.
const ENOUGH: usize = 3;

impl Samples {
    /// Adds what one round of one tool gave.
    pub fn add(&mut self, profile: Profile, tool: &str, sample: Sample, pressure: f64) {
        for (metric, value) in sample {
            self.0.entry((profile, tool.to_owned(), metric)).or_default().push((value, pressure));
        }
    }

    /// The values of the calm visits.
    fn calm(&self, profile: Profile, tool: &str, metric: Metric) -> Vec<f64> {
        let mut all = self.0.get(&(profile, tool.to_owned(), metric)).cloned().unwrap_or_default();
        all.sort_by(|(_, one), (_, other)| one.total_cmp(other));
        let calm = all.iter().filter(|(_, pressure)| *pressure < CALM).count();
        all.into_iter().take(calm.max(ENOUGH)).map(|(value, _)| value).collect()
    }

    /// The pressure in the middle of all visits, and the part of them that counts as calm.
    pub fn pressure(&self) -> Option<(f64, f64)> {
        let visits = || {
            self.0.iter().filter(|((_, _, metric), _)| *metric == Metric::Fcp).flat_map(|(_, values)| values)
        };
        let all: Vec<f64> = visits().map(|(_, pressure)| *pressure).collect();
        let calm = all.iter().filter(|pressure| **pressure < CALM).count();
        Some((median(&all)?, count(calm) / count(all.len())))
    }

    /// Their median.
    pub fn median(&self, profile: Profile, tool: &str, metric: Metric) -> Option<f64> {
        median(&self.calm(profile, tool, metric))
    }

    /// The smallest of all visits.
    pub fn minimum(&self, profile: Profile, tool: &str, metric: Metric) -> Option<f64> {
        let all = self.0.get(&(profile, tool.to_owned(), metric))?;
        minimum(&all.iter().map(|(value, _)| *value).collect::<Vec<_>>())
    }

    /// The median above that of another tool.
    pub fn above(&self, profile: Profile, tool: &str, base: &str, metric: Metric) -> Option<f64> {
        Some(self.median(profile, tool, metric)? - self.median(profile, base, metric)?)
    }

    /// The median in medians of another tool.
    pub fn ratio(&self, profile: Profile, tool: &str, base: &str, metric: Metric) -> Option<f64> {
        super::statistics::ratio(self.median(profile, tool, metric)?, self.median(profile, base, metric)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_and_ratios_are_of_one_profile_and_metric() {
        let mut samples = Samples::default();
        for (tool, value) in [("floor", 100.0), ("floor", 300.0), ("floor", 200.0), ("ours", 220.0)] {
            samples.add(Profile::Mobile, tool, Sample::from([(Metric::Painted, value)]), 0.1);
        }
        samples.add(Profile::Desktop, "ours", Sample::from([(Metric::Painted, 9.0)]), 0.1);
        assert_eq!(samples.median(Profile::Mobile, "floor", Metric::Painted), Some(200.0));
        assert_eq!(samples.ratio(Profile::Mobile, "ours", "floor", Metric::Painted), Some(1.1));
        assert_eq!(samples.above(Profile::Mobile, "ours", "floor", Metric::Painted), Some(20.0));
        assert_eq!(samples.ratio(Profile::Desktop, "ours", "floor", Metric::Painted), None);
    }

    #[test]
    fn visits_that_were_held_up_count_only_where_too_few_are_calm() {
        let mut samples = Samples::default();
        let mut add = |value, pressure| {
            samples.add(Profile::Mobile, "ours", Sample::from([(Metric::Fcp, value)]), pressure);
        };
        for (value, pressure) in [(10.0, 0.1), (900.0, 0.9), (11.0, 0.2)] {
            add(value, pressure);
        }
        add(12.0, 0.3);
        assert_eq!(samples.median(Profile::Mobile, "ours", Metric::Fcp), Some(11.0));
        assert_eq!(samples.minimum(Profile::Mobile, "ours", Metric::Fcp), Some(10.0));
        assert_eq!(samples.pressure(), Some((0.25, 0.5)));
    }
}
