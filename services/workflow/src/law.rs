//! Constants of law: upper bounds of what a clock may give. A region or a tenant may shorten them (59-ФЗ art. 3(2)
//! allows more guarantees), never lengthen.

otklik_domain::codes! {
    /// A term that an article fixes, in calendar days.
    pub enum Term {
        /// Registration of an appeal.
        Fz59Registration = "FZ59_REGISTRATION_DAYS",
        /// Forwarding to the competent body.
        Fz59Forward = "FZ59_FORWARD_DAYS",
        /// Forwarding of what concerns migration.
        Fz59MigrationForward = "FZ59_MIGRATION_FORWARD_DAYS",
        /// Return of an appeal against a decision of a court.
        Fz59CourtReturn = "FZ59_COURT_RETURN_DAYS",
        /// Notice that the text cannot be read.
        Fz59UnreadableNotice = "FZ59_UNREADABLE_NOTICE_DAYS",
        /// Notice that the essence is not clear.
        Fz59UnclearNotice = "FZ59_UNCLEAR_NOTICE_DAYS",
        /// Notice that the answer stands on the site.
        Fz59PublishedAnswerNotice = "FZ59_PUBLISHED_ANSWER_NOTICE_DAYS",
        /// Documents asked from another body.
        Fz59Documents = "FZ59_DOCUMENTS_DAYS",
        /// Answer, from registration.
        Fz59Answer = "FZ59_ANSWER_DAYS",
        /// Extension of the answer, once.
        Fz59MaxExtension = "FZ59_MAX_EXTENSION_DAYS",
        /// Registration of a request for information.
        Fz8Registration = "FZ8_REGISTRATION_DAYS",
        /// Answer to a request for information.
        Fz8Answer = "FZ8_ANSWER_DAYS",
        /// Notice of a deferral or a forwarding.
        Fz8Notice = "FZ8_NOTICE_DAYS",
        /// Deferral of that answer, once.
        Fz8MaxDeferral = "FZ8_MAX_DEFERRAL_DAYS",
        /// Answer to a newsroom.
        MediaAnswer = "MEDIA_ANSWER_DAYS",
        /// Notice to a newsroom of a refusal or a deferral.
        MediaRefusalOrDeferralNotice = "MEDIA_REFUSAL_OR_DEFERRAL_NOTICE_DAYS",
    }
}

impl Term {
    /// The most days it gives.
    pub const fn days(self) -> u32 {
        match self {
            Self::Fz59Registration | Self::Fz8Registration | Self::MediaRefusalOrDeferralNotice => 3,
            Self::Fz59MigrationForward => 5,
            Self::Fz59Forward
            | Self::Fz59CourtReturn
            | Self::Fz59UnreadableNotice
            | Self::Fz59UnclearNotice
            | Self::Fz59PublishedAnswerNotice
            | Self::Fz8Notice
            | Self::MediaAnswer => 7,
            Self::Fz59Documents | Self::Fz8MaxDeferral => 15,
            Self::Fz59Answer | Self::Fz59MaxExtension | Self::Fz8Answer => 30,
        }
    }

    /// The article, for people.
    pub const fn article(self) -> &'static str {
        match self {
            Self::Fz59Registration => "59-ФЗ, ч. 2 ст. 8",
            Self::Fz59Forward => "59-ФЗ, ч. 3 и 4 ст. 8",
            Self::Fz59MigrationForward => "59-ФЗ, ч. 3.1 ст. 8",
            Self::Fz59CourtReturn => "59-ФЗ, ч. 2 ст. 11",
            Self::Fz59UnreadableNotice => "59-ФЗ, ч. 4 ст. 11",
            Self::Fz59UnclearNotice => "59-ФЗ, ч. 4.1 ст. 11",
            Self::Fz59PublishedAnswerNotice => "59-ФЗ, ч. 5.1 ст. 11",
            Self::Fz59Documents => "59-ФЗ, ч. 2 ст. 10",
            Self::Fz59Answer => "59-ФЗ, ч. 1 ст. 12",
            Self::Fz59MaxExtension => "59-ФЗ, ч. 2 ст. 12",
            Self::Fz8Registration | Self::Fz8Answer | Self::Fz8Notice | Self::Fz8MaxDeferral => {
                "8-ФЗ, ст. 18"
            }
            Self::MediaAnswer | Self::MediaRefusalOrDeferralNotice => "Закон о СМИ, ст. 40",
        }
    }

    /// By how much it may be extended, once; none where the law knows no extension.
    pub const fn extension(self) -> Option<Self> {
        match self {
            Self::Fz59Answer => Some(Self::Fz59MaxExtension),
            Self::Fz8Answer => Some(Self::Fz8MaxDeferral),
            _ => None,
        }
    }
}
