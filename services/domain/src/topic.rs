//! Topics of the product: routing and service levels hang on the leaf, the region compares by its root.

use serde::{Deserialize, Serialize};

crate::codes! {
    /// How fast a topic must be answered.
    pub enum Class {
        /// Emergency: round the clock.
        Emergency = "E",
        /// Fast.
        Fast = "F",
        /// Normal.
        Normal = "N",
        /// Planning: as normal, a postponement is expected.
        Planning = "L",
    }
}

crate::codes! {
    /// The root of a product topic.
    pub enum Sphere {
        /// Housing and utilities.
        Zhkh = "zhkh",
        /// Roads.
        Roads = "roads",
        /// Transport.
        Transport = "transport",
        /// Education.
        Education = "education",
        /// Culture.
        Culture = "culture",
        /// Sport.
        Sport = "sport",
        /// Safety.
        Safety = "safety",
        /// Property and land.
        Property = "property",
        /// Economy.
        Economy = "economy",
        /// Everything else.
        Other = "other",
    }
}

/// A leaf of the topic tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// `roads.pothole`: the part before the dot is the sphere.
    pub code: String,
    /// Name for people.
    pub title: String,
    /// How fast.
    pub class: Class,
    /// What the region compares by.
    pub sphere: Sphere,
    /// Children, health, violence: never a row for the region.
    #[serde(default)]
    pub restricted: bool,
}
