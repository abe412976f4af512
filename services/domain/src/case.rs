//! A case: what a citizen brought. Its legal regime decides the deadlines.

use serde::{Deserialize, Serialize};

crate::codes! {
    /// The law a case lives under; a fact of the item, not of its channel.
    pub enum LegalRegime {
        /// 59-ФЗ of 02.05.2006.
        Appeal59Fz = "APPEAL_59FZ",
        /// A message of «Решаем вместе», a network or the telephone: under no law of terms.
        Message = "MESSAGE",
        /// 8-ФЗ of 09.02.2009, art. 18.
        InfoRequest8Fz = "INFO_REQUEST_8FZ",
    }
}

/// What an operator learned of the person; kept apart, sealed, read only for a stated purpose.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applicant {
    /// Surname, name, patronymic as given.
    pub name: String,
    /// Telephone as given.
    #[serde(default)]
    pub phone: Option<String>,
    /// E-mail as given.
    #[serde(default)]
    pub email: Option<String>,
    /// Postal address for the answer.
    #[serde(default)]
    pub postal_address: Option<String>,
}

impl std::fmt::Debug for Applicant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Applicant(sealed)")
    }
}

crate::codes! {
    /// Why somebody opens the applicant of a case; the answer stays in the audit log.
    pub enum RevealPurpose {
        /// To ask for a missing fact.
        Clarify = "CLARIFY",
        /// To give the answer.
        Answer = "ANSWER",
        /// To check how the answer was taken.
        QualityCheck = "QUALITY_CHECK",
        /// The person asks about own data (152-ФЗ art. 14).
        DataSubjectRequest = "DATA_SUBJECT_REQUEST",
    }
}
