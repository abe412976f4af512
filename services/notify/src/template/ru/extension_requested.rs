//! An extension waits for the decision of the recipient.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("Просят продлить: {}", heading(parameters)),
        text: format!(
            "По обращению {} просят продлить срок. Решите сегодня: продлить можно один раз и только до истечения срока.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
