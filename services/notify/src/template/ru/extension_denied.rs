//! An extension was denied.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("Срок не продлён: {}", heading(parameters)),
        text: format!(
            "В продлении срока обращения {} отказано. Ответьте в прежний срок.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
