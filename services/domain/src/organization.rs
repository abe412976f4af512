//! Bodies and institutions that answer.

crate::codes! {
    /// How an organization stands to the tenant's administration (practice S25).
    pub enum Authority {
        /// Under the administration: can be ordered.
        Subordinate = "SUBORDINATE",
        /// Own local self-government: can be asked.
        OwnSelfGovernment = "OWN_SELF_GOVERNMENT",
        /// A regional body.
        Regional = "REGIONAL",
        /// A federal body.
        Federal = "FEDERAL",
        /// A commercial body: gets place and matter, never the author.
        Commercial = "COMMERCIAL",
    }
}
