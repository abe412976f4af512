//! What can be wrong with an installation, said so that it can be corrected.

use otklik_storage::{Scope, Store};

use crate::config::{Config, is_postgres, is_sqlite};
use crate::wire;

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether the installation cannot work like this.
    pub fatal: bool,
    /// What, and what to do.
    pub text: String,
}

fn fatal(text: impl Into<String>) -> Finding {
    Finding { fatal: true, text: text.into() }
}

fn warning(text: impl Into<String>) -> Finding {
    Finding { fatal: false, text: text.into() }
}

/// Looks at schema, login, catalogue, centres, queue and deadlines.
pub async fn examine(config: &Config) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(schema(config).await);
    match wire::store(config).await {
        Ok(store) => {
            findings.extend(record(&store).await);
        }
        Err(error) => findings.push(fatal(format!("база не открывается: {error:#}"))),
    }
    if config.database.url.as_deref().is_some_and(is_postgres) && config.redis.url.is_none() {
        findings
            .push(warning("без OTKLIK_REDIS_URL годится только «otklik all»: serve и worker нужен Redis"));
    }
    if let Some(url) = &config.redis.url {
        findings.extend(redis(url).await);
    }
    findings
}

async fn schema(config: &Config) -> Vec<Finding> {
    let Ok(url) = wire::owner_url(config) else {
        return vec![warning("схема не проверена: не задан OTKLIK_MIGRATION_DATABASE_URL")];
    };
    match otklik_migrations::status(&url).await {
        Ok(steps) if steps.iter().all(|step| step.applied) => Vec::new(),
        Ok(steps) => {
            let missing = steps.iter().filter(|step| !step.applied).count();
            vec![fatal(format!("не сделано шагов схемы: {missing}; выполните «otklik migrate up»"))]
        }
        Err(error) => vec![fatal(error.to_string())],
    }
}

async fn record(store: &Store) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Err(error) = store.refuse_owner().await {
        findings.push(fatal(format!("{error}; задайте в OTKLIK_DATABASE_URL логин приложения")));
    }
    match deadlines(store).await {
        Ok(found) => findings.extend(found),
        Err(error) => findings.push(fatal(format!("база не отвечает: {error}"))),
    }
    findings
}

async fn deadlines(store: &Store) -> otklik_storage::Result<Vec<Finding>> {
    let tx = store.reader(Scope::Clockwork("doctor")).await?;
    let mut findings = Vec::new();
    if tx.definition_latest(otklik_app::case::enter::MESSAGE_DEFINITION).await?.is_none() {
        findings.push(fatal("каталог пуст: выполните «otklik migrate up»"));
    }
    if tx.tenants().await?.len() < 2 {
        findings.push(warning("ни одного центра: выполните «otklik tenant apply ФАЙЛ»"));
    }
    let now = tx.now().get();
    if let Some(at) = tx.next_wake().await?.filter(|at| now - *at > chrono::TimeDelta::minutes(1)) {
        findings.push(fatal(format!(
            "сроки не обходятся с {}: запущен ли worker?",
            at.format("%d.%m.%Y %H:%M UTC")
        )));
    }
    let (waiting, oldest) = tx.unsent().await?;
    if let Some(oldest) = oldest.filter(|at| now - *at > chrono::TimeDelta::minutes(1)) {
        findings.push(warning(format!(
            "объявлений ждёт: {waiting}, старейшее с {}",
            oldest.format("%d.%m.%Y %H:%M UTC")
        )));
    }
    Ok(findings)
}

async fn redis(url: &str) -> Option<Finding> {
    match otklik_jobs::queue::policy(url).await {
        Ok(policy) if policy == "noeviction" => None,
        Ok(policy) => {
            Some(fatal(format!("Redis: maxmemory-policy {policy}, нужно noeviction: очередь теряется")))
        }
        Err(error) => Some(fatal(format!("Redis не отвечает: {error}"))),
    }
}

/// Whether a URL names the embedded database.
pub fn is_embedded(config: &Config) -> bool {
    config.database.url.as_deref().is_some_and(is_sqlite)
}
