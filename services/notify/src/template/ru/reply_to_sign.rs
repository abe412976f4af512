//! A reply waits for a signature.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("На подпись: {}", heading(parameters)),
        text: format!(
            "Ответ на обращение {} согласован и ждёт подписи.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
