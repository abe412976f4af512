//! Whom a step reaches: posts, their fall-back, the region's switch, people drawn in before.

use std::collections::BTreeSet;

use otklik_domain::audience::Audience;
use otklik_domain::id::UserId;
use otklik_domain::standing::Level;

use crate::definition::effective::{ClockKind, Effective};
use crate::event::{Call, CallOutcome};
use crate::facts::{Facts, Posts};
use crate::instance::Instance;
use crate::sla::calendar::Calendar;

/// The people around a subject at one moment.
pub(crate) struct Around<'a> {
    owners: Vec<Audience>,
    posts: &'a Posts,
    assignee: Option<UserId>,
    /// A stage does not concern the region, even when every post of the tenant is empty.
    region: bool,
}

impl<'a> Around<'a> {
    /// Reads the posts for a clock of that kind.
    pub(crate) fn new(
        def: &Effective,
        instance: &Instance,
        facts: &Facts<'a>,
        kind: ClockKind,
        at: chrono::DateTime<chrono::Utc>,
    ) -> Self {
        Self {
            owners: owners(def, instance, facts.calendar, at),
            posts: facts.posts,
            assignee: instance.assignee,
            region: kind == ClockKind::Case && facts.posts.region_step,
        }
    }

    /// The people of an audience; none when nobody holds the post.
    fn holders(&self, audience: Audience) -> Option<Vec<UserId>> {
        let listed = || self.posts.people.get(&audience).filter(|people| !people.is_empty()).cloned();
        match audience {
            Audience::Assignee => self.assignee.map(|user| vec![user]),
            // The region's people belong to another tenant; its door is open or shut as a whole.
            Audience::RegionDuty => self.region.then(|| listed().unwrap_or_default()),
            Audience::Owner | Audience::System => None,
            _ => listed(),
        }
    }

    fn reach(&self, asked: Audience) -> (Option<Audience>, Vec<UserId>) {
        let mut audience = Some(asked);
        while let Some(here) = audience {
            if let Some(people) = self.holders(here) {
                return (Some(here), people);
            }
            audience = here.fall_back();
        }
        (None, Vec::new())
    }

    /// The highest rung that was told. An owner who is reminded of the own stage is no rung, however high the post.
    pub(crate) fn level(&self, calls: &[Call]) -> Level {
        let told = calls.iter().filter(|it| it.outcome == CallOutcome::Told);
        let rung = |call: &Call| {
            let reached = call.reached?;
            let owns = call.asked == Audience::Owner && self.owners.contains(&reached);
            Some(if owns { reached.level().min(Level::Executor) } else { reached.level() })
        };
        told.filter_map(rung).max().unwrap_or(Level::None)
    }

    /// Asks the audiences of a step. A step that would bring in nobody new is recorded, not told again; inside
    /// a step nobody is told twice.
    pub(crate) fn calls(&self, audiences: &[Audience], before: &BTreeSet<UserId>) -> Vec<Call> {
        let mut calls = Vec::new();
        for asked in audiences {
            let own = [*asked];
            for audience in if *asked == Audience::Owner { self.owners.as_slice() } else { &own } {
                let (reached, people) = self.reach(*audience);
                let vacant = reached != Some(*audience) && self.posts.vacant.contains(audience);
                calls.push(Call { asked: *asked, reached, people, outcome: CallOutcome::NoPost, vacant });
            }
        }
        let is_new = |call: &Call| {
            call.reached.is_some()
                && (call.people.is_empty() || call.people.iter().any(|it| !before.contains(it)))
        };
        let brings_new = calls.iter().any(is_new);
        let mut told: BTreeSet<UserId> = BTreeSet::new();
        for call in calls.iter_mut().filter(|call| call.reached.is_some()) {
            let again = !call.people.is_empty() && call.people.iter().all(|it| told.contains(it));
            call.outcome = if !brings_new || again { CallOutcome::DrawnInBefore } else { CallOutcome::Told };
            told.extend(&call.people);
        }
        calls
    }
}

/// Who owns the state a subject stands in now: after the last bounce the manager decides where returns arrive.
pub(crate) fn owners(
    def: &Effective,
    instance: &Instance,
    calendar: &Calendar,
    at: chrono::DateTime<chrono::Utc>,
) -> Vec<Audience> {
    let Some(state) = def.state(&instance.state) else { return Vec::new() };
    let bounces = def.bounces.value;
    if instance.bounces >= bounces.most && def.takes_bounces(&state.name) {
        return vec![bounces.decided_by];
    }
    let day_off = !calendar.is_working_day(calendar.local_date(at));
    if day_off && !state.owners_on_days_off.is_empty() {
        state.owners_on_days_off.clone()
    } else {
        state.owners.value.clone()
    }
}
