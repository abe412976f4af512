//! The closed lists of a tenant file that no other part of the product knows.

use otklik_domain::codes;

codes! {
    /// What an act or a tenant says of a thing.
    pub enum Switch {
        /// Yes.
        On = "on",
        /// No, said so.
        Off = "off",
        /// The act is silent: it forbids nothing.
        NotStated = "not_stated",
    }
}

codes! {
    /// Kind of municipality.
    pub enum Municipality {
        /// Муниципальный район.
        District = "municipal_district",
        /// Муниципальный округ.
        Okrug = "municipal_okrug",
        /// Городской округ.
        CityOkrug = "city_okrug",
    }
}

codes! {
    /// What the centre is in law.
    pub enum LegalForm {
        /// Рабочая группа.
        WorkingGroup = "working_group",
        /// Проектный офис.
        ProjectOffice = "project_office",
        /// Постоянно действующий координационный орган.
        StandingCoordinatingBody = "standing_coordinating_body",
        /// The act is silent.
        NotStated = "not_stated",
    }
}

codes! {
    /// Nature of the centre's decisions.
    pub enum Decisions {
        /// Рекомендательный характер.
        Recommendatory = "recommendatory",
        /// Обязательны к исполнению.
        Binding = "binding",
        /// The act is silent.
        NotStated = "not_stated",
    }
}

codes! {
    /// What a seat is in the words of the act.
    pub enum SeatKind {
        /// Глава администрации.
        HeadOfAdministration = "head_of_administration",
        /// Куратор.
        Curator = "curator",
        /// Руководитель МЦУ.
        Manager = "manager",
        /// Администратор.
        Administrator = "administrator",
        /// Ответственный за систему или платформу.
        ChannelOwner = "channel_owner",
        /// Ответственный за официальные страницы.
        PageOwner = "page_owner",
        /// Руководитель отраслевого блока.
        BlockLead = "block_lead",
        /// Представитель ЦУР.
        RegionRepresentative = "region_representative",
        /// Участник без особой обязанности.
        Member = "member",
        /// Руководитель органа или учреждения.
        OrganizationHead = "organization_head",
        /// Исполнитель в органе или учреждении.
        Executor = "executor",
        /// Руководитель ЦУР.
        RegionHead = "region_head",
        /// Дежурный ЦУР.
        RegionDuty = "region_duty",
        /// Аналитик ЦУР.
        RegionAnalyst = "region_analyst",
    }
}

codes! {
    /// Rank of a position, the lowest first.
    pub enum Rank {
        /// Специалист.
        Specialist = "specialist",
        /// Начальник отдела, руководитель органа или учреждения.
        HeadOfDepartment = "head_of_department",
        /// Заместитель главы.
        DeputyHead = "deputy_head",
        /// Первый заместитель главы.
        FirstDeputyHead = "first_deputy_head",
        /// Глава.
        Head = "head",
    }
}

codes! {
    /// How many people hold a seat.
    pub enum Holders {
        /// One.
        One = "one",
        /// As many as are appointed.
        Open = "open",
        /// One in each body and institution.
        PerOrganization = "per_organization",
    }
}

codes! {
    /// How many blocks the act promises a lead without naming them.
    pub enum Unassigned {
        /// One.
        One = "one",
        /// Several.
        Several = "several",
    }
}

codes! {
    /// How the act names its sector blocks.
    pub enum BlockMode {
        /// Listed in the act.
        FixedByAct = "fixed_by_act",
        /// Left to the centre.
        Dynamic = "dynamic",
        /// The directions of the curators stand for blocks.
        ByDirection = "by_direction",
        /// There are none.
        None = "none",
    }
}

codes! {
    /// How a meeting is held.
    pub enum Form {
        /// In person.
        InPerson = "in_person",
        /// By votes sent in.
        Absentee = "absentee",
    }
}

codes! {
    /// What a substitute may do.
    pub enum SubstitutionScope {
        /// Attend meetings.
        Meetings = "meetings",
        /// Act in office.
        Office = "office",
    }
}

codes! {
    /// A report that an act may demand.
    pub enum Report {
        /// Аналитическая записка.
        AnalyticalNote = "analytical_note",
        /// Отчёт для главы или руководства.
        HeadReport = "head_report",
        /// Отчёт ответственного за канал.
        ChannelReport = "channel_report",
        /// Сводный анализ по блоку.
        BlockSummary = "block_summary",
        /// Материалы и отчётность для ЦУР.
        RegionReport = "region_report",
        /// Оценка качества обратной связи.
        QualityReview = "quality_review",
        /// Мониторинг.
        Monitoring = "monitoring",
    }
}

codes! {
    /// What a centre may be charged with.
    pub enum Function {
        /// Monitoring of messages and of the public field.
        Monitoring = "monitoring",
        /// How answers were taken.
        Satisfaction = "satisfaction",
        /// Studies of satisfaction.
        SatisfactionStudies = "satisfaction_studies",
        /// Votes and public discussions.
        Votes = "votes",
        /// Votes of members in their absence.
        AbsenteeVoting = "absentee_voting",
        /// Recommendations.
        Recommendations = "recommendations",
        /// Best practices and optimized processes.
        BestPractices = "best_practices",
        /// Materials for planning.
        PlanningMaterials = "planning_materials",
        /// Seminars and training.
        Seminars = "seminars",
        /// Materials for target groups.
        TargetGroups = "target_groups",
        /// Outreach to residents.
        Outreach = "outreach",
        /// Openness of bodies.
        Openness = "openness",
        /// Public information of the bodies.
        PublicInformation = "public_information",
        /// Information on the activity of bodies (8-ФЗ).
        Compliance8Fz = "compliance_8fz",
        /// Official pages.
        OfficialPages = "official_pages",
        /// Indicators of official pages.
        OfficialPageIndicators = "official_page_indicators",
        /// Training of page administrators.
        PageAdminTraining = "page_admin_training",
        /// News communities.
        NewsCommunities = "news_communities",
        /// Information risks.
        InformationRisks = "information_risks",
        /// Signals of a risk.
        RiskSignal = "risk_signal",
        /// Rating of bodies.
        Rating = "rating",
        /// Faster ways of solving.
        FastTrack = "fast_track",
        /// Prompt response.
        PromptResponse = "prompt_response",
        /// Root causes.
        RootCauses = "root_causes",
        /// Seasonal problems.
        SeasonalProblems = "seasonal_problems",
        /// Roadmaps.
        Roadmaps = "roadmaps",
        /// Methodology and advice to bodies.
        Methodology = "methodology",
        /// Temporary working groups.
        WorkingGroups = "working_groups",
        /// Work with the regional centre.
        RegionInteraction = "region_interaction",
        /// Targets that the regional centre recommends.
        RegionTargets = "region_targets",
        /// Meetings.
        Meetings = "meetings",
        /// Calls to the emergency services.
        EmergencyCalls = "emergency_calls",
        /// A single platform of feedback.
        SinglePlatform = "single_platform",
        /// Modules of the platform «Решаем вместе».
        PosModules = "pos_modules",
        /// Live lines on a theme.
        ThematicLines = "thematic_lines",
        /// Information security.
        InformationSecurity = "information_security",
        /// Projects together with outside parties.
        JointProjects = "joint_projects",
    }
}
