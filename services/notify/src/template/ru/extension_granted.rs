//! An extension was granted.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("Срок продлён: {}", heading(parameters)),
        text: format!(
            "Срок обращения {} продлён. Второго продления не будет.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
