//! What a mutation answers besides the changed object: an expected «no» as codes, never as a sentence.

use async_graphql::{Context, ID, InputType, SimpleObject};
use otklik_app::Request;
use otklik_domain::refusal;

use super::error::Failure;
use super::ids;

/// Why the rules said no: something the user can do something about.
#[derive(SimpleObject, Clone, Debug)]
pub struct Refusal {
    /// Stable code, for which the interface has a sentence.
    pub code: String,
    /// The input field it is about.
    pub field: Option<String>,
    /// What the sentence needs.
    pub parameters: Vec<Parameter>,
}

/// A named value of a refusal.
#[derive(SimpleObject, Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl From<refusal::Refusal> for Refusal {
    fn from(refusal: refusal::Refusal) -> Self {
        let parameters =
            refusal.parameters.into_iter().map(|(name, value)| Parameter { name, value }).collect();
        Self { code: refusal.code.code().to_owned(), field: refusal.field, parameters }
    }
}

/// Every refusal of a receipt.
pub(crate) fn refusals(list: Vec<refusal::Refusal>) -> Vec<Refusal> {
    list.into_iter().map(Refusal::from).collect()
}

/// The request of a mutation: its id, and a hash of the root field's name with the whole input.
pub(crate) fn request<T: InputType>(ctx: &Context<'_>, id: &ID, input: &T) -> Result<Request, Failure> {
    let id = ids::request(id)?;
    let value =
        input.to_value().into_json().map_err(|error| Failure::internal(format!("input as JSON: {error}")))?;
    Ok(Request::new(id, &ctx.item.node.name.node, &value))
}
