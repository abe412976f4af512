//! Who may do what: decided by bit sets, explained by casbin, both from the same rules.

use casbin::function_map::{OperatorFunction, dynamic_to_str};
use casbin::{CoreApi, DefaultModel, Enforcer, StringAdapter};
use otklik_domain::access::{Action, Relation};
use otklik_domain::caller::Caller;
use otklik_domain::channel::Channel;
use otklik_domain::composition::Holding;
use otklik_domain::id::{BlockId, DirectionId, OrganizationId};
use otklik_domain::reach::{Any, Grant, Reach};
use otklik_domain::role::Role;
use otklik_domain::subject::Facts;

use crate::catalogue;
use crate::error::PolicyError;
use crate::relation;
use crate::rule::{self, Effect, Rule};
use crate::table::{Relations, Table};

/// The one effect that the bit sets compute.
const EFFECT: &str = "some(where (p.eft == allow)) && !some(where (p.eft == deny))";

/// The rights of the product, loaded once.
pub struct Authorizer {
    table: Table,
    enforcer: Enforcer,
}

/// Why a decision fell as it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The decision.
    pub allowed: bool,
    /// The rule that decided; none where no rule speaks of it.
    pub rule: Option<Rule>,
    /// In which relations each role of the caller stood.
    pub grants: Vec<(Role, Relation)>,
}

impl Authorizer {
    /// Reads the casbin model and the file of every role; all defects of the files come at once.
    pub async fn from_rules(model: &str, roles: &[(Role, String)]) -> Result<Self, PolicyError> {
        let mut defects = Vec::new();
        let rules: Vec<Rule> =
            roles.iter().flat_map(|(role, source)| rule::parse(*role, source, &mut defects)).collect();
        if !defects.is_empty() {
            return Err(PolicyError::Rules(defects));
        }
        let lines: Vec<String> = rules.iter().map(ToString::to_string).collect();
        let effects: Vec<&str> = model.lines().filter_map(|line| line.trim().strip_prefix("e = ")).collect();
        let model = DefaultModel::from_str(model).await?;
        let mut enforcer = Enforcer::new(model, StringAdapter::new(lines.join("\n"))).await?;
        enforcer.add_function("holds", OperatorFunction::Arg3(holds));
        // casbin reads a broken model without a word and panics later on an effect it does not know.
        if effects != [EFFECT] {
            return Err(PolicyError::Effect);
        }
        enforcer.enforce(("", ""))?;
        Ok(Self { table: Table::new(&rules), enforcer })
    }

    /// The rights as the product ships them.
    pub async fn from_catalogue() -> Result<Self, PolicyError> {
        let model = catalogue::find(catalogue::Kind::Model, "model").map_or("", |entry| entry.source);
        Self::from_rules(model, &catalogue::roles()).await
    }

    /// Whether the caller may do this to this object.
    pub fn allows(&self, caller: &Caller, action: Action, facts: &Facts) -> bool {
        let grants =
            caller.holdings.iter().map(|holding| (holding.role, relation::to_object(caller, holding, facts)));
        self.table.decide(grants, action)
    }

    /// Whether the caller may do this where no object is concerned: in the tenant, or for the members of the region.
    pub fn may(&self, caller: &Caller, action: Action) -> bool {
        let at_large = relation::at_large(caller);
        self.table.decide(caller.holdings.iter().map(|holding| (holding.role, at_large)), action)
    }

    /// Everything the caller may do to something, whatever it is: what an interface offers at all.
    pub fn actions(&self, caller: &Caller) -> Vec<Action> {
        let somewhere =
            |action: &Action| self.may(caller, *action) || self.reach(caller, *action) != Reach::nothing();
        Action::ALL.iter().copied().filter(somewhere).collect()
    }

    /// How far an action reaches, for lists and counts: `covers` equals [`Self::allows`] for every object, except
    /// that own drafts stay inside (no list is cut by who wrote a draft; the act itself is).
    pub fn reach(&self, caller: &Caller, action: Action) -> Reach {
        let mut any = Any::default();
        let mut never_about = Vec::new();
        let mut all = false;
        for holding in &caller.holdings {
            all |= self.widen(caller, holding, action, &mut any);
            if self.table.denies(holding.role, Relation::ComplainedAbout, action) {
                never_about.extend(&holding.extent.organizations);
            }
        }
        let grant = if all {
            Grant::All
        } else if any == Any::default() {
            Grant::Nothing
        } else {
            Grant::Any(normalized(any))
        };
        if grant == Grant::Nothing {
            return Reach::nothing();
        }
        Reach { grant, never_about: sorted(never_about) }
    }

    /// Adds what one holding reaches; true when that is everything.
    fn widen(&self, caller: &Caller, holding: &Holding, action: Action, any: &mut Any) -> bool {
        let allows = |relation| self.table.allows(holding.role, relation, action);
        let at_large = relation::at_large(caller);
        if at_large.contains(Relation::Member) {
            return allows(Relation::Member);
        }
        let extent = &holding.extent;
        let tenant = allows(Relation::Tenant);
        if tenant && relation::is_whole(extent) {
            return true;
        }
        if allows(Relation::Assigned) {
            any.assigned_to = Some(caller.user);
        }
        if allows(Relation::CoAssigned) {
            any.co_assigned_to = Some(caller.user);
        }
        if tenant || allows(Relation::OwnBlock) {
            any.blocks.extend(&extent.blocks);
        }
        if tenant || allows(Relation::OwnOrganization) {
            any.organizations.extend(&extent.organizations);
        }
        if tenant || allows(Relation::OwnChannel) {
            any.channels.extend(&extent.channels);
        }
        if tenant || allows(Relation::OwnDirection) {
            any.directions.extend(&extent.directions);
        }
        false
    }

    /// In which relations each role of the caller stands to the object.
    pub fn relations(&self, caller: &Caller, facts: &Facts) -> Vec<(Role, Relation)> {
        let of = |holding: &Holding| (holding.role, relation::to_object(caller, holding, facts));
        pairs(caller.holdings.iter().map(of))
    }

    /// «Почему»: the same decision by casbin, with the rule that made it; without facts as [`Self::may`].
    pub fn explain(
        &self,
        caller: &Caller,
        action: Action,
        facts: Option<&Facts>,
    ) -> Result<Explanation, PolicyError> {
        let grants = match facts {
            Some(facts) => self.relations(caller, facts),
            None => pairs(caller.holdings.iter().map(|holding| (holding.role, relation::at_large(caller)))),
        };
        let (allowed, rules) = self.enforcer.enforce_ex((written(&grants), action.code()))?;
        // casbin lists every rule it met on the way: the first allowed it, or the last denied it.
        let decided = if allowed { rules.first() } else { rules.last() };
        Ok(Explanation { allowed, rule: decided.and_then(|words| read(words)), grants })
    }

    /// What the rules say of one role in one relation, apart from any caller.
    pub fn effect(&self, role: Role, relation: Relation, action: Action) -> Option<Effect> {
        if self.table.denies(role, relation, action) {
            Some(Effect::Deny)
        } else {
            self.table.allows(role, relation, action).then_some(Effect::Allow)
        }
    }
}

fn pairs(grants: impl Iterator<Item = (Role, Relations)>) -> Vec<(Role, Relation)> {
    sorted(
        grants.flat_map(|(role, relations)| relations.iter().map(move |relation| (role, relation))).collect(),
    )
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}

fn normalized(any: Any) -> Any {
    let blocks: Vec<BlockId> = sorted(any.blocks);
    let organizations: Vec<OrganizationId> = sorted(any.organizations);
    let channels: Vec<Channel> = sorted(any.channels);
    let directions: Vec<DirectionId> = sorted(any.directions);
    Any { blocks, organizations, channels, directions, ..any }
}

/// Grants as casbin gets them: ` role:relation role:relation `, each between blanks so that a part is no hit.
fn written(grants: &[(Role, Relation)]) -> String {
    let mut text = String::from(" ");
    for (role, relation) in grants {
        text.push_str(role.code());
        text.push(':');
        text.push_str(relation.code());
        text.push(' ');
    }
    text
}

fn holds(
    grants: casbin::rhai::Dynamic,
    role: casbin::rhai::Dynamic,
    relation: casbin::rhai::Dynamic,
) -> casbin::rhai::Dynamic {
    let wanted = format!(" {}:{} ", dynamic_to_str(&role), dynamic_to_str(&relation));
    dynamic_to_str(&grants).contains(&wanted).into()
}

fn read(words: &[String]) -> Option<Rule> {
    let [role, relation, action, effect] = words else { return None };
    Some(Rule {
        role: role.parse().ok()?,
        relation: relation.parse().ok()?,
        action: action.parse().ok()?,
        effect: effect.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn authorizer() -> Authorizer {
        tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap()
            .block_on(Authorizer::from_catalogue())
            .unwrap()
    }

    fn grants() -> impl Strategy<Value = Vec<(Role, Relation)>> {
        let role = proptest::sample::select(Role::ALL);
        let relation = proptest::sample::select(Relation::ALL);
        proptest::collection::vec((role, relation), 0..6)
    }

    #[test]
    fn bit_sets_decide_as_casbin_for_any_grants() {
        let authorizer = authorizer();
        proptest!(ProptestConfig::with_cases(512), |(grants in grants(), action in proptest::sample::select(Action::ALL))| {
            let sets = grants.iter().map(|(role, relation)| (*role, Relations::default().with(*relation, true)));
            let by_casbin = authorizer.enforcer.enforce((written(&grants), action.code())).unwrap();
            prop_assert_eq!(authorizer.table.decide(sets, action), by_casbin);
        });
    }
}
