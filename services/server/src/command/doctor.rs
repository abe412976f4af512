//! `otklik doctor`: what is wrong, and what to do.

use std::process::ExitCode;

use super::say;
use crate::config::Config;
use crate::health::examine;

pub(super) async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let findings = examine(config).await;
    for finding in &findings {
        say(format!("{} {}", if finding.fatal { "✗" } else { "!" }, finding.text));
    }
    if findings.iter().any(|finding| finding.fatal) {
        return Ok(ExitCode::FAILURE);
    }
    say("Установка в порядке.");
    Ok(ExitCode::SUCCESS)
}
