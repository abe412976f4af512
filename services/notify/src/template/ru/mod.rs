//! Russian texts: one file per code.

pub(super) mod appeal_received;
pub(super) mod appeal_returned;
pub(super) mod appeal_to_resolution;
pub(super) mod case_assigned;
pub(super) mod case_changed;
pub(super) mod case_sent_back;
pub(super) mod contribution_given;
pub(super) mod extension_denied;
pub(super) mod extension_granted;
pub(super) mod extension_requested;
pub(super) mod no_answer_proposed;
pub(super) mod reply_approved;
pub(super) mod reply_came_back;
pub(super) mod reply_returned;
pub(super) mod reply_submitted;
pub(super) mod reply_to_dispatch;
pub(super) mod reply_to_sign;
pub(super) mod restricted;
pub(super) mod step_acknowledged;
pub(super) mod step_fired;

use super::Parameters;

/// The facts of a card, one a line, those that are known.
fn facts(parameters: &Parameters) -> String {
    let due = due(parameters);
    let lines = [
        ("Муниципалитет", &parameters.municipality),
        ("Тема", &parameters.topic),
        ("Блок", &parameters.block),
        ("Что идёт", &parameters.clock),
        ("Срок", &due),
        ("Причина", &parameters.reason),
        ("Открыть", &parameters.link),
    ];
    lines
        .iter()
        .filter_map(|(name, value)| value.as_ref().map(|value| format!("{name}: {value}\n")))
        .collect()
}

/// `КИЛ-2026-000123, дороги`.
fn heading(parameters: &Parameters) -> String {
    match &parameters.block {
        Some(block) => format!("{}, {block}", parameters.number),
        None => parameters.number.clone(),
    }
}

/// `18.02.2026 12:30`; a date without the tenant's offset says that it is in UTC.
fn due(parameters: &Parameters) -> Option<String> {
    let due = parameters.due?;
    let zone = if due.offset().local_minus_utc() == 0 { " UTC" } else { "" };
    Some(format!("{}{zone}", due.format("%d.%m.%Y %H:%M")))
}
