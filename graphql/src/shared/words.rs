//! Closed lists of the domain as enums of the schemas; a value added there does not compile here until it is named.

use async_graphql::Enum;
use otklik_app::reader;
use otklik_domain as domain;
use otklik_workflow::event;
use otklik_workflow::instance;

macro_rules! words {
    ($($(#[$meta:meta])* $name:ident of $remote:ty { $($(#[$vmeta:meta])* $variant:ident = $text:literal,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$vmeta])* #[graphql(name = $text)] $variant,)+ }

        impl From<$remote> for $name {
            fn from(value: $remote) -> Self {
                type Remote = $remote;
                match value { $(Remote::$variant => Self::$variant,)+ }
            }
        }

        impl From<$name> for $remote {
            fn from(value: $name) -> Self {
                type Remote = $remote;
                match value { $($name::$variant => Remote::$variant,)+ }
            }
        }
    )+};
}

words! {
    /// What a tenant is.
    TenantKind of domain::tenant::Kind {
        /// A municipality with its control centre.
        Municipal = "MUNICIPAL",
        /// A regional control centre.
        Regional = "REGIONAL",
        /// The owner of the catalogue.
        Platform = "PLATFORM",
    }
    /// A bundle of rights that a seat of the composition carries.
    Role of domain::role::Role {
        /// Shares out the work.
        Coordinator = "COORDINATOR",
        /// Prepares answers in an organization.
        Executor = "EXECUTOR",
        /// Head of a body or institution that answers.
        OrganizationHead = "ORGANIZATION_HEAD",
        /// Leads one or several sector blocks.
        BlockLead = "BLOCK_LEAD",
        /// Runs the centre day to day.
        Manager = "MANAGER",
        /// Curates the centre or a direction.
        Curator = "CURATOR",
        /// Head of administration.
        HeadOfAdministration = "HEAD_OF_ADMINISTRATION",
        /// Posts from official pages.
        Publisher = "PUBLISHER",
        /// Registers, dispatches and files papers under 59-FZ and 8-FZ.
        Registrar = "REGISTRAR",
        /// Signs answers under 59-FZ and 8-FZ.
        Signer = "SIGNER",
        /// Keeps the composition, the functions and the imports of the centre.
        TenantAdministrator = "TENANT_ADMINISTRATOR",
        /// Duty officer of the regional control centre.
        RegionalDuty = "REGIONAL_DUTY",
        /// Analyst of the regional control centre.
        RegionalAnalyst = "REGIONAL_ANALYST",
    }
    /// Where a state stands, in words that are the same for every tenant.
    Phase of domain::subject::Phase {
        /// Nobody has it yet.
        New = "NEW",
        /// Somebody works on it.
        InProgress = "IN_PROGRESS",
        /// It waits for somebody else.
        Waiting = "WAITING",
        /// The author has an answer.
        Answered = "ANSWERED",
        /// Nothing more is due.
        Closed = "CLOSED",
    }
    /// How late a subject or a clock is.
    Lateness of domain::standing::Lateness {
        /// No date has passed.
        OnTime = "ON_TIME",
        /// The control date has passed, the date that counts has not.
        ControlPassed = "CONTROL_PASSED",
        /// The date that counts has passed.
        Breached = "BREACHED",
    }
    /// The highest rung of the ladder that was drawn in.
    Level of domain::standing::Level {
        /// Nobody yet.
        None = "NONE",
        /// The floor of the executor.
        Executor = "EXECUTOR",
        /// Head of the answering body.
        OrgHead = "ORG_HEAD",
        /// Block lead.
        BlockLead = "BLOCK_LEAD",
        /// Manager.
        Manager = "MANAGER",
        /// Curator.
        Curator = "CURATOR",
        /// Head of administration.
        Head = "HEAD",
        /// The region.
        Region = "REGION",
    }
    /// The law a case lives under.
    LegalRegime of domain::case::LegalRegime {
        /// Federal law 59-FZ of 02.05.2006.
        Appeal59Fz = "APPEAL_59FZ",
        /// A message under no law of terms.
        Message = "MESSAGE",
        /// Federal law 8-FZ of 09.02.2009, article 18.
        InfoRequest8Fz = "INFO_REQUEST_8FZ",
    }
    /// Kind of an appeal (59-FZ art. 4).
    AppealKind of domain::case::AppealKind {
        /// How to improve laws, the work of bodies, public life.
        Proposal = "PROPOSAL",
        /// Help in exercising a right, a report of a shortcoming, criticism.
        Application = "APPLICATION",
        /// Restore or protect a violated right; only a complaint can have a challenged body.
        Complaint = "COMPLAINT",
    }
    /// By which way the author wants the answer (59-FZ art. 10(4)).
    AnswerWay of domain::case::AnswerWay {
        /// By post to the postal address.
        Post = "POST",
        /// To the account on the state portal.
        Epgu = "EPGU",
        /// To the e-mail address given.
        Email = "EMAIL",
        /// Handed over.
        InHand = "IN_HAND",
    }
    /// What became of one question of an appeal.
    QuestionOutcome of domain::case::QuestionOutcome {
        /// Supported, and done.
        SupportedDone = "SUPPORTED_DONE",
        /// Supported.
        Supported = "SUPPORTED",
        /// Explained.
        Explained = "EXPLAINED",
        /// Not supported.
        NotSupported = "NOT_SUPPORTED",
    }
    /// What a letter that leaves the house does.
    LetterKind of domain::case::LetterKind {
        /// The answer to the author.
        Answer = "ANSWER",
        /// The appeal, to the competent body.
        Forwarding = "FORWARDING",
        /// A notice to the author: forwarded, extended, no answer on the merits.
        Notice = "NOTICE",
        /// A request for documents or explanations.
        DocumentRequest = "DOCUMENT_REQUEST",
    }
    /// Which appeals of the journal.
    JournalState of reader::JournalState {
        /// No answer yet.
        Open = "OPEN",
        /// The author has an answer; the papers are not filed.
        Answered = "ANSWERED",
        /// Filed.
        Closed = "CLOSED",
    }
    /// The way by which a citizen's word arrives.
    Channel of domain::channel::Channel {
        /// Told by telephone and typed in by an operator.
        Phone = "PHONE",
        /// Told in person.
        Reception = "RECEPTION",
        /// A paper letter.
        Letter = "LETTER",
        /// E-mail.
        Email = "EMAIL",
        /// The state portal's feedback form.
        Pos = "POS",
        /// The monitoring system of public posts.
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
    /// What a reply does.
    ReplyKind of domain::reply::Kind {
        /// Says what is being done and by when.
        Interim = "INTERIM",
        /// The last word of a round.
        Final = "FINAL",
        /// Answered, not solved: leaves a promise with a date.
        Postponed = "POSTPONED",
    }
    /// Where a reply stands.
    ReplyState of domain::reply::State {
        /// Waits for approval.
        Submitted = "SUBMITTED",
        /// Sent back to its author.
        Returned = "RETURNED",
        /// Approved, waits to be given.
        Approved = "APPROVED",
        /// Given to the author of the case.
        Published = "PUBLISHED",
    }
    /// Where a running clock stands.
    TimerState of instance::TimerState {
        /// Counts.
        Running = "RUNNING",
        /// Ended by the act it waited for.
        Met = "MET",
        /// Ended because nothing is due any more.
        Cancelled = "CANCELLED",
    }
    /// An addressee of a step or the owner of a state.
    Audience of domain::audience::Audience {
        /// The person on the case.
        Assignee = "ASSIGNEE",
        /// Head of the answering body.
        OrgHead = "ORG_HEAD",
        /// Lead of the block of the case.
        BlockLead = "BLOCK_LEAD",
        /// Runs the centre.
        Manager = "MANAGER",
        /// Curator of the direction.
        Curator = "CURATOR",
        /// Head of administration.
        Head = "HEAD",
        /// Duty officer of the region.
        RegionDuty = "REGION_DUTY",
        /// Shares out the work.
        Coordinator = "COORDINATOR",
        /// Approves the text of an answer.
        Approver = "APPROVER",
        /// Posts from an official page.
        Publisher = "PUBLISHER",
        /// Registers papers under 59-FZ and 8-FZ.
        Registrar = "REGISTRAR",
        /// Signs answers under 59-FZ and 8-FZ.
        Signer = "SIGNER",
        /// Answers some of the questions.
        CoAssignee = "CO_ASSIGNEE",
        /// The body that was asked for documents.
        AskedBody = "ASKED_BODY",
        /// Duty roster.
        Duty = "DUTY",
        /// Whoever owns the current state.
        Owner = "OWNER",
        /// The engine itself.
        System = "SYSTEM",
    }
    /// What became of one audience of a step.
    CallOutcome of event::CallOutcome {
        /// Its people were told.
        Told = "TOLD",
        /// The post is empty and nobody stands to the right of it.
        NoPost = "NO_POST",
        /// All its people were drawn in by an earlier step of the same clock.
        DrawnInBefore = "DRAWN_IN_BEFORE",
        /// A higher step fired at the same moment; only that one tells.
        Overtaken = "OVERTAKEN",
    }
    /// Why somebody opens the applicant of a case; kept in the audit log.
    RevealPurpose of domain::case::RevealPurpose {
        /// To ask for a missing fact.
        Clarify = "CLARIFY",
        /// To give the answer.
        Answer = "ANSWER",
        /// To check how the answer was taken.
        QualityCheck = "QUALITY_CHECK",
        /// The person asks about own data.
        DataSubjectRequest = "DATA_SUBJECT_REQUEST",
    }
    /// How fast a topic must be answered.
    TopicClass of domain::topic::Class {
        /// Round the clock.
        Emergency = "EMERGENCY",
        /// Fast.
        Fast = "FAST",
        /// Normal.
        Normal = "NORMAL",
        /// As normal; a postponement is expected.
        Planning = "PLANNING",
    }
    /// The root of a topic, by which the region compares.
    Sphere of domain::topic::Sphere {
        /// Housing and utilities.
        Zhkh = "ZHKH",
        /// Roads.
        Roads = "ROADS",
        /// Transport.
        Transport = "TRANSPORT",
        /// Education.
        Education = "EDUCATION",
        /// Culture.
        Culture = "CULTURE",
        /// Sport.
        Sport = "SPORT",
        /// Safety.
        Safety = "SAFETY",
        /// Property and land.
        Property = "PROPERTY",
        /// Economy.
        Economy = "ECONOMY",
        /// Everything else.
        Other = "OTHER",
    }
    /// A view of the queue.
    CaseView of reader::CaseView {
        /// Everything within reach that is not closed out of sight.
        All = "ALL",
        /// Nobody has it yet.
        New = "NEW",
        /// The caller is the person on it.
        Mine = "MINE",
        /// Due by the end of the day in the tenant's zone.
        DueToday = "DUE_TODAY",
        /// A date has passed.
        Late = "LATE",
        /// Climbed to the manager or higher.
        Escalated = "ESCALATED",
        /// Nothing more is due.
        Closed = "CLOSED",
    }
    /// Where an import stands.
    ImportState of domain::import::RunState {
        /// Rows are going in.
        Running = "RUNNING",
        /// Every row was looked at.
        Done = "DONE",
        /// Ended before the last row; the same file again goes on.
        Stopped = "STOPPED",
    }
    /// How a source and the platform disagree on an item being closed.
    Mismatch of domain::import::Mismatch {
        /// Closed there, open here.
        ClosedThere = "CLOSED_THERE",
        /// Open there, closed here.
        OpenThere = "OPEN_THERE",
    }
}
