//! Figures of a tenant from deltas.

use async_graphql::SimpleObject;
use otklik_domain::standing::Standing;

use crate::shared::scalar::DateTime;
use crate::shared::words::{Lateness, Level, Phase};

/// Figures of the tenant.
#[derive(SimpleObject, Clone, Debug)]
pub struct Board {
    /// The moment they are of.
    pub as_of: DateTime,
    /// Cells that are not empty.
    pub cells: Vec<BoardCell>,
}

/// How many subjects stand alike.
#[derive(SimpleObject, Clone, Debug)]
pub struct BoardCell {
    /// Phase of their state.
    pub phase: Phase,
    /// How late they are.
    pub lateness: Lateness,
    /// How high they climbed.
    pub level: Level,
    /// How many.
    pub count: i64,
}

impl BoardCell {
    /// A cell with its count.
    pub fn new(standing: Standing, count: i64) -> Self {
        Self {
            phase: standing.phase.into(),
            lateness: standing.lateness.into(),
            level: standing.level.into(),
            count,
        }
    }
}
