//! How much other work on this machine held up a browser: what Linux's scheduler says of its threads.

use std::fs;
use std::iter::Sum;
use std::ops::{Add, Sub};
use std::path::{Path, PathBuf};

/// What threads had of the CPUs, seconds.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Share {
    ran: f64,
    waited: f64,
}

impl Share {
    /// Of all threads of the processes that descend from this one.
    pub fn below(process: u32) -> Self {
        let parents = parents();
        let mut family = vec![process];
        let mut next = 0;
        while let Some(parent) = family.get(next).copied() {
            family.extend(parents.iter().filter(|(_, above)| *above == parent).map(|(child, _)| *child));
            next += 1;
        }
        // The first one is the driver itself.
        family
            .iter()
            .skip(1)
            .flat_map(|process| entries(&PathBuf::from(format!("/proc/{process}/task"))))
            .map(|task| of(&task))
            .sum()
    }

    /// What they wanted of the CPUs, seconds.
    pub fn wanted(self) -> f64 {
        self.ran + self.waited
    }

    /// The part of what they wanted that they waited for: 0 on an idle machine, towards 1 on a busy one.
    pub fn held_up(self) -> f64 {
        let wanted = self.wanted();
        if wanted > 0.0 { self.waited / wanted } else { 0.0 }
    }
}

/// What was added since `before`; threads that have ended meanwhile count no more.
impl Sub for Share {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self { ran: (self.ran - before.ran).max(0.0), waited: (self.waited - before.waited).max(0.0) }
    }
}

impl Add for Share {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { ran: self.ran + other.ran, waited: self.waited + other.waited }
    }
}

impl Sum for Share {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Self::add)
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect()
}

/// Every process with the one that started it.
fn parents() -> Vec<(u32, u32)> {
    let number = |folder: &PathBuf| folder.file_name()?.to_str()?.parse().ok();
    let parent = |folder: &PathBuf| parent(&fs::read_to_string(folder.join("stat")).ok()?);
    entries(Path::new("/proc")).iter().filter_map(|folder| Some((number(folder)?, parent(folder)?))).collect()
}

/// The fourth field of `/proc/PID/stat`; the second, the name in brackets, may hold anything.
fn parent(stat: &str) -> Option<u32> {
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn of(task: &Path) -> Share {
    fs::read_to_string(task.join("schedstat")).ok().and_then(|text| read(&text)).unwrap_or_default()
}

/// Nanoseconds on a CPU, nanoseconds waiting for one, and how often.
fn read(schedstat: &str) -> Option<Share> {
    let mut numbers = schedstat.split_whitespace().map(str::parse::<f64>);
    let (ran, waited) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    Some(Share { ran: ran / 1e9, waited: waited / 1e9 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_that_waits_as_long_as_it_runs_is_half_held_up() {
        let share = read("3000000000 1000000000 12\n").unwrap();
        assert_eq!(Some(share.held_up()), Some(0.25));
        assert_eq!(Some((share + Share { ran: 0.0, waited: 2.0 }).held_up()), Some(0.5));
        assert_eq!((share - share).wanted().to_bits(), 0);
        assert_eq!(Some(Share::default().held_up()), Some(0.0));
        assert_eq!(read("nothing"), None);
    }

    #[test]
    fn the_parent_is_found_behind_any_name() {
        assert_eq!(parent("12 (a ) b) S 7 12 12 0"), Some(7));
    }

    #[test]
    fn a_process_without_children_has_no_share() {
        assert_eq!(Share::below(u32::MAX), Share::default());
    }
}
