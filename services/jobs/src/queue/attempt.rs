//! The one retry rule: attempts are counted when work is taken, not when it is acknowledged, so that work which
//! kills its process runs out of attempts too.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use apalis::prelude::{AbortError, BoxDynError};
use futures::FutureExt;
use rand::Rng;
use serde_json::Value;
use tokio::time::timeout;

use super::{Envelope, Queue};

/// Why a job did not go through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It may go through later.
    Retry(String),
    /// It never will.
    GiveUp(String),
}

/// Does the jobs of a queue. Must bear that the same job is offered twice.
pub trait Work: Clone + Send + Sync + 'static {
    /// Does one job and answers what is to be done next.
    fn run(&self, envelope: &Envelope) -> impl Future<Output = Result<Vec<Envelope>, Failure>> + Send;

    /// Keeps the reason of a job that will not be tried again.
    fn given_up(&self, envelope: &Envelope, reason: &str) -> impl Future<Output = ()> + Send;
}

/// How often and how patiently work is tried.
#[derive(Clone, Copy, Debug)]
pub struct Attempts {
    /// Tries in all.
    pub most: u32,
    /// Pause after the first failure.
    pub first_pause: Duration,
    /// Each further pause is so many times longer.
    pub growth: u32,
    /// No pause is longer.
    pub longest_pause: Duration,
    /// One try may take so long.
    pub patience: Duration,
}

impl Default for Attempts {
    fn default() -> Self {
        Self {
            most: 5,
            first_pause: Duration::from_secs(10),
            growth: 6,
            longest_pause: Duration::from_mins(30),
            patience: Duration::from_mins(1),
        }
    }
}

impl Attempts {
    /// The pause after failure number `attempt`, shortened by up to a quarter so that neighbours spread.
    pub fn pause(&self, attempt: u32) -> Duration {
        let grown = self.first_pause * self.growth.saturating_pow(attempt.saturating_sub(1)).min(1 << 20);
        grown.min(self.longest_pause).mul_f64(rand::rng().random_range(0.75..=1.0))
    }
}

/// One offer of one job. An error ends the task for apalis; every retry is a new task of ours.
pub(crate) async fn attempt<W: Work>(queue: &Queue, work: &W, value: Value) -> Result<(), BoxDynError> {
    queue.taken();
    let envelope = match Envelope::read(&value).and_then(|envelope| envelope.job().map(|_| envelope)) {
        Ok(envelope) => envelope,
        Err(reason) => {
            queue.bury(value, &reason, 1).await;
            return Err(AbortError::new(reason).into());
        }
    };
    let key = envelope.key();
    // Without the count the task stays with apalis, which offers it again.
    let count = queue.count_attempt(&key).await?;
    if count > queue.attempts().most {
        return give_up(queue, work, &envelope, "every attempt ended with its process", count).await;
    }
    let outcome = match timeout(
        queue.attempts().patience,
        AssertUnwindSafe(work.run(&envelope)).catch_unwind(),
    )
    .await
    {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(panic)) => Err(Failure::Retry(format!("panic: {}", words_of(panic.as_ref())))),
        Err(_) => Err(Failure::Retry("took too long".to_owned())),
    };
    match outcome {
        Ok(next) => {
            for envelope in next {
                queue.push(&envelope).await?;
            }
            queue.forget_attempts(&key).await;
            Ok(())
        }
        Err(Failure::GiveUp(reason)) => give_up(queue, work, &envelope, &reason, count).await,
        Err(Failure::Retry(reason)) if count >= queue.attempts().most => {
            give_up(queue, work, &envelope, &reason, count).await
        }
        Err(Failure::Retry(reason)) => {
            let pause = queue.attempts().pause(count);
            tracing::warn!(
                job.kind = envelope.kind,
                job.attempt = count,
                reason,
                ?pause,
                "job is tried again later"
            );
            queue.push_after(&envelope, pause).await?;
            Ok(())
        }
    }
}

async fn give_up<W: Work>(
    queue: &Queue,
    work: &W,
    envelope: &Envelope,
    reason: &str,
    attempts: u32,
) -> Result<(), BoxDynError> {
    work.given_up(envelope, reason).await;
    queue.forget_attempts(&envelope.key()).await;
    let value = serde_json::to_value(envelope).expect("an envelope is made of texts");
    queue.bury(value, reason, attempts).await;
    Err(AbortError::new(reason.to_owned()).into())
}

fn words_of(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without words")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end_at_the_longest() {
        let attempts = Attempts::default();
        for (attempt, most) in [(1, 10), (2, 60), (3, 360), (4, 1_800), (5, 1_800), (400, 1_800)] {
            let pause = attempts.pause(attempt);
            let most = Duration::from_secs(most);
            assert!(pause <= most && pause >= most.mul_f64(0.75), "{attempt}: {pause:?}");
        }
    }
}
