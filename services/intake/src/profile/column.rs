//! The fields that a row of an outside file may fill.

otklik_domain::codes! {
    /// A field of a row.
    pub enum Field {
        /// Number of the item in the outside system.
        ExternalId = "external_id",
        /// When it was written or registered there.
        ReceivedAt = "received_at",
        /// When it was closed there.
        ClosedAt = "closed_at",
        /// By when the outside system wants the answer.
        SourceDue = "source_due",
        /// When the author had the first answer.
        FirstAnswerAt = "first_answer_at",
        /// Group of topics in the words of the source.
        TopicGroup = "topic_group",
        /// Topic in the words of the source.
        Topic = "topic",
        /// The municipality that it is about.
        Municipality = "municipality",
        /// Town or village.
        Settlement = "settlement",
        /// Street.
        Street = "street",
        /// House.
        House = "house",
        /// The whole address in one column.
        Address = "address",
        /// What the citizen wrote.
        Text = "text",
        /// Where it can be read.
        ThreadUrl = "thread_url",
        /// How it stands there.
        State = "state",
    }
}

otklik_domain::codes! {
    /// Whose word counts when a row comes again and differs.
    pub enum Wins {
        /// The source's, always.
        Source = "source",
        /// The platform's, always.
        Platform = "platform",
        /// The source's until a person here changed the field.
        PlatformOnceChanged = "platform_once_changed",
    }
}

impl Field {
    /// What the field is called for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::ExternalId => "номер в источнике",
            Self::ReceivedAt => "дата поступления",
            Self::ClosedAt => "дата закрытия",
            Self::SourceDue => "срок источника",
            Self::FirstAnswerAt => "дата первого ответа",
            Self::TopicGroup => "группа тем",
            Self::Topic => "тема",
            Self::Municipality => "муниципалитет",
            Self::Settlement => "населённый пункт",
            Self::Street => "улица",
            Self::House => "дом",
            Self::Address => "адрес",
            Self::Text => "текст",
            Self::ThreadUrl => "ссылка",
            Self::State => "состояние",
        }
    }

    /// The source owns its own clock and state; what people here may correct is theirs once they did.
    pub(crate) const fn wins_by_default(self) -> Wins {
        match self {
            Self::State | Self::SourceDue | Self::ClosedAt | Self::FirstAnswerAt | Self::ExternalId => {
                Wins::Source
            }
            Self::ReceivedAt | Self::Municipality => Wins::Platform,
            _ => Wins::PlatformOnceChanged,
        }
    }

    /// Without these no row can become a case.
    pub(crate) const ALWAYS_NEEDED: [Self; 2] = [Self::ReceivedAt, Self::Text];
}
