//! Internal comments.

use async_graphql::{ID, Object};
use otklik_app::reader::CommentRow;

use super::user::User;
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::scalar::DateTime;
use crate::tenant::loader::View;

/// An internal comment; moves no clock.
#[derive(Clone)]
pub struct Comment {
    row: CommentRow,
    view: View,
}

impl Comment {
    /// A row seen through a look.
    pub(super) fn new(row: CommentRow, view: View) -> Self {
        Self { row, view }
    }
}

/// An internal comment; moves no clock.
#[Object]
impl Comment {
    /// Opaque id.
    async fn id(&self) -> ID {
        ids::write(self.row.id)
    }

    /// When it was written.
    async fn at(&self) -> DateTime {
        self.row.at.into()
    }

    /// Who wrote it.
    async fn author(&self) -> Result<User, Failure> {
        self.view.user(self.row.author).await
    }

    /// The words.
    async fn text(&self) -> &str {
        &self.row.body
    }
}
