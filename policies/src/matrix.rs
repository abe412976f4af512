//! The whole policy as a table that a reviewer reads: role × action × relation.

use std::fmt::Write;

use otklik_domain::access::{Action, Relation};
use otklik_domain::role::Role;

use crate::{Authorizer, Effect};

/// One block per role, one line per action that a rule of the role names: `+` allows, `-` denies.
pub fn render(authorizer: &Authorizer) -> String {
    let mut text = String::from(
        "# Generated: cargo run -p otklik-policies --example matrix > policies/tests/matrix.txt\n",
    );
    for role in Role::ALL {
        let _ = writeln!(text, "\n{role}");
        for action in Action::ALL {
            let words: Vec<String> = Relation::ALL
                .iter()
                .filter_map(|relation| cell(authorizer, *role, *relation, *action))
                .collect();
            let words = if words.is_empty() { ".".to_owned() } else { words.join(" ") };
            let _ = writeln!(text, "  {:<24} {words}", action.code());
        }
    }
    text
}

fn cell(authorizer: &Authorizer, role: Role, relation: Relation, action: Action) -> Option<String> {
    authorizer.effect(role, relation, action).map(|effect| match effect {
        Effect::Allow => format!("+{relation}"),
        Effect::Deny => format!("-{relation}"),
    })
}
