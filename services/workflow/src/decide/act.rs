//! Acts: what they need, what they refuse, what they do.

use chrono::{DateTime, TimeDelta, Utc};
use otklik_domain::audience::Audience;
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::reply;

use super::Run;
use super::inputs::{closed_lists, missing};
use crate::available::is_open;
use crate::command::Act;
use crate::definition::effective::{Effect, Field, Transition};
use crate::event::Event;

/// Furthest promise that is still a date and not a way out.
const FURTHEST_PROMISE: TimeDelta = TimeDelta::days(5 * 366);

impl Run<'_> {
    pub(super) fn enter(&mut self) {
        let (entry, def) = (&self.def.entry, self.def);
        let anchor = self.facts.received_at;
        self.emit(Event::Acted { act: entry.act.clone(), reason: None, note: None });
        if let Some(state) = entry.to.as_deref().and_then(|to| def.state(to)) {
            let at = self.now.get();
            self.emit(Event::Entered { state: state.name.clone(), phase: state.phase, at });
            self.start_clocks(entry, true, anchor);
        }
    }

    pub(super) fn act(&mut self, act: &Act) -> Result<(), Vec<Refusal>> {
        let def = self.def;
        let transition = def.transition(&self.instance.state, &act.name);
        let Some(transition) = transition.filter(|it| Self::may_be_asked(it, act)) else {
            return Err(vec![self.not_here(act)]);
        };
        let mut refusals = missing(transition, act);
        refusals.extend(closed_lists(transition, act));
        refusals.extend(self.guards(transition, act));
        if refusals.is_empty() && !is_open(def, &self.instance, transition) {
            refusals.push(self.not_here(act));
        }
        if !refusals.is_empty() {
            return Err(refusals);
        }
        self.flip_lateness();
        self.perform(transition, act);
        Ok(())
    }

    fn not_here(&self, act: &Act) -> Refusal {
        Refusal::new(Code::ActNotAllowedInState).with("act", &act.name).with("state", &self.instance.state)
    }

    /// Acts of SYSTEM are not for people, acts of people not for SYSTEM.
    fn may_be_asked(transition: &Transition, act: &Act) -> bool {
        let fits = match act.user {
            Some(_) => !transition.is_of_system(),
            None => transition.by.value.contains(&Audience::System),
        };
        fits && transition.is_offered()
    }

    fn guards(&self, transition: &Transition, act: &Act) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        let instance = &self.instance;
        let most = self.def.bounces.value.most;
        if transition.effects.contains(&Effect::Bounce) && instance.bounces >= most {
            refusals.push(Refusal::new(Code::TooManyBounces).with("most", most));
        }
        let is_author = instance.draft.as_ref().is_some_and(|draft| Some(draft.author) == act.user);
        let approves = transition.effects.contains(&Effect::DraftApprove);
        if approves && is_author && !self.facts.self_approval_by_act {
            refusals.push(Refusal::new(Code::SelfApproval));
        }
        if let Some(days) = transition.within_days {
            let today = self.facts.calendar.local_date(self.now.get());
            let last = self.facts.calendar.local_date(instance.entered_at) + TimeDelta::days(days.into());
            if today > last {
                refusals.push(Refusal::new(Code::TermIsOver).with("last_day", last));
            }
        }
        if let Some(promised) = act.promised {
            let today = self.facts.calendar.local_date(self.now.get());
            if promised <= today || promised > today + FURTHEST_PROMISE {
                refusals.push(Refusal::new(Code::FieldInvalid).field(Field::Promised.code()));
            }
        }
        let gives = transition.effects.contains(&Effect::Assign) || act.given.contains(&Field::CoAssignees);
        if gives && self.facts.recipient_is_complained_about {
            refusals.push(Refusal::new(Code::RecipientIsComplainedAbout).field(Field::Assignee.code()));
        }
        refusals.extend(self.terms(transition, act));
        let wrong_kind = act.reply.is_some() && act.reply != transition.reply;
        if wrong_kind {
            refusals.push(Refusal::new(Code::FieldInvalid).field(Field::Reply.code()));
        }
        refusals
    }

    /// Does an act whose inputs and guards are fine.
    pub(super) fn perform(&mut self, transition: &Transition, act: &Act) {
        let (def, at) = (self.def, self.now.get());
        self.emit(Event::Acted { act: act.name.clone(), reason: act.reason.clone(), note: act.note.clone() });
        for effect in &transition.effects {
            self.effect(*effect, transition, act);
        }
        self.meet_clocks(&act.name);
        let to = transition.to.as_deref().and_then(|to| def.state(to));
        if let Some(state) = to {
            self.leave_stage(&state.name);
            self.emit(Event::Entered { state: state.name.clone(), phase: state.phase, at });
        }
        self.start_clocks(transition, to.is_some(), self.anchor(transition, at));
    }

    fn effect(&mut self, effect: Effect, transition: &Transition, act: &Act) {
        match effect {
            Effect::Assign => self.emit_some(act.assignee.map(|assignee| Event::Assigned { assignee })),
            Effect::Take => self.emit_some(act.user.map(|assignee| Event::Assigned { assignee })),
            Effect::Unassign => self.emit(Event::Unassigned),
            Effect::Bounce => self.bounce(),
            Effect::DraftSubmit => {
                let submitted = act.user.zip(transition.reply).map(|(author, kind)| {
                    let promised = act.promised.filter(|_| kind == reply::Kind::Postponed);
                    Event::DraftSubmitted { author, kind, promised }
                });
                self.emit_some(submitted);
            }
            Effect::DraftApprove => {
                let author = self.instance.draft.as_ref().map(|draft| draft.author);
                self.emit(Event::DraftApproved { self_approval: author.is_some() && author == act.user });
            }
            Effect::DraftReturn => self.emit(Event::DraftReturned),
            Effect::Sign => self.emit_some(act.user.map(|by| Event::Signed { by })),
            Effect::Publish => self.publish(transition, act),
            Effect::Promise => {
                let moved = self.instance.promised.is_some();
                self.emit_some(act.promised.map(|on| Event::Promised { on, moved }));
            }
            Effect::Register => self.emit_some(act.registered_on.map(|on| Event::Registered { on })),
            Effect::Extend => self.extend_to(act.until),
            Effect::AskExtension => {}
        }
    }

    fn bounce(&mut self) {
        let bounces = self.instance.bounces + 1;
        self.emit(Event::Bounced { bounces });
        let limit = self.def.bounces.value;
        if bounces >= limit.most {
            self.climb(limit.decided_by.level());
        }
    }

    fn publish(&mut self, transition: &Transition, act: &Act) {
        let Some(draft) = self.instance.draft.clone() else { return };
        let published_at = act.published_at.clone().unwrap_or_default();
        let kept = transition.keeps_draft;
        self.emit(Event::Published { kind: draft.kind, published_at, kept });
        if let Some(on) = draft.promised {
            let moved = self.instance.promised.is_some();
            self.emit(Event::Promised { on, moved });
        }
    }

    pub(super) fn emit_some(&mut self, event: Option<Event>) {
        if let Some(event) = event {
            self.emit(event);
        }
    }

    /// What the clocks that an act starts count from: its moment, or the date of registration that it gave.
    fn anchor(&self, transition: &Transition, at: DateTime<Utc>) -> DateTime<Utc> {
        let calendar = self.facts.calendar;
        let registered =
            transition.effects.contains(&Effect::Register).then_some(self.instance.registered_on);
        match registered.flatten() {
            Some(on) if on < calendar.local_date(at) => calendar.start_of(on),
            _ => at,
        }
    }

    /// The act of SYSTEM at the due moment of a clock.
    pub(super) fn act_of_system(&mut self, name: &str) {
        let act = Act { name: name.to_owned(), ..Act::default() };
        let transition = self.def.transition(&self.instance.state, name);
        if let Some(transition) = transition.filter(|it| Self::may_be_asked(it, &act)) {
            self.perform(transition, &act);
        }
    }
}
