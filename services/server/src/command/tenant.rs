//! `otklik tenant check|apply|export|annex`: the files of centres.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use chrono::NaiveDate;
use clap::Subcommand;
use otklik_app::tenant::{apply, check, export, file};
use otklik_workflow::yaml::Defect;

use super::{composition, say};
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
    /// Пишет приложение «Состав» для печати.
    Annex {
        /// Код центра.
        code: String,
        /// Куда записать: файл DOCX.
        file: PathBuf,
        /// На какой день; по умолчанию на сегодня.
        #[arg(long)]
        on: Option<NaiveDate>,
    },
    /// Завершает работу центра: всё остаётся для чтения, ни одно действие больше не проходит.
    End {
        /// Код центра.
        code: String,
        /// Акт, которым центр завершает работу: вид, дата, номер.
        #[arg(long)]
        act: String,
        /// С какого дня, не позже сегодняшнего.
        #[arg(long)]
        on: NaiveDate,
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
        Verb::Annex { code, file, on } => composition::annex(config, &code, &file, on).await,
        Verb::End { code, act, on } => composition::end(config, &code, &act, on).await,
    }
}

fn read(files: &[PathBuf]) -> anyhow::Result<Result<Vec<file::TenantFile>, Vec<Defect>>> {
    let mut parsed = Vec::new();
    let mut defects = Vec::new();
    for path in files {
        let name = path.display().to_string();
        let bytes =
            std::fs::read(path).with_context(|| format!("{name}: файл не читается, проверьте путь"))?;
        match file::read_bytes(&name, &bytes) {
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
