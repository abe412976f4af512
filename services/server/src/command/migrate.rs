//! `otklik migrate up|down|status`: schema and catalogue.

use std::process::ExitCode;

use clap::Subcommand;

use super::say;
use crate::config::Config;
use crate::wire;

#[derive(Debug, Subcommand)]
pub(super) enum Direction {
    /// Доводит схему и каталог до этой версии.
    Up,
    /// Отменяет шаги схемы.
    Down {
        /// Сколько последних шагов; без числа — все.
        #[arg(long)]
        steps: Option<u32>,
    },
    /// Какие шаги сделаны.
    Status,
}

pub(super) async fn run(config: &Config, direction: Direction) -> anyhow::Result<ExitCode> {
    let url = wire::owner_url(config)?;
    match direction {
        Direction::Up => {
            let done = otklik_migrations::up(&url).await?;
            for step in &done {
                say(format!("сделан шаг {step}"));
            }
            let (rows, recounted) = wire::refresh_catalogue(config).await?;
            say(format!("Шагов: {}, новых строк каталога: {rows}.", done.len()));
            if recounted > 0 {
                say(format!("Календарь изменился: сроки пересчитаны у {recounted} дел."));
            }
        }
        Direction::Down { steps } => {
            otklik_migrations::down(&url, steps).await?;
            say("Отменено.");
        }
        Direction::Status => {
            for step in otklik_migrations::status(&url).await? {
                say(format!("{} {}", if step.applied { "сделан " } else { "впереди" }, step.name));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
