//! What can be done now, and by when.

use chrono::{DateTime, Utc};
use otklik_domain::subject::Phase;

use crate::decide::may_be_extended;
use crate::definition::effective::{ClockKind, Effect, Effective, Transition};
use crate::instance::Instance;

/// The acts of the state that a person may be offered; the rights are asked elsewhere.
pub fn available<'d>(def: &'d Effective, instance: &Instance) -> Vec<&'d Transition> {
    let acts = def.state(&instance.state).map(|state| state.acts.iter()).into_iter().flatten();
    acts.filter(|act| !act.is_of_system() && is_open(def, instance, act)).collect()
}

/// Whether nothing but inputs and rights stands between an act and being done.
pub(crate) fn is_open(def: &Effective, instance: &Instance, act: &Transition) -> bool {
    let fits = |effect: &Effect| match effect {
        Effect::Bounce => instance.bounces < def.bounces.value.most,
        Effect::DraftApprove => instance.draft.is_some(),
        Effect::Sign => instance.draft.as_ref().is_some_and(|draft| draft.approved),
        Effect::AskExtension | Effect::Extend => may_be_extended(def, instance),
        Effect::Publish => {
            instance.draft.as_ref().is_some_and(|draft| draft.approved && Some(draft.kind) == act.reply)
        }
        _ => true,
    };
    let waits = |clock: &String| instance.running().any(|timer| timer.clock == *clock);
    act.is_offered() && act.while_clock.as_ref().is_none_or(waits) && act.effects.iter().all(fits)
}

/// The earliest date of the running clocks of the case: what lists are sorted by.
pub fn next_due(instance: &Instance, _def: &Effective) -> Option<DateTime<Utc>> {
    if instance.phase == Phase::Closed {
        return None;
    }
    let clocks = instance.running().filter(|timer| timer.kind == ClockKind::Case);
    clocks.flat_map(|timer| [Some(timer.due.control), timer.due.legal, timer.due.source]).flatten().min()
}
