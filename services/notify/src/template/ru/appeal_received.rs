//! An appeal waits for its registration.

use super::{facts, heading};
use crate::template::{Letter, Parameters};

pub(in crate::template) fn letter(parameters: &Parameters) -> Letter {
    Letter {
        subject: format!("На регистрацию: {}", heading(parameters)),
        text: format!(
            "Поступило обращение {}. Зарегистрируйте его в течение трёх дней.\n\n{}",
            parameters.number,
            facts(parameters)
        ),
    }
}
