//! `otklik tenant check|apply|export|annex`: the files of centres.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;
use otklik_app::tenant::file::plan::SeatKind;
use otklik_app::tenant::{annex, apply, check, export, file};
use otklik_documents::annex as documents;
use otklik_domain::tenant::Kind;
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
    /// Пишет приложение «Состав» для печати.
    Annex {
        /// Код центра.
        code: String,
        /// Куда записать: файл DOCX.
        file: PathBuf,
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
        Verb::Annex { code, file } => {
            let app = wire::operator_app(config).await?;
            let bytes = documents::docx(&paper(annex::run(&app, &code).await?))?;
            std::fs::write(&file, bytes).with_context(|| file.display().to_string())?;
            say(format!("Записано: {}", file.display()));
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

/// The composition in the words of the paper.
fn paper(annex: annex::Annex) -> documents::Annex {
    let centre = match annex.kind {
        Kind::Municipal => vec!["Муниципальный центр управления".to_owned(), annex.name],
        Kind::Regional | Kind::Platform => vec![annex.name],
    };
    let act = annex.act.map(|act| documents::Act {
        kind: act.kind,
        number: act.number,
        on: act.on,
        title: act.title,
    });
    let lines = annex
        .lines
        .into_iter()
        .map(|line| documents::Line {
            position: line.position,
            roles: line.roles.into_iter().map(|kind| role(kind).to_owned()).collect(),
            blocks: line.blocks,
            blocks_promised: line.blocks_promised,
            vacant: line.vacant,
            external: line.external,
            by_agreement: line.by_agreement,
        })
        .collect();
    documents::Annex { centre, act, draft: annex.draft, as_of: annex.as_of, lines }
}

fn role(kind: SeatKind) -> &'static str {
    match kind {
        SeatKind::HeadOfAdministration => "глава администрации",
        SeatKind::Curator => "куратор",
        SeatKind::Manager => "руководитель центра",
        SeatKind::Administrator => "администратор",
        SeatKind::ChannelOwner => "ответственный за каналы связи",
        SeatKind::PageOwner => "ответственный за официальные страницы",
        SeatKind::BlockLead => "руководитель отраслевого блока",
        SeatKind::RegionRepresentative => "представитель ЦУР",
        SeatKind::Member => "участник",
        SeatKind::OrganizationHead => "руководитель органа или учреждения",
        SeatKind::Executor => "исполнитель",
        SeatKind::RegionHead => "руководитель ЦУР",
        SeatKind::RegionDuty => "дежурный ЦУР",
        SeatKind::RegionAnalyst => "аналитик ЦУР",
    }
}
