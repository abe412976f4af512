//! Somebody took notice of a step.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("Принято к сведению: {}", heading(parameters)),
        text: format!(
            "По карточке {} отметили, что вопрос взят на контроль. Срок идёт дальше.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
