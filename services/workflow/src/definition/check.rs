//! What a definition must be beyond its shape: names that exist, acts with a right, ladders in order.

use std::collections::BTreeSet;

use otklik_domain::audience::Audience;
use otklik_domain::subject::Phase;

use super::effective::{Basis, Clock, ClockKind, Effect, Field, Step, Transition};
use super::lower::Notes;
use super::{Definition, walk};
use crate::escalation::offset::Offset;
use crate::law::Term;
use crate::sla::amount::{Amount, Span, Unit};

/// Notes every defect of the graph.
pub(super) fn check(definition: &Definition, notes: &mut Notes) {
    let known = |name: &str| definition.states.iter().any(|state| state.name == name);
    let entry = &definition.entry;
    if entry.to.as_deref().is_none_or(|to| !known(to)) {
        let line = notes.line("target", &format!("/{}", entry.act));
        notes.say(
            line,
            "UNKNOWN_TARGET",
            "Вход ведёт в неизвестное состояние. Укажите в entry.to имя состояния.",
        );
    }
    act(notes, "", entry);
    for state in &definition.states {
        if state.owners.value.is_empty() {
            let line = notes.line("state", &state.name);
            notes.say(
                line,
                "STATE_WITHOUT_OWNER",
                format!("У состояния «{}» нет владельца. Заполните owners.", state.name),
            );
        }
        for transition in &state.acts {
            act(notes, &state.name, transition);
            let clock = transition.while_clock.as_ref();
            if let Some(clock) = clock.filter(|name| !definition.clocks.iter().any(|it| it.name == **name)) {
                let line = notes.line("act", &format!("{}/{}", state.name, transition.act));
                let message = format!("Часов «{clock}» нет. Исправьте while_clock или опишите их в clocks.");
                notes.say(line, "UNKNOWN_CLOCK", message);
            }
            if let Some(to) = transition.to.as_deref().filter(|to| !known(to)) {
                let line = notes.line("target", &format!("{}/{}", state.name, transition.act));
                notes.say(
                    line,
                    "UNKNOWN_TARGET",
                    format!("Состояния «{to}» нет. Исправьте имя или опишите его."),
                );
            }
        }
    }
    for clock in &definition.clocks {
        self::clock(definition, notes, clock);
    }
    for ladder in &definition.ladders {
        steps(notes, &ladder.name, &ladder.steps);
    }
    walk::walk(definition, notes);
}

fn act(notes: &mut Notes, state: &str, act: &Transition) {
    let line = notes.line("act", &format!("{state}/{}", act.act));
    let name = &act.act;
    if act.by.value.is_empty() {
        let message = format!("У действия «{name}» нет исполнителя. Заполните by.");
        notes.say(line, "ACT_WITHOUT_ROLE", message);
    }
    if act.action.is_none() && !act.is_of_system() && act.unavailable.is_none() {
        let message = format!("У действия «{name}» нет права. Заполните action.");
        notes.say(line, "ACT_WITHOUT_RIGHT", message);
    }
    let needs = [
        (Effect::Assign, Field::Assignee),
        (Effect::DraftSubmit, Field::Reply),
        (Effect::Publish, Field::PublishedAt),
        (Effect::Promise, Field::Promised),
        (Effect::Register, Field::RegisteredOn),
        (Effect::Extend, Field::Until),
    ];
    for (effect, field) in needs {
        if act.effects.contains(&effect) && !act.required.contains(&field) {
            let message =
                format!("Действие «{name}» выполняет {effect}, но не требует {field}. Добавьте в required.");
            notes.say(line, "EFFECT_WITHOUT_FIELD", message);
        }
    }
    let replies = act.effects.iter().any(|it| matches!(it, Effect::DraftSubmit | Effect::Publish));
    if replies != act.reply.is_some() {
        let message =
            format!("Действие «{name}»: reply нужен там и только там, где ответ готовят или публикуют.");
        notes.say(line, "EFFECT_WITHOUT_FIELD", message);
    }
    if act.required.contains(&Field::Reason) && act.reasons.is_empty() {
        let message = format!("Действие «{name}» требует причину, но списка причин нет. Укажите reasons.");
        notes.say(line, "REASON_WITHOUT_LIST", message);
    }
}

fn clock(definition: &Definition, notes: &mut Notes, clock: &Clock) {
    let line = notes.line("clock", &clock.name);
    let name = &clock.name;
    let starts_well = match clock.kind {
        ClockKind::Case => !clock.starts.is_empty() && clock.starts_in.is_empty(),
        ClockKind::Stage => !clock.starts_in.is_empty(),
    };
    if !starts_well {
        let message = format!(
            "Часы «{name}»: часы дела пускает действие (starts), часы этапа — состояние (starts_in)."
        );
        notes.say(line, "CLOCK_START", message);
    }
    let acts = |act: &str| {
        definition.entry.act == act
            || definition.states.iter().flat_map(|it| &it.acts).any(|it| it.act == act)
    };
    for act in clock
        .starts
        .iter()
        .chain(&clock.resumes)
        .chain(&clock.met_by)
        .chain(&clock.on_due)
        .filter(|act| !acts(act))
    {
        let line = notes.line("act of clock", &format!("{name}/{act}"));
        notes.say(line, "UNKNOWN_ACT", format!("Действия «{act}» нет ни в одном состоянии. Исправьте имя."));
    }
    for state in &clock.starts_in {
        if !definition.states.iter().any(|it| it.name == *state) {
            let line = notes.line("state of clock", &format!("{name}/{state}"));
            notes.say(line, "UNKNOWN_STATE", format!("Состояния «{state}» нет. Исправьте имя."));
        }
    }
    if !definition.ladders.iter().any(|ladder| ladder.name == clock.ladder) {
        let line = notes.line("ladder of clock", name);
        notes.say(line, "UNKNOWN_LADDER", format!("Лестницы «{}» нет. Опишите её в ladders.", clock.ladder));
    }
    let others = |amount: &Amount| match amount {
        Amount::Share { of, .. } => of.clone(),
        Amount::DayOf { of, .. } => vec![of.clone()],
        Amount::Span(_) | Amount::Promised => Vec::new(),
    };
    for other in clock.all_amounts().flat_map(others).collect::<BTreeSet<_>>() {
        let plain = definition.clocks.iter().any(|it| it.name == other && is_plain(it));
        if !plain {
            let message =
                format!("Часы «{name}» берут срок от «{other}»: таких часов с собственным сроком нет.");
            notes.say(line, "UNKNOWN_CLOCK", message);
        }
    }
    law(notes, line, clock);
    on_due(definition, notes, clock);
}

fn is_plain(clock: &Clock) -> bool {
    clock.all_amounts().all(|amount| matches!(amount, Amount::Span(_)))
}

/// A clock of the law names its constant and never gives more; only calendar days can be compared with it.
fn law(notes: &mut Notes, line: u64, clock: &Clock) {
    let name = &clock.name;
    let Some(term) = clock.law else {
        if clock.basis == Basis::Law {
            let message = format!("Часы «{name}» основаны на законе. Назовите предел в law: {}.", terms());
            notes.say(line, "LAW_WITHOUT_TERM", message);
        }
        return;
    };
    if clock.basis != Basis::Law {
        let message = format!("Часы «{name}» называют предел закона. Укажите basis: law или уберите law.");
        notes.say(line, "LAW_WITHOUT_TERM", message);
    }
    let within = |amount: &Amount| matches!(amount, Amount::Span(Span { count, unit: Unit::CalendarDays }) if *count <= term.days());
    for amount in clock.all_amounts().filter(|amount| !within(amount)) {
        let message = format!(
            "Часы «{name}»: «{amount}» выходит за предел закона. Укажите не более {} calendar_days ({}).",
            term.days(),
            term.article()
        );
        notes.say(line, "BEYOND_LEGAL_BOUND", message);
    }
}

fn terms() -> String {
    Term::ALL.iter().map(|term| term.code()).collect::<Vec<_>>().join(", ")
}

/// SYSTEM gives no inputs and must not find its act missing, and the act must end the clock.
fn on_due(definition: &Definition, notes: &mut Notes, clock: &Clock) {
    let Some(act) = &clock.on_due else { return };
    let line = notes.line("act of clock", &format!("{}/{act}", clock.name));
    if !clock.met_by.contains(act) {
        notes.say(
            line,
            "ON_DUE_ACT",
            format!("Действие «{act}» по сроку не останавливает часы. Добавьте его в met_by."),
        );
    }
    for state in &clock.starts_in {
        let found = definition.states.iter().filter(|it| it.name == *state).flat_map(|it| &it.acts);
        let fits = found.into_iter().any(|it| {
            it.act == *act
                && it.by.value.contains(&Audience::System)
                && it.required.is_empty()
                && it.is_offered()
        });
        if !fits {
            let message = format!("В «{state}» нет действия «{act}» для SYSTEM без обязательных полей.");
            notes.say(line, "ON_DUE_ACT", message);
        }
    }
}

fn steps(notes: &mut Notes, ladder: &str, steps: &[Step]) {
    let line = |notes: &Notes, step: &Step| notes.line("step", &format!("{ladder}/{}", step.id));
    for step in steps.iter().filter(|step| step.audiences.value.is_empty()) {
        let at = line(notes, step);
        notes.say(
            at,
            "STEP_WITHOUT_AUDIENCE",
            format!("Ступень «{}» никого не зовёт. Заполните to.", step.id),
        );
    }
    for pair in steps.windows(2) {
        if !in_order(pair[0].after.value, pair[1].after.value) {
            let at = line(notes, &pair[1]);
            let message =
                format!("Ступень «{}» стоит после «{}», но раньше по времени.", pair[1].id, pair[0].id);
            notes.say(at, "LADDER_OUT_OF_ORDER", format!("{message} Переставьте ступени лестницы {ladder}."));
        }
    }
    let first = |audience: Audience| steps.iter().position(|it| it.audiences.value.contains(&audience));
    if let (Some(region), Some(head)) = (first(Audience::RegionDuty), first(Audience::Head))
        && region < head
    {
        let at = line(notes, &steps[region]);
        notes.say(
            at,
            "REGION_BEFORE_HEAD",
            "Глава администрации вовлекается раньше региона. Переставьте ступени.",
        );
    }
}

/// Percent and days before due cannot be compared without a date: their order is made when the clock starts.
fn in_order(earlier: Offset, later: Offset) -> bool {
    let mixed = |a: Offset, b: Offset| matches!((a, b), (Offset::Percent(_), Offset::Minus(_)));
    mixed(earlier, later) || mixed(later, earlier) || earlier.place() <= later.place()
}

/// A state in which something is still due.
pub(super) fn is_open(phase: Phase) -> bool {
    phase != Phase::Closed
}
