//! The grammar of operations: which paths there are and what each of them takes.

use std::str::FromStr;

use otklik_domain::audience::Audience;
use otklik_domain::topic::Class;

use super::{Change, Operation, Problem};
use crate::sla::amount::Amount;

/// Every path, for the sentence of a problem.
const PATHS: &str = "set: clock.ЧАСЫ.amount, clock.ЧАСЫ.amount.КЛАСС, clock.ЧАСЫ.title, clock.ЧАСЫ.step.СТУПЕНЬ.after, \
     clock.ЧАСЫ.step.СТУПЕНЬ.to, state.СОСТОЯНИЕ.owners, state.СОСТОЯНИЕ.title, act.СОСТОЯНИЕ.ДЕЙСТВИЕ.title, \
     act.СОСТОЯНИЕ.ДЕЙСТВИЕ.by, bounces.most; enable и disable: clock.ЧАСЫ.step.СТУПЕНЬ, act.СОСТОЯНИЕ.ДЕЙСТВИЕ";

/// The longest name a person can read on a button.
const LONGEST_TITLE: usize = 120;

/// The most bounces that still make sense.
const MOST_BOUNCES: u16 = 10;

/// Reads an operation; whether its ids exist is not asked here.
pub fn parse_operation(verb: &str, path: &str, to: &[String]) -> Result<Operation, Problem> {
    let words: Vec<&str> = path.split('.').map(str::trim).collect();
    let unknown = || {
        let message = format!("Путь «{verb}: {path}» не предусмотрен. Возможны: {PATHS}.");
        Problem::new("OVERLAY_UNKNOWN_PATH", message)
    };
    if words.iter().any(|word| word.is_empty()) {
        return Err(unknown());
    }
    let change = match verb {
        "set" => set(&words, to).unwrap_or_else(|| Err(unknown()))?,
        "enable" | "disable" => {
            let change = switch(&words, verb == "enable").ok_or_else(unknown)?;
            if !to.is_empty() {
                let message = format!("Операция «{verb}» ничего не задаёт. Уберите to или напишите set.");
                return Err(Problem::new("OVERLAY_WRONG_VALUE", message));
            }
            change
        }
        _ => return Err(unknown()),
    };
    Ok(Operation { change, clause: None, why: None })
}

fn set(words: &[&str], to: &[String]) -> Option<Result<Change, Problem>> {
    let own = |word: &&str| (*word).to_owned();
    Some(match words {
        ["clock", clock, "amount"] => {
            amount(to).map(|amount| Change::ClockAmount { clock: own(clock), class: None, amount })
        }
        ["clock", clock, "amount", class] => word::<Class>(&[own(class)], classes).and_then(|class| {
            let amount = amount(to)?;
            Ok(Change::ClockAmount { clock: own(clock), class: Some(class), amount })
        }),
        ["clock", clock, "title"] => title(to).map(|title| Change::ClockTitle { clock: own(clock), title }),
        ["clock", clock, "step", step, "after"] => {
            word(to, offsets).map(|after| Change::StepAfter { clock: own(clock), step: own(step), after })
        }
        ["clock", clock, "step", step, "to"] => audiences(to, &[Audience::System]).map(|to| Change::StepTo {
            clock: own(clock),
            step: own(step),
            to,
        }),
        ["state", state, "owners"] => audiences(to, &[Audience::System, Audience::Owner])
            .map(|owners| Change::StateOwners { state: own(state), owners }),
        ["state", state, "title"] => title(to).map(|title| Change::StateTitle { state: own(state), title }),
        ["act", state, act, "title"] => {
            title(to).map(|title| Change::ActTitle { state: own(state), act: own(act), title })
        }
        ["act", state, act, "by"] => audiences(to, &[Audience::System, Audience::Owner])
            .map(|by| Change::ActBy { state: own(state), act: own(act), by }),
        ["bounces", "most"] => word::<u16>(to, || format!("число от 1 до {MOST_BOUNCES}"))
            .and_then(|most| {
                let fits = (1..=MOST_BOUNCES).contains(&most);
                fits.then_some(most)
                    .ok_or_else(|| wrong(&most.to_string(), &format!("число от 1 до {MOST_BOUNCES}")))
            })
            .map(Change::MostBounces),
        _ => return None,
    })
}

fn switch(words: &[&str], enabled: bool) -> Option<Change> {
    let own = |word: &str| word.to_owned();
    match words {
        ["clock", clock, "step", step] => {
            Some(Change::StepEnabled { clock: own(clock), step: own(step), enabled })
        }
        ["act", state, act] => Some(Change::ActEnabled { state: own(state), act: own(act), enabled }),
        _ => None,
    }
}

fn wrong(given: &str, allowed: &str) -> Problem {
    let message = format!("Значение «{given}» не подходит. Укажите: {allowed}.");
    Problem::new("OVERLAY_WRONG_VALUE", message)
}

fn word<T: FromStr>(to: &[String], allowed: fn() -> String) -> Result<T, Problem> {
    let [text] = to else { return Err(wrong(&to.join(", "), &allowed())) };
    text.trim().parse().map_err(|_| wrong(text, &allowed()))
}

fn amount(to: &[String]) -> Result<Amount, Problem> {
    word(to, || "срок вида «5 working_days», «30 calendar_days», «4 working_hours»".to_owned())
}

fn offsets() -> String {
    "место ступени: start, p50, minus_3wd, due, control_due, legal_due, plus_4wh, plus_1wd, plus_p50"
        .to_owned()
}

fn classes() -> String {
    let codes: Vec<&str> = Class::ALL.iter().map(|class| class.code()).collect();
    format!("класс темы: {}", codes.join(", "))
}

fn title(to: &[String]) -> Result<String, Problem> {
    let [text] = to else { return Err(wrong(&to.join(", "), "одно название")) };
    let text = text.trim();
    let fits =
        !text.is_empty() && text.chars().count() <= LONGEST_TITLE && !text.chars().any(char::is_control);
    fits.then(|| text.to_owned())
        .ok_or_else(|| wrong(text, &format!("название одной строкой до {LONGEST_TITLE} знаков")))
}

fn audiences(to: &[String], never: &[Audience]) -> Result<Vec<Audience>, Problem> {
    let all = Audience::ALL.iter().filter(|audience| !never.contains(audience));
    let allowed = all.map(|audience| audience.code()).collect::<Vec<_>>().join(", ");
    let mut found: Vec<Audience> = Vec::new();
    for text in to {
        let audience = text.trim().parse::<Audience>().ok().filter(|audience| !never.contains(audience));
        let audience = audience.ok_or_else(|| wrong(text, &allowed))?;
        if found.contains(&audience) {
            return Err(wrong(text, "каждую роль один раз"));
        }
        found.push(audience);
    }
    if found.is_empty() { Err(wrong("", &allowed)) } else { Ok(found) }
}
