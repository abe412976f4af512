//! The rules compiled to bit sets: one word of actions per role and relation.

use otklik_domain::access::{Action, Relation};
use otklik_domain::role::Role;

use crate::rule::{Effect, Rule};

const _: () = assert!(Action::ALL.len() <= 64 && Relation::ALL.len() <= 16, "a bit set is one word");

/// A set of relations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Relations(u16);

impl Relations {
    pub(crate) const fn with(self, relation: Relation, holds: bool) -> Self {
        if holds { Self(self.0 | 1 << relation as u8) } else { self }
    }

    pub(crate) const fn contains(self, relation: Relation) -> bool {
        self.0 & (1 << relation as u8) != 0
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Relation> {
        Relation::ALL.iter().copied().filter(move |relation| self.contains(*relation))
    }
}

/// Actions allowed and denied.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    allow: u64,
    deny: u64,
}

/// All rights, ready to be asked.
#[derive(Clone, Debug)]
pub(crate) struct Table([[Cell; Relation::ALL.len()]; Role::ALL.len()]);

const fn bit(action: Action) -> u64 {
    1 << action as u64
}

impl Table {
    pub(crate) fn new(rules: &[Rule]) -> Self {
        let mut cells = [[Cell::default(); Relation::ALL.len()]; Role::ALL.len()];
        for rule in rules {
            let cell = &mut cells[rule.role as usize][rule.relation as usize];
            match rule.effect {
                Effect::Allow => cell.allow |= bit(rule.action),
                Effect::Deny => cell.deny |= bit(rule.action),
            }
        }
        Self(cells)
    }

    /// The decision for roles, each with the relations in which it stands.
    pub(crate) fn decide(&self, grants: impl Iterator<Item = (Role, Relations)>, action: Action) -> bool {
        let (mut allow, mut deny) = (0, 0);
        for (role, relations) in grants {
            for relation in relations.iter() {
                let cell = self.0[role as usize][relation as usize];
                allow |= cell.allow;
                deny |= cell.deny;
            }
        }
        allow & !deny & bit(action) != 0
    }

    pub(crate) fn allows(&self, role: Role, relation: Relation, action: Action) -> bool {
        self.0[role as usize][relation as usize].allow & bit(action) != 0
    }

    pub(crate) fn denies(&self, role: Role, relation: Relation, action: Action) -> bool {
        self.0[role as usize][relation as usize].deny & bit(action) != 0
    }
}
