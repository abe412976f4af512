//! Ids in the acts on a composition, as a manager sends them.

use otklik_domain::id::LegalActId;
use otklik_domain::role::Role;
use serde_json::{Value, json};

use super::{Probe, fresh, probe};
use crate::house::House;

const APPOINT: &str =
    "mutation($input: AppointToSeatInput!) { appointToSeat(input: $input) { refusals { code field } } }";
const END: &str =
    "mutation($input: EndAppointmentInput!) { endAppointment(input: $input) { refusals { code field } } }";

fn appoint(seat: &str, user: &str, act: Option<&str>) -> Value {
    json!({ "input": { "requestId": fresh(), "seat": seat, "user": user, "from": "2026-04-01", "act": act } })
}

/// The act of the other centre.
async fn act(house: &House) -> String {
    let id = LegalActId(fresh());
    let tenant = house.centres.b.tenant.id.0.simple();
    let row = format!("(X'{tenant}', X'{}', 'постановление', 'О составе центра', '{{}}')", id.0.simple());
    house
        .db
        .tamper(&format!("INSERT INTO legal_act (tenant_id, id, kind, title, source) VALUES {row}"))
        .await;
    id.to_string()
}

async fn appointment(house: &House, centre: &otklik_testkit::seed::Centre) -> String {
    let tx = house.db.store().reader(centre.scope()).await.unwrap();
    let held = tx.appointments().await.unwrap();
    held.into_iter().find(|it| it.user == centre.user(Role::Publisher)).unwrap().id.to_string()
}

/// A probe for each place that takes an id.
pub(super) async fn probes(house: &House) -> Vec<Probe> {
    let (a, b) = (&house.centres.a, &house.centres.b);
    let seat = a.seats[&Role::Publisher].to_string();
    let user = a.user(Role::Coordinator).to_string();
    let foreign = act(house).await;
    let (own, theirs) = (appointment(house, a).await, appointment(house, b).await);
    let (own_seat, own_user) = (seat.clone(), user.clone());
    vec![
        probe("AppointToSeatInput.seat", APPOINT, &b.seats[&Role::Publisher].to_string(), move |id| {
            appoint(id, &user, None)
        }),
        probe("AppointToSeatInput.user", APPOINT, &b.user(Role::Coordinator).to_string(), move |id| {
            appoint(&seat, id, None)
        }),
        probe("AppointToSeatInput.act", APPOINT, &foreign, move |id| appoint(&own_seat, &own_user, Some(id))),
        probe(
            "EndAppointmentInput.appointment",
            END,
            &theirs,
            |id| json!({ "input": { "requestId": fresh(), "appointment": id, "to": "2026-04-01" } }),
        ),
        probe(
            "EndAppointmentInput.act",
            END,
            &foreign,
            move |id| json!({ "input": { "requestId": fresh(), "appointment": own, "to": "2026-04-01", "act": id } }),
        ),
    ]
}
