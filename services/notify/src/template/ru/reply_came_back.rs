//! A sent reply came back.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("Ответ не доставлен: {}", heading(parameters)),
        text: format!(
            "Ответ на обращение {} не доставлен. Отправьте его ещё раз.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
