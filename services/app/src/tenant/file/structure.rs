//! The parts of a plan to which a topic leads: channels, directions, blocks, bodies, rules.

use otklik_domain::channel::Channel;
use otklik_domain::organization::Authority;
use otklik_domain::sector_block;
use serde::Serialize;

use super::word::BlockMode;

/// A channel and who is in charge of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChannelLine {
    /// The channel.
    pub channel: Channel,
    /// The seat.
    pub seat: String,
    /// Where the act says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// A direction of a curator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Direction {
    /// Name within the tenant.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// Where the act says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// A territory and its settlements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Territory {
    /// ОКТМО.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Name for people.
    pub name: String,
    /// Names of its settlements.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settlements: Vec<String>,
}

/// Sector blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Blocks {
    /// How the act names them.
    pub mode: BlockMode,
    /// How they may be changed, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_by: Option<String>,
    /// Where the act says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The blocks.
    pub list: Vec<Block>,
}

/// A sector block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// Name within the tenant.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// In the main list or additional.
    pub kind: sector_block::Kind,
}

/// A body or institution that answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Organization {
    /// Name within the tenant.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Name for screens.
    pub short_name: String,
    /// How it stands to the administration.
    pub authority: Authority,
}

/// Topics to a block, a body, a direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Route {
    /// Spheres or topics of the product.
    pub topics: Vec<String>,
    /// The block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block: Option<String>,
    /// The body that answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// The direction of a curator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    /// The seat whose holder gets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seat: Option<String>,
}
