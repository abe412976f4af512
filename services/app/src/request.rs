//! One act once: a repeat of the same request gets the same answer, another input under the same id is refused.

use std::future::Future;

use otklik_domain::caller::Caller;
use otklik_domain::id::{AccountId, CaseId, ImportRunId, RequestId};
use otklik_domain::refusal::Refusal;
use otklik_storage::query::request::RequestOutcome;
use otklik_storage::{Scope, Tx};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{App, Error};

/// What the client gave to make a repeat harmless.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// Made by the client.
    pub id: RequestId,
    /// SHA-256 of the operation and its input.
    pub hash: [u8; 32],
}

impl Request {
    /// Hashes `operation` and the canonical text of `input` (serde_json keeps keys sorted).
    pub fn new(id: RequestId, operation: &str, input: &serde_json::Value) -> Self {
        let mut hash = Sha256::new();
        hash.update(operation.as_bytes());
        hash.update([0]);
        hash.update(input.to_string().as_bytes());
        Self { id, hash: hash.finalize().into() }
    }
}

/// What an act leaves to its caller; objects are read after the commit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The case that was changed or made.
    pub case: Option<CaseId>,
    /// The import that was started.
    #[serde(default)]
    pub run: Option<ImportRunId>,
    /// How many rows were touched, where the act counts them.
    #[serde(default)]
    pub rows: u64,
    /// Why the rules said no; empty when the act was done.
    #[serde(default)]
    pub refusals: Vec<Refusal>,
}

impl Receipt {
    pub(crate) fn done(case: CaseId) -> Self {
        Self { case: Some(case), ..Self::default() }
    }
}

/// The scope of a caller's own tenant.
pub(crate) fn own_scope(caller: &Caller) -> Scope {
    Scope::Tenant { tenant: caller.tenant, region: caller.region }
}

/// A request at the beginning of its transaction.
pub(crate) enum Begun {
    /// Seen for the first time.
    Fresh(Fresh),
    /// Done before, with this receipt.
    Repeat(Receipt),
}

/// A request that waits for its receipt.
pub(crate) struct Fresh {
    account: AccountId,
    id: RequestId,
}

impl Fresh {
    /// Keeps the receipt beside the effect.
    pub(crate) async fn finish(self, tx: &Tx, receipt: &Receipt) -> Result<(), Error> {
        let outcome = serde_json::to_value(receipt).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(tx.finish_request(self.account, self.id, &outcome).await?)
    }
}

/// Begins a request; the same id with another input is refused.
pub(crate) async fn begin(tx: &Tx, caller: &Caller, request: Request) -> Result<Begun, Error> {
    match tx.begin_request(caller.account, request.id, request.hash).await? {
        RequestOutcome::Fresh => Ok(Begun::Fresh(Fresh { account: caller.account, id: request.id })),
        RequestOutcome::Repeat(value) => serde_json::from_value(value)
            .map(Begun::Repeat)
            .map_err(|error| Error::Internal(format!("request outcome: {error}"))),
        RequestOutcome::Reused => Err(Error::invalid(
            "REQUEST_ID_REUSED",
            "requestId",
            "Этот requestId уже был с другими данными: создайте новый.",
        )),
    }
}

/// Runs `work` in one transaction of `scope`, once per request id; kept 12 hours.
pub(crate) async fn once<W, F>(
    app: &App,
    caller: &Caller,
    request: Request,
    scope: Scope,
    work: W,
) -> Result<Receipt, Error>
where
    W: FnOnce(Tx) -> F + Send + 'static,
    F: Future<Output = Result<Receipt, Error>> + Send + 'static,
{
    let person = caller.clone();
    app.store
        .run(scope, move |tx: Tx| async move {
            let fresh = match begin(&tx, &person, request).await? {
                Begun::Fresh(fresh) => fresh,
                Begun::Repeat(receipt) => return Ok(receipt),
            };
            let receipt = match work(tx.clone()).await {
                Err(Error::Refused(refusals)) => Receipt { refusals, ..Receipt::default() },
                other => other?,
            };
            fresh.finish(&tx, &receipt).await?;
            Ok(receipt)
        })
        .await
}

/// Forgets requests that are older than 12 hours; answers how many.
pub async fn forget(app: &App) -> Result<u64, Error> {
    app.store
        .run(Scope::Clockwork("forget requests"), move |tx| async move { Ok(tx.forget_requests().await?) })
        .await
}
