//! A file beside a case.

use bytes::Bytes;
use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::id::{AttachmentId, CaseId};
use otklik_domain::refusal::{Code, Refusal};
use otklik_files::{LIMIT, clean_name, sniff};
use otklik_storage::query::text::AttachmentRow;
use serde_json::json;

use super::perform::{actor, load};
use crate::request::own_scope;
use crate::{App, Error};

/// A file as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// Name given by the client.
    pub name: String,
    /// Content.
    pub bytes: Bytes,
}

/// Keeps a file; its type is read from its content, never from its name or header.
pub async fn run(app: &App, caller: &Caller, input: Input) -> Result<AttachmentId, Error> {
    let name = clean_name(&input.name);
    if input.bytes.len() > LIMIT {
        return Err(Error::Refused(vec![Refusal::new(Code::TooLarge).field("file").with("most", LIMIT)]));
    }
    let Some(media_type) = sniff(&input.bytes, &name) else {
        return Err(Error::Refused(vec![Refusal::new(Code::FileTypeNotAllowed).field("file")]));
    };
    let (shared, person) = (app.clone(), caller.clone());
    app.store
        .run(own_scope(caller), move |tx| async move {
            let row = load(&shared, &tx, &person, input.case, Action::CaseAttach).await?;
            let id: AttachmentId = tx.new_id();
            let stored = shared
                .files
                .put(person.tenant, id, input.bytes)
                .await
                .map_err(|error| Error::Unavailable(error.to_string()))?;
            tx.insert_attachment(AttachmentRow {
                id,
                subject: row.id,
                name,
                media_type: media_type.to_owned(),
                size: stored.size,
                sha256: stored.sha256,
                author: person.user,
                at: tx.now().get(),
            })
            .await?;
            tx.audit(actor(&person), "attach", Some(row.id), &json!({ "attachment": id })).await?;
            Ok(id)
        })
        .await
}

/// Opens an attached file for whoever may see its case.
pub async fn open(app: &App, caller: &Caller, id: AttachmentId) -> Result<(AttachmentRow, Bytes), Error> {
    let tx = app.store.reader(own_scope(caller)).await?;
    let attachment = tx.attachment(id).await?.ok_or(Error::NotFound)?;
    let row = tx.subject(attachment.subject).await?.ok_or(Error::NotFound)?;
    if !app.authorizer.allows(caller, Action::CaseView, &row.facts()) {
        return Err(Error::NotFound);
    }
    drop(tx);
    let bytes = app
        .files
        .get(caller.tenant, id)
        .await
        .map_err(|error| Error::Internal(format!("the bytes of {id}: {error}")))?;
    Ok((attachment, bytes))
}
