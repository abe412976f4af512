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

crate::codes! {
    /// Kind of an appeal (59-ФЗ art. 4); only a complaint can have a challenged body.
    pub enum AppealKind {
        /// Предложение: how to improve laws, the work of bodies, public life.
        Proposal = "PROPOSAL",
        /// Заявление: help in exercising a right, a report of a shortcoming, criticism.
        Application = "APPLICATION",
        /// Жалоба: restore or protect a violated right.
        Complaint = "COMPLAINT",
    }
}

crate::codes! {
    /// By which way the author wants the answer (59-ФЗ art. 10(4)).
    pub enum AnswerWay {
        /// By post to the postal address.
        Post = "POST",
        /// To the account on ЕПГУ.
        Epgu = "EPGU",
        /// To the e-mail address given.
        Email = "EMAIL",
        /// Handed over.
        InHand = "IN_HAND",
    }
}

crate::codes! {
    /// What became of one question of an appeal.
    pub enum QuestionOutcome {
        /// Supported, and done.
        SupportedDone = "SUPPORTED_DONE",
        /// Supported.
        Supported = "SUPPORTED",
        /// Explained.
        Explained = "EXPLAINED",
        /// Not supported.
        NotSupported = "NOT_SUPPORTED",
    }
}

crate::codes! {
    /// What a letter that leaves the house does.
    pub enum LetterKind {
        /// The answer to the author.
        Answer = "ANSWER",
        /// The appeal, to the competent body.
        Forwarding = "FORWARDING",
        /// A notice to the author: forwarded, extended, no answer on the merits.
        Notice = "NOTICE",
        /// A request for documents (59-ФЗ art. 10(1)2).
        DocumentRequest = "DOCUMENT_REQUEST",
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
