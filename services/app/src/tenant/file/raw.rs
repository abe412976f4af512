//! The lines of a tenant file: every value is text with its place, nothing is required, unknown keys are kept.
//!
//! A derived `Deserialize` stops at the first defect; a clerk wants all of them in one run.

use std::fmt;

use otklik_workflow::yaml::Spanned;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

/// A scalar with its line.
pub type Text = Spanned<String>;
/// A list of sections with the line of each.
pub type Lines<T> = Vec<Spanned<T>>;

macro_rules! sections {
    ($($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident: $type:ty),+ $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        pub struct $name {
            $($(#[$fmeta])* pub $field: $type,)+
            /// Keys that no field has.
            pub unknown: Vec<Text>,
        }

        impl $name {
            /// Every key the section may have.
            pub const KEYS: &'static [&'static str] = &[$(stringify!($field)),+];
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Section;

                impl<'de> Visitor<'de> for Section {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        write!(f, "раздел с ключами {}", $name::KEYS.join(", "))
                    }

                    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        let mut section = $name::default();
                        while let Some(key) = map.next_key::<Text>()? {
                            match key.value.as_str() {
                                $(stringify!($field) => section.$field = map.next_value()?,)+
                                _ => {
                                    map.next_value::<IgnoredAny>()?;
                                    section.unknown.push(key);
                                }
                            }
                        }
                        Ok(section)
                    }
                }

                deserializer.deserialize_map(Section)
            }
        }
    )+};
}

mod hours;
mod part;

pub use hours::HoursValue;
pub use part::*;

sections! {
    /// A founding act.
    ActFile {
        /// Kind and version of the file.
        format: Option<Text>,
        /// The tenant itself.
        tenant: Option<Spanned<Tenant>>,
        /// The act; none for a regional centre.
        act: Option<Spanned<Act>>,
        /// What the act says of the centre.
        centre: Option<Spanned<Centre>>,
        /// Whether ladders climb to the region: on, off, not_stated.
        region_step: Option<Text>,
        /// Lines of the composition.
        seats: Lines<Seat>,
        /// Who is in charge of a channel.
        channels: Lines<Channel>,
        /// Directions of curators.
        directions: Lines<Direction>,
        /// Sector blocks.
        sector_blocks: Option<Spanned<Blocks>>,
        /// Bodies and institutions that answer.
        organizations: Lines<Organization>,
        /// Topic to block and body.
        routing: Lines<Route>,
        /// Direction of topics that no rule gives one.
        default_direction: Option<Text>,
        /// Settlements, by territory.
        territories: Lines<Territory>,
        /// Networks and messengers where the centre listens and answers.
        platforms: Vec<Text>,
        /// Seats that one person may hold by the act.
        combining: Lines<Combining>,
        /// Functions of the centre.
        functions: Lines<Function>,
        /// Whom a ladder addresses where that differs from the role of the same name.
        audiences: Lines<Addressee>,
        /// Changes to the product's workflows.
        overlays: Lines<Overlay>,
        /// Changes that wait for a workflow or an act that is not there yet.
        later: Lines<Overlay>,
        /// Meetings.
        meetings: Option<Spanned<Meetings>>,
        /// Who stands in for whom.
        substitution: Option<Spanned<Substitution>>,
        /// Reports that the act demands.
        reporting: Lines<Report>,
        /// Parties outside the municipality that take part.
        external_parties: Vec<Text>,
        /// Contradictions and misprints of the act.
        notes: Vec<Text>,
    }

    /// Settings over an act.
    SettingsFile {
        /// Kind and version of the file.
        format: Option<Text>,
        /// Code of the tenant.
        tenant: Option<Text>,
        /// What these settings are, in words.
        title: Option<Text>,
        /// The document that settles this.
        basis: Option<Text>,
        /// Whether ladders climb to the region.
        region_step: Option<Text>,
        /// Office hours.
        hours: Option<Spanned<HoursValue>>,
        /// Residents.
        population: Option<Spanned<Population>>,
        /// Bodies and institutions that answer.
        organizations: Lines<Organization>,
        /// Blocks that the centre itself keeps, where the act leaves them open.
        sector_blocks: Lines<Block>,
        /// Where seats of the act hold.
        scopes: Lines<Scope>,
        /// Seats that the act does not name.
        seats: Lines<Seat>,
        /// Who is in charge of a channel.
        channels: Lines<Channel>,
        /// Topic to block and body.
        routing: Lines<Route>,
        /// Direction of topics that no rule gives one.
        default_direction: Option<Text>,
        /// Settlements, by territory.
        territories: Lines<Territory>,
        /// Networks and messengers where the centre listens and answers.
        platforms: Vec<Text>,
        /// Seats that one person may hold by an order.
        combining: Lines<Combining>,
        /// Functions switched by the tenant.
        functions: Lines<Function>,
        /// Whom a ladder addresses.
        audiences: Lines<Addressee>,
        /// Changes to the product's workflows.
        overlays: Lines<Overlay>,
        /// Changes that wait for a workflow or an act that is not there yet.
        later: Lines<Overlay>,
    }

    /// The tenant itself.
    Tenant {
        /// Stands in addresses.
        code: Option<Text>,
        /// MUNICIPAL or REGIONAL.
        kind: Option<Text>,
        /// ACTIVE, DRAFT or ENDED.
        state: Option<Text>,
        /// Code of the regional centre.
        region: Option<Text>,
        /// Full name.
        name: Option<Text>,
        /// Name for screens.
        short_name: Option<Text>,
        /// Kind of municipality.
        municipality: Option<Text>,
        /// IANA zone.
        zone: Option<Text>,
        /// What stands before its numbers.
        number_prefix: Option<Text>,
        /// Office hours.
        hours: Option<Spanned<HoursValue>>,
        /// Movable holidays of the region, by code.
        holidays: Vec<Text>,
        /// Residents.
        population: Option<Spanned<Population>>,
    }

    /// Residents at a day.
    Population {
        /// How many.
        people: Option<Text>,
        /// By what day.
        on: Option<Text>,
        /// Where the figure comes from.
        basis: Option<Text>,
    }

    /// The founding act.
    Act {
        /// What sort of act.
        kind: Option<Text>,
        /// Number; none in a draft.
        number: Option<Text>,
        /// Day, or only the month in a draft.
        date: Option<Text>,
        /// Title.
        title: Option<Text>,
        /// Where it was signed.
        place: Option<Text>,
        /// Where it was published.
        publication: Vec<Text>,
        /// From when it holds, in the words of the act.
        effective: Option<Text>,
        /// The day it takes effect, where that is not the day of the act.
        effective_on: Option<Text>,
        /// The act that it replaces.
        supersedes: Option<Spanned<Superseded>>,
        /// Seat that controls the execution.
        controller: Option<Text>,
    }

    /// An act replaced by another.
    Superseded {
        /// What sort of act.
        kind: Option<Text>,
        /// Number.
        number: Option<Text>,
        /// Day.
        date: Option<Text>,
    }

    /// What the act says of the centre.
    Centre {
        /// Legal form.
        legal_form: Option<Text>,
        /// Nature of its decisions.
        decisions: Option<Text>,
        /// Who coordinates it, in words.
        coordination: Option<Text>,
        /// How it ends.
        termination: Option<Text>,
        /// Where the act says so.
        clause: Option<Text>,
    }
}
