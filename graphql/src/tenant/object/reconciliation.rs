//! Where source and platform differ: fields that a source changed, and items closed on one side only.

use async_graphql::{ID, Object};
use otklik_app::reader::{self, field_title};
use otklik_domain::id::{CaseId, DifferenceId};

use super::case::Case;
use super::user::User;
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::scalar::DateTime;
use crate::shared::words::Mismatch;
use crate::tenant::loader::View;

/// A field in which a source came to say something else than the platform.
#[derive(Clone)]
pub struct SourceDifference {
    kept: reader::Difference,
    view: View,
}

impl SourceDifference {
    /// A difference seen through a look.
    pub(crate) fn new(kept: reader::Difference, view: View) -> Self {
        Self { kept, view }
    }
}

/// A field in which a source came to say something else than the platform.
#[Object]
impl SourceDifference {
    /// Its id.
    async fn id(&self) -> ID {
        ids::write(DifferenceId(self.kept.id))
    }

    /// Stable name of the outside system.
    async fn source(&self) -> &str {
        &self.kept.found.source
    }

    /// Number of the item there.
    async fn external_id(&self) -> &str {
        &self.kept.found.external_id
    }

    /// The case; empty when it is outside the caller's reach.
    #[graphql(complexity = "2 + child_complexity")]
    async fn case(&self) -> Result<Option<Case>, Failure> {
        case(&self.view, self.kept.found.subject.into()).await
    }

    /// The field in words.
    async fn field(&self) -> &str {
        field_title(&self.kept.found.field)
    }

    /// What the platform has.
    async fn before(&self) -> Option<&str> {
        self.kept.found.before.as_deref()
    }

    /// What the source says.
    async fn after(&self) -> Option<&str> {
        self.kept.found.after.as_deref()
    }

    /// When it was found.
    async fn at(&self) -> DateTime {
        let (seconds, nanos) = self.kept.id.get_timestamp().expect("ids are UUIDv7").to_unix();
        let at = chrono::DateTime::from_timestamp(seconds.cast_signed(), nanos);
        at.expect("48 bits of milliseconds are a moment of chrono").into()
    }

    /// Who settled it.
    async fn settled_by(&self) -> Result<Option<User>, Failure> {
        match self.kept.settled {
            None => Ok(None),
            Some((user, _)) => Ok(self.view.users(&[user]).await?.pop()),
        }
    }

    /// When it was settled.
    async fn settled_at(&self) -> Option<DateTime> {
        self.kept.settled.map(|(_, at)| at.into())
    }
}

/// An item that does not agree with its case on being closed.
#[derive(Clone)]
pub struct ReconciliationRow {
    row: reader::Reconciled,
    view: View,
}

impl ReconciliationRow {
    /// An item seen through a look.
    pub(crate) fn new(row: reader::Reconciled, view: View) -> Self {
        Self { row, view }
    }
}

/// An item that does not agree with its case on being closed.
#[Object]
impl ReconciliationRow {
    /// Number of the item in the outside system.
    async fn external_id(&self) -> &str {
        &self.row.item.external_id
    }

    /// In which way they differ.
    async fn mismatch(&self) -> Mismatch {
        self.row.mismatch.into()
    }

    /// State in the words of the source.
    async fn state_there(&self) -> &str {
        self.row.item.state_text.as_deref().unwrap_or(if self.row.item.closed_there {
            "закрыто"
        } else {
            "открыто"
        })
    }

    /// The date it carries there.
    async fn due_there_at(&self) -> Option<DateTime> {
        self.row.item.due_there.map(DateTime::from)
    }

    /// When the source was seen last.
    async fn seen_at(&self) -> DateTime {
        self.row.item.seen_at.into()
    }

    /// Number of the case.
    async fn case_number(&self) -> &str {
        &self.row.number
    }

    /// The case; empty when it is outside the caller's reach.
    #[graphql(complexity = "2 + child_complexity")]
    async fn case(&self) -> Result<Option<Case>, Failure> {
        case(&self.view, self.row.item.subject.into()).await
    }
}

/// A case within the caller's reach; whoever may import need not see cases.
async fn case(view: &View, id: CaseId) -> Result<Option<Case>, Failure> {
    let row = view.reader().case(id).await?;
    Ok(row.map(|row| Case::new(row, view.clone())))
}
