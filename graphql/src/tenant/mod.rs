//! What a control centre sees and does.

pub mod loader;
pub mod mutation;
pub mod object;
pub mod query;

use async_graphql::{EmptySubscription, Response};

use crate::shared::answer::{execute as answer, walls};
use crate::shared::{Asker, Contract, Operation};

/// The schema of a control centre.
pub type Schema = Contract<query::Query, mutation::Mutation>;

/// Builds the schema; needs no database.
pub fn schema() -> Schema {
    let builder = Schema::build(query::Query::default(), mutation::Mutation::default(), EmptySubscription);
    walls(builder).register_output_type::<object::case::Subject>().finish()
}

/// The schema as text: what `graphql/tenant.graphql` holds.
pub fn sdl() -> String {
    schema().sdl()
}

/// Executes one operation of a control centre.
pub async fn execute(schema: &Schema, asker: Asker, operation: Operation) -> Response {
    let view = loader::View::new(&asker);
    answer(schema, asker, view, operation).await
}
