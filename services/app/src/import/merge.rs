//! A row that comes again and differs: the source is right about its own state, date and first answer, the platform about
//! what a person here decided. Whatever touches a decision of a person becomes a difference that a person settles;
//! «закрыто там» never closes a case here.

use chrono::{DateTime, Utc};
use otklik_domain::id::ImportRunId;
use otklik_domain::subject::Phase;
use otklik_domain::topic::Topic;
use otklik_intake::profile::{Field, Profile, Wins};
use otklik_intake::row::ImportRow;
use otklik_storage::Tx;
use otklik_storage::query::case::CaseText;
use otklik_storage::query::import::{NewDifference, SourceItem};
use otklik_storage::query::subject::SubjectRow;
use otklik_workflow::command::{Act, Command};
use otklik_workflow::event::Event;
use otklik_workflow::instance::Instance;

use super::SOURCE_CHANGED;
use super::enter::{Taker, answered, fold};
use super::ground::{Ground, cut, quoted};
use crate::Error;
use crate::case::gather::Gathered;
use crate::case::history::was_done;
use crate::case::record::{Change, record_from};
use crate::case::route;

/// The act by which a person corrects a topic: from then on the topic is ours.
const CORRECTED: &str = "correct_topic";
/// An approved answer waits here until it is given.
const TO_PUBLISH: &str = "TO_PUBLISH";
/// Says that the answer stands in the source.
const ENTER_IN_SOURCE: &str = "enter_in_source";
/// The clock of that act.
const SOURCE_ENTRY: &str = "source_entry";
/// Differences that are no field of a row: the source shows that our answer was given.
pub(crate) const ANSWER: &str = "answer";

/// What a row is merged with.
pub(super) struct Merging<'a> {
    pub(super) ground: &'a Ground,
    pub(super) profile: &'a Profile,
    pub(super) tx: &'a Tx,
    pub(super) taker: &'a Taker,
    pub(super) run: ImportRunId,
}

/// What one row changes.
struct Changes<'a> {
    of: &'a Merging<'a>,
    row: &'a ImportRow,
    item: &'a SourceItem,
    before: SubjectRow,
    after: SubjectRow,
    notes: Vec<String>,
    found: Vec<NewDifference>,
    route: Option<route::Route>,
    recount: bool,
    met: bool,
}

/// Merges a changed row into its case.
pub(super) async fn merge(of: &Merging<'_>, row: &ImportRow, item: &SourceItem) -> Result<(), Error> {
    let before = of.tx.subject_for_update(item.subject).await?;
    let before =
        before.ok_or_else(|| Error::Internal(format!("{} of {} is gone", item.subject, item.external_id)))?;
    let mut changes = Changes {
        of,
        row,
        item,
        after: before.clone(),
        before,
        notes: Vec::new(),
        found: Vec::new(),
        route: None,
        recount: false,
        met: false,
    };
    changes.state();
    changes.due();
    changes.received_at();
    changes.topic().await?;
    changes.texts().await?;
    changes.keep().await
}

impl Changes<'_> {
    fn is_closed(&self) -> bool {
        self.before.instance.phase == Phase::Closed
    }

    /// Nothing is worked on any more: the author has an answer, or the case is closed.
    fn is_over(&self) -> bool {
        matches!(self.before.instance.phase, Phase::Answered | Phase::Closed)
    }

    fn differ(&mut self, field: &str, before: Option<String>, after: Option<String>) {
        self.found.push(NewDifference {
            run: self.of.run,
            source: self.item.source.clone(),
            external_id: self.item.external_id.clone(),
            subject: self.before.id,
            field: field.to_owned(),
            before,
            after,
        });
    }

    fn state(&mut self) {
        let (row, item) = (self.row, self.item);
        if row.state_text != item.state_text {
            let word = |text: &Option<String>| cut(text.as_deref().unwrap_or("не указано"));
            let (was, is) = (word(&item.state_text), word(&row.state_text));
            self.notes.push(format!("состояние там: было «{was}», стало «{is}»"));
        }
        let there = Some(cut(row.state_text.as_deref().unwrap_or(if row.closed() {
            "закрыто"
        } else {
            "открыто"
        })));
        let here = Some(self.state_here());
        let moved = row.closed() != item.closed_there;
        if row.closed() && moved && !self.is_over() {
            let field = if self.before.instance.state == TO_PUBLISH { ANSWER } else { Field::State.code() };
            self.differ(field, here, there);
        } else if !row.closed() && self.is_over() && (moved || row.state_text != item.state_text) {
            self.differ(Field::State.code(), here, there);
        }
        self.met = row.first_answer_at.is_some() && !self.is_over();
    }

    fn state_here(&self) -> String {
        let state = &self.before.instance.state;
        self.of.ground.definition.state(state).map_or_else(|| state.clone(), |it| it.title.value.clone())
    }

    fn moment(&self, at: Option<DateTime<Utc>>) -> Option<String> {
        let local = |at: DateTime<Utc>| at.with_timezone(&self.of.ground.tenant.zone);
        at.map(|at| local(at).format("%d.%m.%Y %H:%M").to_string())
    }

    fn due(&mut self) {
        let (was, is) = (self.before.source_due, self.row.source_due);
        if was == is || self.is_closed() {
            return;
        }
        let (before, after) = (self.moment(was), self.moment(is));
        if self.of.profile.wins(Field::SourceDue) == Wins::Platform {
            return self.differ(Field::SourceDue.code(), before, after);
        }
        let none = || "не назван".to_owned();
        self.notes.push(format!(
            "срок источника: был {}, стал {}",
            before.unwrap_or_else(none),
            after.unwrap_or_else(none)
        ));
        self.after.source_due = is;
        self.recount = true;
    }

    /// Every clock hangs on it: it never moves by itself.
    fn received_at(&mut self) {
        if self.before.received_at != self.row.received_at {
            let (before, after) =
                (self.moment(Some(self.before.received_at)), self.moment(Some(self.row.received_at)));
            self.differ(Field::ReceivedAt.code(), before, after);
        }
    }

    async fn topic(&mut self) -> Result<(), Error> {
        let Some(topic) = self.of.ground.known_topic(&self.row.topic_hint) else { return Ok(()) };
        if topic.code == self.before.topic || self.is_closed() {
            return Ok(());
        }
        let ours = match self.of.profile.wins(Field::Topic) {
            Wins::Source => false,
            Wins::Platform => true,
            Wins::PlatformOnceChanged => was_done(self.of.tx, self.before.id, CORRECTED).await?,
        };
        let title = self.of.ground.topic(&self.before.topic)?.title.clone();
        // What is hidden from the region does not come into its sight by a file.
        let unveiled = self.before.restricted && !topic.restricted;
        if ours || unveiled {
            self.differ(Field::Topic.code(), Some(title), Some(quoted(&self.row.topic_hint)));
        } else {
            self.notes.push(format!("тема: была «{title}», стала «{}»", topic.title));
            self.take_topic(topic);
        }
        Ok(())
    }

    /// As when a person corrects it: the organization follows only while nobody works on it.
    fn take_topic(&mut self, topic: &Topic) {
        let route = self.of.ground.routes.route(&topic.code);
        topic.code.clone_into(&mut self.after.topic);
        self.after.sphere = topic.sphere;
        self.after.restricted = topic.restricted;
        self.after.block = route.block;
        self.after.direction = route.direction;
        if self.after.instance.assignee.is_none() {
            self.after.organization = route.organization;
        }
        self.route = Some(route);
    }

    /// No act here changes what the author wrote, so new words of the source come in while somebody works on them; an
    /// answer that was given keeps the words it answered.
    async fn texts(&mut self) -> Result<(), Error> {
        let id = self.before.id;
        let kept = self.of.tx.case_text(id).await?.unwrap_or_default();
        let mut words = kept.clone();
        let pairs = [
            (Field::Text, Some(self.row.text.clone()), Some(kept.essence)),
            (Field::Address, self.row.address.clone(), kept.address),
            (Field::ThreadUrl, self.row.thread_url.clone(), kept.thread_url),
        ];
        for (field, there, here) in pairs {
            if there.is_none() || there == here {
                continue;
            }
            if self.is_over() || self.of.profile.wins(field) == Wins::Platform {
                self.differ(field.code(), here, there);
                continue;
            }
            self.notes.push(format!("{}: новые слова источника", field.title()));
            match field {
                Field::Text => words.essence = there.unwrap_or_default(),
                Field::Address => words.address = there,
                _ => words.thread_url = there,
            }
        }
        self.replace(words).await
    }

    async fn replace(&self, words: CaseText) -> Result<(), Error> {
        let changed = self.notes.iter().any(|note| note.ends_with("новые слова источника"));
        if changed && !self.of.tx.update_case_text(self.before.id, words).await? {
            return Err(Error::Internal(format!("{} has no words", self.before.id)));
        }
        Ok(())
    }

    async fn keep(mut self) -> Result<(), Error> {
        let Merging { ground, tx, taker, .. } = *self.of;
        let definition = tx.definition(&self.before.definition).await?;
        let gathered = ground.gathered(&self.after, definition)?;
        let moved = self.moved(&gathered)?;
        self.keep_differences().await?;
        if self.notes.is_empty() && moved.is_empty() {
            return Ok(());
        }
        let note = Some(self.notes.join("; ")).filter(|note| !note.is_empty());
        let mut events = vec![Event::Acted { act: SOURCE_CHANGED.to_owned(), reason: None, note }];
        events.extend(moved);
        let was = (self.before.standing(), self.before.restricted);
        let change = Change { actor: taker.actor, act: SOURCE_CHANGED, before: self.after, events };
        let row = record_from(tx, &gathered, was, change).await?;
        if let Some(route) = &self.route {
            let line = route.line(taker.actor, row.revision)?;
            tx.append_timeline(row.id, line.actor, &line.kind, &line.body).await?;
        }
        Ok(())
    }

    /// What follows for the clocks.
    fn moved(&mut self, gathered: &Gathered) -> Result<Vec<Event>, Error> {
        let tx = self.of.tx;
        let mut instance = self.after.instance.clone();
        let mut events = Vec::new();
        let mut take = |instance: &mut Instance, new: Vec<Event>| {
            fold(instance, &new);
            events.extend(new);
        };
        let met = if self.met { answered(gathered, &instance) } else { Vec::new() };
        if !met.is_empty() {
            let at = self.moment(self.row.first_answer_at);
            self.notes
                .push(format!("первый ответ автору дан в источнике {}", at.clone().unwrap_or_default()));
            if instance.assignee.is_some() {
                self.differ(Field::FirstAnswerAt.code(), None, at);
            }
            self.recount = true;
            take(&mut instance, met);
        }
        if self.route.is_some() {
            let counted = gathered.decide(tx, &instance, &Command::Reclassify)?.events;
            take(&mut instance, counted);
        }
        if self.recount {
            let counted = gathered.decide(tx, &instance, &Command::Recount)?.events;
            take(&mut instance, counted);
        }
        if self.row.closed() && instance.running().any(|timer| timer.clock == SOURCE_ENTRY) {
            let act = Act { name: ENTER_IN_SOURCE.to_owned(), ..Act::default() };
            let entered = gathered.decide(tx, &instance, &Command::Act(act))?.events;
            take(&mut instance, entered);
        }
        Ok(events)
    }

    /// What the source says again is not found again.
    async fn keep_differences(&mut self) -> Result<(), Error> {
        if self.found.is_empty() {
            return Ok(());
        }
        let known = self.of.tx.known_differences(&self.item.source, &self.item.external_id).await?;
        // Only what was said last of a field counts: a source that goes back and forth is told each time.
        self.found.retain(|new| {
            let last = known.iter().rev().find(|(field, _)| *field == new.field);
            last.is_none_or(|(_, after)| *after != new.after)
        });
        Ok(self.of.tx.insert_differences(&self.found).await?)
    }
}
