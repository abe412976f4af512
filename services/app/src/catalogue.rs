//! The product's catalogue: files become immutable rows of the PLATFORM tenant; at run time the database alone is read.

pub(crate) mod calendar;
mod mapping;

pub use calendar::{OwnCalendar, OwnHours, keep_own_calendar};
pub use mapping::{TopicMapping, topic_mapping};
use otklik_domain::id::PLATFORM;
use otklik_domain::topic::Topic;
use otklik_policies::catalogue::{self, Entry, Kind};
use otklik_storage::{Scope, Store, Tx};
use otklik_workflow::definition;
use otklik_workflow::yaml;
use serde_json::Value;

use crate::Error;
use crate::import::profile;

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

/// The calendars of the platform, by name: what every date hangs on.
pub async fn calendars(store: &Store) -> Result<Vec<(String, Value)>, Error> {
    let tx = store.reader(Scope::Owner).await?;
    Ok(tx.of(PLATFORM, PLATFORM.into())?.calendars().await?)
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
            let body = calendar::parse(entry).map_err(|defects| defective(&defects))?;
            tx.put_calendar(entry.name, &body).await?
        }
        Kind::Topics => {
            let mut changed = false;
            for topic in &topics_of(entry).map_err(|defects| defective(&defects))? {
                changed |= tx.put_topic(topic).await?;
            }
            changed
        }
        Kind::TopicMapping => {
            TopicMapping::parse(entry.path, entry.source).map_err(|defects| defective(&defects))?;
            tx.put_template(mapping::TEMPLATE, entry.name, entry.source).await?
        }
        Kind::ImportProfile => {
            profile::parse(entry.path, entry.source).map_err(|defects| defective(&defects))?;
            tx.put_template(profile::TEMPLATE, entry.name, entry.source).await?
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
    topics: Vec<Topic>,
}

/// The topics that the product ships.
pub fn topics() -> Result<Vec<Topic>, Vec<yaml::Defect>> {
    let mut topics = Vec::new();
    for entry in catalogue::entries().iter().filter(|entry| entry.kind == Kind::Topics) {
        topics.extend(topics_of(entry)?);
    }
    Ok(topics)
}

fn topics_of(entry: &Entry) -> Result<Vec<Topic>, Vec<yaml::Defect>> {
    yaml::read::<TopicsFile>(entry.path, entry.source).map(|file| file.topics)
}

fn defective(defects: &[yaml::Defect]) -> Error {
    let lines: Vec<String> = defects.iter().map(ToString::to_string).collect();
    Error::Internal(format!("the catalogue has defects:\n{}", lines.join("\n")))
}
