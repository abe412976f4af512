//! Some rows of a file in one transaction: new ones become cases in bulk, known ones are repetitions or are merged.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::Datelike;
use otklik_domain::id::{ImportRunId, SubjectId};
use otklik_intake::Entry;
use otklik_intake::file::Refused;
use otklik_intake::profile::Profile;
use otklik_intake::row::ImportRow;
use otklik_storage::Tx;
use otklik_storage::query::bulk::EnteredCase;
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
    pub(super) rows: Vec<ImportRow>,
    pub(super) refused: Vec<ImportRefusal>,
    /// Rows about an item that stands in the file once more, further down: that line holds.
    pub(super) superseded: i64,
    /// What became of the rows before.
    pub(super) before: RunCounts,
}

impl Batch {
    pub(super) fn len(&self) -> i64 {
        figure(self.rows.len()) + figure(self.refused.len()) + self.superseded
    }

    /// Sorts in what was read.
    pub(super) fn add(&mut self, entry: Entry, last: &HashMap<String, u64>) {
        match entry {
            Entry::Refused(refusal) => self.refused.push(kept(refusal)),
            Entry::Row(row) if last.get(&row.external_id).is_some_and(|line| *line != row.line) => {
                self.superseded += 1;
            }
            Entry::Row(row) => self.rows.push(*row),
        }
    }
}

/// Takes the rows; nothing when somebody else takes this run further.
pub(super) async fn take(shared: Arc<Shared>, tx: Tx, batch: Batch) -> Result<Option<RunCounts>, Error> {
    expect_open(&tx, shared.ground.tenant.id).await?;
    let to = batch.before.rows + batch.len();
    if !tx.advance_run(shared.run, batch.before.rows, to).await? {
        return Ok(None);
    }
    let known = known(&shared, &tx, &batch).await?;
    let mut counts = RunCounts { rows: to, ..batch.before };
    let (mut new, mut seen) = (Vec::new(), Vec::new());
    for row in &batch.rows {
        let hash = hash_of(row)?;
        let Some(item) = known.get(&row.external_id) else {
            new.push((row, hash));
            continue;
        };
        if item.hash == hash {
            counts.repeated += 1;
        } else {
            counts.changed += 1;
            if !shared.dry_run {
                merge(&merging(&shared, &tx), row, item).await?;
            }
        }
        seen.push(item_of(&shared, &tx, row, hash, item.subject));
    }
    counts.accepted += figure(new.len());
    counts.repeated += batch.superseded;
    counts.refused += figure(batch.refused.len());
    let cases = cases(&shared, &tx, &new, &mut seen).await?;
    if !shared.dry_run {
        tx.enter_batch(&cases).await?;
        tx.put_source_items(&seen).await?;
    }
    tx.insert_refusals(shared.run, &batch.refused).await?;
    tx.progress_run(shared.run, &counts).await?;
    Ok(Some(counts))
}

fn figure(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn merging<'a>(shared: &'a Shared, tx: &'a Tx) -> Merging<'a> {
    Merging { ground: &shared.ground, profile: &shared.profile, tx, taker: &shared.taker, run: shared.run }
}

async fn known(shared: &Shared, tx: &Tx, batch: &Batch) -> Result<HashMap<String, SourceItem>, Error> {
    let ids: Vec<String> = batch.rows.iter().map(|row| row.external_id.clone()).collect();
    let items = tx.source_items(&shared.profile.source, &ids).await?;
    Ok(items.into_iter().map(|item| (item.external_id.clone(), item)).collect())
}

async fn cases(
    shared: &Shared,
    tx: &Tx,
    new: &[(&ImportRow, [u8; 32])],
    seen: &mut Vec<SourceItem>,
) -> Result<Vec<EnteredCase>, Error> {
    let mut numbers = numbers(shared, tx, new.len()).await?.into_iter();
    let mut cases = Vec::with_capacity(new.len());
    for (row, hash) in new {
        let number = numbers.next().ok_or_else(|| Error::Internal("too few numbers".to_owned()))?;
        let case = enter::case(&shared.ground, tx, &shared.taker, row, number)?;
        seen.push(item_of(shared, tx, row, *hash, case.changed.subject.id));
        cases.push(case);
    }
    Ok(cases)
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

fn item_of(shared: &Shared, tx: &Tx, row: &ImportRow, hash: [u8; 32], subject: SubjectId) -> SourceItem {
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
fn hash_of(row: &ImportRow) -> Result<[u8; 32], Error> {
    let mut hash = [0; 32];
    hex::decode_to_slice(row.fingerprint(), &mut hash).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(hash)
}

fn kept(refused: Refused) -> ImportRefusal {
    let Refused { line, code, reason, raw } = refused;
    ImportRefusal { line, code: code.code().to_owned(), reason, raw }
}
