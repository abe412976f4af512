//! Storage against real databases: every test on both, two tenants always present.

#![expect(clippy::unwrap_used, reason = "a step that fails ends its test, also in what tests share")]

mod account;
mod applicant;
mod audit;
mod case;
mod catalogue;
mod codes;
mod composition;
mod leak;
mod notification;
mod number;
mod outbox;
mod region;
mod request;
mod schedule;
mod standing;
mod store;
mod subject;
mod subject_world;
mod sweep;
mod text;
