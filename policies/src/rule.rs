//! One line of a role file: `p, role, relation, action, allow|deny`.

use std::collections::BTreeSet;
use std::fmt;

use otklik_domain::access::{Action, Relation};
use otklik_domain::role::Role;

use crate::error::RuleDefect;

otklik_domain::codes! {
    /// What a rule says.
    pub enum Effect {
        /// Yes, unless something denies.
        Allow = "allow",
        /// No, whatever allows.
        Deny = "deny",
    }
}

/// A rule that names known words only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rule {
    /// Whose.
    pub role: Role,
    /// How the caller must stand to the object.
    pub relation: Relation,
    /// What is asked.
    pub action: Action,
    /// Yes or no.
    pub effect: Effect,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "p, {}, {}, {}, {}", self.role, self.relation, self.action, self.effect)
    }
}

/// Whether the relation exists to forbid: only these deny, and these never allow.
pub(crate) const fn forbids(relation: Relation) -> bool {
    matches!(relation, Relation::AuthorWithoutCombining | Relation::ComplainedAbout)
}

/// Reads the file of one role; every defect goes to `defects`.
pub(crate) fn parse(role: Role, source: &str, defects: &mut Vec<RuleDefect>) -> Vec<Rule> {
    let mut seen = BTreeSet::new();
    for (index, text) in source.lines().enumerate() {
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let line = index + 1;
        match parse_line(role, text) {
            Ok(rule) if !seen.insert(rule) => {
                defects.push(RuleDefect { role, line, message: format!("{rule} stands here twice") });
            }
            Ok(_) => {}
            Err(message) => defects.push(RuleDefect { role, line, message }),
        }
    }
    seen.into_iter().collect()
}

fn parse_line(role: Role, text: &str) -> Result<Rule, String> {
    let words: Vec<&str> = text.split(',').map(str::trim).collect();
    let ["p", named, relation, action, effect] = words.as_slice() else {
        return Err(format!("{text:?} does not read `p, role, relation, action, allow|deny`"));
    };
    let named: Role = named.parse().map_err(|error| format!("{error}"))?;
    if named != role {
        return Err(format!("a rule of {named} in the file of {role}"));
    }
    let rule = Rule {
        role,
        relation: relation.parse().map_err(|error| format!("{error}"))?,
        action: action.parse().map_err(|error| format!("{error}"))?,
        effect: effect.parse().map_err(|error| format!("{error}"))?,
    };
    // A list is cut by a reach, which knows no other denials; a rule outside these shapes could not be kept there.
    if forbids(rule.relation) != (rule.effect == Effect::Deny) {
        return Err(format!(
            "{rule}: author_without_combining and complained_about deny, all other relations allow"
        ));
    }
    Ok(rule)
}
