//! The wish to stop, heard by every loop.

use std::time::Duration;

use tokio::sync::watch;

/// Cheap to clone; once requested it stays requested.
#[derive(Clone, Debug)]
pub struct Stop {
    sender: watch::Sender<bool>,
}

impl Default for Stop {
    fn default() -> Self {
        Self { sender: watch::Sender::new(false) }
    }
}

impl Stop {
    /// Asks everybody to stop.
    pub fn request(&self) {
        self.sender.send_replace(true);
    }

    /// Whether it was asked.
    pub fn is_requested(&self) -> bool {
        *self.sender.borrow()
    }

    /// Waits until it is asked.
    pub async fn requested(&self) {
        let mut receiver = self.sender.subscribe();
        // The sender lives in `self`, so waiting cannot fail.
        let _ = receiver.wait_for(|asked| *asked).await;
    }

    /// Sleeps, but not longer than until it is asked.
    pub async fn sleep(&self, pause: Duration) {
        let _ = tokio::time::timeout(pause, self.requested()).await;
    }
}
