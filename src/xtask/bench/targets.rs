//! What we promise, and whether this run keeps it.

use super::browser::Profile::{self, Desktop, Mobile};
use super::sample::{Metric, Samples};
use super::table::{Table, shown};
use super::tool::{FLOOR, Kind, NONE, OURS, OURS_ASYNC, Tool};

/// One promise.
struct Target {
    what: String,
    value: Option<f64>,
    limit: Option<f64>,
    places: usize,
}

impl Target {
    /// `None` when it was not measured.
    fn is_met(&self) -> Option<bool> {
        Some(self.value? <= self.limit?)
    }
}

/// The table of promises; what was not measured is left out.
pub fn table(samples: &Samples, tools: &[Tool]) -> String {
    let mut table = Table::new(["target", "limit", "measured", "met"]);
    for target in all(samples, tools) {
        let Some(met) = target.is_met() else { continue };
        let number = |value| shown(value, target.places);
        let met = if met { "met" } else { "**not met**" };
        table.row([target.what.clone(), number(target.limit), number(target.value), met.into()]);
    }
    table.to_string()
}

fn all(samples: &Samples, tools: &[Tool]) -> Vec<Target> {
    let mut targets: Vec<Target> =
        Profile::ALL.into_iter().flat_map(|profile| seen(samples, tools, profile)).collect();
    targets.extend(spent(samples));
    targets
}

/// What a visitor sees, on each profile.
fn seen(samples: &Samples, tools: &[Tool], profile: Profile) -> Vec<Target> {
    let of = |what: &str, value: Option<f64>, limit: Option<f64>, places: usize| Target {
        what: format!("{}: {what}", profile.name()),
        value,
        limit,
        places,
    };
    let median = |metric| samples.median(profile, OURS, metric);
    let floor = |metric| samples.ratio(profile, OURS, FLOOR, metric);
    let peers = tools.iter().filter(|tool| tool.kind == Kind::Full);
    let fastest =
        peers.filter_map(|tool| samples.median(profile, &tool.id, Metric::Painted)).min_by(f64::total_cmp);
    vec![
        of("banner painted, × the one-script floor", floor(Metric::Painted), Some(1.15), 2),
        of("banner painted, ms, before every full peer", median(Metric::Painted), fastest, 0),
        of("clicks lost on a painted banner", median(Metric::Lost), Some(0.0), 0),
        of("returning visitor's four tags, cold, × floor", floor(Metric::ReturningCold), Some(1.15), 2),
        of("returning visitor's four tags, warm, × floor", floor(Metric::ReturningWarm), Some(1.10), 2),
        of("accept, INP, ms", median(Metric::AcceptInp), Some(32.0), 0),
        of("settings, INP, ms", median(Metric::SettingsInp), Some(48.0), 0),
        of("second layer visible, ms", median(Metric::Layer), Some(64.0), 0),
        of("FCP above the page alone, ms", samples.above(profile, OURS, NONE, Metric::Fcp), Some(40.0), 0),
        of(
            "FCP above it with `async`, ms",
            samples.above(profile, OURS_ASYNC, NONE, Metric::Fcp),
            Some(10.0),
            0,
        ),
        of("TBT, ms", median(Metric::Tbt), Some(0.0), 0),
        of("CLS", median(Metric::Cls), Some(0.0), 3),
    ]
}

/// What it costs, on the profile without throttling.
fn spent(samples: &Samples) -> Vec<Target> {
    let above = |tool, metric| samples.above(Desktop, tool, NONE, metric);
    let of = |what: &str, value: Option<f64>, limit: Option<f64>, places: usize| Target {
        what: what.into(),
        value,
        limit,
        places,
    };
    let least = |metric| samples.minimum(Desktop, OURS, metric);
    let memory =
        above(OURS, Metric::Heap).zip(above(OURS, Metric::Wasm)).map(|(heap, wasm)| (heap + wasm) / 1000.0);
    let peer = above("orejime", Metric::Cpu).map(|peer| peer * 0.6);
    vec![
        of("main thread above the page alone, CPU ms: 0.6 × orejime's", above(OURS, Metric::Cpu), peer, 1),
        of("heap and wasm memory above the page alone, kB", memory, Some(275.0), 0),
        of(
            "module decoded, compiled, instantiated, cold, ms (minimum)",
            least(Metric::WasmCold),
            Some(1.2),
            1,
        ),
        of("the same, warm", least(Metric::WasmWarm), Some(0.6), 1),
        of(
            "script start to default told and tags released, cold, ms (minimum)",
            least(Metric::ScriptCold),
            Some(4.0),
            1,
        ),
        of("the same, warm", least(Metric::ScriptWarm), Some(1.5), 1),
        of("script start to banner in the page, ms (minimum)", least(Metric::ScriptToBanner), Some(7.0), 1),
    ]
}

/// How many promises are kept, and of how many.
pub fn kept(samples: &Samples, tools: &[Tool]) -> (usize, usize) {
    let met: Vec<bool> = all(samples, tools).iter().filter_map(Target::is_met).collect();
    (met.iter().filter(|met| **met).count(), met.len())
}

/// The profile whose times matter most: a slow phone's, where it was measured.
pub fn main_profile(profiles: &[Profile]) -> Profile {
    if profiles.contains(&Mobile) { Mobile } else { Desktop }
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::*;

    #[test]
    fn a_ratio_above_its_limit_is_not_met_and_what_was_not_measured_is_left_out() {
        let mut samples = Samples::default();
        samples.add(
            Mobile,
            FLOOR,
            Sample::from([(Metric::Painted, 100.0), (Metric::ReturningCold, 100.0)]),
            0.0,
        );
        samples.add(
            Mobile,
            OURS,
            Sample::from([(Metric::Painted, 110.0), (Metric::ReturningCold, 130.0)]),
            0.0,
        );
        assert_eq!(kept(&samples, &[]), (1, 2));
        let table = table(&samples, &[]);
        assert!(table.contains("**not met**") && !table.contains("desktop"), "{table}");
    }
}
