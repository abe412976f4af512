//! A paper under 59-ФЗ is entered: received, not registered yet. The three days to register it run from the receipt.

use chrono::{DateTime, Utc};
use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::case::LegalRegime;
use otklik_domain::channel::Channel;
use otklik_domain::refusal::{Code, Refusal};
use otklik_intake::card::Card;
use otklik_storage::Tx;
use serde_json::json;

use super::text::{NOTE, optional};
use crate::case::enter::{Entry, keep_entry};
use crate::case::gather::tenant_of;
use crate::case::perform::{actor, receipt};
use crate::request::{once, own_scope};
use crate::{App, Error, Receipt, Request};

/// A paper that was received.
#[derive(Clone, Debug)]
pub struct Input {
    /// The operator's card.
    pub card: Card,
    /// Why the receipt lies on an earlier day.
    pub past_reason: Option<String>,
}

/// Enters an appeal.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let (shared, person) = (app.clone(), caller.clone());
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        if !shared.authorizer.may(&person, Action::CaseEnter) {
            return Err(Error::Forbidden);
        }
        let record = otklik_intake::card::read(&input.card, tx.now())?;
        expect_channel(record.channel)?;
        let reason = past_reason(&tx, &person, record.received_at, input.past_reason.as_deref()).await?;
        let said = reason.as_ref().map(|reason| format!("поступило раньше внесения: {reason}"));
        let audit = reason.map(|reason| json!({ "received_at": record.received_at, "reason": reason }));
        let entry = Entry { record, regime: LegalRegime::Appeal59Fz, note: said };
        let row = keep_entry(&shared, &tx, &person, entry).await?;
        if let Some(body) = audit {
            tx.audit(actor(&person), "enter_past_date", Some(row.id), &body).await?;
        }
        Ok(receipt(&row))
    })
    .await
}

/// Since 30.03.2025 (547-ФЗ) an e-mail is no appeal; a call or a public post never was.
fn expect_channel(channel: Channel) -> Result<(), Error> {
    let refusal = match channel {
        Channel::Letter | Channel::Reception | Channel::Pos | Channel::WebForm => return Ok(()),
        Channel::Email => Refusal::new(Code::FieldInvalid).with("reason", "EMAIL_IS_NO_APPEAL"),
        Channel::Phone
        | Channel::IncidentManagement
        | Channel::OfficialPage
        | Channel::Messenger
        | Channel::Open311 => Refusal::new(Code::FieldInvalid).with("reason", "CHANNEL_CARRIES_NO_APPEAL"),
    };
    Err(Error::Refused(vec![refusal.field("channel")]))
}

/// Why the paper is entered on a later day than it came; needed exactly then.
async fn past_reason(
    tx: &Tx,
    person: &Caller,
    received_at: DateTime<Utc>,
    given: Option<&str>,
) -> Result<Option<String>, Error> {
    let zone = tenant_of(tx, person.tenant).await?.zone;
    let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    if day(received_at) >= day(tx.now().get()) {
        return Ok(None);
    }
    let reason = optional(given, "pastReason", NOTE).map_err(|refusal| vec![refusal])?;
    if reason.is_none() {
        return Err(Error::Refused(vec![Refusal::new(Code::FieldRequired).field("pastReason")]));
    }
    Ok(reason)
}
