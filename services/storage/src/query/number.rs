//! Numbers of messages: taken in blocks, so that intake does not queue for one hot row; and of registered papers, which
//! have no gap.
//!
//! A number of a block that was never used (its act was rolled back, or the process ended) stays unused: the series
//! of messages has gaps, up to nineteen per process and restart. A paper takes its number in the transaction of the act
//! `register`: acts of one tenant queue for the row of the series, and one that is rolled back gives its number back.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use otklik_domain::id::TenantId;
use sea_orm::{DatabaseTransaction, FromQueryResult};

use crate::dialect::{Begun, rows};
use crate::error::{Doing, Error, Result};
use crate::tx::Tx;

/// How many numbers a process takes at once.
const BLOCK: i64 = 20;
const MESSAGES: &str = "message";
const PAPERS: &str = "appeal";

const TAKE: &str = "INSERT INTO number_series AS s (tenant_id, series, year, next) VALUES ($1, $2, $3, $4 + 1) \
    ON CONFLICT (tenant_id, series, year) DO UPDATE SET next = s.next + $4 RETURNING next";

type Key = (TenantId, i32);

/// Numbers taken and not yet given out, by tenant and year.
#[derive(Debug, Default)]
pub(crate) struct Blocks(Mutex<HashMap<Key, Arc<tokio::sync::Mutex<Block>>>>);

#[derive(Debug, Default)]
struct Block {
    next: i64,
    end: i64,
}

impl Blocks {
    fn of(&self, key: Key) -> Arc<tokio::sync::Mutex<Block>> {
        let mut blocks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(blocks.entry(key).or_default())
    }
}

impl Tx {
    /// The next number of a message: `КИЛ-2026-000123`.
    pub async fn next_message_number(&self, prefix: &str, year: i32) -> Result<String> {
        let number = self.next_of_block(year).await?;
        Ok(message_number(prefix, year, number))
    }

    /// The next numbers of many messages, in one statement beside this transaction.
    pub async fn next_message_numbers(&self, prefix: &str, year: i32, count: u32) -> Result<Vec<String>> {
        let (tenant, count) = (self.tenant_id()?, i64::from(count));
        if count == 0 {
            return Ok(Vec::new());
        }
        let end = match self.store().shared.dialect.begin_apart(self.scope()).await? {
            None => take(self.db(), (tenant, MESSAGES, year), count).await?,
            Some(Begun { transaction, .. }) => {
                let end = take(&transaction, (tenant, MESSAGES, year), count).await?;
                transaction.commit().await.doing(|| format!("take {count} numbers"))?;
                end
            }
        };
        Ok((end - count..end).map(|number| message_number(prefix, year, number)).collect())
    }

    /// The next number of the registration journal: `КИЛ-ОГ-2026-000123`. The row of the series stays locked until the
    /// act ends, so that there is no gap.
    pub async fn next_registration_number(&self, prefix: &str, year: i32) -> Result<String> {
        let number = take(self.db(), (self.tenant_id()?, PAPERS, year), 1).await? - 1;
        Ok(format!("{prefix}-ОГ-{year}-{number:06}"))
    }

    async fn next_of_block(&self, year: i32) -> Result<i64> {
        let tenant = self.tenant_id()?;
        let block = self.store().shared.numbers.of((tenant, year));
        let mut block = block.lock().await;
        if block.next == block.end {
            let Some(Begun { transaction, .. }) =
                self.store().shared.dialect.begin_apart(self.scope()).await?
            else {
                // One writer at a time: a block would buy nothing, and a second transaction would wait for this one.
                return take(self.db(), (tenant, MESSAGES, year), 1).await.map(|end| end - 1);
            };
            let end = take(&transaction, (tenant, MESSAGES, year), BLOCK).await?;
            transaction.commit().await.doing(|| "take a block of numbers".to_owned())?;
            *block = Block { next: end - BLOCK, end };
        }
        let number = block.next;
        block.next += 1;
        Ok(number)
    }
}

fn message_number(prefix: &str, year: i32, number: i64) -> String {
    format!("{prefix}-{year}-{number:06}")
}

/// Takes `count` numbers of a series and answers the one behind them.
async fn take(
    db: &DatabaseTransaction,
    (tenant, series, year): (TenantId, &str, i32),
    count: i64,
) -> Result<i64> {
    #[derive(FromQueryResult)]
    struct Next {
        next: i64,
    }
    let values = [tenant.0.into(), series.into(), year.into(), count.into()];
    rows::<Next>(db, TAKE, values)
        .await?
        .pop()
        .map(|row| row.next)
        .ok_or_else(|| Error::bug("taking numbers gave no row"))
}
