//! Roles: bundles of rights. Who holds which, by which act and until when, is data.

crate::codes! {
    /// A role; its rights are `policies/roles/<code>.csv`.
    pub enum Role {
        /// Shares out the work.
        Coordinator = "coordinator",
        /// Prepares answers in an organization.
        Executor = "executor",
        /// Head of a body or institution that answers.
        OrganizationHead = "organization_head",
        /// Leads one or several sector blocks.
        BlockLead = "block_lead",
        /// Runs the centre day to day.
        Manager = "manager",
        /// Curates the centre or a direction.
        Curator = "curator",
        /// Head of administration.
        HeadOfAdministration = "head_of_administration",
        /// Posts from official pages.
        Publisher = "publisher",
        /// Registers, dispatches and files papers under 59-ФЗ and 8-ФЗ.
        Registrar = "registrar",
        /// Signs answers under 59-ФЗ and 8-ФЗ.
        Signer = "signer",
        /// Keeps the composition, the functions and the imports of the centre.
        TenantAdministrator = "tenant_administrator",
        /// Duty officer of the regional control centre.
        RegionalDuty = "regional_duty",
        /// Analyst of the regional control centre.
        RegionalAnalyst = "regional_analyst",
    }
}
