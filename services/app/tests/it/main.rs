//! The acts against real databases: every test on both, neighbours of the same region and of another always present.

#![expect(clippy::unwrap_used, reason = "a step that fails ends its test, also in what tests share")]

mod acknowledge;
mod appeal;
mod approval;
mod assignment;
mod attachment;
mod audit;
mod card;
mod centre;
mod closing;
mod comment;
mod composition;
mod entry;
mod function;
mod house;
mod import;
mod notification;
mod outbox;
mod publication;
mod recount;
mod region;
mod reply;
mod request;
mod right;
mod route;
mod sign_in;
mod sweep;
mod tenant;
mod topic;
