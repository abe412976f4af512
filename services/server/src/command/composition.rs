//! Composition from the command line: who sits where and since when, how a centre ends, the annex as a paper.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use chrono::NaiveDate;
use clap::Args;
use otklik_api::annex::paper;
use otklik_app::composition::end_centre;
use otklik_app::tenant::annex;
use otklik_app::tenant::file::plan::Rank;
use otklik_app::user::seat::{self, Days, Place};
use otklik_documents::annex::docx;

use super::say;
use crate::config::Config;
use crate::wire;

/// Who, which seat, by which act.
#[derive(Debug, Args)]
pub(super) struct Where {
    /// Логин.
    #[arg(long)]
    login: String,
    /// Код центра.
    #[arg(long)]
    tenant: String,
    /// Код места состава.
    #[arg(long)]
    seat: String,
    /// Номер акта, одного из актов центра.
    #[arg(long)]
    act: Option<String>,
    /// Примечание, без имён.
    #[arg(long)]
    note: Option<String>,
}

/// From which day to which.
#[derive(Debug, Args)]
pub(super) struct When {
    /// Первый день; по умолчанию сегодня.
    #[arg(long)]
    from: Option<NaiveDate>,
    /// Последний день; по умолчанию без срока.
    #[arg(long)]
    to: Option<NaiveDate>,
    /// Ранг должности, если файл центра его не называет: specialist, `head_of_department`, `deputy_head`,
    /// `first_deputy_head`, head.
    #[arg(long)]
    rank: Option<Rank>,
}

impl From<Where> for Place {
    fn from(place: Where) -> Self {
        Self {
            login: place.login,
            tenant_code: place.tenant,
            seat: place.seat,
            act: place.act,
            note: place.note,
        }
    }
}

pub(super) async fn appoint(config: &Config, place: Where, when: When) -> anyhow::Result<ExitCode> {
    let app = wire::operator_app(config).await?;
    let days = Days { from: when.from, to: when.to, rank: when.rank };
    seat::appoint(&app, place.into(), days).await?;
    say("Назначение записано.");
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn release(
    config: &Config,
    place: Where,
    to: Option<NaiveDate>,
) -> anyhow::Result<ExitCode> {
    let app = wire::operator_app(config).await?;
    let open = seat::end(&app, place.into(), to).await?;
    say("Последний день назначения записан.");
    if !open.is_empty() {
        say(format!("На этом человеке остаются открытые обращения: {}.", open.join(", ")));
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn end(config: &Config, code: &str, act: &str, on: NaiveDate) -> anyhow::Result<ExitCode> {
    let app = wire::operator_app(config).await?;
    end_centre::run(&app, code, act, on).await?;
    say(format!(
        "Центр {code} завершил работу: всё открыто для чтения, ни одно действие больше не проходит."
    ));
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn annex(
    config: &Config,
    code: &str,
    file: &Path,
    on: Option<NaiveDate>,
) -> anyhow::Result<ExitCode> {
    let app = wire::operator_app(config).await?;
    let bytes = docx(&paper(annex::run(&app, code, on).await?))?;
    std::fs::write(file, bytes).with_context(|| file.display().to_string())?;
    say(format!("Записано: {}", file.display()));
    Ok(ExitCode::SUCCESS)
}
