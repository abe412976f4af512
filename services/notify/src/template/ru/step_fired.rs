//! A step of a ladder reached the recipient: each rung is told in its own words.

use otklik_domain::standing::Level;

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    let what = if is_before_due(parameters.step.as_deref()) {
        "Срок подходит"
    } else {
        "Срок прошёл"
    };
    let level = parameters.level.unwrap_or(Level::None);
    let mut text = format!("{what}: карточка {}.\n{}\n", parameters.number, address(level));
    if parameters.asks_for_act {
        text += "Ответьте действием: возьмите, переназначьте, поручите или отметьте «вижу, решаю до …».\n";
    }
    Letter {
        subject: format!("{what}: {}", heading(parameters)),
        text: format!("{text}\n{}", facts(parameters)),
    }
}

fn address(level: Level) -> &'static str {
    match level {
        Level::None | Level::Executor => "Карточка ждёт вашего действия.",
        Level::OrgHead => "Отвечает ваша организация: помогите исполнителю успеть.",
        Level::BlockLead => "Карточка из вашего блока.",
        Level::Manager => "Исполнитель и руководитель блока уже предупреждены; дошло до руководителя центра.",
        Level::Curator => "Внутри центра вопрос не решён; дошло до куратора.",
        Level::Head => "Вопрос не решён; дошло до главы администрации.",
        Level::Region => "Муниципалитет не ответил в срок; дошло до региона.",
    }
}

/// Ids of steps before the date: `p50`, `p80`, `minus_3wd`.
fn is_before_due(step: Option<&str>) -> bool {
    step.is_some_and(|id| {
        id.starts_with("minus_")
            || id.strip_prefix('p').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}
