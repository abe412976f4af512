//! What a case is sorted by: topics, sector blocks, organizations.

use async_graphql::{ID, SimpleObject};
use otklik_app::reader;
use otklik_domain::topic;

use crate::shared::ids;
use crate::shared::words::{Sphere, TopicClass};

/// A leaf of the topic tree.
#[derive(SimpleObject, Clone, Debug)]
pub struct Topic {
    /// Stable code; the part before the dot is the sphere.
    pub code: String,
    /// Name for people.
    pub title: String,
    /// How fast it must be answered.
    pub topic_class: TopicClass,
    /// What the region compares by.
    pub sphere: Sphere,
    /// Whether a case of it is never a row for the region.
    pub is_restricted: bool,
}

/// A sector block of the tenant.
#[derive(SimpleObject, Clone, Debug)]
pub struct SectorBlock {
    /// Opaque id.
    pub id: ID,
    /// Stable code within the tenant.
    pub code: String,
    /// Name as the act gives it.
    pub name: String,
    /// Whether somebody leads it now.
    pub has_lead: bool,
}

/// A body or institution that answers.
#[derive(SimpleObject, Clone, Debug)]
pub struct Organization {
    /// Opaque id.
    pub id: ID,
    /// Stable code within the tenant.
    pub code: String,
    /// Name.
    pub name: String,
}

impl From<topic::Topic> for Topic {
    fn from(topic: topic::Topic) -> Self {
        Self {
            code: topic.code,
            title: topic.title,
            topic_class: topic.class.into(),
            sphere: topic.sphere.into(),
            is_restricted: topic.restricted,
        }
    }
}

impl From<reader::Block> for SectorBlock {
    fn from(block: reader::Block) -> Self {
        Self { id: ids::write(block.id), code: block.code, name: block.name, has_lead: block.has_lead }
    }
}

impl From<reader::Organization> for Organization {
    fn from(body: reader::Organization) -> Self {
        Self { id: ids::write(body.id), code: body.code, name: body.name }
    }
}
