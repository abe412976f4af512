//! `otklik demo`: a filled product on this machine, in one process.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use chrono::{NaiveDate, NaiveTime, TimeZone};
use clap::Args;
use otklik_app::App;
use otklik_realtime::Hub;
use otklik_storage::query::deployment::{Deployment, MadeBy};
use otklik_storage::{Clock, ConnectOptions, Scope, Store};

use super::{say, serve};
use crate::config::Config;
use crate::demo::{cases, centres, people};
use crate::wire::{self, Product};
use crate::{lifecycle, telemetry};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Папка базы и файлов показа.
    #[arg(long, default_value = ".data/demo")]
    data: PathBuf,
    /// Адрес; только на этой машине.
    #[arg(long, default_value = "127.0.0.1:4700")]
    listen: SocketAddr,
    /// Начать заново: прежний показ удаляется.
    #[arg(long)]
    fresh: bool,
    /// День, с которого идут часы показа.
    #[arg(long)]
    as_of: Option<NaiveDate>,
    /// Записать входы показа в этот файл (JSON).
    #[arg(long)]
    sign_ins: Option<PathBuf>,
}

/// The zone of the centre of the demonstration.
const ZONE: chrono_tz::Tz = chrono_tz::Europe::Moscow;

pub(super) async fn run(mut config: Config, arguments: Arguments) -> anyhow::Result<ExitCode> {
    if !arguments.listen.ip().is_loopback() {
        bail!("показ слушает только эту машину: задайте --listen 127.0.0.1:порт");
    }
    telemetry::start(&config.log.filter)?;
    if arguments.fresh && arguments.data.exists() {
        remove(&arguments.data)?;
    }
    std::fs::create_dir_all(&arguments.data).with_context(|| arguments.data.display().to_string())?;
    let file = arguments.data.join("otklik.sqlite");
    config.database.url = Some(format!("sqlite://{}", file.display()));
    config.database.migration_url = None;
    config.redis.url = None;
    config.data.dir.clone_from(&arguments.data);
    config.http.listen = arguments.listen;
    config.http.public_url = None;
    let app = prepare(&config, arguments.as_of).await?;
    let people = people::of(&app).await?;
    if let Some(path) = &arguments.sign_ins {
        write_sign_ins(path, &people)?;
    }
    announce(&people);
    let product = Product { app, hub: Hub::in_process() };
    let shutdown = lifecycle::watch_signals()?;
    let jobs = serve::start_jobs(&config, &product).await?;
    serve::listen(&config, &product, shutdown).await?;
    jobs.stop().await;
    product.app.store().close().await?;
    Ok(ExitCode::SUCCESS)
}

/// Deletes a demonstration, and nothing that is not one.
fn remove(data: &std::path::Path) -> anyhow::Result<()> {
    if !data.join("otklik.sqlite").exists() && data.read_dir()?.next().is_some() {
        bail!("в папке {} нет показа: --fresh её не трогает", data.display());
    }
    std::fs::remove_dir_all(data).with_context(|| data.display().to_string())
}

/// Makes the database on first use; a killed first start is begun anew.
async fn prepare(config: &Config, as_of: Option<NaiveDate>) -> anyhow::Result<App> {
    let url = wire::database_url(config)?;
    otklik_migrations::up(&url).await?;
    let clock = Clock::system();
    let options = ConnectOptions { url, max_connections: 8, keys: wire::keys(config)?, clock: clock.clone() };
    let store = Store::owner(options).await?;
    let made = store.reader(Scope::Owner).await?.deployment().await?;
    match made {
        Some(Deployment { made_by: MadeBy::Install, .. }) => {
            bail!("это база рабочей установки: показ её не открывает");
        }
        Some(deployment) => {
            if as_of.is_some() {
                bail!("часы показа уже идут: --as-of годится только с --fresh");
            }
            clock.set_offset(deployment.clock_offset);
            Ok(App::open(store, wire::files(config)?).await?)
        }
        None => fill(config, store, &clock, as_of).await,
    }
}

async fn fill(config: &Config, store: Store, clock: &Clock, as_of: Option<NaiveDate>) -> anyhow::Result<App> {
    say("Готовлю показ…");
    otklik_app::catalogue::import(&store).await?;
    let end = match as_of {
        Some(day) => {
            let nine = NaiveTime::from_hms_opt(9, 0, 0).expect("nine in the morning exists");
            let at = ZONE.from_local_datetime(&day.and_time(nine)).earliest().context("такого утра нет")?;
            Clock::offset_to(at.to_utc())
        }
        None => clock.offset(),
    };
    let app = App::open(store, wire::files(config)?).await?;
    centres::load(&app, centres::Settings::SharedOut).await?;
    clock.set_offset(end - cases::SPAN);
    people::create(&app, Some(people::PASSWORD)).await?;
    cases::play(&app, clock, end).await?;
    clock.set_offset(end);
    app.store()
        .run(Scope::Owner, move |tx| async move {
            tx.put_deployment(Deployment { made_by: MadeBy::Demo, clock_offset: end }).await
        })
        .await?;
    Ok(app)
}

fn write_sign_ins(path: &std::path::Path, everybody: &[people::Person]) -> anyhow::Result<()> {
    let mut list: BTreeMap<&str, serde_json::Value> = BTreeMap::new();
    list.insert("tenant", people::TENANT.into());
    list.insert("region", people::REGION.into());
    for person in everybody {
        list.insert(&person.name, serde_json::to_value(people::SignIn::from(person))?);
    }
    std::fs::write(path, serde_json::to_vec_pretty(&list)?).with_context(|| path.display().to_string())
}

fn announce(everybody: &[people::Person]) {
    say(format!("Входы показа (пароль у всех {}):", people::PASSWORD));
    for (tenant, persons) in people::telling(everybody) {
        say(format!("  {tenant}"));
        for person in persons {
            say(format!("    {:28} {}", person.login, person.position));
        }
    }
}
