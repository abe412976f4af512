//! A reply is approved and waits to be given.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("К публикации: {}", heading(parameters)),
        text: format!(
            "Ответ по карточке {} согласован и ждёт публикации.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
