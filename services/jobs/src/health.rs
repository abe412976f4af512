//! How the job side fares: for `doctor`, `/readyz` and `/metrics`.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// When a loop last went through.
#[derive(Debug, Default)]
pub(crate) struct Beat(Mutex<Option<Instant>>);

impl Beat {
    pub(crate) fn passed(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    pub(crate) fn age(&self) -> Option<Duration> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).map(|at| at.elapsed())
    }
}

/// Beats of the loops of this process.
#[derive(Debug, Default)]
pub(crate) struct Beats {
    pub(crate) sweep: Beat,
    pub(crate) relay: Beat,
    pub(crate) chores: Beat,
    pub(crate) upkeep: Beat,
}

/// How the job side of this process fares now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// Time since the last successful pass of the sweep; none before the first.
    pub sweep: Option<Duration>,
    /// The same of the relay.
    pub relay: Option<Duration>,
    /// The same of figures and audit seal.
    pub chores: Option<Duration>,
    /// The same of what is done once a minute.
    pub upkeep: Option<Duration>,
    /// Jobs that wait; none when the queue does not answer.
    pub waiting: Option<usize>,
    /// Jobs given up since the start of the process.
    pub buried: u64,
    /// How often workers ended and were started again.
    pub restarts: u64,
}

impl Health {
    /// A loop without a successful pass for so long is stuck.
    pub const PATIENCE: Duration = Duration::from_secs(30);
    /// The same for what rests a minute.
    pub const PATIENCE_WITH_UPKEEP: Duration = Duration::from_mins(3);

    /// What is wrong, as short texts for the operator; empty when all is well.
    pub fn problems(&self) -> Vec<String> {
        let loops = [
            ("sweep", self.sweep, Self::PATIENCE),
            ("relay", self.relay, Self::PATIENCE),
            ("chores", self.chores, Self::PATIENCE),
            ("upkeep", self.upkeep, Self::PATIENCE_WITH_UPKEEP),
        ];
        let mut problems: Vec<String> = loops
            .into_iter()
            .filter(|(_, age, patience)| age.is_none_or(|age| age > *patience))
            .map(|(name, age, _)| match age {
                Some(age) => format!("{name}: no successful pass for {} s", age.as_secs()),
                None => format!("{name}: no successful pass yet"),
            })
            .collect();
        if self.waiting.is_none() {
            problems.push("queue: does not answer".to_owned());
        }
        if self.waiting.is_some_and(|waiting| waiting >= crate::queue::MOST_WAITING) {
            problems.push("queue: full, announcements wait in the database".to_owned());
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_name_the_loop() {
        let well = Health {
            sweep: Some(Duration::from_secs(1)),
            relay: Some(Duration::from_secs(1)),
            chores: Some(Duration::from_secs(1)),
            upkeep: Some(Duration::from_secs(59)),
            waiting: Some(3),
            buried: 0,
            restarts: 0,
        };
        assert_eq!(well.problems(), Vec::<String>::new());
        let ill = Health {
            sweep: None,
            relay: Some(Duration::from_secs(90)),
            waiting: Some(1_000),
            ..well.clone()
        };
        let problems = ill.problems().join("\n");
        assert!(problems.contains("sweep") && problems.contains("relay: no successful pass for 90 s"));
        assert!(problems.contains("full") && !problems.contains("chores"));
        assert!(Health { waiting: None, ..well }.problems()[0].contains("does not answer"));
    }
}
