//! CR-35: a centre ends by an act and stays to be read: lists, cards and papers open, every act refused.

use chrono::NaiveDate;
use otklik_domain::audit::Actor;
use otklik_domain::tenant::{Kind, State, Tenant};
use otklik_storage::query::composition::LegalAct;
use otklik_storage::{Scope, Tx};
use serde_json::json;

use super::{alone, today};
use crate::{App, Error};

/// Ends a centre by the act in words, as of a day. Needs a store of the owner.
pub async fn run(app: &App, code: &str, act: &str, on: NaiveDate) -> Result<(), Error> {
    let (code, act) = (code.to_owned(), act.trim().to_owned());
    if act.is_empty() {
        let message = "Назовите акт: вид, дату и номер («постановление администрации от 01.02.2027 № 15»).";
        return Err(Error::invalid("ACT_REQUIRED", "act", message));
    }
    app.store.run(Scope::Owner, move |tx| async move { end(&tx, &code, act, on).await }).await
}

async fn end(tx: &Tx, code: &str, act: String, on: NaiveDate) -> Result<(), Error> {
    let tenant = tx.tenant_by_code(code).await?.ok_or_else(|| {
        Error::invalid("UNKNOWN_TENANT", "tenant", format!("Центра {code} нет: загрузите его файл."))
    })?;
    let own = tx.of(tenant.id, tenant.region)?;
    alone(&own, &tenant).await?;
    check(tx, &tenant, on).await?;
    let kept = tx.tenant_act(tenant.id).await?.unwrap_or_else(|| json!({}));
    tx.update_tenant(&Tenant { state: State::Ended, ..tenant.clone() }, &kept).await?;
    let ends = LegalAct {
        id: own.new_id(),
        kind: act.clone(),
        number: None,
        act_on: None,
        title: "О прекращении деятельности".to_owned(),
        source: json!({ "ends": true }),
        supersedes: own.legal_acts().await?.last().map(|act| act.id),
        effective_on: Some(on),
    };
    own.insert_legal_act(&ends).await?;
    let stilled = own.still_clocks().await?;
    let body = json!({ "code": tenant.code, "act": act, "on": on, "clocks": stilled });
    own.audit(Actor::Operator, "tenant.end", None, &body).await?;
    Ok(())
}

async fn check(tx: &Tx, tenant: &Tenant, on: NaiveDate) -> Result<(), Error> {
    let code = &tenant.code;
    let no = |code, message: String| Err(Error::invalid(code, "tenant", message));
    if tenant.state == State::Ended {
        return no("TENANT_ENDED", format!("Центр {code} уже завершил работу."));
    }
    if on > today(tx, tenant) {
        let day = on.format("%d.%m.%Y");
        let message = format!("День {day} ещё не наступил: завершите работу центра в этот день.");
        return Err(Error::invalid("DAY_AHEAD", "on", message));
    }
    match tenant.kind {
        Kind::Municipal => Ok(()),
        Kind::Platform => no("UNKNOWN_TENANT", format!("{code} не является центром.")),
        Kind::Regional => {
            let works = |other: &&Tenant| {
                other.region == tenant.region && other.id != tenant.id && other.state != State::Ended
            };
            let tenants = tx.tenants().await?;
            match tenants.iter().find(works) {
                None => Ok(()),
                Some(other) => no(
                    "REGION_HAS_MEMBERS",
                    format!("В регионе ещё работает центр {}: сначала завершите его.", other.code),
                ),
            }
        }
    }
}
