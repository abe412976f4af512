//! A tenant file once checked: an act with its settings merged in, every word known. `apply` writes it, `export`
//! prints it, and a printed plan reads back as itself.

use chrono::NaiveDate;
use chrono_tz::Tz;
use otklik_domain::channel::Channel;
use otklik_domain::role::Role;
use otklik_domain::tenant;
use otklik_workflow::sla::calendar;
use otklik_workflow::yaml;
use serde::Serialize;

pub use super::line::{Addressee, Combining, FunctionLine, Meetings, OverlayLine, ReportLine, Substitution};
pub use super::structure::{Block, Blocks, ChannelLine, Direction, Organization, Route, Territory};
pub use super::word::{
    BlockMode, Decisions, Form, Function, Holders, LegalForm, Municipality, Rank, Report, SeatKind,
    SubstitutionScope, Switch, Unassigned,
};

/// One tenant as its files want it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Kind and version of the printed file.
    pub format: &'static str,
    /// The tenant itself.
    pub tenant: TenantLine,
    /// The founding act; none for a regional centre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<Act>,
    /// What the act says of the centre.
    pub centre: Centre,
    /// Whether ladders climb to the region.
    pub region_step: Switch,
    /// Lines of the composition and of the settings.
    pub seats: Vec<Seat>,
    /// Who is in charge of a channel.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<ChannelLine>,
    /// Directions of curators.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub directions: Vec<Direction>,
    /// Sector blocks.
    pub sector_blocks: Blocks,
    /// Bodies and institutions that answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<Organization>,
    /// Topic to block and body.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub routing: Vec<Route>,
    /// Direction of topics that no rule gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_direction: Option<String>,
    /// Settlements, by territory.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub territories: Vec<Territory>,
    /// Networks and messengers where the centre listens and answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub platforms: Vec<String>,
    /// Seats that one person may hold by the act.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub combining: Vec<Combining>,
    /// Functions of the centre; what is not listed is not stated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub functions: Vec<FunctionLine>,
    /// Audiences that differ from the role of the same name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub audiences: Vec<Addressee>,
    /// Changes to the product's workflows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<OverlayLine>,
    /// Changes that wait for a workflow or an act that is not there yet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub later: Vec<OverlayLine>,
    /// Meetings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meetings: Option<Meetings>,
    /// Who stands in for whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitution: Option<Substitution>,
    /// Reports that the act demands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reporting: Vec<ReportLine>,
    /// Parties outside the municipality that take part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external_parties: Vec<String>,
    /// Contradictions and misprints of the act.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// The tenant itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TenantLine {
    /// Stands in addresses.
    pub code: String,
    /// What it is.
    pub kind: tenant::Kind,
    /// Where it stands in its life.
    pub state: tenant::State,
    /// Code of the regional centre.
    pub region: String,
    /// Full name.
    pub name: String,
    /// Name for screens.
    pub short_name: String,
    /// Kind of municipality.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub municipality: Option<Municipality>,
    /// Zone in which its days begin and end.
    pub zone: Tz,
    /// What stands before its numbers.
    pub number_prefix: String,
    /// Office hours.
    pub hours: Hours,
    /// Movable holidays of the region, by code.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<String>,
    /// Residents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<Population>,
}

/// Office hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Hours {
    /// A calendar of the catalogue.
    Catalogue(String),
    /// The centre's own.
    Stated(Box<calendar::Hours>),
}

/// Residents at a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Population {
    /// How many.
    pub people: u32,
    /// By what day.
    pub on: NaiveDate,
    /// Where the figure comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// The founding act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Act {
    /// What sort of act.
    pub kind: String,
    /// Number; none in a draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// `2025-11-28`, or `2024-04` in a draft; none where the draft is blank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Where it was published.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub publication: Vec<String>,
    /// From when it holds, in the words of the act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<String>,
    /// The day it takes effect, where that is not the day of the act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_on: Option<NaiveDate>,
    /// The act that it replaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<Superseded>,
    /// Seat that controls the execution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub controller: Option<String>,
}

impl Act {
    /// The day of the act; none while only the month is known.
    pub fn day(&self) -> Option<NaiveDate> {
        self.date.as_deref().and_then(|text| text.parse().ok())
    }
}

/// An act replaced by another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Superseded {
    /// What sort of act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Number.
    pub number: String,
    /// Day.
    pub date: NaiveDate,
}

/// What the act says of the centre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Centre {
    /// Legal form.
    pub legal_form: LegalForm,
    /// Nature of its decisions.
    pub decisions: Decisions,
    /// Who coordinates it, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coordination: Option<String>,
    /// How it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub termination: Option<String>,
    /// Where the act says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// One line of the composition, or a seat that the settings add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is one remark of the act, independent of the others")]
pub struct Seat {
    /// Name within the tenant.
    pub code: String,
    /// Role in the centre in the words of the act.
    pub kind: SeatKind,
    /// Position, never a person.
    pub position: String,
    /// Roles of the product.
    pub roles: Vec<Role>,
    /// Blocks where the roles hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<String>,
    /// The act promises blocks and does not say which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocks_unassigned: Option<Unassigned>,
    /// Organizations where the roles hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<String>,
    /// Channels where the roles hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// Directions of a curator.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub directions: Vec<String>,
    /// How many people hold it.
    pub holders: Holders,
    /// Another seat that the same person holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_person_as: Option<String>,
    /// Nobody holds it in the act.
    pub vacant: bool,
    /// Belongs to another body.
    pub external: bool,
    /// Takes part by agreement.
    pub by_agreement: bool,
    /// Stands in the composition of the act.
    pub in_composition: bool,
    /// Rank of the position.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<Rank>,
    /// Lowest rank that may hold it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_rank: Option<Rank>,
    /// Who appoints, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appointed_by: Option<String>,
    /// Duties named by the act.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<String>,
    /// Where the act says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

impl Plan {
    /// The rule of a topic: one that names the topic itself wins over one that names its sphere.
    pub fn route(&self, topic: &str) -> Option<&Route> {
        let sphere = topic.split_once('.').map_or(topic, |(sphere, _)| sphere);
        let naming =
            |wanted: &str| self.routing.iter().find(|rule| rule.topics.iter().any(|named| named == wanted));
        naming(topic).or_else(|| naming(sphere))
    }

    /// Whether the act lets the holder of a seat approve an own draft.
    pub fn combines_author_and_approver(&self, seat: &str) -> bool {
        let names = |line: &&Combining| line.seats.iter().any(|code| code == seat);
        self.combining.iter().filter(names).any(|line| line.author_and_approver)
    }

    /// What act and settings say of a function.
    pub fn function(&self, function: Function) -> Switch {
        let line = self.functions.iter().find(|line| line.function == function);
        line.map_or(Switch::NotStated, |line| line.state)
    }

    /// The seat of a code.
    pub fn seat(&self, code: &str) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.code == code)
    }

    /// The plan as a file that applies to nothing.
    pub fn print(&self) -> Result<String, impl std::error::Error + use<>> {
        yaml::print(self)
    }
}
