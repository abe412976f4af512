//! The first wall around papers and imports: the rows of a centre, every reading of them, every change to them.

use std::collections::BTreeSet;

use otklik_domain::case::{AnswerWay, AppealKind, LetterKind, QuestionOutcome};
use otklik_domain::id::{DirectionId, ImportRunId, LetterId, QuestionId, SubjectId, UserId};
use otklik_domain::import::RunState;
use otklik_domain::role::Role;
use otklik_domain::time::Now;
use otklik_storage::query::appeal::{Contribution, Question};
use otklik_storage::query::bulk::EnteredCase;
use otklik_storage::query::case::CaseText;
use otklik_storage::query::composition::{BlockVersion, Direction, Seat};
use otklik_storage::query::import::{
    DifferenceFilter, ImportRefusal, NewDifference, NewRun, RunCounts, SourceItem,
};
use otklik_storage::query::journal::JournalFilter;
use otklik_storage::query::letter::{Letter, Resolution};
use otklik_storage::query::registration::{Outside, Registration};
use otklik_storage::query::sweep::ChangedSubject;
use otklik_storage::{Error, Scope, Store, Tx};
use otklik_testkit::seed::{self, Centre};
use uuid::Uuid;

use super::filled::Filled;
use super::queries::{Shown, did, everything, page, refused};

const SOURCE: &str = "INCIDENT_MANAGEMENT";
const OUTSIDE: &str = "СЭД";
const HASH: [u8; 32] = [7; 32];

/// Ids of the rows of papers and imports.
#[derive(Clone, Debug)]
pub(super) struct Papers {
    pub(super) directions: Vec<DirectionId>,
    subject: SubjectId,
    question: QuestionId,
    contribution: Uuid,
    letter: LetterId,
    resolution: Uuid,
    run: ImportRunId,
    difference: Uuid,
    /// Its name in the source; carries the centre's code.
    external_id: String,
}

impl Papers {
    pub(super) fn ids(&self) -> BTreeSet<Uuid> {
        let mut ids: BTreeSet<Uuid> = self.directions.iter().map(|id| id.0).collect();
        ids.extend([
            self.question.0,
            self.contribution,
            self.letter.0,
            self.resolution,
            self.run.0,
            self.difference,
        ]);
        ids
    }
}

fn registration(subject: SubjectId, by: UserId, number: &str, now: Now) -> Registration {
    Registration {
        subject,
        number: number.into(),
        registered_on: seed::SINCE,
        outside: Some(Outside { system: OUTSIDE.into(), number: number.into(), on: None }),
        kind: AppealKind::Complaint,
        answer_way: AnswerWay::Post,
        past_reason: None,
        by,
        at: now.get(),
    }
}

fn question(id: QuestionId, subject: SubjectId, ordinal: u16) -> Question {
    Question {
        id,
        subject,
        ordinal,
        body: "Когда?".into(),
        organization: None,
        assignee: None,
        outcome: None,
        outcome_confirmed_by: None,
    }
}

fn letter(id: LetterId, subject: SubjectId, by: UserId, now: Now) -> Letter {
    Letter {
        id,
        subject,
        kind: LetterKind::Answer,
        number: Some("1-исх".into()),
        sent_on: seed::SINCE,
        addressee: None,
        way: AnswerWay::Post,
        body: Some("Отвечаем".into()),
        by,
        at: now.get(),
    }
}

fn item(external_id: &str, subject: SubjectId, run: ImportRunId, now: Now) -> SourceItem {
    SourceItem {
        source: SOURCE.into(),
        external_id: external_id.into(),
        subject,
        state_text: Some("Закрыт".into()),
        closed_there: true,
        due_there: None,
        hash: HASH,
        run,
        seen_at: now.get(),
    }
}

fn difference(external_id: &str, subject: SubjectId, run: ImportRunId) -> NewDifference {
    NewDifference {
        run,
        source: SOURCE.into(),
        external_id: external_id.into(),
        subject,
        field: "address".into(),
        before: None,
        after: Some("ул. Новая".into()),
    }
}

fn refusal() -> ImportRefusal {
    ImportRefusal {
        line: 3, code: "BAD_DATE".into(), reason: "Нет такой даты".into(), raw: "31.02".into()
    }
}

/// Rows of one centre: a registered paper that came from a source.
pub(super) async fn fill_papers(tx: &Tx, centre: &Centre, subject: SubjectId) -> Result<Papers, Error> {
    let (user, now, code) = (centre.user(Role::Executor), tx.now(), centre.tenant.code.as_str());
    let directions: Vec<DirectionId> = tx.directions().await?.iter().map(|one| one.id).collect();
    let curator = tx.seats().await?.into_iter().find(|seat| seat.roles == [Role::Curator]).expect("seeded");
    tx.replace_seat(&Seat { directions: directions[..1].to_vec(), ..curator }).await?;
    let block = tx.blocks().await?.remove(0);
    tx.put_block_version(&BlockVersion {
        block: block.id,
        version: 1,
        name: block.name,
        kind: block.kind,
        position: block.position,
        from_on: block.from_on,
        to_on: None,
        act: None,
    })
    .await?;
    tx.next_registration_number("Х", 2026).await?;
    tx.insert_registration(&registration(subject, user, code, now)).await?;
    let (first, wrote, sent, resolved) = (tx.new_id(), tx.new_id(), tx.new_id(), tx.new_id());
    tx.insert_questions(&[question(first, subject, 1)]).await?;
    tx.put_co_assignees(subject, &[(user, None)]).await?;
    let (author, body, at) = (user, "Слово".to_owned(), now.get());
    tx.insert_contribution(Contribution { id: wrote, subject, author, body, at }).await?;
    tx.insert_letter(letter(sent, subject, user, now)).await?;
    let (body, due_on, by) = ("Ответить".to_owned(), None, user);
    tx.insert_resolution(Resolution { id: resolved, subject, body, due_on, by, at }).await?;
    let run = tx
        .begin_run(&NewRun {
            source: SOURCE.into(),
            profile: SOURCE.into(),
            file_name: "файл.csv".into(),
            file_hash: HASH,
            columns: Vec::new(),
            total: 9,
            dry_run: false,
            by: Some(user),
        })
        .await?;
    tx.insert_refusals(run, &[refusal()]).await?;
    tx.put_source_items(&[item(code, subject, run, now)]).await?;
    tx.insert_differences(&[difference(code, subject, run)]).await?;
    let found = tx.differences(&DifferenceFilter::default(), &page()).await?;
    Ok(Papers {
        directions,
        subject,
        question: first,
        contribution: wrote,
        letter: sent,
        resolution: resolved,
        run,
        difference: found.rows[0].1.id,
        external_id: code.to_owned(),
    })
}

/// Every reading of papers and imports, asked for the rows of `asked`.
pub(super) async fn read_papers(tx: &Tx, asked: &Filled, shown: &mut Shown) {
    let (papers, subject) = (&asked.papers, asked.papers.subject);
    shown.add(tx.directions().await);
    shown.add(tx.all_directions().await);
    shown.add(tx.block_versions().await);
    shown.add(tx.composed().await);
    shown.add(tx.holders_of_seat(asked.centre.seats[&Role::Executor]).await);
    shown.add(tx.registration(subject).await);
    shown.add(tx.registration_by_outside(OUTSIDE, &asked.centre.tenant.code).await);
    for search in [None, Some(asked.centre.tenant.code.clone())] {
        let filter = JournalFilter { search, ..JournalFilter::default() };
        shown.add(tx.journal(&filter, &everything(), &page()).await);
    }
    shown.add(tx.questions(subject).await);
    shown.add(tx.questions_of(&[subject]).await);
    shown.add(tx.people().await);
    shown.add(tx.co_assignees(subject).await);
    shown.add(tx.contributions(subject).await);
    shown.add(tx.letters(subject).await);
    shown.add(tx.resolutions(subject).await);
    shown.add(tx.import_run(papers.run).await);
    shown.add(tx.run_of_file(SOURCE, &HASH).await);
    shown.add(tx.running_run(SOURCE).await);
    shown.add(
        tx.known_differences(SOURCE, &papers.external_id)
            .await
            .map(|known| (!known.is_empty()).then_some(papers.difference)),
    );
    shown.add(tx.import_runs(&page()).await);
    // A refused row has no id of its own: that there is one is shown by its run's.
    shown.add(
        tx.refusals(papers.run, &page()).await.map(|page| (!page.rows.is_empty()).then_some(papers.run)),
    );
    shown.add(tx.source_items(SOURCE, std::slice::from_ref(&papers.external_id)).await);
    shown.add(tx.source_item_of(subject).await);
    for run in [None, Some(papers.run)] {
        shown.add(tx.differences(&DifferenceFilter { run, ..DifferenceFilter::default() }, &page()).await);
    }
    shown.add(tx.open_items(None, None, &page()).await);
}

/// Every change to papers and imports, tried on the rows of `theirs`.
pub(super) async fn write_papers(store: &Store, scope: Scope, mine: UserId, theirs: &Filled) {
    let papers = theirs.papers.clone();
    let (subject, run, direction) = (papers.subject, papers.run, papers.directions[0]);
    refused!(store, scope, |tx| {
        let mut first = tx.directions().await?.remove(0);
        first.id = direction;
        did(tx.update_direction(&Direction { name: "Чужое".into(), ..first }).await)
    });
    let block = theirs.centre.blocks[0];
    refused!(store, scope, |tx| {
        let mut version = tx.block_versions().await?.remove(0);
        version.block = block;
        did(tx.put_block_version(&version).await)
    });
    refused!(store, scope, |tx| did(tx
        .insert_registration(&registration(subject, mine, "украдено", tx.now()))
        .await));
    refused!(store, scope, |tx| did(tx.insert_questions(&[question(tx.new_id(), subject, 9)]).await));
    let asked = papers.question;
    refused!(store, scope, |tx| tx.place_question(asked, None, Some(mine)).await);
    refused!(store, scope, |tx| tx.set_outcome(asked, QuestionOutcome::Explained, None).await);
    refused!(store, scope, |tx| did(tx.put_co_assignees(subject, &[(mine, None)]).await));
    refused!(store, scope, |tx| {
        let (id, body, at) = (tx.new_id(), "Слово".to_owned(), tx.now().get());
        did(tx.insert_contribution(Contribution { id, subject, author: mine, body, at }).await)
    });
    refused!(store, scope, |tx| did(tx.insert_letter(letter(tx.new_id(), subject, mine, tx.now())).await));
    refused!(store, scope, |tx| {
        let (id, body, at) = (tx.new_id(), "Слово".to_owned(), tx.now().get());
        did(tx.insert_resolution(Resolution { id, subject, body, due_on: None, by: mine, at }).await)
    });
    refused!(store, scope, |tx| tx.progress_run(run, &RunCounts { rows: 9, ..RunCounts::default() }).await);
    refused!(store, scope, |tx| tx.advance_run(run, 0, 9).await);
    refused!(store, scope, |tx| tx.finish_run(run, RunState::Done, None).await);
    refused!(store, scope, |tx| tx.update_case_text(subject, CaseText::default()).await);
    refused!(store, scope, |tx| did(tx
        .insert_refusals(run, &[ImportRefusal { line: 9, ..refusal() }])
        .await));
    let name = papers.external_id.clone();
    refused!(store, scope, |tx| did(tx.put_source_items(&[item(&name, subject, run, tx.now())]).await));
    let name = papers.external_id.clone();
    refused!(store, scope, |tx| did(tx.insert_differences(&[difference(&name, subject, run)]).await));
    let found = papers.difference;
    refused!(store, scope, |tx| tx.settle_difference(found, mine).await);
    let entered = EnteredCase {
        changed: ChangedSubject {
            subject: theirs.subject.clone(),
            was: theirs.subject.standing(),
            timers: Vec::new(),
            steps: Vec::new(),
            timeline: Vec::new(),
            events: Vec::new(),
            audit: Vec::new(),
        },
        text: CaseText::default(),
        applicant: None,
    };
    refused!(store, scope, |tx| did(tx.enter_batch(std::slice::from_ref(&entered)).await));
}
