//! `otklik config`: the effective values.

use std::process::ExitCode;

use clap::Args;

use super::say;
use crate::config::Config;

/// What to print.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Only check; a configuration that does not fit never gets this far.
    #[arg(long)]
    check: bool,
}

pub(super) fn run(config: &Config, arguments: &Arguments) -> ExitCode {
    if arguments.check {
        say("Настройки годятся.");
    } else {
        say(config.shown().trim_end());
    }
    ExitCode::SUCCESS
}
