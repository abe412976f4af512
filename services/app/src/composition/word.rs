//! Words of a composition for people and papers.

use otklik_domain::refusal::{Code, Refusal};
use otklik_domain::role::Role;

use crate::tenant::file::plan::{Function, Rank, SeatKind};

/// What a seat is in the centre.
pub fn seat_kind(kind: SeatKind) -> &'static str {
    match kind {
        SeatKind::HeadOfAdministration => "глава администрации",
        SeatKind::Curator => "куратор",
        SeatKind::Manager => "руководитель центра",
        SeatKind::Administrator => "администратор",
        SeatKind::ChannelOwner => "ответственный за каналы связи",
        SeatKind::PageOwner => "ответственный за официальные страницы",
        SeatKind::BlockLead => "руководитель отраслевого блока",
        SeatKind::RegionRepresentative => "представитель ЦУР",
        SeatKind::Member => "участник",
        SeatKind::OrganizationHead => "руководитель органа или учреждения",
        SeatKind::Executor => "исполнитель",
        SeatKind::RegionHead => "руководитель ЦУР",
        SeatKind::RegionDuty => "дежурный ЦУР",
        SeatKind::RegionAnalyst => "аналитик ЦУР",
    }
}

/// A role of the product.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Coordinator => "координатор",
        Role::Executor => "исполнитель",
        Role::OrganizationHead => "руководитель органа или учреждения",
        Role::BlockLead => "руководитель отраслевого блока",
        Role::Manager => "руководитель центра",
        Role::Curator => "куратор",
        Role::HeadOfAdministration => "глава администрации",
        Role::Publisher => "редактор официальных страниц",
        Role::Registrar => "регистратор",
        Role::Signer => "подписывающий ответы",
        Role::TenantAdministrator => "администратор центра",
        Role::RegionalDuty => "дежурный ЦУР",
        Role::RegionalAnalyst => "аналитик ЦУР",
    }
}

/// A rank of a position.
pub fn rank(rank: Rank) -> &'static str {
    match rank {
        Rank::Specialist => "специалист",
        Rank::HeadOfDepartment => "начальник отдела, руководитель органа или учреждения",
        Rank::DeputyHead => "заместитель главы",
        Rank::FirstDeputyHead => "первый заместитель главы",
        Rank::Head => "глава",
    }
}

/// A function of a centre.
pub fn function(function: Function) -> &'static str {
    match function {
        Function::Monitoring => "Мониторинг сообщений и общественного мнения",
        Function::Satisfaction => "Оценка удовлетворённости ответами",
        Function::SatisfactionStudies => "Исследования удовлетворённости",
        Function::Votes => "Голосования и общественные обсуждения",
        Function::AbsenteeVoting => "Заочное голосование участников",
        Function::Recommendations => "Рекомендации органам и учреждениям",
        Function::BestPractices => "Лучшие практики",
        Function::PlanningMaterials => "Материалы для планирования",
        Function::Seminars => "Семинары и обучение",
        Function::TargetGroups => "Материалы для целевых групп",
        Function::Outreach => "Информирование жителей",
        Function::Openness => "Открытость органов местного самоуправления",
        Function::PublicInformation => "Общественно значимая информация",
        Function::Compliance8Fz => "Доступ к информации о деятельности органов (8-ФЗ)",
        Function::OfficialPages => "Официальные страницы",
        Function::OfficialPageIndicators => "Показатели официальных страниц",
        Function::PageAdminTraining => "Обучение администраторов страниц",
        Function::NewsCommunities => "Новостные сообщества",
        Function::InformationRisks => "Информационные риски",
        Function::RiskSignal => "Сигналы о рисках",
        Function::Rating => "Рейтинг органов и учреждений",
        Function::FastTrack => "Ускоренное решение проблем",
        Function::PromptResponse => "Оперативное реагирование",
        Function::RootCauses => "Причины и факторы обращений",
        Function::SeasonalProblems => "Сезонные проблемы",
        Function::Roadmaps => "Дорожные карты",
        Function::Methodology => "Методическая помощь органам",
        Function::WorkingGroups => "Временные рабочие группы",
        Function::RegionInteraction => "Взаимодействие с ЦУР",
        Function::RegionTargets => "Целевые показатели ЦУР",
        Function::Meetings => "Заседания",
        Function::EmergencyCalls => "Обращения в экстренные службы",
        Function::SinglePlatform => "Единая платформа обратной связи",
        Function::PosModules => "Модули платформы обратной связи",
        Function::ThematicLines => "Тематические прямые линии",
        Function::InformationSecurity => "Информационная безопасность",
        Function::JointProjects => "Совместные проекты",
    }
}

/// Why an appointment was refused, for the operator, who has no interface that would put it into words.
pub(crate) fn refusal(refusal: &Refusal) -> String {
    let value = |name: &str| refusal.parameters.get(name).map_or("", String::as_str);
    match refusal.code {
        Code::RankTooLow => format!(
            "Ранг «{}» ниже того, что требует акт: не ниже «{}». Назначьте другого или уточните ранг.",
            value("rank"),
            value("least")
        ),
        Code::AppointmentsOverlap => format!(
            "Место занято: {}, с {} по {}. Сначала закончите то назначение или возьмите другой день.",
            value("position"),
            value("from"),
            if value("to").is_empty() { "без срока" } else { value("to") }
        ),
        Code::FieldRequired if refusal.field.as_deref() == Some("rank") => {
            "Акт требует ранга не ниже названного, а ранг этой должности неизвестен: укажите его (--rank)."
                .to_owned()
        }
        Code::FieldInvalid if !value("least").is_empty() => {
            format!("Дата раньше допустимой: не раньше {}.", value("least"))
        }
        Code::FieldInvalid if !value("most").is_empty() => {
            format!("Дата позже допустимой: не позже {}.", value("most"))
        }
        Code::TenantEnded => "Центр завершил работу: состав больше не меняется.".to_owned(),
        code => format!("Правила этого не допускают: {code}."),
    }
}
