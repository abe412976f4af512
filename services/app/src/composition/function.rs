//! Functions of a centre: what its act says of each, and what people switched on where it is silent.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use otklik_domain::id::UserId;
use otklik_domain::refusal::{Code, Refusal};
use otklik_storage::Tx;
use otklik_storage::query::tenant::Setting;
use serde::{Deserialize, Serialize};

use crate::Error;
pub use crate::tenant::file::plan::Function;
use crate::tenant::file::plan::Switch;

/// The basis of a setting that the file of a centre states.
pub(crate) const BY_FILE: &str = "файл центра";
/// The basis of a setting that a person of the centre made.
pub(crate) const BY_PERSON: &str = "решение центра";
/// What stands before the name of a function in the settings.
const PREFIX: &str = "function.";

/// A function and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Which.
    pub function: Function,
    /// What the act says.
    pub state: Switch,
    /// Where the act says so.
    pub clause: Option<String>,
    /// What a person of the centre settled where the act is silent.
    pub switched: Option<Switched>,
}

impl Stated {
    /// Whether it is offered: on by the act, or switched on where the act is silent.
    pub fn is_shown(&self) -> bool {
        match self.state {
            Switch::On => true,
            Switch::Off => false,
            Switch::NotStated => self.switched.as_ref().is_some_and(|switched| switched.state == Switch::On),
        }
    }
}

/// What a person settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Switched {
    /// On or off.
    pub state: Switch,
    /// Why.
    pub note: String,
    /// Who.
    pub by: UserId,
    /// On which day.
    pub on: NaiveDate,
}

/// A row of the file.
#[derive(Deserialize)]
struct ByFile {
    state: Switch,
    #[serde(default)]
    clause: Option<String>,
}

/// Name of the setting that keeps a function.
pub(crate) fn setting_name(function: Function) -> String {
    format!("{PREFIX}{function}")
}

/// Every function in the order of the list.
pub(crate) async fn list(own: &Tx) -> Result<Vec<Stated>, Error> {
    let settings = own.settings().await?;
    let kept: BTreeMap<&str, &Setting> = settings
        .iter()
        .filter_map(|setting| setting.name.strip_prefix(PREFIX).map(|name| (name, setting)))
        .collect();
    Function::ALL.iter().map(|function| stated(*function, kept.get(function.code()).copied())).collect()
}

fn stated(function: Function, kept: Option<&Setting>) -> Result<Stated, Error> {
    let silent = Stated { function, state: Switch::NotStated, clause: None, switched: None };
    let Some(setting) = kept else { return Ok(silent) };
    let broken = |error: serde_json::Error| Error::Internal(format!("setting {}: {error}", setting.name));
    let value = setting.value.clone();
    if setting.basis == BY_PERSON {
        let switched = serde_json::from_value(value).map_err(broken)?;
        return Ok(Stated { switched: Some(switched), ..silent });
    }
    let ByFile { state, clause } = serde_json::from_value(value).map_err(broken)?;
    Ok(Stated { state, clause, ..silent })
}

/// The functions that the centre of a scope is offered.
pub async fn shown(own: &Tx) -> Result<Vec<Function>, Error> {
    let list = list(own).await?;
    Ok(list.iter().filter(|stated| stated.is_shown()).map(|stated| stated.function).collect())
}

/// Refuses what belongs to a function that the centre is not offered.
pub async fn expect_shown(own: &Tx, function: Function) -> Result<(), Error> {
    let kept = own.setting(&setting_name(function)).await?;
    if stated(function, kept.as_ref())?.is_shown() {
        return Ok(());
    }
    Err(Error::Refused(vec![Refusal::new(Code::FunctionIsOff).with("function", function)]))
}
