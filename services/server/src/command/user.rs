//! `otklik user …`: lets people in.

use std::io::Read;
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;
use otklik_app::user::account::{self, NewUser};

use super::say;
use crate::config::Config;
use crate::wire;

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Заводит человека; пароль читается со стандартного ввода.
    Create {
        /// Логин, единственный в установке.
        #[arg(long)]
        login: String,
        /// Код центра.
        #[arg(long)]
        tenant: String,
        /// Должность, как её видят.
        #[arg(long)]
        position: String,
        /// Код места состава; можно несколько.
        #[arg(long = "seat")]
        seats: Vec<String>,
    },
    /// Меняет пароль и закрывает сеансы; пароль читается со стандартного ввода.
    Password {
        /// Логин.
        #[arg(long)]
        login: String,
    },
}

pub(super) async fn run(config: &Config, verb: Verb) -> anyhow::Result<ExitCode> {
    let app = wire::operator_app(config).await?;
    match verb {
        Verb::Create { login, tenant, position, seats } => {
            let user =
                NewUser { login, password: Some(read_password()?), tenant_code: tenant, position, seats };
            let id = account::create(&app, user).await?;
            say(format!("Заведён: {id}"));
        }
        Verb::Password { login } => {
            account::set_password(&app, &login, read_password()?).await?;
            say("Пароль изменён, сеансы закрыты.");
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read_password() -> anyhow::Result<String> {
    let mut text = String::new();
    std::io::stdin().take(4_096).read_to_string(&mut text).context("пароль со стандартного ввода")?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
