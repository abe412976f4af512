//! What can be asked of a control centre.

pub mod case;
mod centre;

use async_graphql::MergedObject;

/// What can be asked of a control centre.
#[derive(MergedObject, Default)]
pub struct Query(centre::CentreQueries, case::CaseQueries);
