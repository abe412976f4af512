//! The clock of the embedded mode; PostgreSQL has its own, `otklik_now()`.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use otklik_domain::time::Now;

/// The system's time plus an offset that a demonstration sets and a test moves; clones move together.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    offset_us: Arc<AtomicI64>,
}

impl Clock {
    /// The system's time.
    pub fn system() -> Self {
        Self::default()
    }

    /// The time now.
    pub fn now(&self) -> Now {
        Now::new(system_time() + self.offset())
    }

    /// How far it stands from the system's time.
    pub fn offset(&self) -> TimeDelta {
        TimeDelta::microseconds(self.offset_us.load(Ordering::SeqCst))
    }

    /// Lets it stand `offset` from the system's time.
    pub fn set_offset(&self, offset: TimeDelta) {
        self.offset_us.store(microseconds(offset), Ordering::SeqCst);
    }

    /// Moves it on from where it stands.
    pub fn advance(&self, by: TimeDelta) {
        self.offset_us.fetch_add(microseconds(by), Ordering::SeqCst);
    }

    /// The offset that makes it show `at` now: what `demo --as-of` keeps in the `deployment` row.
    pub fn offset_to(at: DateTime<Utc>) -> TimeDelta {
        at - system_time()
    }
}

fn microseconds(delta: TimeDelta) -> i64 {
    delta.num_microseconds().unwrap_or(i64::MAX)
}

#[expect(clippy::disallowed_methods, reason = "the source of legal time in the embedded mode")]
fn system_time() -> DateTime<Utc> {
    Utc::now()
}
