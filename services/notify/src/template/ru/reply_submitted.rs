//! A reply waits for the recipient's approval.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("На согласование: {}", heading(parameters)),
        text: format!(
            "Ответ по карточке {} ждёт вашего согласования. Согласуйте его или верните с причиной.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
