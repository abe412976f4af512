//! The lines of a plan that stand by themselves: combining, functions, audiences, overlays, meetings, reports.

use otklik_domain::audience::Audience;
use otklik_workflow::definition::overlay::Operation;
use serde::Serialize;

use super::word::{Form, Function, Report, SubstitutionScope, Switch};

/// Seats that one person may hold by the act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Combining {
    /// The seats.
    pub seats: Vec<String>,
    /// The holder may approve an own draft, and the approval is marked.
    pub author_and_approver: bool,
    /// Where the act says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// A function of the centre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FunctionLine {
    /// Which.
    pub function: Function,
    /// What the act or the tenant says.
    pub state: Switch,
    /// Where the act says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// Why the tenant switches it though its act does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// An audience and the seats it means here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Addressee {
    /// The audience of a ladder.
    pub audience: Audience,
    /// The seats.
    pub seats: Vec<String>,
    /// Where the act says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// Meetings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meetings {
    /// Seats that chair.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chairs: Vec<String>,
    /// How often, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<String>,
    /// In person, absentee.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<Form>,
    /// They are the main form of work.
    pub main_form: bool,
    /// Seats that agree the agenda.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub agenda_agreed_by: Vec<String>,
    /// Where the act says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// Who stands in for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Substitution {
    /// Attendance at meetings, or acting in office.
    pub scope: SubstitutionScope,
    /// When.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// Seat that agrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed_by: Option<String>,
    /// Where the act says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// A report that the act demands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportLine {
    /// Which.
    pub report: Report,
    /// The seat that makes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// To whom, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// How often, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Where the act says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// Changes to one workflow of the product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OverlayLine {
    /// Name of the workflow.
    pub definition: String,
    /// What changes, in order.
    pub operations: Vec<Operation>,
}
