//! What a regional control centre sees of its members: no applicant and no text exists here.

pub mod loader;
pub mod mutation;
pub mod object;
pub mod query;

use async_graphql::{EmptySubscription, Response};

use crate::shared::answer::{execute as answer, walls};
use crate::shared::{Asker, Contract, Operation};

/// The schema of a regional control centre.
pub type Schema = Contract<query::Query, mutation::Mutation>;

/// Builds the schema; needs no database.
pub fn schema() -> Schema {
    walls(Schema::build(query::Query, mutation::Mutation, EmptySubscription)).finish()
}

/// The schema as text: what `graphql/region.graphql` holds.
pub fn sdl() -> String {
    schema().sdl()
}

/// Executes one operation of a regional control centre.
pub async fn execute(schema: &Schema, asker: Asker, operation: Operation) -> Response {
    let view = loader::View::new(&asker);
    answer(schema, asker, view, operation).await
}
