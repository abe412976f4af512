//! The way of one operation: measure the document, attach who asks, execute, put errors into words.

use async_graphql::parser::parse_query;
use async_graphql::{
    EmptySubscription, ObjectType, Request, Response, Schema, SchemaBuilder, ServerError, Value, Variables,
};
use otklik_app::App;
use otklik_domain::caller::Caller;

use super::error::{Failure, dress};
use super::limits;

/// Who asks, and where answers come from.
#[derive(Clone)]
pub struct Asker {
    /// The use cases.
    pub app: App,
    /// The account in the tenant of the path.
    pub caller: Caller,
    /// Code of that tenant, for the links of files.
    pub tenant_code: String,
    /// Number of the request: what a client is given when something breaks on our side, and what the log has.
    pub request_id: String,
}

/// One operation as it came.
#[derive(Clone, Debug, Default)]
pub struct Operation {
    /// Text of the document.
    pub text: String,
    /// Which of its operations.
    pub name: Option<String>,
    /// Values of its variables.
    pub variables: serde_json::Value,
}

/// A schema of this crate.
pub type Contract<Q, M> = Schema<Q, M, EmptySubscription>;

/// Executes one operation for `asker`, whose snapshot is `view`. Nothing escapes as an error of the function: every answer is a response.
pub(crate) async fn execute<Q, M, V>(
    schema: &Contract<Q, M>,
    asker: Asker,
    view: V,
    operation: Operation,
) -> Response
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    V: Send + Sync + 'static,
{
    let free_text = asker.caller.free_text;
    let request_id = asker.request_id.clone();
    match prepare(operation, &request_id) {
        Ok(request) => {
            let request = if free_text { request } else { request.disable_introspection() };
            run(schema, request.data(view).data(asker), &request_id).await
        }
        Err(error) => Response::from_errors(vec![error]),
    }
}

/// Parses and measures a document.
pub(crate) fn prepare(operation: Operation, request_id: &str) -> Result<Request, ServerError> {
    if limits::nests_too_deep(&operation.text) {
        let message = format!("Скобок открыто больше {}.", limits::BRACKETS);
        return Err(Failure::limit("TOO_DEEP", message).into_server_error(request_id));
    }
    let document = parse_query(&operation.text).map_err(|error| {
        let mut error = ServerError::from(error);
        dress(&mut error, request_id);
        error
    })?;
    limits::admit(&document).map_err(|failure| failure.into_server_error(request_id))?;
    let mut request = Request::new(operation.text).variables(Variables::from_json(operation.variables));
    request.operation_name = operation.name;
    request.set_parsed_query(document);
    Ok(request)
}

/// Executes a prepared request and gives every error its code.
pub(crate) async fn run<Q, M>(schema: &Contract<Q, M>, request: Request, request_id: &str) -> Response
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
{
    let mut response = schema.execute(request).await;
    response.errors.iter_mut().for_each(|error| dress(error, request_id));
    response.errors.sort_by_cached_key(|error| format!("{:?}", error.path));
    put_in_order(&mut response.data);
    response
}

/// The library writes fields as they become ready. Equal answers must be equal bytes: another tenant's id is not told
/// from an unknown one by the order of fields, and a repeated act not from the first.
fn put_in_order(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.sort_keys();
            fields.values_mut().for_each(put_in_order);
        }
        Value::List(items) => items.iter_mut().for_each(put_in_order),
        Value::Null
        | Value::Number(_)
        | Value::String(_)
        | Value::Boolean(_)
        | Value::Binary(_)
        | Value::Enum(_) => {}
    }
}

/// The walls that both schemas share; the measured limits of [`limits`] stand before them.
pub(crate) fn walls<Q, M>(
    builder: SchemaBuilder<Q, M, EmptySubscription>,
) -> SchemaBuilder<Q, M, EmptySubscription>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
{
    builder
        .limit_depth(limits::INTROSPECTION_DEPTH)
        .limit_complexity(limits::COMPLEXITY)
        .limit_directives(limits::DIRECTIVES)
        .disable_suggestions()
}
