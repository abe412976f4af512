//! Scenarios as GraphQL text over the real router.
