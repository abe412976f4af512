//! One sea-orm entity per table that is read or written row by row, private to the crate. Tables that are only met in
//! sets (subject, timer, step, timeline, delta, standing, number_series, co_assignee, import_refusal, source_item,
//! source_difference) are named in the statements of their queries.

#![expect(unreachable_pub, reason = "the entity macro makes public items; nothing leaves the crate")]

pub(crate) mod account;
pub(crate) mod applicant;
pub(crate) mod appointment;
pub(crate) mod attachment;
pub(crate) mod audit_entry;
pub(crate) mod block_version;
pub(crate) mod calendar;
pub(crate) mod case_text;
pub(crate) mod comment;
pub(crate) mod contribution;
pub(crate) mod definition;
pub(crate) mod deployment;
pub(crate) mod direction;
pub(crate) mod import_run;
pub(crate) mod legal_act;
pub(crate) mod letter;
pub(crate) mod membership;
pub(crate) mod notification;
pub(crate) mod organization;
pub(crate) mod outbox;
pub(crate) mod question;
pub(crate) mod registration;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod resolution;
pub(crate) mod role;
pub(crate) mod routing_rule;
pub(crate) mod schedule;
pub(crate) mod seat;
pub(crate) mod seat_block;
pub(crate) mod seat_channel;
pub(crate) mod seat_direction;
pub(crate) mod seat_organization;
pub(crate) mod sector_block;
pub(crate) mod session;
pub(crate) mod setting;
pub(crate) mod template;
pub(crate) mod tenant;
pub(crate) mod tenant_key;
pub(crate) mod token;
pub(crate) mod topic;
