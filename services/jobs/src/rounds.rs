//! A loop that outlives its failures: it does one pass after another, rests when there is nothing, and is started
//! again when a pass fails or panics.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;
use otklik_app::Error;
use tokio::sync::Notify;

use crate::health::Beat;
use crate::stop::Stop;

const SHORTEST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// What follows a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// There is more.
    Again,
    /// Nothing for so long, unless somebody wakes the loop.
    Rest(Duration),
}

/// Passes until `stop`.
pub(crate) async fn keep_going<P, F>(name: &'static str, beat: &Beat, wake: &Notify, stop: Stop, pass: P)
where
    P: Fn() -> F,
    F: Future<Output = Result<Next, Error>>,
{
    let mut pause = SHORTEST_PAUSE;
    while !stop.is_requested() {
        let failure = match AssertUnwindSafe(pass()).catch_unwind().await {
            Ok(Ok(next)) => {
                beat.passed();
                pause = SHORTEST_PAUSE;
                if let Next::Rest(rest) = next {
                    tokio::select! { () = stop.sleep(rest) => {}, () = wake.notified() => {} }
                }
                continue;
            }
            Ok(Err(error)) => error.to_string(),
            Err(_) => "panic".to_owned(),
        };
        tracing::error!(loop.name = name, failure, ?pause, "pass failed; the loop goes on");
        stop.sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn a_loop_outlives_errors_and_panics() {
        let (stop, passes, beat) = (Stop::default(), Arc::new(AtomicU32::new(0)), Beat::default());
        let (asked, counted) = (stop.clone(), Arc::clone(&passes));
        keep_going("test", &beat, &Notify::new(), stop, move || {
            let (asked, counted) = (asked.clone(), Arc::clone(&counted));
            async move {
                match counted.fetch_add(1, Ordering::Relaxed) {
                    0 => Err(Error::Unavailable("away".to_owned())),
                    1 => panic!("broken on purpose"),
                    2 => Ok(Next::Again),
                    _ => {
                        asked.request();
                        Ok(Next::Rest(Duration::from_mins(1)))
                    }
                }
            }
        })
        .await;
        assert_eq!(passes.load(Ordering::Relaxed), 4);
        assert!(beat.age().is_some_and(|age| age < Duration::from_secs(5)));
    }

    #[tokio::test]
    async fn a_resting_loop_can_be_woken() {
        let (stop, wake, beat) = (Stop::default(), Notify::new(), Beat::default());
        let passes = Arc::new(AtomicU32::new(0));
        let (asked, counted) = (stop.clone(), Arc::clone(&passes));
        let looping = keep_going("test", &beat, &wake, stop, move || {
            let (asked, counted) = (asked.clone(), Arc::clone(&counted));
            async move {
                if counted.fetch_add(1, Ordering::Relaxed) == 1 {
                    asked.request();
                }
                Ok(Next::Rest(Duration::from_mins(10)))
            }
        });
        let waking = async {
            tokio::time::sleep(Duration::from_millis(50)).await;
            wake.notify_one();
        };
        tokio::time::timeout(Duration::from_secs(10), async { tokio::join!(looping, waking) }).await.unwrap();
        assert_eq!(passes.load(Ordering::Relaxed), 2);
    }
}
