//! Closed lists of an appeal in words, for the history, the journal and its export.

use otklik_domain::case::{AnswerWay, AppealKind, QuestionOutcome};
use otklik_domain::channel::Channel;

/// Kind of an appeal.
pub const fn kind(kind: AppealKind) -> &'static str {
    match kind {
        AppealKind::Proposal => "Предложение",
        AppealKind::Application => "Заявление",
        AppealKind::Complaint => "Жалоба",
    }
}

/// The way of an answer.
pub const fn way(way: AnswerWay) -> &'static str {
    match way {
        AnswerWay::Post => "почтой",
        AnswerWay::Epgu => "через ЕПГУ",
        AnswerWay::Email => "на электронную почту",
        AnswerWay::InHand => "лично в руки",
    }
}

/// What became of a question.
pub const fn outcome(outcome: QuestionOutcome) -> &'static str {
    match outcome {
        QuestionOutcome::SupportedDone => "поддержано, меры приняты",
        QuestionOutcome::Supported => "поддержано",
        QuestionOutcome::Explained => "разъяснено",
        QuestionOutcome::NotSupported => "не поддержано",
    }
}

/// How a paper came.
pub const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "по телефону",
        Channel::Reception => "на личном приёме",
        Channel::Letter => "письмом",
        Channel::Email => "по электронной почте",
        Channel::Pos => "через ЕПГУ",
        Channel::IncidentManagement => "«Инцидент Менеджмент»",
        Channel::OfficialPage => "на официальной странице",
        Channel::Messenger => "в мессенджере",
        Channel::WebForm => "через форму на сайте",
        Channel::Open311 => "из другой системы",
    }
}
