//! A co-executor gave a text.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("Текст соисполнителя: {}", heading(parameters)),
        text: format!(
            "Соисполнитель дал текст по обращению {}. Учтите его в ответе.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
