//! The one extension of an appeal (59-ФЗ art. 12(2)): asked while it can still be granted, granted with a notice.

use chrono::{NaiveDate, TimeDelta};
use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_domain::case::LetterKind;
use otklik_domain::id::CaseId;
use otklik_domain::refusal::{Code, Refusal};
use otklik_workflow::command::Act;
use otklik_workflow::definition::effective::Field;
use otklik_workflow::law::Term;

use super::letter::{self, in_words};
use super::text::{NOTE, note, optional};
use super::work::{On, Work, act, on_appeal, refuse};
use crate::{App, Error, Receipt, Request};

/// The clock of the answer by law.
pub(crate) const LEGAL: &str = "legal";

/// Until when, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Which case.
    pub case: CaseId,
    /// The revision the caller saw.
    pub expected_revision: i64,
    /// The last day of the extended term.
    pub until: NaiveDate,
    /// An entry of the closed list.
    pub reason: Option<String>,
    /// The notice to the author; needed when it is granted.
    pub notice: Option<letter::Input>,
    /// Words beside it.
    pub note: Option<String>,
}

/// The assignee asks for an extension.
pub async fn request(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let on = On::at(input.case, input.expected_revision, Action::CaseAskLeave);
    on_appeal(app, caller, request, on, move |work| async move {
        if input.notice.is_some() {
            let refusal = Refusal::new(Code::FieldInvalid).field("notice");
            return refuse(refusal.with("reason", "NOT_GRANTED_YET"));
        }
        let words = optional(input.note.as_deref(), "note", NOTE).map_err(|refusal| vec![refusal])?;
        expect_within_law(&work, input.until)?;
        let until = Some(format!("до {}", input.until.format("%d.%m.%Y")));
        work.act(Act {
            until: Some(input.until),
            reason: input.reason,
            ..act("request_extension", [], note([until, words]))
        })
        .await
    })
    .await
}

/// The signer grants it and the author is told by a numbered notice.
pub async fn grant(app: &App, caller: &Caller, request: &Request, input: Input) -> Result<Receipt, Error> {
    let on = On::at(input.case, input.expected_revision, Action::CaseDecide);
    on_appeal(app, caller, request, on, move |work| async move {
        let Some(notice) = &input.notice else {
            return refuse(Refusal::new(Code::FieldRequired).field("notice"));
        };
        let notice = work.checked_letter(LetterKind::Notice, notice, "notice")?;
        let words = optional(input.note.as_deref(), "note", NOTE).map_err(|refusal| vec![refusal])?;
        let told = Some(format!("уведомление автору {}", in_words(&notice)));
        let row = work
            .act(Act {
                until: Some(input.until),
                reason: input.reason,
                ..act("grant_extension", [Field::Letter], note([told, words]))
            })
            .await?;
        work.tx.insert_letter(notice).await?;
        Ok(row)
    })
    .await
}

/// The engine holds the grant to the law; the wish is held to the same days, so that nobody asks for what cannot be.
fn expect_within_law(work: &Work, until: NaiveDate) -> Result<(), Error> {
    let timers = work.row.instance.timers.iter();
    let Some(legal) = timers.rev().find(|it| it.clock == LEGAL).and_then(|it| it.due.legal) else {
        return Ok(());
    };
    let legal = (legal - TimeDelta::microseconds(1)).with_timezone(&work.zone).date_naive();
    let latest = legal + TimeDelta::days(Term::Fz59MaxExtension.days().into());
    if until > latest {
        return refuse(Refusal::new(Code::BeyondLegalBound).field("until").with("latest", latest));
    }
    if until <= legal {
        return refuse(Refusal::new(Code::FieldInvalid).field("until").with("after", legal));
    }
    Ok(())
}
