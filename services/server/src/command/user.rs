//! `otklik user …`: lets people in.

use std::io::Read;
use std::process::ExitCode;

use anyhow::Context;
use chrono::NaiveDate;
use clap::Subcommand;
use otklik_app::tenant::file::plan::Rank;
use otklik_app::user::account::{self, NewUser};

use super::{composition, say};
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
        /// Ранг должности, если файл центра его не называет.
        #[arg(long)]
        rank: Option<Rank>,
    },
    /// Назначает на место состава с названного дня.
    Appoint {
        #[command(flatten)]
        place: composition::Where,
        #[command(flatten)]
        when: composition::When,
    },
    /// Называет последний день назначения и показывает, что остаётся на человеке.
    Release {
        #[command(flatten)]
        place: composition::Where,
        /// Последний день; по умолчанию сегодня.
        #[arg(long)]
        to: Option<NaiveDate>,
    },
    /// Меняет пароль и закрывает сеансы; пароль читается со стандартного ввода.
    Password {
        /// Логин.
        #[arg(long)]
        login: String,
    },
}

pub(super) async fn run(config: &Config, verb: Verb) -> anyhow::Result<ExitCode> {
    match verb {
        Verb::Create { login, tenant, position, seats, rank } => {
            let app = wire::operator_app(config).await?;
            let password = Some(read_password()?);
            let user = NewUser { login, password, tenant_code: tenant, position, rank, seats };
            let id = account::create(&app, user).await?;
            say(format!("Заведён: {id}"));
            Ok(ExitCode::SUCCESS)
        }
        Verb::Appoint { place, when } => composition::appoint(config, place, when).await,
        Verb::Release { place, to } => composition::release(config, place, to).await,
        Verb::Password { login } => {
            let app = wire::operator_app(config).await?;
            account::set_password(&app, &login, read_password()?).await?;
            say("Пароль изменён, сеансы закрыты.");
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn read_password() -> anyhow::Result<String> {
    let mut text = String::new();
    std::io::stdin().take(4_096).read_to_string(&mut text).context("пароль со стандартного ввода")?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
