//! Two ways for a delivery to fail: one that may pass, one that will not.

/// What to do about a failed delivery.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The other side is away, busy or misconfigured: try again.
    #[error("try again: {0}")]
    Retry(String),
    /// It will never be taken: give up and show why.
    #[error("given up: {0}")]
    GiveUp(String),
}
