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
        /// Seats that one person may hold by the act.
        combining: Lines<Combining>,
        /// Functions of the centre.
        functions: Lines<Function>,
        /// Whom a ladder addresses where that differs from the role of the same name.
        audiences: Lines<Addressee>,
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
        /// Name of the calendar of office hours.
        hours: Option<Text>,
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
        /// Functions switched by the tenant.
        functions: Lines<Function>,
        /// Whom a ladder addresses.
        audiences: Lines<Addressee>,
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
        /// Name of the calendar of office hours.
        hours: Option<Text>,
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
        /// How it ends.
        termination: Option<Text>,
    }

    /// One line of the composition.
    Seat {
        /// Name within the tenant.
        code: Option<Text>,
        /// Role in the centre in the words of the act.
        kind: Option<Text>,
        /// Position, never a person.
        position: Option<Text>,
        /// Roles of the product.
        roles: Vec<Text>,
        /// Blocks where the roles hold.
        blocks: Vec<Text>,
        /// The act promises blocks and does not say which: one, several.
        blocks_unassigned: Option<Text>,
        /// Organizations where the roles hold.
        organizations: Vec<Text>,
        /// Channels where the roles hold.
        channels: Vec<Text>,
        /// Directions of a curator.
        directions: Vec<Text>,
        /// How many people: one, open, per_organization.
        holders: Option<Text>,
        /// Another seat that the same person holds.
        same_person_as: Option<Text>,
        /// Nobody holds it in the act.
        vacant: Option<Text>,
        /// Belongs to another body.
        external: Option<Text>,
        /// Takes part by agreement.
        by_agreement: Option<Text>,
        /// Stands in the composition of the act.
        in_composition: Option<Text>,
        /// Lowest rank that may hold it, in words.
        min_rank: Option<Text>,
        /// Who appoints, in words.
        appointed_by: Option<Text>,
        /// Duties named by the act.
        duties: Vec<Text>,
    }

    /// Where a seat of the act holds.
    Scope {
        /// The seat.
        seat: Option<Text>,
        /// Blocks.
        blocks: Vec<Text>,
        /// Organizations.
        organizations: Vec<Text>,
        /// Channels.
        channels: Vec<Text>,
        /// Directions.
        directions: Vec<Text>,
    }

    /// A channel and who is in charge of it.
    Channel {
        /// The channel.
        channel: Option<Text>,
        /// The seat.
        seat: Option<Text>,
    }

    /// A direction of a curator.
    Direction {
        /// Name within the tenant.
        code: Option<Text>,
        /// Name for people.
        name: Option<Text>,
    }

    /// Sector blocks.
    Blocks {
        /// How the act names them.
        mode: Option<Text>,
        /// How they may be changed, in words.
        changed_by: Option<Text>,
        /// The blocks.
        list: Lines<Block>,
    }

    /// A sector block.
    Block {
        /// Name within the tenant.
        code: Option<Text>,
        /// Name for people.
        name: Option<Text>,
        /// core or additional.
        kind: Option<Text>,
    }

    /// A body or institution that answers.
    Organization {
        /// Name within the tenant.
        code: Option<Text>,
        /// Full name.
        name: Option<Text>,
        /// Name for screens.
        short_name: Option<Text>,
        /// How it stands to the administration.
        authority: Option<Text>,
    }

    /// Topics to a block and a body.
    Route {
        /// Spheres or topics of the product.
        topics: Vec<Text>,
        /// The block.
        block: Option<Text>,
        /// The body that answers.
        organization: Option<Text>,
        /// The direction of a curator.
        direction: Option<Text>,
    }

    /// Seats that one person may hold by the act.
    Combining {
        /// The seats.
        seats: Vec<Text>,
        /// The holder may approve an own draft.
        author_and_approver: Option<Text>,
        /// Where the act says so.
        clause: Option<Text>,
    }

    /// A function of the centre.
    Function {
        /// Which.
        function: Option<Text>,
        /// on, off or not_stated.
        state: Option<Text>,
        /// Where the act says so.
        clause: Option<Text>,
    }

    /// An audience and the seats it means here.
    Addressee {
        /// The audience of a ladder.
        audience: Option<Text>,
        /// The seats.
        seats: Vec<Text>,
    }

    /// Meetings.
    Meetings {
        /// Seats that chair.
        chairs: Vec<Text>,
        /// How often, in words.
        schedule: Option<Text>,
        /// in_person, absentee.
        forms: Vec<Text>,
        /// Seat that agrees the agenda.
        agenda_agreed_by: Option<Text>,
        /// Where the act says so.
        clause: Option<Text>,
    }

    /// Who stands in for whom.
    Substitution {
        /// meetings or office.
        scope: Option<Text>,
        /// When.
        reasons: Vec<Text>,
        /// Seat that agrees.
        agreed_by: Option<Text>,
        /// Where the act says so.
        clause: Option<Text>,
    }

    /// A report that the act demands.
    Report {
        /// Which.
        report: Option<Text>,
        /// To whom, in words.
        to: Option<Text>,
        /// How often, in words.
        period: Option<Text>,
        /// Where the act says so.
        clause: Option<Text>,
    }
}
