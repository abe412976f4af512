//! `otklik token …`: tokens for programs.

use std::process::ExitCode;

use clap::Subcommand;
use otklik_app::user::{account, caller};

use super::say;
use crate::config::Config;
use crate::wire;

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Выдаёт токен; он печатается один раз.
    Create {
        /// Чей.
        #[arg(long)]
        login: String,
        /// Код центра, в котором он действует.
        #[arg(long)]
        tenant: String,
    },
}

pub(super) async fn run(config: &Config, verb: Verb) -> anyhow::Result<ExitCode> {
    let Verb::Create { login, tenant } = verb;
    let app = wire::operator_app(config).await?;
    say(account::issue_token(&app, &login, &tenant, caller::FREE_TEXT, None).await?);
    Ok(ExitCode::SUCCESS)
}
