//! `otklik import`: a file of an outside system goes in, and what it disagrees with is listed.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use otklik_app::import::run::{self, Input, Progress};
use otklik_app::import::{profile, reconcile, refused};
use otklik_app::reader::Profile;
use otklik_app::{App, Error};
use otklik_domain::import::{Mismatch, RunState};
use otklik_domain::tenant::Tenant;
use otklik_storage::Scope;

use super::{complain, say};
use crate::config::Config;
use crate::wire;

/// Progress is told so many times in a run.
const TOLD: i64 = 20;
/// A stopped run says so.
const BROKEN_OFF: &str =
    "Прервано оператором; принятые строки остались. Повторите ту же команду: загрузка пойдёт дальше.";

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    file: Option<FileArguments>,
}

#[derive(Debug, Args)]
struct FileArguments {
    /// Код центра: kilemary.
    #[arg(long)]
    tenant: String,
    /// Код источника: `incident_management`.
    #[arg(long)]
    source: String,
    /// Профиль: имя из каталога или файл YAML.
    #[arg(long)]
    profile: String,
    /// Файл CSV или XLSX, не больше 50 МБ и 200 000 строк.
    file: PathBuf,
    /// Всё проверить и посчитать, дел не заводить и не менять.
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// «Закрыто там – открыто здесь» и наоборот.
    Reconcile {
        /// Код центра: kilemary.
        #[arg(long)]
        tenant: String,
        /// Код источника: `incident_management`.
        #[arg(long)]
        source: String,
    },
}

pub(super) async fn run(config: &Config, arguments: Arguments) -> anyhow::Result<ExitCode> {
    let app = wire::app(config).await?;
    match (arguments.verb, arguments.file) {
        (Some(Verb::Reconcile { tenant, source }), _) => {
            let tenant = named(&app, &tenant).await?;
            print_reconciliation(&app, &tenant, &source).await?;
            Ok(ExitCode::SUCCESS)
        }
        (None, Some(file)) => load(&app, file).await,
        (None, None) => bail!("не назван файл: otklik import --tenant КОД --source КОД --profile ИМЯ ФАЙЛ"),
    }
}

async fn named(app: &App, code: &str) -> anyhow::Result<Tenant> {
    let found = wire::tenants(app).await?.into_iter().find(|tenant| tenant.code == code);
    found.with_context(|| format!("центра «{code}» нет"))
}

async fn load(app: &App, arguments: FileArguments) -> anyhow::Result<ExitCode> {
    let FileArguments { tenant, source, profile, file, dry_run } = arguments;
    let home = named(app, &tenant).await?;
    let profile = chosen(app, &home, &profile).await?;
    if profile.source != source {
        bail!("профиль «{}» — для источника «{}», а не «{source}»", profile.name, profile.source);
    }
    let opened = File::open(&file).with_context(|| file.display().to_string())?;
    let file_name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let last: Arc<Mutex<Option<Progress>>> = Arc::default();
    let told = Arc::clone(&last);
    let input = Input { tenant, profile, file_name, file: opened, dry_run };
    let going = run::run(app, input, move |progress| tell(&told, progress));
    let ended = tokio::select! {
        ended = going => ended,
        _ = tokio::signal::ctrl_c() => {
            let reached = *last.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(progress) = reached {
                run::stop(app, home.id, progress.run, BROKEN_OFF).await?;
            }
            complain(BROKEN_OFF);
            return Ok(ExitCode::FAILURE);
        }
    };
    let done = match ended {
        Ok(done) => done,
        Err(Error::Invalid { code, message, .. }) => {
            complain(&format!("Файл не загружен [{code}]: {message}"));
            return Ok(ExitCode::FAILURE);
        }
        Err(Error::Refused(_)) => bail!("центр завершил работу: его данные больше не меняются"),
        Err(error) => return Err(error.into()),
    };
    if done.state != RunState::Done {
        bail!("загрузка остановлена: {}", done.message.unwrap_or_default());
    }
    let counts = done.counts;
    if dry_run {
        say("Пробная загрузка: дела не заведены и не изменены.");
    }
    say(format!(
        "Строк {}: принято {}, повторов {}, изменено {}, отклонено {}.",
        counts.rows, counts.accepted, counts.repeated, counts.changed, counts.refused
    ));
    if let Some(table) = refused::csv(app, home.id, done.id).await? {
        let beside = beside(&file);
        std::fs::write(&beside, table).with_context(|| beside.display().to_string())?;
        say(format!("Отклонённые строки с причинами: {}", beside.display()));
    }
    print_reconciliation(app, &home, &source).await?;
    Ok(ExitCode::SUCCESS)
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".refused.csv");
    PathBuf::from(name)
}

fn tell(last: &Mutex<Option<Progress>>, progress: Progress) {
    let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
    let part = |progress: Progress| progress.counts.rows * TOLD / progress.total.max(1);
    if last.is_none_or(|before| part(before) < part(progress)) {
        say(format!("… {} из {}", progress.counts.rows, progress.total));
    }
    *last = Some(progress);
}

/// A file when there is one of that name, the catalogue otherwise.
async fn chosen(app: &App, tenant: &Tenant, wanted: &str) -> anyhow::Result<Profile> {
    let path = Path::new(wanted);
    if path.is_file() {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        return profile::parse(wanted, &text).map_err(|defects| {
            let lines: Vec<String> = defects.iter().map(ToString::to_string).collect();
            anyhow::anyhow!("профиль не годится:\n{}", lines.join("\n"))
        });
    }
    let scope = Scope::Tenant { tenant: tenant.id, region: tenant.region };
    let tx = app.store().reader(scope).await?;
    match profile::named(&tx, wanted).await {
        Err(Error::Invalid { message, .. }) => {
            let known: Vec<String> = profile::all(&tx).await?.into_iter().map(|it| it.name).collect();
            bail!("{message} Есть: {}; можно назвать и файл.", known.join(", "))
        }
        found => Ok(found?),
    }
}

async fn print_reconciliation(app: &App, tenant: &Tenant, source: &str) -> anyhow::Result<()> {
    let found = reconcile::of_source(app, tenant.id, source).await?;
    say(format!(
        "Сверка: закрыто там – открыто здесь: {}; открыто там – закрыто здесь: {}; расхождений ждут решения: {}.",
        found.closed_there, found.open_there, found.differences
    ));
    for row in &found.rows {
        let way = match row.mismatch {
            Mismatch::ClosedThere => "закрыто там",
            Mismatch::OpenThere => "открыто там",
        };
        let there = row.item.state_text.as_deref().unwrap_or("—");
        say(format!("  {}  № {}  {way}: «{there}»", row.number, row.item.external_id));
    }
    Ok(())
}
