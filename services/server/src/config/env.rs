//! Every environment variable of the product, and the only place that reads them.

use super::Problem;

/// Names the TOML file.
pub const CONFIG_FILE: &str = "OTKLIK_CONFIG";

/// What stands before the names that belong to the product.
const PREFIX: &str = "OTKLIK_";
/// Names of the test set-up, which are not configuration.
const TESTS: &str = "OTKLIK_TEST_";

/// Variable → section and key of the file.
pub const VARIABLES: &[(&str, &str, &str)] = &[
    ("OTKLIK_DATABASE_URL", "database", "url"),
    ("OTKLIK_MIGRATION_DATABASE_URL", "database", "migration_url"),
    ("OTKLIK_REDIS_URL", "redis", "url"),
    ("OTKLIK_LISTEN", "http", "listen"),
    ("OTKLIK_PUBLIC_URL", "http", "public_url"),
    ("OTKLIK_TRUSTED_PROXIES", "http", "trusted_proxies"),
    ("OTKLIK_DATA_DIR", "data", "dir"),
    ("OTKLIK_FILES_URL", "files", "url"),
    ("OTKLIK_SECRET_KEY_FILE", "secret", "key_file"),
    ("OTKLIK_SMTP_URL", "mail", "smtp_url"),
    ("OTKLIK_LOG", "log", "filter"),
];

/// The variables of this process that belong to the product.
pub fn read() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| name.starts_with(PREFIX) && !name.starts_with(TESTS))
        .collect()
}

/// Puts a variable over the file.
pub(super) fn put(table: &mut toml::Table, name: &str, value: &str) -> Result<(), Problem> {
    if name == CONFIG_FILE {
        return Ok(());
    }
    let Some((_, section, key)) = VARIABLES.iter().find(|(known, _, _)| *known == name) else {
        return Err(Problem {
            key: name.to_owned(),
            message: "такой переменной нет: проверьте имя".to_owned(),
        });
    };
    let value = if *key == "trusted_proxies" {
        value.split(',').map(|proxy| toml::Value::String(proxy.trim().to_owned())).collect::<Vec<_>>().into()
    } else {
        toml::Value::String(value.to_owned())
    };
    let entry = table.entry(*section).or_insert_with(|| toml::Table::new().into());
    match entry {
        toml::Value::Table(section) => {
            section.insert((*key).to_owned(), value);
            Ok(())
        }
        _ => Err(Problem {
            key: name.to_owned(),
            message: format!("раздел {section} файла должен быть таблицей"),
        }),
    }
}
