//! `otklik tenant check|apply|export`: the files of centres.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;
use otklik_app::tenant::{apply, check, export, file};
use otklik_workflow::yaml::Defect;

use super::say;
use crate::config::Config;
use crate::wire;

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Проверяет файлы и называет все ошибки сразу.
    Check {
        /// Файлы акта и настроек.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Загружает файлы: печатает разницу и применяет её.
    Apply {
        /// Файлы акта и настроек.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Печатает файл центра.
    Export {
        /// Код центра.
        code: String,
    },
}

pub(super) async fn run(config: &Config, verb: Verb) -> anyhow::Result<ExitCode> {
    match verb {
        Verb::Check { files } => match read(&files)? {
            Ok(parsed) => {
                let known = check::Known::catalogue()
                    .map_err(|defects| anyhow::anyhow!("каталог программы: {defects:?}"))?;
                let defects = check::check(&parsed, &known);
                print(&defects);
                if defects.iter().all(check::is_warning) {
                    say("Ошибок нет.");
                    return Ok(ExitCode::SUCCESS);
                }
                Ok(ExitCode::FAILURE)
            }
            Err(defects) => {
                print(&defects);
                Ok(ExitCode::FAILURE)
            }
        },
        Verb::Apply { files } => {
            let parsed = match read(&files)? {
                Ok(parsed) => parsed,
                Err(defects) => {
                    print(&defects);
                    return Ok(ExitCode::FAILURE);
                }
            };
            let app = wire::operator_app(config).await?;
            match apply::run(&app, parsed).await? {
                apply::Applied::Done(changes) => {
                    for change in &changes {
                        say(change);
                    }
                    say(if changes.is_empty() {
                        "Без изменений."
                    } else {
                        "Применено."
                    });
                    Ok(ExitCode::SUCCESS)
                }
                apply::Applied::Defective(defects) => {
                    print(&defects);
                    Ok(ExitCode::FAILURE)
                }
            }
        }
        Verb::Export { code } => {
            let app = wire::operator_app(config).await?;
            say(export::run(&app, &code).await?.trim_end());
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn read(files: &[PathBuf]) -> anyhow::Result<Result<Vec<file::TenantFile>, Vec<Defect>>> {
    let mut parsed = Vec::new();
    let mut defects = Vec::new();
    for path in files {
        let name = path.display().to_string();
        let source = std::fs::read_to_string(path).with_context(|| name.clone())?;
        match file::read(&name, &source) {
            Ok(file) => parsed.push(file),
            Err(found) => defects.extend(found),
        }
    }
    Ok(if defects.is_empty() { Ok(parsed) } else { Err(defects) })
}

fn print(defects: &[Defect]) {
    for defect in defects {
        say(defect.to_string());
    }
}
