//! An appeal waits for a resolution.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("На резолюцию: {}", heading(parameters)),
        text: format!(
            "Обращение {} ждёт резолюции: назначьте исполнителя или верните его в канцелярию.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
