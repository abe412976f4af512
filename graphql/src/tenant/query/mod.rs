//! What can be asked of a control centre.

pub mod case;
mod centre;
mod composition;
pub mod import;
pub mod journal;

use async_graphql::MergedObject;

/// What can be asked of a control centre.
#[derive(MergedObject, Default)]
pub struct Query(
    centre::CentreQueries,
    case::CaseQueries,
    journal::JournalQueries,
    composition::CompositionQueries,
    import::ImportQueries,
);
