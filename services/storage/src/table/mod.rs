//! One sea-orm entity per table, private to the crate.

#![expect(
    unreachable_pub,
    missing_docs,
    reason = "the entity macro makes public items; nothing leaves the crate"
)]

pub(crate) mod account;
pub(crate) mod applicant;
pub(crate) mod appointment;
pub(crate) mod attachment;
pub(crate) mod audit_entry;
pub(crate) mod calendar;
pub(crate) mod case_text;
pub(crate) mod comment;
pub(crate) mod definition;
pub(crate) mod delta;
pub(crate) mod deployment;
pub(crate) mod legal_act;
pub(crate) mod membership;
pub(crate) mod notification;
pub(crate) mod number_series;
pub(crate) mod organization;
pub(crate) mod outbox;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod role;
pub(crate) mod routing_rule;
pub(crate) mod schedule;
pub(crate) mod seat;
pub(crate) mod seat_block;
pub(crate) mod seat_channel;
pub(crate) mod seat_organization;
pub(crate) mod sector_block;
pub(crate) mod session;
pub(crate) mod setting;
pub(crate) mod standing;
pub(crate) mod step;
pub(crate) mod subject;
pub(crate) mod template;
pub(crate) mod tenant;
pub(crate) mod tenant_key;
pub(crate) mod timeline;
pub(crate) mod timer;
pub(crate) mod token;
pub(crate) mod topic;
