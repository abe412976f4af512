//! The acts against real databases: every test on both, neighbours of the same region and of another always present.

mod acknowledge;
mod approval;
mod assignment;
mod attachment;
mod audit;
mod card;
mod centre;
mod closing;
mod comment;
mod entry;
mod notification;
mod outbox;
mod publication;
mod region;
mod reply;
mod request;
mod right;
mod sign_in;
mod sweep;
mod topic;
