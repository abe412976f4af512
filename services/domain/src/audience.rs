//! Whom a ladder addresses, and to whom a step falls back when nobody holds the post.

crate::codes! {
    /// An addressee of a ladder step or the owner of a state.
    pub enum Audience {
        /// The person on the case.
        Assignee = "ASSIGNEE",
        /// Head of the answering body.
        OrgHead = "ORG_HEAD",
        /// Lead of the subject's block.
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
        /// Registers papers under 59-ФЗ and 8-ФЗ.
        Registrar = "REGISTRAR",
        /// Signs answers under 59-ФЗ and 8-ФЗ.
        Signer = "SIGNER",
        /// Answers some of the questions.
        CoAssignee = "CO_ASSIGNEE",
        /// The body that was asked for documents; outside the centre, so whoever asked reminds it.
        AskedBody = "ASKED_BODY",
        /// Duty roster.
        Duty = "DUTY",
        /// Whoever owns the current state.
        Owner = "OWNER",
        /// The engine itself.
        System = "SYSTEM",
    }
}

impl Audience {
    /// The next audience to the right when this one is empty; none after the region.
    pub const fn fall_back(self) -> Option<Self> {
        match self {
            Self::Assignee => Some(Self::OrgHead),
            Self::OrgHead => Some(Self::BlockLead),
            Self::BlockLead | Self::Coordinator | Self::Approver => Some(Self::Manager),
            Self::Manager => Some(Self::Curator),
            Self::Curator => Some(Self::Head),
            Self::Head => Some(Self::RegionDuty),
            Self::Publisher | Self::Duty | Self::Registrar | Self::Signer => Some(Self::Coordinator),
            Self::CoAssignee | Self::AskedBody => Some(Self::Assignee),
            Self::RegionDuty | Self::Owner | Self::System => None,
        }
    }

    /// The rung of the ladder that a step to this audience reaches.
    pub const fn level(self) -> crate::standing::Level {
        use crate::standing::Level;
        match self {
            Self::Assignee
            | Self::Coordinator
            | Self::Publisher
            | Self::Duty
            | Self::Owner
            | Self::Registrar
            | Self::Signer
            | Self::CoAssignee
            | Self::AskedBody
            | Self::Approver => Level::Executor,
            Self::OrgHead => Level::OrgHead,
            Self::BlockLead => Level::BlockLead,
            Self::Manager => Level::Manager,
            Self::Curator => Level::Curator,
            Self::Head => Level::Head,
            Self::RegionDuty => Level::Region,
            Self::System => Level::None,
        }
    }
}
