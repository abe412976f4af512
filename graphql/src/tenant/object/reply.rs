//! What is answered to the author of a case.

use async_graphql::{ID, Object};
use otklik_app::reader::ReplyRow;

use super::user::User;
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::scalar::Date;
use crate::shared::words::{ReplyKind, ReplyState};
use crate::tenant::loader::View;

/// A reply of one round.
#[derive(Clone)]
pub struct Reply {
    row: ReplyRow,
    view: View,
}

impl Reply {
    /// A row seen through a look.
    pub(super) fn new(row: ReplyRow, view: View) -> Self {
        Self { row, view }
    }
}

/// A reply of one round.
#[Object]
impl Reply {
    /// Opaque id.
    async fn id(&self) -> ID {
        ids::write(self.row.id)
    }

    /// What it does.
    async fn kind(&self) -> ReplyKind {
        self.row.kind.into()
    }

    /// Where it stands.
    async fn state(&self) -> ReplyState {
        self.row.state.into()
    }

    /// Its text.
    async fn text(&self) -> &str {
        &self.row.body
    }

    /// Who wrote it.
    async fn author(&self) -> Result<User, Failure> {
        self.view.user(self.row.author).await
    }

    /// Who approved it.
    async fn approved_by(&self) -> Result<Option<User>, Failure> {
        match self.row.approved_by {
            Some(id) => self.view.user(id).await.map(Some),
            None => Ok(None),
        }
    }

    /// Whether its author approved it, because the act combines both.
    async fn is_self_approved(&self) -> bool {
        self.row.self_approved
    }

    /// Where the answer was given: a link, or a way of the closed list.
    async fn published_at(&self) -> Option<&str> {
        self.row.published_at_place.as_deref()
    }

    /// The day a postponement promises.
    async fn promised_on(&self) -> Option<Date> {
        self.row.promised_on.map(Date)
    }
}
