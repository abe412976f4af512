//! Acts on an appeal that are a transition and nothing else: one table instead of one body each.

use otklik_domain::access::Action;
use otklik_domain::caller::Caller;
use otklik_workflow::command::Act;
use otklik_workflow::definition::effective::Field;

use super::text::{NOTE, optional};
use super::work::{On, act, on_appeal};
use crate::case::{Input, ReasonInput};
use crate::{App, Error, Receipt, Request};

/// A transition that brings no more than words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is our competence.
    ConfirmCompetence,
    /// The resolution doubts the competence.
    ReturnToRegistry,
    /// The documents came.
    ReceiveDocuments,
    /// Goes on without the documents.
    ContinueWithout,
    /// No extension.
    DenyExtension,
    /// It is answered on the merits after all.
    DenyNoAnswer,
    /// The head or an authorised person signs (59-ФЗ art. 10(3)).
    Sign,
    /// The answer came back.
    DeliveryFailed,
    /// The author asked in writing to end it (59-ФЗ art. 5).
    Withdraw,
}

impl Step {
    const fn named(self) -> (Action, &'static str) {
        match self {
            Self::ConfirmCompetence => (Action::CaseTriage, "confirm_competence"),
            Self::ReturnToRegistry => (Action::CaseResolve, "return_to_registry"),
            Self::ReceiveDocuments => (Action::CaseInquire, "receive_documents"),
            Self::ContinueWithout => (Action::CaseInquire, "continue_without"),
            Self::DenyExtension => (Action::CaseDecide, "deny_extension"),
            Self::DenyNoAnswer => (Action::CaseDecide, "deny_no_answer"),
            Self::Sign => (Action::CaseSign, "sign"),
            Self::DeliveryFailed => (Action::CaseDispatch, "delivery_failed"),
            Self::Withdraw => (Action::CaseWithdraw, "withdraw"),
        }
    }
}

/// Does the transition.
pub async fn run(
    app: &App,
    caller: &Caller,
    request: &Request,
    step: Step,
    input: Input,
) -> Result<Receipt, Error> {
    let (action, name) = step.named();
    let given = (step == Step::ReceiveDocuments).then_some(Field::Documents);
    let on = On::at(input.case, input.expected_revision, action);
    on_appeal(app, caller, request, on, move |work| async move {
        let words = optional(input.note.as_deref(), "note", NOTE).map_err(|refusal| vec![refusal])?;
        work.act(act(name, given, words)).await
    })
    .await
}

/// Proposes not to answer on the merits, by a ground of the closed list (59-ФЗ art. 8(7), 11).
pub async fn propose_no_answer(
    app: &App,
    caller: &Caller,
    request: &Request,
    input: ReasonInput,
) -> Result<Receipt, Error> {
    let on = On::at(input.case, input.expected_revision, Action::CaseAskLeave);
    on_appeal(app, caller, request, on, move |work| async move {
        let words = optional(input.note.as_deref(), "note", NOTE).map_err(|refusal| vec![refusal])?;
        let reason = Some(input.reason);
        work.act(Act { reason, ..act("propose_no_answer", None, words) }).await
    })
    .await
}
