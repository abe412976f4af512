//! The composition of the own centre.

use async_graphql::{Context, Object};

use crate::shared::error::Failure;
use crate::shared::scalar::Date;
use crate::tenant::loader::View;
use crate::tenant::object::composition::Composition;

#[derive(Default)]
pub(super) struct CompositionQueries;

#[Object]
impl CompositionQueries {
    /// The composition as of a day; as of today when nothing is said.
    async fn composition(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day.")] on: Option<Date>,
    ) -> Result<Composition, Failure> {
        let view = View::of(ctx);
        let kept = view.reader().composition(on.map(|day| day.0)).await?;
        Ok(Composition::new(kept, view))
    }
}
