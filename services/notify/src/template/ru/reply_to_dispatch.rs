//! A signed reply waits to be sent.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("К отправке: {}", heading(parameters)),
        text: format!(
            "Ответ на обращение {} подписан. Отправьте его тем способом, который выбрал автор.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
