//! Somebody proposes not to answer on the merits.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("Предложено не отвечать: {}", heading(parameters)),
        text: format!(
            "По обращению {} предложено не отвечать по существу. Проверьте основание и решите.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
