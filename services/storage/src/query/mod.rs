//! Methods on `Tx`, one file per noun: domain types in and out, each statement limited to its tenant or region.

pub mod account;
pub mod applicant;
pub mod audit;
pub mod case;
pub mod catalogue;
pub mod composition;
mod condition;
mod cursor;
mod decode;
pub mod deployment;
pub mod exclusive;
pub mod notification;
pub mod number;
pub mod outbox;
pub mod region;
pub mod request;
mod rowset;
pub mod schedule;
mod standing;
pub mod step;
pub mod subject;
pub mod sweep;
pub mod tenant;
pub mod text;
pub mod timeline;
mod timer;
