//! `otklik schema tenant|region`: prints a contract.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::say;

/// Which contract.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Whose schema.
    which: Which,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Which {
    /// A centre's work.
    Tenant,
    /// What the region sees.
    Region,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let sdl = match arguments.which {
        Which::Tenant => otklik_graphql::tenant::sdl(),
        Which::Region => otklik_graphql::region::sdl(),
    };
    say(sdl.trim_end());
    ExitCode::SUCCESS
}
