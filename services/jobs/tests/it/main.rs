//! The queue in memory and in a real Redis; loops and handlers with the product on both databases.

mod backend;
mod mail;
mod poison;
mod product;
mod queue;
mod server;
