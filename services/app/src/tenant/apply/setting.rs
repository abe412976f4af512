//! Writes what a plan says and no table of its own keeps: one setting each.

use std::collections::BTreeMap;

use otklik_storage::Tx;
use otklik_storage::query::tenant::Setting;
use serde::Serialize;
use serde_json::{Value, json};

use crate::Error;
use crate::catalogue::{OwnCalendar, OwnHours};
use crate::composition::function::{BY_FILE, BY_PERSON, setting_name};
use crate::tenant::file::plan::{Function, Hours, Plan, Switch};

/// Makes the settings of the tenant what the plan says.
pub(super) async fn put(own: &Tx, plan: &Plan) -> Result<(), Error> {
    let known: BTreeMap<String, Setting> =
        own.settings().await?.into_iter().map(|setting| (setting.name.clone(), setting)).collect();
    let audiences: BTreeMap<&str, &[String]> =
        plan.audiences.iter().map(|line| (line.audience.code(), line.seats.as_slice())).collect();
    let mut wanted = vec![
        ("region_step".to_owned(), value(&plan.region_step)?),
        ("default_direction".to_owned(), value(&plan.default_direction)?),
        ("audiences".to_owned(), value(&audiences)?),
        ("territories".to_owned(), value(&plan.territories)?),
        ("platforms".to_owned(), value(&plan.platforms)?),
        ("population".to_owned(), value(&plan.tenant.population)?),
    ];
    wanted.extend(functions(plan, &known));
    for (name, value) in wanted {
        let same = known.get(&name).is_some_and(|kept| kept.value == value && kept.basis == BY_FILE);
        if !same {
            own.put_setting(&Setting { name, value, basis: BY_FILE.to_owned() }).await?;
        }
    }
    Ok(())
}

/// Rows of functions: what a person switched stays while the file is silent.
fn functions(plan: &Plan, known: &BTreeMap<String, Setting>) -> Vec<(String, Value)> {
    let mut rows = Vec::new();
    for function in Function::ALL {
        let name = setting_name(*function);
        let line = plan.functions.iter().find(|line| line.function == *function);
        let stated = line.filter(|line| line.state != Switch::NotStated);
        let kept = known.get(&name);
        let by_person = kept.is_some_and(|kept| kept.basis == BY_PERSON);
        if let Some(line) = stated {
            rows.push((name, json!({ "state": line.state, "clause": line.clause, "why": line.why })));
        } else if kept.is_some() && !by_person {
            rows.push((name, json!({ "state": Switch::NotStated, "clause": null, "why": null })));
        }
    }
    rows
}

/// When the tenant works.
pub(super) fn calendar(plan: &Plan) -> OwnCalendar {
    let hours = match &plan.tenant.hours {
        Hours::Catalogue(name) => OwnHours::Catalogue(name.clone()),
        Hours::Stated(hours) => OwnHours::Stated((**hours).clone()),
    };
    OwnCalendar { hours, holidays: plan.tenant.holidays.clone() }
}

fn value<T: Serialize>(wanted: &T) -> Result<Value, Error> {
    serde_json::to_value(wanted).map_err(|error| Error::Internal(error.to_string()))
}
