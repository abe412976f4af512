//! `otklik audit verify`: proves the audit log.

use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;

use super::say;
use crate::config::Config;
use crate::wire;

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Проверяет цепочку записей каждого центра.
    Verify {
        /// Только этот центр.
        #[arg(long)]
        tenant: Option<String>,
    },
}

pub(super) async fn run(config: &Config, verb: Verb) -> anyhow::Result<ExitCode> {
    let Verb::Verify { tenant } = verb;
    let app = wire::operator_app(config).await?;
    let mut sound = true;
    for known in wire::tenants(&app).await? {
        if tenant.as_ref().is_some_and(|code| *code != known.code) {
            continue;
        }
        let report = otklik_app::audit::verify(&app, known.id)
            .await
            .with_context(|| format!("журнал {}", known.code))?;
        match &report.broken_at {
            None => say(format!(
                "{}: цепочка цела, записей {}, ещё не в цепочке {}",
                known.code, report.sealed, report.tail
            )),
            Some(place) => {
                sound = false;
                say(format!("{}: цепочка нарушена: {place:?}", known.code));
            }
        }
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
