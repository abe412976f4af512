//! The sections of a tenant file below its first level.

use std::fmt;

use otklik_workflow::definition::overlay::To;
use otklik_workflow::yaml::Spanned;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use super::{Lines, Text};

sections! {
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
        /// Rank of the position.
        rank: Option<Text>,
        /// Lowest rank that may hold it.
        min_rank: Option<Text>,
        /// Who appoints, in words.
        appointed_by: Option<Text>,
        /// Duties named by the act.
        duties: Vec<Text>,
        /// Where the act says so.
        clause: Option<Text>,
    }

    /// Where a seat of the act holds, and what else it may do.
    Scope {
        /// The seat.
        seat: Option<Text>,
        /// Roles beside those of the act.
        add_roles: Vec<Text>,
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
        /// Where the act says so.
        clause: Option<Text>,
    }

    /// A direction of a curator.
    Direction {
        /// Name within the tenant.
        code: Option<Text>,
        /// Name for people.
        name: Option<Text>,
        /// Where the act says so.
        clause: Option<Text>,
    }

    /// Sector blocks.
    Blocks {
        /// How the act names them.
        mode: Option<Text>,
        /// How they may be changed, in words.
        changed_by: Option<Text>,
        /// Where the act says so.
        clause: Option<Text>,
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
        /// The seat whose holder gets it.
        seat: Option<Text>,
    }

    /// A territory and its settlements.
    Territory {
        /// ОКТМО.
        code: Option<Text>,
        /// Name for people.
        name: Option<Text>,
        /// Names of its settlements.
        settlements: Vec<Text>,
    }

    /// Changes to one workflow of the product.
    Overlay {
        /// Name of the workflow.
        definition: Option<Text>,
        /// What changes, in order.
        operations: Lines<Operation>,
    }

    /// One change: set with a value, enable or disable.
    Operation {
        /// What gets another value.
        set: Option<Text>,
        /// What is switched on.
        enable: Option<Text>,
        /// What is switched off.
        disable: Option<Text>,
        /// The value.
        to: Option<Spanned<To>>,
        /// Where the act says so.
        clause: Option<Text>,
        /// Why, where no act says so.
        why: Option<Text>,
    }

    /// Office hours that no calendar of the catalogue has.
    OwnHours {
        /// Hours by day of the week; a day that is not here is a day off.
        weekdays: Option<Spanned<Weekdays>>,
        /// Lunch.
        lunch: Option<Spanned<Stretch>>,
        /// By how much a short day is shorter.
        short_day_less_minutes: Option<Text>,
    }

    /// Hours by day of the week.
    Weekdays {
        /// Понедельник.
        monday: Option<Spanned<Stretch>>,
        /// Вторник.
        tuesday: Option<Spanned<Stretch>>,
        /// Среда.
        wednesday: Option<Spanned<Stretch>>,
        /// Четверг.
        thursday: Option<Spanned<Stretch>>,
        /// Пятница.
        friday: Option<Spanned<Stretch>>,
        /// Суббота.
        saturday: Option<Spanned<Stretch>>,
        /// Воскресенье.
        sunday: Option<Spanned<Stretch>>,
    }

    /// From and to inside one day.
    Stretch {
        /// Begins.
        from: Option<Text>,
        /// Ends.
        to: Option<Text>,
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
        /// Why the tenant switches it though its act does not.
        why: Option<Text>,
    }

    /// An audience and the seats it means here.
    Addressee {
        /// The audience of a ladder.
        audience: Option<Text>,
        /// The seats.
        seats: Vec<Text>,
        /// Where the act says so.
        clause: Option<Text>,
    }

    /// Meetings.
    Meetings {
        /// Seats that chair.
        chairs: Vec<Text>,
        /// How often, in words.
        schedule: Option<Text>,
        /// in_person, absentee.
        forms: Vec<Text>,
        /// They are the main form of work.
        main_form: Option<Text>,
        /// Seats that agree the agenda.
        agenda_agreed_by: Vec<Text>,
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
        /// The seat that makes it.
        by: Option<Text>,
        /// To whom, in words.
        to: Option<Text>,
        /// How often, in words.
        period: Option<Text>,
        /// Where the act says so.
        clause: Option<Text>,
    }
}
