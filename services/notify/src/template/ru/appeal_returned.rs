//! An appeal came back to the registrar.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("Вернули в канцелярию: {}", heading(parameters)),
        text: format!(
            "Обращение {} вернули с резолюции. Проверьте, чья это компетенция.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
