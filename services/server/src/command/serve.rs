//! `otklik serve`, `worker` and `all`: the running product.

use std::process::ExitCode;

use anyhow::{Context, bail};
use otklik_jobs::{Jobs, Queue};
use otklik_notify::Mailer;
use otklik_realtime::Hub;

use super::say;
use crate::config::{Config, is_postgres, is_sqlite};
use crate::lifecycle::{self, Shutdown};
use crate::wire::{self, Product};
use crate::{health, telemetry};

/// Which sides of the product run in this process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sides {
    Http,
    Jobs,
    Both,
}

pub(super) async fn run(config: Config, sides: Sides) -> anyhow::Result<ExitCode> {
    telemetry::start(&config.log.filter)?;
    let url = wire::database_url(&config)?;
    if sides != Sides::Both && is_sqlite(&url) {
        bail!("serve и worker работают с PostgreSQL; для SQLite есть «otklik all»");
    }
    if sides != Sides::Both && config.redis.url.is_none() {
        bail!("serve и worker нужен Redis: OTKLIK_REDIS_URL");
    }
    ready(&config, &url).await?;
    let app = wire::app(&config).await?;
    let shutdown = lifecycle::watch_signals()?;
    let product = Product { app, hub: hub(&config)? };
    let jobs = match sides {
        Sides::Http => None,
        Sides::Jobs | Sides::Both => Some(start_jobs(&config, &product).await?),
    };
    if sides == Sides::Jobs {
        lifecycle::ended(shutdown).await;
    } else {
        listen(&config, &product, shutdown).await?;
    }
    if let Some(jobs) = jobs {
        jobs.stop().await;
    }
    product.app.store().close().await?;
    Ok(ExitCode::SUCCESS)
}

/// Refuses a database that this release must not touch; an embedded one is brought up to date.
async fn ready(config: &Config, url: &str) -> anyhow::Result<()> {
    if is_sqlite(url) {
        otklik_migrations::up(url).await?;
        wire::refresh_catalogue(config).await?;
        return Ok(());
    }
    if is_postgres(url) {
        let store = wire::store(config).await?;
        store
            .refuse_owner()
            .await
            .context("OTKLIK_DATABASE_URL должен быть логином приложения, не владельцем")?;
        let applied = store.reader(otklik_storage::Scope::Door).await?.applied_steps().await?;
        let known = otklik_migrations::names();
        if let Some(newer) = applied.iter().find(|step| !known.contains(step)) {
            bail!("база новее программы: в ней есть шаг {newer}; обновите программу");
        }
        if let Some(missing) = known.iter().find(|step| !applied.contains(step)) {
            bail!("в базе нет шага {missing}: выполните «otklik migrate up»");
        }
        store.close().await?;
    }
    Ok(())
}

fn hub(config: &Config) -> anyhow::Result<Hub> {
    match &config.redis.url {
        Some(url) if !health::is_embedded(config) => Ok(Hub::redis(url)?),
        _ => Ok(Hub::in_process()),
    }
}

/// Starts the job side of this process.
pub(super) async fn start_jobs(config: &Config, product: &Product) -> anyhow::Result<Jobs> {
    let queue = match &config.redis.url {
        Some(url) if !health::is_embedded(config) => Queue::redis(url, "otklik").await?,
        _ => Queue::memory(),
    };
    let mailer = match &config.mail.smtp_url {
        Some(url) => Some(Mailer::connect(url)?),
        None => None,
    };
    Ok(Jobs::start(product.app.clone(), queue, product.hub.clone(), mailer))
}

/// Serves HTTP until the process should end.
pub(super) async fn listen(config: &Config, product: &Product, shutdown: Shutdown) -> anyhow::Result<()> {
    let public_url = config.public_url().map_err(|problem| anyhow::anyhow!("{problem}"))?;
    let listener = tokio::net::TcpListener::bind(config.http.listen)
        .await
        .with_context(|| format!("адрес {}", config.http.listen))?;
    say(format!("Отклик слушает {}", public_url.origin()));
    product.serve(listener, public_url, config.http.trusted_proxies.clone(), lifecycle::ended(shutdown)).await
}
