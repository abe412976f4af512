//! A reply of the recipient came back.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("Ответ возвращён: {}", heading(parameters)),
        text: format!(
            "Ваш ответ по карточке {} возвращён на доработку. Срок карточки идёт дальше.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
