//! `otklik deadline`: when a clock would be due, and why, as JSON.

use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::Args;
use otklik_app::deadline::ask;

use super::{complain, say};
use crate::config::Config;
use crate::wire;

/// How a line of an explanation begins that nobody may overlook.
const LOUD: &str = "ВНИМАНИЕ";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Код центра: kilemary.
    #[arg(long)]
    tenant: String,
    /// Порядок работы: `message_incident`, `appeal_59fz`.
    #[arg(long)]
    workflow: String,
    /// Показатель срока: `legal`, `first_reply`.
    #[arg(long)]
    clock: String,
    /// Код темы: roads.pothole.
    #[arg(long)]
    topic: Option<String>,
    /// Срок, который назвал источник (RFC 3339).
    #[arg(long, value_parser = moment)]
    source_due: Option<DateTime<Utc>>,
    /// Момент, от которого идёт отсчёт (RFC 3339): 2026-02-20T17:20:00+03:00.
    #[arg(long, value_parser = moment)]
    from: DateTime<Utc>,
}

pub(super) async fn run(config: &Config, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let Arguments { tenant, workflow, clock, topic, source_due, from } = arguments;
    let app = wire::app(config).await?;
    let found = ask::run(&app, &ask::Input { tenant, workflow, clock, topic, source_due, from }).await?;
    for line in found.explanation.iter().filter(|line| line.starts_with(LOUD)) {
        complain(line);
    }
    say(serde_json::to_string_pretty(&found)?);
    Ok(ExitCode::SUCCESS)
}

fn moment(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text).map(|at| at.to_utc()).map_err(|_| {
        "ожидается дата, время и пояс по RFC 3339, например 2026-02-20T17:20:00+03:00".to_owned()
    })
}
