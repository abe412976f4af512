//! Configuration: a TOML file, then the environment over it; unknown keys are refused, an empty variable counts as unset.

pub mod env;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use otklik_api::PublicUrl;
use serde::{Deserialize, Serialize};

/// Everything that can be set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where the record is.
    pub database: Database,
    /// The queue of the cluster.
    pub redis: Redis,
    /// The door.
    pub http: Http,
    /// Where files of the embedded mode lie.
    pub data: Data,
    /// Attachments.
    pub files: Files,
    /// Keys.
    pub secret: Secret,
    /// Outgoing mail.
    pub mail: Mail,
    /// Logs.
    pub log: Log,
}

/// Where the record is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// `postgres://…` of the application login, or `sqlite://file`.
    pub url: Option<String>,
    /// `postgres://…` of the owner of the schema.
    pub migration_url: Option<String>,
}

/// The queue of the cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Redis {
    /// `redis://…`.
    pub url: Option<String>,
}

/// The door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Http {
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Address people type; https, or loopback.
    pub public_url: Option<String>,
    /// Proxies whose forwarding headers are believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
}

impl Default for Http {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 4700)),
            public_url: None,
            trusted_proxies: Vec::new(),
        }
    }
}

/// Where files of the embedded mode lie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Data {
    /// A folder that the process may write.
    pub dir: PathBuf,
}

impl Default for Data {
    fn default() -> Self {
        Self { dir: PathBuf::from(".data") }
    }
}

/// Attachments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Files {
    /// `file:///folder`; by default a folder beside the data.
    pub url: Option<String>,
}

/// Keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Secret {
    /// A file with the master key: 64 hexadecimal digits.
    pub key_file: Option<PathBuf>,
}

/// Outgoing mail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// `smtp://…` or `smtps://…`.
    pub smtp_url: Option<String>,
}

/// Logs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// A filter such as `info,otklik=debug`.
    pub filter: String,
}

impl Default for Log {
    fn default() -> Self {
        Self { filter: "warn,otklik=info".to_owned() }
    }
}

/// One thing to correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Key of the file and name of the variable.
    pub key: String,
    /// What to do.
    pub message: String,
}

impl Problem {
    fn new(key: &str, message: impl Into<String>) -> Self {
        Self { key: key.to_owned(), message: message.into() }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.key, self.message)
    }
}

impl Config {
    /// Reads the file named by `OTKLIK_CONFIG`, then the variables over it; lists every problem at once.
    pub fn load(variables: &[(String, String)]) -> Result<Self, Vec<Problem>> {
        let set: Vec<_> = variables.iter().filter(|(_, value)| !value.is_empty()).collect();
        let file =
            set.iter().find(|(name, _)| name == env::CONFIG_FILE).map(|(_, value)| PathBuf::from(value));
        let mut table = match file {
            Some(path) => read_file(&path).map_err(|problem| vec![problem])?,
            None => toml::Table::new(),
        };
        let mut problems = Vec::new();
        for (name, value) in set {
            if let Err(problem) = env::put(&mut table, name, value) {
                problems.push(problem);
            }
        }
        let config = Self::deserialize(toml::Value::Table(table));
        match config {
            Ok(config) => {
                problems.extend(config.check());
                if problems.is_empty() { Ok(config) } else { Err(problems) }
            }
            Err(error) => {
                problems.push(Problem::new("OTKLIK_CONFIG", error.message()));
                Err(problems)
            }
        }
    }

    fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (key, url) in
            [("database.url", &self.database.url), ("database.migration_url", &self.database.migration_url)]
        {
            if url.as_deref().is_some_and(|url| !is_postgres(url) && !is_sqlite(url)) {
                problems.push(Problem::new(key, "ожидается postgres://… или sqlite://файл"));
            }
        }
        if self.redis.url.as_deref().is_some_and(|url| !url.starts_with("redis://")) {
            problems.push(Problem::new("redis.url", "ожидается redis://адрес:порт"));
        }
        if self.files.url.as_deref().is_some_and(|url| !url.starts_with("file:///")) {
            problems.push(Problem::new("files.url", "ожидается file:///папка"));
        }
        if self.mail.smtp_url.as_deref().is_some_and(|url| !url.starts_with("smtp")) {
            problems.push(Problem::new("mail.smtp_url", "ожидается smtp://… или smtps://…"));
        }
        if let Err(problem) = self.public_url() {
            problems.push(problem);
        }
        problems
    }

    /// The address people type; refused when it is neither https nor loopback.
    pub fn public_url(&self) -> Result<PublicUrl, Problem> {
        let url = self.http.public_url.clone().unwrap_or_else(|| format!("http://{}", self.http.listen));
        url.parse().map_err(|_| {
            let message =
                format!("{url}: адрес должен быть https:// или локальным: задайте OTKLIK_PUBLIC_URL");
            Problem::new("http.public_url", message)
        })
    }

    /// The effective values with secrets hidden.
    pub fn shown(&self) -> String {
        let mut shown = self.clone();
        for url in [
            &mut shown.database.url,
            &mut shown.database.migration_url,
            &mut shown.redis.url,
            &mut shown.mail.smtp_url,
        ] {
            *url = url.take().map(|url| hide_password(&url));
        }
        toml::to_string_pretty(&shown).unwrap_or_else(|error| error.to_string())
    }
}

/// Whether a URL names PostgreSQL.
pub fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// Whether a URL names SQLite.
pub fn is_sqlite(url: &str) -> bool {
    url.starts_with("sqlite:")
}

fn read_file(path: &Path) -> Result<toml::Table, Problem> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Problem::new(env::CONFIG_FILE, format!("{}: {error}", path.display())))?;
    text.parse().map_err(|error: toml::de::Error| {
        Problem::new(env::CONFIG_FILE, format!("{}: {}", path.display(), error.message()))
    })
}

fn hide_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((user, host)) => {
            let name = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{name}:***@{host}")
        }
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn an_empty_variable_counts_as_unset() {
        let config =
            Config::load(&variables(&[("OTKLIK_DATABASE_URL", ""), ("OTKLIK_REDIS_URL", "")])).unwrap();
        assert_eq!(config, Config::default());
    }

    #[test]
    fn every_problem_is_listed_at_once() {
        let problems = Config::load(&variables(&[
            ("OTKLIK_DATABASE_URL", "mysql://x"),
            ("OTKLIK_PUBLIC_URL", "http://mcu.example.ru"),
            ("OTKLIK_DATBASE_URL", "postgres://x"),
        ]))
        .unwrap_err();
        let keys: Vec<_> = problems.iter().map(|problem| problem.key.as_str()).collect();
        assert_eq!(keys, ["OTKLIK_DATBASE_URL", "database.url", "http.public_url"]);
    }

    #[test]
    fn an_unknown_key_of_the_file_is_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "[database]\nurll = \"postgres://x\"\n").unwrap();
        let problems =
            Config::load(&variables(&[("OTKLIK_CONFIG", file.path().to_str().unwrap())])).unwrap_err();
        assert!(problems[0].message.contains("urll"), "{problems:?}");
    }

    #[test]
    fn a_variable_wins_over_the_file() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "[database]\nurl = \"sqlite://a\"\n").unwrap();
        let config = Config::load(&variables(&[
            ("OTKLIK_CONFIG", file.path().to_str().unwrap()),
            ("OTKLIK_DATABASE_URL", "postgres://user:secret@host/db"),
        ]))
        .unwrap();
        assert_eq!(config.database.url.as_deref(), Some("postgres://user:secret@host/db"));
        assert!(!config.shown().contains("secret@"), "{}", config.shown());
    }

    #[test]
    fn the_public_address_is_https_or_loopback() {
        for (url, good) in [
            ("https://mcu.example.ru", true),
            ("http://127.0.0.1:4700", true),
            ("http://localhost:4700", true),
            ("http://10.0.0.1", false),
            ("http://localhost.example.ru", false),
        ] {
            let config = Config {
                http: Http { public_url: Some(url.to_owned()), ..Http::default() },
                ..Config::default()
            };
            assert_eq!(config.public_url().is_ok(), good, "{url}");
        }
    }
}
