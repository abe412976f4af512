//! Who holds which seat since when, and which functions the centre is offered.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use otklik_app::Receipt;
use otklik_app::composition::{appoint, end_appointment, set_function};
use otklik_domain::id::AppointmentId;

use super::Deed;
use crate::shared::error::Failure;
use crate::shared::ids;
use crate::shared::receipt::{self, Refusal};
use crate::shared::scalar::Date;
use crate::tenant::loader::View;
use crate::tenant::object::case::Case;
use crate::tenant::object::composition::Composition;

/// Who, which seat, since when, by what.
#[derive(InputObject, Clone, Debug)]
struct AppointToSeatInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The seat.
    seat: ID,
    /// The person.
    user: ID,
    /// First day.
    from: Date,
    /// Last day; empty means until further notice.
    to: Option<Date>,
    /// The act that appoints.
    act: Option<ID>,
    /// Rank of the person, where the position does not tell it: `specialist`, `head_of_department`, `deputy_head`,
    /// `first_deputy_head`, `head`.
    rank: Option<String>,
    /// What else is to be said, without names.
    note: Option<String>,
}

/// Which appointment, until when, by what.
#[derive(InputObject, Clone, Debug)]
struct EndAppointmentInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// The appointment.
    appointment: ID,
    /// The last day; the day before the first one calls off what has not begun.
    to: Date,
    /// The act that ends it.
    act: Option<ID>,
    /// What else is to be said, without names.
    note: Option<String>,
}

/// Which function, and why.
#[derive(InputObject, Clone, Debug)]
struct SetFunctionInput {
    /// A UUID made by the client: a repeat with the same one is harmless.
    request_id: ID,
    /// Code of the function.
    function: String,
    /// On or off.
    on: bool,
    /// Why.
    note: String,
}

/// What a change of the composition leaves.
#[derive(SimpleObject, Clone)]
struct CompositionPayload {
    /// The composition of today after the commit; empty when the rules said no.
    composition: Option<Composition>,
    /// Open cases within the caller's reach that stay on the person who leaves, at most a hundred.
    open_cases: Vec<Case>,
    /// Why the rules said no; empty when it was done.
    refusals: Vec<Refusal>,
}

#[derive(Default)]
pub(super) struct CompositionActs;

#[Object]
impl CompositionActs {
    /// Puts a person on a seat; the rights follow on the first day by themselves.
    async fn appoint_to_seat(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, which seat, since when.")] input: AppointToSeatInput,
    ) -> Result<CompositionPayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        let rank = input.rank.as_deref().map(str::parse).transpose().map_err(|_| {
            Failure::bad_input("UNKNOWN_RANK", "rank", "Такого ранга нет: выберите его из списка.")
        })?;
        let wanted = appoint::Input {
            seat: ids::read(&input.seat),
            user: ids::read(&input.user),
            from: input.from.0,
            to: input.to.map(|day| day.0),
            act: ids::read_some(input.act.as_ref()),
            rank,
            note: input.note,
        };
        payload(&deed, appoint::run(app, caller, request, wanted).await?, None).await
    }

    /// Gives an appointment its last day, and shows what stays on the person.
    async fn end_appointment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which appointment, until when.")] input: EndAppointmentInput,
    ) -> Result<CompositionPayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        let appointment = ids::read(&input.appointment);
        let wanted = end_appointment::Input {
            appointment,
            to: input.to.0,
            act: ids::read_some(input.act.as_ref()),
            note: input.note,
        };
        payload(&deed, end_appointment::run(app, caller, request, wanted).await?, Some(appointment)).await
    }

    /// Switches a function that the act does not name.
    async fn set_function(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which function, and why.")] input: SetFunctionInput,
    ) -> Result<CompositionPayload, Failure> {
        let deed = Deed::of(ctx, &input.request_id, &input)?;
        let (app, caller, request) = deed.parts();
        let wanted = set_function::Input { function: input.function, on: input.on, note: input.note };
        payload(&deed, set_function::run(app, caller, request, wanted).await?, None).await
    }
}

/// Reads what was changed in a snapshot opened after its commit.
async fn payload(
    deed: &Deed<'_>,
    receipt: Receipt,
    ended: Option<AppointmentId>,
) -> Result<CompositionPayload, Failure> {
    let refusals = receipt::refusals(receipt.refusals);
    if !refusals.is_empty() {
        return Ok(CompositionPayload { composition: None, open_cases: Vec::new(), refusals });
    }
    let view = View::new(deed.asker);
    let composition = Composition::new(view.reader().composition(None).await?, &view);
    let rows = match ended {
        Some(appointment) => view.reader().open_cases_of(appointment).await?,
        None => Vec::new(),
    };
    let open_cases = rows.into_iter().map(|row| Case::new(row, view.clone())).collect();
    Ok(CompositionPayload { composition: Some(composition), open_cases, refusals })
}
