//! Which act a centre stands on, and since when what a new one says holds.

use chrono::NaiveDate;
use otklik_domain::id::LegalActId;
use otklik_storage::Tx;
use otklik_storage::query::composition::LegalAct;
use serde_json::json;

use crate::Error;
use crate::tenant::file::plan::{Act, Plan};

/// By what, and since when, that which differs from yesterday holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ground {
    /// The act; none for a centre without one.
    pub(crate) act: Option<LegalActId>,
    /// First day.
    pub(crate) from_on: NaiveDate,
}

/// Keeps the act of a plan that is not kept yet, in the place of the one before it. `before` is the file that was
/// applied last: the new act carries it, so that the composition of an old day can be shown as it was.
pub(crate) async fn stand(own: &Tx, plan: &Plan, before: &str, today: NaiveDate) -> Result<Ground, Error> {
    let Some(named) = &plan.act else { return Ok(Ground { act: None, from_on: today }) };
    let kept = own.legal_acts().await?;
    let in_force = kept.last();
    if let Some(act) = in_force.filter(|act| is_same(act, named)) {
        return Ok(Ground { act: Some(act.id), from_on: today });
    }
    let from_on = named.effective_on.or(named.day()).unwrap_or(today);
    if let Some(act) = in_force {
        follows(act, from_on, today)?;
    }
    let source = json!({
        "act": serde_json::to_value(named).map_err(|error| Error::Internal(error.to_string()))?,
        "before": before,
    });
    let act = LegalAct {
        id: own.new_id(),
        kind: named.kind.clone(),
        number: named.number.clone(),
        act_on: named.day(),
        title: named.title.clone().unwrap_or_default(),
        source,
        supersedes: in_force.map(|act| act.id),
        effective_on: Some(from_on),
    };
    own.insert_legal_act(&act).await?;
    Ok(Ground { act: Some(act.id), from_on })
}

fn is_same(act: &LegalAct, named: &Act) -> bool {
    act.kind == named.kind && act.number == named.number && act.act_on == named.day()
}

/// An act takes the place of an older one, on its day and not before. A draft has no day that counts.
fn follows(before: &LegalAct, from_on: NaiveDate, today: NaiveDate) -> Result<(), Error> {
    if from_on > today {
        let message = format!(
            "Новый акт вступает в силу {}: загрузите файл в этот день, до него действует прежний состав.",
            from_on.format("%d.%m.%Y")
        );
        return Err(Error::invalid("ACT_NOT_IN_FORCE", "act", message));
    }
    let Some(since) = before.effective_on.filter(|since| before.number.is_some() && from_on < *since) else {
        return Ok(());
    };
    let message = format!(
        "В файле акт от {}, а действует {}, принятый позже (с {}). Загрузите файл действующего акта.",
        from_on.format("%d.%m.%Y"),
        title(before),
        since.format("%d.%m.%Y")
    );
    Err(Error::invalid("ACT_OLDER", "act", message))
}

/// An act in words: «постановление администрации от 28.11.2025 № 499».
pub(crate) fn title(act: &LegalAct) -> String {
    let day = act.act_on.map(|day| format!(" от {}", day.format("%d.%m.%Y"))).unwrap_or_default();
    let number = act.number.as_ref().map(|number| format!(" № {number}")).unwrap_or_default();
    format!("{}{day}{number}", act.kind)
}
