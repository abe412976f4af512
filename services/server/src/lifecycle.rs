//! The end of a process: the first signal drains, the second stops.

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Becomes true when the process should end.
pub type Shutdown = watch::Receiver<bool>;

/// Watches for SIGINT and SIGTERM; a second one ends the process at once.
pub(crate) fn watch_signals() -> anyhow::Result<Shutdown> {
    let (sender, receiver) = watch::channel(false);
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::spawn(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
        tracing::info!("draining; a second signal stops at once");
        if sender.send(true).is_err() {
            return;
        }
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
        std::process::exit(130);
    });
    Ok(receiver)
}

/// Waits until the process should end.
pub(crate) async fn ended(mut shutdown: Shutdown) {
    while !*shutdown.borrow_and_update() {
        if shutdown.changed().await.is_err() {
            return;
        }
    }
}
