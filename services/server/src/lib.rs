//! The switchboard: the only place that wires the parts, and the commands of the operator.

pub mod command;
pub mod config;
pub mod demo;
pub mod health;
pub mod lifecycle;
mod telemetry;
pub mod wire;
