//! The topic was wrong: the route follows, and clocks whose amount hangs on the class are counted anew from their anchor.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::id::CaseId;
use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::subject::Phase;
use otklik_workflow::command::Command;
use otklik_workflow::event::Event;

use super::gather::gather;
use super::perform::{actor, expect_revision, load, receipt};
use super::record::{Change, record_from};
use super::route::{self, RouteMap};
use crate::request::{once, own_scope};
use crate::{App, Error, Receipt, Request};

/// Which topic is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// Code of the right topic.
    pub topic: String,
    /// Why.
    pub note: Option<String>,
}

/// Corrects the topic. Block and direction always follow the routing rules; the organization only while nobody works on it.
pub async fn run(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let (shared, person) = (app.clone(), caller.clone());
    once(app, caller, *request, own_scope(caller), move |tx| async move {
        let before = load(&shared, &tx, &person, input.case, Action::CaseCorrectTopic).await?;
        expect_revision(&tx, &before, input.expected_revision).await?;
        if before.instance.phase == Phase::Closed {
            let refusal = Refusal::new(Code::ActNotAllowedInState).with("state", &before.instance.state);
            return Err(Error::Refused(vec![refusal]));
        }
        let Some(topic) = tx.topic(&input.topic).await? else {
            return Err(Error::Refused(vec![Refusal::new(Code::NotInClosedList).field("topic")]));
        };
        let route = RouteMap::of_topic(&tx, &topic.code).await?.route(&topic.code);
        let mut row = before.clone();
        row.topic = topic.code.clone();
        row.sphere = topic.sphere;
        row.restricted = topic.restricted;
        row.block = route.block;
        row.direction = route.direction;
        if row.instance.assignee.is_none() {
            row.organization = route.organization;
        }
        let gathered = gather(&shared, &tx, &row).await?;
        let outcome = gathered.decide(&tx, &row.instance, &Command::Reclassify)?;
        let mut events = vec![Event::Acted {
            act: "correct_topic".into(),
            reason: Some(format!("{} → {}", before.topic, topic.code)),
            note: input.note,
        }];
        events.extend(outcome.events);
        let change = Change { actor: actor(&person), act: "correct_topic", before: row, events };
        let was = (before.standing(), before.restricted);
        let row = record_from(&tx, &gathered, was, change).await?;
        route::keep(&tx, &gathered, &row, actor(&person), &route).await?;
        Ok(receipt(&row))
    })
    .await
}
