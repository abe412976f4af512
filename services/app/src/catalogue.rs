//! The product's catalogue: files become immutable rows of the PLATFORM tenant; at run time the database alone is read.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use otklik_domain::id::PLATFORM;
use otklik_policies::catalogue::{self, Entry, Kind};
use otklik_storage::{Scope, Store, Tx};
use otklik_workflow::definition;
use otklik_workflow::sla::calendar::{Calendar, FederalYear, Hours};
use otklik_workflow::yaml;
use serde_json::Value;

use crate::Error;

/// Name of the calendar row with the office hours of every tenant that states none.
const DEFAULT_HOURS: &str = "default";

/// Imports every catalogue file that is not in the database yet; answers how many rows were written. Runs as owner.
pub async fn import(store: &Store) -> Result<u64, Error> {
    store
        .run(Scope::Owner, move |tx| async move {
            let platform = tx.of(PLATFORM, PLATFORM.into())?;
            let mut written = 0;
            for entry in catalogue::entries() {
                written += import_entry(&platform, entry).await?;
            }
            Ok(written)
        })
        .await
}

async fn import_entry(tx: &Tx, entry: &Entry) -> Result<u64, Error> {
    let changed = match entry.kind {
        Kind::Role => {
            let role =
                entry.name.parse().map_err(|error| Error::Internal(format!("{}: {error}", entry.name)))?;
            tx.put_role(role, entry.source).await?
        }
        Kind::Model => tx.put_template("model", entry.name, entry.source).await?,
        Kind::TenantTemplate => tx.put_template("tenant", entry.name, entry.source).await?,
        Kind::Calendar => {
            let body: Value = read(entry)?;
            tx.put_calendar(entry.name, &body).await?
        }
        Kind::Topics => {
            let file: TopicsFile = read(entry)?;
            let mut changed = false;
            for topic in &file.topics {
                changed |= tx.put_topic(topic).await?;
            }
            changed
        }
        Kind::Definition => {
            let file = format!("policies/workflows/{}.yaml", entry.name);
            let parsed = definition::parse(&file, entry.source).map_err(|defects| defective(&defects))?;
            tx.insert_definition(entry.name, entry.source, &definition::publish(&parsed)).await?
        }
    };
    Ok(u64::from(changed))
}

#[derive(serde::Deserialize)]
struct TopicsFile {
    topics: Vec<otklik_domain::topic::Topic>,
}

fn read<T: serde::de::DeserializeOwned>(entry: &Entry) -> Result<T, Error> {
    yaml::read(entry.name, entry.source).map_err(|defects| defective(&defects))
}

fn defective(defects: &[yaml::Defect]) -> Error {
    let lines: Vec<String> =
        defects.iter().map(|d| format!("{}:{}: {} {}", d.file, d.line, d.code, d.message)).collect();
    Error::Internal(format!("the catalogue has defects:\n{}", lines.join("\n")))
}

/// Builds the calendar of a zone from the rows of the catalogue.
pub(crate) fn calendar(rows: &[(String, Value)], zone: Tz) -> Result<Calendar, Error> {
    let mut years: BTreeMap<&str, FederalYear> = BTreeMap::new();
    let mut hours: Option<Hours> = None;
    for (name, body) in rows {
        let broken = |error: serde_json::Error| Error::Internal(format!("calendar {name}: {error}"));
        if name == DEFAULT_HOURS {
            hours = Some(serde_json::from_value(body.clone()).map_err(broken)?);
        } else if name.starts_with("federal-") {
            years.insert(name, serde_json::from_value(body.clone()).map_err(broken)?);
        }
    }
    let hours =
        hours.ok_or_else(|| Error::Internal(format!("calendar {DEFAULT_HOURS} is not in the catalogue")))?;
    Ok(Calendar::new(zone, hours, years.into_values().collect(), Vec::new()))
}
