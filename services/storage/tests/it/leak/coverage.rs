//! No method of a transaction is forgotten: each is called by the leak test or is a line here.

use std::collections::BTreeSet;
use std::path::Path;

/// Methods that take no id of another tenant and show no row, or belong to the owner alone.
const NOT_ASKED: &[(&str, &str)] = &[
    ("applied_steps", "names of schema steps"),
    ("begin_run", "writes under the own tenant"),
    ("begin_request", "writes under the own tenant; request.rs holds that another tenant's is another"),
    ("calendars", "catalogue.rs: the nearest layer holds"),
    ("delete_session", "takes the secret itself, closed by the door's scope"),
    ("deployment", "one row about the database"),
    ("forget_sessions", "closed by the door's scope"),
    ("insert_account", "closed by the door's scope"),
    ("insert_block", "writes under the own tenant"),
    ("insert_direction", "writes under the own tenant"),
    ("insert_definition", "writes under the own tenant"),
    ("insert_legal_act", "writes under the own tenant"),
    ("insert_membership", "writes under the own tenant"),
    ("insert_organization", "writes under the own tenant"),
    ("insert_seat", "writes under the own tenant"),
    ("insert_session", "closed by the door's scope"),
    ("insert_tenant", "the owner's"),
    ("insert_token", "closed by the door's scope"),
    ("model", "the platform's"),
    ("next_message_numbers", "takes numbers of the own tenant"),
    ("put_calendar", "writes under the own tenant"),
    ("put_deployment", "the owner's"),
    ("put_role", "writes under the own tenant"),
    ("put_setting", "writes under the own tenant"),
    ("put_template", "writes under the own tenant"),
    ("put_topic", "writes under the own tenant"),
    ("replace_routing_rules", "writes under the own tenant"),
    ("revoke_token", "closed by the door's scope"),
    ("role_rules", "the platform's"),
    ("set_blocked", "closed by the door's scope"),
    ("set_password", "closed by the door's scope"),
    ("still_clocks", "the owner's"),
    ("templates", "catalogue.rs: the nearest layer holds"),
    ("topic", "catalogue.rs: the nearest layer holds"),
    ("topics", "catalogue.rs: the nearest layer holds"),
    ("touch_session", "closed by the door's scope"),
    ("try_exclusive", "a name, no row"),
];

const ASKING: &[&str] = &[
    include_str!("composition.rs"),
    include_str!("queries.rs"),
    include_str!("paper.rs"),
    include_str!("filled.rs"),
    include_str!("../catalogue.rs"),
];

fn methods(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            methods(&path, found);
        } else {
            let text = std::fs::read_to_string(&path).unwrap();
            let names =
                text.split("    pub async fn ").skip(1).filter_map(|rest| rest.split(['(', '<']).next());
            found.extend(names.map(str::to_owned));
        }
    }
}

#[test]
fn every_query_is_asked_for_another_tenants_rows() {
    let mut all = BTreeSet::new();
    methods(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/query"), &mut all);
    assert!(all.len() > 90, "only {} methods were found", all.len());
    let asked: BTreeSet<_> = all
        .iter()
        .filter(|name| ASKING.iter().any(|text| text.contains(&format!(".{name}("))))
        .cloned()
        .collect();
    let listed: BTreeSet<_> = NOT_ASKED.iter().map(|(name, _)| (*name).to_owned()).collect();
    let forgotten: Vec<_> = all.difference(&asked).filter(|name| !listed.contains(*name)).collect();
    assert!(forgotten.is_empty(), "neither asked nor listed: {forgotten:?}");
    let gone: Vec<_> = listed.difference(&all).collect();
    assert!(gone.is_empty(), "listed and not there: {gone:?}");
}
