//! A restricted topic (children, health, violence): number, block and date, nothing else.

use super::{due, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    let mut text = format!("Карточка {}\n", parameters.number);
    if let Some(block) = &parameters.block {
        text += &format!("Блок: {block}\n");
    }
    if let Some(due) = due(parameters) {
        text += &format!("Срок: {due}\n");
    }
    Letter { subject: heading(parameters), text }
}
