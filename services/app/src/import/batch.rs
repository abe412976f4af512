//! Some rows of a file in one transaction: new ones become cases in bulk, known ones are repetitions or are merged.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::Datelike;
use otklik_domain::id::ImportRunId;
use otklik_intake::Entry;
use otklik_intake::file::Refused;
use otklik_intake::profile::Profile;
use otklik_intake::row::ImportRow;
use otklik_storage::Tx;
use otklik_storage::query::import::{ImportRefusal, RunCounts, SourceItem};

use super::enter::{self, Taker};
use super::ground::Ground;
use super::merge::{Merging, merge};
use crate::Error;
use crate::case::gather::expect_open;

/// A number that no case gets: a dry run takes none.
const NO_NUMBER: &str = "—";

/// What all batches of a run share.
pub(super) struct Shared {
    pub(super) ground: Ground,
    pub(super) profile: Profile,
    pub(super) taker: Taker,
    pub(super) run: ImportRunId,
    pub(super) dry_run: bool,
}

/// The next rows of a run; no item stands in it twice.
#[derive(Clone, Default)]
pub(super) struct Batch {
    pub(super) entries: Vec<Entry>,
    /// What became of the rows before.
    pub(super) before: RunCounts,
    /// Digests of items that a dry run has met and not kept.
    pub(super) met: HashMap<String, [u8; 32]>,
}

/// What is known of the items of a batch.
enum Known {
    /// As it was kept.
    Kept(SourceItem),
    /// A dry run saw it a moment ago.
    Met([u8; 32]),
}

impl Known {
    fn hash(&self) -> &[u8; 32] {
        match self {
            Self::Kept(item) => &item.hash,
            Self::Met(hash) => hash,
        }
    }
}

/// Takes the rows; nothing when somebody else takes this run further.
pub(super) async fn take(shared: Arc<Shared>, tx: Tx, batch: Batch) -> Result<Option<RunCounts>, Error> {
    expect_open(&tx, shared.ground.tenant.id).await?;
    let to = batch.before.rows + i64::try_from(batch.entries.len()).unwrap_or(i64::MAX);
    if !tx.advance_run(shared.run, batch.before.rows, to).await? {
        return Ok(None);
    }
    let known = known(&shared, &tx, &batch).await?;
    let mut counts = RunCounts { rows: to, ..batch.before };
    let (mut new, mut seen, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for entry in &batch.entries {
        let row = match entry {
            Entry::Refused(refusal) => {
                refused.push(kept(refusal));
                continue;
            }
            Entry::Row(row) => row,
        };
        let hash = hash_of(row)?;
        match known.get(&row.external_id) {
            None => new.push((row.as_ref(), hash)),
            Some(before) => {
                let same = *before.hash() == hash;
                if same { counts.repeated += 1 } else { counts.changed += 1 }
                if let Known::Kept(item) = before
                    && !shared.dry_run
                {
                    if !same {
                        merge(&merging(&shared, &tx), row, item).await?;
                    }
                    seen.push(item_of(&shared, &tx, row, hash, item.subject));
                }
            }
        }
    }
    counts.accepted += i64::try_from(new.len()).unwrap_or(i64::MAX);
    counts.refused += i64::try_from(refused.len()).unwrap_or(i64::MAX);
    enter_all(&shared, &tx, &new, &mut seen).await?;
    tx.put_source_items(&seen).await?;
    tx.insert_refusals(shared.run, &refused).await?;
    tx.progress_run(shared.run, &counts).await?;
    Ok(Some(counts))
}

fn merging<'a>(shared: &'a Shared, tx: &'a Tx) -> Merging<'a> {
    Merging { ground: &shared.ground, profile: &shared.profile, tx, taker: &shared.taker, run: shared.run }
}

async fn known(shared: &Shared, tx: &Tx, batch: &Batch) -> Result<HashMap<String, Known>, Error> {
    let ids: Vec<String> = batch
        .entries
        .iter()
        .filter_map(|entry| match entry {
            Entry::Row(row) => Some(row.external_id.clone()),
            Entry::Refused(_) => None,
        })
        .collect();
    let items = tx.source_items(&shared.profile.source, &ids).await?;
    let mut known: HashMap<String, Known> =
        items.into_iter().map(|item| (item.external_id.clone(), Known::Kept(item))).collect();
    known.extend(batch.met.iter().map(|(id, hash)| (id.clone(), Known::Met(*hash))));
    Ok(known)
}

async fn enter_all(
    shared: &Shared,
    tx: &Tx,
    new: &[(&ImportRow, [u8; 32])],
    seen: &mut Vec<SourceItem>,
) -> Result<(), Error> {
    let mut numbers = numbers(shared, tx, new.len()).await?.into_iter();
    let mut cases = Vec::with_capacity(new.len());
    for (row, hash) in new {
        let number = numbers.next().ok_or_else(|| Error::Internal("too few numbers".to_owned()))?;
        let case = enter::case(&shared.ground, tx, &shared.taker, row, number)?;
        seen.push(item_of(shared, tx, row, *hash, case.changed.subject.id));
        cases.push(case);
    }
    if shared.dry_run {
        seen.clear();
        return Ok(());
    }
    Ok(tx.enter_batch(&cases).await?)
}

async fn numbers(shared: &Shared, tx: &Tx, count: usize) -> Result<Vec<String>, Error> {
    if shared.dry_run {
        return Ok(vec![NO_NUMBER.to_owned(); count]);
    }
    let tenant = &shared.ground.tenant;
    let year = tx.now().get().with_timezone(&tenant.zone).year();
    let count = u32::try_from(count).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(tx.next_message_numbers(&tenant.number_prefix, year, count).await?)
}

fn item_of(
    shared: &Shared,
    tx: &Tx,
    row: &ImportRow,
    hash: [u8; 32],
    subject: otklik_domain::id::SubjectId,
) -> SourceItem {
    SourceItem {
        source: shared.profile.source.clone(),
        external_id: row.external_id.clone(),
        subject,
        state_text: row.state_text.clone(),
        closed_there: row.closed(),
        due_there: row.source_due,
        hash,
        run: shared.run,
        seen_at: tx.now().get(),
    }
}

/// The digest of a row as it is kept.
pub(super) fn hash_of(row: &ImportRow) -> Result<[u8; 32], Error> {
    let mut hash = [0; 32];
    hex::decode_to_slice(row.fingerprint(), &mut hash).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(hash)
}

fn kept(refused: &Refused) -> ImportRefusal {
    ImportRefusal {
        line: refused.line,
        code: refused.code.code().to_owned(),
        reason: refused.reason.clone(),
        raw: refused.raw.clone(),
    }
}
