//! A case was given to the recipient.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("Вам назначено: {}", heading(parameters)),
        text: format!(
            "Вам назначена карточка {}. Примите её или верните с причиной.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
