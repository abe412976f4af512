//! The ways by which a citizen's word arrives.

crate::codes! {
    /// A channel of intake.
    pub enum Channel {
        /// Told by telephone and typed in by an operator.
        Phone = "PHONE",
        /// Told in person.
        Reception = "RECEPTION",
        /// A paper letter.
        Letter = "LETTER",
        /// E-mail: a message, never an appeal (547-ФЗ of 28.12.2024).
        Email = "EMAIL",
        /// «Госуслуги. Решаем вместе».
        Pos = "POS",
        /// «Инцидент Менеджмент».
        IncidentManagement = "INCIDENT_MANAGEMENT",
        /// An official page in a network.
        OfficialPage = "OFFICIAL_PAGE",
        /// A messenger bot.
        Messenger = "MESSENGER",
        /// A form of the citizen's pages.
        WebForm = "WEB_FORM",
        /// Another system over Open311.
        Open311 = "OPEN311",
    }
}
