//! What every row of a file is measured by, read once for many.

use std::collections::HashMap;
use std::sync::Arc;

use otklik_domain::tenant::Tenant;
use otklik_domain::topic::Topic;
use otklik_intake::row::TopicHint;
use otklik_storage::Tx;
use otklik_storage::query::composition::Composed;
use otklik_storage::query::subject::{DefinitionKey, SubjectRow};
use otklik_workflow::Effective;
use otklik_workflow::sla::calendar::Calendar;

use crate::case::enter::MESSAGE_DEFINITION;
use crate::case::gather::Gathered;
use crate::case::route::RouteMap;
use crate::catalogue::{TopicMapping, topic_mapping};
use crate::{App, Error};

/// What the source calls a thing that we have no word for goes here, and the case says so.
pub(super) const UNKNOWN_TOPIC: &str = "other.general";
/// Words of the source that are quoted are cut at so many characters.
const QUOTED: usize = 200;

/// The centre, its catalogue, its rules and its people.
pub(super) struct Ground {
    pub(super) tenant: Tenant,
    pub(super) key: DefinitionKey,
    pub(super) definition: Arc<Effective>,
    pub(super) routes: RouteMap,
    calendar: Arc<Calendar>,
    composed: Composed,
    topics: HashMap<String, Topic>,
    titles: HashMap<String, String>,
    mapping: Option<TopicMapping>,
}

impl Ground {
    pub(super) async fn load(app: &App, tx: &Tx, tenant: Tenant, source: &str) -> Result<Self, Error> {
        let (definition, effective) = tx.definition_latest(MESSAGE_DEFINITION).await?.ok_or_else(|| {
            Error::Internal(format!("definition {MESSAGE_DEFINITION} is not in the catalogue"))
        })?;
        let topics: HashMap<String, Topic> =
            tx.topics().await?.into_iter().map(|topic| (topic.code.clone(), topic)).collect();
        let mut titles = HashMap::new();
        for topic in topics.values() {
            titles.insert(folded(&topic.title), topic.code.clone());
            titles.insert(folded(&topic.code), topic.code.clone());
        }
        Ok(Self {
            calendar: app.calendar(tx, &tenant).await?,
            routes: RouteMap::load(tx).await?,
            composed: tx.composed().await?,
            mapping: topic_mapping(tx, source).await?,
            key: DefinitionKey { tenant: definition.tenant, id: definition.id },
            definition: effective,
            tenant,
            topics,
            titles,
        })
    }

    /// Our topic for what the source says; nothing where it says nothing that we know.
    pub(super) fn known_topic(&self, hint: &TopicHint) -> Option<&Topic> {
        let (group, topic) = (hint.group.as_deref(), hint.topic.as_deref());
        let mapped = self.mapping.as_ref().and_then(|mapping| mapping.code(group, topic));
        let code = mapped.or_else(|| self.titles.get(&folded(topic?)).map(String::as_str))?;
        self.topics.get(code)
    }

    /// The topic that takes what nobody mapped.
    pub(super) fn unknown_topic(&self) -> Result<&Topic, Error> {
        self.topics
            .get(UNKNOWN_TOPIC)
            .ok_or_else(|| Error::Internal(format!("topic {UNKNOWN_TOPIC} is not in the catalogue")))
    }

    /// A topic of ours by its code.
    pub(super) fn topic(&self, code: &str) -> Result<&Topic, Error> {
        self.topics.get(code).ok_or_else(|| Error::Internal(format!("topic {code} is not in the catalogue")))
    }

    /// Everything the engine must know of a case that came from the source.
    pub(super) fn gathered(&self, row: &SubjectRow, definition: Arc<Effective>) -> Result<Gathered, Error> {
        Ok(Gathered {
            definition,
            calendar: Arc::clone(&self.calendar),
            topic: self.topic(&row.topic)?.clone(),
            posts: self.composed.posts(&row.facts()),
            received_at: row.received_at,
            source_due: row.source_due,
            has_source: true,
            self_approval_by_act: false,
        })
    }
}

/// What the source says the item is about, in one line.
pub(super) fn quoted(hint: &TopicHint) -> String {
    let parts: Vec<&str> = [&hint.group, &hint.topic].into_iter().flatten().map(String::as_str).collect();
    if parts.is_empty() { "не указана".to_owned() } else { cut(&parts.join(" / ")) }
}

/// Words of the source, short enough for a line of history.
pub(super) fn cut(text: &str) -> String {
    if text.chars().count() <= QUOTED {
        return text.to_owned();
    }
    text.chars().take(QUOTED).chain(['…']).collect()
}

fn folded(text: &str) -> String {
    let text = text.to_lowercase().replace('ё', "е");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
