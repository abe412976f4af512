//! Storage against real databases: every test on both, two tenants always present.

#![expect(clippy::unwrap_used, reason = "a step that fails ends its test, also in what tests share")]

mod account;
mod appeal;
mod applicant;
mod audit;
mod bulk;
mod case;
mod catalogue;
mod codes;
mod composition;
mod import;
mod journal;
mod leak;
mod notification;
mod number;
mod outbox;
mod post;
mod region;
mod registration;
mod request;
mod schedule;
mod standing;
mod store;
mod subject;
mod subject_world;
mod sweep;
mod text;
