//! What the caller was told in the interface.

use async_graphql::{ID, SimpleObject};
use otklik_app::reader::NotificationRow;
use otklik_domain::id::CaseId;

use crate::shared::ids;
use crate::shared::scalar::DateTime;

/// A notice to the caller.
#[derive(SimpleObject, Clone, Debug)]
pub struct Notification {
    /// Opaque id.
    pub id: ID,
    /// When it was planned.
    pub at: DateTime,
    /// The case it is about; empty when the caller cannot open it.
    pub case: Option<ID>,
    /// What it says, in one line.
    pub text: String,
    /// Whether the caller has seen it.
    pub is_read: bool,
}

impl From<NotificationRow> for Notification {
    fn from(row: NotificationRow) -> Self {
        Self {
            text: sentence(&row.text_code, row.body["number"].as_str().unwrap_or_default()),
            id: ids::write(row.id),
            at: row.created_at.into(),
            case: row.subject.map(|subject| ids::write(CaseId::from(subject))),
            is_read: row.read_at.is_some(),
        }
    }
}

fn sentence(code: &str, number: &str) -> String {
    let what = match code {
        "case.assigned" => "передано вам",
        "case.sent_back" => "возвращено координатору",
        "reply.submitted" => "ответ ждёт согласования",
        "reply.returned" => "ответ возвращён на доработку",
        "reply.approved" => "ответ согласован",
        "step.fired" => "срок: требуется ваше внимание",
        "step.acknowledged" => "ступень принята к сведению",
        _ => "есть изменения",
    };
    if number.is_empty() { what.to_owned() } else { format!("{number} — {what}") }
}
