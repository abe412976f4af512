//! Sector blocks of a tenant.

crate::codes! {
    /// How the act names a block.
    pub enum Kind {
        /// In the main list.
        Core = "core",
        /// «По дополнительным тематикам».
        Additional = "additional",
    }
}
