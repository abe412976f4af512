//! Options in, parts out: the only place that puts the product together.

use std::future::Future;
use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use otklik_api::{ApiState, Documents, Options, PublicUrl};
use otklik_app::App;
use otklik_app::user::{account, caller};
use otklik_domain::tenant::Tenant;
use otklik_files::Files;
use otklik_jobs::Jobs;
use otklik_realtime::Hub;
use otklik_storage::{Clock, ConnectOptions, Keys, Scope, Store};
use tokio::net::TcpListener;
use zeroize::Zeroizing;

use crate::config::{Config, is_sqlite};

/// Connections of a process: two for each GraphQL operation that the door lets in at once (the caller's own snapshot
/// and that of the region's members), the rest for sign-in and jobs.
const CONNECTIONS: u32 = 24;

/// The database of the application.
pub fn database_url(config: &Config) -> anyhow::Result<String> {
    config.database.url.clone().context("не задана база: OTKLIK_DATABASE_URL")
}

/// The database under the login that owns the schema; SQLite has no other.
pub fn owner_url(config: &Config) -> anyhow::Result<String> {
    if let Some(url) = &config.database.migration_url {
        return Ok(url.clone());
    }
    match &config.database.url {
        Some(url) if is_sqlite(url) => Ok(url.clone()),
        _ => bail!("не задан владелец схемы: OTKLIK_MIGRATION_DATABASE_URL"),
    }
}

/// The master key: from its file, or made once in the data folder of an embedded deployment.
pub fn keys(config: &Config) -> anyhow::Result<Keys> {
    if let Some(file) = &config.secret.key_file {
        return read_key(file);
    }
    let embedded = config.database.url.as_deref().is_none_or(is_sqlite);
    if !embedded {
        bail!("не задан файл главного ключа: OTKLIK_SECRET_KEY_FILE (64 шестнадцатеричные цифры)");
    }
    let file = config.data.dir.join("secret.key");
    if !file.exists() {
        make_key(&file)?;
    }
    read_key(&file)
}

fn make_key(file: &Path) -> anyhow::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    let key = Zeroizing::new(hex::encode(rand::random::<[u8; 32]>()));
    std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .and_then(|mut file| file.write_all(key.as_bytes()))
        .with_context(|| format!("главный ключ {}", file.display()))
}

fn read_key(file: &Path) -> anyhow::Result<Keys> {
    let named = || format!("главный ключ {}", file.display());
    let text = Zeroizing::new(std::fs::read_to_string(file).with_context(named)?);
    let mut key = Zeroizing::new([0_u8; 32]);
    hex::decode_to_slice(text.trim(), key.as_mut())
        .map_err(|_| anyhow::anyhow!("в файле должно быть 64 шестнадцатеричные цифры"))
        .with_context(named)?;
    Ok(Keys::from_master(*key))
}

/// The store of the application. In an embedded deployment a demonstration's clock is taken from its database.
pub async fn store(config: &Config) -> anyhow::Result<Store> {
    let clock = Clock::system();
    let options = options(config, database_url(config)?, clock.clone())?;
    let store = Store::connect(options).await?;
    set_clock(&store, &clock).await?;
    Ok(store)
}

/// The store of the owner of the schema.
pub async fn owner_store(config: &Config) -> anyhow::Result<Store> {
    let clock = Clock::system();
    let options = options(config, owner_url(config)?, clock.clone())?;
    let store = Store::owner(options).await?;
    set_clock(&store, &clock).await?;
    Ok(store)
}

fn options(config: &Config, url: String, clock: Clock) -> anyhow::Result<ConnectOptions> {
    Ok(ConnectOptions { url, max_connections: CONNECTIONS, keys: keys(config)?, clock })
}

async fn set_clock(store: &Store, clock: &Clock) -> anyhow::Result<()> {
    let tx = store.reader(Scope::Door).await?;
    if let Some(deployment) = tx.deployment().await? {
        clock.set_offset(deployment.clock_offset);
    }
    Ok(())
}

/// Attachments.
pub fn files(config: &Config) -> anyhow::Result<Files> {
    match &config.files.url {
        Some(url) => Ok(Files::open(url)?),
        None => Ok(Files::folder(config.data.dir.join("files"))?),
    }
}

/// The application on the login of the application.
pub async fn app(config: &Config) -> anyhow::Result<App> {
    Ok(App::open(store(config).await?, files(config)?).await?)
}

/// The application on the login of the owner: for the commands of the operator.
pub async fn operator_app(config: &Config) -> anyhow::Result<App> {
    Ok(App::open(owner_store(config).await?, files(config)?).await?)
}

/// Brings the catalogue of this release into the database; answers how many rows were new.
pub async fn import_catalogue(owner: &Store) -> anyhow::Result<u64> {
    Ok(otklik_app::catalogue::import(owner).await?)
}

/// Brings the catalogue into the database and, where a calendar came or changed, counts the running clocks anew;
/// answers how many rows were new and how many cases got other dates.
pub async fn refresh_catalogue(config: &Config) -> anyhow::Result<(u64, u64)> {
    let store = owner_store(config).await?;
    let before = otklik_app::catalogue::calendars(&store).await?;
    let rows = otklik_app::catalogue::import(&store).await?;
    let same = otklik_app::catalogue::calendars(&store).await? == before;
    if before.is_empty() || same {
        return Ok((rows, 0));
    }
    let app = App::open(store, files(config)?).await?;
    Ok((rows, otklik_app::deadline::recount::all(&app).await?))
}

/// The running product: what a process serves and works on.
#[derive(Clone)]
pub struct Product {
    /// The acts.
    pub app: App,
    /// Who hears that something changed.
    pub hub: Hub,
}

impl Product {
    /// The product over an open store, everything in one process.
    pub async fn open(store: Store, files: &Path) -> anyhow::Result<Self> {
        let app = App::open(store, Files::folder(files.to_owned())?).await?;
        Ok(Self { app, hub: Hub::in_process() })
    }

    /// A token of an account with which a program may send free text.
    pub async fn token(&self, login: &str, tenant: &str) -> anyhow::Result<String> {
        Ok(account::issue_token(&self.app, login, tenant, caller::FREE_TEXT, None).await?)
    }

    /// Serves HTTP on `listener` until `end`.
    pub async fn serve(
        &self,
        listener: TcpListener,
        public_url: PublicUrl,
        trusted_proxies: Vec<IpAddr>,
        end: impl Future<Output = ()> + Send + 'static,
    ) -> anyhow::Result<()> {
        let options = Options { public_url, trusted_proxies, documents: Documents::embedded()? };
        let router = otklik_api::router(ApiState::new(self.app.clone(), options));
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        Ok(axum::serve(listener, service).with_graceful_shutdown(end).await?)
    }

    /// Does everything that is due or announced now, in this task.
    pub async fn work_until_idle(&self) -> anyhow::Result<()> {
        let done = Jobs::run_until_idle(&self.app, &self.hub, None).await?;
        ensure!(done.failures.is_empty(), "jobs failed: {:?}", done.failures);
        Ok(())
    }
}

/// Every tenant of the deployment but the platform.
pub async fn tenants(app: &App) -> anyhow::Result<Vec<Tenant>> {
    let tenants = app.store().reader(Scope::Clockwork("list tenants")).await?.tenants().await?;
    Ok(tenants.into_iter().filter(|tenant| tenant.kind != otklik_domain::tenant::Kind::Platform).collect())
}
