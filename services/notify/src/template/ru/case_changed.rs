//! Another act was done on a case of the recipient.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("Карточка изменилась: {}", heading(parameters)),
        text: format!("Карточка {} изменилась.\n\n{}", parameters.number, facts(parameters)),
    }
}
