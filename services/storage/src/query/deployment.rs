//! What is known of this database itself.

use chrono::TimeDelta;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};

use crate::dialect::rows;
use crate::error::{Doing, Error, Result};
use crate::table::deployment;
use crate::tx::Tx;

/// Who made a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MadeBy {
    /// `otklik demo`: everything in it is invented, and its clock may be moved.
    Demo,
    /// Everything else.
    Install,
}

/// The one row about this database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deployment {
    /// Who made it.
    pub made_by: MadeBy,
    /// How far its clock stands from the system's; zero unless made by `demo`.
    pub clock_offset: TimeDelta,
}

const ROW: i32 = 1;

impl Tx {
    /// The row, once it was written. For the door, the clockwork and the owner.
    pub async fn deployment(&self) -> Result<Option<Deployment>> {
        let row = deployment::Entity::find_by_id(ROW)
            .one(self.db())
            .await
            .doing(|| "read the deployment".to_owned())?;
        row.map(|row| {
            let made_by = match row.made_by.as_str() {
                "demo" => MadeBy::Demo,
                "install" => MadeBy::Install,
                other => return Err(Error::corrupt(format!("a database made by {other}"))),
            };
            Ok(Deployment { made_by, clock_offset: TimeDelta::microseconds(row.clock_offset_us) })
        })
        .transpose()
    }

    /// Writes or replaces the row. By the owner alone.
    pub async fn put_deployment(&self, put: Deployment) -> Result<()> {
        use deployment::Column as C;
        self.need_owner()?;
        let made_by = match put.made_by {
            MadeBy::Demo => "demo",
            MadeBy::Install => "install",
        };
        let row = deployment::Model {
            id: ROW,
            made_by: made_by.to_owned(),
            clock_offset_us: put.clock_offset.num_microseconds().unwrap_or(i64::MAX),
            created_at: self.now().get(),
        };
        deployment::Entity::insert(row.into_active_model())
            .on_conflict(OnConflict::column(C::Id).update_columns([C::MadeBy, C::ClockOffsetUs]).to_owned())
            .exec_without_returning(self.db())
            .await
            .doing(|| "write the deployment".to_owned())?;
        Ok(())
    }

    /// Names of the schema steps that were applied, in order; for the door, which compares them with its own.
    pub async fn applied_steps(&self) -> Result<Vec<String>> {
        #[derive(FromQueryResult)]
        struct Applied {
            version: String,
        }
        let applied =
            rows::<Applied>(self.db(), "SELECT version FROM seaql_migrations ORDER BY version", []).await?;
        Ok(applied.into_iter().map(|row| row.version).collect())
    }
}
