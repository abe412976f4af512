//! A case came back to whoever shares out the work.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("Возвращено: {}", heading(parameters)),
        text: format!(
            "Исполнитель вернул карточку {}. Назначьте её заново.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
