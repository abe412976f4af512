//! A restricted topic (children, health, violence): number, block and date, nothing else.

use super::{due, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    let block = parameters.block.as_ref().map(|block| format!("Блок: {block}\n")).unwrap_or_default();
    let due = due(parameters).map(|due| format!("Срок: {due}\n")).unwrap_or_default();
    let text = format!("Карточка {}\n{block}{due}", parameters.number);
    Letter { subject: heading(parameters), text }
}
